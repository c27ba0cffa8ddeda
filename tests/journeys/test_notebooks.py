"""The notebooks run top to bottom, and can be read where nothing runs."""

import ast
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from index.library import Library

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LARGEST = 1_500_000  # bytes


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def test_there_are_four() -> None:
    """A look round, asking and citing, measuring, and a map."""
    assert [path.stem for path in NOTEBOOKS] == ["01_explore_a_library", "02_ask_and_cite", "03_measure", "04_map_of_matters"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_they_are_committed_with_their_outputs(path: Path) -> None:
    """Each cell was run, in order and without an error, and charts are there as pictures."""
    cells = code(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert {output.output_type for output in outputs} <= {"stream", "execute_result", "display_data"}
    assert not [output for output in outputs if output.get("name") == "stderr"]
    charts = [output for output in outputs if any("vegalite" in kind for kind in output.get("data", {}))]
    assert all("image/png" in output.data for output in charts)
    assert charts
    assert path.stat().st_size < LARGEST


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_they_define_nothing(path: Path) -> None:
    """What is worth a function is in the rooms and has a test: notebooks hold neither functions nor classes."""
    for cell in code(path):
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, (ast.FunctionDef, ast.ClassDef))]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_their_words_are_prose(path: Path) -> None:
    """In the cells of words only headings begin with a number sign: else every line is shown as a title."""
    for cell in read(path).cells:
        if cell.cell_type == "markdown":
            assert not [line for line in cell.source.split("\n") if line.startswith("#") and (len(line) > 60 or line.strip("# ") == "")]


@pytest.mark.slow
def test_they_run_top_to_bottom(samples_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """All four run on the bundled minutes, each from nothing but what it imports; one kernel serves them, so that the model is loaded once."""
    monkeypatch.setenv("MINUTES_LIBRARY", str(samples_library.folder))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    one = nbformat.v4.new_notebook()
    for path in NOTEBOOKS:
        one.cells += [nbformat.v4.new_code_cell("%reset -f"), *read(path).cells]
    NotebookClient(one, timeout=170, kernel_name="python3", resources={"metadata": {"path": str(ROOT / "notebooks")}}).execute()
