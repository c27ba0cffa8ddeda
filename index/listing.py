"""The passages of a query as one whole list, to be read page by page: by meaning and words together, or by one of them alone.

By words alone the list is exhaustive. The other two have no natural end, and say how deep they looked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue
from index.forms import with_forms
from index.generations import Snapshot
from index.library import Library
from index.narrowing import allowed, searched
from index.places import places
from index.query import Query
from index.search import Arm, Hit, encoded, search
from index.shelves import ID, Facets, Shelves, shelves
from index.twins import Told
from index.words import content_terms, terms

Mode = Literal["hybrid", "meaning", "words"]
Sort = Literal["relevance", "date", "-date"]
DEEPEST = 1000  # passages that are listed by meaning; both arms together rank a few hundred
ARMS: tuple[tuple[Arm, ...], ...] = ((), ("meaning",), ("words",), ("meaning", "words"))
Keys = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in its order: `ids` of passages, with `scores` and `arms` (a bit each: meaning, words) of shape (passages,).

    It holds ids and not keys: a document that is read anew keeps the ids of passages whose words are the same.
    `complete` says that no passage was left out; `nowhere` are the phrases that stand in none.
    """

    generation: int
    ids: NDArray[np.bytes_]
    scores: NDArray[np.float32]
    arms: NDArray[np.uint8]
    complete: bool
    facets: Facets = field(default_factory=dict)
    documents: int = 0
    since: dt.date | None = None
    until: dt.date | None = None
    nowhere: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class _Ranked:
    keys: Keys
    scores: NDArray[np.float64]
    arms: NDArray[np.uint8]
    complete: bool
    nowhere: tuple[str, ...] = ()


def list_passages(library: Library, query: Query, mode: Mode = "hybrid", sort: Sort = "relevance") -> Listing:
    """All that a query finds, in order: by score, or by the date of the meeting with unknown dates last."""
    snapshot = library.snapshot()
    if snapshot is None:
        return Listing(0, np.array([], ID), np.array([], np.float32), np.array([], np.uint8), complete=True)
    held = library.kept(shelves)
    if mode == "hybrid":
        ranked, told = _by_both(library, query, held)
    else:
        with library.reading() as catalogue:
            ranked = (_by_meaning if mode == "meaning" else _by_words)(library, snapshot, catalogue, query)
            told = searched(catalogue, query.filters)
    rows = held.rows(ranked.keys)
    there = np.flatnonzero(rows >= 0)
    there = there[_order(held, rows[there], ranked.scores[there], sort)]
    rows = rows[there]
    scores = ranked.scores[there].astype(np.float32)
    return Listing(snapshot.generation.number, held.ids[rows], scores, ranked.arms[there], ranked.complete, held.facets(rows), *told, ranked.nowhere)


def page(library: Library, listing: Listing, start: int, limit: int) -> tuple[Hit, ...]:
    """The passages at `limit` places of a list from `start` on, those that the library still holds."""
    names = [each.decode() for each in listing.ids[start : start + limit].tolist()]
    with library.reading() as catalogue:
        keys = _keys(catalogue, names)
        held = catalogue.passages(keys.values())
        twins = Told(catalogue)
        hits = []
        for at, name in enumerate(names, start=start):
            passage = held.get(keys.get(name, 0))
            if passage is not None:
                arms, score = ARMS[int(listing.arms[at])], float(listing.scores[at])
                hits.append(Hit(passage, score, score if "meaning" in arms else None, score if "words" in arms else None, twins.also_in(passage)))
        return tuple(hits)


def _order(held: Shelves, rows: Keys, scores: NDArray[np.float64], sort: Sort) -> Keys:
    """The places of the rows in their order; equals come in the order in which they are read."""
    if sort == "relevance":
        return np.lexsort((held.order[rows], -scores))
    days = held.days[rows]
    known = np.array([key for key, each in held.shelves.items() if each.date], np.int64)
    unknown = ~np.isin(held.documents[rows], known)
    return np.lexsort((held.order[rows], days if sort == "date" else -days, unknown))


def _by_both(library: Library, query: Query, held: Shelves) -> tuple[_Ranked, tuple[int, dt.date | None, dt.date | None]]:
    """All that both arms found, in the order that was learnt; each told once however many files of the same minutes hold it."""
    found = search(library, query, DEEPEST)
    keys = np.array([hit.passage.key for hit in found.hits], np.int64)
    arms = np.array([("meaning" in hit.matched_by) + 2 * ("words" in hit.matched_by) for hit in found.hits], np.uint8)
    complete = (len(found.ranking.pool.keys) if found.ranking else 0) >= (len(held.keys) if found.within is None else found.within)
    scores = np.array([hit.score for hit in found.hits], np.float64)
    return _Ranked(keys, scores, arms, complete, found.nowhere), (found.documents, found.since, found.until)


def _by_meaning(library: Library, snapshot: Snapshot, catalogue: Catalogue, query: Query) -> _Ranked:
    """The passages of greatest cosine with the query."""
    within, nowhere = allowed(catalogue, library.kept(places), snapshot.words, query)
    if not snapshot.meaning.size:
        return _none(nowhere)
    found = snapshot.meaning.search(encoded(library, snapshot, with_forms(query).text).vector, DEEPEST, within)
    complete = (snapshot.meaning.size if within is None else len(within)) <= DEEPEST
    return _Ranked(*_columns(found), np.full(len(found), 1, np.uint8), complete, nowhere)


def _by_words(library: Library, snapshot: Snapshot, catalogue: Catalogue, query: Query) -> _Ranked:
    """Every passage that holds, with the title of its item, all that the query names; a phrase that stands nowhere leaves none."""
    groups = wanted(query)
    within, nowhere = allowed(catalogue, library.kept(places), snapshot.words, query)
    if nowhere or not groups:
        return _none(nowhere)
    keys, scores = snapshot.words.every(groups, with_forms(query).weights)
    if within is not None:
        kept = np.isin(keys, np.array(within, np.int64))
        keys, scores = keys[kept], scores[kept]
    return _Ranked(keys, scores, np.full(len(keys), 2, np.uint8), complete=True)


def wanted(query: Query) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """What a passage must hold: of each group one form, all its terms. A word has one form, an abbreviation also the other ones."""
    rest = query.text
    forms: dict[str, list[str]] = {}
    for each in query.also:
        forms.setdefault(each.typed, [each.typed]).append(each.other)
    for typed in forms:
        rest = rest.replace(typed, " ", 1)
    groups: list[tuple[tuple[str, ...], ...]] = [((term,),) for term in content_terms(rest)]
    groups += [tuple(dict.fromkeys(_stems(form) for form in several if _stems(form))) for several in forms.values()]
    return tuple(dict.fromkeys(groups)) or tuple(((term,),) for term in dict.fromkeys(terms(query.text)))


def _stems(form: str) -> tuple[str, ...]:
    return tuple(content_terms(form) or dict.fromkeys(terms(form)))


def _none(nowhere: tuple[str, ...]) -> _Ranked:
    return _Ranked(np.array([], np.int64), np.array([], np.float64), np.array([], np.uint8), complete=True, nowhere=nowhere)


def _columns(found: Sequence[tuple[int, float]]) -> tuple[Keys, NDArray[np.float64]]:
    return np.array([key for key, _ in found], np.int64), np.array([score for _, score in found], np.float64)


def _keys(catalogue: Catalogue, names: Sequence[str]) -> dict[str, int]:
    """The keys that passages of these ids have now."""
    found: dict[str, int] = {}
    for start in range(0, len(names), 500):
        some = names[start : start + 500]
        rows = catalogue.connection.execute(f"SELECT id, key FROM passages WHERE id IN ({','.join('?' * len(some))})", some)
        found |= {row["id"]: row["key"] for row in rows}
    return found
