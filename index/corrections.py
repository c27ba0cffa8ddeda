"""What later minutes say that those of a meeting should read. Looked up when asked: it holds in whichever order they came."""

from __future__ import annotations

from collections.abc import Iterator

from index.catalogue import Catalogue
from index.ids import letters, same_body
from index.records import CorrectionRecord, MeetingRecord
from ingest.spans import Span, cut


def corrections_of(catalogue: Catalogue, meeting: MeetingRecord) -> tuple[CorrectionRecord, ...]:
    """The corrections of a meeting's minutes in the library, the earliest first; one that twins tell is one."""
    found: dict[str, CorrectionRecord] = {}
    for correction in _of_the_day(catalogue, meeting):
        held = correction.meeting
        if held.id != meeting.id and same_body((held.body, held.committee), (meeting.body, meeting.committee)):
            found.setdefault(letters(correction.text), correction)
    return tuple(found.values())


def _of_the_day(catalogue: Catalogue, meeting: MeetingRecord) -> Iterator[CorrectionRecord]:
    """The corrections of minutes of that day, of whatever body; each cut from a stored text that was checked."""
    day = meeting.date.isoformat() if meeting.date else None
    rows = catalogue.connection.execute(
        "SELECT i.id FROM amendments a JOIN items i ON i.key = a.item JOIN meetings m ON m.document = i.document"
        " WHERE a.date = ? ORDER BY m.date, m.id, i.ordinal",
        (day,),
    ).fetchall()
    for (item_id,) in rows:
        told = catalogue.item(item_id)
        text = catalogue.text(told[0].document.key) if told else None
        if told is None or text is None:
            continue
        for each in told[1].references:
            if each["kind"] == "correction" and each["date"] == day:
                spans = tuple(Span(start, end) for start, end in each["spans"])
                yield CorrectionRecord(*told, cut(text, spans), each["target"], spans)
