"""How a file is understood, as JSON and as text."""

from __future__ import annotations

from typing import Any

from index.storing import item_as_json
from ingest.domain import Minutes
from ingest.spans import cut


def minutes_as_json(minutes: Minutes) -> dict[str, Any]:
    """What `minutes show --json` prints: unknown is null."""
    meeting = minutes.meeting
    return {
        "body": meeting.body,
        "committee": meeting.committee,
        "date": meeting.date.isoformat() if meeting.date else None,
        "start_time": meeting.start_time,
        "end_time": meeting.end_time,
        "attendance": [{"name": each.name, "role": each.role, "status": each.status} for each in meeting.attendance],
        "items": [item_as_json(item, cut(minutes.document.text, item.spans)) for item in minutes.items],
        "doubts": [doubt.what for doubt in minutes.doubts],
    }


def minutes_as_text(minutes: Minutes) -> str:
    """The same for a person to read."""
    meeting = minutes.meeting
    lines = [
        f"{meeting.body or 'Body unknown'} - {meeting.committee or 'committee unknown'}",
        f"{meeting.date or 'date unknown'}, {meeting.start_time or '?'} to {meeting.end_time or '?'}",
        "",
    ]
    for status in ("present", "in attendance", "apologies", "absent"):
        people = [f"{each.name} ({each.role})" if each.role else each.name for each in meeting.attendance if each.status == status]
        if people:
            lines.append(f"{status.capitalize()}: {'; '.join(people)}")
    for item in minutes.items:
        page = f"  (page {item.page})" if item.page else ""
        lines += ["", f"{item.number or '-'}  {item.title or ''}{page}"]
        for decision in item.decisions:
            lines.append(f"    decided [{decision.outcome}]: {' '.join(decision.text.split())}")
        for action in item.actions:
            owner = f" ({action.owner}{', ' + action.due if action.due else ''})" if action.owner else ""
            lines.append(f"    to do{owner}: {' '.join(action.text.split())}")
    lines += ["", *(f"Doubt: {doubt.what}" for doubt in minutes.doubts)]
    return "\n".join(lines)
