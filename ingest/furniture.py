"""Running headers, footers, page numbers, lines to sign on and sizes of files: spans of the stored text that are not the minutes."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.domain import Document, Extracted, Page
from ingest.layout_rules import ATTACHMENT, DATE_ALONE, DRAWN_LINE, RUNNING_SIGNATURE, SIGNATURE, SIGNATURE_LABEL
from ingest.spans import Span, trim

_EDGE = 3  # lines at the top and at the bottom of a page where furniture stands
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^(?:page\s*\|?\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$|^page\s*\|?\s*\d{1,3}\b.{0,20}$", re.IGNORECASE)
_COUNTER = re.compile(r"^(?:page\s*)?\d{1,3}\s*/\s*(?P<total>\d{1,3})$", re.IGNORECASE)
_PAGE_IN_TEXT = re.compile(r"^.{0,60}[-–—|]\s*page\s*\|?\s*\d{1,3}(?:\s*of\s*\d{1,3})?$|^page\s*\|?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$", re.IGNORECASE)
_LONGEST_NUMBER = 4
_PAGE_APART = 700  # code points between two page numbers, at least
_FEWEST_PAGES = 2
_HARDLY = 1.25  # times as often as at the edges: a line that comes more often elsewhere is the minutes' own


def furniture(document: Document | Extracted) -> tuple[Span, ...]:
    """Lines at the edges of pages that come back on most of them, numbers aside, page numbers, and lines to sign on.

    In a document without pages, what a browser's print left in it, and page numbers that count up through
    it; nothing is dropped on a guess.
    """
    lines = list(_lines(document.text, Span(0, len(document.text))))
    printed = [document.text[span.start : span.end] for span in lines]
    paged = len(document.pages) >= _FEWEST_PAGES
    found = _at_edges(document.text, document.pages, Counter(map(_key, printed))) if paged else _left_by_print(lines, printed)
    found |= _signed(lines, printed)
    return tuple(sorted({*found, *_sizes(document.text, found)}))


def _at_edges(text: str, pages: Sequence[Page], everywhere: Counter[str]) -> set[Span]:
    """Page numbers, and lines that come back at the edges of pages and hardly anywhere else; `everywhere` counts all lines."""
    edges = [_edges(text, page) for page in pages]
    keys = [[_key(text[span.start : span.end]) for span in {*top, *bottom}] for top, bottom in edges]
    seen, at_edges = Counter(key for page in keys for key in set(page)), Counter(key for page in keys for key in page)
    most = max(_FEWEST_PAGES, len(pages) // 2)
    found: set[Span] = set()
    for lines in (edge for both in edges for edge in both):
        for span in lines:
            line = text[span.start : span.end]
            runs = seen[_key(line)] >= most and everywhere[_key(line)] <= _HARDLY * at_edges[_key(line)] + 1  # the title, which the header repeats
            if not (runs or _PAGE_NUMBER.match(line) or SIGNATURE.pattern.match(line)):
                break  # what stands nearer to the middle of the page is the minutes
            found.add(span)
    return found


def _left_by_print(lines: Sequence[Span], printed: Sequence[str]) -> set[Span]:
    """`1/44` to `44/44` or `Page 2` with the lines around them that come back as often, and lone numbers a page apart."""
    counted = {at: counter["total"] for at, line in enumerate(printed) if (counter := _COUNTER.match(line))}
    total, times = next(iter(Counter(counted.values()).most_common(1)), ("0", 0))
    found = {span for span, line in zip(lines, printed, strict=True) if _PAGE_IN_TEXT.match(line)}
    if times >= _FEWEST_PAGES and int(total) >= times:
        counters = [at for at, of in counted.items() if of == total]
        edges = [0, *counters, len(lines) - 1]
        around = sorted({at for edge in edges for at in range(max(0, edge - _EDGE), min(len(lines), edge + _EDGE + 1))})
        near, everywhere = Counter(_key(printed[at]) for at in around), Counter(map(_key, printed))
        for at in around:
            key = _key(printed[at])
            if at in counters or (near[key] >= max(_FEWEST_PAGES, times - 1) and everywhere[key] <= _HARDLY * near[key]):
                found.add(lines[at])
    return found | set(_page_numbers(lines, printed))


def _signed(lines: Sequence[Span], printed: Sequence[str]) -> set[Span]:
    """Lines to sign on: drawn ones with their labels, those that come again, and a date alone on the line behind one."""
    again = Counter(_key(line) for line in printed if RUNNING_SIGNATURE.pattern.match(line))
    drawn = {at for at, line in enumerate(printed) if DRAWN_LINE.pattern.match(line)}
    labels = {at for at, line in enumerate(printed) if SIGNATURE_LABEL.pattern.match(line)}
    taken = {at for at, line in enumerate(printed) if SIGNATURE.pattern.match(line) or again[_key(line)] >= _FEWEST_PAGES}
    taken |= {at for at in drawn if {at - 1, at + 1} & (labels | taken)} | {at for at in labels if {at - 1, at + 1} & drawn}
    taken |= {at for at, line in enumerate(printed) if at - 1 in taken and DATE_ALONE.pattern.match(line)}
    return {lines[at] for at in taken}


def _sizes(text: str, found: set[Span]) -> Iterator[Span]:
    """The sizes of files that a site prints behind their links, where no line that is furniture holds them."""
    taken = sorted(found)
    for size in ATTACHMENT.pattern.finditer(text):
        at = bisect.bisect(taken, Span(size.end(), size.end()))
        if not at or taken[at - 1].end <= size.start():
            yield Span(*size.span())


def _page_numbers(lines: Sequence[Span], printed: Sequence[str]) -> list[Span]:
    """Lone numbers without a stop that count up by one, each at least a page's text behind the last."""
    alone = [(int(line), span) for line, span in zip(printed, lines, strict=True) if line.isdigit() and len(line) <= _LONGEST_NUMBER]
    best: list[Span] = []
    for at, (number, span) in enumerate(alone):
        run, last = [span], (number, span)
        for following in alone[at + 1 :]:
            if following[0] == last[0] + 1 and following[1].start - last[1].end >= _PAGE_APART:
                run.append(following[1])
                last = following
        if len(run) > len(best) and (number <= 2 or len(run) > _FEWEST_PAGES):
            best = run
    return best if len(best) >= _FEWEST_PAGES else []


def _edges(text: str, page: Page) -> tuple[list[Span], list[Span]]:
    """The lines at the top and at the bottom of a page, each from its edge inwards."""
    lines = list(_lines(text, page.span))
    return lines[:_EDGE], lines[: -_EDGE - 1 : -1]


def _lines(text: str, within: Span) -> Iterator[Span]:
    """The lines of a stretch that hold more than white space, trimmed."""
    start = within.start
    for line in text[within.start : within.end].split("\n"):
        kept = trim(text, Span(start, start + len(line)))
        if kept:
            yield kept
        start += len(line) + 1


def _key(line: str) -> str:
    """A line with its numbers made equal. A line of nothing but a number keys as itself: see `_PAGE_NUMBER`."""
    line = line.casefold()
    return _NUMBER.sub("#", line) if any(map(str.isalpha, line)) else line
