"""Finding passages over HTTP: one list, read page by page."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from index.library import Library
from index.listing import Listing, list_passages, page
from service.cursors import read_cursor, write_cursor
from service.described import problems
from service.errors import BadCursor, CursorGone
from service.permalinks import link_to_list
from service.pins import Pins
from service.question import Reading
from service.reading_out import reading_out
from service.routes import library_of
from service.schemas import SearchedOut, passage_out
from service.search_schemas import SearchIn, SearchOut, facets_out
from service.searching import read_search
from service.since import changes_since

router = APIRouter(prefix="/api/v1", responses=problems(400, 422, 500, 503))


@router.get("/search", summary="Find passages", response_model_by_alias=True, responses=problems(410))
def find_passages(request: Request, response: Response, asked: Annotated[SearchIn, Query()]) -> SearchOut:
    """Passages by meaning and words together, by meaning alone, or all that hold the words.

    Read on with `cursor`: the list stays as it was at its first page while documents are added, read anew or removed; nothing comes twice.
    It is kept for an hour after it was last read on. A list that had to give way is made again while the library is unchanged; else the cursor is gone (410).
    """
    library = library_of(request)
    reading = _read(request, asked)
    listing, start = _listed(library, request.app.state.pins, asked, reading)
    hits = page(library, listing, start, asked.limit)
    end = start + asked.limit
    following = write_cursor("search", asked.listed, (listing.generation, end)) if end < len(listing) else None
    if following:
        url = link_to_list("search", [*asked.link_fields(), ("cursor", following)], asked.generation)
        response.headers["Link"] = f'<{url}>; rel="next"'
    with library.reading() as catalogue:
        changed = changes_since(catalogue, asked.generation, library.generation, filters=reading.filters)
    return SearchOut(
        query=asked.q,
        passages=[passage_out(hit, listing.generation) for hit in hits],
        searched=SearchedOut(documents=listing.documents, since=listing.since, until=listing.until),
        mode=asked.mode,
        total=len(listing),
        complete=listing.complete,
        next=following,
        generation=listing.generation,
        facets=facets_out(listing.facets) if asked.facets and not start else None,
        reading=None if start else reading_out(reading),
        nowhere=list(listing.nowhere),
        permalink=link_to_list("search", asked.link_fields(), listing.generation),
        changes=changed,
    )


def _listed(library: Library, pins: Pins, asked: SearchIn, reading: Reading) -> tuple[Listing, int]:
    """The list, found or kept, and the place in it where the page begins.

    Raises:
        BadCursor: it is of another search. CursorGone: its list was not kept, and cannot be made again.

    """
    start, generation = 0, None
    if asked.cursor is not None:
        generation, start = read_cursor(asked.cursor, "search", asked.listed, (int, int))
        if start < 0:
            raise BadCursor("The cursor is not one of this list.", where="cursor", todo="Give what `next` gave, or none for the first page.")
    key = json.dumps([generation or library.generation, asked.listed], default=str)
    listing = pins.get(key, Listing) if generation is not None else None
    if listing is None:
        listing = list_passages(library, reading.query, asked.mode, asked.sort)
        if generation is not None and listing.generation != generation:
            todo = "Ask for the first page again, without a cursor."
            raise CursorGone("The library has changed, and the list that this cursor goes on with is no longer kept.", where="cursor", todo=todo)
        if len(listing) > asked.limit:
            pins.keep(json.dumps([listing.generation, asked.listed], default=str), listing)
    return listing, start


def _read(request: Request, asked: SearchIn) -> Reading:
    return read_search(library_of(request), asked.q, asked.filters(), asked.mode, request.app.state.settings.longest_question)
