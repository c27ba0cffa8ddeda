"""The JSON API: a question, and whether the service is well."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from index.library import Library
from service.answers import answer
from service.context import Turn
from service.described import problems
from service.explaining import reason_for, reasons
from service.health import health_of
from service.requests import AskIn
from service.schemas import AnswerOut, HealthOut, answer_out

router = APIRouter(prefix="/api/v1", responses=problems(400, 413, 422, 500, 503))
health = APIRouter()
_SAYING = {"status": "down", "parts": {"words": {"ok": False, "detail": "The index of words is not there. Run `minutes check`."}}}
_DOWN: dict[str, Any] = {"model": HealthOut, "description": "A part is down", "content": {"application/json": {"example": _SAYING}}}


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


@health.get(
    "/healthz",
    summary="Is the service well?",
    responses={503: _DOWN},
)
def healthz(request: Request, response: Response) -> HealthOut:
    """Which parts can do their work."""
    found = health_of(library_of(request))
    response.status_code = 200 if found.status == "ok" else 503
    return found


def library_of(request: Request) -> Library:
    """The library that the app was made for."""
    library: Library = request.app.state.library
    return library
