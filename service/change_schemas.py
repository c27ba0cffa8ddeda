"""The JSON of what has changed in the library."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from index.changes import Change, Changes
from service.list_requests import Cursor
from service.requests import Strict

MOST = 100  # documents of each kind that are named with a permalink; the totals count all, /api/v1/changes lists all
_CHANGE: dict[str, Any] = {"document": {"id": "a3" * 32, "name": "2022-11-16-children-and-learning.html"}, "at": "2026-11-27T09:30:00+00:00", "generation": 12}
Since = Annotated[
    int | None, Field(ge=0, le=2**53, description="The generation that a permalink names: `changes` then tells what has changed since", examples=[1])
]


class ChangedDocument(BaseModel):
    """A document as it was named when it changed."""

    id: str
    name: str


class ChangeOut(BaseModel):
    """A document that changed: `at` is when, `generation` the first in which it could be seen."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CHANGE]})

    document: ChangedDocument
    at: dt.datetime
    generation: int


class LoggedOut(ChangeOut):
    """A change as it was noted."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"what": "added", **_CHANGE}]})

    what: Literal["added", "removed", "read anew"]


class ChangeTotals(BaseModel):
    """How many documents of each kind there are."""

    added: int
    removed: int
    read_anew: int


class ChangesOut(BaseModel):
    """What became of documents since a generation: each document once, by what it was then and is now.

    For a passage or an item it is its own document alone; for a question or a search, the documents that its filters may let through.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "since": 9,
                    "now": 12,
                    "known_since": 0,
                    "complete": True,
                    "added": [_CHANGE],
                    "removed": [],
                    "read_anew": [],
                    "total": {"added": 1, "removed": 0, "read_anew": 0},
                }
            ]
        }
    )

    since: int = Field(description="The generation of the permalink")
    now: int = Field(description="The generation that answers")
    known_since: int = Field(description="Changes were noted after this generation; an older version of the program made those before and noted none")
    complete: bool = Field(description="Whether all changes since then are known; false also for a generation that this library never had")
    added: list[ChangeOut] = Field(description=f"At most {MOST}")
    removed: list[ChangeOut] = Field(description=f"At most {MOST}")
    read_anew: list[ChangeOut] = Field(description=f"Read again by newer rules or with corrections; at most {MOST}")
    total: ChangeTotals


class Pinned(Strict):
    """What a permalink says beside the id."""

    generation: Since = None


class LogIn(Strict):
    """Which changes, in the address."""

    since: int = Field(0, ge=0, le=2**53, description="Changes that became visible after this generation", examples=[0])
    limit: int = Field(100, ge=1, le=1000, description="The most changes to return", examples=[100])
    cursor: Cursor = None


class LogOut(BaseModel):
    """The log of changes, the oldest first: a document can be in it several times. It only grows at its end."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"changes": [{"what": "added", **_CHANGE}], "next": None, "total": 1, "generation": 12, "since": 9, "known_since": 0, "complete": True}
            ]
        }
    )

    changes: list[LoggedOut]
    next: str | None = Field(description="The cursor of the next page, null on the last")
    total: int
    generation: int = Field(description="The generation up to which changes are told")
    since: int
    known_since: int = Field(description="Changes were noted after this generation; an older version of the program made those before and noted none")
    complete: bool = Field(description="Whether all changes since then are known")


def changes_out(changes: Changes) -> ChangesOut:
    """Changes as JSON."""
    total = ChangeTotals(added=len(changes.added), removed=len(changes.removed), read_anew=len(changes.read_anew))
    return ChangesOut(
        since=changes.since,
        now=changes.now,
        known_since=changes.known_since,
        complete=changes.complete,
        added=[ChangeOut(**_said(each)) for each in changes.added[:MOST]],
        removed=[ChangeOut(**_said(each)) for each in changes.removed[:MOST]],
        read_anew=[ChangeOut(**_said(each)) for each in changes.read_anew[:MOST]],
        total=total,
    )


def logged_out(change: Change) -> LoggedOut:
    """A note of the log as JSON."""
    return LoggedOut(what=change.what, **_said(change))


def _said(change: Change) -> dict[str, Any]:
    return {"document": {"id": change.document, "name": change.name}, "at": change.at, "generation": change.generation}
