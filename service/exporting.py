"""An export from one state of the library: what goes before it, and its bytes a piece at a time, so that neither is ever all in memory."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, fields
from importlib import metadata
from typing import Any, Literal

from index.catalogue import Catalogue
from index.known import known
from index.library import Library
from index.listing import ARMS, Listing, Mode, list_passages
from index.query import Filters
from index.walking import expect_sound, keys_of
from service.bibliography import bibtex, csl, ris
from service.citing import Citation, citation
from service.columns import COLUMNS, Cited, Kind
from service.errors import BadFilter
from service.export_formats import as_csv, joined, ndjson
from service.export_rows import Ranked, asked_of, count_of, rows
from service.question import expect_listed
from service.searching import read_search

Style = Literal["ris", "bibtex", "csl"]
Format = Literal["ndjson", "csv", "parquet", "ris", "bibtex", "csl"]
MEDIA: dict[Format, str] = {
    "ndjson": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8; header=present",
    "parquet": "application/vnd.apache.parquet",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
}
STYLES: dict[Style, Callable[[Iterable[Citation]], Iterator[str]]] = {"ris": ris, "bibtex": bibtex, "csl": csl}
_ENDINGS = {"bibtex": "bib", "csl": "json"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported. `q` is what passages are searched for, `base` the address of the server that references lead to."""

    kind: Kind
    format: Format
    filters: Filters = field(default_factory=Filters)
    q: str | None = None
    mode: Mode = "hybrid"
    longest_question: int = 500
    base: str | None = None


class Export:
    """The rows of one state of the library. Read it to its end or close it: it holds that state.

    `rows` tells how many there are, before the first is read, `complete` whether a search left none out;
    `generation` is the one that was published when it was opened.
    """

    def __init__(self, library: Library, wanted: Wanted) -> None:
        """Open that state, look everything up that can go wrong, and count.

        Raises:
            BadFilter: only passages can be searched for, and not every kind can be cited. LibraryDamaged: a stored text is not what was stored.

        """
        self.wanted = wanted
        if wanted.format in STYLES:
            _citable(wanted)
        with ExitStack() as held:  # lets go of the state where one of these fails
            found = _found(library, wanted)
            self.complete = found is None or found.complete
            self.generation = library.generation
            catalogue = held.enter_context(library.reading())
            self._asked = asked_of(library, catalogue, wanted.kind, wanted.filters, _ranked(catalogue, found) if found else None)
            expect_sound(catalogue, self._asked.documents)
            self.rows = count_of(wanted.kind, self._asked)
            self._held = held.pop_all()
        self.made = dt.datetime.now(dt.UTC).replace(microsecond=0)

    @property
    def about(self) -> dict[str, Any]:
        """What goes with the rows: kind, filters, generation, when it was made, by which version, and how many rows."""
        filters = {each.name: getattr(self.wanted.filters, each.name) for each in fields(Filters)}
        said = {key: str(value) for key, value in filters.items() if value is not None}
        return {
            "kind": self.wanted.kind,
            "filters": said,
            "q": self.wanted.q or "",
            "generation": self.generation,
            "made": self.made.isoformat(),
            "program": f"ask-the-minutes {metadata.version('ask-the-minutes')}",
            "rows": self.rows,
            "complete": self.complete,
        }

    @property
    def name(self) -> str:
        """A name for the file."""
        return f"minutes-{self.wanted.kind}-{self.generation}.{_ENDINGS.get(self.wanted.format, self.wanted.format)}"

    @property
    def headers(self) -> dict[str, str]:
        """What tells a client whether all came."""
        return {
            "Minutes-Rows": str(self.rows),
            "Minutes-Complete": "yes" if self.complete else "no",
            "Minutes-Generation": str(self.generation),
            "Minutes-Made": self.made.isoformat(),
            "Minutes-Filters": json.dumps(self.about["filters"]),
            "Content-Disposition": f'attachment; filename="{self.name}"',
        }

    @property
    def media_type(self) -> str:
        """What it is sent as."""
        return MEDIA[self.wanted.format]

    def __iter__(self) -> Iterator[bytes]:
        """The bytes, in pieces; the state is let go of at the end."""
        try:
            yield from self._pieces()
        finally:
            self.close()

    def _pieces(self) -> Iterator[bytes]:
        found, columns = rows(self.wanted.kind, self._asked), COLUMNS[self.wanted.kind]
        if self.wanted.format == "ndjson":
            yield from ndjson(found)
        elif self.wanted.format == "csv":
            yield from as_csv(found, columns)
        elif self.wanted.format != "parquet":
            kind = _citable(self.wanted)
            references = (citation(kind, row, self.wanted.base, self.generation) for row in found)
            yield from joined(STYLES[self.wanted.format](references))
        else:
            from service.parquet import parquet  # pyarrow takes a third of a second to import

            yield from parquet(found, columns, self.about)

    def close(self) -> None:
        """Let go of the library's state."""
        self._held.close()


def _citable(wanted: Wanted) -> Cited:
    if wanted.kind == "passages" or wanted.kind == "items" or wanted.kind == "meetings":
        return wanted.kind
    raise BadFilter("Only passages, items and meetings can be cited.", where="format", todo="Choose ndjson, csv or parquet.")


def _found(library: Library, wanted: Wanted) -> Listing | None:
    """What a search finds; None where nothing is searched for."""
    if wanted.filters.person is not None:
        expect_listed(known(library), wanted.filters.person)
    if wanted.q is None:
        return None
    if wanted.kind != "passages":
        raise BadFilter("Only passages can be searched for.", where="q", todo="Leave out q, or export passages.")
    reading = read_search(library, wanted.q, wanted.filters, wanted.mode, wanted.longest_question)
    return list_passages(library, reading.query, wanted.mode)


def _ranked(catalogue: Catalogue, found: Listing) -> Ranked:
    """The passages of a list that this state of the library holds."""
    names = [each.decode() for each in found.ids.tolist()]
    held = keys_of(catalogue, names)
    told = zip(names, found.scores.tolist(), found.arms.tolist(), strict=True)
    return {held[name]: (round(score, 4), ARMS[arms]) for name, score, arms in told if name in held}
