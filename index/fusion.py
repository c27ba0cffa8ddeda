"""Two rankings to one. Pure functions over (key, score)."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, pstdev

Ranking = Sequence[tuple[int, float]]


def standardised(ranking: Ranking, floor: float) -> tuple[dict[int, float], float]:
    """Scores less their mean, over their standard deviation (z-scores), and the same of `floor`; all 0 when they are equal.

    `floor`, the score of whatever the ranking lacks, counts as one entry more: a single hit stands out from it.
    """
    scores = [score for _, score in ranking] + [floor]
    mean, spread = fmean(scores), pstdev(scores)
    return {key: (score - mean) / spread if spread else 0.0 for key, score in ranking}, (floor - mean) / spread if spread else 0.0


def fuse(meaning: Ranking, words: Ranking, share_of_words: float = 0.5) -> list[tuple[int, float]]:
    """The weighted sum of both rankings' z-scores, best first.

    `share_of_words` is the weight of `words`; the rest is that of `meaning`. What `meaning` lacks counts as its
    last, for everything has a cosine; what `words` lacks counts as 0, for it holds no word of the question. Ties
    keep the smaller key first.
    """
    by_meaning, without_meaning = standardised(meaning, min((score for _, score in meaning), default=0.0))
    by_words, without_words = standardised(words, 0.0)
    total = {
        key: (1 - share_of_words) * by_meaning.get(key, without_meaning) + share_of_words * by_words.get(key, without_words)
        for key in by_meaning.keys() | by_words.keys()
    }
    return sorted(total.items(), key=lambda each: (-each[1], each[0]))
