"""Where a meeting's minutes list its people: stretches of passages, each under the label that says whose list it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.catalogue import Catalogue
from index.records import ItemRecord, PassageRecord
from ingest import people_rules
from ingest.domain import Role, Status
from ingest.people import ends_a_list, labels
from ingest.spans import cut
from ingest.wrapping import rewrapped

_FIRST_ITEMS = 4  # in which people may be listed, as at ingest


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a passage: offsets in code points of its text, and what kind of sentence they are."""

    passage: PassageRecord
    start: int
    end: int
    role: Role = "said"


@dataclass(frozen=True, slots=True)
class Printed:
    """A passage with its text in the lines that it once had: the same length, so that every offset holds. `about` is the status that its title lists."""

    passage: PassageRecord
    text: str
    about: Status | None = None
    opens: bool = True

    def sentence_at(self, at: int) -> tuple[int, int, Role]:
        """The sentence that holds the offset; from there to the end of the line where none does."""
        held = next(((start, end, role) for start, end, role in self.passage.sentences if start <= at < end), None)
        return held or (at, self.line_end(at), "said")

    def line_end(self, at: int) -> int:
        """Where the line of the offset ends."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end


@dataclass(frozen=True, slots=True)
class Stretch:
    """A list in a passage, from its label to where it ends. `prose` where sentences of an item name the people rather than a list."""

    status: Status
    printed: Printed
    start: int
    end: int
    prose: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return self.printed.text[self.start : self.end]


def printed(catalogue: Catalogue, document: int) -> tuple[Printed, ...]:
    """The passages in which a document lists people: before the first item, in the first items, and where a title says so."""
    stored = catalogue.text(document)
    items = {item.key: item for item in catalogue.items(document) if item.ordinal <= _FIRST_ITEMS or _about(item)}
    if stored is None or not items:
        return ()
    lines = rewrapped(stored)
    found = catalogue.passages(catalogue.keys_where(f"p.item IN ({','.join(map(str, items))})", ()))
    held: list[Printed] = []
    for key in sorted(found):
        passage = found[key]
        opens = not held or held[-1].passage.item.key != passage.item.key
        held.append(Printed(passage, cut(lines, passage.spans), _about(passage.item), opens))
    return tuple(held)


def _about(item: ItemRecord) -> Status | None:
    """The status of the people whom an item with that title lists."""
    title = item.title or ""
    if people_rules.APOLOGIES_TITLE.match(title):
        return "apologies"
    return "present" if people_rules.ATTENDANCE_TITLE.match(title) else None


def stretches(parts: Sequence[Printed]) -> list[Stretch]:
    """The lists of these passages in their order. A list that runs over a passage's end goes on in the next of its item."""
    found: list[Stretch] = []
    status: Status | None = None
    prose = False
    for part in parts:
        if part.opens:
            status, prose = part.about, part.about == "apologies"
        start = 0
        for at, end, text in _lines(part.text):
            for label_at, name in ((at + label, name) for label, _, name in labels(text)):
                if prose and name == "apologies":
                    continue
                if status and label_at > start:
                    found.append(Stretch(status, part, start, label_at, prose))
                status, start, prose = name, label_at, False
            if status and not prose and at > start and not labels(text) and ends_a_list(text.strip()):
                found.append(Stretch(status, part, start, at))
                status = None
            start = start if status else end
        if status:
            found.append(Stretch(status, part, start, len(part.text), prose))
    return [*found, *_rows(parts)]


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, words) of every line that holds some; a label broken over two lines makes one of them."""
    start, at = 0, 0
    for line in text.split("\n"):
        end = at + len(line)
        if not people_rules.HALF_A_LABEL.match(text[start:end].replace("\n", " ")):
            if text[start:end].strip():
                yield start, end, text[start:end].replace("\n", " ")
            start = end + 1
        at = end + 1


def _rows(parts: Sequence[Printed]) -> Iterator[Stretch]:
    """The rows of tables that give everybody's status in a cell of its own."""
    for part in parts:
        for start, end, text in _lines(part.text) if "\t" in part.text else ():
            cell = next((found for cell in text.split("\t")[1:] if (found := people_rules.STATUS_CELL.pattern.match(cell))), None)
            if cell is not None:
                yield Stretch(cell["status"].lower(), part, start, end)  # type: ignore[arg-type]  # the pattern's words are statuses


def called(name: str, among: Sequence[str]) -> re.Pattern[str]:
    """What finds a person's name as printed: the surname, or the whole name where `among` (others of the list) has another of that surname."""
    words = re.sub(r"\([^)]*\)", " ", name).split() or [name]
    alike = [other for other in among if other != name and (re.sub(r"\([^)]*\)", " ", other).split() or [""])[-1].casefold() == words[-1].casefold()]
    bracket = re.search(r"\((\w+)\)", name)
    wanted = words if alike and len(words) > 1 else words[-1:]
    joined = r"[\s.]+".join(_printed(word.strip(".")) for word in wanted)
    behind = rf"\W{{1,3}}{re.escape(bracket[1])}\b" if alike and bracket else ""
    return re.compile(rf"(?<!\w){joined}(?!\w){behind}", re.IGNORECASE)


def _printed(word: str) -> str:
    """A word however it may be broken: at its hyphen, or behind `Mc`."""
    escaped = "".join("[-‐‑–]\\s*" if letter in "-‐‑–" else "['’‘]" if letter in "'’‘" else re.escape(letter) for letter in word)
    return re.sub(r"^(Ma?c)(?=[A-Z])", r"\1\\s?", escaped)
