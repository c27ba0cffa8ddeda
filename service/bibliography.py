"""References as RIS, BibTeX and CSL-JSON: reports of the kind "Minutes", which is what Zotero makes of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service.citing import Citation

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What LaTeX takes for something else. BibTeX counts braces however they are escaped, so each has its fellow inside a phantom, as Zotero writes and reads them.
_LATEX: Mapping[str, str] = {
    "\\": r"\textbackslash{}", "{": r"\{\vphantom{\}}", "}": r"\vphantom{\{}\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}~^&%$#_]")
_LIGATURE = re.compile(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)")  # two hyphens are a dash in LaTeX, two apostrophes a quotation mark


def ris(citations: Iterable[Citation]) -> Iterator[str]:
    """RIS: a tag a line, lines end with CR LF."""
    for each in citations:
        author = (each.body or each.committee or "").replace(",", "")  # behind a comma readers expect a forename, and nothing can be done to say otherwise
        lines = [("TY", "RPRT"), ("ID", each.key), ("TI", each.title), ("T2", each.minutes), ("AU", author), ("PB", each.body)]
        if each.date:
            lines += [("PY", str(each.date.year)), ("DA", f"{each.date:%Y/%m/%d}/")]
        lines += [("M3", "Minutes"), ("SP", str(each.page) if each.page else None), ("AB", each.quote)]
        lines += [("N1", _note(each)), ("UR", each.url)]
        yield "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n\r\n"


def bibtex(citations: Iterable[Citation]) -> Iterator[str]:
    """BibTeX in UTF-8: `@techreport`, whose names in double braces are not taken apart."""
    for each in citations:
        author = each.body or each.committee
        fields = {
            "title": _latex(each.title),
            "author": f"{{{_latex(author)}}}" if author else None,
            "institution": _latex(each.body),
            "type": "Minutes",
            "number": _latex(each.number),
            "year": str(each.date.year) if each.date else None,
            "date": each.date.isoformat() if each.date else None,
            "pages": str(each.page) if each.page else None,
            "abstract": _latex(each.quote),
            "note": _latex(f"{each.minutes}. {_note(each)}"),
            "url": each.url,
        }
        lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
        if each.date:
            lines.append(f"  month = {_MONTHS[each.date.month - 1]},\n")
        yield f"@techreport{{{each.key},\n{''.join(lines)}}}\n\n"


def csl(citations: Iterable[Citation]) -> Iterator[str]:
    """CSL-JSON: one array."""
    opening = "["
    for each in citations:
        yield f"{opening}\n{json.dumps(_csl(each), ensure_ascii=False)}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def _csl(each: Citation) -> dict[str, Any]:
    author = each.body or each.committee
    found = {
        "id": each.key,
        "type": "report",
        "genre": "Minutes",
        "title": each.title,
        "collection-title": each.minutes,
        "author": [{"literal": author}] if author else None,
        "publisher": each.body,
        "issued": {"date-parts": [[each.date.year, each.date.month, each.date.day]]} if each.date else None,
        "number": each.number,
        "page": str(each.page) if each.page else None,
        "abstract": each.quote,
        "note": _note(each),
        "URL": each.url,
    }
    return {key: value for key, value in found.items() if value is not None}


def _note(each: Citation) -> str:
    return f"File: {each.document}. Read in generation {each.generation} of the library."


def _latex(text: str | None) -> str:
    escaped = _SPECIAL.sub(lambda found: _LATEX[found.group()], text or "")
    return _LIGATURE.sub(lambda found: found.group() + "{}", escaped)
