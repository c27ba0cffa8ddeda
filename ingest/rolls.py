"""A list of people, however a clerk sets it, to the people on it.

The list is read from mark to mark (comma, bracket, line, dash ...). What stands between two marks is a
name, an office or neither; an office belongs to the name before it, or to the one that it leads to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest import people_rules as rules
from ingest.domain import Attendance, Status
from ingest.names import Named, is_name, named, tidy
from ingest.pieces import Piece, pieces, titled, unwrapped

_LONGEST = 8000  # code points of a list
_MOSTLY = 0.8
_JOINS = {"comma": ", ", "and": " and ", "dash": " – ", "colon": ": "}  # marks that an office runs on over
_BREAKS = ("line", "semicolon", "stop", "column")
_NEXT_ITEM = re.compile(r"\d{1,5}(?:[.)/]\s*\D|(?:[./]\d{1,4}){1,2}[.):]?\s+[A-Z])")  # `4. Roads`, `31/2 Roads`, `31.05.2 Roads`


@dataclass(slots=True)
class _Person:
    """A person while the list is read; `by` is the mark before the last office."""

    named: Named
    governed: bool
    roles: list[str] = field(default_factory=list)
    initials: str | None = None
    part: str | None = None
    by: str | None = None

    @property
    def councillor(self) -> bool:
        """Whether a title, or the title before the list, makes a councillor of the person."""
        return self.named.councillor or (self.governed and not self.named.title)


def read_names(text: str, status: Status) -> Iterator[Attendance]:
    """The people of a list, in order, each with office, initials and part of the meeting as printed."""
    text = text[:_LONGEST]
    reader = _Reader(pieces(unwrapped(text)), status, capitals=sum(map(str.isupper, text)) > _MOSTLY * sum(map(str.isalpha, text)))
    reader.read()
    for each in reader.people:
        role = ", ".join(dict.fromkeys(each.roles)) or each.named.role
        yield Attendance(each.named.name, role, status, each.initials, each.part)


def person(text: str, status: Status) -> Attendance | None:
    """The one person that the words name; None for none."""
    return next(read_names(text, status), None)


@dataclass(slots=True)
class _Reader:
    pieces: list[Piece]
    status: Status
    people: list[_Person] = field(default_factory=list)
    waiting: str = ""  # an office that leads to a name
    governed: bool = False  # by `Councillors`
    surnames: bool = False  # names are one word each
    capitals: bool = False  # names are in capitals
    surnames_printed: Counter[str] = field(default_factory=Counter)  # filled when it is asked for
    closed: bool = False  # an office that follows belongs to nobody before it

    def read(self) -> None:
        """Take the pieces in order until the list is over."""
        at = 0
        while at < len(self.pieces):
            piece = self.pieces[at]
            if self._over(at):
                return
            if piece.mark == "bracket":
                self._bracket(piece.words)
            elif not piece.words.strip(" .,_-–—"):
                pass
            else:
                at += self._words(at, piece)
            at += 1

    def _next(self, at: int) -> Piece:
        return self.pieces[at + 1] if at + 1 < len(self.pieces) else Piece("end", "")

    def _over(self, at: int) -> bool:
        """Whether the list ends before piece `at`: a sentence, or the next item, follows."""
        piece = self.pieces[at]
        if piece.mark not in _BREAKS:
            return False
        until = next((n for n in range(at + 1, min(at + 5, len(self.pieces))) if self.pieces[n].mark in _BREAKS), at + 5)
        rest = " ".join(each.words for each in self.pieces[at:until])
        return bool(_NEXT_ITEM.match(piece.words) or rules.ENDS_A_LIST.match(piece.words) or (rules.SAYS.match(rest) and not self._part(piece.words)))

    @staticmethod
    def _part(words: str) -> bool:
        return bool(rules.PART_OF.match(words))

    @property
    def open(self) -> _Person | None:
        """The person that what follows may belong to."""
        return self.people[-1] if self.people and not self.closed else None

    def _words(self, at: int, piece: Piece) -> int:
        """Take a piece of words; the count of further pieces that went with it."""
        words, following = piece.words.strip(), self._next(at)
        if rules.GROUP.match(words) or (following.mark == "colon" and not rules.ROLE.search(words) and not is_name(words)):
            self.closed = piece.mark != "column" or following.mark == "colon"
            self.governed = bool(rules.OF_COUNCILLORS.search(words)) and following.mark in ("colon", "line")
            self.waiting = ""
            if not self.closed and self.open:
                self._office(piece.mark, words)
            return 0
        if rules.NOBODY.match(words) or not rules.HONOURS.sub("", words):
            return 0
        if (rules.OFFICE_ALONE.match(words) or rules.AN_OFFICE.match(words)) and self._office_alone(piece, words, following):
            return 0
        one = (
            named(words, governed=self.governed, offices=self._may_lead(piece.mark)) if words != words.upper() or not self.capitals else named(f"Cllr {words}")
        )
        if one is not None and not self._goes_on_as_office(at, piece, one):
            first = following.words.strip() if following.mark == "comma" and one.surname_alone else ""
            behind = bool(re.fullmatch(r"(?:[A-Z]\.\s?)+", first))  # `Rowe, A.`
            self._person(Named(f"{first} {one.name}") if behind else one)
            return int(behind)
        elif self._part(words) and self.open:
            self.open.part = self.open.part or words
        elif key := self._key(words) if piece.mark == "column" else None:
            self.people[-1].initials = key
        elif rules.ROLE.search(words) or words[:1].isupper() or piece.mark == "dash":
            self._office_or_lead(at, piece, words)
        return 0

    def _may_lead(self, mark: str) -> bool:
        """Whether any office may lead to a name here: nobody before it waits for one."""
        held = self.open
        return held is None or held.councillor or bool(held.roles or held.named.role) or mark in ("line", "semicolon", "stop")

    def _goes_on_as_office(self, at: int, piece: Piece, one: Named) -> bool:
        """Whether what looks like a name goes on with an office: `Director, Roads and Cleansing`, `Financial Controller (Mr Bell)`."""
        held = self.open
        if one.title:
            return False
        if self._leads(at):
            return True
        if held is None or (piece.mark != "dash" and one.role):
            return False
        if piece.mark == "dash":
            return not held.roles
        return bool(held.roles) and held.by in ("comma", "dash", "and") and piece.mark in ("comma", "and") and " " not in one.name and not self.surnames

    def _office_alone(self, piece: Piece, words: str, following: Piece) -> bool:
        """`the Clerk`: of the person before, or the one after, or of a person whose name nobody printed. Whether it was taken."""
        held, clerk = self.open, bool(rules.OFFICE_ALONE.match(words))
        titled = rules.PERSON_TITLE.match(following.words.lstrip(" ([")) if following.mark in ("bracket", "comma", "space", "dash") else None
        belongs = held is not None and not held.roles and piece.mark not in ("and", "semicolon", "stop") and not (clerk and held.councillor)
        if titled and (following.mark in ("bracket", "space") or not (belongs or (clerk and rules.OF_COUNCILLORS.search(titled.group())))):
            self._lead(piece.mark, words)
        elif belongs:
            self._office(piece.mark, words)
        elif clerk and held is not None and following.mark not in ("colon", "bracket"):
            self._person(Named(words, "", tidy(words)))
        else:
            return False
        return True

    def _person(self, one: Named) -> None:
        if one.role and self.open and self.open.initials and not (self.open.roles or self.people[0].named.title):
            self.open.roles, one = [one.role], Named(one.name, one.title)  # `Fred Rowe (FRO) Chair Mary Pell (MPE)`
        if one.title:
            self.governed = one.councillor and bool(rules.PLURAL.search(one.title))
        if one.title or not self.people:
            self.surnames = " " not in one.name
        self.people.append(_Person(one, self.governed, [each for each in (one.role, tidy(self.waiting)) if each], part=one.part))
        self.waiting, self.closed = "", False

    def _office_or_lead(self, at: int, piece: Piece, words: str) -> None:
        held, fresh = self.open, piece.mark in ("line", "semicolon", "stop", "start")
        leads = self._leads(at) or (self._next(at).mark in ("colon", "dash") and (held is None or fresh))
        if piece.mark == "line" and held and held.roles and not (leads or rules.ROLE.search(words)):
            held.roles[-1] += f" {words}"  # `Service Director for Children's` / `Social Care`
        elif leads or held is None or self.waiting or (fresh and (held.roles or self.status == "apologies")):
            if leads or rules.ROLE.search(words) or self.waiting:
                self._lead(piece.mark, words)
        else:
            self._office(piece.mark, words)

    def _leads(self, at: int) -> bool:
        """Whether a titled name in brackets follows, to which the words are the office."""
        following = self._next(at)
        return following.mark == "bracket" and titled(following.words)

    def _lead(self, mark: str, words: str) -> None:
        """An office, or more of one, for the person after it."""
        if not rules.SAYS.match(words):
            self.waiting += (_JOINS.get(mark, ", ") if self.waiting else "") + words

    def _office(self, mark: str, words: str) -> None:
        """An office, or more of one, for the person before it."""
        held = self.people[-1]
        role = tidy(words)
        if not role or (self.status in ("apologies", "absent") and not rules.ROLE.search(role)):
            return  # a reason is no office
        if held.roles and held.by in _JOINS and mark in _JOINS:
            held.roles[-1] += _JOINS[mark] + role
        elif not held.roles:
            held.roles.append(role)
        held.by = mark

    def _bracket(self, printed: str) -> None:
        """What brackets behind a name say of it; or the name behind an office."""
        words = " ".join(printed.strip()[1:-1].split())
        held = self.people[-1] if self.people else None
        if (self.waiting or held is None) and (one := named(words)) is not None and (one.title or " " in one.name):
            self._person(one)
        elif held is None or not words or rules.COUNT.fullmatch(words) or rules.NOBODY.match(words):
            pass
        elif re.fullmatch(r"in the chair", words, re.IGNORECASE):
            held.roles, held.by = held.roles or [words], "bracket"
        elif self._part(words):
            held.part = held.part or words
        elif key := self._key(words):
            held.initials = key
        elif re.fullmatch(r"[A-Z]\.?", words) or (self._twice(held) and re.fullmatch(r"[A-Z][a-z]+", words) and not rules.ROLE.search(words)):
            if " " not in held.named.name:
                held.named = Named(f"{held.named.name} ({words.strip('.')})", held.named.title, held.named.role)
        elif not held.roles or held.by == "bracket":
            self._office("bracket", words)

    def _key(self, words: str) -> str | None:
        """The words, where they are the initials of the person before them: letters of the name, in order."""
        held = self.people[-1] if self.people else None
        if held is None or not re.fullmatch(r"[A-Z]{1,4}", words) or words[0] != held.named.name[0].upper():
            return None
        if " " not in held.named.name:  # of a forename alone the key may hold the surname's letter
            return None if held.governed else words
        return words if len(words) > 1 and re.search(".*".join(words), held.named.name.upper()) else None

    def _twice(self, held: _Person) -> bool:
        """Whether the list has two of the surname."""
        if not self.surnames_printed:
            self.surnames_printed.update(each.words.split()[-1] for each in self.pieces if each.words.strip())
        return self.surnames_printed[held.named.name.split()[-1]] > 1
