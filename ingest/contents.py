"""Tables of contents: the list of titles with page numbers that some minutes print before the minutes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.lines import Line
from ingest.spans import Span

_FEWEST = 3
_MOST_LINES = 6  # of one entry
_LONGEST = 250  # code points of one entry
_PAGE = re.compile(r"(?:[\s.…]{2}|\s)(?P<page>\d{1,3})$")
_LEADERS = " \t\n\xa0.…"
_NUMBER = re.compile(r"^(?P<number>\d{1,3})\.?(?=\s+[^\W\d_]|$)")
_HEAD = re.compile(r"^(?:table of )?contents\b|^items?\s+page(?: no\.?)?$|^page(?: no\.?)?$|^item$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contents:
    """`titles` by number as the table has them; `lines` it takes, as indexes; `spans` of the stored text."""

    titles: Mapping[str, str] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()
    spans: tuple[Span, ...] = ()


def contents(lines: Sequence[Line]) -> Contents:
    """The document's table of contents; an empty one when it has none.

    An entry is a number, a title and a page number, on one line or a few; three in a row with pages that
    never fall, and every number coming again behind them, make a table.
    """
    starts = [index for index, line in enumerate(lines) if _NUMBER.match(line.text)]
    run: list[tuple[str, str, int, int, int]] = []  # number, title, page, first line, line behind the last
    for at, index in enumerate(starts):
        until = min(starts[at + 1] if at + 1 < len(starts) else len(lines), index + _MOST_LINES)
        entry = _entry(lines, index, until)
        follows = not run or (entry is not None and index == run[-1][4] and entry[2] >= run[-1][2])
        if entry is not None and follows:
            run.append(entry)
        elif len(run) >= _FEWEST:
            break
        else:
            run = [entry] if entry else []
    if len(run) < _FEWEST or not _come_again(lines, run):
        return Contents()
    first, last = run[0][3], run[-1][4]
    while first and _HEAD.match(lines[first - 1].text):
        first -= 1
    taken = range(first, last)
    spans = tuple(lines[index].span for index in taken)
    return Contents({number: title for number, title, *_ in run}, frozenset(taken), spans)


def _entry(lines: Sequence[Line], index: int, until: int) -> tuple[str, str, int, int, int] | None:
    found = _NUMBER.match(lines[index].text)
    if found is None:
        return None
    text = lines[index].text[found.end() :]
    for more in range(index + 1, until + 1):
        if len(text) > _LONGEST:
            return None
        printed = _PAGE.search(text.strip())
        title = text.strip()[: printed.start()].rstrip(_LEADERS) if printed else ""
        if printed and any(map(str.isalpha, title)):
            return found["number"], " ".join(title.split()), int(printed["page"]), index, more
        if more < until:
            text += "\n" + lines[more].text
    return None


def _come_again(lines: Sequence[Line], run: Sequence[tuple[str, str, int, int, int]]) -> bool:
    """Whether most of the numbers open a line again behind the table."""
    behind = {found["number"] for line in lines[run[-1][4] :] if (found := _NUMBER.match(line.text))}
    again = sum(number in behind for number, *_ in run)
    return again >= max(_FEWEST - 1, 0.6 * len(run))
