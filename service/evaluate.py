"""A question file to what came of each question, and to a run file for other scorers; `measures` has the figures."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from index.disk import write_whole
from index.errors import NoLibrary
from index.library import Library
from index.query import Filters
from index.records import PassageRecord
from service.answers import Answer, answer
from service.errors import QuestionError, QuestionFileError
from service.judging import answers, file_name, holds, same_file
from service.requests import FiltersIn, said_of

DEPTH = 10
_NAMED = 5  # documents named in a remark


class Evidence(BaseModel):
    """A good place for the answer: words of a document, or code points of its stored text."""

    doc: str
    quote: str = ""
    span: tuple[int, int] | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if not self.quote and self.span is None:
            raise ValueError("Evidence needs a quote or a span")
        return self

    def held_by(self, passage: PassageRecord) -> bool:
        """Whether the passage is of this document and holds the quote, or lies by half in the span, or has half of it."""
        if not same_file(passage.meeting.document.name, self.doc):
            return False
        if self.span is None:
            return holds(passage.text, self.quote)
        start, end = self.span
        shared = sum(max(0, min(end, each.end) - max(start, each.start)) for each in passage.spans)
        return 2 * shared >= min(end - start, sum(map(len, passage.spans)))


class Earlier(BaseModel):
    """An earlier turn."""

    question: str


class Question(BaseModel):
    """A line of a question file; other keys are ignored. Those of one `group` are never parted between training and test."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: Annotated[str, Field(min_length=1)]
    question: str
    kind: str = ""
    group: str = ""
    answerable: bool = True
    evidence: list[Evidence] = []
    context: list[Earlier | str] = []
    filters: FiltersIn = FiltersIn()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question; `answer` is None when it cannot be asked.

    `ranks` has for each piece of evidence that of the first passage that holds it, from 1, or None; `quoted` is whether the
    quoted sentences hold evidence or lie in it.
    """

    question: Question
    answer: Answer | None
    ranks: tuple[int | None, ...] = ()
    quoted: bool = False

    @property
    def known(self) -> bool:
        """Whether it is known where the answer stands."""
        return self.question.answerable and bool(self.question.evidence)

    @property
    def rank(self) -> int | None:
        """That of the first passage that holds evidence."""
        return min((rank for rank in self.ranks if rank), default=None)

    @property
    def refused(self) -> bool:
        """Whether it was not answered."""
        return self.answer is None or self.answer.verdict == "not_found"

    @property
    def confidence(self) -> float:
        """The probability, as it was told, that the minutes answer."""
        return self.answer.confidence if self.answer else 0.0


def read_questions(path: Path) -> list[Question]:
    """The questions of a file.

    Raises:
        QuestionFileError: there are none, two go by one id, or a line is not as it should be.

    """
    found: list[Question] = load(path)
    if not found:
        raise QuestionFileError("It holds no question.", where=str(path), todo='A line is {"id": "1", "question": "..."}: see the README.')
    twice = [name for name, count in Counter(each.id for each in found).items() if count > 1]
    if twice:
        raise QuestionFileError(f"More than one question has the id {_listed(twice)}.", where=str(path), todo="Give every question an id of its own.")
    return found


def load(path: Path, kind: type[BaseModel] = Question) -> list[Any]:
    """The lines of a JSON-lines file as objects of `kind`.

    Raises:
        QuestionFileError: it cannot be read, or a line is not as it should be.

    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")  # not splitlines: JSON may hold U+2028
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError("The file cannot be read.", where=str(path), todo=f"It says: {error}") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(kind.model_validate_json(line))
            except ValidationError as error:
                first = error.errors()[0]
                what = f"Line {number} is not as it should be: {'.'.join(map(str, first['loc']))} {said_of(first)}."
                raise QuestionFileError(what, where=str(path), todo="See the README on question files.") from error
    return found


def check(library: Library, questions: Sequence[Question], notice: Callable[[str], None]) -> None:
    """See whether the library can answer; `notice` is told of evidence in documents that it does not hold.

    Raises:
        NoLibrary: there is nothing to ask.

    """
    with library.reading() as catalogue:
        held = {file_name(name) for document in catalogue.documents() for name in (document.name, *document.paths)}
    if not held:
        raise NoLibrary(
            "There are no minutes in the library.", where=str(library.folder), todo=f"Take some in: minutes ingest FOLDER --library {library.folder}"
        )
    absent = {each.id: [file_name(place.doc) for place in each.evidence if file_name(place.doc) not in held] for each in questions if each.answerable}
    names = sorted({name for names in absent.values() for name in names})
    if names:
        count = sum(map(bool, absent.values()))
        many, are = f"{len(names)} document{'s' * (len(names) != 1)}", "is" if len(names) == 1 else "are"
        notice(f"{many} with evidence for {count} question{'s' * (count != 1)} {are} not in the library, so it counts as not found: {_listed(names)}.")


def evaluate(library: Library, questions: Iterable[Question], *, use_filters: bool = True) -> Iterator[Outcome]:
    """Ask every question and look where its evidence comes."""
    for question in questions:
        filters = question.filters.filters() if use_filters else Filters()
        earlier = [turn if isinstance(turn, str) else turn.question for turn in question.context]
        try:
            made = answer(library, question.question, filters=filters, earlier=earlier, limit=DEPTH, longest=20_000)
        except QuestionError:
            yield Outcome(question, None, (None,) * len(question.evidence))
        else:
            yield judged(question, made)


def judged(question: Question, made: Answer) -> Outcome:
    """The answer compared with the question's evidence.

    A passage counts for the document that it is cited from alone, also where another file of the same minutes has it: so any
    scorer of the run file comes to the same figures.
    """
    ranks = tuple(next((rank for rank, hit in enumerate(made.passages[:DEPTH], start=1) if each.held_by(hit.passage)), None) for each in question.evidence)
    sentences = [quote.text for quote in made.quotes]
    quoted = made.verdict != "not_found" and any(each.quote and answers(sentences, each.quote) for each in question.evidence)
    return Outcome(question, made, ranks, quoted)


def run_line(outcome: Outcome) -> str:
    """The outcome as a line of a run file."""
    made = outcome.answer
    content = {
        "id": outcome.question.id,
        "abstained": outcome.refused,
        "answer": [quote.text for quote in made.quotes] if made else [],
        "passages": [{"document": hit.passage.meeting.document.name, "text": hit.passage.text} for hit in made.passages[:DEPTH]] if made else [],
    }
    return json.dumps(content, ensure_ascii=False)


def expect_file(path: Path) -> None:
    """Make the folder of a file that is to be written.

    Raises:
        QuestionFileError: it cannot be written there.

    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writable = not path.is_dir() and os.access(path.parent, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise QuestionFileError("No run can be written there.", where=str(path), todo="Name a file in a folder that you may write.")


def write_run(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Write the run file, whole or not at all."""
    write_whole(path, "".join(f"{run_line(each)}\n" for each in outcomes).encode())


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
