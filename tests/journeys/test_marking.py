"""Names of every position on the page: the text between the marks stays what it was."""

import json
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from index.library import Library
from ingest.domain import Label
from service.marking import pieces
from service.rendering import templates

pytestmark = [pytest.mark.browser]
TEXT = 'Councillor Ada Quist of Mallow Field & Sons, Mallow Field, paid <b>£640</b> on 5 March 2024 "in full" 😀.'
Stretch = tuple[str, Label]


def _names(*stretches: Stretch) -> str:
    """Entities of the kinds where their words first stand in the text, as the catalogue keeps them."""
    return json.dumps([(TEXT.index(words), TEXT.index(words) + len(words), kind) for words, kind in stretches])


@pytest.mark.parametrize(
    ("stretches", "quotes"),
    [
        ((("Councillor ", "ORG"), ("Ada Quist", "PERSON")), ()),
        ((("Mallow Field & Sons", "ORG"), ("Mallow Field", "PLACE")), ()),
        ((("Mallow Field", "PLACE"), ("Mallow Field & Sons", "ORG")), ()),
        ((("Ada Quist of", "PERSON"), ("of Mallow Field", "ORG")), ()),
        ((("Ada Quist", "PERSON"), ("<b>£640</b>", "MONEY"), ("5 March 2024", "DATE")), ((15, 70),)),
        (((TEXT, "ORG"), ("£640", "MONEY"), ("😀.", "REF")), ((0, 20), (10, 40))),
    ],
    ids=["touching", "nested", "nested, the inner first", "overlapping", "cut by a quote", "within the whole"],
)
def test_marks_leave_the_text(stretches: tuple[Stretch, ...], quotes: tuple[tuple[int, int], ...], browser: Browser, samples_library: Library) -> None:
    """Check 25: names that touch, nest or overlap, and quotes across them, leave the text that a reader sees and copies unchanged."""
    with samples_library.reading() as catalogue:
        passage = next(iter(catalogue.passages([1]).values()))
    made = replace(passage, text=TEXT, sentences=(), names=_names(*stretches))
    cut = pieces(made, quotes)
    assert "".join(each.text for each in cut) == TEXT
    marked = "".join(templates.get_template("piece.html").render(piece=each) for each in cut)
    page = browser.new_page()
    page.set_content(f"<blockquote>{marked}</blockquote>")
    assert page.locator("blockquote").evaluate("each => each.innerText") == TEXT
    assert page.locator(".entity").count() >= len(stretches) - 1
    page.close()
