"""The bodies, committees and people that a question names: guessed from its words and the names that the library holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.alike import alike
from index.known import Known, Person
from index.naming import HEADS, LIGHT, WEAK, Name, Word, plain, words
from index.people import TITLES
from index.words import terms

_LONG = 9  # letters from which a name may have two slips; from 5 it may have one
_INITIAL = 2  # letters at most of what may be initials


@dataclass(frozen=True, slots=True)
class Naming:
    """What a question's words name, and where they stand in it."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """The body, committee and person that a question names, each None when it names none of the library."""

    body: Naming | None = None
    committee: Naming | None = None
    person: Naming | None = None


@dataclass(frozen=True, slots=True)
class _Match:
    """Neighbouring words of the question that are of one name, and how well they name it."""

    name: Name
    worth: float
    start: int
    end: int


def read_names(question: str, known: Known) -> Names:
    """What the question names, as the library spells it."""
    asked = words(question)
    if not asked or not known.meetings:
        return Names()
    person = _person(asked, known)
    free = [each for each in asked if person is None or not person.start <= each.start < person.end]
    mended = _mended(free, known)
    body = _best(_bodies(free, mended, known))
    committee = _best(_committees(free, mended, known)) or _only_one(free, body, known)
    if committee and body and committee.start <= body.start and body.end <= committee.end and not _is_of(committee.name, body.name, known):
        body = None  # a committee that is called after a place need not be of that place's council
    return Names(_naming(body), _naming(committee), person)


def _is_of(committee: Name, body: Name, known: Known) -> bool:
    return any(each.name == committee and body.text in each.bodies for each in known.committees)


def _naming(match: _Match | None) -> Naming | None:
    return Naming(match.name.text, match.start, match.end) if match else None


# Bodies and committees


def _mended(asked: Sequence[Word], known: Known) -> dict[str, str]:
    """The question's words as names of the library spell them, those with slips too that are nowhere in the library."""
    held, found = known.name_words, {}
    for word in asked:
        if word.plain in held:
            found[word.plain] = word.plain
        elif len(word.plain) >= 5 and word.plain.isalpha():
            near = [each for each, _ in alike(word.plain, held, 1 + (len(word.plain) >= _LONG)) if each[0] == word.plain[0]]
            if near and not known.frequency(word.text):
                found[word.plain] = near[0]
    return found


def _runs(asked: Sequence[Word], mended: dict[str, str], name: Name) -> Iterator[list[Word]]:
    """The stretches of neighbouring words that the name has too; small words may stand between them."""
    its = {*name.own, *name.shared}
    run: list[Word] = []
    for word in asked:
        if mended.get(word.plain) in its:
            run.append(word)
        elif run and word.plain not in LIGHT:
            yield run
            run = []
    if run:
        yield run


def _bodies(asked: Sequence[Word], mended: dict[str, str], known: Known) -> Iterator[_Match]:
    lower = not any(word.text[:1].isupper() for word in asked[1:])
    asks = set(mended.values())
    for name in known.bodies:
        if asks.isdisjoint(name.own):
            continue
        for run in _runs(asked, mended, name):
            own = {mended[word.plain] for word in run} & set(name.own)
            shared = {mended[word.plain] for word in run} & name.shared
            leads = own & set(name.leads) - WEAK
            whole = set(name.leads) <= own
            placed = (
                bool(leads)
                and (whole or bool(shared) or name.leads[0] in own - WEAK or _alone(leads, known))
                and (lower or any(word.text[:1].isupper() for word in run if mended[word.plain] in leads))
            )
            if placed or (own - WEAK and shared & HEADS):
                yield _match(name, run, own, shared)


def _alone(own: set[str], known: Known) -> bool:
    """Whether one body alone has these words."""
    return sum(1 for name in known.bodies if own <= set(name.own)) == 1


def _committees(asked: Sequence[Word], mended: dict[str, str], known: Known) -> Iterator[_Match]:
    """A committee is named by two words of its own, or one and what kind of body it is; never by the words of its council alone."""
    asks = set(mended.values())
    for committee in known.committees:
        name = committee.name
        if asks.isdisjoint(name.own):
            continue
        for run in _runs(asked, mended, name):
            own = {mended[word.plain] for word in run} & set(name.own)
            shared = {mended[word.plain] for word in run} & name.shared
            theirs = own - WEAK - {word for body in known.bodies if body.text in committee.bodies for word in body.own}
            every = own == set(name.own) and shared == name.shared and bool(own)
            if every or (theirs and shared & HEADS) or (len(own) >= 2 and theirs):
                yield _match(name, run, own, shared)


def _only_one(asked: Sequence[Word], body: _Match | None, known: Known) -> _Match | None:
    """`the Fennick board`, where Fennick has just one board."""
    after = next((word for word in asked if body and word.start >= body.end), None)
    if body is None or after is None or after.plain not in HEADS - body.name.shared:
        return None
    its = [each for each in known.committees if body.name.text in each.bodies and after.plain in each.name.shared]
    return _Match(its[0].name, body.worth, body.start, after.end) if len(its) == 1 else None


def _match(name: Name, run: Sequence[Word], own: set[str], shared: set[str]) -> _Match:
    missing = len(set(name.own) - own) + 0.2 * len(name.shared - shared)
    return _Match(name, 2 * len(own) + len(shared) - 0.5 * missing, run[0].start, run[-1].end)


def _best(found: Iterator[_Match]) -> _Match | None:
    """The name that is named best; None when two are named as well."""
    ranked = sorted(found, key=lambda each: (-each.worth, each.start))
    if not ranked or any(each.worth == ranked[0].worth and each.name != ranked[0].name for each in ranked[1:]):
        return None
    return ranked[0]


# People


def _person(asked: Sequence[Word], known: Known) -> Naming | None:
    """Who is named with a title, or with a first name; spelled as on the attendance lists."""
    for at, word in enumerate(asked):
        if word.plain in TITLES and (at == 0 or asked[at - 1].plain not in TITLES):
            past = next((to for to in range(at, len(asked)) if asked[to].plain not in TITLES), len(asked))
            named = _titled(asked[past : past + 3], known)
            if named:
                return named
    for one, other in pairwise(asked):
        if _full(one, other, known):
            return Naming(f"{one.text} {_bare(other.text)}", one.start, other.end)
    return None


def _titled(asked: Sequence[Word], known: Known) -> Naming | None:
    """Initials or a first name and a surname, or a surname alone."""
    for count, word in enumerate(asked):
        people = _called(word, known)
        before = asked[:count]
        if people and all(_fits(each, people) for each in before):
            nearer = _called(asked[count + 1], known) if count + 1 < len(asked) and asked[count + 1].text[:1].isupper() else None
            if nearer and {each.name for each in nearer} & {each.name for each in people}:
                continue  # that was the first name
            surname = _surname(word, people)
            return Naming(" ".join([*(each.text for each in before), surname]), asked[0].start, word.end)
        if len(word.plain) > _INITIAL and not word.text[:1].isupper():
            return None
    return None


def _called(word: Word, known: Known) -> tuple[Person, ...]:
    """The people of that name; with a slip if nobody has it and it is nowhere in the minutes, but for a stem that it shares with the name."""
    named = known.by_surname.get(plain(_bare(word.text)), ())
    if named or len(word.plain) < 5:
        return named
    near = [each for each, _ in alike(word.plain, known.by_surname, 1 + (len(word.plain) >= _LONG)) if each[0] == word.plain[0]]
    return known.by_surname[near[0]] if near and (terms(word.plain) == terms(near[0]) or not known.frequency(word.text)) else ()


def _fits(word: Word, people: Sequence[Person]) -> bool:
    """Whether it is a first name of one of them, or its initial."""
    return any(_same(word.plain, part) for each in people for part in each.words)


def _same(one: str, other: str) -> bool:
    return one == other or (one[0] == other[0] and min(len(one), len(other)) <= _INITIAL)


def _full(one: Word, other: Word, known: Known) -> bool:
    """A first name and a surname that somebody has, both with capitals or neither."""
    return (
        one.text[:1].isupper() == other.text[:1].isupper()
        and (len(one.plain) > _INITIAL or (len(one.plain) == _INITIAL and one.text.isupper()))  # JP is called so; `it` and `do` are words
        and any(
            one.plain in person.words and person.words.index(one.plain) < person.words.index(plain(_bare(other.text)))
            for person in known.by_surname.get(plain(_bare(other.text)), ())
        )
    )


def _surname(word: Word, people: Sequence[Person]) -> str:
    """The surname as it is printed."""
    printed = [each.text for person in people for each in words(person.name)]
    return _bare(word.text) if _bare(word.text) in printed else min(printed, key=lambda each: (alike(word.plain, [plain(each)], 99)[0][1], each))


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)
