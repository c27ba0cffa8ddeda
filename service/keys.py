"""Who is let in from a page: whoever gives a key. A key itself is never kept, only its fingerprint."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.keyring import Key, Keyring

SHORTEST = 12  # characters of a key that somebody chooses
_SESSION_S = 8 * 3600.0


def new_key() -> str:
    """A key that nobody guesses."""
    return secrets.token_urlsafe(18)


class Doorkeeper:
    """Takes a key and gives a pass for some hours; the pass goes into a cookie, a token made of it into every form.

    The door opens to one key of its own and to those of a library; with `writes`, of these to write keys alone.
    A pass holds no longer than the key that it was given for.
    """

    def __init__(self, key: str | None, ring: Keyring | None = None, *, writes: bool = True) -> None:
        self._key = fingerprint(key) if key else None
        self._ring = ring
        self._writes = writes
        self._secret = secrets.token_bytes(32)
        self._passes: dict[bytes, tuple[float, bytes]] = {}
        self._lock = threading.Lock()

    def admit(self, key: str) -> str | None:
        """A new pass for a right key; None for a wrong one."""
        mark = fingerprint(key)
        if not self._opens_to(mark):
            return None
        made, now = secrets.token_urlsafe(24), time.monotonic()
        with self._lock:
            self._passes = {each: held for each, held in self._passes.items() if held[0] > now} | {fingerprint(made): (now + _SESSION_S, mark)}
        return made

    def knows(self, given: str | None) -> bool:
        """Whether this pass was given out and still holds."""
        mark = self._mark(given)
        return mark is not None and self._opens_to(mark)

    def key_of(self, given: str | None) -> Key | None:
        """The library's key that this pass was given for, None if there is none, or none any more."""
        mark = self._mark(given)
        return self._ring.known(mark) if self._ring and mark is not None else None

    def dismiss(self, given: str | None) -> None:
        """Take a pass back."""
        with self._lock:
            self._passes.pop(fingerprint(given or ""), None)

    def token(self, given: str) -> str:
        """What a form of whoever has this pass carries: a page of another origin cannot know it."""
        return hmac.new(self._secret, given.encode(), hashlib.sha256).hexdigest()

    def is_token(self, given: str, token: str) -> bool:
        """Whether a form came from a page that was made for this pass."""
        return hmac.compare_digest(self.token(given).encode(), token.encode())

    def _opens_to(self, mark: bytes) -> bool:
        if self._key is not None and hmac.compare_digest(mark, self._key):
            return True
        found = self._ring.known(mark) if self._ring else None
        return found is not None and (found.writes or not self._writes)

    def _mark(self, given: str | None) -> bytes | None:
        """The fingerprint of the key that a pass was given for, as long as the pass has not run out."""
        with self._lock:
            until, mark = self._passes.get(fingerprint(given), (0.0, b"")) if given else (0.0, b"")
        return mark if until > time.monotonic() else None


def fingerprint(secret: str) -> bytes:
    """What is kept of a secret: its sha256.

    A slow hash protects secrets that people choose, by making each guess dear. A library's keys have 256 random bits:
    there is nothing to guess, and a lookup by a digest tells a listener with a clock nothing of the secret.
    """
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
