"""html: the minutes out of the site around them, as lines and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.domain import Block, Extracted, Source
from ingest.formats import plain
from ingest.formats.counting import written
from ingest.spans import Span

_CHARSET = re.compile(rb"""<meta[^>]+charset=["']?([\w-]+)""", re.IGNORECASE)
_NEVER = frozenset("script style noscript template iframe svg canvas object select button input textarea dialog head -comment -doctype".split())
_CHROME = "nav, aside, footer, header, form, [role=navigation], [role=banner], [role=contentinfo], [role=search]"
# Names that sites give to what stands around the text; believed only of elements that hold little of it.
_CHROME_NAMES = re.compile(r"cookie|consent|breadcrumb|navbar|menu|side-?bar|widget|share|social|skip-?link|related|masthead|foot|copyright", re.IGNORECASE)
# Text that speaks of a meeting is never left outside, however little of the page it is.
_MEETING = re.compile(r"minutes|meeting|present|apolog|attend|\b(?:19|20)\d\d\b", re.IGNORECASE)
_PARAGRAPH = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li "
    "main nav ol p pre section summary table ul caption".split()
)
_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tr", "thead", "tbody", "tfoot"})
_COUNTED = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}  # the types of <ol>, in Word's words
_BOLD = frozenset({"b", "strong"})
_TITLES = "mgAiTitleTxt"  # the class that ModernGov, in which hundreds of councils publish, gives to the titles of items
_SPACE = re.compile(r"[ \t\n\r\f]+")
_MOSTLY = 0.9
_HALF = 0.5


def read(source: Source) -> Extracted:
    """The text of the page's main element; chrome is left out, tables become lines of tab-parted cells."""
    declared = _CHARSET.search(source.data[:4096])
    return extract(plain.decode(source, declared.group(1).decode("ascii") if declared else None))


def extract(markup: str) -> Extracted:
    """The same for markup already decoded."""
    tree = LexborHTMLParser(markup)
    title = next((text for node in tree.css("h1, title") if (text := node.text(strip=True))), None)
    if tree.body is None:
        return Extracted("")
    main, left_out = _main(tree.body)
    writer = _Writer(titles=tree.css_first(f".{_TITLES}") is not None)
    _write(main, writer, left_out)
    return writer.extracted(title)


def _main(body: LexborNode) -> tuple[LexborNode, frozenset[int]]:
    """The element that holds the minutes, and what inside it to leave out (by `mem_id`).

    It is the page's own `main` or `article`, else the deepest element with nearly all the text.
    """
    weights = _weights(body, frozenset())
    whole = weights[body.mem_id]
    for selector in ("article", "main, [role=main]"):
        best = max(body.css(selector), key=lambda node: weights.get(node.mem_id, 0), default=None)
        if best is not None and weights.get(best.mem_id, 0) >= _HALF * whole:
            return best, frozenset()
    left_out = frozenset(node.mem_id for node in body.css(_CHROME)) | frozenset(
        node.mem_id for node in body.css("[class], [id]") if node.tag != "body" and _is_chrome(node) and weights.get(node.mem_id, 0) < _HALF * whole
    )
    return _deepest(body, _weights(body, left_out), left_out), left_out


def _is_chrome(node: LexborNode) -> bool:
    return bool(_CHROME_NAMES.search(f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"))


def _deepest(node: LexborNode, weights: dict[int, int], left_out: frozenset[int]) -> LexborNode:
    """Down from `node` as long as one child holds nearly all its text and nothing beside it speaks of a meeting."""
    while True:
        held = weights.get(node.mem_id, 0)
        child = next((child for child in node.iter() if held and weights.get(child.mem_id, 0) >= _MOSTLY * held), None)
        if child is None or child.tag not in _PARAGRAPH:
            return node
        beside = (each for each in node.iter(include_text=True) if each != child and each.mem_id not in left_out)
        if any(_MEETING.search(each.text(deep=True)) for each in beside):
            return node
        node = child


def _weights(root: LexborNode, left_out: frozenset[int]) -> dict[int, int]:
    """How many characters each element shows, by `mem_id`; those in links do not count: menus weigh nothing.

    One walk without recursion: pages nest deeper than Python's stack.
    """
    weights: dict[int, int] = {}
    stack: list[tuple[LexborNode, LexborNode | None, bool]] = [(root, None, False)]  # node, parent, closing
    while stack:
        node, parent, closing = stack.pop()
        if closing:
            if parent is not None:
                weights[parent.mem_id] += weights[node.mem_id]
        elif node.tag == "-text":
            if parent is not None:
                weights[parent.mem_id] += len(node.text_content or "")
        elif node.tag not in _NEVER and node.tag != "a" and node.mem_id not in left_out:
            weights[node.mem_id] = 0
            stack.append((node, parent, True))
            stack.extend((child, node, False) for child in node.iter(include_text=True))
    return weights


class _Writer:
    """Builds the stored text and notes its headings and counted numbers."""

    def __init__(self, *, titles: bool) -> None:
        self.titles = titles  # whether the site marks the items' titles: then only they are headings
        self.parts: list[str] = []
        self.length = 0
        self.tail = ""
        self.gap = False  # white space was read that is written if a word follows on the line
        self.blocks: list[Block] = []
        self.open: int | None = None
        self.level: int | None = None
        self.label: str | None = None
        self.plain_letters = 0

    def text(self, text: str) -> None:
        words = text.strip(" ")
        gap = self.gap or text.startswith(" ")
        self.gap = text.endswith(" ") if words else gap
        if not words:
            return
        if gap and self.tail not in ("", "\n", "\t"):
            self._put(" ")
        if self.open is None:
            self.open = self.length
        self._put(words)

    def line(self) -> None:
        self.gap = False
        if self.tail not in ("", "\n"):
            self._put("\n")

    def cell(self) -> None:
        self.gap = False
        if self.tail not in ("", "\n", "\t"):
            self._put("\t")

    def paragraph(self) -> None:
        """Close the open paragraph; a heading, a bold one or a counted one is noted as a block."""
        if self.open is not None:
            bold = None if self.plain_letters else 7
            level = self.level or bold
            if level or self.label:
                end = self.length - (self.tail in ("\t", "\n"))
                self.blocks.append(Block(Span(self.open, end), level, self.label))
            self.label = None
        self.open, self.plain_letters, self.gap = None, 0, False
        if self.parts and not "".join(self.parts[-2:]).endswith("\n\n"):
            self._put("\n" if self.tail == "\n" else "\n\n")

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        self.tail = text[-1]

    def extracted(self, title: str | None) -> Extracted:
        self.paragraph()
        return Extracted("".join(self.parts), blocks=tuple(self.blocks), title=title)


@dataclass
class _Counter:
    """Where a list stands: the number that comes next and how it is written; no form in a list of bullets."""

    next: int
    form: str | None

    def count(self, number: int) -> str:
        self.next = number + 1
        return f"{written(number, self.form or '')}."


def _write(root: LexborNode, writer: _Writer, left_out: frozenset[int]) -> None:
    """Walk the element without recursion, as `_weights` does."""
    counters: list[_Counter] = []
    stack: list[tuple[LexborNode, bool, bool, bool]] = [(root, False, False, False)]  # node, closing, bold, preformatted
    while stack:
        node, closing, bold, pre = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            _write_text(node.text_content or "", writer, bold, pre)
            continue
        if tag in _NEVER or tag.startswith("-") or node.mem_id in left_out:
            continue
        if not closing:
            _open(node, tag, writer, counters)
            bold, pre = bold or tag in _BOLD, pre or tag == "pre"
            stack.append((node, True, bold, pre))
            children = list(node.iter(include_text=True))
            stack.extend((child, False, bold, pre) for child in reversed(children))
        else:
            _close(tag, writer, counters)


def _write_text(text: str, writer: _Writer, bold: bool, pre: bool) -> None:
    if not bold:
        writer.plain_letters += sum(map(str.isalnum, text))
    if not pre:
        writer.text(_SPACE.sub(" ", text))
        return
    for number, line in enumerate(text.split("\n")):
        if number:
            writer.line() if line.strip() else writer.paragraph()
        writer.text(line)


def _open(node: LexborNode, tag: str, writer: _Writer, counters: list[_Counter]) -> None:
    if tag == "br" or tag in _ROWS:
        writer.line()
    elif tag in _CELLS:
        writer.cell()
    elif tag in _PARAGRAPH:
        writer.paragraph()
    if tag in ("ol", "ul"):
        counters.append(_Counter(_number(node, "start", 1), _COUNTED.get(node.attributes.get("type") or "", "decimal") if tag == "ol" else None))
    elif tag == "li" and counters and counters[-1].form:
        writer.label = counters[-1].count(_number(node, "value", counters[-1].next))
    if writer.titles:
        writer.level = 1 if tag in _PARAGRAPH and _TITLES in (node.attributes.get("class") or "").split() else writer.level
    elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        writer.level = int(tag[1])


def _number(node: LexborNode, attribute: str, otherwise: int) -> int:
    value = node.attributes.get(attribute) or ""
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) else otherwise


def _close(tag: str, writer: _Writer, counters: list[_Counter]) -> None:
    if tag in _PARAGRAPH:
        writer.paragraph()
    elif tag in _ROWS:
        writer.line()
    if tag in ("ol", "ul") and counters:
        counters.pop()
    if tag in _PARAGRAPH if writer.titles else len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        writer.level = None
