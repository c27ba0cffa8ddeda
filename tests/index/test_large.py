"""Among 100,000 passages: what a filter lets through is found, however little it is."""

import datetime as dt
import hashlib

import pytest

from index.library import Library
from index.query import Filters, Query
from index.search import search
from ingest.domain import Document, Item, Meeting, Minutes, Passage
from ingest.spans import Span
from tests.fakes import load_hash_encoder

DOCUMENTS, EACH = 200, 500
LONE = "Wilhelmina Quist gave thanks to the ringers."
QUESTION = "What was agreed about the drainage of the meadow?"
pytestmark = pytest.mark.slow


def sheet(name: str, lines: list[str], meeting: Meeting) -> tuple[bytes, Minutes, list[Passage]]:
    """Minutes of one item, every line of which is a passage."""
    text = "\n".join(lines)
    data = f"{name}\n{text}".encode()
    passages, at = [], 0
    for line in lines:
        passages.append(Passage(0, (Span(at, at + len(line)),), line, line, 20, None, ((0, len(line), "said"),)))
        at += len(line) + 1
    document = Document(hashlib.sha256(data).hexdigest(), name, "many", "txt", text)
    item = Item("1", "1", None, (Span(0, len(text)),), (), None)
    return data, Minutes(document, meeting, Item(None, None, None, (), (), None), (item,)), passages


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """99,999 passages on drainage, of twenty years, and one on something else by another body on another day."""
    library = Library.create(tmp_path_factory.mktemp("large") / "library", load_hash_encoder)
    with library.writing() as writer:
        for number in range(DOCUMENTS):
            lines = [f"It was agreed that the drainage of meadow {number}-{line} be seen to." for line in range(EACH - (number == 0))]
            meeting = Meeting("Fennick Town Council", "Works Committee", dt.date(2001, 1, 1) + number * dt.timedelta(weeks=5))
            writer.add(f"/many/{number}.txt", *sheet(f"{number}.txt", lines, meeting))
        writer.add("/many/lone.txt", *sheet("lone.txt", [LONE], Meeting("Quillbridge Parish Council", "Tower Committee", dt.date(1999, 5, 4))))
    return library


@pytest.mark.parametrize(
    "filters",
    [
        Filters(document="lone.txt"),
        Filters(body="quillbridge parish council"),
        Filters(committee="Tower Committee"),
        Filters(until=dt.date(1999, 12, 31)),
        Filters(since=dt.date(1999, 5, 4), until=dt.date(1999, 5, 4)),
        Filters(person="Wilhelmina Quist"),
        Filters(person="Quist", body="Quillbridge Parish Council", since=dt.date(1999, 1, 1), until=dt.date(2001, 1, 1)),
    ],
    ids=str,
)
def test_a_filter_that_matches_one_passage_of_100_000_returns_it(library: Library, filters: Filters) -> None:
    """Each kind of filter that lets one passage of 100,000 through returns it, though all others are nearer to the question."""
    with library.reading() as catalogue:
        assert catalogue.counts()["passages"] == DOCUMENTS * EACH
    assert [hit.passage.text for hit in search(library, Query(QUESTION, filters)).hits] == [LONE]
    assert LONE not in [hit.passage.text for hit in search(library, Query(QUESTION), 50).hits]
