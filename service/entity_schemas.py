"""The JSON of the library's people, bodies and places."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel

from index.entities import Named, NameMention
from service.facts import MeetingRef
from service.paging import PageOut


class NamedOut(BaseModel):
    """A person, a body or a place under its fullest name; `names` are the others that are printed.

    `body` is the council in whose minutes alone it stands for one thing; null for a body that is the same everywhere.
    """

    id: str
    kind: Literal["PERSON", "ORG", "PLACE"]
    name: str
    names: list[str]
    body: str | None
    mentions: int
    meetings: int
    first: dt.date | None
    last: dt.date | None


class EntitiesOut(PageOut):
    """Names, the most often mentioned first; `counts` tells how many of each kind there are on all pages."""

    entities: list[NamedOut]
    counts: dict[str, int]


class MentionOut(BaseModel):
    """Where a name stands: code points of that passage's text."""

    passage: str
    start: int
    end: int
    text: str
    meeting: MeetingRef


class NamedWithMentionsOut(PageOut, NamedOut):
    """A name with a page of the places where it stands, in the order of the meetings."""

    places: list[MentionOut]


def named_out(each: Named) -> NamedOut:
    """A name as JSON."""
    return NamedOut(**_fields(each))


def with_mentions_out(each: Named, places: list[NameMention], envelope: dict[str, Any]) -> NamedWithMentionsOut:
    """A name as JSON, with these of its mentions and what tells where they go on."""
    return NamedWithMentionsOut(**_fields(each), places=[_mention(place) for place in places], **envelope)


def _fields(each: Named) -> dict[str, object]:
    first, last = each.days
    return {
        "id": each.id, "kind": each.label, "name": each.name, "names": list(each.names[1:]), "body": each.body,
        "mentions": len(each.mentions), "meetings": each.meetings, "first": first, "last": last,
    }  # fmt: skip


def _mention(place: NameMention) -> MentionOut:
    held = place.meeting
    meeting = MeetingRef(id=held.id, body=held.body, committee=held.committee, date=held.date)
    return MentionOut(passage=place.passage, start=place.start, end=place.end, text=place.text, meeting=meeting)
