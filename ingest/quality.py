"""How well minutes were understood, as one figure made of parts that a clerk can check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.dates import dates
from ingest.domain import Minutes
from ingest.numbers import counted

_PREAMBLE = 0.2  # the share of a text that title and attendance may well take
_DAMAGED = re.compile("[\ufffd\ue000-\uefff\x00-\x08\x0e-\x1f\x7f]|\\(cid:\\d+\\)")
_BAD = 0.02  # so many damaged characters, as a share, and nothing is left of that part
_HEAD = 20_000  # code points within which a meeting says when it was


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was looked at: 0 to 1, its weight, and what was found, in words."""

    name: str
    value: float
    weight: float
    found: str


@dataclass(frozen=True, slots=True)
class Quality:
    """The parts of the figure."""

    parts: tuple[Part, ...]

    @property
    def value(self) -> float:
        """0 to 1: the mean of the parts by their weights, to two places."""
        return round(sum(part.value * part.weight for part in self.parts) / sum(part.weight for part in self.parts), 2)


def quality(minutes: Minutes) -> Quality:
    """What speaks for and against the reading of a document.

    Weights: the text divided into items 0.3, numbers in order 0.2, date 0.15, attendance 0.15, body and
    committee 0.1, sound characters 0.1.
    """
    return Quality((_divided(minutes), _in_order(minutes), _dated(minutes), _attended(minutes), _named(minutes), _sound(minutes)))


def _divided(minutes: Minutes) -> Part:
    sizes = [sum(map(len, item.spans)) for item in minutes.parts]
    within = sum(sizes) - (sizes[0] if minutes.preamble.spans else 0)
    share = within / max(sum(sizes), 1) if len(minutes.items) > 1 else 0.0
    count = f"{len(minutes.items)} item{'s' * (len(minutes.items) != 1)}"
    return Part("divided", min(1.0, share / (1 - _PREAMBLE)), 0.3, f"{share:.0%} of the text in {count}" if share else "nothing divides the text")


def _in_order(minutes: Minutes) -> Part:
    """The share of the numbers that follow the one before by one; a half where nothing is numbered."""
    rows = counted(minutes.items)
    steps = [later.n - earlier.n for row in rows for earlier, later in pairwise(row)]
    if not rows:
        return Part("numbers", 0.5, 0.2, "no item has a number")
    share = sum(step == 1 for step in steps) / len(steps) if steps else 1.0
    return Part("numbers", share, 0.2, "the numbers are in order" if share == 1 else f"{share:.0%} of the numbers follow the one before")


def _dated(minutes: Minutes) -> Part:
    day = minutes.meeting.date
    if day is None:
        return Part("date", 0.0, 0.15, "no date")
    if any(each.key == "date" for each in minutes.corrections):
        return Part("date", 1.0, 0.15, "date by a correction")
    printed = any(found == day for _, found in dates(minutes.document.text[:_HEAD]))
    return Part("date", 1.0 if printed else 0.5, 0.15, "date in the text" if printed else "date from the file's name")


def _attended(minutes: Minutes) -> Part:
    present = sum(each.status == "present" for each in minutes.meeting.attendance)
    listed = len(minutes.meeting.attendance)
    return Part("attendance", 1.0 if present else 0.5 if listed else 0.0, 0.15, f"{present} present" if present else f"none present, {listed} others listed")


def _named(minutes: Minutes) -> Part:
    known = [name for name in ("body", "committee") if getattr(minutes.meeting, name)]
    return Part("names", len(known) / 2, 0.1, f"{' and '.join(known) or 'neither body nor committee'} known")


def _sound(minutes: Minutes) -> Part:
    text = minutes.document.text
    damaged = len(_DAMAGED.findall(text))
    share = damaged / max(len(text), 1)
    return Part("characters", max(0.0, 1 - share / _BAD), 0.1, f"{damaged} damaged characters" if damaged else "no damaged characters")
