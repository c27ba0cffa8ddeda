"""Lists of people: rows as in `rules`, run by the same test."""

from __future__ import annotations

import re

from ingest.rules import rule

# Where attendance is listed. The group that matches last on a line decides whose list follows.
ATTENDANCE = (
    ("apologies", rule(
        "apologies", r"(?:apologies|apologies for absence|apologies (?:were )?received(?: from)?)\s*(?:[:–-]|\bfrom\b)|^\W*apologies(?: for absence)?\W*$",
        ("Apologies", "Apologies: Marie Davidson", "Apologies for absence: Cllrs Ashman & Hayward", "Apologies received from J Smith"),
        ("To receive apologies", "Apologies were noted"), re.IGNORECASE)),
    ("absent", rule("absent", r"(?:absent|not present)\s*[:–-]", ("ABSENT: Moreno",), ("He was absent",), re.IGNORECASE)),
    ("in attendance", rule(
        "in attendance",
        r"(?:(?<!members )(?<!councillors )(?:also,? )?in attendance|also (?:present|attending|attended)|officers(?: present| in attendance)?|staff present|officials? in attendance|as required|alternates|observers?|visitors?|guests?|(?:(?:parish|town|community council) )?clerk)"
        r"(?:\s*\([^)]*\))?\s*[:–-]|^\W*(?:also )?(?:officers )?(?:in attendance|also present|officers present)\W*$",
        ("In Attendance: Suanne Lim", "Officers present: A Bell", "Clerk: Peter King", "Officers in attendance"),
        ("The Clerk reported", "in attendance at the school"), re.IGNORECASE)),
    ("present", rule(
        "present", r"(?:(?:parish |town |community )?(?:members (?:of the (?:council|board|committee) )?|councillors |councilmembers |those )|staff and visitors |board members )?(?:present(?: (?:via|by|at|remotely|virtually|online)\b[^:\n]{0,40})?|attendees|attending|(?:members |councillors )?(?:in )?attendance|in the chair)(?:\s*\([^)]*\))?(?: were)?(?:\s*:(?:\s*[-–])?|(?<=present)\s*[–—-](?=\s))"
        r"|^\W*(?:members |councillors |those )?(?:present|attendance)\W*$|^\W*co-?opted members\s*[:–-]",
        ("Present: Councillor Lind (Chair)", "MEMBERS PRESENT:", "Attendees: A (AB)", "Present", "Co-opted members: Mrs Frome"),
        ("Present members agreed", "The Chair: noted"), re.IGNORECASE)),
)  # fmt: skip

STATUS_CELL = rule(
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
CAME = re.compile(
    r"\b(?:Councilmember|Councillor|Cllr|Cr|Member|Mayor|Mr|Mrs|Ms|Miss|Dr)\.?\s+(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s+(?:(?:was|were)\s+(?:also\s+)?present|joined\s+the\s+meeting)"
)
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
RULES = (*(row for _, row in ATTENDANCE), STATUS_CELL)
