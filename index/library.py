"""A library of minutes on disk: the catalogue, its originals, and the two indexes kept in step with it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from index import generations
from index.catalogue import Catalogue
from index.connection import FILE, create, told
from index.encoder import Encoder, canonical
from index.errors import IndexDamaged, LibraryBusy, LibraryReadOnly, LibraryUnusable, ModelMismatch, NoLibrary
from index.generations import Snapshot, in_step
from index.lock import writer_lock
from index.writer import ORIGINALS, Writer

Notice = Callable[[str], None]
LoadEncoder = Callable[[str | None], Encoder]
Gathered = TypeVar("Gathered")


class Library:
    """An opened library. Asking needs no lock; writing takes it with `writing()`."""

    def __init__(self, folder: Path, load_encoder: LoadEncoder, *, notice: Notice = lambda text: None, settle: bool = True) -> None:
        """Open the library in `folder`; with `settle` an interrupted or damaged one is made good, and `notice` says so.

        `load_encoder(name)` loads a model when vectors are first needed; name None is the packaged one.

        Raises:
            NoLibrary: there is none. LibraryDamaged: its catalogue cannot be read.

        """
        if not is_library(folder):
            todo = "Make one with `minutes ingest FOLDER --library " + str(folder) + "`."
            raise NoLibrary("There is no library here.", where=str(folder), todo=todo)
        self.folder = folder
        self._load_encoder = load_encoder
        self.notice = notice
        self._encoder: Encoder | None = None
        self._snapshot: Snapshot | None = None
        self._stamp: tuple[int, int] | None = None
        self._opening, self._loading, self._gathering = threading.Lock(), threading.Lock(), threading.RLock()
        self._kept: dict[Callable[[Library], Any], Any] = {}
        self._kept_of: Snapshot | None = None
        self.read_only = not all(os.access(path, os.W_OK) for path in (folder, folder / FILE))  # SQLite says it only when something is written
        self._immutable = False
        if self.read_only:
            self._open_as_it_is()
        else:
            self._migrate()
        with self.reading() as catalogue:
            self.about = catalogue.about()
        if settle and not self.read_only:
            self.settle()

    @classmethod
    def create(cls, folder: Path, load_encoder: LoadEncoder, model: str | None = None, *, notice: Notice = lambda text: None) -> Library:
        """A new, empty library in `folder`, or the one that is there already, for the model of that name.

        Raises:
            ModelMismatch: the library there belongs to another model. LibraryReadOnly: nothing can be made there.

        """
        if is_library(folder):
            library = cls(folder, load_encoder, notice=notice)
            library.expect(model)
            return library
        encoder = load_encoder(model)
        try:
            (folder / ORIGINALS).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryReadOnly("No library can be made here.", where=str(folder), todo="Choose another folder with --library.") from error
        with writer_lock(folder):
            if not is_library(folder):  # another process may have been quicker
                create(folder, {"model": encoder.name, "model_sha256": encoder.sha256, "dimension": str(encoder.dimension)})
        library = cls(folder, load_encoder, notice=notice)
        library.expect(encoder.name)
        return library

    # The model

    @property
    def model(self) -> str | None:
        """The name of the model that encoded the library; None for a library that was never filled."""
        return self.about.get("model")

    @property
    def encoder(self) -> Encoder:
        """The library's model, loaded when first needed.

        Raises:
            ModelMismatch: the model of that name is not the one that encoded the library.

        """
        with self._loading:
            if self._encoder is None:
                encoder = self._load_encoder(self.model)
                if self.about.get("model_sha256") != encoder.sha256:
                    raise self._mismatch(f"{encoder.name} (weights {encoder.sha256[:12]})", encoder.name)
                self._encoder = encoder
            return self._encoder

    def expect(self, model: str | None) -> None:
        """Refuse a model other than the library's.

        Raises:
            ModelMismatch: `model` is named and is another.

        """
        if model is not None and self.model not in (None, canonical(model)):
            raise self._mismatch(model, model)

    def _mismatch(self, asked: str, name: str) -> ModelMismatch:
        return ModelMismatch(
            f"The library was encoded by {self.model} (weights {self.about.get('model_sha256', '')[:12]}), not by {asked}.",
            where=str(self.folder),
            todo=f"To encode it anew: minutes rebuild --model {name} --library {self.folder}",
        )

    # Asking

    @contextmanager
    def reading(self) -> Iterator[Catalogue]:
        """The catalogue in one state, from the first look to the last."""
        with told(self.folder / FILE):
            catalogue = Catalogue(self.folder, immutable=self._immutable)
            try:
                with catalogue.transaction("DEFERRED"):
                    yield catalogue
            finally:
                catalogue.close()

    @property
    def generation(self) -> int:
        """The number of the generation published last, 0 before the first."""
        snapshot = self.snapshot()
        return snapshot.generation.number if snapshot else 0

    def snapshot(self) -> Snapshot | None:
        """The indexes of the generation published last; None before the first.

        Raises:
            IndexDamaged: they are damaged and nothing opened before is at hand.

        """
        with self._opening:
            stamp = self._current_stamp()
            if stamp != self._stamp or self._snapshot is None:
                try:
                    self._take(self.published(), stamp)
                except IndexDamaged:
                    if self._snapshot is None:
                        raise
            return self._snapshot

    def _take(self, snapshot: Snapshot | None, stamp: tuple[int, int] | None) -> None:
        """Serve these indexes from now on, and forget a model that did not make them."""
        if snapshot is None and self._snapshot is not None:
            return  # `current.json` has been deleted: what was opened before still answers
        self._snapshot, self._stamp = snapshot, stamp
        if snapshot and snapshot.generation.model != self.about.get("model_sha256"):
            self.refresh()

    def kept(self, gather: Callable[[Library], Gathered]) -> Gathered:
        """What `gather` makes of the library as a whole: made when first asked for, and kept until another generation is published."""
        with self._gathering:
            snapshot = self.snapshot()
            if snapshot is None:
                return gather(self)
            if snapshot is not self._kept_of:
                self._kept, self._kept_of = {}, snapshot
            if gather not in self._kept:
                self._kept[gather] = gather(self)
            found: Gathered = self._kept[gather]
            return found

    def published(self) -> Snapshot | None:
        """The indexes as they lie on disk now, opened; None before the first generation.

        Raises:
            IndexDamaged: a file is missing or is not what was written.

        """
        for _ in range(5):  # a writer may publish, and remove the oldest, while this one opens
            generation = generations.current(self.folder)
            if generation is None:
                return None
            try:
                return generations.load(self.folder, generation)
            except IndexDamaged:
                if generations.current(self.folder) == generation:
                    raise
        raise IndexDamaged("The indexes change faster than they can be opened.", where=str(self.folder))

    def _current_stamp(self) -> tuple[int, int] | None:
        try:
            status = (self.folder / generations.CURRENT).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino

    # Writing

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Be the one writer; on the way out the indexes are brought in step and published.

        Raises:
            LibraryBusy: another process is writing. LibraryReadOnly: nothing can be written.

        """
        with writer_lock(self.folder):
            catalogue = Catalogue(self.folder, write=True)
            writer = Writer(self, catalogue)
            try:
                writer.drop_originals()
                with told(self.folder / FILE):
                    yield writer
            finally:
                try:
                    with told(self.folder / FILE):
                        writer.publish()
                finally:
                    catalogue.close()

    def settle(self) -> None:
        """Bring indexes that are behind or damaged in step with the catalogue, unless someone is writing."""
        if self._in_step():
            return
        try:
            with self.writing():
                pass
        except (LibraryBusy, LibraryReadOnly):
            return

    def _in_step(self) -> bool:
        try:
            snapshot = self.snapshot()
        except IndexDamaged:
            return False
        with self.reading() as catalogue:
            return snapshot is not None and in_step(snapshot, catalogue)

    def _migrate(self) -> None:
        try:
            with writer_lock(self.folder):
                Catalogue(self.folder, write=True).close()
        except LibraryReadOnly:
            self.read_only = True
            self._open_as_it_is()
        except LibraryBusy:  # the writer has brought it to its own version
            return

    def _open_as_it_is(self) -> None:
        """Read a library that cannot be written; its log is passed over where SQLite cannot read it without writing."""
        self.notice(f"{self.folder} cannot be written, so it is opened as it is.")
        try:
            Catalogue(self.folder).close()
        except (LibraryUnusable, LibraryReadOnly):
            self._immutable = True
            log = self.folder / f"{FILE}-wal"
            if log.exists() and log.stat().st_size:
                self.notice("What was added last may be missing: open it once where it can be written.")

    def reopen(self) -> None:
        """Open the indexes anew when they are next asked for."""
        self._stamp = None

    def refresh(self) -> None:
        """Read anew what the library says of itself, and forget a model that it no longer uses."""
        with self.reading() as catalogue:
            self.about = catalogue.about()
        with self._loading:
            if self._encoder is not None and self._encoder.sha256 != self.about.get("model_sha256"):
                self._encoder = None

    def adopt(self, encoder: Encoder) -> None:
        """Go on with another model: the catalogue is encoded by it now."""
        self._encoder = encoder
        self.refresh()


def is_library(folder: Path) -> bool:
    """Whether a library lies in the folder."""
    try:
        return (folder / FILE).is_file()
    except PermissionError as error:
        raise LibraryUnusable("You may not look into it.", where=str(folder), todo="Ask its owner for permission.") from error
