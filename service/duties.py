"""Who is to do what: the actions of the minutes by their owners, each by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.catalogue import Catalogue
from index.records import PassageRecord
from index.register import ActionLine, MeetingLine
from index.words import terms
from service.asked import Asked
from service.attended import TITLE, is_person, offices
from service.lists import Place

MOST = 6  # actions that are quoted
_OF_A_COUNCIL = frozenset(("the", "parish", "town", "city", "community", "council"))
_PARTS = re.compile(r"[,/&]|\band\b")


def actions_asked(asked: Asked, lines: Sequence[ActionLine], meetings: Sequence[MeetingLine]) -> tuple[ActionLine, ...]:
    """The actions of these meetings that the question asks for, newest first: by owner, and by what else it names."""
    held = {meeting.document for meeting in meetings}
    return tuple(
        line
        for line in lines
        if line.meeting.document in held
        and (asked.who is None or is_owner(asked.who, line))
        and (asked.rest <= line.meeting.words or asked.rest - line.meeting.words <= frozenset(terms(f"{line.title or ''} {line.text}")))
    )


def is_owner(words: str, line: ActionLine) -> bool:
    """Whether the words name the owner: by office, by name, by the initials that are printed, or as whom the meeting's list gives those to.

    An action of nobody is nobody's.
    """
    if line.owner is None:
        return False
    wanted = TITLE.sub("", " ".join(words.split()).strip(" ?.,;"))
    return any(_is_one(wanted, part.strip()) for part in _PARTS.split(line.owner)) or any(is_person(wanted, name, role) for name, role in line.holders)


def _is_one(wanted: str, owner: str) -> bool:
    bare = TITLE.sub("", owner)
    if not wanted or not bare:
        return False
    if wanted.casefold() == bare.casefold():
        return True
    if re.fullmatch(r"[A-Z]{1,4}", bare):  # initials are nobody's name
        return False
    one, other = ([word for word in words.casefold().split() if word != "the"] for words in (wanted, bare))
    if one[-1] == other[-1] == "clerk":  # `Clerk` is the Parish Clerk; the Parish Clerk no Town Clerk, and the Assistant Clerk neither
        others = set(one[:-1]) ^ set(other[:-1])
        return others <= _OF_A_COUNCIL and (len(one) == 1 or len(other) == 1)
    return is_person(wanted, bare, bare if len(offices(bare)) == 1 and " " in bare else None)


def places_of(catalogue: Catalogue, line: ActionLine) -> tuple[Place, ...]:
    """The action's words where they stand in its item's passages; of one that runs over a passage's end, sentence by sentence."""
    passages = catalogue.passages_of_item(line.item)
    wanted = re.compile(r"\s+".join(map(re.escape, line.text.split())))
    for passage in passages:
        if found := wanted.search(passage.text):
            return (Place(passage, found.start(), found.end(), "to_do"),)
    whole = " ".join(line.text.split())
    return tuple(_sentences_in(passages, whole))


def _sentences_in(passages: Sequence[PassageRecord], whole: str) -> Iterator[Place]:
    for passage in passages:
        for start, end, role in passage.sentences:
            if role == "to_do" and " ".join(passage.text[start:end].split()) in whole:
                yield Place(passage, start, end, "to_do")
