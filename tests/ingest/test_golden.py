"""The same minutes are the same minutes, whatever the format in which the clerk saved them."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.domain import Minutes
from ingest.extract import extract
from ingest.parse import parse
from ingest.sources import recognise
from ingest.spans import cut
from tests.ingest.rendering import RENDERINGS, Block

Person = tuple[str, str | None, str, str | None]  # name, role, status, initials
Made = tuple[str, str | None, str | None, str, tuple[int | None, int | None, int | None] | None]  # first words, proposer, seconder, outcome, vote


@dataclass(frozen=True)
class Written:
    """Minutes as written, and what they say."""

    name: str
    blocks: tuple[Block, ...]
    meeting: tuple[str, str, str, str | None, str | None]
    people: tuple[Person, ...]
    decisions: dict[str, tuple[Made, ...]]
    actions: dict[str, tuple[tuple[str, str | None, str | None], ...]]
    counted: bool = True  # whether Word could count its numbers itself

    @property
    def items(self) -> list[tuple[str, str]]:
        return [tuple(text.split(" ", 1)) for kind, text in self.blocks if kind == "item"]  # type: ignore[misc]


HARBOUR = Written(
    "plain numbers",
    (
        ("title", "Wickmere Borough Council"),
        ("title", "Harbour Committee"),
        ("text", "Minutes of the meeting held on Tuesday 4 June 2024 at 7.00 pm in the Town Hall, Quay Street"),
        ("text", "Present: Councillors Morwenna Pellow (Chair), Jago Thrane (Vice-Chair), Ada Yeo, Bertram Quill and Constance Ivory"),
        ("text", "In attendance: Hester Lamb (Harbour Master), Tobias Finch (Clerk)"),
        ("text", "Apologies for absence: Councillors Rosalind Oke and Edmund Vane"),
        ("item", "1. Declarations of interest"),
        ("text", "Councillor Yeo declared an interest in item 4 as the owner of a boat in the inner basin."),
        ("item", "2. Minutes of the meeting held on 2 April 2024"),
        (
            "text",
            "RESOLVED: That the minutes of the meeting held on 2 April 2024 be approved as a correct record and signed by the Chair. (Proposed by Councillor Thrane, seconded by Councillor Quill.)",
        ),
        ("item", "3. Matters arising"),
        (
            "text",
            "a) Minute 17 (lamps on the north quay) - the Harbour Master said that four of the lamps had been mended and that the fifth waited for a part.",
        ),
        ("text", "b) Minute 21 (gulls) - the Clerk reported that no further complaints had come in since the bins were covered."),
        ("item", "4. Dredging of the inner basin and the approaches to the fish quay during the winter season of 2024 to 2025"),
        (
            "text",
            "The Harbour Master explained that silt had risen to the lower steps. The boats could be moved to the outer wall for a week, and the fishermen had been asked.",
        ),
        (
            "text",
            "RESOLVED:\n(a) that the inner basin be dredged in November;\n(b) that the approaches be surveyed first; and\n(c) that £14,500 be taken from the harbour reserve.",
        ),
        ("text", "Proposed by Councillor Ivory and seconded by Councillor Thrane. Carried, 4 votes for, 0 against, 1 abstention."),
        ("item", "5. Mooring fees"),
        ("text", "The Committee considered the fees for the coming year:"),
        ("table", "Length of boat | Fee now | Fee proposed\nUp to six metres | £210 | £220\nSix to ten metres | £340 | £360\nOver ten metres | £515 | £550"),
        ("text", "Councillor Quill moved that the fees be left as they were. There was no seconder and the motion fell."),
        ("text", "It was resolved that the fees proposed be adopted from 1 April 2025."),
        ("text", "ACTION: Write to all holders of moorings (Tobias Finch, by 30 September 2024)"),
        ("item", "6. Date of next meeting"),
        ("text", "The next meeting will be held on Tuesday 9 July 2024. The meeting closed at 8.40 pm."),
    ),
    ("Wickmere Borough Council", "Harbour Committee", "2024-06-04", "7.00 pm", "8.40 pm"),
    (
        ("Morwenna Pellow", "Chair", "present", None),
        ("Jago Thrane", "Vice-Chair", "present", None),
        ("Ada Yeo", None, "present", None),
        ("Bertram Quill", None, "present", None),
        ("Constance Ivory", None, "present", None),
        ("Hester Lamb", "Harbour Master", "in attendance", None),
        ("Tobias Finch", "Clerk", "in attendance", None),
        ("Rosalind Oke", None, "apologies", None),
        ("Edmund Vane", None, "apologies", None),
    ),
    {
        "2.": (("RESOLVED: That the minutes", "Thrane", "Quill", "carried", None),),
        "4.": (
            ("(a) that the inner basin be dredged in November", "Ivory", "Thrane", "carried", (4, 0, 1)),
            ("(b) that the approaches be surveyed first", "Ivory", "Thrane", "carried", (4, 0, 1)),
            ("(c) that £14,500 be taken from the harbour reserve", "Ivory", "Thrane", "carried", (4, 0, 1)),
        ),
        "5.": (("It was resolved that the fees proposed be adopted", None, None, "carried", None),),
    },
    {"5.": (("ACTION: Write to all holders of moorings", "Tobias Finch", "30 September 2024"),)},
)

PARISH = Written(
    "minute numbers of the year",
    (
        ("title", "MINUTES OF THE MEETING OF LOWER SNODLEY PARISH COUNCIL"),
        ("title", "held in the Village Hall on Monday 11 March 2024 at 7.30pm"),
        ("text", "PRESENT:\nCllr Winifred Astley (WA) - Chairman\nCllr Percy Dunnock (PD)\nCllr Olive Ferrier (OF)\nCllr Hugh Stannage (HS)"),
        ("text", "IN ATTENDANCE:\nMrs Beryl Coxon - Clerk\nCounty Cllr Denzil Marsh"),
        ("item", "31/24 Apologies for absence"),
        ("text", "Apologies were received from Cllr Gwen Tapper."),
        ("item", "32/24 Declarations of interest"),
        ("text", "None."),
        ("item", "33/24 To approve the minutes of the meeting held on 12 February 2024 and of the extraordinary meeting held on 26 February 2024"),
        (
            "text",
            "It was proposed by Cllr Dunnock, seconded by Cllr Ferrier and RESOLVED that both sets of minutes be signed as a true record. All were in favour.",
        ),
        ("item", "34/24 County Councillor’s report"),
        (
            "text",
            "Cllr Marsh reported that the bridge at Tolley Ford would close for six weeks. WA asked whether the bus could be sent by the mill. See also minute 22/24 of the last meeting.",
        ),
        ("item", "35/24 Finance"),
        ("text", "The following payments were put before the Council:"),
        ("table", "Payee | For | Amount\nSnodley Print | Newsletter | £84.00\nB Coxon | Salary | £412.10\nFenland Electric | Street lamps | £61.35"),
        ("text", "RESOLVED that the payments be approved (proposed PD, seconded HS)."),
        ("item", "36/24 Planning"),
        ("text", "a) 24/00217/FUL - two houses on land behind the Old Forge. OF said that the lane was too narrow."),
        ("text", "On being put to the vote a motion to support the application was LOST by 1 vote to 3."),
        ("text", "b) 24/00231/HOU - extension at 4 Mill Row. The Council had no objection."),
        ("item", "37/24 Verges and ditches"),
        ("text", "Clerk to ask the drainage board when the ditch in Cold Lane will be cleared."),
        ("item", "38/24 Date of next meeting"),
        ("text", "Monday 8 April 2024 at 7.30pm. The meeting closed at 8.55pm."),
    ),
    ("Lower Snodley Parish Council", "Parish Council", "2024-03-11", "7.30pm", "8.55pm"),
    (
        ("Winifred Astley", "Chairman", "present", "WA"),
        ("Percy Dunnock", None, "present", "PD"),
        ("Olive Ferrier", None, "present", "OF"),
        ("Hugh Stannage", None, "present", "HS"),
        ("Beryl Coxon", "Clerk", "in attendance", None),
        ("Denzil Marsh", None, "in attendance", None),
        ("Gwen Tapper", None, "apologies", None),
    ),
    {
        "33/24": (("It was proposed by Cllr Dunnock, seconded by Cllr Ferrier and RESOLVED", "Dunnock", "Ferrier", "carried", None),),
        "35/24": (("RESOLVED that the payments be approved", "PD", "HS", "carried", None),),
        "36/24": (("On being put to the vote a motion to support the application was LOST", None, None, "lost", (1, 3, None)),),
    },
    {"37/24": (("Clerk to ask the drainage board", "Clerk", None),)},
    counted=False,
)

WRITTEN = (HARBOUR, PARISH)
CASES = [(written, rendering) for written in WRITTEN for rendering in RENDERINGS if written.counted or "counted" not in rendering]
every_rendering = pytest.mark.parametrize(("written", "rendering"), CASES, ids=lambda each: each.name if isinstance(each, Written) else each)


def read(written: Written, rendering: str) -> Minutes:
    name, render = RENDERINGS[rendering]
    return parse(extract(recognise(Path(name), render(written.blocks))))


def flat(text: str | None) -> str:
    return " ".join((text or "").split())


def bare(number: str | None) -> str:
    return (number or "").rstrip(".")


@every_rendering
def test_who_met_and_when(written: Written, rendering: str) -> None:
    """Body, committee, date and times."""
    meeting = read(written, rendering).meeting
    assert (meeting.body, meeting.committee, str(meeting.date), meeting.start_time, meeting.end_time) == written.meeting


@every_rendering
def test_the_items(written: Written, rendering: str) -> None:
    """Numbers and titles, however many lines a title takes."""
    assert [(item.number, flat(item.title)) for item in read(written, rendering).items] == [(bare(number), title) for number, title in written.items]


@every_rendering
def test_the_text_of_the_items(written: Written, rendering: str) -> None:
    """Every item holds its words and no others, white space aside; what each page repeats is none of them."""
    minutes = read(written, rendering)
    texts: list[str] = []
    for kind, text in written.blocks:
        if kind == "item":
            texts.append(text.split(" ", 1)[1])
        elif texts:
            texts[-1] += " " + text.replace("|", " ")
    found = [flat(cut(minutes.document.text, item.spans)) for item in minutes.items]
    numbers = [f"{re.escape(bare(number))}[.]?" for number, _ in written.items]
    assert [re.sub(rf"^{number}\s", "", text) for number, text in zip(numbers, found, strict=True)] == [flat(text) for text in texts]


@every_rendering
def test_the_people(written: Written, rendering: str) -> None:
    """Everyone with role, status and initials, once and in order."""
    found = [(each.name, each.role, each.status, each.initials) for each in read(written, rendering).meeting.attendance]
    assert tuple(found) == written.people


@every_rendering
def test_the_decisions(written: Written, rendering: str) -> None:
    """Each decision or clause under its item, with movers, outcome and vote."""
    found = {}
    for item in read(written, rendering).items:
        for each in item.decisions:
            vote = each.vote and (each.vote.in_favour, each.vote.against, each.vote.abstained)
            found.setdefault(item.number, []).append((flat(each.text), each.proposer, each.seconder, each.outcome, vote))
    expected = {bare(number): made for number, made in written.decisions.items()}
    assert {
        number: [(text[: len(wanted[0])], *rest) for (text, *rest), wanted in zip(made, expected.get(number or "", made), strict=False)]
        for number, made in found.items()
    } == {number: list(made) for number, made in expected.items()}
    assert {number: len(made) for number, made in found.items()} == {number: len(made) for number, made in expected.items()}


@every_rendering
def test_the_actions(written: Written, rendering: str) -> None:
    """What is to be done, by whom and by when."""
    expected = {bare(number): actions for number, actions in written.actions.items()}
    found = {item.number: item.actions for item in read(written, rendering).items if item.actions}
    assert set(found) == set(expected)
    for number, actions in expected.items():
        assert [(flat(each.text)[: len(words)], each.owner, each.due) for each, (words, *_) in zip(found[number], actions, strict=True)] == list(actions)
