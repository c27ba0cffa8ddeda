"""How the ordering is learnt: listwise softmax regression over what is known of each candidate."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize
from scipy.special import expit

from index.ordering import Ordering, Probability, Weight

_DIGITS = 4  # of a weight, as it is kept
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """The candidates of one question: each feature's values and which of them answer, of shape (candidates,).

    Questions of one `group` (of one meeting) are never parted between training and test.
    """

    group: str
    features: Mapping[str, Scores]
    relevant: NDArray[np.bool_]


def sample(group: str, rows: Sequence[Mapping[str, float]], relevant: Sequence[bool]) -> Sample:
    """A question's candidates, a row of features each."""
    names = rows[0] if rows else {}
    return Sample(group, {name: np.array([row[name] for row in rows], np.float64) for name in names}, np.array(relevant, np.bool_))


def as_mask(relevant: Sequence[bool]) -> NDArray[np.bool_]:
    """The same as an array."""
    return np.array(relevant, np.bool_)


def first_rank(learnt: Ordering, of: Sample) -> int | None:
    """The rank, from 1, of the first candidate that answers; None where none does."""
    order = np.argsort(-learnt.scores(of.features), kind="stable")
    found = np.flatnonzero(of.relevant[order])
    return int(found[0]) + 1 if len(found) else None


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
    parts = [((table - mean) / spread, each.relevant) for table, each in zip(tables, useful, strict=True)]

    def loss(weights: Scores) -> tuple[float, Scores]:
        value, slope = penalty / 2 * float(weights @ weights), penalty * weights
        for table, relevant in parts:
            one, step = _one(table, relevant, weights)
            value, slope = value + one, slope + step
        return value, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return _weights(names, mean, spread, found)


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


def fit_probability(rows: Sequence[Mapping[str, float]], truths: Sequence[bool], names: Sequence[str], penalty: float = 1.0) -> Probability:
    """Logistic regression over the named features, both outcomes counting alike in all, with `penalty`/2 times the squared weights."""
    table = np.array([[row[name] for name in names] for row in rows], np.float64)
    true = np.array(truths, np.float64)
    mean, spread = table.mean(axis=0), table.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    table = np.column_stack([(table - mean) / spread, np.ones(len(table))])
    each = np.where(true > 0, len(true) / (2 * max(1.0, true.sum())), len(true) / (2 * max(1.0, (1 - true).sum())))

    def loss(weights: Scores) -> tuple[float, Scores]:
        logit = table @ weights
        free = np.append(weights[:-1], 0.0)
        value = float(each @ (np.logaddexp(0.0, logit) - true * logit)) + penalty / 2 * float(free @ free)
        return value, table.T @ (each * (1 / (1 + np.exp(-logit)) - true)) + penalty * free

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return Probability(round(float(found[-1]), _DIGITS), _weights(names, mean, spread, found[:-1]))


def levelled(learnt: Probability, rows: Sequence[Mapping[str, float]], truths: Sequence[bool]) -> Probability:
    """The same weights, with the intercept at which the mean probability of the rows is the share of them that are true; unchanged without both outcomes."""
    share = float(np.mean(truths)) if len(truths) else 0.0
    if not 0.0 < share < 1.0:
        return learnt
    logits = np.array(learnt.weights.of_rows(rows))
    span = float(np.abs(logits).max()) + abs(math.log(share / (1 - share)))  # at either end all rows lie on one side of the share
    return replace(learnt, intercept=round(float(brentq(lambda level: float(np.mean(expit(logits + level))) - share, -span, span)), _DIGITS))


def _weights(names: Sequence[str], mean: Scores, spread: Scores, found: Scores) -> Ordering:
    return Ordering({name: Weight(*(round(float(value), _DIGITS) for value in values)) for name, *values in zip(names, mean, spread, found, strict=True)})
