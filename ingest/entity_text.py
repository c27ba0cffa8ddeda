"""Text as the name finder reads it: whole lines, plain marks, no headings in capitals; with the way back to the text as stored."""

from __future__ import annotations

import re

from ingest.repairs import LINE_ENDS, REPAIRS, Prepared, Repair, prepared

_LAST = 2  # rows of REPAIRS that do away with the ends of lines
# A line that ends within a sentence, before a small letter, after a little word, or because it is full.
_GOES_ON = (
    r"(?:(?<=[a-z,&-])\n\n(?=[a-z])|(?<= (?:of|in|to|by|on|at))\n\n(?=\w)|(?<= (?:the|and|for))\n\n(?=\w)|(?<=[^\n]{60}[a-z,&-])\n\n(?=[A-Z])"
    r"|(?<=[a-z\d],)\n\n(?=(?:19|20)\d\d\b)|(?<=[.:]\d\d)\n\n(?=(?i:[ap]\.? ?m)\b))"
)
TEXT_REPAIRS = (
    *LINE_ENDS,
    *REPAIRS[len(LINE_ENDS) : -_LAST],
    Repair("marks of Markdown", r"\*\*|(?<!\w)__|__(?!\w)", "", "**Present** __all__", "Present all"),
    Repair("marks of quoting", r"(?:^|(?<=[ \n]))>[ \t]+(?=[^\W_])", "", "> early in the\n> year", "early in the\nyear"),
    Repair("half hyphens of pdf", "\ufffe\\s*", "", "exam\ufffe\nple", "example"),
    Repair("dots in rows", "[._\u2026]{4,}", " ", "Signed ........ Date", "Signed   Date"),
    Repair("blanks in a line", r"[^\S\n]+", " ", "as \t a", "as a"),
    Repair("blanks at line ends", r" ?\n ?", "\n", "as \n a", "as\na"),
    Repair("blank lines", r"\n{2,}", "\n\n", "a\n\n\nb", "a\n\nb"),
    Repair("lines with a blank one behind each", _GOES_ON, " ",
           "members of\n\nElm Council, who\n\nspoke on May 4,\n\n2031 at 8.10\n\np.m.", "members of Elm Council, who spoke on May 4, 2031 at 8.10 p.m."),
    Repair("wrapped lines", r"(?<=[^\n]{45}[a-z,'&-])\n(?=[\w(\"'£$€])(?!\d{1,3}[.)]|Cllr|Councillor)", " ", f"{'a' * 50}\nb\nc", f"{'a' * 50} b\nc"),
)  # fmt: skip
_LITTLE = frozenset("a an and at by for from in of on or the to with de la".split())
_CAPITALS = re.compile(r"[^\W\d_a-z]['’A-ZÀ-Ý&.-]*[A-ZÀ-Ý](?![\w]|[-/]\d)|(?<!\w)[A-Z](?!\w)")
_RUN = re.compile(rf"(?P<capitals>(?<!\w)(?:{_CAPITALS.pattern})(?:[ ,.:;()/–&0-9-]+(?:{_CAPITALS.pattern}))+)(?P<behind>(?: (?=[A-ZÀ-Ý][a-zà-ÿ]))?)")
_APART = "\u00a0"  # a blank that no pattern of a name reaches across
_LONG = 5  # letters of a word that makes a run of capitals a heading rather than a row of short forms
_MEAN = 3  # letters of a word of a heading, at least
_TITLES = frozenset("CLLR CLLRS".split())
_VOWEL = re.compile(r"[AEIOUYÀ-Ý]")


def readable(text: str) -> Prepared:
    """The text prepared, words in a run of capitals written small; every code point has its origin in the text given."""
    ready = prepared(text, TEXT_REPAIRS)
    return Prepared(_RUN.sub(_small, ready.text), ready.origins)


def _small(run: re.Match[str]) -> str:
    """A run written small; a name in capitals ends where words in small letters begin, so no plain blank is left there."""
    words = [found.group() for found in _CAPITALS.finditer(run["capitals"])]
    if max(map(len, words)) < _LONG or sum(map(len, words)) < _MEAN * len(words):
        return run.group()
    behind = _APART if run["behind"] and words[-1].lower() not in _LITTLE else run["behind"]
    return _CAPITALS.sub(_written, run["capitals"]) + behind


def _written(found: re.Match[str]) -> str:
    """A word in capitals as it is written in a name; of the same length, or as it is."""
    word = found.group()
    if word.lower() in _LITTLE and found.start():
        small = word.lower()
    elif len(word) < 2 or (not _VOWEL.search(word) and word not in _TITLES) or re.fullmatch(r"I{2,3}|IV", word):
        small = word
    else:
        small = re.sub(r"(?<![^\W\d_])(?:Mc)?([^\W\d_])([^\W\d_]*)", lambda part: part.group()[0] + part.group()[1:].lower(), word)
    return small if len(small) == len(word) else word
