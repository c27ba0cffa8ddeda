"""The JSON of how a question was taken."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, Field

from index.query import Filters, Kind
from service.expansion_schema import ExpansionOut, expansions_out
from service.question import Reading

_NAMES = ("body", "committee", "since", "until", "document", "person")


class GuessOut(BaseModel):
    """A filter that was read from the question; `words` are those that say so, empty for the meeting of the answer before."""

    filter: str
    value: str
    words: str


class MendedOut(BaseModel):
    """A word with a slip, and what it was taken for."""

    typed: str
    taken_for: str


class ReadingOut(BaseModel):
    """How the question was taken. `filters` holds what was stated and what was `guessed`: what was stated holds, what was guessed comes first."""

    asked_as: str = Field(description="What was searched for: slips mended, and what a follow-up leans on before it")
    filters: dict[str, str]
    expanded: list[str] = Field(description="The abbreviations searched for in both forms, to be shown")
    abbreviations: list[ExpansionOut]
    guessed: list[GuessOut]
    kind: Kind
    mended: list[MendedOut]
    phrases: list[str] = Field(description="Words in double quotation marks, which must stand so")
    without: list[str] = Field(description="Words after a minus, which must not stand there")
    leans_on: str | None = Field(description="The earlier question that this one takes something over from")


def reading_out(reading: Reading) -> ReadingOut:
    """A reading as JSON."""
    return ReadingOut(
        asked_as=reading.asked_as,
        filters=_written(reading.guessed) | _written(reading.filters),
        expanded=[each.said for each in reading.expanded],
        abbreviations=expansions_out(reading.expanded),
        guessed=[GuessOut(filter=each.filter, value=_plain(each.value), words=each.words) for each in reading.guesses],
        kind=reading.kind,
        mended=[MendedOut(typed=typed, taken_for=taken_for) for typed, taken_for in reading.mended],
        phrases=list(reading.phrases),
        without=list(reading.without),
        leans_on=reading.leans_on,
    )


def _written(filters: Filters) -> dict[str, str]:
    """The filters that narrow something."""
    return {name: _plain(value) for name in _NAMES if (value := getattr(filters, name)) is not None}


def _plain(value: str | dt.date) -> str:
    return value.isoformat() if isinstance(value, dt.date) else value
