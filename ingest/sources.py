"""Find files of minutes, tell what they are by their first bytes, fingerprint them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.domain import Format, Source
from ingest.errors import (
    BadCorrections,
    DamagedSource,
    EmptySource,
    OversizedSource,
    SourceError,
    UnknownFormat,
    UnreadableSource,
)

EXTENSIONS: dict[str, Format] = {
    ".pdf": "pdf", ".docx": "docx", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".md": "md", ".markdown": "md", ".txt": "txt", ".text": "txt",
}  # fmt: skip
CORRECTIONS = (".yaml", ".yml")  # a document's corrections lie beside it under its name with one of these
# Formats in which clerks do write minutes and which are not read: named, never passed over in silence.
FOREIGN = {".doc", ".rtf", ".odt", ".pages", ".wpd", ".docm", ".dotx"}
LARGEST = {"pdf": 500_000_000, "docx": 100_000_000, "html": 40_000_000, "md": 40_000_000, "txt": 40_000_000}

_HTML = re.compile(rb"<!doctype html|<html[\s>]|<(?:br|p|div|table|span|strong|h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SNIFFED = 4096


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or the reason why there is none at that path."""

    path: Path
    problem: SourceError | None = None


def find(paths: Sequence[Path], passed_over: Callable[[Path], bool] = lambda folder: False) -> Iterator[Found]:
    """Files under `paths`, folders gone through in the order of their names, each file once.

    Hidden files and formats that no clerk writes minutes in are passed over inside a folder; a path that
    was named is always tried. Folders that `passed_over` says so of are left out. A folder that cannot be listed and a link that leads back are `Found`
    with their problem.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _walk(path, (), passed_over) if path.is_dir() else _file(path):
            key = os.path.realpath(found.path) if found.problem is None else f"problem:{found.path}"
            if key not in seen:
                seen.add(key)
                yield found


def _walk(folder: Path, above: tuple[str, ...], passed_over: Callable[[Path], bool]) -> Iterator[Found]:
    if passed_over(folder):
        return
    real = os.path.realpath(folder)
    if real in above:
        todo = "Remove the link, or name the folder that it leads to."
        yield Found(folder, UnreadableSource("This link leads back to a folder above it.", where=str(folder), todo=todo))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, _unreadable(folder, error))
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and not path.exists():
            yield Found(path, _no_file(path))
        elif path.is_dir():
            yield from _walk(path, (*above, real), passed_over)
        elif path.suffix.lower() in EXTENSIONS or path.suffix.lower() in FOREIGN or corrected(path):
            yield from _file(path)


def corrected(path: Path) -> Path | None:
    """The document that a file of this name corrects (`2024-05-07.pdf.yaml`); None for any other name."""
    document = path.with_suffix("") if path.suffix in CORRECTIONS else None
    return document if document is not None and document.suffix.lower() in EXTENSIONS else None


def _file(path: Path) -> Iterator[Found]:
    document = corrected(path)
    if document is None:
        yield Found(path)
    elif not os.path.exists(document):
        todo = "Rename it after the file that it corrects, or remove it."
        yield Found(path, BadCorrections(f"These corrections are for {document.name}, which is not beside them.", where=str(path), todo=todo))


def load(path: Path) -> Source:
    """The file's bytes with their fingerprint and format.

    Raises:
        SourceError: it cannot be read, is empty, too large, or of a format that is not read.

    """
    try:
        if not path.is_file():
            raise _no_file(path)
        size = path.stat().st_size
        largest = LARGEST[EXTENSIONS.get(path.suffix.lower(), "txt")]
        if size > largest:
            todo = f"The largest that is read is {largest // 1_000_000} MB: split it, or save it without pictures."
            raise OversizedSource(f"It has {size // 1_000_000} MB.", where=str(path), todo=todo)
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    return recognise(path, data)


def recognise(path: Path, data: bytes) -> Source:
    """The same for bytes already in hand; `path` gives the name.

    Raises:
        SourceError: as `load`.

    """
    if not data:
        raise EmptySource("The file is empty.", where=str(path), todo="Fetch it again from where it came from.")
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptySource("The file holds nothing but blanks or NULs.", where=str(path), todo="Fetch it again from where it came from.")
    return Source(path, data, hashlib.sha256(data).hexdigest(), _format(path, data))


def _format(path: Path, data: bytes) -> Format:
    head, suffix, where = data[:SNIFFED], path.suffix.lower(), str(path)
    said = EXTENSIONS.get(suffix)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return "docx"
        raise UnknownFormat("This zip file is not a Word document.", where=where, todo="Unpack it and give the minutes inside.")
    if head.startswith(_OLE):
        what = "This is an old Word file (.doc), or a Word file with a password."
        raise UnknownFormat(what, where=where, todo="Open it in Word or LibreOffice and save it as .docx without a password.")
    if head.startswith(b"{\\rtf") or suffix in FOREIGN:
        raise UnknownFormat(f"Files of this kind ({suffix or 'rtf'}) are not read.", where=where, todo="Save it as .docx or .pdf.")
    if said in ("pdf", "docx"):
        kind = "a PDF" if said == "pdf" else "a Word document"
        raise DamagedSource(f"Its name ends in {suffix} but it is not {kind}.", where=where, todo="Fetch it again, or rename it to what it is.")
    if said is None:
        raise UnknownFormat(
            f"Files of this kind ({suffix or 'no ending'}) are not read.",
            where=where,
            todo="Minutes are read from pdf, docx, html, md and txt.",
        )
    if said == "txt" and len(_HTML.findall(data[:SNIFFED])) >= 3:
        return "html"
    return said


def _no_file(path: Path) -> UnreadableSource:
    if path.is_symlink() and not path.exists():
        return UnreadableSource("This link leads nowhere, or to itself.", where=str(path), todo="Remove it or mend it.")
    what = "It is not a file." if path.exists() else "It does not exist."
    return UnreadableSource(what, where=str(path), todo="Check the path.")


def _unreadable(path: Path, error: OSError) -> UnreadableSource:
    if isinstance(error, PermissionError):
        return UnreadableSource("You may not read it.", where=str(path), todo="Ask its owner for permission, or copy it.")
    if isinstance(error, FileNotFoundError):
        return UnreadableSource("It does not exist.", where=str(path), todo="Check the path.")
    return UnreadableSource(f"It cannot be read ({error.strerror or error}).", where=str(path), todo="Check the disk or the path.")
