"""What was decided and what is to be done, sentence by sentence, and only as printed.

A decision is a sentence that decides; a clause under a label that decides (`RESOLVED:`); or the text of a
motion with its outcome on a line of its own (`That ... be received.` / `CARRIED`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import decision_rules
from ingest.domain import Action, Decision, Role, Vote
from ingest.resolutions import MOTION, Resolution, outcome, resolutions, votes_follow, words_at
from ingest.spans import Span, narrow
from ingest.votes import cleaned, movers, vote

_NEARBY = 4  # sentences after a decision that may hold its vote; half as many around it its movers


@dataclass(frozen=True, slots=True)
class Reading:
    """The roles of an item's sentences, in their order, and what they come to."""

    roles: tuple[Role, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[Action, ...]


def read_decisions(text: str, spans: Sequence[Span], sentences: Sequence[tuple[int, int]], headings: int) -> Reading:
    """Decisions and actions of an item.

    `text` is the item's, `sentences` offsets in it; the first `headings` of them are its title.
    """
    printed = [text[start:end] for start, end in sentences]
    roles: list[Role] = ["heading" if at < headings else "said" for at in range(len(printed))]
    actions: list[Action] = []
    for at in range(headings, len(printed)):
        action = _action(printed[at], printed[at + 1] if at + 1 < len(printed) else "")
        if action is not None and not votes_follow(printed, at):
            roles[at] = "to_do"
            actions.append(Action(printed[at], narrow(spans, *sentences[at]), *action))
    decided = resolutions(printed, roles)
    made: list[Decision] = []
    for before, resolution, after in zip([None, *decided], decided, [*decided[1:], None], strict=False):
        mover, seconder = _movers(printed, before, resolution, after)
        counted = _counted(printed, before, resolution, after)
        told = [printed[at] for at in (resolution.outcome, resolution.lead) if at is not None]
        for part in resolution.parts():
            start, end = sentences[part[0]][0] + words_at(printed[part[0]]), sentences[part[-1]][1]
            made.append(Decision(text[start:end], narrow(spans, start, end), mover, seconder, outcome(told, printed[part[0]]), counted))
        failed = made[-1].outcome in ("lost", "withdrawn") and resolution.outcome is not None
        for at in {resolution.last} if failed else {*resolution.held, resolution.last}:  # a motion that fell was only said
            roles[at] = "decided"
    return Reading(tuple(roles), tuple(made), tuple(actions))


def _action(sentence: str, following: str) -> tuple[str | None, str | None] | None:
    """Owner and due date of what a sentence says is to be done; None when it is no action, or one that is done."""
    found = next((found for rule in decision_rules.ACTIONS if (found := rule.pattern.match(sentence))), None)
    if found is None or decision_rules.DONE.search(sentence) or decision_rules.STATE.match(following):
        return None
    bracket, by = decision_rules.OWNER.search(sentence), decision_rules.DUE.search(sentence)
    owner = found["owner"] or (bracket["owner"] if bracket else None)
    due = (bracket["due"] if bracket and bracket["due"] else None) or (by["due"] if by else None)
    return owner and cleaned(owner), due and " ".join(due.split())


def _movers(printed: Sequence[str], before: Resolution | None, this: Resolution, after: Resolution | None) -> tuple[str | None, str | None]:
    """Proposer and seconder: in the resolution itself, else in what leads up to it, else right behind it.

    What leads up to it ends where another matter was decided; a motion carried and then resolved is one matter.
    """
    first = before.last + 1 if before and not _leads_to(printed, before) else before.lead - 2 if before else 0
    opens = this.first if this.since is None else this.since
    first = max(first, opens - (MOTION if this.voted else _NEARBY // 2), 0)
    fell = [at for at in range(first, this.first) if outcome([printed[at]], "") in ("lost", "withdrawn")]
    leading = range(max([first, *(at + 1 for at in fell)]), this.first)  # who moved what fell did not move this
    behind = range(this.last + 1, min(after.first if after and not after.voted else len(printed), this.last + 1 + _NEARBY // 2))
    mover = seconder = None
    for where in (range(this.first, this.last + 1), leading, () if this.voted or mover or seconder else behind):
        names = movers([printed[at] for at in where])
        mover, seconder = mover or names[0], seconder or names[1]
        if mover and seconder:
            break
    return mover, seconder


def _counted(printed: Sequence[str], before: Resolution | None, this: Resolution, after: Resolution | None) -> Vote | None:
    """The vote on a resolution: printed in it or behind it, before the next matter; or in the motion that it follows."""
    until = after.first if after and not after.voted else len(printed)
    opens = this.first if this.since is None else this.since
    told_before = max(before.last + 1 if before else 0, opens - _NEARBY // 2)
    found = vote(printed[opens : min(until, this.last + 1 + _NEARBY)])
    told = [vote(printed[at:opens]) for at in reversed(range(told_before, opens))]
    if found and not found.names and (named := next((each for each in reversed(told) if each and each.names), None)):
        return replace(found, names=named.names)  # a division is printed before its result
    found = found or next((each for each in told if each and each.in_favour is not None and each.against is not None), next(filter(None, told), None))
    if found is None and before and before.last == this.first - 1 and _leads_to(printed, before):
        return vote([printed[before.lead]])
    return found


def _leads_to(printed: Sequence[str], before: Resolution) -> bool:
    """Whether it is the motion that the next resolution puts into words: one that was carried."""
    return before.voted and outcome([printed[before.lead]], printed[before.lead]) == "carried"
