import os
import sqlite3
from pathlib import Path

import pytest

from index import intake
from index.checking import check
from index.encoder import Encoder
from index.errors import LibraryDamaged, ModelMismatch, NoLibrary, NoSuchDocument
from index.intake import Failed, take_in
from index.library import Library
from index.query import Query
from index.search import search
from ingest.corrections import Corrections
from ingest.domain import Document, Minutes, Source
from ingest.errors import DamagedSource
from ingest.parse import parse
from tests.fakes import HashEncoder, load_hash_encoder
from tests.index.town import CountingEncoder, fill, minutes, passage_ids, told, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(1, 4):
        write(tmp_path / "in" / f"meeting-{number}.txt", minutes(number))
    return tmp_path / "in"


@pytest.fixture
def counting() -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def library(tmp_path: Path, counting: CountingEncoder) -> Library:
    return Library.create(tmp_path / "library", lambda name: counting)


def names(library: Library) -> list[str]:
    with library.reading() as catalogue:
        return [document.name for document in catalogue.documents()]


def originals(library: Library) -> list[bytes]:
    return sorted(path.read_bytes() for path in (library.folder / "originals").iterdir())


def best(library: Library, question: str) -> str:
    """The passage that holds the question's words best: the stand-in for the model knows no meaning."""
    return max(search(library, Query(question)).hits, key=lambda hit: hit.words or 0.0).passage.text


def test_same_folder_again_encodes_nothing(library: Library, counting: CountingEncoder, folder: Path) -> None:
    """A folder that has not changed is gone through without encoding, and says so."""
    assert told(fill(library, folder)) == ["Added"] * 3
    before = counting.encoded
    assert before == 12
    assert told(fill(library, folder)) == ["Unchanged"] * 3
    assert counting.encoded == before


def test_changed_file_replaces_its_old_self(library: Library, folder: Path) -> None:
    """A file that has changed replaces its old self; passages whose words stayed keep their ids."""
    fill(library, folder)
    before = passage_ids(library)
    write(folder / "meeting-1.txt", minutes(1).replace("letter1", "postcard"))
    assert told(fill(library, folder)) == ["Added", "Unchanged", "Unchanged"]
    after = passage_ids(library)
    assert not any("letter1" in text for text in after)
    assert {text: after[text] for text in before if "letter1" not in text} == {text: name for text, name in before.items() if "letter1" not in text}
    assert "postcard" in best(library, "postcard")
    assert not any("letter1" in hit.passage.text for hit in search(library, Query("letter1")).hits)
    assert len(originals(library)) == 3


def test_damaged_change_leaves_the_old_state(library: Library, folder: Path) -> None:
    """A file that changed into something unreadable is told, and its old state stays."""
    fill(library, folder)
    before = passage_ids(library)
    (folder / "meeting-1.txt").write_bytes(b"\x00" * 100)
    events = fill(library, folder)
    assert told(events) == ["Failed", "Unchanged", "Unchanged"]
    assert isinstance(events[0], Failed)
    assert "blanks or NULs" in str(events[0].problem)
    assert passage_ids(library) == before


def test_same_bytes_under_two_paths_are_one_document(library: Library, counting: CountingEncoder, folder: Path) -> None:
    """The same bytes under two paths are one document, which goes when no path leads to it any more."""
    write(folder / "copy.txt", minutes(1))
    assert told(fill(library, folder)) == ["Added", "Unchanged", "Added", "Added"]
    assert counting.encoded == 12
    with library.reading() as catalogue:
        assert len(catalogue.one_named("copy.txt").paths) == 2
    write(folder / "copy.txt", minutes(9))
    fill(library, folder)
    assert names(library) == ["meeting-1.txt", "meeting-2.txt", "meeting-3.txt", "copy.txt"]
    assert "letter1." in best(library, "letter1")
    write(folder / "meeting-1.txt", minutes(9))
    fill(library, folder)
    assert len(names(library)) == 3
    assert not any("letter1." in text for text in passage_ids(library))


def test_one_of_two_files_takes_the_others_content(library: Library, folder: Path) -> None:
    """A path that comes to lead to another held document leaves its old one, which goes with its original."""
    fill(library, folder)
    write(folder / "meeting-2.txt", minutes(1))
    assert told(fill(library, folder)) == ["Unchanged"] * 3
    assert names(library) == ["meeting-1.txt", "meeting-3.txt"]
    assert originals(library) == sorted(minutes(number).encode() for number in (1, 3))


@pytest.mark.parametrize("name", ["meeting-2.txt", "in/meeting-2.txt", "path", "id"])
def test_remove(library: Library, folder: Path, name: str) -> None:
    """A document is removed by its name, folder and name, path or the first digits of its id."""
    fill(library, folder)
    with library.reading() as catalogue:
        document = catalogue.one_named("meeting-2.txt")
    name = {"path": str(folder / "meeting-2.txt"), "id": document.id[:8]}.get(name, name)
    with library.writing() as writer:
        assert writer.remove(name) == "meeting-2.txt"
    assert names(library) == ["meeting-1.txt", "meeting-3.txt"]
    assert originals(library) == sorted(minutes(number).encode() for number in (1, 3))
    assert all(hit.passage.meeting.document.name != "meeting-2.txt" for hit in search(library, Query("letter2")).hits)
    assert search(library, Query("letter2")).unknown == ("letter2",)
    assert check(library).sound


@pytest.mark.parametrize("name", ["meeting-9.txt", "", "/", "eeting-2.txt", "txt"])
def test_remove_none(library: Library, folder: Path, name: str) -> None:
    """A name that no document goes by is an error that says where the names are listed."""
    fill(library, folder)
    with library.writing() as writer, pytest.raises(NoSuchDocument, match=r"no such document in the library\. `minutes status --documents`"):
        writer.remove(name)
    assert len(names(library)) == 3


def test_remove_several(library: Library, tmp_path: Path) -> None:
    """A name that several documents go by removes none of them and names each, with an id that tells them apart."""
    for number, year in ((1, "2019"), (2, "2020")):
        write(tmp_path / year / "minutes.txt", minutes(number))
    fill(library, tmp_path / "2019", tmp_path / "2020")
    assert names(library) == ["2019/minutes.txt", "2020/minutes.txt"]
    with library.reading() as catalogue:
        first, second = catalogue.documents()
    with library.writing() as writer, pytest.raises(NoSuchDocument) as caught:
        writer.remove("minutes.txt")
    assert str(caught.value) == (
        f"minutes.txt: 2 documents go by that name. Name one of: 2019/minutes.txt ({first.id[:12]}), 2020/minutes.txt ({second.id[:12]}); or its id."
    )
    with library.writing() as writer:
        assert writer.remove("2020/minutes.txt") == "2020/minutes.txt"
    assert names(library) == ["minutes.txt"]


def test_originals_are_kept_byte_for_byte(library: Library, tmp_path: Path) -> None:
    """The file is kept as it came, whatever its line ends and encoding."""
    data = minutes(1).replace("\n", "\r\n").encode("cp1252")
    (tmp_path / "old.txt").write_bytes(data)
    fill(library, tmp_path / "old.txt")
    assert originals(library) == [data]
    with library.writing() as writer:
        writer.remove("old.txt")
    assert originals(library) == []


@pytest.mark.parametrize("left", ["deleted", "short"])
def test_lost_original_comes_back(library: Library, folder: Path, left: str) -> None:
    """An original that was lost is put back when its file is ingested again."""
    fill(library, folder)
    path = next((library.folder / "originals").iterdir())
    path.unlink() if left == "deleted" else path.write_bytes(b"short")
    assert len(check(library).lost) == 1
    assert told(fill(library, folder)) == ["Unchanged"] * 3
    assert check(library).sound


def test_what_a_crash_left_goes(library: Library, folder: Path) -> None:
    """Originals that were never acknowledged, and half written files, go when something is next written."""
    fill(library, folder)
    for name in ("0" * 64 + ".txt", "1" * 64 + ".txt.new"):
        (library.folder / "originals" / name).write_bytes(b"half")
    (library.folder / "words" / "77").mkdir()
    (library.folder / "meaning-77.faiss").write_bytes(b"half")
    write(folder / "meeting-4.txt", minutes(4))
    fill(library, folder)
    assert len(originals(library)) == 4
    assert sorted(path.name for path in (library.folder / "words").iterdir()) == ["2", "78"]
    assert sorted(path.name for path in library.folder.glob("meaning*")) == ["meaning-2.faiss", "meaning-78.faiss"]
    assert len(search(library, Query("letter4")).hits) == 10


def test_ids_do_not_depend_on_the_order(tmp_path: Path, folder: Path) -> None:
    """Different meetings have the same ids in whatever order they came."""
    files = sorted(folder.iterdir())
    forwards, backwards = (Library.create(tmp_path / name, load_hash_encoder) for name in ("forwards", "backwards"))
    fill(forwards, *files)
    fill(backwards, *files[::-1])
    assert passage_ids(forwards) == passage_ids(backwards)
    assert len(passage_ids(forwards)) == 12


def test_two_documents_of_one_meeting(library: Library, tmp_path: Path) -> None:
    """Two documents of one meeting are both held, under ids of their own."""
    write(tmp_path / "a" / "draft.txt", minutes(1))
    write(tmp_path / "a" / "final.txt", minutes(1, more="It was so."))
    fill(library, tmp_path / "a")
    with library.reading() as catalogue:
        meetings = catalogue.meetings()
        keys = catalogue.keys()
        assert len({passage.id for passage in catalogue.passages(keys).values()}) == len(keys) == 8
    assert len({meeting.id for meeting in meetings}) == 2
    assert len({(meeting.body, meeting.committee, meeting.date) for meeting in meetings}) == 1


@pytest.mark.parametrize("name", ["🏛️ minutes 🗳️.txt", "two\nlines.txt", "with 'quotes' \"and\" %.txt"])
def test_names_of_any_kind(library: Library, tmp_path: Path, name: str) -> None:
    """A file's name may hold emoji, quotes and line ends."""
    write(tmp_path / "in" / name, minutes(1))
    assert told(fill(library, tmp_path / "in")) == ["Added"]
    assert names(library) == [name]
    with library.reading() as catalogue:
        assert catalogue.documents()[0].paths == (str(tmp_path / "in" / name),)
    assert told(fill(library, tmp_path / "in")) == ["Unchanged"]
    with library.writing() as writer:
        assert writer.remove(name) == name


def test_names_that_are_not_utf8(library: Library, tmp_path: Path) -> None:
    """A file's name whose bytes are no UTF-8 is shown with escapes."""
    path = os.fsencode(write(tmp_path / "in" / "x", minutes(1)))
    os.rename(path, path[:-1] + b"caf\xe9.txt")
    assert told(fill(library, tmp_path / "in")) == ["Added"]
    assert names(library) == ["caf\\udce9.txt"]
    assert told(fill(library, tmp_path / "in")) == ["Unchanged"]
    assert search(library, Query("letter1")).hits


@pytest.mark.parametrize("words", ["nul\x00led", "שלום עולם", "العربية", "e\u0301clair", "𝔪𝔦𝔫𝔲𝔱𝔢𝔰", "ﬁre\ufeff\u200b", "a\u2028b\x0cc"])
def test_text_of_any_kind(library: Library, tmp_path: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text comes back from the library code point for code point, right to left and NULs too."""
    write(tmp_path / "a.txt", minutes(1))
    text = minutes(1, more=words)
    monkeypatch.setattr(intake, "understand", lambda source, _: parse(Document(source.sha256, source.path.name, "a", "txt", text)))
    assert told(fill(library, tmp_path / "a.txt")) == ["Added"]
    with library.reading() as catalogue:
        assert catalogue.text(1) == text
        assert catalogue.damage() == []
    assert any(words in text for text in passage_ids(library))
    assert check(library).sound


def test_lone_surrogates_are_refused(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text with half a character is told as damaged, and stops nothing else."""
    write(tmp_path / "in" / "a.txt", minutes(1))
    write(tmp_path / "in" / "b.txt", minutes(2))
    whole = intake.understand
    half = lambda source: parse(Document(source.sha256, "a.txt", "in", "txt", minutes(1, more="\ud800")))  # noqa: E731
    monkeypatch.setattr(intake, "understand", lambda source, _: half(source) if source.path.name == "a.txt" else whole(source))
    failed, added = fill(library, tmp_path / "in")
    assert isinstance(failed, Failed)
    assert isinstance(failed.problem, DamagedSource)
    assert told([added]) == ["Added"]
    assert names(library) == ["b.txt"]


def test_stopped_halfway_keeps_what_was_acknowledged(library: Library, folder: Path) -> None:
    """An ingest that is abandoned leaves what was acknowledged, searchable."""
    events = take_in(library, [folder])
    next(events)
    next(events)
    events.close()
    assert names(library) == ["meeting-1.txt"]
    assert "letter1." in best(library, "letter1")


def test_failed_transaction_changes_nothing(library: Library, folder: Path) -> None:
    """A document that cannot be stored whole is not stored at all, and the next one can be."""
    fill(library, folder / "meeting-1.txt")
    with library.writing() as writer:
        writer.catalogue.connection.execute("CREATE TEMP TRIGGER full BEFORE INSERT ON passages WHEN NEW.ordinal = 2 BEGIN SELECT RAISE(ROLLBACK, 'full'); END")
        source = intake.load(folder / "meeting-2.txt")
        with pytest.raises(sqlite3.IntegrityError, match="full"):
            intake.add(writer, "two", source)
        writer.catalogue.connection.execute("DROP TRIGGER full")
        assert names(library) == ["meeting-1.txt"]
        intake.add(writer, "two", source)
    assert names(library) == ["meeting-1.txt", "meeting-2.txt"]


def test_no_library(tmp_path: Path) -> None:
    """A folder without a library is told, with the command that makes one."""
    with pytest.raises(NoLibrary, match=f"There is no library here. Make one with `minutes ingest FOLDER --library {tmp_path}`"):
        Library(tmp_path, load_hash_encoder)


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\x00" + b"\x00" * 4080], ids=["empty", "text", "half"])
def test_not_sqlite(tmp_path: Path, content: bytes) -> None:
    """A catalogue that SQLite cannot read, or that holds nothing, is told as damaged and left as it is."""
    (tmp_path / "catalogue.sqlite").write_bytes(content)
    for make in (Library, Library.create):
        with pytest.raises(LibraryDamaged, match="Restore it from a backup, or ingest anew"):
            make(tmp_path, load_hash_encoder)
    assert (tmp_path / "catalogue.sqlite").read_bytes() == content


def test_empty_library_answers(library: Library, counting: CountingEncoder) -> None:
    """An empty library finds nothing, without the model."""
    assert search(library, Query("anything")).hits == ()
    assert counting.encoded == 0
    assert check(library).sound


def test_model_is_recorded_when_the_library_is_made(tmp_path: Path) -> None:
    """A library knows its model from the first moment, even when making it was cut short."""
    folder = tmp_path / "library"
    (folder / "originals").mkdir(parents=True)
    (folder / "catalogue.sqlite.new").write_bytes(b"half a catalogue")
    library = Library.create(folder, load_hash_encoder)
    encoder: Encoder = HashEncoder()
    assert library.about == {"model": encoder.name, "model_sha256": encoder.sha256, "dimension": "64"}
    assert not (folder / "catalogue.sqlite.new").exists()


def test_the_originals_in_a_library_are_no_new_minutes(tmp_path: Path) -> None:
    """A library that lies inside the folder of minutes is passed over: an edited file leaves no old self behind."""
    write(tmp_path / "meeting.txt", minutes(1))
    library = Library.create(tmp_path / "var" / "library", load_hash_encoder)
    list(take_in(library, [tmp_path]))
    write(tmp_path / "meeting.txt", minutes(1, more="The price rose."))
    assert [type(event).__name__ for event in take_in(library, [tmp_path])] == ["Counted", "Added"]
    assert names(library) == ["meeting.txt"]


def test_a_fault_of_a_reader_stops_nothing(folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file on which a reader fails in a way that nobody foresaw is listed, and the files after it are taken in."""
    understand = intake.understand

    def faulty(source: Source, corrections: Corrections | None) -> Minutes:
        if source.path.name == "meeting-1.txt":
            raise ZeroDivisionError("a fault")
        return understand(source, corrections)

    monkeypatch.setattr(intake, "understand", faulty)
    events = list(take_in(library, [folder]))
    assert [type(event).__name__ for event in events] == ["Counted", "Failed", "Added", "Added"]
    assert "ZeroDivisionError" in str(events[1].problem) if isinstance(events[1], Failed) else False


def test_a_renamed_file_is_cited_by_its_new_name(folder: Path, library: Library) -> None:
    """A path that leads nowhere any more is forgotten when the same file comes from another."""
    list(take_in(library, [folder]))
    (folder / "meeting-1.txt").rename(folder / "renamed.txt")
    list(take_in(library, [folder]))
    assert sorted(names(library)) == ["meeting-2.txt", "meeting-3.txt", "renamed.txt"]


def test_a_model_that_reads_less_is_refused(folder: Path, library: Library) -> None:
    """Encoding anew by a model that would drop the end of a passage is refused with its limit, and changes nothing."""
    list(take_in(library, [folder]))
    short = HashEncoder()
    short.name, short.limit = "short", 12
    with library.writing() as writer, pytest.raises(ModelMismatch, match="at most 12 tokens"):
        writer.encode_anew(short, lambda done, total: None)
    assert library.model == "hash"
    assert check(library).sound
