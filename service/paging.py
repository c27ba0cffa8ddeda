"""One way to give any list page by page: read the cursor, find the rows, say where it goes on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from fastapi import Request, Response
from pydantic import BaseModel, Field

from index.catalogue import Catalogue
from index.library import Library
from index.rows import Listing, Narrowed, Page, page_of, total_of
from service.cursors import read_cursor, write_cursor
from service.list_requests import Paged

Row = TypeVar("Row")
Place = tuple[Any, ...]


class PageOut(BaseModel):
    """A page of a list."""

    next: str | None = Field(None, description="The cursor of the next page; null on the last")
    total: int = Field(0, description="How many rows there are on all pages")
    generation: int = Field(0, description="The generation of the library that answers: it rises whenever documents come or go")


@dataclass(frozen=True, slots=True)
class Paging:
    """A request for a page of the list of this name."""

    name: str
    library: Library
    request: Request
    response: Response
    asked: Paged

    def after(self, kinds: Sequence[type | tuple[type, ...]]) -> Place | None:
        """The place that the page begins after; None for the first.

        Raises:
            BadCursor: the cursor is none of this list.

        """
        return read_cursor(self.asked.cursor, self.name, self.asked.narrowing(), kinds) if self.asked.cursor is not None else None

    def envelope(self, place: Place | None, total: int) -> dict[str, Any]:
        """The fields of `PageOut` for a page that ends at `place`, None for the last; the `Link` header tells the same."""
        following = None if place is None else write_cursor(self.name, self.asked.narrowing(), place)
        if following is not None:
            asked = [(name, value) for name, value in self.request.query_params.multi_items() if name not in ("cursor", "offset")]
            self.response.headers["Link"] = f'<{self.request.scope["path"]}?{urlencode([*asked, ("cursor", following)])}>; rel="next"'
        return {"next": following, "total": total, "generation": self.library.generation}

    def of_catalogue(self, catalogue: Catalogue, listing: Listing, narrowed: Narrowed) -> tuple[Page, dict[str, Any]]:
        """A page of a list that the catalogue holds, and its envelope."""
        page = page_of(catalogue, listing, narrowed, self.after(listing.kinds), self.asked.limit)
        return page, self.envelope(page.place, total_of(self.library, catalogue, listing, narrowed))

    def of_sorted(self, rows: Sequence[tuple[Place, Row]], kinds: Sequence[type | tuple[type, ...]], offset: int = 0) -> tuple[list[Row], dict[str, Any]]:
        """A page of rows that are at hand, sorted by their places, and its envelope; without a cursor it begins at `offset`."""
        after = self.after(kinds)
        start = bisect_right(rows, after, key=lambda each: each[0]) if after is not None else offset
        end = start + self.asked.limit
        return [row for _, row in rows[start:end]], self.envelope(rows[end - 1][0] if end < len(rows) else None, len(rows))
