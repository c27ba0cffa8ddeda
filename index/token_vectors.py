"""The token vectors of passages in the catalogue, and the directions along which they are kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

import numpy as np

from index import late
from index.catalogue import Catalogue
from index.encoder import Encoder, Vectors
from index.late import Kept
from index.records import PassageRecord


def directions(connection: sqlite3.Connection, dimension: int) -> Vectors | None:
    """The directions that the catalogue holds, shape (dimension, width), None in one of an earlier version.

    They are read with the token vectors, in one state of the catalogue: a writer may choose others at any moment.
    """
    row = connection.execute("SELECT matrix FROM directions").fetchone()
    return np.frombuffer(row["matrix"], np.float32).reshape(dimension, -1) if row else None


def choose(connection: sqlite3.Connection, encoder: Encoder) -> Vectors:
    """The directions for a model, kept from now on; token vectors that were kept along others go. Within the caller's transaction."""
    found = late.directions(encoder, encoder.words())
    connection.execute("DELETE FROM directions")
    connection.execute("DELETE FROM token_vectors")
    connection.execute("INSERT INTO directions (matrix) VALUES (?)", (found.tobytes(),))
    return found


def keep(connection: sqlite3.Connection, passage: int, kept: Kept) -> None:
    """Keep a passage's token vectors, within the caller's transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO token_vectors (passage, counts, vectors) VALUES (?, ?, ?)", (passage, json.dumps(kept.counts), kept.vectors.tobytes())
    )


def of_passages(catalogue: Catalogue, encoder: Encoder, along: Vectors, passages: Sequence[PassageRecord]) -> Mapping[int, Kept]:
    """The token vectors of passages, by key; those that an earlier version left out are read now, along the same directions."""
    keys = [each.key for each in passages]
    rows = catalogue.connection.execute(f"SELECT * FROM token_vectors WHERE passage IN ({','.join('?' * len(keys))})", keys)
    held = {row["passage"]: Kept(np.frombuffer(row["vectors"], np.int8).reshape(-1, along.shape[1]), tuple(json.loads(row["counts"]))) for row in rows}
    missing = [each for each in passages if each.key not in held]
    encoded = catalogue.encoded_texts([each.key for each in missing])
    made = late.read(encoder, along, [(encoded[each.key], each.text, each.sentences) for each in missing])
    return held | {each.key: kept for each, (_, kept) in zip(missing, made, strict=True)}
