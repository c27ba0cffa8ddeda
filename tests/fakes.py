"""A stand-in for the model: quick, and the same everywhere."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoder import Read, Tokens

_TOKEN = re.compile(r"\w+|[^\w\s]")
_DIMENSION = 64
_WORDS = frozenset("bricks calling culling library otter otters slate tracking weasel".split())  # real words to it


class HashEncoder:
    """Words hashed into 64 dimensions. Long words count for several tokens, as they do for real models."""

    name = "hash"
    sha256 = "0" * 64
    dimension = _DIMENSION
    limit = 256

    def count(self, texts: Sequence[str]) -> list[int]:
        return [2 + sum(1 + len(token) // 8 for token in _TOKEN.findall(text)) for text in texts]

    def read(self, texts: Sequence[str]) -> list[Read]:
        found = [[(match.span(), match.group()) for match in _TOKEN.finditer(text)] for text in texts]
        tokens = [Tokens(np.array([place for place, _ in each], np.int64).reshape(-1, 2), _hashed([word for _, word in each])) for each in found]
        return [Read(vector, each) for vector, each in zip(self.encode(texts), tokens, strict=True)]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return _hashed(texts)

    def knows(self, word: str) -> bool:
        return word.lower() in _WORDS

    def words(self) -> list[str]:
        return sorted(_WORDS)


def _hashed(texts: Sequence[str]) -> NDArray[np.float32]:
    rows = np.zeros((len(texts), _DIMENSION), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for token in _TOKEN.findall(text.lower()):
            row[int.from_bytes(hashlib.blake2b(token.encode(), digest_size=4).digest()) % _DIMENSION] += 1
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def load_hash_encoder(name: str | None) -> HashEncoder:
    return HashEncoder()
