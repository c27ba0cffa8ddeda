"""Adding minutes from the page, where the server was started for it: the key, the files, how far they are, what was understood, undo."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from index.catalogue import Catalogue
from index.library import Library
from index.records import DocumentRecord
from service.adding import LARGEST_FILE, MOST_FILES, Adding
from service.coverage_page import state_of
from service.errors import BadForm, NoSuchItem, NotAllowed
from service.guard import LARGEST_LOT
from service.keys import Doorkeeper
from service.rendering import render

_COOKIE = "minutes_pass"
_WRONG_KEY_S = 1.0  # a wrong key is answered slowly
_SHOWN = 100  # documents that came from the page
router = APIRouter(include_in_schema=False)


@router.get("/add")
def add(request: Request, removed: str | None = None) -> Response:
    """The form for files, those on their way, and those that came in; without a pass the form for the key."""
    if _doorkeeper(request).knows(request.cookies.get(_COOKIE)):
        return _page(request, removed=removed)
    return _page(request)


@router.get("/add/key")
@router.get("/add/undo")
@router.get("/add/leave")
def again() -> Response:
    """What a form of this page was sent to, when it is loaded again: the page."""
    return RedirectResponse("/add", 303)


@router.post("/add/key")
async def give_key(request: Request) -> Response:
    """A pass for the right key."""
    async with _form(request) as form:
        key = str(form.get("key", "")).strip()
    made = _doorkeeper(request).admit(key)
    if made is None:
        await asyncio.sleep(_WRONG_KEY_S)
        what = f"{'This is not the key' if key else 'No key was typed'}. The key was chosen or printed when the server was started."
        return await run_in_threadpool(_page, request, 422, problem=what, field="key")
    response = RedirectResponse("/add", 303)
    response.set_cookie(_COOKIE, made, httponly=True, samesite="strict", path="/add", secure=request.url.scheme == "https")
    return response


@router.post("/add")
async def give_files(request: Request) -> Response:
    """Take the files of the form; what becomes of them is told by the page that follows."""
    _expect_pass(request)  # before a byte of a file is read
    async with _form(request, MOST_FILES) as form:
        _expect_token(request, form)
        files = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
        if not files:
            return await run_in_threadpool(_page, request, 422, problem="No file was chosen. Choose one or more, then add them.", field="files")
        await run_in_threadpool(_adding(request).give, [(each.filename or "", each.file) for each in files])
    return RedirectResponse("/add#progress", 303)


@router.post("/add/undo")
async def undo(request: Request) -> Response:
    """Take out what came from the page."""
    _expect_pass(request)
    async with _form(request) as form:
        _expect_token(request, form)
        document = str(form.get("document", ""))
    name = await run_in_threadpool(_adding(request).undo, document)
    if name is None:
        raise NoSuchItem("Nothing of that kind was added from this page.", where=document, todo="It may have been removed already. See /add.")
    return RedirectResponse(f"/add?{urlencode({'removed': name})}", 303)


@router.post("/add/leave")
async def leave(request: Request) -> Response:
    """Take the pass back."""
    _expect_pass(request)
    async with _form(request) as form:
        _expect_token(request, form)
    _doorkeeper(request).dismiss(request.cookies.get(_COOKIE))
    response = RedirectResponse("/add", 303)
    response.delete_cookie(_COOKIE, path="/add")
    return response


def _page(request: Request, status: int = 200, *, problem: str | None = None, field: str = "", removed: str | None = None) -> Response:
    """The page as it stands for whoever asks."""
    door, given = _doorkeeper(request), request.cookies.get(_COOKIE)
    content: dict[str, Any] = {"problem": problem, "field": field, "admitted": False}
    if given and door.knows(given):
        library: Library = request.app.state.library
        adding = _adding(request)
        with library.reading() as catalogue:
            held = adding.held(catalogue)[:_SHOWN]
            understood = [_understood(catalogue, each) for each in held]
        uploads = adding.uploads
        content |= {
            "admitted": True,
            "token": door.token(given),
            "uploads": uploads,
            "busy": adding.busy,
            "done": sum(each.state not in ("waiting", "reading") for each in uploads),
            "held": understood,
            "removed": removed,
            "most_files": MOST_FILES,
            "largest_file": LARGEST_FILE // 1_000_000,
            "largest_lot": LARGEST_LOT // 1_000_000,
        }
    response = render(request, "add.html", content, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _understood(catalogue: Catalogue, document: DocumentRecord) -> dict[str, Any]:
    """What was understood of a document, as `minutes show` tells it, in short."""
    (meeting,) = catalogue.meetings("d.key = ?", (document.key,))
    items = catalogue.items(document.key)
    (doubts,) = catalogue.connection.execute("SELECT doubts FROM meetings WHERE id = ?", (meeting.id,)).fetchone()
    return {
        "meeting": meeting,
        "people": len(meeting.attendance),
        "decisions": sum(len(each.decisions) for each in items),
        "actions": sum(len(each.actions) for each in items),
        "doubts": [each["doubt"] for each in json.loads(doubts)],
        "state": state_of(catalogue, document.key),
    }


@asynccontextmanager
async def _form(request: Request, files: int = 0) -> AsyncIterator[FormData]:
    """The form that was sent; its files are gone at the end.

    Raises:
        BadForm: it is none, or has more files than that.

    """
    try:
        form = await request.form(max_files=files, max_fields=5)
    except HTTPException as error:
        if error.status_code != 400:
            raise
        raise BadForm("The form could not be read.", todo=f"Choose at most {MOST_FILES} files at a time.") from error
    try:
        yield form
    finally:
        await form.close()


def _adding(request: Request) -> Adding:
    adding: Adding = request.app.state.adding
    return adding


def _doorkeeper(request: Request) -> Doorkeeper:
    door: Doorkeeper | None = request.app.state.doorkeeper
    if door is None:
        raise _off()
    return door


def _off() -> NotAllowed:
    return NotAllowed("Minutes cannot be added from this page.", todo="Whoever runs the server can allow it: minutes serve --allow-uploads")


def _expect_pass(request: Request) -> None:
    """Refuse whoever has not given the key.

    Raises:
        NotAllowed: there is no pass, or it has run out.

    """
    if not _doorkeeper(request).knows(request.cookies.get(_COOKIE)):
        raise NotAllowed("The key has to be given first.", todo="Go to /add and type it. After eight hours it has to be typed again.")


def _expect_token(request: Request, form: FormData) -> None:
    """Refuse a form that another site made for somebody who has a pass.

    Raises:
        NotAllowed: it did not come from the page.

    """
    if not _doorkeeper(request).is_token(request.cookies.get(_COOKIE) or "", str(form.get("token", ""))):
        raise NotAllowed("This form did not come from the page.", todo="Go to /add and try again.")
