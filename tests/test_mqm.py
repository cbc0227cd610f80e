import pytest

from mtaudit.mqm import CATEGORIES, PROFILES, Severity


def test_severities_are_ordered():
    assert [severity.rank for severity in Severity] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("profile", "category", "severity", "points"),
    [
        ("mqm-council", "accuracy/omission", Severity.CRITICAL, 25),
        ("mqm-council", "fluency/punctuation", Severity.MINOR, 1),
        ("wmt", "fluency/punctuation", Severity.MINOR, 0.1),
        ("wmt", "fluency/spelling", Severity.MINOR, 1),
        ("wmt", "fluency/punctuation", Severity.MAJOR, 5),
    ],
)
def test_weights(profile, category, severity, points):
    assert PROFILES[profile].weight(category, severity) == points


def test_penalty_is_normed_by_words():
    findings = [("accuracy", Severity.MAJOR), ("fluency/spelling", Severity.MINOR)]
    assert PROFILES["mqm-council"].penalty_per_1000_words(findings, 300) == pytest.approx(20)
    assert PROFILES["mqm-council"].penalty_per_1000_words(findings, 0) == 6


def test_core_has_seven_dimensions_and_thirty_nine_subtypes():
    assert sum("/" not in category for category in CATEGORIES) == 7
    assert sum("/" in category for category in CATEGORIES) == 39
