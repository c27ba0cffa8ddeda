"""What cosines are ordinary in a library: so that a figure means the same in a small library and in a large one."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.library import Library

_MOST = 5_000  # passages that stand for the others, spread evenly


@dataclass(frozen=True, slots=True)
class Background:
    """Mean, shape (dimension,), and covariance, (dimension, dimension), of the vectors of a library of `size` passages."""

    mean: NDArray[np.float32]
    covariance: NDArray[np.float32]
    size: int

    def surprise(self, vector: NDArray[np.float32], cosine: float) -> float:
        """How far a cosine with a question lies above the greatest that chance would give, in standard deviations.

        The cosines of a question with all passages have the mean q·m and the variance q·C·q; of N normal ones the greatest
        is about sqrt(2 ln N) standard deviations above their mean (Cramér 1946, 28.6).
        """
        spread = math.sqrt(max(float(vector @ self.covariance @ vector), 1e-6))
        return (cosine - float(vector @ self.mean)) / spread - math.sqrt(2 * math.log(max(2, self.size)))


def background(library: Library) -> Background:
    """The background of a library: `library.kept(background)`."""
    with library.reading() as catalogue:
        keys = catalogue.keys()
        dimension = int(library.about.get("dimension", 0))
        some = [int(key) for key in keys[:: max(1, math.ceil(len(keys) / _MOST))]]
        vectors = catalogue.vectors(some, dimension).astype(np.float32)
    if not len(vectors):
        return Background(np.zeros(dimension, np.float32), np.zeros((dimension, dimension), np.float32), 0)
    mean = vectors.mean(axis=0)
    rest = vectors - mean
    return Background(mean, np.asarray(rest.T @ rest / len(rest), np.float32), len(keys))
