"""Dates, amounts, shares, laws and reference numbers as minutes print them: rows as in `rules`, run by the same test.

They are read in text prepared by `entity_text`: a space may be the end of a wrapped line, and words all in capitals have been written small.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.domain import Label
from ingest.rules import Rule


@dataclass(frozen=True)
class Labelled:
    """A rule and what it finds; the group `e`, where there is one, is the name, or holds several, each of them found by `parts`."""

    label: Label
    rule: Rule
    parts: re.Pattern[str] | None = None


_SPACE = re.compile(r"(\\.|\[(?:\\.|[^\]])*\])| ")


def wrapped(pattern: str) -> str:
    """A pattern whose spaces, those of its sets of characters aside, may be line ends."""
    return _SPACE.sub(lambda found: found[1] or r"[ \n]", pattern)


def _row(label: Label, name: str, pattern: str, accepts: tuple[str, ...], refuses: tuple[str, ...] = (), flags: int = 0, parts: str | None = None) -> Labelled:
    return Labelled(label, Rule(name, re.compile(wrapped(pattern), flags), accepts, refuses), None if parts is None else re.compile(wrapped(parts)))


_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_LONG_MONTH = r"January|February|March|April|May|June|July|August|September|[O0]ctober|November|December|Janurary|Febuary|Feburary|Septemeber|Septmber|Novemeber|Decemeber"  # with common slips
_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?:{_LONG_MONTH}|{_SHORT_MONTH})"
_YEAR = r"(?:(?:19|20)\d\d|2[O0][0-9O]{2})"
_ORDINAL = r"[0-3]?\d ?\^?(?:st|nd|rd|th)\b\^?"
_NTH = rf"(?:{_ORDINAL}|[0-3]?\d)"
_SCANNED = rf"(?:[0-3]?\d[°º”\"*^]|{_NTH})"  # a small raised `th` as a scanner may read it
_IN_FIGURES = r"[0-3]?\d[./][0-3]?\d[./](?:20|19)?\d\d"
_COUNTED = r"(?:first|second|third|fourth|final|last)"
_ZONE = r"(?: ?(?:GMT|BST|UTC|CES?T|IST|[ECMP][SD]?T|NZ[SD]T|AE[SD]T)\b)?"
_HOUR = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?::[0-5]\d)?[ .]?(?:[ap]\.? ?m\b\.?|o['’]clock|noon)|(?:[01]?\d|2[0-3])(?::[0-5]\d|\.[0-5]\d(?= ?(?:hrs?\b|hours)))(?: ?(?:hrs?\b|hours))?"
_TIME = rf"(?:{_HOUR}){_ZONE}"
_KIND_OF_YEAR = r"(?:municipal|financial|fiscal|calendar|civic|academic|school|council|election|tax|budget)"
_PERIOD = rf"(?:(?:{_KIND_OF_YEAR} )?(?:year|month|week|weekend|quarter|term|decade|summer|winter|spring|autumn|fall|century|fortnight))"
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|forty|fifty|hundred|several|couple of|few|\d{1,3}(?: ?[-–] ?\d{1,2})?)"
_ENDED = r"(?:(?:(?:financial |fiscal |municipal )?year|half[- ]year|quarter|month|(?:three|six|nine|twelve) months|period) (?:ended|ending))"
_LATER = rf"(?:(?:early(?: in)?|late(?: in)?|mid|the end of|end of|beginning of|start of|middle of|week (?:beginning|commencing|ending)|w/[ce]|{_ENDED}|later (?:this|in)|earlier (?:this|in))[ -](?:the )?)"
_FULL = rf"(?:{_SCANNED}(?: day)?(?: of)? {_MONTH}(?:, ?| ){_YEAR}|{_MONTH} (?:{_NTH}(?:, ?| )|{_ORDINAL}\. ){_YEAR}|{_NTH}(?: day)?(?: of)? {_MONTH}|{_MONTH} {_NTH}(?!\d|[:/]|\.\d)|{_MONTH},? {_YEAR})"
_A_DATE = rf"(?:(?:{_DAY}\.?[,:]? )?(?:the )?{_FULL})"
_AND = r"(?:,? ?(?:and|&) ?|, ?)"
_THIS_YEAR = r"(?: (?:of )?(?:this|last|next|that) year)?"
DATES = (
    _row("DATE", "date in words", rf"(?<!\w){_LATER}?{_A_DATE}{_THIS_YEAR}(?!\w)",
         ("Monday 17 November 2031", "July 8, 2031", "8th day of July, 2031", "week beginning 24 April", "Wed 8 March", "end of March 2032", "8th April, 2031", "28° April, 2031", "year ended 31 July 2031", "4 June this year", "July 9,2031", "8th Decemeber 2031"), ("16 people", "March past"), re.IGNORECASE),
    _row("DATE", "date with a short year", rf"(?<!\w)(?:{_DAY}[.,]? )?{_NTH} (?:{_SHORT_MONTH} ['’]?|(?:{_LONG_MONTH}) ['’])\d\d(?![\w/%£$€]|[:.,]\d| [a-z(]|-\d)", ("As at 8 Sept 31 Account", "8th June '31", "Wed. 8 Jun '31"), ("8 Sept 31 people", "8 Sept 10.30")),
    _row("DATE", "month and a short year", r"(?<![\w-])(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:[-–]|[- ]?['’])\d\d(?![\w/-]|[:.,]\d)", ("Clerk Sep-31 40.00", "paid Aug ’31"), ("May 12-13", "Jan-3")),
    _row("DATE", "range of dates", rf"(?<!\w)(?:(?:{_A_DATE}|{_LONG_MONTH}|{_ORDINAL}) ?(?:-|–|—|to|until|through)|{_NTH} ?(?:-|–|—|to)) ?{_A_DATE}(?!\w)|(?<!\w)(?:{_LONG_MONTH}) {_NTH} ?[-–] ?{_NTH}(?:,? {_YEAR})?(?![\w/:]|\.\d)|(?<![\w/.£$€-])(?:{_IN_FIGURES}) ?[-–] ?(?:{_IN_FIGURES})(?![\w/]|[.-]\d)|(?<!\w){_ORDINAL}/{_ORDINAL}(?: of)? (?:{_LONG_MONTH})(?:,? {_YEAR})?(?!\w)",
         ("1/1/31 - 31/12/31", "May 12-13, 2031", "April 2031 to March 2032", "3-5 May 2020", "1 May - 4 June", "8th/9th April, 2031"), ("April or May", "Grade 7 until 41 May")),
    _row("DATE", "range of months", rf"(?<!\w)(?:{_MONTH}) ?(?:-|–|—|to|until|through) ?(?:{_MONTH})(?: {_YEAR})?(?![\w-])", ("January-April", "June to August 2031"), ("January or April", "May to")),
    _row("DATE", "range of years", r"(?<![\w/.£$€#,-])(?:19[3-9]\d|20[0-4]\d) (?:to|until|through) (?:19[3-9]\d|20[0-4]\d)(?![\w/%]|,\d|\.\d|-\d)", ("from 2031 to 2035",), ("2031 to 21 people", "£2031 to 2035")),
    _row("DATE", "days before another", rf"(?<![\w/.£$€-])(?P<e>(?:(?:{_DAY},? )?{_NTH}{_AND}){{0,11}}(?:{_DAY},? )?{_NTH})(?={_AND}(?:{_DAY},? )?(?:the )?{_NTH}(?: of)? (?:{_LONG_MONTH})\b)", ("5th and 6th June", "4, 11 and 18 May", "Saturday 5th and Sunday 6th June"), ("5 and 6 trees", "items 5 and 6 were"),
         parts=rf"(?:{_DAY},? )?{_NTH}"),
    _row("DATE", "days behind another", rf"\b(?:{_LONG_MONTH}) {_NTH}(?P<e>(?:{_AND}{_NTH})*{_AND}{_NTH}(?:,? {_YEAR}|(?=[.;)\n]|$)))(?!\w)", ("May 12 and 13, 2031", "May 4, 11, 18 and 25, 2031"), ("May 12 and 13 others",),
         parts=rf"{_NTH}(?:,? {_YEAR})?(?!\w)"),
    _row("DATE", "month that is a word, behind one of time", r"\b(?i:in|since|until|till|during|throughout) (?P<e>March|May)(?![\w'’-]| [A-Z\d])", ("In May we", "until March."), ("seconded by May", "in May Road", "in May 2031")),
    _row("DATE", "months in a row", rf"(?<!\w)(?P<e>(?:{_MONTH}|May|Mar)(?: ?/ ?(?:{_MONTH}|May|Mar)\b\.?)+)(?!\w| {_NTH}| ?/)", ("Sept/Oct", "April/May accounts"), ("Watkins/May", "June/Jul 4"), parts=rf"{_MONTH}|May|Mar\b"),
    _row("DATE", "month in a list of months", rf"(?<!\w)(?:{_LONG_MONTH}|{_SHORT_MONTH}),? ?(?:and|&|,) ?(?P<e>(?:Feb|Aug|Sept?|Oct|Nov|Dec)\b\.?)(?! ?\d)", ("wages (July, Aug.)", "Sept & Oct"), ("July, Augmented", "Sept and Oct 4")),
    _row("DATE", "date in figures", r"(?<![\w/.£$€-])(?:[0-3]?\d([./-])[01]?\d\1(?:20|19)?\d\d|[01]?\d([./-])[0-3]?\d\2(?:20|19)?\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\w/]|[.-]\d)",
         ("17.11.31", "3/17/32", "2031-05-04"), ("31.07.4", "32/17/417", "1.2.3.4")),
    _row("DATE", "financial year", rf"(?<![\w/.£$€-])(?:FY ?)?(?:19|20)\d\d(?! [–-] \d\d [a-z]+s\b) ?[/–-] ?(?:(?:19|20)\d\d|\d\d)(?:(?<=\d) {_KIND_OF_YEAR} year\b)?(?![\w/-]|\.\d)", ("2031/32", "2030/2031", "2027-2032", "2031- 2032", "the 2031/32 financial year"), ("2031/321", "12031/32", "2031 – 25 loads")),
    _row("DATE", "year", rf"(?<![\w/.£$€#,-])(?:(?:end|start|beginning|middle) of |early |late |mid[- ])?(?:19[3-9]\d|20[0-4]\d)(?: {_KIND_OF_YEAR} year\b)?(?:['’]s|s)?(?![\w/%]|,\d|\.\d|-\d| (?:metres|homes|houses|people|trees))(?<!2000(?= (?!was|has|its)[a-z]{{4}}))", ("in 2031", "the 1980s", "the 2031 calendar year", "by the end of 2031"), ("2031/32", "£2031", "2031-58", "2000 bulbs")),
    _row("DATE", "month", rf"(?<!\w)(?:(?:{_COUNTED}|[1-5](?:st|nd|rd|th))(?: and (?:{_COUNTED}|[1-5](?:st|nd|rd|th)))? weeks? (?:of|in) )?{_LATER}?(?:(?:last|next|this|early|late|mid)[ -])?(?:January|February|April|June|July|August|September|October|November|December){_THIS_YEAR}(?!\w| [Ff]ools?\b)", ("the October meeting", "end of February", "third week of April", "first and second weeks of July", "October this year", "June of that year"), ("Octoberfest", "April fools")),
    _row("DATE", "March or May", r"(?:(?<=\bin )|(?<=\bthe )|(?<=\buntil )|(?<=\btill )|(?<=\bby )|(?<=\bof )|(?<=\bfrom )|(?<=\bsince )|(?<=\b[Ll]ast )|(?<=\bnext )|(?<=\bfor )|(?<=\bto )|(?<=\bour )|(?<=\bduring )|(?<=\bthan ))(?:(?:early|late|mid)[ -]|end of )?(?:March|May)(?: (?:this|last|next|of that|of this) year)?(?= (?:[Mm]eeting|minutes|agenda|edition|issue|session|for|and|or|to|when|but|the)\b|[.,;:)?!]|\n|$)", ("by the May meeting", "in March.", "in March?", "the May Meeting of"), ("they May not", "the March past")),
    _row("DATE", "in March or May", r"(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\btill )|(?<=\bnext )|(?<=\bduring ))(?:March|May)(?= [a-z(–-]|['’]s )", ("elections in May would be", "next May's fair"), ("in May Road", "in March 2031")),
    _row("DATE", "March or May with a word", r"\b(?:early|late|mid|end of|beginning of)[ -](?:March|May)\b", ("in early March if", "by the end of May we"), ("the March past",)),
    _row("DATE", "day of the week", rf"(?:(?<=\b[Oo]n )|(?<=\b[Nn]ext )|(?<=\blast )|(?<=\bthis )|(?<=\buntil )|(?<=\bfrom )|(?<=\bby ))(?i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?: (?:morning|afternoon|evening|night))?(?!s|\w| {_NTH})", ("open on Thursday.", "done on thursday as"), ("Mondays", "a Sunday", "on thursdays")),
    _row("DATE", "day of the week and of the month", rf"\b{_DAY},? (?:the )?{_ORDINAL}(?!\w| ?(?:of )?{_MONTH}| (?:of|in|floor|hole|tee)\b)", ("until Friday 15th at", "Thursday, the 5th"), ("Friday 15th June", "Thursday 5 people")),
    _row("DATE", "day of the week to come", r"\b(?P<e>(?:this coming|coming|this|next|Next|last) (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?: (?:morning|afternoon|evening|night))?)(?!s?\w| [0-3]?\d)", ("this coming Saturday", "next Thursday."), ("this coming Mondays", "a Sunday")),
    _row("DATE", "day of the month alone", r"(?:\b(?:on|by|until|till|from|since|to) the )(?P<e>(?:[12]?\d|3[01])(?:st|nd|rd|th))(?= (?:and then|at|but|if|when|so)\b|[.,;:)](?! ?\d)| [●○■•]|\n\n|$)", ("met on the 22nd.", "due by the 8th, if"), ("on the 1st floor", "to the 12th green")),
    _row("DATE", "week of a day", rf"\b(?i:week (?:beginning|commencing|ending)|w/[ce]) (?:{_DAY},? )?(?:the )?{_ORDINAL}(?!\w| (?:{_MONTH}))", ("week commencing 20th",), ("the week 20th", "week commencing 20th May")),
    _row("DATE", "time of day", rf"(?<![\w.:£$€])(?:{_TIME}|noon|midday|midnight)(?![\w:]|\.\d)", ("at 3.20 pm", "4:20 p.m.", "3.20pm", "15:20", "8:25 A.M.", "4 p.m.", "14:10 GMT"), ("7.30", "2.5 miles"), re.IGNORECASE),
    _row("DATE", "time behind at", r"(?<=\bat )(?:[1-9]|1\d|2[0-3])\.[0-5][05](?= (?:on|in|at|and|for|with|to|by|until|the|when|there)\b|[,;:)]| [–-] |\.?(?:\n|$)|\. [A-Z])|(?<![\w.:£$€])(?:[1-9]|1[0-2])\.[0-5]\d(?= in the (?:morning|afternoon|evening)\b)", ("Friday at 12.30 with", "closed at 9.35."), ("at 3.50 per hour", "at 1.25%", "at 4.10 metres")),
    _row("DATE", "range of times", rf"(?<![\w.:£$€])(?:[0-2]?\d[.:]?[0-5]?\d?(?: ?[ap]\.?m\.?)?) ?(?:-|–|to|until) ?(?:{_TIME}|noon|midday|midnight)(?!\w)", ("8 AM to 4 PM", "from 6.30 to midnight", "8-9.20am", "18:30-19:00"), ("9 to 5",), re.IGNORECASE),
    _row("DATE", "term or season", rf"\b(?:{_LATER}?(?:Spring|Summer|Autumn|Fall|Winter|Michaelmas|Hilary|Trinity|Lent)(?: (?:Term|term|half[- ]term))(?: {_YEAR}(?:[/-]\d\d)?)?|(?:{_LATER})?(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of)? {_YEAR}(?:[/-]\d\d)?)", ("Autumn Term", "summer 2031", "early summer 2031"), ("the summer fair",)),
    _row("DATE", "quarter", rf"\b(?:Q[1-4](?: ?[/&-] ?Q[1-4])*|(?:{_COUNTED}|[1-4](?:st|nd|rd|th)) [Qq]uarter|[Qq]uarter (?:[1-4]|one|two|three|four|One|Two|Three|Four))(?:,?(?: of)?(?: the)?(?: (?:{_YEAR}(?:[/-]\d\d)?|FY ?\d\d(?:[/-]\d\d)?|\d\d[/-]\d\d))|(?: of)? this year)?(?!\w)", ("Q1 2031/32", "first quarter of 2031", "quarter 3", "Q2/Q3 2031"), ("a quarter of it",)),
    _row("DATE", "holiday", r"\b(?:Christmas(?: Day| Eve)?|Easter(?: Sunday| Monday)?|Good Friday|New Year(?:['’]s (?:Day|Eve))?|Boxing Day|Thanksgiving|Hallowe['’]?en|Labou?r Day|Memorial Day|Independence Day|Remembrance (?:Day|Sunday)|Armistice Day|Anzac Day|Waitangi Day|Canada Day|St\.? Patrick['’]s Day|Mardi Gras|Ramadan|Eid|Diwali|Hanukkah)(?!\w)(?! (?:lights?|tree|trees|card|cards|fair|market|event|party|lunch|dinner|fayre|decorations|carol|parade|hamper|bonus|egg|Lights?|Tree|Fair|Market|Event|Party|Lunch|Dinner|Fayre|Parade|School|Road|Street))(?! \w+ (?:Lights?|Tree))", ("over the Christmas period",), ("Christmas lights", "Eastern Roads")),
    _row("DATE", "new year", r"\b(?:early in the |in the early |(?<=in the )|(?<=into the )|(?<=until the ))new year\b(?! (?:group|intake))", ("again in the new year.", "early in the new year"), ("a new year group", "the new year group")),
    _row("DATE", "period from now", rf"\b(?:(?:the )?(?P<e>(?:(?:earlier|later|end of|end of the|early|late) )?(?:this coming|this past|this|last|next|coming|past|previous|current|following|preceding) (?:(?:{_COUNT} )?{_PERIOD}s?|{_COUNT} (?:days|hours)))|(?P<e2>(?:about |over |some )?(?:{_COUNT}|an?) (?:{_PERIOD}|day|hour)s? ago))(?! (?:old|olds)\b)(?! by year)(?![\w-])", ("last year", "later this month", "end of this year", "the coming week", "next three financial years", "six months ago", "this coming autumn", "the next few days", "thirty years ago", "next 1-2 weeks"), ("six months", "weekly", "one year"), re.IGNORECASE),
    _row("DATE", "part of a period", r"\b(?:later|earlier) in the (?:day|week|month|year|spring|summer|autumn|winter)\b|\b(?:end|beginning|start|middle) of the (?:(?:financial|fiscal|calendar|municipal|school|academic|council) )?(?:week|month|year|summer|winter|spring|autumn|quarter|term|decade)(?! (?:accounts|report|figures|\d|one|two|three))\b|\b(?:year|week|month|weeks|months|years) ahead\b", ("later in the autumn", "by the end of the week", "the year ahead"), ("end of the road", "go ahead", "end of the year 6")),
    _row("DATE", "this day", r"\b(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening))(?:(?= evening| morning) (?:evening|morning))?\b", ("done yesterday", "today's meeting"), ("todays",), re.IGNORECASE),
)  # fmt: skip
_SIGN = r"(?:(?:NZ|US|CA|CAD|AU|A|C)?\$|£|€|¥)"
_FIGURE = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d+)?"
_SCALE = r"(?: ?(?:[Mm]illion|[Bb]illion|thousand|trillion|mn?|bn|k)\b|[KMB]\b)?"
AMOUNTS = (
    _row("MONEY", "amount", rf"(?<!\w)[-–]?{_SIGN} ?(?:{_FIGURE}){_SCALE}(?:(?:/| per | a )?(?:(?<=/)hr|(?<=/)hour))?(?!\w|,\d{{3}})|(?<!\w)[-–]?{_SIGN} ?(?:{_FIGURE})(?=p(?:a|cm|w|p)\b)",
         ("£2,000pa", "£7pp", "£208m", "$8.4 million", "€70,000", "£6172", "$ 34,580.00", "NZ$3.2m", "£1,234.56"), ("107m", "£")),
    _row("MONEY", "range of amounts", rf"(?<!\w){_SIGN} ?(?:{_FIGURE}){_SCALE} ?[-–] ?{_SIGN}? ?(?:{_FIGURE}){_SCALE}(?!\w)", ("£10-£20", "$5m – $6m"), ("£10 and £20",)),
    _row("MONEY", "amount with a word", rf"(?<![\w.,£$€])(?:(?:{_FIGURE}){_SCALE} ?(?:pounds|dollars|euros?|pence|cents|EUR|GBP|USD|NZD|CAD|AUD)\b|(?:(?<=[a-z,(] )\d{{1,3}}p\b|\d{{1,3}}p\b(?!\. [A-Z]))|(?:{_FIGURE})(?:[£€$]m?|[£€]k)(?!\w))",
         ("40 pounds", "3£m", "50p", "2,000 euro", "costs 50p. The"), ("the pounds", "p50", "58p. Petition of")),
    _row("MONEY", "amount behind a code", rf"(?<!\w)(?:EUR|GBP|USD|NZD|CAD|AUD) ?(?:{_FIGURE}){_SCALE}(?!\w)", ("EUR 40,000", "NZD1.2m"), ("EUR",)),
    _row("PERCENT", "share", r"(?<![\w.,])[-+–]?(?:\d+(?:[.,]\d+)?|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred))(?: ?%)?(?: ?(?:-|–|to) ?\d+(?:\.\d+)?)?(?: ?%| ?per ?cent(?:age points?)?\b| percent\b)", ("90%", "ten percent", "15%-35%", "2.5 per cent", "twenty-five percent"), ("90", "percent")),
)  # fmt: skip
_PARA = r"(?:\d\w*+(?:[.-]\w++)*+(?: \d(?=\())?(?: ?[(\[][\w]{1,5}[)\]]){0,5}|[A-Z]{1,5}\b(?:[.-]\d+)*(?: ?\([\w]{1,5}\))*)"
_PARAS = rf"{_PARA}(?:(?:\.?,? and|,? or|,? &|,|\.? to|\.? through|-|–) ?(?:{_PARA}|\([\w]{{1,5}}\))){{0,9}}"
_SECTION = rf"(?:(?:(?:[Ss]ub-?)?[Ss](?:ections?|ec\.|s?\.?)|[Cc]lauses?|[Cc]hapters?|[Aa]rticles?|[Ss]chedules?|[Pp]arts?|[Pp]aragraphs?|[Rr]egulations?|[Rr]ules?|[Tt]itles?|[Dd]ivisions?)(?:\(s\))? ?{_PARAS})"
_OF_IT = rf"(?:{_SECTION}\.?(?: \([^()\n]{{3,60}}\))?)"
_IN = r"(?:,? (?:of|in|to|under)(?: the)? |,? )"
_WORD = r"[A-Z][\w'’&-]{0,40}+"
_OF = r"(?:of|and|for|the|to|in|on|at|with|&)"
_ACT_NAME = rf"(?:{_WORD}|\([A-Z][^()\n]{{2,60}}\))(?:(?!,? (?:and|&) the ),? (?:{_OF} ){{0,2}}(?:{_WORD}|\([A-Z][^()\n]{{2,60}}\))){{0,9}}?"
_ENACTED = r"(?:,? (?:\([A-Z][\w ]{2,25}\) )?(?:of )?(?:19|20|18)\d\d(?:(?: ?[-–] ?| to )(?:19|20)\d\d\b)?)"
_CHAPTER = r"(?:,? (?:S\.O\.|R\.S\.O\.) ?\d{4})?(?:,? [cC]\. ?[A-Z]?\.?\d+)?"
_BEHIND = rf"(?:,? (?:[Ss](?:ections?|s?\.) ?|[Ss]s? ?(?=\d)|[Ss]chedules? )(?=\d){_PARAS})?"
_NO_NAME = r"(?!The |This |That |An? |In |Under |See |WHEREAS |Whereas |THEREFORE |Therefore )"
_CODE_OF = r"(?:Civil|Penal|Building|Fire|Plumbing|Electrical|Planning|Education|Government|Health and Safety|Revenue|Public Resources|Public Contract|Municipal|Zoning|Election|Elections|Highway|Criminal|Labor|Vehicle|Family|Welfare and Institutions|Business and Professions) Code"
LAWS = (
    _row("LAW", "act", rf"\b{_NO_NAME}(?:{_SECTION}(?: \([^()\n]{{3,60}}\))?{_IN}){{0,4}}{_ACT_NAME} (?:(?:Acts?|act|Regulations?|Measure|Order)\b(?:,? (?:Act )?)?(?:\(\w[\w ]+\) )?{_ENACTED}|(?:Act|Code of Conduct Regulations)\b){_CHAPTER}{_BEHIND}(?!\w)",
         ("Section 417 of the Local Roads Act 1931", "Eastland Ponds Act 1931", "Section 417(2) of the Municipal Act, 2031, c. 58", "Section 417(2)(b) and (e) of the Ponds Act, 2031", "Fields and Ponds Drainage (Access) (Eastland) Regulations 2031", "Ponds & Fields act 2031", "Ponds and Fields Acts 1931 to 2031", "Local Ponds Act 1931 s.417"), ("the Act", "Act 1931", "an act of 1931")),
    _row("LAW", "bylaw or code", rf"\b{_NO_NAME}(?:{_SECTION}(?: \([^()\n]{{3,60}}\))?{_IN}){{0,4}}{_ACT_NAME} (?:By-?laws?(?: (?:19|20)\d\d)|{_CODE_OF})(?: [Ss]ections? {_PARAS})?(?!\w)",
         ("Clause 4.7.2(b)(i) of Chapter 4 (Ponds) of the Ashvale Consolidated Bylaw 2031",), ("the bylaw",)),
    _row("LAW", "code and section", rf"\b(?:[A-Z][a-z]+ (?:and [A-Z][a-z]+ )?)Code,? (?:(?:[Ss]ections?(?:\(s\))?|[Ss]ec\.|§§?) ?{_PARAS}|\d{{3,5}}(?:\.\d+)?(?:\(\w{{1,3}}\)|\[\w{{1,3}}\])*)(?!\w)", ("Education Code sections 41707 and 41708", "Education Code section 41707[b]", "Government Code Section 41758", "Education Code 41707(c)"), ("code section", "Class Code 41")),
    _row("LAW", "section of a law", rf"\b{_OF_IT}(?:,?(?: and)? {_OF_IT}){{0,3}}(?:(?: of| in|,)(?: the)? {_OF_IT}){{0,4}},? (?:of|to|under|in)(?: the)? (?:[A-Z][\w'’-]*(?: (?:of|the|and|for))* ?){{0,8}}?(?:Act|Code|Constitution|Regulations|By-?law|Measure|Ordinance|Charter)\b(?: of(?: the)?(?: [A-Z][\w'’]*(?: of)?)+)?{_ENACTED}?",
         ("Article X, Section 10 of the Constitution of Eastland", "Section 4-417 of Article V of Chapter 4 of the Code of the City of New Arden", "Sections 4-1, 4-17, 4-505, and 12-11 of the Code of New Arden", "Section 4-17 of the Home Rule Charter", "Article 4, Section 4.7.A. (Table 4-1) of the Zoning Ordinance", "Division 4 of Article X in Chapter 7 of the Code of Arden"), ("section of the road",)),
    _row("LAW", "section of the act of a year", rf"\b{_SECTION},? (?:of|to|under|in) (?:the )?(?:18|19|20)\d\d Act\b|(?<=\bthe )(?:18|19|20)\d\d Act\b", ("section 41G of the 1931 Act", "under the 1931 Act"), ("in 1931 Act two",)),
    _row("LAW", "section by itself", r"\b(?:[Ss]ections? \d{3}[A-Z]{0,2}|[Ss]ections? \d{1,4}[A-Z]{0,2}(?: ?\(\d{1,2}[A-Z]?\)| ?\([a-z]{1,3}\)(?=\())|[Ss]ection \d{1,3}-\d{2,4}|[Ss]ections? \d{1,3}(?:\.\d{1,3})+\.[A-Z](?:\.\d{1,2})?)(?: ?\(\w{1,4}\))*(?![\w-]|\.\d| ?\([a-z]{5}|,? (?:of|in|to) (?:the|this|our|its|a)\b|,? (?:Lot|Block|Square|Plan)\b)", ("a Section 417 Notice", "under Section 41(2)(b)", "as required by Section 41-703.", "Section 41.7.C to"), ("Section 4 was", "section 417 of the plan", "Section 1.4", "Section 417-4")),
    _row("LAW", "section of an article", rf"\b(?:[Aa]rticle|[Cc]hapter|[Dd]ivision) [\dIVX]+(?:[.-][A-Z\d]+)*(?:,? (?:[Ss]ections?|[Ss]ec\.) {_PARAS}|,? of (?:[Aa]rticle|[Cc]hapter) [\dIVX]+(?:[.-][A-Z\d]+)*)", ("Article 43, Section 43.7.C to grant", "Chapter 41, Sections 41-7 and 41-17", "Division 4 of Chapter 7"), ("Article 43 was",)),
    _row("LAW", "charter and section", rf"\b(?:(?!The |An? |This )[A-Z][a-z]+ ){{0,3}}(?:Charter|(?:Zoning|Noise|Traffic|Building|Planning) Ordinance),? [Ss]ections? (?=\d){_PARAS}(?!\w)", ("Home Rule Charter Section 4-17",), ("Home Rule Charter", "Charter School")),
    _row("LAW", "code of regulations", rf"\b(?:Title \d+,? (?:of )?(?:the )?)?(?:[A-Z][a-z]+ )?Code of (?:Federal )?Regulations(?:,? (?:[Tt]itle|[Ss]ections?) (?=\d){_PARAS})*", ("Title 4, Eastland Code of Regulations, section 4170",), ("Code of Conduct",)),
    _row("LAW", "statutory instrument", r"\bS\.?I\.? ?(?:[Nn]o\.? ?)?\d{1,4}(?: of |/)(?:19|20)\d\d\b", ("S.I. No. 417 of 2031", "SI 41/2031"), ("SI 417",)),
    _row("LAW", "short section", r"(?<![\w'’.])(?:[Ss]\.? ?(?=\d{3}(?!\d))\d{3}[A-Z]?|[Ss]{1,2}\. ?\d{1,3}[A-Z]{0,2}(?:[-–]\d{1,3})?|[Ss]\d{2,3}[A-Z]?(?= (?:agreements?|charges|notices?|orders?|payments?|funds?|funding|mon(?:ey|ies)|grants?|contributions?|consents?|information|Agreements?|Notices?|Orders?|Funds?|Funding)\b))(?: ?\(\w{1,4}\))*(?![\w-]|\.\d| \d[A-Z]{2}\b)", ("a s417 payment", "(s.41-47)", "s.417 (5)", "S41 charges", "s. 41"), ("S4", "S41 7AB", "s41 was", "S 4170")),
    _row("LAW", "act by letters and section", rf"\b(?:LGA,? ?(?:(?:19|20)\d\d|\d\d),? [Ss](?:ections?|s?\.?) ?{_PARAS}|{_SECTION}{_IN}LGA,? ?(?:19|20)\d\d\b)", ("LGA 1931 s.417(2)", "Schedule 41A of the LGA 1931"), ("LGA 1931",)),
    _row("LAW", "regulations", r"\b(?!The |This |And |In |Under )(?:(?!Financial|Standing|Contract|Procurement|Revised|New|Council|Parish|Town|Any|All|Draft|Model|Cemetery|Committee)[A-Z][a-z]+ (?:and |& )?){2,5}(?<!and )(?<!& )Regulations\b(?! (?:Committee|Officer|Sub|Team|Service|Board|Working|Assessment))|\bBuilding Regulations\b", ("under the Pond Traffic Regulations and",), ("Financial Regulations", "the Regulations", "Annual Financial Regulations", "Cemetery Regulations")),
    _row("LAW", "bill by number", r"\b(?:(?:Assembly|Senate|House) Bill (?:No\. ?)?\d{1,4}|Bill [A-Z]-\d{1,4})(?!\w)", ("Assembly Bill 417", "Bill K-41"), ("Bill 417", "the Bill")),
    _row("LAW", "regulation by letters", r"\b(?:GDPR|UK GDPR|FOIA|Title (?:IX|VI|VII|\d+)|Brown Act|Data Protection Act|Human Rights Act|Highways Act|Transparency Code|Treaty of Waitangi|Te Tiriti o Waitangi)\b", ("the GDPR",), ("Title of",)),
)  # fmt: skip
_NO_PLUS = r"(?i:,? ?(?:nos?\b\.?|numbers?\b|ref(?:erence)?s?\b|id\b|#)[.:]?)*"
_REF_HEAD = r"(?:[Aa]genda [Ii]tems?|[Ii]tems?|ITEMS?|[Mm]inutes?|[Mm]in\.|[Rr]esolutions?|[Dd]ocuments?|[Dd]ockets?|[Dd]ocket [Nn]umbers|[Rr]eports?|[Pp]olicy|[Pp]olicies|[Bb]y-?[Ll]aws?|[Ll]icen[cs]es?|[Rr]isks?|[Aa]ctions?|[Cc]ase|RFP|RFQ|[Oo]rdinance|[Cc]alendar|Cal\.|[Mm]otion|[Rr]ecommendation|[Aa]pplications?|[Pp]ermit|[Cc]ontract|[Tt]ender|[Bb]id|[Bb]oard [Pp]olicy|[Pp]lan|[Oo]rder|[Ff]ile|[Cc]omplaint|[Rr]eference|[Rr]ef|RP|Paper)"
_PLAIN_CODE = r"(?:[A-Z]{1,6}(?:[-/][A-Z]{1,6})*[-/])?\d+(?:[A-Za-z](?!\w))?(?:,\d{3}|[-/.]\w+)*"
_CODE = r"(?:[A-Z]{0,6}[-/.]?\d[\w,]*(?:[-/.]\w+)*|[A-Z]{1,4}-\d[\w-]*|[A-Z]{1,6}(?:[-/][A-Z]{1,6})*[-/]\d[\w/-]*)"
_HEADS_A_LIST = (
    r"(?!(?i:resolutions?|reports?|recommendations?|plan|motions?|minutes|applications|documents|actions|risks|policies|order|file|contracts?)[:.]? (?:\d{1,2}(?:\.\d{1,2})?\.?|\d{3}\.) (?:[A-Z][a-z]|\[))"
    r"(?!(?:Minutes|Reports|Resolutions|Motions|Applications|Documents|Actions|Contracts|Policies|Orders|Tenders) \d{1,3}(?:\n|$| \d{1,2}[. ]))"
    r"(?!(?:Minutes|Reports?|Resolutions?|Motions?|Applications|Documents|Actions|Contracts?|Policy|Policies|Plan|Orders?|Tenders?) \d{1,3} \d{1,2}\.? [A-Z])"
)  # a title of an agenda or a contents list, and the number of the next or of a page behind it
_NO_DATE = r"(?!(?:19|20)\d\d ?[/–-] ?(?:\d\d\b(?!\d|-)|20\d\d))(?!(?:19|20)\d\d(?![\w-]|/\d))(?![0-3]?\d[./-][01]?\d[./-](?:20)?\d\d(?!\w))(?![01]?\d[:.][0-5]\d ?[apAP]\.?[mM])"
REFS = (
    _row("REF", "planning application", r"(?<![\w/.])(?:[A-Z]{1,4}[/-])?(?:(?:19|20)?\d\d)[/-](?:\d{5,6}(?:[/_-][A-Z0-9]{1,8})*|\d{3,4}(?:[/-][A-Z]{1,8})+)(?![\w/])", ("31/01432/LDE", "ASH/31/04517", "31/00117/TREECA", "32-14132-DEMO"), ("11/2031", "27/11/2031", "2030/2031")),
    _row("REF", "letters and figures", r"(?<![\w/.&-])(?!COVID)(?![A-Z]{1,3}-\d{1,3}/[A-Z]{1,3}-\d)(?![A-Z]{1,5}-\d[A-Z]?,? [^.;\n]{0,50}\bDistrict)(?<!District \()(?:[A-Z]{1,3}&[A-Z]{1,3}\d{1,4}/\d{2,4}|[A-Z]{1,5}\d{0,4}[-/](?:\d{1,6}|[A-Z]{1,4})(?:[-/]\w{1,8})+|[A-Z]{1,3}\d{2,4}-\d{1,6}|[A-Z]{2,4}\d{1,3}/\d{2,4}|[A-Z]\d{2,3}/\d{2,4}|[A-Z]{2,5}-\d{1,5}(?:-\d+)*|\d{1,3}[A-Z]-\d{3,6}|[A-Z]{1,4}/\d{1,5}(?:/\d+)+)(?![\w/])", ("R2031-417", "KT-31-08", "Q-32-461", "77R-40522", "KM/31/58", "ZLA417/31", "K&L41/31"), ("A888", "COVID-19", "Covid-19", "an KL-4 Pond District", "Pond District (KL-4)"), 0),
    _row("REF", "minute and year", rf"(?<![\w/.£$])(?<![A-Za-z]-)(?<!approximately )(?<!about )(?<!around )(?<![Pp]age )(?!24/7\b){_NO_DATE}(?P<e>(?:[A-Z]{{1,3}} ?)?\d{{1,4}}/(?:\d\d|20\d\d))[a-z]?(?![\w/%]|\.\d| ?[$£€])", ("417/31", "58/32", "From 417/31-428/31", "12/2031"), ("2031/32", "24/7", "page 3/12", "17/11/2031", "48/31 $40,417")),
    _row("REF", "year, month and number", r"(?:^|(?<=\n)(?<!\b(?:on|of|to|by)\n)(?<!\b(?:from|till)\n)(?<!\bdated\n))(?P<e>\d\d\.\d\d\.\d{1,3})(?=\.?[ ]+[A-Z])|(?<![\w.£$€-])(?P<e2>\d\d\.\d\d\.(?:\d|\d{3}))(?=\.? [A-Z])", ("31.07.4 Apologies", "were signed. 31.07.5 Matters Arising"), ("in 31.07.4 we", "on 14.10.31 The Clerk", "live on\n14.10.31 The")),
    _row("REF", "year and number behind its word", rf"\b(?:[Bb]y-?[Ll]aw|RFP|RFQ|[Oo]rdinance|[Bb]ill|[Rr]esolution|[Cc]ontract|[Tt]ender|[Mm]otion|[Pp]roject){_NO_PLUS} (?P<e>(?:19|20)\d\d-(?!(?:19|20)\d\d)\d{{1,4}})(?![\w/-])", ("By-Law No. 2031-58", "RFP 2031-07"), ("Budget 2031-32", "Contract 2031-2032")),
    _row("REF", "number behind its word", rf"\b{_HEADS_A_LIST}(?i:{_REF_HEAD}){_NO_PLUS} ?[#(\[]?{_NO_DATE}(?P<e>(?:[A-Z]{{1,6}}[-/]|[A-Z]{{1,3}}(?=\d\d))?\d+(?:[A-Z]\d+|[A-Za-z])?(?:[-/.,]\w+)*)(?![\w/£$€%])(?! ?(?:%|pages|members|minutes|years|months|were\b|was\b|[ap]\.?m\b|per\b|trees|houses|homes|dwellings|people|x\b|of \d))",
         ("Item 58 on", "Application #2031-0417", "Cal. No. 41,207", "see item [58]"), ("Annual Report 2031/32", "Minutes 2031", "items of 17/11/31", "minutes 1.30 pm", "Resolutions 1. That", "Roads report 5 Police", "Minutes 17\n", "Annual Plan 17 4. Report 41 5. Roads"), 0),
    _row("REF", "item and dash", r"\b(?:Item|ITEM) [-–] (?P<e>\d{1,3})(?=\.? [A-Z]|\.?$|\.?\n)", ("Item - 41. Ponds",), ("Item - 41 trees",)),
    _row("REF", "number of an agenda", rf"\b[Aa]genda{_NO_PLUS} (?P<e>(?!(?:19|20)\d\d\b)\d{{3,5}})(?![\w/-])", ("under Agenda 3417", "re Agenda No. 2417"), ("Agenda 2030", "Agenda 21")),
    _row("REF", "more numbers", rf"\b(?:(?:items|Items|ITEMS|minutes|Minutes|dockets|Dockets|[Dd]ocket [Nn]umbers|resolutions|Resolutions|applications|Applications|[Oo]rdinances|[Pp]olicies|[Bb]y-?[Ll]aws|[Cc]ases|[Rr]eports|[Dd]ocuments|[Mm]otions|[Pp]ermits)(?i:,? ?(?:nos?\b\.?|numbers?\b|#)[.:]?)*|(?:[Nn]os?\b\.?|[Nn]umbers?|#)[.:]?) ?{_CODE}(?P<e>(?:(?:,? (?:and|or|to|through|&) |, |[-–])(?:{_REF_HEAD} )?(?:[Nn]os?\.? ?|[Nn]umbers? |#)?{_NO_DATE}{_PLAIN_CODE})+)(?![\w/£$€%])(?! ?(?:%|pages|members|minutes|years|months|trees|houses|homes|dwellings|people|x\b|of \d|[ap]\.?m\b))",
         ("Items 7 and 8", "Dockets KT-31-02 and KT-31-09", "Resolutions No. 4417 and No. 4418", "items 41, 42, and 43"), ("items 7 or more", "items 7 and 8 people", "Docket No. 41/31 - 417 Mill Road", "No. 34,417"), parts=rf"(?<![\w/.-]){_PLAIN_CODE}"),
    _row("REF", "code in brackets", r"(?:(?<!District )\(|\((?=[A-Z]-))(?P<e>(?:[A-Z]{1,3}-\d{1,3}|[A-Z]{1,2}\.\d{1,3})(?:(?:/|,? ?and ?|, ?| ?[-–] ?| to | through )[A-Z]{1,3}[-.]\d{1,3})*)\)", ("Calendar Approved (K-58)", "Calendar Approved (K-4/K-17)"), ("(A888)", "(G)"), parts=r"[A-Z]{1,3}[-.]\d{1,3}"),
    _row("REF", "letter and numbers", r"(?<![\w.])(?P<e>[A-Z]\.\d{1,3}\.\d{1,3})(?=\.? [A-Z]|[,;:)]|\.?\n|\.?$)", ("K.41.2 Land at",), ("K.41 Land", "K.41.2.1 Land")),
    _row("REF", "file and document", r"(?<![\w#])\d{3,6}#\d{2,6}(?!\w)", ("(41758#0417 and 41758#0418)",), ("#0417", "41#0417")),
    _row("REF", "number of a submission", r"(?<!\w)(?i:sub)[ -]?\d{1,4}(?!\w)|\b[Ss]ubmission (?:[Nn]o\.? ?|[Nn]umber |#)?(?P<e>\d{1,4}(?:\.\d+)?)(?=[,;:)]|\.?\n|\.?$|\. [A-Z])", ("(sub41):", "submission 417,"), ("sub41a", "submission 2031 was")),
    _row("REF", "number of parts behind no", r"\b(?:[Nn]o|NO)s?\.? ?(?P<e>\d{2,4}-[A-Z\d]{2,5}(?:-[A-Z\d]{1,5})+|(?<=[A-Z]{2} N[oO]\. )\d{1,4}-\d\d|(?<=[A-Z]{2} N[oO] )\d{1,4}-\d\d)(?![\w/-])", ("project no. 417-4317-K1", "(No. 41-KL4-31-07)", "KL NO. 41-31 report"), ("no. 41", "no 41-31")),
    _row("REF", "number sign and year", r"#(?P<e>(?:19|20)\d\d-\d{3,5})(?![\w-])", ("KLA #2031-0417",), ("#417", "2031-0417")),
    _row("REF", "policy", r"\b[Pp]olic(?:y|ies) (?P<e>[A-Z]{1,4} ?\d{1,3}(?:\.\d+)?)(?![\w/-]|\.\d)", ("under Policy K4 (infill)", "Policy KLM 17"), ("Policy 4", "policy of")),
    _row("REF", "circular", r"\b(?:Circular(?: Letter)?|CIRCULAR)(?: [Nn]o\.?)?:? (?P<e>[A-Z]{1,5} ?\d{1,3}[ /-](?:20)?\d\d|\d{1,3}/(?:20)?\d\d)(?!\w)", ("Circular KL 07 2031", "Circular Letter PK 4/2031"), ("Circular of 2031",)),
)  # fmt: skip
ENTITY_RULES: tuple[Labelled, ...] = (*LAWS, *DATES, *AMOUNTS, *REFS)
RULES = tuple(each.rule for each in ENTITY_RULES)
