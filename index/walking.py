"""A whole library, or what filters let through of it, document by document: however large it is, a few documents are held at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from index.catalogue import Catalogue
from index.narrowing import condition
from index.query import Filters
from index.records import DocumentRecord, ItemRecord, MeetingRecord, PassageRecord
from index.texts import stored
from index.twins import Told, twins_of

Part = TypeVar("Part", int, str)
_DOCUMENTS = 16  # held at a time,
_CHARACTERS = 1_000_000  # unless their texts are longer than this together
_PASSAGES = 500  # of one document, or of a ranking


@dataclass(frozen=True, slots=True)
class Whole:
    """A meeting with its items, and the stored text that they point into. `also_in` are other files of the same minutes."""

    meeting: MeetingRecord
    items: tuple[ItemRecord, ...]
    text: str
    also_in: tuple[DocumentRecord, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage with the other files of the same minutes that hold it."""

    passage: PassageRecord
    also_in: tuple[DocumentRecord, ...]


def documents(catalogue: Catalogue, filters: Filters) -> list[int]:
    """The keys of the documents that the filters let through, in the order they came; `person` narrows no whole document."""
    where, values = condition(catalogue, filters)
    return [row[0] for row in catalogue.connection.execute(f"SELECT m.document FROM meetings m WHERE {where} ORDER BY m.document", values)]


def expect_sound(catalogue: Catalogue, keys: Sequence[int]) -> None:
    """Read every stored text once, so that nothing is found missing half way through.

    Raises:
        LibraryDamaged: one is not what was stored, and cannot be quoted from.

    """
    for key in keys:
        stored(catalogue, key)
        catalogue.forget()


def meetings(catalogue: Catalogue, keys: Sequence[int]) -> Iterator[Whole]:
    """The meetings of these documents, in their order."""
    for some in _lots(catalogue, keys):
        held = {each.document.key: each for each in catalogue.meetings(f"d.key IN ({','.join(map(str, some))})")}
        for key in some:
            yield Whole(held[key], catalogue.items(key), stored(catalogue, key), twins_of(catalogue, key))
        catalogue.forget()


def passages(catalogue: Catalogue, keys: Sequence[int]) -> Iterator[Placed]:
    """The passages of these documents, in the order in which they stand there."""
    for some in _lots(catalogue, keys):
        for document in some:
            stored(catalogue, document)
        rows = catalogue.connection.execute(f"SELECT key FROM passages WHERE document IN ({','.join(map(str, some))}) ORDER BY document, ordinal")
        yield from passages_of(catalogue, [row[0] for row in rows])


def passages_of(catalogue: Catalogue, keys: Sequence[int]) -> Iterator[Placed]:
    """The passages of these keys that the catalogue holds, in this order."""
    for some in _parts(keys, _PASSAGES):
        found, told = catalogue.passages(some), Told(catalogue)  # what Told learns of twins is let go of with the texts
        for key in some:
            if key in found:
                yield Placed(found[key], told.also_in(found[key]))
        catalogue.forget()


def count(catalogue: Catalogue, keys: Sequence[int]) -> int:
    """How many passages these documents have."""
    return sum(
        catalogue.connection.execute(f"SELECT count(*) FROM passages WHERE document IN ({','.join(map(str, some))})").fetchone()[0]
        for some in _parts(keys, _PASSAGES)
    )


def keys_of(catalogue: Catalogue, names: Sequence[str]) -> dict[str, int]:
    """The keys of the passages of these ids that the catalogue holds, by id."""
    found: dict[str, int] = {}
    for some in _parts(names, _PASSAGES):
        found.update(catalogue.connection.execute(f"SELECT id, key FROM passages WHERE id IN ({','.join('?' * len(some))})", list(some)).fetchall())
    return found


def _lots(catalogue: Catalogue, keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Documents that can be held at a time."""
    for some in _parts(keys, _DOCUMENTS):
        rows = catalogue.connection.execute(f"SELECT key, length(text) FROM documents WHERE key IN ({','.join(map(str, some))})")
        lengths = dict(rows.fetchall())
        lot: list[int] = []
        for key in some:
            if lot and sum(lengths[each] for each in lot) + lengths[key] > _CHARACTERS:
                yield lot
                lot = []
            lot.append(key)
        yield lot


def _parts(keys: Sequence[Part], size: int) -> Iterator[Sequence[Part]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
