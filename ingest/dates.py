"""Calendar dates as clerks write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from difflib import get_close_matches

from ingest import meeting_rules
from ingest.spans import Span

_ALIKE = 0.75  # of a misspelt month to the month
_BEFORE = 20  # code points before figures in which a weekday may stand


def dates(text: str, *, us: bool = False) -> Iterator[tuple[Span, dt.date]]:
    """Every full date of the text with its place, in order.

    In figures the day comes before the month, unless `us` says otherwise, there is no such month, or the
    weekday printed before them is that of the other reading alone.
    """
    found = [(Span(*match.span()), date) for rule in meeting_rules.DATES for match in rule.pattern.finditer(text) if (date := _date(match, us)) is not None]
    yield from sorted(found, key=lambda each: each[0])


def days(text: str, year: int) -> Iterator[tuple[Span, dt.date]]:
    """Days of a month that stand without a year but with the day of the week that they have in `year`."""
    for match in meeting_rules.DAY_WITHOUT_YEAR.pattern.finditer(text):
        day = _day(year, _month(match["m"] or match["m2"]), int(match["d"] or match["d2"]))
        if day is not None and _falls_on(day, match["w"]):
            yield Span(*match.span()), day


def us_order(text: str) -> bool:
    """Whether the figures of the text's dates have the month first: some could not be read otherwise, and none as day and month."""
    figures = [(int(match["d"]), int(match["m"])) for match in meeting_rules.FIGURES.pattern.finditer(text)]
    return any(second > 12 >= first for first, second in figures) and not any(first > 12 for first, _ in figures)


def _date(match: re.Match[str], us: bool) -> dt.date | None:
    month, day, year = match["m"], int(match["d"]), int(match["y"].replace("O", "0").replace("o", "0"))
    year += 2000 if year < 100 else 0
    if not month.isdigit():
        return _day(year, _month(month), day)
    if "s" not in match.groupdict():
        return _day(year, int(month), day)
    first, second = _day(year, int(month), day), _day(year, day, int(month))
    if us:
        first, second = second, first
    weekday = meeting_rules.WEEKDAY.search(match.string, max(0, match.start() - _BEFORE), match.start())
    if first and second and weekday and not _falls_on(first, weekday["day"]) and _falls_on(second, weekday["day"]):
        return second
    return first or second


def _month(name: str) -> int:
    """The month that a word is, misspelt or not; 0 for none."""
    names = meeting_rules.MONTHS if len(name) > 3 else [month[:3] for month in meeting_rules.MONTHS]
    near = get_close_matches(name.lower(), names, 1, _ALIKE)
    return names.index(near[0]) + 1 if near else 0


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _falls_on(date: dt.date, weekday: str) -> bool:
    return date.strftime("%A").lower().startswith(weekday[:3].lower())
