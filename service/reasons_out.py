"""The JSON of why passages stand where they stand."""

from __future__ import annotations

from pydantic import BaseModel, Field

from service.explaining import Reason

_DIGITS = 4


class ReasonOut(BaseModel):
    """What was made of a passage."""

    passage: str = Field(description="Its id")
    why: str = Field(description="The reason in words")
    rank: int | None = Field(description="Its place in `passages`, from 1; null where it is not there")
    candidate: int | None = Field(description="Its place among all candidates by the first ordering, for one that is not shown")
    score: float | None = Field(description="What the ordering gave it")
    meaning: float | None = Field(description="Its cosine with the question; null where meaning did not find it")
    words: float | None = Field(description="Its BM25 score; null where it holds no word of the question")
    closeness: float | None = Field(description="Late interaction, -1 to 1; null where it was not compared token by token")
    features: dict[str, float] = Field(description="What is known of it")
    parts: dict[str, float] = Field(description="What each feature added to the score")


def reason_out(reason: Reason) -> ReasonOut:
    """A reason as JSON."""
    return ReasonOut(
        passage=reason.passage,
        why=reason.why,
        rank=reason.rank,
        candidate=reason.candidate,
        score=_short(reason.score),
        meaning=_short(reason.meaning),
        words=_short(reason.words),
        closeness=_short(reason.closeness),
        features={name: round(value, _DIGITS) for name, value in reason.features.items()},
        parts={name: round(value, _DIGITS) for name, value in sorted(reason.parts.items(), key=lambda each: -abs(each[1]))},
    )


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
