"""What a library knows that a question may name: its bodies and committees, its people, its calendar and its words."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from index.library import Library
from index.naming import Name, key, named, words
from index.people import is_form, name_words
from index.words import terms
from ingest.dates import us_order

_OPENINGS, _OPENING = 20, 4000  # meetings, and code points of each, from which the order of day and month is seen
_PLACES = 20  # passages of a stem in which its spellings are looked for


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held; `people` are the names on its attendance list."""

    body: str | None
    committee: str | None
    date: dt.date | None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee and the bodies that have one of that name."""

    name: Name
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on attendance lists, but none of the public: the name that is printed most, its words as they are compared, the bodies."""

    name: str
    words: tuple[str, ...]
    bodies: tuple[str, ...]


class Known:
    """Gathered from a library once a generation; see `known`. Safe to share between threads."""

    def __init__(self, meetings: Iterable[Held], library: Library | None = None) -> None:
        """Of these meetings; words and texts are asked of the library when they are needed, and none are known without one."""
        self.meetings = tuple(meetings)
        self._library = library

    @cached_property
    def bodies(self) -> tuple[Name, ...]:
        """The bodies; one that is spelled in several ways once, as most meetings have it."""
        return tuple(named(text) for text in self._spellings.values())

    @cached_property
    def committees(self) -> tuple[Committee, ...]:
        """The committees, by name; the same for ways of spelling them."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        bodies: dict[str, Counter[str]] = defaultdict(Counter)
        for each in self.meetings:
            if each.committee:
                found[key(each.committee)][each.committee] += 1
                if each.body:
                    bodies[key(each.committee)][self._spellings[key(each.body)]] += 1
        return tuple(Committee(named(_most(spellings)), tuple(bodies[which])) for which, spellings in found.items())

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people of attendance lists."""
        printed = Counter((name, each.body) for each in self.meetings for name in each.people)
        parts = {name: tuple(word.plain for word in words(name)) for name in {name for name, _ in printed}}
        found: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        bodies: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        for (name, body), times in printed.items():
            found[parts[name]][name] += times
            if body:
                bodies[parts[name]][self._spellings[key(body)]] = None
        return tuple(Person(_most(names), split, tuple(bodies[split])) for split, names in found.items() if split)

    @cached_property
    def by_surname(self) -> dict[str, tuple[Person, ...]]:
        """The people, by every word of their names that is more than an initial."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            for word in dict.fromkeys(person.words):
                if len(word) > 1:
                    found[word].append(person)
        return {word: tuple(people) for word, people in found.items()}

    def lists(self, name: str) -> bool:
        """Whether somebody on an attendance list can be called so: by surname or forename, with title, with initials, or in full."""
        asked = name_words(name)
        return any(is_form(asked, name_words(person.name)) for word in asked for person in self.by_surname.get(word, ()))

    @cached_property
    def _spellings(self) -> dict[str, str]:
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for each in self.meetings:
            if each.body:
                found[key(each.body)][each.body] += 1
        return {which: _most(spellings) for which, spellings in found.items()}

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of which the names of bodies and committees are made, as they are compared."""
        names = (*self.bodies, *(each.name for each in self.committees))
        return frozenset(word for name in names for word in (*name.own, *name.shared))

    @cached_property
    def _days(self) -> dict[tuple[str | None, str | None], tuple[dt.date, ...]]:
        found: dict[tuple[str | None, str | None], set[dt.date]] = defaultdict(set)
        for each in self.meetings:
            if each.date is not None:
                body, committee = key(each.body or ""), key(each.committee or "")
                for which in ((None, None), (body, None), (None, committee), (body, committee)):
                    found[which].add(each.date)
        return {which: tuple(sorted(days)) for which, days in found.items()}

    def days(self, body: str | None = None, committee: str | None = None) -> tuple[dt.date, ...]:
        """The days on which this body or committee met, or anybody, in order."""
        return self._days.get((None if body is None else key(body), None if committee is None else key(committee)), ())

    # What is asked of the library when it is needed

    def frequency(self, word: str) -> int:
        """How many passages hold the word, in any form, or all of its parts."""
        snapshot = self._library.snapshot() if self._library else None
        return min((snapshot.words.frequency(term) for term in terms(word)), default=0) if snapshot else 0

    def is_word(self, word: str) -> bool:
        """Whether the library's model knows the word as one."""
        return bool(self._library and self._library.encoder.knows(word))

    def stems(self, beginning: str) -> list[tuple[str, int]]:
        """(stem, passages that hold it in their text) of the words that begin so, the most frequent first."""
        snapshot = self._library.snapshot() if self._library else None
        return snapshot.words.stems(beginning) if snapshot else []

    def spellings(self, stem: str) -> tuple[str, ...]:
        """Words of the library that have this stem, as they are printed: those of the passages that say most of it."""
        snapshot = self._library.snapshot() if self._library else None
        if self._library is None or snapshot is None:
            return ()
        begun = re.compile(rf"\b{re.escape(stem[:2])}[^\W\d_]*", re.IGNORECASE)
        with self._library.reading() as catalogue:
            texts = catalogue.encoded_texts([at for at, _ in snapshot.words.search([stem], _PLACES)])
            held = dict.fromkeys(word for text in texts.values() for word in begun.findall(text))
            return tuple(word for word in held if terms(word) == [stem])

    def month_first(self, body: str | None = None) -> bool:
        """Whether this body, or most of what the library holds, writes the month before the day in figures."""
        if self._library is None:
            return False
        where, values = ("m.body = ?", (body,)) if body else ("1", ())
        sql = f"SELECT substr(d.text, 1, {_OPENING}) FROM documents d JOIN meetings m ON m.document = d.key WHERE {where} ORDER BY d.key DESC LIMIT {_OPENINGS}"
        with self._library.reading() as catalogue:
            return us_order("\n".join(row[0] for row in catalogue.connection.execute(sql, values)))


def known(library: Library) -> Known:
    """What the library knows, gathered when it is first asked for and kept until the library changes."""
    return library.kept(_gathered)


def _gathered(library: Library) -> Known:
    with library.reading() as catalogue:
        return Known([Held(*each) for each in catalogue.attendances()], library)


def _most(spellings: Counter[str]) -> str:
    return spellings.most_common(1)[0][0]
