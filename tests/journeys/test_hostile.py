"""Clients that mean harm, against a real server in a process of its own: each meets a clear refusal, and others are served meanwhile."""

import io
import os
import re
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import docx
import httpx
import psutil
import pytest

from index.intake import take_in
from index.library import Library
from service.keyring import Keyring, Scope
from tests.conftest import ROOT
from tests.fakes import load_hash_encoder
from tests.index.town import minutes

pytestmark = pytest.mark.slow

# The real command, with a quick stand-in for the model and less patience, so that the tests need not wait as long as a client may.
SERVER = """
from service import guard, options, serving
from tests.fakes import load_hash_encoder
options.load_encoder, guard.PATIENCE_S, serving.HEADERS_S, serving.READ_S = load_hash_encoder, 2.0, 2.0, 2.0
from service.cli import main
main()
"""
_NUMBER = count(1)
LEVEL = 80_000_000  # bytes by which a server may grow


@dataclass
class Attacked:
    """A server, its library, and everything that it has written."""

    port: int
    process: psutil.Process
    library: Library
    written: Path
    secrets: list[str] = field(default_factory=list)

    def key(self, scope: Scope) -> str:
        """A new key, with limits of its own."""
        self.secrets.append(Keyring(self.library.folder).add(f"{scope} {next(_NUMBER)}", scope))
        return self.secrets[-1]

    def client(self, key: str | None = None, address: str = "127.0.0.1") -> httpx.Client:
        """A client at an address of this machine: all of 127/8 is."""
        headers = {"authorization": f"Bearer {key}"} if key else {}
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", headers=headers, transport=httpx.HTTPTransport(local_address=address), timeout=60)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def documents(self) -> list[str]:
        with self.library.reading() as catalogue:
            return [each.name for each in catalogue.documents()]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    folder = tmp_path_factory.mktemp("hostile")
    library = Library.create(folder / "library", load_hash_encoder)
    (folder / "held.txt").write_text(minutes(1), "utf-8")
    list(take_in(library, [folder / "held.txt"]))
    written = folder / "written.txt"
    settings = {"MINUTES_RATE": "60/minute", "MINUTES_FAILED_KEYS": "5/minute", "MINUTES_ASKS_AT_ONCE": "2", "COLUMNS": "200"}
    command = [sys.executable, "-c", SERVER, "serve", "--port", "0", "--library", str(library.folder)]
    with written.open("w") as out:
        running = subprocess.Popen(command, stdout=out, stderr=out, cwd=ROOT, env={**os.environ, **settings})
    for _ in range(600):
        if found := re.search(r"Ask at http://127\.0\.0\.1:(\d+)/", written.read_text()):
            break
        time.sleep(0.1)
    assert found
    yield Attacked(int(found[1]), psutil.Process(running.pid), library, written)
    running.terminate()
    running.wait(30)


@pytest.fixture
def level(server: Attacked) -> Iterator[Callable[[], int]]:
    """By how many bytes the server's memory has been above its level before, at most."""
    before, most, ended = server.process.memory_info().rss, 0, threading.Event()

    def look() -> None:
        nonlocal most
        while not ended.wait(0.02):
            most = max(most, server.process.memory_info().rss - before)

    looking = threading.Thread(target=look)
    looking.start()
    yield lambda: most
    ended.set()
    looking.join()


def test_a_key_taken_back_is_gone_at_once(server: Attacked) -> None:
    """The command that takes a key back is another process, and the running server's next answer is a refusal."""
    with server.client(server.key("read")) as client:
        assert client.get("/api/v1/meetings").status_code == 200
        (name,) = [each.name for each in Keyring(server.library.folder).keys()][-1:]
        run = [sys.executable, "-c", "from service.cli import main; main()", "key", "remove", name, "--library", str(server.library.folder)]
        assert subprocess.run(run, check=True, cwd=ROOT, capture_output=True, text=True).stdout == f"Removed: {name}\n"
        assert client.get("/api/v1/meetings").status_code == 401


def test_a_read_key_does_not_write(server: Attacked) -> None:
    """A read key on a write endpoint is a 403, and nothing changes."""
    with server.client(server.key("read")) as client:
        assert client.post("/api/v1/documents", files={"files": ("a.txt", minutes(2).encode())}).status_code == 403
        assert client.delete("/api/v1/documents/x").status_code == 403
    assert server.documents() == ["held.txt"]


def test_a_flood_harms_its_sender_alone(server: Attacked) -> None:
    """One address that asks without end hears 429 and how long to wait; another address, and a key from the same one, are answered."""
    with server.client(address="127.0.0.9") as flood, server.client(address="127.0.0.10") as other, server.client(server.key("read"), "127.0.0.9") as keyed:
        answers = [flood.get("/api/v1/search?q=kerb") for _ in range(140)]  # over the end of a minute at most twice the rate passes
        assert answers[0].status_code == 200
        refused = [each for each in answers if each.status_code == 429]
        assert refused
        assert all(1 <= int(each.headers["retry-after"]) <= 60 for each in refused)
        assert other.get("/api/v1/meetings").status_code == 200
        assert keyed.get("/api/v1/meetings").status_code == 200


def test_too_many_at_once_are_told(server: Attacked) -> None:
    """Of two places for questions one caller has one: what it asks beyond is a 503 with when to come again, and never a fault."""
    with server.client(server.key("read")) as client, ThreadPoolExecutor(12) as many:
        answers = list(many.map(lambda number: client.post("/api/v1/ask", json={"question": f"What was said about the allotment rents {number}?"}), range(36)))
    assert {each.status_code for each in answers} == {200, 503}
    assert {each.headers.get("retry-after") for each in answers if each.status_code == 503} == {"1"}


def drip(to: socket.socket, head: bytes, each: bytes) -> tuple[bytes, float]:
    """Send a head, then the same bytes over and over, slowly; (what came back, seconds until the end)."""
    began = time.monotonic()
    to.sendall(head)
    to.settimeout(0.25)
    said = b""
    while time.monotonic() - began < 25:
        try:
            to.sendall(each)
            if not (came := to.recv(65536)):
                break
            said += came
        except TimeoutError:
            continue
        except OSError:
            break
    return said, time.monotonic() - began


ASK = b"POST /api/v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    ("head", "each", "status"),
    [
        (ASK + b"Content-Length: 100000\r\n\r\n", b" ", b"408"),
        (ASK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n", b"408"),
        (b"GET /api/v1/meetings HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"x: y\r\n", b""),
        (b"", b"", b""),
        (b"POST /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n", b" ", b"404"),
    ],
    ids=["body", "chunks", "head", "silence", "body that nobody reads"],
)
def test_a_slow_client_holds_nothing(head: bytes, each: bytes, status: bytes, server: Attacked) -> None:
    """Clients that send a byte now and then are let go of, with 408 where they had got as far as a body; others are answered quickly meanwhile."""
    with ThreadPoolExecutor(20) as many, server.client(server.key("read")) as client:
        slow = [many.submit(drip, server.connect(), head, each) for _ in range(20)]
        began = time.monotonic()
        assert client.get("/api/v1/meetings").status_code == 200
        assert time.monotonic() - began < 2
        ended = [one.result() for one in slow]
    assert all(seconds < 20 for _, seconds in ended)
    assert {said.split(b" ")[1] if said else b"" for said, _ in ended} <= {status, b"408" if status else b""}
    assert not status or any(said for said, _ in ended)


def test_who_goes_in_the_middle_is_no_fault(server: Attacked) -> None:
    """A client that goes before its request is whole leaves nothing, in the log neither."""
    for path in (b"/api/v1/ask", b"/api/v1/documents", b"/sign-in"):
        with closing(server.connect()) as to:
            key = server.key("write").encode()
            form = b"Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: 100\r\n\r\n--edge\r\n"
            to.sendall(b"POST " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + key + b"\r\n" + form)
            time.sleep(0.3)


def test_a_client_that_takes_nothing_is_let_go_of(server: Attacked) -> None:
    """Who asks for much and reads none of it loses the connection."""
    with closing(server.connect()) as to:
        to.setblocking(False)
        request, began, sent = b"GET /static/page.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 100, time.monotonic(), 0
        while time.monotonic() - began < 25:
            try:
                sent += to.send(request)
            except BlockingIOError:
                time.sleep(0.1)
            except OSError:
                break
        assert sent
        assert time.monotonic() - began < 25


def upload(length: int) -> Iterator[bytes]:
    """A form with one file of so many bytes, made as it is sent."""
    yield b'--edge\r\nContent-Disposition: form-data; name="files"; filename="large.txt"\r\n\r\n'
    for _ in range(length // 1_000_000):
        yield b"x" * 1_000_000
    yield b"\r\n--edge--\r\n"


FORM = {"content-type": "multipart/form-data; boundary=edge"}


@pytest.mark.parametrize("announced", [True, False])
def test_two_gigabytes_are_refused(announced: bool, server: Attacked, level: Callable[[], int]) -> None:
    """An upload of 2 GB is a 413, at once where its length is told and at 200 MB where it is not; memory stays level."""
    length = 2_000_000_000
    with server.client(server.key("write")) as client:
        began = time.monotonic()
        told = {"content-length": str(length + 200)} if announced else {}
        response = client.post("/api/v1/documents", content=upload(length), headers=FORM | told)
        assert response.status_code == 413
        assert "more than 200 MB" in response.json()["title"]
        assert time.monotonic() - began < (5 if announced else 60)
    assert level() < LEVEL
    assert server.documents() == ["held.txt"]


def test_two_gigabytes_without_a_key_are_not_read(server: Attacked, level: Callable[[], int]) -> None:
    """Who may not write is told so before anything is read."""
    with server.client(address="127.0.0.11") as client:
        began = time.monotonic()
        assert client.post("/api/v1/documents", content=upload(2_000_000_000), headers=FORM).status_code == 401
        assert time.monotonic() - began < 5
    assert level() < LEVEL


def test_a_name_that_climbs_stays_in_its_place(server: Attacked) -> None:
    """A file named ../../../x is kept under its last part, in the library, and a document's id leads to no file."""
    with server.client(server.key("write")) as client:
        body = b'--edge\r\nContent-Disposition: form-data; name="files"; filename="../../../climbed.txt"\r\n\r\n' + minutes(5).encode() + b"\r\n--edge--\r\n"
        (told,) = client.post("/api/v1/documents", content=body, headers=FORM).json()["files"]
        assert (told["name"], told["state"]) == ("climbed.txt", "added")
        assert not list(server.library.folder.parent.rglob("climbed.txt"))
        for path in ("..%2f..%2fheld.txt", "..", "%2e%2e%2fheld.txt"):
            assert client.delete(f"/api/v1/documents/{path}").status_code in (404, 405)
        assert client.delete(f"/api/v1/documents/{told['id']}").json()["name"] == "climbed.txt"
    assert (server.library.folder.parent / "held.txt").is_file()


def packed(*parts: tuple[str, bytes, int]) -> bytes:
    """A zip file of (name, bytes, how many times)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each, times in parts:
            with archive.open(name, "w") as target:
                for _ in range(times):
                    target.write(each)
    return out.getvalue()


def word_file(body: bytes, times: int) -> bytes:
    """A Word file, whole, with so many paragraphs."""
    whole, out = io.BytesIO(), io.BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in archive.infolist():
            data = archive.read(entry)
            target.writestr(entry.filename, data.replace(b"<w:body>", b"<w:body>" + body * times))
    return out.getvalue()


def test_what_unpacks_to_very_much_is_refused(server: Attacked, level: Callable[[], int]) -> None:
    """Word files of some kilobytes that unpack to much, as a whole, in their text or in paragraphs, are refused by what they are, soon and in little memory."""
    bombs = {
        "whole.docx": (packed(("word/a.bin", b"0" * 10_000_000, 51)), "It unpacks to 510 MB."),
        "text.docx": (packed(("word/document.xml", b"<w:p/>" * 1_000_000, 8)), "Its text unpacks to 48 MB."),
        "paragraphs.docx": (word_file(b"<w:p/>", 60_000), "It has more than 50000 paragraphs."),
    }
    assert max(len(data) for data, _ in bombs.values()) < 700_000
    began = time.monotonic()
    with server.client(server.key("write")) as client:
        told = client.post("/api/v1/documents", files=[("files", (name, data)) for name, (data, _) in bombs.items()]).json()["files"]
    assert {each["name"]: each["why"][: len(bombs[each["name"]][1])] for each in told} == {name: why for name, (_, why) in bombs.items()}
    assert time.monotonic() - began < 60
    assert level() < 2 * LEVEL  # what reads minutes is loaded at the first file


@pytest.mark.parametrize("head", [b"X: " + b"y" * 200_000, b"\r\n".join(b"X%d: y" % number for number in range(20_000))], ids=["one long", "many"])
def test_an_endless_head_is_refused(head: bytes, server: Attacked) -> None:
    """A request with 200 kB of headers is no request."""
    with closing(server.connect()) as to:
        said, _ = drip(to, b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n" + head, b"")
        assert not said or said.startswith(b"HTTP/1.1 400")


def test_it_is_well_after_all_that_and_told_no_key(server: Attacked) -> None:
    """After all of it the server is well, holds what it held, and has written neither a key nor a trace."""
    with server.client() as client:
        assert client.get("/healthz").json()["status"] == "ok"
    assert server.documents() == ["held.txt"]
    written = server.written.read_text()
    assert "Traceback" not in written
    assert server.secrets
    assert not [each for each in server.secrets if each in written or each.removeprefix("minutes_")[:20] in written]
