"""How long a question takes over 100,000 passages: `python -m tests.benchmarks.large QUESTIONS.jsonl [--library DIR] [--passages N]`.

The library is made once, from a folder of minutes and copies of them with other names and numbers. Encoding so many passages
takes an hour, so only the originals are encoded; a copy's vector is its original's, moved as far as the model was seen to move
for altered passages of a sample. Its token vectors are its original's: they take as much room and as long to compare.
`--from LIBRARY` takes what that library holds of the originals, and encodes the rest. Beside it stands DIR-plain, the originals
alone: machines are shared and noisy, so what can be a ratio is one, of things measured in turns in one run.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.encoder import SentenceTransformerEncoder
from index.library import Library, is_library
from index.query import Filters
from index.vectors import MeaningIndex
from index.words import WordIndex
from service.answers import answer
from tests.benchmarks.enlarging import make

ROOT = Path(__file__).parents[2]
_WARM = 3  # questions asked of each arm before the clock runs
_SLOW_S = 3.0  # for one question: an arm so slow is told and left
_NARROWED = 10  # questions asked of the arms with a filter


@contextmanager
def clocked(spent: dict[str, float], places: Sequence[tuple[Any, str, str]]) -> Iterator[None]:
    """Add up the seconds of calls: places are (owner, its method, the name to add them under)."""
    before = [(owner, method, getattr(owner, method)) for owner, method, _ in places]
    for (owner, method, call), (_, _, name) in zip(before, places, strict=True):
        setattr(owner, method, _timing(call, spent, name))
    try:
        yield
    finally:
        for owner, method, call in before:
            setattr(owner, method, call)


def _timing(call: Callable[..., Any], spent: dict[str, float], name: str) -> Callable[..., Any]:
    def run(*given: Any, **options: Any) -> Any:
        begun = time.perf_counter()
        try:
            return call(*given, **options)
        finally:
            spent[name] += time.perf_counter() - begun

    return run


def timed(call: Callable[[], Any]) -> float:
    """Seconds that a call takes."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def measure(questions: Sequence[str], library: Path, plain: Path, rounds: int) -> None:
    """Ask the questions of both libraries and encode them alone, in turns."""
    encoder = SentenceTransformerEncoder()
    large, small = (Library(folder, lambda name: encoder) for folder in (library, plain))
    arms: dict[str, Callable[[str], Any]] = {
        "encode": lambda question: encoder.encode([question]),
        "plain": lambda question: answer(small, question, longest=20_000),
        "large": lambda question: answer(large, question, longest=20_000),
    }
    for narrowed, filters in narrowing(large).items():
        arms[f"large, by {narrowed}"] = lambda question, filters=filters: answer(large, question, filters=filters, longest=20_000)
    with large.reading() as catalogue:
        counts = catalogue.counts()
    for name, arm in list(arms.items()):
        arm(questions[0])  # the first question gathers what is kept of a library
        for question in questions[:_WARM]:
            took = timed(lambda: arm(question))  # noqa: B023  # called at once
            if took > _SLOW_S:
                print(f"{name:22} {took:.1f} s for one question: not measured further", flush=True)
                del arms[name]
                break
    seconds: dict[str, list[float]] = defaultdict(list)
    spent: dict[str, float] = defaultdict(float)
    parts = ((encoder, "encode", "encode"), (MeaningIndex, "search", "meaning"), (WordIndex, "search", "words"), (WordIndex, "frequency", "rarity"))
    for _ in range(rounds):
        for number, question in enumerate(questions):
            for name, arm in arms.items():
                if name.startswith("large, ") and number >= _NARROWED:
                    continue
                if name == "large":
                    with clocked(spent, parts):
                        seconds[name].append(timed(lambda: arm(question)))  # noqa: B023  # called at once
                else:
                    seconds[name].append(timed(lambda: arm(question)))  # noqa: B023
    middle = {name: statistics.median(each) for name, each in seconds.items()}
    print(f"{counts['passages']} passages of {counts['documents']} documents, {len(questions)} questions, {rounds} rounds")
    for name, each in seconds.items():
        p95 = sorted(each)[max(0, math.ceil(0.95 * len(each)) - 1)]
        against = f"{middle[name] / middle['encode']:5.1f} x encode, {middle[name] / middle['plain']:5.1f} x plain"
        print(f"{name:22} p50 {1000 * middle[name]:7.1f} ms, p95 {1000 * p95:7.1f} ms: {against}")
    whole = sum(seconds["large"])
    shares = [f"{name} {each / whole:.0%}" for name, each in spent.items()] + [f"the rest {1 - sum(spent.values()) / whole:.0%}"]
    print(f"of large: {', '.join(shares)}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def narrowing(library: Library) -> dict[str, Filters]:
    """A filter of every kind, after a meeting of the library, such as its answers would be narrowed to."""
    with library.reading() as catalogue:
        documents = catalogue.documents()
        document = documents[len(documents) // 2]
        meeting = next(each for each in catalogue.meetings("d.key >= ? AND m.date IS NOT NULL AND m.body IS NOT NULL", (document.key,)))
        first, last = catalogue.period()
        people = [person["name"] for each in catalogue.meetings("d.key >= ?", (document.key,)) for person in each.attendance]
    found = {"document": Filters(document=document.id), "body": Filters(body=meeting.body), "day": Filters(since=meeting.date, until=meeting.date)}
    if first and last:
        found["period"] = Filters(since=first + (last - first) / 2)
    if people:
        found["person"] = Filters(person=people[0])
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Make what is missing, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", nargs="?", type=Path, help="lines of JSON with `question`; without it the library is only made")
    parser.add_argument("--minutes", type=Path, default=ROOT / "service" / "samples", help="what to make the library of")
    parser.add_argument("--library", type=Path, default=ROOT / "var" / "large")
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--from", dest="known_from", type=Path, help="a library that holds the same minutes: what it has encoded is not encoded again")
    parser.add_argument("--anew", action="store_true", help="make the library anew, also where there is one")
    chosen = parser.parse_args(arguments)
    plain = chosen.library.with_name(f"{chosen.library.name}-plain")
    if chosen.anew or not (is_library(chosen.library) and is_library(plain)):
        make(chosen.minutes, chosen.library, plain, chosen.passages, chosen.known_from)
    if chosen.questions:
        lines = chosen.questions.read_text("utf-8").splitlines()
        measure([json.loads(line)["question"] for line in lines if line.strip()], chosen.library, plain, chosen.rounds)


if __name__ == "__main__":
    main()
