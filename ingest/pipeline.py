"""The room on one screen: a file to its minutes."""

from __future__ import annotations

from pathlib import Path

from ingest.domain import Minutes, Source
from ingest.extract import extract
from ingest.parse import parse
from ingest.sources import load


def read(path: Path) -> Minutes:
    """How a file is understood; nothing is stored.

    Raises:
        SourceError: the file cannot be read or holds no minutes.

    """
    return understand(load(path))


def understand(source: Source) -> Minutes:
    """The minutes of a source already loaded."""
    return parse(extract(source))
