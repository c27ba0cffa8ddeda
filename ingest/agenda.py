"""Agendas with the minutes filled in: which words of an item are the agenda's, and which the meeting's.

Sites for meetings print under each title what the matter is for (`To receive any apologies.`), then `Decision:` and
`Minutes:`, and lists of documents. Only what stands under those two labels was said or decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.domain import Item, Role
from ingest.layout_rules import DOCUMENTS_LABEL, MINUTES_LABEL
from ingest.spans import cut
from ingest.titles import is_sentence

_FEWEST = 2  # items with the label: then those without it were not minuted


def told_apart(text: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items with the role `agenda` for what is not the meeting's; decisions and actions read out of it are dropped."""
    printed = [[cut(text, sentence.spans) for sentence in item.sentences] for item in items]
    filled_in = sum(any(map(MINUTES_LABEL.pattern.match, sentences)) for sentences in printed) >= _FEWEST
    return tuple(_told_apart(item, sentences, filled_in) for item, sentences in zip(items, printed, strict=True))


def _told_apart(item: Item, printed: Sequence[str], filled_in: bool) -> Item:
    roles = _roles([sentence.role for sentence in item.sentences], printed, filled_in)
    if roles == [sentence.role for sentence in item.sentences]:
        return item
    starts = {sentence.spans[0].start for sentence, role in zip(item.sentences, roles, strict=True) if role == "agenda"}
    return replace(
        item,
        sentences=tuple(replace(sentence, role=role) for sentence, role in zip(item.sentences, roles, strict=True)),
        decisions=tuple(decision for decision in item.decisions if decision.spans[0].start not in starts),
        actions=tuple(action for action in item.actions if action.spans[0].start not in starts),
    )


def _roles(roles: Sequence[Role], printed: Sequence[str], filled_in: bool) -> list[Role]:
    """Walk down the item: the agenda's words until a label says that the meeting's follow, documents until a sentence does."""
    meeting, documents = not filled_in, False
    found: list[Role] = []
    for role, sentence in zip(roles, printed, strict=True):
        label = filled_in and MINUTES_LABEL.pattern.match(sentence)
        if label:
            meeting, documents = True, False
        elif DOCUMENTS_LABEL.pattern.match(sentence):
            documents = True
        elif documents and meeting and is_sentence(sentence):
            documents = False
        only_a_label = label and not sentence[label.end() :].strip()
        agendas = role != "heading" and (only_a_label or documents or not meeting)
        found.append("agenda" if agendas else role)
    return found
