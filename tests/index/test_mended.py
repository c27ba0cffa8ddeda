"""Corrections outlive an ingest: what is corrected stays so, and only what is corrected otherwise is read again."""

import json
import shutil
from pathlib import Path

import pytest

from index.intake import Event, Failed, take_in
from index.library import Library
from index.records import MeetingRecord
from ingest.corrections import given_corrections
from tests.index.town import CountingEncoder, fill, minutes, told, write


@pytest.fixture
def counting() -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def library(tmp_path: Path, counting: CountingEncoder) -> Library:
    return Library.create(tmp_path / "library", lambda name: counting)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        write(tmp_path / "in" / f"{number}.txt", minutes(number))
    return tmp_path / "in"


def meeting(library: Library, name: str) -> MeetingRecord:
    with library.reading() as catalogue:
        (found,) = [each for each in catalogue.meetings() if each.document.name == name]
    return found


def given(library: Library, folder: Path, yaml: str) -> list[Event]:
    """Take the folder in with a file of corrections that is given by name."""
    file = write(folder.parent / "given.yaml", yaml)
    return list(take_in(library, [folder], given_corrections(file)))[1:]


def passage_texts(library: Library) -> set[str]:
    with library.reading() as catalogue:
        return {each.text for each in catalogue.passages(int(key) for key in catalogue.keys()).values()}


def test_only_what_is_corrected_is_read_again(library: Library, folder: Path) -> None:
    """Corrections that come, change or go have their document read again, and no other; the others cost nothing."""
    fill(library, folder)
    texts = passage_texts(library)
    beside = write(folder / "1.txt.yaml", "committee: Finance Committee\n")
    assert told(fill(library, folder)) == ["Unchanged", "Added", "Unchanged"]
    assert meeting(library, "1.txt").committee == "Finance Committee"
    assert told(fill(library, folder)) == ["Unchanged"] * 3
    beside.write_text("# seen by the clerk\ncommittee:   Finance Committee")
    assert told(fill(library, folder)) == ["Unchanged"] * 3
    beside.write_text("committee: Staffing Committee\n")
    assert told(fill(library, folder)) == ["Unchanged", "Added", "Unchanged"]
    assert meeting(library, "1.txt").committee == "Staffing Committee"
    beside.unlink()
    assert told(fill(library, folder)) == ["Unchanged", "Added", "Unchanged"]
    assert meeting(library, "1.txt").committee == "Planning Committee"
    assert passage_texts(library) == texts


def test_a_correction_is_never_quoted(library: Library, folder: Path) -> None:
    """A title and a number that are given name the item; the words of its passages are still the document's."""
    write(folder / "1.txt.yaml", 'items: [{begins: "3. Finance", number: "3a", title: Zebras}]\n')
    fill(library, folder)
    with library.reading() as catalogue:
        key = meeting(library, "1.txt").document.key
        assert [(item.number, item.title) for item in catalogue.items(key)][-1] == ("3a", "Zebras")
        assert "Zebras" not in (catalogue.text(key) or "Zebras")
    assert not any("Zebras" in text for text in passage_texts(library))


def test_given_by_name_once(library: Library, folder: Path) -> None:
    """Corrections that were given by name go on without being given, also when the file changes, until empty ones end them."""
    assert told(given(library, folder, "1.txt: {place: The Hall}\n")) == ["Added"] * 3
    (folder.parent / "given.yaml").unlink()
    assert told(fill(library, folder)) == ["Unchanged"] * 3
    write(folder / "1.txt", minutes(1, more="And more."))
    assert told(fill(library, folder)) == ["Unchanged", "Added", "Unchanged"]
    assert _place(library, "1.txt") == "The Hall"
    assert told(given(library, folder, "1.txt: {}\n")) == ["Unchanged", "Added", "Unchanged"]
    assert _place(library, "1.txt") is None


def test_beside_takes_over_from_given(library: Library, folder: Path) -> None:
    """A file beside the document takes over from what was given by name before, and ends with itself."""
    given(library, folder, "1.txt: {place: The Hall}\n")
    beside = write(folder / "1.txt.yaml", "place: The Hut\n")
    assert told(fill(library, folder)) == ["Unchanged", "Added", "Unchanged"]
    assert _place(library, "1.txt") == "The Hut"
    beside.unlink()
    fill(library, folder)
    assert _place(library, "1.txt") is None


def test_a_fault_stops_nothing(library: Library, folder: Path) -> None:
    """Faulty corrections fail their document with the line; the others are taken in, and what was held stays as it was."""
    fill(library, folder / "1.txt")
    beside = write(folder / "1.txt.yaml", "body: x\ndate: soon\n")
    events = fill(library, folder)
    assert told(events) == ["Added", "Failed", "Added"]
    failed = events[1]
    assert isinstance(failed, Failed)
    assert str(failed.problem) == f"{beside}: Line 2: `date` is `soon`, which is no day. Write it as 2024-05-07: year, month, day."
    assert meeting(library, "1.txt").body == "Fennick Town Council"


def test_an_entry_that_names_no_file(library: Library, folder: Path) -> None:
    """An entry for a file that is neither there nor in the library fails by itself; one for a document of the library does not."""
    fill(library, folder / "2.txt")
    (folder / "2.txt").rename(folder.parent / "2.txt")
    events = given(library, folder, "1.txt: {place: Hall}\n2.txt: {place: Hut}\n3.txt: {place: Barn}\n")
    assert told(events) == ["Failed", "Added", "Added"]
    assert isinstance(events[0], Failed)
    assert events[0].problem.what == "Line 3: there is no file `3.txt` among the minutes."
    assert _place(library, "1.txt") == "Hall"


def test_the_same_minutes_in_two_places(library: Library, folder: Path) -> None:
    """Corrections beside one copy go for both, in whatever order they are read; two that differ are refused."""
    copy = folder.parent / "copy" / "1.txt"
    copy.parent.mkdir()
    shutil.copy(folder / "1.txt", copy)
    beside = write(folder / "1.txt.yaml", "place: The Hall\n")
    fill(library, folder, copy.parent)
    assert told(fill(library, copy.parent, folder)) == ["Unchanged"] * 4
    other = write(copy.with_name("1.txt.yaml"), "place: The Hut\n")
    (failed,) = [event for event in fill(library, copy.parent, folder) if isinstance(event, Failed)]
    assert failed.problem.what == f"The same minutes lie elsewhere with other corrections: {beside}."
    other.write_text(beside.read_text())
    assert told(fill(library, copy.parent, folder)) == ["Unchanged"] * 4
    beside.unlink()
    fill(library, folder, copy.parent)
    assert _place(library, "1.txt") == "The Hall"
    other.unlink()
    fill(library, folder, copy.parent)
    assert _place(library, "1.txt") is None


def test_a_document_that_moves_with_its_corrections(library: Library, folder: Path) -> None:
    """A document that moves together with its corrections keeps them."""
    write(folder / "1.txt.yaml", "place: The Hall\n")
    fill(library, folder)
    moved = folder.rename(folder.with_name("moved"))
    fill(library, moved)
    assert told(fill(library, moved)) == ["Unchanged"] * 3
    assert _place(library, "1.txt") == "The Hall"


def test_quality_and_doubts_are_kept(library: Library, folder: Path) -> None:
    """The catalogue keeps the figure of every document, and its doubts with their places."""
    write(folder / "1.txt", minutes(1).replace("2. A bench", "4. A bench"))
    fill(library, folder)
    with library.reading() as catalogue:
        rows = catalogue.connection.execute("SELECT d.name, d.quality, d.text, m.doubts FROM documents d JOIN meetings m ON m.document = d.key ORDER BY d.name")
        kept = {row["name"]: (row["quality"], row["text"], json.loads(row["doubts"])) for row in rows}
    assert all(0 < value <= 1 for value, _, _ in kept.values())
    assert kept["1.txt"][0] < kept["0.txt"][0]
    for _, text, doubts in kept.values():
        assert all(doubt["span"] is None or text[slice(*doubt["span"])] for doubt in doubts)


def _place(library: Library, name: str) -> str | None:
    with library.reading() as catalogue:
        row = catalogue.connection.execute("SELECT m.place FROM meetings m JOIN documents d ON d.key = m.document WHERE d.name = ?", (name,)).fetchone()
    return row["place"]
