"""Repairs to text that the model, the word index and the name finder read; never to what is quoted.

Each repair is a row of one table. `prepared` keeps a map back, so that what is found in the repaired
text can be pointed at in the original.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """`pattern` becomes `to`; `before` becomes `after` (run by a test). `beyond_ascii` ones find nothing in ASCII."""

    name: str
    pattern: str
    to: str
    before: str
    after: str
    beyond_ascii: bool = False


# What only the second half of a broken word looks like. Most hyphens at line ends are the word's own (`part-exchanged`), and stay.
SECOND_HALF = r"[a-z]{0,3}(?:tions?|sions?|ments?|mentations?|mental|ances?|ences?|ings?|ity|ities|ness|ables?|ibles?|ously|tees?|ters?|tures?|tative|cil)\b"
# A pattern begins with the sign that it is about, and looks behind it from there: then a text without one is passed over at once.
LINE_ENDS = (
    Repair("soft hyphens at line ends", "\u00ad[^\\S\\n]*\\n\\s*", "", "exam\u00ad\nple", "example", beyond_ascii=True),
    Repair("broken words", rf"-(?<=[a-z]{{2}}-)[^\S\n]*\n\s*(?={SECOND_HALF})", "", "imple-\nmentation part-\nexchanged", "implementation part-\nexchanged"),
    Repair("hyphens at line ends", r"-(?<=\w-)[^\S\n]*\n\s*(?=\w)(?!(?:and|or|to)\b)", "-", "Mere-\nLane two-\nand three-bed", "Mere-Lane two-\nand three-bed"),
)
REPAIRS = (
    *LINE_ENDS,
    Repair("soft hyphens and zero-width marks", "[\u00ad\u200b-\u200f\u2060\ufeff]", "", "exam\u00adple", "example", beyond_ascii=True),
    Repair("control characters", "[\\x00-\\x08\\x0e-\\x1f\\x7f]", "", "a\x07b", "ab"),
    Repair("curly apostrophes", "[\u2018\u2019\u02bc]", "'", "Clerk\u2019s", "Clerk's", beyond_ascii=True),
    Repair("curly quotation marks", "[\u201c\u201d]", '"', "\u201cThat", '"That', beyond_ascii=True),
    Repair("dot leaders and signature lines", "[._\u2026]{4,}", " ", "Signed ........ Date", "Signed   Date"),
    Repair("white space", "\\s+", " ", "as a \n correct", "as a correct"),
)
_ROWS = tuple((re.compile(row.pattern), row.to, row.beyond_ascii) for row in REPAIRS[:-1])


@dataclass(frozen=True, slots=True)
class Prepared:
    """Repaired text; `origins[i]` is the offset in the original of code point i, with one more for the end."""

    text: str
    origins: tuple[int, ...]


def unwrapped(text: str) -> str:
    """Wrapped lines as one, words broken at their ends made whole, and nothing else changed."""
    for row in LINE_ENDS:
        text = re.sub(row.pattern, row.to, text)
    return " ".join(text.split())


def repair(text: str) -> str:
    """The text with every repair made, in the order of the table, and no white space at its ends."""
    for pattern, to, beyond_ascii in _ROWS:
        if not (beyond_ascii and text.isascii()):
            text = pattern.sub(to, text)
    return " ".join(text.split())  # the last row, white space, many times faster: `split` and `\s` go by the same characters


def prepared(text: str, rows: Sequence[Repair] = REPAIRS) -> Prepared:
    """The same, or with other rows, with the way back: slower, for text in which offsets are found."""
    origins = list(range(len(text) + 1))
    for row in rows:
        parts: list[str] = []
        kept: list[int] = []
        at = 0
        for found in re.finditer(row.pattern, text):
            parts += [text[at : found.start()], row.to]
            kept += origins[at : found.start()] + [origins[found.start()]] * len(row.to)
            at = found.end()
        parts.append(text[at:])
        kept += origins[at:]
        text, origins = "".join(parts), kept
    return Prepared(text, tuple(origins))
