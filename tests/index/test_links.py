"""What one document says of another: corrections of earlier minutes, and twins of the same minutes, in whichever order they come."""

import itertools
from pathlib import Path

import pytest

from index.corrections import corrections_of
from index.library import Library
from index.query import Filters, Query
from index.search import search
from index.twins import twins_of
from tests.index.town import fill, minutes, write

OCTOBER = (
    "Fennick Town Council\nPlanning Committee\n21 October 2019\n\n1. Apologies\nNone.\n\n"
    "2. Bridge\nMr Yarrow spoke of the bridge at Mill Lane, and of the long wait that there had been.\n\n3. Finance\nNone.\n"
)
DECEMBER = (
    "Fennick Town Council\n{committee}\n16 December 2019\n\n1. Apologies\nNone.\n\n"
    "2. Minutes of the meeting held on 21 October 2019\nThe minutes were agreed as a correct record subject to the following amendment: "
    "Minute 2 should read Miss Yarrow.\n\n3. Finance\nApplication 22/00983/FUL was supported, see Minute 14.\n"
)
TOLD = "The minutes were agreed as a correct record subject to the following amendment: Minute 2 should read Miss Yarrow."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "october.txt", OCTOBER)
    write(tmp_path / "december.txt", DECEMBER.format(committee="Planning Committee"))
    return tmp_path


def corrections(library: Library, name: str) -> list[tuple[str, str | None, str]]:
    with library.reading() as catalogue:
        (meeting,) = catalogue.meetings("d.name = ?", (name,))
        return [(" ".join(each.text.split()), each.target, each.meeting.document.name) for each in corrections_of(catalogue, meeting)]


def twins(library: Library) -> dict[str, list[str]]:
    with library.reading() as catalogue:
        return {document.name: sorted(each.name for each in twins_of(catalogue, document.key)) for document in catalogue.documents()}


@pytest.mark.parametrize("order", [("october.txt", "december.txt"), ("december.txt", "october.txt")])
def test_a_correction_is_attached_to_its_meeting(small_library: Library, folder: Path, order: tuple[str, str]) -> None:
    """Whichever came first, the meeting that was corrected has the correction, word for word, with the minute it mends; the other has none."""
    for name in order:
        fill(small_library, folder / name)
    assert corrections(small_library, "october.txt") == [(TOLD, "2", "december.txt")]
    assert corrections(small_library, "december.txt") == []


def test_a_correction_goes_with_its_document(small_library: Library, folder: Path) -> None:
    """When the minutes that told it are removed, there is no correction; when the corrected ones come back, there is."""
    fill(small_library, folder)
    with small_library.writing() as writer:
        writer.remove("october.txt")
    fill(small_library, folder)
    assert len(corrections(small_library, "october.txt")) == 1
    with small_library.writing() as writer:
        writer.remove("december.txt")
    assert corrections(small_library, "october.txt") == []


@pytest.mark.parametrize(("body", "committee", "count"), [("Fennick Town Council", "Finance Committee", 0), ("Aysham Town Council", "Planning Committee", 0)])
def test_a_correction_is_of_the_same_body(small_library: Library, tmp_path: Path, body: str, committee: str, count: int) -> None:
    """A meeting of another body or committee on that day is not corrected."""
    write(tmp_path / "in" / "october.txt", OCTOBER)
    write(tmp_path / "in" / "december.txt", DECEMBER.format(committee=committee).replace("Fennick Town Council", body))
    fill(small_library, tmp_path / "in")
    assert len(corrections(small_library, "october.txt")) == count


def test_references_and_mentions_are_kept(small_library: Library, folder: Path) -> None:
    """The catalogue gives an item's references back, with the places in the stored text."""
    fill(small_library, folder)
    with small_library.reading() as catalogue:
        (document,) = catalogue.documents("d.name = ?", ("december.txt",))
        text = catalogue.text(document.key)
        found = [reference for item in catalogue.items(document.key) for reference in item.references]
        assert [(each["kind"], each["target"], each["date"]) for each in found] == [
            ("minutes", None, "2019-10-21"),
            ("correction", "2", "2019-10-21"),
            ("application", "22/00983/FUL", None),
            ("minute", "14", None),
        ]
        assert text is not None
        assert [" ".join(text[start:end] for start, end in each["spans"]) for each in found] == [each["text"] for each in found]


# Twins


def twin(number: int = 1, **of: str) -> tuple[str, str]:
    """The same minutes as two programs read them: one breaks lines and numbers pages."""
    text = minutes(number, more="Members asked when the works would begin and who would pay for them, and heard that the county would do both.", **of)
    return text, text.replace("The clerk had", "The clerk\nhad").replace("3. Finance", "\n\n3.  Finance").replace("Apologies were", "Apologies\nwere")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    one, other = twin()
    return write(tmp_path / "in" / "one.txt", one), write(tmp_path / "in" / "other.md", other)


@pytest.mark.parametrize("turned", [False, True])
def test_twins_are_linked(small_library: Library, pair: tuple[Path, Path], tmp_path: Path, turned: bool) -> None:
    """Two files of the same minutes are twins of each other, in whichever order they came; others of that council are not."""
    write(tmp_path / "in" / "third.txt", minutes(2))
    for path in reversed(pair) if turned else pair:
        fill(small_library, path)
    fill(small_library, tmp_path / "in" / "third.txt")
    assert twins(small_library) == {"one.txt": ["other.md"], "other.md": ["one.txt"], "third.txt": []}


def test_two_meetings_of_one_day_are_no_twins(small_library: Library, tmp_path: Path) -> None:
    """Minutes of one body and day that say other things, or of another committee or body, are not twins."""
    first, _ = twin()
    write(tmp_path / "in" / "a.txt", first)
    write(tmp_path / "in" / "b.txt", first.replace("Planning Committee", "Finance Committee"))
    write(tmp_path / "in" / "c.txt", first.replace("Fennick", "Aysham"))
    head, _, _ = first.partition("2. ")
    write(
        tmp_path / "in" / "d.txt",
        head + "2. Library\nThe library will open on Sundays from the spring.\n\n3. Trees\nSeven limes are to be felled by a contractor.\n",
    )
    fill(small_library, tmp_path / "in")
    assert set(map(tuple, twins(small_library).values())) == {()}


@pytest.mark.parametrize("gone", ["one.txt", "other.md"])
def test_twins_part_when_one_goes(small_library: Library, pair: tuple[Path, Path], gone: str) -> None:
    """When one of two twins is removed, the other has none and answers alone; when it comes back, they are twins again."""
    fill(small_library, *pair)
    with small_library.writing() as writer:
        writer.remove(gone)
    (left,) = {"one.txt", "other.md"} - {gone}
    assert twins(small_library) == {left: []}
    hits = search(small_library, Query("bridge letter1 works begin"), limit=20).hits
    assert {hit.passage.meeting.document.name for hit in hits} == {left}
    assert {hit.also_in for hit in hits} == {()}
    fill(small_library, *pair)
    assert twins(small_library)[left] == [gone]


@pytest.mark.parametrize("turned", [False, True])
def test_twins_are_told_once(small_library: Library, pair: tuple[Path, Path], turned: bool) -> None:
    """What twins both say is found once, with the other file named; the file that is cited does not hang on which came first."""
    for path in reversed(pair) if turned else pair:
        fill(small_library, path)
    alone = search(small_library, Query("bench letter1 works begin", Filters(document="one.txt")), limit=20).hits
    hits = search(small_library, Query("bench letter1 works begin"), limit=20).hits
    said = [" ".join(hit.passage.text.split()) for hit in hits]
    assert len(said) == len(set(said)) == len(alone)
    for hit in hits:
        (other,) = {"one.txt", "other.md"} - {hit.passage.meeting.document.name}
        assert [each.name for each in hit.also_in] == [other]
    documents = [hit.passage.meeting.document.id for hit in hits]
    with small_library.reading() as catalogue:
        assert set(documents) == {min(each.id for each in catalogue.documents())}


def test_a_twin_can_be_asked_for(small_library: Library, pair: tuple[Path, Path]) -> None:
    """A question narrowed to one of two twins is answered from that one, and names the other."""
    fill(small_library, *pair)
    for name, other in itertools.permutations(["one.txt", "other.md"]):
        hits = search(small_library, Query("letter1", Filters(document=name)), limit=20).hits
        assert {hit.passage.meeting.document.name for hit in hits} == {name}
        assert {each.name for hit in hits for each in hit.also_in} == {other}


def test_what_one_twin_alone_says_is_told(small_library: Library, pair: tuple[Path, Path]) -> None:
    """An annex that only one of two twins holds is found, and no other file is named for it."""
    pair[1].write_text(pair[1].read_text("utf-8") + "\n4. Annex\nThe lighthouse keeper counted forty puffins.\n", "utf-8")
    fill(small_library, *pair)
    assert twins(small_library)["one.txt"] == ["other.md"]
    best = search(small_library, Query("lighthouse keeper puffins")).hits[0]
    assert (best.passage.meeting.document.name, best.also_in) == ("other.md", ())
