"""When a matter was discussed: the days of an answer's meetings along a line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from index.records import MeetingRecord
from service.rendering import day

_LEFT, _RIGHT = 2.0, 98.0  # per cent of the width that the line takes
_MOST_YEARS = 12  # that are each marked on the line


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the line, in per cent of the width."""

    at: float
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Timeline:
    """A line from the first day to the last, a mark a day, and the same in words. `years` are where a year begins."""

    since: dt.date
    until: dt.date
    marks: tuple[Mark, ...]
    years: tuple[Mark, ...]
    quoted: tuple[str, ...]
    also: tuple[str, ...]


def timeline(quoted: Iterable[MeetingRecord], also: Iterable[MeetingRecord]) -> Timeline | None:
    """The line of the meetings quoted and those also found; None unless what is quoted comes from more than one day."""
    told = {each.date for each in quoted if each.date}
    found = {each.date for each in also if each.date} - told
    if len(told) < 2:
        return None
    days = sorted(told | found)
    first, last = days[0], days[-1]

    def at(when: dt.date) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (when - first).days / (last - first).days, 2)

    years = [dt.date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    return Timeline(
        since=first,
        until=last,
        marks=tuple(Mark(at(when), when in told) for when in days),
        years=tuple(Mark(at(when)) for when in years) if len(years) <= _MOST_YEARS else (),
        quoted=tuple(day(when) for when in sorted(told)),
        also=tuple(day(when) for when in sorted(found)),
    )
