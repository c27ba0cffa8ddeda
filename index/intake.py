"""From a folder of files into the library, one document at a time; what happens is told as it happens."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import LibraryUnusable
from index.failures import Ledger
from index.library import Library, is_library
from index.mended import mended
from index.records import Mended
from index.writer import Writer
from ingest.corrections import Corrections, Given
from ingest.domain import Passage, Source
from ingest.errors import DamagedSource, MinutesError, SourceError, not_understood, printable
from ingest.parse import RULES_VERSION
from ingest.passages import passages
from ingest.pipeline import understand
from ingest.sources import Found, find, load

TARGET_TOKENS = 180
_PUBLISH_EVERY_S = 15.0
_HALF = re.compile("[\ud800-\udfff]")  # no encoding holds them: neither the catalogue nor a model can take them


@dataclass(frozen=True, slots=True)
class Counted:
    """How many files there are to go through."""

    files: int


@dataclass(frozen=True, slots=True)
class Added:
    """A file was taken in and is safe."""

    path: str
    passages: int


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file is in the library as it is."""

    path: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A file was not taken in; an earlier state of it, if there was one, is still there."""

    path: str
    problem: SourceError


Event = Counted | Added | Unchanged | Failed


def take_in(library: Library, paths: Sequence[Path], given: Given | None = None, *, noted: bool = True) -> Iterator[Event]:
    """Take in every file under `paths`, with the corrections given or beside it; a bad file is told and stops nothing.

    What failed, and how far the run is, is kept in the catalogue unless it is not to be `noted`: files that lie nowhere cannot be mended there.

    Raises:
        LibraryBusy: another process is writing.

    """
    files = list(find(paths, _holds_library))  # the originals in a library are no new minutes
    yield Counted(len(files))
    among = [Path(os.path.abspath(file.path)) for file in files if file.problem is None]
    with library.writing() as writer:
        if given:
            held = (Path(path) for document in writer.catalogue.documents() for path in document.paths)
            yield from (Failed(problem.where, problem) for problem in given.strangers([*among, *held]))
        ledger = Ledger(writer.catalogue, len(files), paths) if noted else None
        published = time.monotonic()
        for file in files:
            event = _take_in(writer, file, given, among)
            if ledger:
                ledger.note(event.path, event.problem if isinstance(event, Failed) else None)
            yield event
            if time.monotonic() - published > _PUBLISH_EVERY_S:  # so that readers see what is there so far
                writer.publish()
                published = time.monotonic()
        if ledger:
            ledger.end()


def _holds_library(folder: Path) -> bool:
    try:
        return is_library(folder)
    except LibraryUnusable:
        return False  # `find` lists the folder and says why it cannot be read


def _take_in(writer: Writer, file: Found, given: Given | None, among: Sequence[Path]) -> Added | Unchanged | Failed:
    path = printable(os.path.abspath(file.path))
    try:
        if file.problem is not None:
            raise file.problem
        source = load(Path(os.path.abspath(file.path)))  # a document's folder has a name, wherever one stands
        held = writer.catalogue.held(path)
        corrections, mends = mended(writer.catalogue, source.sha256, source.path, given, among)
        if writer.catalogue.rules_of(source.sha256) == RULES_VERSION and writer.catalogue.mended(source.sha256) == mends:
            if held != (source.sha256, RULES_VERSION):
                writer.link(path, source.sha256)
            writer.mend_original(source.sha256, source.data)
            return Unchanged(path)
        return Added(path, add(writer, path, source, corrections, mends))
    except SourceError as problem:
        return Failed(path, problem)
    except (MinutesError, sqlite3.Error, OSError):
        raise  # the library's trouble, not the file's
    except Exception as error:
        return Failed(path, not_understood(error, path))


def add(writer: Writer, path: str, source: Source, corrections: Corrections | None = None, mends: Mended | None = None) -> int:
    """Take one source in under `path`, with its corrections and how they are kept; gives the number of passages encoded.

    Raises:
        SourceError: it holds no minutes, or its corrections will not do.

    """
    minutes = understand(source, corrections)
    if _HALF.search(minutes.document.text):
        raise DamagedSource("Its text holds halves of characters (lone surrogates).", where=str(source.path), todo="Save it again, as UTF-8.")
    encoder = writer.library.encoder
    found = passages(minutes, encoder.count, encoder.limit, TARGET_TOKENS)
    return writer.add(path, source.data, minutes, named(found, [each.name for each in minutes.meeting.attendance]), mends)


def named(found: Sequence[Passage], people: Sequence[str] = ()) -> tuple[Passage, ...]:
    """The passages of one meeting's minutes with the names in them; `people` are those of its attendance."""
    from ingest.entities import entities  # spaCy takes a second to load: not before a file is to be read

    texts = [passage.text for passage in found]
    return tuple(replace(passage, entities=names) for passage, names in zip(found, entities(texts, people), strict=True))
