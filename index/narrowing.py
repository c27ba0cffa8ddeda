"""Which passages a query is narrowed to: what was stated holds, before anything is ranked."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import numpy as np

from index.catalogue import Catalogue
from index.features import names_in
from index.ids import letters
from index.library import Library
from index.naming import is_called
from index.people import untitled
from index.places import Places
from index.query import Filters, Query
from index.texts import texts
from index.words import WordIndex, terms

_MOST_PREFERRED = 20_000  # passages: a guess that prefers more than these tells little, and to look through them takes time


def allowed(catalogue: Catalogue, places: Places, words: WordIndex, query: Query) -> tuple[list[int] | None, tuple[str, ...]]:
    """The keys of the passages that the filters, the phrases and the words left out let through, None for all of them; and the phrases that stand in none.

    A phrase that stands in no passage leaves nothing out: its words are searched for one by one, and whoever asks is told.
    """
    if not (query.filters or query.phrases or query.without or query.hidden):
        return None, ()
    keys = _keys(catalogue, places, query.filters)
    if query.hidden:
        keys = np.setdiff1d(keys, places.keys[np.isin(places.documents, list(query.hidden))]).tolist()
    nowhere: list[str] = []
    for phrase in query.phrases:
        stems = terms(phrase)
        held = set(words.holding(stems)) if stems else set()
        saying = _saying(catalogue, [key for key in keys if key in held], phrase)
        keys = saying or keys
        nowhere += [] if saying else [phrase]
    for word in query.without:
        stems = terms(word)
        held = set(words.holding(stems)) if stems else set()
        keys = [key for key in keys if key not in held]
    if query.filters.person is not None:
        person = untitled(query.filters.person)
        held = set(words.holding(terms(person))) if terms(person) else set()
        keys = [key for key, text in texts(catalogue, (key for key in keys if key in held)) if names_in(person, text)]
    return keys, tuple(nowhere)


def called(library: Library) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every name of a body and every name of a committee, as they are printed: `library.kept(called)`."""
    with library.reading() as catalogue:
        rows = catalogue.connection.execute("SELECT DISTINCT body, committee FROM meetings").fetchall()
    bodies, committees = (tuple(dict.fromkeys(row[column] for row in rows if row[column] is not None)) for column in range(2))
    return bodies, committees


def preferred(library: Library, catalogue: Catalogue, places: Places, query: Query, within: list[int] | None) -> list[int]:
    """The keys of the passages of the meetings that a guess prefers, among those that what was stated lets through; none where that is no help."""
    guessed = query.preferred
    if not any((guessed.body, guessed.committee, guessed.since, guessed.until)):
        return []
    where, values = condition(catalogue, Filters(since=guessed.since, until=guessed.until))
    for column, asked, held in zip(("body", "committee"), (guessed.body, guessed.committee), library.kept(called), strict=True):
        if asked is not None:
            names = [name for name in held if is_called(asked, name)]
            where, values = f"{where} AND m.{column} IN ({','.join('?' * len(names))})", [*values, *names]
    keys = _held(catalogue, places, where, values)
    if len(keys) > _MOST_PREFERRED:
        return []
    return keys if within is None else np.intersect1d(keys, within, assume_unique=True).tolist()


def searched(catalogue: Catalogue, filters: Filters) -> tuple[int, dt.date | None, dt.date | None]:
    """How many documents the filters let through, and the first and last day of their meetings."""
    where, values = condition(catalogue, filters)
    count, first, last = catalogue.connection.execute(f"SELECT count(*), min(m.date), max(m.date) FROM meetings m WHERE {where}", values).fetchone()
    return count, dt.date.fromisoformat(first) if first else None, dt.date.fromisoformat(last) if last else None


def _keys(catalogue: Catalogue, places: Places, filters: Filters) -> list[int]:
    """The keys of the passages of the meetings that the filters let through."""
    return _held(catalogue, places, *condition(catalogue, filters))


def _held(catalogue: Catalogue, places: Places, where: str, values: list[Any]) -> list[int]:
    """The keys of the passages of the meetings of which the condition holds."""
    rows = catalogue.connection.execute(f"SELECT m.document FROM meetings m WHERE {where}", values)
    kept: list[int] = places.keys[np.isin(places.documents, [row[0] for row in rows])].tolist()
    return kept


def condition(catalogue: Catalogue, filters: Filters) -> tuple[str, list[Any]]:
    """The filters that hold for whole meetings, as a condition over the meetings `m`."""
    parts, values = ["1"], []
    for column, value in (("m.body", filters.body), ("m.committee", filters.committee)):
        if value is not None:
            parts.append(f"fold({column}) = ?")
            values.append(letters(value))
    for comparison, day in ((">=", filters.since), ("<=", filters.until)):
        if day is not None:
            parts.append(f"m.date {comparison} ?")
            values.append(day.isoformat())
    if filters.document is not None:
        keys = [each.key for each in catalogue.named(filters.document)]
        parts.append(f"m.document IN ({','.join(map(str, keys))})")
    return " AND ".join(parts), values


def _saying(catalogue: Catalogue, keys: list[int], phrase: str) -> list[int]:
    """Those of the passages that have the phrase word for word; case and white space do not count."""
    wanted = re.compile(r"(?<!\w)" + r"\W+".join(map(re.escape, re.findall(r"\w+", phrase.casefold()))) + r"(?!\w)")
    return [key for key, text in texts(catalogue, keys) if wanted.search(text.casefold())]
