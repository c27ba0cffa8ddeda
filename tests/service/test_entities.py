"""The people, bodies and places of a library: linked, listed, and nobody listed who was only spoken of."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from index.entities import entities
from index.intake import take_in
from index.library import Library
from index.people import People
from service import adding_page, coverage_page, item_page, meeting_page, original_page, page, person_page, useful_page
from service.app import create_app
from service.settings import Settings
from tests.fakes import load_hash_encoder

BASE = "http://127.0.0.1"
LISTS = ("meetings", "abbreviations", "items", "committees", "people", "decisions", "actions", "attendance", "documents", "coverage", "status")
FIRST = """ASHVALE PARISH COUNCIL

Minutes of the meeting held on Monday 4 March 2019

Present: Councillor Ann Lind (Chair), Councillor Mark Ryan, Councillor Joan Ryan, Councillor Tom Pell
In attendance: Sue Lane (Clerk), Olive Tarn (resident)

1. Roads
Councillor Lind (Chair) reported that the Norwood Elm Trust would mend the bench in Mill Lane. Councillor Ryan thanked the Norwood Elm Trust.

2. Public participation
Mrs Zelda Quarmby of 14 Mill Lane complained about the drains in Mill Lane. Mrs Quarmby was thanked. Cllr Pell would write to Zelda Quarmby.
"""
SECOND = """ASHVALE PARISH COUNCIL

Minutes of the meeting held on Monday 1 April 2019

Present: Cllr A. Lind (Chair), Cllr Mark Ryan, Cllr Pell
In attendance: Sue Lane (Clerk)

1. Roads
Cllr Lind and Cllr Mark Ryan had met the Norwood Elm Trust at Mill Lane. Cllr Ryan would report.
"""
FLOOR = """CITY OF ASHVALE

CITY COUNCIL REGULAR MEETING MINUTES

June 8, 2031

COUNCIL MEMBERS PRESENT: Mayor Lena Ortiz-Lee, Council Member Bo Jones

1. PUBLIC COMMENT
The following persons spoke:
Wilma Tarkington, 412 Oak Street
Hector Obafemi

2. CLAIMS
Hector Obafemi v. City of Ashvale was settled for $7.1 million. The depot in Arden Falls was closed.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("ashvale")
    (folder / "minutes").mkdir()
    (folder / "minutes" / "2019-03-04.txt").write_text(FIRST, "utf-8")
    (folder / "minutes" / "2019-04-01.txt").write_text(SECOND, "utf-8")
    library = Library.create(folder / "library", load_hash_encoder)
    list(take_in(library, [folder / "minutes"]))
    with TestClient(create_app(library, Settings()), base_url=BASE) as client:
        yield client


def listed(client: TestClient, **asked: Any) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in client.get("/api/v1/entities", params=asked).json()["entities"]}


def test_a_person_is_one_under_the_fullest_name(client: TestClient) -> None:
    """`Cllr Lind`, `A. Lind` and `Councillor Lind (Chair)` are one; two people called Ryan are two, and a bare Ryan is neither where both were."""
    people = listed(client, kind="PERSON")
    assert set(people) == {"Ann Lind", "Mark Ryan", "Joan Ryan", "Tom Pell", "Sue Lane"}
    lind = people["Ann Lind"]
    assert (lind["meetings"], lind["first"], lind["last"], lind["mentions"]) == (2, "2019-03-04", "2019-04-01", 4)
    assert people["Joan Ryan"]["mentions"] == 1
    assert people["Mark Ryan"]["mentions"] == 4  # a bare Ryan of the second meeting is the one who was there


def test_bodies_and_places_are_listed_with_their_mentions(client: TestClient) -> None:
    """A name's mentions stand at their offsets in their passages, by the order of the meetings; a house number is no part of a place."""
    found = client.get("/api/v1/entities").json()
    assert found["total"] == len(found["entities"]) == sum(found["counts"].values())
    trust = listed(client, kind="ORG")["Norwood Elm Trust"]
    told = client.get(f"/api/v1/entities/{trust['id']}").json()
    assert [place["meeting"]["date"] for place in told["places"]] == ["2019-03-04", "2019-03-04", "2019-04-01"]
    assert {place["text"] for place in told["places"]} == {"Norwood Elm Trust"}
    assert listed(client, kind="PLACE")["Mill Lane"]["mentions"] == 4
    assert not any(name[0].isdigit() for name in listed(client))


def test_lists_are_paged(client: TestClient) -> None:
    """Pages side by side are the list; an unknown field is refused, an unknown id is a problem."""
    names = list(listed(client))
    pages = [name for at in range(0, len(names), 3) for name in listed(client, limit=3, offset=at)]
    assert pages == names
    some = client.get("/api/v1/entities", params={"q": "lind"}).json()
    assert [each["name"] for each in some["entities"]] == ["Ann Lind"]
    assert client.get("/api/v1/entities", params={"q": "(+"}).json()["total"] == 0
    assert client.get("/api/v1/entities", params={"kinds": "ORG"}).status_code == 422
    missing = client.get("/api/v1/entities/none")
    assert (missing.status_code, missing.json()["type"]) == (404, "urn:minutes:problem:NoSuchEntity")


QUOTED = re.compile(r'<blockquote.*?</blockquote>|<q>.*?</q>|<div class="stored">.*?</div>|data-copy="[^"]*"', re.DOTALL)  # the minutes' own words


def test_a_resident_is_nowhere_listed_by_the_api(client: TestClient) -> None:
    """Over every endpoint: somebody named in a discussion stands in the passages that say so, is marked there, and is in no list, count or facet."""
    ids = [each["id"] for each in client.get("/api/v1/entities", params={"limit": 1000}).json()["entities"]]
    found = searched(client)
    asked = [
        client.post("/api/v1/ask", json={"question": each, "explain": True}).json()
        for each in ("Who complained about the drains?", "Who was present on 4 March 2019?")
    ]
    reached = {
        "/api/v1/entities": [client.get("/api/v1/entities", params={"kind": kind}).json() for kind in ("PERSON", "ORG", "PLACE")],
        "/api/v1/entities/{entity_id}": [client.get(f"/api/v1/entities/{each}").json() for each in ids],
        **{f"/api/v1/{name}": [client.get(f"/api/v1/{name}").json()] for name in LISTS},
        "/api/v1/meetings/{meeting_id}": [client.get(f"/api/v1/meetings/{each['meeting']['id']}").json() for each in found],
        "/api/v1/passages/{passage_id}": [client.get(f"/api/v1/passages/{each['id']}").json() for each in found],
        "/api/v1/documents/{document_id}": [client.get(f"/api/v1/documents/{each['document']['id']}").json() for each in found],
        "/healthz": [client.get("/healthz").json()],
        "/api/v1/items/{item_id}": [client.get(f"/api/v1/items/{each}").json() for each in {passage["item"]["id"] for passage in found}],
        "/api/v1/search": [found, *(client.get("/api/v1/search", params={"q": "drains", "mode": mode}).json() for mode in ("meaning", "words"))],
        "/api/v1/changes": [client.get("/api/v1/changes").json()],
        "/api/v1/export/dictionary": [client.get("/api/v1/export/dictionary").json()],
        "/api/v1/export/{kind}": [client.get(f"/api/v1/export/{each}").text for each in ("entities", "attendance", "meetings", "abbreviations")],
        "/api/v1/ask": asked,
    }
    words = {f"/api/v1/documents/{{document_id}}/{each}" for each in ("text", "original")} | {"/api/v1/cite"}  # the minutes' own
    assert set(client.get("/openapi.json").json()["paths"]) <= set(reached) | words
    for path, told in reached.items():
        assert "Quarmby" not in json.dumps(shorn(told)), path
    for name in ("Quarmby", "Zelda Quarmby"):
        told = client.get("/api/v1/entities", params={"q": name}).json()
        assert (told["entities"], told["total"], told["counts"], told["next"]) == ([], 0, {}, None)
        assert client.get("/api/v1/people", params={"q": name}).json()["total"] == 0
        assert client.get("/api/v1/attendance", params={"person": name}).json()["total"] == 0
    assert "Zelda Quarmby" in {each["text"] for passage in found for each in passage["entities"] if each["label"] == "PERSON"}


def test_a_resident_is_nowhere_listed_on_the_pages(client: TestClient) -> None:
    """Over every page: the same. A resident has no page, is no filter that is read from a question, and is not among the names of an answer."""
    meetings = client.get("/api/v1/meetings").json()["meetings"]
    people = [each for meeting in meetings for each in meeting["attendance"] if each["role"] != "resident"]
    addresses = {
        "/": ["/", "/?q=Who+complained+about+the+drains%3F", "/?q=Mill+Lane"],
        "/answer": ["/answer?q=Who+complained+about+the+drains%3F"],
        "/item/{item_id}": [f"/item/{passage['item']['id']}?passage={passage['id']}" for passage in searched(client)],
        "/meeting/{meeting_id}": [f"/meeting/{each['id']}" for each in meetings],
        "/committee": ["/committee?body=Ashvale+Parish+Council"],
        "/person": [f"/person?{urlencode({'name': each['name'], 'body': meetings[0]['body']})}" for each in people],
        "/original/{document_id}/text": [f"/original/{each['document']['id']}/text" for each in meetings],
        "/coverage": ["/coverage"],
        "/about": ["/about"],
        "/docs": ["/docs"],
        "/useful": ["/useful?q=Mill+Lane"],
    }
    modules = (page, adding_page, item_page, meeting_page, person_page, coverage_page, original_page, useful_page)
    pages = {route.path for module in modules for route in cast("list[APIRoute]", module.router.routes) if "GET" in route.methods}
    assert pages - set(addresses) == {"/add", "/add/key", "/add/undo", "/add/leave", "/original/{document_id}"}  # forms, and the file itself
    told = {address: client.get(address) for some in addresses.values() for address in some}
    assert {address: each.status_code for address, each in told.items() if each.status_code != 200} == {}
    assert [address for address, each in told.items() if "Quarmby" in QUOTED.sub("", each.text)] == []
    assert any("Quarmby" in each.text for address, each in told.items() if address.startswith("/item/"))
    assert client.get("/person", params={"name": "Zelda Quarmby", "body": meetings[0]["body"]}).status_code == 404
    said = client.post("/api/v1/ask", json={"question": "What did Zelda Quarmby say?"}).json()
    assert '"person": "' not in json.dumps(said["searched"])


RESIDENTS = [
    "Quarmby",
    "Zelda Quarmby",
    "Mrs Quarmby",
    "Z. Quarmby",
    "Quarmby, Zelda",
    "zelda",
    "Zelda Lind",
    "Ann Quarmby Lind",
    "Olive Tarn",
    "drains",
    "Cllr",
]


@pytest.mark.parametrize("name", RESIDENTS)
def test_nobody_is_looked_up_who_is_on_no_list(client: TestClient, name: str) -> None:
    """Over every way to narrow to a person: who was only spoken of, or came as a member of the public, is refused, and told what to do instead."""
    question = "Who complained about the drains?"
    asked = {"question": question, "filters": {"person": name}}
    told = [client.get("/api/v1/search", params={"q": question, "person": name}), client.post("/api/v1/ask", json=asked)]
    for each in told:
        assert (each.status_code, each.json()["type"]) == (422, "urn:minutes:problem:BadFilter")
        assert each.json()["detail"].startswith("Nobody of that name is on an attendance list here. Put the words into the question instead")
        assert "passages" not in each.json()
    looked = client.get("/", params={"q": question, "person": name}, headers={"Accept": "text/html"})
    assert looked.status_code == 422
    assert "Nobody of that name is on an attendance list here." in looked.text
    assert "<blockquote" not in looked.text
    assert client.get("/answer", params={"q": question, "person": name}).status_code == 422
    assert client.post("/useful", data={"q": question, "person": name, "useful": "yes"}).status_code == 422
    assert not [each for each in listed(client, q=name) if each in RESIDENTS]
    guessed = client.post("/api/v1/ask", json={"question": f"What did {name} say of the drains?"}).json()["reading"]
    assert not [each for each in guessed["guessed"] if each["filter"] == "person" and each["value"] in RESIDENTS]


@pytest.mark.parametrize(
    "name", ["Lind", "Cllr Lind", "Cllr (Mrs) Lind", "A. Lind", "Ann Lind", "ANN LIND", "Lind, Ann", "Councillor Lind (Chair)", "Ann M. Lind OBE"]
)
def test_who_is_listed_is_looked_up_in_any_form(client: TestClient, name: str) -> None:
    """A name of an attendance list narrows in every form: with title, with initials, by surname or in full; titles need not stand in the passage."""
    told = client.get("/api/v1/search", params={"q": "the bench in Mill Lane", "person": name})
    assert told.status_code == 200
    if len(name.split()) < 3:
        assert any("Lind" in each["text"] for each in told.json()["passages"])


def searched(client: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/api/v1/search", params={"q": "drains in Mill Lane", "limit": 50}).json()["passages"]
    return found


def shorn(told: Any) -> Any:
    """What an endpoint tells, without the minutes' own words."""
    if isinstance(told, dict):
        return {key: shorn(each) for key, each in told.items() if key != "text"}
    return [shorn(each) for each in told] if isinstance(told, list) else told


def test_who_speaks_from_the_floor_is_not_listed_as_a_place(tmp_path: Path) -> None:
    """Names on lines of their own that the name finder takes for places are not listed; a place with its kind or `in` before it is."""
    (tmp_path / "june.txt").write_text(FLOOR, "utf-8")
    library = Library.create(tmp_path / "library", load_hash_encoder)
    list(take_in(library, [tmp_path / "june.txt"]))
    names = {each.name for each in entities(library).listed}
    assert {"Lena Ortiz-Lee", "Oak Street", "Arden Falls"} <= names
    assert not [each for each in names if "Obafemi" in each or "Tarkington" in each]
    with TestClient(create_app(library, Settings()), base_url=BASE) as client:
        page = client.get("/", params={"q": "Who spoke in the public comment of June 2031?"}).text
    assert "Obafemi" in page
    assert "/?q=Hector+Obafemi" not in page


def test_who_is_meant() -> None:
    """A name fits as far as it is printed; what fits two people is nobody; the public of a list are left out."""
    people = People(
        [
            (1, "A", [{"name": "Ann Lind", "role": None}, {"name": "Mark Ryan", "role": None, "initials": "MR"}, {"name": "Ryan Oakes", "role": None}]),
            (2, "A", [{"name": "A Lind", "role": None}, {"name": "Bo Quarmby", "role": "resident"}]),
            (3, "B", [{"name": "Zed Lind", "role": None}]),
        ]
    )
    asked = [(1, "Lind"), (2, "Lind"), (2, "A. Lind"), (1, "MR"), (1, "Ryan"), (2, "Oakes"), (2, "Quarmby"), (3, "Lind"), (3, "Ann Lind"), (1, "😀"), (1, "")]
    assert [people.meant(*each) for each in asked] == ["Ann Lind", "Ann Lind", "Ann Lind", "Mark Ryan", None, "Ryan Oakes", None, "Zed Lind", None, None, None]
