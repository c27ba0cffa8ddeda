"""Where every passage stands in its document: what comes before and after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue

Keys = NDArray[np.int64]
NONE = -1


@dataclass(frozen=True, slots=True)
class Places:
    """A row a passage, by rising key, each of shape (passages,). `before` and `after` are keys of the same document, or `NONE`."""

    keys: Keys
    documents: Keys
    items: Keys
    before: Keys
    after: Keys
    lengths: Keys

    def rows(self, keys: Keys) -> Keys:
        """The row of each key. Keys that came after this was made get the row of another: see `held`."""
        return np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)

    def held(self, keys: Keys) -> NDArray[np.bool_]:
        """Whether each key has a row."""
        return self.keys[self.rows(keys)] == keys if len(self.keys) else np.zeros(len(keys), np.bool_)


def places(catalogue: Catalogue) -> Places:
    """The places of all passages of a library; `lengths` are those of their items, in passages."""
    rows = catalogue.connection.execute("SELECT key, document, item FROM passages ORDER BY document, ordinal").fetchall()
    keys, documents, items = (np.array([row[column] for row in rows], np.int64) for column in range(3))
    same = documents[1:] == documents[:-1]
    before, after = np.full(len(keys), NONE, np.int64), np.full(len(keys), NONE, np.int64)
    before[1:][same], after[:-1][same] = keys[:-1][same], keys[1:][same]
    _, of, counts = np.unique(items, return_inverse=True, return_counts=True)
    order = np.argsort(keys)
    return Places(keys[order], documents[order], items[order], before[order], after[order], counts[of][order] if len(keys) else keys)
