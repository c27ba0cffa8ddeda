"""What an answer promises: the minutes' own words, or the word that there is none."""

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.encoder import Encoder
from index.library import Library
from index.query import Filters
from service.answers import MOST_QUOTES, answer
from service.errors import EmptyQuestion, NothingToSearch, QuestionTooLong
from service.question import read_question
from tests.conftest import ROOT
from tests.quoting import Material, changed, faults, generated, material, quoted_places, still_told

QUESTIONS: list[dict[str, Any]] = [json.loads(line) for line in (ROOT / "tests/samples/questions.jsonl").read_text("utf-8").splitlines()]
HOME_EDUCATION = "What has been said about home-educated children?"
OFF_TOPIC = (
    "recipe for sourdough bread",
    "Who won the football world cup in 1966?",
    "How do I install a graphics driver?",
    "What is the boiling point of mercury?",
    "symptoms of appendicitis",
)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def of(samples_library: Library) -> Material:
    """The stored texts, read past the code that quotes them, and what else questions are made of."""
    return material(samples_library.folder)


@pytest.fixture
def copied(samples_library: Library, encoder: Encoder, tmp_path: Path) -> Iterator[Library]:
    """A copy of the samples' library to do harm to."""
    with samples_library.reading() as catalogue:
        catalogue.connection.execute("SELECT 1")
        shutil.copytree(samples_library.folder, tmp_path / "copy")
    yield Library(tmp_path / "copy", lambda name: encoder)


def words(text: str) -> str:
    return " ".join(text.split())


def test_home_education_is_answered_in_the_minutes_own_sentences(samples_library: Library) -> None:
    """Asked about home-educated children, it quotes the figures, the register and the councillor's question, from minute 37/22."""
    made = answer(samples_library, HOME_EDUCATION)
    quoted = {words(quote.text): made.passages[quote.passage].passage for quote in made.quotes}
    assert made.verdict == "answered"
    for sentence in (
        "The number of children known to be home educated in the district had risen from 84 in September 2019 to 131 in September 2022.",
        "Officers replied that a register of all home-educated children known to the Council was kept and was checked each month"
        " against health and housing records.",
    ):
        passage = quoted[sentence]
        assert passage.item.number == "37/22"
        assert passage.meeting.document.name == "2022-11-16-children-and-learning-scrutiny-committee.txt"
        assert passage.meeting.called == "Children and Learning Scrutiny Committee, 16 November 2022"
    assert any("Councillor Okonjo asked how the Council could be confident" in words(hit.passage.text) for hit in made.passages)


@pytest.mark.parametrize("question", QUESTIONS, ids=[each["id"] for each in QUESTIONS])
def test_every_quote_is_a_slice_of_the_stored_text(question: dict[str, Any], samples_library: Library, of: Material) -> None:
    """Whatever is asked of the samples, every quoted word stands in the source where the quote says."""
    made = answer(samples_library, question["question"])
    assert faults(made, of.texts) == []
    assert bool(made.quotes) == (made.verdict != "not_found")
    assert len(made.quotes) <= MOST_QUOTES
    assert len(made.passages) == 10
    assert 0 <= made.confidence <= 1


def test_noise_never_breaks_an_answer_or_a_quote(samples_library: Library, of: Material) -> None:
    """Three hundred questions of the minutes' own words, names and sentences with brackets, operators, NULs and emoji are answered verbatim."""
    answered = 0
    for question in generated(of, 300):
        made = answer(samples_library, question)
        assert faults(made, of.texts) == []
        answered += bool(made.quotes)
    assert answered > 200


def test_a_changed_text_is_never_quoted(copied: Library, of: Material) -> None:
    """When one character of a stored text has changed, what was quoted from it disappears, it does not change; put back, it is quoted again."""
    for question in (HOME_EDUCATION, *generated(of, 10)):
        before = answer(copied, question)
        for document, at in quoted_places(before)[:2]:
            with changed(copied.folder, document, at):
                after = answer(copied, question)
            assert still_told(after, document) == []
            assert faults(after, of.texts) == []
            assert after.passages, "the other documents are still searched"
        assert answer(copied, question) == before


def test_what_was_decided_stands_apart_from_what_was_said(samples_library: Library) -> None:
    """A resolution is quoted under decided, an action under to be done, and neither under said."""
    resolved = answer(samples_library, "What was resolved about the reasons given by parents for home education?")
    assert [words(quote.text) for quote in resolved.decided] == [
        "(b) to ask that the reasons given by parents be included in the termly report to the Vulnerable Learners Panel from January 2023; and",
        "(c) to receive a further report in twelve months.",
    ]
    asked = answer(samples_library, "Who is to produce a leaflet for parents who are considering home education?")
    assert words(asked.to_do[0].text).startswith("ACTION: Produce a leaflet for parents who are considering home education")
    for made in (resolved, asked):
        for role, quotes in (("said", made.said), ("decided", made.decided), ("to_do", made.to_do)):
            for quote in quotes:
                assert (quote.start, quote.end, role) in made.passages[quote.passage].passage.sentences


@pytest.mark.parametrize("question", OFF_TOPIC)
def test_what_the_minutes_do_not_answer_is_refused(question: str, samples_library: Library) -> None:
    """Asked for what no council discussed, it quotes nothing, shows the nearest passages and says what it searched."""
    made = answer(samples_library, question)
    assert (made.verdict, made.said, made.decided, made.to_do) == ("not_found", (), (), ())
    assert len(made.passages) == 10
    assert (made.documents, str(made.since), str(made.until)) == (14, "2022-07-21", "2024-09-11")


def test_what_one_person_said_is_not_told_by_what_another_said(samples_library: Library) -> None:
    """The councillor who asked about home education is quoted; of one whom no passage near the matter names, the minutes do not say."""
    okonjo, binnie = (answer(samples_library, f"What did Councillor {name} ask about home-educated children?") for name in ("Okonjo", "Binnie"))
    assert (okonjo.verdict, okonjo.reading.guessed.person) == ("answered", "Okonjo")
    assert (binnie.verdict, binnie.reading.guessed.person, binnie.quotes) == ("not_found", "Binnie", ())


def test_a_refusal_names_the_words_that_stand_nowhere(samples_library: Library) -> None:
    """The words of a question that no minutes hold are named as they were typed."""
    assert answer(samples_library, "Any recipes for “sourdough”, and bread?").absent == ("recipes", "sourdough", "bread")


def test_a_follow_up_leans_on_the_question_before(samples_library: Library) -> None:
    """“And when?” after a question on Mill Lane is asked of Mill Lane; the answer says what it was asked as."""
    made = answer(samples_library, "And when does it start?", earlier=["What was reported on food waste?", "What was decided about the Mill Lane scheme?"])
    assert made.reading.asked_as == "What was decided about the Mill Lane scheme? And when does it start?"
    assert made.reworded
    first = made.passages[0].passage
    assert "Mill Lane" in f"{first.item.title} {first.text}"


def test_a_full_question_stands_alone(samples_library: Library) -> None:
    """A question that names its matter is not changed by what was asked before."""
    question = "How many households took part in the food waste pilot?"
    assert answer(samples_library, question, earlier=["What was decided about Mill Lane?"]).reading.asked_as == question


def test_filters_narrow_what_is_searched(samples_library: Library) -> None:
    """With a committee and a period, every passage is of that committee and period, and so is what was searched."""
    filters = Filters(committee="planning committee", since=dt.date(2023, 1, 1), until=dt.date(2024, 12, 31))
    made = answer(samples_library, "What was said about flooding at Nether Pellow?", filters=filters)
    assert {hit.passage.meeting.document.name for hit in made.passages} == {"2023-06-14-planning-committee.md", "2024-09-11-planning-committee.txt"}
    assert (made.documents, str(made.since), str(made.until)) == (2, "2023-06-14", "2024-09-11")


def test_an_empty_library_answers_nothing(small_library: Library) -> None:
    """A library without a document refuses, and says that it searched nothing."""
    made = answer(small_library, HOME_EDUCATION)
    assert (made.verdict, made.quotes, made.passages, made.documents, made.since) == ("not_found", (), (), 0, None)


@pytest.mark.parametrize("question", ["", "   \n\t", "???", "- ! -", "\x00"])
def test_an_empty_question_is_refused(question: str) -> None:
    """A question without a letter or digit is an error of its own."""
    with pytest.raises(EmptyQuestion, match="no question"):
        read_question(question)


@pytest.mark.parametrize("question", ["what was said about it?", "Who is the who", "And what of that?"])
def test_a_question_of_small_words_is_refused(question: str) -> None:
    """A question of words that every sentence has asks for what it is about."""
    with pytest.raises(NothingToSearch, match="too common"):
        read_question(question)


def test_a_question_too_long_is_refused_with_by_how_much() -> None:
    """A question of 10,000 characters is told that it is 9,500 too long; 500 are taken, and blanks do not count."""
    with pytest.raises(QuestionTooLong, match="9500 characters too long"):
        read_question("parking " * 1249 + "parking!")
    assert read_question("a parking " * 50).asked_as == words("a parking " * 50)
    assert read_question("parking" + " " * 5000 + "fees").asked_as == "parking fees"


@pytest.mark.parametrize("question", ["asbestos", "Mill Lane", "food waste"])
def test_a_word_or_two_are_a_question(question: str, samples_library: Library) -> None:
    """A word or two that the minutes have, typed alone, are answered."""
    assert answer(samples_library, question).verdict == "answered"
