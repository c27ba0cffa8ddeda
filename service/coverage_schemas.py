"""The JSON of what the library covers and how it stands."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path

from pydantic import BaseModel, Field

from index.catalogue import Catalogue
from index.failures import failures, last_run
from index.ids import letters
from index.rows import MEETING
from service.rhythm import FEWEST, gaps


class GapOut(BaseModel):
    """Two meetings, one after the other, between which others seem to be missing."""

    after: dt.date
    before: dt.date
    missing: int = Field(description="How many would fit between them")
    usual: int = Field(description="Days from one meeting of the committee to the next, as a rule")


class LackingOut(BaseModel):
    """A committee whose minutes seem to be incomplete."""

    body: str | None
    committee: str | None
    gaps: list[GapOut]


class FailureOut(BaseModel):
    """A file that could not be taken in: its name, what is wrong and what to do."""

    name: str
    what: str
    todo: str
    seen: dt.datetime


class RunOut(BaseModel):
    """How far the last run over files came."""

    done: int
    files: int
    seen: dt.datetime
    ended: bool


class CoverageOut(BaseModel):
    """What the library covers, and what it seems to lack. No rhythm can be told of a committee with few meetings: nothing is said of those."""

    meetings: int
    files: int
    passages: int
    first: dt.date | None
    last: dt.date | None
    committees: int
    with_rhythm: int = Field(description="Committees of which enough meetings are here to tell how often they met")
    lacking: list[LackingOut]
    failures: list[FailureOut]
    run: RunOut | None
    generation: int


class StatusOut(BaseModel):
    """Counts of what is held, and what answers. Two files of one meeting are two documents and one meeting."""

    documents: int
    meetings: int
    items: int
    passages: int
    first: dt.date | None
    last: dt.date | None
    model: str | None
    model_sha256: str | None
    generation: int
    version: str


def coverage_out(catalogue: Catalogue, generation: int) -> CoverageOut:
    """The library's coverage as JSON."""
    met: dict[tuple[str, str], list[dt.date]] = defaultdict(list)
    printed: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    for row in catalogue.connection.execute(f"SELECT body, committee, date FROM meetings m WHERE {MEETING}"):
        which = letters(row["body"] or ""), letters(row["committee"] or "")
        met[which] += [dt.date.fromisoformat(row["date"])] if row["date"] else []
        printed.setdefault(which, (row["body"], row["committee"]))
    counts, (first, last), run = catalogue.counts(), catalogue.period(), last_run(catalogue)
    lacking = [
        LackingOut(
            body=printed[which][0],
            committee=printed[which][1],
            gaps=[GapOut(after=each.after, before=each.before, missing=each.missing, usual=each.usual) for each in found],
        )
        for which, days in sorted(met.items())
        if (found := gaps(days))
    ]
    files = counts["documents"]
    return CoverageOut(
        meetings=catalogue.connection.execute(f"SELECT count(*) FROM meetings m WHERE {MEETING}").fetchone()[0],
        files=files, passages=counts["passages"], first=first, last=last, committees=len(met),
        with_rhythm=sum(len(set(days)) >= FEWEST for days in met.values()),
        lacking=lacking,
        failures=[FailureOut(name=Path(each.path).name, what=each.what, todo=each.todo, seen=each.seen) for each in failures(catalogue)],
        run=RunOut(done=run.done, files=run.files, seen=run.seen, ended=run.ended) if run else None,
        generation=generation,
    )  # fmt: skip
