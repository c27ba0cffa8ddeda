"""Passages to an answer in the minutes' own words, or to the word that there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from index.known import known
from index.library import Library
from index.query import Filters
from index.search import Found, Hit, search
from index.words import terms
from service.abbreviating import with_abbreviations
from service.choosing import MOST_QUOTES, Chosen, choose
from service.confidence import confidence
from service.context import Turn
from service.question import LONGEST, Reading, read_question
from service.structured import Facts, Structured, structured

Verdict = Literal["answered", "partial", "not_found"]

_PUNCTUATION = "?!.,:;()[]\"'“”‘’"
ANSWERED, PARTIAL = 0.8, 0.65  # below the lower one lie, cross-validated, nine in ten of the questions without an answer and one in twelve of the others
TOLD = 0.95  # of what ingest understood: for 609 of 614 questions made from real minutes the lines quoted held everybody listed


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a passage: offsets in code points of `passages[passage].text`."""

    text: str
    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the minutes say to a question. `passages` are the hits, best first, also when nothing is quoted.

    `facts` is there where the question asks who was at a meeting, who is to do what, or when a matter came up.
    """

    question: str
    reading: Reading
    verdict: Verdict
    confidence: float
    said: tuple[Quote, ...]
    decided: tuple[Quote, ...]
    to_do: tuple[Quote, ...]
    passages: tuple[Hit, ...]
    found: Found
    facts: Facts | None = None

    @property
    def documents(self) -> int:
        """How many documents were searched."""
        return self.found.documents

    @property
    def since(self) -> dt.date | None:
        """The first day of a meeting that was searched."""
        return self.found.since

    @property
    def until(self) -> dt.date | None:
        """The last day of a meeting that was searched."""
        return self.found.until

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All that is quoted."""
        return self.said + self.decided + self.to_do

    @property
    def reworded(self) -> bool:
        """Whether it was asked in other words than the question's."""
        return self.reading.asked_as != " ".join(self.question.split())

    @property
    def absent(self) -> tuple[str, ...]:
        """The question's words that stand nowhere in the library, as they were typed."""
        words = (word.strip(_PUNCTUATION) for word in self.reading.asked_as.split())
        return tuple(dict.fromkeys(word for word in words if set(terms(word)) & set(self.found.unknown)))


def answer(
    library: Library,
    question: str,
    *,
    filters: Filters | None = None,
    earlier: Sequence[str | Turn] = (),
    limit: int = 10,
    longest: int = LONGEST,
    off: Collection[str] = frozenset(),
    ignored: Collection[str] = frozenset(),
    in_time: bool = False,
) -> Answer:
    """Answer a question from the library; `off` are the parts of reading it that are switched off, `ignored` the filters that are not to be guessed.

    Quotes come most useful first, or with `in_time` in the order of their meetings.

    Raises:
        QuestionError: it cannot be asked.

    """
    reading = read_question(question, filters, earlier, longest, known=known(library), off=off, ignored=ignored)
    if "abbreviations" not in off:
        reading = with_abbreviations(library, reading)
    found = search(library, reading.query, max(limit, 10))
    told = structured(library, reading, found)
    if told is not None:
        passages = _told_first(found, told, limit)
        numbers = {hit.passage.key: number for number, hit in enumerate(passages)}
        places = [Chosen(numbers[each.passage.key], each.start, each.end, each.role) for each in told.places if each.passage.key in numbers][:MOST_QUOTES]
        return _made(question, reading, found, passages, places, TOLD, "answered", in_time, told.facts)
    sure = confidence(found, reading.query)
    verdict: Verdict = "answered" if sure >= ANSWERED else "partial" if sure >= PARTIAL else "not_found"
    return _made(question, reading, found, found.hits[:limit], choose(found, reading.kind, limit), sure, verdict, in_time)


def _told_first(found: Found, told: Structured, limit: int) -> tuple[Hit, ...]:
    """The passages of what ingest understood, before the others."""
    best = found.hits[0].score if found.hits else 0.0
    hits = {hit.passage.key: hit for hit in found.hits}
    first = {passage.key: hits.get(passage.key) or Hit(passage, best, None, None) for passage in told.passages}
    return (*first.values(), *(hit for key, hit in hits.items() if key not in first))[:limit]


def _made(
    question: str,
    reading: Reading,
    found: Found,
    passages: Sequence[Hit],
    chosen: Sequence[Chosen],
    sure: float,
    verdict: Verdict,
    in_time: bool,
    facts: Facts | None = None,
) -> Answer:
    """The answer, its quotes cut from the passages and parted by what was said, decided and is to be done."""
    if verdict == "not_found" or not chosen:
        return Answer(question, reading, "not_found", round(sure, 3), (), (), (), tuple(passages), found)
    if in_time:
        chosen = sorted(chosen, key=lambda each: (passages[each.hit].passage.meeting.date or dt.date.max, each.hit, each.start))
    quotes = [(each.role, Quote(passages[each.hit].passage.text[each.start : each.end], each.hit, each.start, each.end)) for each in chosen]
    decided, to_do = (tuple(quote for role, quote in quotes if role == group) for group in ("decided", "to_do"))
    said = tuple(quote for role, quote in quotes if role not in ("decided", "to_do"))
    return Answer(question, reading, verdict, round(sure, 3), said, decided, to_do, tuple(passages), found, facts)
