"""The log of changes: which documents came, went or were read anew, and the generation in which that could first be seen."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from index.catalogue import Catalogue
from index.ids import letters
from index.query import Filters

What = Literal["added", "removed", "read anew"]
Kind = Literal["passage", "item", "meeting", "document"]
WHATS: tuple[What, ...] = get_args(What)
_OF_DOCUMENT = (
    "SELECT id, 'passage' AS kind FROM passages WHERE document = :document UNION ALL SELECT id, 'item' FROM items WHERE document = :document"
    " UNION ALL SELECT id, 'meeting' FROM meetings WHERE document = :document"
)


@dataclass(frozen=True, slots=True)
class Change:
    """A document that came, went or was read anew; `at` is the second, in UTC, `generation` the first in which it could be seen."""

    key: int
    what: What
    document: str
    name: str
    at: dt.datetime
    generation: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of documents after generation `since`, up to `now`: each once, by what it was then and is now.

    Before generation `known_since` nothing was noted: a library that an older version of the program made.
    """

    since: int
    now: int
    known_since: int
    added: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    read_anew: tuple[Change, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all that changed is known."""
        return self.known_since <= self.since <= self.now


# Noting, within the transaction that changes


def note(catalogue: Catalogue, document: int, what: What) -> int:
    """Note what happens to a document that the catalogue holds now; gives the key of the note."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    cursor = catalogue.connection.execute(
        "INSERT INTO changes (what, document, name, body, committee, date, at)"
        " SELECT ?, d.id, d.name, m.body, m.committee, m.date, ? FROM documents d LEFT JOIN meetings m ON m.document = d.key WHERE d.key = ?",
        (what, now, document),
    )
    return int(cursor.lastrowid or 0)


def note_departing(catalogue: Catalogue, document: int, what: What) -> int:
    """Note that a document goes, or is read anew, while it is still held: its ids may never come back. Gives the key of the note."""
    key = note(catalogue, document, what)
    catalogue.connection.execute(f"INSERT OR REPLACE INTO departed SELECT id, kind, :change FROM ({_OF_DOCUMENT})", {"document": document, "change": key})
    return key


def note_arrived(catalogue: Catalogue, document: int, read_anew: int | None) -> None:
    """Note that a document has come, or with the key of that note that it was read anew: the ids that it has are there again."""
    execute = catalogue.connection.execute
    execute(f"DELETE FROM departed WHERE id IN (SELECT id FROM ({_OF_DOCUMENT}))", {"document": document})
    if read_anew is None:
        note(catalogue, document, "added")
        return
    for column in ("body", "committee", "date"):  # where the two readings differ, no filter leaves the note out
        execute(
            f"UPDATE changes SET {column} = iif({column} IS (SELECT {column} FROM meetings WHERE document = ?), {column}, NULL) WHERE key = ?",
            (document, read_anew),
        )


def note_published(catalogue: Catalogue, generation: int) -> None:
    """Note that a generation is about to be published, and with it all that has changed."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with catalogue.transaction():
        catalogue.connection.execute("INSERT INTO generations VALUES (?, ?)", (generation, now))
        catalogue.connection.execute("UPDATE changes SET generation = ? WHERE generation IS NULL", (generation,))


def last_noted(catalogue: Catalogue) -> int:
    """The number of the generation that was noted last, 0 before the first."""
    return int(catalogue.connection.execute("SELECT coalesce(max(number), 0) FROM generations").fetchone()[0])


def waiting(catalogue: Catalogue) -> bool:
    """Whether something has changed that no generation shows yet."""
    return catalogue.connection.execute("SELECT 1 FROM changes WHERE generation IS NULL LIMIT 1").fetchone() is not None


# Telling


def known_since(catalogue: Catalogue, now: int) -> int:
    """The generation after which every change was noted; `now` where none was yet."""
    (first,) = catalogue.connection.execute("SELECT min(number) FROM generations").fetchone()
    return now if first is None else int(first) - 1


def log(catalogue: Catalogue, since: int, now: int, after: int = 0, limit: int = -1) -> tuple[Change, ...]:
    """The notes of what became visible after generation `since`, up to `now`, in their order, those after the note of that key."""
    where = "generation > ? AND generation <= ? AND key > ?"
    return _changes(catalogue, f"{where} ORDER BY key LIMIT ?", (since, now, after, limit))


def count(catalogue: Catalogue, since: int, now: int) -> int:
    """How many notes `log` gives in all."""
    return int(catalogue.connection.execute("SELECT count(*) FROM changes WHERE generation > ? AND generation <= ?", (since, now)).fetchone()[0])


def changes(catalogue: Catalogue, since: int, now: int, *, filters: Filters | None = None, document: str | None = None) -> Changes:
    """What became of each document after `since`, of those that the filters may let through, or of the one of that id."""
    where, values = _condition(filters or Filters(), document)
    found: dict[str, list[Change]] = {}
    for each in _changes(catalogue, f"generation > ? AND generation <= ? AND {where} ORDER BY key", (since, now, *values)):
        found.setdefault(each.document, []).append(each)
    told: dict[What, list[Change]] = {what: [] for what in WHATS}
    for noted in found.values():
        before, after = noted[0].what != "added", noted[-1].what != "removed"
        if before or after:
            told["read anew" if before and after else "added" if after else "removed"].append(noted[-1])
    return Changes(since, now, known_since(catalogue, now), *(tuple(told[what]) for what in WHATS))


def departure(catalogue: Catalogue, name: str, kind: Kind) -> Change | None:
    """What took away the passage, item, meeting or document of that id; None where it is held, or was never noted."""
    if kind == "document":
        noted = _changes(catalogue, "generation IS NOT NULL AND document = ? ORDER BY key DESC LIMIT 1", (name,))
        return next((each for each in noted if each.what == "removed"), None)
    found = _changes(catalogue, "generation IS NOT NULL AND key IN (SELECT change FROM departed WHERE id = ? AND kind = ?)", (name, kind))
    return found[0] if found else None


def _changes(catalogue: Catalogue, where: str, values: Sequence[Any]) -> tuple[Change, ...]:
    return tuple(_change(row) for row in catalogue.connection.execute(f"SELECT * FROM changes WHERE {where}", values))


def _change(row: sqlite3.Row) -> Change:
    return Change(row["key"], row["what"], row["document"], row["name"], dt.datetime.fromisoformat(row["at"]), row["generation"])


def _condition(filters: Filters, document: str | None) -> tuple[str, list[Any]]:
    """The filters as a condition over the notes; what a note does not tell may be what the filter asks for."""
    parts: list[str] = ["1"]
    values: list[Any] = []
    for column, value in (("body", filters.body), ("committee", filters.committee)):
        if value is not None:
            parts.append(f"({column} IS NULL OR fold({column}) = ?)")
            values.append(letters(value))
    for comparison, day in ((">=", filters.since), ("<=", filters.until)):
        if day is not None:
            parts.append(f"(date IS NULL OR date {comparison} ?)")
            values.append(day.isoformat())
    if filters.document is not None:
        parts.append("(name = ? OR substr(document, 1, ?) = ?)")
        typed = filters.document.encode("utf-8", "replace").decode()
        values += [typed.rsplit("/", 1)[-1], len(typed), typed]
    if document is not None:
        parts.append("document = ?")
        values.append(document)
    return " AND ".join(parts), values
