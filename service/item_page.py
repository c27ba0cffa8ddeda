"""An item in its place: the whole text with one passage marked, who was there, and the items before and after it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from index.corrections import corrections_of
from index.library import Library
from index.records import MeetingRecord
from service.errors import NoSuchItem
from service.marking import pieces
from service.original_page import back_to
from service.persons import person_path
from service.rendering import heading, render

STATUSES = ("present", "in attendance", "apologies", "absent")
router = APIRouter(include_in_schema=False)


@router.get("/item/{item_id}")
def item(request: Request, item_id: str, passage: str | None = None) -> Response:
    """An item, whole. `#p2` marks its second passage; so does the passage's id, as an answer links to it, with what else leads back there."""
    library: Library = request.app.state.library
    with library.reading() as catalogue:
        found = catalogue.item(item_id)
        if found is None:
            raise NoSuchItem("There is no such item in the library.", where=item_id, todo="It may have been removed. Ask again to find it.")
        meeting, here = found
        around = {each.ordinal: each for each in catalogue.items(meeting.document.key)}
        passages = catalogue.passages_of_item(here.key)
        corrections = corrections_of(catalogue, meeting)
    asked, back = back_to(request)
    content = {
        "meeting": meeting,
        "item": here,
        "before": around.get(here.ordinal - 1),
        "after": around.get(here.ordinal + 1),
        "passages": [(each, pieces(each), each.id == passage) for each in passages],
        "marked": next((each for each in passages if each.id == passage), None),
        "attendance": attendance_of(meeting),
        "corrections": corrections,
        "back": back,
        "asked": asked,
        "title": heading(here),
    }
    return render(request, "item.html", content)


def attendance_of(meeting: MeetingRecord) -> list[tuple[str, list[dict[str, Any]]]]:
    """(status in words, people with the address of their page) of everybody on the attendance list."""
    groups = ((status, [each for each in meeting.attendance if each["status"] == status]) for status in STATUSES)
    return [(status.capitalize(), [each | {"path": person_path(meeting, each)} for each in people]) for status, people in groups if people]
