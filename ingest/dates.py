"""Calendar dates as clerks write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from difflib import get_close_matches

from ingest import meeting_rules
from ingest.spans import Span

_ALIKE = 0.75  # of a misspelt month to the month


def dates(text: str, *, us: bool = False) -> Iterator[tuple[Span, dt.date]]:
    """Every full date of the text with its place, in order; where figures leave it open the day comes first, in the `us` the month."""
    found = [(Span(*match.span()), date) for rule in meeting_rules.DATES for match in rule.pattern.finditer(text) if (date := _date(match, us)) is not None]
    yield from sorted(found, key=lambda each: each[0])


def days(text: str, year: int) -> Iterator[tuple[Span, dt.date]]:
    """Days of a month that stand without a year but with the day of the week that they have in `year`."""
    for match in meeting_rules.DAY_WITHOUT_YEAR.pattern.finditer(text):
        day = _day(year, match["m"] or match["m2"], match["d"] or match["d2"])
        if day is not None and meeting_rules.WEEKDAYS[day.weekday()].startswith(match["w"][:3].casefold()):
            yield Span(*match.span()), day


def us_order(text: str) -> bool:
    """Whether the figures of the text's dates have the month first: some could not be read otherwise, and none as day and month."""
    figures = [(int(match["d"]), int(match["m"])) for match in meeting_rules.FIGURES.pattern.finditer(text)]
    return any(second > 12 >= first for first, second in figures) and not any(first > 12 for first, _ in figures)


def _date(match: re.Match[str], us: bool) -> dt.date | None:
    day, month = match["d"], match["m"]
    if month.isdigit() and "s" in match.groupdict() and (us or int(month) > 12):
        day, month = month, day
    year = int(match["y"].replace("O", "0"))
    return _day(year + 2000 if year < 100 else year, month, day)


def _day(year: int, month: str, day: str) -> dt.date | None:
    """The date; None for one that no calendar has, and for a word that is no month."""
    if month.isdigit():
        number = int(month)
    else:
        names = meeting_rules.MONTHS if len(month) > 3 else [name[:3] for name in meeting_rules.MONTHS]
        near = get_close_matches(month.lower(), names, 1, _ALIKE)
        number = names.index(near[0]) + 1 if near else 0
    try:
        return dt.date(year, number, int(day))
    except ValueError:
        return None
