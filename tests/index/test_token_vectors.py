"""The token vectors that a library keeps for the late interaction."""

from pathlib import Path

import numpy as np
import pytest

from index.library import Library
from index.query import Query
from index.search import Found, search
from index.token_vectors import directions, of_passages
from tests.fakes import load_hash_encoder
from tests.index.town import fill, minutes, write


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library.create(tmp_path / "library", load_hash_encoder)
    fill(made, *(write(tmp_path / f"{number}.txt", minutes(number)) for number in range(6)))
    return made


def counts(library: Library) -> tuple[int, int]:
    with library.reading() as catalogue:
        tables = ("passages", "token_vectors")
        first, second = (catalogue.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)
    return first, second


def closest(found: Found) -> list[tuple[str, float]]:
    return [(hit.passage.id, round(hit.closeness.whole, 1) if hit.closeness else -1.0) for hit in found.hits]


def test_every_passage_has_its_own(library: Library) -> None:
    """A passage's token vectors come with it, as many as the model reads, each of its sentences with its share, and go with it."""
    passages, kept = counts(library)
    assert passages == kept > 6
    with library.reading() as catalogue:
        held = list(catalogue.passages(catalogue.keys().tolist()).values())
        along = directions(catalogue.connection, library.encoder.dimension)
        assert along is not None
        for each in held:
            tokens = of_passages(catalogue, library.encoder, along, [each])[each.key]
            assert sum(tokens.counts) == len(tokens.vectors) > 0
            assert len(tokens.counts) == len(each.sentences) + 1
    with library.writing() as writer:
        writer.remove("1.txt")
    assert counts(library)[0] == counts(library)[1] < passages


def test_a_library_without_them_answers_alike_until_it_is_encoded_anew(library: Library) -> None:
    """A library of an earlier version finds the same passages as near as ever; encoding it anew gives it what it lacks."""
    query = Query("What was said about the bench for Church Green?")
    before = closest(search(library, query))
    with library.writing() as writer, writer.catalogue.transaction():
        writer.catalogue.connection.execute("DELETE FROM token_vectors")
        writer.catalogue.connection.execute("DELETE FROM directions")
    assert counts(library)[1] == 0
    assert closest(search(library, query)) == before
    with library.writing() as writer:
        writer.encode_anew(load_hash_encoder(None), lambda done, of: None)
    assert counts(library)[0] == counts(library)[1]
    assert closest(search(library, query)) == before


def test_a_byte_keeps_a_token_vector(library: Library) -> None:
    """What is kept is of length 1 within what a byte can tell."""
    with library.reading() as catalogue:
        rows = catalogue.connection.execute("SELECT vectors FROM token_vectors").fetchall()
    kept = np.concatenate([np.frombuffer(row[0], np.int8).reshape(-1, 64) for row in rows]).astype(np.float32) / 127
    assert np.linalg.norm(kept, axis=1) == pytest.approx(np.ones(len(kept)), abs=0.05)
