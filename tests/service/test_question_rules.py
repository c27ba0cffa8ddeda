"""Every row of the tables by which a question is read, by its own examples."""

import pytest

from index.query import Kind
from ingest.rules import Rule
from service import context_rules, date_rules, stated
from service.dates import READERS
from service.kind_rules import KINDS, kind_of

RULES = (
    *date_rules.DATES,
    *date_rules.RELATIONS,
    *(each for module in (date_rules, context_rules, stated) for each in vars(module).values() if isinstance(each, Rule)),
    *(row for _, row in KINDS),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_keeps_its_word(rule: Rule) -> None:
    """A rule finds each of its accepted examples and none of those it must refuse; it has some of both."""
    assert rule.accepts
    assert rule.refuses
    assert [example for example in rule.accepts if not rule.pattern.search(example)] == []
    assert [example for example in rule.refuses if rule.pattern.search(example)] == []


@pytest.mark.parametrize(("kind", "rule"), KINDS, ids=lambda each: each if isinstance(each, str) else each.name)
def test_every_kind_is_read_from_its_examples(kind: Kind, rule: Rule) -> None:
    """No earlier row takes away what a row accepts."""
    assert [example for example in rule.accepts if kind_of(example) != kind] == []


def test_every_date_has_its_reader() -> None:
    """Each row of dates is read, and nothing else is."""
    assert set(READERS) == {row.name for row in date_rules.DATES}
