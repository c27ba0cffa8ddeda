"""The page: the same answers as HTML, complete without a script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import ValidationError

from index.catalogue import Catalogue
from index.library import Library
from index.query import Filters
from index.records import PassageRecord
from ingest.rules import STOCK_TITLES
from service.answers import Answer, answer
from service.errors import BadFilter, QuestionError
from service.marking import Piece, pieces
from service.rendering import day, heading, render, templates
from service.requests import FiltersIn, said_of

_EXAMPLES, _NEAREST = 3, 3
# Items of every meeting, which nobody would ask about.
_STANDING = re.compile(
    r"apolog|declaration|minutes|question|next meeting|work programme|business|matters arising|announce|appointment|exclusion|attendance", re.IGNORECASE
)
_DAYS = {"since": "On or after", "until": "On or before"}  # as the page labels them
router = APIRouter(include_in_schema=False)


@router.get("/")
def home(
    request: Request,
    q: str | None = None,
    committee: str | None = None,
    body: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Response:
    """The question box, and the answer to `q`."""
    library: Library = request.app.state.library
    narrowing = {
        name: value.strip() for name, value in (("body", body), ("committee", committee), ("since", since), ("until", until)) if value and value.strip()
    }
    shown: dict[str, Any] = {"question": q or "", "narrowing": narrowing, "answer": None, "error": None, "folder": library.folder}
    with library.reading() as catalogue:
        shown |= {"coverage": _coverage(catalogue), "examples": _examples(catalogue), **_choices(catalogue)}
    status = 200
    if q is not None:
        try:
            made = answer(library, q, filters=_filters(narrowing), longest=request.app.state.settings.longest_question)
            shown |= {"answer": made, "groups": _groups(made), **_passages(made)}
        except QuestionError as error:
            shown["error"], status = error, 422
    return render(request, "ask.html", shown, status)


def _filters(narrowing: dict[str, str]) -> Filters:
    """The filters of an address.

    Raises:
        BadFilter: one cannot be read.

    """
    try:
        return FiltersIn.model_validate(narrowing).filters()
    except ValidationError as error:
        first = error.errors()[0]
        if first["loc"] and first["loc"][0] in _DAYS:
            what = f"“{str(first['input'])[:40]}” is not a day, in “{_DAYS[str(first['loc'][0])]}”."
            raise BadFilter(what, where=str(first["loc"][0]), todo="Write it as 2024-03-31, or leave it empty.") from error
        raise BadFilter(f"{said_of(first)}.", where=str(first["loc"][0]) if first["loc"] else "since", todo="Change it, or leave it empty.") from error


@router.get("/docs")
def docs(request: Request) -> Response:
    """The API's documentation, from files on this machine."""
    return render(request, "docs.html", {})


def error_page(request: Request, status: int, what: str, todo: str) -> Response:
    """An error as a page that keeps the question."""
    content = {"status": status, "what": what, "todo": todo, "fault": status == 500, "question": request.query_params.get("q", "")[:20_000]}
    return render(request, "error.html", content, status)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the library holds, for the page."""

    meetings: int
    since: str | None
    until: str | None


def _coverage(catalogue: Catalogue) -> Coverage:
    first, last = catalogue.period()
    return Coverage(catalogue.counts()["documents"], f"{first:%B %Y}" if first else None, f"{last:%B %Y}" if last else None)


def _examples(catalogue: Catalogue) -> list[str]:
    """Questions made from the titles of this library's own longest items."""
    rows = catalogue.connection.execute(
        "SELECT i.title FROM items i JOIN passages p ON p.item = i.key WHERE length(i.title) BETWEEN 8 AND 48"
        " AND i.title NOT LIKE '%:%' AND i.title <> upper(i.title) GROUP BY lower(i.title) ORDER BY count(*) DESC, i.title LIMIT 100"
    )
    titles = [row["title"] for row in rows if not _STANDING.search(row["title"]) and not STOCK_TITLES.pattern.match(row["title"])]
    return [f"What was said about {title}?" for title in titles[:_EXAMPLES]]


def _choices(catalogue: Catalogue) -> dict[str, list[str]]:
    """The committees and bodies to narrow a question to."""
    read = catalogue.connection.execute
    return {
        "committees": [row[0] for row in read("SELECT DISTINCT committee FROM meetings WHERE committee IS NOT NULL ORDER BY committee")],
        "bodies": [row[0] for row in read("SELECT DISTINCT body FROM meetings WHERE body IS NOT NULL ORDER BY body")],
    }


def _groups(made: Answer) -> list[tuple[str, list[tuple[str, int]]]]:
    """(heading, quotes with the number of their passage) of the parts of an answer that hold something."""
    parts = (("What was said", made.said), ("What was decided", made.decided), ("To be done", made.to_do))
    return [(heading, [(quote.text, quote.passage + 1) for quote in quotes]) for heading, quotes in parts if quotes]


def _passages(made: Answer) -> dict[str, list[tuple[int, PassageRecord, str, list[Piece]]]]:
    """(number, passage, its citation, its pieces): the cited ones, or the nearest when nothing is; and the others."""
    shown = [
        (
            number,
            hit.passage,
            _citation(hit.passage),
            pieces(hit.passage, [(quote.start, quote.end) for quote in made.quotes if quote.passage == number - 1]),
        )
        for number, hit in enumerate(made.passages, start=1)
    ]
    if not made.quotes:
        return {"cited": shown[:_NEAREST], "others": []}
    cited = {quote.passage + 1 for quote in made.quotes}
    return {"cited": [each for each in shown if each[0] in cited], "others": [each for each in shown if each[0] not in cited]}


def _citation(passage: PassageRecord) -> str:
    page = f", page {passage.page}" if passage.page else ""
    return f"{heading(passage.item)}{page}"


def narrowed(filters: Filters) -> str:
    """The filters in words; empty when there are none."""
    since = f"meetings from {day(filters.since)}" if filters.since else None
    until = f"meetings up to {day(filters.until)}" if filters.until else None
    return ", ".join(part for part in (filters.body, filters.committee, since, until) if part)


templates.env.globals.update(narrowed=narrowed)
