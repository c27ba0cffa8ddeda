"""Which meetings a question names: by body, committee, day or span, or as the last one. Never another's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from index.catalogue import Catalogue
from index.ids import letters
from index.query import Filters
from index.register import MeetingLine
from service.asked import Asked
from service.question import Reading

MOST_OF_A_DAY, MOST_OF_A_SPAN = 3, 6
_SAME_NAME = 0.9  # of two spellings of a committee's name


def named_meetings(catalogue: Catalogue, lines: Sequence[MeetingLine], reading: Reading, asked: Asked) -> tuple[MeetingLine, ...]:
    """The meetings that the question names, those of the best matching name first, then in time order; none where it names none."""
    window = window_of(reading)
    if not (window or asked.last or reading.filters.document):
        return ()
    held = [line for line in within(catalogue, lines, reading) if line.date and (reading.filters.document or line.twin_of is None) and asked.rest <= line.words]
    one_day = window is not None and window.since is not None and window.since == window.until
    if not one_day and not _names_a_body(reading, asked) and len({letters(line.body or "") for line in held}) > 1:
        return ()
    if asked.last:
        newest = max((line.date for line in held if line.date), default=None)
        held, one_day = [line for line in held if line.date == newest], True
    best = max((_likeness(asked, line) for line in held), default=0.0)
    held = [line for line in held if _likeness(asked, line) >= best / 2]
    if one_day:
        return tuple(sorted(held, key=lambda line: (-_likeness(asked, line), line.date, line.document))[:MOST_OF_A_DAY])
    return tuple(sorted(held[:MOST_OF_A_SPAN], key=lambda line: (str(line.date), line.document)))


def window_of(reading: Reading) -> Filters | None:
    """The span of days that the question is narrowed to; None where it names none."""
    since = reading.filters.since or reading.guessed.since
    until = reading.filters.until or reading.guessed.until
    return Filters(since=since, until=until) if since or until else None


def within(catalogue: Catalogue, lines: Iterable[MeetingLine], reading: Reading) -> list[MeetingLine]:
    """The meetings that the filters and the guesses let through. A guess holds here, too: another body's list answers nothing."""
    window = window_of(reading) or Filters()
    documents = {each.key for each in catalogue.named(reading.filters.document)} if reading.filters.document else None
    return [
        line
        for line in lines
        if (documents is None or line.document in documents)
        and (window.since is None or (line.date is not None and line.date >= window.since))
        and (window.until is None or (line.date is not None and line.date <= window.until))
        and _is(reading.filters.body, line.body)
        and _is(reading.filters.committee, line.committee)
        and _like(reading.guessed.body, line.body)
        and _like(reading.guessed.committee, line.committee)
    ]


def _is(asked: str | None, name: str | None) -> bool:
    return asked is None or asked.casefold() == (name or "").casefold()


def _like(asked: str | None, name: str | None) -> bool:
    """Whether a guessed name is this one, or this one spelt otherwise."""
    if asked is None:
        return True
    one, other = letters(asked), letters(name or "")
    return one == other or (len(one) > 1 and SequenceMatcher(None, one, other).ratio() >= _SAME_NAME)


def _names_a_body(reading: Reading, asked: Asked) -> bool:
    stated = (reading.filters, reading.guessed)
    return bool(asked.rest) or any(each.body or each.committee or each.document for each in stated)


def _likeness(asked: Asked, line: MeetingLine) -> float:
    """How much of the question's and the meeting's names is common to both (Jaccard), between 0 and 1."""
    wanted = asked.rest | asked.generic
    return len(wanted & line.name) / len(wanted | line.name) if wanted else 0.0
