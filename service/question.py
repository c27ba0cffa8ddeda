"""What a question asks: whether it can be asked, and what it is taken to mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from index.known import Known
from index.query import Expansion, Filters, Kind, Query
from index.words import content_terms
from service.context import Thought, Turn, answered, follow, leans
from service.errors import BadFilter, EmptyQuestion, NothingToSearch, QuestionTooLong, UnknownPart
from service.guesses import Guess, beside, guesses, preferred
from service.kind_rules import kind_of
from service.stated import Stated, stated_in
from service.typos import Mending, mended, mendings, names_mended

LONGEST = 500
_EARLIER = 8  # turns that are looked at
Part = Literal["dates", "names", "typos", "abbreviations", "kind", "context", "phrases"]
PARTS: tuple[Part, ...] = get_args(Part)
FILTERING: frozenset[Part] = frozenset({"dates", "names"})  # the parts that guess filters


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question is taken. `asked_as` is what is searched for.

    `filters` were stated by whoever asks and hold; `guessed` were read from the words and are preferred, `guesses` says
    from which. `mended` are the words (as typed, taken for) that had slips. `leans_on` is the earlier question that
    this one takes something over from.
    """

    asked_as: str
    filters: Filters = field(default_factory=Filters)
    guessed: Filters = field(default_factory=Filters)
    guesses: tuple[Guess, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    expanded: tuple[Expansion, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    kind: Kind = "topic"
    leans_on: str | None = None

    @property
    def query(self) -> Query:
        """The same for the search."""
        return Query(self.asked_as, self.filters, self.guessed, self.phrases, self.without, self.expanded, self.kind)


def read_question(
    question: str,
    filters: Filters | None = None,
    earlier: Sequence[str | Turn] = (),
    longest: int = LONGEST,
    *,
    known: Known | None = None,
    off: Collection[str] = frozenset(),
    ignored: Collection[str] = frozenset(),
    today: dt.date | None = None,
) -> Reading:
    """Take a question as it is typed, after the `earlier` ones of its thread.

    `known` is what the library knows; without it no names are read and no slips are mended. `off` are the parts
    (`PARTS`) that are not to be read, `ignored` the filters of which no guess is to be kept.

    Raises:
        EmptyQuestion, QuestionTooLong, NothingToSearch: it cannot be asked.
        BadFilter: it is narrowed to somebody who is on no attendance list that is known; who was only spoken of is nobody's to look up.

    """
    words = _squeezed(question, longest)
    stated = filters or Filters()
    if known is not None:
        expect_listed(known, stated.person)
    reader = _Reader(known, frozenset(off), today or dt.date.today(), longest)
    thought = reader.thought(words)
    before = reader.before(earlier) if "context" not in off else None
    if before is not None and leans(thought):
        thought = follow(thought, before, longest, known)
    if not content_terms(thought.text) and not thought.phrases:
        raise NothingToSearch("Every word of the question is too common to search for.", todo="Add what it is about: a place, a matter, a name.")
    guessed = beside(stated, [each for each in thought.guesses if each.filter not in ignored], known)
    return Reading(
        asked_as=thought.text,
        filters=stated,
        guessed=preferred(guessed),
        guesses=guessed,
        phrases=thought.phrases,
        without=thought.without,
        mended=thought.mended,
        kind=thought.kind,
        leans_on=thought.leans_on,
    )


def expect_listed(known: Known, person: str | None) -> None:
    """Refuse to look up who was only spoken of.

    Raises:
        BadFilter: the person is on no attendance list that is known.

    """
    if person is not None and not known.lists(person):
        todo = "Put the words into the question instead, or give the name as the minutes list it, such as a councillor's surname."
        raise BadFilter("Nobody of that name is on an attendance list here.", where="person", todo=todo)


def parts(names: Iterable[str]) -> frozenset[Part]:
    """The parts of these names.

    Raises:
        UnknownPart: there is none of that name.

    """
    named = frozenset(names)
    for name in sorted(named - frozenset(PARTS)):
        raise UnknownPart("There is no such part of reading a question.", where=name, todo=f"Name one of: {', '.join(PARTS)}.")
    return frozenset(part for part in PARTS if part in named)


def _squeezed(question: str, longest: int) -> str:
    words = " ".join(question.split())
    if not any(map(str.isalnum, words)):
        raise EmptyQuestion("There is no question.", todo="Type what you want to know, for example: What was decided about parking?")
    if len(words) > longest:
        over = len(words) - longest
        raise QuestionTooLong(f"The question is {over} characters too long.", todo=f"Ask in at most {longest} characters.")
    return words


@dataclass(frozen=True, slots=True)
class _Reader:
    known: Known | None
    off: frozenset[str]
    today: dt.date
    longest: int

    def thought(self, words: str) -> Thought:
        """A question by itself."""
        stated = stated_in(words) if "phrases" not in self.off else Stated(words, words)
        slips: list[Mending] = []
        if self.known is not None and "typos" not in self.off:
            for find in (mendings, names_mended) if "names" not in self.off else (mendings,):
                found = list(find(stated.covered, self.known))
                stated = replace(stated, text=mended(stated.text, found), covered=mended(stated.covered, found))
                slips += found
        return Thought(
            text=stated.text,
            covered=stated.covered,
            guesses=guesses(stated.covered, self.known, self.today, dates="dates" not in self.off, names="names" not in self.off),
            kind=kind_of(stated.covered) if "kind" not in self.off else "topic",
            phrases=stated.phrases,
            without=stated.without,
            mended=tuple((each.typed, each.taken_for) for each in slips),
        )

    def before(self, earlier: Sequence[str | Turn]) -> Thought | None:
        """The thread so far: the last question that stands alone, with what came after it."""
        chain: list[tuple[Thought, Turn]] = []
        for thought, turn in self._backwards(earlier):
            chain.append((thought, turn))
            if not leans(thought):
                break
        if not chain:
            return None
        found = chain[-1][0]
        for thought, _ in reversed(chain[:-1]):
            found = follow(thought, found, self.longest, self.known)
        return answered(found, chain[0][1].answer) if "names" not in self.off and "dates" not in self.off else found

    def _backwards(self, earlier: Sequence[str | Turn]) -> Iterator[tuple[Thought, Turn]]:
        for each in list(reversed(earlier))[:_EARLIER]:
            turn = each if isinstance(each, Turn) else Turn(each)
            words = " ".join(turn.question.split())[: self.longest]
            if content_terms(words):
                yield self.thought(words), turn
