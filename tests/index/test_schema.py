import sqlite3
from pathlib import Path

import pytest

from index import schema
from index.errors import LibraryBusy, LibraryReadOnly, NewerLibrary
from index.library import Library
from index.lock import writer_lock
from tests.fakes import load_hash_encoder
from tests.index.town import fill, minutes, passage_ids, write

EXTRA = "ALTER TABLE documents ADD COLUMN source TEXT; UPDATE documents SET source = 'before';"


@pytest.fixture
def library(small_library: Library, tmp_path: Path) -> Library:
    fill(small_library, write(tmp_path / "1.txt", minutes(1)))
    return small_library


def version(library: Library) -> int:
    with library.reading() as catalogue:
        return int(catalogue.connection.execute("PRAGMA user_version").fetchone()[0])


def test_older_catalogue_is_brought_up(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of an older version is brought to this one when it is opened, with all it holds."""
    before = passage_ids(library)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, EXTRA))
    opened = Library(library.folder, load_hash_encoder)
    assert version(opened) == len(schema.STEPS)
    assert passage_ids(opened) == before
    with opened.reading() as catalogue:
        assert catalogue.connection.execute("SELECT source FROM documents").fetchone()[0] == "before"


def test_failed_step_changes_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that fails halfway leaves the catalogue in its old version."""
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, EXTRA + "INSERT INTO nowhere VALUES (1);"))
    with pytest.raises(Exception, match="nowhere"):
        Library(library.folder, load_hash_encoder)
    monkeypatch.undo()
    assert version(Library(library.folder, load_hash_encoder)) == len(schema.STEPS)
    with library.reading() as catalogue, pytest.raises(sqlite3.OperationalError):
        catalogue.connection.execute("SELECT source FROM documents")


def test_newer_catalogue_is_refused(library: Library) -> None:
    """A catalogue of a later version is refused with both versions and what to do."""
    with sqlite3.connect(library.folder / "catalogue.sqlite") as connection:
        connection.execute("PRAGMA user_version = 9")
    with pytest.raises(NewerLibrary) as caught:
        Library(library.folder, load_hash_encoder)
    assert (
        str(caught.value) == f"{library.folder}: The library has version 9; this program knows {len(schema.STEPS)}. Install the newer version of the program."
    )


def test_older_catalogue_while_another_writes(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older catalogue that cannot be brought up now is refused with the reason, not read wrongly."""
    known = len(schema.STEPS)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, EXTRA))
    with writer_lock(library.folder), pytest.raises(LibraryReadOnly, match=f"has version {known} and must be brought to {known + 1} first"):
        Library(library.folder, load_hash_encoder)


def test_another_program_in_the_catalogue(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that holds the catalogue's file itself is told as busy, not as damage."""
    monkeypatch.setattr("index.connection._WAIT_S", 0.1)
    other = sqlite3.connect(library.folder / "catalogue.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryBusy, match="Another program holds the catalogue"), library.writing() as writer:
        writer.link("x", "y")
    other.close()
