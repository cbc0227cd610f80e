"""Runs of capitalized words, and what frequencies say of them."""

import pytest

from mtaudit.lang import language
from mtaudit.text.analysis import analyse
from mtaudit.text.lexicon import zipf
from mtaudit.text.names import is_acronym, is_numeral, keeps, names, without_opening


def found(text: str, code: str = "en") -> list[str]:
    analysis = analyse(text, language(code))
    spans = (analysis.span_of(*without_opening(analysis, n)[:2]) for n in names(analysis))
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Dmitri Peskov spoke in Moscow.", ["Dmitri Peskov", "Moscow"]),
        ("She met Ursula von der Leyen and Osama bin Laden.",
         ["Ursula von der Leyen", "Osama bin Laden"]),
        ("It was Sinéad O’Connor, not George W. Bush.", ["Sinéad O’Connor", "George W. Bush"]),
        ("The plan of Mary McCain, of Paris, failed.", ["Mary McCain", "Paris"]),
        ("They left on Monday, not in March.", ["They"]),
        ("nothing is written with capitals here", []),
        ("", []),
        ("🙂 。", []),
    ],
)  # fmt: skip
def test_finds_the_names(text: str, expected: list[str]):
    assert [n for n in found(text) if n not in ("The", "She", "It", "Then")] == expected


@pytest.mark.parametrize(
    "text", ["Man Arrested After Shooting at Mall", "PRESIDENT PUTIN FLIES TO CHINA TODAY"]
)
def test_trusts_no_capital_in_a_headline_in_title_case(text: str):
    assert found(text) == []


def test_knows_which_name_begins_a_sentence():
    analysis = analyse("Peskov left. Putin stayed, Lavrov said: “Macron came.”", language("en"))
    flags = {analysis.words[name.first]: name.initial for name in names(analysis)}
    assert flags == {"Peskov": True, "Putin": True, "Lavrov": False, "Macron": True}


@pytest.mark.parametrize("word", ["obama", "trump", "huber", "nantes", "colbert"])
def test_names_are_kept_in_translation(word: str):
    assert keeps(word, "en", "fr") >= 0.8


@pytest.mark.parametrize("word", ["ministry", "parliament", "church", "according", "court"])
def test_words_of_one_language_are_not(word: str):
    assert keeps(word, "en", "de") <= 0.25


def test_unknown_words_and_languages_have_no_frequency():
    assert zipf("qxzvkj", "en") == 0
    assert zipf("the", "xx") == 0


@pytest.mark.parametrize(("word", "expected"), [("NATO", True), ("MPs", True), ("Nato", False)])
def test_tells_acronyms(word: str, expected: bool):
    assert is_acronym(word) is expected


@pytest.mark.parametrize(("word", "expected"), [("ii", True), ("xvi", True), ("ivan", False)])
def test_tells_roman_numerals(word: str, expected: bool):
    assert is_numeral(word) is expected
