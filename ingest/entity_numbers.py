"""What the numbers of one meeting's minutes are, told by all of them: `31.05.13` is an item where `31.05.14` and `31.05.15` follow, and a date elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from ingest.entity_found import Found
from ingest.rules import rule

HEAD = rule(
    "year, month and running number",
    r"(?<![\w.£$€/-])(?P<stem>\d\d\.\d\d)\.(?P<n>\d{1,3})\.?(?=[ \n]+[A-Z\"“(])",
    ("31.05.13 Apologies", "was read. 31.05.14. Matters arising"),
    ("31.05.13, as", "131.05.13 Apologies", "31.05.13 was"),
)
PAGE_COUNT = rule(
    "page of pages behind an address",
    r"(?:https?://|www\.)\S+\s+(?P<count>\d{1,4}/\d{1,4})(?![\w/])",
    ("https://ashvale.example/minutes?id=41 7/35", "www.ashvale.example/minutes\n8/29"),
    ("minute 7/35", "www.ashvale.example 7/3/35"),
)
PRINTED = rule("time of a printout", r"(?<![\d/])\d\d?/\d\d?/\d{2,4}, \d\d?:\d\d [AP]M\b", ("5/19/31, 4:17 PM Minutes",), ("5/19/31 at 4:17 PM", "4:17 PM"))
YEAR = rule(
    "year spoken of",
    r"(?<!\d)(?<!Act )(?<!Act, )(?<!Regulations )(?<!Order )(?P<year>(?:19|20)\d\d)(?!\d)|(?<![\d/.])\d\d?([/.])\d\d?\2(?P<short>\d\d)(?![\d/])",
    ("in 2031", "5/19/31", "19.5.31"),
    ("32031", "7/35", "Ponds Act 1931"),
)
_STEPS = 2  # from a number to the next: one may be chance
_LAST_DAYS = ("28", "29", "30", "31")  # of a month: accounts of several years end on one day
_AHEAD = 5  # years from the last that a printout speaks of, in which its numbers may be
_DAY_HEAD = re.compile(r"^(?P<stem>[0-3]\d\.[01]\d)\.(?P<n>\d\d)(?=[ \n]+\S)", re.MULTILINE)
_OF_A_DAY = re.compile(r"\b(?:[Oo]n|[Dd]ated?|[Ss]ince|[Uu]ntil|[Bb]y)[ \n]$")  # before what is a day of the calendar, whatever runs on elsewhere
_COUNT = re.compile(r"(?P<n>\d{1,3})/(?P<of>\d\d)")


def told_apart(texts: Sequence[str], found: Iterable[Sequence[Found]]) -> list[list[Found]]:
    """What was found in each text of one meeting, with running numbers as references and without page counts."""
    stems, last = _stems(texts), _last_year(texts)
    days = _days(texts, stems)
    return [_of_text(text, [one for one in each if not _is_day(text, one, days)], stems, last) for text, each in zip(texts, found, strict=True)]


def _days(texts: Sequence[str], stems: Collection[str]) -> frozenset[str]:
    """Numbers at the heads of lines that are days, as in a list of payments: the year stays the same, and nothing else."""
    years: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for head in _DAY_HEAD.finditer(text):
            if head["stem"] not in stems:
                years[head["n"]].add(head["stem"])
    return frozenset(f"{stem}.{year}" for year, found in years.items() if len(found) > 1 for stem in found)


def _is_day(text: str, each: Found, days: Collection[str]) -> bool:
    return each.label == "REF" and text[each.start : each.end] in days


def _stems(texts: Sequence[str]) -> frozenset[str]:
    """What is the same in numbers whose last part counts up from item to item."""
    numbers: dict[str, set[int]] = defaultdict(set)
    heads: set[str] = set()
    for text in texts:
        for head in HEAD.pattern.finditer(text):
            numbers[head["stem"]].add(int(head["n"]))
            if head.start() == 0 or text[head.start() - 1] == "\n":
                heads.add(head["stem"])
    return frozenset(stem for stem, counted in numbers.items() if _counts_up(counted, stem in heads, stem[:2] in _LAST_DAYS))


def _counts_up(counted: set[int], heads_a_line: bool, may_be_a_year_end: bool) -> bool:
    steps = sum(n + 1 in counted for n in counted)
    return steps >= _STEPS or (not may_be_a_year_end and len(counted) > 1 and (steps > 0 or heads_a_line))


def _last_year(texts: Sequence[str]) -> int | None:
    """The last year that a printout speaks of; None where the texts are not printed from a page of the web."""
    if not any(rule.pattern.search(text) for text in texts for rule in (PAGE_COUNT, PRINTED)):
        return None
    years = (int(found["year"] or f"20{found['short']}") for text in texts for found in YEAR.pattern.finditer(text))
    return max(years, default=None)


def _is_count(words: str, last: int | None) -> bool:
    """Whether `7/35` counts pages, as 2035 is too far ahead."""
    count = _COUNT.fullmatch(words)
    return count is not None and last is not None and int(count["n"]) <= int(count["of"]) and last + _AHEAD < 2000 + int(count["of"]) < 2090


def _of_text(text: str, found: Sequence[Found], stems: frozenset[str], last: int | None) -> list[Found]:
    pages = [match.span("count") for match in PAGE_COUNT.pattern.finditer(text)]
    kept = [
        each
        for each in found
        if not any(start < each.end and each.start < end for start, end in pages) and not (each.label == "REF" and _is_count(text[each.start : each.end], last))
    ]
    if not stems:
        return kept
    running = re.compile(rf"(?<![\w.£$€/-])(?:{'|'.join(map(re.escape, sorted(stems)))})\.\d{{1,3}}[A-Z]?(?!\w|\.\d)")
    return [*kept, *(Found(*match.span(), "REF") for match in running.finditer(text) if not _OF_A_DAY.search(text[max(0, match.start() - 8) : match.start()]))]
