"""What the library is as a whole: its committees and people, its abbreviations, what it covers and how it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib.metadata import version
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from index.abbreviations import abbreviations
from index.catalogue import Catalogue
from index.ids import entity_id, letters
from index.library import Library
from index.listed import plainly
from index.narrowing import condition
from index.rows import MEETING
from service.abbreviation_schemas import abbreviation_out
from service.coverage_schemas import CoverageOut, StatusOut, coverage_out
from service.described import problems
from service.list_requests import AbbreviationsIn, PeopleIn, Within, nothing_more
from service.list_schemas import AbbreviationsOut, CommitteeOut, CommitteesOut, PeopleOut, PersonListedOut
from service.paging import Paging
from service.persons import Person, persons
from service.routes import library_of

router = APIRouter(prefix="/api/v1", responses=problems(400, 422, 500, 503))
_NAMED = (str, str)
_Days = Mapping[int, dt.date | None]


@router.get("/committees", summary="Committees")
def list_committees(request: Request, response: Response, asked: Annotated[Within, Query()]) -> CommitteesOut:
    """Every committee of every body, however its name is printed, with how often it met in the minutes that are here and from when to when."""
    paging = Paging("committees", library_of(request), request, response, asked)
    with paging.library.reading() as catalogue:
        where, values = condition(catalogue, asked.filters())
        rows = catalogue.connection.execute(
            "SELECT min(m.body) AS body, min(m.committee) AS committee, count(*) AS meetings, min(m.date) AS first, max(m.date) AS last"
            f" FROM meetings m WHERE {MEETING} AND {where} GROUP BY fold(m.body), fold(m.committee)",
            values,
        ).fetchall()
    held = [((letters(row["body"] or ""), letters(row["committee"] or "")), row) for row in rows]
    found, envelope = paging.of_sorted([(each[0], each) for each in sorted(held, key=lambda each: each[0])], _NAMED)
    return CommitteesOut(committees=[CommitteeOut(id=entity_id("committee", *place), **dict(row)) for place, row in found], **envelope)


@router.get("/people", summary="People")
def list_people(request: Request, response: Response, asked: Annotated[PeopleIn, Query()]) -> PeopleOut:
    """Everybody on an attendance list, by name, body by body. Who was only spoken of is not listed, nor is one of the public."""
    paging = Paging("people", library_of(request), request, response, asked)
    with paging.library.reading() as catalogue:
        days = _days(catalogue, asked)
    rows = paging.library.kept(_by_name)
    if asked.q is not None:
        wanted = f" {plainly(asked.q)} "
        rows = [each for each in rows if wanted in f" {each[0][0]} "]
    if asked.filters():
        rows = [each for each in rows if not days.keys().isdisjoint(each[1][1].documents)]
    found, envelope = paging.of_sorted(rows, _NAMED)
    people = []
    for (name, body), person in found:
        held = [document for document in person.documents if document in days]
        met = [day for document in held if (day := days[document])]
        first, last = (min(met), max(met)) if met else (None, None)
        which = entity_id("listed", body, name)
        people.append(PersonListedOut(id=which, name=person.name, body=person.body, meetings=len(held), first=first, last=last))
    return PeopleOut(people=people, **envelope)


@router.get("/abbreviations", summary="Abbreviations")
def list_abbreviations(request: Request, response: Response, asked: Annotated[AbbreviationsIn, Query()]) -> AbbreviationsOut:
    """What short forms stand for, by short form, as the minutes themselves define them: a body may mean something of its own by one."""
    paging = Paging("abbreviations", library_of(request), request, response, asked)
    rows = [((each.key, each.long.casefold(), (each.body or "").casefold(), each.long), each) for each in paging.library.kept(abbreviations).of(asked.body)]
    found, envelope = paging.of_sorted(sorted(rows, key=lambda each: each[0]), (str, str, str, str))
    return AbbreviationsOut(abbreviations=[abbreviation_out(each) for each in found], **envelope)


@router.get("/coverage", summary="What the library covers", dependencies=[Depends(nothing_more)])
def coverage(request: Request) -> CoverageOut:
    """The period, meetings that look missing by how often a committee otherwise met, files that could not be taken in, and how far a run is."""
    with library_of(request).reading() as catalogue:
        return coverage_out(catalogue, library_of(request).generation)


@router.get("/status", summary="How the library stands", dependencies=[Depends(nothing_more)])
def status(request: Request) -> StatusOut:
    """What is held, by which model it was encoded, and which version of the program answers."""
    library: Library = library_of(request)
    with library.reading() as catalogue:
        counts, (first, last) = catalogue.counts(), catalogue.period()
        meetings = catalogue.connection.execute(f"SELECT count(*) FROM meetings m WHERE {MEETING}").fetchone()[0]
    about = {"model": library.model, "model_sha256": library.about.get("model_sha256"), "version": version("ask-the-minutes")}
    return StatusOut(**counts, meetings=meetings, first=first, last=last, generation=library.generation, **about)


def _by_name(library: Library) -> list[tuple[tuple[str, str], tuple[tuple[str, str], Person]]]:
    """Everybody listed after a place in the list: the name as it is compared, then the body."""
    held = (((name, body), person) for (body, name), person in library.kept(persons).items())
    return [(place, (place, person)) for place, person in sorted(held, key=lambda each: each[0])]


def _days(catalogue: Catalogue, asked: Within) -> _Days:
    """The days of the meetings that were asked for, by document."""
    where, values = condition(catalogue, asked.filters())
    rows = catalogue.connection.execute(f"SELECT m.document, m.date FROM meetings m WHERE {where}", values)
    return {row["document"]: dt.date.fromisoformat(row["date"]) if row["date"] else None for row in rows}
