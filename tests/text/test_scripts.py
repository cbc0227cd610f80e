import pytest

from mtaudit.text.scripts import (
    as_script,
    has_latin,
    has_other_than_latin,
    letters,
    script_of,
    scripts_of,
    stretches,
    without_look_alikes,
)


@pytest.mark.parametrize(
    ("characters", "script"),
    [
        ("aÉłøß", "Latn"),
        ("жЯї", "Cyrl"),
        ("λΩ", "Grek"),
        ("ع", "Arab"),
        ("ש", "Hebr"),
        ("中々", "Hani"),
        ("ひ", "Hira"),
        ("ア", "Kana"),
        ("한", "Hang"),
        ("ก", "Thai"),
        ("7.€ «😀", "Zyyy"),
    ],
)
def test_script_of_a_character(characters, script):
    assert {script_of(character) for character in characters} == {script}


@pytest.mark.parametrize(
    ("code", "scripts"),
    [
        ("fr", {"Latn"}),
        ("ru", {"Cyrl"}),
        ("ja", {"Hani", "Hira", "Kana"}),
        ("zh", {"Hani", "Bopo"}),
        ("xx", set()),
    ],
)
def test_scripts_of_a_language(code, scripts):
    assert scripts_of(code) == scripts


def test_a_language_with_two_scripts_has_both():
    assert {"Cyrl", "Latn"} <= scripts_of("sr")


@pytest.mark.parametrize("text", ["", "naïve – “Łódź” 5 µm…", "Việt Nam", "e\u0301te\u0301 😀"])
def test_latin_text_has_no_other_letters(text):
    assert not has_other_than_latin(text)


def test_letters_of_each_script_are_counted():
    assert letters("Путин, Putin (普京), 7") == {"Cyrl": 5, "Latn": 5, "Hani": 2}
    assert has_latin("Путин Putin")
    assert not has_latin("Путин 7")


def test_stretches_run_over_blanks_between_words():
    text = "The «Красная звезда» of 中国, he said"
    found = [text[start:end] for start, end, _ in stretches(text, frozenset(("Latn",)))]
    assert found == ["Красная звезда", "中国"]


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("Mоscow", "Moscow"),
        ("Pоссия", "Россия"),
        ("Αthens", "Athens"),
        ("Moscow", None),
        ("VPNы", None),
        ("TGFβ", None),
        ("κB", None),
    ],
)
def test_look_alike_letters_are_replaced_if_all_can_be(word, right):
    assert without_look_alikes(word) == right


def test_a_whole_word_of_look_alikes():
    assert as_script("а", "Latn") == "a"
    assert as_script("я", "Latn") is None
