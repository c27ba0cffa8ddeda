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
from ingest.people_rules import NO_NAME, ROLE

_ORDER: tuple[Label, ...] = ("LAW", "MONEY", "PERCENT", "REF", "DATE", "PERSON", "ORG", "PLACE")
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
    for row in (rules.ACTING, rules.IN_A_PLACE):
        for match in row.rule.pattern.finditer(text):
            yield Found(*_span(match), row.label, sure=False)
    yield from (each for row in rules.PEOPLE for each in _people(text, row))


def _span(match: re.Match[str]) -> tuple[int, int]:
    groups = match.re.groupindex
    name = next((name for name in ("e", "e2") if name in groups and match[name]), None)
    return match.span(name) if name else match.span()


def _people(text: str, row: Labelled) -> Iterator[Found]:
    for match in row.rule.pattern.finditer(text):
        for name in _NAMES.finditer(text, *match.span("names")):
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
    if label == "ORG" and "," in text[start:end] and ROLE.search(text[start:end].partition(",")[0]):
        start = text.index(",", start) + 1
        start += len(text[start:end]) - len(text[start:end].lstrip())
    if label == "ORG" and (lead := rules.LEADS_TO_BODY.match(text[start:end].replace("\n", " "))):
        start += lead.end()
    words = text[start:end]
    if label == "PERSON":
        words = rules.HONOURS.sub("", words)
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
    known, whole = Known(), "\n\n".join(texts)
    small = set(re.findall(r"(?<![\w’'])[a-zà-ÿ][\w-]*", whole))
    named = dict.fromkeys(_printed(name) for name in people)
    for rule in (rules.BODY_OF_PLACE, rules.ADDRESS):
        for match in rule.pattern.finditer(whole):
            for place in _places(" ".join(match["place"].split())):
                known.add(place, "PLACE")
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for text, spans in zip(texts, found, strict=True):
        for each in spans:
            words = text[each.start : each.end].replace("\n", " ")
            if each.label == "PERSON" and (each.sure or " " in words):
                if each.sure or _is_person(words, known, small):
                    named.setdefault(words)
            elif each.sure and each.label in ("ORG", "PLACE"):
                for part in _parted(text, each, known):
                    own = text[part.start : part.end].replace("\n", " ")
                    if " " in own and not own[0].isdigit():
                        known.add(own, part.label)
            elif not each.sure and (each.label != "PERSON" or _INSIDE.search(text[max(0, each.start - 3) : each.start])):
                votes[words][each.label] += 1 + 2 * (each.label == "PLACE" and bool(_IN.search(text[max(0, each.start - 15) : each.start])))
    _add_people(known, named, small)
    _add_short_forms(known, whole, people)
    for words, count in votes.items():
        label, most = count.most_common(1)[0]
        if words not in known.forms and _may_stand(words, label, most, small):
            known.add(words, label)
    return known


def _places(words: str) -> list[str]:
    """A place in the name of a body, and its parts where the body is of two: `Ash and Elm`."""
    parts = [words, *re.split(r" and | & |- ?", words)] if re.search(r" and | & |-", words) else [words]
    return [part for part in parts if len(part) > 2 and not _is_generic(part) and not NO_NAME.search(part)]


_INSIDE = re.compile(r"[a-z,;] $")


def _printed(name: str) -> str:
    return rules.HONOURS.sub("", " ".join(re.sub(r"\([^)]*\)", " ", name).split()))


def _add_people(known: Known, names: Iterable[str], small: set[str]) -> None:
    for name in sorted(filter(_FULL_NAME.fullmatch, names), key=lambda name: name.count(" ")):
        words = name.split()
        if len(words) > 3 and known.forms.get(" ".join(words[:2])) == "PERSON":
            continue  # two names with nothing between them
        known.add(name, "PERSON")
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
    for form in [form for form, label in known.forms.items() if label == "ORG"]:
        for short in {"".join(word[0] for word in form.split() if word[0].isupper()), "".join(word[0] for word in form.split())}:
            if len(short) > 2 and short.isalpha() and short not in rules.TOPICS and re.search(rf"(?<!\w){short}(?!\w)", whole):
                known.add(short, "ORG")


def _may_stand(words: str, label: Label, most: int, small: set[str]) -> bool:
    """Whether what the model says of a name, at most places where it stands, is to be believed."""
    if not _CAPITAL.match(words) or _is_generic(words) or len(words) < 2:
        return False
    if label == "PERSON":
        return " " not in words and most > 1 and words.casefold() not in small and len(words) >= _SHORTEST and not words.isupper()
    if words.isupper() and " " not in words:
        return label == "ORG" and words not in rules.TOPICS and 2 < len(words) <= 6
    if label == "PLACE":
        return words.casefold() not in small and not (re.search(r"\d|[:;()]", words) or NO_NAME.search(words) or ROLE.search(words))
    return " " in words and ", " not in words and bool(rules.ORG_CUES.search(words)) and not re.search(r"[:;]", words)


def _is_person(words: str, known: Known, small: set[str] = frozenset()) -> bool:  # type: ignore[assignment]
    """Whether what the model takes for a person looks like a full name, and not like a place or like common words."""
    parts = words.split()
    if known.forms.get(words, "PERSON") != "PERSON" or any(known.forms.get(part) == "PLACE" for part in parts):
        return False
    common = sum(part.casefold() in small for part in parts)
    return 2 <= len(parts) <= 4 and common * 2 < len(parts) and bool(_FULL_NAME.fullmatch(words)) and not NO_NAME.search(words) and not rules.ORG_CUES.search(words)


_FULL_NAME = re.compile(rules.wrapped(rules.NAME))


def settled(text: str, found: Iterable[Found], known: Known) -> tuple[Found, ...]:
    """The names of one text, in order, apart."""
    sure = [part for each in found if each.sure for part in _parted(text, each, known)]
    sure += _known_in(text, known)
    guessed = [each for each in found if not each.sure and _believed(text, each, known)]
    taken: list[Found] = []
    held = bytearray(len(text))
    for each in sorted(sure, key=_rank) + sorted(guessed, key=_rank):
        if not any(held[each.start : each.end]):
            held[each.start : each.end] = b"\1" * (each.end - each.start)
            taken.append(each)
    return tuple(sorted(taken, key=lambda each: each.start))


def _parted(text: str, each: Found, known: Known) -> Iterator[Found]:
    """A stretch that runs over two names, as where no comma stands between them, in two."""
    words = text[each.start : each.end].replace("\n", " ").split(" ")
    if each.label == "PLACE" and len(words) > 2 and (skip := _another_before(text, each, words, known)):
        yield from _parted(text, Found(each.start + len(" ".join(words[:skip])) + 1, each.end, each.label), known)
        return
    if each.label in ("PERSON", "PLACE") and len(words) > 2:
        for many in range(len(words) - 1, 0, -1):
            form = " ".join(words[:many])
            whole = many > 1 if each.label == "PERSON" else len(words) - many > 1
            if whole and known.forms.get(form) == each.label and not (each.label == "PERSON" and len(words) - many < 2):
                at = each.start + len(form) + 1
                yield Found(each.start, at - 1, each.label)
                yield Found(at, each.end, each.label)
                return
    yield each


def _another_before(text: str, each: Found, words: Sequence[str], known: Known) -> int:
    """How many words of a place stand before, or belong to, the name of another that is known."""
    for at in range(1, len(words) - 1):
        if any(known.forms.get(" ".join(words[at:end])) == "PLACE" for end in range(at + 1, len(words))):
            return at
    before = text[max(0, each.start - 30) : each.start].replace("\n", " ").split(" ")[:-1]
    return int(any(known.forms.get(" ".join([*before[-many:], words[0]])) == "PLACE" for many in (1, 2)))


def _rank(each: Found) -> tuple[int, int, int]:
    return each.start - each.end, _ORDER.index(each.label), each.start


def _believed(text: str, each: Found, known: Known) -> bool:
    words = text[each.start : each.end].replace("\n", " ")
    if each.label == "PERSON":
        return known.forms.get(words) == "PERSON"
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
                    yield Found(_with_forename(text, first.start()) if form in known.alone else first.start(), end, known.forms[form])


def _with_forename(text: str, start: int) -> int:
    """Where a person's name begins whose surname does there."""
    before = _FORENAME.search(text, max(0, start - 20), start)
    return before.start("name") if before else start


_FORENAME = re.compile(rf"(?:[a-z,;] )(?P<name>{rules.WORD}) $")
_GOES_ON = re.compile(r"-|['’]s [A-Z][a-z]+(?:,| [A-Z]|$)")


def _alone(text: str, start: int, end: int, form: str, known: Known) -> bool:
    """Whether a surname that stands there is no part of a longer name."""
    if form not in known.alone:
        return True
    after = text[end : end + 30]
    follows = _WORD.match(after, 1) if _NEXT_CAPITAL.match(after) else None
    return (follows is None or follows.group() in known.alone or bool(re.match(rules.TITLE, follows.group()))) and not _GOES_ON.match(after) and text[start - 1 : start] != "-"
