"""How fast names are found, beside plain en_core_web_sm on the same text in one run.

Run: python -m tests.benchmarks.names [FOLDER], a folder of minutes (the samples without one).
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from ingest.entities import MODEL, entities_of, language
from ingest.pipeline import read
from ingest.sources import find
from ingest.spans import cut

SAMPLES = Path(__file__).parents[2] / "service" / "samples"
ROUNDS = 3
FILES = 30  # of a larger folder
LONGEST = 1200  # code points of a stretch, as of a passage


def stretches(folder: Path) -> list[list[str]]:
    """The texts of the items of each file, cut to the length of passages."""
    files = [file.path for file in find([folder], lambda path: False) if file.problem is None]
    held = []
    for path in files[:: max(1, len(files) // FILES)]:
        minutes = read(path)
        texts = [cut(minutes.document.text, part.spans) for part in minutes.parts]
        held.append([text[at : at + LONGEST] for text in texts for at in range(0, len(text), LONGEST)])
    return held


def clocked(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print code points a second of both, the best of some rounds that take turns, and the ratio."""
    meetings = stretches(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
    flat = [text for texts in meetings for text in texts]
    size = sum(map(len, flat))
    plain = spacy.load(MODEL)
    language()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(clocked(lambda: list(plain.pipe(flat, batch_size=64))))
        ours.append(clocked(lambda: list(entities_of((texts, ()) for texts in meetings))))
    print(f"{len(meetings)} files, {size:,} code points")
    print(f"plain {MODEL}: {size / min(theirs):,.0f} code points a second")
    print(f"names for minutes: {size / min(ours):,.0f} code points a second")
    print(f"ratio {min(theirs) / min(ours):.2f}")


if __name__ == "__main__":
    main()
