"""What an export costs a server: `python -m tests.benchmarks.exporting LIBRARY [--kind passages] [--formats ndjson csv parquet]`.

LIBRARY is copied first. A real server is started on the copy, asked something so that it is warm, and then exports through HTTP while
its resident memory is looked at every twentieth of a second: what counts is the peak less what it held just before.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).parents[2]
REAL = "from service.cli import main; main()"
QUICK = f"from service import options; from tests.fakes import load_hash_encoder; options.load_encoder = load_hash_encoder; {REAL}"
MB = 1_000_000


@dataclass(frozen=True)
class Server:
    """A server in a process of its own."""

    address: str
    pid: int


@dataclass(frozen=True)
class Told:
    """What an export was and cost. `rise` is the peak of resident memory less the level before, in bytes."""

    rows: int
    promised: int
    bytes: int
    seconds: float
    first: float
    before: int
    rise: int


@contextmanager
def serving(library: Path, program: str = REAL) -> Iterator[Server]:
    """A server on a library, until it is done with."""
    command = [sys.executable, "-c", program, "serve", "--library", str(library), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, env=environment)
    try:
        assert process.stdout is not None
        seen = []
        for line in process.stdout:
            seen.append(line)
            if found := re.search(r"http://[\d.]+:\d+/", line):
                break
        else:
            raise RuntimeError("".join(seen))
        yield Server(found.group(), process.pid)
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def watched(pid: int) -> Iterator[list[int]]:
    """The resident memory of a process: [before, the peak while it was watched]."""
    process = psutil.Process(pid)
    seen = [process.memory_info().rss] * 2
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.05):
            seen[1] = max(seen[1], process.memory_info().rss)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def exported(server: Server, kind: str = "passages", form: str = "ndjson", keep: Path | None = None) -> Told:
    """Export through HTTP and count; `keep` is a file for what came."""
    begun, first, size, lines = time.perf_counter(), 0.0, 0, 0
    with watched(server.pid) as memory, httpx.stream("GET", f"{server.address}api/v1/export/{kind}?format={form}", timeout=600) as response:
        response.raise_for_status()
        with (keep or Path(os.devnull)).open("wb") as out:
            for piece in response.iter_bytes():
                first = first or time.perf_counter() - begun
                size += len(piece)
                lines += piece.count(b"\n")
                out.write(piece)
    promised = int(response.headers["Minutes-Rows"])
    return Told(lines if form == "ndjson" else promised, promised, size, time.perf_counter() - begun, first, memory[0], memory[1] - memory[0])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--kind", default="passages")
    parser.add_argument("--formats", nargs="+", default=["ndjson", "csv", "parquet", "ris"])
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="minutes-export-") as folder:
        copy = shutil.copytree(asked.library, Path(folder) / "library")
        with serving(copy) as server:
            httpx.get(f"{server.address}api/v1/search?q=roof", timeout=600).raise_for_status()
            for form in asked.formats:
                told = exported(server, asked.kind, form)
                print(f"{form:8} {told.rows:,} rows of {told.promised:,}, {told.bytes / MB:,.0f} MB in {told.seconds:.1f} s")
                print(f"         {told.rows / told.seconds:,.0f} rows a second, the first byte after {told.first:.1f} s")
                print(f"         memory {told.before / MB:,.0f} MB, {told.rise / MB:+,.0f} MB at the peak", flush=True)


if __name__ == "__main__":
    main()
