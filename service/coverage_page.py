"""What the library covers, what it lacks as far as that can be told, and what this service is."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from index.catalogue import Catalogue
from index.failures import failures, last_run
from index.ids import letters
from index.library import Library
from index.records import MeetingRecord
from service.rendering import render
from service.rhythm import FEWEST, Gap, gaps

_A_PAGE = 400  # meetings
_GOOD, _FAIR = 0.8, 0.55  # of the figure of `minutes show`
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Covered:
    """A meeting of the table: how many passages are searched, and in words how well it was read."""

    meeting: MeetingRecord
    state: str
    twin: bool


@router.get("/coverage")
def coverage(request: Request, page: int = 1) -> Response:
    """Every meeting with what was read of it; meetings that look missing; files that could not be taken in; a run that goes on."""
    library: Library = request.app.state.library
    with library.reading() as catalogue:
        meetings, read, twins = catalogue.meetings(), states(catalogue), second_files(catalogue)
        failed, run, (first, last) = failures(catalogue), last_run(catalogue), catalogue.period()
    pages = max(1, -(-len(meetings) // _A_PAGE))
    page = min(max(page, 1), pages)
    some = meetings[(page - 1) * _A_PAGE : page * _A_PAGE]
    lacking, with_rhythm, without = _lacking([each for each in meetings if each.document.key not in twins])
    now = dt.datetime.now(dt.UTC)
    content = {
        "covered": [Covered(each, read[each.document.key], each.document.key in twins) for each in some],
        "page": page,
        "pages": pages,
        "meetings": len(meetings) - len(twins),
        "files": len(meetings),
        "passages": sum(each.passages for each in meetings),
        "first": first,
        "last": last,
        "lacking": lacking,
        "with_rhythm": with_rhythm,
        "without_rhythm": without,
        "fewest": FEWEST,
        "failures": [(Path(each.path), each) for each in failed],
        "run": run if run and not run.ended else None,
        "stopped": run is not None and run.quiet(now),
        "adding": request.app.state.settings.allow_uploads,
    }
    return render(request, "coverage.html", content)


@router.get("/about")
def about(request: Request) -> Response:
    """What this is, what it promises, how to read an answer."""
    library: Library = request.app.state.library
    with library.reading() as catalogue:
        counts, (first, last) = catalogue.counts(), catalogue.period()
    return render(request, "about.html", {"meetings": counts["documents"], "first": first, "last": last})


def state_of(catalogue: Catalogue, document: int) -> str:
    """How well a document was read, in words."""
    return states(catalogue, "d.key = ?", (document,))[document]


def states(catalogue: Catalogue, where: str = "1", values: Sequence[Any] = ()) -> dict[int, str]:
    """How well documents were read, in words, of those that a condition over `d` and `m` lets through, by key."""
    rows = catalogue.connection.execute(
        "SELECT d.key, d.quality, m.date, m.state, m.doubts, EXISTS (SELECT 1 FROM items i WHERE i.document = d.key AND i.ordinal > 0) AS items"
        f" FROM documents d JOIN meetings m ON m.document = d.key WHERE {where}",
        values,
    )
    return {row["key"]: _state(dict(row)) for row in rows}


def _state(row: dict[str, Any]) -> str:
    """A state in words: how it was read, whether it is a draft, and how many places are doubtful."""
    quality, doubts = row["quality"], len(json.loads(row["doubts"]))
    read = "Read" if quality is None else "Read well" if quality >= _GOOD else "Read in part" if quality >= _FAIR else "Read poorly"
    more = [
        "" if row["date"] else "date not found",
        "" if row["items"] else "no items found",
        "draft minutes" if row["state"] == "draft" else "",
        f"{doubts} place{'s' if doubts != 1 else ''} in doubt" if doubts else "",
    ]
    return ", ".join([read, *(part for part in more if part)])


def second_files(catalogue: Catalogue) -> set[int]:
    """The documents that are a second file of a meeting."""
    return {row[0] for row in catalogue.connection.execute("SELECT DISTINCT document FROM twins WHERE other < document")}


def _lacking(meetings: Sequence[MeetingRecord]) -> tuple[list[tuple[MeetingRecord, tuple[Gap, ...]]], int, int]:
    """(a meeting of each committee with gaps, and these; committees with a rhythm or enough meetings for one, and without)."""
    days: dict[tuple[str, str], list[dt.date]] = defaultdict(list)
    sample: dict[tuple[str, str], MeetingRecord] = {}
    for each in meetings:
        if each.date:
            which = letters(each.body or ""), letters(each.committee or "")
            days[which].append(each.date)
            sample.setdefault(which, each)
    found = [(sample[which], missing) for which, held in days.items() if (missing := gaps(held))]
    enough = sum(len(set(held)) >= FEWEST for held in days.values())
    return sorted(found, key=lambda each: each[0].called), enough, len(days) - enough
