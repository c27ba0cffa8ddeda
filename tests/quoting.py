"""What every answer has to stand: questions of the minutes' own words with noise between, and quotes compared with the stored text.

The stored text is read past the code that quotes it. The tests ask some hundreds of such questions, `benchmarks/verbatim.py` ten thousand.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.words import content_terms
from ingest.spans import Span, cut, narrow
from service.answers import Answer

NOISE = """( ) " ' * AND OR NOT ~2 ^3 title: \\ / % _ \x00 ’ é 😀 \u202e <b> &amp; -- ; [1 TO 9]""".split(" ")
_LONGEST = 400  # characters
FRAMES = ("What did {} say?", "{}", "Was {} present?", "What was decided about {} and {}?", "{} - {}: who asked, and when?")


@dataclass(frozen=True, slots=True)
class Material:
    """What questions are made of: the stored text of every document by its id, the sentences, and the names found in passages."""

    texts: dict[str, str]
    sentences: tuple[str, ...]
    names: tuple[str, ...]


def material(folder: Path) -> Material:
    """All of a library's, in one order whatever the machine."""
    sentences, names = [], []
    with sqlite3.connect(folder / "catalogue.sqlite") as connection:
        texts = dict(connection.execute("SELECT id, text FROM documents ORDER BY id"))
        passages = connection.execute("SELECT d.id, p.spans, p.sentences, p.entities FROM passages p JOIN documents d ON d.key = p.document ORDER BY p.id")
        for document, spans, places, entities in passages:
            text = cut(texts[document], tuple(Span(*each) for each in json.loads(spans)))
            sentences += [text[start:end] for start, end, _ in json.loads(places)]
            names += [text[start:end] for start, end, *_ in json.loads(entities)]
    connection.close()
    return Material(texts, tuple(sentences), tuple(names) or tuple(sentences))


def generated(of: Material, count: int) -> Iterator[str]:
    """Questions of stretches of words, shuffled ones, names in a frame, and whole sentences, with noise of every kind between them."""
    luck = random.Random(7)
    everything = [text.split() for text in of.texts.values()]
    made = 0
    while made < count:
        match luck.randrange(4):
            case 0 | 1:
                source = luck.choice(everything)
                start = luck.randrange(len(source))
                some = source[start : start + luck.randint(2, 14)]
            case 2:
                some = luck.choice(FRAMES).format(*luck.choices(of.names, k=2)).split()
            case _:
                some = luck.choice(of.sentences).split()
        some += luck.choices(NOISE, k=luck.randint(0, 4))
        if luck.random() < 0.4:
            luck.shuffle(some)
        question = " ".join(some)[:_LONGEST]
        if content_terms(question):
            made += 1
            yield question


def faults(made: Answer, texts: dict[str, str]) -> list[str]:
    """Every quote, passage and name that is not what the stored text has at its place."""
    found = []
    for quote in made.quotes:
        passage = made.passages[quote.passage].passage
        stored = texts[passage.meeting.document.id]
        if not quote.text == cut(stored, passage.spans)[quote.start : quote.end] == cut(stored, narrow(passage.spans, quote.start, quote.end)):
            found.append(f"quote {quote}")
        if quote.text.strip() != quote.text or not quote.text:
            found.append(f"empty or padded quote {quote}")
    for hit in made.passages:
        passage = hit.passage
        if passage.text != cut(texts[passage.meeting.document.id], passage.spans):
            found.append(f"passage {passage.id}")
        found += [f"name {name}" for name in passage.entities if not name.text or name.text != passage.text[name.start : name.end]]
    return found


def quoted_places(made: Answer) -> list[tuple[str, int]]:
    """Where the quotes begin: (document's id, offset in its stored text)."""
    found = []
    for quote in made.quotes:
        passage = made.passages[quote.passage].passage
        found.append((passage.meeting.document.id, narrow(passage.spans, quote.start, quote.end)[0].start))
    return found


@contextmanager
def changed(folder: Path, document: str, at: int) -> Iterator[None]:
    """One character of a document's stored text is another, as after a fault of the disk; put back at the end."""
    connection = sqlite3.connect(folder / "catalogue.sqlite", isolation_level=None)
    ((text,),) = connection.execute("SELECT text FROM documents WHERE id = ?", (document,))
    other = "x" if text[at] != "x" else "y"
    try:
        connection.execute("UPDATE documents SET text = ? WHERE id = ?", (text[:at] + other + text[at + 1 :], document))
        yield
    finally:
        connection.execute("UPDATE documents SET text = ? WHERE id = ?", (text, document))
        connection.close()


def still_told(made: Answer, document: str) -> Sequence[str]:
    """What an answer shows of a document: nothing, when its text has changed."""
    return [hit.passage.id for hit in made.passages if hit.passage.meeting.document.id == document]
