"""Errors to responses: which error has which status, and the only place that makes one (RFC 9457)."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from index import errors as of_index
from ingest import errors as of_ingest
from service import errors as of_service
from service.headers import headers_for
from service.page import error_page
from service.requests import said_of

STATUS: dict[type[of_ingest.MinutesError], int] = {
    of_service.EmptyQuestion: 422,
    of_service.QuestionTooLong: 422,
    of_service.NothingToSearch: 422,
    of_service.BadFilter: 422,
    of_service.ThreadTooLong: 422,
    of_service.UnknownPart: 422,
    of_service.BadCursor: 422,
    of_service.CursorGone: 410,
    of_service.NoLongerHeld: 410,
    of_service.QuestionError: 422,
    of_service.QuestionFileError: 422,
    of_service.NoSuchItem: 404,
    of_service.NoSuchPerson: 404,
    of_service.NotAllowed: 403,
    of_service.BadForm: 422,
    of_service.NoSuchEntity: 404,
    of_service.PortTaken: 503,
    of_service.BadKeyName: 422,
    of_service.NoSuchKey: 404,
    of_service.NoKeys: 500,
    of_service.KeyNeeded: 401,
    of_service.WrongKey: 401,
    of_service.TooMany: 429,
    of_service.TooBusy: 503,
    of_service.BadSetting: 500,
    of_service.NotInstalled: 500,
    of_service.ServerRefused: 502,
    of_service.ServerUnreachable: 502,
    of_index.NoSuchDocument: 404,
    of_index.LibraryBusy: 503,
    of_index.IndexDamaged: 503,
    of_index.LibraryDamaged: 503,
    of_index.NoLibrary: 503,
    of_index.ModelUnavailable: 503,
    of_index.ModelMismatch: 503,
    of_index.NewerLibrary: 503,
    of_index.LibraryReadOnly: 403,
    of_index.LibraryError: 503,
    of_ingest.OversizedSource: 413,
    of_ingest.UnknownFormat: 415,
    of_ingest.SourceError: 422,
    of_ingest.MinutesError: 500,
}
_log = logging.getLogger("minutes")
_CHALLENGE = 'Bearer realm="minutes"'
_PLAIN = {
    404: ("There is no such page.", "Check the address, or start again at /."),
    405: ("That cannot be done here.", "See /docs for what can be asked, and how."),
}
_READERS = "Check the address, or start again."  # who looks at pages has no use for the names of fields


def status_of(error: of_ingest.MinutesError) -> int:
    """The status of the nearest class of the error that has one."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def headers_of(error: of_ingest.MinutesError) -> dict[str, str]:
    """What goes with the response to an error: how to give a key, when to come again."""
    if isinstance(error, of_service.KeyNeeded):
        return {"WWW-Authenticate": _CHALLENGE}
    if isinstance(error, of_service.WrongKey):
        return {"WWW-Authenticate": f'{_CHALLENGE}, error="invalid_token"'}
    if isinstance(error, of_index.LibraryBusy | of_service.TooBusy):
        return {"Retry-After": "1"}
    return {"Retry-After": str(error.wait_s)} if isinstance(error, of_service.TooMany) else {}


def install(app: FastAPI) -> None:
    """Answer every error of the app here."""

    @app.exception_handler(of_ingest.MinutesError)
    async def known(request: Request, error: of_ingest.MinutesError) -> Response:
        status = status_of(error)
        shown = status >= 500 and error.where and not looks_at_pages(request)  # else it is what was asked for; a reader has no use for a path
        place = f" ({error.where})" if shown else ""
        return respond(request, status, type(error).__name__, error.what, f"{error.todo}{place}".strip(), headers_of(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        found = "; ".join(f"{'.'.join(str(part) for part in each['loc'][1:]) or 'body'}: {said_of(each)}" for each in error.errors())
        if looks_at_pages(request):
            return respond(request, 422, "InvalidRequest", "This address is not as it should be.", _READERS)
        return respond(request, 422, "InvalidRequest", "The request is not as it should be.", f"{found}. See /docs.")

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> Response:
        phrase = HTTPStatus(error.status_code).phrase
        what, todo = _PLAIN.get(error.status_code, (f"{error.detail or phrase}.", "See /docs for what can be asked."))
        if error.status_code in _PLAIN and looks_at_pages(request):
            todo = _READERS
        return respond(request, error.status_code, phrase.title().replace(" ", ""), what, todo, dict(error.headers or {}))

    @app.exception_handler(Exception)
    async def fault(request: Request, error: Exception) -> Response:
        _log.error("%s %s failed", request.method, request.scope["path"], exc_info=error)
        return respond(request, 500, "Fault", "There is a problem with the service.", "It was written to the log of the server. Try again in a moment.")


def respond(request: Request, status: int, kind: str, what: str, todo: str, headers: dict[str, str] | None = None) -> Response:
    """An error as a page to a browser that looks at pages, as a problem document to anybody else."""
    path = request.scope["path"]  # not of `request.url`: that one stumbles over a crooked Host header
    if looks_at_pages(request):
        response: Response = error_page(request, status, what, todo)
    else:
        content = {"type": f"urn:minutes:problem:{kind}", "title": what, "status": status, "detail": f"{what} {todo}".strip(), "instance": path}
        response = JSONResponse(content, status, media_type="application/problem+json")
    response.headers.update({**headers_for(path), **(headers or {})})  # a fault is answered outside the guard
    return response


def looks_at_pages(request: Request) -> bool:
    """Whether a browser asks, which shows a page, and not a program."""
    return not request.scope["path"].startswith("/api/") and "text/html" in request.headers.get("accept", "")
