"""How alike two spellings are."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA


def slips(one: str, other: str) -> int:
    """How many letters were left out, added, changed or exchanged with their neighbour (optimal string alignment distance)."""
    return int(OSA.distance(one, other))


def alike(word: str, words: Iterable[str], most: int) -> list[tuple[str, int]]:
    """(word, slips) of those that are at most `most` slips away, the nearest first."""
    found = process.extract(word, list(words), scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(near, int(distance)) for near, distance, _ in found]
