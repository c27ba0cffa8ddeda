"""The lines of a document as its rules read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.domain import Document
from ingest.spans import Span, trim, without


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its trimmed span, its words, and whether a blank line stands before it.

    `label` is a number that the format counts and that does not stand in the text; `level` a heading's.
    """

    span: Span
    text: str
    opens: bool
    level: int | None
    label: str | None

    @property
    def marked(self) -> str:
        """The line as the page shows it: with the number that the format counts."""
        return f"{self.label} {self.text}" if self.label else self.text


def lines(document: Document) -> tuple[Line, ...]:
    """Every line outside the furniture that holds more than white space, in order."""
    blocks = {block.span.start: block for block in document.blocks}
    found: list[Line] = []
    blank = True
    for span in _physical(document.text, document.furniture):
        kept = trim(document.text, span)
        if kept is None:
            blank = True
            continue
        block = blocks.get(kept.start)
        level = block.level if block else None
        label = block.label if block else None
        found.append(Line(kept, document.text[kept.start : kept.end], blank, level, label))
        blank = False
    return tuple(found)


def _physical(text: str, furniture: Sequence[Span]) -> Iterator[Span]:
    """The lines of the text; one that furniture takes part of gives what is left of it, one that it takes whole nothing."""
    start, at = 0, 0
    for line in text.split("\n"):
        span = Span(start, start + len(line))
        first = at
        while at < len(furniture) and furniture[at].start < span.end:
            at += 1
        yield from without(text, span, furniture[first:at]) if at > first else (span,)
        start += len(line) + 1
