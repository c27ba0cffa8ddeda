"""A document to its minutes: items, meeting, decisions. Every word of the text has its place in the result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import meeting as who
from ingest.agenda import told_apart
from ingest.contents import contents
from ingest.corrections import Corrections
from ingest.decisions import read_decisions
from ingest.domain import Document, Doubt, Item, Meeting, Minutes, Sentence
from ingest.doubts import doubts
from ingest.furniture import furniture
from ingest.items import Opening, openings
from ingest.lines import Line, lines
from ingest.links import linked
from ingest.mending import Mender
from ingest.people import attendance
from ingest.repairs import unwrapped
from ingest.sentences import sentences
from ingest.spans import Span, cut, narrow, without
from ingest.titles import Title, is_sentence
from ingest.wrapping import rewrapped, verbatim

RULES_VERSION = "7"  # raise it when what is understood of the same file changes: libraries then read files anew


_BEHIND_A_TITLE = re.compile(r"\s*(?:\([A-Z](?:-\d+)?(?:/[A-Z]-\d+)?\))?(?:\s*[:.]|\s*[:.]?\s*[-–—]+(?=\s))*")


def parse(document: Document, corrections: Corrections | None = None) -> Minutes:
    """What the document says: who met, when, under which items, and what was decided.

    Preamble, items and furniture together hold every character of the stored text that is not white
    space, in order, once.

    Raises:
        BadCorrections: the corrections speak of words that do not stand in the text.

    """
    return verbatim(_parse(replace(document, text=rewrapped(document.text)), corrections), document.text)


def _parse(document: Document, corrections: Corrections | None) -> Minutes:
    document = replace(document, furniture=furniture(document))
    all_lines = lines(document)
    table = contents(all_lines)
    mend = Mender(document, corrections)
    found = mend.openings(openings(all_lines, table), all_lines, table.lines)
    if not found and all_lines:
        found = (Opening(0, 0, None, None, Title(0, 0), "nothing divides it"),)
    starts = [*(all_lines[opening.line].span.start + opening.at for opening in found), len(document.text)]
    document = replace(document, furniture=tuple(sorted({*document.furniture, *table.spans})))
    preamble = _item(document, Span(0, starts[0]), None, ())
    items = mend.items(_item(document, Span(start, end), opening, all_lines) for opening, start, end in zip(found, starts, starts[1:], strict=False))
    items = told_apart(document.text, items)
    top = all_lines[: found[0].line] if found and found[0].line else all_lines
    held, preamble, items, noticed = _meeting(document, top, all_lines, items, preamble)
    held = mend.meeting(held)
    minutes = mend.minutes(Minutes(document, held, *linked(document.text, held, preamble, items), noticed))
    return replace(minutes, doubts=(*minutes.doubts, *doubts(minutes)))


def _meeting(
    document: Document, top: Sequence[Line], all_lines: Sequence[Line], items: tuple[Item, ...], preamble: Item
) -> tuple[Meeting, Item, tuple[Item, ...], tuple[Doubt, ...]]:
    body = who.body(document, top)
    day, noticed = who.date(document, top)
    start_time, end_time = who.times(top, document.text)
    said = [(item.title or "", _below_title(document.text, item)) for item in items]
    first = [line.text for line in (top if preamble.spans else all_lines[:40])]
    held = Meeting(
        body,
        who.committee(document, top, body),
        day,
        start_time,
        end_time,
        attendance(first, said, document.text),
        who.kind(top),
        who.place(top),
        who.state(document, top),
    )
    return held, preamble, items, (*(Doubt(remark) for remark in document.remarks), *noticed)


def _below_title(text: str, item: Item) -> str:
    """What an item says behind its title."""
    end = item.title_spans[-1].end if item.title_spans else 0
    return cut(text, [Span(max(span.start, end), span.end) for span in item.spans if span.end > end]).strip(" :-–—\n")


def _item(document: Document, region: Span, opening: Opening | None, all_lines: Sequence[Line]) -> Item:
    text = document.text
    spans = without(text, region, document.furniture)
    head, title_spans = _title(opening, all_lines)
    printed = cut(text, spans)
    pieces = list(sentences(printed))
    # A heading is no sentence of the item, on lines of its own or with the text behind it.
    heads = 0
    if head is not None:
        pieces, heads = _part_heading(printed, spans, pieces, head)
    if (printed_title := cut(text, title_spans)).endswith(".") or is_sentence(printed_title):
        heads = 0  # a title that is a sentence may decide something
    reading = read_decisions(printed, spans, [(start, end) for start, end, _ in pieces], heads)
    return Item(
        number=opening.number if opening else None,
        number_read=opening.number_read if opening else None,
        title=unwrapped(cut(text, title_spans)) or None,
        spans=spans,
        title_spans=title_spans,
        page=document.page_at(spans[0].start) if spans else None,
        sentences=tuple(Sentence(narrow(spans, start, end), role, new) for (start, end, new), role in zip(pieces, reading.roles, strict=True)),
        decisions=reading.decisions,
        actions=reading.actions,
        rule=opening.rule if opening else None,
    )


def _title(opening: Opening | None, all_lines: Sequence[Line]) -> tuple[int | None, tuple[Span, ...]]:
    """(where the heading ends with the marks behind it, the title's spans)."""
    if opening is None:
        return None, ()
    first = all_lines[opening.line].span
    own = Span(first.start + opening.title.start, first.start + opening.title.end)
    more = [line.span for line in all_lines[opening.line + 1 : opening.line + opening.title.lines]]
    spans = tuple(span for span in (own, *more) if len(span))
    if not spans:
        return None, ()
    last = all_lines[opening.line + len(more)]
    start = spans[-1].start - last.span.start
    end = start + len(last.text[start : spans[-1].end - last.span.start].rstrip(" :–—-"))
    spans = (*spans[:-1], Span(last.span.start + start, last.span.start + end))
    behind = _BEHIND_A_TITLE.match(last.text, end)
    return last.span.start + (behind.end() if behind else 0), spans


def _part_heading(printed: str, spans: tuple[Span, ...], pieces: Sequence[tuple[int, int, bool]], head: int) -> tuple[list[tuple[int, int, bool]], int]:
    """Sentences parted where the heading's lines end, and how many of them are heading."""
    at = sum(len(span) + 1 for span in spans if span.end < head)
    at += next((head - span.start for span in spans if span.start <= head <= span.end), 0)
    before = [piece for piece in pieces if piece[1] <= at]
    parted: list[tuple[int, int, bool]] = []
    for start, end, new in pieces:
        if start < at < end:
            left = len(printed[start:at].rstrip())
            right = at + len(printed[at:end]) - len(printed[at:end].lstrip())
            parted += [(start, start + left, new), (right, end, True)]
        else:
            parted.append((start, end, new))
    return parted, len(before) + (len(parted) - len(pieces))
