"""One browser and one server for the tests of the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from index.library import Library
from tests.conftest import CHROMIUM
from tests.journeys.browsing import ARGUMENTS, OFFLINE, Site, process


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as running:
        launched = running.chromium.launch(executable_path=str(CHROMIUM), args=[*ARGUMENTS, OFFLINE])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(samples_library: Library, browser: Browser) -> Iterator[Site]:
    """A real server over the bundled minutes."""
    with process(samples_library.folder) as address:
        yield Site(address, browser)
