"""A list of people cut at its marks, with the lines joined that a name or an office runs on over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import people_rules as rules
from ingest.names import named

_BRACKET = r"[(\[](?:[^()\[\]\n]|\n(?!\s*\n)|\([^()]*\))*[)\]]"
_MARK = re.compile(
    rf"(?P<bracket>\s*{_BRACKET})|(?P<column>[^\S\n]*\t\s*|(?<=\S)[^\S\n]{{3,}})|(?P<line>\s*\n\s*)|(?P<semicolon>\s*;\s*)|(?P<comma>\s*,\s*)"
    r"|(?P<stop>(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|Cr|St|Fr))(?<!\b(?:Mrs|Crs|Rev|Sgt|Hon))(?<!\bCllr)(?<!\bCllrs)(?<!\b(?:Prof|Insp|Supt))\.(?:\s+|$))"
    r"|(?P<colon>\s*:[-–—]?\s*)|(?P<dash>\s+[-–—=]+\s*|(?<=[\w)])[-–—]+\s+|(?<=[\w)])[–—](?=[A-Z]))|(?P<and>\s+(?:and|AND|&)\s+)"
)
_BULLET = re.compile(r"^[^\S\n]*(?:[•●▪■○◦·\uf0b7*\u200b]+|[-–—](?=\s))[^\S\n\u200b]*\u200b?", re.MULTILINE)
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+(?=[A-Z])", re.MULTILINE)
_INNER_TITLE = re.compile(
    r"(?<=[\w.)])\s+(?=(?:(?:the|County|Borough|District|Parish|Town|Assistant|Deputy)\s+)*(?:(?:Cllrs?|Councill?ors?|Crs?|Mr|Mrs|Ms|Miss|Dr)\b\.?|(?P<office>Clerk|Secretary|Treasurer))\s+[^\W\d_a-z])"
)
_NAME_AND_DASH = re.compile(
    rf"(?<!\S)(?P<name>(?:(?:Cllr|Cr|Mr|Mrs|Miss|Ms|Dr)\.?\s+)?(?:(?:[A-Z]\.?\s){{1,3}}|[A-Z][\w'’-]+\s){rules.FAMILY})(?:\s+[-–—]\s*|\s*[–—]\s*|-\s+)(?=\S)"
)
_A_TITLE = re.compile(r"\b(?:Cllrs?|Councill?ors?|Crs?|Mr|Mrs|Ms|Miss|Dr)\b", re.IGNORECASE)
_SPLIT = re.compile(r",|;|\s(?:and|&|[-–—])\s|\t")
_COMMA, _COMMA_OR_AND = re.compile(r",\s*"), re.compile(r",\s*|\s(?:and|&)\s")
_LONGEST_TITLE = 20  # code points, looked back from where another begins
_TITLE_ENDS = re.compile(r"\b(?:the|county|borough|district|parish|town|deputy|and|mr|mrs|ms|miss|dr|cllrs?|councill?ors?|crs?)\.?$", re.IGNORECASE)


@dataclass(slots=True)
class Piece:
    """Words between two marks, with the mark before them."""

    mark: str
    words: str


def titled(bracket: str) -> bool:
    """Whether brackets hold a person with a title."""
    held = bracket.strip(" ([])\n")
    return bool(rules.PERSON_TITLE.match(held)) and named(held) is not None


def _offices(text: str) -> Iterator[tuple[int, int]]:
    """Where offices stand that lead to a titled name in brackets: whatever marks they hold, each is one."""
    for found in re.finditer(_BRACKET, text):
        if not titled(found.group()):
            continue
        start = max(text.rfind(mark, 0, found.start()) + 1 for mark in ")];\n")
        start = max([start, *(stop.end() for stop in _MARK.finditer(text, start, found.start()) if stop.lastgroup == "stop")])
        people = bool(_A_TITLE.search(text, start, found.start()))  # who stand before the office, on the same line
        for comma in (_COMMA_OR_AND if people else _COMMA).finditer(text, start, found.start()):
            before = text[start : comma.start()].strip()
            if not (people or (" " in before and named(before))):
                break
            start = comma.end()
        yield start, found.start()


def pieces(text: str) -> list[Piece]:
    """The list cut at its marks, and where a title opens a name without one."""
    found: list[Piece] = []
    at, mark = 0, "start"

    def cut(end: int) -> None:
        inner, before = at, mark
        for title in _INNER_TITLE.finditer(text, at, end):
            if not _TITLE_ENDS.search(text[max(inner, title.start() - _LONGEST_TITLE) : title.start()]) and (
                not title["office"] or named(text[inner : title.start()])
            ):
                found.append(Piece(before, text[inner : title.start()]))
                inner, before = title.end(), "space"
        found.append(Piece(before, text[inner:end]))

    whole = list(_offices(text))
    for each in _MARK.finditer(text):
        if any(start < each.start() < end and each.end() < end for start, end in whole):
            continue
        if each.start() > at or mark not in ("start", "space"):
            cut(each.start())
        at, mark = each.end(), each.lastgroup or ""
        if mark == "bracket":
            found.append(Piece(mark, each.group()))
            mark = "space"
    cut(len(text))
    return [each for each in found if each.words.strip() or each.mark in ("semicolon", "stop", "colon")]


def unwrapped(text: str) -> str:
    """The list with its lines joined where a name or an office runs on over their end."""
    text = re.sub(r"[^\S\n]+$", "", text, flags=re.MULTILINE).strip()
    held = [line for line in text.split("\n") if line.strip()]
    bulleted = sum(bool(_BULLET.match(line)) for line in held)
    if bulleted > len(held) / 2 or re.search("[●•]", text):
        text = re.sub(r"(?<=\S)\s*[●•]\s*", "\n", _BULLET.sub("", text))
    if len(_NUMBERED.findall(text)) > 1:
        text = _NUMBERED.sub("", text)
    bracketed = sum(bool(rules.PERSON_TITLE.match(held.strip("([ "))) for held in re.findall(_BRACKET, text))
    if text.count(";") > 1 or bracketed > 1:
        return _entries(held)
    flat = re.sub(r"\s*\n\s*", " ", text)
    dashed = [found.start() for found in _NAME_AND_DASH.finditer(flat) if named(found["name"])]
    if len(dashed) > max(1, len(re.findall(r"[,;](?![^()]*\))", flat)), sum(bool(_NAME_AND_DASH.match(line.strip())) for line in held)):
        return "; ".join(flat[start:end] for start, end in zip([0, *dashed], [*dashed, len(flat)], strict=True))
    joined = ""
    for line in re.sub(r"\n(?=\s*(?:[a-z(]|[-–—&]\s))|(?<=[-–—&/,])\n|(?<=\band)\n|(?<=\bof)\n|(?<=\bfor)\n|(?<=\bthe)\n", " ", text).split("\n"):
        *before, last = _SPLIT.split(joined.rpartition("\n")[2])
        joined += (" " if joined and _runs_on(last, _SPLIT.split(line)[0], bool(before)) else "\n") + line
    return joined.strip("\n")


def _entries(lines: Sequence[str]) -> str:
    """Lines wrapped anywhere as one, parted where an entry ends: behind brackets, or where an office opens below a name."""
    joined = ""
    for line in lines:
        (*others, last), first = _SPLIT.split(joined.rpartition("; ")[2]), _SPLIT.split(line)[0]
        ends = joined.endswith((")", "]")) or (others and rules.ROLE.search(first) and not named(first) and named(last, governed=True))
        joined += ("; " if ends else " ") + line.strip() if joined else line.strip()
    return joined


def _runs_on(last: str, following: str, after_others: bool) -> bool:
    """Whether `last`, half a name or office at a line's end, and what opens the next line are one."""
    last, following = last.strip(), re.sub(_BRACKET, " ", following).strip()
    bare = rules.PERSON_TITLE.sub("", last).strip(" .")
    if not last or rules.PERSON_TITLE.match(following) or rules.GROUP.match(following):
        return bool(last) and not bare and not rules.PLURAL.search(last)
    if not bare or rules.INITIALS_ALONE.match(bare) or re.search(r"\b(?:Ma?c|O['’]|Deputy|Vice|Assistant|Acting|[Dd]e|[Vv]an)$", last):
        return True
    if rules.ROLE.search(last) and named(last) is None:
        return len(following.split()) == 1 and bool(rules.NO_NAME.search(following))
    if not after_others or last.endswith((".", ")")) or len(bare.split()) != 1:
        return False
    return len(following.split()) == 1 or (bool(rules.ROLE.search(following)) and named(following) is None)
