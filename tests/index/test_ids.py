"""Ids outlive a new layout: what is exported this year is found again next year."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.ids import letters
from index.library import Library
from tests.fakes import load_hash_encoder
from tests.index.town import fill
from tests.ingest.rendering import Block, as_docx, as_html, as_md, as_pdf, as_txt

BLOCKS: Sequence[Block] = (
    ("title", "Fennick Town Council"),
    ("text", "Minutes of the meeting of the Works Committee held on 7 May 2024"),
    ("item", "1. Apologies"),
    ("text", "Apologies for absence were received from Councillor Ann Rowe, who was abroad on the day of the meeting."),
    ("item", "2. The bridge at Mill Lane"),
    ("text", "The Clerk reported that the bridge at Mill Lane had been closed since the flood. Councillor Lind asked when it might be opened again."),
    ("text", "RESOLVED that the bridge be mended before the winter at a cost of no more than £4,200."),
    ("item", "3. Date of the next meeting"),
    ("text", "The next meeting was to be held on 4 June 2024 at the same place and time."),
)


def ids(library: Library) -> dict[str, str]:
    """The id of every passage by its letters and digits, of all meetings and items by their own."""
    with library.reading() as catalogue:
        return {letters(each.text): each.id for each in catalogue.passages(int(key) for key in catalogue.keys()).values()}


def made(folder: Path, name: str, data: bytes) -> Library:
    library = Library.create(folder / "library", load_hash_encoder)
    (folder / "in").mkdir()
    (folder / "in" / name).write_bytes(data)
    fill(library, folder / "in")
    return library


@pytest.mark.parametrize(("ending", "render"), [("md", as_md), ("html", as_html), ("docx", as_docx), ("pdf", as_pdf)])
def test_another_format_changes_no_id(tmp_path: Path, ending: str, render: Callable[[Sequence[Block]], bytes]) -> None:
    """The same minutes in another format have the same passages under the same ids, where they print the same words (the pdf prints its title twice)."""
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    before = ids(made(tmp_path / "one", "minutes.txt", as_txt(BLOCKS)))
    after = ids(made(tmp_path / "other", f"minutes.{ending}", render(BLOCKS)))
    assert len(before) == len(after) == 4
    assert len(before.items() & after.items()) == (3 if ending == "pdf" else 4)
    assert len(before.keys() & after.keys()) == len(before.items() & after.items())


def test_the_same_file_again_changes_no_id(tmp_path: Path) -> None:
    """Taken in again, after it was taken out or not, a file has the ids that it had."""
    library = made(tmp_path, "minutes.txt", as_txt(BLOCKS))
    before = ids(library)
    fill(library, tmp_path / "in")
    assert ids(library) == before
    with library.writing() as writer:
        writer.remove("minutes.txt")
    assert ids(library) == {}
    fill(library, tmp_path / "in")
    assert ids(library) == before


def test_words_that_stay_keep_their_ids(tmp_path: Path) -> None:
    """Where one passage of the minutes is put otherwise, all others keep their ids."""
    library = made(tmp_path, "minutes.txt", as_txt(BLOCKS))
    before = ids(library)
    with library.writing() as writer:
        writer.remove("minutes.txt")
    (tmp_path / "in" / "minutes.txt").write_bytes(as_txt(BLOCKS).replace(b"abroad", b"unwell"))
    fill(library, tmp_path / "in")
    after = ids(library)
    assert len(set(before.values()) - set(after.values())) == 1
    assert {each: after[each] for each in before if each in after} == {each: before[each] for each in before if each in after}
