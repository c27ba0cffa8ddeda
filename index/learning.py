"""Abbreviations as the catalogue learns them, passage by passage: when a document comes, and once for what an older library holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from ingest.abbreviations import abbreviations
from ingest.spans import Span, cut


def learn(connection: sqlite3.Connection, passage: int, text: str, people: Iterable[str], entities: Sequence[tuple[int, int, str]]) -> None:
    """Keep what a passage defines, within the caller's transaction. `people` were at the meeting; `entities` are (start, end, label) in the text."""
    rows = [(passage, short, long) for short, long in _defined(text, people, entities)]
    connection.executemany("INSERT INTO abbreviations (passage, short, long) VALUES (?, ?, ?)", rows)


def learnt(text: str, attendance: str, passages: str) -> str:
    """The same for a document that is held, as a function of SQL: its text, attendance and [[key, spans, entities]] as they are kept.

    Gives [[key, short, long]].
    """
    people = [person["name"] for person in json.loads(attendance)]
    found = []
    for key, spans, entities in json.loads(passages):
        own = cut(text, [Span(start, end) for start, end in spans])
        found += [(key, short, long) for short, long in _defined(own, people, [each[:3] for each in entities])]
    return json.dumps(found)


def _defined(text: str, people: Iterable[str], entities: Sequence[tuple[int, int, str]]) -> dict[tuple[str, str], None]:
    # Names made of two words alone: what is taken for a longer one is more often an office or a scheme.
    named = (text[start:end] for start, end, label in entities if label == "PERSON" and len(text[start:end].split()) == 2)
    return dict.fromkeys((each.short, each.long) for each in abbreviations(text, {*people, *named}))
