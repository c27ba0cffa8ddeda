"""Names and quotes as a page marks them: whatever their stretches, what is marked is the text as it is stored."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.library import Library
from index.records import PassageRecord
from ingest.domain import Entity
from service.marking import Piece, pieces

TEXT = "Cllr Ann Lind of\nMill\n\nLane 😀 paid £5 to Elm Signs Ltd."
Named = tuple[int, int, str]


def marked(text: str, names: list[Named], quotes: list[tuple[int, int]] = [], headings: list[tuple[int, int]] = []) -> list[Piece]:  # noqa: B006
    entities = tuple(Entity(start, end, cast("Any", label), text[start:end]) for start, end, label in names)
    passage = SimpleNamespace(text=text, entities=entities, sentences=tuple((start, end, "heading") for start, end in headings))
    return pieces(cast("PassageRecord", passage), quotes)


def of(kind: str, found: list[Piece]) -> list[str]:
    """What is marked as of a kind: pieces side by side are one name until one ends it."""
    names, open_ = [], ""
    for each in found:
        open_ = open_ + each.text if each.kind == kind else ""
        if open_ and each.ends:
            names.append(open_)
            open_ = ""
    return names


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        ([(5, 13, "PERSON"), (17, 27, "PLACE")], {"person": ["Ann Lind"], "place": ["Mill\n\nLane"]}),
        ([(5, 8, "PERSON"), (8, 13, "ORG")], {"person": ["Ann"], "org": [" Lind"]}),
        ([(5, 8, "PERSON"), (8, 13, "PERSON")], {"person": ["Ann", " Lind"]}),
        ([(0, len(TEXT), "LAW")], {"law": [TEXT]}),
        ([(28, 29, "REF")], {"ref": ["😀"]}),
    ],
    ids=["over the ends of lines", "touching", "touching, of one kind", "all of it", "beyond the first plane"],
)
def test_what_is_marked_is_the_stored_text(names: list[Named], kinds: dict[str, list[str]]) -> None:
    """A name is marked from its first to its last character, also where a line or a paragraph ends in it or another begins."""
    found = marked(TEXT, names)
    assert "".join(each.text for each in found) == TEXT
    assert {kind: of(kind, found) for kind in kinds} == kinds


def test_overlapping_and_nested_stretches() -> None:
    """Of names that overlap the first keeps the common part; quotes and headings cut names, and take nothing from them."""
    nested = marked(TEXT, [(5, 27, "PLACE"), (9, 13, "PERSON")])
    assert of("place", nested) == [TEXT[5:27]]
    assert of("person", nested) == []
    across = marked(TEXT, [(5, 13, "PERSON"), (9, 22, "PLACE")])
    assert of("person", across) == ["Ann Lind"]
    assert "".join(each.text for each in across if each.kind == "place") == TEXT[13:22]
    quoted = marked(TEXT, [(5, 13, "PERSON")], [(0, 9), (7, 20)], [(0, 11)])
    assert of("person", quoted) == ["Ann Lind"]
    assert "".join(each.text for each in quoted if each.quoted) == TEXT[:20]
    assert "".join(each.text for each in quoted if each.heading) == TEXT[:11]


SPANS = st.lists(st.tuples(st.integers(0, 25), st.integers(1, 9)).map(lambda at: (at[0], at[0] + at[1])), max_size=6)


@given(st.text("ab \n.😀é", min_size=0, max_size=30), SPANS, SPANS, SPANS)
def test_nothing_is_lost_or_moved(text: str, names: list[tuple[int, int]], quotes: list[tuple[int, int]], headings: list[tuple[int, int]]) -> None:
    """Whatever overlaps, the pieces in their order are the text, and what is marked lies within what was to be marked."""
    inside = [(start, min(end, len(text))) for start, end in names if start < len(text)]
    found = marked(text, [(*each, "ORG") for each in inside], quotes, headings)
    assert "".join(each.text for each in found) == text
    at = 0
    for each in found:
        covered = any(start <= at and at + len(each.text) <= end for start, end in inside)
        assert (each.kind == "org") == covered
        at += len(each.text)


@pytest.mark.slow
def test_names_in_passages_across_a_page_break(samples_library: Library) -> None:
    """Where a passage runs over a page's end, past its header and footer, every name is the passage's own text, and the passage the stored slices in order."""
    with samples_library.reading() as catalogue:
        held = [each for each in catalogue.passages(catalogue.keys().tolist()).values() if len(each.spans) > 1]
        texts = {each.meeting.document.key: catalogue.text(each.meeting.document.key) or "" for each in held}
    over = [each for each in held if each.meeting.document.format == "pdf"]
    assert sum(bool(each.entities) for each in over) > 2
    for each in over:
        stored = texts[each.meeting.document.key]
        assert each.text == " ".join(stored[span.start : span.end] for span in each.spans)
        assert all(name.text == each.text[name.start : name.end] for name in each.entities)
        found = pieces(each)
        assert "".join(piece.text for piece in found) == each.text
        ends = [name.end for name in each.entities]
        assert sum(piece.ends for piece in found) == len(ends)
