"""The days that a question names: guessed from its words by the rows of `service.date_rules` and the library's calendar."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ingest.meeting_rules import MONTHS
from service.date_rules import AND, BETWEEN, DATES, MONEY, NUMBERS, ONWARDS, PARTS, RELATIONS, SEASONS

_ALIKE = 0.85  # of a misspelt month to the month
_LIVING = 366  # days since the last meeting: `last year` in a library that is kept up means ours, in an archive its own


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, either may be open; and the question's words that say so, with their place."""

    since: dt.date | None
    until: dt.date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """What dates are read against: the days of meetings, today, and whether figures have the month first."""

    days: tuple[dt.date, ...]
    today: dt.date
    month_first: Callable[[], bool] = lambda: False

    @property
    def now(self) -> dt.date:
        """The day from which `last year` counts: today, or in an archive that ended more than a year ago its last meeting.

        Who asks a living library means the year on the wall; of an archive, the years that it has.
        """
        last = self.last
        return last if last and (self.today - last).days > _LIVING else self.today

    @property
    def last(self) -> dt.date | None:
        """The last meeting up to today; a later date is a slip of a clerk."""
        return max((day for day in self.days if day <= self.today), default=self.days[-1] if self.days else None)

    def latest(self, month: int) -> int:
        """The year of the last such month in which there was a meeting; without one the last such month before now."""
        held = [day.year for day in self.days if day.month == month]
        return max(held) if held else self.now.year - (month > self.now.month)


def read_dates(question: str, days: Calendar) -> Span | None:
    """The days that the question names, all of its dates together; None when it names none."""
    found = list(_related(question, list(_dated(question, days))))
    if not found:
        return None
    opened = [each.since for each in found]
    closed = [each.until for each in found]
    since = None if None in opened else min(day for day in opened if day)
    until = None if None in closed else max(day for day in closed if day)
    return Span(since, until, found[0].start, found[-1].end) if len(found) == 1 or since or until else None


def _dated(question: str, days: Calendar) -> Iterator[Span]:
    """The dates in their order; a row that comes first in the table has the first say."""
    found: list[Span] = []
    for row in DATES:
        for match in row.pattern.finditer(question):
            start, end = match.span("point") if "point" in match.groupdict() and match["point"] else match.span()
            if any(start < each.end and each.start < end for each in found):
                continue
            span = READERS[row.name](match, days)
            if span is not None:
                found.append(Span(*span, start, end))
    yield from sorted(found, key=lambda each: each.start)


def _related(question: str, dates: Sequence[Span]) -> Iterator[Span]:
    """The dates as `since`, `between` and the like take them."""
    at = 0
    while at < len(dates):
        here, then = dates[at], dates[at + 1] if at + 1 < len(dates) else None
        before = question[: here.start]
        between = BETWEEN.pattern.search(before)
        if then is not None and between and AND.pattern.search(question[here.end : then.start]) and here.since and then.until and here.since <= then.until:
            yield Span(here.since, then.until, between.start(), then.end)
            at += 2
            continue
        yield _taken(question, here, before)
        at += 1


def _taken(question: str, date: Span, before: str) -> Span:
    row, match = next(((row, match) for row in RELATIONS if (match := row.pattern.search(before))), (None, None))
    start = match.start() if match else date.start
    onwards = ONWARDS.pattern.search(question[date.end :])
    if onwards:
        return Span(date.since, None, start, date.end + onwards.end())
    match row.name if row else "in":
        case "since":
            return Span(date.since, None, start, date.end)
        case "after":
            return Span(_next(date.until), None, start, date.end)
        case "before":
            return Span(None, _next(date.since, -1), start, date.end)
        case "until":
            return Span(None, date.until, start, date.end)
        case _:
            return Span(date.since, date.until, start, date.end)


def _next(day: dt.date | None, by: int = 1) -> dt.date | None:
    return day + dt.timedelta(days=by) if day else None


# What a row's match means: (first day, last day), or None when it is no date after all.
_Read = tuple[dt.date, dt.date] | None


def _figures(match: re.Match[str], days: Calendar) -> _Read:
    day, month, year = int(match["first"]), int(match["second"]), int(match["year"])
    year = _full_year(year, days)
    orders = [(month, day), (day, month)]
    if day != month and max(day, month) <= 12 and days.month_first():
        orders.reverse()
    return next((span for of in orders if (span := _one_day(year, *of))), None)


def _full_year(year: int, days: Calendar) -> int:
    return year + (1900 if year > days.now.year % 100 + 10 else 2000) if year < 100 else year


def _day(match: re.Match[str], days: Calendar) -> _Read:
    return _one_day(int(match["year"]), _month(match["month"]), int(match["day"]))


def _day_alone(match: re.Match[str], days: Calendar) -> _Read:
    """The last such day on which there was a meeting; without one, of the last such month."""
    month, day = _month(match["month"]), int(match["day"])
    held = [each for each in days.days if (each.month, each.day) == (month, day)]
    return (held[-1], held[-1]) if held else _one_day(days.latest(month), month, day) if month else None


def _months(match: re.Match[str], days: Calendar) -> _Read:
    first, last = _month(match["month1"]), _month(match["month"])
    year = int(match["year"]) if match["year"] else days.latest(last)
    return dt.date(year - (first > last), first, 1), _end(year, last)


def _years(match: re.Match[str], days: Calendar) -> _Read:
    first, last = int(match["year"]), int(match["to"])
    return (dt.date(first, 1, 1), dt.date(last, 12, 31)) if first <= last else None


def _municipal(match: re.Match[str], days: Calendar) -> _Read:
    """April to the June after, which holds a council's, a school's and a tax year; what it costs is settled from the October before."""
    first, last = int(match["year"]), int(match["to"])
    if last % 100 != (first + 1) % 100 or (last > 100 and last != first + 1):
        return None
    money = MONEY.pattern.search(match.string)
    return (dt.date(first - 1, 10, 1) if money else dt.date(first, 4, 1)), dt.date(first + 1, 6, 30)


def _part(match: re.Match[str], days: Calendar) -> _Read:
    name = re.sub(r"^the | of$", "", match["part"].lower())
    first, last = PARTS[name]
    if "month" not in match.re.groupindex:
        return dt.date(int(match["year"]), first, 1), _end(int(match["year"]), last)
    return _whole_month(match, days)


def _season(match: re.Match[str], days: Calendar) -> _Read:
    first, last = SEASONS[match["season"].lower()]
    year = int(match["year"])
    return dt.date(year, first, 1), _end(year + (first > last), last)


def _last_season(match: re.Match[str], days: Calendar) -> _Read:
    """The last one that had begun, and for `last` had ended, too."""
    first, last = SEASONS[match["season"].lower()]
    began = dt.date(days.now.year, first, 1)
    over = match.group().lower().startswith("last")
    if (_end(began.year + (first > last), last) if over else began) >= days.now:
        began = began.replace(year=began.year - 1)
    return began, _end(began.year + (first > last), last)


def _whole_month(match: re.Match[str], days: Calendar) -> _Read:
    month, year = _month(match["month"]), _full_year(int(match["year"]), days)
    return (dt.date(year, month, 1), _end(year, month)) if month else None


def _month_alone(match: re.Match[str], days: Calendar) -> _Read:
    month = _month(match["month"])
    year = int(match["year"]) if match.groupdict().get("year") else days.latest(month)
    return dt.date(year, month, 1), _end(year, month)


def _month_of_year(match: re.Match[str], days: Calendar) -> _Read:
    year, month = days.now.year - (match["which"].lower() == "last"), _month(match["month"])
    return dt.date(year, month, 1), _end(year, month)


def _decade(match: re.Match[str], days: Calendar) -> _Read:
    year = 10 * int(match["year"])
    return dt.date(year, 1, 1), dt.date(year + 9, 12, 31)


def _last_meeting(match: re.Match[str], days: Calendar) -> _Read:
    return (days.last, days.last) if days.last else None


def _before_last(match: re.Match[str], days: Calendar) -> _Read:
    held = [day for day in days.days if days.last and day < days.last]
    return (held[-1], held[-1]) if held else None


def _ago(match: re.Match[str], days: Calendar) -> _Read:
    """The calendar year or month that lies so many back."""
    said, years = match["number"].lower(), match["unit"].lower() == "year"
    number = int(said) if said.isdigit() else 1 if said == "a" else NUMBERS.index(said) + 1
    day = _months_before(days.now, number * (12 if years else 1))
    return (dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)) if years else (day.replace(day=1), _end(day.year, day.month))


def _past(match: re.Match[str], days: Calendar) -> _Read:
    said = match["number"].lower()
    number = int(said) if said.isdigit() else NUMBERS.index(said) + 1 if said in NUMBERS else 3
    return _months_before(days.now, number * (12 if match["unit"].lower() == "years" else 1)), days.now


def _relative(match: re.Match[str], days: Calendar) -> _Read:
    which, unit, now = match["which"].lower(), match["unit"].lower(), days.now
    if unit == "week":
        monday = now - dt.timedelta(days=now.weekday() + 7 * (which == "last"))
        return (now - dt.timedelta(days=7), now) if which == "the past" else (monday, monday + dt.timedelta(days=6))
    if which == "the past":
        return _months_before(now, 12 if unit == "year" else 1), now
    if unit == "year":
        year = now.year - (which == "last")
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    first = _months_before(now.replace(day=1), 1 if which == "last" else 0)
    return first, _end(first.year, first.month)


def _year(match: re.Match[str], days: Calendar) -> _Read:
    """The year; what it costs is settled from the October before."""
    year = int(match["year"])
    return (dt.date(year - 1, 10, 1) if MONEY.pattern.search(match.string) else dt.date(year, 1, 1)), dt.date(year, 12, 31)


def _bare_year(match: re.Match[str], days: Calendar) -> _Read:
    """A number is a year only near the years of the library."""
    first, last = (days.days[0].year, days.days[-1].year) if days.days else (days.today.year - 50, days.today.year)
    return _year(match, days) if first - 1 <= int(match["year"]) <= last + 1 else None


READERS: dict[str, Callable[[re.Match[str], Calendar], _Read]] = {
    "iso day": _day, "figures": _figures, "day of a year": _day, "day of a year, month first": _day, "day": _day_alone, "day, month first": _day_alone,
    "municipal year": _municipal, "part of a year": _part, "part of a month": _part, "season": _season, "month of a year": _whole_month,
    "months between": _months, "months of a year": _months, "month of a short year": _whole_month, "meeting before last": _before_last,
    "last season": _last_season, "years ago": _ago, "years between": _years, "decade": _decade, "month last year": _month_of_year, "month": _month_alone,
    "month after": _month_alone, "meeting of a month": _month_alone, "last meeting": _last_meeting, "span of years": _past, "year ago": _relative,
    "year named": _year, "year": _bare_year,
}  # fmt: skip


def _month(name: str) -> int:
    """The month that a word or number is, shortened or misspelt; 0 for none."""
    said = name.lower().rstrip(".")
    if said.isdigit():
        return int(said)
    short = [each[:3] for each in MONTHS]
    if said[:3] in short and (len(said) == 3 or said in MONTHS or said == "sept"):
        return short.index(said[:3]) + 1
    near = get_close_matches(said, MONTHS, 1, _ALIKE)
    return MONTHS.index(near[0]) + 1 if near else 0


def _one_day(year: int, month: int, day: int) -> _Read:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return date, date


def _end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _months_before(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
