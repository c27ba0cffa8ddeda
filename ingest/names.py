"""What the words between two commas of a list are: a person with title and office, or none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest import people_rules as rules

_LONGEST = 50  # code points of a name
_AROUND = re.compile(r"^(?:and|also|by|namely|plus|&)\s+|^\W+|\s+(?:and|&)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the titles that stand before it, and the office and part of the meeting printed with it."""

    name: str
    title: str = ""
    role: str | None = None
    part: str | None = None

    @property
    def councillor(self) -> bool:
        """Whether the title makes a councillor of the person."""
        return bool(rules.OF_COUNCILLORS.search(self.title))

    @property
    def surname_alone(self) -> bool:
        """Whether it is one word without a title, as in a list that `Councillors` governs."""
        return not self.title and not self.role and " " not in self.name


def named(words: str, *, governed: bool = False, offices: bool = True) -> Named | None:
    """The person that the words name; None for what is no name.

    `governed` says that a title before the list stands for each of its names; `offices` that any office may
    stand before a name, where `Engineer Roads West` may else be one.
    """
    words = _AROUND.sub("", rules.COUNT.sub("", " ".join(words.split()))).strip(" .,:;-–—*_")
    title, role = "", None
    while words:
        if found := rules.PERSON_TITLE.match(words):
            title, words = f"{title} {found.group().strip()}".strip(), words[found.end() :]
        elif role is None and (end := _office_before(words, offices)):
            role, words = tidy(words[:end]), words[end:]
        else:
            break
    words, part = rules.HONOURS.sub("", words).strip(" .,:;-–—*_"), None
    if found := rules.BEHIND_A_NAME.search(words):
        words, role, part = words[: found.start()], role or found["role"], found["part"]
    if role is None and (found := rules.TRAILING_OFFICE.search(words)) and is_name(words[: found.start()], bool(title)):
        words, role = words[: found.start()], tidy(words[found.end() :])
    return Named(_joined(words), title, role, part) if is_name(words, bool(title), governed) else None


def is_name(words: str, titled: bool = False, governed: bool = False) -> bool:
    """Whether the words could be a person's name; with a title before it, also one that is a common word or in capitals."""
    return (
        bool(rules.NAME.match(words))
        and len(words) <= _LONGEST
        and not (rules.ROLE.search(words) or rules.NO_NAME.search(words) or (not (titled or governed) and rules.SURNAMES_TOO.search(words)))
        and not re.fullmatch(r"[A-Z]{1,2}\.?" if titled else r"[A-Z]{1,5}\.?", words)  # initials, or a body's
    )


def _office_before(words: str, offices: bool) -> int:
    """Where an office that stands before a name ends; 0 where none does."""
    for found in rules.OFFICE_BEFORE.finditer(words):
        rest = words[found.end() :]
        if rules.PERSON_TITLE.match(rest) or (is_name(rest, titled=True) and (found["strong"] or (offices and " " in rest))):
            return found.end()
    return 0


def _joined(name: str) -> str:
    """`Mc Crae`, broken over lines, as it is written."""
    return re.sub(r"\b(Ma?c|O['’])\s(?=\w)", r"\1", name)


def tidy(role: str) -> str:
    """An office without the marks around it."""
    return re.sub(r"^(?:and|&|also|by|[Tt]he)\s+", "", " ".join(role.split()).strip(" .,:;-–—*_"))
