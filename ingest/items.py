"""Where one item ends and the next begins: at the numbers of the best chain, else at headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.candidates import CODE, Candidate
from ingest.chains import FEWEST_ITEMS, best_chain
from ingest.contents import Contents
from ingest.headings import between, headings
from ingest.lines import Line, breaks
from ingest.titles import Title, is_sentence, is_title, read_title


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an item begins: offset `at` of line `line`, and the title that starts on that line.

    `number` is as printed (None under a heading), `number_read` mended; `rule` names what made the boundary.
    """

    line: int
    at: int
    number: str | None
    number_read: str | None
    title: Title
    rule: str


def openings(lines: Sequence[Line], table: Contents) -> tuple[Opening, ...]:
    """The items' beginnings, in order; empty when the text is a single piece.

    `table` is the document's table of contents, whose lines open nothing.
    """
    most, best = best_chain(lines, table)
    heads = headings(lines)
    titled = sum(candidate.worth for candidate in best) >= 0.6 * len(best)
    regular = best and best[0].n == 1 and sum(later.n - earlier.n == 1 for earlier, later in pairwise(best)) >= 0.8 * (len(best) - 1)
    if len(best) >= FEWEST_ITEMS and (titled or (regular and len(best) > FEWEST_ITEMS) or most >= len(heads)):
        return _numbered(best, lines, table)
    if best and best[0].n == 1 and best[0].worth >= 1 and len(heads) < FEWEST_ITEMS:
        return _numbered(best, lines, table)
    return tuple(_headed(index, lines, "heading") for index in heads)


def _numbered(chain: Sequence[Candidate], lines: Sequence[Line], table: Contents) -> tuple[Opening, ...]:
    how = breaks(lines)
    above = _titles_above(chain, lines)
    found: list[Opening] = []
    for candidate, following in zip(chain, [*chain[1:], None], strict=True):
        end = len(lines) if following is None else max(following.line, candidate.line + 1)
        number = candidate.read or candidate.number
        if above:
            title = Title(0, len(lines[candidate.line - 1].text))
            found.append(Opening(candidate.line - 1, 0, candidate.number, number, title, candidate.form))
            continue
        line = lines[candidate.line]
        known = table.titles.get(candidate.number)
        if following is not None and following.line == candidate.line:
            title = _within(line, candidate, following.at)
        elif candidate.form == CODE:
            title = Title(0, line.text.rindex("(") - 1)
        else:
            title = read_title(lines, candidate.line, candidate.title_at, end, known, how)
        found.append(Opening(candidate.line, candidate.at, candidate.number, number, title, candidate.form))
    titled = {index for opening in found for index in range(opening.line, opening.line + opening.title.lines)}
    extra = [_headed(index, lines, "heading between numbers") for index in between(lines, [each.line for each in found], titled)]
    return tuple(sorted([*found, *extra], key=lambda each: (each.line, each.at)))


def _within(line: Line, candidate: Candidate, until: int) -> Title:
    """The title of an item that ends within its line: the next one opens at offset `until` of it."""
    piece = replace(line, text=line.text[:until].rstrip())
    return read_title([piece], 0, candidate.title_at, 1)


def _titles_above(chain: Sequence[Candidate], lines: Sequence[Line]) -> bool:
    """Whether the numbers stand alone on the line below their titles."""
    alone = [each for each in chain if each.line and each.title_at >= len(lines[each.line].text)]
    if len(alone) < 0.8 * len(chain):
        return False
    above = sum(is_title(lines[each.line - 1].text) and lines[each.line - 1].opens for each in alone)
    below = sum(each.line + 1 < len(lines) and not is_sentence(lines[each.line + 1].text) and is_title(lines[each.line + 1].text) for each in alone)
    return above > 0.7 * len(chain) and below < above


def _headed(index: int, lines: Sequence[Line], rule: str) -> Opening:
    text = lines[index].text
    colon = re.search(r":(?=\s|$)", text) if lines[index].level is None else None
    none = re.search(r"\s+none\W*$", text, re.IGNORECASE)
    end = colon.start() if colon and text[colon.end() :].strip() else none.start() if none else len(text.rstrip("-–— :"))
    return Opening(index, 0, None, None, Title(0, end), rule)
