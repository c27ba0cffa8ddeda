"""The pages behind an answer: an item in its place, a meeting, a committee, a person, the original, coverage."""

import datetime as dt
import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from index.intake import take_in
from index.library import Library
from service.app import create_app
from service.original_page import original_path
from service.rhythm import Gap, gaps
from service.settings import Settings
from tests.conftest import SAMPLES
from tests.fakes import load_hash_encoder

BASE = "http://127.0.0.1"
PAGE = {"accept": "text/html"}
COUNCIL = "fennick-vale-district-council"


def town(body: str, day: str, names: str, more: str = "") -> str:
    """Minutes of a small council."""
    return (
        f"{body}\nMinutes of the Planning Committee held on {day}\n\nPresent: {names}\n\nIn attendance: Rita Moss (Clerk), Olive Tarn (resident)\n\n"
        "1. Apologies\nThere were none.\n\n2. Mill Lane\nCouncillor Quist asked about the kerb. Mr Harold Quist of Mill Lane and Jon Ash of Far End spoke.\n"
        f"{more}\n3. Next meeting\nThe date was noted.\n"
    )


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Two small councils whose lists share a name."""
    folder = tmp_path_factory.mktemp("places")
    moved = "RESOLVED that the kerb be mended. Proposed by Cllr Quist, seconded by Cllr Pell.\n\n"
    texts = {
        "a1.txt": town("Aysham Town Council", "5 March 2024", "Councillor Ada Quist (Chair), Councillor Bram Pell", moved),
        "a2.txt": town("Aysham Town Council", "2 April 2024", "Councillor Ada Quist, Councillor Bram Pell"),
        "a3.txt": town("Aysham Town Council", "7 May 2024", "Councillor A Quist, Councillor Bram Pell"),
        "b1.txt": town("Bexley Parish Council", "6 March 2024", "Councillor Ada Quist, Councillor Tom Rowe"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    library = Library.create(folder / "library", load_hash_encoder)
    list(take_in(library, [folder / name for name in texts]))
    yield TestClient(create_app(library, Settings()), base_url=BASE, headers=PAGE, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def samples(samples_library: Library) -> TestClient:
    return TestClient(create_app(samples_library, Settings()), base_url=BASE, headers=PAGE, raise_server_exceptions=False)


def shown(response: object) -> str:
    """The words of a page."""
    text = getattr(response, "text", "")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def meeting_of(client: TestClient, name: str) -> dict:
    return next(each for each in client.get("/api/v1/meetings").json()["meetings"] if each["document"]["name"] == name)


def hrefs(text: str, start: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(rf'href="({re.escape(start)}[^"]*)"', text)]


def test_an_item_holds_its_passages_and_marks_one(samples: TestClient) -> None:
    """An item's page has its passages character for character, each with its own anchor, the one that was named marked, and a way back to the thread."""
    question = {"question": "What was said about home-educated children?"}
    passage = samples.post("/api/v1/ask", json=question).json()["passages"][0]
    page = samples.get(f"/item/{passage['item']['id']}?passage={passage['id']}&q=first&q=second&since=2020-01-01&from=7").text
    quoted = [html.unescape(re.sub(r"<[^>]+>", "", each)) for each in re.findall(r"<blockquote.*?</blockquote>", page, re.DOTALL)]
    assert f"The passage you came from: {passage['text']}" in quoted
    assert page.count('class="marked"') == 1
    assert re.findall(r'<div id="p(\d+)">', page) == [str(at) for at in range(1, len(quoted) + 1)]
    assert hrefs(page, "/?") == ["/?q=first&q=second&since=2020-01-01#p7"] * 2  # above, and after the marked passage, where the reader is
    assert page.index("/?q=first", page.index("marked")) < page.index("<blockquote", page.index("marked"))
    assert hrefs(samples.get(f"/item/{passage['item']['id']}?q=first&from=%22x").text, "/?") == ["/?q=first"]
    assert hrefs(page, "/meeting/") != []
    assert len(hrefs(page, "/item/")) == 2
    assert "/person?name=Susannah+Craddle" in page


def test_an_item_alone_marks_none(samples: TestClient) -> None:
    """Without a passage nothing is marked by the server, and there is no answer to go back to."""
    item = samples.post("/api/v1/ask", json={"question": "home-educated children"}).json()["passages"][0]["item"]["id"]
    page = samples.get(f"/item/{item}").text
    assert 'class="marked"' not in page
    assert "Back to the answer" not in page


def test_a_meeting_tells_who_what_and_what_next(places: TestClient) -> None:
    """A meeting's page has its people with roles, its items with what was decided and by whom, its neighbours and its file."""
    page = places.get(f"/meeting/{meeting_of(places, 'a1.txt')['id']}")
    words = shown(page)
    assert "Planning Committee, 5 March 2024" in words
    assert "Ada Quist , Chair" in words
    assert "Olive Tarn, resident" in words
    assert "Item 2: Mill Lane Decided" in words
    assert "proposed by Quist, seconded by Pell" in words
    assert "Meeting after: 2 April 2024" in words
    assert "Meeting before" not in words
    middle = shown(places.get(f"/meeting/{meeting_of(places, 'a2.txt')['id']}"))
    assert "Meeting before: 5 March 2024" in middle
    assert "Meeting after: 7 May 2024" in middle


def test_every_item_of_a_meeting_has_its_page(places: TestClient) -> None:
    """Each link of a meeting's page leads somewhere."""
    page = places.get(f"/meeting/{meeting_of(places, 'a1.txt')['id']}").text
    links = [each for start in ("/item/", "/person", "/committee", "/original/", "/meeting/") for each in hrefs(page, start)]
    assert len(links) > 8
    assert {each: places.get(each).status_code for each in links} == dict.fromkeys(links, 200)


def test_a_committee_has_its_own_meetings_only(places: TestClient) -> None:
    """A committee's page lists its meetings by year, newest first; a committee of the same name elsewhere is another."""
    page = places.get("/committee", params={"body": "Aysham Town Council", "committee": "planning committee"}).text
    assert re.findall(r"/meeting/\w+\">(\d+ \w+ \d+)", page) == ["7 May 2024", "2 April 2024", "5 March 2024"]
    assert "Meetings held, by year. 2024: 3." in page
    assert places.get("/committee", params={"body": "Aysham Town Council"}).text.count("/meeting/") == 3
    assert places.get("/committee", params={"committee": "Planning Committee"}).status_code == 404
    assert places.get("/committee").status_code == 404


def test_a_person_has_meetings_items_and_motions(places: TestClient) -> None:
    """A person's page has the meetings of the lists, the items that name them, what they proposed and seconded."""
    words = shown(places.get("/person", params={"name": "Ada Quist", "body": "Aysham Town Council"}))
    assert "From the attendance lists of 2 meetings." in words
    assert "Listed as Chair" in words
    assert "Proposed RESOLVED that the kerb be mended." in words
    assert "Seconded" not in words
    assert words.count("Item 2: Mill Lane") == 3  # the motion, and two meetings that name her
    seconder = shown(places.get("/person", params={"name": "Bram Pell", "body": "Aysham Town Council"}))
    assert "Seconded RESOLVED" in seconder
    assert "Proposed" not in seconder


def test_two_people_of_one_name_are_not_mixed(places: TestClient) -> None:
    """The same name in another council is another person, a shorter form of the name too; both are told, neither is counted."""
    there = shown(places.get("/person", params={"name": "Ada Quist", "body": "Bexley Parish Council"}))
    assert "From the attendance lists of 1 meeting." in there
    assert "Proposed" not in there
    here = shown(places.get("/person", params={"name": "Ada Quist", "body": "Aysham Town Council"}))
    assert "The name is also on the lists of Bexley Parish Council . That is counted as another person." in here
    assert "These lists also have A Quist . That may be the same person." in here


@pytest.mark.parametrize("name", ["Jon Ash", "Harold Quist", "Olive Tarn", "Tom Rowe", "", "Mill Lane"])
def test_nobody_else_has_a_page(name: str, places: TestClient) -> None:
    """A resident who spoke or came, somebody of another council, and no name at all: a polite 404."""
    response = places.get("/person", params={"name": name, "body": "Aysham Town Council"})
    assert response.status_code == 404
    assert "There is no page for this name." in response.text
    assert "/person?" not in places.get(f"/meeting/{meeting_of(places, 'a1.txt')['id']}").text.split("Olive Tarn")[0][-60:]


def test_a_reader_is_told_nothing_of_fields(places: TestClient) -> None:
    """A crooked address, and one that only a form is sent to, are told without the words of the API; a form that says nothing is refused."""
    for response, status in (
        (places.get("/coverage?page=abc", headers=PAGE), 422),
        (places.get("/meeting/x/y", headers=PAGE), 404),
        (places.put("/about", headers=PAGE), 405),
    ):
        assert response.status_code == status
        main = re.sub(r"<footer>.*", "", response.text, flags=re.DOTALL)
        assert "Check the address, or start again." in main
        assert "/docs" not in main
    assert "page: " in places.get("/coverage?page=abc", headers={"accept": "application/json"}).text
    for form in ({}, {"q": "kerb"}, {"q": "kerb", "useful": "perhaps"}, {"useful": "yes"}):
        assert places.post("/useful", data=form, headers=PAGE).status_code == 422


def test_an_original_is_shown_where_it_can_do_no_harm(samples: TestClient) -> None:
    """The file comes byte for byte with its type: pdf, text and html to be looked at, html in a sandbox without scripts; Word to be saved."""
    expected = {
        "pdf": ("application/pdf", "inline"),
        "html": ("text/html", "inline"),
        "txt": ("text/plain", "inline"),
        "md": ("text/plain", "inline"),
        "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
    }
    seen = set()
    for each in samples.get("/api/v1/meetings").json()["meetings"]:
        name, form = each["document"]["name"], each["document"]["name"].rsplit(".", 1)[1]
        response = samples.get(f"/original/{each['document']['id']}")
        assert response.content == (SAMPLES / COUNCIL / name).read_bytes()
        kind, how = expected[form]
        assert response.headers["content-type"].removesuffix("; charset=utf-8") == kind
        told = response.headers["content-type"].endswith("; charset=utf-8")
        older = {"2024-09-11-planning-committee.txt", "2023-04-04-environment-and-transport-committee.html"}  # these are not in UTF-8
        assert told == (form in ("txt", "md", "html") and name not in older)
        assert response.headers["content-disposition"] == f'{how}; filename="{name}"'
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert ("sandbox" in policy) == (form != "pdf")
        assert "script" not in policy
        assert response.headers["x-content-type-options"] == "nosniff"
        seen.add(form)
    assert seen == set(expected)


def test_a_files_name_can_do_no_harm(tmp_path: Path) -> None:
    """A name of quotation marks and line ends is told to a browser without breaking the header or the page."""
    name = 'a"; filename=b.exe <b>é\n.txt'
    (tmp_path / name).write_text(town("Aysham Town Council", "5 March 2024", "Councillor Ada Quist"), "utf-8")
    library = Library.create(tmp_path / "library", load_hash_encoder)
    list(take_in(library, [tmp_path / name]))
    client = TestClient(create_app(library, Settings()), base_url=BASE, headers=PAGE)
    document = client.get("/api/v1/meetings").json()["meetings"][0]["document"]
    response = client.get(f"/original/{document['id']}")
    assert response.headers["content-disposition"] == "inline; filename*=utf-8''a%22%3B%20filename%3Db.exe%20%3Cb%3E%C3%A9%0A.txt"
    assert "<b>é" not in client.get(f"/original/{document['id']}/text").text


def test_the_text_of_a_file_marks_the_passage(samples: TestClient, samples_library: Library) -> None:
    """The whole stored text is shown, unchanged, with just the passage marked and one place to jump to."""
    passage = samples.post("/api/v1/ask", json={"question": "home-educated children"}).json()["passages"][0]
    page = samples.get(f"/original/{passage['document']['id']}/text", params={"passage": passage["id"], "q": "home-educated children", "from": "1"}).text
    stored = "".join(re.findall(r'<div class="stored">(.*?)</div>', page, re.DOTALL))
    with samples_library.reading() as catalogue:
        text = catalogue.text(catalogue.documents("d.id = ?", (passage["document"]["id"],))[0].key)
    assert html.unescape(re.sub(r"</?mark[^>]*>", "", stored)) == text
    assert " ".join(html.unescape(each) for each in re.findall(r"<mark[^>]*>(.*?)</mark>", stored, re.DOTALL)) == passage["text"]
    assert page.count('id="passage"') == 1
    assert hrefs(page, "/?") == ["/?q=home-educated+children#p1"] * 2
    (context,) = hrefs(page[page.rindex("</mark>") :], "/item/")
    assert samples.get(context).text.count('class="marked"') == 1
    assert "<mark" not in samples.get(f"/original/{passage['document']['id']}/text?passage=nothing").text


def test_a_pdf_opens_at_its_page_with_the_words(samples: TestClient, samples_library: Library) -> None:
    """The address of a pdf's original names the page and words of one line, escaped, for the browser's viewer; of other formats, the text with the passage."""
    asked = {"question": "What was said about solar panels?", "filters": {"document": "2022-12-16-planning-committee.pdf"}}
    told = samples.post("/api/v1/ask", json=asked).json()["passages"][0]
    with samples_library.reading() as catalogue:
        passage = next(iter(catalogue.passages(catalogue.keys_where("p.id = ?", (told["id"],))).values()))
    path, fragment = original_path(passage, "the well-known kerb & gutter, as agreed last\nyear").split("#")
    assert path == f"/original/{told['document']['id']}"
    assert fragment.startswith(f"page={told['page']}&search=")
    assert "well%2Dknown" in fragment
    assert unquote(fragment.split(":~:text=")[1]) == "the well-known kerb & gutter, as agreed"
    assert samples.get(path).headers["content-type"] == "application/pdf"


def test_coverage_tells_every_meeting_and_every_failure(tmp_path: Path) -> None:
    """Coverage has a row a meeting with figures and state in words, and the files that failed with their reason, until they come in."""
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text(town("Aysham Town Council", "5 March 2024", "Councillor Ada Quist"), "utf-8")
    bad.write_text("no pdf", "utf-8")
    library = Library.create(tmp_path / "library", load_hash_encoder)
    list(take_in(library, [good, bad]))
    client = TestClient(create_app(library, Settings()), base_url=BASE, headers=PAGE)
    words = shown(client.get("/coverage"))
    assert "1 meeting, 5 March 2024 to 5 March 2024." in words
    assert "Planning Committee Aysham Town Council 5 March 2024 3" in words
    assert "Read well" in words
    assert "bad.pdf Its name ends in .pdf but it is not a PDF. Fetch it again, or rename it to what it is." in words
    assert "<progress" not in client.get("/coverage").text
    bad.unlink()
    list(take_in(library, [tmp_path]))
    assert "bad.pdf" not in client.get("/coverage").text


def test_coverage_of_nothing_and_of_pages_that_are_none(small_library: Library) -> None:
    """An empty library is told as empty; a page beyond the last is the last."""
    client = TestClient(create_app(small_library, Settings()), base_url=BASE, headers=PAGE)
    assert "There are no minutes here yet." in client.get("/coverage").text
    assert client.get("/coverage?page=99").status_code == client.get("/about").status_code == 200
    assert client.get("/coverage?page=x").status_code == 422


def monthly(year: int, months: range | list[int]) -> list[dt.date]:
    return [dt.date(year, month, 3) for month in months]


def test_a_missing_meeting_is_told_by_the_rhythm() -> None:
    """A month without a meeting among monthly ones is told, unless the committee never meets in that month."""
    years = [*monthly(2021, [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]), *monthly(2022, [1, 2, 3, 4, 5, 6, 7, 9, 10, 12])]
    assert gaps(years) == (Gap(dt.date(2022, 10, 3), dt.date(2022, 12, 3), 1, 31),)


@pytest.mark.parametrize(
    "days",
    [
        [],
        monthly(2022, range(1, 6)),
        [dt.date(2022, 1, 1) + dt.timedelta(each) for each in (0, 3, 90, 100, 250, 251, 400, 600)],
        [dt.date(2022, 1, 1) + dt.timedelta(each) for each in range(10)],
    ],
    ids=["none", "too few", "no rhythm", "every day"],
)
def test_without_a_rhythm_nothing_is_missing(days: list[dt.date]) -> None:
    """Where a committee met now and then, or too few meetings are held, nothing is said to be missing."""
    assert gaps(days) == ()
