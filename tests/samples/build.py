"""Build the PDF and Word samples from the plain texts in ``sources/``.

Run as ``python tests/samples/build.py``. Every run gives the same bytes: PDFs are invariant, Word
files have fixed properties and times, and neither is compressed (zlibs differ).

A source has a head of ``@name value`` lines, then blocks with a blank line between them:

    @format pdf          pdf or docx (the file's name is the source's, with this ending)
    @title ...           the title in the file's properties
    @font Times          pdf: Times or Helvetica; docx: any font name
    @header ...          running header (optional in docx)
    @indent 18           pdf only: how far the text stands in under the headings, in points
    @heading bold        docx only: bold or style (typed numbers), or auto (Word's own numbers)

    # text               a centred line of the title
    ## text              the heading of an item
    ### text             a heading inside an item
    - text              one bullet of a list (lines in a row make a list)
    | a | b |            one row of a table (the first row is its head)
    text                 a paragraph; ``**text**`` is bold, a backslash at a line's end breaks it
"""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

HERE: Final = Path(__file__).resolve().parent
SOURCES: Final = HERE / "sources"
OUT: Final = HERE.parents[1] / "service" / "samples" / "fennick-vale-district-council"
AUTHOR: Final = "Fennick Vale District Council"
STAMP: Final = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
FONTS: Final = {
    "Times": ("Times-Roman", "Times-Bold"),
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
}
MARKS: Final = {"# ": "title", "## ": "item", "### ": "inner", "- ": "bullet", "|": "row"}

Head = dict[str, str]
Block = tuple[str, str]


def read_source(text: str) -> tuple[Head, list[Block]]:
    """Split a source into its head and its blocks, each a kind and its text."""
    top, _, body = text.partition("\n\n")
    head: Head = {}
    for line in top.splitlines():
        name, _, value = line.removeprefix("@").partition(" ")
        head[name] = value.strip()
    blocks: list[Block] = []
    for chunk in re.split(r"\n{2,}", body.strip()):
        lines = chunk.splitlines()
        for mark, kind in MARKS.items():
            if chunk.startswith(mark):
                blocks += [(kind, line.removeprefix(mark).strip()) for line in lines]
                break
        else:
            blocks.append(("text", re.sub(r"(?<!\\)\n", " ", chunk).replace("\\\n", "\n")))
    return head, blocks


def make_story(head: Head, blocks: list[Block]) -> list[Flowable]:
    """Turn the blocks into ReportLab's paragraphs."""
    plain, bold = FONTS[head["font"]]
    indent = float(head["indent"])
    body = ParagraphStyle("body", fontName=plain, fontSize=11, leading=14.5, spaceAfter=8)
    heading = ParagraphStyle("item", body, fontName=bold, spaceBefore=8, keepWithNext=1)
    styles = {
        "title": ParagraphStyle("title", heading, alignment=TA_CENTER),
        "item": heading,
        "inner": ParagraphStyle("inner", heading, leftIndent=indent),
        "bullet": ParagraphStyle("bullet", body, leftIndent=indent + 14),
        "text": body,
    }
    story: list[Flowable] = []
    for kind, text in blocks:
        if kind == "item":
            styles["text"] = ParagraphStyle("text", body, leftIndent=indent)
        markup = re.sub(r"\*\*(.+?)\*\*", rf'<font name="{bold}">\1</font>', escape(text))
        bullet = "\u2022" if kind == "bullet" else None
        story.append(Paragraph(markup.replace("\n", "<br/>"), styles[kind], bulletText=bullet))
    return story


def build_pdf(head: Head, blocks: list[Block]) -> bytes:
    """Lay the blocks out on A4 pages, twice, since the first pass counts the pages."""
    pages = 0

    def furnish(canvas: Canvas, _: SimpleDocTemplate) -> None:
        number = canvas.getPageNumber()
        canvas.setFont("Helvetica", 8)
        if number > 1:
            canvas.drawString(72, A4[1] - 40, head["header"])
        canvas.drawCentredString(A4[0] / 2, 36, f"Page {number} of {pages}")

    for _ in range(2):
        buffer = io.BytesIO()
        template = SimpleDocTemplate(
            buffer,
            pagesize=A4,
            topMargin=64,
            bottomMargin=64,
            title=head["title"],
            author=AUTHOR,
            lang="en-GB",
            invariant=1,
            pageCompression=0,
        )
        template.build(make_story(head, blocks), onFirstPage=furnish, onLaterPages=furnish)
        pages = template.page
    return buffer.getvalue()


def add_runs(paragraph: WordParagraph, text: str, *, bold: bool = False) -> None:
    """Write text with its bold parts into a paragraph."""
    for place, part in enumerate(text.split("**")):
        if part:
            paragraph.add_run(part).bold = True if bold or place % 2 else None


def add_block(document: Document, kind: str, text: str, heading: str) -> None:
    """Write one block that is not part of a table."""
    if kind == "item" and heading == "auto":
        add_runs(document.add_paragraph(style="List Number"), text, bold=True)
    elif kind in {"item", "inner"} and heading == "style":
        document.add_heading(text, level=2 if kind == "item" else 3)
    else:
        style = "List Bullet" if kind == "bullet" else None
        paragraph = document.add_paragraph(style=style)
        add_runs(paragraph, text, bold=kind in {"title", "item", "inner"})
        if kind == "title":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def prune(document: Document) -> None:
    """Take out what the template holds and the samples do not use."""
    for style in list(document.styles):
        if style.type is WD_STYLE_TYPE.TABLE and style.name not in {"Normal Table", "Table Grid"}:
            style.delete()
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("stylesWithEffects"):
            del document.part.rels[key]


def build_docx(head: Head, blocks: list[Block]) -> bytes:
    """Write the blocks as a Word document and pack it with fixed times."""
    document = docx.Document()
    prune(document)
    font = document.styles["Normal"].font
    font.name, font.size = head["font"], Pt(11)
    if "header" in head:
        document.sections[0].header.paragraphs[0].text = head["header"]
    table = None
    for kind, text in blocks:
        if kind != "row":
            table = None
            add_block(document, kind, text, head["heading"])
            continue
        cells = [cell.strip() for cell in text.strip("| ").split("|")]
        if table is None:
            table = document.add_table(rows=0, cols=len(cells), style="Table Grid")
        for cell, value in zip(table.add_row().cells, cells, strict=True):
            cell.text = value
    properties = document.core_properties
    properties.title, properties.author = head["title"], AUTHOR
    properties.last_modified_by, properties.comments = AUTHOR, ""
    properties.created = properties.modified = STAMP
    raw, packed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), old.read(name))
    return packed.getvalue()


def main() -> None:
    """Build every source."""
    for source in sorted(SOURCES.glob("*.txt")):
        head, blocks = read_source(source.read_text(encoding="utf-8"))
        build = {"pdf": build_pdf, "docx": build_docx}[head["format"]]
        (OUT / f"{source.stem}.{head['format']}").write_bytes(build(head, blocks))


if __name__ == "__main__":
    main()
