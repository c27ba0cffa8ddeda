"""Bulk over HTTP: the whole library, or what filters and a search let through of it, streamed."""

from __future__ import annotations

from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from index.listing import Mode
from service.citing import cited
from service.columns import COLUMNS, Cited, Kind
from service.described import problems
from service.exporting import MEDIA, STYLES, Export, Format, Style, Wanted
from service.list_requests import nothing_more
from service.requests import FiltersIn, PassageId, Strict
from service.routes import library_of

router = APIRouter(prefix="/api/v1", responses=problems(422, 503))
_KIND = Path(description="What a row is", examples=["passages"])


class ExportIn(FiltersIn):
    """What is exported, in the address."""

    format: Format = Field(
        "ndjson",
        description="One JSON object a line; a table with a header; a typed table for data frames; or, of passages, items and meetings, references",
        examples=["parquet"],
    )
    q: str | None = Field(None, min_length=1, max_length=20_000, description="Passages alone: what to look for", examples=["home-educated children"])
    mode: Mode = Field("hybrid", description="How it is looked for; by words alone every passage that holds them comes", examples=["words"])


class ColumnOut(BaseModel):
    """A column. `name` is what it is called in CSV and Parquet, `path` where it stands in NDJSON."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "meeting_date", "path": "meeting.date", "type": "day", "meaning": "The day of the meeting",
                    "null": "no day was read, or it is in doubt", "unit": None,
                }
            ]
        }
    )  # fmt: skip

    name: str
    path: str
    type: str
    meaning: str
    null: str | None = Field(description="What an empty value means; null where there is always one")
    unit: str | None


class DictionaryOut(BaseModel):
    """The columns of each kind of export, in their order."""

    kinds: dict[Kind, list[ColumnOut]]
    notes: list[str]


NOTES = [
    "Every export is of one state of the library; the headers Minutes-Rows and Minutes-Generation say how many rows it has, and which generation"
    " was published when it was opened.",
    "NDJSON: one object a line, in UTF-8. All came if there are Minutes-Rows lines; a server that has to stop breaks the connection off, it never"
    " ends an export early.",
    "CSV: RFC 4180, UTF-8 with a byte order mark, lines end with CR LF. Lists are JSON. An empty cell is null. Text that begins with = + - @, a tab or"
    " a line end, or with apostrophes before such a sign, has one apostrophe put before it, so that no spreadsheet takes it for a formula: take one"
    " away to have the words. Numbers have none.",
    "Parquet: days are date32, lists are lists, names and votes are structs; the metadata holds minutes.kind, filters, q, generation, made, program and rows.",
    "Rows come in the order in which documents were added and as they stand there; what was searched for comes best first, names by how often"
    " they are mentioned.",
    "A search by words gives every passage that holds them; one by meaning, or by both, has no natural end: Minutes-Complete says no where more would"
    " be found.",
    "`person` narrows passages, items, decisions and actions to those whose words name the person, meetings and attendance to lists with the name.",
]


class CiteIn(Strict):
    """What is cited, in the address."""

    passage: list[PassageId] = Field([], max_length=1000, description="Ids of passages", examples=[["0a6bbc0a8a5f944dbc41"]])
    item: list[PassageId] = Field([], max_length=1000, description="Ids of items", examples=[["0281c6391f1641fd39b9"]])
    meeting: list[PassageId] = Field([], max_length=1000, description="Ids of meetings", examples=[["dcd7a42172f5c9cc9913"]])
    format: Style = Field("ris", description="RIS and BibTeX for reference managers, or CSL-JSON", examples=["bibtex"])

    def wanted(self) -> list[tuple[Cited, str]]:
        """(kind, id) of all of them."""
        passages: list[tuple[Cited, str]] = [("passages", each) for each in self.passage]
        return [*passages, *(("items", each) for each in self.item), *(("meetings", each) for each in self.meeting)]

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.passage or self.item or self.meeting):
            raise ValueError("Name a passage, an item or a meeting")
        return self


class _Streamed(StreamingResponse):
    """A response that lets go of the library's state however it ends."""

    def __init__(self, export: Export) -> None:
        self._export = export
        super().__init__(iter(export), headers=export.headers, media_type=export.media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            await run_in_threadpool(self._export.close)


_STYLED: dict[str, Any] = {
    "application/x-research-info-systems": {
        "schema": {"type": "string"},
        "example": "TY  - RPRT\r\nTI  - Item 37/22: Elective Home Education\r\nER  - \r\n",
    },
    "application/x-bibtex": {"schema": {"type": "string"}, "example": "@techreport{fennick2022_3f9a0c51d2e47b88a1c0,\n  type = {Minutes},\n}\n"},
    "application/vnd.citationstyles.csl+json": {
        "schema": {"type": "array", "items": {"type": "object"}},
        "example": [{"id": "fennick2022_3f9a0c51d2e47b88a1c0", "type": "report", "title": "Item 37/22: Elective Home Education"}],
    },
}
_REFERENCES: dict[int | str, dict[str, Any]] = {200: {"description": "The references", "content": _STYLED}}
_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The rows, streamed",
        "content": {
            "application/x-ndjson": {"schema": {"type": "string"}, "example": '{"short":"EHE","long":"Elective Home Education"}\n'},
            "text/csv": {"schema": {"type": "string"}, "example": "short,long\r\nEHE,Elective Home Education\r\n"},
            "application/vnd.apache.parquet": {"schema": {"type": "string", "format": "binary"}},
            **_STYLED,
        },
        "headers": {
            "Minutes-Rows": {"description": "How many rows there are, without the header of CSV", "schema": {"type": "integer"}, "example": 175},
            "Minutes-Complete": {"description": "`no` where a search by meaning would find more", "schema": {"type": "string"}, "example": "yes"},
            "Minutes-Generation": {"description": "The generation that was published when it was opened", "schema": {"type": "integer"}, "example": 6},
        },
    }
}


@router.get("/export/dictionary", summary="The data dictionary", dependencies=[Depends(nothing_more)])
def dictionary() -> DictionaryOut:
    """Every column of every kind: its type, unit and meaning, and what an empty value means."""
    kinds = {
        kind: [ColumnOut(name=each.name, path=each.path, type=each.type, meaning=each.meaning, null=each.null, unit=each.unit) for each in columns]
        for kind, columns in COLUMNS.items()
    }
    return DictionaryOut(kinds=kinds, notes=NOTES)


@router.get("/export/{kind}", summary="Export", response_class=StreamingResponse, responses={**_FILES, **problems(404)})
def export(request: Request, kind: Annotated[Kind, _KIND], asked: Annotated[ExportIn, Query()]) -> StreamingResponse:
    """Everything of a kind, or what the filters and a search let through, as NDJSON, CSV or Parquet: streamed from one state of the library."""
    longest = request.app.state.settings.longest_question
    return _Streamed(Export(library_of(request), Wanted(kind, asked.format, asked.filters(), asked.q, asked.mode, longest, base=str(request.base_url))))


@router.get("/cite", summary="References", response_class=Response, responses={**_REFERENCES, **problems(404)})
def cite(request: Request, asked: Annotated[CiteIn, Query()]) -> Response:
    """References of passages, items and meetings, each once: a report of the kind "Minutes", with its words, its page and the address where it stands."""
    found = cited(library_of(request), asked.wanted(), str(request.base_url))
    return Response("".join(STYLES[asked.format](found)), media_type=MEDIA[asked.format])
