"""What a clerk puts right: a small YAML file beside a document, read and checked key by key.

`2024-05-07.pdf.yaml` beside `2024-05-07.pdf` says what was read wrong::

    date: 2024-05-07
    committee: Finance Committee
    people:
      rename: {Jon Bel: Jo Bell}
      add: [Ann Lee, {name: Tom Rowe, role: Clerk, status: in attendance}]
      remove: [Village Hall]
    items:
      - {begins: "7 Foot paths", number: "7", title: Footpaths}
      - {no_item: "3 bags of salt"}

A value is always text, as it is written (`number: 7.10` is no decimal); `unknown` blanks one. Nothing that it
says ever becomes part of the text: it names, dates and divides.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from ingest.domain import Attendance, Kind, State, Status
from ingest.errors import BadCorrections
from ingest.lined import Lined, parse_lined, read_lined
from ingest.sources import CORRECTIONS

UNKNOWN = ("unknown", "null", "~")
FIELDS = ("body", "committee", "date", "start_time", "end_time", "kind", "place", "state")
KEYS = (*FIELDS, "people", "items")
PERSON = ("name", "role", "status", "initials", "part")
ITEM = ("begins", "no_item", "number", "title", "occurrence")
_CHOICES: dict[str, tuple[str, ...]] = {"kind": get_args(Kind), "state": get_args(State), "status": get_args(Status)}
_TIME = re.compile(
    r"(?:0?[1-9]|1[0-2])(?:[.:][0-5]\d)?\s*[ap]\.?m\.?|(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?|12(?:[.:]00)?\s*noon|noon|midnight|(?:[01]\d|2[0-3])[0-5]\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Boundary:
    """An item begins, or with `opens` False none does, at the words `begins`; `entry` is where the correction stands.

    `number` and `title` None leave what is read, "" says that there is none. `occurrence` counts places from 1.
    """

    entry: Lined
    begins: str
    opens: bool = True
    number: str | None = None
    title: str | None = None
    occurrence: int | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is to be put right in one document.

    `where` names the file that says so; `meant` is all that it says, as JSON: what means the same is the same,
    whatever its comments and its layout. `rename` and `remove` keep their entries, for complaints.
    """

    where: str
    meant: str
    meeting: tuple[tuple[str, str | dt.date | None], ...] = ()
    rename: tuple[tuple[Lined, str, str], ...] = ()
    add: tuple[Attendance, ...] = ()
    remove: tuple[tuple[Lined, str], ...] = ()
    items: tuple[Boundary, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is to be put right."""
        return self.meant == "{}"


@dataclass(frozen=True, slots=True)
class Given:
    """A file of corrections that was named: for one document, or for many by file name or `folder/name`."""

    where: str
    documents: dict[str, Lined] = field(default_factory=dict)
    single: Corrections | None = None

    def of(self, path: Path, among: Collection[Path]) -> Corrections | None:
        """What it says of the document of this path, one `among` those that are read; None when it does not name it.

        Raises:
            BadCorrections: what it says of it will not do, or might be meant for another.

        """
        if self.single is not None:
            if len(among) > 1:
                what, todo = f"It does not say which of {len(among)} files it corrects.", "Put what it says under the name of the file: `2024-05-07.pdf:`."
                raise BadCorrections(what, where=self.where, todo=todo)
            return self.single
        names = [name for name in self.documents if _names(name, path)]
        if not names:
            return None
        entry = self.documents[names[0]]
        if len(names) > 1:
            entry.refuse(f"{path.name} has {len(names)} entries: {', '.join(names)}.", "Keep one of them.")
        if (count := sum(_names(names[0], other) for other in among)) > 1:
            entry.refuse(f"{count} files go by the name `{names[0]}`.", "Write the folder before it: `folder/name`.")
        return corrections(entry)

    def strangers(self, paths: Collection[Path]) -> Iterator[BadCorrections]:
        """Entries that name none of the documents that there are."""
        for name, entry in self.documents.items():
            if not any(_names(name, path) for path in paths):
                close = difflib.get_close_matches(name, [path.name for path in paths], 1)
                todo = f"Did you mean `{close[0]}`?" if close else "Write the name as the file has it, with its ending."
                yield BadCorrections(f"Line {entry.line}: there is no file `{name}` among the minutes.", where=self.where, todo=todo)


def corrections_for(path: Path, given: Given | None = None, among: Collection[Path] = ()) -> tuple[Corrections | None, Path | None]:
    """The corrections of a document: those given, or those beside it and the file that they stand in.

    Raises:
        BadCorrections: they cannot be read or will not do, or there are both.

    """
    near = beside(path)
    named = given.of(path, among) if given else None
    if near and named is not None:
        raise BadCorrections(f"{path.name} has corrections in {named.where} and beside it.", where=str(path), todo="Keep one of the two.")
    return (read_corrections(near), near) if near else (named, None)


def beside(path: Path) -> Path | None:
    """The file of corrections beside a document, if there is one.

    Raises:
        BadCorrections: there are two.

    """
    found = [Path(name) for ending in CORRECTIONS if os.path.exists(name := f"{path}{ending}")]  # a name too long has none
    if len(found) > 1:
        raise BadCorrections(f"There is {found[0].name}, and {found[1].name} too.", where=str(path), todo="Keep one of them.")
    return found[0] if found else None


def read_corrections(path: Path) -> Corrections:
    """The corrections of one document.

    Raises:
        BadCorrections: the file cannot be read, or what it says will not do.

    """
    return corrections(read_lined(path))


def kept_corrections(meant: str, where: str) -> Corrections:
    """Corrections from what they meant, as a library keeps them."""
    return corrections(parse_lined(meant, where))


def given_corrections(path: Path) -> Given:
    """A file of corrections that was named, for one document or for many.

    Raises:
        BadCorrections: it cannot be read; what it says of a single document will not do.

    """
    root = read_lined(path)
    entries = root.mapping("the file")
    if not any(Path(key).suffix for key in entries) or any(key in KEYS for key in entries):
        return Given(str(path), single=corrections(root))
    return Given(str(path), entries)


def corrections(root: Lined) -> Corrections:
    """What the entries of one document say, checked as far as that can be done without the document.

    Raises:
        BadCorrections: a key that means nothing, a value that will not do.

    """
    entries = root.mapping("a document's corrections", KEYS)
    people = entries["people"].mapping("`people`", ("rename", "add", "remove")) if "people" in entries else {}
    rename = people["rename"].mapping("`rename`") if "rename" in people else {}
    return Corrections(
        root.where,
        json.dumps(root.plain if entries else {}, ensure_ascii=False, sort_keys=True),
        tuple((key, _of_meeting(key, entry)) for key, entry in entries.items() if key in FIELDS),
        tuple((entry, wrong, entry.word(f"`{wrong}`")) for wrong, entry in rename.items()),
        tuple(_person(entry) for entry in _list(people, "add")),
        tuple((entry, entry.word("`remove`")) for entry in _list(people, "remove")),
        tuple(_boundary(entry) for entry in _list(entries, "items")),
    )


def _list(entries: dict[str, Lined], key: str) -> list[Lined]:
    return entries[key].list(f"`{key}`") if key in entries else []


def _of_meeting(key: str, entry: Lined) -> str | dt.date | None:
    value = entry.word(f"`{key}`")
    if value in UNKNOWN:
        return None
    if key == "date":
        try:
            year, month, day = map(int, re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value).groups())  # type: ignore[union-attr]  # AttributeError is caught
            return dt.date(year, month, day)
        except (AttributeError, ValueError):
            entry.refuse(f"`date` is `{value}`, which is no day.", "Write it as 2024-05-07: year, month, day.")
    if key.endswith("_time") and not _TIME.fullmatch(value):
        entry.refuse(f"`{key}` is `{value}`, which is no time.", "Write it as 7.30 pm or 19:30.")
    return _chosen(key, entry)


def _chosen(key: str, entry: Lined) -> str:
    value = entry.word(f"`{key}`")
    if key in _CHOICES and value not in _CHOICES[key]:
        entry.refuse(f"`{key}` is `{value}`.", f"It can be: {', '.join(_CHOICES[key])}.")
    return value


def _person(entry: Lined) -> Attendance:
    if isinstance(entry.value, str):
        return Attendance(entry.word("a name"), None, "present")
    said = {key: _chosen(key, value) for key, value in entry.mapping("a person", PERSON).items()}
    if "name" not in said:
        entry.refuse("this person has no `name`.", "Write `- {name: Ann Lee, role: Clerk, status: in attendance}`.")
    return Attendance(said["name"], said.get("role"), said.get("status", "present"), said.get("initials"), said.get("part"))  # type: ignore[arg-type]  # a choice


def _boundary(entry: Lined) -> Boundary:
    entries = entry.mapping("an item", ITEM)
    said = {key: value.word(f"`{key}`") for key, value in entries.items()}
    opens = "begins" in said
    if opens == ("no_item" in said):
        entry.refuse("an item needs `begins` or `no_item`, and not both.", 'Write `- begins: "7. Footpaths"`: the first words of its line.')
    if not opens and (more := {"number", "title"} & set(said)):
        entry.refuse(f"where no item begins, none has a {min(more)}.", "Write `begins` for `no_item`, or leave it out.")
    if not re.fullmatch(r"[1-9]\d{0,3}", said.get("occurrence", "1")):
        entries["occurrence"].refuse(f"`occurrence` is `{said['occurrence']}`.", "Write 1 for the first place, 2 for the second.")
    number, title = (None if key not in said else "" if said[key] in UNKNOWN else said[key] for key in ("number", "title"))
    at = int(said["occurrence"]) if "occurrence" in said else None
    return Boundary(entry, said["begins" if opens else "no_item"], opens, number, title, at)


def _names(name: str, path: Path) -> bool:
    """Whether an entry's name, a file name or `folder/name`, is that of the document of a path."""
    return f"/{path.as_posix().strip('/')}".endswith("/" + name.replace("\\", "/").strip("/"))
