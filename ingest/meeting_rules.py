"""What a meeting says of itself, and its dates and times: rows as in `rules`, run by the same test."""

from __future__ import annotations

import re

from ingest.domain import Kind
from ingest.rules import Rule, rule

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_MISSPELT = "|".join(f"{name[:3]}[a-z]{{2,8}}" for name in MONTHS)  # what they are is found by likeness
_NTH = r"\s?(?:st|nd|rd|th|™)?"
_YEAR = r"(?:19|20|2O)[\dO]\d"
FIGURES = rule(
    "figures",
    r"(?<![\d./-])(?P<d>\d{1,2})(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)?\d\d)(?![\d./-])",
    ("29/03/19", "14.10.19", "3-4-2023"),
    ("196/20", "1.2.3.4", "14/506664"),
)
DATES = (
    rule("day month year", rf"\b(?P<d>\d{{1,2}})(?:\s?(?:st|nd|rd|th|™),?\s*|,?\s+)(?:day\s+)?(?:of\s+)?(?P<m>{MONTH}|{_MISSPELT})\.?,?\s+(?P<y>{_YEAR})\b",
          ("16 December 2019", "26th April 2021", "1st day of May 2020", "4th March 2O24", "12 DECEMEBER 2023"), ("16 December", "99 things"), re.IGNORECASE),
    rule("month day year", rf"\b(?P<m>{MONTH}|{_MISSPELT})\.?\s+(?P<d>\d{{1,2}}){_NTH},?\s+(?P<y>{_YEAR})\b",
          ("October 10, 2023", "SEPTEMBER 3RD 2012"), ("March 2019",), re.IGNORECASE),
    FIGURES,
    rule("iso", r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)", ("2019-12-16",), ("2019/20",)),
)  # fmt: skip
DAY_WITHOUT_YEAR = rule(
    "day without year", rf"\b(?P<w>{'|'.join(WEEKDAYS)}),?\s+(?:the\s+)?(?:(?P<d>\d{{1,2}}){_NTH}\s+(?:of\s+)?(?P<m>{MONTH})|(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}}){_NTH})\b(?!,?\s+\d{{4}})",
    ("MONDAY 6 NOVEMBER", "Thursday 20th August", "Thursday the 2nd of May"), ("6 November", "Thursday 2 May 2024"), re.IGNORECASE,
)  # fmt: skip
_HALF_DAY = r"(?:[ap]m\b|[ap]\.m\.?)"
TIME = rf"(?:(?<![\d£$€.,/])\d{{1,2}}[:.]\d{{2}}(?![\d./%])(?:\s*(?:{_HALF_DAY}|hrs\b|hours\b))?|\d{{1,2}}\s*{_HALF_DAY}|\d{{4}}\s?(?:hrs|hours)\b|noon)"
START_TIME = rule(
    "start", rf"\b(?:time\s+commenced|commenc\w+|start\w*|opened|called to order|held|at|time)\b[^.\n]{{0,40}}?(?P<time>{TIME})",
    ("Time commenced – 6.00pm", "held at 7.00 pm", "The meeting was called to order at 6:30 p.m.", "Time: 7.30pm"),
    ("at 3 Mill Lane",), re.IGNORECASE,
)  # fmt: skip
# Who it is that closes: the meeting, and not the playground.
THE_MEETING_CLOSED = re.compile(
    r"\b(?:meeting|council|committee|board|business|session|chair(?:man|person)?|mayor|time|it|proceedings)\b(?:[^.]|\.(?=\d|m\b)){0,60}$|(?:^|\n)\W*$",
    re.IGNORECASE,
)
END_TIME = rule(
    "end", rf"\b(?:finish\w*|closed|ended|concluded|adjourned|closure|rose)\b[^.]{{0,60}}?(?P<time>{TIME})",
    ("Time finished 7.45pm", "the meeting closed at 8.32", "The meeting ended at 9.50pm"), ("closed the road",), re.IGNORECASE,
)  # fmt: skip
TIMES = rule(
    "from and to", rf"(?P<start>{TIME})\s*(?:to|until|[-–—])\s*(?P<end>{TIME})",
    ("Time: 6.30 pm to 9.05 pm", "(10.00 am to 12.40 pm)", "7.00pm – 8.35pm"), ("7.00 pm in the hall", "2019-2020"), re.IGNORECASE,
)  # fmt: skip
WEEKDAY = re.compile(r"\b(?P<day>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\b[\s,.*_]*$", re.IGNORECASE)
# A date after which it is said that those minutes were agreed is not the meeting's, nor is one on a line of the second kind.
OF_EARLIER_MINUTES = re.compile(
    r"^\W*(?:previously |copies? |as )?(?:circulated|attached)\b|^[^.\d]{0,40}?\b(?:was|were|be|been)\s+(?:\w+ )?(?:agreed|approved|confirmed|signed|adopted|accepted|taken as read|circulated)\b",
    re.IGNORECASE,
)
NOT_THE_MEETING = re.compile(
    r"\b(?:signed|dated|next meeting|minutes of (?:the )?(?:last|previous) meeting|posted|published|approved on|circulated on|draft as at)\b", re.IGNORECASE
)

COMMITTEE = rule(
    "committee",
    r"\b(?:(?:Working|WORKING) (?:Group|GROUP|Party|PARTY)|(?:Task|TASK) (?:Group|GROUP|Force|FORCE)|Commission|COMMISSION|Sub-?[Cc]ommittee|[Cc]ommittee|COMMITTEE|Board|BOARD|Panel|PANEL|Cabinet|CABINET|Council|COUNCIL|Forum|FORUM|Executive|EXECUTIVE|(?:Municipal|Metropolitan) District of|(?:MUNICIPAL|METROPOLITAN) DISTRICT OF)\b(?!['’]|\s+(?i:rooms?|chamber|offices?|house|hall|members?|reports?|officer)\b)",
    ("Planning Committee", "Housing and Older People Scrutiny Review Board", "FULL COUNCIL", "Neighbourhood Plan Working Group"), ("the committees met", "Board Room", "Council Chamber", "COUNCIL CHAMBER"),
)  # fmt: skip
_PLACE = rf"[A-Z][\w'’.-]+(?: (?!(?i:minutes|council|board|city|town|regular|special|ordinary|planning|held|{'|'.join((*WEEKDAYS, *MONTHS))})\b)[A-Z][\w'’.-]+){{0,2}}"
BODY = rule(
    "body",
    r"(?<![\w'’&.-])[A-Z][\w'’&.-]+ (?:[A-Z][\w'’&.-]+ |(?:and|of|the|upon|on|with|AND|OF|THE|UPON|ON|WITH) ){0,6}"
    r"(?:(?:City|County|Borough|District|Parish|Town|Community|Regional|Metropolitan|CITY|COUNTY|BOROUGH|DISTRICT|PARISH|TOWN|COMMUNITY|REGIONAL|METROPOLITAN)"
    r"(?: (?:and|AND) (?:City|County|CITY|COUNTY))? )?(?:Council|COUNCIL|Authority|AUTHORITY|School District)\b"
    rf"|\b(?:(?:City|Town|Village|Township|Borough|County|Shire|Municipality) of|(?:CITY|TOWN|VILLAGE|TOWNSHIP|BOROUGH|COUNTY|SHIRE|MUNICIPALITY) OF) {_PLACE}"
    r"|(?<![\w'’&.-])[A-Z][\w'’.-]+ (?:[A-Z][\w'’.-]+ )?(?:County(?= Board of| Commission)|COUNTY(?= BOARD OF| COMMISSION))",
    ("Fennick Vale District Council", "WEST DEREHAM PARISH COUNCIL", "Derby City Council", "City of Wexley", "VALE COUNTY BOARD OF SUPERVISORS"), ("the Council", "Municipal District of Kilpellow"),
)  # fmt: skip
# Words that look like a body's name and are none.
NO_BODY = re.compile(
    r"(?:\w+ the|And|Of|[AP]\.?M\.?|(?:Parish|Town|County|City|District|Borough)(?! of\b)|Community|Full|Regional|Local|Annual(?: General)?|Clerk of|Members of) |.*\b(?:Held|Clerk|Department|Meeting|Chairman|Minutes|Ordinary|Regular|Special|Extraordinary|Centre|Center|Hall|Channel|YouTube|Library|School|Offices?|Website)\b(?! District\b)"
)
KIND_OF_COUNCIL = re.compile(r"\b(?:(?:Parish|Town|City|County|Community|District|Borough|Regional|Metropolitan) )?Council$")
MUNICIPALITY = re.compile(r"^(?:City|Town|Village|Township|Borough|County|Shire|Municipality) of (?!.*\bCouncil$)", re.IGNORECASE)
MEETING_OF = re.compile(r"\b(?:meeting|proceedings|minutes) of (?:the )?(?!the (?:last|previous)|last|previous)", re.IGNORECASE)
RUNS_ON_TO_A_NAME = re.compile(r"\b(?:of|the|and|municipal|metropolitan|sub)\W*$|\w-$", re.IGNORECASE)
MEETING_NAME = rule(
    "meeting's name", r"\bannual general meeting\b|\bA\.?\s?G\.?\s?M\b|\bannual (?:parish|town|community|assembly|electors['’]?)(?: council)? meeting\b|\bgeneral meeting\b|\bannual meeting\b",
    ("Annual General Meeting of the Council", "Milburn Parish Council A.G.M. - 8th May", "GENERAL MEETING MONDAY 8 JULY", "Annual Parish Meeting"), ("Monthly meeting", "general business"), re.IGNORECASE,
)  # fmt: skip
KINDS: tuple[tuple[Kind, Rule], ...] = (
    ("extraordinary", rule("extraordinary", r"\b(?:extra[- ]?ordinary|special|emergency) (?:\w+ ){0,5}?meeting\b|\bmeeting \(special\)", ("EXTRAORDINARY MEETING", "SPECIAL MEETING OF", "Extraordinary Parish Council Meeting"), ("special needs",), re.IGNORECASE)),
    ("annual", rule("annual", r"\bannual (?:\w+ ){0,4}?meeting\b|\bA\.?\s?G\.?\s?M\b", ("Annual Parish Council Meeting", "A.G.M. - 8th May"), ("annual report",), re.IGNORECASE)),
    ("ordinary", rule("ordinary", r"(?<!extra)(?<!extra-)(?<!extra )\b(?:ordinary|regular|monthly) (?:\w+ ){0,5}?meeting\b|\bmeeting \(ordinary\)", ("Ordinary Meeting", "A regular meeting of the Township", "Regular Meeting"), ("Extraordinary Meeting", "ordinary people"), re.IGNORECASE)),
)  # fmt: skip
VENUE_LABEL = re.compile(r"^\W*(?:venue|location|place|held (?:at|in))\s*[:–-]\s*", re.IGNORECASE)
_WHEN = r"(?:(?i:on|at|from)\s+(?:[^.;:(]|(?<=\d)[.:](?=\d)|(?<=[ap])\.(?=m\b)|(?<=\bm)\.){4,70}?,?\s+)??"  # between `held` and the place
_UNTIL = rf"\s+(?i:at|on|commencing|starting|beginning)\s|,?\s+(?i:and on-?line)|,?\s+(?i:{'|'.join(WEEKDAYS)})\b|\s+\d{{1,2}}{_NTH}\s+(?:of\s+)?(?i:{MONTH})\b|\s*\d{{1,2}}(?:[.:]\d|st|nd|rd|th|\s*[ap]m)|(?<!\b[Cc][Oo])(?<!\b[Ss][Tt])[.;:(]|\n\s*(?i:present|members|councillors|in attendance|attend|apolog|sederunt|minutes|date|time|chair|the meeting|commenc)|$"
HELD_AT = rule(
    "held at", rf"\b(?i:held|took place)\s+{_WHEN}(?:(?P<way>(?i:virtually|online|remotely|by|via)\b[^.,\n]*?)|(?i:in|at)\s+(?P<place>(?!\d|(?i:the above|person|accordance))(?:[^.:;(]|(?<=\b[Cc][Oo])\.|(?<=\b[Ss][Tt])\.){{3,90}}?))(?={_UNTIL})",
    ("Held in the Board Room, Mill Lane Workshops at 7 p.m.", "HELD IN THE CIVIC HALL AND ON-LINE, ON", "held at the Village Hall on Tuesday", "held on Tuesday 7 May 2024 at 7.30 pm in the Village Hall"), ("held on Tuesday", "withheld in part"),
)  # fmt: skip
DRAFT = rule("draft", r"\b(?:draft|unconfirmed|unapproved|subject to (?:approval|confirmation))\b(?! (?:plan|budget|policy|order|response|local|report|statement|code))",
              ("DRAFT MINUTES", "Unconfirmed", "subject to approval"), ("Draft Local Plan", "confirmed"), re.IGNORECASE)  # fmt: skip
CONFIRMED = rule(
    "confirmed",
    r"^\W*(?:confirmed|approved|adopted)(?: minutes)?\W*$|\b(?:confirmed|approved) minutes\b|\bminutes \((?:confirmed|approved)\)",
    ("CONFIRMED", "Approved minutes of the Council"),
    ("The minutes were approved", "unconfirmed minutes"),
    re.IGNORECASE,
)
BODY_FOLDER = re.compile(r"council|authority|district|board|committee|parish|county|borough|university|assembly", re.IGNORECASE)
RULES = (*DATES, DAY_WITHOUT_YEAR, START_TIME, END_TIME, TIMES, COMMITTEE, BODY, MEETING_NAME, *(row for _, row in KINDS), HELD_AT, DRAFT, CONFIRMED)
