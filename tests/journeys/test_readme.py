"""The README is a transcript: what it says is run."""

import doctest
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from service.app import create_app
from service.cli import app
from service.client import Minutes

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_two_commands_do_all_the_set_up() -> None:
    """Just two blocks are marked `sh`, a line each: the ones that CI runs word for word."""
    commands = [text.strip() for language, text in BLOCKS if language == "sh"]
    assert len(commands) == 2
    assert all("\n" not in command for command in commands)
    assert commands[0].endswith("minutes demo")
    assert "&& .venv/bin/pytest" in commands[1]


@pytest.mark.slow
def test_the_demo_prints_what_the_readme_shows() -> None:
    """`minutes demo` prints three cited answers, the first of them line for line as in the README."""
    run = [sys.executable, "-c", "from service.cli import main; main()", "demo"]
    printed = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    shown = next(text for _, text in BLOCKS if text.startswith("$ minutes demo"))
    lines = [line for line in shown.splitlines()[1:] if line and line != "..."]
    assert len(lines) > 5
    at = 0
    for line in lines:
        at = printed.index(line, at) + len(line)
    assert printed.count("Sources") == 3


def test_every_command_is_in_the_readme() -> None:
    """The table of commands lists what `minutes` knows, and nothing else."""
    known = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback} | {
        each.name for each in app.registered_groups
    }
    listed = set(re.findall(r"^\| `minutes (\w+)", README, re.MULTILINE))
    assert listed == known


def test_the_curl_example_works(samples_library: Library) -> None:
    """The body of the README's request gets an answer with quotes."""
    body = re.search(r"-d '(\{.*?\})'$", README, re.MULTILINE)
    assert body is not None
    answer = TestClient(create_app(samples_library), base_url="http://127.0.0.1").post("/api/v1/ask", json=json.loads(body.group(1)))
    assert answer.status_code == 200
    assert answer.json()["decided"]


def test_the_addresses_answer(samples_library: Library) -> None:
    """Every address of this machine that the README asks with curl alone gives an answer that is not empty."""
    client = TestClient(create_app(samples_library), base_url="http://127.0.0.1")
    addresses = re.findall(r"^curl -s 'http://127\.0\.0\.1:8000(/\S+)'$", README, re.MULTILINE)
    assert len(addresses) >= 4
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "text/csv" in answer.headers["content-type"] or answer.json()["total"] > 0, address


def test_the_session_in_python_is_real(samples_library: Library) -> None:
    """What the README's Python session shows is what it prints, on the bundled minutes."""
    session = next(text for language, text in BLOCKS if language == "pycon")
    named = {"Minutes": lambda folder: Minutes(samples_library), "Path": Path}
    parsed = doctest.DocTestParser().get_doctest(session, named, "README", "README.md", 0)
    report = io.StringIO()
    assert doctest.DocTestRunner().run(parsed, out=report.write).failed == 0, report.getvalue()
    assert len(parsed.examples) > 8


def test_the_notebooks_are_listed() -> None:
    """The README names every notebook, and no other."""
    assert set(re.findall(r"`(notebooks/\w+\.ipynb)`", README)) == {path.relative_to(ROOT).as_posix() for path in (ROOT / "notebooks").glob("*.ipynb")}


def test_the_reading_list_exists() -> None:
    """Every file that the README points at is there."""
    files = re.findall(r"`((?:ingest|index|service|tests)/[\w/]+\.\w+)`", README)
    assert len(files) >= 10
    assert [file for file in files if not (ROOT / file).is_file()] == []
