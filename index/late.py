"""Late interaction: a question and a passage compared token by token, by the vectors that the model gives each in its context."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from index.encoder import Tokens
from index.words import terms

_WORD = re.compile(r"\w+")


def weights(question: str, tokens: Tokens, rarity: Mapping[str, float]) -> NDArray[np.float32]:
    """A weight a token of the question, together 1: the inverse document frequency of the stem of its word; shape (tokens,)."""
    of_place = np.zeros(len(question) + 1, np.float32)
    for word in _WORD.finditer(question):
        of_place[word.start() : word.end()] = max((rarity.get(term, 0.0) for term in terms(word.group())), default=0.0)
    found = of_place[tokens.places[:, 0]] if len(tokens.places) else np.zeros(0, np.float32)
    whole = float(found.sum())
    even = np.full(len(found), 1 / max(1, len(found)), np.float32)
    return np.asarray(found / whole if whole else even, np.float32)


def closeness(question: Tokens, weight: NDArray[np.float32], passage: Tokens) -> float:
    """The weighted mean, over the question's tokens, of the cosine of each with its nearest token of the passage, -1 to 1 (Khattab and Zaharia 2020)."""
    if not len(question.vectors) or not len(passage.vectors):
        return 0.0
    return float((question.vectors @ passage.vectors.T).max(axis=1) @ weight)
