"""The abbreviations of a question, and what they stand for in the minutes that are asked."""

from __future__ import annotations

from dataclasses import replace

from index.abbreviations import abbreviations
from index.library import Library
from index.ordinary import is_ordinary
from index.query import Expansion
from service.question import Reading


def with_abbreviations(library: Library, reading: Reading) -> Reading:
    """The reading with the other forms of what the question names."""
    return replace(reading, expanded=expansions(library, reading.asked_as, reading.filters.body or reading.guessed.body))


def expansions(library: Library, question: str, body: str | None = None) -> tuple[Expansion, ...]:
    """The abbreviations in a question, typed short or long; with a body, as its minutes define them where they do."""
    return library.kept(abbreviations).expand(question, body, lambda word: is_ordinary(library, word))
