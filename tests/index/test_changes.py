"""The log of changes: noted with the change, told of the generation that first shows it."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from index import schema, storing
from index.changes import changes, departure, known_since, log
from index.checking import check
from index.intake import take_in
from index.library import Library
from index.query import Filters
from tests.fakes import load_hash_encoder
from tests.index.town import fill, minutes, write


def now(library: Library) -> int:
    snapshot = library.snapshot()
    return snapshot.generation.number if snapshot else 0


def remove(library: Library, name: str) -> None:
    with library.writing() as writer:
        writer.remove(name)


def logged(library: Library, since: int = 0) -> list[tuple[str, str, int]]:
    with library.reading() as catalogue:
        return [(each.what, each.name, each.generation) for each in log(catalogue, since, now(library))]


def net(library: Library, since: int, filters: Filters | None = None) -> tuple[list[str], list[str], list[str]]:
    with library.reading() as catalogue:
        found = changes(catalogue, since, now(library), filters=filters)
    added, removed, anew = ([each.name for each in told] for told in (found.added, found.removed, found.read_anew))
    return added, removed, anew


def read_anew(library: Library, path: Path, monkeypatch: pytest.MonkeyPatch, rules: str) -> None:
    """Read a file again as if by other rules."""
    for module in ("index.storing", "index.intake"):
        monkeypatch.setattr(f"{module}.RULES_VERSION", rules)
    list(take_in(library, [path]))


def test_every_change_is_noted_with_its_generation(small_library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents added, removed and read anew are noted in order, each with the generation that first shows it."""
    one, two = write(tmp_path / "1.txt", minutes(1)), write(tmp_path / "2.txt", minutes(2))
    fill(small_library, one)
    first = now(small_library)
    fill(small_library, two)
    second = now(small_library)
    remove(small_library, "2.txt")
    third = now(small_library)
    read_anew(small_library, one, monkeypatch, "other rules")
    fourth = now(small_library)
    assert first < second < third < fourth
    assert logged(small_library) == [("added", "1.txt", first), ("added", "2.txt", second), ("removed", "2.txt", third), ("read anew", "1.txt", fourth)]
    assert logged(small_library, second) == [("removed", "2.txt", third), ("read anew", "1.txt", fourth)]


def test_each_document_is_told_by_what_it_was_and_is(small_library: Library, tmp_path: Path) -> None:
    """Added and removed since is nothing; removed and added again is read anew; a replaced file is another document."""
    kept, gone, passing = (write(tmp_path / f"{number}.txt", minutes(number)) for number in (1, 2, 3))
    fill(small_library, kept, gone)
    since = now(small_library)
    fill(small_library, passing)
    for name in ("3.txt", "2.txt", "1.txt"):
        remove(small_library, name)
    fill(small_library, kept)
    assert net(small_library, since) == ([], ["2.txt"], ["1.txt"])
    write(kept, minutes(9))
    fill(small_library, kept)
    added, removed, anew = net(small_library, since)
    assert (added, sorted(removed), anew) == (["1.txt"], ["1.txt", "2.txt"], [])


def test_changes_are_narrowed_by_what_could_matter(small_library: Library, tmp_path: Path) -> None:
    """Changes of documents that the filters keep out are left out, removed ones too."""
    planning, finance = write(tmp_path / "p.txt", minutes(1)), write(tmp_path / "f.txt", minutes(2, committee="Finance Committee"))
    fill(small_library, planning, finance)
    since = now(small_library)
    remove(small_library, "p.txt")
    remove(small_library, "f.txt")
    assert net(small_library, since, Filters(committee="finance committee"))[1] == ["f.txt"]
    assert net(small_library, since, Filters(document="p.txt"))[1] == ["p.txt"]
    assert net(small_library, since, Filters(body="Another Council"))[1] == []


def test_what_is_gone_says_so(small_library: Library, tmp_path: Path) -> None:
    """The ids of passages, items and meetings that went tell of what took them; ids that came back, or never were, do not."""
    path = write(tmp_path / "1.txt", minutes(1))
    fill(small_library, path)
    with small_library.reading() as catalogue:
        ids = {kind: catalogue.connection.execute(f"SELECT id FROM {kind}s LIMIT 1").fetchone()[0] for kind in ("passage", "item", "meeting")}
    remove(small_library, "1.txt")
    with small_library.reading() as catalogue:
        found = [departure(catalogue, name, kind) for kind, name in ids.items()]
        assert [(each.what, each.name, each.generation) for each in found if each] == [("removed", "1.txt", now(small_library))] * 3
        assert departure(catalogue, "0" * 20, "passage") is None
    fill(small_library, path)
    with small_library.reading() as catalogue:
        assert [departure(catalogue, name, kind) for kind, name in ids.items()] == [None] * 3


def test_a_change_that_failed_is_not_noted(small_library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note is in the transaction of its change: one that goes back takes its note with it."""
    fill(small_library, write(tmp_path / "1.txt", minutes(1)))
    before = logged(small_library)

    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(storing, "_meeting", fails)
    with pytest.raises(Exception, match="disk full"):
        fill(small_library, write(tmp_path / "2.txt", minutes(2)))
    monkeypatch.undo()
    assert logged(Library(small_library.folder, load_hash_encoder)) == before


def test_an_older_librarys_history_is_unknown(small_library: Library, tmp_path: Path) -> None:
    """A library that an older version made is brought up with all it holds; what changed before is told as unknown, what changes then is told."""
    folder = tmp_path / "older"
    fill(small_library, write(tmp_path / "1.txt", minutes(1)))
    before = now(small_library)
    shutil.copytree(small_library.folder, folder)
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        connection.executescript(f"DROP TABLE generations; DROP TABLE departed; DROP TABLE changes; PRAGMA user_version = {len(schema.STEPS) - 1};")
    older = Library(folder, load_hash_encoder)
    with older.reading() as catalogue:
        assert (known_since(catalogue, now(older)), now(older)) == (before, before)
        assert not changes(catalogue, before - 1, before).complete
        assert changes(catalogue, before, before).complete
    fill(older, write(tmp_path / "2.txt", minutes(2)))
    with older.reading() as catalogue:
        found = changes(catalogue, before, now(older))
        assert (found.complete, [each.name for each in found.added]) == (True, ["2.txt"])
        assert not changes(catalogue, before - 1, now(older)).complete


def test_a_generation_is_not_given_twice(small_library: Library, tmp_path: Path) -> None:
    """A rebuild changes no document; where the derived files are lost, numbers go on from the last one that was given."""
    fill(small_library, write(tmp_path / "1.txt", minutes(1)))
    with small_library.writing() as writer:
        writer.publish(anew=True)
    rebuilt, before = now(small_library), logged(small_library)
    copied = tmp_path / "copy"
    shutil.copytree(small_library.folder, copied, ignore=shutil.ignore_patterns("meaning-*", "words", "current.json"))
    copy = Library(copied, load_hash_encoder)
    assert now(copy) == rebuilt + 1
    assert logged(copy) == before
    assert check(copy).sound
