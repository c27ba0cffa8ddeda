"""What the numbers of one meeting's minutes are, told by all of them: `31.05.13` is an item where `31.05.14` and `31.05.15` follow, and a date elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.entity_found import Found
from ingest.rules import rule

HEAD = rule(
    "year, month and running number",
    r"(?<![\w.£$€/-])(?P<stem>\d\d\.\d\d)\.(?P<n>\d{1,3})\.?(?=[ \n]+[A-Z\"“(])",
    ("31.05.13 Apologies", "was read. 31.05.14. Matters arising"),
    ("31.05.13, as", "131.05.13 Apologies", "31.05.13 was"),
)
PAGE_COUNT = rule(
    "page of pages behind an address",
    r"(?:https?://|www\.)\S+\s+(?P<count>\d{1,4}/\d{1,4})(?![\w/])",
    ("https://ashvale.example/minutes?id=41 7/35", "www.ashvale.example/minutes\n8/29"),
    ("minute 7/35", "www.ashvale.example 7/3/35"),
)
_STEPS = 2  # from a number to the next: one may be chance


def told_apart(texts: Sequence[str], found: Iterable[Sequence[Found]]) -> list[list[Found]]:
    """What was found in each text of one meeting, with running numbers as references and without page counts."""
    stems = _stems(texts)
    return [_of_text(text, each, stems) for text, each in zip(texts, found, strict=True)]


def _stems(texts: Sequence[str]) -> frozenset[str]:
    """What is the same in numbers whose last part counts up from item to item."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for text in texts:
        for head in HEAD.pattern.finditer(text):
            numbers[head["stem"]].add(int(head["n"]))
    return frozenset(stem for stem, counted in numbers.items() if sum(n + 1 in counted for n in counted) >= _STEPS)


def _of_text(text: str, found: Sequence[Found], stems: frozenset[str]) -> list[Found]:
    pages = [match.span("count") for match in PAGE_COUNT.pattern.finditer(text)]
    kept = [each for each in found if not any(start < each.end and each.start < end for start, end in pages)]
    if not stems:
        return kept
    running = re.compile(rf"(?<![\w.£$€/-])(?:{'|'.join(map(re.escape, sorted(stems)))})\.\d{{1,3}}(?!\w|\.\d)")
    return [*kept, *(Found(*match.span(), "REF") for match in running.finditer(text))]
