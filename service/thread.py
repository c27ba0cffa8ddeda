"""A thread of questions as its address says it, and its answers, computed again whenever it is looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from pydantic import ValidationError

from index.library import Library
from index.query import Filters
from service.answers import Answer, answer
from service.context import Turn
from service.errors import BadFilter, QuestionError, ThreadTooLong
from service.requests import FiltersIn, said_of
from service.schemas import answer_out

NARROWING = ("body", "committee", "since", "until", "person", "document")
IGNORABLE = ("body", "committee", "person", "dates")
MOST_QUESTIONS = 12
_DAYS = {"since": "On or after", "until": "On or before"}  # as the page labels them
_REMEMBERED = 64  # answers: those before a follow-up need not be found again


@dataclass(frozen=True, slots=True)
class Thread:
    """What an address asks: questions, oldest first, what they are narrowed to, the guesses to leave out, the order of passages."""

    questions: tuple[str, ...] = ()
    narrowing: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    newest: bool = False

    @property
    def state(self) -> list[tuple[str, str]]:
        """The address's fields, without the questions."""
        return [*self.narrowing, *(("ignore", name) for name in self.ignored), *([("sort", "newest")] if self.newest else [])]

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The address's fields."""
        return (*(("q", each) for each in self.questions), *self.state)

    @property
    def query(self) -> str:
        """The address after its question mark."""
        return urlencode(self.fields)

    @property
    def address(self) -> str:
        """Where the thread is to be seen."""
        return f"/?{self.query}"

    def until(self, count: int) -> Thread:
        """The thread as it was after its first questions."""
        return replace(self, questions=self.questions[:count])

    def then(self, question: str) -> Thread:
        """The thread with one more question."""
        return replace(self, questions=(*self.questions, question))

    def without(self, name: str) -> Thread:
        """The thread without one of its filters."""
        return replace(self, narrowing=tuple(each for each in self.narrowing if each[0] != name))

    def ignoring(self, name: str) -> Thread:
        """The thread with the guesses of one kind left out."""
        return replace(self, ignored=(*self.ignored, name))


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers so far, and what was wrong with the question after them."""

    answers: tuple[Answer, ...] = ()
    error: QuestionError | None = None
    filters: Filters = field(default_factory=Filters)


def thread_of(fields: Iterable[tuple[str, str]]) -> Thread:
    """The thread of an address's (name, value) fields; names that mean nothing are passed over."""
    given = [(name, value) for name, value in fields]
    asked = [value for name, value in given if name == "q"]
    stated = {name: value.strip() for name, value in given if name in NARROWING and value.strip()}
    return Thread(
        questions=(*(each for each in asked[:-1] if each.strip()), *asked[-1:]),
        narrowing=tuple((name, stated[name]) for name in NARROWING if name in stated),
        ignored=tuple(name for name in IGNORABLE if ("ignore", name) in given),
        newest=("sort", "newest") in given,
    )


def answered(library: Library, thread: Thread, longest: int) -> Answered:
    """The answers to a thread, one after another, each knowing those before it; the first that cannot be asked ends it."""
    made: list[Answer] = []
    try:
        if len(thread.questions) > MOST_QUESTIONS:
            raise ThreadTooLong(f"There are more than {MOST_QUESTIONS} questions on this page.", todo="Start again, and ask this one by itself.")
        filters = filters_of(thread)
        for count in range(1, len(thread.questions) + 1):
            made.append(_remembered(library, thread.until(count), filters, made, longest))
    except QuestionError as error:
        return Answered(tuple(made), error)
    return Answered(tuple(made), None, filters)


def filters_of(thread: Thread) -> Filters:
    """The filters that a thread states.

    Raises:
        BadFilter: one cannot be read.

    """
    try:
        return FiltersIn.model_validate(dict(thread.narrowing)).filters()
    except ValidationError as error:
        first = error.errors()[0]
        where = str(first["loc"][0]) if first["loc"] else "since"
        if first["loc"] and where in _DAYS:
            what = f"“{str(first['input'])[:40]}” is not a day, in “{_DAYS[where]}”."
            raise BadFilter(what, where=where, todo="Write it as 2024-03-31, or leave it empty.") from error
        raise BadFilter(f"{said_of(first)}.", where=where, todo="Change it, or leave it empty.") from error


def _remembered(library: Library, thread: Thread, filters: Filters, earlier: list[Answer], longest: int) -> Answer:
    """The answer to the last question of a thread; `earlier` are the answers to the others."""
    memory = library.kept(_memory)
    asked = (replace(thread, newest=False), dt.date.today())
    found = memory.get(asked)
    if found is None:
        before = [Turn(each.question, None) for each in earlier[:-1]]
        before += [Turn(each.question, answer_out(each).model_dump(mode="json", by_alias=True)) for each in earlier[-1:]]
        ignored = {each for name in thread.ignored for each in (("since", "until") if name == "dates" else (name,))}
        found = answer(library, thread.questions[-1], filters=filters, earlier=before, longest=longest, ignored=ignored)
        memory[asked] = found
        for oldest in list(memory)[:-_REMEMBERED]:
            memory.pop(oldest, None)
    return found


def _memory(library: Library) -> dict[tuple[Thread, dt.date], Answer]:
    """What was answered from this generation of a library, the oldest first."""
    return {}
