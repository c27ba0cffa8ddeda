"""What was decided and what is to be done, sentence by sentence, and only as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest import rules
from ingest.domain import Action, Decision, Outcome, Role, Vote
from ingest.spans import Span, narrow

_OPEN = re.compile(r"(?:[:–—-]|\b(?:RESOLVED|AGREED|[Rr]esolved|[Aa]greed|that|to|recommendations?))\W*$")
_APART = " ¶ "  # between sentences, so that no name is read across two of them
_NEARBY = 4  # sentences after a decision that may hold its vote; half as many around it its movers
_MOTION = 12  # sentences from a motion that is moved to the one that puts it to the vote
_VOTE = re.compile(r"\b(?:vote[ds]?|votes|for|against|abst\w+|ayes|noes|yeas|nays)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """The roles of an item's sentences, in their order, and what they come to."""

    roles: tuple[Role, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[Action, ...]


@dataclass(slots=True)
class _Resolution:
    """The sentence that decides, and the clauses of the list that it opens; `voted` where it only tells the vote."""

    lead: int
    voted: bool
    clauses: list[int] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.clauses[-1] if self.clauses else self.lead


def read_decisions(text: str, spans: Sequence[Span], sentences: Sequence[tuple[int, int]], headings: int) -> Reading:
    """Decisions and actions of an item.

    `text` is the item's, `sentences` offsets in it; the first `headings` of them are its title.
    """
    roles: list[Role] = []
    resolutions: list[_Resolution] = []
    actions: list[Action] = []
    clauses = False
    for at, (start, end) in enumerate(sentences):
        sentence = text[start:end]
        action = None if at < headings else _action(sentence)
        if at < headings:
            role: Role = "heading"
        elif action is not None:
            role, clauses = "to_do", False
            actions.append(Action(sentence, narrow(spans, start, end), *action))
        elif clauses and rules.CLAUSE.pattern.match(sentence):
            role = "decided"
            resolutions[-1].clauses.append(at)
        elif is_decision(sentence):
            role, clauses = "decided", bool(_OPEN.search(sentence))
            resolutions.append(_Resolution(at, bool(rules.PUT_TO_THE_VOTE.pattern.search(sentence))))
        else:
            role, clauses = "said", False
        roles.append(role)
    printed = [text[start:end] for start, end in sentences]
    made: list[Decision] = []
    for before, resolution, after in zip([None, *resolutions], resolutions, [*resolutions[1:], None], strict=False):
        mover, seconder = _movers(printed, before, resolution, after)
        vote = _counted(printed, before, resolution, after)
        for at in resolution.clauses or [resolution.lead]:  # a label alone decides nothing
            outcome = _outcome(printed[resolution.lead], printed[at])
            made.append(Decision(printed[at], narrow(spans, *sentences[at]), mover, seconder, outcome, vote))
    return Reading(tuple(roles), tuple(made), tuple(actions))


def is_decision(sentence: str) -> bool:
    """Whether the sentence decides something, rather than reporting an earlier decision or none."""
    if rules.NOT_A_DECISION.pattern.search(sentence):
        return False
    return any(rule.pattern.search(sentence) for rule in rules.DECISIONS)


def _action(sentence: str) -> tuple[str | None, str | None] | None:
    for rule in rules.ACTIONS:
        found = rule.pattern.match(sentence)
        if found:
            bracket = rules.OWNER.search(sentence)
            owner = found["owner"] or (bracket["owner"] if bracket else None)
            due = bracket["due"] if bracket and bracket["due"] else None
            by = rules.DUE.search(sentence)
            return owner, due or (by["due"] if by else None)
    return None


def _movers(printed: Sequence[str], before: _Resolution | None, this: _Resolution, after: _Resolution | None) -> tuple[str | None, str | None]:
    """Proposer and seconder: in the resolution itself, else in what leads up to it, else right behind it.

    What leads up to it ends where another matter was decided; a motion carried and then resolved is one matter.
    """
    first = before.last + 1 if before and not _leads_to(printed, before) else before.lead - 2 if before else 0
    leading = range(max(first, this.lead - (_MOTION if this.voted else _NEARBY // 2), 0), this.lead)
    behind = range(this.last + 1, min(after.lead if after and not after.voted else len(printed), this.last + 1 + _NEARBY // 2))
    for where in (range(this.lead, this.last + 1), leading, () if this.voted else behind):
        text = _APART.join(printed[at] for at in where)
        names = _name(rules.PROPOSER, text), _name(rules.SECONDER, text)
        if any(names):
            return names
    return None, None


def _counted(printed: Sequence[str], before: _Resolution | None, this: _Resolution, after: _Resolution | None) -> Vote | None:
    """The vote on a resolution: printed in it or behind it, before the next matter; or in the motion that it follows."""
    until = after.lead if after and not after.voted else len(printed)
    vote = _vote(_APART.join(printed[this.lead : min(until, this.last + 1 + _NEARBY)]))
    if vote is None and before and before.last == this.lead - 1 and _leads_to(printed, before):
        return _vote(printed[before.lead])
    return vote


def _leads_to(printed: Sequence[str], before: _Resolution) -> bool:
    """Whether it is the motion that the next resolution puts into words: one that was carried."""
    return before.voted and _outcome(printed[before.lead], printed[before.lead]) == "carried"


def _outcome(lead: str, printed: str) -> Outcome:
    """How it went, by its own words; a clause goes as the sentence that opens its list, unless it defers."""
    found = next((outcome for outcome, rule in rules.OUTCOMES if rule.pattern.search(lead)), "unrecorded")
    if lead is not printed and dict(rules.OUTCOMES)["deferred"].pattern.search(printed):
        found = "deferred"
    return found  # type: ignore[return-value]  # the table's names are outcomes


def _vote(text: str) -> Vote | None:
    if not _VOTE.search(text):
        return None
    counts = {name: int(found["n"] or found["m"]) for name, rule in rules.COUNTS if (found := rule.pattern.search(text))}
    if "in_favour" not in counts or "against" not in counts:
        return None
    return Vote(counts["in_favour"], counts["against"], counts.get("abstained"))


def _name(pattern: re.Pattern[str], text: str) -> str | None:
    """The last name that the pattern finds: the one nearest to the decision."""
    names = [next((group for group in found.groups() if group), "") for found in pattern.finditer(text)]
    return " ".join(names[-1].split()).strip(" .,") or None if names else None
