"""Late interaction: a question and a passage compared token by token."""

import datetime as dt
from dataclasses import replace

import pytest

from index.late import closeness
from index.records import DocumentRecord, ItemRecord, MeetingRecord, PassageRecord
from ingest.spans import Span
from tests.fakes import HashEncoder

TEXT = "The bridge was closed. A swan was seen on the pond."
RARE = {"bridg": 2.0, "close": 1.0, "swan": 2.0, "zebra": 3.0}


def passage(text: str = TEXT, title: str | None = None) -> PassageRecord:
    document = DocumentRecord(1, "d", "1.txt", "txt")
    meeting = MeetingRecord("m", document, "Fennick Town Council", None, dt.date(2020, 1, 1), None, None, ())
    item = ItemRecord(1, "i", 1, "1", title, None, (Span(0, len(text)),), (), ())
    end = text.index(".") + 1
    return PassageRecord(1, "p", meeting, item, None, (Span(0, len(text)),), text, ((0, end, "said"), (end + 1, len(text), "said")), ())


def test_every_word_there_is_1() -> None:
    """A passage that has every word of the question comes to 1, and so does the sentence that has them all; another does not."""
    (near,) = closeness(HashEncoder(), "bridge closed", [passage()], RARE)
    assert near.whole == pytest.approx(1.0)
    assert near.sentences[0] == pytest.approx(1.0)
    assert near.sentences[1] < 0.9


def test_rare_words_count_more() -> None:
    """A word counts by its rarity: with the rarer of two words missing less is left than with the other."""
    encoder = HashEncoder()
    lacks_rare, lacks_common = closeness(encoder, "bridge closed", [passage("It closed. It did."), passage("A bridge. It is.")], RARE)
    assert lacks_rare.whole < lacks_common.whole


def test_the_heading_counts() -> None:
    """What the item is called counts for its passages, which the model reads with it."""
    without, called = closeness(HashEncoder(), "zebra", [passage(), passage(title="Zebra crossing")], RARE)
    assert called.whole == pytest.approx(1.0)
    assert without.whole < 0.9
    assert len(called.sentences) == 2


def test_nothing_to_compare() -> None:
    """No passages give nothing, and a question of signs alone does no harm."""
    assert closeness(HashEncoder(), "bridge", [], RARE) == ()
    (near,) = closeness(HashEncoder(), "", [replace(passage(), sentences=())], RARE)
    assert (near.whole, near.sentences) == (0.0, ())
