"""The people, bodies and places of the library, over HTTP."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request

from index.entities import entities
from service.described import problems
from service.entity_schemas import EntitiesOut, NamedWithMentionsOut, named_out, with_mentions_out
from service.errors import NoSuchEntity
from service.requests import EntitiesIn, MentionsIn
from service.routes import library_of

router = APIRouter(prefix="/api/v1", responses=problems(422, 503))


@router.get("/entities", summary="The people, bodies and places of the library")
def list_entities(request: Request, asked: Annotated[EntitiesIn, Query()]) -> EntitiesOut:
    """Each under its fullest name, the most often mentioned first. Of people, those on attendance lists alone: who was only spoken of is not listed."""
    found = library_of(request).kept(entities).of(asked.kind, asked.body, asked.q)
    page = found[asked.offset : asked.offset + asked.limit]
    return EntitiesOut(entities=[named_out(each) for each in page], total=len(found), counts=Counter(each.label for each in found))


@router.get("/entities/{entity_id}", summary="Where a name stands", responses=problems(404))
def entity(request: Request, entity_id: str, asked: Annotated[MentionsIn, Query()]) -> NamedWithMentionsOut:
    """A person, a body or a place with its mentions, in the order of the meetings."""
    found = library_of(request).kept(entities).by_id.get(entity_id)
    if found is None:
        raise NoSuchEntity("No name of that id is listed.", where=entity_id, todo="/api/v1/entities lists those that are.")
    return with_mentions_out(found, list(found.mentions[asked.offset : asked.offset + asked.limit]))
