"""The room on one screen: a file to its minutes."""

from __future__ import annotations

from pathlib import Path

from ingest.corrections import Corrections, beside, read_corrections
from ingest.domain import Minutes, Source
from ingest.extract import extract
from ingest.parse import parse
from ingest.sources import load


def read(path: Path, corrections: Corrections | None = None) -> Minutes:
    """How a file is understood, with these corrections or those that lie beside it; nothing is stored.

    Raises:
        SourceError: the file cannot be read or holds no minutes, or its corrections will not do.

    """
    mends = beside(path)
    return understand(load(path), corrections or (read_corrections(mends) if mends else None))


def understand(source: Source, corrections: Corrections | None = None) -> Minutes:
    """The minutes of a source already loaded."""
    return parse(extract(source), corrections)
