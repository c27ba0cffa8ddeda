"""Agenda pages with the minutes filled in: what the agenda says is not what was said."""

from pathlib import Path

import pytest

from ingest.domain import Minutes, Role
from ingest.extract import extract
from ingest.parse import parse
from ingest.passages import passages
from ingest.sources import recognise
from ingest.spans import cut
from tests.fakes import HashEncoder
from tests.ingest.agenda_pages import ITEMS, page

PAGES = {
    "number in its own cell": page(),
    "without numbers": page("<td></td>"),
    "without cells for numbers": page(""),
    "two numberings": page('<td class="mgItemNumberCell"><p class="mgAiTitleTxt">{}.</p></td>', 1772, " (Agenda item {})"),
}
TITLES = [title for title, *_ in ITEMS]


def read(name: str, text: str) -> Minutes:
    return parse(extract(recognise(Path(name), text.encode())))


def told(minutes: Minutes, number: int, *roles: Role) -> list[str]:
    """The sentences of an item that have one of these roles."""
    item = minutes.items[number]
    return [" ".join(cut(minutes.document.text, sentence.spans).split()) for sentence in item.sentences if sentence.role in roles]


@pytest.mark.parametrize("layout", PAGES)
def test_every_item_of_the_agenda_is_one(layout: str) -> None:
    """Numbered, numbered twice or not at all, each title opens an item, without the size of the file behind it."""
    items = read("page.html", PAGES[layout]).items
    assert [(item.title or "").split(" (Agenda")[0] for item in items] == TITLES
    first = {"number in its own cell": 1, "two numberings": 1772}.get(layout)
    assert [item.number for item in items] == [str(first + at) if first else None for at in range(len(TITLES))]


@pytest.mark.parametrize("layout", PAGES)
def test_only_what_stands_under_minutes_or_decision_was_said(layout: str) -> None:
    """The purpose of an item, its labels and its documents are the agenda's; an item without minutes is all agenda."""
    minutes = read("page.html", PAGES[layout])
    assert told(minutes, 0, "said") == ["Apologies were received from Councillors Pellow and Thrane."]
    assert told(minutes, 0, "agenda") == ["To receive any apologies for absence.", "Minutes:"]
    assert told(minutes, 2, "said") == [
        "The Harbour Master said that silt had reached the lower steps.",
        "Councillor Yeo asked whether the fishing boats could move for a week.",
    ]
    assert told(minutes, 2, "decided") == ["That the programme of dredging be approved."]
    assert {"Additional documents:", "Appendix A - Survey of the basin", "Appendix B - Tide tables"} <= set(told(minutes, 2, "agenda"))
    assert told(minutes, 4, "said", "decided", "to_do") == []
    assert [len(item.decisions) for item in minutes.items] == [0, 1, 1, 0, 0]


def test_the_agendas_words_stay_in_the_passages() -> None:
    """What is not quoted as said is still found: it stands in the passage, with its role."""
    minutes = read("page.html", page())
    found = passages(minutes, HashEncoder().count, 256, 160)
    told_in = [(passage.text[start:end], role) for passage in found for start, end, role in passage.sentences]
    assert ("To receive any apologies for absence.", "agenda") in told_in


PLAIN = """Wickmere Borough Council
Harbour Committee, 4 March 2025

1. Apologies

To receive any apologies for absence.

Minutes:

There were none.

2. Accounts pdf icon PDF 143 KB

The Committee is recommended to approve the accounts.

Supporting documents:

Accounts for 2024 pdf icon PDF 2 MB

Minutes:

RESOLVED: That the accounts be approved.

3. Closing

Minutes:

The meeting closed at 8.15 pm.

Additional documents:

Late letter word icon DOC 31 KB

The Chair thanked the members.
"""


@pytest.mark.parametrize("name", ["page.txt", "page.md"])
def test_the_same_in_plain_text(name: str) -> None:
    """A page saved as text is told apart by its labels alone."""
    minutes = read(name, PLAIN)
    assert [(item.number, item.title) for item in minutes.items] == [("1", "Apologies"), ("2", "Accounts"), ("3", "Closing")]
    assert told(minutes, 1, "agenda") == ["The Committee is recommended to approve the accounts.", "Supporting documents:", "Accounts for 2024", "Minutes:"]
    assert told(minutes, 1, "decided") == ["RESOLVED: That the accounts be approved."]
    assert told(minutes, 2, "said") == ["The meeting closed at 8.15 pm.", "The Chair thanked the members."]


def test_a_heading_that_reads_minutes_is_no_form() -> None:
    """Minutes in which a single matter is called `Minutes:` are not taken for an agenda."""
    minutes = read("page.txt", "1. Apologies\nThere were none.\n2. Minutes:\nThey were read.\n3. Roads\nThe lane was swept.\n")
    assert [told(minutes, at, "agenda") for at in range(3)] == [[], [], []]
