"""People of a meeting, and the lines of its minutes that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from index.records import MeetingRecord, PassageRecord
from ingest.mention_rules import OFFICES
from ingest.people import labels
from service import asked_rules as rules
from service.asked import Asked
from service.lists import Place, Printed, Stretch, called, stretches

Person = dict[str, Any]  # as the catalogue keeps it

LONGEST = 600  # code points of one quote
LONG_LINE = 200  # of one that names one person
_OFFICE_FOLLOWS = 40  # code points behind a name in which its office stands
_ENTRY_ENDS = re.compile(r"[,;\n]")
_ENTRY = 6  # words of an entry of a list; what is longer is a sentence
_BELOW_THE_HEADING = 2  # sentences: names further down belong to something else
_STATUSES = {
    "apologies": ("apologies",),
    "absent": ("apologies", "absent"),
    "present": ("present", "in attendance"),
    "members": ("present",),
}
_CHAIR = OFFICES[0].role.pattern
TITLE = re.compile(r"^(?:the|council\s?members?|councill?or|cllr|cr|mr|mrs|miss|ms|dr|rev)\b\.?\s+", re.IGNORECASE)


def people_asked(asked: Asked, meeting: MeetingRecord) -> tuple[Person, ...]:
    """The people of the attendance that the question asks for."""
    if asked.aspect == "person":
        return tuple(each for each in meeting.attendance if asked.who and is_person(asked.who, each["name"], each["role"]))
    if asked.aspect == "part":
        return tuple(each for each in meeting.attendance if each["part"])
    if asked.aspect == "chair":
        return _in_the_chair(meeting.attendance)
    found = tuple(each for each in meeting.attendance if each["status"] in _STATUSES[asked.aspect])
    return tuple(each for each in found if asked.aspect != "members" or not rules.CLERKS.pattern.search(each["role"] or ""))


def _in_the_chair(people: Sequence[Person]) -> tuple[Person, ...]:
    """Who was there and is listed in the chair; where nobody is, the one who holds an office that presides."""
    there = [each for each in people if each["status"] == "present" and each["role"]]
    chairs = [each for each in there if any(_CHAIR.fullmatch(part) for part in offices(each["role"]))]
    holders = chairs or [each for each in there if any(rules.PRESIDES.pattern.match(part) for part in offices(each["role"]))]
    return tuple(holders) if len(holders) == 1 else ()


def offices(role: str) -> list[str]:
    """`Councillor/Chairman`, `Clerk and RFO`: each office of a role."""
    return [" ".join(part.split()).strip(" .,:()") for part in re.split(r"[/,;&(]|\band\b", role)]


def is_person(words: str, name: str, role: str | None) -> bool:
    """Whether the words of a question name this person: by surname, with forename or initial as far as both say it, or by office."""
    wanted = TITLE.sub("", " ".join(words.split())).casefold().replace(".", " ").split()
    printed = re.sub(r"[().]", " ", name).casefold().split()
    if not wanted or not printed:
        return False
    if role and any(" ".join(wanted) == office.casefold().removeprefix("the ") for office in offices(role)):
        return True
    for office in offices(role or ""):  # `Fire Chief Lind`
        wanted = " ".join(wanted).removeprefix(f"{office.casefold()} ").split()
    if wanted[-1] != printed[-1] or (len(wanted) == 1 and len(wanted[0]) < 2):
        return False
    return all(one.startswith(other) or other.startswith(one) for one, other in zip(wanted[:-1], printed[:-1], strict=False))


def lines_asked(asked: Asked, people: Sequence[Person], parts: Sequence[Printed]) -> tuple[Place, ...]:
    """The lines that say it, in the order of the text; none where the minutes do not."""
    lists = stretches(parts)
    if asked.aspect == "chair":
        return _ordered([*_chaired(parts, lists), *_listed(people, lists, parts)])
    if not people and asked.aspect in ("apologies", "absent"):
        return tuple(_nobody(parts))
    return _ordered(_listed(people, lists, parts))


def lines_of_parts(people: Sequence[Person], passages: Sequence[PassageRecord]) -> tuple[Place, ...]:
    """The words, anywhere in the minutes, that say for what part of the meeting the people were there."""
    found: list[Place] = []
    for person in people:
        surname = re.sub(r"\([^)]*\)", " ", person["name"]).split()[-1]
        for said in person["part"].split("; "):
            spaced = r"\s+".join(map(re.escape, said.split()))
            wanted = re.compile(rf"\b{re.escape(surname)}\b.{{0,80}}?{spaced}", re.DOTALL | re.IGNORECASE)
            found += [place for passage in passages for place in _sentences_around(passage, wanted)]
    return _ordered(found)


def _sentences_around(passage: PassageRecord, wanted: re.Pattern[str]) -> Iterator[Place]:
    """The sentence, or in a long one the lines, around what is found."""
    for match in wanted.finditer(passage.text):
        part = Printed(passage, passage.text)
        first, last = part.sentence_at(match.start()), part.sentence_at(match.end() - 1)
        if last[1] - first[0] <= LONGEST / 2:
            yield Place(passage, first[0], last[1], first[2])
        else:
            yield Place(passage, passage.text.rfind("\n", 0, match.start()) + 1, part.line_end(match.end()), first[2])


def _ordered(places: Sequence[Place]) -> tuple[Place, ...]:
    """The places in the order of the text, none inside another."""
    kept: list[Place] = []
    for each in sorted(places, key=lambda place: (place.passage.key, place.start, -place.end)):
        last = kept[-1] if kept and kept[-1].passage.key == each.passage.key else None
        if last is None or each.start >= last.end:
            rows = last and not each.passage.text[last.end : each.start].strip() and all("\t" in one.passage.text[one.start : one.end] for one in (last, each))
            if last and rows and each.end - last.start <= LONGEST:
                kept[-1] = Place(each.passage, last.start, each.end, last.role)  # rows of one table
            else:
                kept.append(each)
    return tuple(kept)


def _listed(people: Sequence[Person], lists: Sequence[Stretch], parts: Sequence[Printed]) -> list[Place]:
    """The lists that name the people under their status, those that name most of them first; then sentences that say it of those left."""
    left = {(each["name"], each["status"]): each for each in people}
    found: list[Place] = []
    names = [each["name"] for each in people]
    while left:
        named = [(stretch, _named(left.values(), names, stretch)) for stretch in lists]
        stretch, held = max(named, key=lambda each: (len(each[1]), -each[0].printed.passage.key, -each[0].start), default=(None, {}))
        if stretch is None or not held:
            break
        found += _quoted(stretch, sorted(held.values()))
        for key in held:
            left.pop(key)
    for person in left.values():
        found += _said_of(person, names, parts)
    return found


def _named(people: Any, names: Sequence[str], stretch: Stretch) -> dict[tuple[str, str], tuple[int, int]]:
    """Where the stretch names which of the people of its status."""
    found = {}
    for each in people:
        if each["status"] == stretch.status and (place := called(each["name"], names).search(stretch.text)):
            found[each["name"], each["status"]] = (stretch.start + place.start(), stretch.start + place.end())
    return found


def _quoted(stretch: Stretch, held: Sequence[tuple[int, int]]) -> Iterator[Place]:
    """The stretch as far as it names them, its label with it; in pieces where it is long."""
    if stretch.prose:
        yield from _in_prose(stretch, held)
        return
    part, start = stretch.printed, stretch.start
    ends = part.sentence_at(held[-1][0])[1]
    if len(held) == 1 and ends - start > LONG_LINE:
        ends = _entry_end(part, held[0][1])
    end = min(stretch.end, ends if ends - start <= LONGEST else part.line_end(held[-1][1]))
    pieces = list(_pieces(part, start, end))
    if len(pieces) > 1 and not any(at < pieces[0].end for at, _ in held):
        yield from _pieces(part, start, part.line_end(start))  # the label
    yield from (piece for piece in pieces if len(pieces) == 1 or any(piece.start <= at < piece.end for at, _ in held))


def _entry_end(part: Printed, name_end: int) -> int:
    """Where what a list says of one person ends: at the next comma or line behind the name and its office."""
    office = rules.MAY_PRESIDE.pattern.search(part.text, name_end, min(part.line_end(name_end), name_end + _OFFICE_FOLLOWS))
    stop = _ENTRY_ENDS.search(part.text, office.end() if office else name_end)
    return stop.start() if stop else len(part.text)


def _in_prose(stretch: Stretch, held: Sequence[tuple[int, int]]) -> Iterator[Place]:
    """The sentences of an item that name them: those that say the status, and those below the heading that says it, with the heading."""
    part, says = stretch.printed, rules.SAYS[stretch.status].pattern
    within = [(start, end) for start, end, _ in part.passage.sentences if start < stretch.end and end > stretch.start]
    named = [any(start <= at < end for at, _ in held) for start, end in within]
    begun: int | None = None
    for at, ((start, end), names) in enumerate(zip(within, named, strict=True)):
        between = sum(len(part.text[first:last].split()) > _ENTRY for first, last in within[1:at])
        head = between <= _BELOW_THE_HEADING and not any(named[:at]) and not says.search(part.text, start, end)
        if names and begun is None:
            begun = within[0][0] if head else start
        if begun is not None and not (at + 1 < len(within) and named[at + 1]):
            if says.search(part.text, begun, end):
                yield from _pieces(part, begun if end - begun <= LONGEST else start, end)
            begun = None


def _pieces(part: Printed, start: int, end: int) -> Iterator[Place]:
    """The words from `start` to `end` in quotes of bearable length, each ending with a line, else behind a comma or a word."""
    while start < end:
        stop = end
        if end - start > LONGEST:
            cuts = (part.text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in ("\n", ";", ",", " "))
            stop = next((at + 1 for at in cuts if at > 0), start + LONGEST)
        held = part.passage.text[start:stop]
        first = start + len(held) - len(held.lstrip())
        if held.strip():
            yield Place(part.passage, first, first + len(held.strip()), part.sentence_at(first)[2])
        start = stop


def _said_of(person: Person, names: Sequence[str], parts: Sequence[Printed]) -> Iterator[Place]:
    """The first sentence that says the status of somebody whom no list names."""
    name, says = called(person["name"], names), rules.SAYS[person["status"]].pattern
    for part in parts:
        for start, end, role in part.passage.sentences:
            words = part.passage.text[start:end]
            if name.search(words) and says.search(words):
                yield from _pieces(part, start, min(end, start + LONGEST)) if role != "heading" or end - start < LONGEST else ()
                return


def _nobody(parts: Sequence[Printed]) -> Iterator[Place]:
    """The sentence that says that nobody sent apologies, with the heading before it."""
    for part in parts:
        for at, (start, end, role) in enumerate(part.passage.sentences):
            words = part.passage.text[start:end]
            head = part.about == "apologies" and at and part.passage.sentences[at - 1][2] == "heading"
            if role != "heading" and rules.NO_APOLOGIES.pattern.search(words) and (head or rules.SAYS["apologies"].pattern.search(words)):
                yield from _pieces(part, part.passage.sentences[at - 1][0] if head else start, end)
                return


def _chaired(parts: Sequence[Printed], lists: Sequence[Stretch]) -> Iterator[Place]:
    """The lists under a label such as `In the chair:`, and the sentences that say who took the chair."""
    headed = [stretch for stretch in lists if (label := labels(stretch.text.replace("\n", " "))) and rules.CHAIRED.pattern.search(stretch.text, 0, label[0][1])]
    for stretch in headed:
        yield from _pieces(stretch.printed, stretch.start, min(stretch.end, stretch.start + LONGEST))
    for part in parts:
        for start, end, role in part.passage.sentences:
            words = part.passage.text[start:end]
            if role in ("heading", "agenda") or not (said := rules.CHAIRED.pattern.search(words)):
                continue
            if any(stretch.printed is part and stretch.start < end and start < stretch.end for stretch in headed):
                continue
            if end - start > LONGEST:  # a list in which one is marked: its line says it
                first = part.text.rfind("\n", 0, start + said.start()) + 1
                yield from _pieces(part, max(start, first), min(end, part.line_end(start + said.start())))
            else:
                yield Place(part.passage, start, end, role)
