"""A meeting's page, and a committee's: its meetings over time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from index.catalogue import Catalogue
from index.corrections import corrections_of
from index.library import Library
from index.naming import key
from index.records import MeetingRecord
from index.twins import twins_of
from service.errors import NoSuchItem
from service.item_page import attendance_of
from service.persons import person_path
from service.rendering import render
from service.rhythm import Gap, gaps

_MONTH, _YEAR, _LEFT = 22, 26, 46  # of the picture: units from one month, one year to the next, and before January
_MOST_PEOPLE = 60
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """A meeting, or one that seems missing, in the picture of the years."""

    x: float
    y: float
    missing: bool = False


@router.get("/meeting/{meeting_id}")
def meeting(request: Request, meeting_id: str) -> Response:
    """Who was there, the items with their decisions and actions, the meetings before and after, the original file."""
    library: Library = request.app.state.library
    with library.reading() as catalogue:
        found = catalogue.meetings("m.id = ?", (meeting_id,))
        if not found:
            raise NoSuchItem(
                "There is no such meeting in the library.", where=meeting_id, todo="It may have been removed. See Coverage for those that are held."
            )
        here = found[0]
        row = catalogue.connection.execute("SELECT kind, place, state FROM meetings WHERE id = ?", (meeting_id,)).fetchone()
        days = [each for each in _of_committee(catalogue, here.body, here.committee) if each.date] if here.date else []
        content = {
            "meeting": here,
            "kind": row["kind"],
            "place": row["place"],
            "state": row["state"],
            "attendance": attendance_of(here),
            "items": catalogue.items(here.document.key),
            "corrections": corrections_of(catalogue, here),
            "also_in": twins_of(catalogue, here.document.key),
        }
    at = next((at for at, each in enumerate(days) if each.id == here.id), None)
    if at is not None:
        content |= {"earlier": days[at + 1] if at + 1 < len(days) else None, "later": days[at - 1] if at else None}
    return render(request, "meeting.html", content)


@router.get("/committee")
def committee(request: Request, body: str | None = None, committee: str | None = None) -> Response:
    """The meetings of a committee by year, newest first; of a body without a committee, those of all its committees."""
    library: Library = request.app.state.library
    with library.reading() as catalogue:
        meetings = _of_committee(catalogue, body, committee) if committee else _of_body(catalogue, body)
    if not meetings:
        todo = "See Coverage for those that are held."
        raise NoSuchItem("There is no such committee in the library.", where=committee or body or "", todo=todo)
    days = [each.date for each in meetings if each.date]
    missing = gaps(days) if committee else ()
    content = {
        "body": meetings[0].body,
        "committee": meetings[0].committee if committee else None,
        "committees": sorted({each.committee for each in meetings if each.committee}) if not committee else [],
        "years": [(year, list(held)) for year, held in groupby(meetings, key=lambda each: each.date.year if each.date else None)],
        "missing": missing,
        "picture": _picture(days, missing),
        "people": _people(meetings),
    }
    return render(request, "committee.html", content)


def _of_body(catalogue: Catalogue, body: str | None) -> list[MeetingRecord]:
    """The meetings of a body, newest first; of two files of one meeting, the first that came."""
    wanted = key(body or "")
    if not wanted:
        return []
    names = [row[0] for row in catalogue.connection.execute("SELECT DISTINCT body FROM meetings WHERE body IS NOT NULL") if key(row[0]) == wanted]
    second = "NOT EXISTS (SELECT 1 FROM twins t WHERE t.document = d.key AND t.other < d.key)"
    return list(catalogue.meetings(f"m.body IN ({','.join('?' * len(names))}) AND {second}", names))


def _of_committee(catalogue: Catalogue, body: str | None, committee: str | None) -> list[MeetingRecord]:
    """The meetings of a committee, newest first. Committees of two bodies are two, whatever their names."""
    held = _of_body(catalogue, body) if body else list(catalogue.meetings("m.body IS NULL AND m.committee IS NOT NULL"))
    return [each for each in held if key(each.committee or "") == key(committee or "")]


def _people(meetings: Sequence[MeetingRecord]) -> list[tuple[str, int, str]]:
    """(name, meetings, page) of those whom the lists name most."""
    counted: Counter[str] = Counter()
    paths: dict[str, str] = {}
    for each in meetings:
        there = {person["name"]: path for person in each.attendance if person["status"] in ("present", "in attendance") and (path := person_path(each, person))}
        counted.update(there.keys())
        paths = there | paths
    most = sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:_MOST_PEOPLE]
    return [(name, times, paths[name]) for name, times in most]


def _picture(days: Sequence[dt.date], missing: Sequence[Gap]) -> dict[str, Any] | None:
    """The years as rows of twelve months with a mark where a meeting was held; None where there is nothing to compare."""
    if len(days) < 3:
        return None
    years = list(range(max(days).year, min(days).year - 1, -1))
    between = [gap.after + (gap.before - gap.after) * at / (gap.missing + 1) for gap in missing for at in range(1, gap.missing + 1)]
    marks = [Mark(*_place(day, years)) for day in days] + [Mark(*_place(day, years), missing=True) for day in between]
    counted = Counter(day.year for day in days)
    return {
        "width": _LEFT + 12 * _MONTH,
        "height": 24 + len(years) * _YEAR,
        "months": [(_LEFT + (at + 0.5) * _MONTH, letter) for at, letter in enumerate("JFMAMJJASOND")],
        "years": [(24 + at * _YEAR + 18, year) for at, year in enumerate(years)],
        "marks": marks,
        "said": ", ".join(f"{year}: {counted[year]}" for year in years),
    }


def _place(day: dt.date, years: Sequence[int]) -> tuple[float, float]:
    return round(_LEFT + (day.month - 1 + (day.day - 1) / 31) * _MONTH + 4, 1), 24 + years.index(day.year) * _YEAR + 13
