"""What a date or an amount comes to, where its words leave no doubt: ISO 8601 for dates and times, figures with a currency for amounts."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.dates import dates
from ingest.domain import Label
from ingest.meeting_rules import MONTHS

_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH_YEAR = re.compile(rf"(?P<month>{'|'.join(MONTHS)}),? (?P<year>(?:19|20)\d\d)", re.IGNORECASE)
_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d) ?[/–-] ?(?P<last>(?:19|20)?\d\d)")
_KIND_OF_YEAR = re.compile(r" \w+ year$")
_TIME = re.compile(r"(?P<h>\d{1,2})(?:[.:](?P<m>[0-5]\d))? ?(?:(?P<half>[ap])\.? ?m\.?|hrs|hours)?(?: ?[A-Z]{2,4}T)?", re.IGNORECASE)
_AMOUNT = re.compile(r"(?P<figure>\d[\d, ]*(?:\.\d+)?)(?:\s?(?P<scale>million|billion|thousand|trillion|bn|mn|m|k|b)\b)?", re.IGNORECASE)
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "b": 9, "trillion": 12}
_CURRENCIES = (
    ("NZ", "NZD"), ("AU", "AUD"), ("CA", "CAD"), ("US", "USD"), ("€", "EUR"), ("£", "GBP"), ("eur", "EUR"), ("EUR", "EUR"), ("GBP", "GBP"),
    ("pound", "GBP"), ("pence", "GBP"), ("$", "$"), ("dollar", "$"), ("cent", "$"), ("¥", "JPY"),
)  # fmt: skip
_SMALL = re.compile(r"(?:pence|cents?|\dp)$", re.IGNORECASE)
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?")


def normal(label: Label, words: str) -> str | None:
    """The value of the words of an entity; None where they leave doubt, as `25 April` without a year does.

    A date is `2019-12-16`, a month `2019-12`, a year `2019`, years `2019/2020`, a time `18:00`; an amount `5843.00 GBP`, with the sign
    `$` where no country is printed; a share `20 %`.
    """
    words = " ".join(words.split())
    if label == "DATE":
        return _date(words)
    if label == "MONEY":
        return _amount(words)
    if label == "PERCENT" and len(found := _PERCENT.findall(words)) == 1:
        return f"{found[0].replace(',', '.')} %"
    return None


def _date(words: str) -> str | None:
    days = list(dates(words))
    if days:
        return days[0][1].isoformat() if len(days) == 1 and not _has_doubt(words) else None
    if found := _MONTH_YEAR.fullmatch(words):
        return f"{found['year']}-{[name.lower() for name in MONTHS].index(found['month'].lower()) + 1:02d}"
    if _YEAR.fullmatch(words):
        return words
    if found := _YEARS.fullmatch(_KIND_OF_YEAR.sub("", words)):
        last = int(found["last"]) if len(found["last"]) == 4 else int(found["first"][:2] + found["last"])
        return f"{found['first']}/{last}" if last >= int(found["first"]) else None
    return _time(words)


def _has_doubt(words: str) -> bool:
    """Whether figures could be read with the month or with the day first, or more than a day is meant."""
    found = re.search(r"(\d{1,2})[./-](\d{1,2})[./-]\d", words)
    return bool(re.search(r"\b(?:week|early|late|end|ended|ending|mid|to|until)\b|–|(?:st|nd|rd|th)/", words)) or bool(
        found and int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2]
    )


def _time(words: str) -> str | None:
    found = _TIME.fullmatch(words)
    if found is None or not (found["half"] or found["m"]):
        return None
    hour, minute = int(found["h"]), int(found["m"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return f"{hour:02d}:{minute:02d}" if hour < 24 else None
        hour = hour % 12 + 12 * (found["half"].lower() == "p")
    return f"{hour:02d}:{minute:02d}" if hour < 24 else None


def _amount(words: str) -> str | None:
    found = list(_AMOUNT.finditer(words))
    currency = next((code for sign, code in _CURRENCIES if sign in words), "GBP" if _SMALL.search(words) else None)
    if len(found) != 1 or currency is None:
        return None
    value = Decimal(re.sub(r"[, ]", "", found[0]["figure"]))
    scale = (found[0]["scale"] or "").lower() or next((letter for letter in "mk" if re.search(rf"\d[£€$]{letter}$", words)), "")
    value = value / 100 if _SMALL.search(words) else value * 10 ** _SCALES.get(scale, 0)
    return f"{value:.2f} {currency}"
