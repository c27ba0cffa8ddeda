from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import IndexDamaged
from index.vectors import MeaningIndex

DIMENSION = 64


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float32]:
    made = np.random.default_rng(5).normal(size=(2_000, DIMENSION)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture
def index(vectors: NDArray[np.float32]) -> MeaningIndex:
    made = MeaningIndex(DIMENSION)
    made.add(np.arange(10, 2_010), vectors)
    return made


def test_scores_are_cosines(index: MeaningIndex, vectors: NDArray[np.float32]) -> None:
    """Scores are the inner products that numpy gives, to a hundredth, best first."""
    exact = vectors @ vectors[3]
    found = index.search(vectors[3], 50)
    assert found[0] == (13, pytest.approx(1.0, abs=1e-2))
    assert [score for _, score in found] == pytest.approx([exact[key - 10] for key, _ in found], abs=1e-2)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert len({key for key, _ in found} & {int(key) + 10 for key in np.argsort(-exact)[:50]}) >= 48


def test_allowed(index: MeaningIndex, vectors: NDArray[np.float32]) -> None:
    """With `allowed`, only those are scored, and all of them."""
    assert {key for key, _ in index.search(vectors[3], 10, [500, 77, 1999, 5])} == {500, 77, 1999}
    assert index.search(vectors[3], 10, []) == []


def test_one_among_many() -> None:
    """One allowed vector among 100,000 is found, however far it lies from the question."""
    many = np.random.default_rng(1).normal(size=(100_000, DIMENSION)).astype(np.float32)
    index = MeaningIndex(DIMENSION)
    index.add(np.arange(100_000), many)
    ((key, score),) = index.search(many[0], 10, [54_321])
    assert key == 54_321
    assert score == pytest.approx(float(many[0] @ many[54_321]), abs=0.1)


def test_remove(index: MeaningIndex, vectors: NDArray[np.float32]) -> None:
    """A key that was removed is not found, and the others keep their vectors."""
    index.remove(np.array([13, 14, 999_999]))
    assert index.size == 1_998
    assert 13 not in index.keys
    assert index.search(vectors[3], 1)[0][0] not in (13, 14)
    assert index.search(vectors[5], 1) == [(15, pytest.approx(1.0, abs=1e-2))]


def test_empty(tmp_path: Path) -> None:
    """An empty index finds nothing, and can be saved and loaded."""
    MeaningIndex(DIMENSION).save(tmp_path / "empty")
    index = MeaningIndex.load(tmp_path / "empty", DIMENSION)
    assert index.search(np.ones(DIMENSION, np.float32), 5) == []
    assert index.keys.tolist() == []
    index.remove(np.array([1]))


def test_saved(index: MeaningIndex, vectors: NDArray[np.float32], tmp_path: Path) -> None:
    """What was saved answers as before, and is refused where another dimension is expected."""
    index.save(tmp_path / "saved")
    assert MeaningIndex.load(tmp_path / "saved", DIMENSION).search(vectors[8], 20) == index.search(vectors[8], 20)
    with pytest.raises(IndexDamaged, match="not an index of 65 dimensions"):
        MeaningIndex.load(tmp_path / "saved", 65)


def test_threads_are_put_back(index: MeaningIndex, vectors: NDArray[np.float32]) -> None:
    """A search leaves the model as many threads as it had."""
    import torch

    before = torch.get_num_threads()
    index.search(vectors[0], 5)
    assert torch.get_num_threads() == before
