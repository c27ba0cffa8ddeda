"""The ordering that was learnt: a weight a feature, in a file that can be read."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("ordering.json")
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weight:
    """What a feature counts: its value less `mean`, over `spread`, times `weight`."""

    mean: float
    spread: float
    weight: float


@dataclass(frozen=True, slots=True)
class Ordering:
    """A linear model over named features (listwise softmax regression: Cao et al. 2007, ListNet)."""

    weights: Mapping[str, Weight]

    def parts(self, features: Mapping[str, Scores]) -> dict[str, Scores]:
        """What each feature adds to the score of each passage; a feature that is not given adds nothing."""
        return {name: (features[name] - each.mean) / each.spread * each.weight for name, each in self.weights.items() if name in features}

    def scores(self, features: Mapping[str, Scores]) -> Scores:
        """The score of each passage, shape (passages,)."""
        return np.asarray(np.sum(list(self.parts(features).values()), axis=0), np.float64)

    def of_rows(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """The score of each row of features."""
        return [sum((row[name] - each.mean) / each.spread * each.weight for name, each in self.weights.items() if name in row) for row in rows]


@dataclass(frozen=True, slots=True)
class Probability:
    """A logistic curve over named features, its value between 0 and 1."""

    intercept: float
    weights: Ordering

    def of(self, row: Mapping[str, float]) -> float:
        """The probability that a row of features comes to."""
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, self.intercept + self.weights.of_rows([row])[0]))))


@dataclass(frozen=True, slots=True)
class Orderings:
    """`first` orders all candidates; `last`, which knows the late interaction, the best of them.

    `talk` is the first ordering of candidates from transcripts, `around`, which knows what that made of those around each, their last.
    """

    first: Ordering
    last: Ordering
    talk: Ordering
    around: Ordering

    def of_all(self, *, talk: bool) -> Ordering:
        """The one that orders all candidates."""
        return self.around if talk else self.first


@cache
def orderings() -> Orderings:
    """The orderings that come with the program."""
    stored = json.loads(FILE.read_text("utf-8"))
    return Orderings(*(read_ordering(stored[each.name]) for each in fields(Orderings)))


def read_ordering(stored: Mapping[str, Any]) -> Ordering:
    """An ordering as it is kept: `{feature: {"mean", "spread", "weight"}}`."""
    return Ordering({name: Weight(each["mean"], each["spread"], each["weight"]) for name, each in stored.items()})
