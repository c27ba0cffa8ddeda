"""What permalinks of answers lead to, and the log of changes that they tell of."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from index.changes import count, known_since, log
from service.answers import answer
from service.change_schemas import LogIn, LogOut, Since, logged_out
from service.context import Turn
from service.cursors import read_cursor, write_cursor
from service.described import problems
from service.permalinks import link_to_list
from service.requests import Asking, FiltersIn
from service.routes import library_of
from service.schemas import AnswerOut, answer_out
from service.since import changes_since

router = APIRouter(prefix="/api/v1", responses=problems(400, 422, 500, 503))


class AskLinkIn(FiltersIn, Asking):
    """A question, in the address."""

    q: list[Annotated[str, Field(max_length=20_000)]] = Field(
        min_length=1,
        max_length=50,
        description="The question; several are a thread, of which the last is answered",
        examples=[["What was said about home-educated children?"]],
    )
    generation: Since = None


@router.get("/ask", summary="Ask the minutes by a link", response_model_by_alias=True)
def ask_by_link(request: Request, asked: Annotated[AskLinkIn, Query()]) -> AnswerOut:
    """The answer to a question that stands in the address, as `permalink` of an answer has it: with `generation`, what has changed since is told beside it."""
    library = library_of(request)
    made = answer(
        library,
        asked.q[-1],
        filters=asked.filters(),
        earlier=[Turn(each) for each in asked.q[:-1]],
        limit=asked.limit,
        longest=request.app.state.settings.longest_question,
        off=asked.off,
        in_time=asked.order == "time",
    )
    with library.reading() as catalogue:
        changed = changes_since(catalogue, asked.generation, library.generation, filters=asked.filters())
    out = answer_out(made, earlier=asked.q[:-1], options=asked.link_fields())
    return out.model_copy(update={"changes": changed})


@router.get("/changes", summary="What has changed in the library")
def list_changes(request: Request, response: Response, asked: Annotated[LogIn, Query()]) -> LogOut:
    """Documents added, removed and read anew since a generation, in the order in which they were."""
    library = library_of(request)
    now = library.generation
    after = read_cursor(asked.cursor, "changes", {"since": asked.since}, (int,))[0] if asked.cursor is not None else 0
    with library.reading() as catalogue:
        found = log(catalogue, asked.since, now, after, asked.limit + 1)
        total, known = count(catalogue, asked.since, now), known_since(catalogue, now)
    following = write_cursor("changes", {"since": asked.since}, (found[asked.limit - 1].key,)) if len(found) > asked.limit else None
    if following:
        fields = [("since", str(asked.since)), ("limit", str(asked.limit)), ("cursor", following)]
        response.headers["Link"] = f'<{link_to_list("changes", fields)}>; rel="next"'
    return LogOut(
        changes=[logged_out(each) for each in found[: asked.limit]],
        next=following,
        total=total,
        generation=now,
        since=asked.since,
        known_since=known,
        complete=known <= asked.since <= now,
    )
