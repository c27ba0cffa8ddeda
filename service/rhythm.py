"""Meetings that look missing: told by how often a committee otherwise met."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

FEWEST = 6  # meetings from which a rhythm can be told
_STEADY = 0.5  # of the intervals lie near the usual one
_NEAR = 0.3  # of the usual interval
_LONG = 1.7  # usual intervals: what is longer has room for another meeting
_DAYS = (5, 190)  # between two meetings of a committee that meets by a calendar
_MONTHS = 8  # in which a committee met: of fewer, those in which it did not are no recess, they are too little to go by


@dataclass(frozen=True, slots=True)
class Gap:
    """Two meetings, one after the other, between which others seem to be missing: how many, at `usual` days from one to the next."""

    after: dt.date
    before: dt.date
    missing: int
    usual: int


def gaps(days: Sequence[dt.date]) -> tuple[Gap, ...]:
    """Where a committee that met on these days seems to have met, too; none where it has no rhythm.

    The rhythm is the median interval, where half of the intervals or more are near it. A day on which a meeting would have
    been due does not count when the committee never met in that month in any year: that is its recess.
    """
    held = sorted(set(days))
    if len(held) < FEWEST:
        return ()
    intervals = [(later - earlier).days for earlier, later in pairwise(held)]
    usual = statistics.median(intervals)
    near = sum(abs(each - usual) <= max(_NEAR * usual, 4) for each in intervals)
    if not _DAYS[0] <= usual <= _DAYS[1] or near < _STEADY * len(intervals):
        return ()
    met = {each.month for each in held}
    if (held[-1] - held[0]).days < 500 or len(met) < _MONTHS:  # a recess shows in two years
        met = set(range(1, 13))
    found = []
    for earlier, later in pairwise(held):
        length = (later - earlier).days
        due = [earlier + dt.timedelta(round(length * at / round(length / usual))) for at in range(1, round(length / usual))] if length > _LONG * usual else []
        missing = sum(day.month in met for day in due)
        if missing:
            found.append(Gap(earlier, later, missing, round(usual)))
    return tuple(found)
