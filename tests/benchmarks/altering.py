"""Copies of minutes that say the same of other people and places: for a library far larger than the minutes at hand.

A name is put in the place of another of the same length, a digit in the place of a digit, so every offset stays right.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ingest.domain import Document
from ingest.spans import Span

_WORD = re.compile(r"[^\W\d_]+|\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_KEPT = frozenset([*calendar.month_name, *calendar.day_name])  # a date stays a date
_FOUR_WEEKS = dt.timedelta(weeks=4)  # a copy's meetings are on the same day of the week, so many times four weeks earlier


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """The words that the texts only ever write with a capital."""
    words = {word for text in texts for word in _WORD.findall(text)}
    return frozenset(word for word in words if word.istitle() and len(word) > 2 and word.lower() not in words and word not in _KEPT)


class Altering:
    """What a copy puts in the place of names and digits; the same number gives the same copy."""

    def __init__(self, number: int, names: Iterable[str]) -> None:
        self._number = number
        luck = random.Random(number)
        by_length: dict[int, list[str]] = defaultdict(list)
        for name in sorted(names):
            by_length[len(name)].append(name)
        self._instead = {one: other for same in by_length.values() for one, other in zip(same, luck.sample(same, len(same)), strict=True)}
        self._digits = str.maketrans("123456789", "".join(luck.sample("123456789", 9)))

    def text(self, text: str) -> str:
        """The text of the copy, as long as the original."""
        return _WORD.sub(self._word, text)

    def share(self, text: str) -> float:
        """The share of the text's words that the copy alters."""
        words = _WORD.findall(text)
        return sum(self.text(word) != word for word in words) / len(words) if words else 0.0

    def all_of(self, value: Any) -> Any:
        """A value of the domain with every text in it altered and every date shifted."""
        match value:
            case str():
                return self.text(value)
            case dt.date():
                return value - self._number * _FOUR_WEEKS
            case tuple():
                return tuple(map(self.all_of, value))
            case Span():
                return value
            case Document():
                text = self.text(value.text)
                own = hashlib.sha256(f"{self._number}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()
                return dataclasses.replace(value, id=own, name=f"{self._number}-{value.name}", text=text, title=self.all_of(value.title))
            case _ if dataclasses.is_dataclass(value):
                return self._fields(value)
            case _:
                return value

    def _fields(self, value: Any) -> Any:
        return dataclasses.replace(value, **{each.name: self.all_of(getattr(value, each.name)) for each in dataclasses.fields(value) if each.init})

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        if word.isdigit():
            return word if _YEAR.fullmatch(word) else word.translate(self._digits)
        return self._instead.get(word, word)
