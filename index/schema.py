"""The catalogue's tables, as the list of steps that made them. A step, once released, is never edited."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.errors import LibraryDamaged, LibraryReadOnly, NewerLibrary

# Passage keys are AUTOINCREMENT: one that was given away never comes back, so an index that is behind
# can hold a key too many or too few, but never another passage's.
_FIRST = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE documents (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, folder TEXT NOT NULL, format TEXT NOT NULL,
    title TEXT, text TEXT NOT NULL, text_sha256 TEXT NOT NULL, pages TEXT NOT NULL, furniture TEXT NOT NULL, rules TEXT NOT NULL, added TEXT NOT NULL
) STRICT;
CREATE INDEX documents_name ON documents (name);
CREATE TABLE paths (path TEXT PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE) STRICT;
CREATE INDEX paths_document ON paths (document);
CREATE TABLE meetings (
    id TEXT PRIMARY KEY, document INTEGER NOT NULL UNIQUE REFERENCES documents ON DELETE CASCADE, body TEXT, committee TEXT, date TEXT,
    start_time TEXT, end_time TEXT, attendance TEXT NOT NULL, doubts TEXT NOT NULL
) STRICT;
CREATE INDEX meetings_date ON meetings (date);
CREATE TABLE items (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    number TEXT, number_read TEXT, title TEXT, page INTEGER, spans TEXT NOT NULL, decisions TEXT NOT NULL, actions TEXT NOT NULL,
    refs TEXT NOT NULL, mentions TEXT NOT NULL
) STRICT;
CREATE INDEX items_document ON items (document, ordinal);
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE, ordinal INTEGER NOT NULL, page INTEGER, spans TEXT NOT NULL, sentences TEXT NOT NULL,
    entities TEXT NOT NULL, encoded TEXT NOT NULL, tokens INTEGER NOT NULL, vector BLOB NOT NULL
) STRICT;
CREATE INDEX passages_document ON passages (document, ordinal);
CREATE INDEX passages_item ON passages (item);
CREATE TABLE amendments (date TEXT NOT NULL, item INTEGER NOT NULL REFERENCES items ON DELETE CASCADE, PRIMARY KEY (date, item)) STRICT, WITHOUT ROWID;
CREATE INDEX amendments_item ON amendments (item);
CREATE TABLE twins (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, other INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (document, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX twins_other ON twins (other);
"""
# `corrections`: what a clerk put right, as JSON; `corrections_from`: the file beside the document, empty for one that was given by name.
_MENDED = """
ALTER TABLE documents ADD COLUMN corrections TEXT;
ALTER TABLE documents ADD COLUMN corrections_from TEXT;
ALTER TABLE documents ADD COLUMN quality REAL;
ALTER TABLE meetings ADD COLUMN kind TEXT;
ALTER TABLE meetings ADD COLUMN place TEXT;
ALTER TABLE meetings ADD COLUMN state TEXT;
"""
# What older libraries hold is learnt from the stored passages: no file is read and nothing is encoded again.
_ABBREVIATIONS = """
CREATE TABLE abbreviations (passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE, short TEXT NOT NULL, long TEXT NOT NULL) STRICT;
CREATE INDEX abbreviations_passage ON abbreviations (passage);
INSERT INTO abbreviations
SELECT json_extract(found.value, '$[0]'), json_extract(found.value, '$[1]'), json_extract(found.value, '$[2]')
FROM documents d JOIN meetings m ON m.document = d.key,
json_each(learnt(d.text, m.attendance, (
    SELECT json_group_array(json_array(p.key, json(p.spans), json(p.entities))) FROM passages p WHERE p.document = d.key
))) found;
"""
# An older library has no token vectors: they are made from its passages when they are compared, until `rebuild --model` encodes it anew.
_COMPARED = """
CREATE TABLE directions (matrix BLOB NOT NULL) STRICT;
CREATE TABLE token_vectors (passage INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE, counts TEXT NOT NULL, vectors BLOB NOT NULL) STRICT;
"""
# What runs over files left: see `failures`.
_FAILURES = """
CREATE TABLE failures (path TEXT PRIMARY KEY, what TEXT NOT NULL, todo TEXT NOT NULL, seen TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE runs (
    key INTEGER PRIMARY KEY CHECK (key = 1), done INTEGER NOT NULL, files INTEGER NOT NULL, seen TEXT NOT NULL, ended INTEGER NOT NULL
) STRICT;
"""
# Which documents came, went or were read anew, and the ids that went with them: see `changes`. Of what happened before this step nothing is known.
_CHANGES = """
CREATE TABLE generations (number INTEGER PRIMARY KEY, published TEXT NOT NULL) STRICT;
CREATE TABLE changes (
    key INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL CHECK (what IN ('added', 'removed', 'read anew')), document TEXT NOT NULL, name TEXT NOT NULL,
    body TEXT, committee TEXT, date TEXT, at TEXT NOT NULL, generation INTEGER
) STRICT;
CREATE INDEX changes_generation ON changes (generation);
CREATE TABLE departed (id TEXT PRIMARY KEY, kind TEXT NOT NULL, change INTEGER NOT NULL REFERENCES changes) STRICT, WITHOUT ROWID;
"""
STEPS: tuple[str, ...] = (_FIRST, _MENDED, _ABBREVIATIONS, _COMPARED, _FAILURES, _CHANGES)


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in a new file."""
    for number, step in enumerate(STEPS, start=1):
        _take(connection, step, number)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Take an older catalogue to this version, every step in a transaction of its own.

    Raises:
        NewerLibrary: it was written by a later version. LibraryDamaged: it is no catalogue.

    """
    found = version(connection, path)
    for number, step in enumerate(STEPS[found:], start=found + 1):
        _take(connection, step, number)


def _take(connection: sqlite3.Connection, step: str, number: int) -> None:
    connection.executescript(f"BEGIN IMMEDIATE;\n{step}\nPRAGMA user_version = {number};\nCOMMIT;")


def expect(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a catalogue that is not of this version.

    Raises:
        NewerLibrary: it is later. LibraryDamaged: it is none. LibraryReadOnly: it is older, and was not to be written.

    """
    found = version(connection, path)
    if found < len(STEPS):
        raise LibraryReadOnly(
            f"The library has version {found} and must be brought to {len(STEPS)} first.",
            where=str(path.parent),
            todo="Open it once where it can be written and nobody else is writing: minutes status.",
        )


def version(connection: sqlite3.Connection, path: Path) -> int:
    """The catalogue's version, 1 or more.

    Raises:
        NewerLibrary: it was written by a later version. LibraryDamaged: it is no catalogue.

    """
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > len(STEPS):
        raise NewerLibrary(
            f"The library has version {found}; this program knows {len(STEPS)}.", where=str(path.parent), todo="Install the newer version of the program."
        )
    if found < 1:  # an empty file is a good database to SQLite
        raise LibraryDamaged("The file is not a catalogue of minutes.", where=str(path), todo="Restore it from a backup, or ingest anew.")
    return found
