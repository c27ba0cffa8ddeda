"""Corrections put to use: where items begin, what they are called, who met, when, and who was there.

The text stays as it is. A boundary moves over it; a number, a title, a name or a date stands beside it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from ingest import rules
from ingest.corrections import KEYS, Boundary, Corrections
from ingest.domain import Attendance, Correction, Decision, Document, Item, Meeting, Minutes
from ingest.items import Opening
from ingest.lined import Lined
from ingest.lines import Line
from ingest.titles import Title, read_title

RULE = "correction"
_Place = tuple[int, int]  # index of a line, offset in it


class Mender:
    """Puts one document's corrections to use, each at its time, and keeps account of what they changed."""

    def __init__(self, document: Document, corrections: Corrections | None) -> None:
        self._document = document
        self._asked = corrections or Corrections("", "{}")
        self._called: dict[int, Boundary] = {}  # by the item's place among the openings
        self._made: list[Correction] = []

    def openings(self, found: Sequence[Opening], lines: Sequence[Line], closed: Collection[int]) -> tuple[Opening, ...]:
        """The items' beginnings with those that are corrected; in the lines `closed` none begins.

        Raises:
            BadCorrections: its words do not stand in the text, or in several places.

        """
        kept = {(each.line, each.at): each for each in found}
        called: dict[_Place, Boundary] = {}
        for asked in self._asked.items:
            place = self._place(asked, lines, closed)
            was = kept.get(place)
            if not asked.opens:
                kept.pop(place, None)
                self._tell("items", f"no item begins at “{asked.begins}”" + ("" if was else " (none was read there)"))
                continue
            if was is None:
                following = min((line for line, _ in kept if line > place[0]), default=len(lines))
                kept[place] = _opening(lines, place, following)
            called[place] = asked
            new = [f"number {asked.number or 'none'}"] * (asked.number is not None) + [f"title {asked.title or 'none'}"] * (asked.title is not None)
            known = "" if was is None or new else " (as it is read)"
            self._tell("items", ", ".join([f"an item begins at “{asked.begins}”{known}", *new]))
        places = sorted(kept)
        self._called = {places.index(place): asked for place, asked in called.items() if place in kept}
        return _apart([kept[place] for place in places])

    def items(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """The items with the numbers and titles that are given."""
        found = list(items)
        for at, asked in self._called.items():
            if asked.number is not None:
                found[at] = replace(found[at], number=asked.number or None, number_read=asked.number or None)
            if asked.title is not None:
                found[at] = replace(found[at], title=asked.title or None)
        return tuple(found)

    def meeting(self, read: Meeting) -> Meeting:
        """The meeting with the facts that are given, and its people as they are corrected.

        Raises:
            BadCorrections: a name to be changed stands nowhere in the text.

        """
        for key, value in self._asked.meeting:
            was = getattr(read, key)
            self._tell(key, f"{value or 'unknown'} ({'as it is read' if was == value else f'read as {was}' if was else 'none was read'})")
        facts: dict[str, Any] = dict(self._asked.meeting)
        return replace(read, **facts, attendance=self._people(read.attendance))

    def minutes(self, read: Minutes) -> Minutes:
        """The minutes with corrected names of movers, voters and owners, without the doubts that are settled, and with what was corrected."""
        given = {key for key, _ in self._asked.meeting}
        doubts = tuple(doubt for doubt in read.doubts if doubt.about not in given)
        items = tuple(self._named(item) for item in read.items) if self._asked.rename else read.items
        made = sorted(self._made, key=lambda each: KEYS.index(each.key))
        return replace(read, items=items, doubts=doubts, corrections=tuple(made))

    def _named(self, item: Item) -> Item:
        return replace(
            item,
            decisions=tuple(self._decision(each) for each in item.decisions),
            actions=tuple(replace(each, owner=self._name(each.owner)) for each in item.actions),
            mentions=tuple(replace(each, name=self._name(each.name) or each.name) for each in item.mentions),
        )

    def _decision(self, decision: Decision) -> Decision:
        vote = decision.vote
        named = replace(vote, names=tuple(self._name(name) or name for name in vote.names)) if vote else None
        return replace(decision, proposer=self._name(decision.proposer), seconder=self._name(decision.seconder), vote=named)

    def _name(self, name: str | None) -> str | None:
        return next((right for _, wrong, right in self._asked.rename if wrong == name), name)

    def _people(self, read: Sequence[Attendance]) -> tuple[Attendance, ...]:
        found = list(read)
        for entry, wrong, right in self._asked.rename:
            self._expect(entry, wrong, [each.name for each in found])
            found = [replace(each, name=right) if each.name == wrong else each for each in found]
            self._tell("people", f"{wrong} is {right}")
        for entry, name in self._asked.remove:
            self._expect(entry, name, [each.name for each in found])
            listed = any(each.name == name for each in found)
            found = [each for each in found if each.name != name]
            self._tell("people", f"{name} was not there" if listed else f"{name} was not there (nor listed)")
        for person in self._asked.add:
            found = [*(each for each in found if each.name != person.name), person]
            self._tell("people", f"{person.name}{f' ({person.role})' if person.role else ''}: {person.status}")
        return tuple(found)

    def _expect(self, entry: Lined, name: str, listed: Sequence[str]) -> None:
        """Refuse a name that is neither listed nor in the text: better rules may list it no more, but it still stands there."""
        if name in listed or re.search(_words(name), self._document.text):
            return
        close = difflib.get_close_matches(name, listed, 1)
        entry.refuse(f"`{name}` stands nowhere in the text.", f"Did you mean `{close[0]}`?" if close else "Write the name as `minutes show` lists it.")

    def _place(self, asked: Boundary, lines: Sequence[Line], closed: Collection[int]) -> _Place:
        """Where the words stand: at the start of a line, else inside one."""
        pattern = re.compile(_words(asked.begins), re.IGNORECASE)
        held = [(index, line) for index, line in enumerate(lines) if index not in closed]
        text = self._document.text
        places = [(index, 0) for index, line in held if pattern.match(text, line.span.start) or pattern.match(line.marked)]
        if not places:
            inside = re.compile(r"(?<!\w)" + pattern.pattern, re.IGNORECASE)
            places = [(index, found.start()) for index, line in held for found in inside.finditer(line.text)]
        if not places:
            close = difflib.get_close_matches(asked.begins, [line.marked[: len(asked.begins) + 8] for _, line in held], 1)
            todo = f"The nearest line begins “{close[0]}”." if close else "Copy the first words of the line as `minutes show` or the document has them."
            asked.entry.refuse(f"no line begins with “{asked.begins}”, and it does not stand in the text of the minutes.", todo)
        if asked.occurrence is None and len(places) > 1:
            where = ", ".join(self._where(lines, place) for place in places[:4])
            asked.entry.refuse(f"“{asked.begins}” stands in {len(places)} places ({where}).", "Write more of the line, or add `occurrence: 2`.")
        if (asked.occurrence or 1) > len(places):
            asked.entry.refuse(f"“{asked.begins}” stands in {len(places)} places, not in {asked.occurrence}.", "Write a lower `occurrence`.")
        return places[(asked.occurrence or 1) - 1]

    def _where(self, lines: Sequence[Line], place: _Place) -> str:
        start = lines[place[0]].span.start + place[1]
        page = self._document.page_at(start)
        return f"page {page}" if page else f"line {self._document.line_at(start)}"

    def _tell(self, key: str, what: str) -> None:
        self._made.append(Correction(key, what))


def _words(text: str) -> str:
    """A pattern for words however they are spaced, which ends where a word does."""
    return r"\s+".join(map(re.escape, text.split())) + r"(?!\w)"


def _opening(lines: Sequence[Line], place: _Place, following: int) -> Opening:
    """An item that begins at a place, with the number and the title that are printed there."""
    index, at = place
    line = lines[index]
    shown = line.text[at:] if at else line.marked
    match = next((found for each in rules.NUMBERINGS if (found := each.rule.pattern.match(shown))), None)
    number = (match["number"] or match["n"]) if match else None
    title_at = max(at, at + match.end() - len(shown) + len(line.text[at:])) if match else at
    title = read_title(lines, index, title_at, max(following, index + 1)) if title_at < len(line.text) or number else Title(at, len(line.text))
    return Opening(index, at, number, number, title, RULE)


def _apart(openings: Sequence[Opening]) -> tuple[Opening, ...]:
    """Openings whose titles end before the next one begins."""
    return tuple(_clipped(each, later) for each, later in zip_longest(openings, openings[1:]))


def _clipped(opening: Opening, later: Opening | None) -> Opening:
    title = opening.title
    if later is None:
        return opening
    if opening.line == later.line:
        return replace(opening, title=Title(min(title.start, later.at), min(title.end, later.at)))
    return replace(opening, title=replace(title, lines=max(1, min(title.lines, later.line - opening.line))))
