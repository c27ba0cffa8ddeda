"""The ordering that was learnt: a weight a feature, in a file that can be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("ordering.json")
CLOSENESS = "closeness"  # late interaction, known of the best few alone
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


@dataclass(frozen=True, slots=True)
class Orderings:
    """`first` orders all candidates; `last`, which knows the late interaction, the best of them."""

    first: Ordering
    last: Ordering


@cache
def orderings() -> Orderings:
    """The orderings that come with the program."""
    stored = json.loads(FILE.read_text("utf-8"))
    return Orderings(_ordering(stored["first"]), _ordering(stored["last"]))


def _ordering(stored: Mapping[str, Any]) -> Ordering:
    return Ordering({name: Weight(each["mean"], each["spread"], each["weight"]) for name, each in stored.items()})
