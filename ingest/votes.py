"""Who moved and seconded, and how the votes fell: counts and names only as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import decision_rules, people_rules
from ingest.domain import Vote

_APART = " ¶ "  # between sentences, so that no name is read across two of them
_VOTE = re.compile(r"\b(?:vote[ds]?|votes|for|against|abst\w+|ayes|noes|yeas|nays|in favour|carried|passed|lost|failed)\b", re.IGNORECASE)


def movers(sentences: Sequence[str]) -> tuple[str | None, str | None]:
    """(proposer, seconder) as printed: by their verbs, by `Rowe/Dale`, or by `L. Moss, S. Kirk:`."""
    for sentence in reversed(sentences):
        pair = decision_rules.COMMA_MOVERS.match(sentence) or (
            decision_rules.SLASH_MOVERS.search(sentence) if decision_rules.MOVERS_LINE.pattern.match(sentence) else None
        )
        if pair:
            return cleaned(pair.group(1)), cleaned(pair.group(2))
    text = _APART.join(sentences)
    return _name(decision_rules.PROPOSER, text), _name(decision_rules.SECONDER, text)


def vote(sentences: Sequence[str]) -> Vote | None:
    """The vote that the sentences tell: both counts, or who voted how; None when they tell neither."""
    text = _APART.join(sentences)
    if not _VOTE.search(text):
        return None
    counts = {name: _number(found) for name, rule in decision_rules.COUNTS if (found := rule.pattern.search(text))}
    named: dict[str, str] = {}
    for found in decision_rules.VOTERS.finditer(text):
        if found["label"] in named:
            break  # the next vote
        named[found["label"]] = " ".join(found["names"].split()).rstrip(" ,")
    names = tuple(f"{label}: {voters}" for label, voters in named.items())
    if not ("in_favour" in counts and "against" in counts) and not names:
        return None
    return Vote(counts.get("in_favour"), counts.get("against"), counts.get("abstained"), names)


def _number(found: re.Match[str]) -> int:
    printed = next(group for group in found.groups() if group)
    return int(printed) if printed.isdigit() else decision_rules.NUMBER_WORDS[printed.casefold()]


def _name(pattern: re.Pattern[str], text: str) -> str | None:
    """The last name that the pattern finds: the one nearest to the decision."""
    names = [next((group for group in found.groups() if group), "") for found in pattern.finditer(text)]
    return cleaned(names[-1]) if names else None


def cleaned(name: str) -> str | None:
    """A name without the titles before it."""
    name = " ".join(name.split()).strip(" .,")
    while (shorter := people_rules.PERSON_TITLE.sub("", name)) != name:
        name = shorter
    return name or None
