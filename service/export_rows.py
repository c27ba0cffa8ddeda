"""The rows of each kind of export, as NDJSON has them: keys of the API's JSON, days as days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.abbreviations import Meaning, abbreviations
from index.catalogue import Catalogue
from index.entities import Named, entities
from index.features import names_in
from index.library import Library
from index.narrowing import condition
from index.people import is_public, listed, untitled
from index.query import Filters
from index.records import DocumentRecord, ItemRecord, MeetingRecord, PassageRecord
from index.walking import Whole, count, documents, meetings, passages, passages_of
from ingest.spans import Span, cut
from service.columns import Cited, Kind
from service.entity_schemas import named_out

Row = dict[str, Any]
Ranked = dict[int, tuple[float, tuple[str, ...]]]  # by key of a passage, best first: score, and the arms that found it


@dataclass(frozen=True, slots=True)
class Asked:
    """One state of the library and what is wanted of it: the documents that the filters let through, or what a search found.

    Names and abbreviations are those of the moment when it was made: the library gathers others when it is published anew.
    """

    catalogue: Catalogue
    filters: Filters
    documents: tuple[int, ...]
    ranked: Ranked | None = None
    named: tuple[Named, ...] = ()
    abbreviated: tuple[Meaning, ...] = ()


def asked_of(library: Library, catalogue: Catalogue, kind: Kind, filters: Filters, ranked: Ranked | None = None) -> Asked:
    """What is wanted, looked up."""
    named = library.kept(entities).listed if kind == "entities" else ()
    abbreviated = library.kept(abbreviations).of(None) if kind == "abbreviations" else ()
    return Asked(catalogue, filters, tuple(documents(catalogue, filters)), ranked, named, abbreviated)


def rows(kind: Kind, asked: Asked) -> Iterator[Row]:
    """The rows, one after another."""
    return _ROWS[kind](asked)


def count_of(kind: Kind, asked: Asked) -> int:
    """How many rows there are: passages are counted without reading them where that can be."""
    if kind == "passages" and asked.ranked is None and asked.filters.person is None:
        return count(asked.catalogue, asked.documents)
    return sum(1 for _ in rows(kind, asked))


def row_of(catalogue: Catalogue, kind: Cited, name: str) -> Row | None:
    """The passage, item or meeting of that id; None where there is none."""
    held = catalogue.connection.execute(f"SELECT document FROM {kind} WHERE id = ?", (name,)).fetchone()
    of = Asked(catalogue, Filters(), (held["document"],)) if held else None
    return next((row for row in rows(kind, of) if row["id"] == name), None) if of else None


def _passages(asked: Asked) -> Iterator[Row]:
    ranked = asked.ranked
    found = passages(asked.catalogue, asked.documents) if ranked is None else passages_of(asked.catalogue, list(ranked))
    for each in found:
        passage = each.passage
        score, arms = ranked[passage.key] if ranked is not None else (None, ())
        if _names(asked, passage.text):
            yield {
                "id": passage.id,
                **_places(passage.meeting, passage.item),
                "page": passage.page,
                "spans": _spans(passage.spans),
                "text": passage.text,
                "score": score,
                "matched_by": list(arms),
                "entities": _entities(passage),
                "also_in": _files(each.also_in),
            }


def _meetings(asked: Asked) -> Iterator[Row]:
    for whole in meetings(asked.catalogue, asked.documents):
        meeting = whole.meeting
        if _names(asked, *listed(meeting.attendance)):
            yield {
                **_meeting(meeting),
                "document": _file(meeting.document),
                "start_time": meeting.start_time,
                "end_time": meeting.end_time,
                "attendance": [{key: person.get(key) for key in ("name", "role", "status")} for person in meeting.attendance],
                "items": meeting.items,
                "passages": meeting.passages,
                "also_in": _files(whole.also_in),
            }


def _items(asked: Asked) -> Iterator[Row]:
    for whole in meetings(asked.catalogue, asked.documents):
        of = _passages_by_item(asked.catalogue, whole)
        for item in whole.items:
            text = cut(whole.text, item.spans)
            if _names(asked, text):
                places = _places(whole.meeting, item)
                yield {
                    **places.pop("item"),
                    **places,
                    "page": item.page,
                    "spans": _spans(item.spans),
                    "text": text,
                    "decisions": list(item.decisions),
                    "actions": list(item.actions),
                    "references": list(item.references),
                    "mentions": list(item.mentions),
                    "passages": of.get(item.key, []),
                }


def _decisions(asked: Asked) -> Iterator[Row]:
    for whole, item, at, decision in _noted(asked, "decisions"):
        told = {key: decision[key] for key in ("text", "proposer", "seconder", "outcome", "vote")}
        if _names(asked, told["text"], told["proposer"], told["seconder"]):
            yield {"id": f"{item.id}-d{at}", **_places(whole.meeting, item), "page": item.page, **told}


def _actions(asked: Asked) -> Iterator[Row]:
    for whole, item, at, action in _noted(asked, "actions"):
        told = {key: action[key] for key in ("text", "owner", "due")}
        if _names(asked, told["text"], told["owner"]):
            yield {"id": f"{item.id}-a{at}", **_places(whole.meeting, item), "page": item.page, **told}


def _attendance(asked: Asked) -> Iterator[Row]:
    for whole in meetings(asked.catalogue, _each_once(asked)):
        for at, person in enumerate(whole.meeting.attendance, start=1):
            if not is_public(person.get("role")) and _names(asked, person["name"]):
                told = {key: person.get(key) for key in ("name", "role", "status", "initials", "part")}
                meeting = whole.meeting
                yield {"id": f"{meeting.id}-p{at}", "document": _file(meeting.document), "meeting": _meeting(meeting), **told}


def _entities_listed(asked: Asked) -> Iterator[Row]:
    within = _meeting_ids(asked)
    for each in asked.named:
        narrowed = replace(each, mentions=tuple(mention for mention in each.mentions if mention.meeting.id in within))
        if narrowed.mentions and _is_meant(asked, each):
            yield named_out(narrowed).model_dump()


def _is_meant(asked: Asked, each: Named) -> bool:
    return asked.filters.person is None or (each.label == "PERSON" and _names(asked, *each.names))


def _abbreviations(asked: Asked) -> Iterator[Row]:
    within = _meeting_ids(asked)
    for each in asked.abbreviated:
        if each.meeting in within:
            meeting = {"id": each.meeting, "body": each.body, "committee": each.committee, "date": each.date}
            yield {"short": each.short, "long": each.long, "body": each.body, "passages": each.passages, "passage": each.passage, "meeting": meeting}


_ROWS: dict[Kind, Callable[[Asked], Iterator[Row]]] = {
    "passages": _passages,
    "meetings": _meetings,
    "items": _items,
    "decisions": _decisions,
    "actions": _actions,
    "attendance": _attendance,
    "entities": _entities_listed,
    "abbreviations": _abbreviations,
}


def _noted(asked: Asked, what: str) -> Iterator[tuple[Whole, ItemRecord, int, dict[str, Any]]]:
    for whole in meetings(asked.catalogue, _each_once(asked)):
        for item in whole.items:
            for at, each in enumerate(getattr(item, what), start=1):
                yield whole, item, at, each


def _each_once(asked: Asked) -> list[int]:
    """The documents without second files of a meeting: what both say would be counted twice."""
    held = set(asked.documents)
    rows = asked.catalogue.connection.execute("SELECT document, other FROM twins WHERE other < document")
    return sorted(held - {row["document"] for row in rows if row["other"] in held})


def _names(asked: Asked, *texts: str | None) -> bool:
    """Whether one of the texts names the person that it is narrowed to; always where it is not."""
    person = asked.filters.person
    return person is None or any(text is not None and names_in(untitled(person), text) for text in texts)


def _meeting_ids(asked: Asked) -> set[str]:
    where, values = condition(asked.catalogue, asked.filters)
    return {row[0] for row in asked.catalogue.connection.execute(f"SELECT m.id FROM meetings m WHERE {where}", values)}


def _passages_by_item(catalogue: Catalogue, whole: Whole) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for item, passage in catalogue.connection.execute("SELECT item, id FROM passages WHERE document = ? ORDER BY ordinal", (whole.meeting.document.key,)):
        found.setdefault(item, []).append(passage)
    return found


def _places(meeting: MeetingRecord, item: ItemRecord) -> Row:
    return {"document": _file(meeting.document), "meeting": _meeting(meeting), "item": {"id": item.id, "number": item.number, "title": item.title}}


def _meeting(meeting: MeetingRecord) -> Row:
    return {"id": meeting.id, "body": meeting.body, "committee": meeting.committee, "date": meeting.date}


def _entities(passage: PassageRecord) -> list[Row]:
    return [{"start": each.start, "end": each.end, "label": each.label, "text": each.text, "value": each.value} for each in passage.entities]


def _files(found: Sequence[DocumentRecord]) -> list[Row]:
    return [_file(each) for each in found]


def _file(document: DocumentRecord) -> Row:
    return {"id": document.id, "name": document.name}


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
