"""People of the attendance whose names are those of things: Lane, Hall, Park, Green.

The rules for people refuse such words, and those for places take them. Here they are read where their form leaves no doubt:
with a title, a forename or initials, after the word of a list or a motion, or before the verb of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest import name_rules as rules
from ingest.entity_found import FULL_NAME, Found, is_generic
from ingest.entity_rules import wrapped
from ingest.people_rules import NAME

_PRINTED = re.compile(rf"(?:{rules.TITLE}\s+)+")
_ANY = "Lind"  # a surname as good as any
_OF_PLACES = re.compile(rf"{rules.STREET}|{rules.BUILDING}")
_IN_BRACKETS = re.compile(r"\([^)]*\)")


def listed_in(text: str, people: Sequence[str]) -> Iterator[Found]:
    """Where people of the attendance stand in a form that can be nobody and nothing else; nothing where no name is doubtful."""
    pattern = _pattern(tuple(people))
    for match in pattern.finditer(text) if pattern else ():
        names = match["names"] or match["whole"]
        at = match.start("names" if match["names"] else "whole")
        for name in _single(tuple(people)).finditer(names):
            yield Found(at + name.start("name"), at + name.end("name"), "PERSON")


def _names(people: Sequence[str]) -> list[list[str]]:
    """Each name as its words, without titles, honours and what stands in brackets."""
    plain = (_PRINTED.sub("", rules.HONOURS.sub("", " ".join(_IN_BRACKETS.sub(" ", each).split())), count=1) for each in people)
    names = [name.split() for name in dict.fromkeys(plain) if NAME.match(name) or name.isalpha()]
    return [words for words in names if _may_be(words)]


def _may_be(words: Sequence[str]) -> bool:
    """Whether the words are a name, but for a surname that is a word of streets or bodies."""
    *forenames, surname = words
    if forenames:
        return bool(FULL_NAME.fullmatch(" ".join([*forenames, _ANY]))) and not rules.ORG_CUES.search(" ".join(words))
    return bool(FULL_NAME.fullmatch(surname)) or is_generic(surname) or bool(_OF_PLACES.fullmatch(surname.capitalize()))


def _doubtful(word: str) -> bool:
    return len(word) > 1 and (is_generic(word) or not FULL_NAME.fullmatch(word))


@lru_cache(maxsize=4)
def _forms(people: tuple[str, ...]) -> tuple[str, str]:
    """Patterns of a name with a forename or initials, and of any form, of everybody listed; empty where no name is doubtful."""
    names = _names(people)
    if not any(_doubtful(words[-1]) for words in names):
        return "", ""
    whole: dict[str, None] = {}
    bare: dict[str, None] = {}
    for *forenames, surname in names:
        last = re.escape(surname)
        bare[last] = None
        if forenames and forenames[0].strip("."):
            first = re.escape(forenames[0].strip("."))
            middle = rf"(?: (?:{'|'.join(re.escape(each) for each in forenames[1:])}))*" if forenames[1:] else ""
            whole[rf"(?:{first}\b\.?{middle}|{re.escape(forenames[0][0])}\b\.?(?: ?[A-Z]\b\.?)?) ?(?<=[\s.]){last}"] = None
    full = "|".join(whole)
    return full, "|".join(filter(None, (full, *bare)))


@lru_cache(maxsize=4)
def _pattern(people: tuple[str, ...]) -> re.Pattern[str] | None:
    whole, any_form = _forms(people)
    if not any_form:
        return None
    some = rf"(?:{rules.TITLE} )?(?:{any_form})(?![\w-])"
    several = rf"(?P<names>{some}(?:(?: ?\([^()\n]{{1,40}}\))?{rules.AND}{some})*)"
    ends = rf"(?![\w-])(?! (?:{rules.STREET}|{rules.BUILDING})\b)"
    cue = rf"(?:\b{rules.TITLE} |{rules.LISTING} ?|{rules.MOVING} )(?:{rules.TITLE} )?"
    before_verb = rf"(?:^|(?<=\n)|(?<=[.(] ))(?:{any_form})(?= (?:moved|seconded|proposed|nominated)\b)"
    named = rf"(?<![\w-])(?:{whole}){ends}|" if whole else ""
    return re.compile(wrapped(rf"{cue}{several}{ends}|(?P<whole>{named}{before_verb})"))


@lru_cache(maxsize=4)
def _single(people: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(wrapped(rf"(?<![\w-])(?P<name>{_forms(people)[1]})(?![\w-])"))
