"""References that Zotero and other reference managers read, whatever stands in the minutes."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from index.library import Library
from service.app import create_app
from service.bibliography import bibtex, csl, ris
from service.citing import Citation, clean
from service.settings import Settings

BASE = "http://127.0.0.1"
HOSTILE = (
    "50% of {the} fee_s & charges #1 ~ $5 ^2 \\ \\textbf{x}",
    "an unbalanced { brace",
    "an unbalanced } brace",
    "ends in a backslash \\",
    "ER  - ",
    "TY  - JOUR",
    "line\r\nER  - \r\nTY  - RPRT",
    "@techreport{x, title = {y}}",
    "pages 3--5, ``so'' it's ''said'' ---",
    "Ysgol Gymraeg Ŵyl Dewi ‘quoted’ “twice” – café",
    'He said "no", then, "yes" = {"a": 1}, %',
    "what?` and !`",
    "a\x00b\x0bc\x1cd\u2028e\u2029f\x85g",
)
words = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=60), st.text("{}\\%&$#_^~-`'?!\"@,= aé\n\r", min_size=1, max_size=40))


def reference(title: str, quote: str, *, key: str = "fennick2024_0a1b") -> Citation:
    """A reference as `citation` makes it: cleaned."""
    title, quote = clean(title) or "x", clean(quote) or "x"
    day = dt.date(2024, 5, 7)
    return Citation(key, title, "Minutes", title, "Works", day, "3.1", 4, "a.pdf", quote, "http://127.0.0.1:8000/item/0a?passage=1b", 6)


def of_ris(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rispy.loads(text)
    return found


def latex() -> LatexNodes2Text:
    """LaTeX to text as it is printed: what pylatexenc passes over or prints as another sign is told to it."""
    symbols = get_default_latex_context_db()
    prints = [
        MacroTextSpec("vphantom", simplify_repl=""),
        MacroTextSpec("textasciicircum", simplify_repl="^"),
        MacroTextSpec("textasciitilde", simplify_repl="~"),
    ]
    symbols.add_context_category("printed", prepend=True, macros=prints)
    return LatexNodes2Text(latex_context=symbols, keep_comments=True, strict_latex_spaces="macros")


def of_bibtex(text: str) -> list[dict[str, str]]:
    """The fields of every entry, LaTeX undone, inner braces (of authors) taken away; nothing may fail."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware(decoder=latex())])
    assert library.failed_blocks == []
    return [{"key": entry.key, **{field.key: str(field.value) for field in entry.fields}} for entry in library.entries]


@given(words, words)
def test_any_words_come_through_ris(title: str, quote: str) -> None:
    """Each reference is one RIS record, with its words as they stand, whatever they are."""
    made = [reference(title, quote), reference("Second", "s", key="k2")]
    text = "".join(ris(made))
    assert set(re.findall(r"[^\r]\n|\r[^\n]", text)) == set()
    found = of_ris(text)
    assert [(each["type_of_reference"], each["title"].strip(), each["abstract"].strip()) for each in found] == [
        ("RPRT", made[0].title, made[0].quote),
        ("RPRT", "Second", "s"),
    ]
    assert found[0]["urls"] == [made[0].url]
    assert (found[0]["year"], found[0]["date"], found[0]["start_page"], found[0]["type_of_work"]) == ("2024", "2024/05/07/", "4", "Minutes")


@given(words, words)
def test_any_words_come_through_bibtex(title: str, quote: str) -> None:
    """Each reference is one BibTeX entry, with its words as they stand once LaTeX is undone, and as many braces open as close."""
    made = [reference(title, quote), reference("Second", "s", key="k2")]
    text = "".join(bibtex(made))
    assert text.count("{") == text.count("}")
    found = of_bibtex(text)
    assert [each["key"] for each in found] == ["fennick2024_0a1b", "k2"]
    assert found[0]["title"] == made[0].title
    assert found[0]["abstract"] == made[0].quote
    assert found[0]["institution"] == made[0].title
    assert (found[0]["year"], found[0]["date"], found[0]["number"], found[0]["url"]) == ("2024", "2024-05-07", "3.1", made[0].url)


@given(words, words)
def test_any_words_come_through_csl(title: str, quote: str) -> None:
    """CSL-JSON is one array, whose objects hold the words as they stand."""
    made = [reference(title, quote), reference("Second", "s", key="k2")]
    found = json.loads("".join(csl(made)))
    assert [each["id"] for each in found] == ["fennick2024_0a1b", "k2"]
    assert (found[0]["title"], found[0]["abstract"], found[0]["author"]) == (made[0].title, made[0].quote, [{"literal": made[0].title}])
    assert found[0]["issued"] == {"date-parts": [[2024, 5, 7]]}


def test_a_council_with_a_comma_is_one_author() -> None:
    """Zotero takes the words behind a comma of an author for a forename and drops the rest, so RIS has none there; the publisher is as printed."""
    body = "Council of Arden, Tarn and Ashvale, County Elm"
    (found,) = of_ris("".join(ris([replace(reference("x", "y"), body=body)])))
    assert (found["authors"], found["publisher"]) == (["Council of Arden Tarn and Ashvale County Elm"], body)


def test_no_references_are_still_a_file() -> None:
    """None at all are an empty array, and empty files."""
    assert json.loads("".join(csl([]))) == []
    assert "".join(ris([])) == "".join(bibtex([])) == ""


@pytest.fixture(scope="module")
def client(samples_library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(samples_library, Settings()), base_url=BASE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def passages(client: TestClient) -> list[dict[str, Any]]:
    return [json.loads(line) for line in client.get("/api/v1/export/passages").text.splitlines()]


def test_a_passage_is_cited_whole(client: TestClient, passages: list[dict[str, Any]]) -> None:
    """A reference names the item, the council, the minutes, day, file, words and the page where it is marked, and leaves out what is unknown."""
    passage = next(each for each in passages if each["item"]["title"] == "Elective Home Education")
    (found,) = of_ris(client.get("/api/v1/cite", params={"passage": passage["id"]}).text)
    assert found["title"] == f"Item {passage['item']['number']}: Elective Home Education"
    assert found["authors"] == ["Fennick Vale District Council"]
    assert found["secondary_title"] == "Minutes of the meeting of Children and Learning Scrutiny Committee on 16 November 2022"
    assert found["abstract"] == " ".join(passage["text"].split())
    assert found["notes"][0].startswith(f"File: {passage['document']['name']}. Read in generation ")
    assert "start_page" not in found
    page = client.get(found["urls"][0])
    assert page.status_code == 200
    assert "<mark" in page.text or passage["id"] in page.text


def test_references_of_each_kind_lead_to_their_pages(client: TestClient, passages: list[dict[str, Any]]) -> None:
    """Passages, items and meetings are cited together, each once, in the order asked, and each address opens."""
    passage = passages[20]
    asked = {"passage": [passage["id"]] * 2, "item": passage["item"]["id"], "meeting": passage["meeting"]["id"], "format": "csl"}
    response = client.get("/api/v1/cite", params=asked)
    assert response.headers["content-type"] == "application/vnd.citationstyles.csl+json"
    found = response.json()
    assert len(found) == 3
    assert [client.get(each["URL"]).status_code for each in found] == [200] * 3
    assert [each["type"] for each in found] == ["report"] * 3


def test_a_search_is_cited_as_a_whole(client: TestClient) -> None:
    """What a search finds comes as references in the same order, each with a key of its own that is the same next time."""
    asked = {"q": "leisure centre roof"}
    ids = [json.loads(line)["id"] for line in client.get("/api/v1/export/passages", params=asked).text.splitlines()]
    text = client.get("/api/v1/export/passages", params=asked | {"format": "bibtex"}).text
    keys = [each["key"] for each in of_bibtex(text)]
    assert [key.partition("_")[2] for key in keys] == ids
    assert len(set(keys)) == len(keys)
    assert text == client.get("/api/v1/export/passages", params=asked | {"format": "bibtex"}).text


def test_the_whole_library_is_cited(client: TestClient, passages: list[dict[str, Any]]) -> None:
    """Every passage of the library parses as RIS and as BibTeX, with its words."""
    words = [" ".join(each["text"].split()) for each in passages]
    assert [each["abstract"] for each in of_ris(client.get("/api/v1/export/passages?format=ris").text)] == words
    assert [each["abstract"] for each in of_bibtex(client.get("/api/v1/export/passages?format=bibtex").text)] == words


@pytest.mark.parametrize(
    ("asked", "status", "kind"), [("passage=nope", 404, "NoSuchItem"), ("format=ris", 422, "InvalidRequest"), ("passage=a&style=x", 422, "InvalidRequest")]
)
def test_what_cannot_be_cited_is_refused(client: TestClient, asked: str, status: int, kind: str) -> None:
    """An id that is not there is not found, and nothing to cite is no request."""
    response = client.get(f"/api/v1/cite?{asked}")
    assert (response.status_code, response.json()["type"]) == (status, f"urn:minutes:problem:{kind}")
