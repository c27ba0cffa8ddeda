"""What pages, sites and clerks' forms put around the minutes, and what opens a line of them: rows as in `rules`."""

from __future__ import annotations

import re

from ingest.meeting_rules import MONTHS
from ingest.rules import rule

_DRAWN = r"(?:(?:\\?[_.…‥]|\. ){5,}|…{2,})"  # a line to write on
_DATE = rf"(?:\d{{1,2}}\s?(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(MONTHS)}),?\s+\d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"

# Lines that somebody signs on. The first kind is known by its looks; the second only when it comes again.
SIGNATURE = rule(
    "signature line",
    rf"^(?=.{{0,200}}$)(?=.*{_DRAWN})(?!.*[._…\s]\d{{1,3}}$)[\W_]*(?:(?:date )?signed|signature|chair(?:man|woman|person)?|mayor|presiding|clerk|initial(?:s|led)|approved|dated?)\b",
    ("Signed ____________ Dated 3rd July 2018", "Chairman:.............. Date..............", "Signed …………………. (Chairman)", "Dated …………………", "Chairman’s signature ………… Date …………", "__________ Chairman",
     r"Signed: \_\_\_\_\_\_\_"),
    ("Signed by the Chairman", "Chairman’s report .......... 3", "Dated 3rd July 2018", "1. Date of next meeting ...... 12", "The Clerk _____"),
    re.IGNORECASE,
)  # fmt: skip
RUNNING_SIGNATURE = rule(
    "signature line that comes again", r"^\W*(?:Signed|SIGNED|Signature|SIGNATURE)\b(?=.{0,80}$)(?=\W*$|.*\b(?i:chair\w*|dated?|mayor|clerk)\b)(?!.*\.$)",
    ("Signed Chairman Date 3 July 2018", "Signature Dated", "Signed:"), ("The letter was signed", "Signed it was.", "signed it."),
)  # fmt: skip
SIGNATURE_LABEL = rule(
    "label of a line to write on", r"^\W*(?:signed|signature|dated?|chair(?:man|woman|person)?|mayor|(?:town |parish )?clerk|cathaoirleach)\W*$",
    ("Signed:", "Dated", "(Chairman)"), ("Signed by all", "Date of next meeting"), re.IGNORECASE,
)  # fmt: skip
DRAWN_LINE = rule("line to write on", rf"^[\s|]*{_DRAWN}[\s_.…|]*$", ("____________", "................", "………"), ("...", "Name ________"))
DATE_ALONE = rule("date alone", rf"^\W*{_DATE}\W*$", ("3rd July 2018", "3/7/2018"), ("Tuesday 3 July 2018 at 7 pm", "July"), re.IGNORECASE)

# What a site for meetings prints around the minutes of an item.
ATTACHMENT = rule(
    "size of a file", r"(?:\b(?:pdf|word|excel|file|document) icon[^\S\n]+)?\b(?:PDF|DOCX?|XLSX?|PPTX?|RTF|ZIP)[^\S\n]+\d+(?:\.\d+)?[^\S\n]?[KM]B\b",
    ("Minutes pdf icon PDF 143 KB", "Survey PDF 2 MB"), ("a PDF of 143 pages", "the PDF 143 was"),
)  # fmt: skip
MINUTES_LABEL = rule(
    "label of minutes or decision", r"^\W*(?:Minutes?|Decisions?)\s*:", ("Minutes:", "Decision: Approved"), ("Minutes of the last meeting:", "The minutes:")
)
DOCUMENTS_LABEL = rule(
    "label of documents", r"^\W*(?:additional|supporting|background|related|attached)\s+(?:documents|papers)\s*:?\W*$",
    ("Additional documents:", "Supporting documents"), ("Additional documents were tabled",), re.IGNORECASE,
)  # fmt: skip

# What opens a line wherever it stands, in text that lost its lines. `gap` is the blank before it.
PEOPLE_OPENING = rule(
    "label of a list of people",
    r"(?<=\S)(?P<gap>\s)\s*(?:(?:Members |Councillors |Those |Officers )?Present|(?:Members )?PRESENT|(?:Also )?In [Aa]ttendance|IN ATTENDANCE|Also [Pp]resent|Apologies(?: for [Aa]bsence)?|APOLOGIES|Absent|Co-opted members)\s*[:–-]",
    ("7.30 pm Present: Councillor", "Lunn Apologies for absence: Councillor", "Bell In attendance: the Clerk"),
    ("Present: Councillor", "those present were"),
)
_BEFORE_A_NUMBER = r"(?<=[^\s,;:(/£$€&–—-])(?P<gap>\s)"
NUMBER_OPENINGS = (
    rule("number and stop", rf"{_BEFORE_A_NUMBER}\s*\d{{1,4}}[.)]\s+(?=[\"“]?[A-Z])", ("noted. 4. Matters Arising",), ("cost £4. The", "noted 4.5 The", "by 4. the")),
    rule("minute and year", rf"{_BEFORE_A_NUMBER}\s*[A-Z]{{0,4}}/?\d{{1,4}}/\d{{2}}\s+(?=[A-Z])", ("made. 72/17 Planning",), ("on 1/2/17 The", "(72/17 Planning")),
    rule("number below a number", rf"{_BEFORE_A_NUMBER}\s*\d{{1,3}}\.\d{{1,2}}\.?\s+(?=[A-Z])", ("noted. 4.1 Clerk’s Report",), ("£4.10 The", "at 4.10 pm")),
    rule("bare number", r"(?<=[.!?)”\"])(?P<gap>\s)\s*\d{1,4}\s+(?=[A-Z])", ("noted. 4 Matters Arising",), ("in 2020 Present", "noted. 4 members")),
)  # fmt: skip
LINE_OPENINGS = (
    rule("clause", r"(?:(?<=[:;,.])|(?<=\band)|(?<=\bor))(?P<gap>\s)\s*\(?[a-h]\)\s+(?=\w)", ("RESOLVED: a) that", "closed; (b) that", "closed; and (c) that"), ("plan a) that",)),
    rule("bullet", r"(?<=\S)(?P<gap>\s)\s*[•●▪■◦\uf0a7\uf0b7]\s", ("held • Potholes",), ("held - Potholes",)),
    rule("label of a decision", r"(?<=[^a-z\s,])(?P<gap>\s)\s*(?:RESOLVED|AGREED|Resolved\s*[:–-]|ACTION\b|Action\s*[:–-]|Proposed by|Moved by)|(?<=\S)(?P<more>\s)\s*(?:RESOLVED|AGREED|ACTION)\s*:", ("spoke. RESOLVED that", "it rained RESOLVED: That"), ("It was RESOLVED", "and RESOLVED that")),
    PEOPLE_OPENING,
    rule(
        "the minutes' own name", r"(?<=ouncil|OUNCIL|mittee|MITTEE)(?P<gap>\s)\s*(?:Minutes|MINUTES)\s(?i:of\s(?:the|an?)\s(?:[\w-]+\s){0,6}?(?:meeting|council|committee)\b)",
        ("Wick Parish Council Minutes of the meeting held on", "Harbour Committee MINUTES OF THE ANNUAL MEETING"), ("The Minutes of the meeting held on",),
    ),
    rule("signature", r"(?<=\S)(?P<gap>\s)\s*Signed\W{0,3}[_.…]{4,}", ("8.15 pm. Signed ______ Dated",), ("was signed by ____",)),
)  # fmt: skip

RULES = (SIGNATURE, RUNNING_SIGNATURE, SIGNATURE_LABEL, DRAWN_LINE, DATE_ALONE, ATTACHMENT, MINUTES_LABEL, DOCUMENTS_LABEL, *NUMBER_OPENINGS, *LINE_OPENINGS)
