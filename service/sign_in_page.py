"""Signing in to a server that others can reach: a key is typed once, a cookie says so for some hours."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from service.keys import Doorkeeper
from service.rendering import render

COOKIE = "minutes_reader"
router = APIRouter(include_in_schema=False)


def sign_in(request: Request, status: int = 200, problem: str | None = None, to: str | None = None) -> Response:
    """The form for the key, that leads on to what was asked for."""
    if to is None:
        query = request.scope["query_string"].decode("latin-1")
        to = f"{request.scope['path']}{'?' if query else ''}{query}" if request.method == "GET" and request.scope["path"] != "/sign-in" else "/"
    response = render(request, "sign_in.html", {"problem": problem, "to": to}, status)
    response.headers["Cache-Control"] = "no-store"
    return response


@router.get("/sign-in")
def form(request: Request) -> Response:
    """The form."""
    return sign_in(request)


@router.post("/sign-in")
async def give_key(request: Request) -> Response:
    """A pass for a right key."""
    fields: dict[str, Any] = parse_qs((await request.body()).decode("utf-8", "replace"))
    key, to = fields.get("key", [""])[0].strip(), fields.get("to", ["/"])[0]
    readers: Doorkeeper = request.app.state.readers
    made = readers.admit(key)
    if made is None:
        return sign_in(request, 422, f"{'This is not a key' if key else 'No key was typed'}. Whoever runs this service gives them out.", to)
    response = RedirectResponse(_here(to), 303)
    response.set_cookie(COOKIE, made, httponly=True, samesite="strict", path="/", secure=request.url.scheme == "https")
    return response


@router.get("/sign-out")
def out() -> Response:
    """Where the form was sent to, when it is loaded again."""
    return RedirectResponse("/sign-in", 303)


@router.post("/sign-out")
def leave(request: Request) -> Response:
    """Take the pass back."""
    readers: Doorkeeper = request.app.state.readers
    readers.dismiss(request.cookies.get(COOKIE))
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE, path="/")
    return response


def _here(to: str) -> str:
    """A path of this server: two slashes, of either kind, begin the address of another."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() else "/"
