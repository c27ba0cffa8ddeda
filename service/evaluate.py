"""A question file to figures, and to a run file for other scorers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from index.ids import letters
from index.library import Library
from index.query import Filters
from index.search import Hit
from service.answers import Answer, answer
from service.errors import QuestionError, QuestionFileError
from service.requests import FiltersIn, said_of

DEPTH = 10
_ENOUGH = 0.6  # of a quote's words in a passage


class Evidence(BaseModel):
    """A good place for the answer."""

    doc: str
    quote: str


class Earlier(BaseModel):
    """An earlier turn."""

    question: str


class Question(BaseModel):
    """A line of a question file; other keys are ignored."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str
    question: str
    answerable: bool = True
    evidence: list[Evidence] = []
    context: list[Earlier | str] = []
    filters: FiltersIn = FiltersIn()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question. `rank` is that of the first passage that holds evidence, from 1."""

    question: Question
    answer: Answer | None
    rank: int | None

    @property
    def refused(self) -> bool:
        """Whether it was not answered."""
        return self.answer is None or self.answer.verdict == "not_found"


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


def evaluate(library: Library, questions: Sequence[Question], *, use_filters: bool = True) -> Iterator[Outcome]:
    """Ask every question and look where its evidence comes."""
    for question in questions:
        filters = question.filters.filters() if use_filters else Filters()
        earlier = [turn if isinstance(turn, str) else turn.question for turn in question.context]
        try:
            made = answer(library, question.question, filters=filters, earlier=earlier, limit=DEPTH, longest=20_000)
        except QuestionError:
            yield Outcome(question, None, None)
            continue
        ranks = (number for number, hit in enumerate(made.passages, start=1) if any(_holds(hit, each) for each in question.evidence))
        yield Outcome(question, made, next(ranks, None))


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


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares between 0 and 1: hit@k and the reciprocal rank over questions with evidence, and refusals."""
    known = [each for each in outcomes if each.question.answerable and each.question.evidence]
    unanswerable = [each for each in outcomes if not each.question.answerable]
    found: dict[str, float] = {}
    if known:
        for depth in (1, 3, 10):
            found[f"hit@{depth}"] = sum(each.rank is not None and each.rank <= depth for each in known) / len(known)
        found["mrr@10"] = sum(1 / each.rank for each in known if each.rank) / len(known)
        found["refused"] = sum(each.refused for each in known) / len(known)
    if unanswerable:
        found["abstain"] = sum(each.refused for each in unanswerable) / len(unanswerable)
    return found


def _holds(hit: Hit, evidence: Evidence) -> bool:
    """Whether the passage is of the evidence's document, or of another file of the same minutes, and holds most of its words, in their order."""
    documents = (hit.passage.meeting.document, *hit.also_in)
    if not any(each.name.rsplit("/", 1)[-1].casefold() == evidence.doc.replace("\\", "/").rsplit("/", 1)[-1].casefold() for each in documents):
        return False
    quote, text = [[letters(word) for word in words.split()] for words in (evidence.quote, hit.passage.text)]
    blocks = SequenceMatcher(None, quote, text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= _ENOUGH * len(quote)
