"""The people, bodies and places of a library, each under its fullest name with its mentions.

A person is one of a body's attendance lists: `Cllr Lind` is the Lind of that meeting's list, or of all the body's lists when
there is one alone; otherwise the mention stays by itself and is not listed. So nobody is listed who was only spoken of.
A place is one within a body's minutes, its house numbers left out. A body is one in the whole library, unless its name
is of a kind that every council has (`Planning Committee`): then it is one within a body's minutes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.abbreviations import abbreviations
from index.catalogue import Catalogue, spans_from
from index.ids import entity_id, letters
from index.library import Library
from index.people import People
from ingest import name_rules
from ingest.domain import Label
from ingest.spans import cut

LISTED: tuple[Label, ...] = ("PERSON", "ORG", "PLACE")
_OF_ONE_BODY = re.compile(
    r"(?:committee|panel|team|services?|directorate|department|division|branch|board|group|office|unit|cabinet|party|forum)\W*$", re.IGNORECASE
)
_HOUSE = re.compile(r"^(?:(?:unit|flat|plot|lots?|nos?\.?)\s+)?\d+\w?(?:\s*(?:[-–/&,]|and)\s*\d+\w?)*,?\s+", re.IGNORECASE)
# What two or three capitalised words must have in them or before them to be listed as a place or a body: they may be somebody's name.
_LIKE_A_PERSON = re.compile(r"(?:[^\W\d_][\w'’-]*\.?\s+){1,2}[^\W\d_][\w'’-]*")
_KIND = re.compile(
    rf"\b(?:{name_rules.STREET}|{name_rules.BUILDING}|New|Old|North|South|East|West|Northern|Southern|Eastern|Western|Upper|Lower|Great|Little|Mount|Port|Fort|Saint|St|United)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\b(?:in|near|outside|around|throughout|across|between|towards)\s+(?:the\s+)?$", re.IGNORECASE)


_Key = tuple[Label, str, str]


@dataclass(frozen=True, slots=True)
class MeetingOfMention:
    """The meeting in whose minutes a name stands."""

    id: str
    body: str | None
    committee: str | None
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class NameMention:
    """A place where a name stands: code points of its passage's text."""

    passage: str
    start: int
    end: int
    text: str
    meeting: MeetingOfMention


@dataclass(frozen=True, slots=True)
class Named:
    """A person, a body or a place. `names` are the forms printed, the fullest first; `mentions` are in the order of their meetings."""

    id: str
    label: Label
    names: tuple[str, ...]
    body: str | None
    mentions: tuple[NameMention, ...]

    @property
    def name(self) -> str:
        """Its fullest form."""
        return self.names[0]

    @property
    def meetings(self) -> int:
        """In the minutes of how many meetings it stands."""
        return len({each.meeting.id for each in self.mentions})

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """The first and the last day of these meetings."""
        days = [each.meeting.date for each in self.mentions if each.meeting.date]
        return (min(days), max(days)) if days else (None, None)


@dataclass(slots=True)
class _Gathering:
    """What is known of a name while the library is read; `forms` is its name at each of the mentions."""

    body: str | None
    forms: list[str] = field(default_factory=list)
    mentions: list[NameMention] = field(default_factory=list)
    told: bool = False  # something in or before it says that it is no person


@dataclass(frozen=True, slots=True)
class Entities:
    """All that are listed, the most often named first."""

    listed: tuple[Named, ...]
    by_id: Mapping[str, Named]
    mark: str = ""  # of the order in which they are listed

    def of(self, label: Label | None = None, body: str | None = None, words: str | None = None) -> list[Named]:
        """Those of a kind, in the minutes of a body, with these words in a name; words without a letter or a figure are in none."""
        wanted = letters(words or "")
        return [
            each
            for each in self.listed
            if label in (None, each.label)
            and (body is None or any(letters(mention.meeting.body or "") == letters(body) for mention in each.mentions))
            and (words is None or (wanted and any(wanted in letters(name) for name in each.names)))
        ]


def entities(library: Library) -> Entities:
    """The names of the library: `library.kept(entities)`."""
    short = {(letters(each.body or ""), each.short): each.long for each in library.kept(abbreviations).of(None)}
    with library.reading() as catalogue:
        found = _gathered(catalogue, short)
    named = [_made(key, found.pop(key)) for key in list(found)]  # what was gathered goes as it is made use of
    listed = tuple(sorted(named, key=lambda each: (-len(each.mentions), each.name, each.id)))
    mark = hashlib.sha256("".join(each.id for each in listed).encode()).hexdigest()[:16]
    return Entities(listed, {each.id: each for each in listed}, mark)


def _made(key: _Key, each: _Gathering) -> Named:
    counts = Counter(each.forms)
    names = sorted(counts, key=lambda name: (name.isupper(), -len(name), -counts[name], name))
    return Named(entity_id(*key), key[0], tuple(names), each.body, tuple(each.mentions))


def _gathered(catalogue: Catalogue, short: Mapping[tuple[str, str], str]) -> dict[_Key, _Gathering]:
    """Everything that is listed, by (kind, body or nothing, name)."""
    people = People((row[0], row[1], json.loads(row[2])) for row in catalogue.connection.execute("SELECT document, body, attendance FROM meetings"))
    found: dict[_Key, _Gathering] = {}
    private: set[str] = set()
    same: dict[str, str] = {}  # a name that stands in many places is kept once
    for meeting, document, passage, mentions in _mentions(catalogue):
        for start, end, label, text, before in mentions:
            if label == "PERSON":
                person = people.meant(document, text)
                if person is None:
                    private.add(letters(text))
                    continue
                name = person
                key: _Key = (label, letters(meeting.body or ""), letters(person))
            else:
                key, name = _key(label, meeting.body, text, short)
            held = found.get(key) or found.setdefault(key, _Gathering(meeting.body if key[1] else None))
            held.forms.append(same.setdefault(name, name))
            held.told = held.told or is_told(label, name, before)
            held.mentions.append(NameMention(passage, start, end, same.setdefault(text, text), meeting))
    return {key: each for key, each in found.items() if key[0] == "PERSON" or not _is_private(key[2], each, private, people)}


def _is_private(key: str, each: _Gathering, private: set[str], people: People) -> bool:
    """Whether what is taken for a body or a place may be somebody who is not listed."""
    if key in private or not each.told:
        return True
    words = [letters(word) for name in set(each.forms) for word in (name, *_runs(name))]
    return any(word in private and not people.has(word) for word in words)


def is_told(label: Label, name: str, before: str) -> bool:
    """Whether a place or a body does not look like a person's name, or has a word that says what it is; `before` is the text before it."""
    if label not in ("ORG", "PLACE") or not _LIKE_A_PERSON.fullmatch(name) or _KIND.search(name):
        return True
    return bool(name_rules.ORG_CUES.search(name)) if label == "ORG" else bool(_WHERE.search(before))


def _runs(name: str) -> Iterator[str]:
    words = name.split()
    for first in range(len(words) - 1):
        for last in range(first + 2, len(words) + 1):
            yield " ".join(words[first:last])


def _key(label: Label, body: str | None, text: str, short: Mapping[tuple[str, str], str]) -> tuple[_Key, str]:
    """What a body or a place is kept by, and the name that it has there."""
    own = letters(body or "")
    name = " ".join(text.split())
    if label == "ORG":
        name = short.get((own, name), name)
        return (label, own if _OF_ONE_BODY.search(name) else "", letters(name)), name
    name = _HOUSE.sub("", name) or name
    return (label, own, letters(name)), name


_Mention = tuple[int, int, Label, str, str]
BEFORE = 16  # code points before a name that tell what it is


def _mentions(catalogue: Catalogue) -> Iterator[tuple[MeetingOfMention, int, str, Sequence[_Mention]]]:
    """(meeting, document, passage, names) of every passage, meetings in the order of their dates; the second file of a meeting is passed over."""
    second = {row[0] for row in catalogue.connection.execute("SELECT document FROM twins WHERE other < document")}
    meetings = catalogue.connection.execute("SELECT document, id, body, committee, date FROM meetings ORDER BY date IS NULL, date, id").fetchall()
    for row in meetings:
        text = catalogue.text(row["document"]) if row["document"] not in second else None
        if text is None:
            continue
        meeting = MeetingOfMention(row["id"], row["body"], row["committee"], dt.date.fromisoformat(row["date"]) if row["date"] else None)
        passages = catalogue.connection.execute(
            "SELECT id, spans, entities FROM passages WHERE document = ? AND entities <> '[]' ORDER BY ordinal", (row["document"],)
        )
        for passage in passages:
            words = cut(text, spans_from(passage["spans"]))
            found = [
                (start, end, label, words[start:end], words[max(0, start - BEFORE) : start])
                for start, end, label, *_ in json.loads(passage["entities"])
                if label in LISTED
            ]
            yield meeting, row["document"], passage["id"], found
        catalogue.forget()
