"""Running headers, footers and page numbers: spans of the stored text that are not the minutes."""

from __future__ import annotations

import re
from collections import Counter

from ingest.domain import Document, Extracted, Page
from ingest.spans import Span, trim

_EDGE = 3  # lines at the top and at the bottom of a page where furniture stands
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^(?:page\s*\|?\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$|^page\s*\|?\s*\d{1,3}\b.{0,20}$", re.IGNORECASE)
_FEWEST_PAGES = 2


def furniture(document: Document | Extracted) -> tuple[Span, ...]:
    """Lines at the edges of pages that come back on most of them, numbers aside, and page numbers.

    A document without pages has none: nothing is dropped on a guess.
    """
    if len(document.pages) < _FEWEST_PAGES:
        return ()
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
