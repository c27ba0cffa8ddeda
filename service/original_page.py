"""The original: the file as it was taken in, and its stored text with one passage marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from index.catalogue import Catalogue
from index.library import Library
from index.records import DocumentRecord, PassageRecord
from index.texts import stored
from index.writer import ORIGINALS
from ingest.spans import Span
from service.errors import NoSuchItem
from service.rendering import render, templates

# A pdf is drawn by the browser's own viewer, which is an object in a page of the browser's. Html is drawn without its
# scripts, forms and pictures from elsewhere, in an origin of its own: it can neither run nor fetch nor read anything.
_CLOSED = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
_POLICIES = {
    "pdf": f"{_CLOSED}; object-src 'self'; style-src 'unsafe-inline'",
    "html": f"sandbox; {_CLOSED}; style-src 'unsafe-inline'; img-src data:",
}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",  # if it is not UTF-8, it says itself in which encoding it is
    "md": "text/plain",
    "txt": "text/plain",
}
_RUN = 7  # words by which a place in a pdf is looked for: more are broken by a line's end or a hyphen somewhere
_BULLET = re.compile(r"^\W+")  # a viewer may have it elsewhere
router = APIRouter(include_in_schema=False)


@router.get("/original/{document_id}")
def original(request: Request, document_id: str) -> Response:
    """The file as it was taken in: shown where a browser can show it and it can do no harm, else saved."""
    return original_file(request.app.state.library, document_id)


def original_file(library: Library, document_id: str) -> FileResponse:
    """The file with its type, and told to do nothing."""
    with library.reading() as catalogue:
        document = _document(catalogue, document_id)
    path = library.folder / ORIGINALS / f"{document_id}.{document.format}"
    if not path.is_file():
        raise NoSuchItem("The original file is no longer in the library.", where=document.name, todo="Add it again. Its text is still there.")
    headers = {"Content-Type": TYPES[document.format], "Content-Security-Policy": _POLICIES.get(document.format, f"sandbox; {_CLOSED}")}
    if headers["Content-Type"].startswith("text/") and _is_utf8(path):  # else a browser guesses, and takes a page without a word of it for Windows-1252
        headers["Content-Type"] += "; charset=utf-8"
    shown = "attachment" if document.format == "docx" else "inline"
    return FileResponse(path, headers=headers, filename=document.name.rsplit("/", 1)[-1], content_disposition_type=shown)


@router.get("/original/{document_id}/text")
def text(request: Request, document_id: str, passage: str | None = None) -> Response:
    """The stored text of a file, page by page, with one passage marked."""
    library: Library = request.app.state.library
    asked, back = back_to(request)
    with library.reading() as catalogue:
        document = _document(catalogue, document_id)
        words = stored(catalogue, document.key)
        (meeting,) = catalogue.meetings("d.key = ?", (document.key,))
        found = _passage(catalogue, document, passage)
        pages = catalogue.pages(document.key)
    marked = found.spans if found else ()
    content = {
        "meeting": meeting,
        "pages": [(number, _pieces(words, span, marked)) for number, span in pages or ((None, Span(0, len(words))),)],
        "back": back,
        "context": f"/item/{found.item.id}?{urlencode([('passage', found.id), *asked])}#passage" if found else None,
    }
    return render(request, "text.html", content)


def back_to(request: Request) -> tuple[list[tuple[str, str]], str | None]:
    """What an address says of the answer that it was followed from, as fields, and the way back to the passage there."""
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "passage"]
    number = dict(asked).get("from", "")
    place = f"#p{number}" if number.isdecimal() and number.isascii() else ""
    thread = [(name, value) for name, value in asked if name != "from"]
    return asked, f"/?{urlencode(thread)}{place}" if any(name == "q" for name, _ in thread) else None


def original_path(passage: PassageRecord, words: str | None = None, asked: Sequence[tuple[str, str]] = ()) -> str:
    """Where the original opens at a passage: a pdf at its page, anything else in its text, which leads back by the fields `asked`.

    The words, or those with which the passage begins, are marked by the browser's own viewer where it can: `search` is read by
    Firefox, `:~:text=` by Chrome and Edge, and whatever knows neither opens the page.
    """
    document = passage.meeting.document
    if document.format != "pdf":
        return f"/original/{document.id}/text?{urlencode([('passage', passage.id), *asked])}#passage"
    if not passage.page:
        return f"/original/{document.id}"
    run = quote(_run(words or passage.text), safe="").replace("-", "%2D")
    return f"/original/{document.id}#page={passage.page}&search={run}&phrase=true:~:text={run}"


def _run(words: str) -> str:
    """A few words of one line, which stand in the file as they stand here."""
    lines = [_BULLET.sub("", line).split() for line in words.splitlines()]
    return " ".join(next((line for line in lines if len(line) >= _RUN), max(lines, key=len, default=[]))[:_RUN])


def _document(catalogue: Catalogue, document_id: str) -> DocumentRecord:
    found = catalogue.documents("d.id = ?", (document_id,))
    if not found:
        raise NoSuchItem("There is no such document in the library.", where=document_id, todo="It may have been removed. See Coverage.")
    return found[0]


def _passage(catalogue: Catalogue, document: DocumentRecord, passage: str | None) -> PassageRecord | None:
    """The passage of that id; None where it is none of this document's."""
    keys = catalogue.keys_where("p.id = ? AND d.key = ?", (passage, document.key)) if passage else []
    return next(iter(catalogue.passages(keys).values()), None)


def _pieces(stored: str, page: Span, marked: tuple[Span, ...]) -> list[tuple[str, bool, bool, bool]]:
    """(words, whether they are of the passage, whether it begins, ends with them) of a page; together they are the page's text."""
    borders = sorted({page.start, page.end, *(min(max(at, page.start), page.end) for span in marked for at in (span.start, span.end))})
    found = []
    for start, end in pairwise(borders):
        inside = any(span.start <= start and end <= span.end for span in marked)
        found.append((stored[start:end], inside, inside and start == marked[0].start, inside and end == marked[-1].end))
    return found


def _is_utf8(path: Path) -> bool:
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


templates.env.globals.update(original_path=original_path)
