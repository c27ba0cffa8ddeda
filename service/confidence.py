"""How likely it is that the minutes answer a question: a logistic curve over what was found, words and meaning together."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from statistics import fmean

from index.features import names_in
from index.naming import is_called
from index.ordering import Probability, read_ordering
from index.query import Filters, Query
from index.records import PassageRecord
from index.search import Found, Hit
from service.choosing import READ

FILE = Path(__file__).with_name("confidence.json")
_FEW = 4  # words: hardly any question that was learnt from had fewer, so that fewer would be taken for a bad sign for no reason
_SHARE = "share in text and heading"
_OTHERS = 5  # passages from which the best one stands out


def confidence(found: Found, query: Query) -> float:
    """The probability that the passages found answer the question; 0 where there are none, and where no word of it stands anywhere."""
    return curve().of(evidence(found, query)) if found.hits and len(found.unknown) < len(found.rarity) else 0.0


def evidence(found: Found, query: Query) -> dict[str, float]:
    """What speaks for an answer and against it, from the best passages; none of it grows with the library."""
    hits = found.hits[:READ]
    best = hits[0].closeness if hits else None
    return {
        "closeness": best.whole if best else 0.0,
        "surprise": found.surprise,
        "share in text and heading": max((hit.features.get(_SHARE, 0.0) for hit in hits), default=0.0),
        "number of words": math.log(1 + max(_FEW, len(found.rarity))),
        "lead": _lead(found.hits),
        "guess that the best misses": _missed(query.preferred, hits),
    }


def _lead(hits: Sequence[Hit]) -> float:
    """How far the score of the best passage lies above the mean of those after it; 0 where there is none after it."""
    others = [hit.score for hit in hits[1 : 1 + _OTHERS]]
    return hits[0].score - fmean(others) if others else 0.0


def _missed(preferred: Filters, hits: Sequence[Hit]) -> float:
    """1 where no passage meets what the question names; and where it names a person, unless one that says most of the question names them.

    What somebody else said of the matter is no answer, and what the person said of other matters neither.
    """
    shares = [(hit.features.get(_SHARE, 0.0), _meets(preferred, hit.passage)) for hit in hits]
    most = max((share for share, _ in shares), default=0.0) if preferred.person is not None else 0.0
    return float(not any(meets and share >= most for share, meets in shares))


def _meets(preferred: Filters, passage: PassageRecord) -> bool:
    """Whether the passage names the person and its meeting is of the body and in the time that the question names."""
    meeting, words = passage.meeting, f"{passage.item.title or ''} {passage.text}"
    person = preferred.person is None or names_in(preferred.person, words)
    body = preferred.body is None or is_called(preferred.body, meeting.body or "")
    late = preferred.until is not None and (meeting.date is None or meeting.date > preferred.until)
    early = preferred.since is not None and (meeting.date is None or meeting.date < preferred.since)
    return person and body and not late and not early


@cache
def curve() -> Probability:
    """The curve that comes with the program."""
    stored = json.loads(FILE.read_text("utf-8"))
    return Probability(stored["intercept"], read_ordering(stored["weights"]))
