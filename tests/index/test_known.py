"""What a library knows of itself, gathered once a generation."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.alike import alike
from index.encoder import SentenceTransformerEncoder
from index.known import Known, known
from index.library import Library
from index.naming import is_called, key, named
from tests.index.town import fill, minutes, write


def test_it_knows_bodies_committees_people_and_days(small_library: Library, tmp_path: Path) -> None:
    """A library knows who met, as what, on which days, and how often a word stands in it."""
    fill(small_library, write(tmp_path / "a.txt", minutes(1)), write(tmp_path / "b.txt", minutes(2, committee="Finance Committee", body="Ellow Town Council")))
    gathered = known(small_library)
    assert {name.text for name in gathered.bodies} == {"Fennick Town Council", "Ellow Town Council"}
    assert {each.name.text: each.bodies for each in gathered.committees} == {
        "Planning Committee": ("Fennick Town Council",),
        "Finance Committee": ("Ellow Town Council",),
    }
    assert gathered.days("Ellow Town Council") == (dt.date(2010, 1, 3),)
    assert gathered.days(committee="planning committee") == (dt.date(2010, 1, 2),)
    assert gathered.days("Nowhere") == ()
    assert [person.name for person in gathered.by_surname["rowe"]] == ["Ann Rowe"]
    assert (gathered.frequency("benches"), gathered.frequency("submarine")) == (1, 0)
    assert gathered.spellings("allot") == ("allotment",)
    assert ("allot", 1) in gathered.stems("al")


def test_it_is_gathered_once_a_generation(small_library: Library, tmp_path: Path) -> None:
    """All threads share one gathering, until minutes are added; an empty library knows nothing."""
    assert known(small_library).bodies == ()
    fill(small_library, write(tmp_path / "a.txt", minutes(1)))
    with ThreadPoolExecutor(4) as threads:
        gathered: set[Known] = set(threads.map(lambda _: known(small_library), range(20)))
    assert len(gathered) == 1
    fill(small_library, write(tmp_path / "b.txt", minutes(2)))
    assert known(small_library) not in gathered
    assert len(known(small_library).meetings) == 2


def test_names_are_taken_apart() -> None:
    """The words that tell a name from others, and those that many have; accents, capitals, hyphens and small words do not count."""
    name = named("Township of Saint-Émile Roads and Parks Committee")
    assert (name.own, name.shared, name.heads) == (("saint", "emile", "road", "park"), frozenset({"township", "committee"}), frozenset({"committee"}))
    assert key("Ash-cum-Ellow Parish Council") == key("ash cum ellow parish council") != key("Ellow Parish Council")


def test_a_name_may_have_further_words() -> None:
    """A council that is called after a place is the one asked for under another spelling or a longer name, not under another place's."""
    asked = "Ash-cum-Ellow Parish Council"
    assert [is_called(asked, each) for each in ("ash cum ellow parish council", "Upper Ash-cum-Ellow Parish Council")] == [True, True]
    assert [is_called(asked, each) for each in ("Ellow Parish Council", "Ash-cum-Ellow Town Council", "")] == [False, False, False]


def test_likeness() -> None:
    """A letter left out, added, changed or exchanged with its neighbour is one slip."""
    assert alike("library", ["libel", "lirbary", "library", "librarian", "libary"], 1) == [("library", 0), ("lirbary", 1), ("libary", 1)]
    assert alike("ellow", ["fellow", "yellows", "ellow"], 2) == [("ellow", 0), ("fellow", 1), ("yellows", 2)]


@pytest.mark.slow
def test_the_model_knows_words(encoder: SentenceTransformerEncoder) -> None:
    """A word that the model reads in one piece is one; what it reads in pieces, or not at all, is not."""
    assert [encoder.knows(word) for word in ("library", "libary", "bridge", "", "☃☃")] == [True, False, True, False, False]
