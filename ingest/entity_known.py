"""What one meeting's minutes call people, bodies and places, known from one passage to the next."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest import name_rules as rules
from ingest.abbreviations import abbreviations
from ingest.domain import Label
from ingest.entity_found import FULL_NAME, SHORT_FORM, Found, is_generic
from ingest.people_rules import NO_NAME, ROLE

_CAPITAL = re.compile(r"[A-ZÀ-Ý]")
_PLAIN_FOUR = re.compile(rf"{rules.PLAIN}(?: {rules.PLAIN}){{3}}")
_TOO_MANY = 3  # words, for a settlement whose name is not known from elsewhere
_SHORTEST = 3  # letters of a name that stands by itself
_IN = re.compile(r"(?:\b(?:in|at|near|around|outside|across|throughout|via)(?: the)?[ \n])$", re.IGNORECASE)
_INSIDE = re.compile(r"(?:[a-z,;–-] |\()$")
_KIND = re.compile(r"[ \n](?:public house|pub|ward|play area|recreation ground|village|bypass|estate)\b")
_TITLE = re.compile(rules.TITLE)
_HEADS = re.compile(r":|\. ?(?:No|[A-Z]\w+\. No)\b")  # behind a word of a form, as in `Annotation:`
_LIKE_A_NAME = re.compile(r"[A-ZÀ-Ý0-9][^:;“”\"\n]*")
_ROAD = re.compile(r"[A-Z]{1,2}\d+")


@dataclass(slots=True)
class Known:
    """Names that these minutes use, each with its kind, by their first word."""

    forms: dict[str, Label] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)  # forms that are one word of a person's name
    surnames: set[str] = field(default_factory=set)  # of people without doubt, common words among them: `Green`
    by_first: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)  # short for what is no name
    small: frozenset[str] = frozenset()  # words that the minutes also write small

    def add(self, form: str, label: Label) -> None:
        """Take a name in, under the first kind that it was given."""
        words = tuple(form.split())
        if words and form not in self.forms:
            self.forms[" ".join(words)] = label
            self.by_first.setdefault(words[0], []).append(words)


def gathered(texts: Sequence[str], people: Iterable[str], found: Sequence[Sequence[Found]]) -> Known:
    """What the minutes' texts call people, bodies and places; `people` are those of the attendance, `found` what was found in each text."""
    whole = "\n\n".join(texts)
    known = Known(small=frozenset(re.findall(r"(?<![\w’'])[a-zà-ÿ][\w-]*", whole)))
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
    guessed, votes = _counted(texts, found, known, named)
    _add_people(known, named, known.small)
    known.surnames.update(name.split()[-1] for name in named if name.strip())
    for words in guessed:
        known.add(words, "PERSON")
    _add_short_forms(known, whole, people, votes)
    for words, count in votes.items():
        label, most = count.most_common(1)[0]
        if words not in known.forms and _may_stand(words, label, most, known.small):
            known.add(words, label)
    _add_settlements(known, whole)
    return known


def _counted(texts: Sequence[str], found: Sequence[Sequence[Found]], known: Known, named: dict[str, None]) -> tuple[list[str], dict[str, Counter[Label]]]:
    """People that the model alone sees, in full, and what it takes other names for, how often; people and places that are sure are taken in."""
    within, guessed = _within(known), []
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for text, spans in zip(texts, found, strict=True):
        for each in spans:
            words = text[each.start : each.end].replace("\n", " ")
            if each.label == "PERSON" and (each.sure or " " in words):
                if each.sure:
                    named.setdefault(words)
                elif _is_person(words, known, known.small) and not _cuts(text, each, within):
                    guessed.append(words)
            elif each.sure:
                _add_parts(known, text, each)
            elif each.label != "PERSON" or _INSIDE.search(text[max(0, each.start - 3) : each.start]):
                votes[words][each.label] += 1 + 2 * (
                    each.label == "PLACE" and (bool(_IN.search(text[max(0, each.start - 15) : each.start])) or bool(_KIND.match(text, each.end)))
                )
    return guessed, votes


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
    return SHORT_FORM.sub("", rules.HONOURS.sub("", " ".join(re.sub(r"\([^)]*\)", " ", name).split())), count=1)


def _add_people(known: Known, names: Iterable[str], small: frozenset[str]) -> None:
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
            if _TITLE.fullmatch(word):
                continue
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
            known.refused.add(each.short)
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


def _may_stand(words: str, label: Label, most: int, small: frozenset[str]) -> bool:
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


def _is_person(words: str, known: Known, small: frozenset[str]) -> bool:
    """Whether what the model takes for a person looks like a full name, and not like a place or like common words."""
    parts = words.split()
    if known.forms.get(words, "PERSON") != "PERSON" or any(known.forms.get(part) == "PLACE" for part in parts):
        return False
    common = sum(part.casefold() in small for part in parts if len(part) > 1)  # `a` is small, too
    return (
        2 <= len(parts) <= 4
        and common * 2 <= len(parts)
        and bool(FULL_NAME.fullmatch(words))
        and not NO_NAME.search(words)
        and not rules.ORG_CUES.search(words)
    )


def may_be(text: str, each: Found, known: Known) -> bool:
    """Whether what the model says of a name that nothing else is known of can be believed where it stands."""
    words = text[each.start : each.end].replace("\n", " ")
    if each.label == "PERSON" and words in known.surnames:
        return True
    no_name = is_generic(words) or words in rules.TOPICS or words in known.refused or (" " not in words and _is_common(words, known.small))
    if no_name or not _LIKE_A_NAME.fullmatch(words):
        return False
    if each.label == "PERSON":
        return _is_person(words, known, known.small) if " " in words else _is_single(words) and not _HEADS.match(text, each.end)
    if each.label == "PLACE":
        return _may_stand(words, each.label, 1, known.small)
    if not (len(words) >= _SHORTEST and _INSIDE.search(text[max(0, each.start - 3) : each.start])):
        return False
    return not (rules.NO_BODY.search(words) or ROLE.search(words))


def _is_single(word: str) -> bool:
    """Whether a word can be a forename or a surname that stands by itself."""
    return len(word) >= _SHORTEST and not word.isupper() and bool(FULL_NAME.fullmatch(word)) and not NO_NAME.search(word)


def _is_common(word: str, small: frozenset[str]) -> bool:
    """Whether a word is one that these minutes also write small, or ends as words for things do."""
    low = word.casefold()
    forms = {low, low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ing"), f"{low}s"}
    return bool(rules.COMMON_END.fullmatch(word)) or not small.isdisjoint(forms)


def parted(text: str, each: Found, known: Known) -> Iterator[Found]:
    """A stretch that runs over two names, as where no comma stands between them, in two."""
    words = text[each.start : each.end].replace("\n", " ").split(" ")
    if each.label == "PLACE" and len(words) > 2 and (skip := _another_before(text, each, words, known)):
        yield from parted(text, Found(each.start + len(" ".join(words[:skip])) + 1, each.end, each.label), known)
        return
    if each.label in ("PERSON", "PLACE") and len(words) > 2:
        for many in range(len(words) - 1, 0, -1):
            form = " ".join(words[:many])
            if not words[many][:1].isupper():
                continue
            whole = many > 1 if each.label == "PERSON" else len(words) - many > 1 and not is_generic(" ".join(words[many:]))
            if whole and known.forms.get(form) == each.label and not (each.label == "PERSON" and len(words) - many < 2):
                at = each.start + len(form) + 1
                yield Found(each.start, at - 1, each.label)
                yield Found(at, each.end, each.label)
                return
    yield each


def _another_before(text: str, each: Found, words: Sequence[str], known: Known) -> int:
    """How many words of a place stand before, or belong to, the name of another that is known."""
    for at in range(1, len(words) - 1):
        if words[at][:1].isupper() and any(known.forms.get(" ".join(words[at:end])) == "PLACE" for end in range(at + 1, len(words))):
            return at
    before = text[max(0, each.start - 30) : each.start].replace("\n", " ").split(" ")[:-1]
    return int(any(known.forms.get(" ".join([*before[-many:], words[0]])) == "PLACE" for many in (1, 2)))
