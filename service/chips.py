"""The filters of an answer as they are shown: each with the address of the same thread without it."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from index.query import Filters
from service.question import Reading
from service.rendering import day
from service.thread import NARROWING, Thread


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in words, and where it leads to take it away."""

    text: str
    address: str


def stated_chips(thread: Thread, filters: Filters) -> tuple[Chip, ...]:
    """The filters that the address states, one each."""
    return tuple(Chip(_said(name, getattr(filters, name)), thread.without(name).address) for name in NARROWING if getattr(filters, name) is not None)


def guessed_chips(thread: Thread, reading: Reading) -> tuple[Chip, ...]:
    """The filters that were read from the question; the days of a span are one."""
    guessed = reading.guessed
    chips = [Chip(str(getattr(guessed, name)), thread.ignoring(name).address) for name in ("body", "committee", "person") if getattr(guessed, name) is not None]
    if guessed.since or guessed.until:
        chips.append(Chip(_span(guessed.since, guessed.until), thread.ignoring("dates").address))
    return tuple(chips)


def _said(name: str, value: str | dt.date) -> str:
    if isinstance(value, dt.date):
        return f"{'From' if name == 'since' else 'Until'} {day(value)}"
    return f"Names {value}" if name == "person" else value


def _span(since: dt.date | None, until: dt.date | None) -> str:
    """A span of days in as few words as say it."""
    if since is None or until is None:
        return f"From {day(since)}" if since else f"Until {day(until)}" if until else ""
    if since == until:
        return day(since)
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return str(since.year) if since.year == until.year else f"{since.year} to {until.year}"
    if since.day == 1 and (since.year, since.month) == (until.year, until.month) and until.day == monthrange(until.year, until.month)[1]:
        return f"{since:%B %Y}"
    return f"{day(since)} to {day(until)}"
