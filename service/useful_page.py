"""“Was this useful?”: taken by a form, kept on this computer."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from index.library import Library
from service.errors import BadForm, NotAllowed
from service.rendering import render
from service.thread import Thread, answered, thread_of
from service.useful import keep

router = APIRouter(include_in_schema=False)


@router.post("/useful")
async def useful(request: Request) -> Response:
    """Keep what a reader says of an answer, and lead back to it.

    Raises:
        NotAllowed: the form is another site's. BadForm: it does not say of what, or what.

    """
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise NotAllowed("This was sent from another site.", todo="Use the page of this server.")
    form = await request.form(max_files=0, max_fields=100)
    fields = [(name, str(value)) for name, value in form.multi_items()]
    thread, said = thread_of(fields), dict(fields).get("useful")
    if not thread.questions or said not in ("yes", "no"):
        raise BadForm("The form could not be read.", todo="Ask again, then say below the answer whether it was useful.")
    await run_in_threadpool(_keep, request, thread, said == "yes")
    return RedirectResponse(f"/useful?{thread.query}", 303)  # so that nothing is kept twice when the page is loaded again


@router.get("/useful")
def thanks(request: Request) -> Response:
    """The thanks, with the way back to the answer."""
    thread = thread_of(request.query_params.multi_items())
    return render(request, "kept.html", {"thread": thread, "id": f"a{len(thread.questions)}"}) if thread.questions else RedirectResponse("/", 303)


def _keep(request: Request, thread: Thread, yes: bool) -> None:
    library: Library = request.app.state.library
    found = answered(library, thread, request.app.state.settings.longest_question)
    if found.error:
        raise found.error
    if found.answers:
        keep(library, thread, found.answers[-1], useful=yes)
