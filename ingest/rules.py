"""What a clerk's conventions look like: rows of tables, each with what it accepts and what it must refuse.

A new council's habit should cost one row here. `tests/ingest/test_rules.py` runs every example.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rule:
    """A named pattern with its examples."""

    name: str
    pattern: re.Pattern[str]
    accepts: tuple[str, ...]
    refuses: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Numbering:
    """A way to number items. `inside`: also in the middle of a paragraph."""

    family: str
    inside: bool
    rule: Rule


def rule(name: str, pattern: str, accepts: tuple[str, ...], refuses: tuple[str, ...] = (), flags: int = 0) -> Rule:
    """A row: its pattern compiled."""
    return Rule(name, re.compile(pattern, flags), accepts, refuses)


# How an item's number opens its line. Groups: `number` as printed, `series` what stays the same from item to item,
# `n` what counts up. Rows of one `family` may take turns in one document. Which family a document uses is decided
# over the whole of it. A row that is `inside` opens items in the middle of a paragraph, too.
NUMBERINGS = (
    Numbering("year", True, rule(
        "minute and year", r"^(?P<number>(?P<series>[A-Z]{0,4})/?(?P<n>\d{1,4})/\d{2}(?:\d{2})?)[.:)]?(?:\s+\d{1,3}\.(?=\s))?(?=\s+[^\W\d_]|\s*[-–—]\s*[A-Z]|\s*$)",
        ("31/19 Home Education", "C048/23      1.         APOLOGIES", "PLA146/14 Apologies", "150/22 To Approve the Minutes", "31/19", "58/21 – Date of Next Meeting"),
        ("16/12/2019", "1/2 mile of road", "14/506664 Land at"))),
    Numbering("year", False, rule(
        "committee, number and years", r"^(?P<number>(?P<series>[A-Z][A-Za-z]{1,4}/)(?P<n>\d{1,4})/\d{2}-\d{2})\b",
        ("Cou/285/07-08", "Plan/12/23-24 Apologies"), ("AB/12/07", "12/07-08"))),
    Numbering("year", False, rule(
        "year and number", r"^(?P<number>(?P<series>(?:[A-Z]{1,5}[-/ ]?\d{2}|(?:19|20)\d{2})(?:/\d{2})?[-/.])(?P<n>\d{1,4}))[.:)]?(?=\s+[-–—]?\s*[^\W\d_]|\s*$)",
        ("2023/101 Apologies", "FC24-011 Minutes", "C/24/1 APOLOGIES", "2023/24-015 Finance"), ("2023-24-01", "12.50 m", "16/00417/F Barn"))),
    Numbering("year", False, rule(
        "number and year, spaced", r"^(?P<number>(?P<series>)(?P<n>\d{1,4}) / (?:19|20)?\d{2})[.:)]?(?=\s+[^\W\d_]|\s*$)", ("101 / 2021 Welcome", "14 / 23 Finance"), ("101 / 20211", "3 / 4"))),
    Numbering("year", False, rule(
        "number and committee", r"^(?P<number>(?P<n>\d{1,4})/(?P<series>[A-Z]{1,4}))[.:]?(?=\s+[A-Z]|\s*$)",
        ("298/PF Apologies for Absence", "12/HR"), ("298/19 Title", "3/4 of"))),
    Numbering("date", False, rule(
        "year, month and number", r"^(?P<number>(?P<series>\d{2}\.\d{2})\.(?P<n>\d{1,3}))\.?(?=\s+[^\W\d_])",
        ("19.03.1 Apologies", "19.09.04 Matters Arising"), ("14.10.19", "2.40 per hour", "19.03.1"))),
    Numbering("dotted", False, rule(
        "meeting and number", r"^(?P<number>(?P<series>\d{1,3})\.(?P<n>\d{1,3}))\.?(?=\s+(?:[A-Z]|\d{2}/\d{4,}))",
        ("12.3 Leisure Centre", "4.2 Budget", "7.4 22/00983/FUL - Land off Ellow Road"), ("6.00pm", "7.30 pm", "12.3", "19.03.1 Apologies"))),
    Numbering("plain", False, rule(
        "number and nought", r"^(?P<number>(?P<series>)(?P<n>\d{1,2})\.0)\.?(?=\s+[A-Z])", ("1.0 Welcome", "12.0 Any other business"), ("1.1 Welcome", "2.0"))),
    Numbering("plain", True, rule(
        "number and stop", r"^(?P<number>(?P<series>)(?P<n>\d{1,5}))\.(?=\s*[^\W\d_](?!\.\s)|\s+[\"'“‘(]|\s+(?:19|20)\d\d(?:[/-]\d+)? [A-Z])",
        ("9. 2017 Budget", "3. Minutes", "3064.Police Report: Attached", "1. \"Quiet lanes\""), ("2.40", "12.3 Title", "14.10.19", "6.00pm"))),
    Numbering("plain", False, rule(
        "number and bracket", r"^\(?(?P<number>(?P<series>)(?P<n>\d{1,3}))\)(?=\s*[^\W\d_]|\s+[\"'“‘(])", ("7) Planning", "(3) Minutes"), ("2.40)", "a) Farm"))),
    Numbering("plain", False, rule(
        "number and colon", r"^(?P<number>(?P<series>)(?P<n>\d{1,4})):(?=\s+[^\W\d_])", ("1: Apologies", "45: Finance"), ("7:30 pm", "1:2 scale"))),
    Numbering("plain", False, rule(
        "bare number", r"^(?P<number>(?P<series>)(?P<n>\d{1,5}))(?:[ \xa0]{2,}|\s*\t\s*|\s*[-–—]\s+)(?=[A-Z\"“])",
        ("5          Council Vacancy", "1 \tApologies", "4 - Apologies"), ("5 Council Vacancy", "24 members", "12   24"))),
    Numbering("plain", True, rule(
        "bare number, one space", r"^(?P<number>(?P<series>)(?P<n>\d{1,5})) (?=(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z][a-zA-Z'’]+\b)",
        ("5 Council Vacancy", "14365 CHAIRMAN’S ANNOUNCEMENTS"), ("24 members", "3 A4 posters", "12 May 2019", "7 May Annual meeting"))),
    Numbering("plain", False, rule(
        "agenda item", r"^(?i:(?:agenda )?item |minute )(?i:No\.? ?|number )?(?P<number>(?P<series>)(?P<n>\d{1,4}))\b(?!/)[.:)]?(?=\s*[-–—]?\s*[A-Z]|\s*$)",
        ("Item 4: Budget", "Agenda Item 12 - Planning", "ITEM NO. 3", "Minute 45 Apologies"), ("item 4 was deferred", "Items 4 and 5", "Minute 45/19 was"))),
    Numbering("plain", False, rule("number alone", r"^(?P<number>(?P<series>)(?P<n>\d{1,4}))\.?$", ("7.", "12", "137."), ("12345", "7. Title"))),
    Numbering("resolution", False, rule(
        "resolution number", r"^(?P<number>(?P<series>[A-Z]{1,4}\d{4}-)(?P<n>\d{1,4}))\b",
        ("R2019-136  L. Moss, S. Kirk:  That the minutes",), ("2019-136 That", "UD-16-0"))),
    Numbering("roman", False, rule(
        "roman number", r"^(?P<number>(?P<series>)(?P<n>[IVX]{1,6}))[.)]\s*(?=[A-Z])", ("IV. Roll Call", "I. Call to Order"), ("I. was there", "MIX. Colour"))),
    Numbering("small roman", False, rule(
        "small roman number", r"^\(?(?P<number>(?P<series>)(?P<n>[ivx]{1,6}))[.)]\s+(?=[A-Z])", ("(i) Apologies", "iv. Mowing"), ("i was there", "(a) Apologies"))),
    Numbering("letter", False, rule("letter", r"^(?P<number>(?P<series>)(?P<n>[A-Z]))[.)]\s+(?=[A-Z])", ("B. Roll Call", "C) Minutes"), ("AB. Roll", "A. roll"))),
    Numbering("code", False, rule(
        "code after the title", r"^(?=.{3,160}$)(?P<number>(?P<series>))[A-Z][^()]*(?:\([^()]*\)[^()]*)*?\s\((?P<n>[A-Z](?:-\d{1,2})?)(?:/[A-Z]-\d{1,2})?\):?$",
        ("Minutes Approved (D)", "Consent Calendar Approved (B-1/B-6)"), ("Education Code section 48918(f)", "Roll Call (all present)"))),
)  # fmt: skip
# A number named after one of these words is a reference to an item and opens none.
REFERENCE_WORD = re.compile(
    r"\b(?:(?:nos?|ref|para|min)\.|minutes?|items?|agenda|no|nos|numbers?|ref|reference|see|under|at|in|of|and|or|to|from|by|application|resolution|motion|policy|para\w*|section|page|for|per):?\s*$",
    re.IGNORECASE,
)
# A clause of a resolution opens with what the body does by it.
CLAUSE_VERB = re.compile(
    r"(?:notes?|agrees?|receives?|adopts?|approves?|instructs?|directs?|endorses?|recommends?|confirms?|requests?|authori[sz]es?|delegates?|supports?|acknowledges?|decides?|considers?|ensures?|resolves?|thanks?|accepts?)\b"
    r"(?!\s*$)(?:\s+(?:that|the|to|of|a|an|its|and|this|staff|any|with|and notes)\b|s\b)|(?:notes|agrees|receives|adopts|approves|instructs|directs|endorses|recommends|confirms|authori[sz]es|ensures)\b",
    re.IGNORECASE,
)
# What tells a sentence from a title: a finite verb near its beginning.
SENTENCE = rule(
    "sentence", r"^(?:\S+\s+){0,5}?(?:was|were|is|are|am|had|has|have|will|would|shall|can|could|may|must|said|informed|reported|reports|thanked|advised|noted|asked|stated|confirmed|proposed"
    r"|seconded|agreed|resolved|requested|welcomed|opened|gave|expressed|presented|received|explained|moved|declared|called|closed|commented|spoke|read|attended|told|felt|wanted|raised|suggested"
    r"|announced|outlined|referred|addressed|joined|left|wished|apologised|accepted|approved|discussed|been|did|do|does|AGREED|RESOLVED|NOTED|APPROVED)\b(?!\s*:)",
    ("There were no apologies", "CC confirmed all", "The Clerk had read"), ("Minutes of the Last Meeting", "Reports: none"),
)  # fmt: skip

# Stock titles: a line that holds nothing else is a heading, whatever its looks.
_STOCK = (
    r"(?:apologies(?: for absence)?|declarations? of (?:pecuniary )?interests?|matters arising.{0,40}|minutes of (?:the )?(?:last|previous) (?:\w+ )?meeting"
    r"|public (?:participation|question time|forum|comments?|other business)|(?:any|councillors['’]?|public) other business|correspondence|(?:date of (?:the )?)?next meeting|finance|planning(?: applications)?"
    r"|(?:accounts|payments|bills) for (?:payment|approval)|approval of (?:payments|minutes)|payment of (?:bills|accounts)|(?:chair(?:man|person)?|clerk|treasurer|secretary)['’]s (?:report|announcements)"
    r"|(?:police|county councillor|district councillor|committee|staff) reports?|reports?|highways|roll call|call to order|adjourn(?:ment)?|exclusion of (?:the )?(?:press and )?public)"
)
STOCK_TITLES = rule(
    "stock title",
    rf"^{_STOCK}\s*[:.]?$",
    ("Apologies", "Declarations of Interest:", "Any other business", "Matters arising from the last meeting"),
    ("Apologies had been received from Ivor", "Planning permission was granted"),
    re.IGNORECASE,
)
# The same with a sentence behind it, or more of the title: what follows must tell.
STOCK_AND_TEXT = rule(
    "stock title and text", rf"^(?:to (?:receive|approve|note|consider|accept)(?: and \w+)? )?{_STOCK}(?: received)?(?=\s+(?-i:[\"“(]?[A-Z]))",
    ("Apologies for absence Apologies were", "Planning Application 16/01417/F was considered", "To receive apologies for absence There were none"), ("Apologies were received", "Roads The Clerk"),
    re.IGNORECASE,
)  # fmt: skip
# The same with the text behind it on one line.
RUN_ON_TITLES = rule(
    "run-on title", rf"^{_STOCK}(?:\s*:[-–]?\s+\S|\s+none\b)", ("Declaration of Interest None", "Apologies: Were received from"), ("Planning permission was", "Correspondence"),
    re.IGNORECASE,
)  # fmt: skip
# Those of them that stand as headings of their own even between numbered items. Run on into the text, they end in a colon.
STRONG_TITLES = rule(
    "strong title",
    r"^(?:disclosures? of (?:pecuniary )?interests?(?: and [\w ]{3,30})?|declarations? of (?:pecuniary )?interests?|any other (?:competent )?business|staff reports?|committee reports?|public (?:participation|question time|forum)"
    r"|(?:date|time)(?:,? (?:and )?(?:time|place|date|venue))* of (?:the )?next meeting|delegations?(?: and presentations)?|adjourn(?:ment)?|correspondence)\s*(?::|\.?$)",
    ("Disclosure of pecuniary interest: None.", "Staff Reports:", "Any Other Business"), ("Any other business was taken", "Finance"),
    re.IGNORECASE,
)  # fmt: skip

# The first matter of a meeting: a second row of numbers that begins by it is that of another meeting.
OPENING_TITLES = rule(
    "opening title", r"^(?:to receive |to note )?(?:apologies|welcome|call to order|opening|attendance|roll call|present|sederunt|minutes of|matters arising|election of (?:a )?(?:vice[- ])?(?:chair|mayor|president))",
    ("Apologies for absence", "Election of Chairman", "Call to Order"), ("Finance", "Reports"), re.IGNORECASE,
)  # fmt: skip
NOTHING = re.compile(r"(?:none|nil|noted|n/a|no report|nothing to report)\b[.]?$", re.IGNORECASE)
# Lines that stand like headings and head no matter.
NO_HEADING = rule(
    "no heading",
    r"\W*(?:draft|unconfirmed|minutes(?!:\s+[A-Z])|open|final|carried|resolved|resolution|recommendations?|agreed|motion|decisions?|action|signed|present|absent|page\b|date\b|time\b|venue|location|chair(?:man|person)?|mayor|clerk"
    r"|cao-clerk|secretary|proposed|seconded|moved|yeas|nays|ayes|noes|and resolved|for|against)\b[^\w]*(?:by\b.*|$|:)",
    ("DRAFT", "Proposed by:", "RESOLVED:", "Chairman:"), ("Minutes of the last meeting", "Draft budget"), re.IGNORECASE,
)  # fmt: skip
RULES = (*(numbering.rule for numbering in NUMBERINGS), SENTENCE, STOCK_TITLES, RUN_ON_TITLES, STRONG_TITLES, OPENING_TITLES, NO_HEADING)
