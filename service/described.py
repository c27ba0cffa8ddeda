"""How the OpenAPI document tells what can go wrong: one example a status, each a problem document (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

_SAID: dict[int, tuple[str, str, str]] = {  # status: (type, title, what to do)
    400: ("WrongHost", "The request was meant for another server.", "Use http://127.0.0.1 or http://localhost with its port."),
    401: ("KeyNeeded", "This server asks for a key.", "Send it as: Authorization: Bearer KEY"),
    403: ("NotAllowed", "This key may read, not write.", "Whoever runs the server can make another: minutes key add NAME --scope write"),
    404: ("NoSuchItem", "There is no item of that id in the library.", "Ids are given with every passage."),
    405: ("MethodNotAllowed", "That cannot be done here.", "See /docs for what can be asked, and how."),
    408: ("RequestTimeout", "The request came too slowly.", "See /docs for what can be asked."),
    410: ("CursorGone", "The list that this cursor goes on with is no longer kept.", "Ask for its first page again."),
    413: ("RequestEntityTooLarge", "The request has more than 2 MB.", "See /docs for what can be asked."),
    415: ("UnknownFormat", "Files of this kind are not read.", "Minutes are read from pdf, docx, html, md and txt."),
    422: ("InvalidRequest", "The request is not as it should be.", "limit: Input should be less than or equal to 1000. See /docs."),
    429: ("TooMany", "More was asked than is answered in a minute.", "Wait 12 seconds."),
    500: ("Fault", "There is a problem with the service.", "It was written to the log of the server. Try again in a moment."),
    503: ("LibraryBusy", "Another process is writing to the library.", "Try again in a moment."),
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of an endpoint that can fail with these statuses."""
    return {status: _problem(status) for status in statuses}


def _problem(status: int) -> dict[str, Any]:
    from service.schemas import ProblemOut

    kind, title, todo = _SAID[status]
    example = {"type": f"urn:minutes:problem:{kind}", "title": title, "status": status, "detail": f"{title} {todo}", "instance": "/api/v1/..."}
    content = {"schema": ProblemOut.model_json_schema(), "example": example}
    return {"description": HTTPStatus(status).phrase, "content": {"application/problem+json": content}}
