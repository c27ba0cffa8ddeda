"""What every request passes first: is it meant for this server, is it small and quick enough, and what goes with the response."""

from __future__ import annotations

import asyncio
import re
import time
from http import HTTPStatus

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.headers import headers_for
from service.problems import respond

LARGEST_BODY = 2_000_000  # bytes: a thread of fifty questions with their answers
LARGEST_LOT = 200_000_000  # bytes: files that are added; who may add is asked before they are read
PATIENCE_S = 20.0  # to wait for a body, and a second more for every ...
SLOWEST = 50_000  # bytes that came: the slowest line that is waited for
_TAKES_FILES = frozenset({"/add", "/api/v1/documents"})
_LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)
_CLOSE = {"Connection": "close"}  # else the rest of a body is read, however long and slow it is


class Guard:
    """ASGI middleware. With `loopback` only requests that name this machine are answered, with `names` only those that name one of them.

    Else a page in a browser could ask the server under a name of its own (DNS rebinding) and read the answers.
    Starlette's TrustedHostMiddleware does the same, but its refusal is not a problem document.
    """

    def __init__(self, app: ASGIApp, *, loopback: bool, names: tuple[str, ...] = ()) -> None:
        self._app = app
        self._loopback = loopback
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        body = _Body(request, receive)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in headers_for(scope["path"]).items():
                    headers.setdefault(name, value)  # an original has a policy of its own
                if not body.whole:
                    headers.update(_CLOSE)
            await send(message)

        if not self._is_meant(request.headers.get("host", "")):
            names = f"one of its names: {', '.join(self._names)}." if self._names else "http://127.0.0.1 or http://localhost with its port."
            detail = f"This server answers {'to its own names' if self._names else 'on this machine'} only: use {names}"
            refusal = respond(request, 400, "WrongHost", "The request was meant for another server.", detail)
            await refusal(scope, receive, marked)
        elif body.announced > body.most:
            refusal = respond(request, 413, "RequestEntityTooLarge", f"{body.too_large}.", "See /docs for what can be asked.")
            await refusal(scope, receive, marked)
        else:
            try:
                await self._app(scope, body.receive, marked)
            except ClientDisconnect:
                return  # nobody is there to answer, and nothing has failed
            except HTTPException as error:  # of the body, where it was read before the handlers of the app
                kind = HTTPStatus(error.status_code).phrase.title().replace(" ", "")
                await respond(request, error.status_code, kind, f"{error.detail}.", "See /docs for what can be asked.", _CLOSE)(scope, receive, marked)

    def _is_meant(self, host: str) -> bool:
        if self._loopback and _LOOPBACK.fullmatch(host):
            return True
        return re.sub(r":\d+$", "", host.lower()) in self._names if self._names else not self._loopback


class _Body:
    """The body of a request as it comes in: not more of it, and not more slowly, than is waited for."""

    def __init__(self, request: Request, receive: Receive) -> None:
        length = request.headers.get("content-length", "0")
        self.announced = int(length) if length.isdecimal() else 0
        self.most = LARGEST_LOT if request.scope["path"] in _TAKES_FILES else LARGEST_BODY
        self.too_large = f"The request has more than {self.most // 1_000_000} MB"
        self.whole = not self.announced and "transfer-encoding" not in request.headers
        self._receive = receive
        self._read = 0
        self._waited_s = 0.0

    async def receive(self) -> Message:
        """The next part.

        Raises:
            HTTPException: it is one too many (413), or too long in coming (408).

        """
        if self.whole:  # what comes now is that the client has gone
            return await self._receive()
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE_S + self._read / SLOWEST - self._waited_s):
                message = await self._receive()
        except TimeoutError as error:
            raise HTTPException(408, "The request came too slowly", _CLOSE) from error
        self._waited_s += time.monotonic() - began
        self._read += len(message.get("body", b""))
        self.whole = message["type"] == "http.request" and not message.get("more_body", False)
        if self._read > self.most:
            self.whole = False
            raise HTTPException(413, self.too_large, _CLOSE)
        return message
