"""The recipe of `ingest/name_weights.bin`: the name finder of en_core_web_sm trained further on minutes.

Run: python -m tests.training.names OUT [LABELS.jsonl ...]

It learns from the invented minutes beside this file and from label sets of real ones, which are no part of the repository
(their format is that of `../shared/gold/entities.jsonl`). Every round sees each stretch twice: as it is, and with
names exchanged. The weights are the average over all steps; one thread and one seed give the same ones again.
"""

import random
import re
import sys
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from ingest.entities import MODEL, UNUSED
from ingest.entity_text import readable
from ingest.name_rules import BUILDING, STREET
from tests.training.stretches import Span, Stretch, invented, labelled
from tests.training.swapping import pools, swapped

ROUNDS = 10
BATCH = 4
DROP = 0.35
RATE = 0.001
SEED = 1
_BUILT = re.compile(rf"\d|(?:{STREET}|{BUILDING})$")


def example(nlp: Language, stretch: Stretch) -> Example:
    """What is learnt from a stretch: its text as the finder reads it, a tag a token; `-` where nothing is."""
    ready = readable(stretch.text)
    back = {origin: at for at, origin in reversed(list(enumerate(ready.origins)))}
    doc = nlp.make_doc(ready.text)
    tags = ["O"] * len(doc)

    def tokens(name: Span) -> range:
        if name[0] not in back or name[1] - 1 not in back:
            return range(0)
        span = doc.char_span(back[name[0]], back[name[1] - 1] + 1, alignment_mode="expand")
        return range(span.start, span.end) if span is not None else range(0)

    for name in stretch.names:
        where = tokens(name)
        if not where or name[2] == "REF" or any(tags[at] != "O" for at in where):
            continue
        kind = _kind(name[2], doc[where.start : where.stop].text)
        marks = ["U"] if len(where) == 1 else ["B", *["I"] * (len(where) - 2), "L"]
        for at, mark in zip(where, marks, strict=True):
            tags[at] = f"{mark}-{kind}"
    for name in stretch.doubtful:
        for at in tokens(name):
            tags[at] = "-" if tags[at] == "O" else tags[at]
    return Example.from_dict(doc, {"entities": tags})


def _kind(label: str, words: str) -> str:
    """The model's own label; it tells places that people built from others."""
    return ("FAC" if _BUILT.search(words) else "GPE") if label == "PLACE" else label


def trained(stretches: list[Stretch]) -> Language:
    """The pipeline of the model with its name finder trained further."""
    fix_random_seed(SEED)
    chance = random.Random(SEED)
    nlp = spacy.load(MODEL, exclude=UNUSED)
    held = pools(stretches)
    as_they_are = [example(nlp, stretch) for stretch in stretches]
    optimizer = nlp.resume_training()
    optimizer.learn_rate = RATE
    for number in range(ROUNDS):
        start, losses = time.perf_counter(), {}
        examples = [*as_they_are, *(example(nlp, swapped(stretch, held, chance)) for stretch in stretches)]
        chance.shuffle(examples)
        for batch in minibatch(examples, size=BATCH):
            nlp.update(batch, sgd=optimizer, drop=DROP, losses=losses)
        print(f"round {number + 1} of {ROUNDS}: loss {losses['ner']:.0f}, {time.perf_counter() - start:.0f} s", flush=True)
    with nlp.use_params(optimizer.averages):
        return spacy.load(MODEL, exclude=UNUSED).from_bytes(nlp.to_bytes())


def main() -> None:
    """Train on the invented minutes and the label sets given, and write the weights of the name finder."""
    out, *sets = map(Path, sys.argv[1:])
    stretches = [*invented(), *(stretch for path in sets for stretch in labelled(path))]
    print(f"{len(stretches)} stretches, {sum(len(stretch.names) for stretch in stretches)} names")
    out.write_bytes(trained(stretches).get_pipe("ner").model.to_bytes())


if __name__ == "__main__":
    main()
