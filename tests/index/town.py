"""A small town's minutes, made to order, and what the tests of this room do with them."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue
from index.intake import Event, take_in
from index.library import Library
from tests.fakes import HashEncoder

ROOT = Path(__file__).parents[2]
MATTERS = ("the bridge at Mill Lane", "a bench for Church Green", "the allotment rents", "the swimming pool roof", "a crossing by the school")


class CountingEncoder(HashEncoder):
    """Tells how many texts it has encoded."""

    def __init__(self) -> None:
        self.encoded = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += len(texts)
        return super().encode(texts)

    def words(self) -> list[str]:
        return []  # directions are chosen from words: passages alone are to be counted


def minutes(number: int = 1, *, committee: str = "Planning Committee", body: str = "Fennick Town Council", more: str = "") -> str:
    """The minutes of one meeting; every number gives other words on another day."""
    day = f"{1 + number % 28} {('January', 'March', 'June', 'October')[number // 28 % 4]} {2010 + number // 112}"
    matter = MATTERS[number % len(MATTERS)]
    return (
        f"{body}\n{committee}\n{day}\n\n1. Apologies\nApologies were received from Councillor Ann Rowe, by note{number}.\n\n"
        f"2. {matter.capitalize()}\nThe committee discussed {matter}. The clerk had read letter{number}. {more}\n\n"
        f"3. Finance\nPayment{number} of £{100 + number} was agreed.\n"
    )


def write(path: Path, text: str) -> Path:
    """A file of minutes, its folder made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def fill(library: Library, *paths: Path) -> list[Event]:
    """Take the paths in; what happened to each file."""
    return list(take_in(library, paths))[1:]


def told(events: Sequence[Event]) -> list[str]:
    """The kinds of the events, in order."""
    return [type(event).__name__ for event in events]


def passage_ids(library: Library) -> dict[str, str]:
    """The id of every passage, by its text."""
    with library.reading() as catalogue:
        return {passage.text: passage.id for passage in _all(catalogue)}


def _all(catalogue: Catalogue) -> list:
    return list(catalogue.passages(int(key) for key in catalogue.keys()).values())


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process that runs `code`, its lines to be read."""
    command = [sys.executable, "-u", "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
