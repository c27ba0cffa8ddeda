"""How likely it is that the minutes answer a question: a logistic curve over what was found, words and meaning together."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path

from index.features import names_in
from index.ordering import Probability, read_ordering
from index.query import Filters, Query
from index.records import MeetingRecord
from index.search import Found, Hit
from service.choosing import READ

FILE = Path(__file__).with_name("confidence.json")
_FEW = 4  # words: hardly any question that was learnt from had fewer, so that fewer would be taken for a bad sign for no reason
_NAMED = re.compile(r"(?<!^)(?<![.?!] )\b(?:[A-Z][\w’'-]+|\d[\w/.,-]*\w|\d)")
_SHARE, _TEXT, _PAIRS = "share in text and heading", "share of the question in the text", "pairs of words"


def confidence(found: Found, query: Query) -> float:
    """The probability that the passages found answer the question; 0 where there are none, and where no word of it stands anywhere."""
    return curve().of(evidence(found, query)) if found.hits and len(found.unknown) < len(found.rarity) else 0.0


def evidence(found: Found, query: Query) -> dict[str, float]:
    """What speaks for an answer and against it, from the best passages; none of it grows with the library."""
    hits = found.hits[:READ]
    whole = sum(found.rarity.values())
    near = [hit.closeness for hit in hits if hit.closeness]
    return {
        "closeness": max((each.whole for each in near), default=0.0),
        "closeness of a sentence": max((value for each in near for value in each.sentences), default=0.0),
        "surprise": found.surprise,
        "share in text and heading": max((hit.features.get(_SHARE, 0.0) for hit in hits), default=0.0),
        "share in the text": max((hit.features.get(_TEXT, 0.0) for hit in hits), default=0.0),
        "pairs of words": max((hit.features.get(_PAIRS, 0.0) for hit in hits), default=0.0),
        "share of unknown words": sum(found.rarity.get(term, 0.0) for term in found.unknown) / whole if whole else 1.0,
        "number of words": math.log(1 + max(_FEW, len(found.rarity))),
        "score": hits[0].score if hits else 0.0,
        "names and figures that are missing": min((_missing(query.text, hit) for hit in hits), default=1.0),
        "guess that the best misses": min((_missed(query.preferred, hit.passage.meeting) for hit in hits), default=1.0),
    }


def _missing(question: str, hit: Hit) -> float:
    """The share of the question's names and figures that stand neither in the passage nor in what it is cited as."""
    named = _NAMED.findall(question)
    meeting = hit.passage.meeting
    text = " ".join(filter(None, (meeting.body, meeting.called, hit.passage.item.title, hit.passage.text)))
    return sum(not names_in(each, text) for each in named) / len(named) if named else 0.0


def _missed(preferred: Filters, meeting: MeetingRecord) -> float:
    """1 where the meeting is not of the body or not in the time that the question seems to name."""
    body = preferred.body is not None and preferred.body.casefold() != (meeting.body or "").casefold()
    late = preferred.until is not None and (meeting.date is None or meeting.date > preferred.until)
    early = preferred.since is not None and (meeting.date is None or meeting.date < preferred.since)
    return float(body or late or early)


@cache
def curve() -> Probability:
    """The curve that comes with the program."""
    stored = json.loads(FILE.read_text("utf-8"))
    return Probability(stored["intercept"], read_ordering(stored["weights"]))
