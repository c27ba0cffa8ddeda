"""Lists that were found, kept so that they can be read on page by page while the library changes."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sized
from typing import TypeVar

T = TypeVar("T", bound=Sized)
MOST_PASSAGES = 1_000_000  # of all lists together, some 25 MB
LONGEST_S = 3600  # since a list was last read on


class Pins:
    """The lists read last, by what was asked and of which generation."""

    def __init__(self, most: int = MOST_PASSAGES, longest_s: float = LONGEST_S, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._longest_s, self._clock = most, longest_s, clock
        self._held: OrderedDict[str, tuple[float, Sized]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, key: str, listing: Sized) -> None:
        """Keep a list; those that were not read for longest give way."""
        with self._lock:
            self._held[key] = (self._clock(), listing)
            self._held.move_to_end(key)
            self._let_go()

    def get(self, key: str, kind: type[T]) -> T | None:
        """The list that was kept, None when it had to give way."""
        with self._lock:
            self._let_go()
            held = self._held.get(key)
            if held is None or not isinstance(held[1], kind):
                return None
            self._held[key] = (self._clock(), held[1])
            self._held.move_to_end(key)
            return held[1]

    def _let_go(self) -> None:
        passages = sum(len(listing) for _, listing in self._held.values())
        oldest = self._clock() - self._longest_s
        while self._held:
            key, (read, listing) = next(iter(self._held.items()))
            if read >= oldest and (passages <= self._most or len(self._held) == 1):
                return
            del self._held[key]
            passages -= len(listing)
