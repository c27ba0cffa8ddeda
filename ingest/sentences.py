"""Where sentences end: at a stop, at a blank line, before a clause or a label, at the end of a table row."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ABBREVIATIONS = (
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Cllr|Cllrs|Cr|Rev|Prof|St|No|Nos|Ref|Ch|Co|Ltd|Inc|vs|approx|etc|e\.g|i\.e|p|pp|para|s|ss|Sgt|Insp|Hon|Jr|Sr|Rd|Ave|Dept|Govt"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])$"
)
_ABBREVIATED = re.compile(_ABBREVIATIONS)
_LONGEST_ABBREVIATION = 8  # and a letter before it: so far back is looked from a stop
_STOP = re.compile(r"[.!?][\"'”’)\]]*(?=\s)")
_NEXT = re.compile(r"\s+[\"'“‘(\[]*[A-Z0-9£€$•]")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
# A new line that opens with a bullet, a clause's letter or number, a label or a motion stands by itself.
_NEW_LINE = re.compile(
    r"\n(?=\s*(?:[•●▪■○◦·\uf0a7\uf0b7*]|[-–—]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s|\d{1,2}\.\d{1,2}\.?\s"
    r"|[A-Z][A-Za-z ]{1,28}:(?:\s|$)|RESOLVED|AGREED|ACTION|Resolved\b|Proposed\b|Seconded\b"
    r"|CARRIED\b|Carried\b|LOST\b|MOVED\b|SECONDED\b|YEAS\b|AYES\b|NAYS\b|NOES\b|AND THE MOTION\b"
    r"|[\"“]?That\b|Recommendations?\s*\n|Resolution\s*\n|[A-Z]{1,4}\d{1,3}/\d{2}\b|All in favour\b))"
)
# A line that is nothing but a label or an outcome ends there, too.
_LABEL_LINE = re.compile(r"(?:^|\n)[^\S\n]*(?:CARRIED|Carried|LOST|Resolution|Recommendations?|RESOLVED:?|Resolved:?|[A-Z]{1,4}\d{1,3}/\d{2})[.\s]*?\n")
_INSIDE = re.compile(r"\s(?=[•●▪■○◦\uf0a7\uf0b7]\s)")  # a bullet in the middle of a line
_HALF = 40  # code points of a line that a sentence may run on from, when the next one begins small
_FULL = 60  # code points of a line that runs on when nothing ends it
_ONLY_A_NUMBER = re.compile(r"(?<!\S)\(?(?:\d{1,5}|[a-zA-Z]|[ivx]{1,4})$")
# Where a table ends sentences: before and behind each of its rows.
_TABLE_ROW = re.compile(r"\n(?=[^\n]*\t)|(?<=\t)[^\n\t]*\n")
_LONGEST_NUMBER = 8  # code points of it, and of the blanks before it


def sentences(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, opens a paragraph) of every sentence, trimmed, in order; together they hold every word."""
    at = 0
    for gap in [*(each for each in _PARAGRAPH.finditer(text) if not _runs_over(text, each)), None]:
        end = gap.start() if gap else len(text)
        first = True
        for start, stop in _in_paragraph(text, at, end):
            yield start, stop, first
            first = False
        at = gap.end() if gap else end


def _runs_over(text: str, gap: re.Match[str]) -> bool:
    """Whether a sentence runs on over a blank line, as at the end of a page or between the lines of a scan."""
    before = text[text.rfind("\n", 0, gap.start()) + 1 : gap.start()].rstrip()
    after = text[gap.end() : gap.end() + 1]
    if not before or not after or before[-1] in ".!?:;)]”\"’'" or before[-1].isdigit():
        return False
    return (after.islower() and len(before) > _HALF) or (len(before) > _FULL and after.isalpha() and not _NEW_LINE.match(text, gap.end() - 1))


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    paragraph = text[start:end]
    cuts = {found.end() for found in _NEW_LINE.finditer(paragraph)}
    cuts |= {found.end() for pattern in (_LABEL_LINE, _INSIDE) for found in pattern.finditer(paragraph)}
    if "\t" in paragraph:
        cuts |= {found.end() for found in _TABLE_ROW.finditer(paragraph)}
    for found in _STOP.finditer(paragraph):
        if paragraph[found.start()] == "." and _ABBREVIATED.search(paragraph[max(0, found.start() - _LONGEST_ABBREVIATION) : found.start()]):
            continue
        if _NEXT.match(paragraph, found.end()) and not _numbers_a_clause(paragraph, cuts, found.start()):
            cuts.add(found.end())
    at = 0
    for cut in [*sorted(cuts), len(paragraph)]:
        piece = paragraph[at:cut]
        stripped = piece.strip()
        if stripped:
            first = start + at + len(piece) - len(piece.lstrip())
            yield first, first + len(stripped)
        at = cut


def _numbers_a_clause(paragraph: str, cuts: set[int], stop: int) -> bool:
    """Whether the stop at `stop` only ends the number or letter that opens a clause or a line."""
    number = _ONLY_A_NUMBER.search(paragraph, max(0, stop - _LONGEST_NUMBER), stop)
    if number is None:
        return False
    start = number.start()
    gap = len(paragraph[max(0, start - _LONGEST_NUMBER) : start]) - len(paragraph[max(0, start - _LONGEST_NUMBER) : start].rstrip())
    return start == gap or "\n" in paragraph[start - gap : start] or any(at in cuts for at in range(start - gap, start + 1))
