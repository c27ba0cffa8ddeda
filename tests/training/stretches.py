"""Stretches of minutes with their names marked: those that we invented, and label sets of the format of `minutes label`'s figures."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

INVENTED = Path(__file__).with_name("invented.txt")
_LABELS = {"P": "PERSON", "O": "ORG", "L": "PLACE", "D": "DATE", "M": "MONEY", "%": "PERCENT", "A": "LAW", "R": "REF"}
_MARK = re.compile(r"\{(.):((?:(?:Mr and Mrs|Mr|Mrs|Ms|Dr) )?)([^{}]*)\}")  # a title is outside the name
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A text with its names, start and end in code points; of `doubtful` ones nothing is learnt, neither that they are names nor that they are none."""

    text: str
    names: tuple[Span, ...]
    doubtful: tuple[Span, ...] = ()


def invented() -> list[Stretch]:
    """The paragraphs of invented minutes, marked like `{P:Ann Lind} of {O:Elm Signs}`."""
    return [_unmarked(paragraph) for paragraph in INVENTED.read_text("utf-8").strip().split("\n\n")]


def labelled(path: Path) -> list[Stretch]:
    """The lines of a label set: `{"text", "entities": [[start, end, label], ...], "optional": ...}`."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [Stretch(row["text"], tuple(map(tuple, row["entities"])), tuple(map(tuple, row.get("optional", ())))) for row in rows]


def _unmarked(paragraph: str) -> Stretch:
    text, names, at = "", [], 0
    for mark in _MARK.finditer(paragraph):
        text += paragraph[at : mark.start()] + mark[2]
        names.append((len(text), len(text) + len(mark[3]), _LABELS[mark[1]]))
        text += mark[3]
        at = mark.end()
    return Stretch(text + paragraph[at:], tuple(names))
