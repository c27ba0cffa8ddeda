"""Lines of text whose names are to be found."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Labelled(BaseModel):
    """A line of `minutes label`: lines of one `doc` share the names found in any of them; other keys are ignored."""

    model_config = ConfigDict(extra="ignore")

    id: str
    text: str
    doc: str | None = None
