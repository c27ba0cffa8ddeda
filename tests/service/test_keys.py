"""Keys: who may ask, who may write, how much, and what is never told."""

import asyncio
import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import Response
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from index.library import Library
from index.lock import writer_lock
from service.app import create_app
from service.errors import BadKeyName, BadSetting, NoKeys, NoSuchKey
from service.gate import EXPORTS_AT_ONCE, Gate
from service.keyring import FILE, Keyring
from service.keys import Doorkeeper
from service.limiting import MOST_COUNTED, Limit, of_address
from service.serving import expect_keys
from service.settings import Settings
from tests.index.town import minutes

BASE = "http://127.0.0.1"
READ_PATHS = ["/", "/?q=kerb", "/docs", "/openapi.json", "/coverage", "/api/v1/meetings", "/api/v1/search?q=kerb", "/item/x", "/nothing", "/api/v1/nothing"]


@pytest.fixture
def ring(small_library: Library) -> Keyring:
    return Keyring(small_library.folder)


def server(library: Library, **settings: object) -> TestClient:
    return TestClient(create_app(library, Settings(**settings)), base_url=BASE, raise_server_exceptions=False)


@pytest.fixture
def public(small_library: Library) -> Iterator[TestClient]:
    """A server that others can reach."""
    yield server(small_library, host="0.0.0.0", failed_keys="1000/minute")


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def problem(response: object) -> tuple[int, str]:
    """(status, kind) of a problem document."""
    assert response.headers["content-type"] == "application/problem+json"
    return response.status_code, response.json()["type"].rsplit(":", 1)[1]


def test_a_key_is_kept_as_a_fingerprint(ring: Keyring, small_library: Library) -> None:
    """The secret has 256 random bits and is nowhere on disk; the file is for its owner alone; two keys differ."""
    one, other = ring.add("Anna", "read"), ring.add("Bo", "write")
    path = small_library.folder / FILE
    assert one != other
    assert len(one) == len("minutes_") + 43
    assert one.encode() not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert [(each.name, each.scope, each.writes) for each in ring.keys()] == [("Anna", "read", False), ("Bo", "write", True)]
    assert ring.of(one) == ring.keys()[0]
    assert (ring.of(""), ring.of("x"), ring.of(one + "x"), ring.of("\ud800")) == (None, None, None, None)
    with pytest.raises(sqlite3.IntegrityError), sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO keys VALUES (x'00', 'Anna', 'read', '')")


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\nb", "a\x1b[31m", "Anna"])
def test_a_key_has_a_name_of_its_own(name: str, ring: Keyring) -> None:
    """A name that is empty, long, not printable or taken is refused."""
    ring.add("Anna", "read")
    with pytest.raises(BadKeyName):
        ring.add(name, "read")


def test_a_key_that_is_not_there_cannot_be_taken_back(ring: Keyring) -> None:
    """Removing what is not there is told, and removing twice, too."""
    assert ring.keys() == ()
    ring.add("Anna", "read")
    ring.remove("Anna")
    with pytest.raises(NoSuchKey, match="no key of this name"):
        ring.remove("Anna")


@pytest.mark.parametrize("path", READ_PATHS)
def test_others_need_a_key_for_everything(path: str, public: TestClient, ring: Keyring) -> None:
    """On an address that others can reach every page and every path of the API asks for a key and is answered with one."""
    refused = public.get(path)
    assert problem(refused) == (401, "KeyNeeded")
    assert refused.headers["www-authenticate"] == 'Bearer realm="minutes"'
    assert public.get(path, headers=bearer(ring.add("Anna", "read"))).status_code in (200, 404)
    assert problem(public.get(path, headers=bearer("minutes_wrong"))) == (401, "WrongKey")


@pytest.mark.parametrize("path", ["/healthz", "/static/page.css", "/swagger/swagger-ui.css"])
def test_health_and_static_files_need_none(path: str, public: TestClient) -> None:
    """Whether the service is well, and what every page looks like, is no secret."""
    assert public.get(path).status_code == 200


def test_wrong_and_revoked_keys_hear_the_same(public: TestClient, ring: Keyring) -> None:
    """A key that another process took back is refused from the next request on, in the words that a wrong one hears."""
    secret = ring.add("Anna", "read")
    assert public.get("/api/v1/meetings", headers=bearer(secret)).status_code == 200
    Keyring(ring._folder).remove("Anna")
    revoked, wrong = (public.get("/api/v1/meetings", headers=bearer(each)) for each in (secret, "minutes_" + "x" * 43))
    assert problem(revoked) == problem(wrong) == (401, "WrongKey")
    assert revoked.content == wrong.content
    assert revoked.headers["www-authenticate"] == wrong.headers["www-authenticate"] == 'Bearer realm="minutes", error="invalid_token"'


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", "Basic YTpi", "minutes_x", "Bearer \xe9", "Bearer a b", "bearer"])
def test_what_is_no_key_is_refused_here_too(given: str, small_library: Library) -> None:
    """Whatever stands in the header and is no key is refused, on this machine as well: whoever sends a key should know that it counts."""
    response = server(small_library).get("/api/v1/meetings", headers=[(b"authorization", given.encode("latin-1"))])
    assert problem(response) == (401, "WrongKey")


def test_this_machine_reads_without_a_key(small_library: Library) -> None:
    """On loopback nobody needs a key to read; who came through a proxy from elsewhere does, and where the server has names all do."""
    assert server(small_library).get("/api/v1/meetings").status_code == 200
    app = create_app(small_library, Settings())
    for address, status in (("127.0.0.2", 200), ("::1", 200), ("192.0.2.7", 401), ("2001:db8::1", 401)):
        assert TestClient(app, base_url=BASE, client=(address, 5)).get("/api/v1/meetings").status_code == status
    assert server(small_library, hosts="127.0.0.1").get("/api/v1/meetings").status_code == 401


def test_a_reader_signs_in_once(public: TestClient, ring: Keyring) -> None:
    """A page without a key is the form for it; the key is typed once, kept from scripts and other sites, and leads to what was asked for."""
    secret = ring.add("Anna", "read")
    page = public.get("/coverage?x=%22%3E", headers={"accept": "text/html"})
    assert page.status_code == 401
    assert page.headers["www-authenticate"].startswith("Bearer")
    assert 'value="/coverage?x=%22%3E"' in page.text
    wrong = public.post("/sign-in", data={"key": "no", "to": "/coverage"})
    assert wrong.status_code == 422
    assert "This is not a key" in wrong.text
    given = public.post("/sign-in", data={"key": secret, "to": "/coverage"}, follow_redirects=False)
    assert (given.status_code, given.headers["location"]) == (303, "/coverage")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(given.headers["set-cookie"].split("; "))
    assert secret not in given.headers["set-cookie"]
    assert public.get("/coverage").status_code == 200
    assert public.get("/api/v1/meetings").status_code == 200
    ring.remove("Anna")
    assert public.get("/coverage").status_code == 401


def test_who_signs_out_is_out(public: TestClient, ring: Keyring) -> None:
    """After signing out the pass is none, also for whoever kept it."""
    public.post("/sign-in", data={"key": ring.add("Anna", "read")}, follow_redirects=False)
    before = dict(public.cookies)
    public.post("/sign-out", follow_redirects=False)
    public.cookies.update(before)
    assert public.get("/coverage").status_code == 401


@pytest.mark.parametrize("to", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:x", "/\nx", ""])
def test_signing_in_leads_nowhere_else(to: str, public: TestClient, ring: Keyring) -> None:
    """What the form leads on to is a path of this server."""
    given = public.post("/sign-in", data={"key": ring.add("Anna", "read"), "to": to}, follow_redirects=False)
    assert given.headers["location"] == "/"


def files(*named: tuple[str, bytes]) -> list[tuple[str, tuple[str, io.BytesIO]]]:
    return [("files", (name, io.BytesIO(data))) for name, data in named]


@pytest.mark.parametrize("settings", [{}, {"host": "0.0.0.0"}])
def test_writing_asks_for_a_write_key(settings: dict[str, str], small_library: Library, ring: Keyring) -> None:
    """Nobody adds or removes without a write key, on this machine neither; a read key and a pass of the page are not enough."""
    client, read, write = server(small_library, **settings), ring.add("Anna", "read"), ring.add("Bo", "write")
    client.post("/sign-in", data={"key": write}, follow_redirects=False)
    for send in (
        lambda **more: client.post("/api/v1/documents", files=files(("a.txt", b"x")), **more),
        lambda **more: client.delete("/api/v1/documents/x", **more),
    ):
        nobody = send()
        assert problem(nobody) == (401, "KeyNeeded")
        assert nobody.headers["www-authenticate"] == 'Bearer realm="minutes"'
        assert problem(send(headers=bearer("minutes_wrong"))) == (401, "WrongKey")
        assert problem(send(headers=bearer(read))) == (403, "NotAllowed")
    assert problem(client.delete("/api/v1/documents/x", headers=bearer(write))) == (404, "NoSuchDocument")


def test_documents_come_and_go_with_a_write_key(small_library: Library, ring: Keyring) -> None:
    """Files are taken in as from the page, each told by itself and in order; a name leads nowhere; a document goes by its id."""
    client, key = server(small_library), bearer(ring.add("Bo", "write"))
    sent = files(("../../one.txt", minutes(1).encode()), ("empty.txt", b""), ("again.txt", minutes(1).encode()), ("x.exe", b"MZ"))
    told = client.post("/api/v1/documents", headers=key, files=sent)
    assert told.status_code == 200
    assert [(each["name"], each["state"]) for each in told.json()["files"]] == [
        ("one.txt", "added"), ("empty.txt", "failed"), ("again.txt", "known"), ("x.exe", "failed"),
    ]  # fmt: skip
    one, empty, again, _ = told.json()["files"]
    assert one["id"] == again["id"]
    assert (one["why"], empty["id"]) == (None, None)
    assert empty["why"].startswith("The file is empty.")
    assert not list(small_library.folder.parent.rglob("one.txt"))
    assert [each["document"]["id"] for each in client.get("/api/v1/search?q=kerb").json()["passages"]][:1] == [one["id"]]
    removed = client.delete(f"/api/v1/documents/{one['id']}", headers=key)
    assert removed.json() == {"id": one["id"], "name": "one.txt"}
    assert problem(client.delete(f"/api/v1/documents/{one['id']}", headers=key)) == (404, "NoSuchDocument")
    assert problem(client.post("/api/v1/documents", headers=key, files=files(*[("a.txt", b"")] * 51))) == (422, "BadForm")
    assert problem(client.post("/api/v1/documents", headers=key, json={})) == (422, "InvalidRequest")


def test_another_writer_keeps_writing_waiting(small_library: Library, ring: Keyring) -> None:
    """While another command writes, a removal is told when to come again, and a file why it failed."""
    client, key = server(small_library), bearer(ring.add("Bo", "write"))
    (one,) = client.post("/api/v1/documents", headers=key, files=files(("one.txt", minutes(1).encode()))).json()["files"]
    with writer_lock(small_library.folder):
        busy = client.delete(f"/api/v1/documents/{one['id']}", headers=key)
        assert problem(busy) == (503, "LibraryBusy")
        assert busy.headers["retry-after"] == "1"
        (failed,) = client.post("/api/v1/documents", headers=key, files=files(("two.txt", minutes(2).encode()))).json()["files"]
        assert failed["why"].startswith("Another command is writing to this library.")


def test_a_write_key_opens_the_page_for_adding(small_library: Library, ring: Keyring) -> None:
    """At /add a write key does what the key of the command line does, until it is taken back; a read key does not."""
    client = server(small_library, allow_uploads=True, upload_key="a key of seventeen", host="0.0.0.0")
    assert client.post("/add/key", data={"key": ring.add("Anna", "read")}).status_code == 422
    assert 'type="file"' in client.post("/add/key", data={"key": ring.add("Bo", "write")}).text
    ring.remove("Bo")
    assert 'type="file"' not in client.get("/add").text


def test_each_has_a_limit_of_its_own(small_library: Library, ring: Keyring) -> None:
    """Who asks more than the rate hears 429 and when to come again; another key, and another address, are answered meanwhile."""
    app = create_app(small_library, Settings(rate="3/minute"))
    here, there = (TestClient(app, base_url=BASE, client=(address, 5)) for address in ("127.0.0.1", "127.0.0.2"))
    anna, bo = bearer(ring.add("Anna", "read")), bearer(ring.add("Bo", "read"))
    assert [here.get("/api/v1/meetings").status_code for _ in range(4)] == [200, 200, 200, 429]
    flood = here.get("/api/v1/meetings")
    assert problem(flood) == (429, "TooMany")
    assert 1 <= int(flood.headers["retry-after"]) <= 60
    assert f"Wait {flood.headers['retry-after']} seconds." in flood.json()["detail"]
    assert (here.get("/healthz").status_code, there.get("/api/v1/meetings").status_code) == (200, 200)
    assert [here.get("/api/v1/meetings", headers=anna).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert there.get("/api/v1/meetings", headers=anna).status_code == 429
    assert here.get("/api/v1/meetings", headers=bo).status_code == 200


def test_wrong_keys_have_a_stricter_limit(small_library: Library, ring: Keyring) -> None:
    """Who tries keys is soon told to wait; a right key is answered all the same, and one that somebody chose is not even looked at."""
    settings = {"allow_uploads": True, "upload_key": "a key of seventeen", "failed_keys": "2/minute", "host": "0.0.0.0"}
    client = server(small_library, **settings)
    assert [client.get("/", headers=bearer("x")).status_code for _ in range(3)] == [401, 401, 429]
    assert client.get("/", headers=bearer(ring.add("Anna", "read"))).status_code == 200
    assert client.post("/add/key", data={"key": "a key of seventeen"}).status_code == 429
    other = server(small_library, **settings)
    assert [other.post("/sign-in", data={"key": "x"}).status_code for _ in range(3)] == [422, 422, 429]


@pytest.mark.anyio
async def test_counting_fills_no_memory() -> None:
    """Many addresses share one count in the end, and IPv6 addresses of one network are one."""
    limit = Limit("1/minute", name="X")
    assert await limit.hit("first") == 0
    for number in range(MOST_COUNTED + 50):
        await limit.hit(f"address {number}")
    assert len(limit._storage.storage) <= MOST_COUNTED + 1
    assert await limit.hit("first") > 0
    assert of_address("2001:db8:1:2:3::4") == of_address("2001:db8:1:2:ffff::") != of_address("2001:db8:1:3::")
    assert (of_address("::ffff:192.0.2.1"), of_address("192.0.2.1"), of_address("x")) == ("192.0.2.1", "192.0.2.1", "x")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.parametrize("settings", [{"host": "0.0.0.0"}, {"host": "::"}, {"host": "192.0.2.1"}, {"hosts": "minutes.example"}])
def test_nobody_serves_others_without_a_key(settings: dict[str, str], small_library: Library, ring: Keyring) -> None:
    """An address that others can reach is refused, with the reason and the command that makes a key, until there is one."""
    with pytest.raises(NoKeys, match="has no key") as refused:
        expect_keys(Settings(**settings), small_library.folder)
    assert "minutes key add NAME" in refused.value.todo
    ring.add("Anna", "read")
    expect_keys(Settings(**settings), small_library.folder)


@pytest.mark.parametrize("rate", ["many", "0/minute", "5/fortnight", ""])
def test_a_rate_that_is_none_is_named(rate: str, tmp_path: Path) -> None:
    """A rate that cannot be read, or lets nothing through, is refused by the name of its setting."""
    with pytest.raises(BadSetting) as refused:
        expect_keys(Settings(failed_keys=rate), tmp_path)
    assert refused.value.where == "MINUTES_FAILED_KEYS"


def test_other_sites_read_only_where_they_are_named(small_library: Library) -> None:
    """Without a setting no other site's page reads an answer; one that is named does, never with a cookie; another does not."""
    asked = {"origin": "https://notes.example"}
    assert "access-control-allow-origin" not in server(small_library).get("/api/v1/meetings", headers=asked).headers
    client = server(small_library, cors_origins="https://notes.example, https://b.example")
    answer = client.get("/api/v1/meetings", headers=asked)
    assert answer.headers["access-control-allow-origin"] == "https://notes.example"
    assert "access-control-allow-credentials" not in answer.headers
    preflight = asked | {"access-control-request-method": "POST", "access-control-request-headers": "authorization"}
    assert client.options("/api/v1/ask", headers=preflight).status_code == 200
    assert "access-control-allow-origin" not in client.get("/api/v1/meetings", headers={"origin": "https://evil.example"}).headers


def test_no_key_is_told(small_library: Library, ring: Keyring, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key stands in no response, no error and no log, also when something breaks inside."""
    secret = ring.add("Anna", "write")
    client = server(small_library, host="0.0.0.0")
    caplog.set_level("DEBUG")
    said = [client.get("/api/v1/meetings", headers=bearer(each)).text for each in (secret, secret + "x")]
    said.append(client.post("/sign-in", data={"key": secret + "x"}).text)
    monkeypatch.setattr(Library, "reading", None)
    broken = client.get("/api/v1/meetings", headers=bearer(secret))
    assert broken.status_code == 500
    assert all(secret not in each for each in (*said, broken.text, caplog.text, repr(ring.keys())))


def test_a_pass_ends_with_its_key(ring: Keyring) -> None:
    """A door opens to the keys it is meant for, and a pass holds no longer than its key."""
    read, write = ring.add("Anna", "read"), ring.add("Bo", "write")
    writers, readers = Doorkeeper("own", ring), Doorkeeper(None, ring, writes=False)
    assert (writers.admit(read), readers.admit("own")) == (None, None)
    given = readers.admit(read)
    assert readers.key_of(given) == ring.of(read)
    assert writers.key_of(writers.admit("own")) is None
    assert writers.knows(writers.admit(write))
    ring.remove("Anna")
    assert (readers.knows(given), readers.key_of(given)) == (False, None)


def test_exports_take_no_place_from_questions(small_library: Library) -> None:
    """Exports have places of their own, of which one caller has half: one more is a 503, and a question passes meanwhile."""

    async def statuses() -> list[int]:
        done = asyncio.Event()
        told: list[int] = []

        async def slow(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["path"].startswith("/api/v1/export/"):
                await done.wait()
            await Response("made")(scope, receive, send)

        gate = Gate(slow, settings=Settings(), ring=Keyring(small_library.folder), readers=Doorkeeper(None, Keyring(small_library.folder), writes=False))

        async def ask(path: str) -> None:
            scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [], "client": ("127.0.0.1", 5000)}

            async def receive() -> Message:
                return {"type": "http.request", "body": b"", "more_body": False}

            async def send(message: Message) -> None:
                told.extend([message["status"]] if message["type"] == "http.response.start" else [])

            await gate(scope, receive, send)

        exports = [asyncio.create_task(ask("/api/v1/export/passages")) for _ in range(EXPORTS_AT_ONCE // 2)]
        await asyncio.sleep(0.05)
        await ask("/api/v1/export/items")
        await ask("/api/v1/search")
        done.set()
        await asyncio.gather(*exports)
        return told

    assert asyncio.run(statuses()) == [503, 200, *[200] * (EXPORTS_AT_ONCE // 2)]
