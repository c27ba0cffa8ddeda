"""What the catalogue hands out: rows with names."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from ingest.domain import Entity, Role
from ingest.spans import Span


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document of the library; `name` is its file name, with the folder before it where names clash."""

    key: int
    id: str
    name: str
    format: str
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mended:
    """The corrections that a document was read with: what they mean, and the file beside it that says so; empty for a file given by name."""

    meant: str
    beside: str


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """A meeting of the library, one a document."""

    id: str
    document: DocumentRecord
    body: str | None
    committee: str | None
    date: dt.date | None
    start_time: str | None
    end_time: str | None
    attendance: tuple[dict[str, Any], ...]
    items: int = 0
    passages: int = 0

    @property
    def called(self) -> str:
        """The meeting in words, as it is cited."""
        when = f"{self.date.day} {self.date:%B %Y}" if self.date else None
        return ", ".join(part for part in (self.committee or self.body or self.document.name, when) if part)


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An item; one with ordinal 0 and neither number nor title is what stands before the first."""

    key: int
    id: str
    ordinal: int
    number: str | None
    title: str | None
    page: int | None
    spans: tuple[Span, ...]
    decisions: tuple[dict[str, Any], ...]
    actions: tuple[dict[str, Any], ...]
    references: tuple[dict[str, Any], ...] = ()
    mentions: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """What the minutes of a meeting should read, as `item` of a later `meeting` has it; `target` is the minute's number."""

    meeting: MeetingRecord
    item: ItemRecord
    text: str
    target: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A passage with all that is needed to cite it; `text` is cut from a stored text that was checked, `names` are its names as they are kept: JSON."""

    key: int
    id: str
    meeting: MeetingRecord
    item: ItemRecord
    page: int | None
    spans: tuple[Span, ...]
    text: str
    sentences: tuple[tuple[int, int, Role], ...]
    names: str

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The names in the text, in order. Hundreds of passages are compared for a question, and the names of a few of them looked at."""
        return tuple(Entity(start, end, label, self.text[start:end], *value) for start, end, label, *value in json.loads(self.names))
