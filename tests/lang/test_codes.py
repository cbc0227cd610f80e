"""Language codes."""

import pytest

from mtaudit.errors import UsageError
from mtaudit.lang.codes import normalise, primary


@pytest.mark.parametrize(
    ("code", "usual"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        (" en ", "en"),
        ("pt-br", "pt-BR"),
        ("pt_BR", "pt-BR"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("es-419", "es-419"),
        ("fra", "fr"),
        ("ger", "de"),
        ("fra_Latn", "fr-Latn"),
        ("iw", "he"),
        ("grc", "grc"),
        ("yue-Hant", "yue-Hant"),
        ("sl-rozaj", "sl-rozaj"),
        ("en-x-mt", "en-x-mt"),
    ],
)
def test_the_usual_spelling(code: str, usual: str):
    assert normalise(code) == usual
    assert normalise(usual) == usual


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("french", "fr"),
        ("Frnch", "fr"),
        ("German", "de"),
        ("jp", "ja"),
        ("cz", "cs"),
        ("gr-GR", "el"),
        ("fr-", "fr"),
        ("fr--FR", "fr"),
    ],
)
def test_a_slip_gets_a_suggestion(code: str, meant: str):
    with pytest.raises(
        UsageError, match=f"'{code}' is not a language code .*did you mean '{meant}'"
    ):
        normalise(code)


@pytest.mark.parametrize("code", ["", "x", "xx", "xx1", "12", "f r", "fr/en"])
def test_anything_else_gets_examples(code: str):
    with pytest.raises(UsageError, match="such as fr or pt-BR"):
        normalise(code)


def test_script_and_region_must_exist():
    with pytest.raises(UsageError, match="there is no region 'qq'"):
        normalise("fr-QQ")
    with pytest.raises(UsageError, match="there is no script 'abcd'"):
        normalise("fr-abcd")


def test_primary():
    assert (primary("pt-BR"), primary("fr")) == ("pt", "fr")
