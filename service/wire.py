"""Requests to a server of the minutes: over the network, or in this process to the same application over a library, through the same client."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

from service.errors import ServerRefused, ServerUnreachable

TRIES = 5  # of one request that the server puts off
LONGEST_WAIT = 60.0  # seconds that the server may ask to wait each time
TIMEOUT = httpx.Timeout(60.0, connect=10.0)  # seconds without a byte: a first question may wait for the model
_HERE = "http://127.0.0.1"  # the Host that a server of this machine answers to
ELSEWHERE = "Is the address that of `minutes serve`?"
_PROBLEM = "urn:minutes:problem:"


class _InProcess(httpx.BaseTransport):
    """Hands requests to an ASGI application on a loop in a thread of its own, so that it works within a notebook's loop, too."""

    def __init__(self, app: Any) -> None:
        self._inner = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="minutes-client", daemon=True)
        self._thread.start()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return asyncio.run_coroutine_threadsafe(self._handled(request), self._loop).result()

    async def _handled(self, request: httpx.Request) -> httpx.Response:
        response = await self._inner.handle_async_request(request)
        content = await response.aread()
        return httpx.Response(response.status_code, headers=response.headers, content=content, request=request)

    def close(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()


class Wire:
    """Requests below one address. What is refused is raised as `ServerRefused`, with what, where and what to do as the server says it."""

    def __init__(self, to: Any, key: str | None = None) -> None:
        """`to` is a server's address or an ASGI application."""
        bare = "".join((key or "").split())  # one that was read from a file may end with its line
        headers = {b"Authorization": f"Bearer {bare}".encode("utf-8", "replace")} if bare else {}
        self.address = to.rstrip("/") if isinstance(to, str) else _HERE
        transport = None if isinstance(to, str) else _InProcess(to)
        try:
            self._client = httpx.Client(base_url=self.address, headers=headers, timeout=TIMEOUT, transport=transport)
        except httpx.InvalidURL as error:
            raise _unreachable(self.address, error) from error

    def get(self, path: str, asked: Mapping[str, Any] | None = None) -> Any:
        """The JSON at a path."""
        return self._read(self.fetch("GET", path, asked))

    def post(self, path: str, content: Any) -> Any:
        """The JSON that comes back for JSON."""
        return self._read(self.fetch("POST", path, json=content))

    def text(self, path: str, asked: Mapping[str, Any] | None = None) -> str:
        """The text at a path."""
        return self.fetch("GET", path, asked).text

    def fetch(self, method: str, path: str, asked: Mapping[str, Any] | None = None, **more: Any) -> httpx.Response:
        """The whole response, asked for again where the server says when.

        Raises:
            ServerRefused: the server says no. ServerUnreachable: nothing answers.

        """
        with self.stream(method, path, asked, **more) as response:
            response.read()
            return response

    @contextmanager
    def stream(self, method: str, path: str, asked: Mapping[str, Any] | None = None, **more: Any) -> Iterator[httpx.Response]:
        """The response before its content is read; raises as `fetch`."""
        try:
            for left in reversed(range(TRIES)):
                with self._client.stream(method, path, params=_written(asked or {}), **more) as response:
                    wait = _wait(response)
                    if response.is_success:
                        yield response
                        return
                    if not left or wait is None or wait > LONGEST_WAIT:
                        response.read()
                        raise _refusal(response, f"{self.address}{path}")
                time.sleep(wait)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise _unreachable(self.address, error) from error

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _read(self, response: httpx.Response) -> Any:
        try:
            return response.json()
        except ValueError as error:
            raise ServerRefused("This is not what the minutes' API answers.", where=str(response.url), todo=ELSEWHERE) from error


def _written(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as they stand in an address; those that are None are left out."""
    return {name: value if isinstance(value, (str, int, list, tuple)) else str(value) for name, value in asked.items() if value is not None}


def _wait(response: httpx.Response) -> float | None:
    """Seconds after which the server would be asked again; None where it does not say."""
    said = response.headers.get("Retry-After", "")
    return float(said) if response.status_code in (429, 503) and said.isascii() and said.isdigit() else None


def _refusal(response: httpx.Response, where: str) -> ServerRefused:
    """A problem document (RFC 9457) as an error; whatever else came, by its status."""
    try:
        told = response.json()
        what, kind = str(told["title"]), str(told["type"]).removeprefix(_PROBLEM)
        todo = str(told.get("detail", "")).removeprefix(what).strip()
    except (ValueError, KeyError, TypeError, AttributeError):
        what, kind, todo = f"The server answered {response.status_code} {response.reason_phrase}.", "", ELSEWHERE
    return ServerRefused(what, where=where, todo=todo, status=response.status_code, kind=kind)


def _unreachable(address: str, error: Exception) -> ServerUnreachable:
    todo = f"See whether `minutes serve` runs there and the address is right, http:// included. ({type(error).__name__}: {error})"
    return ServerUnreachable("No server answers.", where=address, todo=todo)
