"""How what is typed into a search is read, wherever it is asked: over HTTP a page at a time, or for a whole export."""

from __future__ import annotations

from index.known import known
from index.library import Library
from index.listing import Mode
from index.query import Filters
from service.abbreviating import with_abbreviations
from service.question import PARTS, Reading, read_question

_AS_TYPED = frozenset(PARTS) - {"phrases", "abbreviations"}  # not read where one arm alone is asked: it finds what was typed


def read_search(library: Library, q: str, filters: Filters, mode: Mode, longest: int) -> Reading:
    """The reading of a search; by both arms its slips are mended and its dates and names are preferred."""
    off = frozenset() if mode == "hybrid" else _AS_TYPED
    return with_abbreviations(library, read_question(q, filters, longest=longest, known=known(library), off=off))
