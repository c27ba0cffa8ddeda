"""What the catalogue says of every meeting and every action, in short: read once for a state of the library and kept."""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.catalogue import Catalogue
from index.library import Library
from index.words import terms


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in short. `name` holds the stems of body and committee, `words` also those of place and kind.

    `twin_of` is the document that tells of the same meeting and is named in its stead.
    """

    document: int
    body: str | None
    committee: str | None
    date: dt.date | None
    name: frozenset[str]
    words: frozenset[str]
    twin_of: int | None = None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in short: where it is noted, its owner as printed, and the people of that meeting whose initials or office that is."""

    meeting: MeetingLine
    item: int
    title: str | None
    text: str
    owner: str | None
    due: str | None
    holders: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """Both, newest first; meetings without a date come last."""

    meetings: tuple[MeetingLine, ...]
    actions: tuple[ActionLine, ...]


def register(library: Library) -> Register:
    """The register of what the library holds: `library.kept(register)`."""
    with library.reading() as catalogue:
        return _read(catalogue)


def _read(catalogue: Catalogue) -> Register:
    execute = catalogue.connection.execute
    twins = {row["document"]: row["least"] for row in execute("SELECT document, min(other) AS least FROM twins GROUP BY document")}
    stems = cache(lambda words: frozenset(terms(words)))  # most meetings have the names of others
    rows = execute("SELECT document, body, committee, date, place, kind FROM meetings ORDER BY date DESC, document").fetchall()
    lines = {row["document"]: _line(row, twins.get(row["document"]), stems) for row in rows}
    actions: list[ActionLine] = []
    people: list[dict[str, Any]] = []
    last: int | None = None
    noted = "SELECT i.key, i.document, i.title, i.actions, m.attendance FROM items i JOIN meetings m ON m.document = i.document WHERE i.actions <> '[]'"
    for row in execute(f"{noted} ORDER BY m.date DESC, i.document, i.ordinal"):
        line = lines[row["document"]]
        if last != row["document"]:
            last, people = row["document"], json.loads(row["attendance"])
        for each in json.loads(row["actions"]) if line.twin_of is None else ():
            holders = _holders(each["owner"], people) if each["owner"] else ()
            actions.append(ActionLine(line, row["key"], row["title"], each["text"], each["owner"], each["due"], holders))
    return Register(tuple(lines.values()), tuple(actions))


def _line(row: sqlite3.Row, twin: int | None, stems: Callable[[str], frozenset[str]]) -> MeetingLine:
    day = dt.date.fromisoformat(row["date"]) if row["date"] else None
    name = stems(" ".join(filter(None, (row["body"], row["committee"]))))
    also = stems(" ".join(filter(None, (row["place"], row["kind"]))))
    return MeetingLine(row["document"], row["body"], row["committee"], day, name, name | also, twin if twin is not None and twin < row["document"] else None)


def _holders(owner: str, people: Sequence[dict[str, Any]]) -> tuple[tuple[str, str | None], ...]:
    """The people of the list whose initials or office the owner is, where the list gives such to one person alone."""
    found = []
    for part in re.split(r"[,/&]|\band\b", owner):
        wanted = part.strip().removeprefix("the ")
        alike = [each for each in people if wanted and (each.get("initials") == wanted or (each["role"] or "").casefold() == wanted.casefold())]
        held = {each["name"]: each["role"] for each in alike}
        found += list(held.items()) if len(held) == 1 else []
    return tuple(found)
