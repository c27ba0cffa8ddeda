"""Who is meant by `PB` and by `the Chair`: people of this meeting's attendance, only when the list leaves no doubt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ingest import mention_rules
from ingest.domain import Attendance, Item, Mention
from ingest.spans import cut, narrow

_THERE = ("present", "in attendance")


class Who:
    """The people that a meeting's attendance leaves no doubt about: by their initials and by their office."""

    def __init__(self, attendance: Sequence[Attendance], items: Iterable[str]) -> None:
        """`items` are the texts of the items: an office that changes hands in one of them is nobody's."""
        self.initials = _initials(attendance)
        self.offices = _offices(attendance, list(items))

    def mentions(self, text: str, item: Item) -> tuple[Mention, ...]:
        """The words of an item that stand for one of them, in order."""
        printed = cut(text, item.spans)
        found = sorted([*_by_initials(printed, self.initials), *_by_office(printed, self.offices)])
        return tuple(Mention(narrow(item.spans, start, end), name) for start, end, name in found)


def _initials(attendance: Sequence[Attendance]) -> dict[str, str]:
    """The person of each key. Of two, the member; of two members, or two who are none, nobody."""
    holders: dict[str, dict[str, bool]] = defaultdict(dict)
    for each in attendance:
        if each.initials:
            people = holders[each.initials]
            people[each.name] = people.get(each.name, False) or each.status == "present"
    found = {}
    for key, people in holders.items():
        members = [name for name, member in people.items() if member]
        wanted = members if len(people) > 1 else list(people)
        if len(wanted) == 1 and len(key) > 1:
            found[key] = wanted[0]
    return found


def _offices(attendance: Sequence[Attendance], items: Sequence[str]) -> dict[str, str]:
    """The holder of each office: one person who was there, and no other on the list, for the whole meeting."""
    found = {}
    for office in mention_rules.OFFICES:
        holders = {each.name: each.status for each in attendance if each.role and any(office.role.pattern.fullmatch(part) for part in _parts(each.role))}
        if len(holders) != 1:
            continue
        ((name, status),) = holders.items()
        if status in _THERE and not any(_changes_hands(office, name, text) for text in items):
            found[office.name] = name
    return found


def _parts(role: str) -> list[str]:
    """`Councillor/Chairman`, `Clerk and RFO`: each office of a role."""
    return [" ".join(part.split()).strip(" .,:()") for part in re.split(r"[/,;&(]|\band\b", role)]


def _changes_hands(office: mention_rules.Office, name: str, text: str) -> bool:
    """Whether somebody else takes the office during the meeting."""
    surname = name.partition("(")[0].split()[-1]
    for match in office.changes.pattern.finditer(text):
        sentence = text[max(text.rfind(".", 0, match.start()), 0) : (text.find(".", match.end()) + 1) or len(text)]
        if surname not in sentence:
            return True
    return False


def _by_initials(printed: str, initials: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    for match in mention_rules.INITIALS.pattern.finditer(printed):
        name = initials.get(match["key"])
        before, after = printed[: match.start("key")], printed[match.end("key") :]
        if name is None or mention_rules.NO_KEY_BEFORE.pattern.search(before[-40:]) or mention_rules.NO_KEY_AFTER.pattern.match(after):
            continue
        if before.rstrip().endswith("(") and name.split()[-1] in before[-len(name) - 6 :]:
            continue  # `Pat Bell (PB)` says whose key it is
        yield match.start("key"), match.end("key"), name


def _by_office(printed: str, offices: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    for office in mention_rules.OFFICES:
        name = offices.get(office.name)
        for match in office.mention.pattern.finditer(printed) if name else ():
            yield match.start(), match.end(), str(name)
