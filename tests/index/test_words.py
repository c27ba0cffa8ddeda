import math
from pathlib import Path

import pytest

from index.errors import IndexDamaged
from index.words import Entry, WordIndex, content_terms, terms, write


@pytest.fixture
def index(tmp_path: Path) -> WordIndex:
    entries = [
        Entry(1, "The bridge was closed.", "Planning Committee"),
        Entry(2, "The bridge, the bridge and again the bridge were closed.", "Planning Committee"),
        Entry(3, "A bench on the green.", "The bridge"),
        Entry(4, "Home-educated children; the Chair's café.", "Education"),
        Entry(5, "Nothing else.", "Finance"),
    ]
    (tmp_path / "words").mkdir()
    write(tmp_path / "words", entries, [])
    return WordIndex(tmp_path / "words")


def keys(index: WordIndex, question: str, allowed: list[int] | None = None) -> list[int]:
    return [key for key, _ in index.search(content_terms(question), 10, allowed)]


def test_bm25_order(index: WordIndex) -> None:
    """More of a word ranks higher, a word in the heading counts too, and what holds none is not found."""
    assert keys(index, "bridges") == [3, 2, 1]
    assert keys(index, "closing") == [1, 2]


def test_bm25_score(index: WordIndex) -> None:
    """The score is BM25 with k1 1.2 and b 0.75: idf x tf (k1 + 1) / (tf + k1 (1 - b + b length / mean length))."""
    idf = math.log(1 + (5 - 1 + 0.5) / (1 + 0.5))
    lengths = (4, 10, 5, 7, 2)  # home, educated, children, the, Chair, café and what is left of 's: nothing
    mean = (4 + 10 + 5 + 6 + 2) / 5
    assert index.search(["bench"], 1) == [(3, pytest.approx(idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * lengths[2] / mean)), rel=1e-3))]


@pytest.mark.parametrize(
    "question", ["chair", "Chair's", "the CHAIRS", "cafe", "Café", "CAFÉ", "home educated", "home-educated", "Home–educated", "child's children"]
)
def test_same_words(index: WordIndex, question: str) -> None:
    """Case, accents, hyphens, possessives and endings make no difference."""
    assert keys(index, question) == [4]


def test_allowed(index: WordIndex) -> None:
    """With `allowed`, only those are found, with the scores that they have without."""
    assert keys(index, "bridge", [1, 5]) == [1]
    assert keys(index, "bridge", []) == []
    assert dict(index.search(["bridg"], 10, [1]))[1] == pytest.approx(dict(index.search(["bridg"], 10))[1])


@pytest.mark.parametrize("question", ["", "   ", "?!()[]{}\"'", "🏛️", "\x00", "-", "AND OR NOT", "the of and"])
def test_questions_without_words(index: WordIndex, question: str) -> None:
    """A question without a word that names something has no terms, and finds nothing."""
    assert content_terms(question) == []
    assert index.search([], 10) == []


@pytest.mark.parametrize("question", ["what (was the bridge", '"bridge" +closed -bench', "bridge:closed~2^3", "bridge 🏛️ closed", "text:bridge AND closed*"])
def test_questions_with_marks(index: WordIndex, question: str) -> None:
    """Brackets, quotes, operators and emoji are not read as a query's syntax."""
    assert {1, 2} <= set(keys(index, question))


def test_frequency(index: WordIndex) -> None:
    """How many passages hold a term."""
    assert [index.frequency(term) for term in ("bench", "educ", "zebra")] == [1, 1, 0]


def test_write_again(tmp_path: Path, index: WordIndex) -> None:
    """Keys are removed and added in one commit; who opened it before keeps what was there."""
    write(tmp_path / "words", [Entry(6, "A zebra crossing", "")], [1, 2])
    assert keys(WordIndex(tmp_path / "words"), "zebra bridge") == [6, 3]
    assert WordIndex(tmp_path / "words").keys == {3, 4, 5, 6}
    assert keys(index, "zebra bridge") == [3, 2, 1]


def test_one_among_many(tmp_path: Path) -> None:
    """One allowed passage among 100,000 is found, however many others match better."""
    write(tmp_path, (Entry(key, "bridge " * (1 if key == 54_321 else 3), "") for key in range(100_000)), [])
    assert keys(WordIndex(tmp_path), "bridge", [54_321]) == [54_321]


def test_not_an_index(tmp_path: Path) -> None:
    """A folder without an index is damage."""
    with pytest.raises(IndexDamaged, match="tantivy cannot open it"):
        WordIndex(tmp_path)


def test_terms() -> None:
    """Terms are stems in order; content terms leave out the words that ask."""
    assert terms("What were the Council's meetings?") == ["what", "were", "the", "council", "meet"]
    assert content_terms("What did the Council's meetings say of meeting rooms?") == ["council", "meet", "room"]
