"""The questions that went wrong, as text: how each was read, what came first, and where the answer stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import islice

from index.query import Filters
from service.console import citation, unwrapped
from service.evaluate import Outcome
from service.question import Reading


def misses_as_text(outcomes: Sequence[Outcome], count: int) -> Iterator[str]:
    """The first `count` whose first passage holds no evidence, and the first `count` that were answered though nothing answers them."""
    yield from map(_missed, islice((each for each in outcomes if each.known and each.rank != 1), count))
    yield from map(_answered, islice((each for each in outcomes if not each.question.answerable and not each.refused), count))


def _missed(outcome: Outcome) -> str:
    ranks = f"evidence at {outcome.rank}" if outcome.rank else "evidence not found"
    lines = [_headed(outcome, ranks), *_read(outcome)]
    if outcome.answer and outcome.answer.passages:
        first = outcome.answer.passages[0]
        also = f" (also in {', '.join(each.name for each in first.also_in)})" if first.also_in else ""
        lines.append(f"  first: {citation(first.passage)}{also}")
    lines += [f"  evidence: {place.doc}: “{unwrapped(place.quote)}”" for place in outcome.question.evidence]
    return "\n".join(lines)


def _answered(outcome: Outcome) -> str:
    lines = [_headed(outcome, f"answered, confidence {outcome.confidence:.2f}"), *_read(outcome)]
    if made := outcome.answer:
        lines += [f"  quoted: “{unwrapped(quote.text)}” {citation(made.passages[quote.passage].passage)}" for quote in made.quotes]
    return "\n".join(lines)


def _headed(outcome: Outcome, what: str) -> str:
    question = outcome.question
    refused = "refused" if outcome.refused else ""
    return "  ".join(part for part in (question.id, question.kind, what, refused, f"“{unwrapped(question.question)}”") if part)


def _read(outcome: Outcome) -> Iterator[str]:
    """How the question was taken."""
    if outcome.answer is None:
        yield "  read as: nothing that can be asked"
        return
    reading = outcome.answer.reading
    yield f"  read as: {unwrapped(reading.asked_as)} ({'; '.join(_taken(reading))})"


def _taken(reading: Reading) -> Iterator[str]:
    yield reading.kind
    parts = {
        "filters": _filters(reading.filters),
        "guessed": _filters(reading.guessed),
        "phrases": ", ".join(f'"{phrase}"' for phrase in reading.phrases),
        "without": ", ".join(reading.without),
        "expanded": ", ".join(each.said for each in reading.expanded),
        "leans on": reading.leans_on or "",
    }
    yield from (f"{name}: {unwrapped(value)}" for name, value in parts.items() if value)


def _filters(filters: Filters) -> str:
    return ", ".join(f"{each.name} {value}" for each in fields(filters) if (value := getattr(filters, each.name)) is not None)
