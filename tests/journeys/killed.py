"""Ingests folders, each in a process of its own that can be killed. Run by test_kill.py."""

import os
import sys
from pathlib import Path

from index import intake
from index.library import Library
from tests.fakes import load_hash_encoder


def main() -> None:
    """For every line `library<TAB>folder`: `PID <pid>`, `ADDED` or `HELD <path>` as soon as a document is safe, `END` with how it ended."""
    intake._PUBLISH_EVERY_S = 0.0  # so that the moments of publishing are hit as often as those of storing
    intake.named = lambda found, people=(): tuple(found)  # the names take a model and are stored like all else
    for line in sys.stdin:
        library, folder = map(Path, line.rstrip("\n").split("\t"))
        child = os.fork()  # importing everything anew would take longer than the ingest
        if child == 0:
            ingest(library, folder)
            os._exit(0)
        tell(f"PID {child}")
        tell(f"END {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}")


def ingest(library: Path, folder: Path) -> None:
    for event in intake.take_in(Library.create(library, load_hash_encoder), [folder]):
        if isinstance(event, intake.Added | intake.Unchanged):
            tell(f"{'ADDED' if isinstance(event, intake.Added) else 'HELD'} {event.path}")
        elif isinstance(event, intake.Failed):
            raise event.problem


def tell(line: str) -> None:
    """In one write, so that a kill leaves no half line (with PYTHONUNBUFFERED, `print` takes two)."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()
