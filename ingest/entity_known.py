"""What one meeting's minutes call people, bodies and places, known from one passage to the next."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest import name_rules as rules
from ingest.abbreviations import abbreviations
from ingest.domain import Label
from ingest.entity_found import FULL_NAME, Found, is_generic
from ingest.people_rules import NO_NAME, ROLE

_CAPITAL = re.compile(r"[A-ZÀ-Ý]")
_PLAIN_FOUR = re.compile(rf"{rules.PLAIN}(?: {rules.PLAIN}){{3}}")
_TOO_MANY = 3  # words, for a settlement whose name is not known from elsewhere
_SHORTEST = 3  # letters of a name that stands by itself
_IN = re.compile(r"(?:\b(?:in|at|near|around|outside|across|throughout|via)(?: the)?[ \n])$", re.IGNORECASE)
_INSIDE = re.compile(r"[a-z,;] $")
_KIND = re.compile(r"[ \n](?:public house|pub|ward|play area|recreation ground|village|bypass|estate)\b")
_ROAD = re.compile(r"[A-Z]{1,2}\d+")


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


def gathered(texts: Sequence[str], people: Iterable[str], found: Sequence[Sequence[Found]]) -> Known:
    """What the minutes' texts call people, bodies and places; `people` are those of the attendance, `found` what was found in each text."""
    known, whole = Known(), "\n\n".join(texts)
    small = set(re.findall(r"(?<![\w’'])[a-zà-ÿ][\w-]*", whole))
    named = dict.fromkeys(map(_printed, people))
    sure_people = {
        *named,
        *(text[each.start : each.end] for text, spans in zip(texts, found, strict=True) for each in spans if each.sure and each.label == "PERSON"),
    }
    for rule in (rules.BODY_OF_PLACE, rules.ADDRESS):
        for match in rule.pattern.finditer(whole):
            for place in _places(" ".join(match["place"].split())):
                if rule is rules.BODY_OF_PLACE or place not in sure_people:
                    known.add(place, "PLACE")
    within = _within(known)
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for text, spans in zip(texts, found, strict=True):
        for each in spans:
            words = text[each.start : each.end].replace("\n", " ")
            if each.label == "PERSON" and (each.sure or " " in words):
                if each.sure or (_is_person(words, known, small) and not _cuts(text, each, within)):
                    named.setdefault(words)
            elif each.sure:
                _add_parts(known, text, each)
            elif each.label != "PERSON" or _INSIDE.search(text[max(0, each.start - 3) : each.start]):
                votes[words][each.label] += 1 + 2 * (
                    each.label == "PLACE" and (bool(_IN.search(text[max(0, each.start - 15) : each.start])) or bool(_KIND.match(text, each.end)))
                )
    _add_people(known, named, small)
    _add_short_forms(known, whole, people, votes)
    for words, count in votes.items():
        label, most = count.most_common(1)[0]
        if words not in known.forms and _may_stand(words, label, most, small):
            known.add(words, label)
    _add_settlements(known, whole)
    return known


def _add_parts(known: Known, text: str, each: Found) -> None:
    """Take in a body or a place that a rule read, when it has several words."""
    for part in parted(text, each, known) if each.label in ("ORG", "PLACE") else ():
        words = text[part.start : part.end].replace("\n", " ")
        if " " in words and not words[0].isdigit():
            known.add(words, part.label)


def _places(words: str) -> list[str]:
    """A place in the name of a body, and its parts where the body is of two: `Ash and Elm`."""
    parts = [words, *re.split(r" and | & |- ?", words)] if re.search(r" and | & |-", words) else [words]
    return [part for part in parts if len(part) > 2 and not is_generic(part) and not NO_NAME.search(part) and not ROLE.search(part)]


def _within(known: Known) -> re.Pattern[str] | None:
    """A pattern of the places known that are of several words."""
    forms = [re.escape(form) for form, label in known.forms.items() if label == "PLACE" and " " in form]
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?!\w)".replace("\\ ", "[ \n]")) if forms else None


def _cuts(text: str, each: Found, places: re.Pattern[str] | None) -> bool:
    """Whether a stretch holds a part of a known place, as `Moss Lind` does where `Arden Moss` stands."""
    if places is None:
        return False
    around = places.finditer(text, max(0, each.start - 40), min(len(text), each.end + 40))
    return any(match.start() < each.end and each.start < match.end() for match in around)


def _printed(name: str) -> str:
    return rules.HONOURS.sub("", " ".join(re.sub(r"\([^)]*\)", " ", name).split()))


def _add_people(known: Known, names: Iterable[str], small: set[str]) -> None:
    for name in sorted(filter(FULL_NAME.fullmatch, names), key=lambda name: name.count(" ")):
        words = name.split()
        if len(words) > 3 and (known.forms.get(" ".join(words[:2])) == "PERSON" or _PLAIN_FOUR.fullmatch(name)):
            continue  # two names with nothing between them
        known.add(name, "PERSON")
        surname, first = words[-1].strip("."), words[0]
        if len(words) > 1:
            for form in (f"{first[0]} {surname}", f"{first[0]}. {surname}", f"{first} {surname}"):
                known.add(form, "PERSON")
        for word in {surname, first} if len(words) > 1 else {surname}:
            if len(word) >= _SHORTEST and word[0].isupper() and not word.isupper() and word.casefold() not in small and not is_generic(word):
                known.add(word, "PERSON")
                known.alone.add(word)


def _add_short_forms(known: Known, whole: str, people: Iterable[str], votes: dict[str, Counter[Label]]) -> None:
    """Short forms of bodies, as the text defines them; what is short for something else is no body."""
    for each in abbreviations(whole, tuple(people)):
        if known.forms.get(each.long) == "ORG" or rules.ORG_CUES.search(each.long):
            known.add(each.short, "ORG")
        elif rules.NO_BODY.search(each.long) or known.forms.get(each.long) == "PERSON":
            votes.pop(each.short, None)
        elif each.short not in rules.TOPICS and _is_body(each.long, known, votes):
            known.add(each.long, "ORG")
            known.add(each.short, "ORG")
    for form in [form for form, label in known.forms.items() if label == "ORG"]:
        for short in {"".join(word[0] for word in form.split() if word[0].isupper()), "".join(word[0] for word in form.split())}:
            if len(short) > 2 and short.isalpha() and short not in rules.TOPICS and re.search(rf"(?<!\w){short}(?!\w)", whole):
                known.add(short, "ORG")


def _is_body(long: str, known: Known, votes: dict[str, Counter[Label]]) -> bool:
    """Whether a long form names a body without a word that says so: `Waterways Eastland`, that ends in the name of a country."""
    first, *rest = long.split()
    return bool(rest) and first[0].isupper() and (known.forms.get(rest[-1]) == "PLACE" or votes.get(rest[-1], Counter())["PLACE"] > 0)


def _add_settlements(known: Known, whole: str) -> None:
    """What stands between two known settlements of an address, or between its street and one, is a settlement."""
    for match in rules.POSTAL.pattern.finditer(whole):
        words = match["places"].replace(",", "").split()
        for take in (slice(0, 2), slice(0, 1)):
            while len(words) > 1 and known.forms.get(" ".join(words[take])) == "PLACE":
                del words[take]
        while len(words) > 1 and known.forms.get(words[-1]) == "PLACE":
            words.pop()
        if len(words) < _TOO_MANY and not is_generic(" ".join(words)):
            known.add(" ".join(words), "PLACE")


def _may_stand(words: str, label: Label, most: int, small: set[str]) -> bool:
    """Whether what the model says of a name, at most places where it stands, is to be believed."""
    if not _CAPITAL.match(words) or is_generic(words) or len(words) < 2:
        return False
    if label == "PERSON":
        return " " not in words and most > 1 and words.casefold() not in small and len(words) >= _SHORTEST and not words.isupper()
    if words.isupper() and " " not in words:
        return label == "ORG" and words not in rules.TOPICS and 2 < len(words) <= 6 and not _ROAD.fullmatch(words)
    if label == "PLACE":
        return (
            words.casefold() not in small
            and not rules.COMMON_END.fullmatch(words)
            and not (re.search(r"\d|[:;()]", words) or NO_NAME.search(words) or ROLE.search(words))
        )
    return " " in words and ", " not in words and bool(rules.ORG_CUES.search(words)) and not re.search(r"[:;“”\"]| The (?:Council|Committee|Board)$", words)


def _is_person(words: str, known: Known, small: set[str]) -> bool:
    """Whether what the model takes for a person looks like a full name, and not like a place or like common words."""
    parts = words.split()
    if known.forms.get(words, "PERSON") != "PERSON" or any(known.forms.get(part) == "PLACE" for part in parts):
        return False
    common = sum(part.casefold() in small for part in parts)
    return (
        2 <= len(parts) <= 4 and common * 2 < len(parts) and bool(FULL_NAME.fullmatch(words)) and not NO_NAME.search(words) and not rules.ORG_CUES.search(words)
    )


def parted(text: str, each: Found, known: Known) -> Iterator[Found]:
    """A stretch that runs over two names, as where no comma stands between them, in two."""
    words = text[each.start : each.end].replace("\n", " ").split(" ")
    if each.label == "PLACE" and len(words) > 2 and (skip := _another_before(text, each, words, known)):
        yield from parted(text, Found(each.start + len(" ".join(words[:skip])) + 1, each.end, each.label), known)
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
