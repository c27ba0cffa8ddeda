"""Lists of people: rows as in `rules`, run by the same test, and the words that names, offices and groups are told by."""

from __future__ import annotations

import re

from ingest.rules import rule

# Where attendance is listed. The row that matches first on a line decides whose list follows; the last is that of those present.
_WHO_HELPS = r"(?:officers?|officials?|staff(?: members)?|staff and visitors|visitors?|guests?|observers?|(?:members of the )?public|residents|(?:external )?(?:advisers|representatives)|others)"
_HOW = r"(?:\s*\([^)]*\)|\s+(?:via|by|at|remotely|virtually|online|on)\b[^:\n]{0,40})?(?: (?:were|was))?"
_ENDS = r"\s*(?::(?:\s*[-–])?|[-–—](?=\s))"
ATTENDANCE = (
    ("absent", rule(
        "absent", r"(?:(?:members (?:of (?:the )?(?:council|board|committee) )?|councillors )?absent(?: without (?:apolog(?:y|ies)|leave))?|not (?:present|in attendance))\s*[:–-]|^\W*(?:members |councillors )?absent\W*$",
        ("ABSENT: Merton", "Members Absent:", "Absent without apologies: Lee"), ("He was absent",), re.IGNORECASE)),
    ("apologies", rule(
        "apologies", r"(?:apologies|apology|regrets|(?:approved )?leave of absence|excused)(?: for (?:absence|lateness|non-attendance))?(?: (?:were |was )?(?:received|given|tendered|noted|sent|accepted))?\s*(?:(?:received )?[:–-]|\b(?:from|by)\b:?)"
        r"|^\W*(?:apologies(?: for absence)?|regrets)\W*$",
        ("Apologies", "Apologies: Mary Dale", "Apologies for absence: Cllrs Ash & Hay", "Apologies received from J Smith", "Regrets: Councillor Lee", "LEAVE OF ABSENCE: Cr Hart", "Apologies for absence were received from Mr Dale"),
        ("To receive apologies", "Apologies were noted"), re.IGNORECASE)),
    ("in attendance", rule(
        "in attendance",
        rf"(?:(?:the )?following {_WHO_HELPS} (?:were|was)(?: also)? (?:present|in attendance)|(?<!members )(?<!councillors )in attendance|also,? (?:in attendance|present|attending|attended)"
        rf"|{_WHO_HELPS}(?: (?:present|attending|attendance|in attendance))?|as required|alternates|minutes? (?:secretary|taker)|minuted by|(?:(?:parish|town|community)(?: council)? |city )?clerk){_HOW}{_ENDS}"
        rf"|^\W*(?:(?:also )?in attendance|also (?:present|attending)|{_WHO_HELPS} (?:present|in attendance))\W*$",
        ("In Attendance: Sue Lane", "Officers present: A Bell", "Clerk: Paul Rook", "Officers in attendance", "Also attending: P Dale", "Staff: Fire Chief Lee", "Members of the public: J Pell", "Minute taker: A Bell"),
        ("The Clerk reported", "in attendance at the school", "Members in attendance: A Bell"), re.IGNORECASE)),
    ("present", rule(
        "present",
        rf"(?:(?:the )?following (?:[\w-]+ ){{0,3}}?(?:(?:were|was) (?:also )?)?(?:present|in attendance)|(?:(?:parish |town |community )?(?:members (?:of (?:the )?(?:council|board|committee) )?|councillors |councilmembers |those )|board members )?"
        rf"(?:present|attendees|attending|(?:members |councillors )?(?:in )?attendance|in the chair|sederunt)){_HOW}(?:\s*:(?:\s*[-–])?|(?<=present)\s*[–—-](?=\s))"
        r"|(?:those (?:present|attending|in attendance) were|(?:meeting|it) was attended by|^\W*present were)(?=\s+[A-Z]):?"
        r"|^\W*(?:members |councillors |those )?(?:present|attendance|sederunt)\W*$|^\W*co-?opted members\s*[:–-]|^\W*(?:councillors|(?:board |committee )?members|(?:chair(?:man|woman|person)?|mayor|convenor|convener)(?=\s*:\s*(?:Cllr|Councillor|Cr|Mr|Mrs|Ms|Miss|Dr)\b))\s*:",
        ("Present: Councillor Lind (Chair)", "MEMBERS PRESENT:", "Attendees: A (AB)", "Present", "Co-opted members: Mrs Frome", "Those present were Cllrs Rowe and Lind", "The meeting was attended by Cllrs Rowe", "Chairman: Cllr Rowe", "The following members were present: A Rowe"),
        ("Present members agreed", "The Chair: noted", "Mayor: noted"), re.IGNORECASE)),
)  # fmt: skip
STATUS_CELL = rule(
    "status in a table", r"^\s*(?P<status>present|in attendance|apologies|absent)\b(?![:\w])",
    ("Present", "Present (left at 8.10 pm)", "In attendance"), ("Presented", "Status", "Present: A Bell"), re.IGNORECASE,
)  # fmt: skip

# Names. Capitals of every Latin alphabet: Ó, Š, Ŵ.
_UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
_PARTICLE = rf"(?:(?:[Vv][ao]n|[Dd][eaiu]|[Dd]el|[Dd]en|[Dd]er|[Ll]a|[Aa][pb]|[Ff]erch|[Bb]in|[Tt]e|Ó|Ní|Uí|Nic|O|Ma?c|St\.?|D['’]|O['’]|al-)\s?(?=[{_UPPER}]|(?:de[nr]|la|Chonch)\b))"
FAMILY = rf"{_PARTICLE}*[{_UPPER}](?:[^\W\d_]|['’-](?=[^\W\d_]))*\.?"
_INITIALS = rf"(?:[{_UPPER}](?:\.\s?|\s)){{1,4}}"
NAME = re.compile(rf"(?:{_INITIALS})?{FAMILY}(?:\s+(?:{_INITIALS})?{FAMILY}){{0,3}}$")
INITIALS_ALONE = re.compile(rf"[{_UPPER}](?:[.\s]+[{_UPPER}]){{0,3}}\.?$")
PERSON_TITLE = re.compile(
    r"^(?:the |[A-Z&]+ (?=county |borough |district )|county ?|district ?|borough ?|parish ?|town ?|city ?|deputy (?=cllr|councillor))*(?:council ?members?|councill?ors?|councilors?|cllrs?|cmhlr|crs?|cms?|mr|mrs|miss|ms|mx|messrs|dr|prof|professor|rev|reverend|canon|fr|sir|dame|lady|lord|baroness)\b\.?(?:[:\s]+|$)",
    re.IGNORECASE,
)
OF_COUNCILLORS = re.compile(r"council|cllr|\bcr|\bcm", re.IGNORECASE)
PLURAL = re.compile(r"(?:ors|llrs|crs|cms|members|messrs)\b", re.IGNORECASE)
HONOURS = re.compile(
    r"(?:^|,\s*|\s+)(?:[CMO]BE|BEM|JP|A?MSP|MP|MS|TD|MEP|MLA|QC|KC|DL|EDC|PC|BSc|MA|CiLCA|PSLCC|FSLCC|QSO|QSM|ONZM|Ed\.?D|Ph\.?D|[JS]r|Esq)\b\.?(?=$|[\s,;)])"
)

# Offices that stand before a name as a title does, and those that do so only before a forename and a surname.
_WEAK = r"manager|director|officer|engineer|planner|executive|superintendent|administrator|solicitor|surveyor|lead|leader|advis[eo]r|assistant|co-?ordinator|auditor|accountant|counsel|ce|ceo|cao|cfo|coo"
_STRONG = r"chair(?:man|woman|person)?|mayor|clerk|secretary|treasurer|provost|bailie|reeve|president|supervisor|trustee|alderman|commissioner|inspector|insp|sergeant|sgt|constable|pcso|pc|convenor|convener|warden|attorney|chief|taker|(?:leas-)?ch?athaoirleach|member"
OFFICE_BEFORE = re.compile(rf"\b(?i:(?P<strong>{_STRONG})|(?P<weak>{_WEAK}))(?:[-/][^\W\d_]+)*\s+(?=[{_UPPER}])")
TRAILING_OFFICE = re.compile(
    rf"\s+(?=(?:(?:Parish|Town|City|Deputy|Assistant|Acting|Vice|Group|Lord|Honorary|Hon)[ -]+)*(?:Councill?or|Clerk|Chair(?:man|woman|person)?|Mayor|(?:Leas-)?Ch?athaoirleach|Secretary|Treasurer|Convenor|Convener|President|Manager|Director)\b(?!\s+[{_UPPER}]))"
)
OFFICE_ALONE = re.compile(
    r"^(?:the )?(?:(?:parish|town|city|assistant|deputy|acting|council|minutes?)[ -])*(?:clerk|secretary)(?: (?:to|of) (?:the )?\w*\s?council)?$", re.IGNORECASE
)
AN_OFFICE = re.compile(
    r"^(?:an|the)\s+(?:(?:deputy|vice|lord|leas)[ -]*)?(?:mayor|chair(?:man|woman|person)?|ch?athaoirleach|provost|president|clerk|convenor|convener)$",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:chair(?:man|woman|person)?|vice|deputy|mayor|clerk|officer|director|manager|head of|leader|secretary|treasurer|solicitor|engineer|planner|adviser|advisor"
    r"|co-optee|representative|representing|assistant|executive|surveyor|accountant|lead|minut(?:e[- ]taker|ing|es)|chairing|superintendent|inspector|administrator|conven[oe]r|headteacher|teacher|principal|co-?opted|(?:leas-)?ch?athaoirleach"
    r"|pr[ií]omh chomhairleoir|provost|bailie|president|alderman|commissioner|supervisor|trustee|attorney|counsel|auditor|architect|analyst|technician|librarian|co-?ordinator|consultant|substitut\w+|ceo?|cao|cfo|rfo|pcso|member)\b",
    re.IGNORECASE,
)
# Words of no name; those of the second row are also surnames, and none where a title stands before them.
NO_NAME = re.compile(
    r"\b(?:none|nil|apologies|carried|lost|committee|council|councillors?|parish|team|police|pump|trust|group|association|society|reporter|press|public|residents?|members?|items?|services?|skills|development|planning|management|resources|housing"
    r"|transport(?:ation)?|infrastructure|highways?|finance|strategic|distribution|school|village|community|department|office|ltd|limited|company|care|locality|assurance|quality|unrestricted|restricted|minutes?"
    r"|meeting|present|absent|attendance|agenda|interests?|education|environment(?:al)?|report|date|time|venue|chamber|county|city|district|youth|engagement|democratic|governance|communications?|operations?"
    r"|name|role|initials|position|title|status|quorum|university|college|church hall|village hall|board|works|bank|reports?|resolved|action|seconded|moved|vacancy|via|also|staff|officers|officials|discussion|senior|project|principal|general|financial|commercial|corporate|legal|policy|programmes?|regional|national|rural|urban|social|cultur(?:e|al)|sports?|libraries|museum|roads|traffic|mobility|strategy|regeneration|recreation"
    r"|property|regulation|scientist|ecologist|consents|democracy|health|safety|technical|business|economic|customer|digital|information|licensing|building|waste|water|leisure|tourism|heritage|arts|sciences?|expenditure|budget|zoom|teams|recused|abstain(?:ed)?|nays|yeas|noes|ayes|cm|the|and|of|to|at|in|on|with)\b|\b(?:for|from)\b",
    re.IGNORECASE,
)
SURNAMES_TOO = re.compile(
    r"\b(?:help|ward|hall|church|road|street|constable|sergeant|house|rangers?|safeguarding|cleansing|change|parks|law|banks)\b", re.IGNORECASE
)
GROUP = re.compile(
    r"^(?:the )?(?:(?:parish|town|county|borough|district|board|committee|co-?opted) )?(?:councillors|cllrs|crs|members|council ?members|trustees|commissioners|co-?optees|officers|officials|staff|alternates|as required|observers?|guests?|residents?|public|press|visitors?"
    r"|(?:via|by|on) (?:zoom|teams|video|telephone)|remotely|online|virtually|members of (?:the )?public|also|plus)\b\.?$",
    re.IGNORECASE,
)
# What a name goes on with: where the person is from, or what there is besides.
BEHIND_A_NAME = re.compile(
    r"\s+(?:(?P<role>(?:representing|from|on behalf of|for)\b.*)|(?P<part>(?:attend(?:ed|ing)|arriv(?:ed|ing)|joined|left|until)\b.*)|(?:together|plus|with|who|was|were|be|is|had|has|have|due|owing|because|as|\d)\b.*)$"
)
PART_OF = re.compile(
    r"^(?:from |until |to |items? |arriv(?:ed|ing)|left|leaving|joined|joining|part\b|for (?:part|items?)|present (?:for|from|until|to)|late\b|via\b|by (?:zoom|telephone|phone|video|teams)|on-?line|on (?:zoom|teams)|remote|attend(?:ed|ing) |minutes? (?:no\.? )?\d|zoom$)",
    re.IGNORECASE,
)
COUNT = re.compile(r"(?:^|\s*[-–—=(]\s*|\s)\d{1,3}(?: (?:members|councillors|in total))?\)?$")
# Words that name nobody: how many there were, a quorum, the headings of a table.
NOBODY = re.compile(
    r"^(?:\d+|[Aa]n?(?= [a-z])|[Aa]n$|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|several|some|no|all|approximately|approx|about|around|other)\b)|(?i:.*\bquorum\b)"
    r"|(?i:names?|initials|role|position|organisation|representing|title|status|attended|members)$"
)
# What tells that the list is over: a sentence, or what comes next in minutes.
SAYS = re.compile(
    r"(?:\S+\s+){0,13}?(?:was|were|is|are|had|has|have|will|would|welcomed|opened|declared|reported|stated|thanked|advised|called|informed|proposed|resolved|agreed|noted|presided|commenced|started|confirmed|asked|gave|explained)\b(?!\s*:)"
)
ENDS_A_LIST = re.compile(
    r"^\W*(?:applications?\s+(?:\S*\d|for\b|by\b|from\b|no\b)|minutes|agenda|date|time|venue|location|distribution|unrestricted|restricted|the (?:meeting|chair|mayor)\b.*\b(?:opened|was|welcomed|called)|meeting (?:opened|commenced|started)|no\.? item|item|constituting a quorum)\b|^\W*[\d_]+\W*$",
    re.IGNORECASE,
)
APOLOGIES_TITLE = re.compile(r"^[^.]{0,40}\b(?:apolog(?:y|ies)(?! to)|regrets$|leave of absence)", re.IGNORECASE)
# In an item on apologies: what leads to the names of those who sent them, and who is said to have sent them.
APOLOGIES_FROM = rule(
    "apologies from", r"\b(?:apolog(?:y|ies)|regrets|leave of absence)\b(?:\s+for\s+(?:absence|lateness|non-attendance))?(?:[^.:;]{0,70}?\b(?:from|by|on\s+behalf\s+of|(?:granted|given)\s+(?:to|for)|of(?!\s+absence))\b\s*:?|\s*:|\s+[-–—])"
    r"|^\W*(?:(?:(?:were|have been|had been)\s+)?received\s+)?from\b:?",
    ("Apologies were received from Cllr Dale", "An apology was submitted on behalf of Mr Pell", "accept the apologies of Cllr Dale", "Leave of absence had been granted to Cllr Dale", "Apologies: Mr Pell"),
    ("There were no apologies.", "Apologies. Received from"), re.IGNORECASE,
)  # fmt: skip
APOLOGISED = rule(
    "sent apologies", r"(?:^|(?<=[.;]\s))[^\S\n]*(?P<names>[A-Z][^.;\n]{2,120}?)\s+(?:(?:had|has|have)\s+)?(?:(?:sent|given|gave|tendered|offered|submitted)\s+(?:(?:his|her|their)\s+)?apolog\w+|apologised)\b",
    ("Cllrs Dale and Pell had sent their apologies", "Mr Dale apologised"), ("Apologies were sent",), re.MULTILINE,
)  # fmt: skip
ATTENDANCE_TITLE = re.compile(
    r"^(?:roll call|attendance|those (?:present|attending)|(?:members )?present|in attendance|call to order|sederunt)\b", re.IGNORECASE
)
_ONE = r"(?:Councilmember|Councill?or|Cllr|Cr|Member|Mayor|Mr|Mrs|Ms|Miss|Dr)"
CAME = re.compile(rf"\b{_ONE}\.?\s+(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s+(?:(?:was|were)\s+(?:also\s+)?present|joined\s+the\s+meeting)")
HALF_A_LABEL = re.compile(r"^\s*(?:in|also in|also|members|councillors|those|apologies for|officials in|staff in|present in|present in the)\s*$", re.IGNORECASE)
ROLE_LABEL = re.compile(
    r"^\W*((?:(?:(?:parish|town|community|city)(?: council)? )?clerk|minutes? (?:secretary|taker)|chair(?:man|woman|person)?|mayor|conven[oe]r))\s*[:–-]",
    re.IGNORECASE,
)
CAME_OR_WENT = re.compile(
    rf"\b{_ONE}s?\.?\s+(?P<name>(?:[A-Z]\.?\s)*[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s+(?P<part>(?:had )?(?:left|arrived|joined|re-?joined|withdrew from|entered|departed)\b"
    r"(?:\s+(?:the\s+(?:meeting|room|chamber)|at|late|from))?(?:[^.;]{0,50}?(?:\d{1,2}[.:]\d{2}(?:\s?[ap]\.?m\b)?|\d{1,2}\s?[ap]m)|[^.;\n]{0,60}?(?=[.;\n]|$)))"
)
RULES = (*(row for _, row in ATTENDANCE), STATUS_CELL, APOLOGIES_FROM, APOLOGISED)
