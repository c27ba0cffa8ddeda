"""An answer on the page: cited, verbatim, marked, by meeting, printed."""

import io
import json
import re
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser

from index.intake import take_in
from index.library import Library
from ingest.domain import Label
from service.evaluate import read_questions
from service.marking import LABELS
from service.useful import kept
from tests.journeys.browsing import HOME_EDUCATION, MILL_LANE, Site, ask, asking, axe, process

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SOLAR_PANELS = asking("What was said about solar panels on the leisure centre?", document="2022-12-16-planning-committee.pdf")  # a pdf
NARROWED = asking(MILL_LANE, committee="Environment and Transport Committee", since="2022-01-01")
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


@pytest.fixture(scope="module")
def wild(browser: Browser, samples_library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server that starts over nothing and is then given minutes full of markup."""
    folder = tmp_path_factory.mktemp("wild")
    library = Library.create(folder / "library", lambda name: samples_library.encoder)
    with process(folder / "library") as address:
        site = Site(address, browser)
        with site.opened("/") as (page, _):
            assert f"minutes ingest FOLDER-WITH-MINUTES --library {folder / 'library'}" in page.locator(".notice").inner_text()
            assert axe(page)["violations"] == []
        (folder / "wild.txt").write_text(WILD, "utf-8")
        list(take_in(library, [folder / "wild.txt"]))
        yield site


def asked_of(site: Site, question: str) -> dict[str, Any]:
    """The answer of the API."""
    body = json.dumps({"question": question}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{site.address}/api/v1/ask", body, {"Content-Type": "application/json"})) as response:
        found: dict[str, Any] = json.load(response)
        return found


def squeezed(text: str | None) -> str:
    return " ".join((text or "").split())


def test_every_sentence_is_cited_and_stands_in_its_item(site: Site) -> None:
    """Checks 17, 18: every sentence ends with a link named by number, meeting and date; its passage stands in the item's page, character for character."""
    with site.opened(asking(HOME_EDUCATION)) as (page, _):
        quotes = page.locator(".quotes li").all()
        assert len(quotes) >= 3
        for each in quotes:
            cite = each.locator("a.cite")
            number = cite.inner_text()
            assert re.fullmatch(rf"Source {number}: [\w ,]+ Committee, \d+ \w+ \d{{4}}", cite.get_attribute("aria-label") or "")
            passage = page.locator(cite.get_attribute("href") or "")
            assert each.locator("q").text_content() in (passage.locator("blockquote").text_content() or "")
            assert each.locator("q").text_content() in "".join(passage.locator("mark").all_text_contents())
        api = Counter(each["text"] for each in asked_of(site, HOME_EDUCATION)["passages"])
        assert Counter(page.locator(".answer blockquote").all_text_contents()) == api
        for text, path in zip(page.locator(".answer blockquote").all_text_contents(), _contexts(page), strict=True):
            with site.opened(path) as (item, _):
                assert text in [each.removeprefix("The passage you came from: ") for each in item.locator(".item blockquote").all_text_contents()]


def _contexts(page: Any) -> list[str]:
    found: list[str] = page.locator(".answer a", has_text="Read in context").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    return found


def test_a_passage_leads_to_its_place(site: Site) -> None:
    """Check 19: in context exactly one passage is marked, in view; the heading names item, meeting, date and the page of a pdf."""
    with site.opened(SOLAR_PANELS) as (page, _):
        words = page.locator("#p1 blockquote").text_content()
        page.get_by_role("link", name="Read in context: passage 1").click()
        assert page.locator(".marked").count() == 1
        assert (page.locator(".marked").text_content() or "").removeprefix("The passage you came from: ") == words
        assert page.evaluate("document.querySelector('.marked').getBoundingClientRect().top < innerHeight")
        assert re.search(r"^Item \S+: .+\n+.*Planning Committee, 16 December 2022, from page \d+$", page.locator("main hgroup").inner_text())


@pytest.mark.parametrize("sort", ["", "newest"])
def test_passages_stand_by_meeting(sort: str, site: Site) -> None:
    """Check 20: a meeting has one heading; numbers are unique and in order; quoted passages come first; the newest first where that is asked."""
    with site.opened(asking(MILL_LANE, **({"sort": sort} if sort else {}))) as (page, _):
        headings = page.locator(".meeting h4").all_text_contents()
        assert len(headings) == len(set(headings)) > 1
        numbers = [int(each) for each in page.locator(".number").all_text_contents()]
        assert numbers == list(range(1, len(numbers) + 1))
        assert page.locator(".answer > .meeting > .passages > li:not(:has(mark))").count() == 0
        if sort:
            years = [int(each[-4:]) for each in page.locator(".answer > .meeting h4").all_text_contents()]
            assert years == sorted(years, reverse=True)


@pytest.mark.parametrize(("scheme", "forced"), [("light", "none"), ("dark", "none"), ("light", "active")])
def test_kinds_of_names_differ_by_more_than_colour(scheme: str, forced: str, site: Site) -> None:
    """Checks 21, 22: each kind has an underline of its own in light, dark and forced colours; its text has 4.5:1, controls' borders 3:1."""
    with site.opened(asking(HOME_EDUCATION), color_scheme=scheme, forced_colors=forced) as (page, _):
        styles = page.evaluate(
            """kinds => kinds.map(kind => { const span = document.createElement('span'); span.className = 'entity ' + kind; span.textContent = 'x';
            document.querySelector('blockquote').append(span); const style = getComputedStyle(span);
            return [style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness].join(' ') })""",
            [label.lower() for label in LABELS],
        )
        assert len(set(styles)) == len(LABELS), styles
        if forced == "active":
            return
        seen = page.evaluate(CONTRASTS)
        assert seen["names"]
        assert min(seen["names"]) >= 4.5
        assert min(seen["borders"]) >= 3


# Colours are painted on a canvas and read again, so that every notation and every layer counts as it is seen.
CONTRASTS = """() => {
  const context = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d', {willReadFrequently: true});
  const paint = colours => { context.clearRect(0, 0, 1, 1); for (const each of colours) { context.fillStyle = each; context.fillRect(0, 0, 1, 1) }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3) };
  const light = rgb => rgb.map(each => each / 255).map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4)
    .reduce((sum, each, at) => sum + each * [.2126, .7152, .0722][at], 0);
  const contrast = (one, other) => { const [a, b] = [light(one), light(other)].sort((x, y) => y - x); return (a + .05) / (b + .05) };
  const layers = each => each ? [...layers(each.parentElement), getComputedStyle(each).backgroundColor] : ['white'];
  const of = (each, colour) => contrast(paint(layers(each)), paint([...layers(each), colour]));
  return { names: [...document.querySelectorAll('.entity')].map(each => of(each, getComputedStyle(each).color)),
    borders: [...document.querySelectorAll('textarea, input:not([type=hidden], [type=checkbox]), .plain-button')]
      .map(each => of(each.parentElement, getComputedStyle(each).borderTopColor)) };
}"""


def test_the_legend_is_the_toggle(site: Site) -> None:
    """Checks 23, 24, 25: off takes the mark and leaves the text, over a reload too; labels say the kind; names are listed once with their count."""
    with site.opened(asking(HOME_EDUCATION)) as (page, _):
        text = page.locator("#p1 blockquote").text_content()
        shown = page.locator("#p1 blockquote").inner_text()
        assert squeezed(shown) == squeezed(text)
        page.get_by_label("Show labels").check()
        name = page.locator("#p1 .person[data-kind]").first
        assert name.evaluate("each => getComputedStyle(each, '::after').content") == '" (Person)"'
        page.get_by_label("Person", exact=True).uncheck()
        assert name.evaluate("each => getComputedStyle(each).textDecorationLine") == "none"
        assert page.locator("#p1 blockquote").inner_text() == shown
        page.reload()
        assert not page.get_by_label("Person", exact=True).is_checked()
        answer = asked_of(site, HOME_EDUCATION)
        quoted = {each["passage"] for part in ("said", "decided", "to_do") for each in answer[part]}
        counts = Counter((each["label"], squeezed(each["text"])) for at in quoted for each in answer["passages"][at]["entities"] if each["label"] != "PERSON")
        listed = page.locator(".named").inner_text()
        for (label, words), times in counts.items():
            assert f"{words}\xa0({times})" in listed or f"{words} ({times})" in listed, (label, words)
        kinds = set(page.locator(".named dt").all_inner_texts())  # of people only those on the list: tests/service/test_entities.py
        assert kinds - {_kind("PERSON")} == {_kind(label) for label, _ in counts}


def _kind(label: Label) -> str:
    return LABELS[label]


@pytest.mark.parametrize(
    "question", ['<script>document.title = "x"</script> lanterns', '"><img src=x onerror=alert(1)> lanterns', "</textarea><h1>lanterns</h1> & 😀 \u202eאבג"]
)
def test_html_in_questions_and_minutes_is_text(question: str, wild: Site) -> None:
    """Check 26: markup in a question, in the minutes and in names is shown as it was written, and runs nothing, fetched or loaded."""
    with wild.opened("/") as (page, seen):
        ask(page, question)
        for _ in range(2):
            assert page.title().startswith(question[:80])
            assert page.locator("h2#a1").text_content() == question
            assert page.locator("main img, main script, main b, main i").count() == 0
            assert page.locator("main h1").count() == 1
            assert 'lanterns <img src=x onerror="alert(1)"> cost £640 & more, "so it was said"' in page.locator("main").inner_text()
            page.reload()
        page.get_by_role("link", name="Read in context: passage 1").first.click()
        assert page.get_by_role("heading", level=1).text_content() == 'Item 2: Signs <script>document.title = "taken over"</script> & lanterns'
        assert page.locator("main img, main script, main b, main i").count() == 0
        assert seen.complaints == []


def test_no_answer_is_said_plainly(site: Site) -> None:
    """Check 27: a refusal says so, what was searched and which words stand nowhere; it quotes nothing and sets at most three passages apart."""
    with site.opened(asking("recipe for sourdough bread")) as (page, _):
        notice = page.locator(".notice").inner_text()
        assert "The minutes do not answer this." in notice
        assert "Searched: 14 files of minutes, 21 July 2022 to 11 September 2024." in notice
        assert "Nowhere in the minutes: recipe, sourdough, bread." in notice
        assert page.locator(".notice li").count() == 2
        assert page.locator("main q, main mark").count() == 0
        assert page.get_by_role("heading", name="Nearest passages: these may not be about this").count() == 1
        assert page.locator(".passages li").count() == 3


def test_chips_are_the_filters(site: Site) -> None:
    """Check 30: chips are what the address narrows to; each link drops just one; the count in the heading is that of the list."""
    with site.opened(NARROWED) as (page, _):
        chips = page.get_by_role("link", name=re.compile("^Remove filter: ")).evaluate_all("all => all.map(each => [each.ariaLabel, each.href])")
        assert [name for name, _ in chips] == ["Remove filter: Environment and Transport Committee", "Remove filter: From 1 January 2022"]
        given = dict(parse_qsl(urlsplit(NARROWED).query))
        assert [given.keys() - dict(parse_qsl(urlsplit(address).query)).keys() for _, address in chips] == [{"committee"}, {"since"}]
        told = page.locator(".told p").first.inner_text()
        assert told == f"{page.locator('.answer .number').count()} passages from {page.locator('.meeting').count()} meetings"


def test_a_guess_can_be_removed(site: Site) -> None:
    """Check 30: what was read from the question is a chip too, and its link leaves out this guess alone."""
    with site.opened(asking("What did the Planning Committee decide about the garage in 2023?"), script=False) as (page, _):
        names = [each.inner_text().removesuffix("\xa0×") for each in page.locator(".chips a").all()]
        assert {"Planning Committee", "2023"} <= set(names)
        page.get_by_role("link", name="Remove filter: 2023").click()
        after = [each.inner_text().removesuffix("\xa0×") for each in page.locator(".chips a").all()]
        assert after == [each for each in names if each != "2023"]


def test_a_timeline_shows_when_it_was_discussed(site: Site) -> None:
    """Where an answer quotes several meetings a line shows when they were, and says the same in words; else there is none."""
    with site.opened(asking(MILL_LANE)) as (page, _):
        assert page.locator(".timeline circle:not(.open)").count() >= 2
        caption = page.locator("figcaption").inner_text()
        dates = {each.rsplit(", ", 1)[1] for each in page.locator(".answer > .meeting h4").all_text_contents()}
        assert all(each in caption for each in dates)
    with site.opened(asking(HOME_EDUCATION, since="2022-11-16", until="2022-11-16")) as (page, _):
        assert page.locator(".timeline").count() == 0


def test_questions_to_go_on_with_are_answered(site: Site) -> None:
    """The three examples come from the library's items and are answered; what to ask next goes on with the thread."""
    with site.opened("/") as (page, _):
        examples = page.locator(".examples a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
        assert len(examples) == 3
        page.goto(site.address + examples[0])
        assert page.locator(".quotes q").count() > 0
        page.locator(".answer .examples a").first.click()
        assert page.locator(".answer").count() == 2


def test_a_printed_answer_can_be_cited(site: Site) -> None:
    """Check 33: on paper form and legend are gone, passages are whole, and each citation has meeting, date, page and address."""
    import pypdfium2

    with site.opened(SOLAR_PANELS) as (page, _):
        quoted = page.locator(".meeting > .passages > li").count()
        page.emulate_media(media="print")
        assert not any(page.locator(each).first.is_visible() for each in ("#ask", ".legend", "nav", ".links"))
        assert page.locator(".passages > li").first.evaluate("each => getComputedStyle(each).breakInside") == "avoid"
        text = squeezed("".join(each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(io.BytesIO(page.pdf()))))
        page.emulate_media(media="print", color_scheme="dark")  # as a browser that prints what it shows
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(20, 24, 28)"
    assert len(re.findall(r"Planning Committee, 16 December 2022, page \d+\. http", text)) == quoted
    assert "Your question" not in text


def test_a_quote_is_copied_with_its_citation(site: Site) -> None:
    """Check 35: the copy is plain text: quote, council, committee, date, item and link, and the page of a pdf."""
    with site.opened(asking(HOME_EDUCATION), permissions=["clipboard-read", "clipboard-write"]) as (page, _):
        page.get_by_role("button", name="Copy quote with citation: passage 1").click()
        page.get_by_role("button", name="Copied").wait_for()
        quote, citation, link = str(page.evaluate("navigator.clipboard.readText()")).split("\n")
    assert quote.startswith("“Officers replied that a register of all home-educated children known to the Council was kept")
    assert citation == "Fennick Vale District Council: Children and Learning Scrutiny Committee, 16 November 2022. Item 37/22: Elective Home Education."
    with site.opened(link.removeprefix(site.address)) as (page, _):
        assert page.locator(".marked").count() == 1
    with site.opened(SOLAR_PANELS) as (page, _):
        assert re.search(r"16 December 2022\. Item .+, page \d+\.\n", page.locator("#p1 [data-copy]").get_attribute("data-copy") or "")


def test_copying_works_where_a_browser_has_no_clipboard_for_it(site: Site) -> None:
    """Check 35: over plain http from another computer the older way copies the same, leaves focus and page where they were; what fails is told."""
    with site.opened("/", permissions=["clipboard-read", "clipboard-write"]) as (page, _):
        page.add_init_script("window.clip = navigator.clipboard; Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.goto(site.address + asking(HOME_EDUCATION))
        for button in (page.locator("#p1 [data-copy]"), page.locator(".share [data-copy]")):
            button.focus()
            before = page.evaluate("scrollY")
            page.keyboard.press("Enter")
            page.get_by_role("button", name="Copied").wait_for()
            assert page.evaluate("clip.readText()") == button.get_attribute("data-copy")
            assert (button.evaluate("each => each === document.activeElement"), page.evaluate("scrollY")) == (True, before)
            assert page.locator("#status").inner_text() == "Copied"
            page.get_by_role("button", name="Copied").wait_for(state="detached")
        assert page.locator(".share [data-copy]").get_attribute("data-copy") == page.url
        page.evaluate("document.execCommand = () => false")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Could not copy").wait_for()


def test_what_was_useful_is_a_question_file(site: Site, samples_library: Library, tmp_path: Path) -> None:
    """What readers found useful comes out as a question file that `minutes evaluate` takes, its quotes as evidence."""
    with site.opened(asking(HOME_EDUCATION), script=False) as (page, _):
        before = len(list(kept(samples_library)))
        page.locator("button[value=yes]").click()
        page.reload()  # keeps nothing twice
    lines = list(kept(samples_library))
    assert len(lines) == before + 1
    (tmp_path / "useful.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")
    last = read_questions(tmp_path / "useful.jsonl")[-1]
    assert (last.question, last.answerable) == (HOME_EDUCATION, True)
    assert last.evidence[0].doc == "2022-11-16-children-and-learning-scrutiny-committee.txt"
