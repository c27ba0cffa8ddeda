"""A passage's text as a page shows it: cut where names, quotes, headings and paragraphs begin and end, never changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.records import PassageRecord
from ingest.domain import Label

LABELS: dict[Label, str] = {
    "PERSON": "Person", "ORG": "Organisation", "PLACE": "Place", "DATE": "Date", "MONEY": "Money", "PERCENT": "Percentage", "LAW": "Law", "REF": "Reference",
}  # fmt: skip
_BLANK_LINE = re.compile(r"\n\s*\n\s*")
_LINE = re.compile(r"[^\n]+(?:\n|$)")
_FULL = 0.8  # of the longest line: a shorter line that ends a sentence ends its paragraph


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage between marks.

    `label` is the kind of name that it is, in words, `kind` the same for a style sheet; `quoted` says whether
    the answer quotes it, `heading` whether it is the item's title, `opens` whether a paragraph begins with it, `ends`
    whether the name ends with it.
    """

    text: str
    label: str | None = None
    kind: str | None = None
    quoted: bool = False
    heading: bool = False
    opens: bool = False
    ends: bool = False


def pieces(passage: PassageRecord, quotes: Sequence[tuple[int, int]] = ()) -> list[Piece]:
    """The passage's text cut at every border; joined again it is the text."""
    text, names = passage.text, passage.entities
    headings = [(start, end) for start, end, role in passage.sentences if role == "heading"]
    opening = _openings(text, headings)
    stretches = [*((each.start, each.end) for each in names), *quotes, *headings]
    borders = {0, len(text), *opening, *(border for stretch in stretches for border in stretch)}
    found = []
    for start, end in pairwise(sorted(border for border in borders if 0 <= border <= len(text))):
        name = next((each for each in names if each.start <= start and end <= each.end), None)
        found.append(
            Piece(
                text[start:end],
                LABELS[name.label] if name else None,
                name.label.lower() if name else None,
                quoted=_inside(start, end, quotes),
                heading=_inside(start, end, headings),
                opens=start in opening,
                ends=bool(name and name.end == end),
            )
        )
    return found


def _inside(start: int, end: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(first <= start and end <= last for first, last in stretches)


def _openings(text: str, headings: Sequence[tuple[int, int]]) -> set[int]:
    """Where paragraphs begin: after blank lines; in text without any (pdf), after a short line that ends a sentence."""
    found = {match.end() for match in _BLANK_LINE.finditer(text)}
    if not found:
        lines = list(_LINE.finditer(text))
        longest = max((len(line[0]) for line in lines), default=0)
        found = {line.end() for line in lines if len(line[0]) < _FULL * longest and line[0].rstrip().endswith((".", ":", ";", "?", "!"))}
    found |= {end + len(text[end:]) - len(text[end:].lstrip()) for _, end in headings}
    return {offset for offset in found if 0 < offset < len(text)}
