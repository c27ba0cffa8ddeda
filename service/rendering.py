"""Templates to pages, and the words that all pages share for meetings, items and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response
from jinja2 import Environment, FileSystemLoader
from starlette.templating import Jinja2Templates

from index.records import ItemRecord, MeetingRecord

_environment = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
templates = Jinja2Templates(env=_environment)


def render(request: Request, name: str, content: Mapping[str, Any], status: int = 200) -> Response:
    """The page that a template makes of its content."""
    return templates.TemplateResponse(request, name, dict(content), status_code=status)


def heading(item: ItemRecord) -> str:
    """An item in words: its number and title as printed."""
    if item.ordinal == 0:
        return "Before the first item"
    number = f"Item {item.number}" if item.number else None
    return ": ".join(part for part in (number, item.title) if part) or "The minutes"


def day(value: dt.date) -> str:
    """A date in words."""
    return f"{value.day} {value:%B %Y}"


def called(meeting: MeetingRecord) -> str:
    """A meeting with its body, for headings."""
    body = f"{meeting.body}: " if meeting.body and meeting.committee and meeting.body != meeting.committee else ""
    return f"{body}{meeting.called}"


def committee_path(body: str | None, committee: str | None) -> str:
    """Where a committee, or a body as a whole, has its page; empty where neither is known."""
    parts = {"body": body, "committee": committee}
    return f"/committee?{urlencode({name: value for name, value in parts.items() if value})}" if body or committee else ""


_environment.globals.update(day=day, called=called, heading=heading, committee_path=committee_path)
