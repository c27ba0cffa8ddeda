"""Who may add minutes from the page: whoever gives the key. The key itself is never kept, only its fingerprint, and only while the server runs."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time

SHORTEST = 12  # characters of a key that somebody chooses
_SESSION_S = 8 * 3600.0


def new_key() -> str:
    """A key that nobody guesses."""
    return secrets.token_urlsafe(18)


class Doorkeeper:
    """Takes the key and gives a pass for some hours; the pass goes into a cookie, a token made of it into every form."""

    def __init__(self, key: str) -> None:
        self._key = _fingerprint(key)
        self._secret = secrets.token_bytes(32)
        self._passes: dict[bytes, float] = {}
        self._lock = threading.Lock()

    def admit(self, key: str) -> str | None:
        """A new pass for the right key; None for a wrong one."""
        if not hmac.compare_digest(_fingerprint(key), self._key):
            return None
        made, now = secrets.token_urlsafe(24), time.monotonic()
        with self._lock:
            self._passes = {each: until for each, until in self._passes.items() if until > now} | {_fingerprint(made): now + _SESSION_S}
        return made

    def knows(self, given: str | None) -> bool:
        """Whether this pass was given out and still holds."""
        with self._lock:
            until = self._passes.get(_fingerprint(given)) if given else None
        return until is not None and until > time.monotonic()

    def dismiss(self, given: str | None) -> None:
        """Take a pass back."""
        with self._lock:
            self._passes.pop(_fingerprint(given or ""), None)

    def token(self, given: str) -> str:
        """What a form of whoever has this pass carries: a page of another origin cannot know it."""
        return hmac.new(self._secret, given.encode(), hashlib.sha256).hexdigest()

    def is_token(self, given: str, token: str) -> bool:
        """Whether a form came from a page that was made for this pass."""
        return hmac.compare_digest(self.token(given).encode(), token.encode())


def _fingerprint(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()
