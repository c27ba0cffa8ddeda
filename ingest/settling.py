"""The names of one text, settled.

The rule of conflicts: somebody of the attendance, in a form that can be nobody else, stands before all; then what a rule or
the meeting's own minutes know, before what the model guesses; of several, the longest; of those of one length, the kind named
first in `_ORDER`; and then the first. Nothing overlaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest import name_rules as rules
from ingest.domain import Label
from ingest.entity_found import FULL_NAME, Found, is_generic, is_of_a_job
from ingest.entity_known import Known, may_be, parted
from ingest.people_rules import ROLE

_ORDER: tuple[Label, ...] = ("LAW", "MONEY", "PERCENT", "REF", "DATE", "PERSON", "ORG", "PLACE")
_TWO = 2  # words: a forename and a surname
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?")
_NEXT_CAPITAL = re.compile(r"[ ](?=[A-Z][a-z])")
_FORENAME = re.compile(rf"(?:[a-z,;] )(?P<name>{rules.WORD}) $")
_GOES_ON = re.compile(r"-|['’]s [A-Z][a-z]+(?:,| [A-Z]|$)")


def settled(text: str, found: Iterable[Found], known: Known, listed: Iterable[Found] = ()) -> tuple[Found, ...]:
    """The names of one text, in order, apart; `listed` are people of the attendance who leave no doubt."""
    found = _called_as_places(text, list(found))
    sure = [part for each in found if each.sure for part in parted(text, each, known) if part.label != "PLACE" or not is_generic(text[part.start : part.end])]
    sure += _known_in(text, known)
    guessed = [each for each in found if not each.sure and _believed(text, each, known)]
    taken: list[Found] = []
    held = bytearray(len(text))
    for each in sorted(listed, key=_rank) + sorted(sure, key=_rank) + sorted(guessed, key=_rank):
        if not any(held[each.start : each.end]):
            held[each.start : each.end] = b"\1" * (each.end - each.start)
            taken.append(each)
    return tuple(sorted(taken, key=lambda each: each.start))


def _called_as_places(text: str, found: Sequence[Found]) -> Sequence[Found]:
    """The names found, with `Ann Hill` as the person that the model sees where she is named as people are, and no place is spoken of."""
    guessed = {(each.start, each.end) for each in found if each.label == "PERSON" and not each.sure}
    people = {span for span in guessed if _is_called_so(text, *span)}
    kept = [each for each in found if (each.start, each.end) not in people]
    return [*kept, *(Found(start, end, "PERSON") for start, end in sorted(people))]


def _has_office(behind: str) -> bool:
    office = ROLE.search(behind)
    return office is not None and bool(rules.BEHIND.match(behind[: office.start()].replace("\n", " ")))


def _is_called_so(text: str, start: int, end: int) -> bool:
    words = text[start:end].split()
    return (
        len(words) == _TWO
        and words[-1] in rules.SURNAMES
        and bool(FULL_NAME.fullmatch(f"{words[0]} Lind"))
        and (bool(rules.SPEAKS.match(text, end)) or _has_office(text[end : end + 50]))
        and not rules.PLACE_BEFORE.search(text[max(0, start - 10) : start])
    )


def _rank(each: Found) -> tuple[int, int, int]:
    return each.start - each.end, _ORDER.index(each.label), each.start


def _believed(text: str, each: Found, known: Known) -> bool:
    words = text[each.start : each.end].replace("\n", " ")
    kind = known.forms.get(words)
    return kind == each.label if kind is not None else may_be(text, each, known)


def _known_in(text: str, known: Known) -> Iterator[Found]:
    """Where names that are known stand."""
    for first in _WORD.finditer(text):
        word = first.group()
        for key in {word, word.rstrip("."), re.sub(r"['’]s?$", "", word)}:
            for words in known.by_first.get(key, ()):
                form = " ".join(words)
                end = first.start() + len(form)
                if text[first.start() : end].replace("\n", " ") != form or text[end : end + 1].isalnum() or not _alone(text, first.start(), end, form, known):
                    continue
                if known.forms[form] != "ORG" or not is_of_a_job(text, first.start(), end):
                    yield Found(_with_forename(text, first.start(), form, known) if form in known.alone else first.start(), end, known.forms[form])


def _with_forename(text: str, start: int, form: str, known: Known) -> int:
    """Where a person's name begins whose surname does there; a place before it is no forename."""
    before = _FORENAME.search(text, max(0, start - 20), start)
    if before is None or "PLACE" in (known.forms.get(before["name"]), known.forms.get(f"{before['name']} {form}")):
        return start
    return before.start("name")


def _alone(text: str, start: int, end: int, form: str, known: Known) -> bool:
    """Whether a surname that stands there is no part of a longer name."""
    if form not in known.alone:
        return True
    after = text[end : end + 30]
    follows = _WORD.match(after, 1) if _NEXT_CAPITAL.match(after) else None
    return (
        (follows is None or follows.group() in known.alone or bool(re.match(rules.TITLE, follows.group())))
        and not _GOES_ON.match(after)
        and text[start - 1 : start] != "-"
    )
