"""The names of one meeting's minutes: found by rules and by the model, known from one passage to the next, and settled.

The rule of conflicts: what a rule or the attendance knows stands before what the model guesses; of several, the longest;
of those of one length, the kind named first in `_ORDER`; and then the first. Nothing overlaps.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest import name_rules as rules
from ingest.abbreviations import abbreviations
from ingest.domain import Label
from ingest.entity_rules import ENTITY_RULES, Labelled
from ingest.people_rules import NO_NAME

_ORDER: tuple[Label, ...] = ("LAW", "MONEY", "PERCENT", "DATE", "REF", "PERSON", "ORG", "PLACE")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?")
_LEADING = re.compile(rf"(?:(?:the|and|at|on|in|of|to|by|for|from)\s+|[\W_]+|(?P<title>{rules.TITLE})\s+)", re.IGNORECASE)
_TRAILING = re.compile(r"(?:['’]s?|[\s,;:)\]}\"“”*–-]|(?<!\b[A-Z])(?<!\b(?:St|Jr|Sr|Co|Rd))(?<!\b(?:Ltd|Inc|Ave))(?<!\bCorp)\.)+$")
_CAPITAL = re.compile(r"[A-ZÀ-Ý]")
_SHORTEST = 3  # letters of a name that stands by itself
_IN = re.compile(r"(?:\b(?:in|at|near|around|outside|across|throughout|via)(?: the)?[ \n])$", re.IGNORECASE)
_NEXT_CAPITAL = re.compile(r"[ ](?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that could be a name; `sure` is False for what the model alone says."""

    start: int
    end: int
    label: Label
    sure: bool = True


@dataclass(slots=True)
class Known:
    """Names that these minutes use, each with its kind, by their first word."""

    forms: dict[str, Label] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)  # forms that are one word of a person's name
    by_first: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    def add(self, form: str, label: Label) -> None:
        """Take a name in, under the first kind that it was given."""
        words = tuple(form.split())
        if words and form not in self.forms:
            self.forms[" ".join(words)] = label
            self.by_first.setdefault(words[0], []).append(words)


def by_rules(text: str) -> Iterator[Found]:
    """What the rules read in one text."""
    for row in (*ENTITY_RULES, rules.NATIONAL, *rules.BODIES, *rules.PLACES):
        for match in row.rule.pattern.finditer(text):
            start, end = _span(match)
            found = trimmed(text, start, end, row.label)
            if found is not None and not (row.label in ("ORG", "PLACE") and _is_generic(text[found.start : found.end])):
                yield found
    yield from (each for row in rules.PEOPLE for each in _people(text, row))


def _span(match: re.Match[str]) -> tuple[int, int]:
    groups = match.re.groupindex
    name = next((name for name in ("e", "e2") if name in groups and match[name]), None)
    return match.span(name) if name else match.span()


def _people(text: str, row: Labelled) -> Iterator[Found]:
    each_name = _NAMES
    for match in row.rule.pattern.finditer(text):
        for name in each_name.finditer(text, *match.span("names")):
            found = trimmed(text, *name.span(), "PERSON")
            if found is not None and not _is_generic(text[found.start : found.end]):
                yield found


_NAMES = re.compile(rules.wrapped(rules.NAME))


def trimmed(text: str, start: int, end: int, label: Label, *, sure: bool = True) -> Found | None:
    """The stretch without articles, titles and punctuation around it; None where nothing is left."""
    if label not in ("MONEY", "PERCENT", "LAW"):
        while (leading := _LEADING.match(text, start, end)) is not None and (label == "PERSON" or not leading["title"]):
            if label in ("DATE", "REF") or (text[start : start + 4] == "The " and label == "PLACE" and sure):
                break
            start = leading.end()
    words = text[start:end]
    if label not in ("DATE", "LAW", "MONEY", "PERCENT", "REF"):
        words = _TRAILING.sub("", words)
    elif not (label == "DATE" and words.rstrip().lower().endswith("m.")):
        words = words.rstrip(" \n.,;:")
    if label in ("ORG", "PLACE") and words.count("(") != words.count(")"):
        words = words.split("(")[0].rstrip()
    return Found(start, start + len(words), label, sure) if any(map(str.isalnum, words)) else None


def _is_generic(name: str) -> bool:
    return all(word.casefold().strip(".'’") in rules.GENERIC for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", name))


def gathered(texts: Sequence[str], people: Iterable[str], found: Sequence[Sequence[Found]]) -> Known:
    """What the minutes' texts call people, bodies and places; `people` are those of the attendance, `found` what was found in each text."""
    known = Known()
    whole = "\n\n".join(texts)
    small = {word for word in re.findall(r"(?<![\w’'])[a-zà-ÿ][\w-]*", whole)}
    full = dict.fromkeys([" ".join(re.sub(r"\([^)]*\)", " ", name).split()) for name in people])
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for text, spans in zip(texts, found, strict=True):
        for each in spans:
            words = text[each.start : each.end].replace("\n", " ")
            if each.label == "PERSON" and (each.sure or _is_person(words)):
                full.setdefault(words)
            elif each.sure and each.label in ("ORG", "PLACE") and " " in words and not words[0].isdigit():
                known.add(words, each.label)
            elif each.label in ("ORG", "PLACE", "PERSON"):
                votes[words][each.label] += 1 + 2 * (each.label == "PLACE" and bool(_IN.search(text[max(0, each.start - 15) : each.start])))
    _add_people(known, full, small)
    for rule in (rules.BODY_OF_PLACE, rules.ADDRESS):
        for match in rule.pattern.finditer(whole):
            place = " ".join(match["place"].split())
            if not _is_generic(place) and place not in known.forms and not NO_NAME.search(place):
                known.add(place, "PLACE")
    _add_short_forms(known, whole, people)
    for words, count in votes.items():
        label, most = count.most_common(1)[0]
        if _may_stand(words, label, most, small) and words not in known.forms:
            known.add(words, label)
    return known


def _add_people(known: Known, names: Iterable[str], small: set[str]) -> None:
    for name in names:
        known.add(name, "PERSON")
        words = name.split()
        surname, first = words[-1].strip("."), words[0]
        if len(words) > 1:
            for form in (f"{first[0]} {surname}", f"{first[0]}. {surname}", f"{first} {surname}"):
                known.add(form, "PERSON")
        for word in {surname, first} if len(words) > 1 else {surname}:
            if len(word) >= _SHORTEST and word[0].isupper() and not word.isupper() and word.casefold() not in small and not _is_generic(word):
                known.add(word, "PERSON")
                known.alone.add(word)


def _add_short_forms(known: Known, whole: str, people: Iterable[str]) -> None:
    """Short forms of bodies, as the text defines them."""
    for each in abbreviations(whole, tuple(people)):
        if known.forms.get(each.long) == "ORG" or rules.ORG_CUES.search(each.long):
            known.add(each.short, "ORG")


def _may_stand(words: str, label: Label, most: int, small: set[str]) -> bool:
    """Whether what the model says of a name, at most places where it stands, is to be believed."""
    if not _CAPITAL.match(words) or _is_generic(words) or len(words) < 2:
        return False
    if label == "PERSON":
        return " " not in words and most > 1 and words.casefold() not in small and len(words) >= _SHORTEST and not words.isupper()
    if words.isupper() and " " not in words:
        return label == "ORG" and words not in rules.TOPICS and 2 < len(words) <= 6
    if label == "PLACE":
        return words.casefold() not in small and not re.search(r"\d|[:;()]", words)
    return " " in words and bool(rules.ORG_CUES.search(words)) and not re.search(r"[:;]", words)


def _is_person(words: str) -> bool:
    """Whether what the model takes for a person looks like a full name."""
    parts = words.split()
    return 2 <= len(parts) <= 4 and bool(_FULL_NAME.fullmatch(words)) and not NO_NAME.search(words) and not rules.ORG_CUES.search(words)


_FULL_NAME = re.compile(rules.wrapped(rules.NAME))


def settled(text: str, found: Iterable[Found], known: Known) -> tuple[Found, ...]:
    """The names of one text, in order, apart."""
    sure = [each for each in found if each.sure]
    sure += _known_in(text, known)
    guessed = [each for each in found if not each.sure and _believed(text, each, known)]
    taken: list[Found] = []
    held = bytearray(len(text))
    for each in sorted(sure, key=_rank) + sorted(guessed, key=_rank):
        if not any(held[each.start : each.end]):
            held[each.start : each.end] = b"\1" * (each.end - each.start)
            taken.append(each)
    return tuple(sorted(taken, key=lambda each: each.start))


def _rank(each: Found) -> tuple[int, int, int]:
    return each.start - each.end, _ORDER.index(each.label), each.start


def _believed(text: str, each: Found, known: Known) -> bool:
    words = text[each.start : each.end].replace("\n", " ")
    if each.label == "PERSON":
        return _is_person(words)
    if each.label in ("ORG", "PLACE"):
        return known.forms.get(words) == each.label
    return False


def _known_in(text: str, known: Known) -> Iterator[Found]:
    """Where names that are known stand."""
    for first in _WORD.finditer(text):
        word = first.group()
        for key in {word, word.rstrip("."), re.sub(r"['’]s?$", "", word)}:
            for words in known.by_first.get(key, ()):
                form = " ".join(words)
                end = first.start() + len(form)
                if text[first.start() : end].replace("\n", " ") == form and not text[end : end + 1].isalnum() and _alone(text, first.start(), end, form, known):
                    yield Found(first.start(), end, known.forms[form])


def _alone(text: str, start: int, end: int, form: str, known: Known) -> bool:
    """Whether a surname that stands there is no part of a longer name."""
    if form not in known.alone:
        return True
    after = text[end : end + 30]
    follows = _WORD.match(after, 1) if _NEXT_CAPITAL.match(after) else None
    return (follows is None or follows.group() in known.alone or bool(re.match(rules.TITLE, follows.group()))) and text[end : end + 1] != "-" and text[start - 1 : start] != "-"
