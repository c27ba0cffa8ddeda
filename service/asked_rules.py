"""What is asked of a meeting rather than of its matters: rows of patterns, each with what it accepts and what it must refuse.

Spelling is mended before; `tests/service/test_structured.py` runs every example. The groups `who` (a person or an
office) and `about` (a matter) hold what the question names besides the meeting.
"""

from __future__ import annotations

import re
from typing import Literal

from ingest.rules import Rule, rule

Aspect = Literal["chair", "apologies", "absent", "part", "person", "members", "present", "actions", "meetings"]

_A = r"(?:(?:a|an|any|the|their|his|her|its|all|every|each)\s+)?"
_PEOPLE = r"(?:people|persons|members|councill?ors|councilmembers|cllrs|crs|trustees|officers|officials|attendees)"
_MEMBERS = r"(?:members|councill?ors|councilmembers|cllrs|crs|trustees)"
_MET = r"(?:the\s+|that\s+|this\s+|its\s+)?(?:[\w'’&-]+\s+){0,6}?meeting"
_TITLE = r"(?:council\s?members?|councill?or|cllr|cr|mr|mrs|miss|ms|dr|rev|the)\b\.?\s+"
_WHO = rf"(?:{_TITLE})?[\w.'’-]+(?:\s+(?!(?:sen[dt]|give|gave|attend|present|absent|miss|leave|arrive|at|there|in|on|not|also|come|turn)\b)[\w.'’-]+){{0,3}}?"
_NOBODY = r"(?!(?:any|some|every|no)(?:one|body)\b|(?:any|all|how|some|there|it|this|that|the\s+(?:council|committee|board|meeting|public))\b)"
_DISCUSSED = r"(?:discussed|considered|raised|mentioned|debated|on\s+the\s+agenda|talked\s+about)\b"
_FLAGS = re.IGNORECASE


def _row(name: str, pattern: str, accepts: tuple[str, ...], refuses: tuple[str, ...]) -> Rule:
    return rule(name, pattern, accepts, refuses, _FLAGS)


# The row that matches first decides.
ASPECTS: tuple[tuple[Aspect, Rule], ...] = (
    ("meetings", _row(
        "when was it discussed",
        rf"\bwhen\s+(?:was|were)\s+(?P<about>.+?)\s+(?:(?:last|first)\s+)?{_DISCUSSED}",
        ("When was the bus shelter discussed?", "when was dog fouling last raised", "When was the weir on the agenda?"),
        ("When did the weir open?", "When will the bus shelter be mended?", "When is it to be discussed?"))),
    ("meetings", _row(
        "when did they discuss it",
        r"\bwhen\s+did\s+(?:they|(?:[\w'’-]+\s+){0,5}?(?:council|committee|councill?ors|board|panel|members))\s+(?:(?:last|first)\s+)?(?:discuss|consider|raise|mention|debate|talk\s+about)\s+(?P<about>[^?]+)",
        ("When did the council last discuss the weir?", "when did they talk about parking"), ("When did the council open the weir?",))),
    ("meetings", _row(
        "at which meetings was it discussed",
        rf"\b(?:at|in)\s+(?:which|what)\s+meetings?\s+(?:was|were)\s+(?P<about>.+?)\s+(?:(?:last|first)\s+)?{_DISCUSSED}",
        ("At which meetings was the bus shelter discussed?", "in what meeting was the weir first mentioned"), ("At which meetings were councillors absent?",))),
    ("meetings", _row(
        "which meetings discussed it", r"\b(?:which|what)\s+meetings?\s+(?:discussed|considered|debated|mentioned|talked\s+about)\s+(?P<about>[^?]+)",
        ("Which meetings discussed the allotments?",), ("What was discussed at the meeting?", "Which meetings are public?"))),
    ("person", _row(
        "did one person attend",
        rf"^\W*(?:and\s+)?(?:did|has|had)\s+{_NOBODY}(?P<who>{_WHO})\s+(?:(?:also|not)\s+)?(?:attend(?:ed)?|come\s+to|turn\s+up|miss(?:ed)?|sen[dt]\s+{_A}apolog\w+|(?:give|gave|given)\s+{_A}apolog\w+|apologi[sz]ed?\s+for\s+absence|arrive\s+late|leave\s+early)\b",
        ("Did Councillor Lind attend the meeting on 3 May 2021?", "did the clerk send apologies on 3 May", "Did Ann Lind arrive late?"),
        ("Did anyone attend?", "Did the council attend to the hedge?", "How many attended?"))),
    ("person", _row(
        "was one person there",
        rf"^\W*(?:and\s+)?(?:was|is)\s+{_NOBODY}(?P<who>{_WHO})\s+(?:also\s+|not\s+)?(?:at\s+{_MET}|present|absent|missing|there|in\s+attendance)\b",
        ("Was Ann Lind present on 3 May?", "Was Cllr Lind at the council meeting on 3 May 2021?"), ("Was there a vote?", "Was anybody there?", "Who was there?"))),
    ("chair", _row(
        "who was in the chair",
        r"\bwho\s+(?:chaired|presided|chairs|was\s+(?:chairing|presiding)|took\s+the\s+chair|sat\s+in\s+the\s+chair|(?:was|is)\s+(?:in\s+)?(?:the\s+)?(?:acting\s+)?chair(?:man|woman|person)?(?=\s+(?:at|on|of\s+the\s+(?:[\w'’-]+\s+){0,6}meeting|for|when|in|that|of\s+the\s+day)\b|\W*$))"
        r"|\bwho\s+led\s+(?:the\s+)?(?:[\w'’-]+\s+){0,6}?meeting\b",
        ("Who chaired the meeting on 3 May 2021?", "who was in the chair on 3 May", "Who presided at the May meeting?", "Who was chairman at the meeting on 3 May 2021?", "Who took the chair?"),
        ("Who was elected chair?", "Who is the chair of the flood group?", "Did the chair resign?"))),
    ("apologies", _row(
        "who sent apologies",
        r"\bapolog(?:ies|ys|ie)\b|\bapology\s+for\s+absence\b|\bwho\s+(?:had\s+|has\s+)?apologi[sz]ed\b(?!\s+(?:to|for)\b(?!\s+(?:absence|non|not|the\s+meeting)))|\bsent\s+(?:their\s+|his\s+|her\s+)?regrets\b|\bleave\s+of\s+absence\b",
        ("Who sent apologies on 3 May 2021?", "apologies at the council 3 May 2021", "apologys council 3 May 2021", "Who gave their apologies for absence?", "Were there any apologies?", "Who apologised for absence?", "who sent regrets"),
        ("Did the council apologise to residents?", "Who apologised to Mr Lind?", "an apology for noise", "a public apology to tenants"))),
    ("absent", _row(
        "who was missing",
        r"\bwho\s+(?:all\s+)?(?:was|were|is)\s*(?:n[o'’]?t\s+|not\s+)?(?:all\s+)?(?:missing|absent|away)\b|\bwho\s+(?:was|were)(?:\s+not|n['’]?t)\s+(?:there|present|at\b|in\s+attendance)|\bwho\s+(?:did\s+not|did\s?n['’]?t|failed\s+to|could\s+not|could\s?n['’]?t)\s+(?:attend|come|make|turn\s+up|show\s+up)\b|\bwho\s+missed\b|\babsen(?:tees|ces)\b"
        rf"|\bwhich\s+{_PEOPLE}\s+(?:were\s+(?:absent|missing|away)|missed)\b",
        ("Who was missing on 3 May 2021?", "who was absent", "Who was not there on 3 May?", "Who didn't attend the meeting?", "Which councillors were absent?", "absentees on 3 May"),
        ("Who was there?", "What was missing from the report?", "Who attended?"))),
    ("part", _row(
        "who came late or left early",
        r"\bwho\s+(?:all\s+)?(?:turned\s+up|came|arrived|was|were|joined)\s+(?:the\s+meeting\s+|in\s+)?late\b|\bwho\s+(?:had\s+to\s+)?(?:left|leave|went(?:\s+home)?)\s+(?:the\s+(?:[\w'’-]+\s+){0,4}?meeting\s+|it\s+)?(?:early|before)\b|\b(?:late\s+arrivals?|early\s+leavers?|early\s+departures?)\b"
        rf"|\bwhich\s+{_PEOPLE}\s+(?:arrived|came|were)\s+late\b|\bwhich\s+{_PEOPLE}\s+left\s+(?:the\s+meeting\s+)?early\b|\bwho\s+(?:arrived|joined|left)\s+{_MET}\b",
        ("Who turned up late on 3 May?", "who left early", "Who left the meeting before the end?", "Which councillors arrived late?", "late arrivals on 3 May"),
        ("Who left the party?", "Was the bus late?"))),
    ("members", _row(
        "which members were there",
        rf"\bhow\s+many\s+{_MEMBERS}\s+(?:attended|came|turned\s+up|(?:were|was)\s+(?:there|present|at\b|in\s+attendance))|\b(?:which|what)\s+{_MEMBERS}\s+(?:attended|came\b|(?:were|was)\s+(?:there|present|at\b|in\s+attendance))",
        ("How many councillors were at the meeting on 3 May?", "Which members attended on 3 May 2021?"), ("How many councillors voted?", "How many people attended?"))),
    ("present", _row(
        "who was there",
        rf"\bwho\s+(?:all\s+|else\s+)?(?:attended|came\s+to\s+{_MET}|(?:was|were)\s+(?:all\s+|also\s+)?(?:there|present|at\b|in\s+attendance|attending))|\bhow\s+many\s+(?:{_PEOPLE}\s+)?(?:attended|came\s+to|turned\s+up|(?:were|was)\s+(?:there|present|in\s+attendance|at\s+{_MET}))"
        r"|\b(?:list\s+of\s+)?attendees\b|\battendance\s+(?:list\s+)?(?:at|on|for|of|list)\b|\b(?:which|what)\s+(?:officers|officials|staff)\s+(?:attended|were\s+(?:there|present|at\b|in\s+attendance))",
        ("Who attended on 3 May 2021?", "who was at the council meeting on 3 May", "How many attended on 3 May?", "How many people were present?", "attendance at the meeting of 3 May 2021", "Which officers were present?"),
        ("Who was elected?", "school attendance figures", "How many people live in the parish?"))),
    ("actions", _row(
        "what actions are there",
        r"\b(?:actions|action\s+(?:points|items))\b(?:\s+(?:are|were|is|was))?(?:\s+(?:there|outstanding|still\s+open|open|given|assigned|allotted|left|listed))?"
        r"(?:\s+(?:for|on|to|with)\s+(?P<who>(?!(?:the\s+)?(?:last|latest|previous|most)\b|\d)[^?,;]+?))?(?=\s+(?:since|in|from|at|after|before|until|between|during|on|about)\b|\s*[?.,;]|\s*$)",
        ("What actions are there for the Clerk?", "outstanding actions since March", "Actions for Ann Lind", "Which actions were given to the Clerk?", "action points from the last meeting"),
        ("What legal action was taken against the farm?", "Which actions did the police take?"))),
    ("actions", _row(
        "what is somebody to do",
        r"\bwhat\s+(?:is|was|were|are|does|did|must|should)\s+(?P<who>(?:(?!(?:it|this|that|there|we|they|asked|supposed|meant|still|have|need)\b)[\w.'’-]+\s+){1,4}?)"
        r"(?:(?:asked|agreed?|supposed|meant|still|going|have|need|got|due|instructed|tasked|requested)\s+)*to\s+do\b(?!\s+with\b)",
        ("What is Councillor Lind to do?", "What does the Clerk have to do?", "What was the clerk asked to do?", "What did Ann Lind agree to do?"),
        ("What is it to do with the weir?", "What is the weir to do with the flood?", "What are we to do?"))),
)  # fmt: skip

# Words of a question that name neither meeting nor matter: asking words, kinds of people, what every meeting is.
NEUTRAL = re.compile(
    r"^(?:meetings?|minutes|held|took|place|full|session|sitting|evening|night|day|date|dated|time|councill?ors?|councilmembers?|cllrs?|members?|people|persons?|officers?|officials?|attendees?|attend\w*|present|absent|absence|apolog\w*|regrets"
    r"|chair(?:ed|man|woman|person|ing)?|presid\w+|list|names?|named|many|late|early|left|arriv\w+|sent|send|gave|given|received|reasons?|why|whom|whole|last|latest|recent|previous|next|earlier|ago|year|month|week|since|until"
    r"|missing|away|turned|turn|came|come|show(?:ed)?|went|home|join\w*|miss(?:ed)?|failed|took|take|taken|led|sat|acting|leave|part|actions?|points?|items?|outstanding|open|pending|current|still|left"
    r"|asked|agreed?|supposed|meant|going|need|got|due|instructed|tasked|requested|assigned|allotted|listed"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs)?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|spring|summer|autumn|winter|municipal|\d+(?:st|nd|rd|th)?)$",
    re.IGNORECASE,
)
# Words that tell kinds of bodies: they prefer one meeting to another and exclude none.
GENERIC = re.compile(
    r"^(?:council|committee|sub-?committee|subcommittee|board|panel|parish|town|city|county|district|borough|community|general|ordinary|regular|monthly)$",
    re.IGNORECASE,
)
ORDER = _row("last or first", r"\b(?P<order>last|first)\b", ("When was the weir last discussed?",), ("When was the weir discussed?",))
LAST_MEETING = _row(
    "the last meeting", r"\b(?:last|latest|(?:most\s+)?recent|newest)\s+(?:[\w'’&-]+\s+){0,6}?(?:meeting|minutes|session)\b",
    ("Who chaired the last meeting?", "apologies at the most recent council meeting"), ("the last budget", "When was the weir last discussed?"),
)  # fmt: skip

# How minutes say it. In the chair, by a sentence:
CHAIRED = _row(
    "took the chair", r"\b(?:took|take|takes|taking|assumed|resumed|occupied)\s+the\s+chair\b|\bin\s+the\s+chair\b|\bchaired\s+(?:the|this|today['’]?s)\s+(?:[\w'’-]+\s+){0,3}?(?:meeting|session)\b|\bpresid(?:ed|ing)\b|\bchair\s+(?:was|being)\s+taken\s+by\b|\bchairing\b",
    ("Cllr Lind took the Chair.", "Councillor Lind (in the chair)", "Ann Lind chaired the meeting.", "Cllr Lind presided."), ("The chairs were stacked.", "The Chair thanked", "He chaired the working group"),
)  # fmt: skip
NO_APOLOGIES = _row(
    "no apologies", r"\b(?:no|nil)\s+apolog\w+|\bapolog\w+[^.\n]{0,60}?\s*(?:[:–—-]|\bwere\b|\bwas\b)\s*(?:none|nil)\b|^\W*(?:none|nil|not?\s+(?:one|any)|there\s+were\s+none|none\s+(?:were\s+)?received|n/a)\b|\ball\s+(?:the\s+)?(?:members|councillors)\s+(?:were\s+|being\s+)?present\b|\bno[- ]?one\s+(?:had\s+)?sent\b",
    ("There were no apologies.", "Apologies: None", "None.", "Nil", "No apologies had been received."), ("Apologies were received from Cllr Lind.", "Cllr Nunn"),
)  # fmt: skip
# What a sentence says of somebody of that status, where no list says it.
SAYS = {
    "apologies": _row("apologised", r"\bapolog\w+|\bregrets\b|\bleave\s+of\s+absence\b|\bunable\s+to\s+attend\b", ("Cllrs Lind and Rowe had sent their apologies",), ("Cllr Lind spoke",)),
    "absent": _row("was absent", r"\babsen(?:t|ce)\b|\bnot\s+(?:present|in\s+attendance)\b|\bdid\s+not\s+attend\b", ("Cllr Lind was absent",), ("Cllr Lind was present",)),
    "present": _row("was present", r"\bpresent\b|\battend|\bjoined\b|\bhere\b", ("Cllr Lind was also present",), ("Cllr Lind spoke",)),
    "in attendance": _row("was in attendance", r"\bpresent\b|\battend|\bjoined\b", ("Mr Rowe was in attendance",), ("Mr Rowe spoke",)),
}  # fmt: skip
PRESIDES = _row(
    "an office that presides", r"^(?:the\s+)?(?:lord\s+|town\s+|city\s+|acting\s+)?(?:mayor|provost|reeve|conven[oe]r|president|ch?athaoirleach|pr[ií]omh\s+chomhairleoir|warden)$",
    ("Mayor", "Lord Mayor", "Cathaoirleach", "Convenor"), ("Deputy Mayor", "Youth Mayor", "Leas-Chathaoirleach", "Vice President"),
)  # fmt: skip
MAY_PRESIDE = _row(
    "an office that takes the chair", r"\b(?:(?:vice|deputy|leas)[- ]?(?:chair(?:man|woman|person)?|mayor|president|provost|conven[oe]r|ch?athaoirleach)|chair(?:man|woman|person)?|mayor|provost|president|ch?athaoirleach)\b",
    ("The Vice-Chair took the Chair", "Leas-Chathaoirleach"), ("The Clerk took the minutes",),
)  # fmt: skip
CLERKS = _row(
    "no member",
    r"\b(?:clerk|officer|secretary|minute[- ]?taker|rfo|chief executive|director of|manager|solicitor|engineer)\b",
    ("Parish Clerk", "Chief Executive"),
    ("Chair", "Vice-Chair"),
)

RULES = (*(row for _, row in ASPECTS), ORDER, LAST_MEETING, CHAIRED, NO_APOLOGIES, *SAYS.values(), PRESIDES, MAY_PRESIDE, CLERKS)
