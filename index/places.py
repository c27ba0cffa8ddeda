"""Where every passage stands in its document: what comes before and after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.library import Library

Keys = NDArray[np.int64]
NONE = -1


@dataclass(frozen=True, slots=True)
class Places:
    """A row a passage in the order of the documents, each array of shape (passages,); `lengths` are those of items, in passages.

    `by_key` are the rows by rising key.
    """

    keys: Keys
    documents: Keys
    items: Keys
    lengths: Keys
    by_key: Keys

    def held(self, keys: Keys) -> Keys:
        """Those of the keys that have a row: passages may have come after this was read."""
        at = np.searchsorted(self.keys, keys, sorter=self.by_key)
        inside = at < len(self.keys)
        there = keys[inside]
        kept: Keys = there[self.keys[self.by_key[at[inside]]] == there]
        return kept

    def rows(self, keys: Keys) -> Keys:
        """The row of each key that is held."""
        return self.by_key[np.searchsorted(self.keys, keys, sorter=self.by_key)]

    def beside(self, rows: Keys, offset: int, *, same_item: bool) -> Keys:
        """The row `offset` passages after each (before, where it is negative), `NONE` where the document, or the item, ends sooner."""
        if not len(self.keys):
            return np.full(len(rows), NONE, np.int64)
        groups = self.items if same_item else self.documents
        there = rows + offset
        inside = np.clip(there, 0, len(self.keys) - 1)
        return np.where((inside == there) & (groups[inside] == groups[rows]), inside, NONE)


def places(library: Library) -> Places:
    """The places of all passages of a library: `library.kept(places)`."""
    with library.reading() as catalogue:
        rows = catalogue.connection.execute("SELECT key, document, item FROM passages ORDER BY document, ordinal").fetchall()
    keys, documents, items = (np.array([row[column] for row in rows], np.int64) for column in range(3))
    _, of, counts = np.unique(items, return_inverse=True, return_counts=True)
    return Places(keys, documents, items, counts[of] if len(keys) else keys, np.argsort(keys))
