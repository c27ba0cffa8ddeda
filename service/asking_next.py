"""Questions to begin and to go on with, made from the titles and people of this library's own items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import capwords

from index.catalogue import Catalogue
from index.library import Library
from index.naming import words
from index.records import PassageRecord
from ingest.rules import STOCK_TITLES
from service.answers import answer
from service.persons import person_path

_SHORTEST, _LONGEST = 8, 48  # letters of a title that makes a question
_MOST_MEETINGS = 3  # that have an item of one title: more, and it is said at every meeting
_TRIED = 6  # titles for an example, until one is answered
_MOST_NEXT = 4
# Items of every meeting, which nobody would ask about.
_STANDING = re.compile(
    r"apolog|declaration|minutes|question|next meeting|next agenda|work programme|business|matters arising|announce|appointment|exclusion|attendance|present|"
    r"welcome|adjourn|public|report|correspond|invoice|roll call|call to order|consent|agenda|update|payment|session|interest|standing item|motion|background|"
    r"suggestions|events|committee|forum|comments|register|handover|part [0-9ivx]+\b",
    re.IGNORECASE,
)
_SAID, _DECIDED, _WHEN = "What was said about {}?", "What was decided about {}?", "When did the council discuss {}?"
_TITLES = (
    "SELECT min(i.title) AS title, count(DISTINCT i.document) AS meetings, max(i.decisions <> '[]') AS decided FROM items i JOIN passages p ON p.item = i.key"
    f" WHERE length(i.title) BETWEEN {_SHORTEST} AND {_LONGEST} GROUP BY lower(i.title) HAVING meetings <= {_MOST_MEETINGS}"
    " ORDER BY min(i.title) = upper(min(i.title)), count(*) DESC, min(i.title) LIMIT 300"
)


def examples(library: Library) -> tuple[str, ...]:
    """A question of each kind that this library answers: `library.kept(examples)`."""
    with library.reading() as catalogue:
        rows = [(name, row) for row in catalogue.connection.execute(_TITLES) if (name := asked_by(row["title"]))]
    found: dict[str, str] = {}
    fitting = (
        (_SAID, lambda row: True),
        (_DECIDED, lambda row: row["decided"]),
        (_WHEN, lambda row: row["meetings"] > 1),
    )
    for form, fits in fitting:
        for name in [name for name, row in rows if fits(row) and name not in found][:_TRIED]:
            if answer(library, form.format(name)).verdict == "answered":
                found[name] = form.format(name)
                break
    spare = (name for name, _ in rows if name not in found)
    return (*found.values(), *(_SAID.format(name) for name, _ in zip(spare, range(len(fitting) - len(found)), strict=False)))


def asked_by(title: str | None) -> str | None:
    """A title as it stands in a question; None for one that nobody would ask about."""
    name = " ".join((title or "").split()).strip(" .;,-–")
    plain = _SHORTEST <= len(name) <= _LONGEST and " " in name and not re.search(r"[:?!“”\"*_|]|^[\W\d]", name)
    if not plain or _STANDING.search(name) or STOCK_TITLES.pattern.match(name):
        return None
    return capwords(name) if name == name.upper() else name


def ask_next(catalogue: Catalogue, passages: Sequence[PassageRecord], asked: Sequence[str]) -> tuple[str, ...]:
    """Questions about the people named in the passages that an answer quotes, the items before and after them, and other times of the same matter."""
    known = {" ".join(each.casefold().split()) for each in asked}
    found = dict.fromkeys(each for each in (*_times(passages), *_neighbours(catalogue, passages), *_people(passages)) if each.casefold() not in known)
    return tuple(found)[:_MOST_NEXT]


def _times(passages: Sequence[PassageRecord]) -> Iterator[str]:
    for passage in passages[:1]:
        if name := asked_by(passage.item.title):
            yield _WHEN.format(name)


def _neighbours(catalogue: Catalogue, passages: Sequence[PassageRecord]) -> Iterator[str]:
    for passage in passages[:1]:
        for item in catalogue.items(passage.meeting.document.key):
            if abs(item.ordinal - passage.item.ordinal) == 1 and (name := asked_by(item.title)):
                yield (_DECIDED if item.decisions else _SAID).format(name)


def _people(passages: Sequence[PassageRecord]) -> Iterator[str]:
    """Those on the list of the meeting whom a passage names by their surname, most often named first; nobody who is merely talked about."""
    for passage in passages[:3]:
        named = [words(each.text) for each in passage.entities if each.label == "PERSON"]
        surnames = [each[-1].plain for each in named if each]
        for person in passage.meeting.attendance:
            parts = words(person["name"])
            if parts and surnames.count(parts[-1].plain) and person_path(passage.meeting, person):
                yield f"What did {person['name']} say?"
