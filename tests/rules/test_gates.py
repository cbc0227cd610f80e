"""A rule that names what it needs finds no less than when it looks at every text."""

from collections import Counter

import pytest

from mtaudit.rules.base import Context, DocumentRule, TextRule
from mtaudit.rules.names import candidates, spellings
from mtaudit.rules.registry import all_rules
from mtaudit.rules.runner import Runner
from mtaudit.testing.examples import documents_of

DOCUMENTS = [
    document
    for rule in all_rules().values()
    for example in rule.examples
    for document in documents_of(example)
]
GATED = [
    rule
    for rule in all_rules().values()
    if isinstance(rule, TextRule) and (rule.gaps or type(rule).words is not TextRule.words)
]


@pytest.mark.parametrize("rule", GATED, ids=lambda rule: rule.code)
def test_what_a_rule_names_stands_wherever_it_finds_anything(rule):
    seen = Counter()
    for document in DOCUMENTS:
        runner = Runner([rule])
        found = runner.check(document)
        if runner.runs()[0].status == "ran":
            every = everything(rule, document)
            assert {(f.segment, f.start) for f in found} == {(f.segment, f.start) for f in every}
            seen[bool(every)] += 1
    assert seen[True]
    assert seen[False]


def everything(rule, document):
    context = Context(document)
    if isinstance(rule, DocumentRule):
        return list(rule.check(document, context))
    return [
        finding
        for segment in document.segments
        if segment.source is not None or "source" not in rule.needs
        for finding in rule.check(segment, context)
    ]


def test_all_spellings_of_names_are_candidates():
    compared = 0
    for document in DOCUMENTS:
        context = Context(document)
        code = context.target_language.code
        texts = [context.translation(segment) for segment in document.segments]
        possible = candidates(texts, code)
        for spelling in spellings(texts, code):
            assert spelling.text in possible[spelling.key]
            compared += 1
    assert compared > 50
