"""What all tests share: where the minutes are, and libraries made of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.encoder import SentenceTransformerEncoder
from index.intake import take_in
from index.library import Library
from tests.fakes import load_hash_encoder

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "service" / "samples"
SHARED = ROOT.parent / "shared"
CHROMIUM = Path("/usr/bin/chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what cannot run here; in CI a missing browser is a failure, not a skip."""
    for item in items:
        if item.get_closest_marker("shared") and not (SHARED / "minutes").is_dir():
            item.add_marker(pytest.mark.skip(reason="../shared is not here"))
        if item.get_closest_marker("browser") and not CHROMIUM.exists() and not os.environ.get("MINUTES_NO_BROWSER_SKIP"):
            item.add_marker(pytest.mark.skip(reason="Chromium is not at /usr/bin/chromium"))


@pytest.fixture(scope="session")
def encoder() -> SentenceTransformerEncoder:
    """The packaged model, loaded once."""
    return SentenceTransformerEncoder()


@pytest.fixture(scope="session")
def samples_library(tmp_path_factory: pytest.TempPathFactory, encoder: SentenceTransformerEncoder) -> Library:
    """The bundled minutes, encoded by the real model. Read it; write to a library of your own."""
    library = Library.create(tmp_path_factory.mktemp("samples") / "library", lambda name: encoder)
    events = list(take_in(library, [SAMPLES]))
    assert len(events) > 10
    return library


@pytest.fixture
def small_library(tmp_path: Path) -> Iterator[Library]:
    """An empty library with a quick stand-in for the model; yours to write to."""
    yield Library.create(tmp_path / "library", load_hash_encoder)
