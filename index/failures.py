"""What the last look at files left: those that could not be taken in and why, and how far a run has come. Kept until the file comes in or goes."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.catalogue import Catalogue
from ingest.errors import MinutesError

_EVERY_S = 1.0  # to tell how far a run is: each time costs a write to the disk, and files that have not changed are quick
_QUIET = dt.timedelta(minutes=5)  # of a run: a long scan is read in less


@dataclass(frozen=True, slots=True)
class FailureRecord:
    """A file that is not in the library: its path, what is wrong with it, what to do, and when that was seen."""

    path: str
    what: str
    todo: str
    seen: dt.datetime


@dataclass(frozen=True, slots=True)
class RunRecord:
    """The last run over files: how many it went through, of how many, when it was last heard of, and whether it has ended."""

    done: int
    files: int
    seen: dt.datetime
    ended: bool

    def quiet(self, now: dt.datetime) -> bool:
        """Whether a run that has not ended has not been heard of for long: it was stopped."""
        return not self.ended and now - self.seen > _QUIET


def failures(catalogue: Catalogue) -> tuple[FailureRecord, ...]:
    """The files that could not be taken in, by path."""
    rows = catalogue.connection.execute("SELECT path, what, todo, seen FROM failures ORDER BY path")
    return tuple(FailureRecord(row["path"], row["what"], row["todo"], dt.datetime.fromisoformat(row["seen"])) for row in rows)


def last_run(catalogue: Catalogue) -> RunRecord | None:
    """The last run; None before the first."""
    row = catalogue.connection.execute("SELECT done, files, seen, ended FROM runs").fetchone()
    return RunRecord(row["done"], row["files"], dt.datetime.fromisoformat(row["seen"]), bool(row["ended"])) if row else None


class Ledger:
    """Keeps both while a run goes on. `paths` are those that it was given."""

    def __init__(self, catalogue: Catalogue, files: int, paths: Sequence[Path]) -> None:
        self._catalogue = catalogue
        self._done, self._told = 0, time.monotonic()
        execute = catalogue.connection.execute
        roots = tuple(os.path.abspath(path) for path in paths)
        gone = [row[0] for row in execute("SELECT path FROM failures") if _below(row[0], roots) and not os.path.exists(row[0])]
        with catalogue.transaction():
            catalogue.connection.executemany("DELETE FROM failures WHERE path = ?", [(path,) for path in gone])
            execute("INSERT OR REPLACE INTO runs VALUES (1, 0, ?, ?, 0)", (files, _now()))
        self._failed = {row[0] for row in execute("SELECT path FROM failures")}

    def note(self, path: str, problem: MinutesError | None) -> None:
        """A file was gone through, and came in unless there is a problem."""
        self._done += 1
        if problem is None and path not in self._failed and time.monotonic() - self._told < _EVERY_S:
            return
        self._told = time.monotonic()
        execute = self._catalogue.connection.execute
        with self._catalogue.transaction():
            execute("UPDATE runs SET done = ?, seen = ?", (self._done, _now()))
            if problem is not None:
                execute("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)", (path, problem.what, problem.todo, _now()))
            else:
                execute("DELETE FROM failures WHERE path = ?", (path,))

    def end(self) -> None:
        """The run has ended."""
        with self._catalogue.transaction():
            self._catalogue.connection.execute("UPDATE runs SET done = ?, seen = ?, ended = 1", (self._done, _now()))


def _below(path: str, roots: Sequence[str]) -> bool:
    return any(path == root or path.startswith(root.rstrip(os.sep) + os.sep) for root in roots)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
