"""The JSON that is taken: a field that is not known is an error, not a silent nothing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from index.query import Filters
from service.question import FILTERING, Part

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def written_out(value: Any) -> Any:
    """Refuse what pydantic would take for seconds since 1970."""
    if value is not None and not isinstance(value, dt.date) and not (isinstance(value, str) and _ISO.fullmatch(value)):
        raise ValueError("Input should be a day written as 2024-03-31")
    return value


_Day = Annotated[dt.date | None, BeforeValidator(written_out)]
_EARLIER = [{"question": "What was said about home-educated children?"}]
PassageId = Annotated[str, Field(min_length=1, max_length=200)]
_Name = Annotated[str | None, Field(min_length=1, max_length=300)]


def said_of(error: Mapping[str, Any]) -> str:
    """What pydantic says of one error, without the name of Python's class before our own words."""
    return str(error["msg"]).removeprefix("Value error, ")


class Strict(BaseModel):
    """Requests: a field that is not known is an error, not a silent nothing."""

    model_config = ConfigDict(extra="forbid")


class FiltersIn(Strict):
    """What to narrow the question to."""

    body: _Name = Field(None, description="Name of the council", examples=["Fennick Vale District Council"])
    committee: _Name = Field(None, description="Name of the committee", examples=["Planning Committee"])
    since: _Day = Field(None, description="Meetings on or after this day", examples=["2022-01-01"])
    until: _Day = Field(None, description="Meetings on or before this day", examples=["2024-12-31"])
    document: _Name = Field(None, description="File name, `folder/name` where names clash, or id", examples=["2022-12-16-planning-committee.pdf"])
    person: _Name = Field(
        None, description="Passages that name this person of an attendance list, in any form; a name that is on none is refused", examples=["Okonjo"]
    )

    def filters(self) -> Filters:
        """The same for the search."""
        return Filters(self.body, self.committee, self.since, self.until, self.document, self.person)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"The first day, {self.since}, is after the last, {self.until}")
        return self


class Turn(Strict):
    """An earlier question of the same thread."""

    question: str = Field(max_length=10_000, description="The question as it was asked", examples=["What was said about home-educated children?"])
    answer: Any = Field(None, description="The answer as it was given out: its meeting is preferred when the next question leans on it", examples=[None])


class Asking(Strict):
    """How a question is to be answered, in the body or in the address."""

    guess_filters: bool = Field(
        True, examples=[True], description="Whether what meets the dates, bodies, committees and people in the question comes first; nothing is left out for it"
    )
    switch_off: list[Part] = Field([], max_length=20, description="Parts of reading the question that are left out", examples=[["dates", "typos"]])
    limit: int = Field(10, ge=1, le=100, description="The most passages to return", examples=[10])
    order: Literal["relevance", "time"] = Field(
        "relevance", description="Whether the most useful quotes come first, or those of the earliest meeting", examples=["time"]
    )

    def link_fields(self) -> list[tuple[str, str]]:
        """The same as fields of an address, without what need not be said."""
        rest = [("guess_filters", "false")] if not self.guess_filters else []
        rest += [("switch_off", part) for part in self.switch_off]
        rest += [("limit", str(self.limit))] if self.limit != 10 else []
        return rest + ([("order", self.order)] if self.order != "relevance" else [])

    @property
    def off(self) -> frozenset[Part]:
        """The parts of reading the question that are left out."""
        return frozenset(self.switch_off) | (frozenset() if self.guess_filters else FILTERING)


class AskIn(Asking):
    """A question."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": "What was said about home-educated children?", "filters": {"since": "2022-01-01"}},
                {"question": "And what did they decide?", "context": [{"question": "What was said about home-educated children?"}], "switch_off": ["names"]},
            ]
        },
    )

    question: str = Field(max_length=20_000, description="In plain words, as one would ask a clerk", examples=["What was said about home-educated children?"])
    context: list[Turn] = Field(
        [],
        max_length=50,
        description="The earlier questions of the thread, the first one first",
        examples=[[{"question": "What was said about home-educated children?"}]],
    )
    filters: FiltersIn = Field(FiltersIn(), description="What to narrow the question to: nothing else is searched", examples=[{"since": "2022-01-01"}])
    explain: bool = Field(
        False, description="Say for each passage what it was ranked by: its score in each arm, its features and what each added", examples=[True]
    )
    why_not: list[PassageId] = Field(
        [], max_length=20, description="Ids of passages: say for each why it is not in the answer", examples=[["0a6bbc0a8a5f944dbc41"]]
    )
