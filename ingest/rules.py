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


def _rule(name: str, pattern: str, accepts: tuple[str, ...], refuses: tuple[str, ...] = (), flags: int = 0) -> Rule:
    return Rule(name, re.compile(pattern, flags), accepts, refuses)


# How an item's number opens its line. Groups: `number` as printed, `series` what stays the same from item to item,
# `n` what counts up. Rows of one `family` may take turns in one document. Which family a document uses is decided
# over the whole of it. A row that is `inside` opens items in the middle of a paragraph, too.
NUMBERINGS = (
    Numbering("year", True, _rule(
        "minute and year", r"^(?P<number>(?P<series>[A-Z]{0,4})/?(?P<n>\d{1,4})/\d{2}(?:\d{2})?)[.:)]?(?=\s+[^\W\d_]|\s*[-–—]\s*[A-Z]|\s*$)",
        ("31/19 Home Education", "PLA146/14 Apologies", "200/20 To Approve the Minutes", "31/19", "86/17 – Date of Next Meeting"),
        ("16/12/2019", "1/2 mile of road", "14/506664 Land at"))),
    Numbering("year", False, _rule(
        "committee, number and years", r"^(?P<number>(?P<series>[A-Z][A-Za-z]{1,4}/)(?P<n>\d{1,4})/\d{2}-\d{2})\b",
        ("Cou/285/07-08", "Plan/12/23-24 Apologies"), ("AB/12/07", "12/07-08"))),
    Numbering("year", False, _rule(
        "number and committee", r"^(?P<number>(?P<n>\d{1,4})/(?P<series>[A-Z]{1,4}))[.:]?(?=\s+[A-Z]|\s*$)",
        ("298/PF Apologies for Absence", "12/HR"), ("298/19 Title", "3/4 of"))),
    Numbering("date", False, _rule(
        "year, month and number", r"^(?P<number>(?P<series>\d{2}\.\d{2})\.(?P<n>\d{1,3}))\.?(?=\s+[^\W\d_])",
        ("19.03.1 Apologies", "19.09.04 Matters Arising"), ("14.10.19", "2.40 per hour", "19.03.1"))),
    Numbering("dotted", False, _rule(
        "meeting and number", r"^(?P<number>(?P<series>\d{1,3})\.(?P<n>\d{1,3}))\.?(?=\s+(?:[A-Z]|\d{2}/\d{4,}))",
        ("12.3 Leisure Centre", "4.2 Budget", "7.4 22/00983/FUL - Land off Ellow Road"), ("6.00pm", "7.30 pm", "12.3", "19.03.1 Apologies"))),
    Numbering("plain", False, _rule(
        "number and nought", r"^(?P<number>(?P<series>)(?P<n>\d{1,2})\.0)\.?(?=\s+[A-Z])", ("1.0 Welcome", "12.0 Any other business"), ("1.1 Welcome", "2.0"))),
    Numbering("plain", True, _rule(
        "number and stop", r"^(?P<number>(?P<series>)(?P<n>\d{1,5}))\.(?=\s*[^\W\d_]|\s+[\"'“‘(])",
        ("3. Minutes", "3064.Police Report: Attached", "1. \"Quiet lanes\""), ("2.40", "12.3 Title", "14.10.19", "6.00pm"))),
    Numbering("plain", False, _rule(
        "number and bracket", r"^\(?(?P<number>(?P<series>)(?P<n>\d{1,3}))\)(?=\s*[^\W\d_]|\s+[\"'“‘(])", ("7) Planning", "(3) Minutes"), ("2.40)", "a) Farm"))),
    Numbering("plain", False, _rule(
        "bare number", r"^(?P<number>(?P<series>)(?P<n>\d{1,5}))(?:[ \xa0]{2,}|\s*\t\s*|\s*[-–—]\s+)(?=[A-Z\"“])",
        ("5          Council Vacancy", "1 \tApologies", "4 - Apologies"), ("5 Council Vacancy", "24 members", "12   24"))),
    Numbering("plain", False, _rule(
        "bare number, one space", r"^(?P<number>(?P<series>)(?P<n>\d{1,5})) (?=[A-Z][a-zA-Z'’]+\b(?! \d{4}))",
        ("5 Council Vacancy", "14365 CHAIRMAN’S ANNOUNCEMENTS"), ("24 members", "3 A4 posters", "12 May 2019"))),
    Numbering("plain", False, _rule(
        "agenda item", r"^(?i:(?:agenda )?item )(?:No\.? ?)?(?P<number>(?P<series>)(?P<n>\d{1,3}))\b[.:)]?(?=\s+[-–—]?\s*[A-Z])",
        ("Item 4: Budget", "Agenda Item 12 - Planning"), ("item 4 was deferred", "Items 4 and 5"))),
    Numbering("plain", False, _rule("number alone", r"^(?P<number>(?P<series>)(?P<n>\d{1,4}))\.?$", ("7.", "12", "137."), ("12345", "7. Title"))),
    Numbering("resolution", False, _rule(
        "resolution number", r"^(?P<number>(?P<series>[A-Z]{1,4}\d{4}-)(?P<n>\d{1,4}))\b",
        ("R2019-136  L. Moore, T. Marchant:  That the minutes",), ("2019-136 That", "UD-16-0"))),
    Numbering("roman", False, _rule(
        "roman number", r"^(?P<number>(?P<series>)(?P<n>[IVX]{1,6}))[.)]\s*(?=[A-Z])", ("IV. Roll Call", "I. Call to Order"), ("I. was there", "MIX. Colour"))),
    Numbering("letter", False, _rule("letter", r"^(?P<number>(?P<series>)(?P<n>[A-Z]))[.)]\s+(?=[A-Z])", ("B. Roll Call", "C) Minutes"), ("AB. Roll", "A. roll"))),
    Numbering("code", False, _rule(
        "code after the title", r"^(?=.{3,160}$)(?P<number>(?P<series>))[A-Z][^()]*(?:\([^()]*\)[^()]*)*?\s\((?P<n>[A-Z](?:-\d{1,2})?)(?:/[A-Z]-\d{1,2})?\):?$",
        ("Minutes Approved (D)", "Consent Calendar Approved (G-1/G-9)"), ("Education Code section 48918(f)", "Roll Call (all present)"))),
)  # fmt: skip
# A number named after one of these words is a reference to an item and opens none.
REFERENCE_WORD = re.compile(r"\b(?:(?:nos?|ref|para|min)\.|minutes?|items?|agenda|no|nos|numbers?|ref|reference|see|under|at|in|of|and|or|to|from|by|application|resolution|motion|policy|para\w*|section|page|for|per):?\s*$", re.IGNORECASE)
# A clause of a resolution opens with what the body does by it.
CLAUSE_VERB = re.compile(
    r"(?:notes?|agrees?|receives?|adopts?|approves?|instructs?|directs?|endorses?|recommends?|confirms?|requests?|authori[sz]es?|delegates?|supports?|acknowledges?|decides?|considers?|ensures?|resolves?|thanks?|accepts?)\b"
    r"(?!\s*$)(?:\s+(?:that|the|to|of|a|an|its|and|this|staff|any|with|and notes)\b|s\b)|(?:notes|agrees|receives|adopts|approves|instructs|directs|endorses|recommends|confirms|authori[sz]es|ensures)\b",
    re.IGNORECASE,
)
# What tells a sentence from a title: a finite verb near its beginning.
SENTENCE = _rule(
    "sentence", r"^(?:\S+\s+){0,5}?(?:was|were|is|are|had|has|have|will|would|shall|can|could|may|must|said|informed|reported|reports|thanked|advised|noted|asked|stated|confirmed|proposed"
    r"|seconded|agreed|resolved|requested|welcomed|opened|gave|expressed|presented|received|explained|moved|declared|called|closed|commented|spoke|read|attended|told|felt|wanted|raised|suggested"
    r"|announced|outlined|referred|addressed|joined|left|wished|apologised|accepted|approved|discussed|been|did|do|does|AGREED|RESOLVED|NOTED|APPROVED)\b(?!\s*:)",
    ("There were no apologies", "CC confirmed all", "The Clerk had read"), ("Minutes of the Last Meeting", "Reports: none"),
)  # fmt: skip

# Stock titles: a line that holds nothing else is a heading, whatever its looks.
_STOCK = (
    r"(?:apologies(?: for absence)?|declarations? of (?:pecuniary )?interests?|matters arising.{0,40}|minutes of (?:the )?(?:last|previous) (?:\w+ )?meeting"
    r"|public (?:participation|question time|forum|comments?|other business)|(?:any|councillors['’]?|public) other business|correspondence|(?:date of (?:the )?)?next meeting|finance|planning(?: applications)?"
    r"|(?:accounts|payments|bills) for (?:payment|approval)|approval of (?:payments|minutes)|payment of (?:bills|accounts)|(?:chair(?:man|person)?|clerk|treasurer|secretary)['’]s (?:report|announcements)"
    r"|(?:police|county councillor|district councillor|committee|staff) reports?|reports?|highways|roll call|call to order|adjournment|exclusion of (?:the )?(?:press and )?public)"
)
STOCK_TITLES = _rule(
    "stock title", rf"^{_STOCK}\s*[:.]?$",
    ("Apologies", "Declarations of Interest:", "Any other business", "Matters arising from the last meeting"),
    ("Apologies had been received from Tom", "Planning permission was granted"),
    re.IGNORECASE,
)
# The same with the text behind it on one line.
RUN_ON_TITLES = _rule(
    "run-on title", rf"^{_STOCK}(?:\s*:[-–]?\s+\S|\s+none\b)", ("Declaration of Interest None", "Apologies: Were received from"), ("Planning permission was", "Correspondence"),
    re.IGNORECASE,
)  # fmt: skip
# Those of them that stand as headings of their own even between numbered items. Run on into the text, they end in a colon.
STRONG_TITLES = _rule(
    "strong title",
    r"^(?:disclosures? of (?:pecuniary )?interests?(?: and [\w ]{3,30})?|declarations? of (?:pecuniary )?interests?|any other (?:competent )?business|staff reports?|committee reports?|public (?:participation|question time|forum)"
    r"|(?:date|time)(?:,? (?:and )?(?:time|place|date|venue))* of (?:the )?next meeting|delegations?(?: and presentations)?|adjournment|correspondence)\s*(?::|\.?$)",
    ("Disclosure of pecuniary interest: None.", "Staff Reports:", "Any Other Business"), ("Any other business was taken", "Finance"),
    re.IGNORECASE,
)  # fmt: skip

NOTHING = re.compile(r"(?:none|nil|noted|n/a|no report|nothing to report)\b[.]?$", re.IGNORECASE)
# Lines that stand like headings and head no matter.
NO_HEADING = _rule(
    "no heading",
    r"\W*(?:draft|unconfirmed|minutes|open|final|carried|resolved|resolution|recommendations?|agreed|motion|decisions?|action|signed|present|absent|page\b|date\b|time\b|venue|location|chair(?:man|person)?|mayor|clerk"
    r"|cao-clerk|secretary|proposed|seconded|moved|yeas|nays|ayes|noes|and resolved|for|against)\b[^\w]*(?:by\b.*|$|:)",
    ("DRAFT", "Proposed by:", "RESOLVED:", "Chairman:"), ("Minutes of the last meeting", "Draft budget"), re.IGNORECASE,
)  # fmt: skip

# Where attendance is listed. The group that matches last on a line decides whose list follows.
ATTENDANCE = (
    ("apologies", _rule(
        "apologies", r"(?:apologies|apologies for absence|apologies (?:were )?received(?: from)?)\s*(?:[:–-]|\bfrom\b)|^\W*apologies(?: for absence)?\W*$",
        ("Apologies", "Apologies: Marie Davidson", "Apologies for absence: Cllrs Ashman & Hayward", "Apologies received from J Smith"),
        ("To receive apologies", "Apologies were noted"), re.IGNORECASE)),
    ("absent", _rule("absent", r"(?:absent|not present)\s*[:–-]", ("ABSENT: Moreno",), ("He was absent",), re.IGNORECASE)),
    ("in attendance", _rule(
        "in attendance",
        r"(?:(?<!members )(?<!councillors )(?:also,? )?in attendance|also (?:present|attending|attended)|officers(?: present| in attendance)?|staff present|officials? in attendance|as required|alternates|observers?|visitors?|guests?|(?:(?:parish|town|community council) )?clerk)"
        r"(?:\s*\([^)]*\))?\s*[:–-]|^\W*(?:also )?(?:officers )?(?:in attendance|also present|officers present)\W*$",
        ("In Attendance: Suanne Lim", "Officers present: A Bell", "Clerk: Peter King", "Officers in attendance"),
        ("The Clerk reported", "in attendance at the school"), re.IGNORECASE)),
    ("present", _rule(
        "present", r"(?:(?:parish |town |community )?(?:members (?:of the (?:council|board|committee) )?|councillors |councilmembers |those )|staff and visitors |board members )?(?:present(?: (?:via|by|at|remotely|virtually|online)\b[^:\n]{0,40})?|attendees|attending|(?:members |councillors )?(?:in )?attendance|in the chair)(?:\s*\([^)]*\))?(?: were)?(?:\s*:(?:\s*[-–])?|(?<=present)\s*[–—-](?=\s))"
        r"|^\W*(?:members |councillors |those )?(?:present|attendance)\W*$|^\W*co-?opted members\s*[:–-]",
        ("Present: Councillor Lind (Chair)", "MEMBERS PRESENT:", "Attendees: A (AB)", "Present", "Co-opted members: Mrs Frome"),
        ("Present members agreed", "The Chair: noted"), re.IGNORECASE)),
)  # fmt: skip

STATUS_CELL = _rule(
    "status in a table", r"^\s*(?P<status>present|in attendance|apologies|absent)\b(?![:\w])",
    ("Present", "Present (left at 8.10 pm)", "In attendance"), ("Presented", "Status", "Present: A Bell"), re.IGNORECASE,
)  # fmt: skip
PERSON_TITLE = re.compile(
    r"^(?:the |[A-Z&]+ (?=county |borough |district )|county ?|district ?|borough ?|parish ?|town ?)*(?:councill?ors?|councilmembers?|cllrs?|cmhlr|crs?|mr|mrs|miss|ms|dr|prof|professor|rev|reverend|sir|dame|lady|lord)\b\.?(?:[:\s]+|$)",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:chair(?:man|woman|person)?|vice|mayor|clerk|officer|director|manager|head of|leader|secretary|treasurer|solicitor|engineer|planner|adviser|advisor"
    r"|co-optee|representative|assistant|executive|surveyor|accountant|lead|minut(?:e[- ]taker|ing|es)|chairing|superintendent|administrator|convenor|headteacher|teacher|principal|co-?opted|(?:leas-)?ch?athaoirleach|pr[ií]omh chomhairleoir|provost|counsel|ce|ceo|cao|cfo|member)\b",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"\b(?:none|nil|apologies|carried|committee|council|parish|team|police|pump|trust|group|association|society|reporter|press|public|residents?|members?|items?|ward|services?|skills|development|planning|management|resources|housing"
    r"|transport(?:ation)?|infrastructure|highways?|finance|strategic|planner|distribution|school|church|hall|village|community|department|office|ltd|limited|company|care|help|locality|assurance|quality|unrestricted|restricted|minutes?"
    r"|meeting|present|absent|attendance|agenda|interests?|education|environment(?:al)?|report|date|time|venue|chamber|road|street|county|city|district|youth|engagement|democratic|governance|communications?|operations?|constable|sergeant)\b",
    re.IGNORECASE,
)
TITLES_BEFORE_A_NAME = r"(?:(?:Councillor|Cllr|Cr|Mr|Mrs|Miss|Ms|Dr|Sir)\.?\s+)?"
APOLOGIES_TITLE = re.compile(r"^(?:to )?(?:receive |consider |accept |note )?(?:any |and \w+ |acceptance (?:for|of) |accepting )*apolog", re.IGNORECASE)
ATTENDANCE_TITLE = re.compile(r"^(?:roll call|attendance|those (?:present|attending)|(?:members )?present|in attendance|call to order)", re.IGNORECASE)
CAME = re.compile(r"\b(?:Councilmember|Councillor|Cllr|Cr|Member|Mayor|Mr|Mrs|Ms|Miss|Dr)\.?\s+(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s+(?:(?:was|were)\s+(?:also\s+)?present|joined\s+the\s+meeting)")
HALF_A_LABEL = re.compile(r"^\s*(?:in|also in|also|members|councillors|those|apologies for|officials in|staff in)\s*$", re.IGNORECASE)
CLERK_LABEL = re.compile(r"^\s*((?:(?:parish|town) )?clerk)\s*[:–-]", re.IGNORECASE)
CAME_OR_WENT = re.compile(
    r"\b(?:Councilmember|Councillor|Cllr|Cr|Member|Mayor|Mr|Mrs|Ms|Miss|Dr)s?\.?\s+(?P<name>(?:[A-Z]\.?\s)*[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s+(?P<part>(?:had )?(?:left|arrived|joined|re-?joined|withdrew from|entered|departed)\b"
    r"(?:\s+(?:the (?:meeting|room|chamber)|at|late|from))?[^.;\n]{0,60}?(?:\d{1,2}[.:]\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]m|(?=[.;\n]|$)))"
)
ENDS_A_LIST = re.compile(
    r"^\W*(?:minutes|agenda|date|time|venue|location|distribution|unrestricted|restricted|the (?:meeting|chair|mayor)\b.*\b(?:opened|was|welcomed|called)|meeting (?:opened|commenced|started)|no\.? item|item)\b|^\W*[\d_]+\W*$",
    re.IGNORECASE,
)
NAME = re.compile(r"^(?:[A-Z]\.?\s?){0,3}(?:(?:[Mm]a?c|O['’]|[Dd]e |[Vv]an )?[A-Z][\w'’.-]*\s?){1,4}$")

MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
DATES = (
    _rule("day month year", rf"\b(?P<d>\d{{1,2}})\s?(?:st|nd|rd|th|™)?,?\s+(?:day\s+)?(?:of\s+)?(?P<m>{_MONTH})\.?,?\s+(?P<y>(?:19|20)\d\d)\b",
          ("16 December 2019", "26th April 2021", "1st day of May 2020"), ("16 December", "99 things"), re.IGNORECASE),
    _rule("month day year", rf"\b(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)\b",
          ("October 10, 2023", "SEPTEMBER 3RD 2012"), ("March 2019",), re.IGNORECASE),
    _rule("figures", r"(?<![\d./-])(?P<d>\d{1,2})(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)?\d\d)(?![\d./-])",
          ("29/03/19", "14.10.19", "3-4-2023"), ("196/20", "1.2.3.4", "14/506664")),
    _rule("iso", r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)", ("2019-12-16",), ("2019/20",)),
)  # fmt: skip
_HALF_DAY = r"(?:[ap]m\b|[ap]\.m\.?)"
TIME = rf"(?:(?<![\d£$€.,/])\d{{1,2}}[:.]\d{{2}}(?![\d./%])(?:\s*{_HALF_DAY})?|\d{{1,2}}\s*{_HALF_DAY}|noon)"
START_TIME = _rule(
    "start", rf"\b(?:time\s+commenced|commenc\w+|start\w*|opened|called to order|held|at|time)\b[^.\n]{{0,40}}?(?P<time>{TIME})",
    ("Time commenced – 6.00pm", "held at 7.00 pm", "The meeting was called to order at 6:30 p.m.", "Time: 7.30pm"),
    ("at 3 Mill Lane",), re.IGNORECASE,
)  # fmt: skip
END_TIME = _rule(
    "end", rf"\b(?:finish\w*|closed|ended|concluded|adjourned|closure|rose)\b[^.\n]{{0,60}}?(?P<time>{TIME})",
    ("Time finished 7.45pm", "the meeting closed at 8.32", "The meeting ended at 9.50pm"), ("closed the road",), re.IGNORECASE,
)  # fmt: skip
TIMES = _rule(
    "from and to", rf"(?P<start>{TIME})\s*(?:to|until|[-–—])\s*(?P<end>{TIME})",
    ("Time: 6.30 pm to 9.05 pm", "(10.00 am to 12.40 pm)", "7.00pm – 8.35pm"), ("7.00 pm in the hall", "2019-2020"), re.IGNORECASE,
)  # fmt: skip
# A date after which it is said that those minutes were agreed is not the meeting's, nor is one on a line of the second kind.
OF_EARLIER_MINUTES = re.compile(
    r"^[^.\d]{0,40}?\b(?:was|were|be|been)\s+(?:\w+ )?(?:agreed|approved|confirmed|signed|adopted|accepted|taken as read|circulated)\b", re.IGNORECASE
)
NOT_THE_MEETING = re.compile(
    r"\b(?:signed|dated|next meeting|minutes of (?:the )?(?:last|previous) meeting|posted|published|approved on|draft as at)\b", re.IGNORECASE
)

COMMITTEE = _rule(
    "committee",
    r"\b(?:Sub-?[Cc]ommittee|[Cc]ommittee|COMMITTEE|Board|BOARD|Panel|PANEL|Cabinet|CABINET|Council|COUNCIL|Forum|FORUM|Executive|EXECUTIVE|(?:Municipal|Metropolitan) District of|(?:MUNICIPAL|METROPOLITAN) DISTRICT OF)\b(?!['’]|\s+(?i:rooms?|chamber|offices?|house|hall|members?|reports?|officer)\b)",
    ("Planning Committee", "Children and Young People Scrutiny Review Board", "FULL COUNCIL"), ("the committees met", "Board Room", "Council Chamber", "COUNCIL CHAMBER"),
)  # fmt: skip
BODY = _rule(
    "body",
    r"[A-Z][\w'’&.-]+ (?:[A-Z][\w'’&.-]+ |(?:and|of|the|upon|on|with|AND|OF|THE|UPON|ON|WITH) ){0,6}"
    r"(?:(?:City|County|Borough|District|Parish|Town|Community|Regional|Metropolitan|CITY|COUNTY|BOROUGH|DISTRICT|PARISH|TOWN|COMMUNITY|REGIONAL|METROPOLITAN)"
    r"(?: (?:and|AND) (?:City|County|CITY|COUNTY))? )?(?:Council|COUNCIL|Authority|AUTHORITY|School District)\b",
    ("Fennick Vale District Council", "WEST DEREHAM PARISH COUNCIL", "Derby City Council"), ("the Council",),
)  # fmt: skip
# Words that look like a body's name and are none.
NO_BODY = re.compile(r"(?:\w+ the|Parish|Town|County|City|District|Borough|Community|Full|Regional|Local|Annual(?: General)?|Clerk of|Members of) |.*\b(?:Held|Clerk|Department|Meeting|Chairman)\b")
KIND_OF_COUNCIL = re.compile(r"\b(?:(?:Parish|Town|City|County|Community|District|Borough|Regional|Metropolitan) )?Council$")
MEETING_OF = re.compile(r"\b(?:meeting|proceedings|minutes) of (?:the )?(?!the (?:last|previous)|last|previous)", re.IGNORECASE)
RUNS_ON_TO_A_NAME = re.compile(r"\b(?:of|the|and|municipal|metropolitan|sub)\W*$|\w-$", re.IGNORECASE)
MEETING_NAME = _rule(
    "meeting's name", r"\bannual general meeting\b|\bA\.?\s?G\.?\s?M\b|\bannual (?:parish|town|community|assembly|electors['’]?)(?: council)? meeting\b|\bgeneral meeting\b|\bannual meeting\b",
    ("Annual General Meeting of the Council", "Milburn Parish Council A.G.M. - 8th May", "GENERAL MEETING MONDAY 8 JULY", "Annual Parish Meeting"), ("Monthly meeting", "general business"), re.IGNORECASE,
)  # fmt: skip
KINDS = (
    ("extraordinary", _rule("extraordinary", r"\b(?:extra[- ]?ordinary|special|emergency) (?:\w+ ){0,5}?meeting\b|\bmeeting \(special\)", ("EXTRAORDINARY MEETING", "SPECIAL MEETING OF", "Extraordinary Parish Council Meeting"), ("special needs",), re.IGNORECASE)),
    ("annual", _rule("annual", r"\bannual (?:\w+ ){0,4}?meeting\b|\bA\.?\s?G\.?\s?M\b", ("Annual Parish Council Meeting", "A.G.M. - 8th May"), ("annual report",), re.IGNORECASE)),
    ("ordinary", _rule("ordinary", r"(?<!extra)(?<!extra-)(?<!extra )\b(?:ordinary|regular|monthly) (?:\w+ ){0,5}?meeting\b|\bmeeting \(ordinary\)", ("Ordinary Meeting", "A regular meeting of the Township", "Regular Meeting"), ("Extraordinary Meeting", "ordinary people"), re.IGNORECASE)),
)  # fmt: skip
VENUE_LABEL = re.compile(r"^\W*(?:venue|location|place|held (?:at|in))\s*[:–-]\s*", re.IGNORECASE)
HELD_AT = _rule(
    "held at", r"\b(?i:held|took place)\s+(?:(?P<way>(?i:virtually|online|remotely|by|via)\b[^.,]*?)|(?i:in|at)\s+(?P<place>(?!\d|(?i:the above|person))(?:[^.:;]|(?<=\b[Cc][Oo])\.|(?<=\b[Ss][Tt])\.){3,90}?))(?=\s+(?i:at|on|commencing|starting)\b|,?\s+(?i:and on-?line)|,?\s+(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\s*\d{1,2}(?:[.:]\d|st|nd|rd|th|\s*[ap]m)|(?<!\b[Cc][Oo])(?<!\b[Ss][Tt])[.;:]|$)",
    ("Held in the Board Room, Elderpark Workspace at 7 p.m.", "HELD IN ARAS MAINCHIN SEOIGE AND ON-LINE, ON", "held at the Village Hall on Tuesday"), ("held on Tuesday", "withheld in part"),
)  # fmt: skip
DRAFT = _rule("draft", r"\b(?:draft|unconfirmed|unapproved|subject to (?:approval|confirmation))\b(?! (?:plan|budget|policy|order|response|local|report|statement|code))",
              ("DRAFT MINUTES", "Unconfirmed", "subject to approval"), ("Draft Local Plan", "confirmed"), re.IGNORECASE)  # fmt: skip
CONFIRMED = _rule("confirmed", r"^\W*(?:confirmed|approved|adopted)(?: minutes)?\W*$|\b(?:confirmed|approved) minutes\b|\bminutes \((?:confirmed|approved)\)", ("CONFIRMED", "Approved minutes of the Council"), ("The minutes were approved", "unconfirmed minutes"), re.IGNORECASE)
BODY_FOLDER = re.compile(r"council|authority|district|board|committee|parish|county|borough|university|assembly", re.IGNORECASE)

# Sentences that decide. A label may be followed by its clauses.
_BODY_THAT_DECIDES = r"(?:The |All )?(?:Council|Board|Committee|Sub-Committee|Subcommittee|Cabinet|Panel|Members|Councillors|Councilors|[Mm]eeting|Trustees|Governors|Parish Council|Town Council|Executive)(?: members| present)?"
DECISIONS = (
    _rule("label", r"\b(?:IT WAS )?(?:UNANIMOUSLY )?(?:RESOLVED|AGREED|APPROVED|NOTED AND AGREED)\b", ("RESOLVED: That the sign is approved", "This was AGREED."),
          ("It was agreed", "members DISAGREED")),
    _rule("label at the start", r"^\W*(?:And |It (?:was|is) )?(?:unanimously )?(?:(?:Resolved|Agreed|Decision(?=\W)|DECISION(?=\W))\s*(?:[:–—-]|that\b|to\b|unanimously\b|$)|Resolution\s*(?:[:–—-]|$))",
          ("Resolved: that", "Resolved – that the report be noted", "And Resolved:", "DECISION: APPROVED subject to conditions", "It was unanimously Resolved that", "Resolution"), ("Resolved issues were listed", "Resolution 4 was sent")),
    _rule("it was resolved", r"(?<!\bif )\bit (?:was|is) (?:then |also |therefore |further |subsequently )?(?:unanimously )?(?:agreed and )?(?:resolved|agreed|decided)\b",
          ("It was agreed and resolved to sign", "It was resolved that"), ("It had been agreed", "consulted if it was agreed", "It was not resolved", "It was disagreed"), re.IGNORECASE),
    _rule("the body decided", rf"(?:^|(?<=[,;] )(?=the )|\band (?=the ))(?i:the |all )?{_BODY_THAT_DECIDES.replace('(?:The |All )?', '')} (?:then |also |unanimously |therefore |all |duly )*(?:resolved|agreed|approved|decided|RESOLVED|AGREED|APPROVED)\b",
          ("The Board resolved", "The Council APPROVED the expenditure", "Members agreed to write", "All Councillors agreed", "A letter was read, and the Councillors agreed to reply"),
          ("The Board noted", "The Council had agreed", "The Committee did not agree")),
    _rule("all agreed", r"^All (?:were )?(?:agreed|approved|in agreement)\b", ("All agreed this was a true record", "All approved for payment."), ("All agreements were signed",)),
    _rule("minutes agreed", r"\bminutes\b[^.]{0,160}\b(?:were|was|having been)\s+(?:\w+ ){0,4}?(?:agreed|approved|adopted|accepted|confirmed|signed)\b|^\W*(?:agreed|approved|accepted),? (?:&|and) signed\b|^\W*(?:unanimous )?(?:adoption|approval) of (?:the )?(?:previous )?minutes\b",
          ("The minutes of the last meeting were agreed as a correct record", "the minutes were unanimously adopted", "Unanimous adoption of previous minutes"), ("The minutes will be signed",), re.IGNORECASE),
    _rule("accounts passed", r"\b(?:accounts?|payments?|invoices?|cheques?|bills)\b[^.]{0,80}\b(?:were|was)\s+(?:\w+ ){0,4}?(?:approved|accepted|authorised|passed for payment|agreed)\b",
          ("Accounts were presented and accepted for payment.",), ("Payments will be approved", "The account was opened"), re.IGNORECASE),
    _rule("carried", r"\b(?:motion|amendment|proposal|resolution)\b.{0,60}\b(?:was |were |is |being )?(?:declared |duly )?(?:carried|CARRIED|lost|LOST|withdrawn|WITHDRAWN|passed|PASSED|failed|FAILED)\b|^\W*(?:CARRIED|Carried|LOST|Lost)\b"
          r"|\bMOTION (?:CARRIED|PASSED|FAILED)\b|\bwithdrew (?:the|his|her|their) (?:motion|amendment|proposal)\b",
          ("The motion was carried", "Councillor Stallard withdrew the motion", "CARRIED", "the amendment was declared LOST", "The motion was withdrawn", "AND THE MOTION PASSED"), ("He carried the box", "carried forward")),
    _rule("all in favour", r"\ball (?:were )?in favour\b|\bcarried unanimously\b|\bapproved for payment\b|\bpassed unanimously\b|\bvote was taken\b.{0,200}\bin favour\b",
          ("all were in favour", "All approved for payment."), ("in favour of the scheme",), re.IGNORECASE),
    _rule("proposed and seconded", r"\b(?:propos|mov)(?:ed|es)\b.{3,300}\bsecond(?:ed|s)\b|\bsecond(?:ed|s)\b.{1,60}\b(?:propos|mov)(?:ed|es)\b|\b[Pp]roposed by\b.{3,200}\b[Ss]econded by\b",
          ("Mr Precey proposed that the minutes be adopted, seconded by Mrs Mann.", "Proposed by Cllr Lee and seconded by Cllr Fry"), ("He proposed a walk",), re.DOTALL),
)  # fmt: skip
# How a motion went, on a line that says nothing else.
OUTCOME_LINE = _rule(
    "outcome alone", r"^\W*(?:the |and the )?(?:motion |amendment |resolution |proposal )?(?:was |were |is )?(?:duly |declared |put and )?(?:carried|lost|passed|failed|defeated|agreed|all (?:were )?in favour|approved|unanimous(?:ly)?(?: (?:agreed|approved|carried))?)\b"
    r"(?=[\W\d]*$|[^a-z]*(?:unanimously|nem\.? con|by|\d|\[|as amended|on a show)|\s*\n)|^\W*(?:votes? )?\d+ (?:votes? )?for\b.{0,60}(?:carried|lost)?\W*$|^\W*motion (?:carried|passed|failed)\b",
    ("CARRIED", "Carried.", "The motion was carried unanimously", "AND THE MOTION PASSED", "All in favour", "4 Votes for 1 Against - Carried", "MOTION CARRIED 4-0-1 [AYES: Costa]"),
    ("Agreed to write to the school", "Carried forward to the next meeting", "The Council approved the plan"), re.IGNORECASE,
)  # fmt: skip
MOTION_TEXT = re.compile(r"[\"“'‘]?(?:[A-Z]\)|\(?[a-h1-9i]{1,3}[.)])?\s*[\"“'‘]?That\b,?\s+\S", re.DOTALL)
RECOMMENDS = re.compile(r"\brecommend(?:s|ed|ing|ation)?\b (?:that|to|is|was)\b", re.IGNORECASE)
MOVES = re.compile(r"^[^:]{0,200}?\b(?:propos|mov)(?:ed|es)\b.{3,300}\bsecond(?:ed|s)\b|^[^:]{0,80}?\bsecond(?:ed|s)\b.{1,60}\b(?:propos|mov)(?:ed|es)\b", re.DOTALL)
RESOLVES = re.compile(r"\b(?:RESOLVED|[Rr]esolved)\b")
# A sentence that names the movers of what the next one says.
MOVES_WHAT_FOLLOWS = re.compile(r"\b(?:proposed|moved|seconded|proposal)\b[^.]*:\s*$", re.IGNORECASE)
# What brackets behind a resolution tell of it: who moved it, and how the votes fell.
IN_BRACKETS = re.compile(r"^\W*\((?=.*(?:propos|second|moved|in favour|carried|unanim|voted)).{5,300}\)\W*$", re.IGNORECASE | re.DOTALL)
# Who moved a motion, on a line that says nothing else: with labels, or two names with a slash or a comma.
_MOVER = r"(?:(?:Councill?ors?|Councilmembers?|Cllrs?|Cr|Mayor|Mr|Mrs|Ms|Miss|Dr)\.?\s+)*(?:[A-Z]\.\s*)*[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]*\.?){0,2}"
MOVERS_LINE = _rule(
    "movers alone", rf"^\W*(?:{_MOVER}\s*/\s*{_MOVER}|(?:[A-Z]{{1,4}}[\d/-]+\s+)?(?:[A-Z]\.\s?)+[A-Z][\w'’-]+,\s*(?:[A-Z]\.\s?)+[A-Z][\w'’-]+\s*[:;]|(?:Proposed|Moved|Seconded|PROPOSED|MOVED|SECONDED)(?:\s+(?:by|BY))?\s*[:–-]?\s*{_MOVER}(?:\W+(?:and\s+)?(?:Seconded|SECONDED|seconded)(?:\s+(?:by|BY))?\s*[:–-]?\s*{_MOVER})?)\W*$",
    ("Councillor Kerr/Councillor Dixon", "Bailey/Barker", "Proposed by: Councillor Carey", "MOVED BY: Lesli D Harris", "Proposed - Cllr Mrs Taylor Seconded - Cllr Mrs Clements"),
    ("Police/Fire reports were read.", "Councillor Kerr spoke"),
)  # fmt: skip
SLASH_MOVERS = re.compile(rf"(?:^|\W)({_MOVER})\s*/\s*({_MOVER})\W*$")
COMMA_MOVERS = re.compile(r"^\W*(?:[A-Z]{1,4}[\d/-]+\s+)?((?:[A-Z]\.\s?)+[A-Z][\w'’-]+),\s*((?:[A-Z]\.\s?)+[A-Z][\w'’-]+)\s*[:;]")
PUT_TO_THE_VOTE = _rule(
    "put to the vote", r"\b(?:put to the vote|put the (?:\w+ )?motion|(?:motion|amendment|proposal|resolution)\b.{0,60}\b(?:carried|lost|passed|failed))\b|^\W*(?:carried|lost)\b|^(?:moved|proposed)\b.{0,80}\bcarried\b",
    ("Moved by Councillor Lunn and carried", "On being put to the vote the motion was CARRIED", "Carried, 6 for, 0 against"), ("RESOLVED that", "The motion was withdrawn"), re.IGNORECASE,
)  # fmt: skip
NOT_A_DECISION = _rule(
    "earlier or denied", r"\b(?:had|has|have) (?:previously |already |been |all |both |\w+ly )+(?:\w+ )?(?:agreed|resolved|approved|AGREED|RESOLVED)\b|\bnot (?:been )?(?:agreed|resolved|approved|AGREED|RESOLVED)\b"
    r"|\b(?:agreed|resolved|approved|decided) (?:at|by|in) (?:the|our|a|its) (?:last|previous|earlier)\b|\b(?:had|has|have) (?:agreed|resolved|approved)\b|\bno seconder\b|\bno second\b|\bwas not considered\b|\bwill be (?:agreed|resolved|approved)\b"
    r"|\b(?:matters?|issues?|problems?|this|dispute|complaint|fault) (?:was|were|is|has been|have been|had been) (?:now |since |already |satisfactorily )?resolved\b|\bif agreed\b",
    ("It had been AGREED that", "the matter has been resolved", "it was agreed at the last meeting"), ("It was agreed",),
)  # fmt: skip
CLAUSE = _rule(
    "clause", r"^(?:[•●▪■○◦·\uf0a7\uf0b7\uf02d*\-–—]\s*|\(?(?:\d{1,2}(?:\.\d{1,2})?|[a-hA-H]|[ivx]{1,4})[.)]\s*)(?=\S)|[\"“'‘](?=[Tt]hat\b)|(?=[Tt]hat\b)|(?=to [a-z])",
    ("(a) that", "1. to note", "• That", "“That the draft", "2.1. Instructs staff"), ("The officer said",),
)  # fmt: skip
_CLLR = r"(?:(?:County |the )?(?:Councillor|Cllr|Cmhlr|Cr|Mr|Mrs|Miss|Ms|Dr)\.?\s+)*"
_WHO = rf"{_CLLR}(?!(?:He|She|They|It|The|This)\b)((?:(?:[A-Z]\.|[A-Z][\w'’-]*+)\s?){{1,4}}(?:\([A-Z]\))?)"
PROPOSER = re.compile(
    rf"\b(?:[Pp]roposed|PROPOSED|[Mm]oved|MOVED)\s*(?:[Bb]y|BY)?\s*[:–-]?\s*{_WHO}|(?<!\bof ){_WHO}\s+(?:proposed|moved)\b(?!\s+by)|\b[Oo]n the (?:motion|proposal) of\s+{_WHO}"
)
SECONDER = re.compile(rf"\b(?:[Ss]econded|SECONDED)\s*(?:[Bb]y|BY)?\s*[:–-]?\s*{_WHO}|(?<!\bof ){_WHO}\s+seconded\b(?!\s+by)")
OUTCOMES = (
    ("lost", _rule("lost", r"\b(?:[Ll]ost|LOST|[Dd]efeated|not carried|NOT CARRIED|fell|(?:motion|MOTION|amendment) (?:failed|FAILED))\b", ("The amendment was LOST.",), ("carried",))),
    ("withdrawn", _rule("withdrawn", r"\b(?:motion|amendment|proposal|was|were)\b.{0,40}\b(?:withdrawn|WITHDRAWN)\b|\bwithdrew\b.{0,20}\b(?:motion|amendment|proposal)\b", ("the motion was withdrawn", "withdrew her motion"), ("withdrew cash",))),
    ("deferred", _rule("deferred", r"\b(?:be |was |were |been )(?:deferred|adjourned)\b|\bDEFERRED\b", ("That the application be deferred", "DECISION: DEFERRED so that"), ("deferred payment scheme",))),
    ("carried", _rule("carried", r"\b(?:resolved|agreed|approved|carried|in favour|adopted|decided|accepted|passed|confirmed)\b|^\W*decision\s*:|^\W*resolution\W*$", ("RESOLVED that", "Carried", "DECISION: REFUSED because"), ("lost",), re.IGNORECASE)),
)  # fmt: skip
NUMBER_WORDS = {word: n for n, word in enumerate("no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split())}
_N = rf"(\d{{1,3}}|{'|'.join(NUMBER_WORDS)})"
_M = r"(\d{1,3})"
COUNTS = (
    ("in_favour", _rule("for", rf"\b{_N}\s+(?:votes?\s+|members?\s+|councillors?\s+)?(?:(?:were |voted )?in favour|(?:voted )?for\b(?! the)|(?<=votes )to\s+\d)|\b(?:for|in favour)\s*[:(–-]\s*{_M}\b|\bvoted for the \w+:? {_M}\b|\b(?:ayes|yeas)\s*[:(–-]\s*(?:[^\n;\]¶]*?[-–]\s*)?{_M}\s*(?:[\];\n¶]|$)|\b(?:carried|passed|lost|failed)\s+(\d{{1,2}})-\d{{1,2}}\b",
                        ("9 votes for", "For: 9", "12 in favour", "by 6 votes to 2", "Four Councillors were in favour", "YEAS: Oliver M Thomas, Freddie King - 4", "CARRIED 4-0-1"), ("9 for the", "2 to 6"), re.IGNORECASE)),
    ("against", _rule("against", rf"\b{_N}\s+(?:votes?\s+|members?\s+|councillors?\s+)?(?:voted )?against\b|(?:\bagainst\s*[:(–-]|\bagainst (?:it|the \w+)(?= \d)|\d\s+votes?\s+to)\s*{_M}\b|\b(?:noes|nays)\s*[:(–-]\s*(?:[^\n;\]¶]*?[-–]\s*)?{_M}\s*(?:[\];\n¶]|$)|\b(?:carried|passed|lost|failed)\s+\d{{1,2}}-(\d{{1,2}})\b",
                      ("4 against", "Noes: 4", "by 6 votes to 2", "and three against", "NAYS: 0", "CARRIED 4-0-1"), ("against 4", "2 to 6"), re.IGNORECASE)),
    ("abstained", _rule("abstained", rf"\b{_N}\s+(?:members?\s+|councillors?\s+)?(?:abst\w+)|\b(?:abst\w+)\s*[:(–-]\s*{_M}\b|\b(?:carried|passed|lost|failed)\s+\d{{1,2}}-\d{{1,2}}-(\d{{1,2}})\b",
                        ("2 abstentions", "Abstained: 2", "CARRIED 4-0-1"), ("abstained 2 years",), re.IGNORECASE)),
)  # fmt: skip
# Who voted how, as printed: a label and the names.
VOTERS = re.compile(
    r"\b(?P<label>YEAS|AYES|NAYS|NOES|ABSENT|ABSTAIN(?:ED)?|RECUSED|[Vv]oted for|[Vv]oted against|[Aa]bstained|There voted (?:for|against)[^:\n]{0,60}|For|Against)\s*:\s*(?P<names>[A-Z][^;\]\n:]*?[a-z][^;\]\n:]*?)(?=\s*[-–]\s*\d{1,3}\b|[;\].]|\n|$)"
)
ACTIONS = (
    _rule("label", r"^\W*(?:ACTION|Action)(?:\s+(?:point|POINT))?\s*(?P<owner>[A-Z]{2,4})?\s*[:–-]\s*(?=\S)",
          ("ACTION: Write to the school", "Action GT: Put message out"), ("Action completed", "Actions were reviewed")),
    _rule("to do", r"^(?:The )?(?P<owner>Clerk|Chair(?:man)?|Secretary)(?: is| was asked)? (?:to (?!the\b)|ask |will )(?=[a-z])",
          ("Clerk to reply saying", "The Clerk to register.", "Clerk ask for fuller report"), ("The Clerk reported",)),
)  # fmt: skip
OWNER = re.compile(r"\((?P<owner>[A-Z][^(),]{1,60}?)(?:,\s*(?:by|before|due)\s+(?P<due>[^()]{3,40}))?\)\s*\.?$")
DUE = re.compile(r"\b(?:by|before)\s+(?P<due>(?:the\s+)?(?:end of\s+)?\d{0,2}(?:st|nd|rd|th)?\s*(?:" + _MONTH + r")\w*(?:\s+\d{4})?)", re.IGNORECASE)
RULES = (
    *(numbering.rule for numbering in NUMBERINGS), SENTENCE, STRONG_TITLES, NO_HEADING, STOCK_TITLES, RUN_ON_TITLES, *(rule for _, rule in ATTENDANCE), STATUS_CELL, *DATES, START_TIME, END_TIME, TIMES, COMMITTEE, BODY, MEETING_NAME, *(rule for _, rule in KINDS), HELD_AT, DRAFT, CONFIRMED, *DECISIONS, OUTCOME_LINE, MOVERS_LINE, PUT_TO_THE_VOTE, NOT_A_DECISION, CLAUSE,
    *(rule for _, rule in OUTCOMES), *(rule for _, rule in COUNTS), *ACTIONS,
)  # fmt: skip
