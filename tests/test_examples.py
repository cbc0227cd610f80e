"""Every rule's examples are its tests."""

import pytest

from mtaudit.rules.base import Example, Rule
from mtaudit.rules.registry import all_rules
from mtaudit.testing import findings_of

CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{'bad' if example.finds else 'good'}-{number}")
    for rule in all_rules().values()
    for number, example in enumerate(rule.examples, 1)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_finds_exactly_what_the_example_says(rule: Rule, example: Example):
    findings = findings_of(rule, example)
    assert tuple(finding.text for finding in findings) == example.finds
    if example.suggestion is not None:
        assert example.suggestion in (findings[0].suggestion or "")


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_shows_what_it_finds_and_what_it_leaves_alone(rule: Rule):
    bad = [example for example in rule.examples if example.finds]
    good = [example for example in rule.examples if not example.finds]
    assert len(bad) >= 2
    assert len(good) >= 2
    assert rule.__doc__
