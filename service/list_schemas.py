"""The JSON of the lists' rows."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, Field

from index.records import MeetingRecord, PassageRecord
from service.abbreviation_schemas import AbbreviationOut
from service.change_schemas import ChangesOut
from service.facts import MeetingRef, meeting_ref
from service.paging import PageOut
from service.schemas import DocumentOut, EntityOut, ItemOut, ItemRef, MeetingOut, document_out, passage_fields

Outcome = Literal["carried", "lost", "deferred", "withdrawn", "unrecorded"]
Status = Literal["present", "in attendance", "apologies", "absent"]


class ItemsOut(PageOut):
    """Items in the order of their meetings, the newest first, and of the agenda."""

    items: list[ItemOut]


class MeetingsOut(PageOut):
    """Meetings, newest first."""

    meetings: list[MeetingOut]


class ItemOnPage(ItemRef):
    """An item and the page that it begins on; null for a format without pages."""

    page: int | None


class MeetingWholeOut(MeetingOut):
    """A meeting with its agenda."""

    agenda: list[ItemOnPage]
    changes: ChangesOut | None = Field(None, description="What became of its document since the generation that was named; else null")


class CommitteeOut(BaseModel):
    """A committee of a body; null where the minutes do not name it."""

    id: str
    body: str | None
    committee: str | None
    meetings: int = Field(description="Meetings in the library; two files of one meeting count once")
    first: dt.date | None
    last: dt.date | None


class CommitteesOut(PageOut):
    """Committees by the names of their bodies and their own."""

    committees: list[CommitteeOut]


class PersonListedOut(BaseModel):
    """Somebody whom the attendance lists of a body name. Two bodies' people are two persons, whatever their names."""

    id: str
    name: str = Field(description="As the lists print it most often")
    body: str | None
    meetings: int = Field(description="Meetings whose list names the person, under whatever heading")
    first: dt.date | None
    last: dt.date | None


class PeopleOut(PageOut):
    """People of attendance lists, by name. Who was only spoken of is not listed, nor is one of the public."""

    people: list[PersonListedOut]


class _OfItem(BaseModel):
    """What stands in an item."""

    id: str
    document: DocumentOut
    meeting: MeetingRef
    item: ItemRef
    page: int | None = Field(description="The page that the item begins on; null for a format without pages")
    text: str = Field(description="Word for word as it stands in the item")


class DecisionOut(_OfItem):
    """A decision: one for each lettered or numbered clause."""

    proposer: str | None = Field(description="As printed")
    seconder: str | None = Field(description="As printed")
    outcome: Outcome
    vote: dict[str, Any] | Literal["unrecorded"] = Field(description="`for`, `against`, `abstained` and the `names` that are printed with them")


class DecisionsOut(PageOut):
    """Decisions in the order of their meetings, the newest first, and of the agenda. Two files of one meeting count once."""

    decisions: list[DecisionOut]


class ActionListedOut(_OfItem):
    """Something that somebody is to do."""

    owner: str | None = Field(description="As printed")
    due: str | None = Field(description="As printed")
    due_date: dt.date | None = Field(description="The day that it means; of one without a year the first after the meeting; null where it names none")


class ActionsOut(PageOut):
    """Actions, in the same order."""

    actions: list[ActionListedOut]


class AttendanceEntryOut(BaseModel):
    """A person on a meeting's attendance list."""

    id: str
    document: DocumentOut
    meeting: MeetingRef
    person: str = Field(description="The id of the person in /api/v1/people")
    name: str = Field(description="As listed")
    role: str | None = Field(description="As listed")
    status: Status
    part: str | None = Field(None, description="For what part of the meeting the person was there, as printed")


class AttendanceListOut(PageOut):
    """Entries of attendance lists, the newest meeting's first. One of the public is not listed."""

    attendance: list[AttendanceEntryOut]


class DocumentRowOut(DocumentOut):
    """A file of minutes."""

    format: Literal["pdf", "docx", "html", "md", "txt"]
    title: str | None = Field(description="As the file itself has it")
    meeting: MeetingRef
    items: int
    passages: int
    added: dt.datetime = Field(description="When it was read")
    rules: str = Field(description="The version of the rules that read it")
    text_sha256: str = Field(description="Of the stored text in UTF-8")
    state: str = Field(description="How well it was read, in words")
    also_in: list[DocumentOut] = Field(description="Other files of the same minutes")
    permalink: str


class DocumentsOut(PageOut):
    """Documents in the order of their meetings, the newest first."""

    documents: list[DocumentRowOut]


class PrintedPageOut(BaseModel):
    """A printed page: code points `start` to `end` of the stored text."""

    number: int
    start: int
    end: int


class DocumentWholeOut(DocumentRowOut):
    """A file of minutes with its pages; none of a format without pages."""

    pages: list[PrintedPageOut]
    changes: ChangesOut | None = Field(None, description="What became of it since the generation that was named; else null")


class PassageHeldOut(BaseModel):
    """A passage by itself. `spans` are code points of the document's stored text; `text` is their slices joined by a space."""

    id: str
    document: DocumentOut
    meeting: MeetingRef
    item: ItemRef
    page: int | None
    spans: list[tuple[int, int]]
    text: str
    entities: list[EntityOut]
    permalink: str = Field(description="This passage with the generation of the library: following it tells what has changed since")
    changes: ChangesOut | None = Field(None, description="What became of its document since the generation that was named; else null")


class AbbreviationsOut(PageOut):
    """Abbreviations, by short form."""

    abbreviations: list[AbbreviationOut]


def located(meeting: MeetingRecord) -> dict[str, Any]:
    """The document and the meeting of a row."""
    return {"document": document_out(meeting), "meeting": meeting_ref(meeting)}


def passage_held_out(passage: PassageRecord, generation: int, changes: ChangesOut | None = None) -> PassageHeldOut:
    """A passage as JSON."""
    return PassageHeldOut(**passage_fields(passage, generation), changes=changes)
