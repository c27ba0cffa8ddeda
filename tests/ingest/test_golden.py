"""The same minutes are the same minutes, whatever the format in which the clerk saved them."""

import re
from pathlib import Path

import pytest

from ingest.domain import Minutes
from ingest.extract import extract
from ingest.parse import parse
from ingest.sources import recognise
from ingest.spans import cut
from tests.ingest.rendering import RENDERINGS
from tests.ingest.written import HARBOUR, PARISH, Written

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
    assert set(found) == {bare(number) for number in written.decisions}
    for number, expected in written.decisions.items():
        made = found[bare(number)]
        assert len(made) == len(expected)
        assert [(text[: len(words)], *rest) for (text, *rest), (words, *_) in zip(made, expected, strict=True)] == list(expected)


@every_rendering
def test_the_actions(written: Written, rendering: str) -> None:
    """What is to be done, by whom and by when."""
    expected = {bare(number): actions for number, actions in written.actions.items()}
    found = {item.number: item.actions for item in read(written, rendering).items if item.actions}
    assert set(found) == set(expected)
    for number, actions in expected.items():
        assert [(flat(each.text)[: len(words)], each.owner, each.due) for each, (words, *_) in zip(found[number], actions, strict=True)] == list(actions)
