"""Lists of what the minutes hold: meetings, items, decisions, actions, attendance and documents, page by page."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from index.catalogue import Catalogue
from index.narrowing import condition
from index.records import MeetingRecord
from index.rows import ACTIONS, ATTENDANCE, DECISIONS, DOCUMENTS, ITEMS, MEETINGS, Listing, Narrowed
from service.described import problems
from service.holding import document_rows, item_whole, meeting_whole
from service.list_requests import ActionsIn, AttendanceIn, DecisionsIn, ItemsIn, Within
from service.list_schemas import (
    ActionListedOut,
    ActionsOut,
    AttendanceEntryOut,
    AttendanceListOut,
    DecisionOut,
    DecisionsOut,
    DocumentsOut,
    ItemsOut,
    MeetingsOut,
    located,
)
from service.paging import Paging
from service.persons import person_id
from service.routes import library_of
from service.schemas import ItemRef

router = APIRouter(prefix="/api/v1", responses=problems(400, 422, 500, 503))


def _of(request: Request, response: Response) -> tuple[Request, Response]:
    return request, response


Asked = Annotated[tuple[Request, Response], Depends(_of)]


@router.get("/meetings", summary="Meetings")
def list_meetings(at: Asked, asked: Annotated[Within, Query()]) -> MeetingsOut:
    """Every meeting, newest first, with who was there and what later minutes correct."""
    paging = _paging("meetings", at, asked)
    with paging.library.reading() as catalogue:
        page, envelope = paging.of_catalogue(catalogue, MEETINGS, _narrowed(catalogue, asked))
        held = _meetings(catalogue, page.rows)
        return MeetingsOut(meetings=[meeting_whole(catalogue, held[row["document"]], envelope["generation"]) for row in page.rows], **envelope)


@router.get("/items", summary="Items")
def list_items(at: Asked, asked: Annotated[ItemsIn, Query()]) -> ItemsOut:
    """Every item of every meeting, whole, with its decisions and actions: the newest meeting's first, in the order of its agenda."""
    paging = _paging("items", at, asked)
    with paging.library.reading() as catalogue:
        narrowed = _narrowed(catalogue, asked).also("says(i.title, ?)", asked.q)
        page, envelope = paging.of_catalogue(catalogue, ITEMS, narrowed)
        held = _meetings(catalogue, page.rows)
        return ItemsOut(items=item_whole(catalogue, [(held[row["document"]], row["key"]) for row in page.rows], envelope["generation"]), **envelope)


@router.get("/decisions", summary="Decisions")
def list_decisions(at: Asked, asked: Annotated[DecisionsIn, Query()]) -> DecisionsOut:
    """Every decision with its movers, outcome and vote as far as the minutes tell them, word for word."""
    paging = _paging("decisions", at, asked)
    with paging.library.reading() as catalogue:
        narrowed = (
            _narrowed(catalogue, asked)
            .also("x.value ->> 'outcome' = ?", asked.outcome)
            .also("says(x.value ->> 'proposer', ?)", asked.proposer)
            .also("says(x.value ->> 'text', ?)", asked.q)
        )
        rows, envelope = _said(paging, catalogue, DECISIONS, narrowed, "d")
    return DecisionsOut(decisions=[DecisionOut(**row) for row in rows], **envelope)


@router.get("/actions", summary="Actions")
def list_actions(at: Asked, asked: Annotated[ActionsIn, Query()]) -> ActionsOut:
    """Everything that somebody is to do, with the owner and the due date as printed."""
    paging = _paging("actions", at, asked)
    with paging.library.reading() as catalogue:
        narrowed = (
            _narrowed(catalogue, asked)
            .also("says(x.value ->> 'owner', ?)", asked.owner)
            .also("due_day(x.value ->> 'due', m.date) >= ?", asked.due_after and asked.due_after.isoformat())
            .also("due_day(x.value ->> 'due', m.date) <= ?", asked.due_before and asked.due_before.isoformat())
            .also("says(x.value ->> 'text', ?)", asked.q)
        )
        rows, envelope = _said(paging, catalogue, ACTIONS, narrowed, "a")
    return ActionsOut(actions=[ActionListedOut(**row) for row in rows], **envelope)


@router.get("/attendance", summary="Attendance")
def list_attendance(at: Asked, asked: Annotated[AttendanceIn, Query()]) -> AttendanceListOut:
    """Who was at which meeting, and who sent apologies: one row a person a meeting. Two files of one meeting count once."""
    paging = _paging("attendance", at, asked)
    with paging.library.reading() as catalogue:
        narrowed = _narrowed(catalogue, asked).also("says(x.value ->> 'name', ?)", asked.person).also("x.value ->> 'status' = ?", asked.status)
        page, envelope = paging.of_catalogue(catalogue, ATTENDANCE, narrowed)
        held = _meetings(catalogue, page.rows)
    entries = []
    for row in page.rows:
        meeting, said = held[row["document"]], json.loads(row["said"])
        which = {"id": f"{meeting.id}-p{row['at'] + 1}", "person": person_id(said["name"], meeting)}
        entries.append(AttendanceEntryOut(**which, **located(meeting), **{name: said.get(name) for name in ("name", "role", "status", "part")}))
    return AttendanceListOut(attendance=entries, **envelope)


@router.get("/documents", summary="Documents")
def list_documents(at: Asked, asked: Annotated[Within, Query()]) -> DocumentsOut:
    """Every file of minutes with its meeting and how well it was read."""
    paging = _paging("documents", at, asked)
    with paging.library.reading() as catalogue:
        page, envelope = paging.of_catalogue(catalogue, DOCUMENTS, _narrowed(catalogue, asked))
        return DocumentsOut(documents=document_rows(catalogue, [row["document"] for row in page.rows], envelope["generation"]), **envelope)


def _paging(name: str, at: tuple[Request, Response], asked: Within) -> Paging:
    request, response = at
    return Paging(name, library_of(request), request, response, asked)


def _narrowed(catalogue: Catalogue, asked: Within) -> Narrowed:
    where, values = condition(catalogue, asked.filters())
    return Narrowed(where, tuple(values))


def _meetings(catalogue: Catalogue, rows: tuple[Any, ...]) -> dict[int, MeetingRecord]:
    """The meetings of the rows, by document."""
    wanted = ",".join(str(each) for each in {row["document"] for row in rows})
    return {each.document.key: each for each in catalogue.meetings(f"d.key IN ({wanted})")}


def _said(paging: Paging, catalogue: Catalogue, which: Listing, narrowed: Narrowed, letter: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """A page of what stands in items as JSON; its id is its item's and its number there."""
    page, envelope = paging.of_catalogue(catalogue, which, narrowed)
    held = _meetings(catalogue, page.rows)
    rows = []
    for row in page.rows:
        item = ItemRef(id=row["item"], number=row["number"], title=row["title"])
        due = {"due_date": row["due_day"]} if which is ACTIONS else {}
        where = {"id": f"{row['item']}-{letter}{row['at'] + 1}", **located(held[row["document"]]), "item": item, "page": row["page"]}
        rows.append({**where, **json.loads(row["said"]), **due})
    return rows, envelope
