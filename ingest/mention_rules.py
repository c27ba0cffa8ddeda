"""How minutes speak of the people of the meeting: offices and initials, as rows that the test of `rules` runs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.rules import Rule


@dataclass(frozen=True)
class Office:
    """An office: how it stands in the list (`role`), how the text speaks of its holder, and what gives it to another."""

    name: str
    role: Rule
    mention: Rule
    changes: Rule


def _rule(name: str, pattern: str, accepts: tuple[str, ...], refuses: tuple[str, ...]) -> Rule:
    return Rule(name, re.compile(pattern), accepts, refuses)


# `the Chair of Governors`, `the Clerk to Aysham Burial Board`, `the Mayor Elect`, `the Chairman’s Charity` are others, or no person.
_OWN = r"(?:[Tt]he )?(?:(?:[Tt]own |[Pp]arish |[Cc]ity |[Cc]ounty |[Dd]istrict )?(?:Council|COUNCIL)|(?:Committee|Sub-Committee|Board|Panel|Meeting|meeting))\b(?! for\b)"
_OTHERS = rf"(?!\s+(?:of|for)\s+(?!{_OWN}))(?!\s+to\s+(?!{_OWN})(?:the )?[A-Z])(?!,?\s*[-–—]?\s*[A-Z]|['’]s?\s+[A-Z]|[-/])"
_HANDED = r"(?i:\b(?:elect(?:ed|ion|s)?|appoint(?:ed|ment|s)?|nominat\w+)\s+(?:(?:of|as|a|an|the|new|to be|for)\s+){0,3}"


def _office(name: str, printed: str, role: str, accepts: tuple[str, ...], refuses: tuple[str, ...], changes: str = "", start: str = "") -> Office:
    """An office by the words that print it; `start` are those that also open a sentence without an article."""
    opening = rf"|(?:(?<=[.;:]\s)|(?<=\n)|^){start}(?=\s+(?:to|will|has|had|was|is|asked?|[a-z]+ed)\b)" if start else ""
    return Office(
        name,
        _rule(f"{name} in the list", rf"^(?i:(?:the )?(?:{role}))$", (name,), ("Member", f"Deputy {name}", f"Vice {name}", f"{name} of Governors")),
        _rule(f"the {name}", rf"\b[Tt]he {printed}\b{_OTHERS}{opening}", accepts, refuses),
        _rule(f"another {name}", rf"{_HANDED}(?:{role})\b){changes}", (f"elected as {name}", f"Election of {name}"), (f"the {name} said", "elected members")),
    )


OFFICES = (
    _office(
        "Chair", "(?:Chair|[Cc]hairman|[Cc]hairwoman|[Cc]hairperson)",
        r"(?:acting |council |meeting )?chair(?:man|woman|person)?(?: of (?:the )?(?:meeting|council|committee|board|panel|parish council|town council))?|in the chair|presiding|chairing",
        ("The Chair welcomed", "said the Chairman.", "The chairman’s view", "The Chair of the Committee thanked"),
        ("the Chair of Governors", "the Chair of the Finance Committee", "the Vice-Chair", "the Chairman Mr Rowe", "the chair lift", "The Chairman’s Charity", "Chairs"),
        changes=r"|(?i:\b(?:took|take|takes|taken|taking|vacated|vacating|relinquish(?:ed)?|resumed|assumed|left|occupied)\s+the\s+chair\b|\bchair\s+(?:was|being)\s+taken\b|\bin\s+the\s+absence\s+of\s+the\s+chair)",
    ),
    _office("Mayor", "Mayor", r"(?:lord |town |city )?mayor", ("The Mayor invited",), ("the Mayor of Aysham", "the Deputy Mayor", "the Mayor Elect", "the Mayor’s Parlour")),
    _office(
        "Clerk", r"(?:(?:Town|Parish|Council|Community) )?(?:Clerk|clerk)", r"(?:parish |town |council |community council |the )?clerk(?: to (?:the )?(?:parish |town |community )?council)?",
        ("The Clerk reported", "by the Parish Clerk.", "the clerk to write", "Clerk to reply saying", "the Clerk to the Council"), ("the Clerk to Aysham Burial Board", "the Clerk of Works", "the Assistant Clerk", "Clerk: P King"),
        start="Clerk",
    ),
    _office("Secretary", "[Ss]ecretary", r"(?:hon(?:orary|\.)? )?secretary", ("The Secretary read",), ("the Secretary of State", "the Membership Secretary", "the Secretary General")),
    _office("Treasurer", "[Tt]reasurer", r"(?:hon(?:orary|\.)? )?treasurer", ("The Treasurer said",), ("the Treasurer of the Hall", "the Deputy Treasurer")),
)  # fmt: skip
INITIALS = _rule(
    "initials", r"(?<![\w&.@'’-])(?<![a-z\d]/)(?P<key>[A-Z]{2,4})(?![\w&@]|/\d|\.[A-Za-z]|-\w|['’](?!s\b))", ("PB noted that", "ACTION GT: put", "PB’s report", "(CC)"), ("PB-12", "R&D", "APP/12", "a.PB", "Pb")
)  # fmt: skip
# `the PC agreed`, `Wexshire CC`, `5 PM` before, and `PC Jane Eve` after: not a person of that key.
NO_KEY_BEFORE = _rule(
    "no key after",
    r"(?:\b(?i:the|a|an|this|our|its|their|each|your)|\b(?!(?:When|While|After|Before|Both|And|But|With|Also|Then|That|Action|Actions|Owner)\b)[A-Z][a-z]{2,}|\d)\s$",
    ("agreed by the ", "Wexshire ", "at 5 "),
    ("said ", "and ", "(", "Action: ", ". ", ". When "),
)
NO_KEY_AFTER = _rule("no key before", r"\s[A-Z][a-z]+\b|\s?\d", (" Jane Eve", " 12"), (" noted", ": put", "/CC", "."))
MENTION_RULES = (*(rule for office in OFFICES for rule in (office.role, office.mention, office.changes)), INITIALS, NO_KEY_BEFORE, NO_KEY_AFTER)
