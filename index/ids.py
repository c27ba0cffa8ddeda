"""Ids that outlive a new layout of the same minutes: made of what was said, not of where it stood."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata

_LENGTH = 20  # hexadecimal digits: 80 bits, no clash among millions


def meeting_id(body: str | None, committee: str | None, day: dt.date | str, ordinal: int) -> str:
    """Of a meeting; `day` is a file's name where no date is known, `ordinal` parts several of one day."""
    return _digest("meeting", (body or "").casefold(), (committee or "").casefold(), str(day), str(ordinal))


def item_id(meeting: str, number: str | None, ordinal: int, occurrence: int) -> str:
    """Of an item: by its number and how often that came before, or by its place among the unnumbered."""
    return _digest("item", meeting, number or f"#{ordinal}", str(occurrence))


def passage_id(meeting: str, text: str, occurrence: int) -> str:
    """Of a passage: by its letters and digits, and how often the same were said before in the meeting."""
    return _digest("passage", meeting, letters(text), str(occurrence))


def entity_id(label: str, body: str, name: str) -> str:
    """Of a person, a body or a place: by kind, the body in whose minutes alone it stands, and its name, both without case and marks."""
    return _digest("entity", label, body, name)


def letters(text: str) -> str:
    """The letters and digits of a text, all that counts for sameness."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def same_body(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two (body, committee) are of one body, and of one committee where both are known; unknown bodies are not."""
    (body, committee), (other_body, other_committee) = one, other
    if not body or not other_body or letters(body) != letters(other_body):
        return False
    return not committee or not other_committee or letters(committee) == letters(other_committee)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
