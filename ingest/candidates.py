"""Candidates: the places at which a number might open an item, and how much each looks like the head of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import decision_rules, rules
from ingest.contents import Contents
from ingest.lines import NEVER_ALONE, Line
from ingest.titles import is_body, is_sentence, is_title, runs_into_text

_ALL_IN_ONE = 800  # code points of a line that may hold all the minutes
_A_SENTENCE = 0.25  # what a number before a sentence is worth
_NEAR = 160  # code points around a number in a paragraph that tell what it is
ROW = 0.05  # the worth of a number that opens a row of accounts
_INSIDE = 0.6  # the worth of a number in the middle of a paragraph
_ROW = 160  # code points of a row of a list, at most
_FEWEST_ROWS = 4
_AS_A_ROW = 0.3  # what is left of the worth of a number that opens one of the rows of a list
BRACKET = "number and bracket"
CODE = "code after the title"
_MONEY = re.compile(r"[£$€]\s?\d[\d,]*(?:\.\d\d)?$")
_CLAUSE = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s", re.IGNORECASE)
_LABEL = re.compile(r"(?:recommendation|resolution|decision|motion)s?\s*(?::|that\b|\W*$)", re.IGNORECASE)
_BULLET = re.compile(r"[-+*•●▪■]\s+")  # a list's mark before the number
_ROMAN = dict(zip("IVX", (1, 5, 10), strict=True))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place at which a number might open an item: line and offset in it, the number, what counts up, and its worth from 0 to 1.

    `title` are the first words behind it, on the next line when the number is `alone` on its own.
    """

    line: int
    at: int
    start: int
    number: str
    series: str
    n: int
    title_at: int
    worth: float
    form: str
    title: str
    alone: bool
    read: str | None = None

    @property
    def runs_on(self) -> bool:
        """Whether a sentence follows the number on its line: a title and its text, or text alone."""
        return self.worth == _A_SENTENCE

    @property
    def bracketed(self) -> bool:
        """Whether a bracket stands behind the number: a list of such numbers is another than one of numbers with a stop."""
        return self.form == BRACKET


def candidates(family: str, lines: Sequence[Line], table: Contents) -> list[Candidate]:
    """Every place at which a number of the family might open an item, in the order of the text."""
    found: dict[tuple[int, int], Candidate] = {}
    width = sorted(len(line.text) for line in lines)[len(lines) * 9 // 10] if lines else 0
    for numbering in rules.NUMBERINGS:
        if numbering.family != family:
            continue
        rule = numbering.rule
        inside = re.compile(r"(?<=\s)" + rule.pattern.pattern.removeprefix("^")) if numbering.inside else None
        for index, line in enumerate(lines):
            if index in table.lines:
                continue
            bullet = _BULLET.match(line.marked)
            match = rule.pattern.match(line.marked[bullet.end() :] if bullet else line.marked)
            if match is not None:
                shift = len(line.marked) - len(line.text) - (bullet.end() if bullet else 0)
                title_at = 0 if family == "code" else max(match.end() - shift, 0)
                found.setdefault((index, 0), _candidate(match, numbering, lines, index, 0, title_at, _worth(lines, index, title_at, family, width)))
            if inside is not None and len(line.text) > 60:
                for match in inside.finditer(line.text):
                    if (len(match["n"]) >= 2 or len(line.text) > _ALL_IN_ONE) and _opens_inside(line.text, match, numbering):
                        found.setdefault((index, match.start()), _candidate(match, numbering, lines, index, match.start(), match.end(), _INSIDE))
    return _without_rows([found[place] for place in sorted(found) if found[place].n], lines)


def _without_rows(found: Sequence[Candidate], lines: Sequence[Line]) -> list[Candidate]:
    """The candidates, those worth less that are rows of a list: four and more, a line each, that count up from 1 in a part of the text."""
    runs: list[list[Candidate]] = []
    for each in found:
        last = runs[-1][-1] if runs else None
        if (
            last
            and each.n == last.n + 1
            and each.series == last.series
            and last.line < each.line <= last.line + 1 + last.alone
            and each.start - last.start < _ROW
        ):
            runs[-1].append(each)
        else:
            runs.append([each])
    length = max(lines[-1].span.end - lines[0].span.start, 1) if lines else 1
    begun = [run for run in runs if run[0].n == 1][1:]  # the first one may be the items
    rows = {id(each) for run in begun if len(run) >= _FEWEST_ROWS and run[-1].start - run[0].start < length / 2 for each in run}
    return [replace(each, worth=each.worth * _AS_A_ROW) if id(each) in rows else each for each in found]


def _candidate(match: re.Match[str], numbering: rules.Numbering, lines: Sequence[Line], index: int, at: int, title_at: int, worth: float) -> Candidate:
    n = match["n"]
    title = lines[index].text[title_at:].strip()
    alone = not title
    if alone and index + 1 < len(lines):
        title = lines[index + 1].text
    counted = _counted(n, numbering.family)
    start = lines[index].span.start + at
    return Candidate(index, at, start, match["number"] or n, match["series"], counted, title_at, worth, numbering.rule.name, title.casefold()[:30], alone)


def _counted(n: str, family: str) -> int:
    """What a printed number counts: figures, a roman number, a letter, or a letter and figures (`G-1`)."""
    if n.isdigit():
        return int(n)
    if family == "letter":
        return ord(n) - 64
    if family == "code":
        letter, _, rest = n.partition("-")
        return 100 * (ord(letter[0]) - 64) + (int(rest) if rest else 0)
    values = [_ROMAN[each] for each in n.upper()]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _opens_inside(text: str, match: re.Match[str], numbering: rules.Numbering) -> bool:
    """Whether a number in the middle of a paragraph opens an item: it is no reference, and a title follows it."""
    before, behind = text[max(0, match.start() - _NEAR) : match.start()].rstrip(), text[match.end() : match.end() + _NEAR].lstrip(" .:)–-")
    if rules.REFERENCE_WORD.search(before) or before.endswith((",", "(", "-", "–", "£", "$", "€")):
        return False
    ended = before.endswith((".", "!", "?", ")", "”", '"'))
    if numbering.rule.name.startswith("bare"):
        return ended or bool(rules.STOCK_AND_TEXT.pattern.match(behind))
    if numbering.family != "year" and len(text) <= _ALL_IN_ONE and not ended:
        return False
    return bool(re.match(r"[A-Z\"“]|(?:19|20)\d\d\b", behind))


def _worth(lines: Sequence[Line], index: int, at: int, family: str, width: int) -> float:
    """How much a line with a number looks like the head of an item, up to 1."""
    line = lines[index]
    rest = line.text[at:].strip(" \t\xa0-–—:.*")
    alone = not rest
    if alone and index + 1 < len(lines):
        rest = lines[index + 1].text
        above = lines[index - 1].text if index and lines[index - 1].opens else ""
        if is_title(above) and not rules.NO_HEADING.pattern.match(above) and is_sentence(rest):
            rest = above  # the title stands above
    if family == "resolution" or rules.STOCK_TITLES.pattern.match(rest) or rules.STRONG_TITLES.pattern.match(rest):
        return 1.0
    if not any(map(str.isalpha, rest)) or rest[0].islower():
        return 0.2
    following = lines[index + 1].text if index + 1 < len(lines) and not lines[index + 1].opens and not alone else ""
    if (_MONEY.search(rest) and not is_sentence(rest)) or any(_MONEY.match(other.text) for other in lines[index + 1 + alone : index + 3 + alone]):
        return ROW  # of accounts
    if runs_into_text(rest):
        return 0.8
    worth = _A_SENTENCE if is_sentence(rest) or (is_sentence(f"{rest} {following}") and len(rest) > 55) else 1.0
    if following and len(line.text) > 0.85 * width and not following[0].isupper():
        worth = min(worth, 0.4)  # a full line that goes on is text
    if (
        NEVER_ALONE.fullmatch(rest)
        or is_body(rest)
        or rules.CLAUSE_VERB.match(rest)
        or decision_rules.LABEL_ALONE.match(rest)
        or _LABEL.match(rest)
        or (alone and _CLAUSE.match(rest))
    ):
        worth = 0.15
    if len(rest) > 120 and not is_sentence(rest):
        worth *= 0.7
    return worth * (0.6 if rest.endswith((",", ";")) else 1.0) * (0.8 if alone else 1.0)
