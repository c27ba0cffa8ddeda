"""Where a title ends: at the end of its lines, at a colon or a dash, or where a sentence begins."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ingest import decision_rules, people_rules, rules
from ingest.lines import Line

LONGEST = 120  # code points of a title on one line
FULL = 55  # code points of a line that may have been wrapped because it was full
_LEFT_OVER = 3  # words of a title's last line
_MOST_LINES = 5
_MOST_SUBTITLES = 2
_BREAK = re.compile(r"\s*:[-–—]*(?=\s|$)|\s[-–—]\s|[.!?](?=\s)|(?<=[a-z]):(?=[A-Z])|\s+(?=\(?[a1i]\)\s|\d{1,2}\.\d{1,2}\.?\s|[•●▪■○]\s)")
_WORD_START = re.compile(r"(?<=[\w)’'\"”])\s+(?=[\"“(]?[A-Z])")
_UNFINISHED = re.compile(r"(?:[,&/(–—-]|\b(?i:of|the|and|for|to|in|on|at|a|an|with|from|by|or|re))$")
_OPENS_BODY = re.compile(
    r"(?:resolution|recommendations?|resolved|agreed|decision|minutes|present|carried|attendance|that|moved|seconded|proposed|motion|action)\b\s*(?::|by\b|$)|that\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:[A-Z]\.\s?){1,3}[A-Z][\w'’-]+(?:,|/| and )|[A-Z][\w'’-]+/[A-Z][\w'’-]+$")
_STOCK = re.compile(
    r"(?:to (?:receive|approve|note|consider|accept)(?: and \w+)? )?"
    r"(?:apologies(?: for absence)?(?: received)?|declarations? of interests?|minutes of the (?:last|previous) meeting|matters arising"
    r"|public participation|any other business|correspondence|police report|financial report|clerk['’]s report|chairman['’]s report)(?=\s+(?-i:[A-Z]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """`start` and `end` on the title's first line; `lines` it takes, the first one included."""

    start: int
    end: int
    lines: int = 1


def is_sentence(text: str) -> bool:
    """Whether the text opens as a sentence does: with a finite verb among its first words."""
    return bool(rules.SENTENCE.pattern.match(text))


def is_title(text: str) -> bool:
    """Whether it could be a title: it opens with a capital, is short, and is no sentence."""
    return bool(text) and not text[0].islower() and len(text) <= LONGEST and not text.endswith((",", ";")) and not is_sentence(text)


def in_title_case(text: str) -> bool:
    """Whether every word of weight has a capital, as in `Village Liaison Committee Meeting`."""
    words = [word for word in text.split() if len(word) > 3]
    return 1 < len(text.split()) <= 8 and all(word[0].isupper() or word[0] in "&(-–" for word in words)


def read_title(lines: Sequence[Line], index: int, at: int, end: int, known: str | None = None, *, spaced: bool = False) -> Title:
    """The title that starts at offset `at` of line `index`; the next item opens at line `end`.

    `known` is the title as a table of contents has it; `spaced` says that a blank line follows every line,
    so that a blank line tells nothing.
    """
    text = lines[index].text
    at += len(text[at:]) - len(text[at:].lstrip(" \t\xa0-–—:.)*"))
    if known and (taken := _as_known(lines, index, at, end, known)):
        return taken
    if at >= len(text):
        return _on_next_lines(lines, index, end, spaced)
    stop = _stop(lines, index, at, end)
    if stop is not None:
        return Title(at, at if is_body(text[at:stop]) else stop)
    if is_body(text[at:]):
        return Title(at, at)
    if text.rstrip("-–— ").endswith(":"):
        return Title(at, len(text.rstrip("-–— :")))
    return Title(at, len(text), 1 + _wrapped(lines, index, end, spaced))


def is_body(text: str) -> bool:
    """Whether what stands where a title would is already the text: a motion's movers, or its words."""
    return bool(_NAMED.match(text) or re.match(r"[\"“]?[Tt]hat\b", text))


def _stop(lines: Sequence[Line], index: int, at: int, end: int) -> int | None:
    """Where on its line a title that runs on into the text ends; None when it has the line for itself."""
    text = lines[index].text
    goes_on = len(text) > 60 and _long_paragraph(lines, index, end)
    stock = _STOCK.match(text, at)
    if stock and is_sentence(text[stock.end() :].lstrip()):
        return stock.end()
    runs_on = text.endswith((".", "!", "?", ";")) or len(text) - at > LONGEST or goes_on
    for found in _BREAK.finditer(text, at + 2, at + LONGEST + 40):
        rest = text[found.end() :].strip()
        if not rest:
            return None
        in_capitals = rest[:20].isupper() and text[at : found.start()].isupper()
        dash = found.group().strip()[:1] in ("-", "–", "—")
        if in_capitals or (found.group()[0] == "." and not (runs_on or is_sentence(rest))) or (dash and not is_sentence(rest)):
            continue
        if is_sentence(rest) or (runs_on and not dash) or (found.group()[-1:] in "-–—" and not dash) or re.match(r"\(?[a1i]\)|\d+\.\d|[•●▪■○]", rest):
            return _before_sentence(text, at, found.start()) or found.start()
    sentence = _before_sentence(text, at, len(text)) if runs_on else None
    if sentence is not None:
        return sentence
    if len(text) - at > LONGEST:
        return at + text[at : at + LONGEST].rfind(" ")
    return None


def _long_paragraph(lines: Sequence[Line], index: int, end: int) -> bool:
    """Whether the line's paragraph is more than a title could be: long, or it ends as text does."""
    text = lines[index].text
    for line in lines[index + 1 : end]:
        if line.opens or len(text) > 2 * LONGEST:
            break
        text += " " + line.text
    return text != lines[index].text and (len(text) > 2 * LONGEST or text.endswith((".", "!", "?")))


def _before_sentence(text: str, start: int, until: int) -> int | None:
    """Where a sentence begins behind a title without a mark between them; None when it does not."""
    best = None
    for found in _WORD_START.finditer(text, start, until):
        rest = text[found.end() :]
        near = re.match(r"(?:\S+\s+){0,3}?\S+", rest)
        if near and is_sentence(rest) and _sentence_word(rest) and not _UNFINISHED.search(text[start : found.start()]):
            best = found.start()
            break
    return best


def _sentence_word(rest: str) -> bool:
    """Whether the text opens with a word that opens sentences, or with a name before its verb."""
    return bool(
        re.match(r"(?:The|No|None|It|There|This|These|A|An|All|We|Apologies|He|She|They|Members|Councillors?|Cllrs?\.?|Mr|Mrs|Ms|Miss|Dr|[A-Z]{2,3})\b", rest)
        or re.match(r"[A-Z][\w'’]+(?: [A-Z][\w'’]+){0,2} (?:was|were|had|has|reported|confirmed|said|noted|agreed|proposed|asked|gave)\b", rest)
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


def _on_next_lines(lines: Sequence[Line], index: int, end: int, spaced: bool) -> Title:
    """The title below a number that has its line for itself."""
    here = len(lines[index].text)
    if index + 1 >= end or is_body(lines[index + 1].text) or is_sentence(lines[index + 1].text):
        return Title(here, here)
    level = lines[index].level
    same = 0
    while level is not None and index + 1 + same < end and lines[index + 1 + same].level == level and same < _MOST_LINES:
        same += 1
    if same:
        return Title(here, here, 1 + same)
    more = _wrapped(lines, index + 1, end, spaced)
    return Title(here, here, 2 + more + (_subtitles(lines, index + 2 + more, end) if spaced else 0))


def _subtitles(lines: Sequence[Line], index: int, end: int) -> int:
    """How many lines from `index` on are titles below the title: in title case, and no text."""
    found = 0
    while index + found < end and found < _MOST_SUBTITLES and in_title_case(lines[index + found].text) and not _opens_text(lines, index + found, end):
        found += 1
    return found


def _wrapped(lines: Sequence[Line], index: int, end: int, spaced: bool) -> int:
    """How many lines after `index` still belong to the title that stands on it."""
    for more in range(_MOST_LINES):
        after = index + more + 1
        if after >= end:
            return more
        line, before = lines[after], lines[after - 1].text
        if (line.opens and not spaced) or line.label:
            return more
        if _opens_text(lines, after, end) and not (
            _UNFINISHED.search(before) and len(line.text) < LONGEST and not decision_rules.CLAUSE.pattern.match(line.text)
        ):
            return more
        if not _goes_on(lines, after, spaced):
            return more
    return 0


def _goes_on(lines: Sequence[Line], after: int, spaced: bool) -> bool:
    """Whether a line goes on with the title above it: its words say so, or the line above was full, or few are left over."""
    text, before = lines[after].text, lines[after - 1].text
    if len(text) > LONGEST or rules.NOTHING.match(text):
        return False
    if text[0].islower() or _UNFINISHED.search(before):
        return not is_sentence(text) or bool(_UNFINISHED.search(before))
    if spaced or not is_title(text) or text.endswith((".", ":")) or rules.STOCK_TITLES.pattern.match(before.lstrip("0123456789./ ")):
        return False
    return len(before) > FULL or len(text.split()) <= _LEFT_OVER


def _opens_text(lines: Sequence[Line], index: int, end: int) -> bool:
    """Whether a line opens the text below a title: a sentence, a label, a person, a bullet."""
    line = lines[index]
    if _OPENS_BODY.match(line.text) or people_rules.PERSON_TITLE.match(line.text) or decision_rules.CLAUSE.pattern.match(line.text) or is_body(line.text):
        return True
    if re.match(r"\(?(?:agenda )?item \d|\(document|\S*\d{1,3}/\d{2}$", line.text, re.IGNORECASE):
        return True
    following = lines[index + 1].text if index + 1 < end and not lines[index + 1].opens else ""
    words = f"{line.text} {following}".split()
    return is_sentence(" ".join(words[:4])) or (line.text.endswith(".") and len(line.text) > 30)


def spaced(lines: Sequence[Line]) -> bool:
    """Whether a blank line follows nearly every line, as text out of a scan has it."""
    return len(lines) > 20 and sum(line.opens for line in lines) > 0.85 * len(lines)


def levels(lines: Sequence[Line], indexes: Collection[int]) -> int | None:
    """The level that most of these lines have; None when most have none."""
    held = [lines[index].level for index in indexes]
    common = max(set(held), key=held.count, default=None)
    return common if common is not None and held.count(common) >= 0.8 * len(held) else None
