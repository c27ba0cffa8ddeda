"""Columns on a pdf's page: a tab where lines one below the other leave the same wide gap, as lists of people and tables do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium_c

_WIDE = 1.4  # times the height of the letters: a wider gap parts columns, where the lines around it agree
_ALIGNED = 3.0  # points between the edges of one column
_GAP = re.compile(r"(?<=\S) (?=\S)")
# What stands before a wide gap and is no column: the number or the bullet of the line, or a label for what follows.
_LABEL = re.compile(r"[\W_]*(?:[A-Z]{0,4}[\d./]{1,9}|[a-zA-Z]|[ivx]{1,4})?[\W_]*|[^\r\n]*:")


@dataclass(frozen=True, slots=True)
class _Gap:
    """A wide gap: the offset of its blank in the text, where the column behind it begins, and where that column ends."""

    at: int
    left: float
    right: float


def text_of(page: Any) -> str:
    """The text of a page as PDFium gives it, a tab for the blank between two columns."""
    text: str = page.get_text_range()
    if page.count_chars() != len(text):
        return text  # PDFium left characters out: places and letters do not agree
    letters = list(text)
    rows = [tuple(_gaps(page, text, line.start(), line.end())) for line in re.finditer(r"[^\r\n]+", text)]
    for above, below in pairwise(rows):
        for one, other in ((one, other) for one in above for other in below):
            if abs(one.left - other.left) < _ALIGNED or abs(one.right - other.right) < _ALIGNED:
                letters[one.at] = letters[other.at] = "\t"
    return "".join(letters)


def _gaps(page: Any, text: str, start: int, end: int) -> Iterator[_Gap]:
    """The wide gaps of a line, from left to right."""
    wide: list[tuple[int, float]] = []
    for blank in _GAP.finditer(text, start, end):
        left, right = _box(page, blank.start() - 1), _box(page, blank.end())
        same_line = min(left.top, right.top) > max(left.bottom, right.bottom)
        if same_line and right.left - left.right > _WIDE * (left.top - left.bottom) and not _LABEL.fullmatch(text, start, blank.start()):
            wide.append((blank.start(), right.left))
    for (at, begins), last in zip(wide, [*(place for place, _ in wide[1:]), end], strict=False):
        yield _Gap(at, begins, _box(page, at + len(text[at:last].rstrip()) - 1).right)


def _box(page: Any, at: int) -> Any:
    """Where a character stands, with `left`, `right`, `bottom` and `top` in points: as high as its font, as wide as its place."""
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(page, at, box)
    return box
