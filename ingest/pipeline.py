"""The room on one screen: a file to its minutes."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ingest.corrections import Corrections, Given, corrections_for
from ingest.domain import Minutes, Source
from ingest.extract import extract
from ingest.parse import parse
from ingest.sources import load


def read(path: Path, given: Given | None = None, among: Collection[Path] = ()) -> Minutes:
    """How a file is understood, with its corrections: those given, or those beside it; nothing is stored.

    Raises:
        SourceError: the file cannot be read or holds no minutes, or its corrections will not do.

    """
    source = load(path)
    return understand(source, corrections_for(path, given, among)[0])


def understand(source: Source, corrections: Corrections | None = None) -> Minutes:
    """The minutes of a source already loaded."""
    return parse(extract(source), corrections)
