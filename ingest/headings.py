"""Headings without a number: where a document has no numbers, and between those that have some."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import dropwhile

from ingest import decision_rules, people_rules, rules
from ingest.lines import Line, levels
from ingest.titles import in_title_case, is_sentence

FEWEST = 3
_LABEL = re.compile(r"(?P<title>[A-Z][\w’'&/, -]{2,50}):\s+(?=[A-Z])")
_LONGEST = 80


def headings(lines: Sequence[Line]) -> tuple[int, ...]:
    """Indexes of the lines that divide a document without numbers; none when it is a single piece.

    The highest level of heading that comes more than twice divides it; else stock titles, lines all in
    capitals and short lines that end in a colon.
    """
    for level in range(1, 8):
        marked = [index for index, line in enumerate(lines) if line.level == level and _may_head(line)]
        if len(marked) >= FEWEST:
            return _below_the_top(marked, lines)
    speech = _is_speech(lines)
    found = [index for index, line in enumerate(lines) if not (speech and _LABEL.match(line.text)) and _looks_like_one(lines, index)]
    return _below_the_top(found, lines) if len(found) >= FEWEST else ()


def between(lines: Sequence[Line], numbered: Sequence[int], titled: Collection[int]) -> tuple[int, ...]:
    """Headings without a number in a document whose items have numbers.

    `numbered` are the lines at which numbered items open, `titled` all that their titles take. A heading
    has a stock title of the kind that stands alone, or the level that the numbered lines have.
    """
    level = levels(lines, numbered)
    found = []
    for index, line in enumerate(lines):
        if index in titled or not _may_head(line):
            continue
        stock = bool(rules.STRONG_TITLES.pattern.match(line.text)) and (line.opens or index < numbered[0])
        if level == line.level == 7 and index > numbered[0]:
            stock = stock or bool(rules.STOCK_TITLES.pattern.match(line.text))
        if stock or (level is not None and level < 7 and line.level == level and index > numbered[0]):
            found.append(index)
    return tuple(found)


def _is_speech(lines: Sequence[Line]) -> bool:
    """Whether the labels before paragraphs say who speaks, as in a transcript: most of them come again and again."""
    labels = Counter(label["title"] for line in lines if line.opens and (label := _LABEL.match(line.text)))
    return 2 * sum(count for count in labels.values() if count >= FEWEST) > sum(labels.values())


def _below_the_top(found: Sequence[int], lines: Sequence[Line]) -> tuple[int, ...]:
    """The headings without those at the top of the document: lists of those present, and names of bodies with no text below."""

    def at_the_top(index: int) -> bool:
        if _attends(lines[index]):
            return True
        until = next((other for other in found if other > index), len(lines))
        stock = any(row.pattern.match(lines[index].text) for row in (rules.STOCK_TITLES, rules.STRONG_TITLES, rules.RUN_ON_TITLES, rules.OPENING_TITLES))
        return not stock and lines[index].level is None and not any(_is_said(line.text) for line in lines[index:until])

    return tuple(dropwhile(at_the_top, found))


def _is_said(text: str) -> bool:
    """Whether a line is part of the text: a sentence, or as long as one."""
    return is_sentence(text) or len(text) > _LONGEST


def _attends(line: Line) -> bool:
    return any(rule.pattern.match(line.text) for status, rule in people_rules.ATTENDANCE if status != "apologies")


def _may_head(line: Line) -> bool:
    """Whether a line could head a matter: it holds words, and is no label of a list, of a decision or of a state."""
    text = line.text
    return (
        text[0] not in "\"“'‘*"
        and not text[0].islower()
        and sum(map(str.isalpha, text)) >= 3
        and not rules.NO_HEADING.pattern.match(text)
        and not people_rules.PERSON_TITLE.match(text)
        and not _attends(line)
    )


def _looks_like_one(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    text = line.text
    if not _may_head(line):
        return False
    if rules.STOCK_TITLES.pattern.match(text) or rules.STRONG_TITLES.pattern.match(text) or rules.RUN_ON_TITLES.pattern.match(text):
        return True
    label = _LABEL.match(text)
    if label and line.opens and in_title_case(label["title"] + " Label") and is_sentence(text[label.end() :]):
        return True
    if len(text) > _LONGEST or text.endswith((".", ",", ";")) or is_sentence(text):
        return False
    if line.opens and text.isupper():
        return True
    return text[0].isupper() and _stands_alone(lines, index) and (text.endswith(":") or in_title_case(text))


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether text ends before the line and text begins behind it."""
    before = lines[index - 1].text if index else "."
    if not (lines[index].opens or before.endswith((".", "!", "?")) or len(before) > _LONGEST or lines[index].text.endswith(":")):
        return False
    if index + 1 == len(lines):
        return False
    behind = lines[index + 1]
    return lines[index].text.endswith(":") or is_sentence(behind.text) or bool(decision_rules.CLAUSE.pattern.match(behind.text)) or len(behind.text) > _LONGEST
