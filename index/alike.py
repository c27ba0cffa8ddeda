"""How alike two spellings are."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA


def alike(word: str, words: Iterable[str], most: int) -> list[tuple[str, int]]:
    """(word, slips) of those that are at most `most` slips away, the nearest first.

    A letter left out, added, changed or exchanged with its neighbour is a slip (optimal string alignment distance).
    """
    found = process.extract(word, list(words), scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(near, int(distance)) for near, distance, _ in found]
