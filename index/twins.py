"""Two extractions of the same minutes, a pdf and a docx of one meeting: linked as they come, and never told twice.

Only documents of one body and day are compared, so that a library may grow. The same meeting's pdf and docx
share 0.98 of their runs of three words, other minutes of one body at most 0.45 (measured on real minutes):
the line between is far from both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.catalogue import Catalogue, spans_from
from index.ids import same_body
from index.records import DocumentRecord, PassageRecord
from ingest.domain import Meeting
from ingest.spans import cut

SHARED = 0.6  # of the runs of words of the longer of two documents; of those of one passage
THE_SAME = 0.95  # of a passage's runs: below, one text may say what the other does not, as a `not`
_RUN = 3  # words
_WORD = re.compile(r"\w+")

Runs = frozenset[tuple[str, ...]]


def link(catalogue: Catalogue, document: int, meeting: Meeting, texts: Iterable[str]) -> None:
    """Link a new document, whose passages are `texts`, with its twins, within the caller's transaction."""
    if meeting.date is None:
        return
    execute = catalogue.connection.execute
    near = execute(
        "SELECT document, body, committee, start_time FROM meetings WHERE date = ? AND document <> ?", (meeting.date.isoformat(), document)
    ).fetchall()
    others = [
        row["document"]
        for row in near
        if same_body((meeting.body, meeting.committee), (row["body"], row["committee"])) and _may_be_one(meeting.start_time, row["start_time"])
    ]
    mine = _runs(texts) if others else frozenset()
    for other in others:
        theirs = _runs(_texts(catalogue, other))
        if mine and len(mine & theirs) >= SHARED * max(len(mine), len(theirs)):
            execute("INSERT INTO twins VALUES (?, ?), (?, ?)", (document, other, other, document))


def _may_be_one(one: str | None, other: str | None) -> bool:
    """Whether two printed times of opening may be the same: figures agree, or one is not told."""
    return not (one and other) or re.findall(r"\d+", one) == re.findall(r"\d+", other)


def twins_of(catalogue: Catalogue, document: int) -> tuple[DocumentRecord, ...]:
    """The twins of a document, in the order of their ids."""
    found = catalogue.documents("d.key IN (SELECT other FROM twins WHERE document = ?)", (document,))
    return tuple(sorted(found, key=lambda each: each.id))


class Told:
    """The passages of an answer, best first, each of them once however many twins hold it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.kept: list[PassageRecord] = []
        self._catalogue = catalogue
        self._twins: dict[int, tuple[DocumentRecord, ...]] = {}
        self._of_documents: dict[int, Runs] = {}

    def add(self, passage: PassageRecord) -> None:
        """Keep a passage that no twin has told. Of two that say the same word for word, the smaller document id is kept, whichever came first."""
        twins = {each.key for each in self._of(passage)}
        told = [(at, each) for at, each in enumerate(self.kept) if each.meeting.document.key in twins] if twins else []
        if not told or _share(_runs([passage.text]), _runs(each.text for _, each in told)) < THE_SAME:
            self.kept.append(passage)
            return
        for at, each in told:
            if _words(each.text) == _words(passage.text) and passage.meeting.document.id < each.meeting.document.id:
                self.kept[at] = passage

    def also_in(self, passage: PassageRecord) -> tuple[DocumentRecord, ...]:
        """The twins of its document that hold the passage, too."""
        return tuple(each for each in self._of(passage) if _share(_runs([passage.text]), self._runs_of(each.key)) >= SHARED)

    def _of(self, passage: PassageRecord) -> tuple[DocumentRecord, ...]:
        document = passage.meeting.document.key
        if document not in self._twins:
            self._twins[document] = twins_of(self._catalogue, document)
        return self._twins[document]

    def _runs_of(self, document: int) -> Runs:
        if document not in self._of_documents:
            self._of_documents[document] = _runs(_texts(self._catalogue, document))
        return self._of_documents[document]


def _texts(catalogue: Catalogue, document: int) -> list[str]:
    """The passages of a document; none of one that cannot be vouched for."""
    text = catalogue.text(document)
    rows = catalogue.connection.execute("SELECT spans FROM passages WHERE document = ? ORDER BY ordinal", (document,)) if text is not None else ()
    return [cut(text or "", spans_from(row["spans"])) for row in rows]


def _runs(texts: Iterable[str]) -> Runs:
    """Every run of three words of the texts together; of fewer words, the words."""
    words = _words(" ".join(texts))
    return frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False)) if len(words) >= _RUN else frozenset([tuple(words)] if words else [])


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.casefold())


def _share(runs: Runs, held: Runs) -> float:
    """The share of `runs` that `held` has, 0 of none."""
    return len(runs & held) / len(runs) if runs else 0.0
