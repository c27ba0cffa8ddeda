"""Minutes written once, as blocks, and rendered in every format that is read."""

import io
import textwrap
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from tests.samples.build import add_runs

# A block is a kind and its text: `title` (of the document), `item` (`4. Roads`), `text`, or `table`, whose rows are lines
# of cells with a bar between. A paragraph's own line breaks are printed as breaks.
Block = tuple[str, str]

WIDTH = 72


def rows_of(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in text.split("\n")]


def as_txt(blocks: Sequence[Block]) -> bytes:
    """Wrapped by hand, as an old mail program does it; cells stand apart by tabs."""
    parts = []
    for kind, text in blocks:
        lines = ["\t".join(row) for row in rows_of(text)] if kind == "table" else [line for part in text.split("\n") for line in textwrap.wrap(part, WIDTH)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts).encode()


def as_md(blocks: Sequence[Block]) -> bytes:
    """With the marks and escapes that editors write: headings, bold, `4\\.`."""
    parts = []
    for kind, text in blocks:
        if kind == "table":
            first, *others = [f"| {' | '.join(row)} |" for row in rows_of(text)]
            parts.append("\n".join([first, "|---" * first.count(" | ") + "|---|", *others]))
        elif kind == "title":
            parts.append(f"# {text}")
        elif kind == "item":
            parts.append(f"**{text.replace('. ', chr(92) + '. ', 1)}**")
        else:
            parts.append(text)
    return "\n\n".join(parts).encode()


def as_html(blocks: Sequence[Block]) -> bytes:
    """In the middle of a site."""
    parts = []
    for kind, text in blocks:
        if kind == "table":
            parts.append("<table>" + "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows_of(text)) + "</table>")
        else:
            tag = {"title": "h1", "item": "h3"}.get(kind, "p")
            parts.append(f"<{tag}>{escape(text).replace(chr(10), '<br>')}</{tag}>")
    site = "<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>{}<footer>Cookies and privacy</footer>"
    return f"<!doctype html><html><head><title>Minutes</title></head><body>{site.format('<div>' + ''.join(parts) + '</div>')}</body></html>".encode()


def as_docx(blocks: Sequence[Block]) -> bytes:
    """With typed numbers and soft breaks."""
    return _word(blocks, lambda document, text: add_runs(document.add_paragraph(), text, bold=True))


def as_docx_counted(blocks: Sequence[Block]) -> bytes:
    """With Word's own numbers: those of the items are not in the text."""
    return _word(blocks, lambda document, text: add_runs(document.add_paragraph(style="List Number"), text.split(" ", 1)[1], bold=True))


def _word(blocks: Sequence[Block], add_item: Callable[[WordDocument, str], None]) -> bytes:
    document = docx.Document()
    for kind, text in blocks:
        if kind == "table":
            rows = rows_of(text)
            table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
            for row in rows:
                for cell, value in zip(table.add_row().cells, row, strict=True):
                    cell.text = value
        elif kind == "item":
            add_item(document, text)
        else:
            add_runs(document.add_paragraph(), text, bold=kind == "title")
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def as_pdf(blocks: Sequence[Block]) -> bytes:
    """On small pages, so that lines wrap and items run over them, with a header, page numbers and a line to sign on."""
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=7)
    bold = ParagraphStyle("bold", body, fontName="Times-Bold")
    story: list[Flowable] = []
    for kind, text in blocks:
        if kind == "table":
            story.append(Table(rows_of(text), hAlign="LEFT"))
        else:
            story.append(Paragraph(escape(text).replace("\n", "<br/>"), body if kind == "text" else bold))

    def furnish(canvas: Canvas, _: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, A4[1] * 0.6 - 40, blocks[0][1])
        canvas.drawString(72, 48, "Signed ______________________ Dated 9th July 2024")
        canvas.drawCentredString(A4[0] / 2, 30, f"Page {canvas.getPageNumber()}")

    kept = io.BytesIO()
    template = SimpleDocTemplate(kept, pagesize=(A4[0], A4[1] * 0.6), topMargin=70, bottomMargin=70, invariant=1)
    template.build(story, onFirstPage=furnish, onLaterPages=furnish)
    return kept.getvalue()


RENDERINGS: dict[str, tuple[str, Callable[[Sequence[Block]], bytes]]] = {
    "pdf": ("minutes.pdf", as_pdf),
    "docx": ("minutes.docx", as_docx),
    "docx with counted numbers": ("minutes.docx", as_docx_counted),
    "html": ("minutes.html", as_html),
    "md": ("minutes.md", as_md),
    "txt": ("minutes.txt", as_txt),
}
