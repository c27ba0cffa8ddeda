import math

import pytest

from index.fusion import fuse, standardised


def test_standardised() -> None:
    """A z-score is the distance from the mean in standard deviations: of 3, 2 and the floor 1 they are sqrt(3/2), 0, -sqrt(3/2)."""
    scores, floor = standardised([(7, 3.0), (8, 2.0)], 1.0)
    assert scores == pytest.approx({7: math.sqrt(1.5), 8: 0.0})
    assert floor == pytest.approx(-math.sqrt(1.5))


def test_standardised_equal_scores() -> None:
    """Scores that equal the floor say nothing, so all are 0."""
    assert standardised([(1, 0.4), (2, 0.4)], 0.4) == ({1: 0.0, 2: 0.0}, 0.0)
    assert standardised([], 0.0) == ({}, 0.0)


def test_fuse_by_hand() -> None:
    """Cosines 3, 2, 1, 1 (the last is the floor) and BM25 10 against 0: the weighted z-scores are summed."""
    meaning = [(1, 3.0), (2, 2.0), (3, 1.0)]
    spread = math.sqrt(11 / 16)  # of 3, 2, 1, 1 about 1.75
    high, middle, low = (3 - 1.75) / spread, (2 - 1.75) / spread, (1 - 1.75) / spread
    fused = fuse(meaning, [(2, 10.0)])
    assert fused == [(2, pytest.approx((middle + 1) / 2)), (1, pytest.approx((high - 1) / 2)), (3, pytest.approx((low - 1) / 2))]


def test_the_only_passage_with_the_word_comes_first() -> None:
    """A single hit of the words is no noise: it leads although nine are nearer in meaning."""
    meaning = [(key, 0.5 - key / 100) for key in range(20)]
    assert fuse(meaning, [(9, 4.0)])[0][0] == 9


@pytest.mark.parametrize(("share", "first"), [(0.0, 1), (1.0, 2)])
def test_fuse_share(share: float, first: int) -> None:
    """The share of words decides which ranking leads."""
    assert fuse([(1, 2.0), (2, 1.0)], [(2, 2.0), (1, 1.0)], share)[0][0] == first


def test_fuse_ties() -> None:
    """Of equal sums the smaller key comes first."""
    assert [key for key, _ in fuse([(5, 1.0), (3, 1.0)], [])] == [3, 5]


def test_fuse_empty_arms() -> None:
    """An arm that found nothing leaves the order of the other."""
    assert [key for key, _ in fuse([], [(1, 1.0), (2, 5.0)])] == [2, 1]
    assert [key for key, _ in fuse([(1, 1.0), (2, 5.0)], [])] == [2, 1]
    assert fuse([], []) == []
