"""The page in a real browser, over a real server: calm, accessible, private, and complete without a script."""

import html
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from index.intake import take_in
from index.library import Library
from tests.conftest import CHROMIUM, ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
).split()
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HOME_EDUCATION = "/?q=What+was+said+about+home-educated+children%3F"
STATES = {
    "first visit": "/",
    "answer": HOME_EDUCATION,
    "narrowed": "/?q=What+was+decided%2C+and+what+is+to+be+done+about+Mill+Lane%3F&committee=Environment+and+Transport+Committee&since=2023-01-01",
    "not found": "/?q=recipe+for+sourdough+bread",
    "empty": "/?q=",
    "too long": "/?q=" + "parking+" * 100,
    "bad day": "/?q=parking&since=never",
    "no such page": "/nowhere",
    "no such item": "/item/nothing",
}
# Minutes that try everything: markup, entities, quotation marks, right to left, emoji.
WILD = """Mallowfield Parish Council

Minutes of the meeting held on 5 March 2024

Present: Councillor Ada <b>Bold</b> Quist (Chair), Councillor O'Neill

1. Apologies

There were none.

2. Signs <script>document.title = "taken over"</script> & lanterns

Councillor Quist reported that the lanterns <img src=x onerror="alert(1)"> cost £640 & more, "so it was said", on 5 March 2024 \u202eאבג 😀.

RESOLVED that the <i>lanterns</i> &amp; the signs </q></li></ul><h1>be bought</h1> from O'Neill & Sons Ltd by 1 May 2024.

3. Date of next meeting

The next meeting will be held on 2 April 2024.
"""
Scheme = Literal["light", "dark"]


@dataclass
class Seen:
    """What a browser saw while it looked at a page."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Site:
    """A server and a browser to look at it."""

    address: str
    browser: Browser

    def open(self, path: str, *, scheme: Scheme = "light", script: bool = True, width: int = 1280) -> tuple[Page, Seen]:
        context = self.browser.new_context(color_scheme=scheme, java_script_enabled=script, viewport={"width": width, "height": 900})
        page, seen = context.new_page(), Seen()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("console", lambda message: seen.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.goto(self.address + path)
        return page, seen


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*ARGUMENTS, OFFLINE])
    yield launched
    launched.close()


def serve(library: Path) -> tuple["subprocess.Popen[str]", str]:
    """A server of its own over a library, and its address; `--port 0` takes a free port."""
    command = [sys.executable, "-c", "from service.cli import main; main()", "serve", "--library", str(library), "--port", "0"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "COLUMNS": "200"})
    assert running.stdout
    for line in running.stdout:
        if found := re.search(r"Ask at (http://127\.0\.0\.1:\d+)/", line):
            return running, found[1]
    raise AssertionError("the server ended before it served")


@pytest.fixture(scope="module")
def site(samples_library: Library, browser: Browser) -> Iterator[Site]:
    running, address = serve(samples_library.folder)
    yield Site(address, browser)
    running.terminate()
    running.wait(30)


@pytest.fixture(scope="module")
def wild(browser: Browser, samples_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server over minutes that are full of markup."""
    folder = tmp_path_factory.mktemp("wild")
    (folder / "wild.txt").write_text(WILD, "utf-8")
    library = Library.create(folder / "library", lambda name: samples_library.encoder)
    list(take_in(library, [folder / "wild.txt"]))
    running, address = serve(folder / "library")
    yield Site(address, browser)
    running.terminate()
    running.wait(30)


def violations(page: Page) -> list[str]:
    """What axe finds wrong. Its source is evaluated, because the page's policy lets no script tag in."""
    import axe_playwright_python

    page.evaluate((Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("standards => axe.run(document, {runOnly: {type: 'tag', values: standards}})", STANDARDS)
    return [f"{each['id']}: {node['html']} {node.get('failureSummary', '')}" for each in found["violations"] for node in each["nodes"]]


def assert_accessible(site: Site, path: str, scheme: Scheme) -> None:
    page, _ = site.open(path, scheme=scheme)
    assert violations(page) == []
    page.context.close()


def item_path(site: Site) -> str:
    """The address of the first passage's item, as the answer links to it."""
    page, _ = site.open(HOME_EDUCATION)
    found = page.get_by_role("link", name="Read in context: passage 1").get_attribute("href")
    page.context.close()
    assert found
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(state: str, scheme: Scheme, site: Site) -> None:
    """In every state, in light and dark, axe reports no violation of WCAG 2.2 AA or of good practice."""
    assert_accessible(site, STATES[state], scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_item(scheme: Scheme, site: Site) -> None:
    """The item in context is as accessible as the answer."""
    assert_accessible(site, item_path(site), scheme)


@pytest.mark.parametrize(
    "harm",
    [
        "document.documentElement.removeAttribute('lang')",
        "document.querySelector('label').remove()",
        "document.body.append(document.createElement('main'))",
        "const sheet = new CSSStyleSheet(); sheet.replaceSync('h1 { color: #ccc }'); document.adoptedStyleSheets = [sheet]",
    ],
)
def test_axe_would_find_something(harm: str, site: Site) -> None:
    """The check can fail: a language, a label, contrast taken away, or a second main are each reported."""
    page, _ = site.open("/")
    page.evaluate(harm)
    assert violations(page) != []
    page.context.close()


@pytest.mark.parametrize("path", [*STATES.values(), "/docs"], ids=[*STATES, "documentation"])
def test_nothing_is_fetched_from_elsewhere_and_nothing_complains(path: str, site: Site) -> None:
    """Every request stays with this server, the documentation's too, and the console stays silent."""
    page, seen = site.open(path)
    page.wait_for_load_state("networkidle")
    if path == "/docs":
        page.locator(".opblock-post").click()
        page.get_by_role("button", name="Try it out").click()
        page.get_by_role("button", name="Execute").click()
        page.get_by_text("37/22").first.wait_for()
    else:
        assert page.locator("main h1").count() == 1
    assert {urlsplit(each).netloc for each in seen.requests if not each.startswith("data:")} == {urlsplit(site.address).netloc}
    expected = [each for each in seen.complaints if "the server responded with a status of 4" not in each]  # that is the page's own status
    assert expected == []
    page.context.close()


def test_asking_works_without_a_script(site: Site) -> None:
    """Without JavaScript one can ask, read the quotes, follow a citation to its passage, read in context and go back."""
    page, _ = site.open("/", script=False)
    page.get_by_label("Your question").fill("What was said about home-educated children?")
    page.get_by_role("button", name="Ask").click()
    assert page.title() == "What was said about home-educated children? - Ask the minutes"
    assert page.get_by_role("heading", level=2).first.inner_text() == "What was said about home-educated children?"
    cite = page.get_by_role("link", name="Source 1: Children and Learning Scrutiny Committee, 16 November 2022").first
    cite.click()
    assert page.url.endswith("#p1")
    page.get_by_role("link", name="Read in context: passage 1").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Item 37/22: Elective Home Education"
    page.get_by_role("link", name="Back to the answer").click()
    assert page.title().startswith("What was said about home-educated children?")
    page.context.close()


def test_filters_work_without_a_script(site: Site) -> None:
    """A committee and a day chosen in the form narrow the answer, are said, stay chosen, and can be taken off by one link."""
    page, _ = site.open("/", script=False)
    page.get_by_text("Narrow by committee or date").click()
    page.get_by_label("Your question").fill("What was said about Mill Lane?")
    page.get_by_label("Committee", exact=True).select_option("Environment and Transport Committee")
    page.get_by_label("On or after").fill("2024-01-01")
    page.get_by_role("button", name="Ask").click()
    assert page.get_by_text("Narrowed to Environment and Transport Committee, meetings from 1 January 2024.").is_visible()
    headings = page.locator("main h4").all_text_contents()
    assert headings
    assert all("Environment and Transport Committee, 14 March 2024" in each for each in headings)
    assert page.get_by_label("Committee", exact=True).input_value() == "Environment and Transport Committee"
    assert page.get_by_label("On or after").input_value() == "2024-01-01"
    page.get_by_role("link", name="Search all meetings").click()
    assert page.locator("main h4", has_text="4 April 2023").count() >= 1
    page.context.close()


def test_every_quote_is_cited_and_stands_in_its_passage(site: Site) -> None:
    """Every quoted sentence ends with a link to a passage of this page, and stands there, marked, word for word."""
    page, _ = site.open(HOME_EDUCATION)
    quotes = page.locator(".quotes li")
    assert quotes.count() >= 3
    for at in range(quotes.count()):
        words = quotes.nth(at).locator("q").text_content() or ""
        target = quotes.nth(at).locator("a.cite").get_attribute("href") or ""
        passage = page.locator(target)
        assert passage.count() == 1
        assert words in (passage.locator("blockquote").text_content() or "")
        assert words in "".join(passage.locator("mark").all_text_contents())
    page.context.close()


def test_a_passage_is_shown_as_it_is_stored(site: Site) -> None:
    """The marks change nothing: a passage's text on the page is its text in the API, character for character."""
    import json

    page, _ = site.open(HOME_EDUCATION)
    body = json.dumps({"question": "What was said about home-educated children?"}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{site.address}/api/v1/ask", body, {"Content-Type": "application/json"})) as response:
        passages = json.load(response)["passages"]
    for number, passage in enumerate(passages, start=1):
        assert page.locator(f"#p{number} blockquote").text_content() == passage["text"]
    page.context.close()


def test_a_passage_leads_to_its_place(site: Site) -> None:
    """“Read in context” leads to the item with exactly one passage marked, in view, with its meeting, who was there and its neighbours."""
    page, _ = site.open(HOME_EDUCATION)
    words = page.locator("#p1 blockquote").text_content() or ""
    page.get_by_role("link", name="Read in context: passage 1").click()
    marked = page.locator(".marked")
    assert marked.count() == 1
    assert (marked.text_content() or "").removeprefix("The passage you came from: ") == words
    assert page.evaluate("document.querySelector('.marked').getBoundingClientRect().top < innerHeight")
    main = page.locator("main").inner_text()
    assert "Children and Learning Scrutiny Committee, 16 November 2022" in main
    assert "Before: Item 36/22: Public Question Time" in main
    assert "After: Item 38/22" in main
    assert "Who was there" in main
    page.context.close()


def test_not_found_is_said_plainly(site: Site) -> None:
    """A refusal says so, what was searched and which words stand nowhere, quotes nothing, and sets at most three passages apart."""
    page, _ = site.open(STATES["not found"])
    notice = page.locator(".notice").inner_text()
    assert "The minutes do not answer this." in notice
    assert "Searched: 14 meetings, 21 July 2022 to 11 September 2024." in notice
    assert "Nowhere in the minutes: recipe, sourdough, bread." in notice
    assert page.locator("q, mark").count() == 0
    assert page.get_by_role("heading", name="Nearest passages: these may not be about this").count() == 1
    assert page.locator(".passages li").count() == 3
    page.context.close()


@pytest.mark.parametrize(
    ("state", "words", "field_id"),
    [
        ("empty", "There is no question.", "q"),
        ("too long", "The question is 299 characters too long. Ask in at most 500 characters.", "q"),
        ("bad day", "“never” is not a day, in “On or after”. Write it as 2024-03-31, or leave it empty.", "since"),
    ],
)
def test_an_error_leads_to_its_field(state: str, words: str, field_id: str, site: Site) -> None:
    """A question that cannot be asked gets a summary that has the focus and links to the field; the text is kept; the title says Error."""
    page, _ = site.open(STATES[state])
    assert page.title().startswith("Error: ")
    summary = page.get_by_role("alert")
    assert words in summary.inner_text()
    assert page.evaluate("document.activeElement.id") == "error"
    assert summary.get_by_role("link").get_attribute("href") == f"#{field_id}"
    assert page.locator(f"#{field_id}").get_attribute("aria-invalid") == "true"
    assert "error" in (page.locator(f"#{field_id}").get_attribute("aria-describedby") or "").split()
    assert page.get_by_label("Your question").input_value().strip() == {"empty": "", "too long": ("parking " * 100).strip(), "bad day": "parking"}[state]
    page.context.close()


@pytest.mark.parametrize(
    "question", ['<script>document.title = "x"</script> lanterns', '"><img src=x onerror=alert(1)> lanterns', "</textarea><h1>lanterns</h1> & 😀 \u202eאבג"]
)
def test_html_in_questions_and_minutes_is_text(question: str, wild: Site) -> None:
    """Markup in a question, in the minutes and in names is shown as it was written, and runs nothing."""
    page, seen = wild.open("/?q=" + quote(question))
    assert page.title().startswith(question[:80])
    assert page.locator("h2#answer").text_content() == question
    assert page.get_by_label("Your question").input_value() == question
    assert page.locator("main img, main script, main b, main i").count() == 0
    assert page.locator("main h1").count() == 1
    assert 'lanterns <img src=x onerror="alert(1)"> cost £640 & more, "so it was said"' in page.locator("main").inner_text()
    page.get_by_role("link", name="Read in context: passage 1").first.click()
    assert page.get_by_role("heading", level=1).text_content() == 'Item 2: Signs <script>document.title = "taken over"</script> & lanterns'
    assert page.locator("main img, main script, main b, main i").count() == 0
    assert seen.complaints == []
    page.context.close()


@pytest.mark.parametrize("path", [*STATES.values(), item_path], ids=[*STATES, "item"])
def test_nothing_scrolls_sideways_on_a_small_phone(path: str | Callable[[Site], str], site: Site) -> None:
    """At 320 px every state fits the width, long words and file names too."""
    page, _ = site.open(path if isinstance(path, str) else path(site), width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.context.close()


def test_controls_are_large_enough(site: Site) -> None:
    """Citations and the summary are at least 24 px each way, the button 44."""
    page, _ = site.open(HOME_EDUCATION, width=390)
    for selector, least in ((".cite", 24), ("summary", 24), ("button", 44)):
        for at in range(page.locator(selector).count()):
            box = page.locator(selector).nth(at).bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= least, selector
    page.context.close()


def test_the_first_tab_skips_to_the_content(site: Site) -> None:
    """The first stop of the Tab key is the skip link, visible when it has the focus; Enter goes to the main content."""
    page, _ = site.open("/")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to main content")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert link.bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.context.close()


def test_names_are_marked_by_more_than_colour(site: Site) -> None:
    """Each kind of name has an underline of its own style or weight, and says its kind."""
    page, _ = site.open(HOME_EDUCATION)
    script = (
        "kind => { const span = document.createElement('span'); span.className = 'entity ' + kind; document.querySelector('blockquote').append(span);"
        " const style = getComputedStyle(span); return style.textDecorationStyle + ' ' + style.textDecorationThickness }"
    )
    styles = [page.evaluate(script, kind) for kind in ("person", "org", "place", "date", "money", "law")]
    assert len(set(styles)) == 6
    assert page.locator(".entity.person").first.get_attribute("title") == "Person"
    page.context.close()


def test_an_empty_library_says_what_to_do(browser: Browser, samples_library: Library, tmp_path: Path) -> None:
    """A server over nothing starts, says so, gives the command that adds minutes to this library, and sees them without a restart."""
    library = Library.create(tmp_path / "library", lambda name: samples_library.encoder)
    running, address = serve(tmp_path / "library")
    try:
        empty = Site(address, browser)
        assert_accessible(empty, "/", "light")
        page, _ = empty.open("/")
        assert f"minutes ingest FOLDER-WITH-MINUTES --library {tmp_path / 'library'}" in page.locator(".notice").inner_text()
        (tmp_path / "wild.txt").write_text(WILD, "utf-8")
        list(take_in(library, [tmp_path / "wild.txt"]))
        page.goto(f"{address}/?q=lanterns")
        assert "1 meeting" in page.locator("main").inner_text()
        assert page.locator("q").count() >= 1
        page.context.close()
    finally:
        running.terminate()
        running.wait(30)


def test_the_page_is_small(site: Site) -> None:
    """The first visit costs at most 60 KB, and loads no script."""
    page, seen = site.open("/")
    sizes = 0
    for address in seen.requests:
        with urllib.request.urlopen(address) as response:
            sizes += len(response.read())
    assert sizes <= 60_000
    assert len(seen.requests) <= 3
    assert "<script" not in html.unescape(page.content())
    page.context.close()
