"""Passages to an answer in the minutes' own words, or to the word that there is none."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from index.forms import standing_for
from index.known import known
from index.library import Library
from index.query import Filters
from index.records import PassageRecord
from index.search import Found, Hit, search
from index.words import terms
from ingest.domain import Role
from service.abbreviating import with_abbreviations
from service.context import Turn
from service.question import LONGEST, Reading, read_question
from service.structured import Facts, Structured, structured

Verdict = Literal["answered", "partial", "not_found"]

MOST_QUOTES = 6
_PUNCTUATION = "?!.,:;()[]\"'“”‘’"
_READ = 4  # passages from which sentences are quoted
_SHORTEST = 4  # words of a sentence worth quoting
_GOOD_SHARE = 0.5  # of the best sentence's worth: below it a sentence adds little
_TOUCHING = 0.1  # of the best sentence's share of the question's words: below it a sentence is about something else
_COMPARED = 10  # passages whose scores are compared, however many are asked for
_PASSAGE_WEIGHT = 1.0  # how far the rank of its passage counts beside the words of a sentence
# The probability that the minutes answer, from the best cosine and the share of the question's rare words
# that the best passages hold: a logistic curve set by hand. Its calibration is work of its own.
_BIAS, _BY_MEANING, _BY_WORDS = -5.2, 6.0, 3.6
ANSWERED, PARTIAL = 0.5, 0.35
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
    unknown: tuple[str, ...]
    documents: int
    since: dt.date | None
    until: dt.date | None
    facts: Facts | None = None

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
        return tuple(dict.fromkeys(word for word in words if set(terms(word)) & set(self.unknown)))


@dataclass(frozen=True, slots=True)
class _Candidate:
    quote: Quote
    role: Role
    share: float
    worth: float


def answer(
    library: Library,
    question: str,
    *,
    filters: Filters | None = None,
    earlier: Sequence[str | Turn] = (),
    limit: int = 10,
    longest: int = LONGEST,
    off: Collection[str] = frozenset(),
) -> Answer:
    """Answer a question from the library; `off` are the parts of reading it that are switched off.

    Raises:
        QuestionError: it cannot be asked.

    """
    reading = with_abbreviations(library, read_question(question, filters, earlier, longest, known=known(library), off=off))
    found = search(library, reading.query, max(limit, _COMPARED))
    told = structured(library, reading, found)
    if told is not None:
        return _told(question, reading, found, told, limit)
    confidence = _confidence(found)
    verdict: Verdict = "answered" if confidence >= ANSWERED else "partial" if confidence >= PARTIAL else "not_found"
    quotes = _chosen(found, limit) if verdict != "not_found" else []
    by_role: dict[Role, tuple[Quote, ...]] = {role: tuple(each.quote for each in quotes if each.role == role) for role in ("said", "decided", "to_do")}
    return Answer(
        question=question,
        reading=reading,
        verdict=verdict if quotes else "not_found",
        confidence=round(confidence, 3),
        said=by_role["said"],
        decided=by_role["decided"],
        to_do=by_role["to_do"],
        passages=found.hits[:limit],
        unknown=found.unknown,
        documents=found.documents,
        since=found.since,
        until=found.until,
    )


def _told(question: str, reading: Reading, found: Found, told: Structured, limit: int) -> Answer:
    """The answer that ingest understood: its passages before the others, its words as they stand in them."""
    best = found.hits[0].score if found.hits else 0.0
    hits = {hit.passage.key: hit for hit in found.hits}
    first = {passage.key: hits.get(passage.key) or Hit(passage, best, None, None) for passage in told.passages}
    passages = (*first.values(), *(hit for key, hit in hits.items() if key not in first))[:limit]
    numbers = {hit.passage.key: number for number, hit in enumerate(passages)}
    shown = [place for place in told.places if place.passage.key in numbers][:MOST_QUOTES]
    quotes = [(each.role, Quote(each.passage.text[each.start : each.end], numbers[each.passage.key], each.start, each.end)) for each in shown]
    return Answer(
        question=question,
        reading=reading,
        verdict="answered",
        confidence=TOLD,
        said=tuple(quote for role, quote in quotes if role not in ("decided", "to_do")),
        decided=tuple(quote for role, quote in quotes if role == "decided"),
        to_do=tuple(quote for role, quote in quotes if role == "to_do"),
        passages=passages,
        unknown=found.unknown,
        documents=found.documents,
        since=found.since,
        until=found.until,
        facts=told.facts,
    )


def _confidence(found: Found) -> float:
    """The probability that the passages answer the question, between 0 and 1."""
    if not found.hits:
        return 0.0
    cosine = max((hit.meaning or 0.0 for hit in found.hits[:_READ]), default=0.0)
    share = max(_share(found, _shown(hit.passage)) for hit in found.hits[:_READ])
    return 1 / (1 + math.exp(-(_BIAS + _BY_MEANING * cosine + _BY_WORDS * share)))


def _chosen(found: Found, limit: int) -> list[_Candidate]:
    """The sentences worth quoting, best first, from the first `limit` passages, in all groups together at most `MOST_QUOTES`."""
    compared = found.hits[:_COMPARED]
    best = compared[0].score
    spread = best - compared[-1].score or 1.0
    candidates = [
        candidate
        for number, hit in enumerate(compared[: min(_READ, limit)])
        for candidate in _sentences(found, number, hit.passage, _PASSAGE_WEIGHT * (1 - (best - hit.score) / spread))
    ]
    candidates.sort(key=lambda each: -each.worth)
    enough = _GOOD_SHARE * candidates[0].worth if candidates else 0.0
    touching = _TOUCHING * max((each.share for each in candidates), default=0.0)
    chosen: list[_Candidate] = []
    for candidate in candidates:
        if candidate.worth >= enough and candidate.share >= touching and all(candidate.quote.text != other.quote.text for other in chosen):
            chosen.append(candidate)
    return chosen[:MOST_QUOTES]


def _sentences(found: Found, number: int, passage: PassageRecord, bonus: float) -> Iterator[_Candidate]:
    for start, end, role in passage.sentences:
        text = passage.text[start:end]
        if role in ("heading", "agenda") or len(text.split()) < _SHORTEST:
            continue
        share = _share(found, text)
        yield _Candidate(Quote(text, number, start, end), role, share, share + bonus)


def _share(found: Found, text: str) -> float:
    """The share of the question's rarity that stands in the text: 1 when every word of it does."""
    whole = sum(found.rarity.values())
    here = standing_for(terms(text), found.also)
    return sum(rarity for term, rarity in found.rarity.items() if term in here) / whole if whole else 0.0


def _shown(passage: PassageRecord) -> str:
    """The passage with what it is cited as."""
    return " ".join(part for part in (passage.meeting.called, passage.item.title, passage.text) if part)
