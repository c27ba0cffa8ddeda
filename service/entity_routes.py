"""The people, bodies and places of the library, over HTTP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from index.entities import Entities, Named, NameMention, entities
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
def entity(request: Request, response: Response, entity_id: EntityId, asked: Annotated[MentionsIn, Query()]) -> NamedWithMentionsOut:
    """A person, a body or a place with its mentions, page by page, in the order of the meetings."""
    paging = Paging(f"entities/{entity_id}", library_of(request), request, response, asked)
    found = paging.library.kept(entities).by_id.get(entity_id)
    if found is None:
        raise NoSuchEntity("No name of that id is listed.", where=entity_id, todo="/api/v1/entities lists those that are.")
    places, envelope = paging.of_sorted(list(_placed(found.mentions)), (str, str, int), asked.offset)
    return with_mentions_out(found, places, envelope)


def _placed(mentions: Sequence[NameMention]) -> Iterator[tuple[tuple[str, str, int], NameMention]]:
    """Mentions after their places: the meeting's day, unknown ones last, its id, and how many came before in it."""
    for (day, meeting), held in groupby(mentions, key=lambda each: (each.meeting.date, each.meeting.id)):
        yield from (((day.isoformat() if day else "unknown", meeting, at), each) for at, each in enumerate(held))


def _page(paging: Paging, pins: Pins, held: Entities, found: Sequence[Named], offset: int) -> tuple[list[Named], tuple[str, int] | None]:
    """Names of a page, and where the list goes on: the mark of its order and a position in it; None where it does not."""
    mark, start = paging.after((str, int)) or (held.mark, 0)  # no generation: another may be published while names are gathered
    order = tuple(each.id for each in held.listed) if mark == held.mark else pins.get(f"entities {mark}", tuple)
    if order is None:
        raise CursorGone("The list that this cursor goes on with is no longer kept.", where="cursor", todo="Ask for its first page again.")
    wanted = {each.id: each for each in found}
    rest = ((at, wanted[which]) for at, which in enumerate(order) if at >= start and which in wanted)
    shown = list(islice(rest, offset, offset + paging.asked.limit + 1))
    if len(shown) <= paging.asked.limit:
        return [each for _, each in shown], None
    pins.keep(f"entities {mark}", order)
    return [each for _, each in shown[:-1]], (mark, shown[-1][0])
