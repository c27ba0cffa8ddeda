"""What is known of a passage when it is put in order: readable figures, none of which knows a document, a body or a question."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.candidates import Pool
from index.forms import standing_for
from index.naming import is_called
from index.places import Places
from index.query import Filters, Query
from index.records import MeetingRecord, PassageRecord
from index.words import terms
from ingest.abbreviations import folded
from ingest.domain import Role
from ingest.meeting_rules import MONTHS

_SHORT, _LONG = 15, 30  # passages: an item between these turns from minutes into a transcript, where what stands around a passage says more
_AROUND = 4  # passages before and after in a transcript that speak for a passage
_NEAR_THE_TOP = 5  # ranks over which a reciprocal rank falls to a half
MONEY = re.compile(r"[£$€]\s?\d")
_MONTH = "|".join(f"{name}|{name[:3]}" for name in map(str.capitalize, MONTHS))
DATE = re.compile(rf"\b(?:{_MONTH}|Sept)\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b(?:19|20)\d\d\b")
PERSON = re.compile(r"\b(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Dr|Mayor|Chair|Clerk)\b|\b[A-Z][a-z]+ [A-Z][a-z]+\b")

_NAME = re.compile(r"\w+")
AROUND = ("score by itself", "best score around", "mean score beside")  # known of passages from transcripts alone
LONG = "in a long item"  # one as long as a transcript; what ends so is known of these alone

Features = NDArray[np.float64]


def features(query: Query, pool: Pool, passages: Sequence[PassageRecord], rarity: Mapping[str, float]) -> dict[str, Features]:
    """Every feature's values, shape (passages,); `passages` are those of `pool`, in its order, and `rarity` the question's terms with theirs."""
    long = np.clip((pool.length - _SHORT) / (_LONG - _SHORT), 0.0, 1.0)
    found: dict[str, Features] = {"length of the item": np.log(pool.length), LONG: long}
    for arm, of in (("meaning", pool.meaning), ("words", pool.words)):
        found[arm] = of.z
        found[f"{arm}, by rank"] = 1 / (1 + of.rank / _NEAR_THE_TOP)
        found[f"{arm} of the better neighbour"] = of.beside
        found[f"{arm} of both neighbours"] = of.next
        found[f"{arm} of the best in the item"] = of.item
        for ring, values in (("next", of.next), ("near", of.near), ("far", of.far)):
            found[f"{arm} {ring}, {LONG}"] = values * long
    pairs = _pairs_of(query.text, rarity)
    of_meetings: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
    rows = [_of_text(query, passage, rarity, pairs, of_meetings) for passage in passages]
    for name in rows[0] if rows else ():
        found[name] = np.array([row[name] for row in rows])
    return found


def around(places: Places, keys: NDArray[np.int64], scores: Features) -> dict[str, Features]:
    """What an ordering made of each candidate and of those around it in the item, shape (passages,): in a transcript the matter runs on.

    A neighbour that is no candidate has the score of the last one.
    """
    of_row = np.full(len(places.keys) + 1, float(scores.min()))  # the last one stands for NONE
    rows = places.rows(keys)
    of_row[rows] = scores
    offsets = [offset for offset in range(-_AROUND, _AROUND + 1) if offset]
    beside = np.stack([of_row[places.beside(rows, offset, same_item=True)] for offset in offsets])
    near = beside[_AROUND // 2 : -(_AROUND // 2)]
    return dict(zip(AROUND, (scores, beside.max(axis=0), near.mean(axis=0)), strict=True))


def _of_text(
    query: Query,
    passage: PassageRecord,
    rarity: Mapping[str, float],
    pairs: Mapping[tuple[str, str], float],
    of_meetings: dict[int, tuple[frozenset[str], frozenset[str]]],
) -> dict[str, float]:
    meeting, stems = passage.meeting, terms(passage.text)
    text, title = standing_for(stems, query.also), _stems(passage.item.title or "")
    if meeting.document.key not in of_meetings:
        of_meetings[meeting.document.key] = _called(meeting)
    called, day = of_meetings[meeting.document.key]
    asked = query.kind
    opening = float(not passage.item.ordinal)
    return {
        "share of the question in the text": share(rarity, text),
        "share in text and heading": share(rarity, text | title | called | day),
        "share in the names of body and committee": share(rarity, called),
        "share in the date": share(rarity, day),
        "pairs of words": _share_of_pairs(pairs, stems),
        "decided, where a decision is asked": _share_of(passage, "decided") if asked == "decision" else 0.0,
        "money, where it is asked how much": float(bool(MONEY.search(passage.text))) if asked == "how much" else 0.0,
        "figures, where it is asked how much": sum(map(str.isdigit, passage.text)) / max(1, len(passage.text)) if asked == "how much" else 0.0,
        "a date, where it is asked when": float(bool(DATE.search(passage.text))) if asked == "when" else 0.0,
        "people, where it is asked who": len(PERSON.findall(passage.text)) / max(1, len(passage.text.split())) if asked == "who" else 0.0,
        "before the first item": opening,
        "before the first item, where attendance is asked": opening * (asked == "attendance"),
        "of the body or committee preferred": _named(query.preferred, meeting),
        "of the time preferred": _timely(query.preferred, meeting),
    }


def _called(meeting: MeetingRecord) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of the names of body and committee, and those of the date."""
    day = f"{meeting.date.day} {meeting.date:%B %Y}" if meeting.date else ""
    return _stems(" ".join(part for part in (meeting.body, meeting.committee) if part)), _stems(day)


@lru_cache(maxsize=8192)  # many passages share a meeting and an item
def _stems(text: str) -> frozenset[str]:
    return frozenset(terms(text))


def share(rarity: Mapping[str, float], held: Collection[str]) -> float:
    """The share of the question's rarity (inverse document frequency) whose terms are held: 1 when all are, 0 to 1."""
    whole = sum(rarity.values())
    return sum([weight for term, weight in rarity.items() if term in held]) / whole if whole else 0.0


def names_in(person: str, text: str) -> bool:
    """Whether every word of the name stands in the text, as a whole word; capitals and accents do not count."""
    wanted = set(_NAME.findall(folded(person)))
    return bool(wanted) and wanted <= set(_NAME.findall(folded(text)))


def _pairs_of(question: str, rarity: Mapping[str, float]) -> dict[tuple[str, str], float]:
    """The question's pairs of neighbouring words of which one is a content term, with the rarity of both."""
    pairs = (pair for pair in pairwise(terms(question)) if pair[0] in rarity or pair[1] in rarity)
    return {pair: rarity.get(pair[0], 0.0) + rarity.get(pair[1], 0.0) for pair in pairs}


def _share_of_pairs(pairs: Mapping[tuple[str, str], float], stems: Sequence[str]) -> float:
    """The share of the weight of the question's pairs of words that stand side by side in the text, too."""
    held = set(stems)
    if not any(one in held and other in held for one, other in pairs):
        return 0.0
    beside = set(pairwise(stems))
    return sum(weight for pair, weight in pairs.items() if pair in beside) / (sum(pairs.values()) or 1.0)


def _share_of(passage: PassageRecord, role: Role) -> float:
    whole = sum(end - start for start, end, _ in passage.sentences)
    return sum(end - start for start, end, each in passage.sentences if each == role) / whole if whole else 0.0


def _named(preferred: Filters, meeting: MeetingRecord) -> float:
    """The share of the preferred body and committee that the meeting is of, 0 without any."""
    pairs = [(wanted, is_) for wanted, is_ in ((preferred.body, meeting.body), (preferred.committee, meeting.committee)) if wanted is not None]
    return sum(is_called(wanted, is_ or "") for wanted, is_ in pairs) / len(pairs) if pairs else 0.0


def _timely(preferred: Filters, meeting: MeetingRecord) -> float:
    """1 where the meeting lies in the preferred time, 0 without one."""
    if meeting.date is None or (preferred.since is None and preferred.until is None):
        return 0.0
    return float((preferred.since or meeting.date) <= meeting.date <= (preferred.until or meeting.date))
