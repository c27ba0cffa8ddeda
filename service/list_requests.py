"""What the lists are asked: which rows, how many to a page, and after which the page begins."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, Self

from fastapi import Path, Query
from pydantic import BeforeValidator, Field, model_validator

from index.query import Filters
from service.requests import Strict, written_out

Day = Annotated[dt.date | None, BeforeValidator(written_out)]
Name = Annotated[str | None, Field(min_length=1, max_length=300)]

CURSOR = "WyI5OTRiMzY5ZjljOTciLCIyMDI0LTA5LTExIl0"  # as one looks: each belongs to one list with its filters
DOCUMENT = "a01382c6a6f032f8803ae6813e869b408bb8499a7735a51b7b2e389fbf013730"
ItemId = Annotated[str, Path(description="Id of an item, as given with every passage", examples=["0281c6391f1641fd39b9"])]
MeetingId = Annotated[str, Path(description="Id of a meeting, as given with every passage", examples=["dcd7a42172f5c9cc9913"])]
DocumentId = Annotated[str, Path(description="Id of a document: the sha256 of its bytes", examples=[DOCUMENT])]
PassageId = Annotated[str, Path(description="Id of a passage, as given with every answer", examples=["0a6bbc0a8a5f944dbc41"])]
EntityId = Annotated[str, Path(description="Id of a name, as given by /api/v1/entities", examples=["d7ba86e885ed85bbda8d"])]


Cursor = Annotated[
    str | None, Field(min_length=1, max_length=4000, description="What `next` gave, the filters being the same; none for the first page", examples=[CURSOR])
]


class Paged(Strict):
    """A page of a list."""

    limit: int = Field(100, ge=1, le=1000, description="The most rows to return", examples=[2])
    cursor: Cursor = None

    def narrowing(self) -> dict[str, Any]:
        """What was asked except for the page: a cursor belongs to it."""
        return self.model_dump(exclude={"limit", "cursor", "offset"}, exclude_none=True)


class Within(Paged):
    """A page of a list that is narrowed by its meetings."""

    body: Name = Field(None, description="Name of the council; case, spaces and hyphens do not count", examples=["Fennick Vale District Council"])
    committee: Name = Field(None, description="Name of the committee; case, spaces and hyphens do not count", examples=["Planning Committee"])
    since: Day = Field(None, description="Meetings on or after this day", examples=["2022-01-01"])
    until: Day = Field(None, description="Meetings on or before this day", examples=["2024-12-31"])

    def filters(self) -> Filters:
        """The same for the catalogue."""
        return Filters(self.body, self.committee, self.since, self.until)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"The first day, {self.since}, is after the last, {self.until}")
        return self


class ItemsIn(Within):
    """Which items."""

    q: Name = Field(None, description="Words of the title, one after the other", examples=["Planning"])


class PeopleIn(Within):
    """Which people of attendance lists."""

    q: Name = Field(None, description="Words of the name, one after the other", examples=["Okafor"])


class DecisionsIn(Within):
    """Which decisions."""

    outcome: Literal["carried", "lost", "deferred", "withdrawn", "unrecorded"] | None = Field(
        None, description="How it ended; `unrecorded` where the minutes do not say", examples=["carried"]
    )
    proposer: Name = Field(None, description="Words of the proposer's name as printed, one after the other", examples=["Okafor"])
    q: Name = Field(None, description="Words of the decision, one after the other", examples=["report"])


class ActionsIn(Within):
    """Which actions."""

    owner: Name = Field(None, description="Words of the owner's name as printed, one after the other", examples=["Head"])
    due_after: Day = Field(None, description="Due on or after this day; an action whose due date names no day is left out", examples=["2022-01-01"])
    due_before: Day = Field(None, description="Due on or before this day; an action whose due date names no day is left out", examples=["2025-01-01"])
    q: Name = Field(None, description="Words of the action, one after the other", examples=["report"])


class AttendanceIn(Within):
    """Which entries of attendance lists."""

    person: Name = Field(None, description="Words of the name as listed, one after the other", examples=["Okafor"])
    status: Literal["present", "in attendance", "apologies", "absent"] | None = Field(
        None, description="Under which heading the person is listed", examples=["present"]
    )


class AbbreviationsIn(Paged):
    """Which abbreviations."""

    body: Name = Field(None, description="Name of the council; case, spaces and hyphens do not count", examples=["Fennick Vale District Council"])


class Offset(Paged):
    """A page that may begin at a number."""

    offset: int = Field(0, ge=0, le=10_000_000, description="How many to pass over; a cursor is surer while documents come and go", examples=[2])

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.cursor and self.offset:
            raise ValueError("Give `cursor` or `offset`, not both")
        return self


class EntitiesIn(Offset):
    """Which names."""

    kind: Literal["PERSON", "ORG", "PLACE"] | None = Field(None, description="People, bodies or places alone", examples=["PLACE"])
    body: Name = Field(None, description="Name of the council in whose minutes they stand", examples=["Fennick Vale District Council"])
    q: Name = Field(None, description="Words of the name", examples=["leisure centre"])


class MentionsIn(Offset):
    """Which mentions."""


class Nothing(Strict):
    """No parameter at all: one that is given is refused."""


def nothing_more(asked: Annotated[Nothing, Query()]) -> None:
    """Refuse every query parameter: a dependency of what takes none."""
