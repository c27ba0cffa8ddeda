import shutil
import sqlite3
from pathlib import Path

import pytest

from index.checking import check
from index.library import Library
from index.query import Query
from index.search import search
from tests.index.town import CountingEncoder, fill, minutes, write

QUESTION = "What was said about the bridge at Mill Lane?"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of five meetings, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    for number in range(5):
        write(folder / "in" / f"{number}.txt", minutes(number))
    library = Library.create(folder / "library", lambda name: CountingEncoder())
    fill(library, folder / "in")
    return folder / "library"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "library")
    return tmp_path / "library"


class Opened:
    """A library opened with ears for its notices."""

    def __init__(self, folder: Path, *, settle: bool = True) -> None:
        self.encoder = CountingEncoder()
        self.notices: list[str] = []
        self.library = Library(folder, lambda name: self.encoder, notice=self.notices.append, settle=settle)

    def found(self) -> list[tuple[str, float]]:
        before = self.encoder.encoded
        hits = search(self.library, Query(QUESTION)).hits
        assert self.encoder.encoded == before + 1  # the question, and nothing else
        return [(hit.passage.id, round(hit.score, 6)) for hit in hits]


def derived(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"]
    current = [path for path in files if path.name == "current.json" or path.name == "meaning-2.faiss" or path.parent.name == "2"]
    return sorted(path.relative_to(folder).as_posix() for path in current)


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)


def damage(path: Path, how: str) -> None:
    size = path.stat().st_size
    if how == "delete":
        path.unlink()
    elif how == "truncate":
        path.write_bytes(path.read_bytes()[: size // 2])
    else:
        flip(path, {"first": 0, "middle": size // 2, "last": size - 1}[how.removeprefix("flip ")])


HOW = ["delete", "truncate", "flip first", "flip middle", "flip last"]


def test_what_is_derived(folder: Path) -> None:
    """The derived files are those of one generation: the vectors, the words and what describes them."""
    kinds = {Path(name).suffix or Path(name).name for name in derived(folder)}
    assert kinds == {".json", ".faiss", ".fast", ".fieldnorm", ".idx", ".pos", ".store", ".term"}
    assert len(derived(folder)) == 10


@pytest.mark.parametrize("how", HOW)
def test_check_names_damage_and_mends_it(folder: Path, how: str) -> None:
    """Check names each derived file that was deleted, cut short or changed in one bit, and rebuilds it without encoding."""
    expected = Opened(folder).found()
    for name in derived(folder):
        place = folder.parent / "damaged"
        shutil.copytree(folder, place)
        damage(place / name, how)
        opened = Opened(place, settle=False)
        report = check(opened.library)
        assert report.rebuilt
        assert not report.lost
        assert any(name in line for line in report.damaged), (name, report.damaged)
        assert opened.notices == ["The indexes were rebuilt from the catalogue: 20 passages, none encoded again."]
        assert check(opened.library).sound
        assert opened.found() == expected
        assert opened.encoder.encoded == 1
        shutil.rmtree(place)


@pytest.mark.parametrize("how", HOW)
def test_opening_notices_damage_and_mends_it(folder: Path, how: str) -> None:
    """Opening a library with a damaged derived file rebuilds it without encoding, and says which file it was."""
    expected = Opened(folder).found()
    for name in derived(folder):
        place = folder.parent / "damaged"
        shutil.copytree(folder, place)
        damage(place / name, how)
        opened = Opened(place)
        (notice,) = opened.notices
        assert name in notice
        assert notice.endswith("20 passages, none encoded again.")
        assert check(opened.library).sound
        assert opened.found() == expected
        shutil.rmtree(place)


@pytest.mark.parametrize("how", ["delete", "flip middle"])
def test_damage_while_serving(folder: Path, how: str) -> None:
    """What was opened before goes on answering when the files on disk are replaced by damaged ones."""
    opened = Opened(folder)
    expected = opened.found()
    for name in derived(folder):
        path = folder / name
        shutil.move(shutil.copy(path, folder / "copy"), path)  # a new file: one that is mapped must not change underneath
        damage(path, how)
        assert opened.found() == expected


def test_everything_derived_gone(folder: Path) -> None:
    """A library left with its catalogue and originals alone is whole again after opening."""
    expected = Opened(folder).found()
    shutil.rmtree(folder / "words")
    for path in [*folder.glob("meaning-*"), folder / "current.json"]:
        path.unlink()
    opened = Opened(folder)
    assert opened.notices == ["The indexes were rebuilt from the catalogue (current.json is missing): 20 passages, none encoded again."]
    assert opened.found() == expected


def test_damaged_and_behind(folder: Path) -> None:
    """A damaged index that is behind the catalogue too is rebuilt from all of it."""
    opened = Opened(folder)
    opened.found()
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM documents WHERE key = 2")
    flip(folder / "meaning-2.faiss", 80)
    with opened.library.writing():
        pass
    assert len(opened.notices) == 1
    assert "meaning-2.faiss" in opened.notices[0]
    assert opened.library.snapshot().meaning.size == 16


def test_stored_text_changed(folder: Path) -> None:
    """A stored text that is not what was stored is named by check, and nothing is quoted from it."""
    assert "letter0." in " ".join(hit.passage.text for hit in search(Opened(folder).library, Query(QUESTION)).hits)
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        connection.execute("UPDATE documents SET text = replace(text, 'letter0', 'letter9') WHERE name = '0.txt'")
    opened = Opened(folder)
    report = check(opened.library)
    assert report.lost == ("catalogue.sqlite: the stored text of 0.txt is not what was stored",)
    assert not report.damaged
    names = {hit.passage.meeting.document.name for hit in search(opened.library, Query(QUESTION), limit=20).hits}
    assert names == {"1.txt", "2.txt", "3.txt", "4.txt"}


def test_stored_text_is_no_text(folder: Path) -> None:
    """A stored text whose bytes are no UTF-8 any more is named, and the other documents answer."""
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        connection.execute("UPDATE documents SET text = CAST(x'ff' || CAST(text AS BLOB) AS TEXT) WHERE name = '0.txt'")
    opened = Opened(folder)
    assert check(opened.library).lost == ("catalogue.sqlite: the stored text of 0.txt is not what was stored",)
    assert len({hit.passage.meeting.document.name for hit in search(opened.library, Query(QUESTION), limit=20).hits}) == 4


def test_vector_cut_short(folder: Path) -> None:
    """Vectors that are not of the model's dimension are named."""
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        connection.execute("UPDATE passages SET vector = substr(vector, 1, 64) WHERE key = 3")
    assert check(Opened(folder).library).lost == ("catalogue.sqlite: the vectors of 1 passages are not of the model's dimension",)


@pytest.mark.parametrize(("how", "said"), [("delete", "is missing"), ("flip middle", "is not the file that was taken in")])
def test_originals(folder: Path, how: str, said: str) -> None:
    """An original that was deleted or changed is named, with the document's name."""
    path = min((folder / "originals").iterdir())
    damage(path, how)
    opened = Opened(folder)
    with opened.library.reading() as catalogue:
        (document,) = (each for each in catalogue.documents() if each.id == path.stem)
    assert check(opened.library).lost == (f"originals/{path.name} ({document.name}) {said}",)


def test_indexes_of_another_model(folder: Path) -> None:
    """Indexes left by the model before are rebuilt, never searched by the new one (a rebuild was killed before publishing)."""
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        connection.execute("UPDATE about SET value = ? WHERE name = 'model_sha256'", ("1" * 64,))
    encoder = CountingEncoder()
    encoder.sha256 = "1" * 64
    report = check(Library(folder, lambda name: encoder, settle=False))
    assert report.damaged == ("meaning-2.faiss was made by another model than the library's",)
    assert report.rebuilt
    assert check(Library(folder, lambda name: encoder)).sound
    assert encoder.encoded == 0
