"""How files are understood: read with their corrections, as JSON, and into a tree of files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.storing import item_as_json, person_as_json
from ingest.corrections import given_corrections
from ingest.domain import Document, Minutes
from ingest.errors import MinutesError, not_understood
from ingest.pipeline import read
from ingest.quality import quality
from ingest.sources import find
from ingest.spans import Span, cut


def read_one(path: Path, corrections: Path | None = None) -> Minutes:
    """A file of minutes as it is understood, with the corrections beside it or in the file given.

    Raises:
        SourceError: it cannot be read, or the corrections will not do or are for other files.

    """
    given = given_corrections(corrections) if corrections else None
    minutes = read(path, given, [path.absolute()])
    if given and given.of(path.absolute(), ()) is None:
        raise next(given.strangers([path.absolute()]))
    return minutes


def write_all(path: Path, out: Path, corrections: Path | None = None) -> Iterator[MinutesError]:
    """Write `<folder>/<file name>.json` below `out` for every file below `path`; gives what failed."""
    given = given_corrections(corrections) if corrections else None
    files = list(find([path]))
    among = [found.path.absolute() for found in files if found.problem is None]
    if given:
        yield from given.strangers(among)
    for found in files:
        try:
            if found.problem:
                raise found.problem
            content = minutes_as_json(read(found.path.absolute(), given, among))
        except MinutesError as error:
            yield error
            continue
        except Exception as error:
            yield not_understood(error, str(found.path))
            continue
        target = out / found.path.absolute().parent.name / f"{found.path.name}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")


def minutes_as_json(minutes: Minutes) -> dict[str, Any]:
    """What `minutes show --json` prints: unknown is null."""
    meeting = minutes.meeting
    of = quality(minutes)
    return {
        "body": meeting.body,
        "committee": meeting.committee,
        "date": meeting.date.isoformat() if meeting.date else None,
        "start_time": meeting.start_time,
        "end_time": meeting.end_time,
        "kind": meeting.kind,
        "place": meeting.place,
        "state": meeting.state,
        "attendance": [person_as_json(each) for each in meeting.attendance],
        "items": [item_as_json(item, cut(minutes.document.text, item.spans)) for item in minutes.items],
        "doubts": [doubt.what for doubt in minutes.doubts],
        "doubts_at": [_placed(minutes.document, doubt.what, doubt.span) for doubt in minutes.doubts if doubt.span],
        "quality": {"value": of.value, "parts": {part.name: round(part.value, 2) for part in of.parts}},
        "corrections": [{"key": each.key, "what": each.what} for each in minutes.corrections],
    }


def _placed(document: Document, what: str, span: Span) -> dict[str, Any]:
    """A doubt with its place: code points of the stored text, the page where there are pages, the line, and the words."""
    words, line = document.text[span.start : span.end], document.line_at(span.start)
    return {"doubt": what, "span": [span.start, span.end], "page": document.page_at(span.start), "line": line, "text": words}
