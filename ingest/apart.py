"""A file read once in a process of its own, which can be given up: a reader that hangs or falls takes nothing with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from ingest.errors import DamagedSource, UnreadableSource


def expect_readable(path: Path, longest_s: float) -> None:
    """Read a file apart, and let go of it after `longest_s` seconds; what is wrong with it otherwise is told by who reads it next.

    Raises:
        UnreadableSource: it takes longer. DamagedSource: the process that read it was ended by it.

    """
    command = [sys.executable, "-P", "-m", "ingest.apart", str(path), str(int(longest_s) + 5)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    try:
        ended = subprocess.run(  # noqa: S603  # this very interpreter; the path is an argument, and no shell sees it
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=longest_s, check=False
        )
    except subprocess.TimeoutExpired as error:
        todo = "Save it anew from the program that made it, or in parts, a meeting each."
        raise UnreadableSource(f"Reading it took more than {longest_s:g} seconds, so it was given up.", where=path.name, todo=todo) from error
    if ended.returncode < 0:  # a signal
        raise DamagedSource("It cannot be read: reading it fails midway.", where=path.name, todo="Save it anew from the program that made it.")


def _read_here(path: str, longest_s: str) -> None:
    from ingest.pipeline import read

    if hasattr(signal, "alarm"):
        signal.alarm(int(longest_s))  # where the server was killed meanwhile nobody else would end this process
    read(Path(path))


if __name__ == "__main__":
    _read_here(*sys.argv[1:])
