"""What was decided and what is to be done, sentence by sentence, and only as printed.

A decision is a sentence that decides; a clause under a label that decides (`RESOLVED:`); or the text of a
motion with its outcome on a line of its own (`That ... be received.` / `CARRIED`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest import rules
from ingest.domain import Action, Decision, Outcome, Role, Vote
from ingest.spans import Span, narrow
from ingest.votes import movers, vote

_OPEN = re.compile(r"(?:[:–—-]|\b(?:RESOLVED|AGREED|[Rr]esolved|[Aa]greed|[Rr]esolution|that|to|recommendations?))[^\w.]*$")
_LABEL = re.compile(
    r"^\W*(?:[A-Z]{1,4}\d{1,3}/\d{2}\s+)?(?:and\s+|it\s+was\s+)?(?:(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:council|board|committee|sub-?committee|cabinet|panel|members|councillors|meeting)\s+)?(?:also\s+|then\s+|unanimously\s+|therefore\s+)*"
    r"(?:resolved|agreed|resolution|decisions?|following was agreed)(?:\s+(?:unanimously|that|to))?\W*$",
    re.IGNORECASE,
)
_AS_FOLLOWS = re.compile(r"\bfollow(?:s|ing)\W*$", re.IGNORECASE)
_FOLLOWS = 6  # sentences from a motion's text to the line that says how it went
_LONGEST_QUOTE = 12  # sentences of a motion in quotation marks
_NEARBY = 4  # sentences after a decision that may hold its vote; half as many around it its movers
_MOTION = 12  # sentences from a motion that is moved to the one that puts it to the vote


@dataclass(frozen=True, slots=True)
class Reading:
    """The roles of an item's sentences, in their order, and what they come to."""

    roles: tuple[Role, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[Action, ...]


@dataclass(slots=True)
class _Resolution:
    """The sentence that decides, and the clauses of the list that it opens.

    `voted` where it only tells the vote; `outcome` is the line that says how a motion went; `whole` where the
    clauses are only what the sentence itself says; `since` is where the motion began that it puts into words.
    A clause is a run of sentences.
    """

    lead: int
    voted: bool = False
    clauses: list[list[int]] = field(default_factory=list)
    outcome: int | None = None
    whole: bool = False
    since: int | None = None

    @property
    def held(self) -> list[int]:
        """Every sentence of it but the outcome's."""
        return sorted({self.lead, *(at for clause in self.clauses for at in clause)})

    @property
    def first(self) -> int:
        return self.held[0]

    @property
    def last(self) -> int:
        return max(self.held[-1], self.outcome or 0)

    def parts(self) -> list[list[int]]:
        """Its decisions, each as a run of sentences; a label alone decides nothing."""
        return [self.held] if self.whole or not self.clauses else self.clauses


def read_decisions(text: str, spans: Sequence[Span], sentences: Sequence[tuple[int, int]], headings: int) -> Reading:
    """Decisions and actions of an item.

    `text` is the item's, `sentences` offsets in it; the first `headings` of them are its title.
    """
    printed = [text[start:end] for start, end in sentences]
    roles: list[Role] = ["heading"] * min(headings, len(printed)) + ["said"] * max(len(printed) - headings, 0)
    actions: list[Action] = []
    for at in range(headings, len(printed)):
        action = _action(printed[at])
        if action is not None and not _votes_follow(printed, at):
            roles[at] = "to_do"
            actions.append(Action(printed[at], narrow(spans, *sentences[at]), *action))
    resolutions = _resolutions(printed, roles)
    made: list[Decision] = []
    for before, resolution, after in zip([None, *resolutions], resolutions, [*resolutions[1:], None], strict=False):
        mover, seconder = _movers(printed, before, resolution, after)
        counted = _counted(printed, before, resolution, after)
        told = [printed[at] for at in (resolution.outcome, resolution.lead) if at is not None]
        for part in resolution.parts():
            start, end = sentences[part[0]][0] + _words_at(printed[part[0]]), sentences[part[-1]][1]
            made.append(Decision(text[start:end], narrow(spans, start, end), mover, seconder, _outcome(told, printed[part[0]]), counted))
        failed = made[-1].outcome in ("lost", "withdrawn") and resolution.outcome is not None
        for at in {resolution.last} if failed else {*resolution.held, resolution.last}:  # a motion that fell was only said
            roles[at] = "decided"
    return Reading(tuple(roles), tuple(made), tuple(actions))


def is_decision(sentence: str) -> bool:
    """Whether the sentence decides something, rather than reporting an earlier decision or none."""
    if rules.NOT_A_DECISION.pattern.search(sentence) or (rules.RECOMMENDS.search(sentence) and not rules.RESOLVES.search(sentence)):
        return False
    return any(rule.pattern.search(sentence) for rule in rules.DECISIONS)


def _resolutions(printed: Sequence[str], roles: Sequence[Role]) -> list[_Resolution]:
    """What was decided, in order: walk over the sentences, with the list that is open and the motion that waits for its outcome."""
    found: list[_Resolution] = []
    open_list: _Resolution | None = None
    motion: list[list[int]] = []  # the text of a motion of which nobody has said yet how it went, clause by clause
    moved: list[int] = []  # sentences that move something, of which nobody has said yet how it went
    quoted: list[int] | None = None  # the clause whose quotation marks are still open
    for at, sentence in enumerate(printed):
        if roles[at] != "said":
            open_list = None if roles[at] == "to_do" else open_list
            continue
        clause = rules.CLAUSE.pattern.match(sentence)
        if quoted is not None and len(quoted) < _LONGEST_QUOTE:
            quoted.append(at)
            quoted = quoted if _quote_open(sentence, inside=True) else None
            continue
        if found and found[-1].last == at - 1 and found[-1].outcome is None and rules.IN_BRACKETS.match(sentence):
            found[-1].outcome = at
            open_list = None
            continue
        first = open_list is not None and not open_list.clauses and not open_list.whole and _LABEL.match(printed[open_list.lead]) and open_list.lead == at - 1
        if open_list is not None and (clause or first) and not rules.MOVERS_LINE.pattern.match(sentence):
            open_list.clauses.append([at])
            quoted = open_list.clauses[-1] if _quote_open(sentence) else None
        elif rules.OUTCOME_LINE.pattern.match(sentence) or (moved and rules.PUT_TO_THE_VOTE.pattern.search(sentence) and not rules.RESOLVES.search(sentence)):
            _told(found, motion, moved, at, printed)
            open_list, motion = None, []
        elif _words(sentence) or _is_vote_action(printed, at):
            motion = [*motion, [at]] if motion and at - motion[-1][-1] <= 2 and clause else [[at]]
            quoted = motion[-1] if _quote_open(sentence) else None
        elif motion and clause and at - motion[-1][-1] == 1:
            motion.append([at])
        elif rules.MOVERS_LINE.pattern.match(sentence) or not sentence.strip(" _-.\n") or (rules.MOVES_WHAT_FOLLOWS.search(sentence) and not rules.RESOLVES.search(sentence)):
            continue
        elif _moves(sentence):
            moved.append(at)
            open_list = None
        elif is_decision(sentence):
            resolution = _Resolution(at, bool(rules.PUT_TO_THE_VOTE.pattern.search(sentence)), whole=bool(_AS_FOLLOWS.search(sentence)))
            if found and rules.RESOLVES.search(sentence) and _was_carried(printed, found[-1], at):
                resolution.since = found.pop().first  # the motion that was carried, in the words of the resolution
            elif moved and at - moved[-1] <= _MOTION and rules.RESOLVES.search(sentence):
                resolution.since = moved.pop()
            open_list = resolution if _OPEN.search(sentence) else None
            found.append(resolution)
            motion = []
        else:
            open_list = None
            if motion and at - motion[-1][-1] > _FOLLOWS:
                motion = []
    found += [_Resolution(at) for at in moved]
    found.sort(key=lambda each: each.first)
    return [each for each in found if each.clauses or not _LABEL.match(printed[each.lead]) or each.outcome is not None]


def _quote_open(sentence: str, *, inside: bool = False) -> bool:
    """Whether the sentence leaves a quotation open that it, or one before it, began."""
    return sentence.count("“") + inside > sentence.count("”")


def _was_carried(printed: Sequence[str], before: _Resolution, at: int) -> bool:
    """Whether the motion before was carried just above sentence `at`."""
    return before.outcome is not None and at - before.outcome <= 2 and _outcome([printed[before.outcome]], printed[before.lead]) == "carried"


def _moves(sentence: str) -> bool:
    """Whether the sentence only moves something: how it went is told later, or never."""
    return bool(rules.MOVES.search(sentence)) and not rules.RESOLVES.search(sentence) and not any(rule.pattern.search(sentence) for name, rule in rules.OUTCOMES)


def _told(found: list[_Resolution], motion: list[list[int]], moved: list[int], at: int, printed: Sequence[str]) -> None:
    """A line that says how it went: of the motion that waits, else of the resolution right above, else of what was moved."""
    if motion and _is_vote_action(printed, motion[0][0]):
        found.append(_Resolution(motion[0][0], clauses=[list(range(motion[0][0] + 1, at + 1))], outcome=at, whole=True))
    elif motion:
        found.append(_Resolution(motion[0][0], clauses=motion, outcome=at))
    elif moved and at - moved[-1] <= _MOTION:
        found.append(_Resolution(moved.pop(), outcome=at))
    elif found and found[-1].outcome is None and at - found[-1].last <= _FOLLOWS // 2:
        found[-1].outcome = at
    else:
        found.append(_Resolution(at, voted=True))


def _words(sentence: str) -> bool:
    """Whether the sentence is the text of a motion: `That ...`, in quotation marks, or behind its movers."""
    return bool(rules.MOTION_TEXT.match(sentence, _words_at(sentence)))


def _words_at(sentence: str) -> int:
    """Where the words of a motion start behind the movers on the same line; 0 without movers."""
    named = rules.COMMA_MOVERS.match(sentence)
    return named.end() + len(sentence[named.end() :]) - len(sentence[named.end() :].lstrip()) if named and named.end() < len(sentence) else 0


def _is_vote_action(printed: Sequence[str], at: int) -> bool:
    """`ACTION: Approve` between the movers and the votes is the motion itself."""
    return bool(re.match(r"\W*(?:ACTION|Action):", printed[at])) and _votes_follow(printed, at)


def _votes_follow(printed: Sequence[str], at: int) -> bool:
    return at + 1 < len(printed) and bool(re.match(r"\W*(?:YEAS|AYES|Yeas|Ayes)\b", printed[at + 1]))


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
    opens = this.first if this.since is None else this.since
    leading = range(max(first, opens - (_MOTION if this.voted else _NEARBY // 2), 0), this.first)
    behind = range(this.last + 1, min(after.first if after and not after.voted else len(printed), this.last + 1 + _NEARBY // 2))
    for where in (range(this.first, this.last + 1), leading, () if this.voted else behind):
        names = movers([printed[at] for at in where])
        if any(names):
            return names
    return None, None


def _counted(printed: Sequence[str], before: _Resolution | None, this: _Resolution, after: _Resolution | None) -> Vote | None:
    """The vote on a resolution: printed in it or behind it, before the next matter; or in the motion that it follows."""
    until = after.first if after and not after.voted else len(printed)
    opens = this.first if this.since is None else this.since
    found = vote(printed[opens : min(until, this.last + 1 + _NEARBY)])
    if found is None and before and before.last == this.first - 1 and _leads_to(printed, before):
        return vote([printed[before.lead]])
    return found


def _leads_to(printed: Sequence[str], before: _Resolution) -> bool:
    """Whether it is the motion that the next resolution puts into words: one that was carried."""
    return before.voted and _outcome([printed[before.lead]], printed[before.lead]) == "carried"


def _outcome(told: Sequence[str], printed: str) -> Outcome:
    """How it went, by the first of the sentences that says so; a clause goes as its list, unless it defers."""
    found = next((outcome for sentence in told for outcome, rule in rules.OUTCOMES if rule.pattern.search(sentence)), "unrecorded")
    if printed not in told and dict(rules.OUTCOMES)["deferred"].pattern.search(printed):
        found = "deferred"
    return found  # type: ignore[return-value]  # the table's names are outcomes
