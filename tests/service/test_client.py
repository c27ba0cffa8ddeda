"""The Python client: one set of calls for a server and for a library, typed, paged, and plain about what goes wrong."""

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.errors import NoLibrary
from index.library import Library
from ingest.errors import MinutesError
from service import wire
from service.app import create_app
from service.client import Minutes
from service.errors import NotInstalled, ServerRefused, ServerUnreachable
from tests.journeys.browsing import thread


@pytest.fixture(scope="module")
def minutes(samples_library: Library) -> Iterator[Minutes]:
    with Minutes(samples_library) as found:
        yield found


@contextmanager
def answering(*answers: tuple[int, dict[str, str], str]) -> Iterator[tuple[str, list[str]]]:
    """A server that gives these answers one after another, the last for ever; and the paths that were asked, with their keys."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answers[min(len(asked), len(answers) - 1)]
            asked.append(f"{self.path} {self.headers.get('Authorization')}")
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body.encode()))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


LATER = (429, {"Retry-After": "0"}, '{"type": "urn:minutes:problem:TooMany", "title": "Too much.", "detail": "Too much. Wait."}')
NOTHING = (200, {}, '{"meetings": [], "next": null, "total": 0, "generation": 1}')


def test_a_server_and_a_library_answer_alike(minutes: Minutes, samples_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked over the network or in this process, the minutes give equal objects."""
    with thread(create_app(samples_library)) as address, Minutes(address) as remote:
        assert list(remote.meetings()) == list(minutes.meetings())
        assert [each.id for each in remote.search("Mill Lane", mode="words")] == [each.id for each in minutes.search("Mill Lane", mode="words")]
        asked = "What was decided about Mill Lane?"
        assert remote.ask(asked).quotes == minutes.ask(asked).quotes != ()
        first = next(iter(minutes.search("Mill Lane")))
        assert remote.cite([first]).startswith("TY  - ")
        passages = list(minutes.search("council", mode="meaning", limit=1000))
        monkeypatch.setattr("service.client._CITED_AT_ONCE", 50)
        assert len(passages) > 100
        assert remote.cite([*passages, first], "ris").count("TY  - ") == len(json.loads(remote.cite(passages, "csl"))) == len(passages)
        assert remote.export("meetings", "csv") == minutes.export("meetings", "csv") != b""


def test_pages_are_joined(minutes: Minutes) -> None:
    """A list read three rows a page is the list read whole, each once; `total` says how many before they are read."""
    for calls in (minutes.meetings, minutes.items, minutes.committees, minutes.people, minutes.entities, minutes.decisions, minutes.actions, minutes.documents):
        whole, paged = list(calls(limit=1000)), calls(limit=3)
        assert list(paged)[:40] == whole[:40]
        assert paged.total == len(whole) > 0


def test_a_list_is_read_only_as_far_as_somebody_goes() -> None:
    """The second page is asked for when the first is used up, with the same filters and the cursor."""
    page = '{"committees": [{"committee": "A"}], "next": "c2", "total": 2, "generation": 1}'
    last = '{"committees": [{"committee": "B"}], "next": null, "total": 2, "generation": 1}'
    with answering((200, {}, page), (200, {}, last)) as (address, asked), Minutes(address, key="k1") as minutes:
        rows = iter(minutes.committees(body="X"))
        assert (next(rows).committee, len(asked)) == ("A", 1)
        assert (next(rows).committee, len(asked)) == ("B", 2)
        assert asked[1] == "/api/v1/committees?body=X&cursor=c2 Bearer k1"


def test_everything_has_a_call(minutes: Minutes) -> None:
    """One passage, item and meeting by id, filters, coverage, status, abbreviations, attendance and changes are a call each."""
    found = next(iter(minutes.search("Mill Lane", committee="Environment and Transport Committee", since="2023-01-01")))
    assert found.meeting.date is not None
    assert found.meeting.date.year >= 2023
    assert minutes.passage(found.id).text == found.text
    assert found.item is not None
    assert minutes.item(found.item.id).title == found.item.title
    assert minutes.meeting(found.meeting.id).committee == "Environment and Transport Committee"
    assert {each.status for each in minutes.attendance(status="apologies")} == {"apologies"}
    assert {each.outcome for each in minutes.decisions(outcome="lost")} == {"lost"}
    assert [each.short for each in minutes.abbreviations()] == ["SEND"]
    assert minutes.status().model_dump()["documents"] == minutes.documents().total
    assert minutes.coverage().model_dump()["meetings"] == minutes.meetings().total
    assert len(list(minutes.changes())) == minutes.changes().total


def test_objects_cannot_be_changed(minutes: Minutes) -> None:
    """What came from the minutes stays as it came."""
    with pytest.raises(ValueError, match="frozen"):
        next(iter(minutes.meetings())).body = "Another"  # type: ignore[misc]


def test_a_list_is_a_data_frame_in_one_call(minutes: Minutes) -> None:
    """`frame()` has a row each, days as dates and what lies within as columns; polars on request."""
    table = minutes.decisions().frame()
    assert len(table) == minutes.decisions().total
    assert str(table["meeting_date"].dtype).startswith("datetime64")
    assert {"text", "outcome", "meeting_committee", "item_title"} <= set(table.columns)
    assert minutes.meetings().frame("polars").height == minutes.meetings().total
    assert list(minutes.ask("What was decided about Mill Lane?").frame()["part"]) != []


def test_without_pandas_the_error_says_what_to_install(minutes: Minutes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data frame without its package is an error with the command that mends it."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(NotInstalled, match="pip install pandas"):
        minutes.meetings().frame()


def test_a_refusal_says_what_where_and_what_to_do(minutes: Minutes) -> None:
    """What the server refuses is an exception with its own words, status and kind."""
    with pytest.raises(ServerRefused, match="Ids are given with every passage") as caught:
        minutes.item("none-such")
    assert (caught.value.status, caught.value.kind) == (404, "NoSuchItem")
    with pytest.raises(ServerRefused, match="first day") as caught:
        minutes.search("pool", since="2024-01-01", until="2023-01-01").total  # noqa: B018  # the first page is read for it
    assert caught.value.status == 422


@pytest.mark.parametrize("key", ["a key\n", "clé", "\ud800"])
def test_a_key_is_never_shown(key: str) -> None:
    """A key with a line end or a letter that no header holds is sent as well as can be; no error tells it."""
    with pytest.raises(ServerUnreachable) as caught:
        Minutes("http://127.0.0.1:9", key=key).status()
    assert key.strip() not in str(caught.value)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "127.0.0.1:8000", "http://[", "ftp://a"])
def test_an_address_without_a_server_is_told(address: str) -> None:
    """No server, a port without one, an address that is none: each a `MinutesError` that names it."""
    with pytest.raises(ServerUnreachable, match="minutes serve"):
        Minutes(address).meetings().total  # noqa: B018


def test_a_folder_without_a_library_is_told(tmp_path: Path) -> None:
    """A folder without a library is refused when it is named."""
    with pytest.raises(NoLibrary, match="minutes ingest"):
        Minutes(tmp_path)


@pytest.mark.parametrize("body", ["<html>hello</html>", "[1]", "null", '{"title": 5}'])
def test_other_servers_are_told(body: str) -> None:
    """What is no answer of the minutes is an error, whatever its status."""
    for status in (200, 404, 502):
        with answering((status, {}, body)) as (address, _), Minutes(address) as minutes, pytest.raises(MinutesError):
            minutes.meetings().total  # noqa: B018


def test_a_server_that_puts_off_is_asked_again() -> None:
    """After 429 the client waits as long as the server says, and asks again."""
    with answering((429, {"Retry-After": "1"}, ""), LATER, NOTHING) as (address, asked), Minutes(address) as minutes:
        start = time.monotonic()
        assert minutes.meetings().total == 0
        assert time.monotonic() - start >= 1
        assert len(asked) == 3


def test_patience_ends() -> None:
    """Five tries, and none where the server asks to wait longer than a minute."""
    with answering(LATER) as (address, asked), Minutes(address) as minutes:
        with pytest.raises(ServerRefused, match="Too much") as caught:
            minutes.meetings().total  # noqa: B018
        assert (caught.value.status, len(asked)) == (429, wire.TRIES)
    with answering((429, {"Retry-After": "3600"}, "")) as (address, asked), Minutes(address) as minutes:
        with pytest.raises(ServerRefused):
            minutes.meetings().total  # noqa: B018
        assert len(asked) == 1


def test_an_export_goes_into_a_file(minutes: Minutes, tmp_path: Path) -> None:
    """With `to` an export is written as it comes; the file holds the same bytes."""
    minutes.export("items", "ndjson", to=tmp_path / "items.ndjson")
    assert (tmp_path / "items.ndjson").read_bytes() == minutes.export("items", "ndjson") != b""
