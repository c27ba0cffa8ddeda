"""One thing by its id: an item, a meeting, a passage, a document with its text and its file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse, PlainTextResponse

from index.catalogue import Catalogue
from index.records import DocumentRecord
from index.texts import stored
from service.change_schemas import Pinned
from service.described import problems
from service.holding import document_whole, item_whole, with_agenda
from service.list_requests import DocumentId, ItemId, MeetingId, PassageId, nothing_more
from service.list_schemas import DocumentWholeOut, MeetingWholeOut, PassageHeldOut, passage_held_out
from service.original_page import TYPES, original_file
from service.routes import library_of
from service.schemas import ItemOut
from service.since import changes_since, missing

router = APIRouter(prefix="/api/v1", responses=problems(400, 404, 422, 500, 503))


@router.get("/items/{item_id}", summary="An item", responses=problems(410))
def item(request: Request, item_id: ItemId, asked: Annotated[Pinned, Query()]) -> ItemOut:
    """An item of a meeting, whole, with its decisions and actions."""
    library = library_of(request)
    now = library.generation
    with library.reading() as catalogue:
        found = catalogue.item(item_id)
        if found is None:
            raise missing(catalogue, item_id, "item")
        (whole,) = item_whole(catalogue, [(found[0], found[1].key)], now)
        return whole.model_copy(update={"changes": changes_since(catalogue, asked.generation, now, document=found[0].document.id)})


@router.get("/meetings/{meeting_id}", summary="A meeting", responses=problems(410))
def meeting(request: Request, meeting_id: MeetingId, asked: Annotated[Pinned, Query()]) -> MeetingWholeOut:
    """A meeting with who was there, its agenda, and what later minutes correct."""
    library = library_of(request)
    now = library.generation
    with library.reading() as catalogue:
        found = catalogue.meetings("m.id = ?", (meeting_id,))
        if not found:
            raise missing(catalogue, meeting_id, "meeting")
        return with_agenda(catalogue, found[0], now, changes_since(catalogue, asked.generation, now, document=found[0].document.id))


@router.get("/passages/{passage_id}", summary="A passage", responses=problems(410))
def passage(request: Request, passage_id: PassageId, asked: Annotated[Pinned, Query()]) -> PassageHeldOut:
    """A passage by itself, word for word, with the names in it."""
    library = library_of(request)
    now = library.generation
    with library.reading() as catalogue:
        found = list(catalogue.passages(catalogue.keys_where("p.id = ?", (passage_id,))).values())
        if not found:
            raise missing(catalogue, passage_id, "passage")
        changed = changes_since(catalogue, asked.generation, now, document=found[0].meeting.document.id)
        return passage_held_out(found[0], now, changed)


@router.get("/documents/{document_id}", summary="A document", responses=problems(410))
def document(request: Request, document_id: DocumentId, asked: Annotated[Pinned, Query()]) -> DocumentWholeOut:
    """A file of minutes with its meeting, how well it was read, and where its printed pages stand in its text."""
    library = library_of(request)
    now = library.generation
    with library.reading() as catalogue:
        found = _document(catalogue, document_id)
        return document_whole(catalogue, found, now, changes_since(catalogue, asked.generation, now, document=found.id))


@router.get(
    "/documents/{document_id}/text",
    summary="The text of a document",
    response_class=PlainTextResponse,
    dependencies=[Depends(nothing_more)],
    responses=problems(410)
    | {200: {"description": "The text in UTF-8", "content": {"text/plain": {"schema": {"type": "string"}, "example": "Minutes of a meeting of ..."}}}},
)
def document_text(request: Request, document_id: DocumentId) -> PlainTextResponse:
    """The stored text, never edited: `spans` everywhere are code points of it."""
    with library_of(request).reading() as catalogue:
        return PlainTextResponse(stored(catalogue, _document(catalogue, document_id).key))


@router.get(
    "/documents/{document_id}/original",
    summary="The file of a document",
    response_class=FileResponse,
    dependencies=[Depends(nothing_more)],
    responses=problems(410)
    | {200: {"description": "The file", "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in sorted(set(TYPES.values()))}}},
)
def document_original(request: Request, document_id: DocumentId) -> FileResponse:
    """The file as it was taken in, byte for byte, with its name; a browser that shows it runs nothing in it."""
    with library_of(request).reading() as catalogue:
        _document(catalogue, document_id)
    return original_file(library_of(request), document_id)


def _document(catalogue: Catalogue, document_id: str) -> DocumentRecord:
    found = catalogue.documents("d.id = ?", (document_id,))
    if not found:
        raise missing(catalogue, document_id, "document")
    return found[0]
