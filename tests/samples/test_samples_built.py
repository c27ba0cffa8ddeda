"""The bundled minutes are the council's that the project invented, and its files are built from their sources."""

import json
from pathlib import Path

import pytest

from ingest.extract import extract
from ingest.repairs import repair
from ingest.sources import load, recognise
from tests.conftest import ROOT, SAMPLES
from tests.samples.build import OUT, SOURCES, build_docx, build_pdf, read_source

QUESTIONS = [json.loads(line) for line in (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.txt")), ids=lambda path: path.stem)
def test_files_say_what_their_sources_say(source: Path) -> None:
    """A pdf or docx built anew from its source reads word for word like the one that is bundled."""
    head, blocks = read_source(source.read_text("utf-8"))
    bundled = OUT / f"{source.stem}.{head['format']}"
    built = {"pdf": build_pdf, "docx": build_docx}[head["format"]](head, blocks)
    assert extract(recognise(bundled, built)).text == extract(load(bundled)).text


def test_the_samples_are_as_many_and_as_varied_as_promised() -> None:
    """At least ten meetings of four committees over three years, in all five formats."""
    files = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
    assert len(files) >= 10
    assert {path.suffix for path in files} == {".pdf", ".docx", ".html", ".md", ".txt"}
    assert len({path.name[:4] for path in files}) == 3
    assert len({path.stem[11:] for path in files}) == 4


@pytest.mark.parametrize("question", [each for each in QUESTIONS if each["answerable"]], ids=lambda each: each["id"])
def test_the_evidence_stands_in_the_samples(question: dict[str, list[dict[str, str]]]) -> None:
    """Every quote of the question file is in its document, white space aside."""
    for evidence in question["evidence"]:
        assert repair(evidence["quote"]) in repair(extract(load(ROOT / evidence["doc"])).text)
