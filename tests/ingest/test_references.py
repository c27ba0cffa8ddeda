"""Numbers and days that an item names outside itself, and what earlier minutes should read."""

import datetime as dt
import time

import pytest

from ingest.domain import Document, Item, Minutes, Reference, Sentence
from ingest.parse import parse
from ingest.references import references
from ingest.spans import Span, cut

HEAD = "Fennick Parish Council\nMinutes of the meeting held on 16 December 2019\n\nPresent: Councillors A Rowe and B Lind\n\n"


def read(text: str) -> Minutes:
    return parse(Document("0" * 64, "2019-12-16-council.txt", "fennick-parish-council", "txt", HEAD + text))


def found(text: str, kind: str | None = None) -> list[tuple[str, str, str | None, dt.date | None]]:
    return [(each.kind, " ".join(each.text.split()), each.target, each.date) for each in all_of(read(text)) if kind in (None, each.kind)]


def all_of(minutes: Minutes) -> list[Reference]:
    return [reference for part in minutes.parts for reference in part.references]


def items(*bodies: str) -> str:
    return "".join(f"{number}/19 {body}\n\n" for number, body in enumerate(bodies, start=41))


@pytest.mark.parametrize(
    ("said", "targets"),
    [
        ("The Clerk had replied, see Minute 29/19.", ["29/19"]),
        ("Councillor Rowe declared an interest at item 42/19; she left for items 43/19 and 44/19.", ["42/19", "43/19", "44/19"]),
        ("This was dealt with under Agenda 3075.", ["3075"]),
        ("It was reported (Minute 7.1.3) and again at\nitem 12.", ["7.1.3", "12"]),
        ("22/19 Updated Report on the Hall: the works were done.", ["22/19"]),
        ("The meeting took 20 minutes. The item of 3 pages was read. The budget for 2019/20 stood.", []),
        ("The allotments were item 41/19 of the day.", []),
    ],
)
def test_minute_numbers(said: str, targets: list[str]) -> None:
    """A number is another minute's when a word says so or the document's own are printed like it; the item's own is none."""
    text = items(f"Matters Arising\n{said}", "Planning\nNone.", "Finance\nNothing to report.")
    assert [target for _, _, target, _ in found(text, "minute")] == targets


@pytest.mark.parametrize(
    ("said", "kind", "targets"),
    [
        ("Application 22/00983/FUL was supported and 14/506664 was not.", "application", ["22/00983/FUL", "14/506664"]),
        ("Planning Application Ref. Nos. 07/2210 and 09/0154 had concluded.", "application", ["07/2210", "09/0154"]),
        ("1) R/54/42G - Householder permission for a porch.", "application", ["R/54/42G"]),
        ("The accounts for 2018/19, dated 27/11/2019, came to £14/500.", "application", []),
        ("The plan (Document 19/192) and Report No. 14 were read.", "report", ["19/192", "14"]),
        ("The annual report 2018/19 was read.", "report", []),
    ],
)
def test_applications_and_reports(said: str, kind: str, targets: list[str]) -> None:
    """Numbers of applications and reports in the forms that councils give them; years and dates are none."""
    assert [target for _, _, target, _ in found(items("Apologies\nNone.", f"Planning\n{said}", "Finance\nNone."), kind)] == targets


def test_minutes_of_a_day() -> None:
    """The minutes of another meeting are named by its day; one without a year is the last such day before the meeting."""
    text = items(
        "Minutes of the last meeting\nThe minutes of the meeting held on Monday 21 October were agreed. "
        "The minutes of the\nFinance Committee of 3 January 2019 were noted.",
        "Correspondence\nThe minutes were circulated on 3 May 2019. A letter of 4 May 2019 was read.",
        "Finance\nNone.",
    )
    assert found(text, "minutes") == [
        ("minutes", "minutes of the meeting held on Monday 21 October", None, dt.date(2019, 10, 21)),
        ("minutes", "minutes of the Finance Committee of 3 January 2019", None, dt.date(2019, 1, 3)),
    ]


def test_the_meeting_is_no_reference_to_itself() -> None:
    """The heading names the meeting's own day, and an item its own number, also the one in brackets that it has on the agenda."""
    text = (
        "279. Standards Working Party Update\n(Item 10)\n\nThis item was deferred.\n\n280. Finance\n(Item 11)\n\nIt was taken after Item 9.\n\n"
        "281. Planning\n(Item 12)\n\nNone.\n"
    )
    assert found(text) == [("minute", "Item 9", "9", None)]


def test_a_number_with_the_day_of_its_minutes() -> None:
    """A minute number that says of which minutes it is has their day."""
    text = items("Matters Arising\nItems 4.1 and 4.2 of the minutes dated 1 September 2019 were raised.", "Finance\nNone.", "Planning\nNone.")
    assert [(target, day) for _, _, target, day in found(text, "minute")] == [("4.1", dt.date(2019, 9, 1)), ("4.2", dt.date(2019, 9, 1))]


def test_correction_in_the_sentence() -> None:
    """A record agreed subject to an amendment is a correction of the minutes that the item names."""
    said = "The minutes of 21 October 2019 were agreed as a correct record subject to the following addition to Minute 36/19: that Mrs Yarrow spoke."
    assert found(items("Minutes\n" + said, "Finance\nNone.", "Planning\nNone."), "correction") == [("correction", said, "36/19", dt.date(2019, 10, 21))]


def test_corrections_in_a_list() -> None:
    """Each clause of a list of corrections is one, with the number of the minute that it mends; what follows the list is none."""
    text = items(
        "Minutes of the meeting held on 21 October 2019\nThe minutes were agreed as a true record subject to the following amendments:\n"
        "- Minute 36/19: Mrs Yarrow should be Miss Yarrow\n- page 2, the second paragraph to be deleted\n\nThe Chair signed the minutes.",
        "Finance\nNone.",
        "Planning\nNone.",
    )
    assert [(said, target) for _, said, target, _ in found(text, "correction")] == [
        ("- Minute 36/19: Mrs Yarrow should be Miss Yarrow", "36/19"),
        ("- page 2, the second paragraph to be deleted", None),
    ]


def test_should_read() -> None:
    """`Minute 64/17c should read` is a correction with its target; that the minutes were signed with these amendments is no other."""
    text = items(
        "Minutes of the meeting held on 3 May 2019\nMinute 64/17c should read: fees were displayed. "
        "The minutes were signed as a record subject to the three amendments.",
        "Signs\nThe sign should read Slow. The application was approved subject to changes.",
        "Planning\nNone.",
    )
    assert found(text, "correction") == [("correction", "Minute 64/17c should read: fees were displayed.", "64/17c", dt.date(2019, 5, 3))]
    assert [target for _, _, target, _ in found(text, "minute")] == []


def test_references_stand_where_they_say() -> None:
    """The spans of every reference hold its words, within its item."""
    minutes = read(
        items(
            "Minutes\nThe minutes of 21 October 2019 were agreed.\nSee Minute 12/19 and Application 22/00983/FUL.", "Finance\nReport No. 3", "Planning\nNone."
        )
    )
    assert len(all_of(minutes)) == 4
    for part in minutes.parts:
        for each in part.references:
            assert cut(minutes.document.text, each.spans) == each.text
            assert all(any(outer.start <= span.start and span.end <= outer.end for outer in part.spans) for span in each.spans)


@pytest.mark.parametrize(
    "row", ["application " + "no. " * 8000, "-" * 30000, "minutes " * 4000, "x (item " * 4000, "12/" * 10000, "minutes agreed with " * 1500]
)
def test_long_rows_take_no_time(row: str) -> None:
    """No text, however odd, holds the rules up."""
    spans = (Span(0, len(row)),)
    item = Item("1", "1/19", "x", spans, (), None, (Sentence(spans, "said", True),))
    started = time.monotonic()
    references(row, item, dt.date(2020, 1, 1))
    assert time.monotonic() - started < 5
