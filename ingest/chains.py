"""Chains of numbers: which of the numbers in a document count its items.

Every family of `rules.NUMBERINGS` proposes the chains of openings that it explains best, over the whole document; the
best of all is the one whose numbers count up, whose lines look like heads of items, and that spans the text.
A number between two items is explained by a list inside the one before: from 1 on, a step at a time.
Numbers that the chain skips are looked for again: taken out of order, given twice, or damaged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest import rules
from ingest.candidates import CODE, ROW, Candidate, candidates
from ingest.contents import Contents
from ingest.lines import Line, levels
from ingest.titles import is_title

FEWEST_ITEMS = 3
_STEPS = 80  # how far back a chain looks for its last number
_LONGEST_STEP = 12
_STEP_INSIDE = 2
_TEXT = 100  # code points from one number to the next within which there is only a title
_CHAINS = 3  # how many chains of a family are compared: a list may count up better than the items around it
_WITHOUT_TEXT = 0.3  # what a number counts for behind another one that has no text: they may be a list
_LEAVES_A_LIST = 1.5  # what it costs to take the next one of a list inside an item for the next item
_ABOVE = 0.05  # what a row of a list above the first item costs
_TIE = 1e-6  # of two ways that are worth the same, the first is taken
_UNEXPLAINED = 0.3  # what a number costs that is neither an item nor in a list
_AGENDA = 8  # items, at least, of an agenda of its own before the one that is longest
_POOR = 0.2  # the worth of a number that is likely no item's
_FAIR = 0.6  # what the numbers of an agenda must be worth, on the average
_GOOD = 0.8  # what a number out of order must be worth


def best_chain(lines: Sequence[Line], table: Contents) -> tuple[float, list[Candidate]]:
    """The chain that explains the document best, with its score; an empty one without numbers.

    `table` is the document's table of contents, whose lines open nothing.
    """
    best: tuple[float, list[Candidate], list[Candidate]] = (0.0, [], [])
    for family in dict.fromkeys(numbering.family for numbering in rules.NUMBERINGS):
        found = left = candidates(family, lines, table)
        for _ in range(_CHAINS):
            score, chain = _best_chain(left)
            score *= _covered(chain, lines)
            if score > best[0]:
                best = (score, chain, found)
            taken = {candidate.start for candidate in chain}
            left = [candidate for candidate in left if candidate.start not in taken]
    score, chain, found = best
    chains = _beside(chain, found)
    starts = [0, *(part[0].start for part in chains[1:]), lines[-1].span.end + 1 if lines else 0]
    whole: list[Candidate] = []
    for part, (start, end) in zip(chains, pairwise(starts), strict=True):
        whole += _completed(part, [candidate for candidate in found if start <= candidate.start < end], lines)
    return score, whole


class _Lists:
    """The lists inside an item that are open: each begins at 1 and goes up by one."""

    def __init__(self, row: float = 0.0) -> None:
        self.row = row  # what a row of a list costs
        self.last: set[tuple[bool, int]] = set()
        self.cost = 0.0

    def goes_on(self, candidate: Candidate) -> bool:
        """Whether the candidate is the next one of an open list."""
        return (candidate.bracketed, candidate.n - 1) in self.last

    def add(self, candidate: Candidate) -> None:
        """Take the candidate for one of a list, else for unexplained."""
        if self.goes_on(candidate):
            self.last.discard((candidate.bracketed, candidate.n - 1))
        elif candidate.n != 1:
            self.cost += _UNEXPLAINED * max(candidate.worth - _POOR, 0.0)
            return
        self.cost += self.row * candidate.worth
        self.last.add((candidate.bracketed, candidate.n))


def _best_chain(found: Sequence[Candidate]) -> tuple[float, list[Candidate]]:
    """The run of candidates that counts up best, with what its links are worth.

    A step of one is worth most, a jump little, a fall nothing; what the run leaves unexplained weighs against it.
    """
    net: list[float] = []
    gross: list[float] = []
    before: list[int | None] = []
    above = _Lists(_ABOVE)
    for candidate in found:
        worth = candidate.worth * (1.0 if candidate.n == 1 else 0.7)
        net.append(worth - above.cost - _LEAVES_A_LIST * above.goes_on(candidate))
        gross.append(worth)
        before.append(None)
        above.add(candidate)
    ends: list[float] = []
    for at, candidate in enumerate(found):
        inside = _Lists()
        steps = 0
        for later in range(at + 1, len(found)):
            steps += found[later].worth > ROW
            if steps > _STEPS:
                break
            gain = _linked(candidate, found[later])
            cost = inside.cost + _LEAVES_A_LIST * inside.goes_on(found[later])
            if gain and net[at] + gain - cost > net[later] + _TIE:
                net[later], gross[later], before[later] = net[at] + gain - cost, gross[at] + gain, at
            if found[later].series == candidate.series:
                inside.add(found[later])
        ends.append(net[at] - inside.cost)
    if not found:
        return 0.0, []
    end = max(range(len(ends)), key=ends.__getitem__)
    chain = []
    link: int | None = end
    while link is not None:
        chain.append(found[link])
        link = before[link]
    return gross[end], chain[::-1]


def _beside(chain: list[Candidate], found: Sequence[Candidate]) -> list[list[Candidate]]:
    """The chain with those of another agenda before it or behind, or of another meeting, which opens as meetings do."""
    if len(chain) < FEWEST_ITEMS or chain[0].n > 2:
        return [chain]
    above = _best_chain([each for each in found if each.start < chain[0].start])[1]
    below = _best_chain([each for each in found if each.start > chain[-1].start])[1]
    opens = _opens_a_meeting(chain)
    before = _opens_a_meeting(above) and (opens or len(above) >= _AGENDA)
    behind = opens and (_opens_a_meeting(below) or (len(below) >= max(_AGENDA, len(chain)) and _looks_like_items(below)))
    return [*([above] if before else []), chain, *([below] if behind else [])]


def _is_first_matter(candidate: Candidate) -> bool:
    return bool(rules.OPENING_TITLES.pattern.match(candidate.title))


def _opens_a_meeting(chain: Sequence[Candidate]) -> bool:
    """Whether a chain begins with what meetings begin with, and its numbers look like items'."""
    return len(chain) >= FEWEST_ITEMS and chain[0].n <= 2 and _is_first_matter(chain[0]) and _looks_like_items(chain)


def _looks_like_items(chain: Sequence[Candidate]) -> bool:
    return sum(each.worth for each in chain) >= _FAIR * len(chain)


def _covered(chain: Sequence[Candidate], lines: Sequence[Line]) -> float:
    """The share of the text that a chain spans, from its first item to the end of its last: a list spans little.

    Behind a number that opens as meetings do, all that follows is the meeting, however long the last item.
    """
    if len(chain) < 2:
        return 0.5
    start, end = chain[0].start, lines[-1].span.end
    spanned = end - start if _opens_a_meeting(chain) else (chain[-1].start - start) * len(chain) / (len(chain) - 1)
    return min(spanned / max(end - lines[0].span.start, 1), 1.0)


def _linked(earlier: Candidate, later: Candidate) -> float:
    """What a candidate adds to a chain that ends with an earlier one."""
    step = later.n - earlier.n
    in_order = later.form == CODE
    if step < 1 or (step > _LONGEST_STEP and not in_order) or earlier.series != later.series or (earlier.line, earlier.at) == (later.line, later.at):
        return 0.0
    if later.at and step > _STEP_INSIDE:
        return 0.0  # in the middle of a paragraph the next number opens an item, or the one behind it
    has_text = later.line - earlier.line > 1 + earlier.alone or later.start - earlier.start > _TEXT or earlier.runs_on
    worth = later.worth if has_text else _WITHOUT_TEXT * max(later.worth - _POOR, 0.0)
    return worth * (1.0 if step == 1 or in_order else 0.6 / step) * (1.0 if later.form == earlier.form else 0.85)


def _completed(chain: list[Candidate], found: Sequence[Candidate], lines: Sequence[Line]) -> list[Candidate]:
    """The chain with the numbers that it skips, where the text has them: out of order, given twice, or damaged."""
    if len(chain) < FEWEST_ITEMS:
        return chain
    series, forms = chain[0].series, {candidate.form for candidate in chain}
    held = {candidate.n for candidate in chain}
    listed = _listed(chain, found)
    level = levels(lines, [candidate.line for candidate in chain])
    free = [
        each
        for each in found
        if each.series == series
        and each.form in forms
        and each.worth >= _GOOD
        and not each.at
        and id(each) not in listed
        and level in (None, lines[each.line].level)
    ]
    last = max(held)
    while any(each.n == last + 1 for each in free):  # the last ones may have been taken first
        last += 1
    missing = set(range(1 if min(held) <= 3 else min(held), last + 1)) - held
    whole = list(chain)
    for candidate in free:
        if candidate.n in missing:
            whole.append(candidate)
            missing.discard(candidate.n)
    for earlier, later in zip(chain, [*chain[1:], None], strict=True):
        whole += _repeated(earlier, later, found)
    return _mended(sorted(whole, key=lambda each: each.start), lines)


def _listed(chain: Sequence[Candidate], found: Sequence[Candidate]) -> set[int]:
    """The candidates, by their identity, that are in lists inside the items of the chain."""
    items = {id(each) for each in chain}
    open_lists: dict[tuple[bool, int], list[Candidate]] = {}
    listed: set[int] = set()
    for each in found:
        if id(each) in items:
            open_lists = {}
            continue
        members = [*open_lists.pop((each.bracketed, each.n - 1), []), each]
        if len(members) > 1:
            listed |= {id(member) for member in members}
        if len(members) > 1 or each.n == 1:
            open_lists[each.bracketed, each.n] = members
    return listed


def _repeated(earlier: Candidate, later: Candidate | None, found: Sequence[Candidate]) -> list[Candidate]:
    """A number that was given twice running: it comes again before the next one, with another title."""
    if earlier.alone or earlier.form == CODE:
        return []
    between = [each for each in found if earlier.start < each.start and (later is None or each.start < later.start)]
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
    return sorted(found, key=lambda each: each.start)


def _one_off(one: str, other: str) -> bool:
    """Whether two numbers differ by one character: changed, left out or too many."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    same = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))
    return one[same + 1 :] == other[same + 1 :] or one[same:] == other[same + 1 :] or one[same + 1 :] == other[same:]
