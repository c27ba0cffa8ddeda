"""What a question asks of a meeting: who was there, who is to do what, when a matter came up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.words import STOP_WORDS, terms
from service import asked_rules as rules
from service.asked_rules import Aspect
from service.question import Reading

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked. `who` and `about` are words of the question; `rest` are the stems that must be told of by what is answered.

    `generic` are stems such as that of `council`, which prefer a meeting and exclude none; `last` asks for the last
    meeting, `order` for the last or first time of a matter.
    """

    aspect: Aspect
    who: str | None = None
    about: str | None = None
    rest: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    last: bool = False
    order: Literal["last", "first"] | None = None


def asked_of(reading: Reading) -> Asked | None:
    """What the question asks of a meeting; None for a question on a matter. Of a question that leans on another its own words count first."""
    words = reading.asked_as
    own = words.removeprefix(reading.leans_on).strip() if reading.leans_on else words
    for text in dict.fromkeys((own, words)):
        for aspect, row in rules.ASPECTS:
            if found := row.pattern.search(text):
                return _asked(aspect, words, text, found)
    return None


def _asked(aspect: Aspect, words: str, text: str, found: re.Match[str]) -> Asked:
    groups = {name: held.strip() for name, held in found.groupdict().items() if held and held.strip()}
    besides = words
    for held in groups.values():
        besides = besides.replace(held, " ", 1)
    naming = [word for word in _WORD.findall(besides) if word.casefold() not in STOP_WORDS and not rules.NEUTRAL.match(word)]
    generic = [word for word in naming if rules.GENERIC.match(word)]
    order = rules.ORDER.pattern.search(found.group().lower())
    return Asked(
        aspect,
        groups.get("who"),
        groups.get("about"),
        frozenset(term for word in naming if word not in generic for term in terms(word)),
        frozenset(term for word in generic for term in terms(word)),
        bool(rules.LAST_MEETING.pattern.search(text)),
        order["order"] if order else None,  # type: ignore[arg-type]  # the pattern's words
    )
