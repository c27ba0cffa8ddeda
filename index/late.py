"""Late interaction: a question and a passage compared token by token, by the vectors that the model gives each in its context.

Passages are read once, when they come, and their token vectors kept small: along the directions in which a model's tokens differ
most (`directions`), a byte each. Nothing but the question is encoded when it is asked.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Read, Tokens, Vectors
from index.words import terms
from ingest.domain import Role
from ingest.repairs import prepared

CLOSENESS = ("closeness", "closeness of its best sentence")  # known of the best few passages alone
WIDTH = 96  # directions: of 384 they keep the order of passages at a correlation of .96, 64 at .93 and 128 at .97
_LISTS, _LENGTH = 100, 24  # of words, from which the directions are told
_LARGEST = 127  # of a signed byte
_AT_A_TIME = 64  # passages whose token vectors are held whole
_WORD = re.compile(r"\w+")

Sentences = Sequence[tuple[int, int, Role]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A passage's token vectors of length 1 times 127, int8, shape (tokens, width), and how many tokens are of its heading and of each of its sentences."""

    vectors: NDArray[np.int8]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's token vectors, shape (tokens, width), with the weight of each, together 1."""

    vectors: Vectors
    weights: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Closeness:
    """How near a passage, and each of its sentences in their order, comes to the question: -1 to 1."""

    whole: float
    sentences: tuple[float, ...]

    @property
    def features(self) -> dict[str, float]:
        """The same as features of the passage, named as in `CLOSENESS`."""
        return dict(zip(CLOSENESS, (self.whole, max(self.sentences, default=0.0)), strict=True))


def directions(encoder: Encoder, words: Sequence[str]) -> Vectors:
    """The directions in which a model's tokens differ most, shape (dimension, width): principal components, not centred, of lists of its words.

    They need no minutes, so that they are the same in every library of a model (Santhanam et al. 2022 keep ColBERT's vectors small in a like way).
    """
    drawn = random.Random(0).sample(list(words), min(len(words), _LISTS * _LENGTH))  # noqa: S311  # no secret: the same every time
    lists = [" ".join(drawn[at : at + _LENGTH]) for at in range(0, len(drawn), _LENGTH)]
    vectors = np.concatenate([each.tokens.vectors for each in encoder.read(lists)]) if lists else np.zeros((0, encoder.dimension), np.float32)
    _, found = np.linalg.eigh(vectors.T @ vectors + 1e-6 * np.eye(encoder.dimension, dtype=np.float32))
    return np.ascontiguousarray(found[:, ::-1][:, :WIDTH], np.float32)


def read(encoder: Encoder, along: Vectors, passages: Sequence[tuple[str, str, Sentences]]) -> Iterator[tuple[Vectors, Kept]]:
    """The vector of each passage, shape (dimension,), and its tokens as they are kept; a passage is given as (what the model reads, text, sentences)."""
    for start in range(0, len(passages), _AT_A_TIME):
        some = passages[start : start + _AT_A_TIME]
        for (encoded, text, sentences), made in zip(some, encoder.read([each[0] for each in some]), strict=True):
            yield made.vector, _kept(made.tokens, along, _starts(encoded, text, sentences))


def asked(question: str, made: Read, along: Vectors, rarity: Mapping[str, float]) -> Asked:
    """The question to compare with. A token counts by the inverse document frequency of the stem of its word (`rarity`).

    What the model read may go on after the question, with other forms of its words: these do not count.
    """
    tokens = made.tokens
    of_place = np.zeros(len(question) + 1, np.float32)
    for word in _WORD.finditer(question):
        of_place[word.start() : word.end()] = max((rarity.get(term, 0.0) for term in terms(word.group())), default=0.0)
    found = of_place[np.minimum(tokens.places[:, 0], len(question))]
    whole = float(found.sum())
    weights = found / whole if whole else np.full(len(found), 1 / max(1, len(found)), np.float32)
    return Asked(_along(tokens.vectors, along), weights)


def closeness(question: Asked, passage: Kept) -> Closeness:
    """The mean, over the question's tokens, of the cosine of each with its nearest token of the passage (Khattab and Zaharia 2020, ColBERT)."""
    if not len(question.vectors) or not len(passage.vectors):
        return Closeness(0.0, (0.0,) * max(0, len(passage.counts) - 1))
    cosines = question.vectors @ (passage.vectors.T.astype(np.float32) / _LARGEST)
    ends = np.cumsum(passage.counts)
    sentences = tuple(float(cosines[:, a:b].max(axis=1) @ question.weights) if a < b else 0.0 for a, b in pairwise(ends))
    return Closeness(float(cosines.max(axis=1) @ question.weights), sentences)


def _kept(tokens: Tokens, along: Vectors, starts: Sequence[int]) -> Kept:
    first = np.searchsorted(tokens.places[:, 0], starts)
    counts = np.diff([0, *first, len(tokens.vectors)])
    return Kept(np.round(_along(tokens.vectors, along) * _LARGEST).astype(np.int8), tuple(map(int, counts)))


def _along(vectors: Vectors, along: Vectors) -> Vectors:
    shorter = vectors @ along
    return np.asarray(shorter / np.maximum(np.linalg.norm(shorter, axis=1, keepdims=True), 1e-12), np.float32)


def _starts(encoded: str, text: str, sentences: Sentences) -> list[int]:
    """Where each sentence begins in what the model reads: behind the heading, in the repaired text."""
    ready = prepared(text)
    repaired = ready.text.strip()
    before = len(encoded) - len(repaired) - (len(ready.text) - len(ready.text.lstrip()))
    return [max(0, before + bisect_left(ready.origins, start)) for start, _, _ in sentences]
