import pytest

from mtaudit.lang import language
from mtaudit.text.lexicon import (
    alphabet,
    foreign_words,
    frequencies,
    function_words,
    most_frequent,
    zipf,
)


def test_zipf_values_are_those_of_running_text():
    assert zipf("the", "en") > 7.5
    assert 3.5 < zipf("parliament", "en") < 5.5
    assert zipf("wroet", "en") == 0


def test_sharp_s_is_looked_up_as_ss():
    assert zipf("straße", "de") == zipf("strasse", "de") > 4


@pytest.mark.parametrize("code", ["gl", "eu", "ga", "xx", "und"])
def test_a_language_without_a_list_is_not_taken_for_its_neighbour(code):
    assert not frequencies(code)
    assert zipf("the", code) == 0
    assert not most_frequent(code, 10)


def test_function_words_come_from_the_facts_or_else_from_the_frequencies():
    assert function_words(language("en")) == language("en").function_words
    assert {"och", "det", "att"} <= function_words(language("sv"))


def test_foreign_words_are_common_there_and_unheard_of_here():
    foreign = foreign_words("de", "en")
    assert {"nicht", "wurde", "zwischen"} <= foreign
    assert not {"london", "die", "hand", "computer"} & foreign
    assert not foreign_words("de", "xx")


def test_alphabet_has_the_letters_in_use():
    assert alphabet("en") == "abcdefghijklmnopqrstuvwxyz"
    assert set("çéèê") <= set(alphabet("fr"))
    assert "ы" in alphabet("ru")
