"""The sample minutes are understood as FACTS.md, written by those who wrote the minutes, says."""

import datetime as dt
import functools
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.domain import Action, Decision, Item, Minutes
from ingest.pipeline import read
from tests.conftest import ROOT, SAMPLES

BODY = "Fennick Vale District Council"


@dataclass(frozen=True)
class Facts:
    """What FACTS.md says of one file; people by surname."""

    committee: str
    date: dt.date
    start: str
    end: str
    items: tuple[tuple[str | None, str], ...]
    people: dict[str, list[str]]


def facts() -> dict[str, Facts]:
    sections = re.split(r"^## ", (ROOT / "tests" / "samples" / "FACTS.md").read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {section.split("\n", 1)[0].strip(): facts_of(section) for section in sections}


def facts_of(section: str) -> Facts:
    head = re.search(r"^(?P<committee>.+), (?P<date>\d+ \w+ \d{4})(?: \(\w+\))?, start (?P<start>.+), end (?P<end>.+)\.$", section, re.MULTILINE)
    listed = re.search(r"^Items \(\d+\): (.+)\.$", section, re.MULTILINE)
    assert head
    assert listed
    items = tuple(item_of(each) for each in listed.group(1).split("; "))
    people = {
        status: surnames(found.group(1))
        for status in ("present", "in attendance", "apologies")
        if (found := re.search(rf"^- {status}: (.+)$", section, re.MULTILINE | re.IGNORECASE))
    }
    return Facts(head["committee"], dt.datetime.strptime(head["date"], "%d %B %Y").date(), head["start"], head["end"], items, people)


def item_of(printed: str) -> tuple[str | None, str]:
    found = re.match(r"\(?(\d+(?:[./]\d+)?)[.)]? (.+)", printed)
    return (found.group(1), found.group(2)) if found else (None, printed)


def surnames(printed: str) -> list[str]:
    names = re.split(r"[,;] ", re.sub(r" \([^)]*\)|co-opted ", "", printed))
    return sorted(name.split()[-1] for name in names if name != "none")


FACTS = facts()


@functools.cache
def minutes_of(name: str) -> Minutes:
    (path,) = SAMPLES.rglob(name)
    return read(path)


def item_of_number(minutes: Minutes, number: str) -> Item:
    (item,) = [item for item in minutes.items if number in (item.number, item.title)]
    return item


def straight(text: str | None) -> str:
    return " ".join((text or "").split()).replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


def test_facts_cover_every_sample() -> None:
    """Every sample has its facts."""
    assert set(FACTS) == {path.name for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".py"}


@pytest.mark.parametrize("name", FACTS)
def test_who_met_and_when(name: str) -> None:
    """Body, committee, date, beginning and end of a meeting are read as printed."""
    meeting, facts = minutes_of(name).meeting, FACTS[name]
    assert (meeting.body, meeting.committee, meeting.date) == (BODY, facts.committee, facts.date)
    assert (meeting.start_time, meeting.end_time) == (facts.start, facts.end)


@pytest.mark.parametrize("name", FACTS)
def test_the_items(name: str) -> None:
    """Every item is found, with its number and title, in order, and nothing else."""
    assert [(item.number, straight(item.title)) for item in minutes_of(name).items] == list(FACTS[name].items)


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("status", ["present", "in attendance", "apologies"])
def test_the_people(name: str, status: str) -> None:
    """Everyone present, in attendance or excused is found once, and nobody else."""
    found = [each.name for each in minutes_of(name).meeting.attendance if each.status == status]
    assert sorted(re.sub(r" \([A-Z]\)$", "", each).split()[-1] for each in found) == FACTS[name].people[status]


def test_roles_are_kept() -> None:
    """The role printed at a name stands with it, also one with `and` in it."""
    attendance = {each.name: each.role for each in minutes_of("2023-07-12-children-and-learning-scrutiny-committee.txt").meeting.attendance}
    assert attendance["Susannah Craddle"] == "Chair"
    assert attendance["Martin Eddowes"] == "Head of Inclusion and Admissions"
    assert attendance["Stallard"] is None


def decision(name: str, number: str, words: str) -> Decision:
    item = item_of_number(minutes_of(name), number)
    found = [each for each in item.decisions if words in straight(each.text)]
    assert found, [straight(each.text) for each in item.decisions]
    return found[0]


OUTCOMES = [
    ("2022-07-21-council.docx", "8", "open warm rooms in its three libraries", "carried"),
    ("2022-12-16-planning-committee.pdf", "7.4", "application 22/00983/FUL be DEFERRED", "deferred"),
    ("2022-12-16-planning-committee.pdf", "7.7", "application 22/01042/HOU be REFUSED", "carried"),
    ("2023-02-23-council.pdf", "7", "be held to 2.9%", "lost"),
    ("2023-04-04-environment-and-transport-committee.html", "7", "AGREED that weekly food waste collection be extended", "carried"),
    ("2023-06-14-planning-committee.md", "2.7", "be DEFERRED for a site visit", "deferred"),
    ("2023-10-19-council.html", "Treasury management: mid-year review", "It was resolved that the report be noted.", "carried"),
    ("2023-10-19-council.html", "Notices of motion", "withdrew the motion", "withdrawn"),
    ("2024-02-22-council.docx", "8", "It was AGREED, on the motion of Councillor Lunn", "carried"),
    ("2024-03-14-environment-and-transport-committee.docx", "6", "that it be abandoned", "lost"),
    ("2024-09-11-planning-committee.txt", "5.5", "DECISION: DEFERRED so that", "deferred"),
    ("2024-09-11-planning-committee.txt", "5.6", "DECISION: REFUSED because", "carried"),
    ("2024-02-22-council.docx", "6", "(b) that the new reopening date", "carried"),
]


@pytest.mark.parametrize(("name", "number", "words", "outcome"), OUTCOMES)
def test_the_outcomes(name: str, number: str, words: str, outcome: str) -> None:
    """A decision says how it went: carried, lost, deferred or withdrawn."""
    assert decision(name, number, words).outcome == outcome


MOVERS = [
    ("2023-07-12-children-and-learning-scrutiny-committee.txt", "25/23", "RESOLVED that Cabinet be recommended", "Crewe", "Frome"),
    ("2022-12-16-planning-committee.pdf", "7.4", "be DEFERRED", "Penhale", "Stallard"),
    ("2024-02-22-council.docx", "8", "It was AGREED", "Lunn", "Tom Yarrow"),
    ("2024-02-22-council.docx", "4", "It was resolved", "Oduya", "Craddle"),
    ("2024-02-22-council.docx", "7", "the former opening hours of both libraries be restored", "Dray", "Binnie"),
    ("2023-02-23-council.pdf", "7", "be held to 2.9%", "Binnie", "Stallard"),
    ("2023-02-23-council.pdf", "9", "the pay policy statement", None, None),
    ("2022-07-21-council.docx", "8", "open warm rooms in its three libraries", "Pask-Hughes", "Alice Yarrow"),
    ("2023-10-19-council.html", "Notices of motion", "RESOLVED that the Chief Executive write", "Oduya", "Crewe"),
    ("2022-12-16-planning-committee.pdf", "7.6", "be APPROVED", "Okonjo", "Lunn"),
    ("2023-07-12-children-and-learning-scrutiny-committee.txt", "27/23", "(c) to accept", "Pask-Hughes", "Crewe"),
    ("2023-04-04-environment-and-transport-committee.html", "6", "(a) that the investigation", "Crewe", "Oduya"),
    ("2024-03-14-environment-and-transport-committee.docx", "6", "that it be abandoned", None, "Mossop"),  # printed: "He moved"
]


@pytest.mark.parametrize(("name", "number", "words", "proposer", "seconder"), MOVERS)
def test_the_movers(name: str, number: str, words: str, proposer: str | None, seconder: str | None) -> None:
    """A decision names who proposed and who seconded it, and never those of another matter."""
    found = decision(name, number, words)
    assert (found.proposer, found.seconder) == (proposer, seconder)


VOTES = [
    ("2023-02-23-council.pdf", "7", "be held to 2.9%", (6, 10, 1)),
    ("2023-04-04-environment-and-transport-committee.html", "5", "CARRIED by 6 votes to 2", (6, 2, 1)),
    ("2024-03-14-environment-and-transport-committee.docx", "6", "that it be abandoned", (2, 6, None)),
    ("2022-12-16-planning-committee.pdf", "7.4", "be DEFERRED", (8, 1, None)),
    ("2023-07-12-children-and-learning-scrutiny-committee.txt", "27/23", "(b) to keep", (5, 3, None)),
    ("2024-03-14-environment-and-transport-committee.docx", "6", "(a) that the revised programme", (6, 2, None)),
    ("2024-03-14-environment-and-transport-committee.docx", "9", "RESOLVED that a concession", (6, 0, 1)),
    ("2023-02-23-council.pdf", "9", "the pay policy statement", None),
    ("2024-02-22-council.docx", "7", "the former opening hours of both libraries be restored", (8, 8, None)),
]


@pytest.mark.parametrize(("name", "number", "words", "counts"), VOTES)
def test_the_votes(name: str, number: str, words: str, counts: tuple[int, int, int | None] | None) -> None:
    """A vote is counted as printed, and what is not printed is not guessed."""
    vote = decision(name, number, words).vote
    assert (vote and (vote.in_favour, vote.against, vote.abstained)) == counts


def test_clauses_are_decisions_of_their_own() -> None:
    """Each lettered clause of a resolution is one decision."""
    item = item_of_number(minutes_of("2023-07-12-children-and-learning-scrutiny-committee.txt"), "27/23")
    assert [straight(each.text)[:40] for each in item.decisions if straight(each.text).startswith("(")] == [
        "(a) to agree the reduced hours for a tri",
        "(b) to keep both libraries open on Satur",
        "(c) to accept the offer of volunteers at",
    ]


def test_a_reply_decides_nothing() -> None:
    """What somebody said would happen if it was agreed is no decision."""
    assert item_of_number(minutes_of("2022-09-06-environment-and-transport-committee.md"), "4").decisions == ()


@pytest.mark.parametrize("name", FACTS)
def test_the_actions(name: str) -> None:
    """Every action of FACTS.md is found with its owner and the day it is due, and no other."""
    section = (ROOT / "tests" / "samples" / "FACTS.md").read_text("utf-8").split(f"## {name}")[1].split("\n## ")[0]
    (line,) = re.findall(r"^Actions: (.+)$", section, re.MULTILINE)
    expected = re.findall(r"`([^`]+)` \(([^()]+), (\d+ \w+ \d{4})\)", line)
    found: list[Action] = [action for item in minutes_of(name).items for action in item.actions]
    assert len(found) == len(expected)
    for action, (words, owner, due) in zip(found, expected, strict=True):
        assert words in straight(action.text)
        assert (straight(action.owner), straight(action.due)) == (owner, due)


def test_inner_numbers_are_no_items() -> None:
    """Numbers of earlier minutes under matters arising, and conditions counted from one, stay in their item."""
    item = item_of_number(minutes_of("2023-07-12-children-and-learning-scrutiny-committee.txt"), "23/23")
    document = minutes_of("2023-07-12-children-and-learning-scrutiny-committee.txt").document
    assert "37/22 Elective Home Education" in document.text[item.spans[0].start : item.spans[-1].end]


def test_pages_of_items() -> None:
    """An item of a pdf knows the page on which it begins."""
    minutes = minutes_of("2024-03-13-children-and-learning-scrutiny-committee.pdf")
    assert [item.page for item in minutes.items] == sorted(item.page or 0 for item in minutes.items)
    assert (minutes.items[0].page, minutes.items[-1].page) == (1, 3)


def test_words_that_are_not_the_meetings_stay_out(tmp_path: Path) -> None:
    """The file's name only fills gaps: a wrong date in it is doubted, not believed."""
    path = tmp_path / "2020-01-01-council.txt"
    path.write_bytes(minutes_of("2022-11-16-children-and-learning-scrutiny-committee.txt").document.text.encode())
    minutes = read(path)
    assert minutes.meeting.date == dt.date(2022, 11, 16)
    assert [doubt.what for doubt in minutes.doubts] == ["The text says 2022-11-16, the file's name 2020-01-01."]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Wick Parish Council\nMinutes of the meeting held on 5 March 2024\n\nThe roof was mended.\n", "2024-03-05"),
        ("Wick Parish Council\n5 March 2024\n\nThe minutes of the meeting held on 6 February 2024 were agreed.\n", "2024-03-05"),
        ("Wick Parish Council\n\nThe minutes of the meeting held on 6 February 2024 were agreed.\n", "None"),
        ("Wick Parish Council\nDate of next meeting: 2 April 2024\nMarch meeting, 5 March 2024\n", "2024-03-05"),
    ],
)
def test_the_date_is_the_meetings_own(tmp_path: Path, text: str, date: str) -> None:
    """A date of earlier minutes or of the next meeting is not the meeting's; unknown is a value."""
    path = tmp_path / "minutes.txt"
    path.write_text(text)
    assert str(read(path).meeting.date) == date
