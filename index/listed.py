"""What SQLite is taught to compare rows of lists by: who is one of the public, whose name it is, and which day a due date means."""

from __future__ import annotations

import datetime as dt
import sqlite3
from functools import lru_cache

from index.naming import words
from index.people import is_public
from ingest.dates import dates


def teach(connection: sqlite3.Connection) -> None:
    """Let a connection use these functions in its SQL."""
    connection.create_function("is_public", 1, is_public, deterministic=True)
    connection.create_function("due_day", 2, due_day, deterministic=True)
    connection.create_function("says", 2, says, deterministic=True)


def says(text: str | None, wanted: str) -> bool:
    """Whether the words that are wanted stand in a text one after the other, without regard to case, accents and the s of a plural."""
    return f" {plainly(wanted)} " in f" {plainly(text or '')} "


def due_day(due: str | None, met: str | None) -> str | None:
    """The day that a printed due date means, as YYYY-MM-DD; one without a year is the first after the meeting. None where it names no day."""
    if not due:
        return None
    full = next((day for _, day in dates(due)), None)
    if full or not met:
        return full.isoformat() if full else None
    meeting = dt.date.fromisoformat(met)
    found = (day for year in (meeting.year, meeting.year + 1) for _, day in dates(f"{due} {year}"))
    return next((day.isoformat() for day in found if day >= meeting), None)


@lru_cache(maxsize=4096)
def plainly(text: str) -> str:
    """The words of a text as they are compared."""
    return " ".join(each.plain for each in words(text))
