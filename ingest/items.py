"""Where one item ends and the next begins.

Every numbering of `rules.NUMBERINGS` proposes the chain of lines that it explains best; the best chain
wins. Without a chain worth the name, headings divide the text, and without headings it is one item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile

from ingest import rules
from ingest.lines import Line

FEWEST_ITEMS = 3
_LONGEST_TITLE = 120
_STEPS = 60  # how far back a chain looks for its last number
_CONTENTS = re.compile(r"(?:\.{4,}|\s{2,}|\t)\s*\d{1,3}$")
_TITLE_END = re.compile(r":[-–—\s]|:$|\s[-–—]\s|[.!?](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Opening:
    """The line at which an item begins: its number (None under a heading) and its title within the line."""

    line: int
    number: str | None
    title: tuple[int, int]
    title_lines: int = 1


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: int
    number: str
    series: str
    n: int
    title_at: int
    worth: float


def openings(lines: Sequence[Line]) -> tuple[Opening, ...]:
    """The items' first lines, in order; empty when the text is a single piece."""
    chains = [_best_chain(_candidates(rule, lines)) for rule in rules.NUMBERINGS]
    _, chain = max(chains, key=lambda found: found[0])
    if len(chain) >= FEWEST_ITEMS:
        ends = [*(candidate.line for candidate in chain[1:]), len(lines)]
        return tuple(_numbered(candidate, lines, end) for candidate, end in zip(chain, ends, strict=True))
    return _headings(lines)


def _candidates(rule: rules.Rule, lines: Sequence[Line]) -> list[_Candidate]:
    found = []
    for index, line in enumerate(lines):
        match = rule.pattern.match(line.marked)
        if match is None or _CONTENTS.search(line.text):
            continue
        title_at = max(match.end() - (len(line.marked) - len(line.text)), 0)
        rest = line.text[title_at:].strip()
        worth = 1.0 if not rest or rest[0].isupper() else 0.5
        worth *= 1.0 if len(rest) <= _LONGEST_TITLE and not rest.endswith((",", ";")) else 0.6
        found.append(_Candidate(index, match["number"], match["series"], int(match["n"]), title_at, worth))
    return found


def _best_chain(candidates: Sequence[_Candidate]) -> tuple[float, list[_Candidate]]:
    """The run of candidates that counts up best: a step of one is worth most, a jump little, a fall nothing."""
    scores: list[float] = []
    before: list[int | None] = []
    for at, candidate in enumerate(candidates):
        best, previous = candidate.worth * (1.0 if candidate.n == 1 else 0.7), None
        for back in range(max(0, at - _STEPS), at):
            earlier = candidates[back]
            step = candidate.n - earlier.n
            if step < 1 or earlier.series != candidate.series:
                continue
            score = scores[back] + candidate.worth * (1.0 if step == 1 else 0.6 / step)
            if score > best:
                best, previous = score, back
        scores.append(best)
        before.append(previous)
    if not scores:
        return 0.0, []
    last = max(range(len(scores)), key=scores.__getitem__)
    chain = []
    link: int | None = last
    while link is not None:
        chain.append(candidates[link])
        link = before[link]
    return scores[last], chain[::-1]


def _numbered(candidate: _Candidate, lines: Sequence[Line], end: int) -> Opening:
    """The title runs to the end of a short line and on over wrapped ones; on a long line, to its first stop.

    `end` is the line at which the next item opens.
    """
    index, at = candidate.line, candidate.title_at
    text = lines[index].text
    if not text[at:].strip() and index + 1 < end:
        return Opening(index, candidate.number, (at, at), 1 + _wrapped(lines, index, end))
    start = at + len(text[at:]) - len(text[at:].lstrip(" \t\xa0-–—:."))
    stop = _TITLE_END.search(text, start)
    runs_on = text.endswith((".", "!", "?", ";")) or len(text) > _LONGEST_TITLE
    if stop and text[stop.end() :].strip() and runs_on and (stop.group()[0] == ":" or len(text) > _LONGEST_TITLE):
        return Opening(index, candidate.number, (start, min(stop.start(), start + _LONGEST_TITLE)))
    if len(text) - start > _LONGEST_TITLE:
        return Opening(index, candidate.number, (start, start + text[start : start + _LONGEST_TITLE].rfind(" ")))
    return Opening(index, candidate.number, (start, len(text)), 1 + _wrapped(lines, index, end))


def _wrapped(lines: Sequence[Line], index: int, end: int) -> int:
    """How many of the next lines belong to the title: those before a blank line, when they are few and short."""
    for more in range(3):
        after = index + more + 1
        if after >= end:
            return 0
        if lines[after].opens or lines[after].label:
            return more
        if lines[after].text.endswith((".", ":", ";")) or len(lines[after].text) > _LONGEST_TITLE:
            return 0
    return 0


def _headings(lines: Sequence[Line]) -> tuple[Opening, ...]:
    """The highest level of heading that comes more than once; else stock titles and lines all in capitals."""
    for level in range(1, 8):
        marked = [index for index, line in enumerate(lines) if line.level == level]
        if len(marked) >= FEWEST_ITEMS:
            return _under(marked, lines)
    found = [index for index, line in enumerate(lines) if _is_heading(line)]
    return _under(found, lines) if len(found) >= FEWEST_ITEMS else ()


def _under(headings: Sequence[int], lines: Sequence[Line]) -> tuple[Opening, ...]:
    """Items under headings; a list of those present that comes first is no matter on the agenda."""
    lists = [rule.pattern for status, rule in rules.ATTENDANCE if status in ("present", "in attendance")]
    agenda = dropwhile(lambda index: any(pattern.match(lines[index].text) for pattern in lists), headings)
    return tuple(Opening(index, None, (0, len(lines[index].text))) for index in agenda)


def _is_heading(line: Line) -> bool:
    text = line.text
    if rules.STOCK_TITLES.pattern.match(text):
        return True
    letters = sum(map(str.isalpha, text))
    return line.opens and text.isupper() and letters >= 4 and len(text) <= 80 and not text.endswith((".", ",", ":"))
