"""Decisions, votes and actions: rows as in `rules`, run by the same test."""

from __future__ import annotations

import re

from ingest.meeting_rules import MONTH
from ingest.rules import rule

# Sentences that decide. A label may be followed by its clauses.
_BODY_THAT_DECIDES = r"(?:The |All )?(?:[Cc]ouncil|Board|[Cc]ommittee|Sub-Committee|Subcommittee|Cabinet|Panel|Members|Councillors|Councilors|[Mm]eeting|Trustees|Governors|Parish Council|Town Council|Executive)(?: members| present)?"
_MOVES_IT = r"\b(?:(?i:propos|mov)(?i:ed|es)|[Mm]otion (?:was )?(?:made )?by)\b"
_SECONDS_IT = r"\b(?:(?i:second(?:ed|s))|[Ss]econd by)\b"
DECISIONS = (
    rule("label", r"\b(?:IT WAS )?(?:UNANIMOUSLY )?(?:RESOLVED|AGREED|APPROVED|NOTED AND AGREED)\b", ("RESOLVED: That the sign is approved", "This was AGREED."),
          ("It was agreed", "members DISAGREED")),
    rule("label at the start", r"^\W*(?:And |It (?:was|is) )?(?:unanimously )?(?:(?:Resolved|Agreed|Decision\b|DECISION\b)\s*(?:[:–—-]|that\b|to\b|unanimously\b|[A-Z]{1,5}\s?\d{1,4}[/-]\d{2,4}|$)|M/?S/?[CP]\b|Resolution\s*(?:[:–—-]|$))",
          ("Resolved: that", "Resolved – that the report be noted", "And Resolved:", "DECISION: APPROVED subject to conditions", "It was unanimously Resolved that", "Resolution"), ("Resolved issues were listed", "Resolution 4 was sent")),
    rule("it was resolved", r"(?<!\bif )\bit (?:was|is) (?:then |also |therefore |further |subsequently )?(?:unanimously )?(?:agreed and )?(?:resolved|agreed|decided)\b",
          ("It was agreed and resolved to sign", "It was resolved that"), ("It had been agreed", "consulted if it was agreed", "It was not resolved", "It was disagreed"), re.IGNORECASE),
    rule("the body decided", rf"(?:^|(?<=[,;:] )(?=the )|\band (?=the )|^(?:After|Following|Having|By|With|Further to|On|Upon)\b[^.]{{0,120}}?(?<=\s)(?=(?i:the)\s))(?i:the |all )?{_BODY_THAT_DECIDES.replace('(?:The |All )?', '')} (?:then |also |unanimously |therefore |all |duly )*(?:resolved|agreed|approved|decided|RESOLVED|AGREED|APPROVED)\b",
          ("The Board resolved", "The Council APPROVED the expenditure", "Members agreed to write", "All Councillors agreed", "A letter was read, and the Councillors agreed to reply", "After a long debate the Council resolved to object", "By consensus the committee approved the agenda"),
          ("The Board noted", "The Council had agreed", "The Committee did not agree")),
    rule("all agreed", r"^All (?:were )?(?:agreed|approved|in agreement)\b", ("All agreed this was a true record", "All approved for payment."), ("All agreements were signed",)),
    rule("minutes agreed", r"\bminutes\b[^.]{0,160}\b(?:were|was|having been)\s+(?:\w+ ){0,4}?(?:agreed|approved|adopted|accepted|confirmed|signed)\b|^\W*(?:agreed|approved|accepted),? (?:&|and) signed\b|^\W*(?:approved|accepted|adopted) by\b.{3,60}\bseconded\b|^\W*(?:unanimous )?(?:adoption|approval) of (?:the )?(?:previous )?minutes\b",
          ("The minutes of the last meeting were agreed as a correct record", "the minutes were unanimously adopted", "Unanimous adoption of previous minutes", "Approved by Bob Lind and seconded by Jo Bell"), ("The minutes will be signed",), re.IGNORECASE),
    rule("accounts passed", r"\b(?:accounts?|payments?|invoices?|cheques?|bills)\b[^.]{0,80}\b(?:were|was)\s+(?:\w+ ){0,4}?(?:approved|accepted|authorised|passed for payment|agreed)\b",
          ("Accounts were presented and accepted for payment.",), ("Payments will be approved", "The account was opened"), re.IGNORECASE),
    rule("carried", r"\b(?:motion|amendment|proposal|resolution)\b.{0,60}\b(?:was |were |is |being )?(?:declared |duly )?(?:carried|CARRIED|lost|LOST|withdrawn|WITHDRAWN|passed|PASSED|failed|FAILED)\b|^\W*(?:CARRIED|Carried|LOST|Lost)\b"
          r"|\bMOTION (?:CARRIED|PASSED|FAILED)\b|\bwithdrew (?:the|his|her|their) (?:motion|amendment|proposal)\b",
          ("The motion was carried", "Councillor Stallard withdrew the motion", "CARRIED", "the amendment was declared LOST", "The motion was withdrawn", "AND THE MOTION PASSED"), ("He carried the box", "carried forward")),
    rule("all in favour", r"\ball (?:were )?in favour\b|\bcarried unanimously\b|\bapproved for payment\b|\bpassed unanimously\b|\bvote was taken\b.{0,200}\bin favour\b",
          ("all were in favour", "All approved for payment."), ("in favour of the scheme",), re.IGNORECASE),
    rule("elected", r"\b(?:was|were) (?:then |duly |unanimously |also |hereby )*(?:re-?)?(?:elected|appointed|co-opted)\b (?:as |to (?:be |the (?:office|position|role) of )?|on(?: ?to)? )?(?:the |our )?(?:[\w-]+ ){0,2}?(?:Chair|chair|Mayor|Vice|Deputy|President|Conven|Treasurer|Provost|Cathaoirleach|Council\b|[Rr]epresentative)",
          ("Cllr Rowe was duly elected Chairman", "Mrs Lee was re-elected as Vice-Chair", "Jo Bell was co-opted on to the Council"), ("She was elected in May", "A contractor was appointed")),
    rule("proposed and seconded", rf"{_MOVES_IT}.{{1,300}}{_SECONDS_IT}|{_SECONDS_IT}.{{1,60}}{_MOVES_IT}",
          ("Mr Pell proposed that the fee be raised, seconded by Mrs Hay.", "Proposed by Cllr Lee and seconded by Cllr Fry", "Motion by Rowe, second by Lind, to approve", "MOVED Cr Rowe, SECONDED Cr Lind that"), ("He proposed a walk",), re.DOTALL),
)  # fmt: skip
# How a motion went, on a line that says nothing else.
OUTCOME_LINE = rule(
    "outcome alone", r"^\W*(?:the |and the )?(?:motion |amendment |resolution |proposal )?(?:was |were |is )?(?:duly |declared |put and |tied and so |therefore )?(?:not (?:carried|passed|adopted|agreed|approved)|carried|carries|passed|passes|lost|failed|fails|defeated|negatived|rejected|lapsed|lapses|withdrawn|deferred|tabled|laid on the table|agreed|all (?:were )?in favour|approved|unanimous(?:ly)?(?: (?:agreed|approved|carried))?)\b"
    r"(?=[\W\d]*$|[^a-z]*(?:unanimously|nem\.? con|by (?:\d|an? |all\b|the chair|show|\w+ votes?)|\d|\[|as amended|on a show)|\s*\n)|^\W*(?:votes? for\b|\d+ (?:votes? )?for\b(?=.{0,60}\b(?:against|abst|carried|lost|unanim))).{0,60}$|^\W*motion (?:carried|carries|passed|passes|failed|fails|lapsed|lapses)\b|^\W*lapse[ds] for (?:want|lack) of\b",
    ("CARRIED", "Carried.", "The motion was carried unanimously", "AND THE MOTION PASSED", "All in favour", "4 Votes for 1 Against - Carried", "MOTION CARRIED 4-0-1 [AYES: Cole]", "NOT CARRIED", "Negatived.", "LAPSED for want of a seconder", "Motion fails 2-2", "The motion was not passed.", "TABLED"),
    ("Agreed to write to the school", "Carried forward to the next meeting", "The Council approved the plan"), re.IGNORECASE,
)  # fmt: skip
# A label and nothing else: its clauses follow.
LABEL_ALONE = re.compile(
    r"^\W*(?:[A-Z]{1,4}\d{1,3}/\d{2}\s+|\d{1,2}[.)]\s*)?(?:and\s+|it\s+was\s+)?(?:(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:council|board|committee|sub-?committee|cabinet|panel|members|councillors|meeting)\s+)?(?:also\s+|then\s+|unanimously\s+|therefore\s+)*"
    r"(?:resolved|agreed|resolution|decisions?|following was agreed)(?:\s+(?:unanimously|that|to|[A-Z]{1,5}\s?\d{1,4}[/-]\d{2,4}))?(?:\s+the (?:council|board|committee|sub-?committee|cabinet|panel))?(?:\s+(?:crs?|cllrs?|councillors?)\.?\s+[\w'’ .-]{2,30}/\s*[\w'’ .-]{2,30})?\W*$",
    re.IGNORECASE,
)
# The body that decides what the list below says: `The Council:-`
BODY_ALONE = re.compile(rf"^\W*(?:{_BODY_THAT_DECIDES})\s*:\W*$")
MOTION_TEXT = re.compile(r"[\"“'‘]?(?:[A-Z]\)|\(?[a-h1-9i]{1,3}[.)])?\s*[\"“'‘]?(?:That|THAT|BE IT RESOLVED(?: THAT)?)\b,?\s+\S", re.DOTALL)
RECOMMENDS = re.compile(r"\brecommend(?:s|ed|ing|ation)?\b (?:that|to|is|was)\b", re.IGNORECASE)
MOVES = re.compile(rf"^[^:]{{0,200}}?{_MOVES_IT}.{{1,300}}{_SECONDS_IT}|^[^:]{{0,80}}?{_SECONDS_IT}.{{1,60}}{_MOVES_IT}", re.DOTALL)
# A motion that nobody seconded yet: it counts only if its end is told.
ONLY_MOVED = re.compile(
    r"^[^:]{0,100}\b(?:moved|proposed)\b (?:an? |the )?(?:\w+ )?(?:that|motion|amendment)\b|^(?:It was )?(?:proposed|moved|suggested) that\b"
)
A_MOTION = re.compile(r"\b(?:motion|amendment)\b", re.IGNORECASE)
PROPOSES = re.compile(r"\b(?:proposed|suggested|recommended|moved|requested)\b")
RESOLVES = re.compile(r"\b(?:RESOLVED|[Rr]esolved)\b")
# A sentence that names the movers of what the next one says.
MOVES_WHAT_FOLLOWS = re.compile(r"\b(?:proposed|moved|seconded|proposal)\b[^.]{0,300}:\s*$", re.IGNORECASE)
# What brackets behind a resolution tell of it: who moved it, and how the votes fell.
IN_BRACKETS = re.compile(r"^\W*\((?=.*(?:prop|sec\b|second|moved|in favour|carried|unanim|voted)).{5,300}\)\W*$", re.IGNORECASE | re.DOTALL)
# Who moved a motion, on a line that says nothing else: with labels, or two names with a slash or a comma.
_NO_MOVER = r"(?:That|THAT|The|THE|BE|IT|RESOLVED|Resolved|CARRIED|Seconded|SECONDED|Proposed|PROPOSED|Moved|MOVED|Motion|Amendment|Voting|Sec|Prop|He|She|They|It|This|And|AND|To|BY|By|ACTION|Action|Adopt|Approve|Adjourn|Deny|As|None|Carried)\b"
_NAME = rf"(?!{_NO_MOVER})[A-Z][\w'’-]++"
_MOVER = rf"(?:(?:(?:Deputy )?(?:Councill?ors?|Councilmembers?|Council Members?|Cllrs?|Crs?|Mayor|Mr|Mrs|Ms|Miss|Dr))\.?\s+){{0,3}}+(?:[A-Z]\.\s*){{0,4}}+{_NAME}(?:\s(?:{_NAME}|[A-Z])\.?){{0,2}}"
_PROPOSED = r"(?:Proposed|PROPOSED|Proposer|PROPOSER|Moved|MOVED|Mover|Prop\.?|PROP)(?:\s+(?:by|BY))?\s*[:–-]?"
_SECONDED = r"(?:Seconded|SECONDED|Seconder|SECONDER|seconded|Sec\.?|SEC)(?:\s+(?:by|BY))?\s*[:–-]?"
_REFERENCE = r"(?:[A-Z]{1,4}[\d/-]+\s+)?"
_INITIALLED = r"(?:[A-Z]\.\s?)+[A-Z][\w'’-]+"
_MOVERS = rf"(?:(?:RESOLVED\s+)?{_MOVER}\s*/\s*{_MOVER}|{_REFERENCE}{_INITIALLED},\s*{_INITIALLED}\s*[:;]|{_PROPOSED}\s*{_MOVER}(?:\W+(?:and\s+)?{_SECONDED}\s*{_MOVER})?|{_SECONDED}\s*{_MOVER}(?:\W+(?:and\s+)?{_PROPOSED}\s*{_MOVER})?)"
MOVERS_LINE = rule(
    "movers alone", rf"^\W*{_MOVERS}\W*$",
    ("Councillor Rowe/Councillor Dale", "Bell/Baker", "Proposed by: Councillor Pell", "MOVED BY: Nora D Lund", "Proposed - Cllr Mrs Tate Seconded - Cllr Mrs Cline", "Prop: Cllr Rowe Sec: Cllr Lind."),
    ("Police/Fire reports were read.", "Councillor Kerr spoke", "Moved to the next meeting"),
)  # fmt: skip
# The same before the words of the motion on one line, or in one sentence.
MOVERS_BEFORE = re.compile(rf"^\W*{_MOVERS}[\s:,;.–-]*(?=[\"“'‘]?(?:That|THAT|BE IT)\b)|^\W*{_REFERENCE}{_INITIALLED},\s*{_INITIALLED}\s*[:;]\s*(?=\S)")
SLASH_MOVERS = re.compile(rf"(?:^|\W)({_MOVER})\s*/\s*({_MOVER})\W*$")
COMMA_MOVERS = re.compile(rf"^\W*{_REFERENCE}({_INITIALLED}),\s*({_INITIALLED})\s*[:;]")
PUT_TO_THE_VOTE = rule(
    "put to the vote", r"\b(?:put to the vote|put the (?:\w+ )?motion|(?:motion|amendment|proposal|resolution)\b(?s:.{0,60})\b(?:carried|passed|fell|withdrawn|lost|failed|fails|defeated|negatived|rejected|lapsed|lapses))\b|\bwithdrew\b.{0,20}\b(?:motion|amendment|proposal)\b|^\W*(?:carried|lost)\b|^(?:moved|proposed)\b.{0,80}\bcarried\b",
    ("Moved by Councillor Lunn and carried", "On being put to the vote the motion was CARRIED", "Carried, 6 for, 0 against"), ("RESOLVED that", "The proposal was discussed"), re.IGNORECASE,
)  # fmt: skip
NOT_A_DECISION = rule(
    "earlier or denied", r"\b(?:had|has|have) (?:previously |already |been |all |both |\w+ly )+(?:\w+ )?(?:agreed|resolved|approved|AGREED|RESOLVED)\b|\b(?:[Aa]t|[Ii]n) (?:the|our|a|its) (?:last|previous|earlier)\b[^.]{0,60}\b(?:agreed|resolved|approved|decided)\b|^\W*(?:Approved|APPROVED|Adopted)\b:?\s+\d{1,2}[/.-]|\bnot (?:been )?(?:agreed|resolved|approved|AGREED|RESOLVED)\b"
    r"|\b(?:agreed|resolved|approved|decided) (?:at|by|in) (?:the|our|a|its) (?:last|previous|earlier)\b|\b(?:had|has|have) (?:agreed|resolved|approved)\b|\bwas not considered\b|\b(?i:will be (?:agreed|resolved|approved))\b"
    r"|\b(?:matters?|issues?|problems?|this|dispute|complaint|fault) (?:was|were|is|has been|have been|had been) (?:now |since |already |satisfactorily )?resolved\b|\bif agreed\b"
    r"|\b(?:[Uu]nless|[Ii]f|[Ww]hether|[Uu]ntil|[Oo]nce|[Ww]hen|[Tt]hat) it (?:is|was|were|had been) (?:agreed|resolved|decided)\b|^\W*[Ii]n (?:(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:19|20)\d\d)\b[^.]{0,40}\bit was\b"
    r"|^\W*(?i:draft (?:resolution|motion|recommendation)|the following was (?:rejected|not))\b|\bresolved (?:amicably|informally|satisfactorily|locally|itself)\b|\b[Nn]o (?:resolution|motion|decision)\b|\bagreed to (?:disagree|differ)\b|\bmotion that (?:was )?(?:passed|carried)\b",
    ("It had been AGREED that", "the matter has been resolved", "it was agreed at the last meeting", "In the last council it was agreed to", "Approved: 01/28/2020", "He asked whether it was agreed that", "In March it was agreed that", "Draft resolution: RESOLVED that", "It was resolved amicably", "Members agreed to disagree"), ("It was agreed",),
)  # fmt: skip
CLAUSE = rule(
    "clause", r"^(?:[•●▪■○◦·\uf0a7\uf0b7\uf02d*\-–—]\s*|\(?(?:\d{1,2}(?:\.\d{1,2})?|[a-hA-H]|[ivx]{1,4})[.)]\s*)(?=\S)|[\"“'‘](?=[Tt]hat\b)|(?=[Tt]hat\b)|(?=to [a-z])",
    ("(a) that", "1. to note", "• That", "“That the draft", "2.1. Instructs staff"), ("The officer said",),
)  # fmt: skip
# Labels of movers with whatever the columns beside them left behind.
MOVERS_LABELS = re.compile(r"^\W*(?:MOVED|SECONDED|PROPOSED|Moved|Seconded|Proposed) (?:BY|by):(?!.*\b(?:that|to)\b).{0,60}$", re.DOTALL)
# A sentence of a resolution that leads to further clauses: `And this Council agrees to:`
LEADS_ON = re.compile(
    r"^\W*(?:and\b|(?:that )?(?:this|the) (?:council|board|committee|meeting)\b).{0,160}?(?:[:;]|\bthat|\bto)\s*$|^\W*and\W*$", re.IGNORECASE | re.DOTALL
)
_CLLR = r"(?:(?:County |Deputy |the )?(?:Council Member|Councilmember|Councillor|Cllr|Cmhlr|Crs?|Mayor|Mr|Mrs|Miss|Ms|Dr)\.?\s+){0,4}+"
_WHO = rf"{_CLLR}((?:(?:[A-Z]\.?(?=\s)|{_NAME})\s?){{1,4}}(?:\([A-Z]\))?)"
PROPOSER = re.compile(
    rf"\b(?:[Pp]roposed|PROPOSED|[Mm]oved|MOVED|[Nn]ominated|Proposer|Mover|Prop\b\.?|[Mm]otion (?:was )?(?:made )?(?=by))\s*(?:[Bb]y|BY)?\s*[:–-]?\s*{_WHO}|(?<!\bof ){_WHO}\s+(?:proposed|moved)\b(?!\s+by)|\b[Oo]n the (?:motion|proposal|proposition) of\s+{_WHO}"
)
SECONDER = re.compile(
    rf"\b(?:[Ss]econded|SECONDED|[Ss]econd (?=by)|Seconder|Sec\b\.?)\s*(?:[Bb]y|BY)?\s*[:–-]?\s*{_WHO}|(?<!\bof ){_WHO}\s+seconded\b(?!\s+by)"
)
OUTCOMES = (
    ("lost", rule("lost", r"\b(?:LOST|DEFEATED|FAILED|not carried|NOT CARRIED|(?i:motion|amendment|proposal|resolution|vote)\b(?s:.{0,80})\b(?:fell|lost|failed|fails|defeated|negatived|rejected|lapsed|lapses|not (?:carried|passed|adopted|agreed|approved)))\b|^\W*(?i:lost|failed|fails|defeated|negatived|rejected|lapsed|lapses|not (?:carried|passed|adopted|agreed|approved))\b", ("The amendment was LOST.", "Lost", "Motion failed 2-3", "the motion fell"), ("carried", "AGREED to count the jobs lost"))),
    ("withdrawn", rule("withdrawn", r"\b(?:motion|amendment|proposal|was|were)\b(?s:.{0,40})\b(?:withdrawn|WITHDRAWN)\b|^\W*(?:[Ww]ithdrawn|WITHDRAWN)\W*$|\bwithdrew\b.{0,20}\b(?:motion|amendment|proposal)\b", ("the motion was withdrawn", "withdrew her motion"), ("withdrew cash",))),
    ("deferred", rule("deferred", r"\b(?:be |was |were |been )(?:deferred|adjourned|postponed|held over)\b|\bDEFERRED\b|^\W*(?:[Dd]eferred|TABLED|[Tt]abled|[Ll]aid on the table)\W*$|\b(?:[Aa]greed|AGREED|[Rr]esolved|RESOLVED|[Dd]ecided)\b[^.]{0,30}\bto (?:defer|postpone|adjourn)\b", ("That the application be deferred", "DECISION: DEFERRED so that", "It was agreed to defer this matter"), ("deferred payment scheme", "agreed to meet"))),
    ("carried", rule("carried", r"(?<!\bbe )\b(?:resolved|agreed|approved|carried|in favour|adopted|decided|accepted|passed|passes|carries|confirmed|authorised|(?:re-?)?elected|appointed|co-opted)\b|\bbe it resolved\b|\bunanimous (?:adoption|approval)\b|\bminutes\b[^.]{0,160}\b(?:signed|taken as read)\b|^\W*M/?S/?[CP]\b|^\W*decision\s*[:–-]|^\W*decision\b(?:\s+the \w+)?\W*$|^\W*resolution\W*$", ("RESOLVED that", "Carried", "DECISION: REFUSED because"), ("lost", "proposed that the minutes be adopted"), re.IGNORECASE)),
)  # fmt: skip
NUMBER_WORDS = {word: n for n, word in enumerate("no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split())}
_WORD = rf"(?:{'|'.join(NUMBER_WORDS)})\b"
_N = rf"(\d{{1,3}}|{'|'.join(NUMBER_WORDS)})"
_M = r"(\d{1,3})"
COUNTS = (
    ("in_favour", rule("for", rf"\b{_N}\s+(?:votes?\s+|members?\s+|councillors?\s+)?(?:(?:were |voted )?in favour|(?:voted )?for\b(?! the)|(?:(?<=votes )|(?<=vote ))to\s+(?:\d|{_WORD}))|\b(?:for|in favour)\s*[:(–-]\s*{_M}\b|\bvoted for the \w+:? {_M}\b|\b(?:ayes|yeas)\s*[:(–-]\s*(?:[^\n;\]¶]*?[-–]\s*)?{_M}\s*(?:[\];\n¶]|$)|\b(?:carried|passed|lost|failed)\s+\(?(\d{{1,2}})\s?[-/]\s?\d{{1,2}}\b(?!/)",
                        ("9 votes for", "For: 9", "12 in favour", "by 6 votes to 2", "Four Councillors were in favour", "YEAS: Otto M Lund, Fred Rook - 4", "CARRIED 4-0-1"), ("9 for the", "2 to 6"), re.IGNORECASE)),
    ("against", rule("against", rf"\b{_N}\s+(?:votes?\s+|members?\s+|councillors?\s+)?(?:(?:were |voted )?against)\b|(?:\bagainst\s*[:(–-]|\d,?\s(?:and\s)?(?:voted )?against|\bagainst (?:it|the \w+)(?= \d)|\d\s+votes?\s+to)\s*{_M}\b|\bvotes\s+to\s+{_N}\b|\b(?:noes|nays)\s*[:(–-]\s*(?:[^\n;\]¶]*?[-–]\s*)?{_M}\s*(?:[\];\n¶]|$)|\b(?:carried|passed|lost|failed)\s+\(?\d{{1,2}}\s?[-/]\s?(\d{{1,2}})\b(?!/)",
                      ("4 against", "Noes: 4", "by 6 votes to 2", "and three against", "NAYS: 0", "CARRIED 4-0-1", "four votes to three", "voted for it 10 and against 24"), ("against 4", "2 to 6"), re.IGNORECASE)),
    ("abstained", rule("abstained", rf"\b{_N}\s+(?:members?\s+|councillors?\s+)?(?:abst\w+)|\b(?:abst\w+)\s*[:(–-]\s*{_M}\b|\b(?:carried|passed|lost|failed)\s+\(?\d{{1,2}}\s?[-/]\s?\d{{1,2}}\s?[-/]\s?(\d{{1,2}})\b",
                        ("2 abstentions", "Abstained: 2", "CARRIED 4-0-1"), ("abstained 2 years",), re.IGNORECASE)),
)  # fmt: skip
# Who voted how, as printed: a label and the names.
_VOTER_LABEL = r"YEAS|AYES|NAYS|NOES|ABSENT|ABSTAIN(?:ED)?|RECUSED|FOR|AGAINST|Yeas|Ayes|Nays|Noes|In favour|Abstentions?|[Vv]oted for|[Vv]oted against|[Aa]bstain(?:ed)?|There voted (?:for|against)[^:\n]{0,60}|For|Against"
_WRAPPED = r"(?<![,&])(?<!\band)(?<!\b[MD]r)(?<!\bM[rs]s)(?<!\bMs)(?<!\bCllr)\n(?!(?:and|M[rs]s?|Cllr|Cr|Councillor)\b|[CMO]BE\b)"  # a line's end where the list ends, too
VOTERS = re.compile(
    rf"\b(?P<label>{_VOTER_LABEL})(?:\s*\(\d{{1,3}}\)\s*:?|\s*:)\s*(?!{_VOTER_LABEL}|Motion|Amendment|The\b)(?P<names>[A-Z](?:\([A-Z]\)|[^;\]):¶])*?[a-z](?:\([A-Z]\)|[^;\]):¶])*?)"
    rf"(?=\s*[-–]\s*\d{{1,3}}\b|\s*[;\].)¶]|\s+(?:{_VOTER_LABEL}|Motion|Amendment)\s*[(:\w]|{_WRAPPED}|\s*$)"
)
# Who is to do something, and what an action's state says of it.
_OFFICE = r"(?:(?:Parish |Town |Assistant |Deputy )?Clerk|(?:Vice[- ])?Chair(?:man|person)?|Secretary|Treasurer|Officers|Members|Councillors|All)"
_SOMEBODY = rf"(?:(?:(?:Councill?ors?|Cllrs?|Crs?|Mr|Mrs|Ms|Miss|Dr)\.?\s+)(?:[A-Z]\.?\s)*{_NAME}(?:\s{_NAME})?|[A-Z]{{2,3}}(?![a-z])|{_OFFICE})"
_OWNER = rf"(?P<owner>{_SOMEBODY}(?:(?:,\s*|\s+and\s+|\s*[&/]\s*){_SOMEBODY}|\s+and\s+{_NAME}){{0,6}})"
_LABEL = r"^\W*(?:ACTION|Action)(?:\s+(?:point|POINT|required|REQUIRED))?"
ACTIONS = (
    rule("label and owner", rf"{_LABEL}(?:\s*[:–-]|\s+(?:by|BY|for|FOR)\b\s*:?)\s*{_OWNER}\b(?=\s+(?:to|will|ask)\b|\W*$|\s*[:–-])",
          ("Action – Clerk to write", "Action: AR to circulate", "Action by: Clerk", "ACTION: Cllr Rowe and Mrs Lee will meet"), ("Action: Write to the school", "Action: None")),
    rule("label", rf"{_LABEL}(?:\s+(?P<owner>[A-Z]{{2,4}}))?\s*[:–-]\s*(?!(?i:none|nil|n/a|no action|yeas|nays|ayes)\b)(?=\S)",
          ("ACTION: Write to the school", "Action GT: Put message out"), ("Action completed", "Actions were reviewed", "Action: None")),
    rule("to do", rf"^\W*(?:The )?{_OWNER}(?: is| are|(?<!Members)(?<!Councillors)(?<!All) (?:was|were|is|are) (?:asked|requested|instructed))? (?:to (?!the\b|be\b|a\b|an\b|all\b|our\b|its\b|this\b)|ask |will (?!be\b|have\b|not\b|also\b|stand\b|retire\b|remain\b|need\b))(?=[a-z])",
          ("Clerk to reply saying", "The Clerk to register.", "Clerk ask for fuller report", "Cllr Rowe to speak", "AR to book the hall", "Cllrs Rowe and Lind to meet", "The Clerk was asked to get"),
          ("The Clerk reported", "Clerk to the Council", "The Chair will be away", "Members are asked to note", "The Chairman is to be thanked")),
)  # fmt: skip
DONE = re.compile(r"\b(?:completed?|done|actioned|closed|discharged|cancelled)\W*$", re.IGNORECASE)
STATE = re.compile(r"^\W*(?:action\s+)?(?:is\s+|now\s+)?(?:completed?|done|actioned|closed|discharged|cancelled)\W*$", re.IGNORECASE)
OWNER = re.compile(r"\((?P<owner>[A-Z][^(),]{1,60}?)(?:,\s*(?:by|before|due)\s+(?P<due>[^()]{3,40}))?\)\s*\.?$")
DUE = re.compile(
    r"\b(?:by|before)\s+(?P<due>(?:the\s+)?(?:end of\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?\d{0,2}(?:st|nd|rd|th)?\s*(?:"
    + MONTH
    + r")\w*(?:\s+\d{4})?|the (?:next|\w+) meeting)",
    re.IGNORECASE,
)
RULES = (
    *DECISIONS, OUTCOME_LINE, MOVERS_LINE, PUT_TO_THE_VOTE, NOT_A_DECISION, CLAUSE, *(row for _, row in OUTCOMES), *(row for _, row in COUNTS), *ACTIONS,
)  # fmt: skip
