"""When a matter came up: the meetings of the passages that are about it, each with one sentence that names it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.features import share
from index.ids import letters
from index.search import Hit
from index.words import STOP_WORDS, content_terms, terms
from service.asked import Asked
from service.lists import Place

_GOOD = 0.6  # of the matter's rarity that a passage must name
_BESIDE_THE_BEST = 0.7  # of the best passage's share
MOST = 6


def meetings_about(asked: Asked, hits: Sequence[Hit], rarity: Mapping[str, float]) -> tuple[Place, ...]:
    """A sentence of each meeting that spoke of the matter, in time order; for the last time the newest alone, for the first the oldest.

    `rarity` gives the question's terms their inverse document frequency. A passage speaks of the matter if it, its title
    included, names enough of it.
    """
    wanted = {term: rarity[term] for term in content_terms(asked.about or "") if term in rarity}
    if not wanted:
        return ()
    dated = [hit for hit in hits if hit.passage.meeting.date]
    words = letters(" ".join(word for word in (asked.about or "").split() if word.casefold() not in STOP_WORDS))
    together = [hit for hit in dated if words in letters(_all_of(hit))]  # `Mill Lane` rather than a mill and a lane
    shares = [(share(wanted, set(terms(_all_of(hit)))), hit) for hit in together or dated]
    enough = max(_GOOD, _BESIDE_THE_BEST * max((named for named, _ in shares), default=0.0))
    of_meeting: dict[str, Place] = {}
    for named, hit in sorted(shares, key=lambda each: (-each[0], -each[1].score)):
        if named >= enough and hit.passage.meeting.id not in of_meeting:
            of_meeting[hit.passage.meeting.id] = _sentence(wanted, hit)
    once = {(place.passage.meeting.date, letters(place.passage.text[place.start : place.end])): place for place in of_meeting.values()}
    found = sorted(once.values(), key=lambda place: str(place.passage.meeting.date))
    if asked.order:
        day = found[-1 if asked.order == "last" else 0].passage.meeting.date if found else None
        found = [place for place in found if place.passage.meeting.date == day]
    return tuple(found[-MOST:])


def _sentence(wanted: Mapping[str, float], hit: Hit) -> Place:
    """The first of the sentences that name most of the matter; a title counts as one."""
    passage = hit.passage
    start, end, role = max(passage.sentences, key=lambda each: (share(wanted, set(terms(passage.text[each[0] : each[1]]))), -each[0]))
    return Place(passage, start, end, "said" if role in ("heading", "agenda") else role)


def _all_of(hit: Hit) -> str:
    return f"{hit.passage.item.title or ''} {hit.passage.text}"
