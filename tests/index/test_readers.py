import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import intake
from index.errors import LibraryBusy, LibraryReadOnly
from index.library import Library
from index.query import Query
from index.search import search
from tests.fakes import load_hash_encoder
from tests.index.town import fill, minutes, python, write

HOLD = """
import sys
from pathlib import Path
from index.library import Library
from tests.fakes import load_hash_encoder
library = Library(Path(sys.argv[1]), load_hash_encoder)
with library.writing():
    print("held", flush=True)
    sys.stdin.read()
"""
INGEST = """
import sys
from pathlib import Path
from index.intake import take_in
from index.library import Library
from tests.fakes import load_hash_encoder
library = Library.create(Path(sys.argv[1]), load_hash_encoder)
print(len(list(take_in(library, [Path(path) for path in sys.argv[2:]]))), flush=True)
"""
CHURN = """
import sys
from pathlib import Path
from index import intake
from index.library import Library
from tests.fakes import load_hash_encoder
intake._PUBLISH_EVERY_S = 0.0  # publish after every document
library = Library.create(Path(sys.argv[1]), load_hash_encoder)
files = sorted(Path(sys.argv[2]).iterdir())
for turn in range(2):
    list(intake.take_in(library, files))
    with library.writing() as writer:
        for file in files[turn::2]:
            writer.remove(file.name)
            writer.publish()
print("done", flush=True)
"""
ASK = """
import sys, time
from pathlib import Path
from index.library import Library
from index.query import Query
from index.search import search
from tests.fakes import load_hash_encoder
library = Library(Path(sys.argv[1]), load_hash_encoder)
stop, asked, found, seen = Path(sys.argv[2]), 0, 0, set()
while not stop.exists() or not asked:
    hits = search(library, Query("What was said about the bridge at Mill Lane?")).hits
    assert all(hit.passage.text for hit in hits)
    time.sleep(0.01)
    seen.add(library.snapshot().generation.number)
    asked, found = asked + 1, found + len(hits)
print(asked, found, len(seen), len([name for name in Path("/proc/self/fd").iterdir()]), flush=True)
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    write(tmp_path / "in" / "1.txt", minutes(1))
    library = Library.create(tmp_path / "library", load_hash_encoder)
    fill(library, tmp_path / "in")
    return library


def documents(library: Library) -> set[str]:
    return {hit.passage.meeting.document.name for hit in search(library, Query("the clerk had read"), limit=50).hits}


def test_second_writer_is_refused(library: Library, tmp_path: Path) -> None:
    """While one process writes, another is told so at once, and questions are answered."""
    holder = python(HOLD, library.folder)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LibraryBusy) as caught, library.writing():
        pytest.fail("two writers")
    assert str(caught.value) == (
        f"{library.folder}: Another command is writing to this library. Wait until it has ended, then try again. Questions can be asked meanwhile."
    )
    assert documents(library) == {"1.txt"}
    assert documents(Library(library.folder, load_hash_encoder)) == {"1.txt"}
    holder.communicate("")
    with library.writing():
        pass


def test_lock_goes_with_its_holder(library: Library) -> None:
    """A writer that is killed leaves no lock behind."""
    holder = python(HOLD, library.folder)
    assert holder.stdout.readline() == "held\n"
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    with library.writing() as writer:
        assert writer.remove("1.txt") == "1.txt"


def test_reader_sees_what_another_process_adds(library: Library, tmp_path: Path) -> None:
    """A library opened before finds documents that another process added, without opening it again."""
    assert documents(library) == {"1.txt"}
    write(tmp_path / "more" / "2.txt", minutes(2))
    writer = python(INGEST, library.folder, tmp_path / "more")
    assert writer.communicate() == ("2\n", "")
    assert documents(library) == {"1.txt", "2.txt"}


def test_removed_is_never_found(library: Library) -> None:
    """A document that was removed is not found, even before the indexes have caught up."""
    with library.writing() as writer:
        writer.remove("1.txt")
        assert library.snapshot().meaning.size == 4
        assert documents(library) == set()


@pytest.mark.slow
def test_four_readers_while_one_writes(library: Library, tmp_path: Path) -> None:
    """Four processes ask without an error while another ingests, removes and ingests again."""
    for number in range(2, 10):
        write(tmp_path / "more" / f"more-{number}.txt", minutes(number))
    stop = tmp_path / "stop"
    readers = [python(ASK, library.folder, stop) for _ in range(4)]
    writer = python(CHURN, library.folder, tmp_path / "more")
    out, err = writer.communicate(timeout=120)
    stop.touch()
    results = [reader.communicate(timeout=60) for reader in readers]
    assert (out, err) == ("done\n", "")
    for said, error in results:
        assert error == ""
        asked, found, generations, files = map(int, said.split())
        assert asked > 10
        assert found >= asked * 2
        assert generations >= 3
        assert files < 40


def test_threads_share_a_library(library: Library, tmp_path: Path) -> None:
    """Threads ask one Library while it is written to, and the model is loaded once."""
    loaded: list[str | None] = []

    def load(name: str | None) -> object:
        loaded.append(name)
        return load_hash_encoder(name)

    shared = Library(library.folder, load)  # type: ignore[arg-type]
    errors: list[BaseException] = []
    done = threading.Event()

    def ask() -> None:
        try:
            while not done.is_set():
                assert "1.txt" in documents(shared)
        except BaseException as error:  # noqa: BLE001  # handed to the test
            errors.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(2, 8):
        fill(library, write(tmp_path / "more" / f"{number}.txt", minutes(number)))
    done.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert loaded == ["hash"]
    assert len(documents(shared)) == 7


# A folder that cannot be written. Root may write anywhere, so the questions are asked as `nobody` where the tests run as root.
AS_NOBODY = """
import os, sys
from pathlib import Path
from index.errors import MinutesError
from index.checking import check
from index.library import Library
from index.ordering import orderings
from index.query import Query
from index.search import search
from tests.fakes import load_hash_encoder
import index.intake, faiss, tantivy, numpy.ma
orderings()  # read, as all of the program, while its folder may be read
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
library = Library(Path(sys.argv[1]), load_hash_encoder, notice=lambda text: print("notice:", text))
print(sorted({hit.passage.meeting.document.name for hit in search(library, Query("the clerk had read"), limit=50).hits}))
print(check(library).sound)
try:
    with library.writing():
        pass
except MinutesError as error:
    print(type(error).__name__)
"""


@pytest.fixture
def public(library: Library) -> Iterator[Path]:
    """The library copied to where everybody can read it and nobody but its owner can write."""
    place = Path(tempfile.mkdtemp(prefix="minutes-public-"))
    shutil.copytree(library.folder, place / "library", ignore=shutil.ignore_patterns("*.lock", "*-shm"))
    yield place / "library"
    for path in [place, *place.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(place)


def close_to_writing(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else path.stat().st_mode & 0o444)
    folder.parent.chmod(0o555)


def ask_as_nobody(folder: Path) -> list[str]:
    close_to_writing(folder)
    out, error = python(AS_NOBODY, folder).communicate(timeout=60)
    assert error == ""
    return out.splitlines()


def test_read_only(public: Path) -> None:
    """A library in a folder that cannot be written opens, says so and answers; writing is refused."""
    (public / "catalogue.sqlite-wal").unlink(missing_ok=True)
    assert ask_as_nobody(public) == [f"notice: {public} cannot be written, so it is opened as it is.", "['1.txt']", "True", "LibraryReadOnly"]


def test_read_only_with_a_log_left_behind(public: Path, library: Library, tmp_path: Path) -> None:
    """What lies in a log that cannot be read without writing is said to be missing, and the rest answers."""
    shutil.copy(library.folder / "catalogue.sqlite", public)
    with library.writing() as writer:  # on its way out it takes the log in
        intake.add(writer, "2.txt", intake.load(write(tmp_path / "2.txt", minutes(2))))
        shutil.copy(library.folder / "catalogue.sqlite-wal", public)
    assert (public / "catalogue.sqlite-wal").stat().st_size > 0
    lines = ask_as_nobody(public)
    assert lines[:2] == [
        f"notice: {public} cannot be written, so it is opened as it is.",
        "notice: What was added last may be missing: open it once where it can be written.",
    ]
    assert lines[2] == "['1.txt']"


def test_read_only_while_its_owner_writes(public: Path) -> None:
    """Somebody who may only read sees what the owner has just added, log and all."""
    owned = Library(public, load_hash_encoder)
    with owned.writing():
        pass
    write(public.parent / "in" / "2.txt", minutes(2))
    owner = python(
        HOLD.replace("with library", "from index.intake import take_in; list(take_in(library, [Path(sys.argv[2])]))\nwith library"),
        public,
        public.parent / "in",
    )
    assert owner.stdout.readline() == "held\n"
    (public / "writer.lock").chmod(0o644)
    lines = ask_as_nobody(public)
    owner.communicate("")
    assert lines[:2] == [f"notice: {public} cannot be written, so it is opened as it is.", "['1.txt', '2.txt']"]


def test_catalogue_alone_cannot_be_written(public: Path) -> None:
    """A catalogue that may not be written makes the library read-only, not damaged."""
    (public / "catalogue.sqlite-wal").unlink(missing_ok=True)
    for folder in (public.parent, public):
        folder.chmod(0o777)
    (public / "catalogue.sqlite").chmod(0o444)
    out, error = python(AS_NOBODY, public).communicate(timeout=60)
    assert (error, out.splitlines()[:2]) == ("", [f"notice: {public} cannot be written, so it is opened as it is.", "['1.txt']"])


def test_nothing_can_be_made_there(tmp_path: Path) -> None:
    """A library that cannot be made is told, with the option that names another folder."""
    (tmp_path / "file").touch()
    with pytest.raises(LibraryReadOnly, match="Choose another folder with --library"):
        Library.create(tmp_path / "file" / "library", load_hash_encoder)


# Root may look into any folder, so the folder is gone through as `nobody` where the tests run as root. The environment
# may lie where `nobody` cannot read, so everything that is imported late is imported by taking in a file beforehand.
TAKE_IN_AS_NOBODY = """
import os, shutil, sys, tempfile
from pathlib import Path
from index.intake import take_in
from index.library import Library
from tests.fakes import load_hash_encoder
with tempfile.TemporaryDirectory() as first:
    (Path(first) / "in").mkdir()
    shutil.copy(Path(sys.argv[1]) / "in" / "open.txt", Path(first) / "in")
    library = Library.create(Path(first) / "library", load_hash_encoder)
    list(take_in(library, [Path(first) / "in"]))
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
library = Library.create(Path(sys.argv[1]) / "library", load_hash_encoder)
for event in take_in(library, [Path(sys.argv[1]) / "in"]):
    print(type(event).__name__, getattr(event, "problem", ""))
"""


def test_a_folder_that_may_not_be_looked_into_stops_nothing() -> None:
    """It is listed with its reason, and the files beside it are taken in."""
    place = Path(tempfile.mkdtemp(prefix="minutes-public-"))
    try:
        place.chmod(0o777)
        write(place / "in" / "open.txt", minutes(1))
        write(place / "in" / "closed" / "secret.txt", minutes(2))
        (place / "in" / "closed").chmod(0o000)
        out, error = python(TAKE_IN_AS_NOBODY, place).communicate(timeout=120)
        assert error == ""
        kinds = [line.split()[0] for line in out.splitlines()]
        assert kinds == ["Counted", "Failed", "Added"]
        assert f"{place}/in/closed: You may not read it." in out
    finally:
        (place / "in" / "closed").chmod(0o755)
        shutil.rmtree(place)
