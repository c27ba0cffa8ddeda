"""The pages behind an answer, and adding minutes, in a real browser over a real server."""

import re
import shutil
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from index.library import Library
from tests.index.town import minutes
from tests.journeys.browsing import axe, process

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KEY = "a key of seventeen"
QUESTION = "/?q=What+was+said+about+home-educated+children%3F"
Scheme = Literal["light", "dark"]


class Site:
    """A server where minutes may be added, and a browser to look at it."""

    def __init__(self, address: str, browser: Browser) -> None:
        self.address, self.browser = address, browser

    def open(self, path: str, *, width: int = 1280, scheme: Scheme = "light", script: bool = True, **more: Any) -> Page:
        context = self.browser.new_context(color_scheme=scheme, java_script_enabled=script, viewport={"width": width, "height": 900}, **more)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(self.address + path)
        return page

    def admit(self, page: Page) -> None:
        page.goto(f"{self.address}/add")
        page.get_by_label("Key").fill(KEY)
        page.get_by_role("button", name="Go on").click()


@pytest.fixture(scope="module")
def site(samples_library: Library, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("added") / "library"
    shutil.copytree(samples_library.folder, folder)
    with process(folder, "--allow-uploads", MINUTES_UPLOAD_KEY=KEY) as address:
        yield Site(address, browser)


@pytest.fixture(scope="module")
def paths(site: Site) -> dict[str, str]:
    """The address of a page of each kind, found by following links from an answer, without a script."""
    page = site.open(QUESTION, script=False)
    page.get_by_role("link", name=re.compile("Read in context")).first.click()
    found = {"item": page.url}
    page.locator("main").get_by_role("link", name=re.compile("^Fennick Vale District Council: ")).click()
    found["meeting"] = page.url
    for name, link in (("person", "Susannah Craddle"), ("committee", "Children and Learning Scrutiny Committee"), ("body", "Fennick Vale District Council")):
        page.goto(found["meeting"])
        page.locator("main").get_by_role("link", name=link, exact=True).first.click()
        found[name] = page.url
    page.goto(found["item"])
    page.get_by_role("link", name=re.compile("^Original file")).click()
    found["text"] = page.url
    page.context.close()
    fixed = {"coverage": "/coverage", "about": "/about", "add": "/add", "nobody": "/person?name=Nobody", "kept": "/useful?q=parking", "key": "/sign-in"}
    return {name: url.removeprefix(site.address) for name, url in found.items()} | fixed


def violations(page: Page) -> list[str]:
    """What axe finds wrong."""
    return axe(page)["violations"]


@pytest.mark.parametrize(("width", "scheme", "more"), [(1280, "light", {}), (390, "dark", {}), (320, "light", {"forced_colors": "active"})])
def test_axe_finds_nothing_and_nothing_moves_sideways(width: int, scheme: Scheme, more: dict[str, Any], site: Site, paths: dict[str, str]) -> None:
    """Each page, wide and narrow, light, dark and in forced colours, has no violation and no sideways scroll, and the console stays silent."""
    page = site.open("/about", width=width, scheme=scheme, **more)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    found = {}
    for name, path in paths.items():
        page.goto(site.address + path)
        found[name] = (violations(page), page.evaluate("document.documentElement.scrollWidth"))
    page.context.close()
    assert found == dict.fromkeys(paths, ([], width))
    assert [each for each in complaints if "status of 404" not in each] == []


def test_a_place_in_an_item_is_marked_by_its_address(site: Site, paths: dict[str, str]) -> None:
    """`/item/<id>#p1` marks the first passage and no other, without a script; with the passage named there is just one mark as well."""
    page = site.open(paths["item"], script=False)
    assert page.locator(".marked").count() == 1
    assert page.locator(".marked").is_visible()
    page.context.close()
    scripted = site.open(paths["item"].split("?")[0] + "#p1")
    colours = scripted.locator(".item blockquote").evaluate_all("all => all.map(each => getComputedStyle(each).borderLeftColor)")
    assert colours[0] != "rgba(0, 0, 0, 0)"
    assert set(colours[1:]) <= {"rgba(0, 0, 0, 0)"}
    assert "Back to the answer" not in scripted.locator("main").inner_text()
    scripted.context.close()


def test_html_of_a_council_runs_nothing(site: Site) -> None:
    """A council's html is shown as a page of its own that can neither run a script nor reach this server."""
    meetings = site.browser.new_context().request.get(f"{site.address}/api/v1/meetings").json()["meetings"]
    document = next(each["document"]["id"] for each in meetings if each["document"]["name"].endswith(".html"))
    page = site.open(f"/original/{document}")
    assert "Council" in page.locator("body").inner_text()
    assert page.evaluate("self.origin") == "null"
    page.context.close()


def add(page: Page, *files: tuple[str, str]) -> None:
    page.get_by_label("Files with minutes").set_input_files([{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in files])
    page.get_by_role("button", name="Add", exact=True).click()


def test_minutes_are_added_and_taken_out_without_a_script(site: Site) -> None:
    """Without JavaScript: the key, the files, how far they are by a link, what was understood, undo."""
    page = site.open("/add", script=False)
    page.get_by_label("Key").fill("not the right one")
    page.get_by_role("button", name="Go on").click()
    assert page.title().startswith("Error: ")
    site.admit(page)
    add(page, ("first.txt", minutes(1)), ("empty.txt", " "))
    for _ in range(100):
        if page.get_by_text("2 of 2 files done.").count():
            break
        page.wait_for_timeout(200)
        page.goto(f"{site.address}/add")
    assert "empty.txt: not added. The file holds nothing but blanks" in page.locator("#progress").inner_text()
    held = page.locator("#held").inner_text()
    assert "Fennick Town Council" in held
    assert "2 January 2010" in held
    page.get_by_role("button", name="Take it out again: first.txt").click()
    assert "first.txt was taken out." in page.locator("main").inner_text()
    assert page.locator("#held").get_by_text("Nothing yet.").count() == 1
    page.context.close()


def test_progress_is_shown_as_it_goes(site: Site) -> None:
    """With JavaScript the page tells by itself how far the files are, and what was understood; it stays accessible with files on it."""
    page = site.open("/sign-in", width=390, scheme="dark")
    for path in ("/sign-in", "/add"):
        page.goto(site.address + path)
        page.get_by_label("Key").fill("not the right one")
        page.get_by_role("button", name="Go on").click()
        page.locator("#error").wait_for()
        assert violations(page) == []
    page.reload()
    page.goto(f"{site.address}/add/key")  # as from the bar of addresses
    assert page.url == f"{site.address}/add"
    site.admit(page)
    add(page, ("second.txt", minutes(2)), ("third.txt", minutes(3)))
    page.get_by_text("2 of 2 files done.").wait_for()
    page.get_by_role("button", name="Take it out again: third.txt").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Leave, and ask for the key again").click()
    page.get_by_label("Key").wait_for()
    page.context.close()
