"""Items with what they mention: other minutes, reports and applications, and the people of the meeting."""

from __future__ import annotations

from dataclasses import replace

from ingest.domain import Item, Meeting
from ingest.mentions import Who
from ingest.references import references
from ingest.spans import cut


def linked(text: str, held: Meeting, preamble: Item, items: tuple[Item, ...]) -> tuple[Item, tuple[Item, ...]]:
    """The preamble with its references, and the items with theirs and with their mentions of people."""
    who = Who(held.attendance, (cut(text, item.spans) for item in items))
    found = tuple(replace(item, references=references(text, item, held.date), mentions=who.mentions(text, item)) for item in items)
    return replace(preamble, references=references(text, preamble, held.date, preamble=True)), found
