"""The lines of a document as its rules read them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.domain import Document
from ingest.spans import Span, trim, without

# How lines break: where they are full, with a blank line behind every one (which then tells nothing), or behind a word or two.
Breaks = Literal["full", "spaced", "early"]
# Words that never stand alone on a line, but where lines break early.
NEVER_ALONE = re.compile(r"The|That|A|An|In|It|There|This|Mr|Mrs|Ms|Dr|Cr|Cllr|Councillor|[B-HJ-Z]")
_FEWEST_BROKEN = 3


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


def breaks(lines: Sequence[Line]) -> Breaks:
    """How the document's lines break."""
    if len(lines) > 20 and sum(line.opens for line in lines) > 0.85 * len(lines):
        return "spaced"
    return "early" if sum(bool(NEVER_ALONE.fullmatch(line.text)) for line in lines) >= _FEWEST_BROKEN else "full"


def levels(lines: Sequence[Line], indexes: Collection[int]) -> int | None:
    """The level that most of these lines have; None when most have none."""
    held = [lines[index].level for index in indexes]
    common = max(set(held), key=held.count, default=None)
    return common if common is not None and held.count(common) >= 0.8 * len(held) else None
