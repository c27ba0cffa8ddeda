"""What is cited: a passage, an item or the minutes of a meeting, as a reference manager wants it. Unknown fields are left out."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from index.catalogue import Catalogue
from index.library import Library
from service.columns import Cited
from service.errors import NoSuchItem
from service.export_rows import Row, row_of

_UNSAFE = re.compile(r"[^\w]", re.ASCII)
_LONGEST_QUOTE = 2_000  # characters of an item; a passage is shorter


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference. `quote` are words of the minutes; `url` leads to them on the server that gave it out, None where there is none.

    `generation` is the one of the library that was read.
    """

    key: str
    title: str
    minutes: str
    body: str | None
    committee: str | None
    date: dt.date | None
    number: str | None
    page: int | None
    document: str
    quote: str | None
    url: str | None
    generation: int


def citation(kind: Cited, row: Row, base: str | None, generation: int) -> Citation:
    """The reference of an exported passage, item or meeting; `base` is the address of the server, ending in a slash."""
    meeting = row if kind == "meetings" else row["meeting"]
    item = {"passages": row.get("item"), "items": row, "meetings": None}[kind]
    minutes = _minutes(meeting)
    text = None if kind == "meetings" else clean(row["text"])
    if text and len(text) > _LONGEST_QUOTE:
        text = text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " [...]"
    return Citation(
        key=_key(meeting, row["id"]),
        title=_heading(item) or minutes,
        minutes=minutes,
        body=clean(meeting["body"] or "") or None,
        committee=clean(meeting["committee"] or "") or None,
        date=meeting["date"],
        number=clean((item or {}).get("number") or "") or None,
        page=row.get("page"),
        document=clean(row["document"]["name"]),
        quote=text or None,
        url=_address(base, kind, row) if base else None,
        generation=generation,
    )


def cited(library: Library, wanted: Sequence[tuple[Cited, str]], base: str | None) -> list[Citation]:
    """The references of these (kind, id), in their order, each once.

    Raises:
        NoSuchItem: the library holds none of that id.

    """
    generation = library.generation
    with library.reading() as catalogue:
        return [citation(kind, _row(catalogue, kind, name), base, generation) for kind, name in dict.fromkeys(wanted)]


def kinds_of(library: Library, names: Sequence[str]) -> list[tuple[Cited, str]]:
    """(kind, id) of ids of passages, items and meetings.

    Raises:
        NoSuchItem: the library holds none of that id.

    """
    kinds: tuple[Cited, ...] = ("passages", "items", "meetings")
    with library.reading() as catalogue:
        held = {name: [kind for kind in kinds if catalogue.connection.execute(f"SELECT 1 FROM {kind} WHERE id = ?", (name,)).fetchone()] for name in names}
    lacking = next((name for name, found in held.items() if not found), None)
    if lacking is not None:
        raise _nothing(lacking)
    return [(held[name][0], name) for name in names]


def clean(text: str) -> str:
    """In one line, without signs that cannot be printed."""
    kept = (" " if unicodedata.category(sign) == "Cc" else sign for sign in text if unicodedata.category(sign) not in ("Cs", "Cn"))
    return " ".join("".join(kept).split())


def _row(catalogue: Catalogue, kind: Cited, name: str) -> Row:
    row = row_of(catalogue, kind, name)
    if row is None:
        raise _nothing(name)
    return row


def _nothing(name: str) -> NoSuchItem:
    return NoSuchItem("There is nothing of that id in the library.", where=name, todo="Ids are given with every passage, item and meeting.")


def _minutes(meeting: Row) -> str:
    """What the minutes are called."""
    of = meeting["committee"] or meeting["body"]
    return clean(" ".join(filter(None, ("Minutes", of and f"of the meeting of {of}", meeting["date"] and f"on {in_words(meeting['date'])}"))))


def in_words(date: dt.date) -> str:
    """A day in words."""
    return f"{date.day} {date:%B %Y}"


def _heading(item: Row | None) -> str:
    if item is None:
        return ""
    number = f"Item {item['number']}" if item["number"] else None
    return clean(": ".join(filter(None, (number, item["title"]))))


def _key(meeting: Row, name: str) -> str:
    """A key that stays: the first word of the body, the year, and the id, by which no two are alike."""
    plain = unicodedata.normalize("NFKD", meeting["body"] or "").encode("ascii", "ignore").decode()
    word = next((each for each in (_UNSAFE.sub("", part) for part in plain.split()) if each), "minutes")
    return f"{word.lower()[:30]}{meeting['date'].year if meeting['date'] else ''}_{_UNSAFE.sub('', name)}"


def _address(base: str, kind: Cited, row: Row) -> str:
    """The page where it stands. No `&` is in it: some readers of BibTeX take one for LaTeX even in an address."""
    item = row["item"]["id"] if kind == "passages" else row["id"]
    where = "meeting" if kind == "meetings" else "item"
    return f"{quote(base, safe=':/[]')}{where}/{quote(item)}" + (f"?passage={quote(row['id'])}" if kind == "passages" else "")
