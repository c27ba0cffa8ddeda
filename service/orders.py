"""Orders of lists that change with every document: kept for those who are reading one page by page."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from service.errors import CursorGone

_KEPT = 16  # generations: a library that takes documents in all the time has one for each lot


class Orders:
    """The ids of a list in their order, by generation of the library; the oldest that nobody has gone on with are dropped."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[str, ...]] = {}
        self._lock = threading.Lock()

    def keep(self, generation: int, ids: Sequence[str]) -> None:
        """Remember an order: a cursor was given for it."""
        with self._lock:
            self._held[generation] = self._held.pop(generation, ()) or tuple(ids)
            for oldest in list(self._held)[:-_KEPT]:
                del self._held[oldest]

    def of(self, generation: int) -> tuple[str, ...]:
        """The order of a generation.

        Raises:
            CursorGone: it is no longer kept.

        """
        with self._lock:
            if generation not in self._held:
                raise CursorGone("The list that this cursor goes on with is no longer kept.", where="cursor", todo="Ask for its first page again.")
            return self._held[generation]
