"""The passages that may answer a question: the first of both arms, with what each arm makes of them and of what stands around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.generations import Snapshot
from index.places import NONE, Places

DEPTH = 100  # of each arm: together they held all evidence of the 140 questions measured
_DEPTH_PREFERRED = 30  # of each arm, among what a guess prefers
_LOWEST = -4.0  # standard deviations: how far below the mean a passage may come out

Keys = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pool:
    """A row a passage, each array of shape (passages,).

    `meaning` is the cosine, `words` the BM25 score, 0 where a passage holds no word of the question; `in_meaning`
    and `in_words` say which arm found it, `meaning_rank` and `words_rank` count from 0 (`DEPTH` where it did not).
    `_z` are the scores less the mean of what the arm found, over its standard deviation; `around_` is the mean of the
    passages before and after, `item_` the best other of the same item, `document_` the mean of the best three others of the same document.
    """

    keys: Keys
    meaning: Scores
    words: Scores
    in_meaning: NDArray[np.bool_]
    in_words: NDArray[np.bool_]
    meaning_rank: Scores
    words_rank: Scores
    meaning_z: Scores
    words_z: Scores
    around_meaning: Scores
    around_words: Scores
    item_meaning: Scores
    item_words: Scores
    document_meaning: Scores
    document_words: Scores
    item_length: Scores


def pool(
    snapshot: Snapshot,
    held: Places,
    vector: NDArray[np.float32],
    terms: Sequence[str],
    allowed: Sequence[int] | None = None,
    preferred: Sequence[int] | None = None,
) -> Pool:
    """The candidates among `allowed` (None: all), with the best of `preferred` among them, whatever else matches better."""
    by_meaning, by_words = snapshot.meaning.search(vector, DEPTH, allowed), snapshot.words.search(terms, DEPTH, allowed)
    found = {key for key, _ in (*by_meaning, *by_words)}
    if preferred:
        found |= {key for key, _ in snapshot.meaning.search(vector, _DEPTH_PREFERRED, preferred)}
        found |= {key for key, _ in snapshot.words.search(terms, _DEPTH_PREFERRED, preferred)}
    keys = np.array(sorted(found), np.int64)
    keys = keys[held.held(keys)]
    rows = held.rows(keys)
    beside = np.stack([held.before[rows], held.after[rows]]) if len(keys) else np.zeros((2, 0), np.int64)
    around = sorted(set(beside.ravel().tolist()) - {NONE} | set(keys.tolist()))
    cosines = dict(snapshot.meaning.search(vector, len(around), around))
    scores = dict(snapshot.words.search(terms, len(around), around))
    meaning, words = _values(keys, cosines), _values(keys, scores)
    of_meaning, of_words = _Scale([score for _, score in by_meaning]), _Scale([*(score for _, score in by_words), 0.0])
    meaning_z, words_z = of_meaning(meaning), of_words(words)
    least_meaning, least_words = of_meaning.least, of_words.least
    items, documents = held.items[rows], held.documents[rows]
    return Pool(
        keys=keys,
        meaning=meaning,
        words=words,
        in_meaning=np.isin(keys, [key for key, _ in by_meaning]),
        in_words=np.isin(keys, [key for key, _ in by_words]),
        meaning_rank=_ranks(keys, by_meaning),
        words_rank=_ranks(keys, by_words),
        meaning_z=meaning_z,
        words_z=words_z,
        around_meaning=_around(beside, cosines, of_meaning),
        around_words=_around(beside, scores, of_words),
        item_meaning=_others(items, meaning_z, least_meaning, 1),
        item_words=_others(items, words_z, least_words, 1),
        document_meaning=_others(documents, meaning_z, least_meaning, 3),
        document_words=_others(documents, words_z, least_words, 3),
        item_length=held.lengths[rows].astype(np.float64),
    )


class _Scale:
    """Scores to z-scores, by the mean and the standard deviation of what an arm found."""

    def __init__(self, scores: Sequence[float]) -> None:
        self._mean, self._spread = (float(np.mean(scores)), float(np.std(scores))) if len(scores) else (0.0, 0.0)
        self.least = float(self(np.array([min(scores, default=0.0)]))[0])

    def __call__(self, scores: Scores) -> Scores:
        if not self._spread:
            return np.zeros(len(scores))
        return np.maximum((scores - self._mean) / self._spread, _LOWEST)


def _values(keys: Keys, scores: Mapping[int, float]) -> Scores:
    return np.array([scores.get(int(key), 0.0) for key in keys], np.float64)


def _ranks(keys: Keys, ranking: Sequence[tuple[int, float]]) -> Scores:
    rank = {key: at for at, (key, _) in enumerate(ranking)}
    return np.array([rank.get(int(key), DEPTH) for key in keys], np.float64)


def _around(beside: NDArray[np.int64], scores: Mapping[int, float], scale: _Scale) -> Scores:
    """The mean z-score of what stands before and after; the least where there is neither."""
    there = beside != NONE
    values = np.where(there, np.maximum(scale(np.array([scores.get(int(key), 0.0) for key in beside.ravel()])).reshape(beside.shape), scale.least), 0.0)
    count = there.sum(axis=0)
    return np.where(count > 0, values.sum(axis=0) / np.maximum(count, 1), scale.least)


def _others(groups: Keys, values: Scores, least: float, most: int) -> Scores:
    """For each, the mean of the `most` best values of the others in its group, `least` for each that is wanting."""
    found = np.full(len(values), least)
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        best = members[np.argsort(-values[members])][: most + 1]
        for member in members:
            others = [max(values[each], least) for each in best if each != member][:most]
            found[member] = (sum(others) + least * (most - len(others))) / most
    return found
