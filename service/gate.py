"""Who asks, and whether more may be asked now: keys, limits, and how many are answered at once."""

from __future__ import annotations

import ipaddress
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ingest.errors import MinutesError
from service.errors import KeyNeeded, NotAllowed, TooBusy, TooMany, WrongKey
from service.keyring import Key, Keyring
from service.keys import Doorkeeper
from service.limiting import Limit, of_address
from service.problems import headers_of, looks_at_pages, respond, status_of
from service.settings import Settings
from service.sign_in_page import COOKIE, sign_in

WRITES_AT_ONCE = 4  # each waits on a thread until its files are read, one file after another
EXPORTS_AT_ONCE = 8  # each holds a state of the library until its last byte is taken
_OPEN = ("/static/", "/swagger/")
_DOORS = ("/sign-in", "/add/key")  # forms that take a key
_ASKS = frozenset({"/", "/answer", "/useful", "/api/v1/ask", "/api/v1/search"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who asks, as they are counted, and their key where they have one."""

    counted_as: str
    key: Key | None = None


class Gate:
    """ASGI middleware. Whoever passes is `request.state.caller` from then on; the body has not been read yet."""

    def __init__(self, app: ASGIApp, *, settings: Settings, ring: Keyring, readers: Doorkeeper) -> None:
        self._app = app
        self._public = settings.public
        self._ring, self._readers = ring, readers
        self._rate = Limit(settings.rate_of_each, name="MINUTES_RATE")
        self._failed = Limit(settings.failed_keys, name="MINUTES_FAILED_KEYS")
        self._places = {"ask": settings.asks_at_once, "write": WRITES_AT_ONCE, "export": EXPORTS_AT_ONCE}
        self._taken: Counter[tuple[str, str]] = Counter()  # (kind, caller), and (kind, "") for all of them

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http" or scope["path"] == "/healthz" or scope["path"].startswith(_OPEN):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            caller = await self._caller(request)
            request.state.caller = caller
            kind = _kind(request)
            if kind == "ask":  # else slow clients would hold the places
                receive = await _read_whole(receive)
            with self._place(kind, caller):
                await self._app(scope, receive, self._watched(request, send))
        except MinutesError as error:  # the handlers of the app are further in
            await _refusal(request, error)(scope, receive, send)

    async def _caller(self, request: Request) -> Caller:
        """Whoever asks.

        Raises:
            WrongKey: their key is none. KeyNeeded: they need one. TooMany: they have asked too much.

        """
        address = f"address {of_address(request.client.host if request.client else '')}"
        key = await self._key(request, address)
        caller = Caller(f"key {key.name}", key) if key else Caller(address)
        if wait := await self._rate.hit(caller.counted_as):
            raise _too_many(wait)
        path = request.scope["path"]
        if path in _DOORS and request.method == "POST" and (wait := await self._failed.spent(address)):
            raise _too_many(wait)  # before the key is looked at: somebody chose this one
        has_own_door = path.startswith("/add") or path in _DOORS
        if key is None and not has_own_door and (self._public or not _is_here(request)):
            raise KeyNeeded("This server asks for a key.", todo="Send it as: Authorization: Bearer KEY")
        return caller

    async def _key(self, request: Request, address: str) -> Key | None:
        given = request.headers.get("authorization")
        if given is None:
            return self._readers.key_of(request.cookies.get(COOKIE))
        kind, _, secret = given.partition(" ")
        key = self._ring.of(secret.strip()) if kind.lower() == "bearer" else None
        if key is None:
            # A right key is never kept waiting for the wrong ones of a neighbour; nobody guesses 256 bits meanwhile.
            if wait := await self._failed.hit(address):
                raise _too_many(wait)
            raise WrongKey("This is no key of this server.", todo="Whoever runs it can make one: minutes key add NAME. Send it as: Authorization: Bearer KEY")
        return key

    def _watched(self, request: Request, send: Send) -> Send:
        """Count the keys that a form was refused for."""
        if request.scope["path"] not in _DOORS or request.method != "POST":
            return send

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                await self._failed.hit(f"address {of_address(request.client.host if request.client else '')}")
            await send(message)

        return counted

    @contextmanager
    def _place(self, kind: str | None, caller: Caller) -> Iterator[None]:
        """A place among those that are answered at once; of these nobody has more than half.

        Raises:
            TooBusy: all are taken.

        """
        if kind is None:
            yield
            return
        most, mine, all_of_them = self._places[kind], (kind, caller.counted_as), (kind, "")
        if self._taken[all_of_them] >= most or self._taken[mine] >= (most + 1) // 2:
            raise TooBusy("More is asked at once than can be answered.", todo="Try again in a moment.")
        self._taken.update((mine, all_of_them))
        try:
            yield
        finally:
            self._taken.subtract((mine, all_of_them))
            if not self._taken[mine]:
                del self._taken[mine]


async def _read_whole(receive: Receive) -> Receive:
    """The same request when all of it has come; the guard keeps it small."""
    came: deque[Message] = deque([await receive()])
    while came[-1].get("more_body", False):
        came.append(await receive())

    async def again() -> Message:
        return came.popleft() if came else await receive()

    return again


def _refusal(request: Request, error: MinutesError) -> Response:
    if isinstance(error, KeyNeeded) and looks_at_pages(request):
        response = sign_in(request, 401)
        response.headers.update(headers_of(error))
        return response
    return respond(request, status_of(error), type(error).__name__, error.what, error.todo, headers_of(error))


def expect_writer(request: Request) -> None:
    """Refuse whoever may not write.

    Raises:
        KeyNeeded: there is no key; nobody writes without one, on this machine neither. NotAllowed: the key is for reading.

    """
    caller: Caller = request.state.caller
    if caller.key is None or "authorization" not in request.headers:  # a cookie comes along with what another page sends
        raise KeyNeeded("Writing asks for a write key.", todo="To make one: minutes key add NAME --scope write. Send it as: Authorization: Bearer KEY")
    if not caller.key.writes:
        raise NotAllowed("This key may read, not write.", todo="Whoever runs the server can make another: minutes key add NAME --scope write")


def _kind(request: Request) -> str | None:
    path = request.scope["path"]
    if path in _ASKS:
        return "ask"
    if path.startswith("/api/v1/export/"):
        return "export"
    return "write" if request.method == "POST" and path in ("/add", "/api/v1/documents") else None


def _too_many(wait_s: int) -> TooMany:
    return TooMany("More was asked than is answered in this while.", todo=f"Wait {wait_s} seconds.", wait_s=wait_s)


def _is_here(request: Request) -> bool:
    """Whether the request comes from this machine, also where a proxy here passed it on."""
    try:
        return ipaddress.ip_address(request.client.host if request.client else "").is_loopback
    except ValueError:
        return True  # no address at all: a socket file, or a test within this process
