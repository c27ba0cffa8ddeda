"""No text is lost and none is made: over every sample, over real minutes, and over damaged text."""

import functools
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.domain import Block, Document, Minutes, Page
from ingest.errors import SourceError
from ingest.extract import extract
from ingest.furniture import furniture
from ingest.parse import parse
from ingest.passages import passages
from ingest.sources import EXTENSIONS, load
from ingest.spans import Span, cut
from tests.conftest import SAMPLES, SHARED
from tests.fakes import HashEncoder
from tests.ingest.ways import WAYS, Way

LIMIT, TARGET = 256, 160
ENCODER = HashEncoder()


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in EXTENSIONS)


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def letters(text: str) -> str:
    return "".join(text.split())


def gathered(text: str, spans: list[Span]) -> str:
    """The characters that are not white space of spans that lie in order and apart."""
    assert all(before.end <= after.start for before, after in pairwise(spans))
    return letters("".join(text[span.start : span.end] for span in spans))


def check_items(minutes: Minutes) -> None:
    """Preamble, items and furniture hold every character once, and the sentences of each item do so again."""
    document = minutes.document
    parts = [span for part in minutes.parts for span in part.spans]
    assert gathered(document.text, sorted([*parts, *document.furniture])) == letters(document.text)
    assert parts == sorted(parts)
    for part in minutes.parts:
        assert gathered(document.text, [span for sentence in part.sentences for span in sentence.spans]) == letters(cut(document.text, part.spans))
        for span in part.title_spans:
            assert any(outer.start <= span.start and span.end <= outer.end for outer in part.spans)


def check_passages(minutes: Minutes, limit: int, target: int) -> None:
    """Passages are cut from one item each, hold all of it, and are read whole by the model."""
    document = minutes.document
    found = passages(minutes, ENCODER.count, limit, target)
    for number, part in enumerate(minutes.parts):
        mine = [span for passage in found if passage.part == number for span in passage.spans]
        assert gathered(document.text, mine) == letters(cut(document.text, part.spans))
        assert all(any(outer.start <= span.start and span.end <= outer.end for outer in part.spans) for span in mine)
    for passage in found:
        assert passage.text == cut(document.text, passage.spans)
        assert passage.tokens == ENCODER.count([passage.encoded])[0] <= limit
        assert passage.page == page_of(document, passage.spans[0].start)
        told = "".join(passage.text[start:end] for start, end, _ in passage.sentences)
        assert letters(told) == letters(passage.text)


def page_of(document: Document, offset: int) -> int | None:
    return next((page.number for page in document.pages if page.span.start <= offset < page.span.end), None)


@pytest.mark.parametrize("path", files(SAMPLES), ids=named)
def test_samples_are_whole(path: Path) -> None:
    """Every word of every sample stands in its preamble, items or furniture, and in a passage that the model reads whole."""
    minutes = parse(extract(load(path)))
    check_items(minutes)
    check_passages(minutes, LIMIT, TARGET)


@pytest.mark.shared
@pytest.mark.parametrize("path", files(SHARED / "minutes"), ids=named)
def test_real_minutes_are_whole(path: Path) -> None:
    """Every word of the real minutes is kept; a file that cannot be read says why."""
    try:
        document = extract(load(path))
    except SourceError as problem:
        assert problem.where == str(path)
        assert problem.todo
        return
    minutes = parse(document)
    check_items(minutes)
    check_passages(minutes, LIMIT, TARGET)


@pytest.mark.shared
@pytest.mark.parametrize("path", files(SHARED / "transcripts" / "meetings")[::6], ids=named)
def test_transcripts_are_whole(path: Path) -> None:
    """Every word of a transcript, a kind of text that the rules were not made for, is kept."""
    minutes = parse(extract(load(path)))
    check_items(minutes)
    check_passages(minutes, LIMIT, TARGET)


@functools.cache
def sample_lines() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(extract(load(path)).text.split("\n")) for path in files(SAMPLES))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 13), st.lists(st.sampled_from(WAYS), min_size=1, max_size=3), st.integers(0, 2**32), st.integers(48, 300))
def test_damaged_text_is_whole(sample: int, ways: list[Way], seed: int, limit: int) -> None:
    """However lines are shuffled, cut, doubled, joined or sprinkled with odd characters, nothing crashes and no word is lost."""
    chance = random.Random(seed)
    lines = list(sample_lines()[sample % len(sample_lines())])
    for way in ways:
        lines = way(lines, chance).split("\n")
    minutes = parse(document_of("\n".join(lines), chance))
    check_items(minutes)
    check_passages(minutes, limit, min(limit, TARGET))


def document_of(text: str, chance: random.Random) -> Document:
    """The text as a document whose pages and headings stand at random lines."""
    starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n" and chance.random() < 0.05)]
    pages = tuple(Page(number, Span(*each)) for number, each in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), start=1))
    blocks = tuple(
        Block(Span(start, len(text)), chance.choice([None, 1, 2, 7]), chance.choice([None, "1.", "(a)"]))
        for start in starts[1:]
        if text[start : start + 1].strip()
    )
    return Document("0" * 64, "2020-01-01-council.txt", "council", "txt", text, pages if chance.random() < 0.5 else (), blocks)


def test_furniture_is_what_comes_back() -> None:
    """A line that opens every page, numbers aside, is furniture; a line that stands on one page alone is not."""
    pages = [f"Council, page {number} of 3\nMatter {word} was discussed.\nIt rained.\n" for number, word in enumerate(("one", "two", "three"), start=1)]
    text = "".join(pages)
    starts = [text.index(page) for page in pages]
    placed = tuple(Page(number, Span(start, start + len(page))) for number, (start, page) in enumerate(zip(starts, pages, strict=True), start=1))
    document = Document("", "", "", "pdf", text, placed)
    found = [text[span.start : span.end] for span in furniture(document)]
    assert [line for line in found if line.startswith("Council")] == ["Council, page 1 of 3", "Council, page 2 of 3", "Council, page 3 of 3"]
    assert not any("Matter" in line for line in found)


def found_in(text: str, *pages: int) -> list[str]:
    """The furniture of a text whose pages start at these offsets."""
    placed = tuple(Page(number, Span(*each)) for number, each in enumerate(zip(pages, [*pages[1:], len(text)], strict=False), start=1))
    return [text[span.start : span.end] for span in furniture(Document("", "", "", "txt", text, placed))]


def test_a_line_that_comes_more_often_elsewhere_is_no_furniture() -> None:
    """What stands at the edges of pages but also in the middle of them is said again and again, not printed around it."""
    text, starts = "", []
    for word in ("one", "two", "three"):
        starts.append(len(text))
        text += f"Wick Council\nMOTION PASSED\nMatter {word}.\nMOTION PASSED\nIt rained.\nMore.\nMOTION PASSED\nIt was {word}.\n"
    assert found_in(text, *starts) == ["Wick Council"] * 3


SIGNED = "Signed ____________ Dated 3rd July 2018"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"1. Apologies\nNone.\n{SIGNED}\n2. Roads\nMended.\n", [SIGNED]),
        ("It closed at nine.\n\nSigned:\n\n______________\n\nDated:\n\n______________\n", ["Signed:", "______________", "Dated:", "______________"]),
        ("Signed Chairman Date 3 May 2020\nIt rained.\nSigned Chairman Date 3 May 2020\nIt snowed.\n", ["Signed Chairman Date 3 May 2020"] * 2),
        ("Chairman ............ Dated\n3rd July 2018\n", ["Chairman ............ Dated", "3rd July 2018"]),
        ("The lease was signed. Signed Chairman\n", []),
        ("CARRIED\n________________\nThe meeting adjourned.\n", []),
        ("1. Chairman's report ........ 3\n2. Clerk's report ......... 4\n", []),
        ("Wick Council\nPage 1\nIt rained.\nPage 2\n", ["Page 1", "Page 2"]),
        ("Wick Council\nOne\n2\nTwo\n", []),
    ],
)
def test_lines_to_sign_on_and_page_numbers_are_furniture(text: str, found: list[str]) -> None:
    """Where pages are not known, too, signature lines and page numbers are furniture; nothing is taken on a guess."""
    assert found_in(text) == found
