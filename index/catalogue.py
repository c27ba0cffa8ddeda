"""The truth: documents, meetings, items, passages, names and vectors in one SQLite file.

A `Catalogue` is one connection. Reading ones see a single state from the first look to the last and
never wait for a writer (WAL).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.connection import FILE, connect
from index.errors import NoSuchDocument
from index.people import listed
from index.records import DocumentRecord, ItemRecord, MeetingRecord, Mended, PassageRecord
from index.words import Entry
from ingest.spans import Span, cut

_MANY = 500  # values to one statement


class Catalogue:
    """One connection to the catalogue in a library's folder."""

    def __init__(self, folder: Path, *, write: bool = False, immutable: bool = False) -> None:
        """Connect; with `write` the file is brought to this version, with `immutable` its log is passed over.

        Raises:
            LibraryDamaged: SQLite cannot read it. NewerLibrary: a later version wrote it.
            LibraryReadOnly: it is of an older version, or may not be written. LibraryUnusable: it may not be read.

        """
        self.connection = connect(folder / FILE, write=write, immutable=immutable)
        self._checked: dict[int, str | None] = {}

    def close(self) -> None:
        """End the connection."""
        self.connection.close()

    @contextmanager
    def transaction(self, kind: str = "IMMEDIATE") -> Iterator[None]:
        """All or nothing."""
        self.connection.execute(f"BEGIN {kind}")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:  # on a full disk SQLite has gone back by itself
                self.connection.execute("ROLLBACK")
            raise

    # About the library

    def about(self) -> dict[str, str]:
        """What the library says of itself: the model's name, hash and dimension."""
        return {row["name"]: row["value"] for row in self.connection.execute("SELECT name, value FROM about")}

    def describe(self, values: dict[str, str]) -> None:
        """Record what the library says of itself."""
        self.connection.executemany("INSERT INTO about VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", values.items())

    # Documents

    def documents(self, where: str = "1", values: Sequence[Any] = ()) -> tuple[DocumentRecord, ...]:
        """The documents that a condition over `d` lets through, in the order they came."""
        rows = self.connection.execute(
            "SELECT d.key, d.id, d.name, d.folder, d.format, (SELECT json_group_array(path) FROM paths WHERE document = d.key) AS paths,"
            f" EXISTS (SELECT 1 FROM documents o WHERE o.name = d.name AND o.key <> d.key) AS clashes FROM documents d WHERE {where} ORDER BY d.key",
            values,
        )
        return tuple(
            DocumentRecord(
                row["key"],
                row["id"],
                f"{row['folder']}/{row['name']}" if row["clashes"] and row["folder"] else row["name"],
                row["format"],
                tuple(json.loads(row["paths"])),
            )
            for row in rows
        )

    def named(self, name: str) -> tuple[DocumentRecord, ...]:
        """The documents that go by this name: a file name, `folder/name`, a path, or the id or its first 8 digits or more."""
        tail = "/" + name.replace("\\", "/").strip("/")
        typed, ending = (each.encode("utf-8", "replace").decode() for each in (name, tail))  # SQLite takes no halves of characters, and holds none
        documents = self.documents(
            "d.name = ? OR d.folder || '/' || d.name = ? OR substr(d.id, 1, ?) = ?"
            " OR EXISTS (SELECT 1 FROM paths p WHERE p.document = d.key AND substr('/' || trim(p.path, '/'), ?) = ?)",
            (typed, typed, len(typed), typed, -len(ending), ending),
        )
        return tuple(
            each
            for each in documents
            if each.name == name or any(f"/{path.strip('/')}".endswith(tail) for path in each.paths) or (len(name) >= 8 and each.id.startswith(name))
        )

    def one_named(self, name: str) -> DocumentRecord:
        """The one document of that name.

        Raises:
            NoSuchDocument: there is none, or more than one.

        """
        found = self.named(name)
        if len(found) == 1:
            return found[0]
        if not found:
            raise NoSuchDocument("There is no such document in the library.", where=name, todo="`minutes status --documents` lists them.")
        several = ", ".join(sorted(f"{each.name} ({each.id[:12]})" for each in found)[:5])
        raise NoSuchDocument(f"{len(found)} documents go by that name.", where=name, todo=f"Name one of: {several}; or its id.")

    def held(self, path: str) -> tuple[str, str] | None:
        """(id, version of the rules that read it) of the document that this path led to."""
        row = self.connection.execute("SELECT d.id, d.rules FROM paths p JOIN documents d ON d.key = p.document WHERE p.path = ?", (path,)).fetchone()
        return (row["id"], row["rules"]) if row else None

    def rules_of(self, document_id: str) -> str | None:
        """The version of the rules that read the document; None if it is not held."""
        row = self.connection.execute("SELECT rules FROM documents WHERE id = ?", (document_id,)).fetchone()
        return row["rules"] if row else None

    def mended(self, document_id: str) -> Mended | None:
        """The corrections that the document was read with; None if there were none, or it is not held."""
        row = self.connection.execute("SELECT corrections, corrections_from FROM documents WHERE id = ?", (document_id,)).fetchone()
        return Mended(*row) if row and row["corrections"] else None

    def text(self, document: int) -> str | None:
        """The stored text, or None when it is no longer what was stored: then nothing is quoted from it."""
        if document not in self._checked:
            row = self.connection.execute("SELECT CAST(text AS BLOB), text_sha256 FROM documents WHERE key = ?", (document,)).fetchone()
            self._checked[document] = row[0].decode("utf-8") if row and _sha256(row[0]) == row[1] else None
        return self._checked[document]

    def forget(self) -> None:
        """Let go of the texts that were read: whoever walks through a whole library need not hold it."""
        self._checked.clear()

    def pages(self, document: int) -> tuple[tuple[int, Span], ...]:
        """(number, where it stands in the stored text) of every printed page; none of a format without pages."""
        row = self.connection.execute("SELECT pages FROM documents WHERE key = ?", (document,)).fetchone()
        return tuple((number, Span(start, end)) for number, start, end in json.loads(row["pages"])) if row else ()

    # Meetings, items, passages

    def meetings(self, where: str = "1", values: Sequence[Any] = ()) -> tuple[MeetingRecord, ...]:
        """The meetings that a condition over `m` (meetings) and `d` (documents) lets through, newest first."""
        rows = self.connection.execute(
            "SELECT m.*, d.key AS document_key,"
            " (SELECT count(*) FROM items i WHERE i.document = d.key AND i.ordinal > 0) AS items,"
            " (SELECT count(*) FROM passages p WHERE p.document = d.key) AS passages"
            f" FROM meetings m JOIN documents d ON d.key = m.document WHERE {where} ORDER BY m.date DESC, m.body, m.committee, m.id",
            values,
        ).fetchall()
        of = ",".join(str(row["document_key"]) for row in rows)
        documents = {each.key: each for each in self.documents(f"d.key IN ({of})")}
        return tuple(_meeting(row, documents[row["document_key"]]) for row in rows)

    def items(self, document: int) -> tuple[ItemRecord, ...]:
        """The items of a document in their order; what stands before the first has ordinal 0."""
        rows = self.connection.execute("SELECT * FROM items WHERE document = ? ORDER BY ordinal", (document,))
        return tuple(_item(row) for row in rows)

    def item(self, item_id: str) -> tuple[MeetingRecord, ItemRecord] | None:
        """An item with its meeting."""
        row = self.connection.execute("SELECT * FROM items WHERE id = ?", (item_id,)).fetchone()
        return (self.meetings("d.key = ?", (row["document"],))[0], _item(row)) if row else None

    def passages(self, keys: Iterable[int]) -> dict[int, PassageRecord]:
        """The passages of these keys that the catalogue holds and can vouch for, by key."""
        wanted = list(dict.fromkeys(map(int, keys)))  # SQLite takes numpy's numbers for bytes
        rows = self._in("SELECT key, id, document, item, page, spans, sentences, entities FROM passages WHERE key IN (%s)", wanted)
        of_documents = sorted({row["document"] for row in rows})
        meetings = {m.document.key: m for m in self.meetings(f"d.key IN ({','.join(map(str, of_documents))})")} if rows else {}
        items = {row["key"]: _item(row) for row in self._in("SELECT * FROM items WHERE key IN (%s)", sorted({row["item"] for row in rows}))}
        found: dict[int, PassageRecord] = {}
        for row in rows:
            text = self.text(row["document"])
            if text is not None:
                found[row["key"]] = _passage(row, meetings[row["document"]], items[row["item"]], text)
        return found

    def passages_of_item(self, item: int) -> tuple[PassageRecord, ...]:
        """The passages of an item in their order."""
        keys = [row["key"] for row in self.connection.execute("SELECT key FROM passages WHERE item = ? ORDER BY ordinal", (item,))]
        found = self.passages(keys)
        return tuple(found[key] for key in keys if key in found)

    def keys_where(self, where: str, values: Sequence[Any]) -> list[int]:
        """The keys of the passages that a condition over `p`, `m` and `d` lets through."""
        joined = "passages p JOIN documents d ON d.key = p.document JOIN meetings m ON m.document = d.key"
        return [row[0] for row in self.connection.execute(f"SELECT p.key FROM {joined} WHERE {where}", values)]

    # What the derived indexes are made of

    def keys(self) -> NDArray[np.int64]:
        """The keys of all passages, rising."""
        return np.array([row[0] for row in self.connection.execute("SELECT key FROM passages ORDER BY key")], np.int64)

    def vectors(self, keys: Sequence[int], dimension: int) -> NDArray[np.float16]:
        """The vectors of these keys, shape (keys, dimension), in their order."""
        held = {row["key"]: row["vector"] for row in self._in("SELECT key, vector FROM passages WHERE key IN (%s)", list(keys))}
        return np.frombuffer(b"".join(held[key] for key in keys), np.float16).reshape(len(keys), dimension)

    def entries(self, keys: Sequence[int]) -> Iterator[Entry]:
        """Text and heading of these keys, for the index of words."""
        for start in range(0, len(keys), _MANY):
            some = list(keys[start : start + _MANY])
            rows = self._in(
                "SELECT p.key, p.encoded, i.number, i.title, m.body, m.committee, m.date, d.name FROM passages p JOIN items i ON i.key = p.item"
                " JOIN documents d ON d.key = p.document JOIN meetings m ON m.document = d.key WHERE p.key IN (%s)",
                some,
            )
            for row in rows:
                day = dt.date.fromisoformat(row["date"]) if row["date"] else None
                heading = (row["body"], row["committee"], f"{day.day} {day:%B %Y}" if day else row["name"], row["number"], row["title"])
                yield Entry(row["key"], row["encoded"], " ".join(part for part in heading if part))

    def encoded_texts(self, keys: Sequence[int]) -> dict[int, str]:
        """What a model reads of these passages."""
        return {row["key"]: row["encoded"] for row in self._in("SELECT key, encoded FROM passages WHERE key IN (%s)", list(keys))}

    def counts(self) -> dict[str, int]:
        """How many documents, items and passages there are."""
        tables = {"documents": "documents", "items": "items WHERE ordinal > 0", "passages": "passages"}
        return {name: self.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for name, table in tables.items()}

    def attendances(self) -> list[tuple[str | None, str | None, dt.date | None, tuple[str, ...]]]:
        """(body, committee, date, names on the attendance list but those of the public) of every meeting, in the order of their dates."""
        rows = self.connection.execute("SELECT body, committee, date, attendance FROM meetings ORDER BY date, id")
        return [(row[0], row[1], dt.date.fromisoformat(row[2]) if row[2] else None, listed(json.loads(row[3]))) for row in rows]

    def period(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last meeting's date."""
        first, last = self.connection.execute("SELECT min(date), max(date) FROM meetings").fetchone()
        return (dt.date.fromisoformat(first), dt.date.fromisoformat(last)) if first else (None, None)

    def damage(self) -> list[str]:
        """What SQLite and the fingerprints of the stored texts find wrong."""
        try:
            problems = [row[0] for row in self.connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            problems += [f"a {row[0]} row without its {row[2]}" for row in self.connection.execute("PRAGMA foreign_key_check")]
            for name, text, text_sha256 in self.connection.execute("SELECT name, CAST(text AS BLOB), text_sha256 FROM documents"):
                if _sha256(text) != text_sha256:
                    problems.append(f"the stored text of {name} is not what was stored")
            wrong = "SELECT count(*) FROM passages WHERE length(vector) <> 2 * (SELECT CAST(value AS INTEGER) FROM about WHERE name = 'dimension')"
            if count := self.connection.execute(wrong).fetchone()[0]:
                problems.append(f"the vectors of {count} passages are not of the model's dimension")
        except sqlite3.DatabaseError as error:
            return [str(error)]
        return problems

    def _in(self, sql: str, values: Sequence[Any]) -> list[sqlite3.Row]:
        rows: list[sqlite3.Row] = []
        for start in range(0, len(values), _MANY):
            some = values[start : start + _MANY]
            rows += self.connection.execute(sql % ",".join("?" * len(some)), some).fetchall()
        return rows


def _sha256(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def spans_from(stored: str) -> tuple[Span, ...]:
    """Spans as they are kept: a JSON list of pairs."""
    return tuple(Span(start, end) for start, end in json.loads(stored))


def _meeting(row: sqlite3.Row, document: DocumentRecord) -> MeetingRecord:
    day = dt.date.fromisoformat(row["date"]) if row["date"] else None
    people = tuple(json.loads(row["attendance"]))
    return MeetingRecord(row["id"], document, row["body"], row["committee"], day, row["start_time"], row["end_time"], people, row["items"], row["passages"])


def _item(row: sqlite3.Row) -> ItemRecord:
    return ItemRecord(
        row["key"], row["id"], row["ordinal"], row["number"], row["title"], row["page"], spans_from(row["spans"]),
        *(tuple(json.loads(row[column])) if row[column] != "[]" else () for column in ("decisions", "actions", "refs", "mentions")),
    )  # fmt: skip


def _passage(row: sqlite3.Row, meeting: MeetingRecord, item: ItemRecord, text: str) -> PassageRecord:
    spans = spans_from(row["spans"])
    words = cut(text, spans)
    sentences = tuple((start, end, role) for start, end, role in json.loads(row["sentences"]))
    return PassageRecord(row["key"], row["id"], meeting, item, row["page"], spans, words, sentences, row["entities"])
