"""How fast, and how much memory: `python tests/benchmarks/speed.py [encoding|ingest|serving|start ...] [--minutes FOLDER]`.

Machines are shared and noisy, so what can be a ratio is one, of two things measured in turns in one run.
`serving` needs a library of the folder's minutes; it is made under var/ when it is not there.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from index.encoder import PACKAGED, SentenceTransformerEncoder, computes_bfloat16, model_folder
from index.intake import take_in
from index.library import Library
from ingest.pipeline import read
from ingest.sources import find

ROOT = Path(__file__).parents[2]
ROUNDS = 5


def texts(folder: Path, count: int = 192) -> list[str]:
    """Stretches of about 130 words from real files."""
    found: list[str] = []
    for file in find([folder]):
        words = read(file.path).document.text.split() if file.problem is None else []
        found += [" ".join(words[at : at + 130]) for at in range(0, len(words), 130)]
        if len(found) >= count:
            return found[:count]
    return found


def encoding(folder: Path) -> None:
    """Passages a second: ours, in bfloat16 where the CPU has it, against plain sentence-transformers in float32, in turns."""
    from sentence_transformers import SentenceTransformer

    sample = texts(folder)
    plain = SentenceTransformer(str(model_folder(PACKAGED)), device="cpu")
    ours = SentenceTransformerEncoder()
    seconds: dict[str, list[float]] = {"plain": [], "ours": []}
    for _ in range(ROUNDS):
        seconds["plain"].append(timed(lambda: plain.encode(sample)))
        seconds["ours"].append(timed(lambda: ours.encode(sample)))
    best = {name: min(each) for name, each in seconds.items()}
    print(f"encoding: bfloat16 units on this CPU: {'yes' if computes_bfloat16() else 'no, so both are float32 and the ratio should be about 1'}")
    print(
        f"encoding: plain float32 {len(sample) / best['plain']:.1f} passages/s, ours {len(sample) / best['ours']:.1f}: {best['plain'] / best['ours']:.2f} times"
    )
    cosine = np.sum(ours.encode(sample) * plain.encode(sample, normalize_embeddings=True), axis=1)
    print(f"encoding: cosine of ours to plain float32: least {cosine.min():.5f}")


def ingest(folder: Path) -> None:
    """The share of an ingest's time that is spent in the model (with its tokenizer) and in spaCy."""
    from ingest import entities

    spent: dict[str, float] = {"model": 0.0, "spaCy": 0.0}

    def clocked(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            start = time.perf_counter()
            result = call(*arguments)
            spent[name] += time.perf_counter() - start
            return result

        return run

    encoder = SentenceTransformerEncoder()
    encoder.encode(["warm"])
    list(entities.entities(["Warm in Derby."]))
    encoder.encode = clocked("model", encoder.encode)  # type: ignore[method-assign]
    encoder.count = clocked("model", encoder.count)  # type: ignore[method-assign]
    found = entities.entities
    entities.entities = clocked("spaCy", lambda given: list(found(given)))  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as target:
        library = Library.create(Path(target), lambda name: encoder)
        start = time.perf_counter()
        events = list(take_in(library, [folder]))
        whole = time.perf_counter() - start
    share = sum(spent.values()) / whole
    parts = ", ".join(f"{name} {seconds / whole:.0%}" for name, seconds in spent.items())
    print(f"ingest: {len(events) - 1} files in {whole:.0f} s; in the model and spaCy {share:.0%} ({parts})")


def serving(folder: Path) -> None:
    """Memory of a server over the folder's minutes, and how long POST /api/v1/ask takes once warm."""
    library = ROOT / "var" / "benchmark"
    run = [sys.executable, "-c", "from service.cli import main; main()"]
    subprocess.run([*run, "ingest", str(folder), "--library", str(library)], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    port = free_port()
    server = subprocess.Popen([*run, "serve", "--library", str(library), "--port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait(port)
        questions = [f"What was said about {' '.join(text.split()[20:30])}?" for text in texts(folder, 60)]
        for question in questions[:10]:
            asked(port, question)
        seconds = sorted(timed(lambda question=question: asked(port, question)) for _ in range(3) for question in questions)  # type: ignore[misc]
        memory = psutil.Process(server.pid).memory_info().rss / 1e6
        load = os.getloadavg()[0]
        p95 = seconds[int(len(seconds) * 0.95)]
        print(f"serving: ask p50 {1000 * statistics.median(seconds):.0f} ms, p95 {1000 * p95:.0f} ms, load {load:.1f} on {os.cpu_count()} cores")
        print(f"serving: memory {memory:.0f} MB")
    finally:
        server.terminate()
        server.wait()


def start(folder: Path) -> None:
    """`minutes --help` against Python with the command line's own libraries."""
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(timed(lambda: run_python("from service.cli import main; main()", "--help")))
        bare.append(timed(lambda: run_python("import typer")))
    print(f"start: minutes --help {min(ours):.2f} s, {min(ours) / min(bare):.1f} times a bare `import typer`")


def run_python(code: str, *arguments: str) -> None:
    """A fresh interpreter."""
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, stdout=subprocess.DEVNULL)


def asked(port: int, question: str) -> None:
    """One question to the server."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/api/v1/ask", json.dumps({"question": question}), {"Content-Type": "application/json"})
    response = connection.getresponse()
    response.read()
    connection.close()
    if response.status != 200:
        raise SystemExit(f"The server answered {response.status}.")


def wait(port: int, seconds: float = 120) -> None:
    """Until the server answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not start.")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def timed(call: Callable[[], Any]) -> float:
    """Seconds that a call takes."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmarks that are named, or all."""
    all_of = {each.__name__: each for each in (encoding, ingest, serving, start)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*all_of, []], metavar="|".join(all_of))
    parser.add_argument("--minutes", type=Path, default=ROOT / "service" / "samples")
    chosen = parser.parse_args(arguments)
    for name in chosen.names or all_of:
        all_of[name](chosen.minutes)


if __name__ == "__main__":
    main()
