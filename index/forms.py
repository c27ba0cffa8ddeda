"""The other forms of a question's words, as the two arms search for them and as passages are compared with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.query import Expansion, Query
from index.words import content_terms, terms


@dataclass(frozen=True, slots=True)
class Forms:
    """What the arms search for: `weights` of BM25 terms, 1 for the question's own, and the text that is encoded."""

    weights: dict[str, float]
    text: str


def with_forms(query: Query) -> Forms:
    """The question with the other forms of its words.

    All terms of another form together weigh as much as those that they stand for: four words count for no more than the
    abbreviation that was typed. In the text a long form follows in brackets, as minutes print it.
    """
    own = content_terms(query.text) or terms(query.text)
    weights = dict.fromkeys(own, 1.0)
    for each in query.also:
        new = [term for term in content_terms(each.other) if term not in own]
        for term in new:
            weights[term] = max(weights.get(term, 0.0), len(content_terms(each.typed)) / len(new))
    others = dict.fromkeys(each.other for each in query.also)
    return Forms(weights, f"{query.text} ({', '.join(others)})" if others else query.text)


def standing_for(held: Collection[str], also: Sequence[Expansion]) -> set[str]:
    """The terms that a text holds, with those of the question for which it has the whole other form."""
    here = set(held)
    return here.union(*(terms(each.typed) for each in also if here.issuperset(content_terms(each.other) or [""])))
