"""Cursors: where a list that is read page by page goes on. They are text that only this server reads, and hold no secret."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from service.errors import BadCursor

Place = str | int | None  # what a row is sorted by


def write_cursor(name: str, asked: Mapping[str, Any], place: Sequence[Place]) -> str:
    """A cursor of the list of that name, narrowed as `asked`, that goes on after `place`."""
    content = json.dumps([_mark(name, asked), *place], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def read_cursor(text: str, name: str, asked: Mapping[str, Any], kinds: Sequence[type | tuple[type, ...]]) -> tuple[Any, ...]:
    """The place that a cursor goes on after; its parts are of these kinds.

    Raises:
        BadCursor: it is none, or one of another list, or of this one narrowed in another way.

    """
    try:
        content = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, RecursionError) as error:
        raise _bad() from error
    if not isinstance(content, list) or len(content) != len(kinds) + 1 or content[0] != _mark(name, asked):
        raise _bad()
    place: tuple[Any, ...] = tuple(content[1:])
    if not all(isinstance(part, kind) and not isinstance(part, bool) and _fits(part) for part, kind in zip(place, kinds, strict=True)):
        raise _bad()
    return place


def _fits(part: object) -> bool:
    """Whether SQLite can hold it."""
    return -(2**63) <= part < 2**63 if isinstance(part, int) else not isinstance(part, str) or not any("\ud800" <= each <= "\udfff" for each in part)


def _mark(name: str, asked: Mapping[str, Any]) -> str:
    said = json.dumps([name, {key: str(value) for key, value in sorted(asked.items()) if value is not None}], ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12]


def _bad() -> BadCursor:
    return BadCursor("The cursor is not one of this list.", where="cursor", todo="Give what `next` gave, with the same filters, or none for the first page.")
