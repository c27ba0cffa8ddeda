"""The JSON of a search: what is taken and what is promised in return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from index.listing import Mode, Sort
from index.shelves import Count, Facets
from service.change_schemas import ChangesOut, Since
from service.list_requests import Cursor
from service.reading_out import ReadingOut
from service.requests import FiltersIn
from service.schemas import PassageOut, SearchedOut

MOST_VALUES = 100  # of a facet that are told
_UNLISTED = frozenset({"limit", "cursor", "generation"})  # do not change what is found


class SearchIn(FiltersIn):
    """A query, in the address."""

    q: str = Field(
        max_length=20_000,
        description='What to look for. "Words in double quotation marks" must stand so, a -word must not',
        examples=["leisure centre roof"],
    )
    mode: Mode = Field(
        "hybrid",
        description="`hybrid`: by meaning and words together, slips of typing mended. `meaning`: the nearest by meaning alone. `words`: every passage that"
        " holds, with the title of its item, all that `q` names (inflected forms count, an abbreviation in either form), so that `total` is exact",
        examples=["hybrid", "meaning", "words"],
    )
    sort: Sort = Field(
        "relevance",
        description="Best first; or by the day of the meeting, the earliest or (`-date`) the latest first, unknown days last",
        examples=["relevance", "date"],
    )
    facets: bool = Field(True, description="Whether the first page tells what the whole list is of", examples=[True])
    limit: int = Field(10, ge=1, le=1000, description="The most passages to return", examples=[10])
    cursor: Cursor = None
    generation: Since = None

    @property
    def listed(self) -> dict[str, Any]:
        """What the list depends on, by name."""
        return {name: value for name, value in self if name not in _UNLISTED}

    def link_fields(self) -> list[tuple[str, str]]:
        """The same as fields of an address, without what need not be said."""
        plain = {"mode": "hybrid", "sort": "relevance", "facets": True}
        said = [(name, value) for name, value in self.listed.items() if value is not None and value != plain.get(name)]
        return [(name, str(value).lower() if isinstance(value, bool) else str(value)) for name, value in said] + (
            [("limit", str(self.limit))] if self.limit != 10 else []
        )


class CountOut(BaseModel):
    """How many passages of the whole list have a value, null where it is unknown; `id` is a document's."""

    value: str | None
    passages: int
    id: str | None = None


class FacetOut(BaseModel):
    """The values, the most frequent first; `others` counts the passages of those past the first hundred."""

    values: list[CountOut]
    others: int


class FacetsOut(BaseModel):
    """What the whole list is of. Nobody is counted by name: minutes name residents too."""

    body: FacetOut
    committee: FacetOut
    year: FacetOut
    document: FacetOut


class SearchOut(BaseModel):
    """Passages in the order asked for: a page of a list that stays as it was at its first page, less what has gone since."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "query": "leisure centre roof",
                    "passages": [],
                    "searched": {"documents": 14, "from": "2022-07-21", "to": "2024-09-11"},
                    "mode": "words",
                    "total": 0,
                    "complete": True,
                    "next": None,
                    "generation": 2,
                    "facets": None,
                    "reading": None,
                    "nowhere": [],
                    "permalink": "/api/v1/search?q=leisure+centre+roof&mode=words&generation=2",
                    "changes": None,
                }
            ]
        }
    )

    query: str
    passages: list[PassageOut]
    searched: SearchedOut
    mode: Mode
    total: int = Field(description="How many passages the list has; by words, how many there are")
    complete: bool = Field(description="Whether the list leaves nothing out: false where there is more than was ranked, by meaning the first 1,000")
    next: str | None = Field(description="The cursor of the next page, null on the last")
    generation: int = Field(description="The generation of the library that the list was made of")
    facets: FacetsOut | None = Field(description="Counts over the whole list; null after the first page")
    reading: ReadingOut | None = Field(description="How the query was taken; null after the first page")
    nowhere: list[str] = Field(description="Phrases that stand in no passage: by words nothing is then found, else they leave nothing out")
    permalink: str = Field(description="The same search with the generation it was made of: following it tells what has changed since")
    changes: ChangesOut | None = Field(description="What has changed since `generation` was asked for; else null")


def facets_out(facets: Facets) -> FacetsOut | None:
    """The counts as JSON; None of an empty library."""
    return FacetsOut(**{name: _facet(values) for name, values in facets.items()}) if facets else None


def _facet(values: Sequence[Count]) -> FacetOut:
    shown = [CountOut(value=each.value, passages=each.passages, id=each.id) for each in values[:MOST_VALUES]]
    return FacetOut(values=shown, others=sum(each.passages for each in values[MOST_VALUES:]))
