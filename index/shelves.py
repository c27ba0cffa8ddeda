"""Where every passage belongs: its document, and with it body, committee and date. What a whole list is sorted and counted by."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.ids import letters
from index.library import Library

Keys = NDArray[np.int64]
ID = np.dtype("S20")  # hexadecimal digits of a passage's id
UNKNOWN = np.int64(1 << 40)  # sorts after every day


@dataclass(frozen=True, slots=True)
class Shelf:
    """A document and its meeting."""

    id: str
    name: str
    body: str | None
    committee: str | None
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many passages of a list have a value, None where it is unknown; `id` is a document's."""

    value: str | None
    passages: int
    id: str | None = None


Facets = Mapping[str, tuple[Count, ...]]  # by body, committee, year, document: the most frequent first


@dataclass(frozen=True, slots=True)
class Shelves:
    """A row a passage, by rising key; `days` are ordinals of dates, `order` is the place in the reading order: by document, within it as it stands there."""

    keys: Keys
    ids: NDArray[np.bytes_]
    documents: Keys
    days: Keys
    order: Keys
    shelves: Mapping[int, Shelf]

    def rows(self, keys: Keys) -> Keys:
        """The row of each key; of one that is not held, -1."""
        if not len(self.keys):
            return np.full(len(keys), -1, np.int64)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, at, -1)

    def facets(self, rows: Keys) -> Facets:
        """What the passages at these rows are of, and how many."""
        documents, counts = np.unique(self.documents[rows], return_counts=True)
        held = [(self.shelves[key], int(count)) for key, count in zip(documents.tolist(), counts.tolist(), strict=True)]

        def counted(of: Callable[[Shelf], str | None]) -> tuple[Count, ...]:
            found: Counter[str | None] = Counter()
            printed: dict[str, str] = {}  # a name that is printed in several ways is counted as one, as filters take it
            for shelf, count in held:
                value = of(shelf)
                found[value and printed.setdefault(letters(value), value)] += count
            return tuple(Count(value, count) for value, count in sorted(found.items(), key=lambda each: (-each[1], each[0] is None, each[0])))

        return {
            "body": counted(lambda shelf: shelf.body),
            "committee": counted(lambda shelf: shelf.committee),
            "year": counted(lambda shelf: f"{shelf.date.year:04}" if shelf.date else None),
            "document": tuple(Count(shelf.name, count, shelf.id) for shelf, count in sorted(held, key=lambda each: (-each[1], each[0].name, each[0].id))),
        }


def shelves(library: Library) -> Shelves:
    """The shelves of a library: `library.kept(shelves)`."""
    with library.reading() as catalogue:
        rows = catalogue.connection.execute("SELECT key, id, document, ordinal FROM passages ORDER BY key").fetchall()
        held = {each.document.key: each for each in catalogue.meetings()}
    found = {key: Shelf(each.document.id, each.document.name, each.body, each.committee, each.date) for key, each in held.items()}
    keys, documents, ordinals = (np.array([row[column] for row in rows], np.int64) for column in ("key", "document", "ordinal"))
    ids = np.array([row["id"].encode() for row in rows], ID)
    day_of = {key: each.date.toordinal() if each.date else int(UNKNOWN) for key, each in found.items()}
    days = np.array([day_of[key] for key in documents.tolist()], np.int64)
    names = {key: place for place, key in enumerate(sorted(found, key=lambda key: found[key].id))}  # an id outlives a new reading, a key does not
    place = np.array([names[key] for key in documents.tolist()], np.int64)
    order = np.empty(len(keys), np.int64)
    order[np.lexsort((ordinals, place))] = np.arange(len(keys))
    return Shelves(keys, ids, documents, days, order, found)
