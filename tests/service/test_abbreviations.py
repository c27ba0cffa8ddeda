"""What the API tells of abbreviations."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from service.app import create_app
from service.settings import Settings
from tests.index.town import fill, minutes, write

DEFINED = "The Elective Travel Plan (ETP) was noted."
MEANT = "Members agreed that ribbons for the elective travel plan may be bought by the clerk."


@pytest.fixture
def client(small_library: Library, tmp_path: Path) -> Iterator[TestClient]:
    other = minutes(4, body="Brackenwick Parish Council", more="The Even Tide Pageant (ETP) was praised. The Mill Lane Trust (MLT) was thanked.")
    fill(
        small_library, write(tmp_path / "1.txt", minutes(1, more=DEFINED)), write(tmp_path / "2.txt", minutes(2, more=MEANT)), write(tmp_path / "4.txt", other)
    )
    with TestClient(create_app(small_library, Settings()), base_url="http://127.0.0.1") as client:
        yield client


def listed(client: TestClient, **asked: str) -> list[tuple[str, str, str]]:
    held = client.get("/api/v1/abbreviations", params=asked).json()["abbreviations"]
    return [(each["short"], each["long"], each["body"]) for each in held]


def test_all_abbreviations_are_listed(client: TestClient) -> None:
    """Every abbreviation is listed by short form with what it stands for in each body, and a body's own on demand."""
    of_fennick = ("ETP", "Elective Travel Plan", "Fennick Town Council")
    assert listed(client) == [of_fennick, ("ETP", "Even Tide Pageant", "Brackenwick Parish Council"), ("MLT", "Mill Lane Trust", "Brackenwick Parish Council")]
    assert listed(client, body="fennick town council") == [of_fennick]
    assert listed(client, body="Nowhere Council") == []
    assert client.get("/api/v1/abbreviations", params={"boddy": "x"}).status_code == 422


def test_an_abbreviation_has_the_promised_fields(client: TestClient) -> None:
    """An abbreviation has its forms, body, how many passages define it, and the id and meeting of the first."""
    found = client.get("/api/v1/abbreviations", params={"body": "Fennick Town Council"}).json()["abbreviations"][0]
    assert list(found) == ["short", "long", "body", "passages", "passage", "meeting"]
    assert found["passages"] == 1
    assert found["meeting"] | {"id": ""} == {"id": "", "body": "Fennick Town Council", "committee": "Planning Committee", "date": "2010-01-02"}
    passages = client.get("/api/v1/search", params={"q": "Elective Travel Plan noted"}).json()["passages"]
    assert next(each for each in passages if DEFINED in each["text"])["id"] == found["passage"]


def test_an_answer_tells_what_it_expanded(client: TestClient) -> None:
    """An answer says which abbreviations it searched for in both forms, and quotes what has only the other form."""
    asked = {"question": "What did members agree about ribbons for the ETP?", "filters": {"body": "Fennick Town Council"}}
    made = client.post("/api/v1/ask", json=asked).json()
    assert made["reading"]["expanded"] == ["ETP: Elective Travel Plan"]
    (told,) = made["reading"]["abbreviations"]
    assert (told["short"], told["long"]) == ("ETP", "Elective Travel Plan")
    assert MEANT in [quote["text"] for group in ("said", "decided", "to_do") for quote in made[group]]
    assert client.post("/api/v1/ask", json={"question": "What was paid?"}).json()["reading"]["expanded"] == []
