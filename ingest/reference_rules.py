"""What a mention of something outside an item looks like: rows as in `rules`, run by the same test."""

from __future__ import annotations

import re

from ingest.decision_rules import NUMBER_WORDS
from ingest.domain import ReferenceKind
from ingest.meeting_rules import MONTHS
from ingest.rules import Rule


def _rule(name: str, pattern: str, accepts: tuple[str, ...], refuses: tuple[str, ...]) -> Rule:
    return Rule(name, re.compile(pattern), accepts, refuses)


_NO = r"(?:\s*+(?i:nos?|numbers?|refs?|reference)\b[.:]*+)*+\s*+"  # possessive: a long row of them is tried once
_YEAR = r"(?:19|20)\d\d"
_END = r"(?![\w/]|\.\d|-\d)"
_SLASHED = rf"(?!{_YEAR}/\d\d\b)[A-Z]{{0,4}}/?\d{{1,4}}/\d{{2}}[a-z]?"  # no financial year
_PLAIN = r"(?:\d{1,4}(?:\.\d{1,3}){0,3}[a-z]?|[A-Z]-\d{1,2})"

# Numbers of minutes, reports and applications; `n` is the number, and more of its form may follow (`items 7 and 8`).
# A stretch of text that a row has read is not read again by a later one.
NUMBERED: tuple[tuple[ReferenceKind, Rule], ...] = (
    ("report", _rule(
        "report with a stroke", rf"\b(?i:documents?|reports?|papers?|decisions?)\b{_NO}\(?{_NO}(?P<n>(?!{_YEAR}/\d\d\b)(?:[A-Z]{{1,5}}[/-]?)?\d{{1,5}}/\d{{1,6}}(?:/\d{{1,4}})?){_END}",
        ("Half Year Report (Document 19/192)", "the report (ref. CS/23/12)", "Review of Decision 24/00093"), ("Annual Report 2018/19", "the report of 14/10/19", "report 4.1"))),
    ("report", _rule(
        "report number", rf"\b(?i:reports?|papers?)\s+(?i:nos?\b\.?|numbers?|ref(?:erence)?\b\.?)[:.]*\s*(?P<n>(?:[A-Z]{{1,5}}[/ -]?)?\d{{1,6}}(?:[/-]\d{{1,6}})*){_END}",
        ("Report No. 14", "report no: FIN 12", "Paper number 3"), ("Annual Report 2018/19", "report 4.1", "report no 4.1"))),
    ("application", _rule(
        "application with strokes",
        rf"\b(?i:applications?|appl?\.|licen[cs]es?|permissions?|planning|appeals?|zoning docket|zd)\b\.?{_NO}\(?{_NO}(?P<n>(?!{_YEAR}/\d\d\b)(?!\d{{1,2}}/\d{{1,2}}/\d)(?:[A-Z]{{1,5}}/?)?[A-Z]?\d{{1,6}}(?:/[A-Z0-9]{{1,8}}){{1,4}}){_END}",
        ("Planning Application R/54/24C", "Planning Application Ref. Nos. 07/2210 and 09/0154", "ZD NO. 84/22", "licence application 22/00147/LIC", "appeal APP/X1234/W/20/3251234"),
        ("applications 2019/20", "Application No. 34", "application of 14/10/19", "planning 14/10/19"))),
    ("application", _rule(
        "application number", rf"\b(?i:applications?|licen[cs]es?)\b{_NO}(?P<n>[A-Z]{{0,4}}\d{{5,9}}){_END}", ("licence application no. 123456", "Application PL012345"), ("application 34", "applications in 2019"))),
    ("application", _rule(
        "year, number and type", rf"(?<![\w/.-])(?P<n>(?:[A-Z]{{1,4}}/)?\d{{2}}/(?:\d{{5,6}}|\d{{4}}(?=/[A-Z]))(?:/[A-Z0-9]{{1,7}}){{0,2}}){_END}",
        ("7.4 22/00983/FUL - Land off Ellow Road", "14/506664 Land at", "DOV/22/01320"), ("11/2014", "27/11/2014", "914/916 St. Ann Street", "445/2020"))),
    ("application", _rule(
        "area, parish and number", rf"(?<![\w/.-])(?P<n>[A-Z]{{1,2}}/\d{{1,3}}/\d{{1,5}}(?:/?[A-Z]{{1,2}})?){_END}", ("1) R/54/42G - Householder", "C/31/407 for a shed"), ("PLA/146/14", "54/42", "A/C 12/13"))),
    ("minute", _rule(
        "minute and year", rf"\b(?i:minutes?|min\.|items?|agenda(?: items?)?|matters?){_NO}(?P<n>{_SLASHED}){_END}",
        ("Minute 64/17c should read", "interest at item 201/20;", "Minutes nos. 12/19 and 13/19", "item PLA146/14"), ("agenda 02/10/09", "Minutes 2019/20", "minutes of 3/19"))),
    ("minute", _rule(
        "minute or item", rf"\b(?i:minute|min\.|items?){_NO}(?P<n>{_PLAIN}){_END}(?!\s*(?i:pages?|members?|minutes|%|[ap]\.?m\b))",
        ("see Minute 7.1.3)", "Items 10 and 11", "item G-17.", "(Agenda Item 6)"), ("took 20 minutes 5 times", "item of 3 pages", "item 3 pages long", "Minutes 1", "item 12.30 pm"))),
    ("minute", _rule(
        "numbers of minutes", rf"\b(?i:minutes|agenda)\s+(?i:nos?\b|numbers?)[.:]?\s*(?P<n>{_PLAIN}){_END}", ("Agenda No. 2388", "minutes nos. 12.1"), ("Agenda 19 Jan", "no minutes 3"))),
    ("minute", _rule("agenda and number", rf"\b[Aa]genda\s+(?!{_YEAR}\b)(?P<n>\d{{3,5}}){_END}", ("(see under Agenda 3075)",), ("Agenda 21", "Agenda 2030", "agenda 02/10/09"))),
    ("minute", _rule(
        "resolution", rf"\b(?i:resolutions?|minutes?){_NO}(?P<n>(?!{_YEAR}-\d\d\b)(?:[A-Z]{{1,4}}\d{{1,4}}[-/]\d{{1,4}}|\d{{4}}-\d{{1,4}})){_END}",
        ("Resolution R2019-136", "resolution RC58/19", "Resolution No. 2019-136"), ("Resolution 10", "Resolutions 2019-20", "RC58/19"))),
)  # fmt: skip
ANOTHER = re.compile(r"(?:\s*(?:,|;|&|and|or|to|through|[-–])\s*){1,2}(?:(?i:nos?\b\.?)\s*)?(?P<n>[A-Z]{0,5}[/-]?\d[\w./-]*)")
PLURAL = re.compile(r"\w{2}s\b|\bnos\b", re.IGNORECASE)
# The head of an item on a line of its own looks like the end of a reference that runs over the line.
A_HEAD = re.compile(r"[.)]?(?:[ \t\xa0]+[A-Z]|\s*(?:\n|$))")
# An item's own number on the agenda, in brackets behind its title: `297. Budget (Item 10)`.
ON_THE_AGENDA = _rule(
    "own number on the agenda", r"^\W*+[\w/.]*+\W*+(?:[^.!?]|[.!?](?!\s))*\((?i:agenda )?(?i:item (?:no\.? )?)[\w.]+\)\s*(?:$|\n)", ("297. Budget 2025/26\n(Item 10)\n1) Mr Rowe", "1772. Apologies (Agenda item 1)"),
    ("Mr Rowe declared an interest. It was noted (Item 3)", "Budget (see Item 3)", "Budget (Item 3) was taken"),
)  # fmt: skip
# Without a word before it a number is a minute's only where this document's own are printed so.
BARE_MINUTE = _rule(
    "bare minute number",
    rf"(?<![\w/.£$])(?!{_YEAR}/)(?P<n>\d{{1,4}}/\d{{2}}[a-z]?)(?![\w/]|\.\d)",
    ("(From 112/22-118/22)", "41/23 Report on the Weir"),
    ("16/12/2019", "2019/2020", "Statements 2016/17", "A4/19", "19/192"),
)
# What stands between the word and the day of the minutes it names.
MINUTES_OF = _rule(
    "minutes of a day",
    r"\b(?i:minutes)(?=[\s:(])(?:(?!\b(?i:was|were|is|are|be|been|being|has|had|have|will|next|arising|circulated|signed|published|posted|approved|agreed|confirmed|taken|this|these|report|ended|closed)\b)[^.;!?]){0,150}$",
    ("The minutes of ", "minutes of the Parish Council meeting held on Tuesday ", "Minutes of Meeting ", "the minutes dated ", "Minutes of the meetings held on 29 October 2024 and "),
    ("The minutes were circulated on ", "after twenty minutes. On ", "Minutes: the next meeting is on ", "matters arising from the minutes, signed on "),
)  # fmt: skip
DAY_AND_MONTH = _rule(
    "day and month", rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{'|'.join(name.capitalize() for name in MONTHS)})\b(?!,?\s*\d)", ("21 October were", "3rd of May"), ("21 October 2019", "May 3", "21 october")
)  # fmt: skip

# Sentences that say what the minutes of an earlier meeting should read.
_PLACE = r"(?i:(?:minutes?|min\.|items?|pages?|para(?:graph)?s?)\s*(?:no\.?\s*)?[A-Z]?\d|\bthe (?:draft )?minutes\b)"
_CHANGE = r"(?i:amend(?:ment|ments|ed|ing)|corrections?|correcting|additions?|adding|alterations?|changes?|insert\w+|delet\w+|inclusion|removal|removing|replac\w+|substitut\w+)"
CORRECTIONS = (
    _rule(
        "what it should read", rf"{_PLACE}[^;]{{0,80}}?\b(?:(?:should|to) (?:now |have )?(?:read|say|state)\b|(?:should|to|must) be (?:amended|corrected|changed|altered|replaced|deleted)\b|amended to\b|corrected to\b|reading\s+[\"“'‘])",
        ("Minute 64/17c should read: Cemetery fees", "Minute 66/17 First sentence should read", "that item 4 be amended to read", "page 2, paragraph 3 should be amended", 'minute 32/23 reading "Bridge Street"'),
        ("The sign should read Slow", "the minutes to be signed", "items to be discussed")),
    _rule(
        "a record subject to", rf"(?i:\b(?:true|correct|accurate)\b[^;]{{0,40}}\b(?:record|copy|account|minutes)|\bminutes\b[^;]{{0,150}}\b(?:agreed|approved|confirmed|accepted|adopted|signed))\b[^;]{{0,60}}\b(?:subject to|with|save for|except for|apart from|following|after)\b[^;]{{0,40}}?\b{_CHANGE}\b",
        ("agreed as a correct record subject to the following amendment:", "confirmed as a true record with the following addition to item 9.4", "a true record, with a change to item 6.2",
         "the minutes were approved subject to the inclusion of"), ("approved subject to changes", "agreed with the Clerk", "The minutes were agreed as a true record", "a record with changes")),
    _rule(
        "amendment made to", rf"\b{_CHANGE}\b(?:\s+(?:was|were|be|to be|should be))?(?:\s+made)?\s+(?:to|in|at)\s+(?:the\s+)?(?i:minutes?|items?|pages?|para(?:graph)?s?)\s*[A-Z]?\d",
        ("An amendment was made to item 8 paragraph 2, to say", "correction to Minute 4"), ("An amendment was made to the plan", "changes to the minutes")),
)  # fmt: skip
TOLD_ALREADY = _rule(
    "corrections told already", rf"\b(?i:subject to|with|after)\s+(?:(?:the|these|those|this|that|all|some|any|\d{{1,2}}|{'|'.join(NUMBER_WORDS)}|minor|above|agreed|few|a)\s+)*{_CHANGE}(?:\s+(?:above|noted|made|being made|suggested))?[^\w:]*$",
    ("signed as a record subject to the three amendments.", "approved with these corrections"), ("subject to the following amendment: that Mr Rowe was present", "with the amendment of item 3", "subject to the following amendments:"),
)  # fmt: skip
LISTED_BELOW = _rule(
    "corrections listed below", rf":\W*$|\bfollowing\s+(?:\w+\s+)?{_CHANGE}\W*$", ("subject to the following amendments:", "subject to the following minor amendments."), ("the following addition to item 10.3: that Mr Rowe", "a true record.")
)  # fmt: skip
ABOUT_MINUTES = _rule(
    "about minutes", r"(?i:\bminutes\b|\b(?:true|correct|accurate) (?:record|copy|account)\b|\bminute \d)", ("MINUTES OF THE LAST MEETING", "as a correct record", "Minute 64/17c"), ("a minute later", "Matters arising")
)  # fmt: skip
PLACE = _rule("place in the minutes", _PLACE, ("Minute 12/19", "Page 2", "in the minutes"), ("a page", "minutes later"))
REFERENCE_RULES = (
    *(rule for _, rule in NUMBERED),
    ON_THE_AGENDA,
    BARE_MINUTE,
    MINUTES_OF,
    DAY_AND_MONTH,
    *CORRECTIONS,
    TOLD_ALREADY,
    LISTED_BELOW,
    ABOUT_MINUTES,
    PLACE,
)
