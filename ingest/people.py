"""Attendance: who was present, in attendance, sent apologies or was absent, and for what part of the meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest import people_rules
from ingest.domain import Attendance, Status
from ingest.rolls import person, read_names
from ingest.titles import is_sentence

_LONGEST = 60  # lines of one list
_FIRST_ITEMS = 4  # in which those present may be listed, where they are not above
_SHORTEST_SURNAME = 3
_EARLY = 20  # code points from a line's beginning
_STOP = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bCllr)(?<!\bCllrs)(?<!\bCr)(?<!\b[A-Z])\.(?:\s+(?=[A-Z])|\s*$)")


def attendance(preamble: Sequence[str], items: Sequence[tuple[str, str]], text: str) -> tuple[Attendance, ...]:
    """The people of the lists in the preamble and in the items that are about them, each once a status.

    `preamble` holds its lines; `items` title and text of each item; `text` is the whole document's, for who came late and left early.
    """
    found: list[Attendance] = []
    for each in (*_in_table(preamble), *(named for status, listed in _lists(preamble) for named in read_names(listed, status))):
        _add(found, each)
    for at, (title, said) in enumerate(items):
        listed_later = at < _FIRST_ITEMS and not any(each.status == "present" for each in found)
        for each in _in_item(title, said, listed_later):
            _add(found, each)
    went = [(each["name"].split()[-1].casefold(), " ".join(each["part"].split())) for each in people_rules.CAME_OR_WENT.finditer(text)]
    return tuple(_for_part(each, went) for each in found)


def listed(texts: Sequence[str]) -> tuple[str, ...]:
    """The people whom texts without items list."""
    return tuple(each.name for each in attendance([line for text in texts for line in text.split("\n")], (), ""))


def _in_item(title: str, said: str, may_list: bool) -> Iterator[Attendance]:
    """The people of an item on those present or on apologies; `may_list` where nobody was listed above the items."""
    if people_rules.APOLOGIES_TITLE.match(title):
        until = min((start for start, _, status in labels(said) if status != "apologies"), default=len(said))
        yield from _apologies(said[:until])
        for status, listed in _lists(said[until:].split("\n")):
            yield from read_names(listed, status)
    elif people_rules.ATTENDANCE_TITLE.match(title):
        head = f"{title.rstrip(': ')}:"
        for status, listed in _lists([head if labels(head) else "Present:", *said.split("\n")]):
            yield from read_names(listed, status)
        for came in people_rules.CAME.finditer(said):
            named = person(came["name"], "present")
            if named is not None:
                yield named
    elif may_list and any(people_rules.ATTENDANCE[-1][1].pattern.match(line.strip()) for line in said.split("\n")):
        for status, listed in _lists(said.split("\n")):
            yield from read_names(listed, status)


def _apologies(said: str) -> Iterator[Attendance]:
    """The people who sent apologies: named behind `from`, or before their verb, or in a list that is no sentence."""
    leads = list(people_rules.APOLOGIES_FROM.pattern.finditer(said))
    senders = [found["names"] for found in people_rules.APOLOGISED.pattern.finditer(said)]
    for lead, following in zip(leads, [*leads[1:], None], strict=False):
        senders.append(_STOP.split(said[lead.end() : following.start() if following else len(said)], maxsplit=1)[0])
    for names in senders or ([] if is_sentence(said) else [said]):
        yield from read_names(names, "apologies")


def _add(found: list[Attendance], one: Attendance) -> None:
    """`G Mossop`, `Gareth Mossop` and `Mossop` are one; `Yarrow (A)` and `Tom Yarrow` are two."""
    if not any(each.status == one.status and _same(_called(each.name), _called(one.name)) for each in found):
        found.append(one)


def _called(name: str) -> tuple[str, str]:
    """Surname and forenames or initials, as far as printed."""
    behind = re.search(r"\(([A-Z])\w*\)$", name)
    words = re.sub(r"\([^)]*\)", " ", name).split()
    first = behind.group(1) if behind else " ".join(words[:-1])
    return words[-1].casefold() if words else "", first.casefold().replace(".", "")


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether the surnames agree, and the forenames as far as both are printed: `G` is `Gareth`, `Mick` is not `Mandy`."""
    if one[0] != other[0]:
        return False
    first, second = one[1].split(), other[1].split()
    return all(here.startswith(there) if len(there) <= len(here) else there.startswith(here) for here, there in zip(first, second, strict=False))


def _for_part(each: Attendance, went: Sequence[tuple[str, str]]) -> Attendance:
    """The same with what the text says of the person's coming and going, as printed: `went` holds surnames and what was said."""
    surname = each.name.split("(")[0].split()[-1:]
    if each.part or each.status == "apologies" or not surname or len(surname[0]) < _SHORTEST_SURNAME:
        return each
    part = "; ".join(dict.fromkeys(said for name, said in went if name == surname[0].casefold()))
    return replace(each, part=part) if part else each


def _in_table(lines: Sequence[str]) -> Iterator[Attendance]:
    """People of a table in which every row gives the status in a cell of its own."""
    for line in lines:
        name, *cells = line.split("\t")
        printed = next((found for cell in cells if (found := people_rules.STATUS_CELL.pattern.match(cell))), None)
        named = person(name, printed["status"].lower()) if printed else None  # type: ignore[arg-type]  # the pattern's words are statuses
        if named is not None and printed is not None:
            role = next((cell for cell in cells if people_rules.ROLE.search(cell)), None)
            part = re.search(r"\(([^)]*)\)", printed.string)
            yield replace(named, role=named.role or role, part=named.part or (part.group(1) if part else None))


def labels(line: str) -> list[tuple[int, int, Status]]:
    """Where labels of lists stand on a line: start, end, and whose list follows. Of two in one place the longer one counts, or the first in the table."""
    found = sorted(
        (label.start(), at, label.end(), status)
        for at, (status, rule) in enumerate(people_rules.ATTENDANCE)
        for label in rule.pattern.finditer(line)
        if _opens(line, label.start(), label.group())
    )
    kept: list[tuple[int, int, Status]] = []
    for start, _, end, status in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, status))  # type: ignore[arg-type]  # the table's names are statuses
    return kept


def _opens(line: str, start: int, label: str) -> bool:
    """Whether a label stands where one opens a list: early on the line, behind a stop, or set as one."""
    printed = label.strip()
    behind = line[max(0, start - 3) : start].rstrip().endswith((".", ";", ")"))
    return start < _EARLY or behind or "following" in printed or (printed[:1].isupper() and printed.endswith(":"))


def _lists(lines: Sequence[str]) -> Iterator[tuple[Status, str]]:
    """(status, text of the list): a label on a line rules what follows it until the next label, a sentence or another label."""
    status: Status | None = None
    parts: list[str] = []
    for line in _whole_labels(lines):
        found = labels(line)
        if found:
            if status:
                yield status, "\n".join([*parts, line[: found[0][0]]])
            for at, (start, end, name) in enumerate(found):
                until = found[at + 1][0] if at + 1 < len(found) else len(line)
                clerk = people_rules.ROLE_LABEL.match(line[start:end])  # a label that is a role
                listed = (f"{clerk.group(1)}: " if clerk else "") + line[end:until]
                if at + 1 < len(found):
                    yield name, listed
                status, parts = name, [listed]
        elif status and (len(parts) >= _LONGEST or ends_a_list(line)):
            yield status, "\n".join(parts)
            status, parts = None, []
        elif status:
            parts.append(line)
    if status:
        yield status, "\n".join(parts)


def ends_a_list(line: str) -> bool:
    """Whether a line below a label is no more of its list: a sentence, or what comes next in minutes."""
    return bool(people_rules.ENDS_A_LIST.match(line)) or (is_sentence(line) and not line.rstrip().endswith(","))


def _whole_labels(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with a label that is broken over two of them (`IN` / `ATTENDANCE:`) made whole."""
    waiting = ""
    for line in lines:
        if people_rules.HALF_A_LABEL.match(line):
            waiting = line.strip() + " "
        else:
            yield waiting + line
            waiting = ""
