"""What the Python client returns: the API's JSON as frozen objects. A field that a newer server adds is there under its own name, too."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.frames import Kind, frame


class Thing(BaseModel):
    """An object of the API. It cannot be changed."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)


class Document(Thing):
    """A file of minutes."""

    id: str
    name: str


class MeetingRef(Thing):
    """The meeting that something stands in."""

    id: str
    body: str | None = None
    committee: str | None = None
    date: dt.date | None = None


class ItemRef(Thing):
    """An item's number and title as printed; null for what stands before the first item."""

    id: str
    number: str | None = None
    title: str | None = None


class Entity(Thing):
    """A name in a passage: code points of the passage's text."""

    start: int
    end: int
    label: str
    text: str
    value: str | None = None


class Placed(Thing):
    """Whatever stands in a meeting's minutes."""

    meeting: MeetingRef
    document: Document | None = None
    item: ItemRef | None = None


class Passage(Placed):
    """Words of the minutes, as they stand; `score` and `matched_by` only where it was searched for."""

    id: str
    text: str
    page: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    score: float | None = None
    matched_by: tuple[Literal["meaning", "words"], ...] = ()
    entities: tuple[Entity, ...] = ()
    also_in: tuple[Document, ...] = ()


class Quote(Thing):
    """Quoted words: code points `start` to `end` of the text of the answer's passage of that index."""

    text: str
    passage: int
    start: int
    end: int


class Searched(Thing):
    """What was searched: how many documents, and the days of the first and the last meeting."""

    documents: int
    since: dt.date | None = Field(None, alias="from")
    until: dt.date | None = Field(None, alias="to")


class Answer(Thing):
    """An answer in the minutes' own words. `reading` is how the question was taken."""

    question: str
    verdict: Literal["answered", "partial", "not_found"]
    confidence: float
    said: tuple[Quote, ...]
    decided: tuple[Quote, ...]
    to_do: tuple[Quote, ...]
    passages: tuple[Passage, ...]
    searched: Searched
    reading: dict[str, Any]
    facts: dict[str, Any] | None = None
    explanation: tuple[dict[str, Any], ...] | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All that is quoted: said, decided, to do."""
        return self.said + self.decided + self.to_do

    def frame(self, kind: Kind = "pandas") -> Any:
        """A data frame with a row for each quote and where it stands."""
        parts = {"said": self.said, "decided": self.decided, "to_do": self.to_do}
        return frame(({"part": part, "quote": each.text} | self._source(each) for part, quotes in parts.items() for each in quotes), kind)

    def _source(self, quote: Quote) -> dict[str, Any]:
        passage = self.passages[quote.passage]
        return {"source": quote.passage + 1, **passage.model_dump(include={"meeting", "item", "document", "page"}), "passage_id": passage.id}


class Person(Thing):
    """Somebody on an attendance list, as printed there."""

    name: str
    role: str | None = None
    status: str


class Meeting(MeetingRef):
    """A meeting of the library: `items` and `passages` are how many its minutes have."""

    document: Document | None = None
    start_time: str | None = None
    end_time: str | None = None
    attendance: tuple[Person, ...] = ()
    items: int | tuple[Any, ...] | None = None
    passages: int | None = None


class Item(ItemRef):
    """An item of a meeting, with its words and what was decided and is to be done."""

    meeting: MeetingRef
    document: Document | None = None
    page: int | None = None
    text: str | None = None
    decisions: tuple[dict[str, Any], ...] = ()
    actions: tuple[dict[str, Any], ...] = ()


class Committee(Thing):
    """A committee of a body and the meetings that the library holds of it."""

    body: str | None = None
    committee: str | None = None


class Named(Thing):
    """A person, a body or a place under its fullest name, with how often and in how many meetings it is named."""

    name: str
    id: str | None = None
    kind: str | None = None


class Decision(Placed):
    """A decision, or one clause of it, as printed."""

    text: str
    outcome: str
    proposer: str | None = None
    seconder: str | None = None


class Action(Placed):
    """What somebody is to do. `due` as printed."""

    text: str
    owner: str | None = None
    due: Any = None


class Attended(Placed):
    """A line of an attendance list."""

    name: str
    role: str | None = None
    status: str


class Abbreviation(Thing):
    """A short form and what it stands for in a body's minutes."""

    short: str
    long: str
    body: str | None = None


class Facts(Thing):
    """What the server says of the library as a whole, under the names of its JSON."""
