"""Items and their titles, in every way of laying out minutes that is known: `layouts/` holds an invented minute of each.

A file of `layouts/` says in its first line what it shows, then has a line for every item that must be found
(`number | title`, `-` for no number, `printed=read` for a mended one), then `~~~` and the minutes themselves.
"""

from pathlib import Path

import pytest

from ingest.domain import Item, Source
from ingest.extract import extract
from ingest.parse import parse
from ingest.sources import EXTENSIONS
from tests.conftest import ROOT

LAYOUTS = sorted((ROOT / "tests" / "ingest" / "layouts").iterdir())


def written(item: Item) -> str:
    number = item.number or "-"
    read = f"={item.number_read}" if item.number_read != item.number else ""
    return f"{number}{read} | {item.title}"


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_items_are_those_that_a_clerk_would_name(path: Path) -> None:
    """Every layout gives its items, in their order, with their numbers and whole titles, and no others."""
    head, text = path.read_text("utf-8").split("\n~~~\n")
    _, *expected = head.split("\n")
    data = text.encode()
    source = Source(path, data, "0" * 64, EXTENSIONS[path.suffix])
    assert [written(item) for item in parse(extract(source)).items] == expected
