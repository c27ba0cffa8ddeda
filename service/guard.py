"""What every request passes first: is it meant for this server, is it small enough, and what goes with the response."""

from __future__ import annotations

import re

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.headers import headers_for
from service.problems import respond

LARGEST_BODY = 2_000_000  # bytes: a thread of fifty questions with their answers
LARGEST_LOT = 200_000_000  # bytes: files that are added; who may add is asked before they are read
_LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)


class Guard:
    """ASGI middleware. With `loopback` only requests that name this machine are answered.

    Else a page in a browser could ask the server under a name of its own (DNS rebinding) and read the answers.
    Starlette's TrustedHostMiddleware does the same, but its refusal is not a problem document.
    """

    def __init__(self, app: ASGIApp, *, loopback: bool) -> None:
        self._app = app
        self._loopback = loopback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        read, most = 0, LARGEST_LOT if scope["path"] == "/add" else LARGEST_BODY

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413, f"The request has more than {most // 1_000_000} MB")
            return message

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in headers_for(scope["path"]).items():
                    headers.setdefault(name, value)  # an original has a policy of its own
            await send(message)

        request = Request(scope)
        if self._loopback and not _LOOPBACK.fullmatch(request.headers.get("host", "")):
            detail = "This server answers on this machine only: use http://127.0.0.1 or http://localhost with its port."
            refusal = respond(request, 400, "WrongHost", "The request was meant for another server.", detail)
            await refusal(scope, receive, marked)
            return
        await self._app(scope, counted, marked)
