import datetime as dt
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from index.features import names_in
from index.library import Library
from index.query import Filters, Query
from index.search import search
from tests.fakes import load_hash_encoder
from tests.index.town import fill, minutes, write


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Meetings 1 to 8 of planning, 20 of finance, 40 of another council: 10 documents, 40 passages."""
    folder = tmp_path_factory.mktemp("search")
    for number in range(1, 9):
        write(folder / "in" / f"{number}.txt", minutes(number))
    write(folder / "in" / "20.txt", minutes(20, committee="Finance Committee", more="Councillor Dorothy Annual-Müller spoke."))
    write(folder / "in" / "40.txt", minutes(40, body="Llanéda Community Council"))
    library = Library.create(folder / "library", load_hash_encoder)
    fill(library, folder / "in")
    return library


def found(library: Library, filters: Filters, question: str = "What did the clerk read about the bridge?") -> set[str]:
    hits = search(library, Query(question, filters), limit=40).hits
    return {hit.passage.meeting.document.name.removesuffix(".txt") for hit in hits}


PLANNING = {str(number) for number in range(1, 9)}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), PLANNING | {"20", "40"}),
        (Filters(body="fennick town COUNCIL"), PLANNING | {"20"}),
        (Filters(body="LLANÉDA community council"), {"40"}),
        (Filters(committee="finance committee"), {"20"}),
        (Filters(since=dt.date(2010, 1, 8)), {"7", "8", "20", "40"}),
        (Filters(until=dt.date(2010, 1, 3)), {"1", "2"}),
        (Filters(since=dt.date(2010, 1, 3), until=dt.date(2010, 1, 4)), {"2", "3"}),
        (Filters(document="5.txt"), {"5"}),
        (Filters(document="in/5.txt"), {"5"}),
        (Filters(person="Dorothy Annual-Müller"), {"20"}),
        (Filters(person="DOROTHY MÜLLER"), {"20"}),
        (Filters(person="Ann Rowe", document="5.txt"), {"5"}),
        (Filters(person="Ann Rowe", committee="finance committee", since=dt.date(2010, 1, 3)), {"20"}),
    ],
    ids=lambda value: "-".join(sorted(value)) if isinstance(value, set) else str(value),
)
def test_filters(library: Library, filters: Filters, expected: set[str]) -> None:
    """Filters narrow what is searched, without regard to case; bounds are included."""
    assert found(library, filters) == expected


@pytest.mark.parametrize(
    "filters",
    [
        Filters(body="No Such Council"),
        Filters(committee=""),
        Filters(document="nowhere.txt"),
        Filters(document=""),
        Filters(person="Nobody"),
        Filters(person=" "),
        Filters(since=dt.date(2040, 1, 1)),
        Filters(until=dt.date(1900, 1, 1)),
        Filters(body="' OR 1=1 --"),
    ],
    ids=lambda value: "-".join(sorted(value)) if isinstance(value, set) else str(value),
)
def test_filters_that_match_nothing(library: Library, filters: Filters) -> None:
    """A filter that nothing matches finds nothing, never everything."""
    assert search(library, Query("What about the bridge?", filters)).hits == ()


def test_person_is_whole_words(library: Library) -> None:
    """A person is found by whole words: Ann is not in Annual."""
    texts = [hit.passage.text for hit in search(library, Query("the committee", Filters(person="Ann", document="20.txt"))).hits]
    assert len(texts) == 1
    assert "Councillor Ann Rowe" in texts[0]


def test_filter_before_top_k(library: Library) -> None:
    """The only passages of a committee are found though dozens of others match better."""
    hits = search(library, Query("Mill Lane bridge letter5", Filters(committee="Finance Committee")), limit=10).hits
    assert len(hits) == 4


def test_what_was_searched(library: Library) -> None:
    """How many documents were searched and their first and last day go with the hits."""
    everything = search(library, Query("bridge"))
    assert (everything.documents, everything.since, everything.until) == (10, dt.date(2010, 1, 2), dt.date(2010, 3, 13))
    some = search(library, Query("bridge", Filters(committee="Finance Committee")))
    assert (some.documents, some.since, some.until) == (1, dt.date(2010, 1, 21), dt.date(2010, 1, 21))


@pytest.mark.parametrize("question", ["what (was", "home-educated", '"Mill Lane"', "🏛️", "?!", "Mill Lane's", "a" * 5000, "\x00", "שלום"])
def test_questions_of_any_kind(library: Library, question: str) -> None:
    """No question is too odd to be asked."""
    assert len(search(library, Query(question), limit=5).hits) == 5


@pytest.mark.parametrize(("limit", "count"), [(0, 0), (1, 1), (7, 7), (100, 40)])
def test_limit(library: Library, limit: int, count: int) -> None:
    """At most `limit` hits come, each once, best first."""
    hits = search(library, Query("What was said about the bridge?"), limit=limit).hits
    assert len(hits) == len({hit.passage.id for hit in hits}) == count
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_hit_says_which_arms_found_it(library: Library) -> None:
    """A passage that holds the words was matched by both arms, one that does not by its meaning."""
    hits = search(library, Query("letter5"), limit=40).hits
    assert {hit.passage.meeting.document.name for hit in hits if "words" in hit.matched_by} == {"5.txt"}
    assert {hit.matched_by for hit in hits} == {("meaning",), ("meaning", "words")}


def test_rarity_and_unknown_words(library: Library) -> None:
    """A rare word weighs more than a common one, and a word that is nowhere is told."""
    result = search(library, Query("clerk letter5 zebra"))
    assert result.unknown == ("zebra",)
    assert result.rarity["zebra"] > result.rarity["letter5"] > result.rarity["clerk"] > 0


def test_a_phrase_must_stand_there(library: Library) -> None:
    """Words in quotation marks are found word for word alone, whatever their case; one that stands nowhere leaves nothing out and is told."""
    everywhere = search(library, Query("Dorothy spoke", phrases=("dorothy annual-müller",)), limit=40)
    assert [hit.passage.meeting.document.name for hit in everywhere.hits] == ["20.txt"]
    nowhere = search(library, Query("the bridge", phrases=("bridge the",)), limit=40)
    assert (len(nowhere.hits), nowhere.nowhere) == (40, ("bridge the",))


def test_a_word_left_out_stands_nowhere(library: Library) -> None:
    """A passage with a word after a minus is left out."""
    texts = [hit.passage.text for hit in search(library, Query("the bridge", without=("clerk",)), limit=40).hits]
    assert texts
    assert not any("clerk" in text.lower() for text in texts)


def test_a_guess_prefers_and_hides_nothing(library: Library) -> None:
    """Of passages with the same words that come first which a guess prefers, and as many are found as without it."""
    day = dt.date(2010, 1, 7)
    guessed = search(library, Query("apologies from Councillor Ann Rowe", preferred=Filters(since=day, until=day)), limit=40)
    assert guessed.hits[0].passage.meeting.date == day
    assert len(guessed.hits) == 40


def test_a_guess_prefers_every_spelling_of_a_council(small_library: Library, tmp_path: Path) -> None:
    """Minutes that spell the council asked for in another way are preferred as those are that spell it so."""
    spelled = ("Llanéda Town Council", "Llaneda Town Council", "Fennick Town Council")
    for number, body in enumerate(spelled, start=1):
        write(tmp_path / f"{number}.txt", minutes(5, body=body))
    fill(small_library, tmp_path)
    hits = search(small_library, Query("the allotment rents", preferred=Filters(body=spelled[0])), limit=20).hits
    found = {hit.passage.meeting.body: hit.features["of the body or committee preferred"] for hit in hits}
    assert found == dict(zip(spelled, (1.0, 1.0, 0.0), strict=True))


def test_who_is_asked_after_is_never_a_reason_against_a_passage(library: Library) -> None:
    """The name in a question is weighed as its other words are, and what names the person comes no later for the guess."""
    query = Query("apologies from Councillor Ann Rowe")
    guessing = replace(query, preferred=Filters(person="Ann Rowe"))
    assert [hit.score for hit in search(library, guessing, limit=40).hits] == [hit.score for hit in search(library, query, limit=40).hits]


def test_accents_of_a_person_do_not_count() -> None:
    """A name typed without its accents is found in the text that has them, in either way of writing them, and as a whole word alone."""
    assert names_in("Sile Ui Neill", "Councillor Síle Uí Néill asked")
    assert names_in("Síle", unicodedata.normalize("NFD", "Cllr Síle"))
    assert not names_in("Sile", "Síleadh")


def test_what_was_stated_holds_against_a_guess(library: Library) -> None:
    """What a guess prefers is left out all the same where a phrase, a word left out, a person or a filter says so."""
    guess = Filters(committee="Finance Committee")
    question = "What did the clerk read about the bridge?"
    stated = (
        Query(question, preferred=guess, phrases=("the bridge at Mill Lane",)),
        Query(question, preferred=guess, without=("dorothy",)),
        Query(question, Filters(person="Nobody"), guess),
        Query(question, Filters(document="5.txt"), guess),
    )
    for query in stated:
        alone = {hit.passage.id for hit in search(library, replace(query, preferred=Filters()), limit=40).hits}
        assert {hit.passage.id for hit in search(library, query, limit=40).hits} == alone
    assert "Dorothy" in "".join(hit.passage.text for hit in search(library, Query(question, preferred=guess), limit=40).hits)
