"""What is guessed from a question's words, beside what was stated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.known import Known
from index.naming import spelled_alike
from index.query import Filters
from service.dates import Calendar, read_dates
from service.names import Names, read_names

DAYS = frozenset({"since", "until"})


@dataclass(frozen=True, slots=True)
class Guess:
    """A filter that was read from the question, its value, and the words that say so."""

    filter: str
    value: str | dt.date
    words: str


def guesses(question: str, known: Known | None, today: dt.date, *, dates: bool, names: bool) -> tuple[Guess, ...]:
    """The dates and names of a question; a day without a year is one on which the body that it names met."""
    read = read_names(question, known) if known else Names()
    found = list(_dates(question, read, known, today)) if dates else []
    return (*found, *_names(question, read)) if names else tuple(found)


def _names(question: str, read: Names) -> Iterator[Guess]:
    for name, naming in (("body", read.body), ("committee", read.committee), ("person", read.person)):
        if naming:
            yield Guess(name, naming.value, question[naming.start : naming.end])


def _dates(question: str, read: Names, known: Known | None, today: dt.date) -> Iterator[Guess]:
    body, committee = (each.value if each else None for each in (read.body, read.committee))
    days = known.days(body, committee) or known.days(body) or known.days() if known else ()
    order: Callable[[], bool] = (lambda: known.month_first(body)) if known else (lambda: False)
    span = read_dates(question, Calendar(days, today, order))
    if span:
        words = question[span.start : span.end].strip()
        for name, day in (("since", span.since), ("until", span.until)):
            if day:
                yield Guess(name, day, words)


def beside(stated: Filters, guessed: Sequence[Guess], known: Known | None) -> tuple[Guess, ...]:
    """The guesses that add to what was stated: it wins over those of its own name and those that contradict it."""
    if stated.document is not None:  # one meeting, with its body and its day
        guessed = [each for each in guessed if each.filter == "person"]
    kept = [each for each in guessed if getattr(stated, each.filter) is None]
    days = {each.filter: each.value for each in kept if isinstance(each.value, dt.date)}
    since, until = stated.since or days.get("since"), stated.until or days.get("until")
    if since and until and since > until:
        kept = [each for each in kept if each.filter not in DAYS]
    if stated.body is not None and known:
        kept = [each for each in kept if each.filter != "committee" or _has(known, stated.body, str(each.value))]
    if stated.committee is not None and known:
        kept = [each for each in kept if each.filter != "body" or _has(known, str(each.value), stated.committee)]
    return tuple(kept)


def _has(known: Known, body: str, committee: str) -> bool:
    return any(spelled_alike(committee, each.name.text) and any(spelled_alike(body, of) for of in each.bodies) for each in known.committees)


def preferred(guessed: Sequence[Guess]) -> Filters:
    """The guesses as filters."""
    return Filters(**{each.filter: each.value for each in guessed})  # type: ignore[arg-type]  # a guess of a day holds a day


def replaces(own: Sequence[Guess], earlier: Guess, known: Known | None) -> bool:
    """Whether the question's own guesses take the place of an earlier one's: a date of dates, a body of a body and of another's committee."""
    names = {each.filter: str(each.value) for each in own}
    if earlier.filter in DAYS:
        return bool(DAYS & names.keys())
    if earlier.filter in names:
        return True
    if earlier.filter == "committee" and "body" in names:
        return known is None or not _has(known, names["body"], str(earlier.value))
    if earlier.filter == "body" and "committee" in names:
        return known is None or not _has(known, str(earlier.value), names["committee"])
    return False
