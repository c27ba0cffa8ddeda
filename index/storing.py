"""Writing minutes into the catalogue: the one transaction in which a document comes, changes or goes."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

import numpy as np

from index import changes, ids, token_vectors, twins
from index.catalogue import Catalogue
from index.encoder import Vectors
from index.late import Kept
from index.learning import learn
from index.records import Mended
from ingest.domain import Attendance, Decision, Item, Meeting, Mention, Minutes, Passage, Reference
from ingest.parse import RULES_VERSION
from ingest.quality import quality
from ingest.spans import Span, cut, locate

_ANOTHER = "key NOT IN (SELECT document FROM paths)"  # documents that no path leads to


def store(
    catalogue: Catalogue, path: str, minutes: Minutes, passages: Sequence[Passage], read: Sequence[tuple[Vectors, Kept]], mended: Mended | None = None
) -> list[str]:
    """Make `path` lead to these minutes, within the caller's transaction; gives the originals of documents that went.

    A document that no path leads to any more goes. `read` has the vector and the token vectors of each passage; `mended` is what they were read with.
    """
    execute = catalogue.connection.execute
    _leave(catalogue, path)
    others = [row[0] for row in execute("SELECT path FROM paths p JOIN documents d ON d.key = p.document WHERE d.id = ?", (minutes.document.id,))]
    held = execute("SELECT key FROM documents WHERE id = ?", (minutes.document.id,)).fetchone()  # is read anew by other rules
    anew = changes.note_departing(catalogue, held[0], "read anew") if held else None
    execute("DELETE FROM documents WHERE id = ?", (minutes.document.id,))
    gone = forget_orphans(catalogue)
    document = _document(catalogue, minutes, mended)
    for each in (path, *others):
        execute("INSERT INTO paths VALUES (?, ?)", (each, document))
    meeting = _meeting(catalogue, document, minutes)
    items = _items(catalogue, document, meeting, minutes)
    twins.link(catalogue, document, minutes.meeting, [passage.text for passage in passages])
    people = [person.name for person in minutes.meeting.attendance]
    said: Counter[str] = Counter()
    for ordinal, (passage, (vector, tokens)) in enumerate(zip(passages, read, strict=True)):
        words = ids.letters(passage.text)
        name = ids.passage_id(meeting, passage.text, said[words])
        said[words] += 1
        entities = [(each.start, each.end, each.label, *([each.value] if each.value else ())) for each in passage.entities]
        row = (
            name, document, items[passage.part], ordinal, passage.page, _spans(passage.spans), json.dumps(passage.sentences), json.dumps(entities),
            passage.encoded, passage.tokens, np.ascontiguousarray(vector, np.float16).tobytes(),
        )  # fmt: skip
        columns = "id, document, item, ordinal, page, spans, sentences, entities, encoded, tokens, vector"
        key = execute(f"INSERT INTO passages ({columns}) VALUES ({','.join('?' * len(row))})", row).lastrowid or 0
        token_vectors.keep(catalogue.connection, key, tokens)
        learn(catalogue.connection, key, passage.text, people, [each[:3] for each in entities])
    changes.note_arrived(catalogue, document, anew)
    return gone


def add_path(catalogue: Catalogue, path: str, document_id: str) -> list[str]:
    """Make one more path lead to a document that is held already, within the caller's transaction."""
    execute = catalogue.connection.execute
    _leave(catalogue, path)
    execute("INSERT INTO paths SELECT ?, key FROM documents WHERE id = ?", (path, document_id))
    for (other,) in execute("SELECT path FROM paths p JOIN documents d ON d.key = p.document WHERE d.id = ?", (document_id,)).fetchall():
        if other != path and not Path(other).exists():  # the file was moved or renamed: it is cited by where it is now
            _leave(catalogue, other)
    return forget_orphans(catalogue)


def forget(catalogue: Catalogue, document: int) -> list[str]:
    """Take a document out with all that hangs on it, within the caller's transaction; gives its original's name."""
    return _take_out(catalogue, "key = ?", (document,))


def forget_orphans(catalogue: Catalogue) -> list[str]:
    """Take out documents that no path leads to; gives the names of their originals."""
    return _take_out(catalogue, _ANOTHER)


def _leave(catalogue: Catalogue, path: str) -> None:
    """Let `path` lead nowhere; a document that went by its name goes on by that of another path."""
    execute = catalogue.connection.execute
    held = execute("SELECT d.key, d.name, d.folder FROM paths p JOIN documents d ON d.key = p.document WHERE p.path = ?", (path,)).fetchone()
    execute("DELETE FROM paths WHERE path = ?", (path,))
    if held is None:
        return
    others = [PurePath(each[0]) for each in execute("SELECT path FROM paths WHERE document = ? ORDER BY path", (held["key"],))]
    if others and (held["name"], held["folder"]) not in {(other.name, other.parent.name) for other in others}:
        execute("UPDATE documents SET name = ?, folder = ? WHERE key = ?", (others[0].name, others[0].parent.name, held["key"]))


def _take_out(catalogue: Catalogue, where: str, values: Sequence[Any] = ()) -> list[str]:
    """Note that documents go, and let them; gives the names of their originals."""
    going = catalogue.connection.execute(f"SELECT key, id, format FROM documents WHERE {where}", values).fetchall()
    for row in going:
        changes.note_departing(catalogue, row["key"], "removed")
        catalogue.connection.execute("DELETE FROM documents WHERE key = ?", (row["key"],))
    return [f"{row['id']}.{row['format']}" for row in going]


def _document(catalogue: Catalogue, minutes: Minutes, mended: Mended | None) -> int:
    of = minutes.document
    pages = json.dumps([(page.number, page.span.start, page.span.end) for page in of.pages])
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    mends = (mended.meant, mended.beside) if mended else (None, None)
    row = (
        of.id,
        of.name,
        of.folder,
        of.format,
        of.title,
        of.text,
        of.text_sha256,
        pages,
        _spans(of.furniture),
        RULES_VERSION,
        now,
        *mends,
        quality(minutes).value,
    )
    columns = "id, name, folder, format, title, text, text_sha256, pages, furniture, rules, added, corrections, corrections_from, quality"
    cursor = catalogue.connection.execute(f"INSERT INTO documents ({columns}) VALUES ({','.join('?' * len(row))})", row)
    return int(cursor.lastrowid or 0)


def _meeting(catalogue: Catalogue, document: int, minutes: Minutes) -> str:
    held = minutes.meeting
    name = _free_id(catalogue, held, minutes.document.name)
    people = json.dumps([person_as_json(each) for each in held.attendance], ensure_ascii=False)
    doubts = json.dumps([{"doubt": each.what, "span": [each.span.start, each.span.end] if each.span else None} for each in minutes.doubts], ensure_ascii=False)
    day = held.date.isoformat() if held.date else None
    row = (name, document, held.body, held.committee, day, held.start_time, held.end_time, people, doubts, held.kind, held.place, held.state)
    columns = "id, document, body, committee, date, start_time, end_time, attendance, doubts, kind, place, state"
    catalogue.connection.execute(f"INSERT INTO meetings ({columns}) VALUES ({','.join('?' * len(row))})", row)
    return name


def _free_id(catalogue: Catalogue, held: Meeting, file_name: str) -> str:
    """The meeting's id with the lowest ordinal that no other document has taken."""
    ordinal = 1
    while True:
        name = ids.meeting_id(held.body, held.committee, held.date or file_name.rsplit(".", 1)[0], ordinal)
        if catalogue.connection.execute("SELECT 1 FROM meetings WHERE id = ?", (name,)).fetchone() is None:
            return name
        ordinal += 1


def _items(catalogue: Catalogue, document: int, meeting: str, minutes: Minutes) -> list[int]:
    """The keys of `Minutes.parts`."""
    first = 0 if minutes.preamble.spans else 1
    seen: Counter[str | None] = Counter()
    keys = []
    for ordinal, item in enumerate(minutes.parts, start=first):
        name = ids.item_id(meeting, item.number, ordinal, seen[item.number] if item.number else 0)
        seen[item.number] += 1
        actions = [{"text": action.text, "owner": action.owner, "due": action.due} for action in item.actions]
        row = (
            name, document, ordinal, item.number, item.number_read, item.title, item.page, _spans(item.spans),
            json.dumps([decision_as_json(each) for each in item.decisions], ensure_ascii=False), json.dumps(actions, ensure_ascii=False),
            json.dumps([reference_as_json(each) for each in item.references], ensure_ascii=False),
            json.dumps([mention_as_json(each, item, cut(minutes.document.text, item.spans)) for each in item.mentions], ensure_ascii=False),
        )  # fmt: skip
        columns = "id, document, ordinal, number, number_read, title, page, spans, decisions, actions, refs, mentions"
        cursor = catalogue.connection.execute(f"INSERT INTO items ({columns}) VALUES ({','.join('?' * len(row))})", row)
        keys.append(int(cursor.lastrowid or 0))
        days = {each.date.isoformat() for each in item.references if each.kind == "correction" and each.date}
        catalogue.connection.executemany("INSERT INTO amendments VALUES (?, ?)", [(day, keys[-1]) for day in sorted(days)])
    return keys


def person_as_json(person: Attendance) -> dict[str, Any]:
    """Somebody of the attendance as `minutes show --json` and the API give them."""
    return {"name": person.name, "role": person.role, "status": person.status, "initials": person.initials, "part": person.part}


def decision_as_json(decision: Decision) -> dict[str, Any]:
    """A decision as `minutes show --json` and the API give it."""
    vote = decision.vote
    counts = {"for": vote.in_favour, "against": vote.against, "abstained": vote.abstained, "names": list(vote.names)} if vote else "unrecorded"
    return {"text": decision.text, "proposer": decision.proposer, "seconder": decision.seconder, "outcome": decision.outcome, "vote": counts}


def item_as_json(item: Item, text: str) -> dict[str, Any]:
    """An item as `minutes show --json` gives it; `text` is its own, from the stored text."""
    return {
        "number": item.number,
        "number_read": item.number_read,
        "title": item.title,
        "text": text,
        "page": item.page,
        "decisions": [decision_as_json(each) for each in item.decisions],
        "actions": [{"text": each.text, "owner": each.owner, "due": each.due} for each in item.actions],
        "references": [reference_as_json(each) for each in item.references],
        "mentions": [mention_as_json(each, item, text) for each in item.mentions],
        "rule": item.rule,
    }


def reference_as_json(reference: Reference) -> dict[str, Any]:
    """A reference as `minutes show --json` and the API give it; `spans` are code points of the stored text."""
    day = reference.date.isoformat() if reference.date else None
    return {"kind": reference.kind, "text": reference.text, "target": reference.target, "date": day, "spans": _pairs(reference.spans)}


def mention_as_json(mention: Mention, item: Item, text: str) -> dict[str, Any]:
    """A mention of a person as they give it; `text` is the item's own."""
    words = text[locate(item.spans, mention.spans[0].start) : locate(item.spans, mention.spans[-1].end)]
    return {"name": mention.name, "text": words, "spans": _pairs(mention.spans)}


def _spans(spans: Sequence[Span]) -> str:
    return json.dumps(_pairs(spans), separators=(",", ":"))


def _pairs(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]
