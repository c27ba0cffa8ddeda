"""How minutes introduce an abbreviation: rows as in `rules`, run by the same test."""

from __future__ import annotations

import re

from ingest.rules import Rule, rule

# A short form: one or two words of two to ten characters in all, which `ingest.abbreviations` looks at more closely.
SHORT = r"[^\W_][\w&./+'’-]{0,8}[^\W_](?: [A-Z0-9][\w&-]{0,5})?"
_QUOTE = r"[\"'“”‘’]?"
_SAID = r"(?:(?:the|or|now|also|a\.?k\.?a\.?|here(?:in)?after|henceforth|known as|(?:to be )?referred to as|called|abbreviated (?:to|as)|abbreviation:?|acronym:?|in short:?)[\s,:]+)*"

# What stands right behind the long form. Groups: `short`.
BEHIND = (
    rule(
        "short form in brackets", rf"\(\s*{_SAID}{_QUOTE}(?P<short>{SHORT}){_QUOTE}(?:,? for short)?\s*(?:[;,:][^()]*)?\)",
        ("Elective Travel Plans (ETP)", "the Office of Fair Moorings (“OFM”)", "Mill Lane Trust (hereafter the MLT)", "a Tree Work Order (TWO; see item 4)", "Traffic Orders (TOs)", "(known as 'ETP')", "(ETP for short)"),
        ("(£25)", "ETP", "(the report of the clerk was noted)", "()"), re.IGNORECASE),
    rule(
        "short form behind words that say so", rf"\b(?i:here(?:in)?after(?: referred to as| called| known as)?|henceforth|known as|referred to as|abbreviated (?:to|as))\s+(?i:the\s+)?{_QUOTE}(?P<short>[A-Z][A-Z&]{{1,9}}s?)\b{_QUOTE}",
        ("the Mill Lane Trust, hereafter MLT, said", "Elective Travel Plans, abbreviated to “ETP”", "known as the MLT"),
        ("known as Mill Lane", "hereafter the Trust", "referred to as above")),
)  # fmt: skip
# A short form with its long form in brackets behind it. Groups: `short`, `long`.
BEFORE = (
    rule(
        "long form in brackets", rf"(?<![\w£&/-]){_QUOTE}(?P<short>(?=[A-Z\d]){SHORT}){_QUOTE}\s*\(\s*(?i:the\s+)?{_QUOTE}(?P<long>[^\W\d_][^();]{{2,200}})(?:;[^()]*)?\)",
        ("the ETP (Elective Travel Plan)", "ETP (the Elective Travel Plan; see item 4)", "“ETP” (Elective\nTravel Plan)"),
        ("the ETP (25)", "A (Chair)", "ETP Elective Travel Plan")),
)  # fmt: skip
ABBREVIATION_RULES: tuple[Rule, ...] = (*BEHIND, *BEFORE)

# Where no long form reaches across: the end of a sentence or a clause, a cell, another bracket. Not a blank line: some minutes have one behind every line.
BREAK = re.compile(r"[.!?;:](?=\s)|[\t()\[\]|•●▪]|\s[-–—]+\s")
NO_SHORT = re.compile(r"\d[/.:-]\d|^X{0,3}(?:IX|IV|V?I{0,3})$|^\d+\w{0,2}$|[./'’-]{2}")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words that a short form may pass over.
LITTLE = frozenset("a an and as at by for from in into its of on or per s the to under with agus an na de la le y".split())
# A title right before what would be a long form, or at its beginning.
TITLE = re.compile(r"\b(?:cllrs?|councill?ors?|crs?|cm|mr|mrs|ms|miss|mx|dr|prof|professor|rev|revd|sir|dame|lord|lady|sgt|insp)\b\.?\s*$", re.IGNORECASE)
