import pytest

from mtaudit.errors import UsageError
from mtaudit.mqm import Severity
from mtaudit.rules.base import SegmentRule, Status
from mtaudit.rules.registry import all_rules
from mtaudit.selection import find, select


def rule(code: str, name: str, status: Status = Status.STABLE) -> SegmentRule:
    attributes = {
        "code": code,
        "name": name,
        "category": "accuracy",
        "severity": Severity.MINOR,
        "status": status,
        "check": lambda *_: (),
    }
    return type(name, (SegmentRule,), attributes)()


RULES = {
    r.code: r
    for r in (
        rule("ART001", "page"),
        rule("ART002", "notice"),
        rule("NUM001", "number"),
        rule("NUM002", "early", Status.PREVIEW),
    )
}


@pytest.mark.parametrize(
    ("selected", "ignored", "codes"),
    [
        ((), (), "ART001 ART002 NUM001"),
        (("ART",), (), "ART001 ART002"),
        (("art001",), (), "ART001"),
        (("number",), (), "NUM001"),
        ((), ("ART",), "NUM001"),
        (("ART001",), ("ART",), "ART001"),
        (("ART",), ("ART001",), "ART002"),
        (("NUM",), (), "NUM001"),
        (("NUM002",), (), "NUM002"),
        (("early",), (), "NUM002"),
    ],
)
def test_longest_match_wins(selected, ignored, codes):
    assert [r.code for r in select(RULES, selected, ignored)] == codes.split()


@pytest.mark.parametrize(("selector", "near"), [("ART01", "ART001"), ("numbr", "number")])
def test_unknown_selectors_suggest_a_near_one(selector, near):
    with pytest.raises(UsageError, match=near):
        select(RULES, (selector,))


def test_find_takes_codes_and_names():
    assert find("art002", RULES) is find("notice", RULES)
    with pytest.raises(UsageError):
        find("XYZ", all_rules())
