"""Which sentences of an item decide something, and which belong together: a label with its clauses, a motion with its outcome."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest import decision_rules as rules
from ingest.domain import Outcome, Role

MOTION = 12  # sentences from a motion that is moved to the one that puts it to the vote
_FOLLOWS = 6  # sentences from a motion's text to the line that says how it went, or to the end of its quotation
_OPEN = re.compile(r"(?:[:–—-]|\b(?:RESOLVED|AGREED|[Rr]esolved|[Aa]greed|[Rr]esolution|that|to|recommendations?))[^\w.]*$")
_LEADS_TO_A_CLAUSE = re.compile(r"(?::|\bthat|^\W*[Aa]nd\W)\s*$")
_AS_FOLLOWS = re.compile(r"\bfollow(?:s|ing)\W*$", re.IGNORECASE)


@dataclass(slots=True)
class Resolution:
    """The sentence that decides, and the clauses of the list that it opens; all as indexes of sentences.

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
        """Its first sentence."""
        return self.held[0]

    @property
    def last(self) -> int:
        """Its last sentence, the outcome's included."""
        return max(self.held[-1], self.outcome or 0)

    def parts(self) -> list[list[int]]:
        """Its decisions, each as a run of sentences; a label alone decides nothing."""
        return [self.held] if self.whole or not self.clauses else self.clauses


def resolutions(printed: Sequence[str], roles: Sequence[Role]) -> list[Resolution]:
    """What was decided, in order; only sentences whose role is `said` so far are read."""
    walk = _Walk(printed)
    for at, role in enumerate(roles):
        if role == "said":
            walk.take(at)
        elif role == "to_do":
            walk.opened = None
    found = sorted([*walk.found, *(Resolution(at) for at in walk.moved if _counts_unvoted(printed[at]))], key=lambda each: each.first)
    for each in found:  # `It was proposed that the hedge be cut. RESOLVED.`
        if rules.LABEL_ALONE.match(printed[each.lead]) and not each.clauses and each.lead and rules.PROPOSES.search(printed[each.lead - 1]):
            each.lead, each.outcome = each.lead - 1, each.lead
    return [each for each in found if each.clauses or each.outcome is not None or not rules.LABEL_ALONE.match(printed[each.lead])]


def is_decision(sentence: str) -> bool:
    """Whether the sentence decides something, rather than reporting an earlier decision or none."""
    if rules.NOT_A_DECISION.pattern.search(sentence) or (rules.RECOMMENDS.search(sentence) and not rules.RESOLVES.search(sentence)):
        return False
    return any(rule.pattern.search(sentence) for rule in rules.DECISIONS)


def is_motion(sentence: str) -> bool:
    """Whether the sentence is the text of a motion: `That ...`, in quotation marks, or behind its movers."""
    return bool(rules.MOTION_TEXT.match(sentence, words_at(sentence)))


def words_at(sentence: str) -> int:
    """Where the words of a motion start behind the movers in the same sentence; 0 without movers."""
    named = rules.MOVERS_BEFORE.match(sentence)
    return named.end() if named else 0


def votes_follow(printed: Sequence[str], at: int) -> bool:
    """Whether the next sentence says who voted how: `ACTION: Approve` above it is the motion, and nothing to do."""
    return at + 1 < len(printed) and bool(re.match(r"\W*(?:YEAS|AYES|Yeas|Ayes)\b", printed[at + 1]))


def outcome(told: Sequence[str], printed: str) -> Outcome:
    """How it went, by the first of the sentences that says so; a clause goes as its list, unless it defers."""
    found = next((name for sentence in told for name, rule in rules.OUTCOMES if rule.pattern.search(sentence)), "unrecorded")
    if printed not in told and dict(rules.OUTCOMES)["deferred"].pattern.search(printed):
        found = "deferred"
    return found  # type: ignore[return-value]  # the table's names are outcomes


@dataclass(slots=True)
class _Walk:
    """Over the sentences, with what is open: a list, a motion's text, sentences that move something, a quotation."""

    printed: Sequence[str]
    found: list[Resolution] = field(default_factory=list)
    opened: Resolution | None = None
    motion: list[list[int]] = field(default_factory=list)  # clause by clause, while nobody has said how it went
    moved: list[int] = field(default_factory=list)
    quoted: list[int] | None = None  # the clause whose quotation is still open

    def take(self, at: int) -> None:
        """Put a sentence in its place."""
        sentence = self.printed[at]
        if self.quoted is not None:
            self.quoted.append(at)
            self.quoted = None if "”" in sentence else self.quoted
        elif self.found and self.found[-1].last == at - 1 and self.found[-1].outcome is None and rules.IN_BRACKETS.match(sentence):
            self.found[-1].outcome, self.opened = at, None
        elif not (self._clause(at) or self._outcome(at) or self._motion(at) or _says_nothing(sentence)):
            self._decision(at)

    def _clause(self, at: int) -> bool:
        """A clause of the list that is open; behind a label alone, whatever comes first."""
        sentence = self.printed[at]
        if self.opened is None or rules.MOVERS_LINE.pattern.match(sentence) or rules.BODY_ALONE.match(sentence):
            return False
        first = (
            not self.opened.clauses
            and all(_says_nothing(each) for each in self.printed[self.opened.lead + 1 : at])
            and rules.LABEL_ALONE.match(self.printed[self.opened.lead])
        )
        if not (rules.CLAUSE.pattern.match(sentence) or first or (self.opened.clauses and rules.LEADS_ON.match(sentence))):
            return False
        if self.opened.clauses and _LEADS_TO_A_CLAUSE.search(self.printed[self.opened.clauses[-1][-1]]):
            self.opened.clauses[-1].append(at)
        else:
            self.opened.clauses.append([at])
        self._quote(at, self.opened.clauses[-1])
        return True

    def _outcome(self, at: int) -> bool:
        """A line that says how it went: of the motion that waits, else of what was moved, else of the resolution right above."""
        sentence = self.printed[at]
        put = (self.moved or self.motion) and rules.PUT_TO_THE_VOTE.pattern.search(sentence) and not rules.RESOLVES.search(sentence)
        told = rules.OUTCOME_LINE.pattern.match(sentence) or (put and outcome([sentence], sentence) != "unrecorded")
        if not told:
            return False
        if self.motion and votes_follow(self.printed, self.motion[0][0]):
            first = self.motion[0][0]
            self.found.append(Resolution(first, clauses=[list(range(first + 1, at + 1))], outcome=at, whole=True))
        elif self.motion:
            self.found.append(Resolution(self.motion[0][0], clauses=self.motion, outcome=at))
        elif self.moved and at - self.moved[-1] <= MOTION:
            first = self.moved.pop()  # what was withdrawn is no longer before the meeting: the withdrawal is what is kept
            withdrawn = outcome([sentence], sentence) == "withdrawn"
            self.found.append(Resolution(at, since=first) if withdrawn else Resolution(first, outcome=at))
        elif self.found and self.found[-1].outcome is None and at - self.found[-1].last <= _FOLLOWS // 2:
            self.found[-1].outcome = at
        elif outcome([sentence], sentence) != "withdrawn":  # a matter withdrawn before it was moved
            self.found.append(Resolution(at, voted=True))
        self.opened, self.motion = None, []
        return True

    def _motion(self, at: int) -> bool:
        """The words of a motion, or a clause of them."""
        sentence = self.printed[at]
        clause = rules.CLAUSE.pattern.match(sentence)
        near = self.motion and at - self.motion[-1][-1]
        if is_motion(sentence) or (votes_follow(self.printed, at) and re.match(r"\W*(?:ACTION|Action):", sentence)):
            self.motion = [*self.motion, [at]] if clause and near and near <= 2 else [[at]]
        elif clause and near == 1:
            self.motion.append([at])
        else:
            return False
        self._quote(at, self.motion[-1])
        return True

    def _decision(self, at: int) -> None:
        sentence = self.printed[at]
        self.opened = None
        if _only_moves(sentence):
            self.moved.append(at)
        elif is_decision(sentence) or rules.LABEL_ALONE.match(sentence):
            made = Resolution(at, bool(rules.PUT_TO_THE_VOTE.pattern.search(sentence)), whole=bool(_AS_FOLLOWS.search(sentence)))
            if rules.RESOLVES.search(sentence):
                made.since = self._moved_before(at)
            self.opened = made if _OPEN.search(sentence) or rules.LABEL_ALONE.match(sentence) else None
            self.found.append(made)
            self.motion = []
        elif self.motion and at - self.motion[-1][-1] > _FOLLOWS:
            self.motion = []

    def _moved_before(self, at: int) -> int | None:
        """Where the motion began that sentence `at` puts into words: one just above that did not fall, or one not yet voted on."""
        before = self.found[-1] if self.found else None
        if before and before.last >= at - 2 and before.first != at:
            told = self.printed[before.lead if before.outcome is None else before.outcome]
            only_told = before.voted and rules.A_MOTION.search(told)  # `The Chairman put the motion and it was agreed`
            if (before.outcome is not None and outcome([told], "") in ("carried", "unrecorded")) or (only_told and outcome([told], "") == "carried"):
                return self.found.pop().first
        return self.moved.pop() if self.moved and at - self.moved[-1] <= MOTION else None

    def _quote(self, at: int, clause: list[int]) -> None:
        """A quotation that opens here and closes a few sentences on belongs to the clause as a whole."""
        sentence = self.printed[at]
        closes = any("”" in following for following in self.printed[at + 1 : at + 1 + _FOLLOWS])
        self.quoted = clause if sentence.count("“") > sentence.count("”") and closes else None


def _says_nothing(sentence: str) -> bool:
    """Whether it only names movers, or draws a line."""
    leads = rules.MOVES_WHAT_FOLLOWS.search(sentence) and not rules.RESOLVES.search(sentence)
    return bool(
        rules.MOVERS_LINE.pattern.match(sentence) or rules.MOVERS_LABELS.match(sentence) or rules.BODY_ALONE.match(sentence) or leads
    ) or not sentence.strip(" _-.\n")


def _counts_unvoted(sentence: str) -> bool:
    """Whether a proposal of which no vote is told is kept: it has a seconder, and is no motion in a debate."""
    return bool(rules.MOVES.search(sentence)) and not rules.A_MOTION.search(sentence)


def _only_moves(sentence: str) -> bool:
    """Whether the sentence moves something and does not say how it went: that is told later, or never."""
    told = rules.RESOLVES.search(sentence) or any(rule.pattern.search(sentence) for _, rule in rules.OUTCOMES)
    return bool(rules.MOVES.search(sentence) or rules.ONLY_MOVED.search(sentence)) and not told
