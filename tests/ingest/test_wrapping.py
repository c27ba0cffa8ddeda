"""Minutes that lost their lines: everything on one line, or a line end after every word."""

import random
from pathlib import Path

import pytest

from ingest.domain import Minutes
from ingest.extract import extract
from ingest.parse import parse
from ingest.sources import recognise
from ingest.spans import cut
from ingest.wrapping import rewrapped
from tests.ingest.written import HARBOUR, PARISH, Written


def on_one_line(written: Written) -> str:
    return " ".join(" ".join(text.replace("|", " ") for _, text in written.blocks).split())


def a_word_a_line(written: Written) -> str:
    return on_one_line(written).replace(" ", "\n")


def a_word_or_two_a_line(written: Written) -> str:
    chance = random.Random(7)
    words = on_one_line(written).split(" ")
    lines = []
    while words:
        taken = chance.choice([1, 2])
        lines.append(" ".join(words[:taken]))
        del words[:taken]
    return "\n".join(lines)


def a_word_a_line_in_paragraphs(written: Written) -> str:
    return "\n\n".join("\n".join(text.replace("|", " ").split()) for _, text in written.blocks)


WAYS = (on_one_line, a_word_a_line, a_word_or_two_a_line, a_word_a_line_in_paragraphs)
every_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
every_format = pytest.mark.parametrize("name", ["minutes.txt", "minutes.md"])
both = pytest.mark.parametrize("written", [HARBOUR, PARISH], ids=lambda written: written.name)


def read(name: str, text: str) -> Minutes:
    return parse(extract(recognise(Path(name), text.encode())))


def flat(text: str | None) -> str:
    return " ".join((text or "").split())


@every_way
@every_format
@both
def test_every_item_is_found(written: Written, name: str, way: type[on_one_line]) -> None:
    """Each number opens its item, and a title begins with its own words, though nothing says where it ends."""
    items = read(name, way(written)).items
    assert [item.number for item in items] == [number.rstrip(".") for number, _ in written.items]
    assert [flat(item.title)[:6] for item in items] == [title[:6] for _, title in written.items]


@every_way
@every_format
@both
def test_everyone_is_found(written: Written, name: str, way: type[on_one_line]) -> None:
    """People are listed with their roles, also where only their titles part them."""
    found = [(each.name, each.role, each.status) for each in read(name, way(written)).meeting.attendance]
    assert found == [(name, role, status) for name, role, status, _ in written.people]


@every_way
@both
def test_sentences_are_whole(written: Written, way: type[on_one_line]) -> None:
    """A sentence is one, however many lines it was broken over, and its words stand as they are stored."""
    minutes = read("minutes.txt", way(written))
    text = minutes.document.text
    sentences = [cut(text, sentence.spans) for item in minutes.items for sentence in item.sentences]
    expected = {
        "plain numbers": "The boats could be moved to the outer wall for a week, and the fishermen had been asked.",
        "minute numbers of the year": "OF said that the lane was too narrow.",
    }
    assert expected[written.name] in [flat(sentence) for sentence in sentences]
    assert all(sentence in text for sentence in sentences)
    assert all(decision.text == cut(text, decision.spans) for item in minutes.items for decision in item.decisions)


def test_only_white_space_changes() -> None:
    """Every offset into the stored text holds: the same code points, a blank for a line end and a line end for a blank."""
    for written in (HARBOUR, PARISH):
        for way in WAYS:
            text = way(written)
            again = rewrapped(text)
            assert len(again) == len(text)
            assert all(before == after or (before.isspace() and after.isspace()) for before, after in zip(text, again, strict=True))
            assert again != text


@pytest.mark.parametrize("text", ["", "Minutes\n\n1. Roads\nThey were swept.\n", "A\nB\nC\n" * 10, "One long paragraph without a number. " * 15])
def test_minutes_that_have_their_lines_keep_them(text: str) -> None:
    """Short lists and ordinary paragraphs stay as they are."""
    assert rewrapped(text) == text
