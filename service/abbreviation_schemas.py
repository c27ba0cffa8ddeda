"""The JSON of the library's abbreviations."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from index.abbreviations import Meaning
from service.facts import MeetingRef


class AbbreviationOut(BaseModel):
    """A short form and what it stands for in a body's minutes; `passage` is the earliest of the `passages` that define it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "short": "EHE",
                    "long": "Elective Home Education",
                    "body": "Fennick Vale District Council",
                    "passages": 3,
                    "passage": "3f9a0c51d2e47b88a1c0",
                    "meeting": {
                        "id": "81c2a7f00d5be9163a42",
                        "body": "Fennick Vale District Council",
                        "committee": "Children and Learning Scrutiny Committee",
                        "date": "2022-11-16",
                    },
                }
            ]
        }
    )

    short: str
    long: str
    body: str | None
    passages: int
    passage: str
    meeting: MeetingRef


def abbreviation_out(meaning: Meaning) -> AbbreviationOut:
    """An abbreviation as JSON."""
    meeting = MeetingRef(id=meaning.meeting, body=meaning.body, committee=meaning.committee, date=meaning.date)
    return AbbreviationOut(short=meaning.short, long=meaning.long, body=meaning.body, passages=meaning.passages, passage=meaning.passage, meeting=meeting)
