"""The search itself: filters first, both arms always, then the ordering that was learnt."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.background import background
from index.candidates import Keys, Pool, pool
from index.catalogue import Catalogue
from index.encoder import Read
from index.errors import IndexDamaged
from index.features import LONG, around, features
from index.forms import with_forms
from index.generations import Snapshot
from index.late import CLOSENESS, Closeness, asked, closeness
from index.library import Library
from index.narrowing import allowed, preferred, searched
from index.ordering import Orderings, orderings
from index.places import Places, places
from index.query import Expansion, Query
from index.records import DocumentRecord, PassageRecord
from index.token_vectors import directions, of_passages
from index.twins import Told
from index.words import content_terms, terms

LATE = 16  # passages that are compared token by token
Arm = Literal["meaning", "words"]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. `meaning` is its cosine, `words` its BM25 score; None where an arm did not find it.

    `also_in` are other documents of the same minutes that hold it; what they say again is left out. `parts` is what each
    of the `features` added to the score, `closeness` the late interaction, None past the best few.
    """

    passage: PassageRecord
    score: float
    meaning: float | None
    words: float | None
    also_in: tuple[DocumentRecord, ...] = ()
    parts: Mapping[str, float] = field(default_factory=dict)
    features: Mapping[str, float] = field(default_factory=dict)
    closeness: Closeness | None = None

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
class Ranking:
    """All candidates with their features and what the first ordering made of them, a row each.

    `talk` says that most stand in items as long as a transcript, where the matter runs over many passages and what stands around one
    says more than its own words: these have an ordering of their own, then one that knows what the first made of those around, which
    the late interaction does not change.
    """

    pool: Pool
    features: Mapping[str, Scores]
    scores: Scores
    talk: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The hits, best first, and how well the question's words are known.

    `rarity` gives each content term its inverse document frequency; `unknown` are the terms that are
    nowhere in the library, `nowhere` the phrases. `also` are the other forms that were searched for beside them. `surprise`
    is how far the nearest passage's cosine lies above what chance would give in this library, in standard deviations.
    `within` is how many passages the filters let through, None for all; `generation` is that of the indexes.
    """

    hits: tuple[Hit, ...]
    rarity: dict[str, float]
    unknown: tuple[str, ...]
    documents: int
    since: dt.date | None
    until: dt.date | None
    also: tuple[Expansion, ...] = ()
    ranking: Ranking | None = field(default=None, compare=False)
    nowhere: tuple[str, ...] = ()
    surprise: float = 0.0
    within: int | None = None
    generation: int = 0


def search(library: Library, query: Query, limit: int = 10, *, late: int = LATE, by: Orderings | None = None) -> Found:
    """The `limit` best passages for a query among those that its filters let through.

    `late` of them are compared token by token; `by` are other weights than those that come with the program.
    """
    by = by or orderings()
    forms = with_forms(query)
    wanted = content_terms(query.text) or terms(query.text)
    snapshot = library.snapshot()
    read = encoded(library, snapshot, forms.text) if snapshot and snapshot.meaning.size else None
    if snapshot is None or read is None:
        with library.reading() as catalogue:
            return Found((), {}, tuple(wanted), *searched(catalogue, query.filters))
    where = library.kept(places)
    with library.reading() as catalogue:
        rarity, unknown = _rarity(snapshot, wanted, where.keys[np.isin(where.documents, list(query.hidden))])
        within, nowhere = allowed(catalogue, where, snapshot.words, query)
        candidates = pool(snapshot, where, read.vector, forms.weights, within, preferred(library, catalogue, where, query, within))
        ranking, passages = _ranked(catalogue, where, query, candidates, rarity, by)
        nearest = float(ranking.pool.meaning.scores.max(initial=0.0))
        surprise = library.kept(background).surprise(read.vector, nearest)
        hits = _hits(library, catalogue, query, read, ranking, passages, rarity, limit, late, by)
        passed = None if within is None else len(within)
        told = searched(catalogue, query.filters)
        return Found(hits, rarity, unknown, *told, query.also, ranking, nowhere, surprise, passed, snapshot.generation.number)


def encoded(library: Library, snapshot: Snapshot, question: str) -> Read:
    """What the library's model makes of a question.

    Raises:
        IndexDamaged: another model made the indexes.

    """
    encoder = library.encoder
    if encoder.sha256 != snapshot.generation.model:
        todo = f"Wait until the library is encoded anew, or run: minutes rebuild --library {library.folder}"
        raise IndexDamaged("The indexes were made by another model than the library's.", where=str(library.folder), todo=todo)
    return encoder.read([question])[0]


def _ranked(
    catalogue: Catalogue, where: Places, query: Query, found: Pool, rarity: Mapping[str, float], by: Orderings
) -> tuple[Ranking, dict[int, PassageRecord]]:
    """The candidates that the catalogue holds and can vouch for, put in order for the first time."""
    passages = catalogue.passages(found.keys.tolist())
    found = found.only(np.flatnonzero(np.isin(found.keys, list(passages))))
    known = features(query, found, [passages[key] for key in found.keys.tolist()], rarity)
    if not len(found.keys):
        return Ranking(found, known, np.zeros(0), talk=False), passages
    talk = float(np.median(known[LONG])) > 0
    if talk:
        known |= around(where, found.keys, by.talk.scores(known))
    return Ranking(found, known, by.of_all(talk=talk).scores(known), talk), passages


def _hits(
    library: Library,
    catalogue: Catalogue,
    query: Query,
    read: Read,
    ranking: Ranking,
    passages: Mapping[int, PassageRecord],
    rarity: Mapping[str, float],
    limit: int,
    late: int,
    by: Orderings,
) -> tuple[Hit, ...]:
    """The best passages, each once however many twins hold it; the first few in the order that the late interaction gives them."""
    told = Told(catalogue)
    row = {key: at for at, key in enumerate(ranking.pool.keys.tolist())}
    for at in np.argsort(-ranking.scores, kind="stable").tolist():
        if len(told.kept) >= max(limit, late):
            break
        told.add(passages[int(ranking.pool.keys[at])])
    best = told.kept[:late]
    near = _compared(library, catalogue, query, read, best, rarity)
    rows = np.array([row[each.key] for each in told.kept], np.int64)
    parts = _parts(ranking, rows, [] if ranking.talk else near, by)
    hits = [
        Hit(
            passage,
            score,
            float(ranking.pool.meaning.scores[at]) if ranking.pool.meaning.found[at] else None,
            float(ranking.pool.words.scores[at]) if ranking.pool.words.scores[at] > 0 else None,
            told.also_in(passage),
            each,
            {name: float(values[at]) for name, values in ranking.features.items()},
            near[number] if number < len(near) else None,
        )
        for number, (passage, at, (score, each)) in enumerate(zip(told.kept, rows.tolist(), parts, strict=True))
    ]
    return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])


def _compared(library: Library, catalogue: Catalogue, query: Query, read: Read, best: Sequence[PassageRecord], rarity: Mapping[str, float]) -> list[Closeness]:
    """The late interaction of each of the best passages, in their order."""
    encoder = library.encoder
    along = directions(catalogue.connection, encoder.dimension)
    if along is None:
        along = np.eye(encoder.dimension, dtype=np.float32)
    kept = of_passages(catalogue, encoder, along, best)
    question = asked(query.text, read, along, rarity)
    return [closeness(question, kept[each.key]) for each in best]


def _parts(ranking: Ranking, rows: NDArray[np.int64], near: Sequence[Closeness], by: Orderings) -> list[tuple[float, dict[str, float]]]:
    """Score and parts of each row: by the last ordering where the closeness is known, below all of these by the first."""
    known = {name: values[rows] for name, values in ranking.features.items()}
    late = len(near)
    compared = [each.features for each in near]
    last = by.last.parts({name: values[:late] for name, values in known.items()} | {name: np.array([row[name] for row in compared]) for name in CLOSENESS})
    first = by.of_all(talk=ranking.talk).parts(known)
    scored = [(sum(float(part[at]) for part in last.values()), {name: float(part[at]) for name, part in last.items()}) for at in range(late)]
    below = min(score for score, _ in scored) - float(ranking.scores[rows[late]]) if 0 < late < len(rows) else 0.0
    for at in range(late, len(rows)):
        scored.append((below + float(ranking.scores[rows[at]]), {name: float(part[at]) for name, part in first.items()}))
    return scored


def _rarity(snapshot: Snapshot, wanted: Sequence[str], hidden: Keys) -> tuple[dict[str, float], tuple[str, ...]]:
    """Inverse document frequency as BM25 takes it, ln(1 + (N - n + 0.5) / (n + 0.5)) (Robertson and Zaragoza 2009), without what is hidden."""
    size = snapshot.words.size - len(hidden)
    held = {term: len(np.setdiff1d(snapshot.words.holding([term]), hidden)) if len(hidden) else snapshot.words.frequency(term) for term in wanted}
    rarity = {term: math.log(1 + (size - n + 0.5) / (n + 0.5)) for term, n in held.items()}
    return rarity, tuple(term for term, n in held.items() if not n)
