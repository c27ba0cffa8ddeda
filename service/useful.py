"""What readers said of answers: kept in the library's own `local.sqlite`, on this computer, and given out as a question file."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.connection import told
from index.errors import LibraryReadOnly
from index.library import Library
from service.answers import Answer
from service.thread import Thread

FILE = "local.sqlite"
_WAIT_S = 10
_TABLE = "CREATE TABLE IF NOT EXISTS useful (key INTEGER PRIMARY KEY, at TEXT NOT NULL, useful INTEGER NOT NULL, asked TEXT NOT NULL)"


def keep(library: Library, thread: Thread, made: Answer, *, useful: bool) -> None:
    """Keep whether the last answer of a thread was useful, with what it quoted.

    Raises:
        LibraryReadOnly: nothing can be written there.

    """
    if library.read_only:
        raise LibraryReadOnly("This library cannot be written, so nothing can be kept.", where=str(library.folder), todo="Copy it to a folder of your own.")
    path = library.folder / FILE
    line = json.dumps(_line(thread, made, useful), ensure_ascii=False)
    with told(path), closing(sqlite3.connect(path, timeout=_WAIT_S)) as connection, connection:
        connection.execute(_TABLE)
        connection.execute("INSERT INTO useful (at, useful, asked) VALUES (?, ?, ?)", (datetime.now(UTC).isoformat(timespec="seconds"), useful, line))
    os.chmod(path, 0o600)  # it tells what people asked


def kept(library: Library) -> Iterator[dict[str, Any]]:
    """The lines of a question file, the oldest first: an answer found useful has its quotes as evidence, another has none yet."""
    path: Path = library.folder / FILE
    if not path.is_file():
        return
    with told(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT_S)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'useful'").fetchone():
            return
        for key, at, asked in connection.execute("SELECT key, at, asked FROM useful ORDER BY key"):
            yield {"id": f"useful-{key}", **json.loads(asked), "at": at}


def _line(thread: Thread, made: Answer, useful: bool) -> dict[str, Any]:
    """A question as `minutes evaluate` takes it. That an answer was no use says nothing of whether there is one."""
    evidence = [{"doc": made.passages[each.passage].passage.meeting.document.name, "quote": each.text} for each in made.quotes] if useful else []
    return {
        "question": thread.questions[-1],
        **({"answerable": bool(made.quotes)} if useful else {}),
        "evidence": evidence,
        "context": [{"question": each} for each in thread.questions[:-1]],
        "filters": dict(thread.narrowing),
        "useful": useful,
    }
