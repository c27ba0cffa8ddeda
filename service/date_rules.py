"""How people name days and spans of time in questions: rows of tables, each with what it accepts and what it must refuse.

A date is one row of `DATES`; what stands before it (`since`, `before`, ...) one of `RELATIONS`. All is read without regard to
capitals. `tests/service/test_question_rules.py` runs every example.
"""

from __future__ import annotations

import re

from ingest.meeting_rules import MONTHS
from ingest.rules import Rule, rule

NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
PARTS = {"early": (1, 4), "start": (1, 4), "beginning": (1, 4), "mid": (5, 8), "middle": (5, 8), "late": (9, 12), "end": (9, 12)}

# The months that stand for nothing else in a sentence, misspelt or not, and `may` and `march` only where the row itself leaves no doubt.
_NAMES = "|".join((*(f"{name}|{name[:3]}" for name in MONTHS), "sept"))
_M = rf"(?P<month>(?:{_NAMES})\b\.?)"
_LOOSE = rf"(?P<month>(?:{_NAMES})\b\.?|(?:jan|feb|apr|aug|sep|oct|nov|dec)[a-z]{{2,8}}\b)"  # likeness decides
_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_Y = r"(?P<year>(?:19|20)\d\d)"
_ALONE = rf"(?<![\w£$€#/.,:-]){_Y}(?!\w|[%/:-]\d|[.,]\d|%)"
_PART = r"(?P<part>early|late|mid|(?:the )?(?:start|beginning|middle|end) of)(?: in)?[\s-]+"
_IN = r"(?:in|during|throughout|of|for|from|since|until|till|before|after|by|between|around|about|late|early|mid)"
_COUNTED = rf"(?P<number>\d{{1,2}}|{'|'.join(NUMBERS)}|couple of|few)"

DATES: tuple[Rule, ...] = tuple(
    rule(name, pattern, accepts, refuses, re.IGNORECASE)
    for name, pattern, accepts, refuses in (
        ("months between", rf"\b(?:between|from) {_M.replace('month', 'month1')} (?:and|to|until|till) {_M}(?:,? {_Y})?(?! ?\d)", ("between March and May", "from june to august 2021"), ("between March 2019 and May 2020", "march and may", "between you and May")),
        ("months of a year", rf"\b{_M.replace('month', 'month1')} ?(?:to|until|till|-|–) ?{_M},? {_Y}\b", ("July-October 2014", "march to May, 2021"), ("July and October 2014", "July 2013 - May 2014", "July to October")),
        ("month of a short year", rf"(?:(?<=\bin )|(?<=\bduring )|(?=\b\w+\.? ['’]))\b{_M} ['’]?(?P<year>\d\d)(?!\w|[%/:-]\d|[.,]\d| (?:months?|years?|weeks?|days?|hours?|people|houses|members)\b)",
         ("in Jan 25", "January '25", "during march ’19"), ("on Jan 25", "in jan 2025", "in May 25 people", "in March 25th")),
        ("iso day", r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b", ("on 2023-03-31",), ("2019-20", "CL-2023-03")),
        ("figures", r"(?<![\w/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)?\d\d)(?![\w/]|[.-]\d)",
         ("on 14/10/2019", "the 14.10.19 meeting", "7-3-2022"), ("minute 14/10", "item 12.3", "app 22/00983/FUL", "section 12.10.19.2")),
        ("day of a year", rf"\b{_D}(?: of)? {_LOOSE},? {_Y}\b", ("16 December 2019", "3rd of may, 2021", "7 Sept. 2020", "9 Febuary 2024"), ("16 houses 2019", "December 2019")),
        ("day of a year, month first", rf"\b{_LOOSE} {_D},? {_Y}\b", ("August 13 2024", "Oct. 3rd, 2023", "Septembar 4 2021"), ("August 2024", "agreed 12 2019")),
        ("day", rf"\b{_D}(?: of)? {_M}(?!\w)", ("on 7 August", "the 3rd of May", "16 dec"), ("7 houses", "August 7", "7 mayors")),
        ("day, month first", rf"\b{_M} {_D}(?![\d%/:]|[.,]\d| (?:months?|years?|weeks?|days?|hours?|people|houses|members)\b)", ("on August 7", "May 3rd"), ("August 2019", "march 12 months", "may 20%")),
        ("municipal year", rf"(?<![\w£$€/.,-]){_Y} ?[/–-] ?(?P<to>(?:20)?\d\d)(?![\w/]|[.–-]\d)", ("precept for 2019/20", "in 2020-21", "2019/2020", "budget 2024–25"), ("2019/1234", "2019-03-31", "application 2019/20/3")),
        ("part of a year", rf"\b{_PART}{_Y}\b", ("early 2023", "the end of 2020", "mid-2021", "late in 2019"), ("2023", "the end of the road")),
        ("part of a month", rf"\b{_PART}{_M},? {_Y}\b", ("early March 2023", "the end of May 2020"), ("early 2023", "the end of May Lane")),
        ("season", rf"\b(?P<season>spring|summer|autumn|fall|winter)(?: of)? {_Y}\b", ("winter 2021", "the summer of 2017"), ("spring water 2021", "summer fete")),
        ("month of a year", rf"\b{_LOOSE},? (?:of )?{_Y}\b", ("in December 2019", "Feb 2019", "May, 2024", "Novemeber 2020"), ("may cost 2019 pounds", "agreed 2019", "the marches")),
        ("years between", r"\b(?P<year>(?:19|20)\d\d) ?(?:[–-]|to|until) ?(?P<to>(?:19|20)\d\d)\b", ("2018-2021", "from 2018 to 2020"), ("2018-21", "2018 and 2020")),
        ("decade", r"\b(?P<year>(?:19|20)\d)0'?s\b", ("in the 1990s", "the 2010's"), ("1990", "90s")),
        ("month last year", rf"\b{_M} (?P<which>last|this) year\b", ("in May last year", "march this year"), ("last year", "may last a year")),
        ("month", rf"\b(?:in|during|since|until|till|before|last|early|late|mid) (?P<point>{_M})(?!\w| (?:lane|road|street|drive|avenue|close|way|house|hall|farm|fair)\b| \d{{4}})",
         ("in March", "since may", "last August", "late September"), ("people who may not", "this may be", "in May Lane", "in March 2019", "marched in")),
        ("month after", rf"\b(?:after|by|from|of|for|this) (?P<point>(?P<month>(?-i:May|March)\b|(?!may\b|mar\b|march\b)(?:{_NAMES})\b\.?))(?!\w| (?:lane|road|street|drive|avenue|close|way|house|hall|farm|fair)\b| \d)",
         ("by June", "after October", "from january"), ("for may be", "after 12 may", "of Juneau", "by June Street")),
        ("meeting of a month", rf"\b{_M} (?:meeting|minutes)\b(?:,?(?: of| in)? {_Y}\b)?", ("the March meeting", "may minutes", "October meeting 2024"), ("the meeting in March", "may meet")),
        ("meeting before last", r"\bmeeting before (?:the )?last\b|\blast (?:meeting )?but one(?: meeting)?\b", ("at the meeting before last", "the last but one meeting"), ("the last meeting", "last but not least")),
        ("last meeting", r"(?<!minutes of )(?<!minutes from )\b(?:the|their|its|our|[\w-]+['’]s) (?:last|latest|most recent)(?: \w+){0,3}? meeting\b",
         ("at the last meeting", "the most recent planning committee meeting", "their latest meeting", "Fennick's last meeting"), ("the minutes of the last meeting", "the next meeting", "the last bus")),
        ("span of years", rf"\b(?:over|in|during|within|for) the (?:last|past) {_COUNTED} (?P<unit>years|months)\b", ("in the last two years", "over the past 6 months", "in the past few years"), ("two years ago", "the last year")),
        ("years ago", rf"\b(?P<number>a|\d{{1,2}}|{'|'.join(NUMBERS)}) (?P<unit>year|month)s? ago\b", ("two years ago", "a year ago", "3 months ago"), ("years ago", "a few years ago", "in the last two years")),
        ("last season", r"\b(?:last|this|(?:the )?past) (?P<season>spring|summer|autumn|fall|winter)\b(?! (?:fair|fayre|fete|water|sale)\b)", ("last spring", "this summer"), ("summer 2021", "the last summer fair", "in spring")),
        ("year ago", r"\b(?P<which>last|this|the past) (?P<unit>year|month|week)(?!'s|’s)\b", ("last year", "this month", "over the past year", "last week"), ("next year", "last yearling", "this year's tender")),
        ("year named", rf"\b{_IN}(?: the)?(?: year)? (?P<point>{_Y})(?!\w|[%/:–-]\d|[.,]\d|%| (?:people|residents|houses|homes|pounds|trees|signatures)\b)", ("in 2018", "during the year 2019", "what about 2018?"), ("in 2018/19", "of 2000 people", "room 2018", "in 2018-21")),
        ("year", rf"{_ALONE}(?! (?:people|residents|houses|homes|pounds|trees|signatures)\b)", ("the 2018 budget", "Christmas 2016", "(2018)"), ("£2018", "2018/19", "A2018", "2000 people", "20180", "2018.5")),
    )
)  # fmt: skip

# What stands before a date, and how it takes it. In their order: the first that fits counts.
RELATIONS: tuple[Rule, ...] = tuple(
    rule(name, pattern, accepts, refuses, re.IGNORECASE)
    for name, pattern, accepts, refuses in (
        ("since", r"\b(?:since|starting(?: in| from| on)?)(?: about| around| the)?\s*$", ("what was said since ", "starting in "), ("in ", "from ")),
        ("after", r"\b(?:after|later than)(?: the)?\s*$", ("what happened after ", "later than "), ("the day after in ", "since ")),
        ("before", r"\b(?:before|prior to|earlier than)(?: the)?\s*$", ("agreed before ", "prior to "), ("by ", "before the vote in ")),
        ("until", r"\b(?:until|till|up to|up until|by|no later than)(?: about| the)?\s*$", ("until ", "by the ", "up to "), ("since ", "raised by Ann in ")),
        ("in", r"\b(?:in|on|during|at|of|for|from|throughout|around|about)(?: about| around| the(?: year)?)?\s*$", ("agreed in ", "during the ", "in the year "), ("within ", "since ")),
    )
)  # fmt: skip
ONWARDS = rule("onwards", r"^ (?:onwards?|on)\b(?! the)", (" onwards", " on"), (" on the green", " only"), re.IGNORECASE)
# Two dates and what stands between them.
AND = rule("and", r"^,? ?(?:and|to|until|till|through|-|–) ?(?:the )?$", (" and ", " to ", " - "), (" or ", " and in "), re.IGNORECASE)
BETWEEN = rule("between", r"\b(?:between|from)(?: the)?\s*$", ("was said between ", "from "), ("in ", "between us "), re.IGNORECASE)
# A year for which money is set: that is talked about before it begins.
MONEY = rule(
    "money",
    r"\b(?:precept|budget|rates?|levy|council tax|allowances?|charges?|fees?|estimates?|plan)\b",
    ("the precept for", "what budget"),
    ("the pond",),
    re.IGNORECASE,
)
