"""Attendance: the lists at the top of the minutes, as people with their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest import rules
from ingest.domain import Attendance, Status
from ingest.lines import Line

_PART = re.compile(r"\s*[,;\t\n]\s*(?![^()]{0,120}\))")
_AND = re.compile(r",?\s+(?:and|&)\s+(?![^()]{0,120}\))")
_BULLET = re.compile(r"\s*[-–—•●▪■◦*]\s+")
_COUNT = re.compile(r"\s*[-–—=]\s*\d{1,3}$")
_IN_THE_CHAIR = re.compile(r",?\s+(in the chair)$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(([^)]*)\)\s*")
_DASH = re.compile(r"\s*[-–—]\s+|\s+[-–—]\s*|:\s*")
_GOVERNED = re.compile(r"^(?:councillors|cllrs|crs|members|co-?optees|co-opted members|officers|staff)\b\.?\s*[-–—:]?\s*", re.IGNORECASE)
_FROM = re.compile(r"^.*?\b(?:received|given|tendered|accepted)\b.*?\b(?:from|by|for)\b\s*|^from\s+|^.*\bapologies from\s+", re.IGNORECASE | re.DOTALL)
_STOP = re.compile(r"[.;]\s+(?=[A-Z][a-z]+ )|\.$|\bwho\b|\bdue to\b|\bas (?:he|she|they)\b")
_LONGEST = 20  # lines of one list


def attendance(preamble: Sequence[Line], apologies: str | None) -> tuple[Attendance, ...]:
    """The people of the lists in the preamble, and of the text of an item on apologies, each once a status."""
    found: list[Attendance] = []
    for person in (*_in_table(preamble), *(each for status, text in _lists(preamble) for each in _people(text, status))):
        _add(found, person)
    if apologies:
        for person in _people(_FROM.sub("", apologies, count=1), "apologies"):
            _add(found, person)
    return tuple(found)


def _add(found: list[Attendance], person: Attendance) -> None:
    """`G Mossop`, `Gareth Mossop` and `Mossop` are one; `Yarrow (A)` and `Tom Yarrow` are two."""
    if not any(each.status == person.status and _same(_called(each.name), _called(person.name)) for each in found):
        found.append(person)


def _called(name: str) -> tuple[str, str]:
    """Surname and first letter of the forename, as far as printed."""
    behind = re.search(r"\(([A-Z])\)$", name)
    words = _BRACKETS.sub(" ", name).split()
    first = behind.group(1) if behind else (words[0][0] if len(words) > 1 else "")
    return words[-1].casefold() if words else "", first.casefold()


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and (one[1] == other[1] or not (one[1] and other[1]))


def _in_table(lines: Sequence[Line]) -> Iterator[Attendance]:
    """People of a table in which every row gives the status in a cell of its own."""
    for line in lines:
        name, *cells = line.text.split("\t")
        status = next((found["status"].lower() for cell in cells if (found := rules.STATUS_CELL.pattern.match(cell))), None)
        person = _person(name, status) if status else None  # type: ignore[arg-type]  # the pattern's words are statuses
        if person is not None:
            role = next((cell for cell in cells if rules.ROLE.search(cell)), None)
            yield Attendance(person.name, person.role or role, person.status)


def _lists(lines: Sequence[Line]) -> Iterator[tuple[Status, str]]:
    """(status, text of the list): a label on a line rules what follows it until the next label."""
    status: Status | None = None
    parts: list[str] = []
    for line in lines:
        labels = [(name, found) for name, rule in rules.ATTENDANCE if (found := rule.pattern.search(line.text)) and found.start() < 20]
        if labels:
            if status and parts:
                yield status, _unbulleted(parts)
            name, found = min(labels, key=lambda each: each[1].start())
            status, parts = name, [line.text[found.end() :]]  # type: ignore[assignment]  # the table's names are statuses
        elif status and len(parts) < _LONGEST and not line.text.endswith("."):
            parts.append(line.text)
        elif status:
            parts.append(line.text.rstrip("."))
            yield status, _unbulleted(parts)
            status, parts = None, []
    if status and parts:
        yield status, _unbulleted(parts)


def _unbulleted(parts: Sequence[str]) -> str:
    """The list's lines, without the bullets when every line has one: a dash may else lead to a role."""
    held = [part for part in parts if part.strip()]
    if all(_BULLET.match(part) for part in held):
        held = [_BULLET.sub("", part, count=1) for part in held]
    return "\n".join(held)


def _parts(text: str) -> Iterator[str]:
    """Names and roles, apart: at commas, semicolons and line ends, and at an `and` that does not stand in a role."""
    for part in _PART.split(_unwrapped(text)):
        pieces = _AND.split(part)
        if len(pieces) > 1 and rules.ROLE.search(_BRACKETS.sub(" ", pieces[0])):
            yield part  # `Head of Inclusion and Admissions`
        else:
            yield from pieces


def _unwrapped(text: str) -> str:
    """The list with its lines joined where a name or a role runs on: between semicolons, or after half a name."""
    if text.count(";") > 1:
        return text.replace("\n", " ")
    joined = ""
    for line in re.sub(r"\n(?=[a-z])|(?<=[-–—])\n|\n(?=[-–—])", " ", text).split("\n"):
        *before, last = re.split(r",|\s(?:and|&)\s", joined.rpartition("\n")[2])
        joined += (" " if before and _runs_on(last, line.partition(",")[0]) else "\n") + line
    return joined.strip("\n")


def _runs_on(last: str, following: str) -> bool:
    """Whether `last`, half a name or role at a line's end, and what opens the next line are one."""
    half = len(rules.PERSON_TITLE.sub("", last.strip()).split()) == 1
    following = _BRACKETS.sub(" ", following).strip()
    if not half or rules.ROLE.search(last) or rules.PERSON_TITLE.match(following):
        return False
    return len(following.split()) == 1 or bool(rules.ROLE.search(following))


def _people(text: str, status: Status) -> Iterator[Attendance]:
    text = _STOP.split(text)[0] if status == "apologies" else text
    person: Attendance | None = None
    for part in _parts(text):
        named = _person(part.strip(" .:-–—"), status)
        if named is not None:
            if person is not None:
                yield person
            person = named
        elif person is not None and person.role is None and rules.ROLE.search(part):
            person = Attendance(person.name, " ".join(part.split()).strip(" .:-–—"), status)  # `Jo Bell, Head of Transport`
    if person is not None:
        yield person


def _person(part: str, status: Status) -> Attendance | None:
    """A name with the role printed at it; None for what is no name."""
    part = _GOVERNED.sub("", _COUNT.sub("", " ".join(part.split())))
    roles = [role for role in _BRACKETS.findall(part) if not re.fullmatch(r"[A-Z]{1,4}", role)]
    name = _BRACKETS.sub(" ", part).strip()
    chairing = _IN_THE_CHAIR.search(name)
    if chairing:
        name, roles = name[: chairing.start()], [*roles, chairing.group(1)]
    behind = re.search(r"\([A-Z]\)$", part)  # `Yarrow (A)`: two members of one surname
    pieces = _DASH.split(name, maxsplit=1)
    if len(pieces) == 2 and rules.ROLE.search(pieces[1]):
        name, roles = pieces[0], [pieces[1], *roles]
    elif len(pieces) == 2 and rules.ROLE.search(pieces[0]):
        name, roles = pieces[1], [pieces[0], *roles]
    leading = re.match(r"(?:the )?((?:Vice[- ])?Chair(?:man|woman)?|(?:Deputy )?Mayor|(?:Parish )?Clerk)\s+(?=[A-Z])", name)
    if leading:
        name, roles = name[leading.end() :], [leading.group(1), *roles]
    while (shorter := rules.PERSON_TITLE.sub("", name)) != name:
        name = shorter
    name = name.strip(" .,:-–—")
    if not rules.NAME.match(name) or rules.ROLE.search(name) or len(name) > 50:
        return None
    if behind and " " not in name:
        name = f"{name} {behind.group()}"
    return Attendance(name, roles[0].strip() if roles else None, status)
