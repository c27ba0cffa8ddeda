"""Where a title ends: at the end of its lines, at a colon or a dash, or where a sentence begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import decision_rules, people_rules, rules
from ingest.lines import Breaks, Line

LONGEST = 120  # code points of a title on one line
FULL = 55  # code points of a line that may have been wrapped because it was full
_LEFT_OVER = 3  # words of a title's last line
_MOST_LINES = 5
_MOST_SUBTITLES = 2
# A stop behind an initial or a short form does not end a title.
_SHORT_FORM = re.compile(r"(?:\b(?:St|Dr|Mr|Mrs|Ms|Rev|Cllr|Cr|No|Nos|Rd|Ave|Co|Ltd|Inc|etc|Hon|Jr|Prof|Sgt|approx|vs?|cf|para|Ref)|\b[A-Z])$")
_ROW_OF_ACCOUNTS = re.compile(r"^\d{4,}\s|[£$€]\s?\d[\d,]*(?:\.\d\d)?$")
_FIRST_WORDS = 2
_NONE = re.compile(r"(?<=[\w)])[^\S\n]+(?:None|Nil|N/A)\W*$")
_PURPOSE = re.compile(r"to \w+(?: and \w+|/\w+)?", re.IGNORECASE)  # `To note:` is not all of a title
_COLUMN = re.compile(r"(?:\t|[ \xa0]{4,})\s*(?=\S)")  # what stands behind a gap is another column
_BREAK = re.compile(
    r"\s*:[-–—]*(?=\s|$)|\s[-–—]\s|[.!?](?=\s)|\s+(?=\((?i:agenda )?(?i:item) \d)|(?<=[a-z]):(?=[A-Z])"
    r"|\s+(?=\(?[a1i]\)\s|\d{1,2}\.\d{1,2}\.?\s|[•●▪■○\uf0a7\uf0b7]\s)"
)
_WORD_START = re.compile(r"(?<=[\w)’'\"”])\s+(?=[\"“(]?[A-Z])")
_UNFINISHED = re.compile(r"(?:[,&/(–—-]|\b(?i:of|the|and|for|to|in|on|at|a|an|with|from|by|or|re|be))$")
_SENTENCE_WORD = re.compile(
    r"(?:The|No|None|It|There|This|These|A|An|All|We|Minutes of th(?:e|is)|Apologies|He|She|They|I|Members|Councillors?|Councilmembers?|Commissioners?"
    r"|Trustees?|Cllrs?\.?|Cr|Mr|Mrs|Ms|Miss|Dr|[A-Z]{2,3})\b"
)
_NAME_AND_VERB = re.compile(
    r"(?P<name>[A-Z][\w'’]+(?: [A-Z][\w'’]+){0,2}) "
    r"(?:had|has|reported|confirmed|said|noted|agreed|proposed|asked|gave|(?:was|were) (?:nominated|(?:re-?)?elected|appointed|co-opted|thanked))\b"
)
_LONG_SENTENCE = re.compile(
    r"(?:The|This|These|It|There|All|No|A|An)\b(?:\s+[\w’'-]+){1,10}?\s+(?:was|were|had|has|have|is|are|will)\b"
    r"|(?:We|I|He|She|They) [a-z]+\b|The (?:[A-Z][\w’'-]+ ){0,3}(?:Clerk|Chair(?:man|person|woman)?|Council|Committee|Board|Mayor|Officer|Manager"
    r"|Director|Secretary|Treasurer) (?:\w+ly )?\w+ed\b"
)
_OPENS_BODY = re.compile(
    r"(?:resolution|recommendations?|resolved|agreed|decision|minutes|present|carried|attendance|that|moved|seconded|proposed|motion|action)\b\s*(?::|by\b|$)|that\b"
    r"|(?:\w+ ){0,2}(?:resolution|recommendation|decision|motion)s?:? (?:no\.? ?|number )?[\w/-]*\d[\w/-]*$"
    r"|(?:none|nil|n/a)\b|pdf \d+ ?[km]b\b|i will (?:move|ask)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:[A-Z]\.\s?){1,3}[A-Z][\w'’-]+(?:,|/| and )|[A-Z][\w'’-]+/[A-Z][\w'’-]+$")


@dataclass(frozen=True, slots=True)
class Title:
    """`start` and `end` on the title's first line; `lines` it takes, the first one included."""

    start: int
    end: int
    lines: int = 1


def is_sentence(text: str) -> bool:
    """Whether the text opens as a sentence does: with a finite verb among its first words."""
    return bool(rules.SENTENCE.pattern.match(text))


def stock_end(text: str) -> int:
    """Where a stock title ends that a sentence follows without a mark between them; 0 when the text opens otherwise."""
    stock = rules.STOCK_AND_TEXT.pattern.match(text)
    rest = text[stock.end() :].lstrip() if stock else ""
    return stock.end() if stock and is_sentence(rest) and ":" not in rest[: _LEFT_OVER * 10] else 0


def is_title(text: str) -> bool:
    """Whether it could be a title: it opens with a capital, is short, and is no sentence."""
    return bool(text) and not text[0].islower() and len(text) <= LONGEST and not text.endswith((",", ";")) and not is_sentence(text)


def in_title_case(text: str) -> bool:
    """Whether every word of weight has a capital, as in `Village Liaison Committee Meeting`."""
    words = [word for word in text.split() if len(word) > 3]
    return 1 < len(text.split()) <= 8 and all(word[0].isupper() or word[0] in "&(-–" for word in words)


def read_title(lines: Sequence[Line], index: int, at: int, end: int, known: str | None = None, how: Breaks = "full") -> Title:
    """The title that starts at offset `at` of line `index`; the next item opens at line `end`.

    `known` is the title as a table of contents has it; `how` is how the document's lines break.
    """
    text = lines[index].text
    at += len(text[at:]) - len(text[at:].lstrip(" \t\xa0-–—:.)*"))
    if known and (taken := _as_known(lines, index, at, end, known)):
        return taken
    if at >= len(text):
        return _on_next_lines(lines, index, end, how)
    stop = _stop(lines, index, at, end)
    if stop is not None:
        return Title(at, at if is_body(text[at:stop]) else stop)
    if is_body(text[at:]):
        return Title(at, at)
    if text.rstrip("-–— ").endswith(":"):
        return Title(at, len(text.rstrip("-–— :")))
    return Title(at, len(text), 1 + _wrapped(lines, index, end, how))


def is_body(text: str) -> bool:
    """Whether what stands where a title would is already the text: a motion's movers, or its words."""
    return bool((_NAMED.match(text) and not rules.OPENING_TITLES.pattern.match(text)) or re.match(r"[\"“]?[Tt]hat\b", text))


def _stop(lines: Sequence[Line], index: int, at: int, end: int) -> int | None:
    """Where on its line a title that runs on into the text ends; None when it has the line for itself."""
    text = lines[index].text
    if stock := stock_end(text[at:]):
        return at + stock
    aside = _NONE.search(text, at + 2) or _COLUMN.search(text, at + 2)
    if aside and aside.start() - at <= LONGEST:
        return at + len(text[at : aside.start()].rstrip(" .:-–—"))
    runs_on = text.endswith((".", "!", "?", ";")) or len(text) - at > LONGEST or (len(text) > 60 and _long_paragraph(lines, index, end))
    for found in _BREAK.finditer(text, at + 2, at + LONGEST + 40):
        rest = text[found.end() :].strip()
        if not rest:
            return None
        if _ends_title(text, at, found, rest, runs_on=runs_on):
            return _before_sentence(text, at, found.start()) or found.start()
    sentence = _before_sentence(text, at, at + LONGEST + 40) if runs_on else None
    if sentence is None and len(text) - at > LONGEST:
        return at + text[at : at + LONGEST].rfind(" ")
    return sentence


def _ends_title(text: str, at: int, found: re.Match[str], rest: str, *, runs_on: bool) -> bool:
    """Whether a mark behind a title ends it: what follows is text, a clause, or another number of the same item."""
    mark = found.group().strip()
    if not mark:
        return True  # a clause, a nested number or `(Agenda item 5)` follows
    if _PURPOSE.fullmatch(text, at, found.start()):
        return False
    if rest[:20].isupper() and text[at : found.start()].isupper():
        return False
    if mark[0] == ".":
        return not _SHORT_FORM.search(text, at, found.start()) and (runs_on or is_sentence(rest))
    if mark in "-–—":
        return _is_text(rest)
    return runs_on or mark[-1] in "-–—" or _is_text(rest)


def _is_text(rest: str) -> bool:
    """Whether what stands behind a colon or a dash is the text and no more of the title."""
    return is_sentence(rest) or bool(rules.NOTHING.match(rest) or people_rules.PERSON_TITLE.match(rest) or _LONG_SENTENCE.match(rest))


def _long_paragraph(lines: Sequence[Line], index: int, end: int) -> bool:
    """Whether the line's paragraph is more than a title could be: long, or it ends as text does."""
    text = lines[index].text
    for after in range(index + 1, end):
        if lines[after].opens or len(text) > 2 * LONGEST or _opens_text(lines, after, end):
            break
        text += " " + lines[after].text
    return text != lines[index].text and (len(text) > 2 * LONGEST or text.endswith((".", "!", "?")))


def _before_sentence(text: str, start: int, until: int, least: int = 1) -> int | None:
    """Where a sentence begins behind a title without a mark between them; None when it does not.

    A word that opens sentences or a person's title tells most (3), then two words that are a name, then any before a verb.
    """
    best: tuple[int, int] | None = None
    for found in _WORD_START.finditer(text, start, until):
        rest = text[found.end() :]
        if not (is_sentence(rest) or _LONG_SENTENCE.match(rest)) or _UNFINISHED.search(text[start : found.start()]):
            continue
        name = _NAME_AND_VERB.match(rest)
        rank = 3 if _SENTENCE_WORD.match(rest) else 0 if not name else 2 if name["name"].count(" ") == 1 else 1
        if rank >= least and (best is None or rank > best[0]):
            best = (rank, found.start())
        if rank == 3:
            break
    return best[1] if best else None


def runs_into_text(text: str) -> bool:
    """Whether the line is a title and a sentence behind it: it opens neither as sentences nor as people's names do."""
    return bool(stock_end(text)) or (
        not _SENTENCE_WORD.match(text) and not people_rules.PERSON_TITLE.match(text) and _before_sentence(text, 0, LONGEST, 2) is not None
    )


def _as_known(lines: Sequence[Line], index: int, at: int, end: int, known: str) -> Title | None:
    """The title as far as the words of the table of contents go; None when they differ."""
    wanted = re.findall(r"\w+", known.casefold())
    for more in range(_MOST_LINES + 1):
        if index + more >= end:
            return None
        text = lines[index + more].text
        for word in re.finditer(r"\w+", text[at:] if not more else text):
            if not wanted or word.group().casefold() != wanted.pop(0):
                return None
            if not wanted:
                last = word.end() + (at if not more else 0)
                last = len(text) if not re.search(r"\w", text[last:]) else last
                return Title(at, last, 1) if not more else Title(at, len(lines[index].text), more + 1)
    return None


def _on_next_lines(lines: Sequence[Line], index: int, end: int, how: Breaks) -> Title:
    """The title below a number that has its line for itself."""
    here = len(lines[index].text)
    if index + 1 >= end or is_body(lines[index + 1].text) or is_sentence(lines[index + 1].text):
        return Title(here, here)
    level = lines[index].level
    same = 0
    while (
        level is not None
        and index + 1 + same < end
        and lines[index + 1 + same].level == level
        and same < _MOST_LINES
        and not (same and _opens_text(lines, index + 1 + same, end) and not _unfinished(lines[index + same].text, lines[index + 1 + same].text))
    ):
        same += 1
    if same:
        return Title(here, here, 1 + same)
    more = _wrapped(lines, index + 1, end, how)
    return Title(here, here, 2 + more + (_subtitles(lines, index + 2 + more, end) if how == "spaced" else 0))


def _subtitles(lines: Sequence[Line], index: int, end: int) -> int:
    """How many lines from `index` on are titles below the title: in title case, and no text."""
    found = 0
    while index + found < end and found < _MOST_SUBTITLES and in_title_case(lines[index + found].text) and not _opens_text(lines, index + found, end):
        found += 1
    return found


def _wrapped(lines: Sequence[Line], index: int, end: int, how: Breaks) -> int:
    """How many lines after `index` still belong to the title that stands on it; of too many, those that it cannot end before."""
    needed = 0
    for more in range(_MOST_LINES):
        after = index + more + 1
        if after >= end:
            return more
        line, before = lines[after], lines[after - 1].text
        unfinished = _unfinished(before, line.text)
        if (line.opens and how != "spaced") or line.label:
            return more
        if _opens_text(lines, after, end) and not (unfinished and len(line.text) < LONGEST and not decision_rules.CLAUSE.pattern.match(line.text)):
            return more
        if not _goes_on(line.text, before, how, first=more == 0):
            return more
        if unfinished and needed == more:
            needed = more + 1
    return needed


def _goes_on(text: str, before: str, how: Breaks, *, first: bool) -> bool:
    """Whether a line goes on with the title above it: its words say so, or the line above was full, or few are left over."""
    unfinished = _unfinished(before, text)
    if len(text) > LONGEST or rules.NOTHING.match(text) or (_ROW_OF_ACCOUNTS.search(text) and not unfinished):
        return False
    if text[0].islower() or unfinished:
        return unfinished or not is_sentence(text)
    before = before.lstrip("0123456789./ ")
    if how == "spaced" or not is_title(text) or text.endswith((".", ":")) or rules.STOCK_TITLES.pattern.match(before):
        return False
    return len(before) > FULL or len(text.split()) <= _LEFT_OVER or (first and how == "early" and len(before.split()) <= _FIRST_WORDS)


def _unfinished(before: str, text: str) -> bool:
    """Whether a title cannot end before the line `text`: at a comma, a dash, a preposition, or within brackets that the line closes."""
    return bool(_UNFINISHED.search(before)) or (before.count("(") > before.count(")") and ")" in text)


def _opens_text(lines: Sequence[Line], index: int, end: int) -> bool:
    """Whether a line opens the text below a title: a sentence, a label, a person, a bullet."""
    line = lines[index]
    if _OPENS_BODY.match(line.text) or people_rules.PERSON_TITLE.match(line.text) or decision_rules.CLAUSE.pattern.match(line.text) or is_body(line.text):
        return True
    if re.match(r"\(?(?:agenda )?item \d|\(document|\S*\d{1,3}/\d{2}$", line.text, re.IGNORECASE):
        return True
    following = lines[index + 1].text if index + 1 < end and not lines[index + 1].opens else ""
    if following[:1].isupper() and " " in line.text:
        following = ""  # another sentence, or another line of the title
    words = f"{line.text} {following}".split()
    return is_sentence(" ".join(words[:4])) or (line.text.endswith(".") and len(line.text) > 30)
