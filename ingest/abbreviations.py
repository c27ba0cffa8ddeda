"""Abbreviations that a text defines: `Elective Travel Plan (ETP)`, `ETP (Elective Travel Plan)`.

The algorithm is that of A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions
in biomedical text", Pacific Symposium on Biocomputing 8 (2003), 451-462: the letters of the short form are sought from
its last to its first in the words before the bracket, the first at the beginning of a word. Before that the long form is
sought whose words begin with these letters: the original takes `Private Partnership` for `Public Private Partnership (PPP)`.
A short form whose long form is nowhere beside it is not guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest import abbreviation_rules as rules
from ingest.repairs import unwrapped
from ingest.spans import Span

_Search = Callable[[str, str], Span | None]
_LONGEST_REACH = 400  # characters before a bracket that are looked at
_LONGEST_NAME, _LONGEST_TITLE = 4, 20  # words, characters


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for, as printed, a plural `s` aside; the spans are code points of the text that defines it."""

    short: str
    long: str
    short_span: Span
    long_span: Span


def abbreviations(text: str, people: Collection[str] = ()) -> tuple[Abbreviation, ...]:
    """The abbreviations that a text defines, in order. Initials of `people`, given by their names, are none."""
    found = {each.short_span: each for each in (*_before(text), *_behind(text))}
    names = {(words[0][0], words[-1]) for name in people if (words := _folded_words(name))}
    return tuple(found[span] for span in sorted(found) if not _is_person(text, found[span], names))


def _behind(text: str) -> Iterator[Abbreviation]:
    """Long form first."""
    for row in rules.BEHIND:
        for found in row.pattern.finditer(text):
            reach = _reach(text, found.start())
            for short, search in _readings(found["short"]):
                long = search(short, text[reach : found.start()]) if _is_short(short) else None
                if long is not None:
                    yield _made(text, short, Span(*found.span("short")), Span(reach + long.start, reach + long.end))
                    break


def _before(text: str) -> Iterator[Abbreviation]:
    """Short form first. The words in the brackets, to the first comma, must begin with its letters, all of them."""
    for row in rules.BEFORE:
        for found in row.pattern.finditer(text):
            printed, (start, end), at = found["long"].split(",")[0], found.span("short"), found.start("long")
            wanted = dict.fromkeys((found["short"], found["short"].split()[-1]))  # `The ETP` has a word too many
            for short in (short for words in wanted for short, _ in _readings(words)):
                long = _by_beginnings(short, printed) if _is_short(short) else None
                if long is not None and long.start == 0:
                    first = text.find(short, start, end)
                    yield _made(text, short, Span(first, end), Span(at, at + long.end))
                    break


def _made(text: str, short: str, short_span: Span, long_span: Span) -> Abbreviation:
    printed = re.sub(r"['’]s$", "", text[long_span.start : long_span.end])
    return Abbreviation(short, unwrapped(printed), short_span, Span(long_span.start, long_span.start + len(printed)))


def _readings(printed: str) -> Iterator[tuple[str, _Search]]:
    """A short form as it may be meant, and how its long form is sought: with the `s` of a plural only where a word begins with it (`SUDs`)."""
    bare = re.sub(r"(?<=[A-Z])['’]?s$", "", printed)
    if bare != printed:
        yield printed, _by_beginnings
    yield bare, _long


def _reach(text: str, end: int) -> int:
    """Where a long form that ends at `end` begins at the earliest."""
    start = max(0, end - _LONGEST_REACH)
    return max((found.end() + start for found in rules.BREAK.finditer(text[start:end].rstrip())), default=start)


def _is_short(short: str) -> bool:
    """The conditions of the algorithm, and at least two capitals: `(Chair)` and `(resigned)` are none."""
    letters = sum(map(str.isalpha, short))
    return 2 <= len(short) <= 10 and short[0].isalnum() and letters * 2 > len(short) and not rules.NO_SHORT.search(short)


def _long(short: str, before: str) -> Span | None:
    """Where in the text before it the long form of a short form stands."""
    ways = (_by_beginnings(short, before), _by_beginnings(short, before, len(short)), _with_more_behind(short, before), _by_letters(short, before))
    return next((long for long in ways if long is not None), None)


def _by_beginnings(short: str, before: str, piece: int = 1, dropped: int = 0) -> Span | None:
    """The same where all words but little ones begin with the letters, at most `piece` of each; the last `dropped` words are left out."""
    words = _words_before(short, before)
    words = words[: len(words) - dropped]
    letters, one_capital = _letters(short), sum(map(str.isupper, short)) < 2  # `Ofsted` needs three words
    for at in _starts(words):
        some = [folded(word.group()) for word in words[at:]]
        if len(some) > 1 + one_capital and _begins(letters, some, piece) and _is_long(short, some):
            return Span(words[at].start(), words[-1].end())
    return None


def _with_more_behind(short: str, before: str) -> Span | None:
    """The same with words between long form and bracket that have no letter in it, all in capitals: `Mill Lane Trust, Inc. (MLT)`."""
    for dropped in (1, 2, 3):
        long = _by_beginnings(short, before, 1, dropped)
        if long is not None and all(word.group()[0].isupper() for word in rules.WORD.finditer(before, long.start) if folded(word.group()) not in rules.LITTLE):
            return long
    return None


def _words_before(short: str, before: str) -> list[re.Match[str]]:
    """The words that the algorithm looks at: min(|A| + 5, 2|A|) for a short form of |A| characters."""
    return list(rules.WORD.finditer(before))[-min(len(short) + 5, len(short) * 2) :]


def _starts(words: Sequence[re.Match[str]]) -> list[int]:
    """Where a long form may begin, the nearest first; at a little word only when it begins nowhere else."""
    places = range(len(words) - 1, -1, -1)
    return sorted(places, key=lambda at: folded(words[at].group()) in rules.LITTLE)


def _begins(letters: str, words: Sequence[str], piece: int) -> bool:
    """Whether the letters are the beginnings of all the words, at most `piece` letters of each; little words may be passed over, not as the first."""
    if not words:
        return not letters
    lengths = range(1, min(piece, len(letters)) + 1)
    return any(words[0].startswith(letters[:length]) and _rest(letters[length:], words[1:], piece) for length in lengths)


def _rest(letters: str, words: Sequence[str], piece: int) -> bool:
    passed = bool(words) and words[0] in rules.LITTLE and _rest(letters, words[1:], piece)
    return passed or _begins(letters, words, piece)


def _by_letters(short: str, before: str) -> Span | None:
    """The algorithm as published: every letter from the last to the first, as near to the bracket as may be.

    There is no blank line between them and the last word has a part. Two letters find each other in any words, so there are three or more.
    """
    words = _words_before(short, before)
    if sum(map(str.isupper, short)) < 2 or " " in short or len(_letters(short)) < 3 or not words:
        return None
    letters, at = _letters(short), len(before)
    first = max(words[0].start(), max((blank.end() for blank in re.finditer(r"\n\s*\n", before)), default=0))
    plain = "".join(folded(character)[:1] or " " for character in before)
    for number in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= first and (plain[at] != letters[number] or (not number and at > 0 and plain[at - 1].isalnum())):
            at -= 1
        if at < max(first, words[-1].start() if number == len(letters) - 1 else 0):
            return None
    return Span(at, words[-1].end()) if _is_long(short, _folded_words(before[at:])) else None


def _is_long(short: str, words: Sequence[str]) -> bool:
    """Whether words can be a long form: several, that end with more than a little word and hold no word of the short form."""
    return len(words) > 1 and len("".join(words)) > len(short) and words[-1] not in rules.LITTLE and not set(_folded_words(short)) & set(words)


def _is_person(text: str, found: Abbreviation, names: Collection[tuple[str, str]]) -> bool:
    """Whether the long form is somebody's name; `names` are known by the forename's first letter, as lists often print it, and the surname."""
    words = _folded_words(found.long)
    at = found.long_span.start
    titled = rules.TITLE.search(text[max(0, at - _LONGEST_TITLE) : at]) or rules.TITLE.match(words[0])
    return bool(titled) or (len(words) <= _LONGEST_NAME and (words[0][0], words[-1]) in names)


def _letters(short: str) -> str:
    return "".join(character for character in folded(short) if character.isalnum())


def _folded_words(text: str) -> list[str]:
    return [folded(word.group()) for word in rules.WORD.finditer(text)]


def folded(text: str) -> str:
    """Without regard to case and accents."""
    if text.isascii():
        return text.lower()
    return "".join(character for character in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(character))
