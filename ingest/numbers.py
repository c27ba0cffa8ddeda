"""What the items' numbers count: `31/19`, `19.03.4` and `G-2` as rows of figures that should go up by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.domain import Item

_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Counted:
    """An item, what its number counts, and how that number is written, with `{}` for what it counts."""

    item: Item
    n: int
    written: str


def counted(items: Sequence[Item]) -> tuple[tuple[Counted, ...], ...]:
    """Rows of numbered items, in their order: those whose numbers differ in one and the same figure.

    Of several figures in a number, the one that counts is the one that takes most values over the document:
    in `31/19`, `32/19` the first, in `19.03.1`, `19.03.2` the last.
    """
    numbered = [(item, _FIGURES.findall(item.number_read)) for item in items if item.number_read]
    places = max((len(figures) for _, figures in numbered), default=0)
    values = [{figures[place] for _, figures in numbered if len(figures) > place} for place in range(places)]
    best = max(range(places), key=lambda place: (len(values[place]), place), default=0)
    rows: dict[str, list[Counted]] = {}
    for item, figures in numbered:
        if len(figures) > best:
            written = _written(item.number_read or "", best)
            rows.setdefault(written, []).append(Counted(item, int(figures[best]), written))
    return tuple(tuple(row) for row in rows.values())


def _written(number: str, place: int) -> str:
    """The number with `{}` for the figures that count, and without the stop behind it."""
    found = list(_FIGURES.finditer(number))[place]
    return f"{number[: found.start()]}{{}}{number[found.end() :]}".replace("{}.0", "{}").rstrip(".:) ")
