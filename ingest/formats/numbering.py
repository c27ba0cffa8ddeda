"""Word's automatic list numbers, computed from numbering.xml as Word does.

A paragraph names a list (`w:numId`) and a level (`w:ilvl`), itself or through its style and the styles
that style is based on. The list gives each level's start, number format and text (`%1.%2`), ECMA-376 17.9.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ingest.formats.counting import written

_DEEPEST = 50  # styles that are based on one another; a damaged file may have a circle of them


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


class Numbering:
    """Counts through one document; ask for every paragraph's label in order."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._chains: dict[str | None, tuple[Any, ...]] = {}
        self._restarts: dict[tuple[str, int], int] = {}  # (list, level) -> where it counts anew when it first comes
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for abstract in root.findall(qn("w:abstractNum")):
            self._levels[abstract.get(qn("w:abstractNumId"))] = {
                int(level.get(qn("w:ilvl"))): _Level(
                    int(_value(level, "w:start") or 1), _value(level, "w:numFmt") or "decimal", _value(level, "w:lvlText") or ""
                )
                for level in abstract.findall(qn("w:lvl"))
            }
        for number in root.findall(qn("w:num")):
            self._lists[number.get(qn("w:numId"))] = _value(number, "w:abstractNumId") or ""
            for override in number.findall(qn("w:lvlOverride")):
                start = _value(override, "w:startOverride")
                if start is not None:
                    self._restarts[number.get(qn("w:numId")), int(override.get(qn("w:ilvl")))] = int(start)

    def styles(self, paragraph: Paragraph) -> tuple[Any, ...]:
        """The style of a paragraph and those that it is based on. python-docx looks at every style of the file to find one: here once for each."""
        name = paragraph._p.style
        if name not in self._chains:
            chain: list[Any] = []
            style = paragraph.style
            while style is not None and len(chain) < _DEEPEST:
                chain.append(style)
                style = style.base_style
            self._chains[name] = tuple(chain)
        return self._chains[name]

    def label(self, paragraph: Paragraph) -> str | None:
        """The number Word prints before this paragraph, such as `3.` or `(b)`; None for a bullet or none.

        Ask in order, for paragraphs that hold words.
        """
        place = self._place(paragraph)
        if place is None:
            return None
        number, depth = place
        abstract = self._lists.get(number, "")
        levels = self._levels.get(abstract, {})
        if depth not in levels or levels[depth].form in ("bullet", "none"):
            return None
        counts = self._counts.setdefault(abstract, {})
        if (number, depth) in self._restarts:
            counts[depth] = self._restarts.pop((number, depth)) - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        label = levels[depth].text
        for level in range(depth + 1):
            if level in levels:
                value = counts.get(level, levels[level].start)
                label = label.replace(f"%{level + 1}", written(value, levels[level].form))
        return label.strip() or None

    def _place(self, paragraph: Paragraph) -> tuple[str, int] | None:
        """(list, level) of the paragraph itself or of the nearest style above it that names one."""
        depth: int | None = None
        for each in (paragraph._p.pPr, *(style.element.pPr for style in self.styles(paragraph))):
            numbered: Any = each.numPr if each is not None else None
            if numbered is None:
                continue
            if depth is None and numbered.ilvl is not None:
                depth = numbered.ilvl.val
            if numbered.numId is not None:
                return (str(numbered.numId.val), depth or 0) if numbered.numId.val else None
        return None


def _value(element: Any, tag: str) -> str | None:
    found = element.find(qn(tag))
    return found.get(qn("w:val")) if found is not None else None
