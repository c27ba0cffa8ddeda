"""The page: the same answers as HTML, complete without a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from index.catalogue import Catalogue
from index.library import Library
from service.asking_next import examples
from service.coverage_page import second_files
from service.rendering import render
from service.shown import shown
from service.thread import Thread, answered, thread_of

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request) -> Response:
    """The question box, and the answers to every `q`."""
    library: Library = request.app.state.library
    thread = thread_of(request.query_params.multi_items())
    content, error = _answers(request, thread)
    with library.reading() as catalogue:
        content |= {"coverage": _coverage(catalogue), **_choices(catalogue)}
    failed = thread.questions[-1] if error else ""
    content |= {"error": error, "typed": failed or _to_reword(content), "folder": library.folder, "stated": dict(thread.narrowing), "thread": thread}
    content |= {"asked": thread.questions[: len(content["shown"])], "examples": library.kept(examples) if not thread.questions or error else ()}
    return render(request, "ask.html", content, 422 if error else 200)


@router.get("/answer")
def fragment(request: Request) -> Response:
    """The answer to the last `q` alone, as it stands in the whole page, for the script to put below the others.

    Raises:
        QuestionError: it cannot be asked.

    """
    content, error = _answers(request, thread_of(request.query_params.multi_items()))
    if error or not content["shown"]:
        return Response(status_code=422)  # the script then asks for the whole page, which says what is wrong
    return render(request, "answer.html", content | {"each": content["shown"][-1]})


@router.get("/docs")
def docs(request: Request) -> Response:
    """The API's documentation, from files on this machine."""
    return render(request, "docs.html", {})


def error_page(request: Request, status: int, what: str, todo: str) -> Response:
    """An error as a page that keeps the question."""
    content = {"status": status, "what": what, "todo": todo, "fault": status == 500, "question": request.query_params.get("q", "")[:20_000]}
    return render(request, "error.html", content, status)


def _answers(request: Request, thread: Thread) -> tuple[dict[str, Any], Exception | None]:
    """What the template needs for the answers of a thread, and what was wrong with the question after them."""
    library: Library = request.app.state.library
    longest = request.app.state.settings.longest_question
    found = answered(library, thread, longest)
    with library.reading() as catalogue:
        answers = shown(catalogue, thread, found.answers, str(request.base_url).rstrip("/"))
    return {
        "shown": answers,
        "longest": longest,
        "writable": not library.read_only,
    }, found.error if thread.questions else None  # before a question nothing is wrong yet


def _to_reword(content: dict[str, Any]) -> str:
    """The last question where the minutes do not answer it: to be put in other words."""
    last = content["shown"][-1] if content["shown"] else None
    return last.question if last and last.answer.verdict == "not_found" else ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the library holds, for the page."""

    meetings: int
    since: str | None
    until: str | None


def _coverage(catalogue: Catalogue) -> Coverage:
    first, last = catalogue.period()
    meetings = catalogue.counts()["documents"] - len(second_files(catalogue))
    return Coverage(meetings, f"{first:%B %Y}" if first else None, f"{last:%B %Y}" if last else None)


def _choices(catalogue: Catalogue) -> dict[str, list[str]]:
    """The committees and bodies to narrow a question to."""
    read = catalogue.connection.execute
    return {
        "committees": [row[0] for row in read("SELECT DISTINCT committee FROM meetings WHERE committee IS NOT NULL ORDER BY committee")],
        "bodies": [row[0] for row in read("SELECT DISTINCT body FROM meetings WHERE body IS NOT NULL ORDER BY body")],
    }
