"""What the notebooks count: who is named with whom, and the words that tell one group of texts from the others."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from index.catalogue import Catalogue
from index.entities import Named
from index.words import STOP_WORDS

_WORD = re.compile(r"[^\W\d_]{3,}(?:['’-][^\W\d_]+)*")


def named_together(things: Sequence[Named], catalogue: Catalogue) -> dict[tuple[str, str], int]:
    """How many items name both of two: pairs of names in their order, each item counted once however often it names them."""
    items = dict(catalogue.connection.execute("SELECT id, item FROM passages").fetchall())
    by_item: dict[int, set[int]] = {}
    for at, each in enumerate(things):
        for mention in each.mentions:
            if mention.passage in items:
                by_item.setdefault(items[mention.passage], set()).add(at)
    counts = Counter(pair for inside in by_item.values() for pair in combinations(sorted(inside), 2))
    return {(things[one].name, things[other].name): count for (one, other), count in counts.items()}


def distinguishing_words(texts: Iterable[str], groups: Iterable[int], most: int = 4) -> dict[int, tuple[str, ...]]:
    """The words that tell each group from the others, the most telling first; of a group's texts at least a tenth hold them.

    By c-TF-IDF as BERTopic weighs it where frequent words shall count less (Grootendorst 2022): sqrt(tf) * ln(1 + (A - f + 0.5) / (f + 0.5)),
    tf the share of the group's words that are this one, A the mean number of words of a group and f how often all groups have it. A word counts once a text.
    """
    said: dict[int, Counter[str]] = {}
    sizes: Counter[int] = Counter()
    for text, group in zip(texts, groups, strict=True):
        said.setdefault(group, Counter()).update({word for word in _WORD.findall(text.lower()) if word not in STOP_WORDS})
        sizes[group] += 1
    everywhere = sum(said.values(), Counter())
    mean = everywhere.total() / max(len(said), 1)
    return {group: _first(counts, everywhere, mean, sizes[group] / 10)[:most] for group, counts in sorted(said.items())}


def _first(counts: Counter[str], everywhere: Counter[str], mean: float, least: float) -> tuple[str, ...]:
    total = counts.total()
    weight = {
        word: math.sqrt(count / total) * math.log(1 + max(mean - everywhere[word] + 0.5, 0) / (everywhere[word] + 0.5))
        for word, count in counts.items()
        if count >= least
    }
    return tuple(sorted(weight, key=lambda word: (-weight[word], word)))
