"""Asking, with a script and without, by keyboard alone, and when something goes wrong."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from index.library import Library
from service.app import create_app
from tests.journeys.browsing import HOME_EDUCATION, MILL_LANE, Site, ask, asking, axe, thread

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OUTLINES = """() => {
  const each = document.activeElement, box = each.getBoundingClientRect(), style = getComputedStyle(each);
  return { name: each.outerHTML.slice(0, 90), outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    at: [...document.querySelectorAll('*')].indexOf(each), body: each === document.body };
}"""


def test_everything_works_without_a_script(site: Site) -> None:
    """Check 5: without JavaScript one can ask, read, follow a citation, read in context, go back, narrow, follow up and use the legend."""
    with site.opened("/", script=False) as (page, _):
        page.get_by_label("Your question").fill(HOME_EDUCATION)
        page.get_by_role("button", name="Ask").click()
        assert page.title() == f"{HOME_EDUCATION} - Ask the minutes"
        page.get_by_role("link", name=re.compile("^Source 1: ")).first.click()
        assert page.url.endswith("#p1")
        page.get_by_role("link", name="Read in context: passage 1").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Item 37/22: Elective Home Education"
        page.get_by_role("link", name="Back to the answer").last.click()
        assert page.url.endswith("#p1")
        name = page.locator("#p1 .person").first
        before = name.evaluate("each => getComputedStyle(each).textDecorationLine")
        page.get_by_label("Person", exact=True).first.uncheck()
        assert (before, name.evaluate("each => getComputedStyle(each).textDecorationLine")) == ("underline", "none")
        page.get_by_label("Your question").fill("Who was at that meeting?")
        page.get_by_role("button", name="Ask", exact=True).click()
        assert page.locator(".answer h2").all_inner_texts() == [HOME_EDUCATION, "Who was at that meeting?"]
        page.get_by_role("link", name="Start again").click()
        page.get_by_text("Narrow by date, committee, person").click()
        page.get_by_label("Your question").fill(MILL_LANE)
        page.get_by_label("Committee", exact=True).select_option("Environment and Transport Committee")
        page.get_by_label("On or after").fill("2024-01-01")
        page.get_by_role("button", name="Ask", exact=True).click()
        assert {*page.locator(".meeting h4").all_inner_texts()} == {"Environment and Transport Committee, 14 March 2024"}
        page.locator("button[value=yes]").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Thank you"
        page.get_by_role("link", name="Back to the answer").click()
        assert page.title() == f"{MILL_LANE} - Ask the minutes"


@pytest.mark.parametrize(
    ("path", "words", "field", "kept"),
    [
        ("/?q=", "There is no question.", "q", ""),
        ("/?q=" + "parking+" * 100, "The question is 299 characters too long. Ask in at most 500 characters.", "q", ("parking " * 100).strip()),
        ("/?q=parking&since=never", "“never” is not a day, in “On or after”. Write it as 2024-03-31, or leave it empty.", "since", "parking"),
    ],
)
@pytest.mark.parametrize("script", [True, False])
def test_an_error_leads_to_its_field(path: str, words: str, field: str, kept: str, script: bool, site: Site) -> None:
    """Checks 6 and 28: a question that cannot be asked has a summary with the focus that links to the field; the text is kept, the title says Error."""
    with site.opened(path, script=script) as (page, _):
        assert page.title().startswith("Error: ")
        summary = page.get_by_role("alert")
        assert words in summary.inner_text()
        assert page.locator(":focus").get_attribute("id") == "error"
        assert summary.get_by_role("link").get_attribute("href") == f"#{field}"
        assert page.locator(f"#{field}").get_attribute("aria-invalid") == "true"
        assert "error" in (page.locator(f"#{field}").get_attribute("aria-describedby") or "").split()
        assert page.get_by_label("Your question").input_value().strip() == kept


def test_the_first_tab_skips_to_the_content(site: Site) -> None:
    """Check 7: the first stop of the Tab key is the skip link, visible then; Enter goes to the main content."""
    with site.opened("/") as (page, _):
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to main content"
        assert page.evaluate(OUTLINES)["seen"]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        assert page.url.endswith("#main")


@pytest.mark.parametrize("path", ["/", asking(HOME_EDUCATION), "/coverage", "/?q=", "/?q=parking&since=never", "/item/nothing?q=parking", "/sign-in"])
def test_every_stop_of_the_tab_key_is_seen(path: str, site: Site) -> None:
    """Check 8: every stop has an outline of 2 px or more and is on screen; the order is that of the source, and it ends: no trap."""
    with site.opened(path, width=390) as (page, _):
        page.evaluate("document.activeElement.blur()")
        stops: list[dict[str, Any]] = []
        for _ in range(200):
            page.keyboard.press("Tab")
            stop = page.evaluate(OUTLINES)
            if stop["body"]:  # the browser's own bars
                continue
            if stops and stop["at"] == stops[0]["at"]:
                break
            stops.append(stop)
        assert 5 < len(stops) < 200
        start = [each["at"] for each in stops].index(min(each["at"] for each in stops))
        stops = stops[start:] + stops[:start]  # where the summary of an error had the focus the round begins below it
        assert [each["name"] for each in stops if each["outline"] < 2 or not each["seen"]] == []
        order = [each["at"] for each in stops]
        assert order == sorted(order)
        assert "skip" in stops[0]["name"]


def test_controls_are_large_enough(site: Site) -> None:
    """Check 9: every control that is no link within a sentence is 24 px or more each way, buttons 44; our own measure."""
    script = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')].filter(each => each.checkVisibility() &&
      !each.closest('.skip, dd, figcaption, .hint, .notice, footer p, .lead')).map(each => {
        const box = (each.type === 'checkbox' ? each.closest('label') : each).getBoundingClientRect();
        return [each.outerHTML.slice(0, 90), Math.min(box.width, box.height), each.matches('button:not(.text)') ? 44 : 24] })"""
    boxes = "all => all.map(each => each.labels.length === 1 && Boolean(each.labels[0].textContent.trim()))"
    for path in ("/", asking(HOME_EDUCATION), "/?q=parking&committee=Council", "/?q=", "/item/nothing?q=parking", "/coverage", "/sign-in"):
        with site.opened(path, width=390) as (page, _):
            assert [each for each in page.evaluate(script) if each[1] < each[2]] == []
            assert set(page.locator("input[type=checkbox]").evaluate_all(boxes)) <= {True}  # the label is the target, so each has one of its own


def test_a_label_is_as_good_as_its_box(site: Site) -> None:
    """Check 9: a press on the words of a choice, at either end of them, is a press on its box."""
    with site.opened(asking(HOME_EDUCATION), width=390) as (page, _):
        for label in page.locator(".legend label").all():
            box, size = label.locator("input"), label.bounding_box()
            assert size
            for at in (2, size["width"] - 2):
                before = box.is_checked()
                label.click(position={"x": at, "y": size["height"] / 2})
                assert box.is_checked() is not before


def test_characters_are_counted_as_the_server_counts_them(site: Site) -> None:
    """Check 28: the count beside the box is the one of the error: an emoji is one character, blanks at the ends are none; on a phone it covers nothing."""
    with site.opened("/?q=" + "parking+" * 100, width=390) as (page, _):
        assert page.locator("#count").inner_text() == "299 too many"
        left = "each => { const words = document.createRange(); words.selectNodeContents(each); return words.getBoundingClientRect().left }"
        summary = page.locator(".narrow > summary").bounding_box()
        assert summary
        assert summary["x"] + summary["width"] <= page.locator("#count").evaluate(left)
        page.get_by_label("Your question").fill("\U0001f600" * 500)
        assert page.locator("#count").inner_text() == "500 of 500"


def test_enter_asks_and_the_answer_has_the_focus(site: Site) -> None:
    """Checks 11, 12, 13, 15: Enter asks, Shift+Enter and composing do not; short words are spoken; the focus is on the answer; its address gives it again."""
    with site.opened("/") as (page, seen):
        page.evaluate("window.said = []; new MutationObserver(() => said.push(document.getElementById('status').textContent))"
                      ".observe(document.getElementById('status'), {childList: true})")  # fmt: skip
        box = page.get_by_label("Your question")
        box.fill("What was said about")
        page.keyboard.press("Shift+Enter")
        box.evaluate("each => each.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))")
        assert (box.input_value(), page.locator(".answer").count()) == ("What was said about\n", 0)
        ask(page, HOME_EDUCATION)
        assert page.evaluate("said") == [
            "Searching 14 meetings",
            f"Answer ready, {page.locator('.answer > .meeting > .passages > li').count()} passages quoted",
        ]
        assert page.locator(":focus").inner_text() == HOME_EDUCATION
        assert page.locator(":focus").bounding_box()["y"] < 200  # type: ignore[index]
        assert page.title() == f"{HOME_EDUCATION} - Ask the minutes"
        assert len([each for each in seen.requests if "/answer?" in each]) == 1
        assert page.locator(".answer [role=status], .answer [aria-live], .answer [role=alert]").count() == 0
        shown, address = page.locator(".answer blockquote").all_text_contents(), page.url.removeprefix(site.address)
    with site.opened(address, script=False) as (page, _):
        assert page.locator(".answer blockquote").all_text_contents() == shown


def test_while_asking_nothing_else_is_asked(site: Site) -> None:
    """Check 14: a second submit while asking does nothing; the box keeps its text and Ask is off meanwhile."""
    with site.opened("/") as (page, seen):
        held: list[Route] = []
        page.route("**/answer?*", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks its handlers, and cannot mark a method of a list
        page.get_by_label("Your question").fill(HOME_EDUCATION)
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Ask", exact=True).click(force=True)
        page.wait_for_timeout(100)
        assert page.get_by_role("button", name="Ask", exact=True).get_attribute("aria-disabled") == "true"
        assert page.get_by_label("Your question").input_value() == HOME_EDUCATION
        assert len(held) == 1
        held[0].continue_()
        page.locator(".answer").wait_for()
        assert len([each for each in seen.requests if "/answer?" in each]) == 1


@pytest.mark.parametrize("how", ["abort", "fail"])
def test_a_failed_fetch_falls_back_to_the_form_once(how: str, site: Site) -> None:
    """Check 14: where the fetch is cut or fails, the plain form is sent, once, and the answer is there."""
    with site.opened("/") as (page, seen):
        page.route("**/answer?*", lambda route: route.abort() if how == "abort" else route.fulfill(status=500, body="no"))
        page.get_by_label("Your question").fill(HOME_EDUCATION)
        page.keyboard.press("Enter")
        page.wait_for_url("**/?q=*")
        assert page.locator(".answer h2").all_inner_texts() == [HOME_EDUCATION]
        assert [each.removeprefix(site.address)[:4] for each in seen.requests if "q=" in each] == ["/ans", "/?q="]


def test_back_goes_back_and_a_fragment_stays(site: Site) -> None:
    """Check 16: Back returns to the page before; a step to a citation, and back from it, loads nothing."""
    with site.opened("/") as (page, seen):
        ask(page, HOME_EDUCATION)
        page.evaluate("window.same = true")
        page.locator(".cite").first.click()
        page.go_back()
        page.wait_for_timeout(100)
        assert page.evaluate("window.same") is True
        page.go_back()
        page.wait_for_function("window.same === undefined")
        assert page.locator(".answer").count() == 0
        assert page.title() == "Ask the minutes"
        assert seen.complaints == []


def test_three_answers_in_one_page(site: Site) -> None:
    """Checks 20, 23, 31: a follow-up goes below, says what it was taken for, keeps the legend; numbers run on, and no id stands twice."""
    with site.opened("/") as (page, _):
        ask(page, MILL_LANE)
        page.get_by_label("Person", exact=True).uncheck()
        ask(page, "Who proposed it?")
        ask(page, HOME_EDUCATION)
        assert page.locator(".answer h2").all_inner_texts() == [MILL_LANE, "Who proposed it?", HOME_EDUCATION]
        assert "Taken together with the question before" in page.locator(".answer").nth(1).inner_text()
        page.locator(".answer").nth(1).get_by_role("link", name="Ask it alone").wait_for()
        assert [each.is_checked() for each in page.get_by_label("Person", exact=True).all()] == [False] * 3
        ids = page.locator("[id]").evaluate_all("all => all.map(each => each.id)")
        assert len(ids) == len(set(ids))
        numbers = [int(each) for each in page.locator(".passages .number").all_text_contents()]
        assert numbers == list(range(1, len(numbers) + 1))
        shown, address = page.locator(".answer blockquote").all_text_contents(), page.url.removeprefix(site.address)
        assert axe(page)["violations"] == []
    with site.opened(address, script=False) as (page, _):
        assert page.locator(".answer blockquote").all_text_contents() == shown


def test_what_was_useful_is_kept(site: Site) -> None:
    """“Was this useful?” is taken without leaving the page, and thanks."""
    with site.opened(asking(HOME_EDUCATION)) as (page, _):
        page.locator("button[value=no]").click()
        page.get_by_text("Thank you. It is kept on this computer.").wait_for()
        assert "q=" in page.url


def broken() -> None:
    raise RuntimeError("secret words of a trace")


@pytest.mark.parametrize("status", [500, 503])
def test_a_fault_is_a_plain_page(status: int, browser: Browser, samples_library: Library, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Check 29: a fault, or a library that is gone, is a plain page that keeps the question and shows no trace."""
    app = create_app(samples_library)
    app.router.routes.insert(0, app.router.routes.pop(_route(app, broken)))
    path = "/broken?q=parking"
    if status == 503:
        gone = Library.create(tmp_path_factory.mktemp("gone") / "library", lambda name: samples_library.encoder)
        app, path = create_app(gone), "/?q=parking"
        for each in gone.folder.glob("catalogue.sqlite*"):
            each.unlink()
    with thread(app) as address, Site(address, browser).opened(path) as (page, _):
        assert page.get_by_role("heading", level=1).inner_text() == "Sorry, there is a problem with the service"
        assert page.get_by_label("Your question").input_value().strip() == "parking"
        assert not re.search(r"Traceback|secret|RuntimeError|catalogue\.sqlite", page.content())
        assert axe(page)["violations"] == []


def _route(app: Any, endpoint: Any) -> int:
    app.add_api_route("/broken", endpoint)
    return len(app.router.routes) - 1


def test_a_reader_may_want_no_motion(site: Site) -> None:
    """Check 32: with reduced motion nothing moves by itself and no scroll is smooth; nothing appears on hover or focus alone; no key is a shortcut."""
    with site.opened(asking(HOME_EDUCATION), reduced_motion="reduce") as (page, _):
        assert page.evaluate("document.getAnimations().length") == 0
        moving = "[...document.querySelectorAll('*')].filter(each => getComputedStyle(each).scrollBehavior === 'smooth'"
        assert page.evaluate(f"{moving} || getComputedStyle(each).transitionDuration !== '0s').length") == 0
        before = _visible(page)
        for each in page.locator(".cite, .entity, summary, .chips a").all()[:8]:
            each.hover()
        assert _visible(page) == before
        page.locator("h2").first.click()
        for key in "abcdefghijklmnopqrstuvwxyz/?":
            page.keyboard.press(key)
        assert (_visible(page), page.url) == (before, site.address + asking(HOME_EDUCATION))


def _visible(page: Page) -> str:
    return page.locator("main").inner_text()
