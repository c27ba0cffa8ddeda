"""Running headers, footers and page numbers: spans of the stored text that are not the minutes."""

from __future__ import annotations

import re
from collections import Counter

from ingest.domain import Document, Extracted, Page
from ingest.spans import Span, trim

_EDGE = 3  # lines at the top and at the bottom of a page where furniture stands
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^(?:page\s*\|?\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$|^page\s*\|?\s*\d{1,3}\b.{0,20}$", re.IGNORECASE)
_COUNTER = re.compile(r"^(?:page\s*)?\d{1,3}\s*/\s*(?P<total>\d{1,3})$", re.IGNORECASE)
_PAGE_IN_TEXT = re.compile(r"^.{0,60}[-–—|]\s*page\s*\|?\s*\d{1,3}(?:\s*of\s*\d{1,3})?$|^page\s*\|?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$", re.IGNORECASE)
_LONGEST_NUMBER = 4
_PAGE_APART = 700  # code points between two page numbers, at least
_FEWEST_PAGES = 2


def furniture(document: Document | Extracted) -> tuple[Span, ...]:
    """Lines at the edges of pages that come back on most of them, numbers aside, and page numbers.

    In a document without pages, what a browser's print left in it, and page numbers that count up through
    it; nothing is dropped on a guess.
    """
    if len(document.pages) < _FEWEST_PAGES:
        return _left_by_print(document.text)
    pages = [_edges(document.text, page) for page in document.pages]
    seen = Counter(key for top, bottom in pages for key in {_key(document.text, span) for span in (*top, *bottom)})
    most = max(_FEWEST_PAGES, len(document.pages) // 2)
    found: set[Span] = set()
    for lines in (edge for edges in pages for edge in edges):
        for span in lines:
            if seen[_key(document.text, span)] < most and not _PAGE_NUMBER.match(document.text[span.start : span.end]):
                break  # what stands nearer to the middle of the page is the minutes
            found.add(span)
    return tuple(sorted(found))


def _left_by_print(text: str) -> tuple[Span, ...]:
    """`1/44` to `44/44` or `Page 2` with the lines around them that come back as often, and lone numbers a page apart."""
    lines: list[Span] = []
    start = 0
    for line in text.split("\n"):
        kept = trim(text, Span(start, start + len(line)))
        if kept:
            lines.append(kept)
        start += len(line) + 1
    printed = [text[span.start : span.end] for span in lines]
    counters = [at for at, line in enumerate(printed) if _COUNTER.match(line)]
    totals = Counter(_COUNTER.match(printed[at])["total"] for at in counters)  # type: ignore[index]  # each of them matched
    total, times = totals.most_common(1)[0] if totals else ("", 0)
    found: set[Span] = set()
    if times >= _FEWEST_PAGES and int(total) >= times:
        counters = [at for at in counters if _COUNTER.match(printed[at])["total"] == total]  # type: ignore[index]
        seen = Counter(_key(text, span) for span in lines)
        for counter in counters:
            for at in range(max(0, counter - _EDGE), min(len(lines), counter + _EDGE + 1)):
                if at in counters or seen[_key(text, lines[at])] >= max(_FEWEST_PAGES, times - 1):
                    found.add(lines[at])
    found |= {span for span, line in zip(lines, printed, strict=True) if _PAGE_IN_TEXT.match(line)}
    return tuple(sorted(found | set(_page_numbers(lines, printed))))


def _page_numbers(lines: list[Span], printed: list[str]) -> list[Span]:
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
    lines: list[Span] = []
    start = page.span.start
    for line in text[page.span.start : page.span.end].split("\n"):
        kept = trim(text, Span(start, start + len(line)))
        if kept:
            lines.append(kept)
        start += len(line) + 1
    return lines[:_EDGE], lines[: -_EDGE - 1 : -1]


def _key(text: str, span: Span) -> str:
    """A line with its numbers made equal. A line of nothing but a number keys as itself: see `_PAGE_NUMBER`."""
    line = text[span.start : span.end].casefold()
    return _NUMBER.sub("#", line) if any(map(str.isalpha, line)) else line
