"""Every row of the tables of patterns and of repairs, by its own examples."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import decision_rules, entity_rules, layout_rules, meeting_rules, name_rules, people_rules, rules
from ingest.abbreviation_rules import ABBREVIATION_RULES
from ingest.entity_numbers import HEAD, PAGE_COUNT, PRINTED, YEAR
from ingest.mention_rules import MENTION_RULES
from ingest.reference_rules import REFERENCE_RULES
from ingest.repairs import REPAIRS, Repair, prepared, repair
from ingest.rules import Rule

RULES = (
    *rules.RULES,
    *people_rules.RULES,
    *meeting_rules.RULES,
    *decision_rules.RULES,
    *layout_rules.RULES,
    *REFERENCE_RULES,
    *MENTION_RULES,
    *ABBREVIATION_RULES,
    *entity_rules.RULES,
    HEAD,
    PAGE_COUNT,
    PRINTED,
    YEAR,
    *name_rules.RULES,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_keeps_its_word(rule: Rule) -> None:
    """A rule finds each of its accepted examples and none of those it must refuse; it has some of both."""
    assert rule.accepts
    assert rule.refuses
    assert [example for example in rule.accepts if not rule.pattern.search(example)] == []
    assert [example for example in rule.refuses if rule.pattern.search(example)] == []


@pytest.mark.parametrize("row", REPAIRS, ids=lambda row: row.name)
def test_every_repair_does_what_it_shows(row: Repair) -> None:
    """A repair alone turns its example into what it shows."""
    assert re.sub(row.pattern, row.to, row.before) == row.after
    assert not (row.beyond_ascii and re.search(row.pattern, "".join(map(chr, range(128)))))


@given(st.text(alphabet=st.one_of(st.sampled_from("ab- \n\t\u00ad\u200b\u2019\u201c.\u2026_\x07"), st.characters())))
def test_prepared_text_leads_back(text: str) -> None:
    """What is found in prepared text can be pointed at in the original: every kept character is the one it came from."""
    ready = prepared(text)
    assert ready.text.strip() == repair(text)
    assert len(ready.origins) == len(ready.text) + 1
    assert ready.origins[-1] == len(text)
    assert list(ready.origins) == sorted(ready.origins)
    written = {character for row in REPAIRS for character in row.to}
    assert [at for at, origin in zip(ready.text, ready.origins, strict=False) if at != text[origin] and at not in written] == []
