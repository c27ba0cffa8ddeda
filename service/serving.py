"""The server itself: how long it waits for whom, how many connections it holds."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any, ClassVar

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from service.errors import NoKeys
from service.keyring import Keyring
from service.limiting import rate
from service.settings import Settings, is_loopback

HEADERS_S = 15.0  # for the head of a request, from its first byte, or from the connection on
READ_S = 60.0  # for a reader who takes nothing of the response
MOST_CONNECTIONS = 1_000
MOST_OF_ONE = 100  # connections of one address; a proxy on this machine may hold all
_LARGEST_HEAD = 65_536  # bytes; a thread of twelve long questions in an address has some 20,000


class Patient(H11Protocol):
    """HTTP for clients that are slow, and not for those that hold a connection open: uvicorn itself waits for both alike."""

    _held: ClassVar[Counter[str]] = Counter()
    _head: asyncio.TimerHandle | None = None
    _reader: asyncio.TimerHandle | None = None
    _counted: str | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the head of a request, unless the address holds its share already."""
        super().connection_made(transport)
        self._counted = self.client[0] if self.client and not is_loopback(self.client[0]) else None
        if self._counted:
            self._held[self._counted] += 1
            if self._held[self._counted] > MOST_OF_ONE:
                transport.abort()
                return
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._stop_waiting()
        if self._reader:
            self._reader.cancel()
        if self._counted:
            self._held[self._counted] -= 1
            if not self._held[self._counted]:
                del self._held[self._counted]
            self._counted = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; a head that has begun must end in time, however its bytes drip in."""
        super().data_received(data)
        if self._between_requests():
            self._wait_for_head()
        else:
            self._stop_waiting()

    def pause_writing(self) -> None:
        """The client takes nothing: wait a while, then let go of it and of what was made for it."""
        super().pause_writing()
        self._reader = self.loop.call_later(READ_S, self.transport.abort)

    def resume_writing(self) -> None:
        """The client takes something again."""
        super().resume_writing()
        if self._reader:
            self._reader.cancel()

    def _between_requests(self) -> bool:
        return str(self.conn.their_state) == "IDLE" and not self.transport.is_closing()

    def _wait_for_head(self) -> None:
        if self._head is None:
            self._head = self.loop.call_later(HEADERS_S, self._give_up)

    def _stop_waiting(self) -> None:
        if self._head:
            self._head.cancel()
            self._head = None

    def _give_up(self) -> None:
        self._head = None
        if self._between_requests():
            self.transport.abort()


def server(app: FastAPI, **more: Any) -> uvicorn.Server:
    """A server of the app that keeps no access log: a query string holds what somebody asked."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=Patient,
            access_log=False,
            log_level="warning",
            timeout_graceful_shutdown=3,
            limit_concurrency=MOST_CONNECTIONS,
            h11_max_incomplete_event_size=_LARGEST_HEAD,
            server_header=False,
            **more,
        )
    )


def expect_keys(settings: Settings, library: Path) -> None:
    """Refuse to serve others without a key, and by limits that are none.

    Raises:
        NoKeys: others than this machine could reach it, and there is no key for any of them. BadSetting: a rate is none.

    """
    rate(settings.rate_of_each, "MINUTES_RATE")
    rate(settings.failed_keys, "MINUTES_FAILED_KEYS")
    if settings.public and not Keyring(library).keys():
        what = "Others can reach this address, and the library has no key: everybody could read all of it, or nobody anything."
        todo = f"Make a key first: minutes key add NAME --library {library}. To serve this machine alone, leave out --host and MINUTES_HOSTS."
        raise NoKeys(what, where=settings.host, todo=todo)
