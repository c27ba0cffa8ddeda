"""Each format gives the words that a reader sees, in order, and its own knowledge beside them."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.domain import Document
from ingest.extract import extract
from ingest.furniture import furniture
from ingest.parse import parse
from ingest.repairs import repair
from ingest.sources import load, recognise
from ingest.spans import cut
from tests.conftest import SAMPLES

TEXT = "Minutes of Zoë’s “Café” Committee – £1,500 café grant\nThe Chair’s report was noted; it cost £20 – no more.\n"


def read(name: str, data: bytes) -> Document:
    return extract(recognise(Path(name), data))


def html(body: str) -> str:
    return read("minutes.html", f"<html><body>{body}</body></html>".encode()).text.strip()


def word(build: Callable[[WordDocument], None]) -> Document:
    document = docx.Document()
    build(document)
    kept = io.BytesIO()
    document.save(kept)
    return read("minutes.docx", kept.getvalue())


def labels(document: Document) -> list[tuple[str | None, str]]:
    return [(block.label, document.text[block.span.start : block.span.end]) for block in document.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    """The same minutes read the same in every encoding that clerks save in."""
    assert read("minutes.txt", TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("characters", ["£", "–", "’", "“”", "é", "½", "•"])
def test_one_odd_character_does_not_mislead(characters: str) -> None:
    """A single character of windows-1252 in a page of plain English reads as what it is."""
    text = f"5.4 Application 24/00219/FUL {characters} Former Bank\n" + "The Committee considered the report of the Head of Planning.\n" * 40
    assert read("minutes.txt", text.encode("cp1252")).text == text


def test_an_odd_byte_far_down_is_read() -> None:
    """A file that is plain for its first pages and windows-1252 at its end loses nothing."""
    text = "The Committee considered the report.\n" * 4000 + "It cost £5 – no more.\n"
    assert read("minutes.txt", text.encode("cp1252")).text == text


def test_line_ends_become_one_kind() -> None:
    """Windows and old Mac line ends read as one."""
    assert read("minutes.txt", b"one\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


def test_a_page_named_txt_is_read_as_html() -> None:
    """A web page saved under .txt is read as the page it is."""
    assert read("minutes.txt", b"<html><body><p>One</p><p>Two</p></body></html>").text.strip() == "One\n\nTwo"


@pytest.mark.parametrize("tag", ["nav", "footer", "header", "aside", "form"])
def test_site_chrome_is_left_out(tag: str) -> None:
    """What stands around the minutes on a site is not in the stored text."""
    minutes = "<div><h2>1. Apologies</h2><p>Apologies were received from Councillor Binnie, and the meeting opened.</p></div>"
    assert html(f"<{tag}>Sign up for news</{tag}>{minutes}<div class='cookie-banner'>We use cookies</div>") == (
        "1. Apologies\n\nApologies were received from Councillor Binnie, and the meeting opened."
    )


def test_the_header_inside_the_minutes_stays() -> None:
    """A header element inside the page's article belongs to the minutes."""
    assert html("<nav>Home</nav><article><header><h1>Council, 1 May 2020</h1></header><p>Present: all of the members.</p></article>").startswith(
        "Council, 1 May 2020"
    )


def test_entities_and_white_space_read_as_shown() -> None:
    """Entities become their characters and runs of blanks one, as a browser shows them."""
    assert html("<p>Fish &amp; Chips&nbsp;&pound;5 &#8211; Mr&rsquo;s\n   own <b>bo</b>ld &lt;tag&gt;</p>") == "Fish & Chips\xa0£5 – Mr’s own bold <tag>"


def test_tables_become_rows() -> None:
    """A table's rows are lines, its cells parted by tabs."""
    assert html("<p>Vote</p><table><tr><th>Name<th>Vote<tr><td>A Binnie<td>For</table><p>End</p>") == "Vote\n\nName\tVote\nA Binnie\tFor\n\nEnd"


def test_line_breaks_are_kept() -> None:
    """A break within a paragraph is a line, a paragraph stands apart by a blank line."""
    assert html("<p>one<br>two</p><p>three</p>") == "one\ntwo\n\nthree"


def test_counted_lists_are_labels() -> None:
    """A number that the browser counts is a label beside the text; start, value and the kind of letters are obeyed."""
    document = read(
        "minutes.html",
        b"<ol start=4><li>Apologies</li><li>Minutes<ol type=a><li>that A</li><li>that B</li></ol></li><li value=9>Close</li></ol><ul><li>dot</li></ul>",
    )
    assert labels(document) == [("4.", "Apologies"), ("5.", "Minutes"), ("a.", "that A"), ("b.", "that B"), ("9.", "Close")]


def test_a_paragraph_in_a_counted_item_keeps_its_label() -> None:
    """The label goes to the first words of the item, also where a paragraph holds them."""
    assert labels(read("minutes.html", b"<ol><li><p>Apologies</p><p>None.</p></li><li><p>Minutes</p></li></ol>")) == [("1.", "Apologies"), ("2.", "Minutes")]


def test_deep_nesting_is_read() -> None:
    """Twenty thousand elements inside one another, far past Python's stack, are read like any page."""
    deep = 20_000
    assert html("<div>" * deep + "<p>Present: all.</p>" + "</div>" * deep) == "Present: all."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"1\. Apologies \*none\*", "1. Apologies *none*"),
        ("un**believ**able and *so* on", "unbelievable and so on"),
        ("3. Minutes\n4. Matters arising", "3. Minutes\n4. Matters arising"),
        ("---\ntitle: Council\nposted: 2020-01-01\n---\n\nPresent: all", "Present: all"),
        ("    indented like code", "indented like code"),
        ("A & B &amp; C £5", "A & B & C £5"),
        ("| Name | Vote |\n|---|---|\n| Binnie | For |", "Name\tVote\nBinnie\tFor"),
        ("- one\n- two", "- one\n- two"),
        ("Snake_case_word and 5 * 3 * 2", "Snake_case_word and 5 * 3 * 2"),
    ],
)
def test_markdown_reads_as_rendered(written: str, shown: str) -> None:
    """Marks and escapes are read; words, printed numbers and line ends stay."""
    assert read("minutes.md", written.encode()).text.strip() == shown


def test_markdown_headings_are_blocks() -> None:
    """A heading's level is known and its marks are not in the text."""
    document = read("minutes.md", b"# Council\n\n## 1. Apologies\n\nNone.\n\n**2. Minutes**\n")
    assert [(block.level, document.text[block.span.start : block.span.end]) for block in document.blocks] == [
        (1, "Council"),
        (2, "1. Apologies"),
        (7, "2. Minutes"),
    ]


def test_markdown_front_matter_gives_the_title() -> None:
    """The front matter is no text of the minutes; its title is the document's."""
    assert read("minutes.md", b'---\ntitle: "Council, May"\n---\nPresent: all').title == "Council, May"


def numbered(paragraph: Paragraph, number: int, level: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def new_list(
    document: WordDocument, levels: list[tuple[str, str, int]], overrides: dict[int, int] | None = None, abstract: int | None = None
) -> tuple[int, int]:
    """A list of `levels` (number format, text, start) in numbering.xml: its number and that of its abstract list."""
    root = document.part.numbering_part.element
    if abstract is None:
        abstract = 900 + len(root)
        element = OxmlElement("w:abstractNum")
        element.set(qn("w:abstractNumId"), str(abstract))
        for depth, (form, text, start) in enumerate(levels):
            level = OxmlElement("w:lvl")
            level.set(qn("w:ilvl"), str(depth))
            for tag, value in (("w:start", str(start)), ("w:numFmt", form), ("w:lvlText", text)):
                child = OxmlElement(tag)
                child.set(qn("w:val"), value)
                level.append(child)
            element.append(level)
        root.insert(0, element)
    number = root.add_num(abstract)
    for depth, start in (overrides or {}).items():
        number.add_lvlOverride(depth).add_startOverride(start)
    return number.numId, abstract


LEVELS = [("decimal", "%1.", 3), ("lowerLetter", "(%2)", 1), ("lowerRoman", "%1.%3", 1)]


def test_word_numbers_are_counted() -> None:
    """Word's automatic numbers are labels beside the text: start, deeper levels, and counting anew under each parent."""

    def build(document: WordDocument) -> None:
        number, _ = new_list(document, LEVELS)
        for text, level in (("Apologies", 0), ("Budget", 0), ("that A", 1), ("that B", 1), ("deep", 2), ("Close", 0), ("that C", 1)):
            numbered(document.add_paragraph(text), number, level)
        document.add_paragraph("The end.")

    expected = [("3.", "Apologies"), ("4.", "Budget"), ("(a)", "that A"), ("(b)", "that B"), ("4.i", "deep"), ("5.", "Close"), ("(a)", "that C")]
    document = word(build)
    assert labels(document) == expected
    assert "3." not in document.text


def test_word_numbers_start_anew_where_the_list_says() -> None:
    """A list with a start of its own counts from there; one without goes on where the list before it stopped."""

    def build(document: WordDocument) -> None:
        first, abstract = new_list(document, LEVELS)
        again, _ = new_list(document, LEVELS, {0: 1}, abstract)
        goes_on, _ = new_list(document, LEVELS, None, abstract)
        for text, number in (("A", first), ("B", first), ("C", again), ("D", again), ("E", goes_on)):
            numbered(document.add_paragraph(text), number)

    assert labels(word(build)) == [("3.", "A"), ("4.", "B"), ("1.", "C"), ("2.", "D"), ("3.", "E")]


def test_word_numbers_come_from_styles() -> None:
    """A paragraph whose style, or the style that one is based on, names a list is counted; number 0 switches it off."""

    def build(document: WordDocument) -> None:
        number, _ = new_list(document, [("decimal", "Item %1", 1)])
        base = document.styles.add_style("Minute", 1)
        base.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
        document.styles.add_style("Minute title", 1).base_style = base
        document.add_paragraph("Apologies", style="Minute title")
        numbered(document.add_paragraph("Unnumbered", style="Minute title"), 0)
        document.add_paragraph("Close", style="Minute")

    assert labels(word(build)) == [("Item 1", "Apologies"), ("Item 2", "Close")]


def test_word_tables_are_rows_in_their_place() -> None:
    """A table stands where it stands, a line a row, and a cell merged over columns or rows is written once."""

    def build(document: WordDocument) -> None:
        document.add_paragraph("Before")
        table = document.add_table(3, 3)
        for row, texts in enumerate((("Vote", "", ""), ("A", "For", "x"), ("B", "Against", "y"))):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        table.cell(0, 0).merge(table.cell(0, 2))
        table.cell(1, 2).merge(table.cell(2, 2))
        document.add_paragraph("After")

    text = word(build).text
    assert [line for line in text.split("\n") if line.strip()] == ["Before", "Vote", "A\tFor\tx", "y", "B\tAgainst", "After"]


def test_word_breaks_and_runs() -> None:
    """A soft break is a line, runs of one word join, and a paragraph stands apart by a blank line."""

    def build(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Present: Bin")
        paragraph.add_run("nie").bold = True
        paragraph.add_run().add_break()
        paragraph.add_run("Apologies: none")
        document.add_paragraph("Next\ttab")

    assert word(build).text.strip() == "Present: Binnie\nApologies: none\n\nNext\ttab"


def test_word_text_in_links_and_changes() -> None:
    """Words inside a link and inserted by tracked changes are read; deleted ones are not."""

    def build(document: WordDocument) -> None:
        paragraph = document.add_paragraph("See ")
        for tag, text_tag, text in (("w:hyperlink", "w:t", "the report"), ("w:ins", "w:t", " today"), ("w:del", "w:delText", " never")):
            holder, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
            words.text = text
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(words)
            holder.append(run)
            paragraph._p.append(holder)

    assert word(build).text.strip() == "See the report today"


def test_word_content_controls() -> None:
    """Text in content controls, where templates keep it, is read in its place."""

    def build(document: WordDocument) -> None:
        before = document.add_paragraph("Before")
        inside = document.add_paragraph("Inside")
        document.add_paragraph("After")
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        control.append(content)
        before._p.addnext(control)
        content.append(inside._p)

    assert word(build).text.split() == ["Before", "Inside", "After"]


_BOX = "<w:txbxContent><w:p><w:r><w:t>DRAFT minutes</w:t></w:r></w:p></w:txbxContent>"
TEXT_BOX = (
    f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
    f'<mc:Choice Requires="wps"><w:drawing>{_BOX}</w:drawing></mc:Choice><mc:Fallback><w:pict>{_BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>'
)


def test_word_text_boxes_are_read_once() -> None:
    """What stands in a text box follows the paragraph that it hangs on, and Word's copy for older readers is not read."""

    def build(document: WordDocument) -> None:
        document.add_paragraph("Wick Council")._p.append(parse_xml(TEXT_BOX))
        document.add_paragraph("Present: all")

    assert word(build).text.split("\n\n") == ["Wick Council", "DRAFT minutes", "Present: all", ""]


def test_word_footnotes_follow_their_paragraph() -> None:
    """A footnote is read behind the paragraph that refers to it."""

    def build(document: WordDocument) -> None:
        note = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>Since paid.</w:t></w:r></w:p></w:footnote></w:footnotes>'
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
        part = Part(
            PackURI("/word/footnotes.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml", note.encode(), document.part.package
        )
        document.part.relate_to(part, kind)
        document.add_paragraph("The bill was noted.")._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
        document.add_paragraph("Next.")

    assert word(build).text.split("\n\n") == ["The bill was noted.", "Since paid.", "Next.", ""]


def test_word_headers_are_left_out() -> None:
    """What Word repeats on every page is no text of the minutes."""

    def build(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "Wick Council, page"
        document.add_paragraph("Present: all")

    assert word(build).text.strip() == "Present: all"


def placed(pages: list[list[tuple[int, int, str]]]) -> Document:
    """A pdf with words at these places: points from the left, line from the top."""
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=A4)
    for page in pages:
        for left, line, words in page:
            canvas.drawString(left, 800 - 16 * line, words)
        canvas.showPage()
    canvas.save()
    return read("minutes.pdf", kept.getvalue())


ATTENDANCE = [("Councillor A Binnie (Chair)", "Councillor J Crewe"), ("Councillor M Lunn", "Councillor O Oduya"), ("Councillor T Mossop", "Mrs P Frome")]


@pytest.mark.parametrize("order", ["row by row", "column by column"])
def test_pdf_attendance_in_two_columns(order: str) -> None:
    """People who are listed in two columns are told apart, whether the file holds them row by row or column by column."""
    words = [(left, row, name) for row, names in enumerate(ATTENDANCE, start=3) for left, name in zip((72, 320), names, strict=True)]
    words = sorted(words) if order == "column by column" else words
    document = placed([[(72, 0, "Wick Council"), (72, 2, "Present:"), *words, (72, 7, "1. Roads"), (72, 8, "The lane was swept and the verge was cut.")]])
    found = {each.name for each in parse(document).meeting.attendance}
    assert found == {"A Binnie", "M Lunn", "T Mossop", "J Crewe", "O Oduya", "P Frome"}


def test_pdf_tables_are_rows_with_their_head() -> None:
    """A table's cells are parted by tabs, row by row, the head first; each row is a sentence of its own."""
    rows = [("Payee", "Purpose", "Amount"), ("Fen Electrical", "Lamps", "120.00"), ("Wick Print", "Newsletter", "80.00")]
    words = [(left, line, cell) for line, row in enumerate(rows, start=3) for left, cell in zip((72, 220, 360), row, strict=True)]
    before = [(72, 0, "1. Accounts"), (72, 1, "The accounts were put before the Council and were"), (72, 2, "approved for payment.")]
    document = placed([[*before, *words, *((72, line, "It rained and then it") for line in range(6, 30))]])
    item = parse(document).items[0]
    told = [cut(document.text, sentence.spans) for sentence in item.sentences]
    assert told[1:5] == ["The accounts were put before the Council and were\napproved for payment.", *("\t".join(row) for row in rows)]


def test_pdf_gaps_that_are_no_columns() -> None:
    """A wide gap behind a number or a label, or one that no line around it has, is a blank."""
    rows = [("1.", "Roads"), ("2.", "Parks"), ("Date:", "1 May"), ("Time:", "7 pm")]
    words = [(left, line, word) for line, row in enumerate(rows) for left, word in zip((72, 160), row, strict=True)]
    document = placed([[*words, (72, 4, "Swept"), (300, 4, "twice")]])
    assert "\t" not in document.text


def test_words_broken_at_line_ends() -> None:
    """A word broken at a line's end is read whole by model and word index; a hyphen of its own stays; the stored text keeps both."""
    lines = ["1. Roads", "The imple-", "mentation was part-", "funded by the co-", "opted members."]
    document = placed([[(72, line, words) for line, words in enumerate(lines)]])
    assert "imple-\nmentation" in document.text
    assert "The implementation was part-funded by the co-opted members." in repair(document.text)


def pdf(pages: list[list[str]]) -> Document:
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=A4)
    for lines in pages:
        for at, line in enumerate(lines):
            canvas.drawString(72, 800 - 16 * at, line)
        canvas.showPage()
    canvas.save()
    return read("minutes.pdf", kept.getvalue())


PAGES = [
    ["Planning Committee 1.5.2020", f"{number}. Matter {word}", "The report was noted.", f"It spoke {word}.", f"Page {number} of 3"]
    for number, word in enumerate(("of roads", "of parks", "of trees"), start=1)
]


def test_pdf_pages_are_numbered() -> None:
    """The text of a pdf is its lines in order, and each knows its page."""
    document = pdf(PAGES)
    assert [line for line in document.text.split("\n") if line] == [line for page in PAGES for line in page]
    assert [document.page_at(document.text.index(word)) for word in ("roads", "parks", "trees")] == [1, 2, 3]


def test_pdf_furniture_is_set_apart() -> None:
    """Running headers and page numbers are furniture, and an item runs on across them."""
    document = pdf(PAGES)
    assert {document.text[span.start : span.end] for span in furniture(document)} == {"Planning Committee 1.5.2020", *(f"Page {n} of 3" for n in (1, 2, 3))}
    minutes = parse(document)
    assert [(item.number, item.title, item.page) for item in minutes.items] == [
        ("1", "Matter of roads", 1),
        ("2", "Matter of parks", 2),
        ("3", "Matter of trees", 3),
    ]


def test_a_blank_page_among_others_is_no_scan() -> None:
    """A page without words between others keeps its number."""
    document = pdf([["The Committee heard the officer."], [], ["It then noted the report."]])
    assert document.page_at(document.text.index("noted")) == 3


@pytest.mark.parametrize(
    ("name", "first", "last", "never"),
    [
        ("2023-04-04-environment-and-transport-committee.html", "Environment and Transport Committee", "Date of Next Meeting", ("cookie", "Privacy")),
        ("2023-10-19-council.html", "Council", "independent person", ("cookie", "Privacy")),
        ("2023-11-15-children-and-learning-scrutiny-committee.html", "Children and Learning Scrutiny Committee", "Date of Next Meeting", ("cookie", "Privacy")),
    ],
)
def test_html_samples_are_the_minutes_alone(name: str, first: str, last: str, never: tuple[str, ...]) -> None:
    """A sample page gives its minutes from the committee's name to the last item, without the site."""
    (path,) = SAMPLES.rglob(name)
    text = extract(load(path)).text
    assert first.casefold() in text.casefold()
    assert last in text
    assert [word for word in never if word.casefold() in text.casefold()] == []
