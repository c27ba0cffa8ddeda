"""Links that name a thing and the generation of the library in which it was seen, so that following one can tell what has changed."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from index.query import Filters

Fields = Iterable[tuple[str, str]]
_NAMES = ("body", "committee", "since", "until", "document", "person")


def link_to(kind: str, name: str, generation: int) -> str:
    """The link of a passage, an item, a meeting or a document, by its id."""
    return _pinned(f"/api/v1/{kind}/{name}", (), generation)


def link_to_list(path: str, fields: Fields, generation: int | None = None) -> str:
    """The link of what was asked with these fields."""
    return _pinned(f"/api/v1/{path}", fields, generation)


def page_of(fields: Fields) -> str:
    """The link of an answer on the page; it reads what an address narrows to, and passes over the rest."""
    return f"/?{_written((name, value) for name, value in fields if name in ('q', *_NAMES))}"


def fields_of(filters: Filters) -> list[tuple[str, str]]:
    """The filters that narrow something, as fields of an address."""
    return [(name, str(value)) for name in _NAMES if (value := getattr(filters, name)) is not None]


def _pinned(path: str, fields: Fields, generation: int | None) -> str:
    pin = [("generation", str(generation))] if generation is not None else []
    return f"{path}?{_written([*fields, *pin])}"


def _written(fields: Fields) -> str:
    return urlencode([(name, value.encode("utf-8", "replace").decode()) for name, value in fields])  # half a character has no place in an address
