"""Who met, when, where and how: read from what stands before the first item; the file's name only fills gaps."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ingest import meeting_rules, people_rules
from ingest.dates import dates, days, us_order
from ingest.domain import Document, Doubt, Kind, State
from ingest.lines import Line

_HEAD = 60  # lines: the meeting introduces itself at the top or not at all
_TITLE = 24  # lines, at most, of what stands above the list of those present
_SMALL = frozenset("a and at by cum en for in le of on super the under upon with".split())
_LEAD = re.compile(
    r"^(?:draft|unconfirmed|open|the|minutes?|minuted|proceedings|of|a|an|ordinary|extraordinary|special|inaugural|monthly|regular|meeting|public|full|held|by|at|above|notes?|record|for|in|from)\b\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:\s[-–—]\s.*|[-–—]$|[:,(].*|\b(?:(?:special|regular|ordinary|extra-?ordinary|annual) )?\b(?:meeting|minutes|held|on|at"
    r"|of the (?!\w+ district)|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b.*|\d.*)$",
    re.IGNORECASE,
)
# What may stand before a body's name without being of it: a committee, another language, the kind of meeting.
_OF_A_BODY = re.compile(
    r"^.*\b(?:committee|panel|forum|group|board|corporation)\s+of\s+(?:the\s+)?|^comhairle(?: \w+){1,3}? (?=\w+(?: \w+)? (?:city|county|town) )"
    r"|\bannual(?: general)? ",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'’.&-]+")
_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)[-_ ]?(.*)")
_LONGEST_NAME = 90
_SAME_NAME = 0.7
_NAMED_BEFORE = 90  # code points before `closed at` that name what closed
_LONGEST_LINE = 20_000  # code points of a line in which a label is looked for
_BORNE_OUT = 4  # a name at the top that stands in the text less often, and not in the title, may be anyone's
_PRINTED = re.compile(r"^\W*\d{1,2}/\d{1,2}/\d{2,4},\s\d{1,2}:\d{2}\s[AP]M\b")  # what a browser prints above a page
_FIGURES_ALONE = re.compile(r"^\W*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\W*$")


def body(document: Document, lines: Sequence[Line]) -> str | None:
    """The council: of the names at the top the one that the text and the folder's name bear out best, else the folder's."""
    folder = titled(document.folder.replace("-", " ").replace("_", " ")) if meeting_rules.BODY_FOLDER.search(document.folder) else None
    everywhere = " ".join(document.text.split()).casefold()
    top = len(_above_the_list(lines))
    found: dict[str, float] = {}
    for at, text in _paragraphs(lines[:_HEAD]):
        for match in meeting_rules.BODY.pattern.finditer(text):
            name = titled(_OF_A_BODY.sub("", _without_lead(match.group())))
            # `City of Wexley` runs over no line's end, and is the folder's Wexley City Council.
            no_council = meeting_rules.MUNICIPALITY.match(name) and (text != lines[at].text or _alike(name, folder))
            if len(name.split()) > 1 and not meeting_rules.NO_BODY.match(name) and not no_council:
                alone = match.group() == text.strip(" .,:-–—")
                found.setdefault(name, everywhere.count(name.casefold()) + 5 * _alike(name, folder) + (3 if at < top else 0) + (4 if alone else 0))
    best = max(found, key=found.__getitem__) if found else None
    if best is None or (found[best] < _BORNE_OUT and folder and not re.search(r"\d", folder)):
        return folder
    return best


def _alike(name: str, folder: str | None) -> float:
    """The share of the folder's words that the body's name has, when the name has no others."""
    named, words = {word for word in _plain(name) if len(word) > 3}, set(_plain(folder or ""))
    return len(named & words) / len(words) if words and named <= words else 0.0


def _plain(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold().replace("'", "").replace("’", ""))


def _paragraphs(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Lines with their places, and lines joined with those after them while a name may run on over their ends."""
    for at, line in enumerate(lines):
        yield at, line.text
        following = [each.text for each in lines[at + 1 : at + 3] if not (each.opens and each.level)]
        if following and not line.text.endswith((".", ":")):
            yield at, _joined([line.text, *following])


def _joined(texts: Sequence[str]) -> str:
    """Lines as one: a hyphen at a line's end joins its words."""
    return re.sub(r"(?<=\w)- (?=\w)", "-", " ".join(texts))


def committee(document: Document, lines: Sequence[Line], body_name: str | None) -> str | None:
    """The first line near the top that names one, else the file's name, else the meeting's own name, else the kind of council it is."""
    top = _above_the_list(lines)
    for at, line in enumerate(top):
        wrapped = _joined([line.text, *(each.text for each in top[at + 1 : at + 3])])
        for text in (wrapped, line.text) if meeting_rules.RUNS_ON_TO_A_NAME.search(line.text) else (line.text,):
            name = _committee_in(text, body_name)
            if name:
                return name
    slug = _FILE_DATE.match(document.name.rsplit(".", 1)[0])
    in_name = titled(slug.group(4).replace("-", " ")) if slug else ""
    if meeting_rules.COMMITTEE.pattern.search(in_name) and not meeting_rules.KIND_OF_COUNCIL.fullmatch(in_name):
        return in_name
    named = next((found for line in top if (found := meeting_rules.MEETING_NAME.pattern.search(line.text))), None)
    if named:
        return titled("Annual General Meeting" if re.match(r"a\.?g\.?m", named.group(), re.IGNORECASE) else named.group())
    if meeting_rules.MUNICIPALITY.match(body_name or "") and re.search(r"\bcouncil\b", document.text, re.IGNORECASE):
        return "Council"
    kind_of = meeting_rules.KIND_OF_COUNCIL.search(body_name or "")
    return kind_of.group() if kind_of else None


def _above_the_list(lines: Sequence[Line]) -> Sequence[Line]:
    """What stands above the list of those present."""
    present = people_rules.ATTENDANCE[-1][1].pattern
    stop = next((at for at, line in enumerate(lines[:_HEAD]) if present.search(line.text[:_LONGEST_LINE])), _TITLE)
    return lines[: max(stop, 1)][:_HEAD]


def _committee_in(text: str, body_name: str | None) -> str | None:
    """The committee that a line names: behind the last `meeting of` or `minutes of`, or as all of it."""
    after = [found.end() for found in meeting_rules.MEETING_OF.finditer(text)]
    return next((name for start in [*reversed(after), 0] if (name := _name_of_committee(text[start:], body_name))), None)


def _name_of_committee(text: str, body_name: str | None) -> str | None:
    name = _TAIL.sub("", _without_lead(text.strip(" .:")))
    if body_name:
        name = re.sub(rf"(?:\b(?:of|for) )?\b{re.escape(body_name)}\b", "", name, flags=re.IGNORECASE).strip(" ,-–—:")
    words = _WORD.findall(name)
    proper = sum(not word[0].islower() or word.lower() in _SMALL for word in words)
    if (
        not meeting_rules.COMMITTEE.pattern.search(name)
        or len(name) > _LONGEST_NAME
        or proper < len(words)
        or len(words) > 12
        or words[-1].casefold() in _SMALL
    ):
        return None
    if meeting_rules.KIND_OF_COUNCIL.search(titled(name)) and SequenceMatcher(None, name.casefold(), (body_name or "").casefold()).ratio() > _SAME_NAME:
        return None  # the body's own name, misspelt
    if (len(words) == 1 and name.casefold() not in ("council", "cabinet", "executive")) or words[0].casefold() == "annual":
        return None
    return titled(name)


def date(document: Document, lines: Sequence[Line]) -> tuple[dt.date | None, tuple[Doubt, ...]]:
    """The day of the meeting: the first full date at the top that is not another event's, else the file name's.

    A date in figures on a line of its own may be the day of printing: one written out below it comes first.
    """
    named = _FILE_DATE.search(document.name)
    try:
        in_name = dt.date(*(int(part) for part in named.groups()[:3])) if named else None
    except ValueError:
        in_name = None
    found = list(_days(lines, us_order(document.text)))
    if not found and in_name:
        found = list(_days_of_a_year(lines, in_name.year))
    written = next((each for each in found if not each[2]), None)
    best = written or (found[0] if found else None)
    if best is None:
        return in_name, () if in_name else (Doubt("No date was found.", about="date"),)
    day, line, _ = best
    doubts = [Doubt(f"The text says {day}, the file's name {in_name}.", line.span, "date")] if in_name not in (None, day) else []
    if found[0][0] != day:
        doubts.append(Doubt(f"Above the meeting's date stands {found[0][0]}.", found[0][1].span, "date"))
    return day, tuple(doubts)


def _days(lines: Sequence[Line], us: bool) -> Iterator[tuple[dt.date, Line, bool]]:
    """Dates at the top that are not another event's, with their lines, and whether each is figures alone on its line."""
    for at, line in enumerate(lines[:_HEAD]):
        # A date may be broken over lines (`held on / 2 / May 2019`), so a line is read with the two after it.
        window = " ".join(each.text for each in lines[at : at + 3])
        for span, day in dates(window, us=us):
            of_another = meeting_rules.NOT_THE_MEETING.search(window[max(0, span.start - 60) : span.start]) or meeting_rules.OF_EARLIER_MINUTES.match(
                window[span.end :]
            )
            if span.start < len(line.text) and not (of_another or _PRINTED.match(line.text)):
                yield day, line, bool(_FIGURES_ALONE.match(line.text))


def _days_of_a_year(lines: Sequence[Line], year: int) -> Iterator[tuple[dt.date, Line, bool]]:
    """Days at the top without a year, where the weekday printed with them is theirs in the year."""
    for line in lines[:_TITLE]:
        yield from ((day, line, False) for span, day in days(line.text, year) if not meeting_rules.NOT_THE_MEETING.search(line.text[: span.start]))


def times(lines: Sequence[Line], text: str) -> tuple[str | None, str | None]:
    """When it opened (from the top) and closed (from anywhere, the last time that the meeting did), as printed."""
    both = next((found for line in lines[:_HEAD] if (found := meeting_rules.TIMES.pattern.search(line.text))), None)
    start = next((found for line in lines[:_HEAD] if (found := meeting_rules.START_TIME.pattern.search(line.text))), None)
    end = None
    for found in meeting_rules.END_TIME.pattern.finditer(text):
        if meeting_rules.THE_MEETING_CLOSED.search(text, max(0, found.start() - _NAMED_BEFORE), found.start()):
            end = found
    started = both["start"] if both else start["time"] if start else None
    ended = both["end"] if both else end["time"] if end else None
    return started and started.strip(), ended and ended.strip()


def kind(lines: Sequence[Line]) -> Kind | None:
    """Whether the title calls the meeting extraordinary, annual or ordinary; None where it does not say."""
    top = " ".join(line.text for line in _above_the_list(lines))
    return next((name for name, rule in meeting_rules.KINDS if rule.pattern.search(top)), None)


def place(lines: Sequence[Line]) -> str | None:
    """Where it was held: behind `held in` or `held at`, or a label; as printed."""
    top = lines[:_TITLE]
    for at, line in enumerate(top):
        label = meeting_rules.VENUE_LABEL.match(line.text)
        if label:
            return line.text[label.end() :].strip() or (top[at + 1].text if at + 1 < len(top) else None)
    found = meeting_rules.HELD_AT.pattern.search("\n".join(line.text for line in top))
    return " ".join((found["place"] or found["way"]).split()).strip(" ,.-–") if found else None


def state(document: Document, lines: Sequence[Line]) -> State | None:
    """Draft or confirmed, where the top, a running header or the file's name says so."""
    furniture = [document.text[span.start : span.end] for span in document.furniture]
    said = [line.text for line in _above_the_list(lines)][:_TITLE] + furniture + [re.sub(r"[-_.]", " ", document.name)]
    if any(meeting_rules.DRAFT.pattern.search(text) for text in said):
        return "draft"
    return "confirmed" if any(meeting_rules.CONFIRMED.pattern.search(text) for text in said) else None


def titled(name: str) -> str:
    """A name in capitals or a slug as a name is written; one in mixed case stays as it is."""
    words = " ".join(name.split()).strip(" -–—,.")
    if not (words.isupper() or words.islower()):
        return words
    parts = re.split(r"([\s-]+)", words.lower())
    return "".join(part if at and part in _SMALL else part[:1].upper() + part[1:] for at, part in enumerate(parts))


def _without_lead(text: str) -> str:
    while (shorter := _LEAD.sub("", text, count=1)) != text:
        text = shorter
    return text
