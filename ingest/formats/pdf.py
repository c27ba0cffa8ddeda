"""pdf by PDFium, one page after the other; a scan by text recognition where that is installed."""

from __future__ import annotations

import re
import threading
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.domain import Extracted, Page, Source
from ingest.errors import DamagedSource, EncryptedSource, ScannedSource
from ingest.formats import columns, scan
from ingest.repairs import SECOND_HALF
from ingest.spans import Span

_PDFIUM = threading.Lock()  # PDFium is not thread-safe
_HYPHEN = "\ufffe"  # what PDFium writes for the hyphen printed at the end of a line, and it joins the next line to it
_BROKEN = re.compile(rf"(?<=[a-z]{{2}}){_HYPHEN}\n?(?={SECOND_HALF})")  # the line end is put back in a word that was only broken there
_MOST_DOTS = 6_000  # on a side: a damaged page can claim to be kilometres long
_SCALE = 2.5  # dots of a picture to a point: 180 an inch
_FEWEST_LETTERS = 20  # a page: below it on every page there is no text layer worth the name


def read(source: Source) -> Extracted:
    """The text of every page, with a blank line between pages.

    Raises:
        EncryptedSource: it asks for a password. DamagedSource: PDFium cannot open it, or it has no page.
        ScannedSource: it has no text layer.

    """
    remarks: tuple[str, ...] = ()
    with _PDFIUM:
        document = _open(source)
        try:
            pages = [_page(document, number, str(source.path)) for number in range(len(document))]
            if all(sum(map(str.isalnum, page)) < _FEWEST_LETTERS for page in pages):
                pages, remarks = _scanned(document, str(source.path))
        finally:
            document.close()
    text, placed = "", []
    for number, page in enumerate(pages, start=1):
        start = len(text)
        text += page + "\n\n"
        placed.append(Page(number, Span(start, len(text))))
    return Extracted(text, pages=tuple(placed), remarks=remarks)


def _open(source: Source) -> pdfium.PdfDocument:
    where = str(source.path)
    try:
        document = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        # PDFium's last error may be that of an earlier file: believe it only if the file agrees.
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD and b"/Encrypt" in source.data:
            todo = "Save it without a password, then ingest it again."
            raise EncryptedSource("It is protected by a password.", where=where, todo=todo) from error
        raise DamagedSource("The pdf is damaged or has no pages.", where=where, todo="Fetch it again from where it came from.") from error
    if not len(document):
        document.close()
        raise DamagedSource("The pdf has no pages.", where=where, todo="Fetch it again from where it came from.")
    return document


def _scanned(document: pdfium.PdfDocument, where: str) -> tuple[list[str], tuple[str, ...]]:
    """The words recognised on the pages of a scan, and the remark that they were."""
    count = f"{len(document)} page{'s' * (len(document) > 1)}"
    if not scan.available():
        todo = "To read scans: pip install '.[scans]'; then ingest it again."
        raise ScannedSource(f"It is a scan: no text on its {count}.", where=where, todo=todo)
    found = list(scan.recognise(_picture(document, number, where) for number in range(len(document))))
    if all(sum(map(str.isalnum, page.text)) < _FEWEST_LETTERS for page in found):
        raise ScannedSource(f"It is a scan, and no words were made out on its {count}.", where=where, todo="Scan it again, sharper.")
    sureness = ", ".join(f"{page.confidence:.0%}" for page in found)
    return [page.text for page in found], (f"Read from a scan: words may be misread. Confidence page by page: {sureness}.",)


def _picture(document: pdfium.PdfDocument, number: int, where: str) -> Any:
    """A page as an array of height, width and colour."""
    page = document[number]
    try:
        return page.render(scale=min(_SCALE, _MOST_DOTS / max(*page.get_size(), 1))).to_numpy()
    except (pdfium.PdfiumError, MemoryError, ValueError) as error:
        raise DamagedSource(f"Page {number + 1} of the pdf is damaged.", where=where, todo="Fetch it again from where it came from.") from error


def _page(document: pdfium.PdfDocument, number: int, where: str) -> str:
    try:
        text = columns.text_of(document[number].get_textpage())
    except pdfium.PdfiumError as error:
        raise DamagedSource(f"Page {number + 1} of the pdf is damaged.", where=where, todo="Fetch it again from where it came from.") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return _BROKEN.sub("-\n", text).replace(_HYPHEN, "-")
