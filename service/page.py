"""The page: the same answers as HTML, complete without a script."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from jinja2 import Environment, FileSystemLoader
from pydantic import ValidationError
from starlette.templating import Jinja2Templates

from index.catalogue import Catalogue
from index.corrections import corrections_of
from index.library import Library
from index.query import Filters
from index.records import ItemRecord, MeetingRecord, PassageRecord
from index.writer import ORIGINALS
from ingest.rules import STOCK_TITLES
from service.answers import Answer, answer
from service.errors import BadFilter, NoSuchItem, QuestionError
from service.marking import Piece, pieces
from service.requests import FiltersIn, said_of

_HERE = Path(__file__).parent
_environment = Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
_templates = Jinja2Templates(env=_environment)
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
    return _templates.TemplateResponse(request, "ask.html", shown, status_code=status)


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


@router.get("/item/{item_id}")
def item(request: Request, item_id: str, passage: str | None = None, q: str | None = None) -> Response:
    """An item in its place: the meeting, the whole text, one passage marked, the items before and after."""
    library: Library = request.app.state.library
    with library.reading() as catalogue:
        found = catalogue.item(item_id)
        if found is None:
            raise NoSuchItem("There is no such item in the library.", where=item_id, todo="It may have been removed. Ask again to find it.")
        meeting, here = found
        around = {each.ordinal: each for each in catalogue.items(meeting.document.key)}
        passages = catalogue.passages_of_item(here.key)
        corrections = corrections_of(catalogue, meeting)
    content = {
        "meeting": meeting,
        "item": here,
        "heading": _heading(here),
        "before": around.get(here.ordinal - 1),
        "after": around.get(here.ordinal + 1),
        "passages": [(each, pieces(each), each.id == passage) for each in passages],
        "name_item": _heading,
        "attendance": _attendance(meeting),
        "corrections": corrections,
        "question": q,
    }
    return _templates.TemplateResponse(request, "item.html", content)


@router.get("/original/{document_id}")
def original(request: Request, document_id: str) -> Response:
    """The file as it was taken in, to be saved: never run in the page's origin."""
    library: Library = request.app.state.library
    with library.reading() as catalogue:
        found = next((each for each in catalogue.documents("d.id = ?", (document_id,))), None)
    path = library.folder / ORIGINALS / f"{document_id}.{found.format}" if found else None
    if found is None or path is None or not path.is_file():
        raise NoSuchItem("There is no such document in the library.", where=document_id)
    return FileResponse(path, media_type="application/octet-stream", filename=found.name.rsplit("/", 1)[-1])


@router.get("/docs")
def docs(request: Request) -> Response:
    """The API's documentation, from files on this machine."""
    return _templates.TemplateResponse(request, "docs.html", {})


def error_page(request: Request, status: int, what: str, todo: str) -> Response:
    """An error as a page that keeps the question."""
    content = {"status": status, "what": what, "todo": todo, "fault": status == 500, "question": request.query_params.get("q", "")[:20_000]}
    return _templates.TemplateResponse(request, "error.html", content, status_code=status)


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
    return f"{_heading(passage.item)}{page}"


def _heading(item: ItemRecord) -> str:
    if item.ordinal == 0:
        return "Before the first item"
    number = f"Item {item.number}" if item.number else None
    return ": ".join(part for part in (number, item.title) if part) or "The minutes"


def _attendance(meeting: MeetingRecord) -> list[tuple[str, list[dict[str, Any]]]]:
    """(status in words, people) of everybody on the attendance list."""
    groups = ((status, [each for each in meeting.attendance if each["status"] == status]) for status in ("present", "in attendance", "apologies", "absent"))
    return [(status.capitalize(), people) for status, people in groups if people]


def narrowed(filters: Filters) -> str:
    """The filters in words; empty when there are none."""
    since = f"meetings from {day(filters.since)}" if filters.since else None
    until = f"meetings up to {day(filters.until)}" if filters.until else None
    return ", ".join(part for part in (filters.body, filters.committee, since, until) if part)


def day(value: dt.date) -> str:
    """A date in words."""
    return f"{value.day} {value:%B %Y}"


def called(meeting: MeetingRecord) -> str:
    """A meeting with its body, for headings."""
    body = f"{meeting.body}: " if meeting.body and meeting.committee and meeting.body != meeting.committee else ""
    return f"{body}{meeting.called}"


_templates.env.globals.update(day=day, called=called, narrowed=narrowed)
