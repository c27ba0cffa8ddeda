"""A library far larger than the minutes at hand, for `tests.benchmarks.large`: their copies with other names and numbers."""

from __future__ import annotations

import json
import random
import shutil
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Read, SentenceTransformerEncoder, Tokens
from index.intake import TARGET_TOKENS, named
from index.late import WIDTH, Kept, directions, read
from index.library import Library
from index.token_vectors import keep
from index.writer import Writer
from ingest.domain import Minutes, Passage
from ingest.errors import SourceError
from ingest.passages import passages
from ingest.pipeline import understand
from ingest.sources import find, load
from tests.benchmarks.altering import Altering, names_in

_SAMPLED = 96  # altered passages that the model reads, to see how far it moves


class Remembering:
    """The model, with a memory: what it has encoded, or was told the vector of, it does not encode again.

    A text whose vector it was told has no tokens for it: what is kept of them is put in by `put`.
    """

    def __init__(self, model: Encoder) -> None:
        self.model, self.name, self.sha256, self.dimension, self.limit = model, model.name, model.sha256, model.dimension, model.limit
        self.known: dict[str, NDArray[np.float32]] = {}

    def count(self, texts: Sequence[str]) -> list[int]:
        return self.model.count(texts)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        self.known.update(zip(new, self.model.encode(new), strict=True))
        return np.stack([self.known[text] for text in texts])

    def read(self, texts: Sequence[str]) -> list[Read]:
        none = Tokens(np.zeros((0, 2), np.int64), np.zeros((0, self.dimension), np.float32))
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        made = dict(zip(new, self.model.read(new), strict=True))
        return [made[text] if text in made else Read(self.known[text], none) for text in texts]

    def knows(self, word: str) -> bool:
        return self.model.knows(word)

    def words(self) -> list[str]:
        return self.model.words()


@dataclass(frozen=True, slots=True)
class Original:
    """A file, read and divided."""

    path: Path
    data: bytes
    minutes: Minutes
    passages: tuple[Passage, ...]


def originals(folder: Path, encoder: Encoder) -> Iterator[Original]:
    """Every file below the folder that can be read."""
    for file in find([folder]):
        try:
            if file.problem is not None:
                raise file.problem
            source = load(file.path.absolute())
            minutes = understand(source)
        except SourceError as problem:
            print(f"left out: {problem}")
            continue
        yield Original(source.path, source.data, minutes, named(passages(minutes, encoder.count, encoder.limit, TARGET_TOKENS)))


def of_library(folder: Path, encoder: Encoder) -> tuple[dict[str, NDArray[np.float32]], dict[str, Kept]]:
    """The vectors and the token vectors of the passages that a library of the same model holds, by what the model reads of them."""
    library = Library(folder, lambda name: encoder, settle=False)
    library.expect(encoder.name)
    vectors, tokens = {}, {}
    with library.reading() as catalogue:
        keys = catalogue.keys().tolist()
        texts = catalogue.encoded_texts(keys)
        halves = catalogue.vectors(keys, encoder.dimension).astype(np.float32)
        for row in catalogue.connection.execute("SELECT * FROM token_vectors"):
            tokens[texts[row["passage"]]] = Kept(np.frombuffer(row["vectors"], np.int8).reshape(-1, WIDTH), tuple(json.loads(row["counts"])))
    for key, vector in zip(keys, halves, strict=True):
        if texts[key] in tokens:
            vectors[texts[key]] = vector / np.linalg.norm(vector)
    return vectors, tokens


def read_all(encoder: Remembering, held: Sequence[Original]) -> dict[str, Kept]:
    """Encode the originals that are not known yet; gives their token vectors."""
    new = {passage.encoded: passage for each in held for passage in each.passages if passage.encoded not in encoder.known}
    along = directions(encoder.model, encoder.words())
    made = read(encoder.model, along, [(each.encoded, each.text, each.sentences) for each in new.values()])
    tokens = {}
    for text, (vector, kept) in zip(new, made, strict=True):
        encoder.known[text], tokens[text] = vector, kept
    return tokens


def put(writer: Writer, original: Original, copy: Original, tokens: Mapping[str, Kept]) -> None:
    """Take a copy in, with the token vectors of its original."""
    writer.add(str(copy.path), copy.data, copy.minutes, copy.passages)
    rows = writer.catalogue.connection.execute(
        "SELECT p.key FROM passages p JOIN documents d ON d.key = p.document WHERE d.id = ? ORDER BY p.ordinal", (copy.minutes.document.id,)
    ).fetchall()
    with writer.catalogue.transaction():
        for row, passage in zip(rows, original.passages, strict=True):
            keep(writer.catalogue.connection, row["key"], tokens[passage.encoded])


def make(folder: Path, library: Path, plain: Path, wanted: int, known_from: Path | None = None) -> None:
    """Make both libraries, beside their places and then renamed."""
    begun = time.monotonic()
    encoder = Remembering(SentenceTransformerEncoder())
    tokens: dict[str, Kept] = {}
    if known_from is not None:
        encoder.known, tokens = of_library(known_from, encoder.model)
    held = list(originals(folder, encoder))
    count = sum(len(each.passages) for each in held)
    if not count:
        raise SystemExit(f"There are no minutes in {folder}.")
    print(f"read {len(held)} files, {count} passages, {time.monotonic() - begun:.0f} s", flush=True)
    print(f"{sum(passage.encoded not in encoder.known for each in held for passage in each.passages)} passages to encode", flush=True)
    tokens |= read_all(encoder, held)
    with made(plain, encoder) as writer:
        for each in held:
            put(writer, each, each, tokens)
    print(f"{plain}: encoded and published, {time.monotonic() - begun:.0f} s", flush=True)
    known = dict(encoder.known)
    every = np.stack([known[passage.encoded] for each in held for passage in each.passages])
    names = names_in(each.minutes.document.text for each in held)
    moves = drift(encoder, [passage.encoded for each in held for passage in each.passages], names)
    print(f"{len(names)} names; a copy with a fifth of its words altered is at a cosine of {1 - 0.2 * statistics.mean(moves):.2f}", flush=True)
    with made(library, encoder) as writer:
        written, number = 0, 0
        while written < wanted:
            altering = Altering(number, names)
            luck = np.random.default_rng(number)
            for each in held:
                copy = copied(each, altering, number) if number else each
                if number:
                    shares = [altering.share(passage.encoded) for passage in each.passages]
                    vectors = moved(np.stack([known[passage.encoded] for passage in each.passages]), shares, moves, every, luck)
                    encoder.known = dict(zip((passage.encoded for passage in copy.passages), vectors, strict=True))
                put(writer, each, copy, tokens)
                written += len(copy.passages)
                if written >= wanted:
                    break
            number += 1
            print(f"{library}: {written} passages, {time.monotonic() - begun:.0f} s", flush=True)
    print(f"{library}: published, {time.monotonic() - begun:.0f} s", flush=True)


@contextmanager
def made(folder: Path, encoder: Encoder) -> Iterator[Any]:
    """The writer of a new library that comes to `folder` when all went well."""
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    with Library.create(part, lambda name: encoder).writing() as writer:
        yield writer
    if folder.exists():
        shutil.rmtree(folder)
    part.rename(folder)


def copied(original: Original, altering: Altering, number: int) -> Original:
    """The copy of that number. Its bytes are its text: nothing reads them again."""
    minutes = altering.all_of(original.minutes)
    path = original.path.with_name(minutes.document.name)
    return Original(path, f"{number}\n{minutes.document.text}".encode("utf-8", "surrogatepass"), minutes, altering.all_of(original.passages))


def drift(encoder: Remembering, texts: Sequence[str], names: frozenset[str]) -> list[float]:
    """How far the model moves for altered passages: 1 less the cosine, by the share of words altered; one for each of a sample."""
    luck = random.Random(1)
    some = [(text, Altering(luck.randint(1, 100), names)) for text in luck.sample(list(texts), min(_SAMPLED, len(texts)))]
    after = encoder.model.encode([altering.text(text) for text, altering in some])
    before = encoder.encode([text for text, _ in some])
    shares = [altering.share(text) for text, altering in some]
    far = 1 - np.sum(after * before, axis=1)
    return [float(each / share) for each, share in zip(far, shares, strict=True) if share] or [0.0]


def moved(
    vectors: NDArray[np.float32], shares: Sequence[float], moves: Sequence[float], every: NDArray[np.float32], luck: np.random.Generator
) -> NDArray[np.float32]:
    """The vectors, each moved by a drawn rate for its share, towards another passage: vectors of minutes fill no ball, so noise all round is none."""
    cosines = np.clip(1 - np.array(shares) * luck.choice(moves, len(vectors)), 0, 1)[:, None]
    others = every[luck.integers(len(every), size=len(vectors))]
    across = others - np.sum(others * vectors, axis=1, keepdims=True) * vectors
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    found = cosines * vectors + np.sqrt(1 - cosines**2) * across
    return np.ascontiguousarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)
