"""The passages that may answer a question: the first of both arms, with what each arm makes of them and of what stands around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from index.generations import Snapshot
from index.places import NONE, Places

DEPTH = 100  # of each arm: together they held all evidence of the 140 questions measured
_DEPTH_PREFERRED = 30  # of each arm, among what a guess prefers
_EXPANDED = 20  # candidates whose neighbours in the item come along
_REACH = (-2, -1, 1, 2)
_NEXT, _NEAR, _FAR = (-1, 1), (-3, -2, 2, 3), (-6, -5, -4, 4, 5, 6)
_LOWEST = -4.0  # standard deviations: how far below the mean a passage may come out

Keys = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Arm:
    """What one arm makes of the candidates, each of shape (passages,).

    `scores` are its own (0 where the words find nothing), `z` the same less the mean of what the arm found, over its
    standard deviation; `rank` counts from 0, `DEPTH` where it was not found. `beside` is the better z of the passages before and
    after, `next` their mean, `near` the mean of those two and three away in the same item, `far` of those four to six away,
    `item` the best z of all these that are of the same item.
    """

    found: NDArray[np.bool_]
    scores: Scores
    z: Scores
    rank: Scores
    beside: Scores
    next: Scores
    near: Scores
    far: Scores
    item: Scores


@dataclass(frozen=True, slots=True)
class Pool:
    """A row a candidate; `length` is that of its item, in passages."""

    keys: Keys
    meaning: Arm
    words: Arm
    length: Scores

    def only(self, kept: Keys) -> Pool:
        """The candidates at these rows."""
        return Pool(self.keys[kept], _only(self.meaning, kept), _only(self.words, kept), self.length[kept])


def pool(
    snapshot: Snapshot,
    places: Places,
    vector: NDArray[np.float32],
    terms: Mapping[str, float],
    allowed: Sequence[int] | None = None,
    preferred: Sequence[int] | None = None,
) -> Pool:
    """The candidates among `allowed` (None: all), with the best of `preferred` among them, whatever else matches better."""
    by_meaning, by_words = snapshot.meaning.search(vector, DEPTH, allowed), snapshot.words.search(terms, DEPTH, allowed)
    of_meaning, of_words = _Scale([score for _, score in by_meaning]), _Scale([*(score for _, score in by_words), 0.0])
    found = {key for key, _ in (*by_meaning, *by_words)}
    if preferred:
        found |= {key for key, _ in snapshot.meaning.search(vector, _DEPTH_PREFERRED, preferred)}
        found |= {key for key, _ in snapshot.words.search(terms, _DEPTH_PREFERRED, preferred)}
    keys = places.held(np.array(sorted(found), np.int64))
    matched = of_meaning(_values(keys, dict(by_meaning))) + of_words(_values(keys, dict(by_words)))
    keys = _with_neighbours(places, keys[np.argsort(-matched)], allowed)
    rows = places.rows(keys)
    beside, own = (np.stack([places.beside(rows, offset, same_item=item) for offset in _NEXT]) for item in (False, True))
    near, far = (np.stack([places.beside(rows, offset, same_item=True) for offset in ring]) for ring in (_NEAR, _FAR))
    every = np.unique(np.concatenate([rows, *(ring[ring != NONE] for ring in (beside, near, far))]))
    asked = [int(key) for key in places.keys[every]]
    cosines, scores = dict(snapshot.meaning.search(vector, len(asked), asked)), dict(snapshot.words.search(terms, len(asked), asked))

    def arm(ranking: Sequence[tuple[int, float]], values: Mapping[int, float], scale: _Scale) -> Arm:
        of_row = np.full(len(places.keys) + 1, scale.least)  # the last one stands for NONE
        of_row[every] = np.maximum(scale(_values(places.keys[every], values)), scale.least)
        return Arm(
            found=np.isin(keys, [key for key, _ in ranking]),
            scores=_values(keys, values),
            z=scale(_values(keys, values)),
            rank=_values(keys, {key: at for at, (key, _) in enumerate(ranking)}, DEPTH),
            beside=of_row[beside].max(axis=0),
            next=of_row[beside].mean(axis=0),
            near=of_row[near].mean(axis=0),
            far=of_row[far].mean(axis=0),
            item=of_row[np.concatenate([own, near, far])].max(axis=0),
        )

    return Pool(keys, arm(by_meaning, cosines, of_meaning), arm(by_words, scores, of_words), places.lengths[rows].astype(np.float64))


def _with_neighbours(places: Places, keys: Keys, allowed: Sequence[int] | None) -> Keys:
    """The keys, best first, with what stands beside the first of them in the same item: a matter that is talked over at length. They come sorted."""
    best = places.rows(keys[:_EXPANDED])
    beside = np.concatenate([places.beside(best, offset, same_item=True) for offset in _REACH]) if len(keys) else keys
    more = places.keys[beside[beside != NONE]]
    return np.union1d(keys, more if allowed is None else more[np.isin(more, allowed)])


class _Scale:
    """Scores to z-scores, by the mean and the standard deviation of what an arm found; `least` is that of the last."""

    def __init__(self, scores: Sequence[float]) -> None:
        self._mean, self._spread = (float(np.mean(scores)), float(np.std(scores))) if len(scores) else (0.0, 0.0)
        self.least = float(self(np.array([min(scores, default=0.0)]))[0])

    def __call__(self, scores: Scores) -> Scores:
        if not self._spread:
            return np.zeros(len(scores))
        return np.maximum((scores - self._mean) / self._spread, _LOWEST)


def _values(keys: Keys, scores: Mapping[int, float], default: float = 0.0) -> Scores:
    return np.array([scores.get(int(key), default) for key in keys], np.float64)


def _only(arm: Arm, kept: Keys) -> Arm:
    return Arm(*(getattr(arm, each.name)[kept] for each in fields(Arm)))
