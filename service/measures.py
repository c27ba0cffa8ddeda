"""What came of questions to figures with their intervals; the ranking measures are those of ir-measures.

A question is judged by what its run line says, so every scorer of the run file comes to the same. Relevant are the passages
that hold a piece of evidence which no better one holds, and one more, not found, for every piece that none of the first ten
holds: for a question with one piece of evidence nDCG is 1 / log2(1 + rank).
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from service.evaluate import DEPTH, Outcome

_RESAMPLES = 1_000
_SEED = 1
_BINS = 10
FOUND = ("hit@1", "hit@3", "hit@10", "mrr@10", "recall@10", "ndcg@10")
FIGURES = (*FOUND, "answer", "refused", "abstain")


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over so many questions, with its 95% interval: 2.5th and 97.5th percentile of means over questions drawn anew."""

    value: float
    low: float
    high: float
    questions: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions with a confidence from `low` up to `high`: their mean confidence, and the share that the minutes answer."""

    low: float
    high: float
    questions: int
    confidence: float
    answerable: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far the confidence is the probability that the minutes answer.

    `brier` is the mean squared difference (Brier 1950), `error` the expected calibration error, the mean distance of a bin's
    confidence from its share, weighted by its questions (Naeini and others 2015). `bins` are those that hold a question.
    """

    brier: float
    error: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures. `kinds` are empty when the questions name none; `calibration` is None without both sorts of questions."""

    questions: int
    figures: Mapping[str, Figure]
    kinds: Mapping[str, tuple[int, Mapping[str, Figure]]]
    calibration: Calibration | None


def score(outcomes: Sequence[Outcome]) -> Scores:
    """The figures over all outcomes and over each kind."""
    values = _values(outcomes)
    named = sorted({each.question.kind for each in outcomes})
    of_kind = {kind: [value for value, each in zip(values, outcomes, strict=True) if each.question.kind == kind] for kind in named}
    kinds = {kind or "-": (len(some), _figures(some)) for kind, some in of_kind.items()} if any(named) else {}
    return Scores(len(outcomes), _figures(values), kinds, calibration(outcomes))


def scores_as_json(scores: Scores) -> dict[str, Any]:
    """The figures as `minutes evaluate --json` prints them."""
    fit = scores.calibration
    return {
        "questions": scores.questions,
        "figures": _as_json(scores.figures),
        "kinds": {kind: {"questions": count, "figures": _as_json(figures)} for kind, (count, figures) in scores.kinds.items()},
        "calibration": asdict(fit) if fit else None,
    }


def _as_json(figures: Mapping[str, Figure]) -> dict[str, Any]:
    return {name: asdict(figure) for name, figure in figures.items()}


def calibration(outcomes: Sequence[Outcome]) -> Calibration | None:
    """How the confidence fits what can be answered; None unless there are questions of both sorts."""
    pairs = [(each.confidence, float(each.known)) for each in outcomes if each.known or not each.question.answerable]
    if len({sort for _, sort in pairs}) < 2:
        return None
    bins = []
    for number in range(_BINS):
        inside = [pair for pair in pairs if min(int(pair[0] * _BINS), _BINS - 1) == number]
        if inside:
            confidence, share = (statistics.fmean(column) for column in zip(*inside, strict=True))
            bins.append(Bin(number / _BINS, (number + 1) / _BINS, len(inside), confidence, share))
    error = sum(each.questions * abs(each.confidence - each.answerable) for each in bins) / len(pairs)
    return Calibration(statistics.fmean((confidence - sort) ** 2 for confidence, sort in pairs), error, tuple(bins))


def _values(outcomes: Sequence[Outcome]) -> list[dict[str, float]]:
    """What each question adds to the figures: nothing where neither evidence is known nor that there is none."""
    found = _ranking({str(at): each for at, each in enumerate(outcomes) if each.known})
    values: list[dict[str, float]] = []
    for at, each in enumerate(outcomes):
        if each.known:
            values.append(found[str(at)] | {"answer": float(each.quoted), "refused": float(each.refused)})
        else:
            values.append({} if each.question.answerable else {"abstain": float(each.refused)})
    return values


def _ranking(known: Mapping[str, Outcome]) -> dict[str, dict[str, float]]:
    """The ranking measures of each question, by its key."""
    from ir_measures import RR, Measure, SetR, Success, nDCG, pytrec_eval

    passages: dict[str, dict[str, int]] = {}
    evidence: dict[str, dict[str, int]] = {}
    ranked: dict[str, dict[str, float]] = {}
    had: dict[str, dict[str, float]] = {}
    for key, each in known.items():
        relevant = [f"passage {rank}" if rank else f"evidence {number}" for number, rank in enumerate(each.ranks)]
        passages[key] = dict.fromkeys(relevant, 1)
        ranked[key] = {f"passage {rank}": float(-rank) for rank in range(1, DEPTH + 1)}
        evidence[key] = {f"evidence {number}": 1 for number in range(len(each.ranks))}
        had[key] = {f"evidence {number}": 1.0 for number, rank in enumerate(each.ranks) if rank}
    by_rank: dict[Measure, str] = {Success @ 1: "hit@1", Success @ 3: "hit@3", Success @ 10: "hit@10", RR: "mrr@10", nDCG @ 10: "ndcg@10"}
    by_share: dict[Measure, str] = {SetR: "recall@10"}
    made: dict[str, dict[str, float]] = {key: {} for key in known}
    for names, relevant_of, run in ((by_rank, passages, ranked), (by_share, evidence, had)):
        for value in pytrec_eval.iter_calc(list(names), relevant_of, run):
            made[value.query_id][names[value.measure]] = float(value.value)
    return made


def _figures(values: Sequence[Mapping[str, float]]) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for names in (FIGURES[:-1], FIGURES[-1:]):  # figures of the same questions are drawn together
        some = [value for value in values if names[0] in value]
        if some:
            found |= _with_intervals({name: [value[name] for value in some] for name in names})
    return found


def _with_intervals(columns: Mapping[str, Sequence[float]]) -> dict[str, Figure]:
    """Each column's mean and the percentiles of the means of its resamples."""
    count = len(next(iter(columns.values())))
    luck = random.Random(_SEED)  # noqa: S311  # draws to be repeated, no secret
    means: dict[str, list[float]] = {name: [] for name in columns}
    for _ in range(_RESAMPLES):
        drawn = luck.choices(range(count), k=count)
        for name, column in columns.items():
            means[name].append(sum(map(column.__getitem__, drawn)) / count)
    found = {}
    for name, column in columns.items():
        cuts = statistics.quantiles(means[name], n=40, method="inclusive")
        found[name] = Figure(statistics.fmean(column), cuts[0], cuts[-1], count)
    return found
