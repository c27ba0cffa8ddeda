"""What kind of thing is asked for: rows with what each accepts and must refuse. The first row that fits a question decides."""

from __future__ import annotations

import re

from index.query import Kind
from ingest.rules import Rule, rule

_MEETING = r"(?:meeting|council|committee|board|panel|session|assembly)"
_CLAUSE = r"(?:^|[,;:?–—-] ?|\b(?:and|but|or|so|by|to|for|from|with|of|on|at|know|me|say|see) )"  # where a question can begin
_DECIDE = r"(?:decid|resolv|agree|approv|recommend|adopt|reject|refus|grant|endors|ratif|pass(?:ed\b)|carr(?:y|ied)\b|accept|defer|sign up|vot)"


def _row(kind: Kind, name: str, pattern: str, accepts: tuple[str, ...], refuses: tuple[str, ...]) -> tuple[Kind, Rule]:
    return kind, rule(name, pattern, accepts, refuses, re.IGNORECASE)


KINDS: tuple[tuple[Kind, Rule], ...] = (
    _row("attendance", "apologies", r"\bapolog(?:y|ie|ys|is|izs)s?\b(?! (?:from|by|to|for) (?:the )?(?:company|contractor|developer|newspaper|firm|residents))|\bapologi[sz]ed for (?:absence|not attending)",
         ("who sent apologies?", "apologies at the Fennick council", "apologys in May"), ("did the council apologise to residents?", "apology to the residents")),
    _row("attendance", "who was there", rf"\b(?:who(?: else)?|which (?:councillors?|members?|officers?))\b[^?.]*?\b(?:attend(?:ed|ing)?\b(?! (?:the )?(?:school|college|training))|(?:was|were|is) (?:also )?(?:present|absent|missing|away|there|at the|in attendance)|(?:not|n't) (?:at|present|there)|missed the\b|turned up|came to the (?:\w+ )*{_MEETING}|left (?:the \w+|early)|took the chair|(?:chaired|presided|minuted|clerked|opened|closed) ?(?:the|at|over|it|in|\?|$))",
         ("who attended the May meeting?", "who chaired?", "Who was absent in June", "which councillors were present", "who was in attendance", "who took the chair", "Who was missing from the council on 3 May"),
         ("who is chairing the working party on trees", "what was present in the water", "who attended school")),
    _row("attendance", "roll", r"\b(?:roll ?call|attendance (?:list|record|at)|list of (?:those )?(?:present|attendees)|attendees|members present|was there a quorum|quorate)\b",
         ("roll call of the board", "attendance at the March meeting", "list of attendees"), ("rolling programme", "school attendance figures")),
    _row("attendance", "was somebody there", r"^(?:was|were|did|is) (?:cllrs?|councillors?|mr|mrs|ms|miss|dr|the (?:mayor|clerk|chair\w*))\b[^?]*\b(?:present|absent|attend|there|in attendance)\??$",
         ("Was Cllr Rowe present?", "did the clerk attend?"), ("was the clerk asked to attend training in the autumn", "did Mrs Lee object?")),
    _row("action", "to do", r"\b(?:actions?\b(?! (?:group|plan|on disability|for children))(?: points?| items?)?|to[- ]do\b|outstanding (?:matters|tasks)|follow(?:ed)?[- ]up\b)|\bwho(?: is|'s| was|se job is it)?(?: (?:going|meant|supposed|asked|due|tasked|instructed))? to (?!blame)\w+",
         ("what actions were agreed?", "outstanding actions", "action points for the clerk", "who is to write to the school?", "who was asked to get quotes"), ("the Action Group's letter", "who spoke to the board")),
    _row("action", "what somebody is to do", r"\bwhat(?: (?:is|are|was|were|must|should|will|did))\b[^?]*?\b(?:to do|asked to do|(?:promise|undertake|offer|agree)d? to do|(?:tasked|instructed) (?:to|with)|(?:is|are|was|were) (?:the )?\w+ to (?:do|chase|report|follow up))\b|\bwhat must\b",
         ("what is the clerk to do about the bench?", "what was Cllr Rowe asked to do", "what must the contractor repair"), ("what did the clerk do about it?", "what is to be built")),
    _row("how much", "how much", rf"{_CLAUSE}how (?:much|many|big|large|high|long|far|wide|deep|old|often|fast|tall|expensive)\b(?! (?:support|opposition)\b)|\bwhat (?:is|was|were|are|would|will|did|does|do) [^?]*\b(?:cost|costs|price|charge|fee|fees|rent|total|amount|number|percentage|proportion|share|size|value|balance|budget|precept)\b|\b(?:what|which) (?:precept|price|sum|amount|share|proportion|percentage|fee|charge|rent|number|budget|grant)\b",
         ("how much was the bridge?", "How many trees?", "what would the fence cost", "what was the price of the kiosk", "What precept was set?", "how long is the lease"), ("how did it go?", "showing how much each kiosk may sell", "how much opposition was there", "what costs the least effort", "what was said about the budgie")),
    _row("how much", "a sum", r"^(?:the |total |average |annual |estimated |overall )*(?:costs?|price|quotes?|quotations?|total|amount|sum|rent|fees?|charges?|budget|precept|salary|expenditure|number of|size of|length of)\b|\bcosts? of\b|\bfor how much\b|\bcheapest quote\b",
         ("cost of mending the gate", "price paid for the kiosk", "total precept", "quote for a shed", "sold for how much"), ("the village fete", "costume hire")),
    _row("when", "when", r"\b(?:when (?:is|was|were|are|will|did|does|do|can|could|should|would|has|have|had|must)\b|what (?:date|day|time|month|year)s?\b|which (?:date|day|month|year|week|evening)s?\b|on what (?:date|day)|since when|by when|until when|^(?:and |but |so )?when\W*$|^date (?:of|for)\b|deadline for)",
         ("when was the bench installed?", "what date is the fete", "which day is the kiosk open", "And when?", "date of the next meeting"), ("what was said when the bridge closed", "the day the music stopped")),
    _row("decision", "how they voted", r"\b(?:how did (?:\w+ ){1,5}vote|who (?:voted|abstained)|vot(?:e|es|ed|ing) (?:on|for|against|in favour)|(?:recorded|named) vote|the vote\b|(?:proposed|seconded|moved) (?:by|the)|who (?:proposed|seconded|moved))\b",
         ("how did councillors vote on the budget?", "who voted against it?", "the vote on the bridge", "who seconded the motion"), ("voter registration", "who said so")),
    _row("who", "who", rf"{_CLAUSE}(?:who|whom|whose|which (?:\w+ )?(?:councillors?|members?|officers?|person|people|company|firm|contractor|pupils|students|residents|parishes|organisations?|groups?))\b(?! (?:is|are|was|were) (?:affected|eligible))",
         ("who raised the matter?", "whose tender was it", "which company won", "to whom was it sold", "the broken gate, who mended it"), ("people who park there", "drivers and others who speed", "what was said")),
    _row("decision", "what was decided", rf"\b(?:decisions?|resolutions?|resolved|motions?|outcome|ruling|verdict)\b|\bwhat (?:was|were|did|has|have|had|is|happened|motion)\b[^?]*\b{_DECIDE}\w*|\bwhat (?:happened|became) (?:to|of) (?:the )?(?:[\w-]+ )*?(?:application|proposal|motion|amendment|ordinance|request|bid|appeal|petition)\b",
         ("what was decided about parking?", "what did they agree", "resolution on kiosks", "What happened to the motion on kiosks?", "what did the panel recommend"), ("what happened at the fete", "what was said about parking")),
    _row("decision", "was it so decided", rf"^(?:and |but |so |then )?(?:did|was|were|has|have|had|is|are|will|would|can|could|may)\b[^?]*\b(?:{_DECIDE}\w*|allow(?:ed)?|permit(?:ted)?|given (?:permission|consent)|go(?:ne)? ahead|support(?:ed)?|back(?:ed)?|take (?:over|on)|turned down|thrown out)\b|\b(?:agreed or not|approved or not|{_DECIDE}\w*,? (?:it )?\?$)",
         ("did they agree?", "Was it carried?", "were the scouts allowed to camp?", "did the council allow tables on the green?", "Has the council approved the plans", "the new bins - agreed or not?"), ("did many people answer?", "were there ducks")),
    _row("decision", "what they agreed, at the end", rf"\b(?:what (?:did|was|were|have|has) (?:they|it|the \w+|we)(?: \w+)? ?{_DECIDE}\w*|did (?:they|the (?:\w+ ){{1,3}}|[\w-]+ councillors?|we|it) ?{_DECIDE}\w*|did (?:\w+ ){{1,3}}(?:back|support|oppose) (?:it|them|this|that))\b",
         ("the broken gate, what did they agree", "the pond: did the council approve it"), ("they agreed to differ", "what did they say")),
    _row("decision", "whether it may be done", r"^(?:can|could|may|will|would|should) (?:the |our |an? )?(?:\w+ ){0,5}?(?:put|park|build|close|switch|sell|buy|remove|install|use|keep|charge|move|get|have|open|erect|cut)\b",
         ("Can the bakery put benches on the square?", "will the council cut the hedge?"), ("can you tell me about the pond", "what can be done")),
    _row("decision", "what it is to be called", r"\bwhat (?:is|was|will)\b[^?]*\b(?:renamed|be(?:ing)? called|named)\b", ("What is the hall going to be renamed?", "what will the park be called"), ("what is a precept", "who is named")),
)  # fmt: skip


def kind_of(question: str) -> Kind:
    """What kind of thing a question asks for; `topic` when no row fits."""
    words = " ".join(question.split())
    return next((kind for kind, row in KINDS if row.pattern.search(words)), "topic")
