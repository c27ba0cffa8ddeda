"""When words of minutes count as evidence: most of a quote in one run, or a sentence from inside it.

Line endings, punctuation and a page's furniture part the same words differently in every extraction, so a quote need not
stand to the letter: 60% of its words, in order, with at most two others between one and the next, are held to be the quote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

HELD = 0.6  # of a quote's words in a passage
ANSWERED = 0.5  # of a quote's words in all that is quoted: an answer may leave a part of the evidence out
INSIDE = 0.8  # of a quoted sentence's words in the evidence
_SHORTEST = 4  # words of a sentence that says something by itself
_BETWEEN = 2  # other words between one word of a run and the next
_LATE = 6  # a run begins at one of the quote's first words
_WORD = re.compile(r"[^\W_]+")


def holds(text: str, quote: str) -> bool:
    """Whether a passage's text holds a gold quote."""
    return share(quote, text) >= HELD


def answers(sentences: Sequence[str], quote: str) -> bool:
    """Whether the sentences of an answer hold the gold quote, or one of them lies in it."""
    inside = (sentence for sentence in sentences if len(words(sentence)) >= _SHORTEST)
    return share(quote, " ".join(sentences)) >= ANSWERED or any(share(sentence, quote) >= INSIDE for sentence in inside)


def same_file(one: str, other: str) -> bool:
    """Whether two names or paths end in the same file name, however it is capitalised."""
    return file_name(one) == file_name(other)


def file_name(path: str) -> str:
    """The last part of a path, in small letters."""
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1].lower()


def share(quote: str, text: str) -> float:
    """The greatest share of the quote's words that stand in the text as one run, between 0 and 1."""
    wanted, there = words(quote), words(text)
    best = 0
    for late, word in enumerate(wanted[:_LATE]):
        openings = (at for at, other in enumerate(there) if other == word)
        best = max([best, *(_run(wanted[late + 1 :], there, at) for at in openings)])
    return best / len(wanted) if wanted else 0.0


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without punctuation; an apostrophe parts nothing."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).lower().replace("’", "").replace("'", "")))


def _run(wanted: Iterable[str], there: Sequence[str], at: int) -> int:
    """How many words of a run there are that begins at `at`; a wanted word that is not near is passed over."""
    count = 1
    for word in wanted:
        for step in range(at + 1, min(at + 2 + _BETWEEN, len(there))):
            if there[step] == word:
                at, count = step, count + 1
                break
    return count
