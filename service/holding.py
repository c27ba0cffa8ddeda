"""What the catalogue holds, as the JSON of one item, meeting or document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from index.catalogue import Catalogue
from index.corrections import corrections_of
from index.records import DocumentRecord, MeetingRecord
from index.texts import stored
from index.twins import twins_of
from ingest.spans import cut
from service.change_schemas import ChangesOut
from service.coverage_page import states
from service.facts import meeting_ref
from service.list_schemas import DocumentRowOut, DocumentWholeOut, ItemOnPage, MeetingWholeOut, PrintedPageOut
from service.permalinks import link_to
from service.schemas import DocumentOut, ItemOut, MeetingOut, item_out, meeting_out


def meeting_whole(catalogue: Catalogue, meeting: MeetingRecord, generation: int) -> MeetingOut:
    """A meeting as JSON, as it is in that generation of the library."""
    return meeting_out(meeting, generation, corrections_of(catalogue, meeting), twins_of(catalogue, meeting.document.key))


def with_agenda(catalogue: Catalogue, meeting: MeetingRecord, generation: int, changes: ChangesOut | None) -> MeetingWholeOut:
    """A meeting as JSON, with its items and what has changed."""
    agenda = [ItemOnPage(id=each.id, number=each.number, title=each.title, page=each.page) for each in catalogue.items(meeting.document.key) if each.ordinal]
    return MeetingWholeOut(**dict(meeting_whole(catalogue, meeting, generation)), agenda=agenda, changes=changes)


def item_whole(catalogue: Catalogue, which: Sequence[tuple[MeetingRecord, int]], generation: int) -> list[ItemOut]:
    """Items as JSON, given their meetings and keys, as they are in that generation of the library."""
    keys = [key for _, key in which]
    of = {item.key: item for document in {meeting.document.key for meeting, _ in which} for item in catalogue.items(document)}
    passages: dict[int, list[str]] = {key: [] for key in keys}
    wanted = ",".join(map(str, keys))
    for row in catalogue.connection.execute(f"SELECT item, id FROM passages WHERE item IN ({wanted}) ORDER BY item, ordinal"):
        passages[row["item"]].append(row["id"])
    return [item_out(meeting, of[key], cut(stored(catalogue, meeting.document.key), of[key].spans), passages[key], generation) for meeting, key in which]


def document_rows(catalogue: Catalogue, keys: Sequence[int], generation: int) -> list[DocumentRowOut]:
    """Documents as JSON, in the order of their keys as given, as they are in that generation of the library."""
    wanted = ",".join(map(str, keys))
    meetings = {each.document.key: each for each in catalogue.meetings(f"d.key IN ({wanted})")}
    read = states(catalogue, f"d.key IN ({wanted})")
    rows = catalogue.connection.execute(f"SELECT key, title, added, rules, text_sha256 FROM documents WHERE key IN ({wanted})")
    held = {row["key"]: dict(row) for row in rows}
    link = {key: link_to("documents", each.document.id, generation) for key, each in meetings.items()}
    return [DocumentRowOut(**_fields(catalogue, meetings[key], held[key]), state=read[key], permalink=link[key]) for key in keys]


def document_whole(catalogue: Catalogue, document: DocumentRecord, generation: int, changes: ChangesOut | None) -> DocumentWholeOut:
    """A document as JSON, with its pages and what has changed."""
    (row,) = document_rows(catalogue, [document.key], generation)
    pages = [PrintedPageOut(number=number, start=span.start, end=span.end) for number, span in catalogue.pages(document.key)]
    return DocumentWholeOut(**dict(row), pages=pages, changes=changes)


def _fields(catalogue: Catalogue, meeting: MeetingRecord, row: dict[str, Any]) -> dict[str, Any]:
    document = meeting.document
    return {
        "id": document.id, "name": document.name, "format": document.format, "title": row["title"], "meeting": meeting_ref(meeting),
        "items": meeting.items, "passages": meeting.passages, "added": row["added"], "rules": row["rules"], "text_sha256": row["text_sha256"],
        "also_in": [DocumentOut(id=each.id, name=each.name) for each in twins_of(catalogue, document.key)],
    }  # fmt: skip
