"""What a question asks: whether it can be asked, and what it is taken to mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.query import Expansion, Filters, Kind, Query
from index.words import content_terms
from service.errors import EmptyQuestion, NothingToSearch, QuestionTooLong

LONGEST = 500
_LEANING = 2  # content terms: a question with no more of them leans on the one before it


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question is taken. `asked_as` is what is searched for.

    `filters` were stated by whoever asks and hold; `guessed` were read from the words and are preferred. `leans_on`
    is the earlier question that this one takes something over from.
    """

    asked_as: str
    filters: Filters = field(default_factory=Filters)
    guessed: Filters = field(default_factory=Filters)
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    expanded: tuple[Expansion, ...] = ()
    kind: Kind = "topic"
    leans_on: str | None = None

    @property
    def query(self) -> Query:
        """The same for the search."""
        return Query(self.asked_as, self.filters, self.guessed, self.phrases, self.without, self.expanded, self.kind)


def read_question(question: str, filters: Filters | None = None, earlier: Sequence[str] = (), longest: int = LONGEST) -> Reading:
    """Take a question as it is typed; a short one after others takes over the words of the one before it.

    Raises:
        EmptyQuestion, QuestionTooLong, NothingToSearch: it cannot be asked.

    """
    words = " ".join(question.split())
    if not any(map(str.isalnum, words)):
        raise EmptyQuestion("There is no question.", todo="Type what you want to know, for example: What was decided about parking?")
    if len(words) > longest:
        over = len(words) - longest
        raise QuestionTooLong(f"The question is {over} characters too long.", todo=f"Ask in at most {longest} characters.")
    own = content_terms(words)
    before = next((" ".join(each.split()) for each in reversed(earlier) if content_terms(each)), None)
    if not own and before is None:
        raise NothingToSearch("Every word of the question is too common to search for.", todo="Add what it is about: a place, a matter, a name.")
    asked_as = f"{before} {words}" if before is not None and len(own) <= _LEANING else words
    return Reading(asked_as[:longest], filters or Filters(), leans_on=before if asked_as != words else None)
