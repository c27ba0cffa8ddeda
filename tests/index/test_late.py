"""Late interaction: a question and a passage compared token by token."""

import numpy as np
import pytest

from index.late import WIDTH, Closeness, asked, closeness, directions, read
from ingest.domain import Role
from ingest.repairs import repair
from tests.fakes import HashEncoder

TEXT = "The bridge was closed. A swan was seen on the pond."
RARE = {"bridg": 2.0, "close": 1.0, "swan": 2.0, "zebra": 3.0}
ALONG = directions(HashEncoder(), HashEncoder().words())


def compared(question: str, text: str = TEXT, title: str = "") -> Closeness:
    end = text.index(".") + 1
    sentences: tuple[tuple[int, int, Role], ...] = ((0, end, "said"), (end + 1, len(text), "said"))
    encoded = f"{title}\n{repair(text)}" if title else repair(text)
    ((_, kept),) = read(HashEncoder(), ALONG, [(encoded, text, sentences)])
    return closeness(asked(question, HashEncoder().read([question])[0], ALONG, RARE), kept)


def test_every_word_there_is_1() -> None:
    """A passage that has every word of the question comes to 1, and so does the sentence that has them all; another does not."""
    near = compared("bridge closed")
    assert near.whole == pytest.approx(1.0, abs=0.02)  # a byte keeps two digits
    assert near.sentences[0] == pytest.approx(1.0, abs=0.02)
    assert near.sentences[1] < 0.9


def test_rare_words_count_more() -> None:
    """A word counts by its rarity: with the rarer of two words missing less is left than with the other."""
    lacks_rare, lacks_common = compared("bridge closed", "It closed. It did."), compared("bridge closed", "A bridge. It is.")
    assert lacks_rare.whole < lacks_common.whole


def test_the_heading_counts() -> None:
    """What the item is called counts for its passages, which the model reads with it, and for none of their sentences."""
    without, called = compared("zebra"), compared("zebra", title="Zebra crossing")
    assert called.whole == pytest.approx(1.0, abs=0.02)
    assert without.whole < 0.9
    assert called.sentences == pytest.approx(without.sentences)


def test_sentences_are_found_again_in_what_the_model_reads() -> None:
    """Repairs move words (line ends, soft hyphens); each token still counts for its own sentence."""
    text = "  The bri\u00addge\n\n was   closed. A swan was seen."
    end = text.index(".") + 1
    ((_, kept),) = read(HashEncoder(), ALONG, [(f"Roads\n{repair(text)}", text, ((2, end, "said"), (end + 1, len(text), "said")))])
    assert kept.counts == (1, 5, 5)


def test_nothing_to_compare() -> None:
    """A question of signs alone does no harm, nor does a passage without sentences."""
    assert (compared("").whole, compared("").sentences) == (0.0, (0.0, 0.0))
    ((_, kept),) = read(HashEncoder(), ALONG, [("", "", ())])
    assert closeness(asked("bridge", HashEncoder().read(["bridge"])[0], ALONG, RARE), kept) == Closeness(0.0, ())


def test_other_forms_that_the_model_reads_do_not_count() -> None:
    """What follows the question for the model (an abbreviation spelt out) has no weight of its own."""
    question = asked("EHE", HashEncoder().read(["EHE (home schooling)"])[0], ALONG, {"ehe": 1.0})
    assert question.weights[0] == pytest.approx(1.0)
    assert float(question.weights[1:].sum()) == 0.0


def test_directions_are_the_same_every_time() -> None:
    """They are a basis of length 1, at right angles, and the same each time."""
    again = directions(HashEncoder(), HashEncoder().words())
    assert np.array_equal(ALONG, again)
    assert ALONG.shape == (64, min(64, WIDTH))
    assert pytest.approx(np.eye(64), abs=1e-4) == ALONG.T @ ALONG
