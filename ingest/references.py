"""What an item mentions outside itself: other minutes, reports, applications, and what earlier minutes should read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import decision_rules, meeting_rules, reference_rules
from ingest.dates import dates
from ingest.domain import Item, Reference, ReferenceKind
from ingest.spans import Span, cut, locate, narrow

_BREAKS = str.maketrans(dict.fromkeys("\n\t\r\x0b\x0c\xa0", " "))
_WINDOW = 170  # code points in which the word `minutes` stands before its day
_NUMBERED_BY_YEAR = re.compile(r"\d{1,4}/(\d{2})$")


@dataclass(frozen=True, slots=True)
class _Found:
    """A reference by its place in the item's text."""

    kind: ReferenceKind
    start: int
    end: int
    target: str | None = None
    date: dt.date | None = None


def references(text: str, item: Item, held: dt.date | None, *, preamble: bool = False) -> tuple[Reference, ...]:
    """The references of an item of the stored text, in order; `held` is the day of its meeting.

    The item's own number is none, nor is the meeting's own day. What stands before the first item is headed `MINUTES` and names
    its own day; only in running text does it name another's.
    """
    printed = cut(text, item.spans)
    numbered = list(_of_others(printed, item))
    days = [day for day in _minutes_of(printed, held) if not preamble or printed[day.start].islower()]
    corrections = list(_corrections(text, printed, item, days))
    numbered = [_of_a_day(each, days, printed) for each in numbered if not _told(each, corrections)]
    found = sorted([*numbered, *days, *corrections], key=lambda each: (each.start, each.end))
    return tuple(Reference(each.kind, printed[each.start : each.end], narrow(item.spans, each.start, each.end), each.target, each.date) for each in found)


def _told(number: _Found, corrections: Sequence[_Found]) -> bool:
    """Whether a correction tells of the same minute."""
    return any(each.start <= number.start < each.end and each.target == number.target for each in corrections)


def _of_a_day(number: _Found, days: Sequence[_Found], printed: str) -> _Found:
    """`items 4.1 and 4.2 of the minutes dated 3 June`: a number with the day of its minutes."""
    for day in days:
        between = printed[number.end : day.start]
        if number.kind == "minute" and 0 < len(between) < 60 and re.fullmatch(r"[\s,&\d./and]*\b(?:of|in|from)\s+(?:the\s+)?", between):
            return _Found(number.kind, number.start, number.end, number.target, day.date)
    return number


def _of_others(printed: str, item: Item) -> Iterator[_Found]:
    """The numbers of an item's text without its own, also the one that it has on the agenda, and with those printed like its own."""
    own = {_plain(each) for each in (item.number, item.number_read) if each}
    agenda = reference_rules.ON_THE_AGENDA.pattern.match(printed)
    own_end = agenda.end() if agenda else 0
    taken: list[Span] = []
    for found in _numbered(printed):
        taken.append(Span(found.start, found.end))
        if _plain(found.target or "") not in own and not (found.kind == "minute" and found.end < own_end):
            yield found
    for year in _year(item):
        for match in reference_rules.BARE_MINUTE.pattern.finditer(printed):
            place = Span(*match.span())
            if match["n"].rstrip("abcdefgh").endswith(year) and _plain(match["n"]) not in own and not any(place.overlaps(other) for other in taken):
                yield _Found("minute", match.start(), match.end(), match["n"])


def _numbered(printed: str) -> Iterator[_Found]:
    """Numbers of minutes, reports and applications: the first row that reads a stretch has it."""
    taken: list[Span] = []
    for kind, rule in reference_rules.NUMBERED:
        for match in rule.pattern.finditer(printed):
            for found in _run(printed, match, kind):
                place = Span(found.start, found.end)
                if not any(place.overlaps(other) for other in taken):
                    taken.append(place)
                    yield found


def _year(item: Item) -> tuple[str, ...]:
    """The end of the item's number where it is one of a number and a year (`29/19`)."""
    found = _NUMBERED_BY_YEAR.search(item.number_read or "")
    return (f"/{found.group(1)}",) if found else ()


def _run(printed: str, match: re.Match[str], kind: ReferenceKind) -> Iterator[_Found]:
    """The number that a row found, and those of the same form that follow it."""
    number = match["n"]
    if "\n" in printed[match.start() : match.start("n")] and reference_rules.A_HEAD.match(printed, match.end()):
        return
    if kind == "minute" and _heads(printed, match):
        return
    at = match.end() + ("(" in match.group() and printed[match.end() : match.end() + 1] == ")")
    yield _Found(kind, match.start(), at, number)
    many = reference_rules.PLURAL.search(printed, match.start(), match.start("n")) is not None
    while (more := reference_rules.ANOTHER.match(printed, at)) is not None:
        other = more["n"].rstrip(".-/")
        alike = _form(other) == _form(number) if "/" in number else many and re.fullmatch(r"[A-Z]?-?\d{1,5}(?:\.\d+)*", other)
        if not alike:
            return
        at = more.start("n") + len(other)
        yield _Found(kind, more.start("n"), at, other)


def _form(number: str) -> str:
    """A number's strokes and letters, without its figures: `22/00983/FUL` is `//A`."""
    return re.sub(r"[A-Za-z]+", "A", re.sub(r"\d+", "", number))


def _heads(printed: str, match: re.Match[str]) -> bool:
    """Whether the words are a line of their own, or the end of one in a list of contents: they head something and refer to nothing."""
    line = printed[printed.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    return not line and match.group()[0].isupper() and re.match(r"[ \t]*(?:\n|$)", printed[match.end() :]) is not None


def _plain(number: str) -> str:
    return number.strip(" .:()").casefold()


def _minutes_of(printed: str, held: dt.date | None) -> Iterator[_Found]:
    """`the minutes of 21 October 2019`: the words from `minutes` to the day. A day without a year is the last before the meeting."""
    flat = printed.translate(_BREAKS)
    found = [*dates(flat), *_without_year(flat, held)]
    for span, day in sorted(found, key=lambda each: each[0]):
        first = max(0, span.start - _WINDOW)
        before = reference_rules.MINUTES_OF.pattern.search(flat[first : span.start])
        if before is not None and day != held:
            last = [match.start() for match in re.finditer(r"\bminutes\b", before.group(), re.IGNORECASE)][-1]
            yield _Found("minutes", first + before.start() + last, span.end, None, day)


def _without_year(flat: str, held: dt.date | None) -> Iterator[tuple[Span, dt.date]]:
    """Days without a year, as the last before the meeting; its own day is no other's."""
    if held is None:
        return
    for match in reference_rules.DAY_AND_MONTH.pattern.finditer(flat):
        month = 1 + meeting_rules.MONTHS.index(match["m"].lower())
        if (month, int(match["d"])) == (held.month, held.day):
            continue
        for year in (held.year, held.year - 1):
            try:
                day = dt.date(year, month, int(match["d"]))
            except ValueError:
                continue
            if day < held:
                yield Span(*match.span()), day
                break


def _corrections(text: str, printed: str, item: Item, days: Sequence[_Found]) -> Iterator[_Found]:
    """The sentences that say what earlier minutes should read; each clause of a list of them is one."""
    if not reference_rules.ABOUT_MINUTES.pattern.search(printed):
        return
    listing = begun = False
    for sentence in item.sentences:
        if sentence.role == "heading":
            continue
        words = cut(text, sentence.spans).translate(_BREAKS)
        corrects = any(rule.pattern.search(words) for rule in reference_rules.CORRECTIONS)
        if corrects and reference_rules.LISTED_BELOW.pattern.search(words):
            listing, begun = True, False
            continue
        listing = listing and (not begun or any(rule.pattern.match(words) is not None for rule in (decision_rules.CLAUSE, reference_rules.PLACE)))
        begun = True
        if listing or (corrects and not reference_rules.TOLD_ALREADY.pattern.search(words)):
            start, end = locate(item.spans, sentence.spans[0].start), locate(item.spans, sentence.spans[-1].end)
            target = next((found.target for found in _numbered(words) if found.kind == "minute"), None)
            earlier = [day.date for day in days if day.start < end] or [day.date for day in days]
            yield _Found("correction", start, end, target, earlier[-1] if earlier else None)
