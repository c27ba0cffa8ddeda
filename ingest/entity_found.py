"""What the rules read in one text, and how the edges of a name are trimmed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import name_rules as rules
from ingest.domain import Label
from ingest.entity_rules import ENTITY_RULES, Labelled, wrapped
from ingest.people_rules import ROLE

_LEADING = re.compile(rf"(?:(?:the|and|at|on|in|of|to|by|for|from)\s+|[\W_]+|(?P<title>{rules.TITLE})\s+)", re.IGNORECASE)
_TRAILING = re.compile(r"(?:['’]s?|[\s,;:)\]}\"“”*–-]|(?<!\b[A-Z])(?<!\b(?:St|Jr|Sr|Co|Rd))(?<!\b(?:Ltd|Inc|Ave))(?<!\bCorp)\.)+$")
FULL_NAME = re.compile(wrapped(rules.NAME))
_FOUR = re.compile(wrapped(rf"(?P<first>{rules.PLAIN} {rules.PLAIN}) (?P<second>{rules.PLAIN} {rules.PLAIN})(?= ?[(,;]|\n|$)"))
_INITIALLED = re.compile(wrapped(rf"(?:[A-Z]\.? ?){{1,3}}(?<=[. ]){rules.PLAIN}(?![\w.])"))
_LEFT = re.compile(r"(?:[ \n][A-Z]\.?)*")  # initials of a name that goes on
SHORT_FORM = re.compile(r"[A-Z]{3,}[ \n](?=(?:[A-Z][ .]){0,2}[A-Z][a-z])")  # of a body, before somebody of it
_SHORT = 3  # letters of a word in capitals that may be initials


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that could be a name; `sure` is False for what the model alone says."""

    start: int
    end: int
    label: Label
    sure: bool = True


def by_rules(text: str) -> Iterator[Found]:
    """What the rules read in one text."""
    codes: list[int] = []
    for row in ENTITY_RULES:
        for start, end in _spans(row, text):
            if (found := trimmed(text, start, end, row.label)) is not None:
                yield found
                if found.label == "REF" and text[found.start].isalpha():
                    codes.append(found.start)
    codes.sort()
    for row in (rules.NATIONAL, *rules.BODIES, *rules.PLACES):
        for start, end in _spans(row, text):
            found = trimmed(text, start, _before_a_code(codes, start, end), row.label)
            if found is not None and not is_generic(text[found.start : found.end]):
                yield found
    for start, end in _spans(rules.ACTING, text):
        if (found := trimmed(text, start, end, rules.ACTING.label, sure=False)) is not None:
            yield found
    yield from (each for row in rules.PEOPLE for each in _people(text, row))


def _before_a_code(codes: Sequence[int], start: int, end: int) -> int:
    """Where a name ends at the latest: no body or place has the number of a resolution in its name."""
    at = bisect_right(codes, start)
    return min(end, codes[at]) if at < len(codes) else end


def _spans(row: Labelled, text: str) -> Iterator[tuple[int, int]]:
    """Where a row finds names."""
    for match in row.rule.pattern.finditer(text):
        groups = match.re.groupindex
        name = next((name for name in ("e", "e2") if name in groups and match[name]), None)
        start, end = match.span(name) if name else match.span()
        if row.parts is None:
            yield start, end
        else:
            yield from (part.span() for part in row.parts.finditer(text, start, end))


def _people(text: str, row: Labelled) -> Iterator[Found]:
    for match in row.rule.pattern.finditer(text):
        for name in FULL_NAME.finditer(text, *match.span("names")):
            if len(name.group()) == 1:
                continue  # `Lind (J)`: the letter tells two apart
            for start, end in people_apart(text, *name.span()):
                found = trimmed(text, start, end, "PERSON")
                words = text[found.start : found.end] if found is not None else ""
                if found is not None and (text[found.end : found.end + 1].isdigit() or not (is_name(words) or words in rules.SURNAMES)):
                    found = _shorter(text, found)
                if found is not None:
                    yield found


def _shorter(text: str, found: Found) -> Found | None:
    """A name without the word of a motion that ends it, as in `Lind. CARRIED`, or the `S` of `S41`; None where that leaves no name."""
    end = max(text.rfind(" ", found.start, found.end), text.rfind("\n", found.start, found.end))
    shorter = trimmed(text, found.start, end, "PERSON") if end > found.start else None
    return shorter if shorter is not None and is_name(text[shorter.start : shorter.end]) else None


def people_apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A name; where four plain words stand in a row, two of them, and one an initial: nothing parts a list that lost the ends of its lines."""
    row = [each.span() for each in _INITIALLED.finditer(text, start, end)]
    if len(row) > 1 and row[0][0] == start and _LEFT.fullmatch(text, row[-1][1], end) and all(after[0] - before[1] == 1 for before, after in pairwise(row)):
        yield from row
        return
    four = _FOUR.match(text, start)
    if four is None:
        yield start, end
    else:
        yield from (four.span("first"), four.span("second"))


def is_name(words: str) -> bool:
    """Whether a name is more than words that every council has, small or in capitals."""
    small = " ".join(word.capitalize() if word.isupper() and len(word) > _SHORT else word for word in words.split())
    return not is_generic(words) and (small == words or bool(FULL_NAME.fullmatch(small)))


def trimmed(text: str, start: int, end: int, label: Label, *, sure: bool = True) -> Found | None:
    """The stretch without articles, titles and punctuation around it; None where nothing is left."""
    if label not in ("MONEY", "PERCENT", "LAW"):
        while (leading := _LEADING.match(text, start, end)) is not None and (label == "PERSON" or not leading["title"]):
            if label in ("DATE", "REF") or (text[start : start + 4] == "The " and label == "PLACE" and sure):
                break
            start = leading.end()
    if label == "ORG" and "," in text[start:end] and ROLE.search(text[start:end].partition(",")[0]):
        start = text.index(",", start) + 1
        start += len(text[start:end]) - len(text[start:end].lstrip())
    if label == "ORG" and rules.JOB.fullmatch(" ".join(text[start:end].split())):
        return None
    if label == "ORG" and is_of_a_job(text, start, end):
        return None
    if label == "ORG" and (lead := rules.LEADS_TO_BODY.match(text[start:end].replace("\n", " "))):
        start += lead.end()
    words = text[start:end]
    if label == "PERSON" and (short := SHORT_FORM.match(text, start, end)) is not None:
        start = short.end()
        words = text[start:end]
    if label == "PERSON":
        words = rules.HONOURS.sub("", words.rstrip(" \n,;:)"))
    if label not in ("DATE", "LAW", "MONEY", "PERCENT", "REF"):
        words = _TRAILING.sub("", words)
    elif not (label == "DATE" and re.search(r"\.\s?m\.\s*$", words, re.IGNORECASE)):
        words = words.rstrip(" \n.,;:")
    if label in ("ORG", "PLACE") and words.count("(") != words.count(")"):
        words = words.split("(")[0].rstrip()
    return Found(start, start + len(words), label, sure) if any(map(str.isalnum, words)) else None


def is_of_a_job(text: str, start: int, end: int) -> bool:
    """Whether the words say what a job is for: no body, by the rules of `JOB`."""
    if not rules.OF_A_JOB.fullmatch(text[start:end].replace("\n", " ")):
        return False
    return bool(rules.JOB_BEHIND.match(text, end) or rules.JOB_BEFORE.search(text[max(0, start - 30) : start].replace("\n", " ")))


def is_generic(name: str) -> bool:
    """Whether a name is made of words that every council has."""
    if rules.SUBJECT.search(name.replace("\n", " ")) or rules.STREET_NAME.fullmatch(name.replace("\n", " ")):
        return False
    return all(word.casefold().strip(".'’") in rules.GENERIC for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", name))
