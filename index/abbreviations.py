"""What the abbreviations of a library stand for, and where a question uses one form or the other."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from index.catalogue import Catalogue
from index.library import Library
from index.query import Expansion
from index.words import STOP_WORDS, terms

MOST_MEANINGS = 3
_CLEAR = 3  # letters: two stand for something else in other minutes
_LOUD = 3  # words: capitals throughout a question longer than that show no abbreviation
_TOKEN = re.compile(r"[^\W_]+(?:[&+./-][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A short form and what it stands for in one body's minutes; `passage` (its id) is the earliest of the `passages` that define it."""

    short: str
    long: str
    body: str | None
    passages: int
    passage: str
    meeting: str
    committee: str | None
    date: dt.date | None
    key: str
    stems: tuple[str, ...]

    @property
    def sense(self) -> tuple[str, tuple[str, ...]]:
        """The same for every body that means the same by it."""
        return self.key, self.stems


@dataclass(frozen=True, slots=True)
class _Place:
    """A form typed in a question, and the meanings it can have; `other` is the form that was not typed."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    other: Literal["short", "long"]


class Abbreviations:
    """The meanings of a library, sorted by short form."""

    def __init__(self, meanings: Iterable[Meaning]) -> None:
        self.meanings = tuple(sorted(meanings, key=lambda each: (each.key, each.long.casefold(), _folded(each.body))))
        by_short, by_long = defaultdict(list), defaultdict(list)
        for each in self.meanings:
            by_short[each.key].append(each)
            if len(each.stems) > 1:  # one word alone is no name of anything
                by_long[each.stems].append(each)
        self._by_short = {key: tuple(found) for key, found in by_short.items()}
        self._by_long = {stems: tuple(found) for stems, found in by_long.items()}
        self._longest = max(map(len, self._by_long), default=0)

    def of(self, body: str | None) -> tuple[Meaning, ...]:
        """Those of one body, named without regard to case; all when none is named."""
        return tuple(each for each in self.meanings if body is None or _folded(each.body) == _folded(body))

    def expand(self, question: str, body: str | None = None, plain: Callable[[str], bool] = lambda word: False) -> tuple[Expansion, ...]:
        """The other forms of what a question names, in its order, at most three for each, the most often defined first.

        Where the minutes of `body` define it, what others mean by it is left out; two letters stand for a long form there
        alone. `plain` tells of a word that was typed in small letters whether it is an ordinary word of the minutes.
        """
        if not self.meanings:
            return ()
        places = sorted((*self._short_typed(question, plain), *self._long_typed(question)), key=lambda each: each.start)
        forms = {(place.other, each.sense) for place in places for each in place.meanings}
        return tuple(
            Expansion(question[place.start : place.end], each.long if place.other == "long" else each.short, each.short, each.long, bodies, each.passage)
            for place in places
            for each, bodies in _best(place.meanings, body)
            if place.other == "long" or len(each.key) >= _CLEAR or (body is not None and _folded(each.body) == _folded(body))
            if not {("short", each.sense), ("long", each.sense)} <= forms  # both forms were typed
        )

    def _short_typed(self, question: str, plain: Callable[[str], bool]) -> Iterator[_Place]:
        tokens = list(_TOKEN.finditer(question))
        loud = len(tokens) > _LOUD and question.isupper()
        taken = 0
        for at, first in enumerate(tokens):
            for last in tokens[at : at + 2][::-1]:
                typed = question[first.start() : last.end()]
                meanings = self._by_short.get(short_key(typed)) or self._by_short.get(short_key(typed).removesuffix("s"))
                certain = sum(map(str.isupper, typed)) > 1 and not loud
                if meanings and first.start() >= taken and (certain or not (typed.lower() in STOP_WORDS or plain(typed.lower()))):
                    yield _Place(first.start(), last.end(), meanings, "long")
                    taken = last.end()
                    break

    def _long_typed(self, question: str) -> Iterator[_Place]:
        words = _content(question)
        at = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 1, -1):
                meanings = self._by_long.get(tuple(stem for stem, _ in words[at : at + length]))
                if meanings:
                    yield _Place(words[at][1].start(), words[at + length - 1][1].end(), meanings, "short")
                    at += length - 1
                    break
            at += 1


def _best(meanings: Sequence[Meaning], body: str | None) -> list[tuple[Meaning, tuple[str, ...]]]:
    """The meanings that count, each with the bodies that mean it."""
    own = [each for each in meanings if body is not None and _folded(each.body) == _folded(body)]
    by_sense = defaultdict(list)
    for each in own or meanings:
        by_sense[each.sense].append(each)
    senses = sorted(by_sense.values(), key=lambda same: -sum(each.passages for each in same))[:MOST_MEANINGS]
    return [(max(same, key=lambda each: each.passages), tuple(each.body for each in same if each.body)) for same in senses]


def abbreviations(library: Library) -> Abbreviations:
    """The abbreviations that the library defines: `library.kept(abbreviations)`."""
    with library.reading() as catalogue:
        return _read(catalogue)


def _read(catalogue: Catalogue) -> Abbreviations:
    """The abbreviations that the catalogue's passages define. Who was at any meeting is no abbreviation: some lists are read only in other minutes."""
    people = {_folded(each["name"]) for (held,) in catalogue.connection.execute("SELECT attendance FROM meetings") for each in json.loads(held)}
    rows = catalogue.connection.execute(
        "SELECT a.short, a.long, p.id AS passage, m.id AS meeting, m.body, m.committee, m.date FROM abbreviations a JOIN passages p ON p.key = a.passage"
        " JOIN meetings m ON m.document = p.document ORDER BY m.date IS NULL, m.date, p.key"
    )
    stems: dict[str, tuple[str, ...]] = {}
    found = defaultdict(list)
    for row in rows:
        long = row["long"]
        if _folded(long) not in people:
            if long not in stems:
                stems[long] = tuple(stem for stem, _ in _content(long))
            found[_folded(row["body"]), short_key(row["short"]), stems[long]].append(row)
    return Abbreviations(
        Meaning(
            Counter(row["short"] for row in same).most_common(1)[0][0],
            Counter(row["long"] for row in same).most_common(1)[0][0],
            same[0]["body"],
            len(same),
            same[0]["passage"],
            same[0]["meeting"],
            same[0]["committee"],
            dt.date.fromisoformat(same[0]["date"]) if same[0]["date"] else None,
            key,
            words,
        )
        for (_, key, words), same in found.items()
    )


def short_key(short: str) -> str:
    """A short form without regard to case and marks: `R&D` and `r.d.` are one."""
    return "".join(filter(str.isalnum, short.casefold()))


def _content(text: str) -> list[tuple[str, re.Match[str]]]:
    """(stem, the word as it stands) of every word that names something, in order."""
    words = (word for word in _WORD.finditer(text) if word.group().lower() not in STOP_WORDS)
    return [(stem, word) for word in words for stem in terms(word.group())]


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
