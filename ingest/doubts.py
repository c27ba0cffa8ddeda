"""What a clerk should look at: what is missing, stands twice, or is not understood, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest import rules
from ingest.domain import Doubt, Item, Minutes
from ingest.numbers import Counted, counted
from ingest.spans import Span

_FIRST = 3  # a row that begins by this number should begin at 1
_NTH = {2: "second", 3: "third"}
_MUCH = 0.5  # the share of a text that stands before the first item
_MOST = 8  # gaps of one row that are told one by one
_HEADING = 6  # the lowest level of a heading; 7 is a paragraph in bold


def doubts(minutes: Minutes) -> tuple[Doubt, ...]:
    """What is doubtful about the minutes as they were read."""
    return (*_meeting(minutes), *_numbers(minutes), *_headings(minutes))


def _meeting(minutes: Minutes) -> Iterator[Doubt]:
    held = minutes.meeting
    if not any(each.status == "present" for each in held.attendance):
        yield Doubt("Nobody is listed as present.", about="people")
    if len(minutes.items) < 2:
        yield Doubt("Nothing divides the text into items.", about="items")
    elif sum(map(len, minutes.preamble.spans)) > _MUCH * sum(len(span) for part in minutes.parts for span in part.spans):
        yield Doubt("Most of the text stands before the first item.", _place(minutes.items[0]), "items")


def _numbers(minutes: Minutes) -> Iterator[Doubt]:
    for row in counted(minutes.items):
        seen = Counter(each.n for each in row)
        gaps = list(_gaps(sorted(seen)))
        if len(gaps) > _MOST:
            what = f"The items' numbers have {len(gaps)} gaps between {_printed(row[0], min(seen))} and {_printed(row[0], max(seen))}."
            yield Doubt(what, _place(row[0].item), "items")
        for first, last in gaps if len(gaps) <= _MOST else ():
            after = next(each for each in sorted(row, key=lambda each: each.n) if each.n > last)
            what = f"There is no item {_printed(after, first)}" if first == last else f"There are no items {_printed(after, first)} to {_printed(after, last)}"
            yield Doubt(f"{what}.", _place(after.item), "items")
        for n, times in seen.items():
            for again, each in enumerate([each for each in row if each.n == n][1:], start=2):
                yield Doubt(f"Number {_printed(each, n)} stands at {times} items; this is the {_NTH.get(again, 'next')}.", _place(each.item), "items")


def _gaps(seen: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of numbers that are skipped."""
    if seen and 1 < seen[0] <= _FIRST:
        yield 1, seen[0] - 1
    yield from ((earlier + 1, later - 1) for earlier, later in pairwise(seen) if later > earlier + 1)


def _printed(like: Counted, n: int) -> str:
    return like.written.format(n)


def _headings(minutes: Minutes) -> Iterator[Doubt]:
    """Headings by their format inside the text that head no item: another agenda, a part, or a matter that was missed."""
    text, document = minutes.document.text, minutes.document
    if not (minutes.items and minutes.items[0].spans):
        return
    first = minutes.items[0].spans[0].start
    known = [*(span for item in minutes.items for span in item.title_spans), *document.furniture]
    marked = (block.span for block in document.blocks if block.level is not None and block.level <= _HEADING and block.span.start >= first)
    for span in marked:
        if not any(span.overlaps(other) for other in known) and not rules.NO_HEADING.pattern.match(text[span.start : span.end]):
            yield Doubt("This heading heads no item.", span, "items")


def _place(item: Item) -> Span | None:
    """Where an item's heading stands, or its first words."""
    spans = item.title_spans or item.spans
    first = item.spans[0].start if item.spans else 0
    return Span(first, max(spans[0].end if item.title_spans else first + 80, first + 1)) if spans else None
