"""Minutes that something put on one line or broke after every word, read in the lines that they once had.

Only white space changes, a code point for a code point: every offset into the stored text holds.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest import people_rules, rules
from ingest.domain import Item, Minutes
from ingest.layout_rules import LINE_OPENINGS, NUMBER_OPENINGS, PEOPLE_OPENING
from ingest.spans import cut

_FEWEST_LINES = 40  # below it a short text may have short lines
_WORDS = 3  # on a line that was broken after every word or two
_BROKEN = 0.95  # of the lines
_LONGEST_AVERAGE = 800  # code points a line: minutes with longer ones have lost their lines
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_REFERENCE = 24  # code points before a number that may say that it names another matter
# People one after the other without a comma: each has a title.
_NEXT_PERSON = re.compile(
    r"(?<=[\w).])" + "".join(rf"(?<!\b{word})" for word in "the county district borough parish town chair chairman mayor".split())
    + rf"\s(?={people_rules.PERSON_TITLE.pattern.removeprefix('^')})", re.IGNORECASE,
)  # fmt: skip
_LONGEST_LIST = 1_500  # code points of a list of people


def rewrapped(text: str) -> str:
    """The text in lines: joined where it was broken after every word, broken where it lies on one line; as it is elsewhere."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) >= _FEWEST_LINES and sum(len(line.split()) <= _WORDS for line in lines) >= _BROKEN * len(lines):
        return _broken(_joined(text))
    if lines and len(text) > _LONGEST_AVERAGE * len(lines):
        return _broken(text)
    return text


def verbatim(minutes: Minutes, text: str) -> Minutes:
    """Minutes that were read in rewrapped text, with the words as the stored `text` has them."""
    if minutes.document.text == text:
        return minutes
    return replace(
        minutes,
        document=replace(minutes.document, text=text),
        preamble=_verbatim(minutes.preamble, text),
        items=tuple(_verbatim(item, text) for item in minutes.items),
    )


def _verbatim(item: Item, text: str) -> Item:
    decisions = tuple(replace(each, text=cut(text, each.spans)) for each in item.decisions)
    actions = tuple(replace(each, text=cut(text, each.spans)) for each in item.actions)
    references = tuple(replace(each, text=cut(text, each.spans)) for each in item.references)
    return replace(item, decisions=decisions, actions=actions, references=references)


def _joined(text: str) -> str:
    """Every paragraph on one line."""
    parts, at = [], 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        parts.append(text[at:end].replace("\n", " ").replace("\t", " "))
        parts.append(gap.group() if gap else "")
        at = gap.end() if gap else end
    return "".join(parts)


def _broken(text: str) -> str:
    """A line end before all that opens a line wherever it stands, and between people who are listed without a comma."""
    letters = list(text)
    lists: list[int] = []
    for row in (*NUMBER_OPENINGS, *LINE_OPENINGS):
        for found in row.pattern.finditer(text):
            at = next(found.start(gap) for gap in row.pattern.groupindex if found[gap])
            if row not in NUMBER_OPENINGS or not rules.REFERENCE_WORD.search(text[max(0, at - _REFERENCE) : at]):
                letters[at] = "\n"
                lists += [found.end()] if row is PEOPLE_OPENING else []
    for start in lists:
        end = next((at for at in range(start, min(start + _LONGEST_LIST, len(letters))) if letters[at] == "\n"), start)
        for found in _NEXT_PERSON.finditer(text, start, end):
            letters[found.start()] = "\n"
    return "".join(letters)
