"""Chains of numbers: which of the numbers in a document count its items.

Every family of `rules.NUMBERINGS` proposes the chains of openings that it explains best, over the whole document; the
best of all is the one whose numbers count up, whose lines look like heads of items, and that spans the text.
Numbers that it skips are looked for again: taken out of order, given twice, or damaged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest import rules
from ingest.contents import Contents
from ingest.lines import Line
from ingest.titles import is_body, is_sentence, is_title, levels

FEWEST_ITEMS = 3
_STEPS = 80  # how far back a chain looks for its last number
_LONGEST_STEP = 12
_BEFORE = 40  # code points before a number that may say that it is a reference
_ALL_IN_ONE = 800  # code points of a line that may hold all the minutes
_TEXT = 100  # code points from one number to the next within which there is only a title
_CHAINS = 3  # how many chains of a family are compared: a list may count up better than the items around it
_WITHOUT_TEXT = 0.3  # what a number counts for behind another one that has no text: they may be a list
CODE = "code after the title"
_A_SENTENCE = 0.25  # what a number before a sentence is worth
_GOOD = 0.8  # what a number out of order must be worth
_ROMAN = dict(zip("IVX", (1, 5, 10), strict=True))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place at which a number might open an item: line and offset in it, the number, what counts up, and its worth from 0 to 1."""

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
    read: str | None = None

    @property
    def runs_on(self) -> bool:
        """Whether a sentence follows the number on its line: a title and its text, or text alone."""
        return self.worth == _A_SENTENCE

    @property
    def alone(self) -> bool:
        """Whether the number has its line for itself."""
        return not self.title


def best_chain(lines: Sequence[Line], table: Contents) -> tuple[float, list[Candidate]]:
    """The chain that explains the document best, with its score; an empty one without numbers.

    `table` is the document's table of contents, whose lines open nothing.
    """
    best: list[Candidate] = []
    most = 0.0
    for family in dict.fromkeys(numbering.family for numbering in rules.NUMBERINGS):
        candidates = _candidates(family, lines, table)
        left = candidates
        for _ in range(_CHAINS):
            score, chain = _best_chain(left)
            score *= _covered(chain, lines)
            if score > most:
                most, best = score, _completed(chain, candidates, lines)
            left = [candidate for candidate in left if candidate not in chain]
    return most, best


def _candidates(family: str, lines: Sequence[Line], table: Contents) -> list[Candidate]:
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
            match = rule.pattern.match(line.marked)
            if match is not None:
                shift = len(line.marked) - len(line.text)
                title_at = 0 if family == "code" else max(match.end() - shift, 0)
                found.setdefault(
                    (index, 0),
                    _candidate(match, rule, family, index, 0, line.span.start, title_at, _worth(lines, index, title_at, family, width), line.text[title_at:]),
                )
            if inside is not None and len(line.text) > 60:
                for match in inside.finditer(line.text):
                    if (len(match["n"]) >= 2 or len(line.text) > _ALL_IN_ONE) and _opens_inside(line.text, match, family):
                        found.setdefault(
                            (index, match.start()),
                            _candidate(match, rule, family, index, match.start(), line.span.start + match.start(), match.end(), 0.6, line.text[match.end() :]),
                        )
    return [found[place] for place in sorted(found) if found[place].n]


def _candidate(match: re.Match[str], rule: rules.Rule, family: str, index: int, at: int, start: int, title_at: int, worth: float, title: str) -> Candidate:
    n = match["n"]
    number = match["number"] or n
    return Candidate(index, at, start, number, match["series"], _counted(n, family), title_at, worth, rule.name, title.casefold().strip()[:30])


def _counted(n: str, family: str) -> int:
    """What a printed number counts: figures, a roman number, a letter, or a letter and figures (`G-1`)."""
    if n.isdigit():
        return int(n)
    if family == "letter":
        return ord(n) - 64
    if family == "code":
        letter, _, rest = n.partition("-")
        return 100 * (ord(letter[0]) - 64) + (int(rest) if rest else 0)
    values = [_ROMAN[each] for each in n]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _opens_inside(text: str, match: re.Match[str], family: str) -> bool:
    """Whether a number in the middle of a paragraph opens an item: it is no reference, and a title follows it."""
    before = text[max(0, match.start() - _BEFORE) : match.start()].rstrip()
    if rules.REFERENCE_WORD.search(before) or before.endswith((",", "(", "-", "–", "£", "$", "€")):
        return False
    if family != "year" and len(text) <= _ALL_IN_ONE and not before.endswith((".", "!", "?", ")", "”", '"')):
        return False
    return bool(re.match(r"[\s.:)–-]*[A-Z\"“]", text[match.end() :]))


def _worth(lines: Sequence[Line], index: int, at: int, family: str, width: int) -> float:
    """How much a line with a number looks like the head of an item, up to 1."""
    rest = lines[index].text[at:].strip(" \t\xa0-–—:.*")
    alone = not rest
    if alone and index + 1 < len(lines):
        rest = lines[index + 1].text
    if family == "resolution" or rules.STOCK_TITLES.pattern.match(rest) or rules.STRONG_TITLES.pattern.match(rest):
        return 1.0
    if not rest or rest[0].islower():
        return 0.2
    following = lines[index + 1].text if index + 1 < len(lines) and not lines[index + 1].opens and not alone else ""
    worth = _A_SENTENCE if is_sentence(rest) or (is_sentence(f"{rest} {following}") and len(rest) > 55) else 1.0
    if following and len(lines[index].text) > 0.85 * width and not following[0].isupper():
        worth = min(worth, 0.4)  # a full line that goes on is text
    if is_body(rest) or rules.CLAUSE_VERB.match(rest):
        worth = 0.15
    if len(rest) > 120 and not is_sentence(rest):
        worth *= 0.7
    return worth * (0.6 if rest.endswith((",", ";")) else 1.0) * (0.8 if alone else 1.0)


def _best_chain(candidates: Sequence[Candidate]) -> tuple[float, list[Candidate]]:
    """The run of candidates that counts up best: a step of one is worth most, a jump little, a fall nothing."""
    scores: list[float] = []
    before: list[int | None] = []
    for at, candidate in enumerate(candidates):
        best, previous = candidate.worth * (1.0 if candidate.n == 1 else 0.7), None
        for back in range(max(0, at - _STEPS), at):
            score = scores[back] + _linked(candidates[back], candidate)
            if score > best and score > scores[back]:
                best, previous = score, back
        scores.append(best)
        before.append(previous)
    if not scores:
        return 0.0, []
    end = max(range(len(scores)), key=scores.__getitem__)
    chain = []
    link: int | None = end
    while link is not None:
        chain.append(candidates[link])
        link = before[link]
    return scores[end], chain[::-1]


def _covered(chain: Sequence[Candidate], lines: Sequence[Line]) -> float:
    """The share of the text that a chain spans, from its first item to the end of its last: a list spans little."""
    if len(chain) < 2:
        return 0.5
    spanned = (chain[-1].start - chain[0].start) * len(chain) / (len(chain) - 1)
    return min(spanned / max(lines[-1].span.end - lines[0].span.start, 1), 1.0)


def _linked(earlier: Candidate, later: Candidate) -> float:
    """What a candidate adds to a chain that ends with an earlier one."""
    step = later.n - earlier.n
    in_order = later.form == CODE
    if step < 1 or (step > _LONGEST_STEP and not in_order) or earlier.series != later.series or (earlier.line, earlier.at) == (later.line, later.at):
        return 0.0
    if later.at and step != 1:
        return 0.0  # in the middle of a paragraph only the next number opens an item
    body = 1.0 if later.line - earlier.line > 1 + earlier.alone or later.start - earlier.start > _TEXT or earlier.runs_on else _WITHOUT_TEXT
    return body * later.worth * (1.0 if step == 1 or in_order else 0.6 / step) * (1.0 if later.form == earlier.form else 0.85)


def _completed(chain: list[Candidate], candidates: Sequence[Candidate], lines: Sequence[Line]) -> list[Candidate]:
    """The chain with the numbers that it skips, where the text has them: out of order, or damaged."""
    if len(chain) < FEWEST_ITEMS:
        return chain
    series = chain[0].series
    held = {candidate.n for candidate in chain}
    good = {candidate.n for candidate in candidates if candidate.series == series and candidate.worth >= _GOOD and not candidate.at}
    last = max(held)
    while last + 1 in good:  # the last ones may have been taken first
        last += 1
    missing = set(range(1 if min(held) <= 3 else min(held), last + 1)) - held
    forms = {candidate.form for candidate in chain}
    level = levels(lines, [candidate.line for candidate in chain])
    found = list(chain)
    for at, candidate in enumerate(candidates):
        if candidate.n not in missing or candidate.series != series or candidate.worth < _GOOD or candidate.form not in forms or candidate.at:
            continue
        near = [other for other in candidates[max(0, at - 1) : at + 2] if other.n in held and other not in chain and abs(other.n - candidate.n) == 1]
        if near or (level is not None and lines[candidate.line].level != level):
            continue  # one of a list of its own
        found.append(candidate)
        missing.discard(candidate.n)
    for earlier, later in zip(chain, [*chain[1:], None], strict=True):
        found += _repeated(earlier, later, candidates)
    found.sort(key=lambda each: (each.line, each.at))
    return _mended(found, lines)


def _repeated(earlier: Candidate, later: Candidate | None, candidates: Sequence[Candidate]) -> list[Candidate]:
    """A number that was given twice running: it comes again before the next one, with another title."""
    if earlier.alone or earlier.form == CODE:
        return []
    between = [each for each in candidates if earlier.start < each.start and (later is None or each.start < later.start)]
    again = [each for each in between if each.n == earlier.n and each.form == earlier.form and not each.at and each.series == earlier.series]
    others = [each for each in between if each.n != earlier.n]
    return [each for each in again if each.worth >= 1 and each.title != earlier.title] if len(again) == 1 and not others else []


def _mended(chain: list[Candidate], lines: Sequence[Line]) -> list[Candidate]:
    """The chain with lines whose number is damaged: one letter off the number that is missing between two others."""
    found = list(chain)
    for earlier, later in pairwise(chain):
        if later.n - earlier.n != 2 or len(earlier.number) < 4:
            continue
        expected = re.sub(rf"0*{earlier.n}(?!.*\d)", str(earlier.n + 1), earlier.number)
        for index in range(earlier.line + 1, later.line):
            token = re.match(r"[\w./]*\d[\w./]*", lines[index].text)
            title = lines[index].text[token.end() :].strip() if token else ""
            if token and is_title(title) and _one_off(token.group().strip("."), expected):
                printed = token.group().rstrip(".")
                found.append(replace(earlier, line=index, at=0, number=printed, n=earlier.n + 1, title_at=token.end(), read=expected))
                break
    return sorted(found, key=lambda each: (each.line, each.at))


def _one_off(one: str, other: str) -> bool:
    """Whether two numbers differ by one character: changed, left out or too many."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    same = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))
    return one[same + 1 :] == other[same + 1 :] or one[same:] == other[same + 1 :] or one[same + 1 :] == other[same:]
