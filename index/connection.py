"""The catalogue's file: made, opened, and what SQLite says of it told as errors of this room."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from index import schema
from index.disk import sync
from index.errors import LibraryBusy, LibraryDamaged, LibraryError, LibraryReadOnly, LibraryUnusable
from index.ids import letters
from index.learning import learnt

FILE = "catalogue.sqlite"
_WAIT_S = 10  # for another connection's checkpoint; a second writer is kept out by the lock


def create(folder: Path, about: Mapping[str, str]) -> None:
    """Make an empty catalogue in `folder`: beside its place, then renamed, so that there is never half of one."""
    beside = folder / f"{FILE}.new"
    beside.unlink(missing_ok=True)
    with told(beside):
        connection = _connect(beside, "mode=rwc")
        try:
            schema.create(connection)
            connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
    sync(beside)
    os.replace(beside, folder / FILE)
    sync(folder)


def connect(path: Path, *, write: bool, immutable: bool) -> sqlite3.Connection:
    """Open a catalogue; with `write` it is brought to this version, with `immutable` its log is passed over.

    Raises:
        LibraryDamaged: SQLite cannot read it. NewerLibrary: a later version wrote it.
        LibraryReadOnly: it is of an older version, or may not be written. LibraryUnusable: it may not be read.

    """
    with told(path):
        connection = _connect(path, "mode=rw" if write else "mode=ro&immutable=1" if immutable else "mode=ro")
        try:
            if write:
                connection.execute("PRAGMA synchronous = FULL")  # an acknowledged document outlives a power cut
                schema.migrate(connection, path)
            schema.expect(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into an error about the file at `path`."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _problem(error, str(path)) from error


def _problem(error: sqlite3.DatabaseError, where: str) -> LibraryError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more than is told here
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusy("Another program holds the catalogue.", where=where, todo="Wait until it has ended, then try again.")
    if code == sqlite3.SQLITE_READONLY:
        return LibraryReadOnly("The catalogue may not be written.", where=where, todo="Copy the library to a folder of your own.")
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return LibraryUnusable("The catalogue may not be opened.", where=where, todo="Ask its owner for permission, or copy the library.")
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return LibraryUnusable(f"The disk fails ({error}).", where=where, todo="Make room on it, or check it; then run the same command again.")
    return LibraryDamaged(f"SQLite cannot read the catalogue ({error}).", where=where, todo="Restore it from a backup, or ingest anew.")


def _connect(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.create_function("fold", 1, _fold, deterministic=True)
    connection.create_function("learnt", 3, learnt, deterministic=True)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@lru_cache(maxsize=4096)
def _fold(text: str | None) -> str | None:
    """What counts for sameness of a name: `letters`, without regard to case, spaces and hyphens; SQLite's own NOCASE knows A to Z alone."""
    return letters(text) if text is not None else None
