"""Nothing leaves the machine: with a network that refuses everything, all works as before."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES

QUESTION = "What was said about home-educated children?"
# Python imports this file first of all. Whatever would leave the machine is refused and written down.
REFUSING = """
import os, socket, sys

_LOOPBACK = ("127.", "::1", "localhost")
_LOG = os.environ["NETWORK_LOG"]


def _judge(event, arguments):
    if event == "socket.connect":
        where = arguments[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        where = arguments[-1] if event == "socket.sendto" else arguments[0]
    else:
        return
    host = where[0] if isinstance(where, tuple) else where
    if isinstance(where, (str, bytes)) and event == "socket.connect":
        return  # a socket in the file system
    host = host.decode() if isinstance(host, bytes) else host
    if host is None or str(host).startswith(_LOOPBACK):
        return
    with open(_LOG, "a") as log:
        log.write(f"{event} {where} by {sys.argv}\\n")
    raise OSError(101, "Network is unreachable")


sys.addaudithook(_judge)
with open(_LOG + ".on", "a") as log:
    log.write("on\\n")
"""
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Machine:
    """A machine without a network, as far as a process can see."""

    folder: Path
    environment: dict[str, str]
    before: tuple[str, ...] = ()

    def command(self, *arguments: object) -> list[str]:
        return [*self.before, sys.executable, "-c", "from service.cli import main; main()", *map(str, arguments)]

    def run(self, *arguments: object) -> str:
        done = subprocess.run(self.command(*arguments), capture_output=True, text=True, check=False, env=self.environment, cwd=self.folder, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def calls(self) -> str:
        """What was tried to reach beyond the machine."""
        assert (self.folder / "network.log.on").exists(), "the guard was not loaded"
        log = self.folder / "network.log"
        return log.read_text() if log.exists() else ""


def machine(folder: Path, hub_offline: str | None, before: tuple[str, ...] = ()) -> Machine:
    """A machine in `folder`, its home empty, Hugging Face told to be offline or told nothing."""
    (folder / "site").mkdir(parents=True)
    (folder / "site" / "sitecustomize.py").write_text(REFUSING)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "MINUTES_", "TRANSFORMERS_"))}
    path = os.pathsep.join(filter(None, [str(folder / "site"), kept.get("PYTHONPATH", ""), str(ROOT)]))
    made = {**kept, "PYTHONPATH": path, "HOME": str(folder), "NETWORK_LOG": str(folder / "network.log"), "COLUMNS": "200"}
    return Machine(folder, made | ({"HF_HUB_OFFLINE": hub_offline} if hub_offline else {}), before)


@contextmanager
def serving(on: Machine, library: Path) -> Iterator[str]:
    """The address of a server over the library."""
    running = subprocess.Popen(on.command("serve", "--library", library, "--port", 0), stdout=subprocess.PIPE, text=True, env=on.environment, cwd=on.folder)
    try:
        assert running.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+/", running.stdout.readline())
        assert found
        yield found[0]
    finally:
        running.terminate()
        running.wait(30)


def fetch(address: str, body: dict[str, object] | None = None) -> bytes:
    request = urllib.request.Request(address, json.dumps(body).encode() if body else None, {"Content-Type": "application/json"} if body else {})
    for _ in range(50):
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                content: bytes = response.read()
                return content
        except ConnectionError:
            time.sleep(0.2)
    raise TimeoutError(address)


def without_generation(said: str) -> str:
    """An answer without the library's generation: into how many an ingest falls depends on how quick the machine is."""
    return re.sub(r'("generation": ?|generation=)\d+', r"\g<1>0", said)


def journey(on: Machine) -> dict[str, str | bytes]:
    """Demo, ingest, ask and serve; what each of them said."""
    library = on.folder / "library"
    said: dict[str, str | bytes] = {
        "demo": on.run("demo"),
        "ingest": on.run("ingest", SAMPLES, "--library", library),
        "ask": without_generation(on.run("ask", QUESTION, "--library", library, "--json")),
    }
    with serving(on, library) as address:
        page = fetch(f"{address}?q=What+was+decided+about+Mill+Lane%3F")
        said["page"] = re.sub(rb"127\.0\.0\.1(?::|%3A)\d+", b"127.0.0.1", page)  # every server has a port of its own, which citations name
        said["api"] = without_generation(fetch(f"{address}api/v1/ask", {"question": QUESTION}).decode())
        said["docs"] = fetch(f"{address}docs")
        for name in sorted(set(re.findall(r'(?:src|href)="/([^"]+)"', said["docs"].decode()))):
            said[name] = fetch(address + name)
        said["openapi"] = fetch(f"{address}openapi.json")
    return said


@pytest.fixture(scope="module")
def told_nothing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Machine, dict[str, str | bytes]]:
    """The journey with HF_HUB_OFFLINE unset."""
    on = machine(tmp_path_factory.mktemp("unset") / "machine", None)
    return on, journey(on)


def test_nothing_is_asked_of_the_network(told_nothing: tuple[Machine, dict[str, str | bytes]]) -> None:
    """Demo, ingest, ask and serve, with the documentation's own files fetched, never try to reach beyond the machine."""
    on, said = told_nothing
    assert on.calls() == ""
    assert str(said["demo"]).count("Sources\n") == 3
    assert "Taken in: 14 files" in str(said["ingest"])
    assert json.loads(said["ask"])["passages"][0]["item"]["number"] == "37/22"
    assert json.loads(said["api"]) == json.loads(said["ask"])
    assert b"Mill Lane" in bytes(said["page"])  # type: ignore[arg-type]
    assert len(said["swagger/swagger-ui-bundle.js"]) > 500_000


def test_the_documentation_names_no_other_server(told_nothing: tuple[Machine, dict[str, str | bytes]]) -> None:
    """The page of the documentation loads its files from this server alone."""
    _, said = told_nothing
    assert re.findall(rb'(?:src|href)="(?!/)[^"]*"', bytes(said["docs"])) == []  # type: ignore[arg-type]


def test_telling_hugging_face_to_be_offline_changes_nothing(told_nothing: tuple[Machine, dict[str, str | bytes]], tmp_path: Path) -> None:
    """With HF_HUB_OFFLINE=1 every output is the same, word for word."""
    on = machine(tmp_path / "machine", "1")
    assert journey(on) == told_nothing[1]
    assert on.calls() == ""


def test_the_guard_does_refuse(tmp_path: Path) -> None:
    """The network that these tests give refuses other hosts and notes them, so that an empty log means something."""
    on = machine(tmp_path / "machine", None)
    program = "import socket\nfor call in (lambda: socket.create_connection(('192.0.2.1', 80), 5), lambda: socket.getaddrinfo('example.org', 80)):\n"
    program += "    try: call()\n    except OSError as error: print(error.errno)\n"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=on.environment)
    assert done.stdout.split() == ["101", "101"]
    assert [line.split()[0] for line in on.calls().splitlines()] == ["socket.getaddrinfo", "socket.getaddrinfo"]


def test_without_any_network_it_works_the_same(told_nothing: tuple[Machine, dict[str, str | bytes]], tmp_path: Path) -> None:
    """In a network namespace of its own, where no library can go past Python either, a file is taken in and the same answer given."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this system does not let a process have a network of its own")
    on = machine(tmp_path / "machine", None, (unshare, "-rn"))
    told, said = told_nothing
    assert on.run("ingest", next(SAMPLES.rglob("2022-11-16*.txt")), "--library", on.folder / "library").startswith("Taken in: 1 file")
    assert without_generation(on.run("ask", QUESTION, "--library", told.folder / "library", "--json")) == said["ask"]
    assert on.calls() == ""
