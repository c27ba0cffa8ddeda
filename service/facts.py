"""The JSON of what ingest understood of a question: people, actions and dates, as an index to what is quoted."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel

from index.records import MeetingRecord
from service.structured import Facts

MOST_ACTIONS = 100  # that are listed


class MeetingRef(BaseModel):
    """The meeting of a passage."""

    id: str
    body: str | None
    committee: str | None
    date: dt.date | None


class PersonOut(BaseModel):
    """Somebody on an attendance list."""

    name: str
    role: str | None
    status: str


class AttendanceOut(PersonOut):
    """The same with the part of the meeting that the person was there for, as printed."""

    part: str | None = None


class AttendedOut(BaseModel):
    """The people of a meeting that were asked for, and how many they are; null where the list does not name them."""

    meeting: MeetingRef
    people: list[AttendanceOut]
    count: int | None


class ActionOut(BaseModel):
    """An action as it is noted in a meeting's minutes."""

    meeting: MeetingRef
    text: str
    owner: str | None
    due: str | None


class FactsOut(BaseModel):
    """What ingest understood of what was asked: an index to the quotes, which are the answer. Counts are ours and stand in no minutes.

    `asked` is chair, apologies, absent, part (who came late or left early), person, members, present, actions or meetings;
    `meetings` is filled for people, `actions` for actions (the newest of `actions_found`), `dates` for the meetings at
    which a matter came up.
    """

    asked: str
    meetings: list[AttendedOut] = []
    actions: list[ActionOut] = []
    actions_found: int | None = None
    dates: list[dt.date] = []


def meeting_ref(meeting: MeetingRecord) -> MeetingRef:
    """A meeting, as it is named in a passage."""
    return MeetingRef(id=meeting.id, body=meeting.body, committee=meeting.committee, date=meeting.date)


def facts_out(facts: Facts) -> FactsOut:
    """Facts as JSON."""
    return FactsOut(
        asked=facts.asked,
        meetings=[
            AttendedOut(
                meeting=meeting_ref(each.meeting),
                people=[AttendanceOut(**person) for person in each.people],
                count=len(each.people) if each.people or facts.asked in ("apologies", "absent") else None,
            )
            for each in facts.meetings
        ],
        actions=[ActionOut(meeting=meeting_ref(meeting), text=each.text, owner=each.owner, due=each.due) for meeting, each in facts.actions[:MOST_ACTIONS]],
        actions_found=len(facts.actions) if facts.asked == "actions" else None,
        dates=list(facts.dates),
    )
