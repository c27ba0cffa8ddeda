"""Nearest neighbours by meaning: a flat FAISS index in half precision, exact under any filter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import IndexDamaged

Keys = NDArray[np.int64]


class MeaningIndex:
    """Inner product over vectors of length 1, which is their cosine. Keys are the catalogue's passage keys."""

    def __init__(self, dimension: int) -> None:
        self._index: Any = faiss.IndexIDMap2(faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT))

    @classmethod
    def load(cls, path: Path, dimension: int) -> MeaningIndex:
        """The index saved at `path`.

        Raises:
            IndexDamaged: it does not load, or is of another dimension.

        """
        made = cls.__new__(cls)
        try:
            made._index = faiss.read_index(str(path))
        except (RuntimeError, MemoryError) as error:  # all that FAISS raises
            raise IndexDamaged("FAISS cannot read it.", where=str(path)) from error
        if not isinstance(made._index, faiss.IndexIDMap2) or made._index.d != dimension:
            raise IndexDamaged(f"It is not an index of {dimension} dimensions.", where=str(path))
        return made

    def save(self, path: Path) -> None:
        """Write the index to a new file."""
        faiss.write_index(self._index, str(path))

    @property
    def size(self) -> int:
        """How many vectors it holds."""
        return int(self._index.ntotal)

    @property
    def keys(self) -> Keys:
        """The keys held, in no order."""
        return np.array(faiss.vector_to_array(self._index.id_map), np.int64)

    def add(self, keys: Keys, vectors: NDArray[np.float16] | NDArray[np.float32]) -> None:
        """Take in vectors of shape (keys, dimension)."""
        if len(keys):
            self._index.add_with_ids(np.ascontiguousarray(vectors, np.float32), np.ascontiguousarray(keys, np.int64))

    def remove(self, keys: Keys) -> None:
        """Forget keys."""
        if len(keys):
            self._index.remove_ids(np.ascontiguousarray(keys, np.int64))

    def search(self, vector: NDArray[np.float32], limit: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The `limit` keys of greatest cosine with `vector`, best first; with `allowed`, of these alone."""
        count = min(limit, self._index.ntotal if allowed is None else len(allowed))
        if count == 0:
            return []
        parameters: Any = None
        if allowed is not None:
            # FAISS's Python layer adds this keyword; its stubs do not know of it.
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(np.array(allowed, np.int64)))  # type: ignore[call-arg]
        with _one_thread():
            scores, keys = self._index.search(vector.reshape(1, -1), count, params=parameters)
        return [(int(key), float(score)) for key, score in zip(keys[0], scores[0], strict=True) if key >= 0]


@contextmanager
def _one_thread() -> Iterator[None]:
    """One question is no work for two threads: they wait for each other at full speed, which a busy machine feels.

    The number belongs to the calling thread, and torch goes by it too: so it is put back.
    """
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)
