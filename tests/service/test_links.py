"""What the API and the page tell of corrections and of two files of the same minutes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from service.app import create_app
from service.settings import Settings
from tests.index.town import fill, write

OCTOBER = (
    "Fennick Town Council\nPlanning Committee\n21 October 2019\n\nPresent: Councillor Ann Rowe (Chair), Councillor Bob Lind\n\n1. Apologies\nNone.\n\n"
    "2. Mill Lane Bridge\nMr Yarrow spoke of the bridge at Mill Lane, of the long wait that there had been. The Chair thanked him.\n\n"
    "3. Finance\nApplication 22/00983/FUL was supported, as said at Minute 14.\n"
)
DECEMBER = (
    "Fennick Town Council\nPlanning Committee\n16 December 2019\n\n1. Apologies\nNone.\n\n2. Minutes of the meeting held on 21 October 2019\n"
    "The minutes were agreed as a correct record subject to the following amendment: Minute 2 should read Miss Yarrow.\n\n3. Finance\nNone.\n"
)
TOLD = "The minutes were agreed as a correct record subject to the following amendment: Minute 2 should read Miss Yarrow."


@pytest.fixture
def client(small_library: Library, tmp_path: Path) -> Iterator[TestClient]:
    write(tmp_path / "in" / "october.txt", OCTOBER)
    write(tmp_path / "in" / "twin.md", OCTOBER.replace("\n\n3.", "\n\n\n3."))
    write(tmp_path / "in" / "december.txt", DECEMBER)
    fill(small_library, tmp_path / "in")
    with TestClient(create_app(small_library, Settings()), base_url="http://127.0.0.1") as client:
        yield client


def test_meetings_tell_their_corrections_and_twins(client: TestClient) -> None:
    """A meeting has what later minutes correct in its own, and the other files of them."""
    meetings = {each["document"]["name"]: each for each in client.get("/api/v1/meetings").json()["meetings"]}
    (correction,) = meetings["october.txt"]["corrections"]
    assert list(correction) == ["text", "target", "document", "meeting", "item", "spans"]
    assert (" ".join(correction["text"].split()), correction["target"]) == (TOLD, "2")
    assert (correction["document"]["name"], correction["meeting"]["date"], correction["item"]["number"]) == ("december.txt", "2019-12-16", "2")
    assert [each["name"] for each in meetings["october.txt"]["also_in"]] == ["twin.md"]
    assert (meetings["december.txt"]["corrections"], meetings["december.txt"]["also_in"]) == ([], [])


def test_an_item_tells_its_references_and_mentions(client: TestClient) -> None:
    """An item has its references and the people meant in it, each with its words and their place."""
    found = client.get("/api/v1/search", params={"q": "bridge Mill Lane Yarrow", "document": "october.txt"}).json()["passages"]
    bridge, finance = (
        client.get(f"/api/v1/items/{passage['item']['id']}").json() for passage in sorted(found, key=lambda each: each["item"]["number"] or "")[-2:]
    )
    assert [(each["name"], each["text"]) for each in bridge["mentions"]] == [("Ann Rowe", "The Chair")]
    assert [(each["kind"], each["target"]) for each in finance["references"]] == [("application", "22/00983/FUL"), ("minute", "14")]
    assert list(finance["references"][0]) == ["kind", "text", "target", "date", "spans"]


def test_a_passage_names_the_other_file(client: TestClient) -> None:
    """What two files say is found once, and the other is named, in the API and on the page."""
    found = client.get("/api/v1/search", params={"q": "bridge Mill Lane Yarrow wait"}).json()["passages"]
    said = [each for each in found if each["item"]["title"] == "Mill Lane Bridge"]
    (passage,) = said
    (other,) = passage["also_in"]
    assert {passage["document"]["name"], other["name"]} == {"october.txt", "twin.md"}
    page = client.get("/", params={"q": "What of the Mill Lane bridge, Yarrow and the wait?"}).text
    assert f"Also in {other['name']}" in page


def test_the_page_of_an_item_shows_corrections(client: TestClient) -> None:
    """The page of an item shows what was corrected later in the minutes of its meeting, with a link to where that stands."""
    found = client.get("/api/v1/search", params={"q": "bridge Mill Lane Yarrow wait"}).json()["passages"]
    page = client.get(f"/item/{found[0]['item']['id']}").text
    assert "Corrected later" in page
    assert "Minute 2 should read Miss Yarrow." in page
