"""An answer as the page shows it: its passages numbered through the page, by meeting, with all that surrounds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from index.catalogue import Catalogue
from index.entities import BEFORE, is_told
from index.ids import letters
from index.people import People
from index.records import DocumentRecord, MeetingRecord, PassageRecord
from ingest.domain import Entity, Label
from service.answers import Answer, Quote
from service.asking_next import ask_next
from service.chips import Chip, guessed_chips, stated_chips
from service.marking import LABELS, Piece, pieces
from service.original_page import original_path
from service.rendering import called, heading
from service.thread import Thread
from service.timeline import Timeline, timeline

_NEAREST = 3
_NAMES: frozenset[Label] = frozenset({"PERSON", "ORG", "PLACE", "LAW", "REF"})  # what a question can be about; a date or a sum is no name


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage with its number on the page, its citation in words, and where it leads."""

    number: int
    passage: PassageRecord
    pieces: tuple[Piece, ...]
    quoted: bool
    where: str
    context: str
    link: str
    original: str
    copied: str
    also_in: tuple[DocumentRecord, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The passages of one meeting: those that the answer quotes, and others that were found."""

    meeting: MeetingRecord
    quoted: tuple[ShownPassage, ...]
    also: tuple[ShownPassage, ...]

    @property
    def also_count(self) -> int:
        """How many passages are not quoted."""
        return len(self.also)


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer, ready for the template. `named` are (kind, its names as (text, count, address or None))."""

    id: str
    question: str
    answer: Answer
    alone: str | None
    parts: tuple[tuple[str, tuple[tuple[str, ShownPassage], ...]], ...]
    groups: tuple[Group, ...]
    further: tuple[Group, ...]
    stated: tuple[Chip, ...]
    guessed: tuple[Chip, ...]
    everywhere: str | None
    by_relevance: str
    by_date: str
    newest: bool
    timeline: Timeline | None
    named: tuple[tuple[str, str, tuple[tuple[str, int, str | None], ...]], ...]
    next: tuple[tuple[str, str], ...]
    address: str
    fields: tuple[tuple[str, str], ...]

    @property
    def passages(self) -> tuple[ShownPassage, ...]:
        """All passages in the order of their numbers."""
        return tuple(each for group in (*self.groups, *self.further) for each in (*group.quoted, *group.also))

    @property
    def quoted(self) -> int:
        """How many passages are quoted."""
        return sum(len(group.quoted) for group in self.groups)

    @property
    def meetings(self) -> int:
        """How many meetings the passages come from."""
        return len(self.groups) + len(self.further)

    @property
    def status(self) -> str:
        """What the page says when the answer is there."""
        if self.answer.verdict == "not_found":
            return f"The minutes do not answer this. {_counted(len(self.passages), 'nearest passage')} shown."
        return f"Answer ready, {_counted(self.quoted, 'passage')} quoted"


def shown(catalogue: Catalogue, thread: Thread, answers: Sequence[Answer], base: str) -> tuple[ShownAnswer, ...]:
    """The answers of a thread for the page at `base`; their passages are numbered through."""
    found: list[ShownAnswer] = []
    first = 1
    for count, made in enumerate(answers, start=1):
        found.append(_shown(catalogue, thread, count, made, first, base))
        first += len(found[-1].passages)
    return tuple(found)


def _shown(catalogue: Catalogue, thread: Thread, count: int, made: Answer, first: int, base: str) -> ShownAnswer:
    here = thread.until(count)
    cited = _by_passage(made)
    order = _ordered(made, cited, here.newest)
    numbers = {at: number for number, at in enumerate((at for _, quoted, also in order for at in (*quoted, *also)), start=first)}
    passages = {at: _passage(made, at, number, cited.get(at, ()), thread, base) for at, number in numbers.items()}
    groups = [Group(meeting, tuple(passages[at] for at in quoted), tuple(passages[at] for at in also)) for meeting, quoted, also in order]
    quoting = [made.passages[at].passage for at in cited]
    told = made.verdict != "not_found"
    nearest = not told
    return ShownAnswer(
        id=f"a{count}",
        question=made.question,
        answer=made,
        alone=Thread((made.question,), here.narrowing).address if made.reading.leans_on else None,
        parts=_parts(made, passages),
        groups=tuple(each for each in groups if each.quoted or nearest),
        further=tuple(each for each in groups if not each.quoted and told),
        stated=stated_chips(thread, made.reading.filters),
        guessed=guessed_chips(thread, made.reading),
        everywhere=Thread(here.questions).address if here.narrowing else None,
        by_relevance=f"{_sorted(thread, False)}#{f'a{count}'}-passages",
        by_date=f"{_sorted(thread, True)}#{f'a{count}'}-passages",
        newest=here.newest,
        timeline=timeline((each.meeting for each in quoting), (each.passage.meeting for each in made.passages)) if told else None,
        named=_named(quoting or [each.passage for each in passages.values()]),
        next=tuple((each, f"{thread.until(count).then(each).address}#a{count + 1}") for each in ask_next(catalogue, quoting, thread.questions)),
        address=here.address,
        fields=here.fields,
    )


def _by_passage(made: Answer) -> dict[int, list[Quote]]:
    """What is quoted of each passage, in the order in which the answer first cites them."""
    found: dict[int, list[Quote]] = {}
    for quote in made.quotes:
        found.setdefault(quote.passage, []).append(quote)
    return found


def _ordered(made: Answer, cited: dict[int, list[Quote]], newest: bool) -> list[tuple[MeetingRecord, list[int], list[int]]]:
    """(meeting, passages quoted, others), meetings that are quoted first; by relevance, or the newest first."""
    found: dict[str, tuple[MeetingRecord, list[int], list[int]]] = {}
    held = range(len(made.passages)) if cited else range(min(_NEAREST, len(made.passages)))
    for at in (*cited, *(at for at in held if at not in cited)):
        meeting = made.passages[at].passage.meeting
        _, quoted, also = found.setdefault(meeting.id, (meeting, [], []))
        (quoted if at in cited else also).append(at)
    groups = list(found.values())
    if newest:
        groups.sort(key=lambda each: (bool(each[1]), str(each[0].date or "")), reverse=True)
    return groups


def _parts(made: Answer, passages: dict[int, ShownPassage]) -> tuple[tuple[str, tuple[tuple[str, ShownPassage], ...]], ...]:
    """(heading, sentences with their passages) of the parts of the answer that hold something."""
    parts = (("What was said", made.said), ("What was decided", made.decided), ("To be done", made.to_do))
    return tuple((name, tuple((quote.text, passages[quote.passage]) for quote in quotes)) for name, quotes in parts if quotes)


def _passage(made: Answer, at: int, number: int, quotes: Sequence[Quote], thread: Thread, base: str) -> ShownPassage:
    hit = made.passages[at]
    passage = hit.passage
    where = f"{heading(passage.item)}{f', page {passage.page}' if passage.page else ''}"
    place = f"/item/{passage.item.id}?{urlencode({'passage': passage.id})}"
    words = " […] ".join(" ".join(quote.text.split()) for quote in sorted(quotes, key=lambda each: each.start)) or " ".join(passage.text.split())
    link = f"{base}{place}#passage"
    back = (*thread.fields, ("from", str(number)))
    return ShownPassage(
        number=number,
        passage=passage,
        pieces=tuple(pieces(passage, [(quote.start, quote.end) for quote in quotes])),
        quoted=bool(quotes),
        where=where,
        context=f"{place}&{urlencode(back)}#passage",
        link=link,
        original=original_path(passage, quotes[0].text if quotes else None, back),
        copied=f"“{words}”\n{called(passage.meeting)}. {where}.\n{link}",
        also_in=hit.also_in,
    )


def _named(passages: Sequence[PassageRecord]) -> tuple[tuple[str, str, tuple[tuple[str, int, str | None], ...]], ...]:
    """(kind in words, kind, names with their count and a search for them) of all that the passages name, each once.

    Of people, only those on the meeting's attendance list: who is merely talked about is neither listed nor counted.
    """
    counts = Counter((each.label, " ".join(each.text.split())) for passage in passages for each in passage.entities if each not in _private(passage))
    return tuple(
        (
            words,
            label.lower(),
            tuple((text, times, Thread((text,)).address if label in _NAMES else None) for (of, text), times in counts.items() if of == label),
        )
        for label, words in LABELS.items()
        if any(of == label for of, _ in counts)
    )


def _private(passage: PassageRecord) -> tuple[Entity, ...]:
    """The names in a passage of people who are not on its meeting's list, and what else is called as they are or may be somebody's name."""
    listed = People([(0, passage.meeting.body, passage.meeting.attendance)])
    people = {letters(each.text) for each in passage.entities if each.label == "PERSON" and listed.meant(0, each.text) is None}
    return tuple(
        each
        for each in passage.entities
        if letters(each.text) in people or not is_told(each.label, " ".join(each.text.split()), passage.text[max(0, each.start - BEFORE) : each.start])
    )


def _sorted(thread: Thread, newest: bool) -> str:
    return Thread(thread.questions, thread.narrowing, thread.ignored, newest).address


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'s' if count != 1 else ''}"
