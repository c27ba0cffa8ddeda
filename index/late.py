"""Late interaction: a question and a passage compared token by token, by the vectors that the model gives each in its context."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Tokens
from index.records import PassageRecord
from index.words import terms
from ingest.repairs import repair

CLOSENESS = ("closeness", "closeness of its best sentence")  # known of the best few passages alone
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Closeness:
    """How near a passage, and each of its sentences in their order, comes to the question: -1 to 1."""

    whole: float
    sentences: tuple[float, ...]

    @property
    def features(self) -> dict[str, float]:
        """The same as features of the passage, named as in `CLOSENESS`."""
        return dict(zip(CLOSENESS, (self.whole, max(self.sentences, default=0.0)), strict=True))


def closeness(encoder: Encoder, question: str, passages: Sequence[PassageRecord], rarity: Mapping[str, float]) -> tuple[Closeness, ...]:
    """The closeness of each passage: the mean, over the question's tokens, of the cosine of each with its nearest token of the passage.

    A token counts by the inverse document frequency of the stem of its word (`rarity`). (Khattab and Zaharia 2020, ColBERT.)
    """
    if not passages:
        return ()
    read = [_as_read(passage) for passage in passages]
    asked, *others = encoder.tokens([question, *(text for text, _ in read)])
    weight = _weights(question, asked, rarity)
    return tuple(_compared(asked, weight, tokens, starts) for tokens, (_, starts) in zip(others, read, strict=True))


def _as_read(passage: PassageRecord) -> tuple[str, list[int]]:
    """The passage as the model reads it, its heading first where it does not show it, and where each sentence begins in it."""
    shown = any(role == "heading" for _, _, role in passage.sentences)
    text = "" if shown or not passage.item.title else f"{repair(' '.join(passage.item.title.split()))}\n"
    starts = []
    for start, end, _ in passage.sentences:
        starts.append(len(text))
        text += repair(passage.text[start:end]) + "\n"
    return text, starts


def _weights(question: str, tokens: Tokens, rarity: Mapping[str, float]) -> NDArray[np.float32]:
    """A weight a token of the question, together 1; shape (tokens,)."""
    of_place = np.zeros(len(question) + 1, np.float32)
    for word in _WORD.finditer(question):
        of_place[word.start() : word.end()] = max((rarity.get(term, 0.0) for term in terms(word.group())), default=0.0)
    found = of_place[tokens.places[:, 0]] if len(tokens.places) else np.zeros(0, np.float32)
    whole = float(found.sum())
    return found / whole if whole else np.full(len(found), 1 / max(1, len(found)), np.float32)


def _compared(asked: Tokens, weight: NDArray[np.float32], passage: Tokens, starts: Sequence[int]) -> Closeness:
    if not len(asked.vectors) or not len(passage.vectors):
        return Closeness(0.0, (0.0,) * len(starts))
    cosines = asked.vectors @ passage.vectors.T
    first = np.searchsorted(passage.places[:, 0], starts)
    ends = [*first[1:], cosines.shape[1]]
    sentences = tuple(float(cosines[:, a:b].max(axis=1) @ weight) if a < b else 0.0 for a, b in zip(first, ends, strict=True))
    return Closeness(float(cosines.max(axis=1) @ weight), sentences)
