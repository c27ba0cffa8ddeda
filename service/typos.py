"""Slips of the typist: a word that is nowhere in the library and no word of the language, taken for the nearest of the library.

A wrong mending would answer a question that the minutes do not answer, so each of three must hold: no passage has the word, the
language has none like it, and one slip of a finger or of the ear (from eight letters on with a lesser one) makes it a word of the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.alike import alike
from index.known import Known
from index.naming import plain, words
from index.words import STOP_WORDS, terms
from service.names import Naming, read_names

_SHORTEST, _LONG = 4, 8  # letters of a word that is mended, and of one that may have two slips
_SURE = 8  # letters from which a word with a capital may have a slip, and is not a stranger's name
_NEAR = 8  # stems that are looked at closely
_WORD = re.compile(r"(?<![\w'’@/.-])[^\W\d_]+(?![\w@/-]|['’.](?!s\b)[^\W\d_])")
_PLURAL = re.compile(r"(?<=[^\Wsxzy])s$|(?<=[aeiou]y)s$|(?<=[sxzh])es$")
_ENDING = re.compile(r"(?:ed|ing|ers?|ly|ness)$")
_BEGINNINGS = re.compile(r"^(?:anti|de|dis|inter|mis|non|out|over|pre|re|semi|sub|un|under)(?=\w{3})")
_DOUBLING = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")  # roots that double their last letter before an ending: `swiming` is a slip
_PART = 4  # letters of each half of a word made of two
# Letters that are heard as one another, or lie beside one another on the keyboard.
_SOUNDS = ("ae", "ei", "iy", "ai", "ao", "oe", "sc", "ck", "sz", "cq", "fv", "gj", "mn", "dt")
_KEYS = ("qwert", "tyu", "op", "asdfghjkl", "zxcvbnm")  # not two vowels
_CONFUSED = frozenset(frozenset(pair) for pair in (*_SOUNDS, *(row[at : at + 2] for row in _KEYS for at in range(len(row) - 1))))
_GREATER, _SLIP, _LESSER = 3, 2, 1  # what a slip weighs: a letter too many; one left out or another one; one doubled or not, two exchanged


@dataclass(frozen=True, slots=True)
class Mending:
    """A word of the question, what it is taken for, and where it stands."""

    typed: str
    taken_for: str
    start: int
    end: int


def mendings(question: str, known: Known) -> Iterator[Mending]:
    """The slips of the question, in order."""
    for match in _WORD.finditer(question):
        word = match.group()
        if not _doubtful(word, first=not question[: match.start()].strip()):
            continue
        if known.frequency(word) or is_word(word.lower(), known.is_word):
            continue
        near = _nearest(word.lower(), known, capital=word[:1].isupper())
        if near:
            yield Mending(word, near.capitalize() if word[:1].isupper() else near, *match.span())


def _doubtful(word: str, *, first: bool) -> bool:
    """Whether it could be a slip at all: not an abbreviation, and not a short stranger's name."""
    if len(word) < _SHORTEST or word.lower() in STOP_WORDS or not word[1:].islower():
        return False
    return first or word.islower() or len(word) >= _SURE


def is_word(word: str, knows: Callable[[str], bool]) -> bool:
    """Whether the language has the word: as it stands, with a beginning or an ending, or made of two."""
    halves = range(_PART, len(word) - _PART + 1)
    bare = _BEGINNINGS.sub("", word)
    return any(knows(each) or any(map(knows, _roots(each))) for each in {word, bare}) or any(knows(word[:at]) and knows(word[at:]) for at in halves)


def _roots(word: str) -> Iterator[str]:
    yield _PLURAL.sub("", word)
    root = _ENDING.sub("", word)
    if root == word or len(root) < _SHORTEST - 1:
        return
    if not _DOUBLING.fullmatch(root):
        yield root
    yield root + "e"
    if root[-1] == root[-2]:
        yield root[:-1]
    if root[-1] == "i":
        yield root[:-1] + "y"


def _nearest(word: str, known: Known, *, capital: bool) -> str | None:
    """The library's word with the least slips, of several the one that most passages hold.

    It begins with the same letter, for slips seldom come first; and what is typed small is no name.
    """
    most = _SLIP + _LESSER * (len(word) >= _LONG)
    stems = dict(known.stems(word[0]))
    (stem,) = terms(word) or [word]
    close = sorted(alike(stem, stems, 1 + (len(word) >= _LONG)), key=lambda each: (each[1], -stems[each[0]]))[:_NEAR]
    found = [
        (made, -stems[near], spelled.lower())
        for near, _ in close
        for spelled in known.spellings(near)
        if (capital or spelled.islower()) and (made := slips(word, spelled.lower(), most)) is not None
    ]
    return min(found)[2] if found else None


def slips(typed: str, meant: str, most: int) -> int | None:
    """What the slips of fingers or ears weigh that lead from what was meant to what was typed; None for more than `most`, or for changes that are none."""
    return _slips(typed, meant, most, "", len(typed))


def _slips(typed: str, meant: str, most: int, before: str, letters: int) -> int | None:
    while typed and meant and typed[0] == meant[0]:
        typed, meant, before = typed[1:], meant[1:], typed[0]
    if typed == meant:
        return 0
    ways = []  # what it weighs, what is left to compare, and the letter before that
    if len(meant) > 1 and typed[:2] == meant[1::-1]:  # two exchanged
        ways.append((_LESSER, typed[2:], meant[2:], typed[1]))
    if letters > _SHORTEST:
        if meant:  # one left out
            ways.append((_LESSER if meant[0] == before else _SLIP, typed, meant[1:], meant[0]))
        if typed:  # one typed twice, or one too many
            ways.append((_LESSER if typed[0] == before else _GREATER, typed[1:], meant, typed[0]))
        if typed and meant and frozenset((typed[0], meant[0])) in _CONFUSED:
            ways.append((_SLIP, typed[1:], meant[1:], meant[0]))
    counts = [
        weight + rest for weight, left, wanted, last in ways if weight <= most and (rest := _slips(left, wanted, most - weight, last, letters)) is not None
    ]
    return min(counts) if counts else None


def names_mended(question: str, known: Known) -> Iterator[Mending]:
    """Words of the names that the question gives, where they stand nowhere in the library, as the library spells them."""
    names = read_names(question, known)
    found = (each for naming in (names.body, names.committee, names.person) if naming for each in _name_mended(question, naming, known))
    yield from sorted({each.start: each for each in found}.values(), key=lambda each: each.start)


def _name_mended(question: str, naming: Naming, known: Known) -> Iterator[Mending]:
    meant = {plain(each.text): each.text for each in words(naming.value)}
    for word in words(question[naming.start : naming.end]):
        if len(word.text) >= _SHORTEST and not known.frequency(word.text):
            near = alike(word.plain, meant, 2)
            if near:
                yield Mending(word.text, meant[near[0][0]], naming.start + word.start, naming.start + word.end)


def mended(text: str, found: Sequence[Mending]) -> str:
    """The text with these words in place of what was typed."""
    for each in reversed(found):
        text = text[: each.start] + each.taken_for + text[each.end :]
    return text
