"""Lists of what a library holds, read page by page: a page begins after a place, so that what comes or goes elsewhere moves nothing.

Rows stand by their meeting, the newest first and those without a date last, then by the meeting's id and by their numbers in it.
None of these changes while documents come and go. The index of dates finds a page's first row, so the last page costs what the first does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from index.catalogue import Catalogue
from index.library import Library
from index.listed import teach

MEETING = "m.document NOT IN (SELECT document FROM twins WHERE other < document)"  # one file of a meeting, however many there are
_MOST_TOTALS = 1000  # that are kept


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed: `tables` joined to the meetings `m`, `columns` of them, and the numbers `within` a meeting that tell its rows apart."""

    columns: str
    tables: str = ""
    within: tuple[str, ...] = ()
    where: str = "1"

    @property
    def kinds(self) -> tuple[type | tuple[type, ...], ...]:
        """Of what type the parts of a place are: a meeting's day and id, and the numbers within it."""
        return ((str, type(None)), str, *(int for _ in self.within))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A condition over the rows of a list, with its values."""

    where: str = "1"
    values: tuple[Any, ...] = ()

    def also(self, condition: str, *values: Any) -> Narrowed:
        """The same and a condition more, unless its one value is None: then nothing was asked."""
        return self if values == (None,) else Narrowed(f"{self.where} AND {condition}", self.values + values)


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list and the place of the last, after which it goes on; None where it does not."""

    rows: tuple[sqlite3.Row, ...]
    place: tuple[Any, ...] | None


_EACH = "CROSS JOIN items i ON i.document = m.document CROSS JOIN json_each(i.{0}) x"
_ITEM = "i.id AS item, i.number, i.title, i.page, m.document, x.key AS at, x.value AS said"
MEETINGS = Listing("m.document")
DOCUMENTS = Listing("m.document, d.format, d.added, d.rules, d.text_sha256, d.title AS heading, m.state", "CROSS JOIN documents d ON d.key = m.document")
ITEMS = Listing("i.key, m.document", "CROSS JOIN items i ON i.document = m.document", ("i.ordinal",), "i.ordinal > 0")
DECISIONS = Listing(_ITEM, _EACH.format("decisions"), ("i.ordinal", "x.key"), MEETING)
ACTIONS = Listing(f"{_ITEM}, due_day(x.value ->> 'due', m.date) AS due_day", _EACH.format("actions"), ("i.ordinal", "x.key"), MEETING)
ATTENDANCE = Listing(
    "m.document, x.key AS at, x.value AS said", "CROSS JOIN json_each(m.attendance) x", ("x.key",), f"{MEETING} AND NOT is_public(x.value ->> 'role')"
)


def page_of(catalogue: Catalogue, listing: Listing, narrowed: Narrowed, after: Sequence[Any] | None, limit: int) -> Page:
    """The next `limit` rows after a place, from the beginning without one."""
    teach(catalogue.connection)
    rows = list(islice(chain.from_iterable(_runs(catalogue, listing, narrowed, after, limit + 1)), limit + 1))
    shown = tuple(rows[:limit])
    return Page(shown, tuple(shown[-1])[: len(listing.kinds)] if len(rows) > limit else None)


def total_of(library: Library, catalogue: Catalogue, listing: Listing, narrowed: Narrowed) -> int:
    """How many rows there are: counted once for a generation, because to count takes longer than a page."""
    totals = library.kept(_totals)
    asked = (listing, narrowed)
    if asked not in totals:
        if len(totals) >= _MOST_TOTALS:
            totals.clear()
        teach(catalogue.connection)
        sql = f"SELECT count(*) FROM meetings m {listing.tables} WHERE {listing.where} AND {narrowed.where}"
        totals[asked] = catalogue.connection.execute(sql, narrowed.values).fetchone()[0]
    return totals[asked]


def _totals(_: Library) -> dict[tuple[Listing, Narrowed], int]:
    return {}


def _runs(catalogue: Catalogue, listing: Listing, narrowed: Narrowed, after: Sequence[Any] | None, limit: int) -> Iterator[Iterator[sqlite3.Row]]:
    """The rows of the rest of the place's day, of the days before it, and of no day."""
    order = ", ".join(("m.id", *listing.within))
    sql = (
        f"SELECT m.date, {order}, {listing.columns} FROM meetings m {listing.tables}"
        f" WHERE {listing.where} AND {narrowed.where} AND %s ORDER BY m.date DESC, {order} LIMIT ?"
    )
    for condition, values in _stretches(order, after):
        yield iter(catalogue.connection.execute(sql % condition, (*narrowed.values, *values, limit)))


def _stretches(order: str, after: Sequence[Any] | None) -> Iterator[tuple[str, tuple[Any, ...]]]:
    later = f"({order}) > ({','.join('?' * (order.count(',') + 1))})"
    if after is None:
        yield "m.date IS NOT NULL", ()
    elif after[0] is not None:
        yield f"m.date = ? AND {later}", tuple(after)
        yield "m.date < ?", (after[0],)
    yield ("m.date IS NULL", ()) if after is None or after[0] is not None else (f"m.date IS NULL AND {later}", tuple(after[1:]))
