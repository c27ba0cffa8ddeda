"""What is searched for: a question's words, what must hold, and what is merely preferred."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields
from typing import Literal

Kind = Literal["topic", "decision", "who", "when", "how much", "attendance", "action"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a question is narrowed to; None narrows nothing. Names are compared without regard to case, spaces and hyphens."""

    body: str | None = None
    committee: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    document: str | None = None
    person: str | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) is not None for each in fields(self))


@dataclass(frozen=True, slots=True)
class Expansion:
    """An abbreviation that a question names: what was `typed`, and the `other` form of it.

    `passage` is the id of a passage that defines it, `bodies` are those whose minutes do.
    """

    typed: str
    other: str
    short: str
    long: str
    bodies: tuple[str, ...]
    passage: str

    @property
    def said(self) -> str:
        """Both forms, as they are shown."""
        return f"{self.short}: {self.long}"


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for.

    `filters` and `phrases` must hold and none of `without` may stand in a passage: they were stated. `preferred`
    was guessed from the question's words: what meets it comes first, and nothing is left out for it. `also` are
    other forms of the question's words (an abbreviation and what it stands for), searched for beside them. `hidden` are keys
    of documents that are taken not to be there: so it is learnt how questions look that the minutes do not answer.
    """

    text: str
    filters: Filters = field(default_factory=Filters)
    preferred: Filters = field(default_factory=Filters)
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    also: tuple[Expansion, ...] = ()
    kind: Kind = "topic"
    hidden: frozenset[int] = frozenset()
