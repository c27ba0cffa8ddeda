"""Minutes that are added from the page: only where it was allowed, only with the key, never in the way of answers."""

import io
import re
import shutil
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.intake import take_in
from index.library import Library
from index.lock import writer_lock
from ingest.apart import expect_readable
from ingest.errors import UnreadableSource
from service import adding
from service.adding import safe_name
from service.app import create_app
from service.errors import BadSetting
from service.keys import Doorkeeper, new_key
from service.settings import Settings, with_key
from tests.fakes import load_hash_encoder
from tests.index.town import minutes

BASE = "http://127.0.0.1"
KEY = "a key of seventeen"
ADDED = re.compile(r"<strong>(?P<name>[^<]+)</strong>:\s*(?P<state>[^<]+|<span[^>]*>not added\.</span>[^<]+)")


@pytest.fixture
def server(small_library: Library, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr("service.adding_page._WRONG_KEY_S", 0.01)
    settings = Settings(allow_uploads=True, upload_key=KEY)
    return TestClient(create_app(small_library, settings), base_url=BASE, headers={"accept": "text/html"}, raise_server_exceptions=False)


@pytest.fixture
def clerk(server: TestClient) -> Iterator[TestClient]:
    """Somebody who has given the key."""
    assert server.post("/add/key", data={"key": KEY}).status_code == 200
    yield server


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="(\w+)"', client.get("/add").text)
    assert found
    return found[1]


def send(client: TestClient, *files: tuple[str, bytes], **more: str) -> int:
    form = {"token": token(client)} | more
    return client.post("/add", data=form, files=[("files", (name, data)) for name, data in files], follow_redirects=False).status_code


def outcome(client: TestClient) -> dict[str, str]:
    """What became of the files, when all are done."""
    for _ in range(400):
        page = client.get("/add").text
        if "data-busy" not in page:
            found = page.split('id="held"')[0]
            return {match["name"]: " ".join(re.sub(r"<[^>]+>", "", match["state"]).split()) for match in ADDED.finditer(found)}
        time.sleep(0.05)
    raise AssertionError("the files are never done")


def documents(library: Library) -> list[str]:
    with library.reading() as catalogue:
        return sorted(each.name for each in catalogue.documents())


def test_a_server_is_read_only_unless_told_otherwise(small_library: Library) -> None:
    """Without --allow-uploads nothing can be added: the page says so and names the option, and coverage has no link."""
    client = TestClient(create_app(small_library, Settings()), base_url=BASE, headers={"accept": "text/html"})
    for response in (client.get("/add"), client.post("/add", files={"files": ("a.txt", b"x")}), client.post("/add/key"), client.post("/add/undo")):
        assert response.status_code == 403
        assert "minutes serve --allow-uploads" in response.text
    assert 'href="/add"' not in client.get("/coverage").text


def test_nothing_is_taken_without_the_key(server: TestClient, small_library: Library) -> None:
    """Whoever has not given the key sees the form for it alone, and every other form is refused before a file is read."""
    assert 'type="file"' not in server.get("/add").text
    for path in ("/add", "/add/undo", "/add/leave"):
        assert server.post(path, files={"files": ("a.txt", minutes().encode())}).status_code == 403
    wrong = server.post("/add/key", data={"key": "another key, quite long"})
    assert wrong.status_code == 422
    assert "This is not the key" in wrong.text
    assert server.post("/add/key", data={"key": ""}).status_code == 422
    assert 'type="file"' not in server.get("/add").text
    assert documents(small_library) == []


def test_the_pass_is_kept_from_scripts_and_other_sites(server: TestClient) -> None:
    """The cookie holds no key, is not for scripts, not sent from other sites, and the page is never stored."""
    response = server.post("/add/key", data={"key": KEY}, follow_redirects=False)
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert KEY not in cookie
    assert server.get("/add").headers["cache-control"] == "no-store"


def test_a_form_of_another_site_is_refused(clerk: TestClient, small_library: Library) -> None:
    """A form without the page's own token is refused, though the cookie comes with it."""
    for path in ("/add", "/add/undo", "/add/leave"):
        for data in ({}, {"token": "0" * 64}, {"token": "é"}):
            assert clerk.post(path, data=data, files={"x": ("a.txt", b"x")} if path == "/add" else None).status_code == 403
    assert documents(small_library) == []


def test_files_come_in_are_understood_and_can_be_taken_out(clerk: TestClient, small_library: Library) -> None:
    """Files are taken in behind the page; it tells what was understood; undo takes one out and leaves the other; answers see both at once."""
    assert send(clerk, ("one.txt", minutes(1).encode()), ("two.txt", minutes(2).encode())) == 303
    assert outcome(clerk) == {"one.txt": "added", "two.txt": "added"}
    page = clerk.get("/add").text
    assert "2 of 2 files done." in page
    assert "<dt>Council</dt><dd>Fennick Town Council</dd>" in page
    assert "<dt>Date</dt><dd>2 January 2010</dd>" in page
    assert "<dt>Items</dt><dd>3, with" in page
    assert documents(small_library) == ["one.txt", "two.txt"]
    document = re.findall(r'name="document" value="(\w+)"', page)[0]
    undone = clerk.post("/add/undo", data={"token": token(clerk), "document": document})
    assert "two.txt was taken out." in undone.text
    assert documents(small_library) == ["one.txt"]
    assert clerk.post("/add/undo", data={"token": token(clerk), "document": document}).status_code == 404
    assert not [path for path in (small_library.folder / "uploads").rglob("*") if path.is_file()]


def test_what_came_another_way_cannot_be_taken_out(clerk: TestClient, small_library: Library, tmp_path: Path) -> None:
    """A document that the clerk took in by command is not undone from the page, also when it is added there again."""
    (tmp_path / "held.txt").write_text(minutes(1), "utf-8")
    list(take_in(small_library, [tmp_path / "held.txt"]))
    send(clerk, ("again.txt", minutes(1).encode()))
    assert outcome(clerk) == {"again.txt": "is in the library already, so nothing was changed"}
    with small_library.reading() as catalogue:
        (document,) = catalogue.documents()
    assert document.paths == (str(tmp_path / "held.txt"),)
    assert clerk.post("/add/undo", data={"token": token(clerk), "document": document.id}).status_code == 404
    assert documents(small_library) == ["held.txt"]


def test_two_files_of_one_name_are_both_kept(clerk: TestClient, small_library: Library) -> None:
    """A file never takes the place of another of the same name."""
    send(clerk, ("minutes.txt", minutes(1).encode()))
    outcome(clerk)
    send(clerk, ("minutes.txt", minutes(2).encode()))
    outcome(clerk)
    assert documents(small_library) == ["minutes (2).txt", "minutes.txt"]


def bomb() -> bytes:
    """A Word file that would unpack to very much."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(51):
            archive.writestr(f"word/{number}.xml", b"0" * 10_000_000)
    return packed.getvalue()


def test_bad_files_are_told_and_stop_nothing(clerk: TestClient, small_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty, too large, of another kind, packed to burst, or not what the name says: each is refused with its reason, and good ones come in."""
    monkeypatch.setattr(adding, "LARGEST_FILE", 4_000_000)
    files = [
        ("empty.txt", b""), ("large.txt", b"x" * 4_000_001), ("virus.exe", b"MZ"), ("bomb.docx", bomb()), ("not.pdf", b"hello"), ("fix.txt.yaml", b"date: x"),
        ("good.txt", minutes(3).encode()),
    ]  # fmt: skip
    assert send(clerk, *files) == 303
    found = outcome(clerk)
    assert found.pop("good.txt") == "added"
    reasons = {
        "empty.txt": "The file is empty.",
        "large.txt": "It has 4 MB. The largest that is taken is 4 MB.",
        "virus.exe": "Files of this kind are not read.",
        "bomb.docx": "It unpacks to 510 MB.",
        "not.pdf": "Its name ends in .pdf but it is not a PDF.",
        "fix.txt.yaml": "Files of this kind are not read.",
    }
    assert {name: words.removeprefix("not added. ")[: len(reasons[name])] for name, words in found.items()} == reasons
    assert documents(small_library) == ["good.txt"]
    assert "None. Every file that was given could be read." in clerk.get("/coverage").text  # the page has told it, and the files are gone


def test_too_many_files_and_none_are_told(clerk: TestClient, small_library: Library) -> None:
    """More files than are taken at a time, or none at all, are told on a page."""
    many = send_raw(clerk, [("files", (f"{number}.txt", b"x")) for number in range(adding.MOST_FILES + 1)])
    assert many == (422, "Choose at most 50 files at a time.")
    assert send_raw(clerk, []) == (422, "No file was chosen.")
    assert clerk.post("/add/key", content=b"--x\r\nbroken", headers={"content-type": "multipart/form-data; boundary=x"}).status_code == 422


def send_raw(client: TestClient, files: list) -> tuple[int, str]:
    """(status, the sentence of the page that says what is wrong)."""
    response = client.post("/add", data={"token": token(client)}, files=files or None)
    return response.status_code, next((each for each in ("Choose at most 50 files at a time.", "No file was chosen.") if each in response.text), "")


def test_too_large_a_lot_is_refused(clerk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files of a form together have a limit, too, kept while they come in."""
    monkeypatch.setattr("service.guard.LARGEST_LOT", 1_000_000)
    response = clerk.post("/add", data={"token": token(clerk)}, files={"files": ("a.txt", b"x" * 1_500_000)})
    assert response.status_code == 413
    assert "more than 1 MB" in response.text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.txt", "boot.txt"),
        ("/absolute/a.txt", "a.txt"),
        ("..txt", "txt"),
        (".hidden.pdf", "hidden.pdf"),
        ("a\x00b\n.txt", "a b .txt"),
        ("invoice\u202etxt.pdf", "invoice txt.pdf"),
        ("CON:<>|?*.md", "CON .md"),
        ("", "minutes"),
        ("…/é.txt", "é.txt"),
    ],
)
def test_a_name_leads_nowhere_else(given: str, kept: str) -> None:
    """Of a name only the last part is kept, without marks that lead elsewhere or hide what the file is."""
    assert safe_name(given) == kept
    assert len(safe_name(f"{'é' * 500}.pdf").encode()) < 255


def test_a_crooked_name_is_added_in_its_place(clerk: TestClient, small_library: Library) -> None:
    """A file whose name climbs out of its folder is kept inside it."""
    send(clerk, ("../../../out.txt", minutes(1).encode()))
    assert outcome(clerk) == {"out.txt": "added"}
    assert documents(small_library) == ["out.txt"]
    assert not (small_library.folder.parent / "out.txt").exists()


def test_another_writer_is_told(clerk: TestClient, small_library: Library) -> None:
    """While another command writes, files and undo are refused with what to do; nothing waits for ever."""
    with writer_lock(small_library.folder):
        send(clerk, ("one.txt", minutes(1).encode()))
        assert outcome(clerk)["one.txt"].startswith("not added. Another command is writing to this library. Wait until it has ended, then try again.")
        undo = clerk.post("/add/undo", data={"token": token(clerk), "document": "x"})
        assert undo.status_code == 503
        assert "Another command is writing" in undo.text


def test_answers_do_not_wait(clerk: TestClient, small_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a file is being read, questions are answered and the page tells how far it is."""
    going, reading = threading.Event(), threading.Event()

    def slow(*arguments: object, **more: object) -> Iterator[None]:
        reading.set()
        going.wait(10)
        yield from ()

    monkeypatch.setattr(adding, "take_in", slow)
    send(clerk, ("one.txt", minutes(1).encode()), ("two.txt", minutes(2).encode()))
    try:
        assert reading.wait(10)
        page = clerk.get("/add").text
        assert "0 of 2 files done." in page
        assert "is being read" in page
        assert "waits for its turn" in page
        assert clerk.get("/?q=kerb").status_code == 200
    finally:
        going.set()


def test_leaving_ends_the_pass(clerk: TestClient) -> None:
    """Whoever leaves has to give the key again, with the old cookie, too."""
    before = dict(clerk.cookies)
    assert 'id="key"' in clerk.post("/add/leave", data={"token": token(clerk)}).text
    clerk.cookies.update(before)
    assert 'id="key"' in clerk.get("/add").text


def test_a_key_is_chosen_or_made() -> None:
    """A key that is set must have some length; without one a new one is made each time; without --allow-uploads there is none."""
    assert with_key(Settings(upload_key=KEY)) == (Settings(upload_key=KEY), None)
    assert with_key(Settings(allow_uploads=True, upload_key=KEY))[1] is None
    settings, made = with_key(Settings(allow_uploads=True))
    assert made
    assert settings.upload_key
    assert settings.upload_key.get_secret_value() == made != new_key()
    assert KEY not in repr(Settings(upload_key=KEY))
    with pytest.raises(BadSetting, match="fewer than 12 characters"):
        with_key(Settings(allow_uploads=True, upload_key="short"))


def test_a_pass_is_not_guessed() -> None:
    """Only a pass that was given out is known, and only its own token is its token."""
    door = Doorkeeper(KEY)
    assert door.admit("") is None
    one, other = door.admit(KEY), door.admit(KEY)
    assert one
    assert other
    assert (door.knows(one), door.knows("x"), door.knows(None), door.knows("")) == (True, False, False, False)
    assert (door.is_token(one, door.token(one)), door.is_token(one, door.token(other))) == (True, False)


def test_a_file_that_is_read_without_end_is_given_up(clerk: TestClient, small_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose reading takes longer than is waited for is told in plain words and let go of; those behind it come in."""
    monkeypatch.setattr(adding, "LONGEST_READING_S", 0.05)
    send(clerk, ("endless.txt", minutes(1).encode()))
    assert outcome(clerk) == {"endless.txt": "not added. Reading it took more than 0.05 seconds, so it was given up. "
                              "Save it anew from the program that made it, or in parts, a meeting each."}  # fmt: skip
    monkeypatch.undo()
    send(clerk, ("next.txt", minutes(2).encode()))
    assert outcome(clerk) == {"next.txt": "added"}
    assert documents(small_library) == ["next.txt"]


def test_reading_apart_ends_with_what_hangs(tmp_path: Path) -> None:
    """A process that never comes back from a file is ended in time, and so is the wait for it; what else is wrong with a file is told by who reads it next."""
    (tmp_path / "never.txt").write_text(minutes(1) + "The Council considered the matter of the kerb again.\n\n" * 400_000, "utf-8")  # minutes of work
    begun = time.monotonic()
    with pytest.raises(UnreadableSource, match="took more than 4 seconds"):
        expect_readable(tmp_path / "never.txt", 4)
    assert time.monotonic() - begun < 10
    (tmp_path / "not.pdf").write_text("hello", "utf-8")
    expect_readable(tmp_path / "not.pdf", 30)


def test_a_library_that_was_moved_knows_what_came_from_the_page(clerk: TestClient, small_library: Library, tmp_path: Path) -> None:
    """What was added from the page can be taken out there when the library's folder was moved; what came by command still cannot."""
    (tmp_path / "uploads").mkdir()
    (tmp_path / "uploads" / "own.txt").write_text(minutes(2), "utf-8")
    send(clerk, ("one.txt", minutes(1).encode()))
    outcome(clerk)
    list(take_in(small_library, [tmp_path / "uploads" / "own.txt"]))
    moved = Library(Path(shutil.move(small_library.folder, tmp_path / "elsewhere")), load_hash_encoder)
    adder = adding.Adding(moved)
    with moved.reading() as catalogue:
        assert [each.name for each in adder.held(catalogue)] == ["one.txt"]
        (document,) = adder.held(catalogue)
    assert adder.undo(document.id) == "one.txt"
    assert documents(moved) == ["own.txt"]
