"""Minutes that come in from the page: put aside, then taken in one after another behind the answers; what came of each is told."""

from __future__ import annotations

import logging
import os
import queue
import re
import shutil
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Literal

from index.catalogue import Catalogue
from index.intake import Added, Failed, Unchanged, take_in
from index.library import Library
from index.records import DocumentRecord
from ingest.apart import expect_readable
from ingest.errors import MinutesError, OversizedSource, SourceError, UnknownFormat, UnreadableSource, printable
from ingest.sources import EXTENSIONS, load

FOLDER = "uploads"  # in the library: files wait here, and are cited by their place here; the file itself is then among the originals
MOST_FILES = 50
LARGEST_FILE = 50_000_000  # bytes
LONGEST_READING_S = 300  # of a file; those behind it wait meanwhile
_PLACES = "uploads.txt"  # in the library: where its folder for files has been, a line each, so that what came from the page is known when a library was moved
_LONGEST_NAME = 120
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_log = logging.getLogger("minutes")

State = Literal["waiting", "reading", "added", "known", "failed"]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was given: its number, its name, how far it is, and why not where it failed; `document` once it is held."""

    number: int
    name: str
    state: State = "waiting"
    why: str = ""
    document: str | None = None


class Adding:
    """One worker, so that files wait for one another, and what became of the latest of them. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._folder = Path(os.path.abspath(library.folder)) / FOLDER
        self._uploads: dict[int, Upload] = {}
        self._waiting: queue.SimpleQueue[tuple[int, Path]] = queue.SimpleQueue()
        self._others: list[dict[int, Upload]] = []  # files that are waited for by whoever sent them
        self._lock = threading.Lock()
        self._told = threading.Condition(self._lock)
        self._next = 0
        self._worker: threading.Thread | None = None

    @property
    def uploads(self) -> tuple[Upload, ...]:
        """The files of the last form, and of those before it that were not done then, the latest first."""
        with self._lock:
            return tuple(self._uploads[number] for number in sorted(self._uploads, reverse=True))

    @property
    def busy(self) -> bool:
        """Whether a file waits or is being read."""
        return any(each.state in ("waiting", "reading") for each in self.uploads)

    def give(self, files: Sequence[tuple[str, BinaryIO]]) -> None:
        """Put files aside, by name and content, and have them read when their turn comes."""
        if not self.busy:
            with self._lock:
                self._uploads.clear()
        self._line_up(files, self._uploads)

    def take(self, files: Sequence[tuple[str, BinaryIO]]) -> tuple[Upload, ...]:
        """Have files read in their turn, wait for it, and give what became of each; the page does not list them as its own."""
        mine: dict[int, Upload] = {}
        numbers = self._line_up(files, mine)
        with self._told:
            self._told.wait_for(lambda: all(mine[number].state not in ("waiting", "reading") for number in numbers))
            self._others.remove(mine)
        return tuple(mine[number] for number in numbers)

    def held(self, catalogue: Catalogue) -> tuple[DocumentRecord, ...]:
        """The documents of the library that came from the page and from nowhere else, the latest first."""
        mine = tuple(f"{place}{os.sep}" for place in {*self._homes(), self._here})
        return tuple(reversed([each for each in catalogue.documents() if each.paths and all(path.startswith(mine) for path in each.paths)]))

    def undo(self, document_id: str) -> str | None:
        """Take a document that came from the page out again; gives its name, None if it is none of these.

        Raises:
            LibraryBusy: something else is being written.

        """
        with self._library.writing() as writer:
            if all(each.id != document_id for each in self.held(writer.catalogue)):
                return None
            name = writer.remove(document_id)
        with self._lock:
            self._uploads = {number: each for number, each in self._uploads.items() if each.document != document_id}
        return name

    def _line_up(self, files: Sequence[tuple[str, BinaryIO]], among: dict[int, Upload]) -> tuple[int, ...]:
        """Put files aside and behind those that wait; gives their numbers."""
        if among is not self._uploads:
            with self._lock:
                self._others.append(among)
        numbers = []
        for name, stream in files:
            upload = self._new(safe_name(name), among)
            numbers.append(upload.number)
            try:
                path = self._put_aside(upload, stream)
            except SourceError as error:
                self._tell(upload.number, state="failed", why=error.reason)
            else:
                self._waiting.put((upload.number, path))
        with self._lock:
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="adding minutes", daemon=True)
                self._worker.start()
        return tuple(numbers)

    def _new(self, name: str, among: dict[int, Upload]) -> Upload:
        with self._lock:
            self._next += 1
            upload = among[self._next] = Upload(self._next, name)
        return upload

    def _tell(self, number: int, **changes: str | None) -> None:
        with self._told:
            for each in (self._uploads, *self._others):
                if number in each:
                    each[number] = replace(each[number], **changes)  # type: ignore[arg-type]  # fields of Upload by name
            self._told.notify_all()

    def _put_aside(self, upload: Upload, stream: BinaryIO) -> Path:
        """The file in a folder of its own below the library.

        Raises:
            SourceError: it is of a kind that is not read, or too large, or the disk does not take it.

        """
        if Path(upload.name).suffix.lower() not in EXTENSIONS:
            raise UnknownFormat("Files of this kind are not read.", where=upload.name, todo="Minutes are read from pdf, docx, html, md and txt.")
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        if size > LARGEST_FILE:
            raise OversizedSource(f"It has {size // 1_000_000} MB.", where=upload.name, todo=f"The largest that is taken is {LARGEST_FILE // 1_000_000} MB.")
        path = self._folder / f".{upload.number}" / upload.name
        shutil.rmtree(path.parent, ignore_errors=True)  # what a stopped server left
        try:
            path.parent.mkdir(parents=True)
            self._note_home()
            with path.open("wb") as target:
                shutil.copyfileobj(stream, target)
        except OSError as error:
            what = f"It cannot be put aside ({error.strerror or error})."
            raise UnreadableSource(what, where=upload.name, todo="Whoever runs the server can see why the library cannot be written.") from error
        return path

    @property
    def _here(self) -> str:
        return printable(str(self._folder))

    def _homes(self) -> list[str]:
        try:
            return (self._library.folder / _PLACES).read_text("utf-8").split("\n")[:-1]
        except FileNotFoundError:
            return []

    def _note_home(self) -> None:
        with self._lock:
            if self._here not in self._homes():
                with (self._library.folder / _PLACES).open("a", encoding="utf-8") as places:
                    places.write(f"{self._here}\n")

    def _work(self) -> None:
        while True:
            number, path = self._waiting.get()
            self._tell(number, state="reading")
            try:
                self._take(number, path)
            except MinutesError as error:
                self._tell(number, state="failed", why=error.reason)
            except OSError as error:
                self._tell(number, state="failed", why=f"The disk fails ({error.strerror or error}). Make room on it, then add the file again.")
            except Exception:
                _log.exception("an upload failed")
                self._tell(number, state="failed", why="Something went wrong. It was written to the log of the server.")
            finally:
                shutil.rmtree(path.parent, ignore_errors=True)

    def _take(self, number: int, path: Path) -> None:
        """Take one file in, unless the library holds it: then its place there stays as it is."""
        document = load(path).sha256
        with self._library.reading() as catalogue:
            if catalogue.rules_of(document) is not None:
                self._tell(number, state="known", document=document)
                return
        expect_readable(path, LONGEST_READING_S)  # before the library is held for writing
        with self._library.reading() as catalogue:
            place = next(each for each in _places(self._folder / path.name) if catalogue.held(printable(str(each))) is None)
        os.replace(path, place)
        try:
            for event in list(take_in(self._library, [place], noted=False)):  # told when the library is free again: undo may be the next thing asked
                if isinstance(event, Failed):
                    self._tell(number, state="failed", why=event.problem.reason)
                elif isinstance(event, Added | Unchanged):
                    self._tell(number, state="added", document=document)
        finally:
            place.unlink(missing_ok=True)  # the library keeps the original


def safe_name(name: str) -> str:
    """A file's name without a folder, marks that mean something to a system, or letters that hide how it ends."""
    last = unicodedata.normalize("NFC", printable(name)).replace("\\", "/").rsplit("/", 1)[-1]
    plain = " ".join(_UNSAFE.sub(" ", last).split()).lstrip(". ")
    stem, suffix = os.path.splitext(plain)
    while len(stem.encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    return f"{stem or 'minutes'}{suffix[:12]}"


def _places(path: Path) -> Iterable[Path]:
    """The path, and others like it for files of the same name."""
    yield path
    for number in range(2, 10_000):
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")
