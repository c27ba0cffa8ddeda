"""Searching as researchers do: every mode, whole lists page by page, and permalinks that tell what has changed since."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index.intake import take_in
from index.library import Library
from index.words import content_terms, terms
from service.app import create_app
from service.pins import Pins
from service.settings import Settings
from tests.index.town import fill, minutes, passage_ids, write

EHE = (
    "Fennick Town Council\nEducation Committee\n{day} May 2019\n\n1. Apologies\nNone were received.\n\n2. Learning at home\n{text}\n\n"
    "3. Finance\nThe sum of £{day} was agreed for the bridge.\n"
)


@pytest.fixture
def client(small_library: Library, tmp_path: Path) -> Iterator[TestClient]:
    for number in range(1, 13):
        committee = "Planning Committee" if number % 3 else "Finance Committee"
        write(tmp_path / "in" / f"{number:02}.txt", minutes(number, committee=committee, more="The bridge was spoken of."))
    write(tmp_path / "in" / "none.txt", "Notes of a talk\n\n1. Bridge\nThe bridge at Mill Lane was spoken of by letter99.\n")
    write(tmp_path / "in" / "ehe1.txt", EHE.format(day=8, text="A report on Elective Home Education (EHE) was read. Children were named in none of it."))
    write(tmp_path / "in" / "ehe2.txt", EHE.format(day=9, text="The officer for EHE spoke of visits. Nothing else was said of it there."))
    write(tmp_path / "in" / "ehe3.txt", EHE.format(day=10, text="Visits under elective home education were discussed. Nothing else was said."))
    fill(small_library, tmp_path / "in")
    with TestClient(create_app(small_library, Settings()), base_url="http://127.0.0.1") as client:
        yield client


def find(client: TestClient, q: str, **asked: Any) -> dict[str, Any]:
    response = client.get("/api/v1/search", params={"q": q, **asked})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def held(library: Library) -> dict[str, tuple[str, str]]:
    """(text, title of its item) of every passage, by its id."""
    with library.reading() as catalogue:
        return {each.id: (each.text, each.item.title or "") for each in catalogue.passages(catalogue.keys().tolist()).values()}


@pytest.mark.parametrize("q", ["bridge", "committee discussed", "agreeing", "the clerks reading"])
def test_words_find_every_passage_that_holds_them(q: str, client: TestClient, small_library: Library) -> None:
    """By words the list is exhaustive: each passage that holds, with the title of its item, every word of the query in any inflected form."""
    found = find(client, q, mode="words", limit=1000)
    expected = {name for name, (text, title) in held(small_library).items() if set(content_terms(q)) <= set(terms(f"{title} {text}"))}
    assert {each["id"] for each in found["passages"]} == expected != set()
    assert (found["total"], found["complete"], found["next"]) == (len(expected), True, None)
    assert {tuple(each["matched_by"]) for each in found["passages"]} == {("words",)}
    scores = [each["score"] for each in found["passages"]]
    assert scores == sorted(scores, reverse=True)


def test_words_take_phrases_minus_words_and_both_forms(client: TestClient) -> None:
    """A phrase stands exactly so, a -word does not stand there, an abbreviation counts in either form, and a word that stands nowhere leaves nothing."""
    names = lambda found: sorted({each["document"]["name"] for each in found["passages"]})  # noqa: E731
    assert names(find(client, "EHE", mode="words")) == names(find(client, "elective home education", mode="words")) == ["ehe1.txt", "ehe2.txt", "ehe3.txt"]
    assert names(find(client, "EHE visits", mode="words")) == ["ehe2.txt", "ehe3.txt"]
    assert names(find(client, '"home education were discussed"', mode="words")) == ["ehe3.txt"]
    assert names(find(client, "visits -officer", mode="words")) == ["ehe3.txt"]
    nowhere = find(client, '"education discussed"', mode="words")
    assert (nowhere["total"], nowhere["nowhere"]) == (0, ["education discussed"])
    assert find(client, "bridge zeppelin", mode="words")["total"] == 0
    assert find(client, "brigde", mode="words")["total"] == 0  # as typed


def test_meaning_and_both_say_how_deep_they_looked(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """By meaning the nearest come first, all of a small library; where there are more than were looked at, the list says that it is not complete."""
    everything = find(client, "the bridge", mode="meaning", limit=1000)
    scores = [each["score"] for each in everything["passages"]]
    assert everything["complete"]
    assert len(scores) == everything["total"] > 40
    assert scores == sorted(scores, reverse=True)
    monkeypatch.setattr("index.listing.DEEPEST", 7)
    few = find(client, "the bridges", mode="meaning", limit=1000)
    assert (few["total"], few["complete"], len(few["passages"])) == (7, False, 7)
    both = find(client, "the bridge", limit=3)
    assert (both["mode"], len(both["passages"])) == ("hybrid", 3)


def test_lists_are_sorted_by_date(client: TestClient) -> None:
    """By date the earliest come first, or the latest; unknown days last either way."""
    for sort, backwards in (("date", False), ("-date", True)):
        days = [each["meeting"]["date"] for each in find(client, "bridge", mode="words", sort=sort, limit=1000)["passages"]]
        known = [day for day in days if day]
        assert known == sorted(known, reverse=backwards)
        assert len(set(known)) > 3
        assert days == known + [None] * (len(days) - len(known))
        assert None in days


def test_facets_count_the_whole_list(client: TestClient) -> None:
    """Facets count every passage of the list, not only those of the page, by body, committee, year and document; nobody is counted by name."""
    everything = find(client, "bridge", mode="words", limit=1000)["passages"]
    found = find(client, "bridge", mode="words", limit=2)
    assert list(found["facets"]) == ["body", "committee", "year", "document"]
    for facet, value in (
        ("body", lambda each: each["meeting"]["body"]),
        ("committee", lambda each: each["meeting"]["committee"]),
        ("year", lambda each: (each["meeting"]["date"] or "")[:4] or None),
        ("document", lambda each: each["document"]["name"]),
    ):
        assert {each["value"]: each["passages"] for each in found["facets"][facet]["values"]} == Counter(map(value, everything))
        assert found["facets"][facet]["others"] == 0
    assert find(client, "bridge", cursor=find(client, "bridge", limit=1)["next"], limit=1)["facets"] is None
    assert find(client, "bridge", facets=False)["facets"] is None


def test_filters_narrow_every_mode(client: TestClient) -> None:
    """Filters hold in every mode, and the total is of what they let through."""
    for mode in ("hybrid", "meaning", "words"):
        found = find(client, "bridge", mode=mode, committee="finance committee", since="2010-01-05", limit=100)
        assert found["total"] == len(found["passages"]) > 0
        assert {each["meeting"]["committee"] for each in found["passages"]} == {"Finance Committee"}
        assert min(each["meeting"]["date"] for each in found["passages"]) >= "2010-01-05"


def test_a_cursor_of_another_search_is_refused(client: TestClient) -> None:
    """A cursor that is none, or belongs to another query, mode or filter, is a problem of its own."""
    cursor = find(client, "bridge", limit=1)["next"]
    for asked in ({"q": "letter"}, {"mode": "words"}, {"sort": "date"}, {"committee": "Planning Committee"}, {"cursor": "nonsense"}, {"cursor": "é"}):
        response = client.get("/api/v1/search", params={"q": "bridge", "cursor": cursor, "limit": 1, **asked})
        assert (response.status_code, response.json()["type"]) == (422, "urn:minutes:problem:BadCursor")


def test_a_page_links_to_the_next(client: TestClient) -> None:
    """The Link header leads to the next page, with all that was asked; the last page has none."""
    asked = {"mode": "words", "sort": "-date", "committee": "Planning Committee", "limit": 2}
    response = client.get("/api/v1/search", params={"q": "bridge", **asked})
    address = response.headers["link"].removeprefix("<").removesuffix('>; rel="next"')
    assert client.get(address).json()["passages"] == find(client, "bridge", **asked, cursor=response.json()["next"])["passages"]
    assert "link" not in client.get("/api/v1/search", params={"q": "bridge", "mode": "words", "limit": 1000}).headers


@pytest.mark.parametrize(("mode", "sort"), [("words", "relevance"), ("words", "-date"), ("meaning", "relevance"), ("hybrid", "date")])
def test_pages_are_of_one_list_while_the_library_changes(
    mode: str, sort: str, client: TestClient, small_library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read page by page while documents are added, removed and read anew, nothing comes twice and nothing is missed that was there and still is."""
    chance = random.Random(f"{mode} {sort}")
    whole = [each["id"] for each in find(client, "the bridge", mode=mode, sort=sort, limit=1000)["passages"]]
    found, cursor, round_ = [], None, 0
    while True:
        asked = {"cursor": cursor} if cursor else {}
        page = find(client, "the bridge", mode=mode, sort=sort, limit=chance.randint(1, 4), **asked)
        assert page["total"] == len(whole)
        found += [each["id"] for each in page["passages"]]
        cursor = page["next"]
        if cursor is None:
            break
        round_ += 1
        _change(small_library, tmp_path, chance, round_, monkeypatch)
    now = set(passage_ids(small_library).values())
    assert len(found) == len(set(found))
    assert [each for each in whole if each in now] == [each for each in found if each in now]
    assert set(found) <= set(whole)
    assert round_ > 3
    assert len(now - set(whole)) > 3


def _change(library: Library, folder: Path, chance: random.Random, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Add, remove or read anew one document."""
    with library.reading() as catalogue:
        paths = [Path(each.paths[0]) for each in catalogue.documents()]
    what = chance.choice(["add", "add", "remove", "read anew"])
    if what == "add":
        fill(library, write(folder / "more" / f"more{number}.txt", minutes(40 + number * 5, more="The bridge was spoken of.")))
    elif what == "remove":
        with library.writing() as writer:
            writer.remove(chance.choice(paths).name)
    else:
        for module in ("index.storing", "index.intake"):
            monkeypatch.setattr(f"{module}.RULES_VERSION", f"rules {number}")
        list(take_in(library, [chance.choice(paths)]))


def test_a_list_that_is_no_longer_kept(client: TestClient, small_library: Library, tmp_path: Path) -> None:
    """A list that gave way is made again while the library is as it was, and is gone, with a status of its own, when it has changed."""
    cursor = find(client, "bridge", mode="words", limit=3)["next"]
    second = find(client, "bridge", mode="words", limit=3, cursor=cursor)
    client.app.state.pins = Pins()  # type: ignore[attr-defined]
    assert find(client, "bridge", mode="words", limit=3, cursor=cursor) == second
    client.app.state.pins = Pins()  # type: ignore[attr-defined]
    fill(small_library, write(tmp_path / "new.txt", minutes(77)))
    response = client.get("/api/v1/search", params={"q": "bridge", "mode": "words", "limit": 3, "cursor": cursor})
    assert (response.status_code, response.json()["type"]) == (410, "urn:minutes:problem:CursorGone")


def test_kept_lists_are_bounded(small_library: Library, client: TestClient) -> None:
    """Kept lists give way by age and by how many passages they hold together, those read longest ago first."""
    from index.listing import Listing, list_passages
    from index.query import Query

    clock = [0.0]
    listing = list_passages(small_library, Query("bridge"), "words")
    pins = Pins(most=2 * len(listing), longest_s=60, clock=lambda: clock[0])
    pins.keep("a", listing)
    pins.keep("b", listing)
    assert pins.get("a", Listing) is listing
    pins.keep("c", listing)
    assert [pins.get(name, Listing) for name in "abc"] == [listing, None, listing]
    clock[0] = 61
    assert [pins.get(name, Listing) for name in "ac"] == [None, None]


# Permalinks


def test_a_search_tells_what_has_changed_since(client: TestClient, small_library: Library, tmp_path: Path) -> None:
    """The permalink of a search finds what there is today, and tells which documents came and went since among those its filters let through."""
    made = find(client, "bridge", mode="words", committee="Planning Committee", limit=2)
    assert made["changes"] is None
    same = client.get(made["permalink"]).json()
    assert same["passages"] == made["passages"]
    assert same["changes"]["total"] == {"added": 0, "removed": 0, "read_anew": 0}
    fill(
        small_library,
        write(tmp_path / "planning.txt", minutes(50, more="The bridge was spoken of.")),
        write(tmp_path / "finance.txt", minutes(51, committee="Finance Committee")),
    )
    with small_library.writing() as writer:
        writer.remove("01.txt")
    changes = client.get(made["permalink"]).json()["changes"]
    assert ([each["document"]["name"] for each in changes["added"]], [each["document"]["name"] for each in changes["removed"]]) == (
        ["planning.txt"],
        ["01.txt"],
    )
    assert (changes["since"], changes["now"], changes["complete"], changes["total"]["added"]) == (made["generation"], made["generation"] + 2, True, 1)
    assert not client.get("/api/v1/search", params={"q": "bridge", "generation": 10**9}).json()["changes"]["complete"]


def test_an_answer_can_be_linked(client: TestClient, small_library: Library, tmp_path: Path) -> None:
    """The permalink of an answer gives the same answer by GET, and what changed since; its page shows it."""
    asked = {"question": "What was said about the bridge at Mill Lane?", "filters": {"committee": "Planning Committee"}, "limit": 3, "switch_off": ["typos"]}
    made = client.post("/api/v1/ask", json=asked).json()
    assert made["permalink"].startswith("/api/v1/ask?q=What+was+said+about+the+bridge+at+Mill+Lane%3F&committee=Planning+Committee&")
    linked = client.get(made["permalink"]).json()
    assert linked | {"changes": None} == made
    assert linked["changes"]["total"] == {"added": 0, "removed": 0, "read_anew": 0}
    assert client.get(made["page"]).status_code == 200
    fill(small_library, write(tmp_path / "planning.txt", minutes(50, more="The bridge was spoken of.")))
    assert client.get(made["permalink"]).json()["changes"]["total"] == {"added": 1, "removed": 0, "read_anew": 0}
    follow = client.post("/api/v1/ask", json={"question": "And when?", "context": [{"question": asked["question"]}]}).json()
    assert client.get(follow["permalink"]).json()["reading"] == follow["reading"]


def test_an_item_tells_what_became_of_it(client: TestClient, small_library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The permalink of an item tells whether its own document was read anew; one whose document was removed says so, and when."""
    item = find(client, "bridge", mode="words", document="01.txt")["passages"][0]["item"]["id"]
    link = client.get(f"/api/v1/items/{item}").json()["permalink"]
    assert client.get(link).json()["changes"]["total"] == {"added": 0, "removed": 0, "read_anew": 0}
    fill(small_library, write(tmp_path / "other.txt", minutes(60)))
    for module in ("index.storing", "index.intake"):
        monkeypatch.setattr(f"{module}.RULES_VERSION", "newer")
    list(take_in(small_library, [tmp_path / "in" / "01.txt"]))
    assert client.get(link).json()["changes"]["total"] == {"added": 0, "removed": 0, "read_anew": 1}
    with small_library.writing() as writer:
        writer.remove("01.txt")
    gone = client.get(link)
    assert (gone.status_code, gone.json()["type"]) == (410, "urn:minutes:problem:NoLongerHeld")
    assert gone.json()["title"].startswith("This item was of 01.txt, which was removed on ")
    assert client.get("/api/v1/items/nothing").status_code == 404


def test_a_passage_tells_what_became_of_it(client: TestClient, small_library: Library) -> None:
    """The permalink of a passage gives it by itself; when its document is removed it is 410, with what took it away and in which generation."""
    passage = find(client, "bridge", mode="words", document="02.txt")["passages"][0]
    told = client.get(passage["permalink"]).json()
    assert (told["text"], told["changes"]["total"]) == (passage["text"], {"added": 0, "removed": 0, "read_anew": 0})
    with small_library.writing() as writer:
        writer.remove("02.txt")
    gone = client.get(passage["permalink"])
    assert gone.status_code == 410
    assert gone.json()["title"].startswith("This passage was of 02.txt, which was removed on ")
    assert f"(generation {told['changes']['now'] + 1})" in gone.json()["title"]
    assert client.get(f"/api/v1/passages/{'0' * 20}").status_code == 404


def test_meetings_and_documents_tell_what_became_of_them(client: TestClient, small_library: Library) -> None:
    """The permalinks of a meeting and of its document are those of the lists; once the document is removed, it and all that was of it are 410."""
    meeting = client.get("/api/v1/meetings", params={"limit": 1}).json()["meetings"][0]
    document = next(each for each in client.get("/api/v1/documents").json()["documents"] if each["id"] == meeting["document"]["id"])
    for each in (meeting, document):
        told = client.get(each["permalink"]).json()
        assert (told["id"], told["permalink"], told["changes"]["total"]) == (each["id"], each["permalink"], {"added": 0, "removed": 0, "read_anew": 0})
    with small_library.writing() as writer:
        writer.remove(document["id"])
    name, path = document["name"], f"/api/v1/documents/{document['id']}"
    assert client.get(meeting["permalink"]).json()["title"].startswith(f"This meeting was of {name}, which was removed on ")
    for address in (document["permalink"], f"{path}/text", f"{path}/original"):
        gone = client.get(address)
        assert (gone.status_code, gone.json()["type"]) == (410, "urn:minutes:problem:NoLongerHeld")
        assert gone.json()["title"].startswith(f"This document, {name}, was removed on ")
    assert client.get(f"/api/v1/documents/{'0' * 64}").status_code == 404


def test_the_log_of_changes_page_by_page(client: TestClient, small_library: Library) -> None:
    """GET /changes gives every change since a generation once, in order, page by page."""
    with small_library.writing() as writer:
        writer.remove("03.txt")
    whole = client.get("/api/v1/changes").json()
    assert (whole["total"], len(whole["changes"]), whole["complete"], whole["known_since"]) == (17, 17, True, 0)
    assert [(each["what"], each["document"]["name"]) for each in whole["changes"][-1:]] == [("removed", "03.txt")]
    found, address = [], "/api/v1/changes?limit=5"
    while address:
        response = client.get(address)
        found += response.json()["changes"]
        address = response.headers.get("link", "").removeprefix("<").removesuffix('>; rel="next"')
    assert found == whole["changes"]
    assert client.get("/api/v1/changes", params={"since": whole["generation"] - 1}).json()["total"] == 1
    assert client.get("/api/v1/changes", params={"cursor": "x"}).json()["type"] == "urn:minutes:problem:BadCursor"
