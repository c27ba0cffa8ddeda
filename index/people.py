"""Who a printed name means: somebody on the attendance lists of a body, or nobody when that is in doubt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from index.ids import letters
from index.naming import words
from ingest import people_rules

# Lists of those in attendance may name members of the public. They hold no office and are nobody's to look up.
_PUBLIC = re.compile(
    r"\b(?:residents?|public|press|reporters?|journalists?|parishioners?|visitors?|observers?|guests?|applicants?|objectors?|petitioners?)\b", re.IGNORECASE
)
# Before a name these say that it is a person's; after one nothing does.
TITLES = frozenset(
    "alderman ald chair chairman chairwoman cllr cllrs cr crs councillor councilor councilman councilmember councilwoman clerk deputy dr lord lady mayor "
    "member minister miss mr mrs ms mx officer prof professor rev reverend sir trustee commissioner supervisor".split()
)
_BEFORE_A_NAME = TITLES | frozenset("the vice council canon chairperson cm dame fr hon president provost treasurer".split())
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|mp|msp|obe|mbe)\.?$", re.IGNORECASE)
_Name = tuple[str, tuple[str, ...]]  # surname, forenames and initials, all folded


class People:
    """The people of attendance lists, meeting by meeting and body by body."""

    def __init__(self, lists: Iterable[tuple[int, str | None, Sequence[Mapping[str, Any]]]]) -> None:
        """`lists` are (document, body, attendance); whoever is listed as one of the public is left out."""
        self._body: dict[int, str] = {}
        self._at: dict[int, list[str]] = {}
        self._initials: dict[int, dict[str, list[str]]] = {}
        held: dict[str, dict[str, None]] = defaultdict(dict)
        for document, body, attendance in lists:
            people = [each for each in attendance if not is_public(each.get("role"))]
            self._body[document] = letters(body or "")
            self._at[document] = [_plain(each["name"]) for each in people]
            self._initials[document] = _by_initials(people)
            held[self._body[document]].update(dict.fromkeys(self._at[document]))
        self._of = {body: [name for name in names if _parts(name)[0]] for body, names in held.items()}
        self._by_surname = {body: _grouped(names) for body, names in self._of.items()}
        self._words = {letters(word) for names in self._of.values() for name in names for word in (name, *name.split())}

    def has(self, folded: str) -> bool:
        """Whether this is a name, or a word of a name, of somebody listed."""
        return folded in self._words

    def meant(self, document: int, printed: str) -> str | None:
        """The fullest name of the person that is meant in a document; None where nobody listed is, or it may be one of two."""
        keyed = self._initials[document].get(printed.strip("."), [])
        if len(keyed) == 1:
            return self._fullest(document, _plain(keyed[0]))
        name = _parts(_plain(printed))
        here = {full for each in self._at[document] if _fits(name, _parts(each)) and (full := self._fullest(document, each))}
        if here:
            return here.pop() if len(here) == 1 else None
        body = self._by_surname.get(self._body[document], {})
        of_body = {full for each in body.get(name[0], ()) if _fits(name, _parts(each)) and (full := self._fullest(document, each))}
        return of_body.pop() if len(of_body) == 1 else None

    def _fullest(self, document: int, name: str) -> str | None:
        """The fullest form in which the body's lists print somebody; None where the name fits two people."""
        own = _parts(name)
        alike = [each for each in self._by_surname[self._body[document]].get(own[0], ()) if _fits(own, _parts(each))]
        longest = sorted(alike, key=lambda each: (each.isupper(), -len(each), each))
        if not longest or any(not _fits(_parts(longest[0]), _parts(each)) for each in alike):
            return name if own[1] and len(own[1][0]) > 1 else None
        return longest[0]


def is_public(role: str | None) -> bool:
    """Whether the role that is printed with a name on a list is that of a member of the public."""
    return bool(_PUBLIC.search(role or ""))


def listed(attendance: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The names on an attendance list but those of the public."""
    return tuple(each["name"] for each in attendance if not is_public(each["role"]))


def untitled(name: str) -> str:
    """A name in the order of speaking, without titles, honours and what stands in brackets: `Lind, Cllr (Mrs) Ann OBE` is Ann Lind."""
    bare = people_rules.HONOURS.sub("", " ".join(re.sub(r"\([^)]*\)", " ", name).split())).strip(" .,:;")
    surname, _, forenames = bare.partition(",")
    bare = f"{forenames} {surname}".strip() if forenames.strip() else bare
    named = words(bare)
    first = next((word for word in named[:-1] if word.plain not in _BEFORE_A_NAME), named[-1] if named else None)
    return bare[first.start :] if first else ""


def is_form(asked: Sequence[str], listed: Sequence[str]) -> bool:
    """Whether the words of a name can be said of a listed one: some of its words in their order, of which one is whole.

    Initials stand for words and words for initials. A middle initial that the list does not print does not count; both are as `naming.words` compares them.
    """
    at, whole = 0, False
    for word in asked:
        past = next((to for to in range(at, len(listed)) if _stands_for(word, listed[to])), None)
        if past is None:
            if len(word) == 1 and at:
                continue
            return False
        whole = whole or (len(word) > 1 and word == listed[past])
        at = past + 1
    return whole


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared, without titles."""
    return tuple(word.plain for word in words(untitled(name)))


def _stands_for(word: str, listed: str) -> bool:
    return word == listed or (word[0] == listed[0] and 1 in (len(word), len(listed)))


def _by_initials(people: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for each in people:
        if each.get("initials"):
            found[each["initials"]].append(each["name"])
    return found


def _grouped(names: Sequence[str]) -> dict[str, list[str]]:
    """By surname, and a name of several words also by its first, by which people are called."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        surname, first = _parts(name)
        for key in {surname, *first[:1]}:
            found[key].append(name)
    return found


def _plain(name: str) -> str:
    words = re.sub(r"\([^)]*\)", " ", name).replace(".", ". ").split()
    while len(words) > 1 and _SUFFIX.match(words[-1]):
        words.pop()
    return re.sub(r"\b([^\W\d_]) \.", r"\1.", " ".join(words))


@lru_cache(maxsize=16384)  # lists print the same few names over and over
def _parts(name: str) -> _Name:
    words = [letters(word) for word in name.split()]
    words = [word for word in words if word]
    return (words[-1], tuple(words[:-1])) if words else ("", ())


def _fits(printed: _Name, listed: _Name) -> bool:
    """Whether a printed name can be that of a listed one: as far as both are printed, forenames begin alike; one word may be the forename."""
    if printed[0] == listed[0]:
        return all(a.startswith(b) or b.startswith(a) for a, b in zip(printed[1], listed[1], strict=False))
    return not printed[1] and bool(listed[1]) and printed[0] == listed[1][0] and len(printed[0]) > 1
