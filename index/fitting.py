"""How the ordering is learnt: listwise softmax regression over what is known of each candidate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from index.ordering import Ordering, Weight

_DIGITS = 4  # of a weight, as it is kept
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """The candidates of one question: each feature's values and which of them answer, of shape (candidates,).

    Questions of one `group` (of one meeting) are never parted between training and test. `total` is how many passages
    of the library answer, among the candidates or not.
    """

    question: str
    group: str
    features: Mapping[str, Scores]
    relevant: NDArray[np.bool_]
    total: int
    weight: float = 1.0

    def only(self, rows: NDArray[np.int64]) -> Sample:
        """The same with these candidates alone."""
        return Sample(self.question, self.group, {name: values[rows] for name, values in self.features.items()}, self.relevant[rows], self.total, self.weight)


def fit(samples: Sequence[Sample], names: Sequence[str], penalty: float = 3.0) -> Ordering:
    """The weights of the named features that make the answering candidates of the samples likeliest.

    Each answering candidate stands against all that do not answer: the mean over them of -log softmax (ListNet with one
    choice: Cao et al. 2007), summed over questions, with `penalty`/2 times the squared weights of the standardised features.
    """
    useful = [each for each in samples if each.relevant.any() and not each.relevant.all()]
    tables = [np.column_stack([each.features[name] for name in names]) for each in useful]
    every = np.concatenate(tables)
    mean, spread = every.mean(axis=0), every.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    parts = [((table - mean) / spread, each.relevant, each.weight) for table, each in zip(tables, useful, strict=True)]

    def loss(weights: Scores) -> tuple[float, Scores]:
        value, slope = penalty / 2 * float(weights @ weights), penalty * weights
        for table, relevant, weight in parts:
            one, step = _one(table, relevant, weights)
            value, slope = value + weight * one, slope + weight * step
        return value, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    rounded = {name: Weight(*(round(float(value), _DIGITS) for value in values)) for name, *values in zip(names, mean, spread, found, strict=True)}
    return Ordering(rounded)


def _one(table: Scores, relevant: NDArray[np.bool_], weights: Scores) -> tuple[float, Scores]:
    """The loss of one question and its slope."""
    scores = table @ weights
    top = float(scores.max())
    others, wanted = np.exp(scores[~relevant] - top), np.exp(scores[relevant] - top)
    total = others.sum()
    pulled = table[~relevant].T @ others
    value, slope = 0.0, np.zeros(len(weights))
    for own, row in zip(wanted, table[relevant], strict=True):
        value -= float(np.log(own / (own + total) + 1e-300))
        slope -= row - (own * row + pulled) / (own + total)
    return value / len(wanted), slope / len(wanted)
