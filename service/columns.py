"""The data dictionary: every column of every kind of export, a row each. The writers, the documentation and the tests come from this table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

Kind = Literal["passages", "meetings", "items", "decisions", "actions", "attendance", "entities", "abbreviations"]
Cited = Literal["passages", "items", "meetings"]  # kinds that a reference can lead to
UNRECORDED = "unrecorded"
KINDS: tuple[Kind, ...] = get_args(Kind)
Type = Literal[
    "text", "integer", "number", "day", "list of texts", "list of spans", "list of names", "list of documents", "list of people",
    "list of decisions", "list of actions", "list of references", "list of mentions", "vote",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column. In NDJSON `meeting.date` is the member `date` of the member `meeting`; in CSV and Parquet it is called `meeting_date`.

    `null` says what an empty value means; None where there is always one.
    """

    path: str
    type: Type
    meaning: str
    null: str | None = None
    unit: str | None = None

    @property
    def name(self) -> str:
        """What it is called in CSV and Parquet."""
        return self.path.replace(".", "_")

    def of(self, row: Mapping[str, Any]) -> Any:
        """Its value in a row as NDJSON has it."""
        value: Any = row
        for part in self.path.split("."):
            value = value[part]
        return value

    def kept(self, row: Mapping[str, Any]) -> Any:
        """The same where all of a column is of one type, in CSV and Parquet: nothing in place of a vote that is not recorded."""
        value = self.of(row)
        return None if self.type == "vote" and value == UNRECORDED else value


_OFFSETS = "code points of the passage's text"
_STORED = "code points of the document's stored text"
_ID = "It outlives a new layout of the same minutes"
_MEETING = (
    Column("meeting.id", "text", f"Id of the meeting. {_ID}."),
    Column("meeting.body", "text", "The council", "no name of one was read"),
    Column("meeting.committee", "text", "The committee, or what the meeting calls itself", "no name of one was read"),
    Column("meeting.date", "day", "The day of the meeting", "no day was read, or it is in doubt"),
)
_DOCUMENT = (
    Column("document.id", "text", "SHA-256 of the file's bytes"),
    Column("document.name", "text", "Name of the file, with its folder where names clash"),
)
_ITEM = (
    Column("item.id", "text", f"Id of the item. {_ID}."),
    Column("item.number", "text", "Number of the item, as printed", "it has none, or is what stands before the first item"),
    Column("item.title", "text", "Title of the item, as printed", "it has none, or is what stands before the first item"),
)
_PAGE = Column("page", "integer", "The page on which it begins, counted from 1", "the file has no pages (html, md, txt, docx)", "pages")
_ALSO_IN = Column("also_in", "list of documents", "Other files of the same minutes that say it: count a thing once")

COLUMNS: dict[Kind, tuple[Column, ...]] = {
    "passages": (
        Column("id", "text", f"Id of the passage, from its meeting and its letters and digits. {_ID} where the words are the same."),
        *_DOCUMENT,
        *_MEETING,
        *_ITEM,
        _PAGE,
        Column("spans", "list of spans", "Where it stands; `text` is these slices joined by a space", unit=_STORED),
        Column("text", "text", "Its words, as they stand in the minutes"),
        Column("score", "number", "How well it fits `q`: greater is better, and nothing else is meant by it", "nothing was searched for"),
        Column("matched_by", "list of texts", "What found it: meaning, words. Empty where nothing was searched for"),
        Column("entities", "list of names", "The names in it: start, end, label, text, and a value where a day or an amount leaves no doubt", unit=_OFFSETS),
        _ALSO_IN,
    ),
    "meetings": (
        Column("id", "text", f"Id of the meeting. {_ID}."),
        *(Column(each.path.removeprefix("meeting."), each.type, each.meaning, each.null) for each in _MEETING[1:]),
        *_DOCUMENT,
        Column("start_time", "text", "When it was opened, as printed", "no time was read"),
        Column("end_time", "text", "When it was closed, as printed", "no time was read"),
        Column("attendance", "list of people", "Who is on its attendance list: name, role, status"),
        Column("items", "integer", "How many items it has, without what stands before the first", unit="items"),
        Column("passages", "integer", "How many passages it has", unit="passages"),
        _ALSO_IN,
    ),
    "items": (
        Column("id", "text", f"Id of the item. {_ID}."),
        Column("number", "text", "Its number, as printed", "it has none, or is what stands before the first item"),
        Column("title", "text", "Its title, as printed", "it has none, or is what stands before the first item"),
        *_DOCUMENT,
        *_MEETING,
        _PAGE,
        Column("spans", "list of spans", "Where it stands; `text` is these slices joined by a space", unit=_STORED),
        Column("text", "text", "Its words, as they stand in the minutes"),
        Column("decisions", "list of decisions", "What was decided: text, proposer, seconder, outcome, vote"),
        Column("actions", "list of actions", "What is to be done: text, owner, due"),
        Column("references", "list of references", "Other minutes, reports and applications that it names: kind, text, target, date, spans", unit=_STORED),
        Column("mentions", "list of mentions", "Who is meant by an office, as in `the Chair`: name, text, spans", unit=_STORED),
        Column("passages", "list of texts", "Ids of its passages, in their order"),
    ),
    "decisions": (
        Column("id", "text", "Id of the decision: that of its item, and its place there"),
        *_MEETING,
        *_DOCUMENT,
        *_ITEM,
        _PAGE,
        Column("text", "text", "Its words; one decision a lettered or numbered clause"),
        Column("proposer", "text", "Who moved it, as printed", "the minutes do not say"),
        Column("seconder", "text", "Who seconded it, as printed", "the minutes do not say"),
        Column("outcome", "text", "carried, lost, deferred, withdrawn; unrecorded where the minutes do not say"),
        Column("vote", "vote", "Votes for, against, abstained, and the names that are given; `unrecorded` in NDJSON, empty in CSV and Parquet", "unrecorded"),
    ),
    "actions": (
        Column("id", "text", "Id of the action: that of its item, and its place there"),
        *_MEETING,
        *_DOCUMENT,
        *_ITEM,
        _PAGE,
        Column("text", "text", "Its words"),
        Column("owner", "text", "Who is to do it, as printed", "the minutes do not say"),
        Column("due", "text", "By when, as printed", "the minutes do not say"),
    ),
    "attendance": (
        Column("id", "text", "Id of the entry: that of its meeting, and its place there"),
        *_MEETING,
        *_DOCUMENT,
        Column("name", "text", "Name, as on the list"),
        Column("role", "text", "Role, as on the list; who is listed as one of the public is left out", "the list gives none"),
        Column("status", "text", "present, in attendance, apologies or absent"),
        Column("initials", "text", "Initials by which the minutes call the person", "the list gives none"),
        Column("part", "text", "The part of the meeting that the person was there for, as printed", "the list says nothing of it"),
    ),
    "entities": (
        Column("id", "text", "Id of the name, from its kind, the body in whose minutes alone it stands, and its fullest form"),
        Column("kind", "text", "PERSON (of attendance lists alone), ORG or PLACE"),
        Column("name", "text", "The fullest form that is printed"),
        Column("names", "list of texts", "The other forms"),
        Column("body", "text", "The council in whose minutes alone it stands for this", "it is the same in the minutes of every council"),
        Column("mentions", "integer", "In how many places it stands, within the filters", unit="mentions"),
        Column("meetings", "integer", "In the minutes of how many meetings, within the filters", unit="meetings"),
        Column("first", "day", "The first day of these meetings", "none of them has a day"),
        Column("last", "day", "The last day of these meetings", "none of them has a day"),
    ),
    "abbreviations": (
        Column("short", "text", "The short form"),
        Column("long", "text", "What it stands for in the minutes of that body"),
        Column("body", "text", "The council", "no name of one was read"),
        Column("passages", "integer", "How many passages define it", unit="passages"),
        Column("passage", "text", "Id of the first passage that does"),
        *(Column(each.path, each.type, f"{each.meaning.rstrip('.')}, of that passage", each.null) for each in _MEETING),
    ),
}
