"""Calendar dates as clerks write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ingest import meeting_rules
from ingest.spans import Span

_BEFORE = 20  # code points before figures in which a weekday may stand


def dates(text: str) -> Iterator[tuple[Span, dt.date]]:
    """Every full date of the text with its place, in order.

    In figures the day comes before the month, unless there is no such month or the weekday printed before them says otherwise.
    """
    found = [(Span(*match.span()), date) for rule in meeting_rules.DATES for match in rule.pattern.finditer(text) if (date := _date(match)) is not None]
    yield from sorted(found, key=lambda each: each[0])


def _date(match: re.Match[str]) -> dt.date | None:
    month, day = match["m"], int(match["d"])
    year = int(match["y"]) + (2000 if int(match["y"]) < 100 else 0)
    if not month.isdigit():
        return _day(year, 1 + [name[:3] for name in meeting_rules.MONTHS].index(month[:3].lower()), day)
    first, second = _day(year, int(month), day), _day(year, day, int(month))
    weekday = meeting_rules.WEEKDAY.search(match.string, max(0, match.start() - _BEFORE), match.start())
    if first and second and weekday and not _falls_on(first, weekday["day"]) and _falls_on(second, weekday["day"]):
        return second
    return first or second


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _falls_on(date: dt.date, weekday: str) -> bool:
    return date.strftime("%A").lower().startswith(weekday[:3].lower())
