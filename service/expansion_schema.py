"""The JSON of a question's abbreviations."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel

from index.query import Expansion


class ExpansionOut(BaseModel):
    """An abbreviation that the question names, with the id of a passage that defines it."""

    short: str
    long: str
    passage: str


def expansions_out(expanded: Sequence[Expansion]) -> list[ExpansionOut]:
    """The same as JSON, in the order of the question."""
    return [ExpansionOut(short=each.short, long=each.long, passage=each.passage) for each in expanded]
