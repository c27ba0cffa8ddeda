"""BM25 over words: a tantivy index of passages' text and headings."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.errors import IndexDamaged
from ingest.repairs import repair

_HEAP = 64_000_000
_ANALYSER = "minutes"
_POSSESSIVE = re.compile(r"'s\b", re.IGNORECASE)
_HEADING_BOOST = 1.0
# Words that ask rather than name. A question of these alone has nothing to search for.
STOP_WORDS = frozenset(
    "a about above after again all also am an and any are as at be because been before being below between both but by can cannot could decide "
    "decided decides did do does doing done down during each few for from further get give had happen happened happening happens has have having "
    "he her here hers him his how i if in into is it its just know let like many me more most much my no nor not now of off on once only or "
    "other our out over own please said same say says she should show so some such tell than that the their them then there these they this "
    "those through to too under until up us very was we were what when where which while who whom whose why will with would you your".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of a passage."""

    key: int
    text: str
    heading: str


class WordIndex:
    """The index in one folder. A folder that was published is never written again."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`.

        Raises:
            IndexDamaged: tantivy cannot open it.

        """
        try:
            self._index, self._searcher = _opened(folder) if os.access(folder, os.W_OK) else _opened_elsewhere(folder)
        except (ValueError, OSError) as error:
            raise IndexDamaged("tantivy cannot open it.", where=str(folder)) from error

    @property
    def size(self) -> int:
        """How many passages it holds."""
        return int(self._searcher.num_docs)

    @property
    def keys(self) -> set[int]:
        """The keys of the passages it holds."""
        hits = self._searcher.search(tantivy.Query.all_query(), max(1, self.size), count=False).hits
        return {int(key or 0) for key in self._searcher.fast_field_values("key", [address for _, address in hits])}

    def search(self, terms: Sequence[str] | Mapping[str, float], limit: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The keys of the `limit` passages with the greatest BM25 score, best first; with `allowed`, of these alone.

        Terms given with weights count by them, the others alike.
        """
        query = _query(self._index.schema, terms)
        if query is None or not limit or (allowed is not None and not len(allowed)):
            return []
        if allowed is not None:
            only = tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._index.schema, "key", list(allowed)), 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, only)])
        hits = self._searcher.search(query, limit, count=False).hits
        keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        return [(int(key or 0), float(score)) for key, (score, _) in zip(keys, hits, strict=True)]

    def holding(self, terms: Sequence[str]) -> list[int]:
        """The keys of all passages whose text holds every one of the terms."""
        query = tantivy.Query
        every = query.boolean_query([(tantivy.Occur.Must, query.term_query(self._index.schema, "text", term)) for term in terms])
        hits = self._searcher.search(every, max(1, self.size), count=False).hits
        return [int(key or 0) for key in self._searcher.fast_field_values("key", [address for _, address in hits])]

    def every(self, groups: Sequence[Sequence[Sequence[str]]], weights: Mapping[str, float]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Keys and BM25 scores of all passages whose text holds, of each group, all terms of one of its forms; `weights` are those of the scores."""
        query, schema = tantivy.Query, self._index.schema

        def all_of(form: Sequence[str]) -> tantivy.Query:
            return query.boolean_query([(tantivy.Occur.Must, query.term_query(schema, "text", term)) for term in form])

        held = [query.boolean_query([(tantivy.Occur.Should, all_of(form)) for form in forms]) for forms in groups]
        scored = _query(schema, weights)
        both = [*((tantivy.Occur.Must, query.const_score_query(each, 0.0)) for each in held), *([(tantivy.Occur.Should, scored)] if scored else [])]
        hits = self._searcher.search(query.boolean_query(both), max(1, self.size), count=False).hits
        keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        return np.array([int(key or 0) for key in keys], np.int64), np.array([score for score, _ in hits], np.float64)

    def frequency(self, term: str) -> int:
        """How many passages hold the term in their text or heading."""
        query = _query(self._index.schema, [term])  # `doc_freq` counts what was removed until segments are merged
        return int(self._searcher.search(query, 1, count=True).count or 0) if query else 0  # type: ignore[attr-defined]  # its stubs do not know of it

    def stems(self, beginning: str) -> list[tuple[str, int]]:
        """(stem, how many passages hold it in their text) of all that begin so, the most frequent first; removed passages count until segments merge."""
        return [(str(term), int(count)) for term, count in self._searcher.terms_with_prefix("text", beginning)]


def _opened(folder: Path) -> tuple[tantivy.Index, tantivy.Searcher]:
    index = tantivy.Index.open(str(folder))
    index.register_tokenizer(_ANALYSER, _analyser())
    return index, index.searcher()


def _opened_elsewhere(folder: Path) -> tuple[tantivy.Index, tantivy.Searcher]:
    """Tantivy makes a lock file where it opens, even to read: links in a folder of our own give it a place for that."""
    with tempfile.TemporaryDirectory(prefix="minutes-words-", ignore_cleanup_errors=True) as place:  # tantivy may be locking
        for path in folder.iterdir():
            if not path.name.endswith(".lock"):
                (Path(place) / path.name).symlink_to(path.absolute())
        return _opened(Path(place))


def write(folder: Path, add: Iterable[Entry], remove: Iterable[int]) -> None:
    """Change the index in `folder` (made if there is none) in one commit, and wait until it is whole."""
    index = tantivy.Index(_schema(), path=str(folder), reuse=True)
    index.register_tokenizer(_ANALYSER, _analyser())
    writer = index.writer(_HEAP, 1)
    gone = list(remove)
    if gone:  # not `delete_documents_by_term`: it takes a number for a signed one, and finds no key
        writer.delete_documents_by_query(tantivy.Query.term_set_query(index.schema, "key", gone))
    for entry in add:
        document = tantivy.Document()
        document.add_unsigned("key", entry.key)
        document.add_text("text", prepared(entry.text))
        document.add_text("heading", prepared(entry.heading))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def prepared(text: str) -> str:
    """Text as the analyser should get it."""
    return _POSSESSIVE.sub("", repair(text))


def terms(text: str) -> list[str]:
    """The stems of a text's words, in order, stop words too."""
    return list(_analyser().analyze(prepared(text)))


def content_terms(text: str) -> list[str]:
    """The stems of the words that name something, each once, in order."""
    words = re.findall(r"[^\W_]+", prepared(text))
    return list(dict.fromkeys(term for word in words if word.lower() not in STOP_WORDS for term in terms(word)))


def _query(schema: tantivy.Schema, wanted: Sequence[str] | Mapping[str, float]) -> tantivy.Query | None:
    """Any of the terms in text or heading. Never `parse_query`: it stumbles over brackets and hyphens."""
    query = tantivy.Query
    weights = wanted if isinstance(wanted, Mapping) else {}
    should = [
        (tantivy.Occur.Should, query.boost_query(query.term_query(schema, name, term), boost * weights.get(term, 1.0)))
        for term in wanted
        for name, boost in (("text", 1.0), ("heading", _HEADING_BOOST))
    ]
    return query.boolean_query(should) if should else None


@cache
def _analyser() -> tantivy.TextAnalyzer:
    filters = (tantivy.Filter.remove_long(40), tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold(), tantivy.Filter.stemmer("english"))
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for each in filters:
        builder = builder.filter(each)
    return builder.build()


@cache
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    builder.add_text_field("text", tokenizer_name=_ANALYSER, index_option="freq")
    builder.add_text_field("heading", tokenizer_name=_ANALYSER, index_option="freq")
    return builder.build()
