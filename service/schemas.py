"""The JSON that is promised in return: under /api/v1 and by `minutes ask --json`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, Field

from index.records import CorrectionRecord, DocumentRecord, ItemRecord, MeetingRecord, PassageRecord
from index.search import Hit
from service.answers import Answer, Quote
from service.change_schemas import ChangesOut
from service.explaining import Reason
from service.facts import FactsOut, MeetingRef, PersonOut, facts_out, meeting_ref
from service.permalinks import Fields, fields_of, link_to, link_to_list, page_of
from service.reading_out import ReadingOut, reading_out
from service.reasons_out import ReasonOut, reason_out


class EntityOut(BaseModel):
    """A name in a passage; offsets in code points of the passage's text.

    `value` is a date after ISO 8601 or an amount with its currency, where its words leave no doubt.
    """

    start: int
    end: int
    label: str
    text: str
    value: str | None = None


class DocumentOut(BaseModel):
    """A file of minutes."""

    id: str
    name: str


class ItemRef(BaseModel):
    """The item of a passage; number and title are null for what stands before the first item."""

    id: str
    number: str | None
    title: str | None


class PassageOut(BaseModel):
    """A passage. `spans` are code points of the document's stored text; `text` is their slices joined by a space.

    `also_in` are other files of the same minutes that hold it.
    """

    id: str
    document: DocumentOut
    meeting: MeetingRef
    item: ItemRef
    page: int | None
    spans: list[tuple[int, int]]
    text: str
    score: float
    matched_by: list[Literal["meaning", "words"]]
    entities: list[EntityOut]
    also_in: list[DocumentOut] = []
    permalink: str


class QuoteOut(BaseModel):
    """Quoted words: code points `start` to `end` of `passages[passage].text`."""

    text: str
    passage: int
    start: int
    end: int


class SearchedOut(BaseModel):
    """What was searched."""

    documents: int
    since: dt.date | None = Field(serialization_alias="from")
    until: dt.date | None = Field(serialization_alias="to")


class AnswerOut(BaseModel):
    """An answer in the minutes' own words. `facts` is null unless the question asks after people, actions or dates of meetings."""

    question: str
    reading: ReadingOut
    verdict: Literal["answered", "partial", "not_found"]
    confidence: float
    said: list[QuoteOut]
    decided: list[QuoteOut]
    to_do: list[QuoteOut]
    passages: list[PassageOut]
    searched: SearchedOut
    facts: FactsOut | None = None
    explanation: list[ReasonOut] | None = Field(None, description="Why passages stand where they stand; null unless it was asked for")
    generation: int = Field(description="The generation of the library that answered")
    permalink: str = Field(description="The same question with its generation: following it tells what has changed since")
    page: str = Field(description="The same question on the page")
    changes: ChangesOut | None = Field(None, description="What has changed since the generation of the permalink; else null")


class CorrectionOut(BaseModel):
    """What a later meeting's minutes say that these should read; `target` is the number of the minute."""

    text: str
    target: str | None
    document: DocumentOut
    meeting: MeetingRef
    item: ItemRef
    spans: list[tuple[int, int]]


class MeetingOut(MeetingRef):
    """A meeting of the library. `also_in` are other files of the same minutes."""

    document: DocumentOut
    start_time: str | None
    end_time: str | None
    attendance: list[PersonOut]
    items: int
    passages: int
    corrections: list[CorrectionOut]
    also_in: list[DocumentOut]
    permalink: str


class ItemOut(ItemRef):
    """An item as it stands in the minutes."""

    document: DocumentOut
    meeting: MeetingRef
    page: int | None
    spans: list[tuple[int, int]]
    text: str
    decisions: list[dict[str, Any]]
    actions: list[dict[str, Any]]
    references: list[dict[str, Any]]
    mentions: list[dict[str, Any]]
    passages: list[str]
    permalink: str
    changes: ChangesOut | None = None


class PartOut(BaseModel):
    """A part of the service."""

    ok: bool
    detail: str


class HealthOut(BaseModel):
    """Whether the service can answer, and if not, which part is down."""

    status: Literal["ok", "down"]
    parts: dict[str, PartOut]


class ProblemOut(BaseModel):
    """An error, after RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


def answer_out(answer: Answer, why: Sequence[Reason] | None = None, *, earlier: Sequence[str] | None = None, options: Fields = ()) -> AnswerOut:
    """An answer as JSON, with the reasons that were asked for; `earlier` questions of its thread and `options` go into its permalink."""
    before = [answer.reading.leans_on] if answer.reading.leans_on and earlier is None else earlier or ()
    fields = [*(("q", each) for each in (*before, answer.question)), *fields_of(answer.reading.filters)]
    generation = answer.found.generation
    return AnswerOut(
        question=answer.question,
        reading=reading_out(answer.reading),
        verdict=answer.verdict,
        confidence=answer.confidence,
        said=[_quote(each) for each in answer.said],
        decided=[_quote(each) for each in answer.decided],
        to_do=[_quote(each) for each in answer.to_do],
        passages=[passage_out(hit, generation) for hit in answer.passages],
        searched=SearchedOut(documents=answer.documents, since=answer.since, until=answer.until),
        facts=facts_out(answer.facts) if answer.facts else None,
        explanation=None if why is None else [reason_out(each) for each in why],
        generation=generation,
        permalink=link_to_list("ask", [*fields, *options], generation),
        page=page_of(fields),
    )


def passage_out(hit: Hit, generation: int) -> PassageOut:
    """A hit as JSON, as it was found in that generation of the library."""
    also_in = [DocumentOut(id=each.id, name=each.name) for each in hit.also_in]
    return PassageOut(**passage_fields(hit.passage, generation), score=round(hit.score, 4), matched_by=list(hit.matched_by), also_in=also_in)


def passage_fields(passage: PassageRecord, generation: int) -> dict[str, Any]:
    """What is told of a passage however it was come by."""
    return {
        "id": passage.id,
        "document": document_out(passage),
        "meeting": meeting_ref(passage.meeting),
        "item": ItemRef(id=passage.item.id, number=passage.item.number, title=passage.item.title),
        "page": passage.page,
        "spans": [(span.start, span.end) for span in passage.spans],
        "text": passage.text,
        "entities": [EntityOut(start=each.start, end=each.end, label=each.label, text=each.text, value=each.value) for each in passage.entities],
        "permalink": link_to("passages", passage.id, generation),
    }


def document_out(of: PassageRecord | MeetingRecord) -> DocumentOut:
    """The document of a passage or a meeting."""
    document = of.document if isinstance(of, MeetingRecord) else of.meeting.document
    return DocumentOut(id=document.id, name=document.name)


def meeting_out(meeting: MeetingRecord, generation: int, corrections: Sequence[CorrectionRecord] = (), twins: Sequence[DocumentRecord] = ()) -> MeetingOut:
    """A meeting as JSON, with what later minutes correct in its own and other files of them."""
    return MeetingOut(
        **meeting_ref(meeting).model_dump(),
        document=document_out(meeting),
        start_time=meeting.start_time,
        end_time=meeting.end_time,
        attendance=[PersonOut(**person) for person in meeting.attendance],
        items=meeting.items,
        passages=meeting.passages,
        corrections=[_correction(each) for each in corrections],
        also_in=[DocumentOut(id=each.id, name=each.name) for each in twins],
        permalink=link_to("meetings", meeting.id, generation),
    )


def _correction(correction: CorrectionRecord) -> CorrectionOut:
    return CorrectionOut(
        text=correction.text,
        target=correction.target,
        document=document_out(correction.meeting),
        meeting=meeting_ref(correction.meeting),
        item=ItemRef(id=correction.item.id, number=correction.item.number, title=correction.item.title),
        spans=[(span.start, span.end) for span in correction.spans],
    )


def item_out(meeting: MeetingRecord, item: ItemRecord, text: str, passages: list[str], generation: int, changes: ChangesOut | None = None) -> ItemOut:
    """An item as JSON; `text` is its own, from the stored text."""
    return ItemOut(
        id=item.id,
        number=item.number,
        title=item.title,
        document=document_out(meeting),
        meeting=meeting_ref(meeting),
        page=item.page,
        spans=[(span.start, span.end) for span in item.spans],
        text=text,
        decisions=list(item.decisions),
        actions=list(item.actions),
        references=list(item.references),
        mentions=list(item.mentions),
        passages=passages,
        permalink=link_to("items", item.id, generation),
        changes=changes,
    )


def _quote(quote: Quote) -> QuoteOut:
    return QuoteOut(text=quote.text, passage=quote.passage, start=quote.start, end=quote.end)
