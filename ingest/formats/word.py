"""docx by python-docx: paragraphs and tables in their order, automatic numbers beside the text."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from ingest.domain import Block, Extracted, Source
from ingest.errors import DamagedSource, OversizedSource
from ingest.formats.numbering import Numbering
from ingest.spans import Span

_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_LARGEST_UNPACKED = 500_000_000
_LARGEST_XML = 20_000_000  # the parser's tree takes some ten times as much
_MOST_PARAGRAPHS = 50_000  # reading takes up to half a millisecond for each
_HOLDERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")))
_UNSEEN = frozenset(map(qn, ("w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:drawing", "w:pict", "w:object"))) | {f"{{{_COMPATIBLE}}}AlternateContent"}
_COPIES = frozenset({f"{{{_COMPATIBLE}}}Fallback", qn("w:del"), qn("w:moveFrom")})
_MARKS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): "\u00ad"}
# python-docx hands on whatever the zip, the XML parser, or a part that is missing or not what it should be raises.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, OpcError, PythonDocxError, XmlchemyError, SyntaxError, RuntimeError,
    LookupError, ValueError, TypeError, AttributeError, AssertionError,
)  # fmt: skip
_HEADING = re.compile(r"heading (\d)|title", re.IGNORECASE)


def read(source: Source) -> Extracted:
    """The text, a blank line between paragraphs, a line per table row with tabs between its cells.

    Raises:
        DamagedSource: it is not a readable Word document. OversizedSource: it unpacks to more than is read.

    """
    where = str(source.path)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            sizes = [(entry.file_size, entry.filename.lower().endswith((".xml", ".rels"))) for entry in archive.infolist()]
        unpacked, xml = sum(size for size, _ in sizes), sum(size for size, is_xml in sizes if is_xml)
        if unpacked > _LARGEST_UNPACKED:
            raise OversizedSource(f"It unpacks to {unpacked // 1_000_000} MB.", where=where, todo="Save it without pictures.")
        if xml > _LARGEST_XML:
            raise OversizedSource(f"Its text unpacks to {xml // 1_000_000} MB.", where=where, todo="Open it in Word and save it again, in parts.")
        return _extracted(docx.Document(io.BytesIO(source.data)), where)
    except _BROKEN as error:
        raise DamagedSource("The Word document is damaged.", where=where, todo="Open it in Word and save it again.") from error


def _extracted(document: WordDocument, where: str) -> Extracted:
    numbering = Numbering(document)
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for text, level, label in _paragraphs(document, numbering):
        if len(parts) == _MOST_PARAGRAPHS:
            raise OversizedSource(f"It has more than {_MOST_PARAGRAPHS} paragraphs.", where=where, todo="Save it in parts, a meeting each.")
        stripped = text.strip("\n")
        if stripped.strip() and (level or label):
            blocks.append(Block(Span(length, length + len(stripped)), level, label))
        parts.append(stripped + "\n\n")
        length += len(parts[-1])
    title = document.core_properties.title or None
    return Extracted("".join(parts), blocks=tuple(blocks), title=title)


def _paragraphs(document: WordDocument, numbering: Numbering) -> Iterator[tuple[str, int | None, str | None]]:
    for block in _blocks(document.element.body, document):
        if isinstance(block, Paragraph):
            text = _text(block._p)
            yield (text, _level(block, numbering), numbering.label(block)) if text.strip() else (text, None, None)
        else:
            yield "\n".join(_rows(block)), None, None


def _blocks(holder: Any, parent: Any) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables in their order, those in content controls (where templates keep text) included.

    What stands beside a paragraph, in a text box or a footnote, follows it. Headers and footers are left out.
    """
    for element in holder:
        if element.tag == qn("w:p"):
            yield Paragraph(element, parent)
            for beside in _beside(element, parent):
                yield from _blocks(beside, parent)
        elif element.tag == qn("w:tbl"):
            yield Table(element, parent)
        elif element.tag in _HOLDERS:
            yield from _blocks(element, parent)


def _beside(paragraph: Any, parent: Any) -> Iterator[Any]:
    """The contents of the text boxes that hang on a paragraph, once (Word keeps a copy for older readers), and of its footnotes."""
    if paragraph.find(f".//{qn('w:txbxContent')}") is not None:
        waiting = [paragraph]
        while waiting:
            each = waiting.pop()
            if each.tag == qn("w:txbxContent"):
                yield each
            elif each.tag not in _COPIES:
                waiting.extend(reversed(each))
    for kind in ("footnote", "endnote"):
        for reference in paragraph.iter(qn(f"w:{kind}Reference")):
            yield from _notes(parent.part, kind, reference.get(qn("w:id")))


def _notes(part: Any, kind: str, number: str) -> Iterator[Any]:
    """The note of that number, from the part of the file where Word keeps them."""
    notes = next((each.target_part for each in part.rels.values() if each.reltype.endswith(f"/{kind}s")), None)
    if notes is not None:
        yield from (each for each in parse_xml(notes.blob).findall(qn(f"w:{kind}")) if each.get(qn("w:id")) == number)


def _text(element: Any) -> str:
    """What a paragraph shows: links, content controls and insertions read, deletions and what hangs on it not."""
    parts: list[str] = []
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if each.tag == qn("w:t"):
            parts.append(each.text or "")
        elif each.tag in _MARKS:
            parts.append(_MARKS[each.tag])
        elif each.tag not in _UNSEEN:
            waiting.extend(reversed(each))
    return "".join(parts).replace("\r", "\n")


def _rows(table: Table) -> Iterator[str]:
    """A line per row; a cell that spans several columns or rows is written once; a table inside a cell follows its text."""
    written: list[Any] = []
    for row in table.rows:
        cells = []
        for cell in row.cells:
            if any(cell._tc is each for each in written):
                continue
            written.append(cell._tc)
            lines = [_text(block._p) if isinstance(block, Paragraph) else "\n".join(_rows(block)) for block in _blocks(cell._tc, cell)]
            cells.append("\n".join(lines).strip())
        written = [cell._tc for cell in row.cells]
        yield "\t".join(cells)


def _level(paragraph: Paragraph, numbering: Numbering) -> int | None:
    style = next(iter(numbering.styles(paragraph)), None)
    found = _HEADING.match((style.name if style is not None else None) or "")
    if found:
        return int(found.group(1) or 1)
    runs = [run for run in paragraph.runs if run.text.strip()]
    return 7 if runs and all(run.bold for run in runs) else None
