"""Whatever moment an ingest is killed at, what it acknowledged is there, whole, and the next one completes the rest."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import pytest

from index.checking import check
from index.library import Library
from index.query import Filters, Query
from index.search import search
from ingest.passages import passages
from ingest.pipeline import read
from tests.conftest import ROOT, SAMPLES
from tests.fakes import HashEncoder, load_hash_encoder

KILLS = 32
FILES = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small minutes, each of another day."""
    made = tmp_path_factory.mktemp("minutes")
    for number in range(FILES):
        text = "".join(f"{item}. Matter {item}\nThe committee discussed affair{number}x{item} at length. It was agreed.\n\n" for item in range(1, 5))
        head = f"Fennick Town Council\nPlanning Committee\n{1 + number % 28} {('May', 'June', 'July')[number // 28]} 2021\n\n"
        (made / f"{number:02}.txt").write_text(head + text)
    return made


class Ingests:
    """Processes that ingest and are killed."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.journeys.killed"]
        self.server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, library: Path, folder: Path, kill: tuple[int, float] | None = None) -> tuple[set[str], bool]:
        """(the paths that were acknowledged, whether it ended before it was killed).

        `kill` says after how many new documents, and how many seconds more.
        """
        assert self.server.stdin and self.server.stdout
        self.server.stdin.write(f"{library}\t{folder}\n")
        self.server.stdin.flush()
        acknowledged: set[str] = set()
        pid, added, killer, ended = 0, 0, None, threading.Event()
        for line in self.server.stdout:
            word, _, rest = line.rstrip("\n").partition(" ")
            if word == "PID":
                pid = int(rest)
            elif word in ("ADDED", "HELD"):
                acknowledged.add(rest)
                added += word == "ADDED"
            elif word == "END":
                assert int(rest) in (0, -signal.SIGKILL), line
                ended.set()
                if killer:
                    killer.join()
                return acknowledged, rest == "0"
            if kill and pid and not killer and added >= kill[0]:
                killer = threading.Thread(target=kill_later, args=(pid, kill[1], ended))
                killer.start()
        raise AssertionError("the ingesting process has ended")

    def close(self) -> None:
        assert self.server.stdin
        self.server.stdin.close()
        self.server.wait()


def kill_later(pid: int, after_s: float, ended: threading.Event) -> None:
    if not ended.wait(after_s):
        with suppress(ProcessLookupError):  # it was quicker
            os.kill(pid, signal.SIGKILL)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is such a place: a kill, unlike a power cut, takes nothing from the system's hands."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="minutes-kill-", dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def ingests() -> Iterator[Ingests]:
    server = Ingests()
    yield server
    server.close()


def assert_whole(folder: Path, acknowledged: set[str]) -> int:
    """The library opens, is sound, and holds every acknowledged document whole and none by half; gives how many it holds."""
    notices: list[str] = []
    library = Library(folder, load_hash_encoder, notice=notices.append)
    assert notices == []
    report = check(library)
    assert report.sound, report
    assert report.waiting == 0
    with library.reading() as catalogue:
        assert [row[0] for row in catalogue.connection.execute("PRAGMA integrity_check")] == ["ok"]
        documents = catalogue.documents()
        assert acknowledged <= {path for document in documents for path in document.paths}
        for document in documents:
            minutes = read(Path(document.paths[0]))
            expected = passages(minutes, HashEncoder().count, HashEncoder.limit, 180)
            rows = catalogue.connection.execute("SELECT key, encoded, vector FROM passages WHERE document = ? ORDER BY ordinal", (document.key,)).fetchall()
            assert [row["encoded"] for row in rows] == [passage.encoded for passage in expected]
            vectors = HashEncoder().encode([passage.encoded for passage in expected]).astype(np.float16)
            assert [row["vector"] for row in rows] == [vector.tobytes() for vector in vectors]
            assert len(catalogue.items(document.key)) == len(minutes.parts)
            assert len(catalogue.passages([row["key"] for row in rows])) == len(expected)
            assert (folder / "originals" / f"{document.id}.txt").read_bytes() == Path(document.paths[0]).read_bytes()
    for document in documents:
        found = search(library, Query(f"affair{Path(document.name).stem.lstrip('0') or '0'}x3", Filters(document=document.name)), limit=20)
        assert any(hit.words and f"affair{int(Path(document.name).stem)}x3" in hit.passage.text for hit in found.hits)
    return len(documents)


@pytest.mark.slow
def test_killed_at_any_moment(ingests: Ingests, folder: Path, place: Path) -> None:
    """An ingest killed at 32 moments never loses an acknowledged document, keeps none by half, and is completed by the next."""
    chance = random.Random(31)
    started = time.monotonic()
    assert ingests.run(place / "whole", folder)[1]
    one_takes_s = (time.monotonic() - started) / FILES
    assert assert_whole(place / "whole", set()) == FILES
    kills, libraries, partly, held = 0, 0, 0, 0
    acknowledged: set[str] = set()
    while kills < KILLS:
        library = place / f"library-{libraries}"
        said, done = ingests.run(library, folder, (chance.randint(0, 9), chance.uniform(0.0, 2 * one_takes_s)))
        acknowledged |= said
        kills += not done
        if (library / "catalogue.sqlite").exists():
            before, held = held, assert_whole(library, acknowledged)
            assert held >= before
            partly += 0 < held < FILES
        assert held >= len(acknowledged)
        if done:
            assert held == FILES
            libraries, held, acknowledged = libraries + 1, 0, set()
    assert partly >= KILLS // 2
    assert ingests.run(library, folder)[1]
    assert assert_whole(library, acknowledged) == FILES


@pytest.mark.slow
def test_command_killed(tmp_path: Path) -> None:
    """`minutes ingest` over the samples, killed three times, is completed by the fourth, and check finds nothing wrong."""
    library = tmp_path / "library"
    minutes = Path(sys.executable).with_name("minutes")
    total = sum(path.is_file() for path in SAMPLES.rglob("*.*"))
    seen = []
    for documents in (1, total // 3, total * 2 // 3):
        process = subprocess.Popen([minutes, "ingest", SAMPLES, "--library", library], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and held(library) < documents:
            time.sleep(0.02)
        process.kill()
        process.wait()
        seen.append(held(library))
        checked = subprocess.run([minutes, "check", "--library", library], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout
    assert 0 < seen[0] < total
    assert subprocess.run([minutes, "ingest", SAMPLES, "--library", library], stdout=subprocess.DEVNULL, check=True).returncode == 0
    assert held(library) == total
    status = subprocess.run([minutes, "check", "--library", library], capture_output=True, text=True, check=True)
    assert status.stdout.startswith(f"The library is whole: {total} documents, ")
    assert "not yet searched" not in status.stdout


def held(library: Path) -> int:
    """How many documents the catalogue holds."""
    try:
        with closing(sqlite3.connect(f"file:{library / 'catalogue.sqlite'}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
