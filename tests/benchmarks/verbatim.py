"""Every quote is a slice of the stored text: `python -m tests.benchmarks.verbatim --library DIR [--questions 10000] [--harmed 100]`.

The library is copied first, because the second half changes single characters of stored texts: what was quoted there has to
disappear, not to change. Exit 1 if a quote was not verbatim or still stood.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from index.encoder import SentenceTransformerEncoder
from index.library import Library
from service.answers import answer
from tests.quoting import changed, faults, generated, material, quoted_places, still_told


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask, compare, harm, ask again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--harmed", type=int, default=100, help="answers of which one quoted character is changed in the stored text")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="verbatim-") as place:
        folder = Path(shutil.copytree(chosen.library, Path(place) / "library"))
        if not ask_all(folder, chosen.questions, chosen.harmed):
            sys.exit(1)


def ask_all(folder: Path, count: int, harmed: int) -> bool:
    """Whether every quote stood, and fell with its text."""
    encoder = SentenceTransformerEncoder()
    library = Library(folder, lambda name: encoder)
    of = material(folder)
    begun = time.monotonic()
    wrong: list[str] = []
    answered, quotes, passages, harms = 0, 0, 0, 0
    for number, question in enumerate(generated(of, count), start=1):
        made = answer(library, question)
        wrong += [f"{question!r}: {each}" for each in faults(made, of.texts)]
        answered, quotes, passages = answered + bool(made.quotes), quotes + len(made.quotes), passages + len(made.passages)
        if made.quotes and harms < harmed * number / count:
            harms += 1
            document, at = quoted_places(made)[0]
            with changed(folder, document, at):
                again = answer(library, question)
                wrong += [f"{question!r}: still told of a changed text: {each}" for each in still_told(again, document)]
                wrong += [f"{question!r}: after a change: {each}" for each in faults(again, of.texts)]
        if number % 1_000 == 0:
            print(f"{number} questions, {len(wrong)} faults, {time.monotonic() - begun:.0f} s", flush=True)
    print("\n".join(wrong[:20]))
    print(f"{count} questions over {len(of.texts)} documents in {time.monotonic() - begun:.0f} s, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{answered} answered; {quotes} quotes and {passages} passages compared with the stored text; {harms} stored texts changed by a character")
    print(f"faults: {len(wrong)}")
    return not wrong


if __name__ == "__main__":
    main()
