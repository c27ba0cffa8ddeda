"""Which sentences of the best passages answer: ordered by learnt weights, each with the sentence that it leans on."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.features import DATE, MONEY, PERSON, share
from index.forms import standing_for
from index.ordering import Ordering, read_ordering
from index.query import Kind
from index.search import Found, Hit
from index.words import terms
from ingest.domain import Role

FILE = Path(__file__).with_name("choosing.json")
MOST_QUOTES = 6
FROM_ONE = 3  # sentences of one passage, unless the others have nothing to say
READ = 4  # passages from which sentences are quoted
_SHORTEST = 4  # words of a sentence worth quoting
_ENOUGH = 3.0  # how far below the best a sentence's worth may lie: e**-3 as likely to be the one
# A sentence that opens so says nothing without the one before it.
_LEANING = re.compile(
    r"(?:It|They|He|She|This|That|These|Those|Such|Both|Neither|Their|Its|His|Her|However|Therefore|Also|Otherwise|Instead|Accordingly|Hence|Thus"
    r"|In (?:reply|response|addition|answer)|As a result|If so|The (?:former|latter|same)|Some of (?:them|these)|One of (?:them|these))\b"
    # How they voted, without on what; and the second half of a sentence that was cut in two.
    r"|(?:Agreed|Approved|Accepted|Adopted|Carried|Lost|Passed|Proposed|Seconded)(?: by\b| unanimously\b|\W*$)"
    r"|All (?:were )?(?:agreed|in favour)\b|Recorded [Vv]ote\b|[a-z]"
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence of a hit: its number among the hits, its place in the passage's text and what kind it is."""

    hit: int
    start: int
    end: int
    role: Role


def choose(found: Found, kind: Kind, limit: int) -> tuple[Chosen, ...]:
    """At most `MOST_QUOTES` sentences of the first `limit` passages, best first; one that leans on the one before it comes with that one."""
    rows = list(sentences(found, kind, min(READ, limit)))
    if not rows:
        return ()
    worth = choosing().of_rows([features for _, _, features in rows])
    best = [rows[at][:2] for at in sorted(range(len(rows)), key=lambda at: -worth[at]) if worth[at] >= max(worth) - _ENOUGH]
    chosen: list[tuple[int, int]] = []
    for most in (FROM_ONE, MOST_QUOTES):
        for hit, number in best:
            wanted = [(hit, each) for each in _with_what_it_leans_on(found.hits[hit], number) if (hit, each) not in chosen]
            said = {_text(found.hits[other], at) for other, at in chosen}
            from_it = sum(other == hit for other, _ in chosen) + len(wanted)
            if wanted and from_it <= most and len(chosen) + len(wanted) <= MOST_QUOTES and _text(found.hits[hit], number) not in said:
                chosen += wanted
    return tuple(Chosen(hit, *found.hits[hit].passage.sentences[number]) for hit, number in chosen)


def sentences(found: Found, kind: Kind, most: int) -> Iterator[tuple[int, int, dict[str, float]]]:
    """The sentences that may be quoted: the number of the hit, that of the sentence in it, and what is known of it."""
    for number, hit in enumerate(found.hits[:most]):
        for at, (start, end, role) in enumerate(hit.passage.sentences):
            text = hit.passage.text[start:end]
            if role not in ("heading", "agenda") and len(text.split()) >= _SHORTEST:
                yield number, at, _known_of(found, hit, at, text, role, kind)


def _known_of(found: Found, hit: Hit, at: int, text: str, role: Role, kind: Kind) -> dict[str, float]:
    near = hit.closeness
    return {
        "passage": hit.score - found.hits[0].score,
        "in the best passage": float(hit is found.hits[0]),
        "closeness": near.sentences[at] if near and at < len(near.sentences) else 0.0,
        "share of the question": share(found.rarity, standing_for(terms(text), found.also)),
        "decided": float(role == "decided"),
        "decided, where a decision is asked": float(role == "decided" and kind == "decision"),
        "to be done, where an action is asked": float(role == "to_do" and kind == "action"),
        "money, where it is asked how much": float(kind == "how much" and bool(MONEY.search(text))),
        "a figure, where it is asked how much": float(kind == "how much" and any(map(str.isdigit, text))),
        "a date, where it is asked when": float(kind == "when" and bool(DATE.search(text))),
        "people, where it is asked who": float(kind == "who" and bool(PERSON.search(text))),
        "length": math.log(len(text.split())),
        "first of its passage": float(at == 0),
    }


@cache
def choosing() -> Ordering:
    """The weights that come with the program."""
    return read_ordering(json.loads(FILE.read_text("utf-8")))


def _text(hit: Hit, number: int) -> str:
    start, end, _ = hit.passage.sentences[number]
    return " ".join(hit.passage.text[start:end].split())


def _with_what_it_leans_on(hit: Hit, number: int) -> list[int]:
    """The sentence's number, after that of the one it leans on."""
    before = number - 1
    if before >= 0 and _LEANING.match(_text(hit, number)) and hit.passage.sentences[before][2] not in ("heading", "agenda"):
        return [before, number]
    return [number]
