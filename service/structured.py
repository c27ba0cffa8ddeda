"""Questions that the attendance, the actions or the dates of meetings answer, still in the minutes' own words.

What ingest understood says where to look and is given as facts; the answer is the lines that say it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from index.catalogue import Catalogue
from index.ids import letters
from index.library import Library
from index.records import MeetingRecord, PassageRecord
from index.register import ActionLine, register
from index.search import Found
from ingest.people import labels
from service import asked_rules as rules
from service import duties
from service.asked import Asked, asked_of
from service.asked_rules import Aspect
from service.attended import Person, lines_asked, lines_of_parts, offices, people_asked
from service.discussed import meetings_about
from service.lists import Place, called, printed
from service.named import named_meetings, window_of, within
from service.question import Reading


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting with the people that were asked for, as its attendance has them."""

    meeting: MeetingRecord
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What ingest understood of what was asked: an index to the quotes, and figures of ours. `actions` are (meeting, action)."""

    asked: Aspect
    meetings: tuple[Listed, ...] = ()
    actions: tuple[tuple[MeetingRecord, ActionLine], ...] = ()
    dates: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Structured:
    """An answer from what ingest understood: the words to quote, in order, and the facts they bear out."""

    places: tuple[Place, ...]
    facts: Facts

    @property
    def passages(self) -> tuple[PassageRecord, ...]:
        """The passages of the words, each once, in order."""
        return tuple({place.passage.key: place.passage for place in self.places}.values())


def structured(library: Library, reading: Reading, found: Found) -> Structured | None:
    """The answer to a question on a meeting; None for any other question, and where the minutes named do not say it.

    `found` is what the search found for the question: in it a matter's meetings are looked for.
    """
    asked = asked_of(reading)
    if asked is None:
        return None
    if asked.aspect == "meetings":
        places = meetings_about(asked, found.hits, found.rarity)
        days = dict.fromkeys(place.passage.meeting.date for place in places)
        return Structured(places, Facts("meetings", dates=tuple(day for day in days if day))) if places else None
    with library.reading() as catalogue:
        return _actions(library, catalogue, reading, asked) if asked.aspect == "actions" else _people(library, catalogue, reading, asked)


def _people(library: Library, catalogue: Catalogue, reading: Reading, asked: Asked) -> Structured | None:
    lines = named_meetings(catalogue, library.kept(register).meetings, reading, asked)
    held = _meetings(catalogue, [line.document for line in lines])
    places: list[Place] = []
    listed: list[Listed] = []
    for line in lines:
        people, said = _of_meeting(catalogue, asked, held[line.document])
        if fresh := [each for each in said if letters(_words(each)) not in {letters(_words(other)) for other in places}]:
            places += fresh  # two files of one meeting say the same
            listed.append(Listed(held[line.document], people))
    return Structured(tuple(places), Facts(asked.aspect, tuple(listed))) if places else None


def _words(place: Place) -> str:
    return place.passage.text[place.start : place.end]


def _of_meeting(catalogue: Catalogue, asked: Asked, meeting: MeetingRecord) -> tuple[tuple[Person, ...], tuple[Place, ...]]:
    """The people that are asked for, and the lines that say so."""
    people = people_asked(asked, meeting)
    if asked.aspect == "part":
        passages = catalogue.passages(catalogue.keys_where("p.document = ?", (meeting.document.key,))) if people else {}
        return people, lines_of_parts(people, [passages[key] for key in sorted(passages)])
    if not people and asked.aspect not in ("chair", "apologies", "absent"):
        return (), ()
    said = lines_asked(asked, people, printed(catalogue, meeting.document.key))
    return (tuple(_chairs(meeting, people, said)) if asked.aspect == "chair" else people), said


def _chairs(meeting: MeetingRecord, listed: Sequence[Person], said: Sequence[Place]) -> Iterator[Person]:
    """Who is listed in the chair, and whom the sentences put there."""
    there = [each for each in meeting.attendance if each["status"] in ("present", "in attendance")]
    told = [person for place in said if (person := _put_in_the_chair(_words(place), there))]
    yield from {each["name"]: each for each in [*listed, *told]}.values()


def _put_in_the_chair(words: str, there: Sequence[Person]) -> Person | None:
    """Of the people, or holders of offices, the one nearest before the words that put somebody in the chair; behind a label or `taken by`, after them."""
    verb = rules.CHAIRED.pattern.search(words)
    label = next(iter(labels(words.replace("\n", " "))), None)
    if verb is None or (label and label[1] < verb.start()):
        return None
    names = [each["name"] for each in there]
    near = [(found.start(), each) for each in there for found in called(each["name"], names).finditer(words)]
    near += [(office.start(), each) for office in rules.MAY_PRESIDE.pattern.finditer(words) for each in there if _holds(each, office.group())]
    if label or verb.group().lower().endswith("by"):
        return min(((at, each) for at, each in near if at >= verb.end()), key=lambda each: each[0], default=(0, None))[1]
    return max(((at, each) for at, each in near if at < verb.start()), key=lambda each: each[0], default=(0, None))[1]


def _holds(person: Person, office: str) -> bool:
    return any(re.sub(r"\W+", "", part).casefold() == re.sub(r"\W+", "", office).casefold() for part in offices(person["role"] or ""))


def _actions(library: Library, catalogue: Catalogue, reading: Reading, asked: Asked) -> Structured | None:
    held = library.kept(register)
    narrowed = window_of(reading) or reading.filters or reading.guessed or asked.rest or asked.last
    if asked.who is None and not narrowed:
        return None
    meetings = named_meetings(catalogue, held.meetings, reading, asked) if asked.last else within(catalogue, held.meetings, reading)
    found = duties.actions_asked(asked, held.actions, meetings)
    places = [place for line in found[: duties.MOST] for place in duties.places_of(catalogue, line)]
    of = _meetings(catalogue, {line.meeting.document for line in found})
    return Structured(tuple(places), Facts("actions", actions=tuple((of[line.meeting.document], line) for line in found))) if places else None


def _meetings(catalogue: Catalogue, documents: Collection[int]) -> dict[int, MeetingRecord]:
    return {each.document.key: each for each in catalogue.meetings(f"d.key IN ({','.join(map(str, documents))})")} if documents else {}
