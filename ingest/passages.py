"""Minutes to passages: runs of whole sentences that never cross an item and that the model reads whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ingest.domain import Document, Item, Minutes, Passage, Role
from ingest.repairs import repair
from ingest.spans import Span, cut, narrow, trim

Count = Callable[[Sequence[str]], Sequence[int]]

_HEADING_SHARE = 4  # at most one in so many tokens goes to the heading
_SPECIAL = 4  # tokens that a model puts around a text (two for BERT), with room for one lost at each joint
# Where a sentence longer than the model reads is cut: at a row, a line, a clause, a word, anywhere.
_CUTS = (r"\n(?=[^\n]*\t)", r"\n", r"[;:,]\s", r"\s", r"(?<=.)(?=.)")

_Piece = tuple[tuple[Span, ...], Role, bool]


def passages(minutes: Minutes, count: Count, limit: int, target: int) -> tuple[Passage, ...]:
    """Every word of the preamble and the items, in passages of about `target` and at most `limit` tokens.

    `count` gives the lengths of texts in tokens of the model, its special tokens included; what is
    counted is what is encoded: the item's title, where the passage does not show it, and the text.
    """
    found: list[Passage] = []
    for part, item in enumerate(minutes.parts):
        found += _of_item(minutes.document, part, item, count, limit, target)
    return tuple(found)


def _of_item(document: Document, part: int, item: Item, count: Count, limit: int, target: int) -> Iterator[Passage]:
    heading = _heading(item, count, limit)
    room = limit - _SPECIAL - (count([heading])[0] if heading else 0)
    target = min(target, room)
    pieces = list(_pieces(document.text, item, count, room))
    sizes = [max(1, size - 2) for size in count([repair(cut(document.text, spans)) for spans, _, _ in pieces])]
    total = sum(sizes)
    share = total / max(1, round(total / target)) if total > room else room
    run: list[_Piece] = []
    size = 0
    for piece, tokens in zip(pieces, sizes, strict=True):
        full = size + tokens > room or size + tokens / 2 > share
        if run and full:
            yield _passage(document, part, item, run, heading, count)
            run, size = [], 0
        run.append(piece)
        size += tokens
    if run:
        yield _passage(document, part, item, run, heading, count)


def _heading(item: Item, count: Count, limit: int) -> str:
    words = (item.title or "").split()
    while words and count([" ".join(words)])[0] > limit // _HEADING_SHARE:
        words = words[: len(words) * 3 // 4]
    return repair(" ".join(words))


def _pieces(text: str, item: Item, count: Count, room: int) -> Iterator[_Piece]:
    """The item's sentences, those too long for the model cut."""
    sentences = [repair(cut(text, sentence.spans)) for sentence in item.sentences]
    for sentence, tokens in zip(item.sentences, count(sentences) if sentences else (), strict=True):
        if tokens <= room:
            yield sentence.spans, sentence.role, sentence.new_paragraph
        else:
            for at, spans in enumerate(_cut(text, sentence.spans, count, room)):
                yield spans, sentence.role, sentence.new_paragraph and not at


def _cut(text: str, spans: tuple[Span, ...], count: Count, room: int) -> Iterator[tuple[Span, ...]]:
    """Halves of halves, each cut at the best place nearest to the middle, until the model reads them whole."""
    printed = cut(text, spans)
    if count([repair(printed)])[0] <= room or len(printed) < 2:
        yield spans
        return
    middle = len(printed) / 2
    for pattern in _CUTS:
        ends = [found.end() for found in re.finditer(pattern, printed, re.DOTALL) if 0 < found.end() < len(printed)]
        best = min(ends, key=lambda end: abs(end - middle), default=None)
        if best is not None and (pattern == _CUTS[-1] or len(printed) / 8 < best < len(printed) * 7 / 8):
            break
    for start, end in ((0, best or 1), (best or 1, len(printed))):
        half = tuple(kept for span in narrow(spans, start, end) if (kept := trim(text, span)))
        if half:
            yield from _cut(text, half, count, room)


def _passage(document: Document, part: int, item: Item, run: Sequence[_Piece], heading: str, count: Count) -> Passage:
    spans = _joined(item.spans, run)
    text = cut(document.text, spans)
    shown = any(role == "heading" for _, role, _ in run) or (item.title_spans and spans[0].start <= item.title_spans[0].start)
    encoded = repair(text) if shown or not heading else f"{heading}\n{repair(text)}"
    return Passage(
        part=part,
        spans=spans,
        text=text,
        encoded=encoded,
        tokens=count([encoded])[0],
        page=document.page_at(spans[0].start),
        sentences=tuple((*_offsets(spans, piece), role) for piece, role, _ in run),
    )


def _joined(of: Sequence[Span], run: Sequence[_Piece]) -> tuple[Span, ...]:
    """The item's own text from the first piece to the last: what stands between sentences comes along."""
    start, end = run[0][0][0].start, run[-1][0][-1].end
    return tuple(Span(max(span.start, start), min(span.end, end)) for span in of if span.start < end and start < span.end)


def _offsets(spans: Sequence[Span], piece: Sequence[Span]) -> tuple[int, int]:
    """Where a piece stands in the text of the passage."""
    offset, start, end = 0, 0, 0
    for span in spans:
        if span.start <= piece[0].start < span.end:
            start = offset + piece[0].start - span.start
        if span.start < piece[-1].end <= span.end:
            end = offset + piece[-1].end - span.start
        offset += len(span) + 1
    return start, end
