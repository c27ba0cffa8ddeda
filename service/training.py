"""From questions whose answers are known to the weights that the program goes by, and what those are worth on questions left out."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from statistics import fmean
from typing import Any

from index import ordering
from index.features import AROUND, LONG
from index.fitting import Sample, as_mask, first_rank, fit, fit_probability, levelled, sample
from index.known import known
from index.late import CLOSENESS
from index.library import Library
from index.ordering import Ordering, Orderings, Probability
from index.query import Query
from index.search import LATE, Found, Hit, search
from service import choosing, confidence
from service.abbreviating import with_abbreviations
from service.errors import QuestionError
from service.evaluate import Question
from service.judging import answers, same_file
from service.question import read_question

LEFT_OUT = 3  # one question in so many is never trained on
_FOLDS = 8
_DEEP = 24  # passages compared token by token to learn from: more than a question gets
_PENALTY, _PENALTY_OF_TALK, _PENALTY_OF_CURVE = 8.0, 2.0, 1.0
Notice = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Case:
    """A question, how it was read and what was found, with which of the hits hold evidence, and of all candidates where all are learnt from."""

    question: Question
    query: Query
    found: Found
    candidates: tuple[bool, ...]
    hits: tuple[bool, ...]

    @property
    def group(self) -> str:
        """Questions of one group are never parted between training and test."""
        return self.question.group or self.question.id

    @property
    def talk(self) -> bool:
        """Whether the evidence is a stretch of talk rather than words that answer."""
        return any(each.span for each in self.question.evidence)

    @property
    def known(self) -> bool:
        """Whether it can be answered, and it is known where."""
        return self.question.answerable and bool(self.question.evidence) and not self.query.hidden


@dataclass(frozen=True, slots=True)
class Trained:
    """The weights, and lines that say what they are worth."""

    orderings: Orderings
    sentences: Ordering
    curve: Probability
    report: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What speaks for an answer to a question, whether there is one, and whether there is none only because its documents were hidden."""

    group: str
    row: Mapping[str, float]
    true: bool
    hidden: bool


Set = tuple[Library, Sequence[Question]]


def left_out(question: Question) -> bool:
    """Whether a question is never trained on: one in three, by its group or its id."""
    return int(hashlib.sha256((question.group or question.id).encode()).hexdigest(), 16) % LEFT_OUT == 0


def train(sets: Sequence[Set], notice: Notice = lambda text: None) -> Trained:
    """Learn the ordering of passages, then that of sentences and the probability, from the questions that are not left out."""
    sets = [(library, [each for each in questions if not left_out(each)]) for library, questions in sets]
    start = ordering.orderings()
    asked = [case for case in _asked(sets, start, 0) if case.known]
    samples, talks = [_of_candidates(case) for case in asked if not case.talk], [_of_candidates(case) for case in asked if case.talk]
    notice(f"{len(samples)} questions on minutes and {len(talks)} on transcripts to learn an ordering from")
    every = [name for name in samples[0].features if name not in AROUND]
    names = [name for name in every if not name.endswith(LONG)]
    first, talk = fit(samples, names, _PENALTY), fit(talks, every, _PENALTY_OF_TALK) if talks else start.talk
    report = [f"all candidates, first ordering: {_worth(samples, names)}"] + ([f"transcripts: {_worth(talks, every, _PENALTY_OF_TALK)}"] if talks else [])
    again = [case for case in _asked(sets, Orderings(first, start.last, talk, start.around), _DEEP) if case.known]
    deep = [_of_hits(case) for case in again if not case.talk]
    last = fit(deep, [*names, *CLOSENESS], _PENALTY)
    report.append(f"the best {_DEEP} of them, last ordering: {_worth(deep, [*names, *CLOSENESS])}")
    told_around = [_of_candidates(case) for case in again if case.talk and case.candidates]
    around = fit(told_around, [*every, *AROUND], _PENALTY_OF_TALK) if told_around else start.around
    report += [f"transcripts, with what is around: {_worth(told_around, [*every, *AROUND], _PENALTY_OF_TALK)}"] if told_around else []
    notice("passages are learnt; now sentences and confidence")
    found = Orderings(first, last, talk, around)
    cases = [case for case in _asked(sets, found, LATE) if case.found.hits]
    quoted = [each for case in cases if case.known and (each := _of_sentences(case)).relevant.any()]
    chosen = fit(quoted, list(quoted[0].features), _PENALTY)
    report.append(f"sentences: {_worth(quoted, list(quoted[0].features))}")
    told = [_told(case) for case in cases if not case.talk and (case.known or not case.question.answerable)]
    told += [_told(case) for case in _asked(sets, found, LATE, hide=True) if not case.talk]
    return Trained(found, chosen, _curve(told), (*report, *_reliability(told)))


def write(trained: Trained) -> None:
    """Put the weights where the program reads them."""
    _write(ordering.FILE, {each.name: _kept(getattr(trained.orderings, each.name)) for each in fields(Orderings)})
    _write(choosing.FILE, _kept(trained.sentences))
    _write(confidence.FILE, {"intercept": trained.curve.intercept, "weights": _kept(trained.curve.weights)})


def _asked(sets: Sequence[Set], by: Orderings, late: int, *, hide: bool = False) -> Iterator[Case]:
    """Every question asked with these weights; `late` passages are compared token by token.

    With `hide` those that can be answered are asked of the library without the documents that answer: so near misses look.
    """
    for library, questions in sets:
        for question in questions:
            hidden = _answering(library, question) if hide else frozenset()
            if hide and not hidden:
                continue
            earlier = [turn if isinstance(turn, str) else turn.question for turn in question.context]
            try:
                reading = read_question(question.question, question.filters.filters(), earlier, 20_000, known=known(library))
            except QuestionError:
                continue
            query = replace(with_abbreviations(library, reading).query, hidden=hidden)
            found = search(library, query, max(_DEEP, 10), late=late, by=by)
            if found.ranking is not None and found.hits:
                of_all = found.ranking.talk or not late  # else an ordering of the best is learnt
                candidates = _holding(library, question, found.ranking.pool.keys.tolist()) if of_all else ()
                yield Case(question, query, found, candidates, _that_hold(question, found.hits))


def _answering(library: Library, question: Question) -> frozenset[int]:
    """The keys of the documents that hold its evidence."""
    with library.reading() as catalogue:
        held = catalogue.documents()
    return frozenset(each.key for each in held if question.answerable and any(same_file(each.name, evidence.doc) for evidence in question.evidence))


def _holding(library: Library, question: Question, keys: Sequence[int]) -> tuple[bool, ...]:
    with library.reading() as catalogue:
        passages = catalogue.passages(keys)
    return tuple(any(each.held_by(passages[key]) for each in question.evidence) for key in keys)


def _that_hold(question: Question, hits: Sequence[Hit]) -> tuple[bool, ...]:
    return tuple(any(each.held_by(hit.passage) for each in question.evidence) for hit in hits)


def _of_candidates(case: Case) -> Sample:
    ranking = case.found.ranking
    return Sample(case.group, dict(ranking.features) if ranking else {}, as_mask(case.candidates))


def _of_hits(case: Case) -> Sample:
    near = [({**hit.features, **hit.closeness.features}, held) for hit, held in zip(case.found.hits, case.hits, strict=True) if hit.closeness]
    return sample(case.group, [row for row, _ in near], [held for _, held in near])


def _of_sentences(case: Case) -> Sample:
    rows = list(choosing.sentences(case.found, case.query.kind, choosing.READ))
    hits = case.found.hits

    def answering(number: int, at: int) -> bool:
        start, end, _ = hits[number].passage.sentences[at]
        return any(each.quote and answers([hits[number].passage.text[start:end]], each.quote) for each in case.question.evidence)

    return sample(case.group, [row for _, _, row in rows], [answering(number, at) for number, at, _ in rows])


def _worth(samples: Sequence[Sample], names: Sequence[str], penalty: float = _PENALTY) -> str:
    """Shares of the questions whose first answering candidate is among the first 1, 3, 6 and 10, when the weights are learnt from the others."""
    ranks: list[int | None] = []
    for learn, test in _folds([each.group for each in samples]):
        learnt = fit([samples[at] for at in learn], names, penalty)
        ranks += [first_rank(learnt, samples[at]) for at in test]
    shares = (f"{depth}: {fmean(rank is not None and rank <= depth for rank in ranks):.3f}" for depth in (1, 3, 6, 10))
    return f"{len(ranks)} questions, cross-validated, first within {', '.join(shares)}"


def _told(case: Case) -> Told:
    hidden = bool(case.query.hidden)
    return Told(case.group, confidence.evidence(case.found, case.query), case.question.answerable and not hidden, hidden)


def _curve(told: Sequence[Told]) -> Probability:
    """What speaks for an answer is learnt from all; how likely one is in general from the questions as they were asked: how many are hidden was our choice."""
    curve = fit_probability([each.row for each in told], [each.true for each in told], list(told[0].row), _PENALTY_OF_CURVE)
    asked = [each for each in told if not each.hidden]
    return levelled(curve, [each.row for each in asked], [each.true for each in asked])


def _reliability(told: Sequence[Told]) -> Iterator[str]:
    """What the probability is worth on questions that it was not fitted to: refusals at each threshold, and the curve."""
    values = [0.0] * len(told)
    for learn, test in _folds([each.group for each in told]):
        curve = _curve([told[at] for at in learn])
        for at in test:
            values[at] = curve.of(told[at].row)
    asked = [(value, each.true) for value, each in zip(values, told, strict=True) if not each.hidden]
    yes, no = [value for value, true in asked if true], [value for value, true in asked if not true]
    gone = [value for value, each in zip(values, told, strict=True) if each.hidden]
    yield f"confidence, cross-validated: {len(yes)} answerable and {len(no)} unanswerable questions, and {len(gone)} whose documents were hidden"
    for threshold in (0.3, 0.4, 0.5, 0.55, 0.6, 0.62, 0.64, 0.66, 0.68, 0.7, 0.75, 0.8):
        below = (f"{name} {_below(values, threshold):.3f}" for name, values in (("answerable", yes), ("unanswerable", no), ("hidden", gone)))
        yield f"  below {threshold:.2f}: {', '.join(below)}"
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = [true for value, true in asked if low <= value < low + 0.2 + (low == 0.8)]
        if inside:
            yield f"  told {low:.1f} to {low + 0.2:.1f}: {len(inside)} questions, of which answerable {fmean(inside):.2f}"


def _below(values: Sequence[float], threshold: float) -> float:
    return fmean(value < threshold for value in values) if values else 0.0


def _folds(groups: Sequence[str]) -> Iterator[tuple[list[int], list[int]]]:
    """Rows to learn from and rows to test on, `_FOLDS` times; those of one group stay together."""
    names = sorted(set(groups))
    random.Random(1).shuffle(names)  # noqa: S311  # no secret: the same folds every time
    for fold in range(_FOLDS):
        tested = set(names[fold::_FOLDS])
        learn, test = [at for at, group in enumerate(groups) if group not in tested], [at for at, group in enumerate(groups) if group in tested]
        if learn and test:
            yield learn, test


def _kept(learnt: Ordering) -> dict[str, dict[str, float]]:
    return {name: {"weight": each.weight, "mean": each.mean, "spread": each.spread} for name, each in learnt.weights.items()}


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
