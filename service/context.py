"""What a question takes over from the ones before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from index.known import Known
from index.query import Kind
from index.words import content_terms
from service.context_rules import AT_END, ELLIPTIC, EMPTY, NO_TOPIC, OPENING, PRONOUN
from service.guesses import DAYS, Guess, replaces

_ASIDE, _AT_END = 2, 3  # topic words at most of a question that leans by its opening or a pronoun, and by a pronoun at its end
_LONGEST = 300  # letters of a name in an answer that is handed in


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question, and its answer as `POST /ask` gave it out, or anything else."""

    question: str
    answer: Any = None


@dataclass(frozen=True, slots=True)
class Thought:
    """What a question means: its words (and the same with what is quoted covered), what is guessed of them, and the question it leans on."""

    text: str
    covered: str
    guesses: tuple[Guess, ...] = ()
    kind: Kind = "topic"
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    leans_on: str | None = None

    @property
    def topic(self) -> list[str]:
        """The stems of the words that say what it is about: no dates, no names of bodies, nothing that is done at every meeting."""
        return _topic(_cut(self.covered, self.guesses))


def leans(thought: Thought) -> bool:
    """Whether a question means nothing, or something else, without the one before it."""
    topic, asked = thought.topic, thought.covered
    if thought.phrases or (thought.kind == "attendance" and thought.guesses):
        return False
    if not topic or (ELLIPTIC.pattern.search(asked) and len(topic) < _ASIDE) or (OPENING.pattern.search(asked) and len(topic) <= _ASIDE):
        return True
    if AT_END.pattern.search(asked) and len(topic) <= _AT_END:
        return True
    pronoun = PRONOUN.pattern.search(asked)
    if pronoun is None or EMPTY.pattern.search(asked) or len(topic) > _ASIDE:
        return False
    before = asked[: pronoun.start()]
    return not _topic(before) and not any(each.words in before for each in thought.guesses if each.filter not in DAYS)


def follow(thought: Thought, before: Thought, longest: int, known: Known | None) -> Thought:
    """The question with what it takes over: the earlier words, and their dates and names where it gives none of its own."""
    gone = [each for each in before.guesses if replaces(thought.guesses, each, known)]
    text, covered = (_shortened(_tidy(_cut(words, gone)), longest - len(thought.text) - 1) for words in (before.text, before.covered))
    elliptic = thought.kind == "topic" and ELLIPTIC.pattern.search(thought.covered)
    return Thought(
        text=f"{text} {thought.text}".strip(),
        covered=f"{covered} {thought.covered}".strip(),
        guesses=(*(each for each in before.guesses if each not in gone), *thought.guesses),
        kind=before.kind if elliptic else thought.kind,
        phrases=tuple(dict.fromkeys(before.phrases + thought.phrases)),
        without=tuple(dict.fromkeys(before.without + thought.without)),
        mended=tuple(dict.fromkeys(before.mended + thought.mended)),
        leans_on=before.leans_on or before.text,
    )


def answered(thought: Thought, answer: Any) -> Thought:
    """The question with the meeting that its answer came from, where its words give none; an answer of another shape adds nothing."""
    if not isinstance(answer, Mapping) or answer.get("verdict") != "answered":
        return thought
    passages = answer.get("passages")
    first = passages[0] if isinstance(passages, list) and passages else None
    meeting = first.get("meeting") if isinstance(first, Mapping) else None
    held = {each.filter for each in thought.guesses}
    if not isinstance(meeting, Mapping) or held & {"body", "committee", *DAYS}:
        return thought
    found = [Guess(name, meeting[name], "") for name in ("body", "committee") if isinstance(meeting.get(name), str) and 0 < len(meeting[name]) <= _LONGEST]
    day = _day(meeting.get("date"))
    return replace(thought, guesses=(*thought.guesses, *found, *(Guess(name, day, "") for name in sorted(DAYS) if day)))


def _day(written: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None


def _cut(text: str, gone: Iterable[Guess]) -> str:
    """The text without the words of these guesses."""
    for words in dict.fromkeys(each.words for each in gone if each.words):
        text = text.replace(words, " ", 1)
    return text


def _tidy(text: str) -> str:
    squeezed = " ".join(text.split())
    return squeezed.replace(" ?", "?").replace(" ,", ",").replace(" .", ".")


def _shortened(text: str, room: int) -> str:
    """As many whole words as there is room for."""
    return text if len(text) <= room else text[: max(0, room)].rpartition(" ")[0]


def _topic(text: str) -> list[str]:
    return [term for term in content_terms(text) if term not in _no_topic()]


@cache
def _no_topic() -> frozenset[str]:
    return frozenset(term for word in NO_TOPIC for term in content_terms(word))
