"""Minutes shuffled, cut, doubled, wrapped anew and saved in other encodings: nothing crashes, no word is lost, no case is slow."""

import random
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ingest.domain import Document, Minutes
from ingest.errors import SourceError
from ingest.extract import extract
from ingest.parse import parse
from ingest.sources import EXTENSIONS, load, recognise
from ingest.spans import Span
from tests.conftest import SAMPLES, SHARED
from tests.ingest.ways import WAYS, Way

# Together 2,000 cases. A case is at most so many lines of a file, so that they stay quick.
LINES = 50
CASES = settings(max_examples=1450, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
SHARED_CASES = settings(CASES, max_examples=550)
CPU_SECONDS = 20.0  # a hundred times what the slowest case takes: only a rule that backtracks without end gets there
CALLS_A_CHARACTER = 60.0  # Python's and C's functions called for each code point, at most

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "mac_roman", "ascii")
TOLD_APART = frozenset({"utf-8", "utf-8-sig", "utf-16", "utf-32"})  # by a mark or by their form; of the others the best guess is taken
ENDS = ("\n", "\r\n", "\r")


@contextmanager
def bounded() -> Iterator[None]:
    """Stop a rule that never ends: by the processor's time of this process, which a busy machine does not stretch."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError("a single case took longer than any should")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def letters(text: str) -> str:
    return "".join(text.split())


def check_whole(minutes: Minutes) -> None:
    """Preamble, items and furniture hold every character that is not white space once, in order; so do the sentences of each part."""
    text = minutes.document.text
    parts = [span for part in minutes.parts for span in part.spans]
    assert parts == sorted(parts)
    check_row(text, sorted([*parts, *minutes.document.furniture]), [Span(0, len(text))])
    for part in minutes.parts:
        check_row(text, [span for sentence in part.sentences for span in sentence.spans], part.spans)
        for made in (*part.decisions, *part.actions):
            assert all(0 <= span.start < span.end <= len(text) for span in made.spans)
            assert made.spans


def check_row(text: str, held: list[Span], whole: list[Span] | tuple[Span, ...]) -> None:
    assert all(before.end <= after.start for before, after in pairwise(held))
    assert letters("".join(text[span.start : span.end] for span in held)) == letters("".join(text[span.start : span.end] for span in whole))


@cache
def lines_of(path: Path) -> tuple[str, ...]:
    try:
        return tuple(extract(load(path)).text.split("\n"))
    except SourceError:
        return ("A scan.",)


def files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.rglob("*") if path.suffix in EXTENSIONS))


def check_case(path: Path, ways: list[Way], seed: int, encoding: str, ending: str, form: str) -> None:
    chance = random.Random(seed)
    lines = list(lines_of(path))
    first = chance.randrange(max(1, len(lines) - LINES + 1))
    text = "\n".join(lines[first : first + LINES])
    for way in ways:
        text = way(text.split("\n"), chance)
    data = text.replace("\n", ending).encode(encoding, "replace")
    try:
        with bounded():
            document = extract(recognise(Path(f"2020-01-01-council.{form}"), data))
            minutes = parse(document)
    except SourceError as problem:
        assert problem.todo
        return
    if encoding in TOLD_APART and form == "txt" and document.format == "txt":
        expected = text.encode(encoding, "replace").decode(encoding)
        assert letters(document.text) == letters(expected.removeprefix("\ufeff")).replace("\x00", "")
    check_whole(minutes)


CASE = {
    "ways": st.lists(st.sampled_from(WAYS), min_size=1, max_size=3),
    "seed": st.integers(0, 2**32),
    "encoding": st.sampled_from(ENCODINGS),
    "ending": st.sampled_from(ENDS),
    "form": st.sampled_from(["txt", "txt", "md", "html"]),
}


@CASES
@given(path=st.sampled_from(files(SAMPLES)), **CASE)
def test_the_samples_changed_in_any_way_are_whole(path: Path, ways: list[Way], seed: int, encoding: str, ending: str, form: str) -> None:
    """However the bundled minutes are damaged and saved, they are read without a crash and no word is lost."""
    check_case(path, ways, seed, encoding, ending, form)


@pytest.mark.shared
@SHARED_CASES
@given(data=st.data(), **CASE)
def test_real_minutes_changed_in_any_way_are_whole(data: st.DataObject, ways: list[Way], seed: int, encoding: str, ending: str, form: str) -> None:
    """The same for the real minutes."""
    check_case(data.draw(st.sampled_from(files(SHARED / "minutes"))), ways, seed, encoding, ending, form)


def calls(text: str) -> int:
    """How many functions are called, Python's and C's, to parse the text: its work, whatever the clock says."""
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    document = Document("0" * 64, "2020-01-01-council.txt", "council", "txt", text)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        parse(document)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_work_grows_with_the_text(way: Way) -> None:
    """Four times as long a text costs no more than some five times the work, in whatever way its lines lie."""
    lines = [line for path in files(SAMPLES)[:3] for line in lines_of(path)]
    text = way(lines, random.Random(1)) + "\n"
    parse(Document("", "", "", "txt", text))  # what is compiled once is not counted
    once, more = calls(text), calls(text * 4)
    assert once <= CALLS_A_CHARACTER * len(text) + 10_000
    assert more <= 6 * once + 10_000


HOSTILE = (
    "a" * 20_000, "A " * 10_000, "1. " * 7_000, "(" * 20_000, "((a) " * 4_000, "1." * 10_000, "\t" * 20_000 + "x", "A.B." * 5_000, "Councillor " * 2_000,
    "Signed " + "_" * 20_000, "." * 20_000 + "a", "RESOLVED: " * 2_000, "\n1.\n" * 3_000, "x\n" * 8_000, "1/19 A " * 3_000, "12 May " * 3_000, "and " * 5_000,
    "A, B and " * 2_500, "motion " * 3_000, "| a " * 5_000, "Page 1\n" * 2_000, "Present: A\n" * 2_000, "7.30 pm to " * 2_000, "-\n" * 8_000, "A-1/" * 5_000,
    "\xa0" * 20_000 + "1. A", "That " * 4_000 + "carried", "Minutes:\n" * 2_000, "1. A\nMinutes:\n" * 1_500,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_no_text_makes_a_rule_run_away(text: str) -> None:
    """A text made of nothing but what a rule looks for is read to its end like any other."""
    with bounded():
        check_whole(parse(Document("0" * 64, "2020-01-01-council.txt", "council", "txt", text)))
