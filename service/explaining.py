"""Why a passage stands where it stands, and why one is not in the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.library import Library
from index.narrowing import allowed
from index.ordering import orderings
from index.places import places
from index.search import Hit, Ranking
from service.answers import Answer


@dataclass(frozen=True, slots=True)
class Reason:
    """What was made of a passage. `rank` is its place in the answer's passages, from 1, or None; `why` says it in words.

    `candidate` is its place among the candidates by the first ordering, from 1. `meaning` is a cosine, `words` a BM25 score, `closeness` the
    late interaction, None where it was not compared so; `features` are what is known of it, `parts` what each of them added to the score.
    """

    passage: str
    why: str
    rank: int | None = None
    candidate: int | None = None
    score: float | None = None
    meaning: float | None = None
    words: float | None = None
    closeness: float | None = None
    features: Mapping[str, float] = field(default_factory=dict)
    parts: Mapping[str, float] = field(default_factory=dict)


def reasons(made: Answer) -> tuple[Reason, ...]:
    """Those of the answer's passages, best first."""
    return tuple(_of_hit(made, rank, hit) for rank, hit in enumerate(made.passages, start=1))


def reason_for(library: Library, made: Answer, passage: str) -> Reason:
    """The reason for any passage of the library, by its id."""
    for rank, hit in enumerate(made.passages, start=1):
        if hit.passage.id == passage:
            return _of_hit(made, rank, hit)
    with library.reading() as catalogue:
        keys = catalogue.keys_where("p.id = ?", [passage])
        snapshot = library.snapshot()
        if not keys or snapshot is None:
            return Reason(passage, "There is no passage of that id in the library.")
        if keys[0] not in catalogue.passages(keys):
            return Reason(passage, "The stored text of its document is not what was stored, so nothing of it is shown: run `minutes check`.")
        within, _ = allowed(catalogue, library.kept(places), snapshot.words, made.reading.query)
    if within is not None and keys[0] not in within:
        return Reason(passage, "The filters, the words in quotation marks or the words after a minus leave it out.")
    ranking = made.found.ranking
    at = ranking.pool.keys.tolist().index(keys[0]) if ranking and keys[0] in ranking.pool.keys else None
    if ranking is None or at is None:
        return Reason(passage, "Too many passages are nearer to the question, by meaning and by words: it was no candidate.")
    return _of_candidate(passage, made, ranking, at)


def _of_hit(made: Answer, rank: int, hit: Hit) -> Reason:
    quoted = sum(quote.passage == rank - 1 for quote in made.quotes)
    if quoted:
        why = f"{quoted} sentence{'s' * (quoted != 1)} of it {'are' if quoted != 1 else 'is'} quoted."
    elif made.verdict == "not_found":
        why = "It is among the nearest, but the minutes do not seem to answer the question."
    else:
        why = "It is among the nearest; none of its sentences came before those that are quoted."
    near = hit.closeness.whole if hit.closeness else None
    return Reason(hit.passage.id, why, rank, None, hit.score, hit.meaning, hit.words, near, hit.features, hit.parts)


def _of_candidate(passage: str, made: Answer, ranking: Ranking, at: int) -> Reason:
    candidate = int((ranking.scores > ranking.scores[at]).sum()) + 1
    if candidate <= len(made.passages):
        why = "Another file of the same minutes says the same and is shown."
    else:
        why = f"It is number {candidate} of {len(ranking.scores)} candidates; {len(made.passages)} passages are shown."
    features = {name: float(values[at]) for name, values in ranking.features.items()}
    parts = {name: float(values[at]) for name, values in orderings().of_all(talk=ranking.talk).parts(ranking.features).items()}
    meaning, words = float(ranking.pool.meaning.scores[at]), float(ranking.pool.words.scores[at])
    return Reason(passage, why, None, candidate, float(ranking.scores[at]), meaning, words or None, None, features, parts)
