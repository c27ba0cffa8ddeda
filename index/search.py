"""The search itself: filters first, both arms always, one ranking out."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue
from index.errors import IndexDamaged
from index.forms import with_forms
from index.fusion import fuse
from index.generations import Snapshot
from index.library import Library
from index.query import Expansion, Filters, Query
from index.records import DocumentRecord, PassageRecord
from index.twins import Told
from index.words import WordIndex, content_terms, terms

DEPTH = 100  # candidates of each arm: together they hold 97% of the evidence in the questions measured
Arm = Literal["meaning", "words"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. `meaning` is its cosine, `words` its BM25 score; None where an arm did not find it.

    `also_in` are other documents of the same minutes that hold it; what they say again is left out.
    """

    passage: PassageRecord
    score: float
    meaning: float | None
    words: float | None
    also_in: tuple[DocumentRecord, ...] = ()

    @property
    def matched_by(self) -> tuple[Arm, ...]:
        """The arms that found it."""
        found: list[Arm] = []
        if self.meaning is not None:
            found.append("meaning")
        if self.words is not None:
            found.append("words")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Found:
    """The hits, best first, and how well the question's words are known.

    `rarity` gives each content term its inverse document frequency; `unknown` are the terms that are
    nowhere in the library. `also` are the other forms that were searched for beside them.
    """

    hits: tuple[Hit, ...]
    rarity: dict[str, float]
    unknown: tuple[str, ...]
    documents: int
    since: dt.date | None
    until: dt.date | None
    also: tuple[Expansion, ...] = ()


def search(library: Library, query: Query, limit: int = 10) -> Found:
    """The `limit` best passages for a query among those that its filters let through."""
    question, filters, forms = query.text, query.filters, with_forms(query)
    wanted = content_terms(question) or terms(question)
    snapshot = library.snapshot()
    vector = _vector(library, snapshot, forms.text) if snapshot and snapshot.meaning.size else None
    with library.reading() as catalogue:
        documents, first, last = _searched(catalogue, filters)
        if snapshot is None or vector is None:
            return Found((), {}, tuple(wanted), documents, first, last)
        allowed = _allowed(catalogue, filters) if filters else None
        by_meaning = dict(snapshot.meaning.search(vector, DEPTH, allowed))
        by_words = dict(snapshot.words.search(forms.weights, DEPTH, allowed))
        ranked = fuse(list(by_meaning.items()), list(by_words.items()))
        told = _first(catalogue, [key for key, _ in ranked], limit)
        scores = dict(ranked)
        hits = [Hit(each, scores[each.key], by_meaning.get(each.key), by_words.get(each.key), told.also_in(each)) for each in told.kept[:limit]]
        rarity, unknown = _rarity(snapshot, wanted)
        return Found(tuple(hits), rarity, unknown, documents, first, last, query.also)


def _vector(library: Library, snapshot: Snapshot, question: str) -> NDArray[np.float32]:
    encoder = library.encoder
    if encoder.sha256 != snapshot.generation.model:
        todo = f"Wait until the library is encoded anew, or run: minutes rebuild --library {library.folder}"
        raise IndexDamaged("The indexes were made by another model than the library's.", where=str(library.folder), todo=todo)
    vector: NDArray[np.float32] = encoder.encode([question])[0]
    return vector


def _first(catalogue: Catalogue, keys: Sequence[int], limit: int) -> Told:
    """The first `limit` passages of these keys that the catalogue holds, and that no twin has told: an index that is behind names some that have gone."""
    told = Told(catalogue)
    for start in range(0, len(keys), max(1, limit)):
        some = keys[start : start + max(1, limit)]
        found = catalogue.passages(some)
        for key in some:
            if key in found:
                told.add(found[key])
        if len(told.kept) >= limit:
            break
    return told


def _rarity(snapshot: Snapshot, wanted: Sequence[str]) -> tuple[dict[str, float], tuple[str, ...]]:
    """Inverse document frequency as BM25 takes it, ln(1 + (N - n + 0.5) / (n + 0.5)) (Robertson and Zaragoza 2009)."""
    index: WordIndex = snapshot.words
    held = {term: index.frequency(term) for term in wanted}
    rarity = {term: math.log(1 + (index.size - n + 0.5) / (n + 0.5)) for term, n in held.items()}
    return rarity, tuple(term for term, n in held.items() if not n)


def _allowed(catalogue: Catalogue, filters: Filters) -> list[int]:
    """The keys of the passages that the filters let through."""
    where, values = _condition(catalogue, filters)
    keys = catalogue.keys_where(where, values)
    if filters.person is None:
        return keys
    named = _words(filters.person)
    return [key for key, passage in catalogue.passages(keys).items() if named and named <= _words(passage.text)]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _searched(catalogue: Catalogue, filters: Filters) -> tuple[int, dt.date | None, dt.date | None]:
    where, values = _condition(catalogue, filters)
    count, first, last = catalogue.connection.execute(
        f"SELECT count(*), min(m.date), max(m.date) FROM documents d JOIN meetings m ON m.document = d.key WHERE {where}", values
    ).fetchone()
    return count, dt.date.fromisoformat(first) if first else None, dt.date.fromisoformat(last) if last else None


def _condition(catalogue: Catalogue, filters: Filters) -> tuple[str, list[Any]]:
    """The filters that hold for whole meetings, as a condition over `m` and `d`."""
    parts, values = ["1"], []
    for column, value in (("m.body", filters.body), ("m.committee", filters.committee)):
        if value is not None:
            parts.append(f"fold({column}) = ?")
            values.append(value.casefold())
    for comparison, day in ((">=", filters.since), ("<=", filters.until)):
        if day is not None:
            parts.append(f"m.date {comparison} ?")
            values.append(day.isoformat())
    if filters.document is not None:
        keys = [each.key for each in catalogue.named(filters.document)]
        parts.append(f"d.key IN ({','.join(map(str, keys))})")
    return " AND ".join(parts), values
