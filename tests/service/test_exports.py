"""Bulk: everything of a kind, in three formats that say the same, from one state of the library, and nothing cut off."""

import csv
import datetime as dt
import io
import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from index.library import Library
from index.query import Filters
from ingest.domain import Meeting
from service.app import create_app
from service.columns import COLUMNS, KINDS, UNRECORDED, Column, Kind
from service.export_formats import cell
from service.exporting import Export, Wanted
from service.settings import Settings
from tests.benchmarks.exporting import MB, QUICK, exported, serving
from tests.fakes import load_hash_encoder
from tests.index.test_large import sheet
from tests.index.town import fill, minutes, passage_ids, write

BASE = "http://127.0.0.1"
BODY = "Fennick Vale District Council"


@pytest.fixture(scope="module")
def client(samples_library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(samples_library, Settings()), base_url=BASE, raise_server_exceptions=False) as client:
        yield client


def get(client: TestClient, kind: str, form: str = "ndjson", **asked: Any) -> httpx.Response:
    response: httpx.Response = client.get(f"/api/v1/export/{kind}", params={"format": form, **asked})
    assert response.status_code == 200, response.text
    return response


def rows(client: TestClient, kind: str, **asked: Any) -> list[dict[str, Any]]:
    """The rows as NDJSON has them, as many as the header promised."""
    response = get(client, kind, **asked)
    found = [json.loads(line) for line in response.text.splitlines()]
    assert len(found) == int(response.headers["Minutes-Rows"])
    return found


def flat(kind: Kind, row: dict[str, Any]) -> dict[str, Any]:
    """A row of NDJSON under the names of columns, days as days, no word in place of a vote."""
    found = {column.name: column.kept(row) for column in COLUMNS[kind]}
    for column in COLUMNS[kind]:
        if column.type == "day" and found[column.name]:
            found[column.name] = dt.date.fromisoformat(found[column.name])
        elif column.type == "list of decisions":
            found[column.name] = [each | {"vote": None if each["vote"] == UNRECORDED else each["vote"]} for each in found[column.name]]
    return found


def leaves(row: dict[str, Any], columns: tuple[Column, ...]) -> set[str]:
    """The paths of a row, as deep as columns go."""
    nested = {column.path.split(".")[0] for column in columns if "." in column.path}
    return {f"{key}.{inner}" if key in nested else key for key, value in row.items() for inner in (value if key in nested else [key])}


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_has_the_columns_of_the_dictionary(client: TestClient, kind: Kind) -> None:
    """Each object of NDJSON has just the members that the dictionary lists, and nothing is null there where the dictionary says never."""
    found = rows(client, kind)
    assert found
    for row in found:
        assert leaves(row, COLUMNS[kind]) == {column.path for column in COLUMNS[kind]}
        assert [column.path for column in COLUMNS[kind] if column.of(row) is None and column.null is None] == []


@pytest.mark.parametrize("kind", KINDS)
def test_parquet_says_what_ndjson_says(client: TestClient, kind: Kind) -> None:
    """Parquet equals NDJSON row for row, with a type and a meaning for each column and what the export is of beside it."""
    table = pq.read_table(io.BytesIO(get(client, kind, "parquet").content))
    assert table.to_pylist() == [flat(kind, row) for row in rows(client, kind)]
    assert {field.name: field.metadata[b"meaning"].decode() for field in table.schema} == {each.name: each.meaning for each in COLUMNS[kind]}
    told = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
    assert (told["minutes.kind"], told["minutes.filters"], told["minutes.rows"]) == (kind, "{}", str(table.num_rows))
    assert told["minutes.program"].startswith("ask-the-minutes ")
    assert dt.datetime.fromisoformat(told["minutes.made"]).tzinfo is not None
    days = {column.name for column in COLUMNS[kind] if column.type == "day"}
    assert {field.name for field in table.schema if field.type == pa.date32()} == days


@pytest.mark.parametrize("kind", KINDS)
def test_csv_says_what_ndjson_says(client: TestClient, kind: Kind) -> None:
    """CSV is RFC 4180 with a byte order mark; its cells are the values of NDJSON, lists as JSON, and none begins as a formula does."""
    content = get(client, kind, "csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert read[0] == [column.name for column in COLUMNS[kind]]
    expected = [[cell(column.kept(row)) for column in COLUMNS[kind]] for row in rows(client, kind)]
    assert read[1:] == expected
    assert content.count(b"\r\n") >= len(read)


def unprotected(text: str) -> str:
    """The words behind the apostrophe, as the data dictionary says to find them."""
    return text[1:] if text.startswith("'") and text.lstrip("'")[:1] in set("=+-@\t\r\n＝＋－＠") else text


@pytest.mark.parametrize("text", ["=1+1", "+44 1234", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''-x", "＝1"])
def test_what_would_be_a_formula_is_text(text: str) -> None:
    """A cell that a spreadsheet would work out has an apostrophe before it, and one taken away gives the words."""
    assert cell(text) == f"'{text}"
    assert unprotected(cell(text)) == text


@pytest.mark.parametrize("value", ["", "5. Roads", "'tis", "<b>=1</b>", -1.5, 7, dt.date(2024, 5, 7), None])
def test_what_is_no_formula_stays(value: Any) -> None:
    """Other text, HTML as it is, numbers below nought and days stand unchanged."""
    assert cell(value) == ("" if value is None else str(value))


@given(st.text())
def test_any_words_come_back(text: str) -> None:
    """Whatever is written as a cell begins with no sign of a formula, and the words come back."""
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unprotected(cell(text)) == text


def test_hostile_minutes_in_a_spreadsheet(small_library: Library) -> None:
    """Formulas and HTML in minutes come into CSV as text, and into NDJSON and Parquet word for word."""
    lines = ['=HYPERLINK("http://x.example","Click")', "@SUM(A1) was said.", "<script>alert(1)</script> was said."]
    with small_library.writing() as writer:
        writer.add("/in/a.txt", *sheet("a.txt", lines, Meeting("=1+1 Town Council", "-2+3", dt.date(2024, 5, 7))))
    client = TestClient(create_app(small_library, Settings()), base_url=BASE)
    assert [row["text"] for row in rows(client, "passages")] == lines
    assert pq.read_table(io.BytesIO(get(client, "passages", "parquet").content))["text"].to_pylist() == lines
    read = list(csv.DictReader(io.StringIO(get(client, "passages", "csv").content.decode("utf-8-sig"), newline="")))
    assert [row["text"] for row in read] == [f"'{lines[0]}", f"'{lines[1]}", lines[2]]
    assert (read[0]["meeting_body"], read[0]["meeting_committee"]) == ("'=1+1 Town Council", "'-2+3")


def test_nothing_is_cut_off(client: TestClient, samples_library: Library) -> None:
    """An export of the whole library has every passage, item and meeting once, with the words that the catalogue has."""
    with samples_library.reading() as catalogue:
        held = catalogue.passages(int(key) for key in catalogue.keys())
        items = [row[0] for row in catalogue.connection.execute("SELECT id FROM items ORDER BY key")]
    assert [(row["id"], row["text"]) for row in rows(client, "passages")] == [(each.id, each.text) for each in held.values()]
    assert [row["id"] for row in rows(client, "items")] == items
    assert sorted(each for row in rows(client, "items") for each in row["passages"]) == sorted(each.id for each in held.values())
    assert len(rows(client, "meetings")) == 14


@pytest.mark.parametrize("mode", ["hybrid", "meaning", "words"])
def test_passages_are_those_of_the_api(client: TestClient, mode: str) -> None:
    """What a search finds comes in an export as `/search` lists it, in the same order and under the same members."""
    asked = {"q": "leisure centre roof", "mode": mode}
    found = client.get("/api/v1/search", params=asked | {"limit": 100}).json()
    response = get(client, "passages", **asked)
    sent = [json.loads(line) for line in response.text.splitlines()]
    listed = [{key: each[key] for key in sent[0]} for each in found["passages"]]
    assert sent[: len(listed)] == listed
    assert len(sent) == found["total"] > 0
    assert response.headers["Minutes-Complete"] == ("yes" if found["complete"] else "no")


def test_words_alone_give_every_passage_that_holds_them(client: TestClient) -> None:
    """An export by words is exhaustive: all passages whose words or item's title hold the word, and no other."""
    everything = rows(client, "passages")
    holding = {row["id"] for row in everything if "leisure" in f"{row['text']} {row['item']['title']}".casefold()}
    assert {row["id"] for row in rows(client, "passages", q="leisure", mode="words")} == holding


def test_what_is_counted_is_counted_once(client: TestClient) -> None:
    """Decisions and actions are those of the items, in their order."""
    items = rows(client, "items")
    assert [row["text"] for row in rows(client, "decisions")] == [each["text"] for row in items for each in row["decisions"]]
    assert [row["owner"] for row in rows(client, "actions")] == [each["owner"] for row in items for each in row["actions"]]
    ids = [row["id"] for kind in ("decisions", "actions", "attendance") for row in rows(client, kind)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"body": BODY.upper()}, lambda meeting: meeting["body"] == BODY),
        ({"committee": "Council"}, lambda meeting: meeting["committee"] == "Council"),
        ({"since": "2023-01-01"}, lambda meeting: meeting["date"] >= "2023-01-01"),
        ({"until": "2022-12-31", "committee": "Council"}, lambda meeting: meeting["date"] <= "2022-12-31" and meeting["committee"] == "Council"),
    ],
    ids=lambda value: "" if callable(value) else str(value),
)
@pytest.mark.parametrize("kind", ["passages", "meetings", "items", "decisions", "attendance"])
def test_filters_narrow_every_kind(client: TestClient, kind: Kind, asked: dict[str, str], holds: Any) -> None:
    """What a filter leaves out is left out of every kind, and all else is there."""
    everything = [row for row in rows(client, kind) if holds(row if kind == "meetings" else row["meeting"])]
    assert everything
    assert rows(client, kind, **asked) == everything


def test_documents_and_people_narrow(client: TestClient) -> None:
    """A document gives its own rows; a person the rows that name somebody of an attendance list."""
    name = rows(client, "meetings")[0]["document"]["name"]
    assert {row["document"]["name"] for row in rows(client, "passages", document=name)} == {name}
    assert all("Okonjo" in row["text"] for row in rows(client, "passages", person="Okonjo"))
    names = {row["name"] for row in rows(client, "attendance", person="Okonjo")}
    assert "Joyce Okonjo" in names
    assert all("Okonjo" in name for name in names)
    assert rows(client, "entities", person="Okonjo")[0]["name"] == "Joyce Okonjo"


def test_names_are_counted_within_the_filters(client: TestClient) -> None:
    """A name's mentions are those of the meetings that are asked for."""
    whole = {row["id"]: row["mentions"] for row in rows(client, "entities")}
    some = {row["id"]: row["mentions"] for row in rows(client, "entities", since="2023-01-01")}
    before = {row["id"]: row["mentions"] for row in rows(client, "entities", until="2022-12-31")}
    assert some
    assert all(some.get(each, 0) + before.get(each, 0) == number for each, number in whole.items())


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("passages?format=xlsx", "InvalidRequest"),
        ("motions", "InvalidRequest"),
        ("passages?bodies=x", "InvalidRequest"),
        ("passages?since=2024-02-01&until=2024-01-01", "InvalidRequest"),
        ("passages?person=Nobody%20Atall", "BadFilter"),
        ("meetings?q=roof", "BadFilter"),
        ("decisions?format=ris", "BadFilter"),
        ("passages?q=%20", "EmptyQuestion"),
    ],
)
def test_what_cannot_be_exported_is_refused(client: TestClient, path: str, kind: str) -> None:
    """A request that cannot be met is refused before a byte is sent, and told why."""
    response = client.get(f"/api/v1/export/{path}")
    assert (response.status_code, response.json()["type"]) == (422, f"urn:minutes:problem:{kind}")


def test_a_damaged_text_is_found_before_anything_is_sent(samples_library: Library, tmp_path: Path) -> None:
    """Where a stored text is not what was stored there is no export with a hole in it, but an error."""
    shutil.copytree(samples_library.folder, tmp_path / "copy")
    with sqlite3.connect(tmp_path / "copy" / "catalogue.sqlite") as connection:
        connection.execute("UPDATE documents SET text = text || 'x' WHERE key = 7")
    copied = TestClient(create_app(Library(tmp_path / "copy", load_hash_encoder), Settings()), base_url=BASE, raise_server_exceptions=False)
    for kind in ("passages", "items", "meetings"):
        response = copied.get(f"/api/v1/export/{kind}")
        assert (response.status_code, response.json()["type"]) == (503, "urn:minutes:problem:LibraryDamaged")


def test_an_export_is_one_state(small_library: Library, tmp_path: Path) -> None:
    """What is added or removed while an export is read changes nothing in it; the next one has it."""
    for number in range(40):
        write(tmp_path / "in" / f"{number}.txt", minutes(number))
    fill(small_library, tmp_path / "in")
    before = passage_ids(small_library)
    export = Export(small_library, Wanted("passages", "ndjson"))
    with small_library.writing() as writer:
        writer.remove("7.txt")
    fill(small_library, write(tmp_path / "in" / "new.txt", minutes(41)))
    found = [json.loads(line)["id"] for line in b"".join(export).decode().splitlines()]
    assert sorted(found) == sorted(before.values())
    assert len(found) == export.rows
    again = [json.loads(line)["id"] for line in b"".join(Export(small_library, Wanted("passages", "ndjson"))).decode().splitlines()]
    assert set(again) == set(passage_ids(small_library).values()) != set(found)


@pytest.mark.parametrize("kind", ["entities", "abbreviations"])
def test_what_the_library_gathers_is_of_one_state_too(kind: Kind, small_library: Library, tmp_path: Path) -> None:
    """Names and abbreviations are those that were counted when the export was opened, although the library has gathered others since."""
    text = "The Norwood Elm Trust (NET) would mend the bench in {0} Lane. {0} Services Panel ({1}SP) agreed."
    for number, name in enumerate(("Mill", "Orchard", "Church")):
        write(tmp_path / "in" / f"{number}.txt", minutes(number, more=text.format(name, name[0])))
    fill(small_library, tmp_path / "in")
    export = Export(small_library, Wanted(kind, "ndjson"))
    with small_library.writing() as writer:
        writer.remove("1.txt")
    found = [json.loads(line) for line in b"".join(export).decode().splitlines()]
    after = Export(small_library, Wanted(kind, "ndjson"))
    assert len(found) == export.rows > after.rows
    after.close()


def test_the_dictionary_is_the_table(client: TestClient) -> None:
    """`/export/dictionary` gives each column of each kind: what it is called in each format, type, meaning, unit, and what null means."""
    told = client.get("/api/v1/export/dictionary").json()
    assert list(told["kinds"]) == list(KINDS)
    for kind in KINDS:
        assert [(each["name"], each["path"], each["meaning"], each["null"]) for each in told["kinds"][kind]] == [
            (each.name, each.path, each.meaning, each.null) for each in COLUMNS[kind]
        ]
        assert len({each.name for each in COLUMNS[kind]}) == len(COLUMNS[kind])
    assert any("apostrophe" in note for note in told["notes"])


def test_filters_go_with_the_file(samples_library: Library) -> None:
    """An export says what it was narrowed to, in its headers and in Parquet's metadata."""
    export = Export(samples_library, Wanted("passages", "parquet", Filters(committee="Council", since=dt.date(2023, 1, 1))))
    table = pq.read_table(io.BytesIO(b"".join(export)))
    assert json.loads(table.schema.metadata[b"minutes.filters"]) == {"committee": "Council", "since": "2023-01-01"}
    assert json.loads(export.headers["Minutes-Filters"]) == {"committee": "Council", "since": "2023-01-01"}
    assert export.name.startswith("minutes-passages-")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """2,400 passages of some 10,000 characters each. What is encoded of one is short, which takes less time."""
    library = Library.create(tmp_path_factory.mktemp("many") / "library", load_hash_encoder)
    with library.writing() as writer:
        for number in range(8):
            lines = [f"Meadow {number}-{line} was seen to. {'m' * 10_000}" for line in range(300)]
            data, minutes, passages = sheet(f"{number}.txt", lines, Meeting("Fennick Town Council", "Works", dt.date(2001, 1, 1 + number)))
            writer.add(f"/many/{number}.txt", data, minutes, [replace(each, encoded=each.text[:20], tokens=6) for each in passages])
    return library


@pytest.mark.slow
def test_a_server_streams(many: Library, tmp_path: Path) -> None:
    """A real server sends more than its memory grows by, in every format, and all of it."""
    with serving(many.folder, QUICK) as server:
        exported(server, "meetings", "parquet")  # what is imported once is no cost of a row
        told = {form: exported(server, "passages", form, keep=tmp_path / form) for form in ("ndjson", "csv", "parquet")}
    assert {form: each.promised for form, each in told.items()} == dict.fromkeys(told, 2_400)
    assert min(told["ndjson"].bytes, told["csv"].bytes) > 20 * MB
    assert max(told["ndjson"].rise, told["csv"].rise) < 15 * MB, told
    assert told["parquet"].rise < 80 * MB, told  # a row group is put together in memory
    ids = [json.loads(line)["id"] for line in (tmp_path / "ndjson").read_text("utf-8").splitlines()]
    assert len(ids) == len(set(ids)) == 2_400
    assert pq.read_table(tmp_path / "parquet")["id"].to_pylist() == ids
