import pytest

from mtaudit.rules.base import Example
from mtaudit.rules.registry import all_rules
from mtaudit.testing import findings_of

RULES = all_rules()


@pytest.mark.parametrize(
    ("languages", "translation", "source"),
    [
        ("en-de", "Das ist das, was die, die die Stadt kennen, sagen.", None),
        ("fr-en", "What it is is clear.", None),
        ("fr-en", "No no no, he said.", None),
        ("it-en", "He walked very very slowly.", "Camminava molto molto piano."),
        ("ru-en", "Bora Bora is an island.", None),
        ("fr-en", "From 10 10 kids came.", None),
        ("fr-en", "", "Bonjour."),
    ],
)
def test_legitimate_repetition_is_left_alone(languages, translation, source):
    example = Example(languages, translation, source)
    for code in ("REP001", "REP002"):
        assert findings_of(RULES[code], example) == ()


def test_a_fix_restores_the_sentence():
    text = "They met met in Rome."
    (finding,) = findings_of(RULES["REP001"], Example("de-en", text, "Sie trafen sich in Rom."))
    edit = finding.edit
    assert edit.safe
    assert text[: edit.start] + edit.replacement + text[edit.end :] == "They met in Rome."


def test_long_repetitive_text_ends_quickly_and_is_one_loop():
    findings = findings_of(RULES["REP002"], Example("fr-en", "the cat sat " * 2000))
    assert [finding.severity for finding in findings] == ["major"]
