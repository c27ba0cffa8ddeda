"""How much each may ask in a while: counted by key, or by address where there is none."""

from __future__ import annotations

import ipaddress
import math
import time

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from service.errors import BadSetting

MOST_COUNTED = 10_000  # callers told apart within a window; those beyond share one count, so that many addresses fill no memory
_OTHERS = "all others"


class Limit:
    """A number of requests within a while, for each caller. For one event loop; kept in memory, so it begins anew with the server.

    The window is a fixed one: it takes two numbers a caller, where a sliding one keeps a line for each request,
    and says exactly when to come again. Around its end somebody may ask twice as much.
    """

    def __init__(self, text: str, *, name: str) -> None:
        self._limit = rate(text, name)
        self._storage = MemoryStorage()
        self._limiter = FixedWindowRateLimiter(self._storage)

    async def hit(self, caller: str) -> int:
        """Count a request; gives 0, or the seconds to wait where it is one too many."""
        caller = self._counted_as(caller)
        return 0 if await self._limiter.hit(self._limit, caller) else await self._wait_s(caller)

    async def spent(self, caller: str) -> int:
        """The seconds to wait where nothing is left, else 0; counts nothing."""
        caller = self._counted_as(caller)
        return 0 if await self._limiter.test(self._limit, caller) else await self._wait_s(caller)

    def _counted_as(self, caller: str) -> str:
        known = len(self._storage.storage) < MOST_COUNTED or self._limit.key_for(caller) in self._storage.storage
        return caller if known else _OTHERS

    async def _wait_s(self, caller: str) -> int:
        window = await self._limiter.get_window_stats(self._limit, caller)
        return max(1, math.ceil(window.reset_time - time.time()))


def rate(text: str, name: str) -> RateLimitItem:
    """A rate as `limits` writes it, such as 600/minute.

    Raises:
        BadSetting: it is none, or allows nothing.

    """
    try:
        found = parse(text)
    except ValueError as error:
        raise BadSetting(f"{text!r} is no rate.", where=name, todo="Write it as 600/minute, or 5/second.") from error
    if found.amount < 1:
        raise BadSetting(f"{text!r} allows nothing.", where=name, todo="Write it as 600/minute, or 5/second.")
    return found


def of_address(host: str) -> str:
    """What an address is counted as: itself, or for IPv6 the network of 64 bits that one household has."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.IPv6Network((address.packed[:8] + bytes(8), 64)))
    return host
