"""Lists that come page by page, read only as far as somebody goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from service.errors import ServerRefused
from service.frames import Kind, frame
from service.things import Thing
from service.wire import ELSEWHERE, Wire

T = TypeVar("T", bound=Thing)


class Listing(Generic[T]):
    """A list of the API. Going through it asks for page after page; documents that come or go meanwhile double nothing and hide nothing."""

    def __init__(self, wire: Wire, path: str, name: str, kind: type[T], asked: Mapping[str, Any]) -> None:
        """`name` is that of the list in its JSON, `asked` what it is narrowed to."""
        self._wire = wire
        self._path = path
        self._name = name
        self._kind = kind
        self._asked = dict(asked)

    @cached_property
    def first(self) -> Mapping[str, Any]:
        """The JSON of the first page, with all that stands beside the list."""
        return self._page(None)

    @property
    def total(self) -> int:
        """How many there are in all, when the first page was read."""
        return int(self.first.get("total", len(self.first[self._name])))

    @property
    def generation(self) -> int | None:
        """The library's generation when the first page was read."""
        return self.first.get("generation")

    @property
    def facets(self) -> Mapping[str, Any]:
        """Counts beside a search, where they were asked for."""
        return self.first.get("facets") or {}

    def __iter__(self) -> Iterator[T]:
        page = self.first
        while True:
            yield from map(self._kind.model_validate, page[self._name])
            if not page.get("next"):
                return
            page = self._page(page["next"])

    def frame(self, kind: Kind = "pandas") -> Any:
        """The whole list as a data frame of pandas or polars, a row each.

        Raises:
            NotInstalled: the package of that name is not here.

        """
        return frame((each.model_dump() for each in self), kind)

    def __repr__(self) -> str:
        return f"<{self.total} {self._name}>"

    def _page(self, cursor: str | None) -> Mapping[str, Any]:
        found = self._wire.get(self._path, self._asked | {"cursor": cursor})
        if not isinstance(found, Mapping) or not isinstance(found.get(self._name), list):
            raise ServerRefused(f"The answer has no list of {self._name}.", where=self._path, todo=ELSEWHERE)
        return found
