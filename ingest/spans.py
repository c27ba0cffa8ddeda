"""Stretches of stored text, and the text that a row of them holds.

A `Span` counts code points of a document's stored text. An item or a passage is a row of spans in
order, because a sentence can run across a page's furniture; its text is the slices joined by one space.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

JOINT = " "


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` to `end` (exclusive) of a stored text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def cut(text: str, spans: Iterable[Span]) -> str:
    """The slices of `text` joined by one space: what an item or a passage reads as."""
    return JOINT.join(text[span.start : span.end] for span in spans)


def narrow(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The spans of the stored text that offsets `start` to `end` of `cut(text, spans)` stand for."""
    found: list[Span] = []
    offset = 0
    for span in spans:
        first = max(start - offset, 0)
        last = min(end - offset, len(span))
        if first < last:
            found.append(Span(span.start + first, span.start + last))
        offset += len(span) + len(JOINT)
    return tuple(found)


def locate(spans: Sequence[Span], at: int) -> int:
    """The offset in `cut(text, spans)` of the code point `at` of the stored text, which one of the spans holds or ends with."""
    offset = 0
    for span in spans:
        if span.start <= at <= span.end:
            return offset + at - span.start
        offset += len(span) + len(JOINT)
    raise ValueError(at)


def trim(text: str, span: Span) -> Span | None:
    """The span without white space at its ends; None when nothing is left."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    end = span.end - (len(piece) - len(piece.rstrip()))
    return Span(start, end) if start < end else None


def without(text: str, span: Span, holes: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of `span` between `holes` (sorted, apart), trimmed, in order.

    Behind a hole that ends its line the line end stays, so that the next line is read as one; behind a hole
    that takes whole lines it goes, so that a sentence runs on across it.
    """
    found: list[Span] = []
    start, ends_line = span.start, False
    for hole in [*(each for each in holes if each.end > span.start and each.start < span.end), Span(span.end, span.end)]:
        kept = trim(text, Span(start, max(start, hole.start)))
        if kept is not None:
            line_end = text.find("\n", start, kept.start) if ends_line else -1
            found.append(kept if line_end < 0 else Span(line_end, kept.end))
        start = max(start, hole.end)
        ends_line = bool(text[text.rfind("\n", 0, hole.start) + 1 : hole.start].strip())
    return tuple(found)
