"""Calendar dates as clerks write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ingest import meeting_rules
from ingest.spans import Span


def dates(text: str) -> Iterator[tuple[Span, dt.date]]:
    """Every full date of the text with its place, in order; day before month where figures leave it open."""
    found = [(Span(*match.span()), date) for rule in meeting_rules.DATES for match in rule.pattern.finditer(text) if (date := _date(match)) is not None]
    yield from sorted(found, key=lambda each: each[0])


def _date(match: re.Match[str]) -> dt.date | None:
    month = match["m"]
    number = int(month) if month.isdigit() else 1 + [name[:3] for name in meeting_rules.MONTHS].index(month[:3].lower())
    year = int(match["y"])
    try:
        return dt.date(year + 2000 if year < 100 else year, number, int(match["d"]))
    except ValueError:
        return None
