from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import schema
from index.abbreviations import Abbreviations, Meaning, abbreviations
from index.forms import standing_for, with_forms
from index.library import Library
from index.ordinary import is_ordinary
from index.query import Expansion, Query
from index.search import search
from index.words import terms
from service.abbreviating import expansions
from tests.fakes import load_hash_encoder
from tests.index.town import fill, minutes, write

FENNICK, LLANEDA = "Fennick Town Council", "Llanéda Community Council"


@pytest.fixture
def library(small_library: Library, tmp_path: Path) -> Library:
    """Two bodies that mean different things by CAP, and one that aims at an AIM."""
    fill(
        small_library,
        write(tmp_path / "1.txt", minutes(1, more="The Coastal Access Path (CAP) and the Elective Travel Plan (ETP) were noted.")),
        write(tmp_path / "2.txt", minutes(2, more="Ribbons for the elective travel plan were bought.")),
        write(tmp_path / "3.txt", minutes(3, more="Lanterns for the ETP were bought. The aim is to aim higher. Ann Rowe (AR) spoke.")),
        write(tmp_path / "4.txt", minutes(4, body=LLANEDA, more="The Common Arts Purse (CAP) was opened, and the Area Improvement Measure (AIM) praised.")),
        write(tmp_path / "5.txt", minutes(5, body=LLANEDA, more="The Common Arts Purse (CAP) was shut. The Old Quay (OQ) was closed.")),
    )
    return small_library


def others(library: Library, question: str, body: str | None = None) -> list[str]:
    return [each.other for each in expansions(library, question, body)]


@pytest.mark.parametrize(
    ("question", "body", "expected"),
    [
        ("What became of the ETP?", None, ["Elective Travel Plan"]),
        ("What became of the etp?", None, ["Elective Travel Plan"]),
        ("Which ETPs are there?", None, ["Elective Travel Plan"]),
        ("WHAT BECAME OF THE ETP", None, ["Elective Travel Plan"]),
        ("What became of elective travel plans?", None, ["ETP"]),
        ("Travel plans, elective", None, []),
        ("the Elective Travel Plan (ETP)", None, []),
        ("What is the AIM here?", None, ["Area Improvement Measure"]),
        ("What is the aim here?", None, []),
        ("WHAT IS THE AIM HERE", None, []),
        ("What is the CAP?", None, ["Common Arts Purse", "Coastal Access Path"]),
        ("What is the CAP?", FENNICK, ["Coastal Access Path"]),
        ("What is the CAP?", "llanéda community council", ["Common Arts Purse"]),
        ("What is the ETP?", LLANEDA, ["Elective Travel Plan"]),
        ("Is the old quay open?", None, []),
        ("Is the old quay open?", LLANEDA, ["OQ"]),
        ("What did AR say?", None, []),
        ("What is the XYZ?", None, []),
    ],
)
def test_both_ways(library: Library, question: str, body: str | None, expected: list[str]) -> None:
    """A short form gives its long form and the other way, as the named body defines it; ordinary words and people give nothing."""
    assert others(library, question, body) == expected


def test_what_an_expansion_tells(library: Library) -> None:
    """An expansion tells what was typed, both forms, who means it and the passage that defines it."""
    (found,) = expansions(library, "What became of the etp?")
    assert (found.typed, found.said, found.bodies) == ("etp", "ETP: Elective Travel Plan", (FENNICK,))
    with library.reading() as catalogue:
        (key,) = catalogue.keys_where("p.id = ?", [found.passage])
        assert "Elective Travel Plan (ETP)" in catalogue.passages([key])[key].text


def test_listed_by_body(library: Library) -> None:
    """The list is sorted by short form, counts the passages and names the earliest that defines it."""
    held = library.kept(abbreviations)
    assert [(each.short, each.long, each.passages) for each in held.of(LLANEDA)] == [
        ("AIM", "Area Improvement Measure", 1),
        ("CAP", "Common Arts Purse", 2),
        ("OQ", "Old Quay", 1),
    ]
    assert [each.short for each in held.of(None)] == ["AIM", "CAP", "CAP", "ETP", "OQ"]
    assert held.of("Nowhere Council") == ()


def test_goes_with_its_document(library: Library) -> None:
    """When the document that defines an abbreviation is removed, the abbreviation is gone."""
    assert others(library, "the ETP")
    with library.writing() as writer:
        writer.remove("1.txt")
    assert others(library, "the ETP") == []


@pytest.mark.parametrize(
    ("question", "document"), [("Which ribbons for the ETP?", "2.txt"), ("Which lanterns for the elective travel plan?", "3.txt"), ("ETP ribbons", "2.txt")]
)
def test_the_other_form_is_found(library: Library, question: str, document: str) -> None:
    """A question in one form finds a passage that has only the other."""
    also = expansions(library, question)
    found = search(library, Query(question, also=also), limit=3)
    (hit,) = [hit for hit in found.hits if hit.passage.meeting.document.name == document and "bought" in hit.passage.text]
    bare = {hit.passage.key: hit for hit in search(library, Query(question), limit=40).hits}
    assert (hit.words or 0) > (bare[hit.passage.key].words or 0)
    assert set(terms("ETP" if document == "2.txt" else "travel")) <= standing_for(terms(hit.passage.text), found.also)


def test_weights() -> None:
    """The words of the other form together weigh as much as those that were typed, and a long form is encoded in brackets."""
    long = Expansion("ETP", "Elective Travel Plan", "ETP", "Elective Travel Plan", (), "")
    forms = with_forms(Query("the ETP bus", also=(long,)))
    assert forms.weights == pytest.approx({"etp": 1, "bus": 1, "elect": 1 / 3, "travel": 1 / 3, "plan": 1 / 3})
    assert forms.text == "the ETP bus (Elective Travel Plan)"
    assert with_forms(Query("the bus")).text == "the bus"


def test_an_older_library_learns(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of a version that knew no abbreviations learns from what it holds when it is opened, and encodes nothing."""
    before = abbreviations(library).meanings
    known = next(number for number, step in enumerate(schema.STEPS) if "CREATE TABLE abbreviations" in step)
    with library.writing() as writer:
        writer.catalogue.connection.executescript(f"DROP TABLE abbreviations; PRAGMA user_version = {known};")
    monkeypatch.setattr(schema, "STEPS", schema.STEPS[: known + 1])
    opened = Library(library.folder, load_hash_encoder)
    assert opened.kept(abbreviations).meanings == before
    assert opened._encoder is None


def test_ordinary_words(library: Library) -> None:
    """A word that the minutes write in small letters is an ordinary one."""
    assert is_ordinary(library, "aim")
    assert not is_ordinary(library, "etp")
    assert not is_ordinary(library, "nowhere")


MEANINGS = tuple(
    Meaning(key.upper(), long, None, 1, "p", "m", None, None, key, tuple(long.split())) for key, long in (("ab", "alpha beta"), ("cd", "beta gamma delta"))
)


@given(st.text() | st.lists(st.sampled_from(("AB", "ab", "alpha", "beta", "gamma", "delta", "CDs", "A&B", "?"))).map(" ".join))
def test_any_question_is_taken(question: str) -> None:
    """Whatever is typed, nothing is raised, and what was typed stands in the question."""
    for found in Abbreviations(MEANINGS).expand(question):
        assert found.typed in question
