"""A library to explore in a notebook: the one that is set, or one of the bundled minutes, made at once."""

from __future__ import annotations

import atexit
import os
import tempfile
from pathlib import Path

from index.intake import take_in
from index.library import Library
from service.options import load_encoder

SAMPLES = Path(__file__).parent / "samples"


def library_to_try() -> Library:
    """The library that `MINUTES_LIBRARY` names; else one of the bundled minutes of an invented council, gone when Python ends.

    Raises:
        NoLibrary: the variable names a folder in which none lies.

    """
    if folder := os.environ.get("MINUTES_LIBRARY"):
        return Library(Path(folder), load_encoder)
    made = tempfile.TemporaryDirectory(prefix="minutes-try-")
    atexit.register(made.cleanup)
    library = Library.create(Path(made.name), load_encoder)
    for _ in take_in(library, [SAMPLES]):
        pass
    return library
