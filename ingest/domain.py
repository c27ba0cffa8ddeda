"""What minutes are made of. Facts only: frozen, in tuples, unknown is None."""

from __future__ import annotations

import bisect
import datetime as dt
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from ingest.spans import Span

Format = Literal["pdf", "docx", "html", "md", "txt"]
Status = Literal["present", "in attendance", "apologies", "absent"]
Outcome = Literal["carried", "lost", "deferred", "withdrawn", "unrecorded"]
Role = Literal["heading", "agenda", "said", "decided", "to_do"]
Kind = Literal["ordinary", "annual", "extraordinary"]
State = Literal["draft", "confirmed"]
ReferenceKind = Literal["minute", "report", "application", "minutes", "correction"]
Label = Literal["PERSON", "ORG", "PLACE", "DATE", "MONEY", "PERCENT", "LAW", "REF"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it lies on disk. `sha256` of its bytes names the document."""

    path: Path
    data: bytes
    sha256: str
    format: Format


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: its number, from 1, and the stored text that stands on it."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph that its format sets apart.

    `level` is 1 to 6 for a heading, 7 for a paragraph all in bold, None for any other; `label` is a
    number that the format counts itself and that therefore does not stand in the stored text.
    """

    span: Span
    level: int | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a format's reader gives: the text, kept as it is from here on, and what it knows of it."""

    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A file's stored text. Never edited; every quote is cut from it.

    `id` is the sha256 of the file's bytes, `name` its file name, `folder` the name of its folder.
    """

    id: str
    name: str
    folder: str
    format: Format
    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    furniture: tuple[Span, ...] = ()
    remarks: tuple[str, ...] = ()

    @cached_property
    def text_sha256(self) -> str:
        """The fingerprint of the stored text, taken when it is made and checked before quoting."""
        return fingerprint(self.text)

    def page_at(self, offset: int) -> int | None:
        """The number of the page that holds the code point at `offset`; None without pages."""
        if not self.pages:
            return None
        at = bisect.bisect_right([page.span.start for page in self.pages], offset) - 1
        return self.pages[max(at, 0)].number

    def line_at(self, offset: int) -> int:
        """The line, from 1, that holds the code point at `offset`."""
        return self.text.count("\n", 0, offset) + 1


def fingerprint(text: str) -> str:
    """sha256 of a text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at, or missing from, a meeting, as printed.

    `initials` is the key that the list gives (`Pat Bell (PB)`); `part` says for what part of the meeting
    the person was there (`left at 8.10 pm`).
    """

    name: str
    role: str | None
    status: Status
    initials: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who met, when and where. `state` is whether the minutes were still a draft; None where they do not say."""

    body: str | None
    committee: str | None
    date: dt.date | None
    start_time: str | None = None
    end_time: str | None = None
    attendance: tuple[Attendance, ...] = ()
    kind: Kind | None = None
    place: str | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """Counts and names only as printed."""

    in_favour: int | None
    against: int | None
    abstained: int | None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, or one lettered clause of one; `vote` None means unrecorded."""

    text: str
    spans: tuple[Span, ...]
    proposer: str | None
    seconder: str | None
    outcome: Outcome
    vote: Vote | None


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody is to do."""

    text: str
    spans: tuple[Span, ...]
    owner: str | None
    due: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an item: its place in the stored text and what kind it is.

    `new_paragraph` says whether it opens one.
    """

    spans: tuple[Span, ...]
    role: Role
    new_paragraph: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another minute, report or application, or of the minutes of another meeting.

    `target` is the number it names, `date` the day of the meeting that it names; kind `correction` says what
    those minutes should read.
    """

    kind: ReferenceKind
    text: str
    spans: tuple[Span, ...]
    target: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for a person of the attendance (`the Chair`, `PB`), and that person's name as listed."""

    spans: tuple[Span, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """A matter on the agenda. `number` is as printed (or as the format counts it), `number_read` mended.

    `rule` names the rule that made its boundary.
    """

    number: str | None
    number_read: str | None
    title: str | None
    spans: tuple[Span, ...]
    title_spans: tuple[Span, ...]
    page: int | None
    sentences: tuple[Sentence, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    references: tuple[Reference, ...] = ()
    mentions: tuple[Mention, ...] = ()
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a rule noticed and would not guess; `about` is the key of a correction that would settle it."""

    what: str
    span: Span | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a clerk put right: which key of the corrections, and what it came to."""

    key: str
    what: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """A document understood. `preamble` is all that stands before the first item, an item without number."""

    document: Document
    meeting: Meeting
    preamble: Item
    items: tuple[Item, ...]
    doubts: tuple[Doubt, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def parts(self) -> tuple[Item, ...]:
        """The preamble (where it holds a word) and the items, in the order of the text."""
        return (self.preamble, *self.items) if self.preamble.spans else self.items


@dataclass(frozen=True, slots=True)
class Entity:
    """A name: offsets in code points of its passage's text; `value` is what a date or an amount comes to (`ingest.normal`)."""

    start: int
    end: int
    label: Label
    text: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one item.

    `part` is the index of its item among `Minutes.parts`; `encoded` the text that the model reads;
    `tokens` its length by the model's own tokenizer; offsets of `sentences` are code points of `text`.
    """

    part: int
    spans: tuple[Span, ...]
    text: str
    encoded: str
    tokens: int
    page: int | None
    sentences: tuple[tuple[int, int, Role], ...]
    entities: tuple[Entity, ...] = field(default=())
