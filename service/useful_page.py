"""“Was this useful?”: taken by a form, kept on this computer."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from index.library import Library
from service.errors import NotAllowed
from service.rendering import render
from service.thread import Thread, answered, thread_of
from service.useful import keep

router = APIRouter(include_in_schema=False)


@router.post("/useful")
async def useful(request: Request) -> Response:
    """Keep what a reader says of an answer, and lead back to it.

    Raises:
        NotAllowed: the form is another site's.

    """
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise NotAllowed("This was sent from another site.", todo="Use the page of this server.")
    form = await request.form(max_files=0, max_fields=100)
    fields = [(name, str(value)) for name, value in form.multi_items()]
    thread, yes = thread_of(fields), ("useful", "yes") in fields
    await run_in_threadpool(_keep, request, thread, yes)
    return render(request, "kept.html", {"thread": thread, "id": f"a{len(thread.questions)}"})


def _keep(request: Request, thread: Thread, yes: bool) -> None:
    library: Library = request.app.state.library
    found = answered(library, thread, request.app.state.settings.longest_question)
    if found.error:
        raise found.error
    if found.answers:
        keep(library, thread, found.answers[-1], useful=yes)
