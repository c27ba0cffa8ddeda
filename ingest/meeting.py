"""Who met, and when: read from what stands before the first item; the file's name only fills gaps."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ingest import rules
from ingest.dates import dates
from ingest.domain import Document, Doubt
from ingest.lines import Line

_HEAD = 60  # lines: the meeting introduces itself at the top or not at all
_SMALL = frozenset("a and at by cum en for in le of on super the under upon with".split())
_LEAD = re.compile(
    r"^(?:draft|unconfirmed|open|the|minutes?|proceedings|of|a|an|ordinary|extraordinary|monthly|regular|meeting|public|full|held|by|at|above|notes?|record|for|in)\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:[-–—:,(].*|\b(?:meeting|minutes|held|on|at|of the|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b.*|\d.*)$", re.IGNORECASE
)
_WORD = re.compile(r"[\w'’.&-]+")
_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)[-_ ]?(.*)")
_LONGEST_NAME = 90


def body(document: Document, lines: Sequence[Line]) -> str | None:
    """The council: its name in the text, else that of the folder when the folder is named after one."""
    for line in lines[:_HEAD]:
        for found in rules.BODY.pattern.finditer(line.text):
            name = titled(_without_lead(found.group()))
            if len(name.split()) > 1 and not re.match(r"(?:Parish|Town|County|City|District|Borough|Community|Full) ", name):
                return name
    return titled(document.folder.replace("-", " ").replace("_", " ")) if rules.BODY_FOLDER.search(document.folder) else None


def committee(document: Document, lines: Sequence[Line], body_name: str | None) -> str | None:
    """The first line near the top that names one, else the file's name, else the kind of council it is."""
    for line in lines[:_HEAD]:
        if rules.ATTENDANCE[-1][1].pattern.search(line.text):
            break
        name = _committee_in(line.text, body_name)
        if name:
            return name
    slug = _FILE_DATE.match(document.name.rsplit(".", 1)[0])
    if slug and rules.COMMITTEE.pattern.search(titled(slug.group(4).replace("-", " "))):
        return titled(slug.group(4).replace("-", " "))
    kind = re.search(r"\b(?:\w+ )?Council$", body_name or "")
    return kind.group() if kind else None


def _committee_in(text: str, body_name: str | None) -> str | None:
    name = _TAIL.sub("", _without_lead(text.strip(" .:")))
    if body_name:
        name = re.sub(re.escape(body_name), "", name, flags=re.IGNORECASE).strip(" ,-–—:")
    words = _WORD.findall(name)
    proper = sum(word[0].isupper() or word.lower() in _SMALL for word in words)
    if not rules.COMMITTEE.pattern.search(name) or len(name) > _LONGEST_NAME or proper < len(words) or len(words) > 12:
        return None
    return titled(name) if len(words) > 1 or name.casefold() in ("council", "cabinet", "executive") else None


def date(document: Document, lines: Sequence[Line]) -> tuple[dt.date | None, tuple[Doubt, ...]]:
    """The day of the meeting: the first full date at the top that is not another event's, else the file name's."""
    named = _FILE_DATE.search(document.name)
    try:
        in_name = dt.date(*(int(part) for part in named.groups()[:3])) if named else None
    except ValueError:
        in_name = None
    for at, line in enumerate(lines[:_HEAD]):
        # A date may be broken over lines (`held on / 2 / May 2019`), so a line is read with the two after it.
        window = " ".join(each.text for each in lines[at : at + 3])
        for span, day in dates(window):
            of_another = rules.NOT_THE_MEETING.search(window[max(0, span.start - 60) : span.start]) or rules.OF_EARLIER_MINUTES.match(window[span.end :])
            if span.start < len(line.text) and not of_another:
                doubt = Doubt(f"The text says {day}, the file's name {in_name}.", line.span, "date")
                return day, (doubt,) if in_name not in (None, day) else ()
    doubts = () if in_name else (Doubt("No date was found.", about="date"),)
    return in_name, doubts


def times(lines: Sequence[Line], text: str) -> tuple[str | None, str | None]:
    """When it opened (from the top) and closed (from anywhere, the last one), as printed."""
    both = next((found for line in lines[:_HEAD] if (found := rules.TIMES.pattern.search(line.text))), None)
    start = next((found for line in lines[:_HEAD] if (found := rules.START_TIME.pattern.search(line.text))), None)
    end = None
    for found in rules.END_TIME.pattern.finditer(text):
        end = found
    started = both["start"] if both else start["time"] if start else None
    ended = both["end"] if both else end["time"] if end else None
    return started and started.strip(), ended and ended.strip()


def titled(name: str) -> str:
    """A name in capitals or a slug as a name is written; one in mixed case stays as it is."""
    words = " ".join(name.split()).strip(" -–—,.")
    if not (words.isupper() or words.islower()):
        return words
    parts = re.split(r"([\s-]+)", words.lower())
    return "".join(part if at and part in _SMALL else part[:1].upper() + part[1:] for at, part in enumerate(parts))


def _without_lead(text: str) -> str:
    while (shorter := _LEAD.sub("", text, count=1)) != text:
        text = shorter
    return text
