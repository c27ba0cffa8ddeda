"""What a council's or committee's name is made of: words that tell it from others, and words that many names have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.abbreviations import folded

# What a body of any place can be called: such words never name one by themselves.
GENERIC = frozenset(
    "annual assembly association authority board borough cabinet city commission committee community council county district executive extraordinary "
    "forum full general governing government group hearing joint local meeting metropolitan municipal office open ordinary panel parish party public "
    "regional special subcommittee sub team town township trust unified union university village ward working college school academy".split()
)
# A name may end with these, and `Planning` is one only together with such a word.
HEADS = frozenset("assembly board cabinet commission committee council district executive forum group meeting panel party subcommittee team trust".split())
LIGHT = frozenset("a an and at by cum de for in la le next of on our sur the to under upon with".split())
WEAK = frozenset("east great greater high little long lower new north northern old over saint san santa south southern st upper west western eastern".split())
_WORD = re.compile(r"[^\W_]+(?:['’.](?=[^\W_])[^\W_]+)*")
_MARKS = re.compile(r"['’.]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as it is compared, as it stands there, and where."""

    plain: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name, the words that tell it from others in their order (`own`), and the others that it has."""

    text: str
    own: tuple[str, ...]
    shared: frozenset[str]
    leads: tuple[str, ...]

    @property
    def heads(self) -> frozenset[str]:
        """The words that say what kind of body it is."""
        return self.shared & HEADS


def named(text: str) -> Name:
    """A name taken apart."""
    plain = [each.plain for each in words(text) if each.plain not in LIGHT]
    own = tuple(dict.fromkeys(word for word in plain if word not in GENERIC))
    first = next((at for at, word in enumerate(plain) if word not in GENERIC), len(plain))
    past = next((at for at in range(first, len(plain)) if plain[at] in GENERIC), len(plain))
    return Name(text, own, frozenset(plain) - set(own), tuple(plain[first:past]))


def words(text: str) -> list[Word]:
    """The words of a text. Accents, capitals, apostrophes and the s of a possessive or plural do not count when they are compared."""
    return [Word(plain(match.group()), match.group(), *match.span()) for match in _WORD.finditer(text)]


def plain(word: str) -> str:
    """A word as it is compared with others."""
    bare = _MARKS.sub("", folded(word))
    return bare[:-1] if len(bare) > 4 and bare.endswith("s") and not bare.endswith("ss") else bare


def spelled_alike(one: str, other: str) -> bool:
    """Whether two names differ in nothing but small words, accents, hyphens and capitals."""
    return key(one) == key(other)


def is_called(asked: str, name: str) -> bool:
    """Whether a council's name is the one asked for, spelled otherwise or with further words: Lower Fennick Council is a Fennick Council, too."""
    return set(key(asked).split()) <= set(key(name).split())


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """What spellings of the same name have in common."""
    return " ".join(each.plain for each in words(name) if each.plain not in LIGHT or each.plain == "cum")
