"""People with a page: those on attendance lists, body by body. Somebody who is only talked about has none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from index.catalogue import Catalogue
from index.ids import entity_id
from index.library import Library
from index.naming import key, words
from index.people import is_public
from index.records import ItemRecord, MeetingRecord
from ingest import people_rules
from ingest.spans import cut
from service.attended import TITLE, is_person

_TITLES = r"(?:council\s?members?|councill?ors?|cllrs?|crs?|alderman|mr|mrs|miss|ms|dr|rev|sir|dame|lady|lord)\.?"

Identity = tuple[str, str]  # of a body, and of a name in it


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the lists of one body name. `documents` are those of the meetings; two bodies' people are two persons, whatever their names."""

    name: str
    body: str | None
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Traces:
    """What the minutes of meetings say of a person on their list: items that name the person, decisions proposed and seconded."""

    named: tuple[tuple[MeetingRecord, ItemRecord], ...]
    proposed: tuple[tuple[MeetingRecord, ItemRecord, str], ...]
    seconded: tuple[tuple[MeetingRecord, ItemRecord, str], ...]


def person_path(meeting: MeetingRecord, person: dict[str, Any]) -> str | None:
    """The address of the page of somebody on this meeting's list; None for a member of the public, and for what is no name."""
    if not _has_page(person, _key(person["name"])):
        return None
    where = {"body": meeting.body} if meeting.body else {"meeting": meeting.id}  # whose people those of an unknown body are is not known either
    return f"/person?{urlencode({'name': person['name'], **where})}"


def _has_page(person: Mapping[str, Any], name: str) -> bool:
    return bool(name) and not is_public(person["role"])


def persons(library: Library) -> dict[Identity, Person]:
    """Everybody with a page: `library.kept(persons)`."""
    names: dict[Identity, Counter[str]] = defaultdict(Counter)
    documents: dict[Identity, dict[int, None]] = defaultdict(dict)
    bodies: dict[str, str | None] = {}
    known: dict[str, str] = {}  # names as they are compared: lists print the same ones over and over
    with library.reading() as catalogue:
        twins = {row[0] for row in catalogue.connection.execute("SELECT document FROM twins WHERE other < document")}
        for meeting in catalogue.meetings():
            body = place(meeting.body, meeting.id)
            bodies.setdefault(body, meeting.body)
            for each in meeting.attendance if meeting.document.key not in twins else ():
                name = known.get(each["name"]) or known.setdefault(each["name"], _key(each["name"]))
                if _has_page(each, name):
                    names[body, name][each["name"]] += 1
                    documents[body, name][meeting.document.key] = None
    return {which: Person(found.most_common(1)[0][0], bodies[which[0]], tuple(documents[which])) for which, found in names.items()}


def person_id(name: str, meeting: MeetingRecord) -> str:
    """The id of somebody on this meeting's list."""
    return entity_id("listed", *identity(name, meeting.body, meeting.id))


def identity(name: str, body: str | None, meeting: str | None) -> Identity:
    """Who is meant by a name in a body, or in one meeting of an unknown body."""
    return place(body, meeting or ""), _key(name)


def place(body: str | None, meeting: str) -> str:
    """Whose people the names of a list are."""
    return f"body {key(body)}" if body else f"meeting {meeting}"


def listed_as(meeting: MeetingRecord, person: Person) -> dict[str, Any] | None:
    """The person's entry on the list of a meeting; a status of presence before another."""
    entries = [each for each in meeting.attendance if _key(each["name"]) == _key(person.name)]
    return next((each for each in entries if each["status"] in ("present", "in attendance")), entries[0] if entries else None)


def may_be(held: Mapping[Identity, Person], which: Identity) -> list[Person]:
    """Others of the body whose names are shorter or longer forms of this one: perhaps the same person, perhaps not."""
    return [person for (body, name), person in held.items() if person.body and body == which[0] and name != which[1] and _agree(name.split(), which[1].split())]


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names have the same surname and forenames that do not contradict each other: H Binnie and Harold Binnie."""
    return one[-1] == other[-1] and all(a.startswith(b) or b.startswith(a) for a, b in zip(one[:-1], other[:-1], strict=False))


def traces(catalogue: Catalogue, person: Person, meetings: Sequence[MeetingRecord]) -> Traces:
    """What these meetings, each of which lists the person, say of them, in the same order."""
    named: list[tuple[MeetingRecord, ItemRecord]] = []
    moved: dict[str, list[tuple[MeetingRecord, ItemRecord, str]]] = {"proposer": [], "seconder": []}
    for meeting in meetings:
        text, entry = catalogue.text(meeting.document.key), listed_as(meeting, person)
        if text is None or entry is None:
            continue
        pattern = _called(entry["name"], [each["name"] for each in meeting.attendance])
        for item in catalogue.items(meeting.document.key):
            if any(each["name"] == entry["name"] for each in item.mentions) or (_speaks(item) and pattern.search(cut(text, item.spans))):
                named.append((meeting, item))
            for role, found in moved.items():
                found += [(meeting, item, each["text"]) for each in item.decisions if _is_meant(each[role], entry["name"], meeting)]
    return Traces(tuple(named), tuple(moved["proposer"]), tuple(moved["seconder"]))


def _key(name: str) -> str:
    """A name as it is compared: without title and accents."""
    return " ".join(word.plain for word in words(_untitled(name)))


def _untitled(name: str) -> str:
    """A name without the titles before it: `Cllr Mrs Frome` is Frome."""
    bare = TITLE.sub("", name)
    return bare if bare == name else _untitled(bare)


def _speaks(item: ItemRecord) -> bool:
    """Whether an item is more than a list of people."""
    title = item.title or ""
    return item.ordinal > 0 and not people_rules.APOLOGIES_TITLE.match(title) and not people_rules.ATTENDANCE_TITLE.match(title)


def _called(name: str, among: Sequence[str]) -> re.Pattern[str]:
    """What finds a person of a list in its minutes: forename or initial and surname, or a title and a surname that no other on the list has."""
    parts = [re.escape(part) for part in _parts(name)] or [re.escape(name)]
    surname, forename = parts[-1], parts[0]
    alone = sum(_key(other).split()[-1:] == _key(name).split()[-1:] for other in {_key(each): each for each in among}.values()) <= 1
    ways = [rf"{forename}\s+(?:[\w.’'-]+\s+)?{surname}"] if len(parts) > 1 else []
    if alone:
        others = r"(?:[A-Z][\w’'-]+(?:\s*,\s*|\s+and\s+|\s*&\s*))*"
        ways += [rf"(?i:{_TITLES}\s+(?:{_TITLES}\s+)?){others}{surname}", *([rf"{forename[:1]}\.?\s+{surname}"] if len(parts) > 1 else [])]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways) or re.escape(name)})(?!\w)")


def _parts(name: str) -> list[str]:
    """Forenames and surname as printed, without title and what stands in brackets."""
    return re.sub(r"\([^)]*\)", " ", _untitled(name)).split()


def _is_meant(words_of: str | None, name: str, meeting: MeetingRecord) -> bool:
    """Whether the printed mover of a decision is this person of the list and nobody else on it."""
    if not words_of:
        return False
    meant = {_key(each["name"]) for each in meeting.attendance if is_person(_untitled(words_of), each["name"], each["role"])}
    return meant == {_key(name)}
