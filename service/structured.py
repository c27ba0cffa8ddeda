"""Questions that the attendance, the actions or the dates of meetings answer, still in the minutes' own words.

What ingest understood says where to look and is given as facts; the answer is the lines that say it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.catalogue import Catalogue
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
    actions: tuple[ActionLine, ...] = ()
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
    lines = named_meetings(catalogue, register(library, catalogue).meetings, reading, asked)
    held = {each.document.key: each for each in catalogue.meetings(f"d.key IN ({','.join(str(line.document) for line in lines)})")} if lines else {}
    places: list[Place] = []
    listed: list[Listed] = []
    for line in lines:
        people, said = _of_meeting(catalogue, asked, held[line.document])
        if said:
            places += said
            listed.append(Listed(held[line.document], people))
    return Structured(tuple(places), Facts(asked.aspect, tuple(listed))) if places else None


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
    """Who took the chair by the sentences, or else is listed in it: the person, or the holder of the office, nearest before a sentence's verb."""
    names = [each["name"] for each in meeting.attendance]
    there = [each for each in meeting.attendance if each["status"] in ("present", "in attendance")]
    told: list[Person] = []
    for place in said:
        words = place.passage.text[place.start : place.end]
        verb = rules.CHAIRED.pattern.search(words)
        if verb is None or labels(words):
            continue
        before = words[: verb.start()]
        near = [(found.end(), each) for each in there for found in called(each["name"], names).finditer(before)]
        near += [(office.end(), each) for office in rules.MAY_PRESIDE.pattern.finditer(before) for each in there if _holds(each, office.group())]
        told += [max(near, key=lambda each: each[0])[1]] if near else []
    yield from {each["name"]: each for each in told or listed}.values()


def _holds(person: Person, office: str) -> bool:
    return any(re.sub(r"\W+", "", part).casefold() == re.sub(r"\W+", "", office).casefold() for part in offices(person["role"] or ""))


def _actions(library: Library, catalogue: Catalogue, reading: Reading, asked: Asked) -> Structured | None:
    held = register(library, catalogue)
    narrowed = window_of(reading) or reading.filters or reading.guessed or asked.rest or asked.last
    if asked.who is None and not narrowed:
        return None
    meetings = named_meetings(catalogue, held.meetings, reading, asked) if asked.last else within(catalogue, held.meetings, reading)
    found = duties.actions_asked(asked, held.actions, meetings)
    places = [place for line in found[: duties.MOST] for place in duties.places_of(catalogue, line)]
    return Structured(tuple(places), Facts("actions", actions=found)) if places else None
