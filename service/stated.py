"""What a question states in signs: "words that must stand so" and -words that must not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.rules import rule

QUOTED = rule(
    "quoted",
    r"(?<![\w\"“”-])(?P<minus>(?<!\S)-)?[\"“”](?P<words>[^\"“”]*\w[^\"“”]*)[\"“”](?!\w)",
    ('the "zebra crossing" there', "“road works” in May", 'not -"road works"'),
    ('a 6" pipe and a 4" pipe', '"unclosed', '"" empty', '" "'),
)
WITHOUT = rule(
    "without",
    r"(?<!\S)-(?P<word>[^\W\d_][\w'’-]*)(?!\S*[/@])",
    ("parking -lorries", "-dogs on the green"),
    ("co-opted", "2019-20", "pond - ducks", "pond -- ducks", "-5 degrees", "--dogs"),
)
BLANK = "_"  # no letter, so that no rule reads what it covers


@dataclass(frozen=True, slots=True)
class Stated:
    """The question without its -words, the same with what is quoted covered, and what both state."""

    text: str
    covered: str
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def stated_in(question: str) -> Stated:
    """Read the signs of a question."""
    phrases, without = [], []

    def _taken_out(match: re.Match[str]) -> str:
        without.append(_plain(match["words"] if "words" in match.groupdict() else match["word"]))
        return ""

    text = QUOTED.pattern.sub(lambda match: _taken_out(match) if match["minus"] else match.group(), question)
    pieces = []
    at = 0
    for match in QUOTED.pattern.finditer(text):  # a minus inside quotation marks is no sign
        phrases.append(_plain(match["words"]))
        pieces += [WITHOUT.pattern.sub(_taken_out, text[at : match.start()]), match.group()]
        at = match.end()
    pieces.append(WITHOUT.pattern.sub(_taken_out, text[at:]))
    whole = " ".join("".join(pieces).split())
    covered = QUOTED.pattern.sub(lambda match: BLANK * len(match.group()), whole)
    return Stated(whole, covered, tuple(dict.fromkeys(phrases)), tuple(dict.fromkeys(each for each in without if each)))


def _plain(words: str) -> str:
    return " ".join(words.split()).strip(" '’-")
