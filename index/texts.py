"""Stored texts that can be vouched for: of a document, and of many passages one after another, without holding more than one document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from index.catalogue import Catalogue, spans_from
from index.errors import LibraryDamaged
from ingest.spans import cut

_MANY = 500  # values to one statement


def stored(catalogue: Catalogue, document: int) -> str:
    """The stored text of the document of this key.

    Raises:
        LibraryDamaged: it is not what was stored, and nothing can be quoted from it.

    """
    text = catalogue.text(document)
    if text is None:
        name = catalogue.documents("d.key = ?", (document,))[0].name
        raise LibraryDamaged("The stored text of this document is not what was stored.", where=name, todo="Run `minutes check`.")
    return text


def texts(catalogue: Catalogue, keys: Iterable[int]) -> Iterator[tuple[int, str]]:
    """(key, text) of the passages of these keys that the catalogue holds and can vouch for, by rising key."""
    wanted = sorted({int(key) for key in keys})
    document, text = 0, None
    for start in range(0, len(wanted), _MANY):
        some = wanted[start : start + _MANY]
        marks = ",".join("?" * len(some))
        rows = catalogue.connection.execute(f"SELECT key, document, spans FROM passages WHERE key IN ({marks}) ORDER BY key", some)
        for row in rows.fetchall():
            if row["document"] != document:  # the keys of a document's passages follow each other
                document, text = row["document"], _checked(catalogue, row["document"])
            if text is not None:
                yield row["key"], cut(text, spans_from(row["spans"]))


def _checked(catalogue: Catalogue, document: int) -> str | None:
    """The stored text, None when it is no longer what was stored."""
    row = catalogue.connection.execute("SELECT CAST(text AS BLOB), text_sha256 FROM documents WHERE key = ?", (document,)).fetchone()
    return row[0].decode("utf-8") if row and hashlib.sha256(row[0]).hexdigest() == row[1] else None
