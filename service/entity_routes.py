"""The people, bodies and places of the library, over HTTP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from index.entities import Entities, Named, entities
from service.described import problems
from service.entity_schemas import EntitiesOut, NamedWithMentionsOut, named_out, with_mentions_out
from service.errors import CursorGone, NoSuchEntity
from service.list_requests import EntitiesIn, EntityId, MentionsIn
from service.paging import Paging
from service.pins import Pins
from service.routes import library_of

router = APIRouter(prefix="/api/v1", responses=problems(400, 422, 500, 503))


@router.get("/entities", summary="People, bodies and places", responses=problems(410))
def list_entities(request: Request, response: Response, asked: Annotated[EntitiesIn, Query()]) -> EntitiesOut:
    """Each under its fullest name, the most often mentioned first. Of people, those on attendance lists alone: who was only spoken of is not listed.

    A cursor goes on in the order of its first page, however the counts change meanwhile; after many changes it is refused.
    """
    paging = Paging("entities", library_of(request), request, response, asked)
    held = paging.library.kept(entities)
    found = held.of(asked.kind, asked.body, asked.q)
    page, place = _page(paging, request.app.state.pins, held, found, asked.offset)
    return EntitiesOut(entities=[named_out(each) for each in page], counts=Counter(each.label for each in found), **paging.envelope(place, len(found)))


@router.get("/entities/{entity_id}", summary="Where a name stands", responses=problems(404))
def entity(request: Request, entity_id: EntityId, asked: Annotated[MentionsIn, Query()]) -> NamedWithMentionsOut:
    """A person, a body or a place with its mentions, in the order of the meetings."""
    found = library_of(request).kept(entities).by_id.get(entity_id)
    if found is None:
        raise NoSuchEntity("No name of that id is listed.", where=entity_id, todo="/api/v1/entities lists those that are.")
    return with_mentions_out(found, list(found.mentions[asked.offset : asked.offset + asked.limit]))


def _page(paging: Paging, pins: Pins, held: Entities, found: Sequence[Named], offset: int) -> tuple[list[Named], tuple[int, int] | None]:
    """Names of a page, and where the list goes on: the generation of its order and a position in it; None where it does not."""
    now = paging.library.generation
    after = paging.after((int, int))
    generation, start = after or (now, 0)
    order = tuple(each.id for each in held.listed) if generation == now else pins.get(f"entities {generation}", tuple)
    if order is None:
        raise CursorGone("The list that this cursor goes on with is no longer kept.", where="cursor", todo="Ask for its first page again.")
    wanted = {each.id: each for each in found}
    rest = ((at, wanted[which]) for at, which in enumerate(order) if at >= start and which in wanted)
    shown = list(islice(rest, offset, offset + paging.asked.limit + 1))
    if len(shown) <= paging.asked.limit:
        return [each for _, each in shown], None
    pins.keep(f"entities {generation}", order)
    return [each for _, each in shown[:-1]], (generation, shown[-1][0])
