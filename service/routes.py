"""The JSON API."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from index.abbreviations import abbreviations
from index.corrections import corrections_of
from index.errors import LibraryDamaged
from index.library import Library
from index.twins import twins_of
from ingest.spans import cut
from service.abbreviation_schemas import AbbreviationsOut, abbreviation_out
from service.answers import answer
from service.change_schemas import Since
from service.context import Turn
from service.described import problems
from service.explaining import reason_for, reasons
from service.health import health_of
from service.requests import AbbreviationsIn, AskIn
from service.schemas import (
    AnswerOut,
    HealthOut,
    ItemOut,
    MeetingsOut,
    answer_out,
    item_out,
    meeting_out,
)
from service.since import changes_since, missing, now_of

router = APIRouter(prefix="/api/v1", responses=problems(422, 503))
health = APIRouter()


@router.post("/ask", summary="Ask the minutes", response_model_by_alias=True)
def ask(request: Request, asked: AskIn) -> AnswerOut:
    """Quote what the minutes say to a question, word for word, with where it stands; or say that they do not."""
    made = answer(
        library_of(request),
        asked.question,
        filters=asked.filters.filters(),
        earlier=[Turn(turn.question, turn.answer) for turn in asked.context],
        limit=asked.limit,
        longest=request.app.state.settings.longest_question,
        off=asked.off,
        in_time=asked.order == "time",
    )
    why = [*(reasons(made) if asked.explain else ()), *(reason_for(library_of(request), made, each) for each in asked.why_not)]
    why_asked = why if asked.explain or asked.why_not else None
    return answer_out(made, why_asked, earlier=[turn.question for turn in asked.context], options=asked.link_fields())


@router.get("/meetings", summary="The meetings of the library")
def meetings(request: Request) -> MeetingsOut:
    """Every meeting, newest first, with who was there and what later minutes correct."""
    with library_of(request).reading() as catalogue:
        held = catalogue.meetings()
        return MeetingsOut(meetings=[meeting_out(each, corrections_of(catalogue, each), twins_of(catalogue, each.document.key)) for each in held])


@router.get("/abbreviations", summary="The abbreviations of the library")
def list_abbreviations(request: Request, asked: Annotated[AbbreviationsIn, Query()]) -> AbbreviationsOut:
    """What short forms stand for, by short form, as the minutes themselves define them: a body may mean something of its own by one."""
    return AbbreviationsOut(abbreviations=[abbreviation_out(each) for each in library_of(request).kept(abbreviations).of(asked.body)])


@router.get("/items/{item_id}", summary="An item", responses=problems(404, 410))
def item(request: Request, item_id: str, generation: Annotated[Since, Query()] = None) -> ItemOut:
    """An item of a meeting, whole, with its decisions and actions."""
    library = library_of(request)
    with library.reading() as catalogue:
        found = catalogue.item(item_id)
        text = catalogue.text(found[0].document.key) if found else None
        if found is not None and text is None:
            raise LibraryDamaged("The stored text of this document is not what was stored.", where=found[0].document.name, todo="Run `minutes check`.")
        if found is None or text is None:
            raise missing(catalogue, item_id, "item")
        passages = [passage.id for passage in catalogue.passages_of_item(found[1].key)]
        changed = changes_since(library, catalogue, generation, document=found[0].document.id)
        return item_out(*found, cut(text, found[1].spans), passages, now_of(library), changed)


@health.get("/healthz", summary="Is the service well?", responses={503: {"model": HealthOut, "description": "A part is down"}})
def healthz(request: Request, response: Response) -> HealthOut:
    """Which parts can do their work."""
    found = health_of(library_of(request))
    response.status_code = 200 if found.status == "ok" else 503
    return found


def library_of(request: Request) -> Library:
    """The library that the app was made for."""
    library: Library = request.app.state.library
    return library
