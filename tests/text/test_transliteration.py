"""Schemes of transliteration, folded."""

from itertools import pairwise

import pytest

from mtaudit.text.transliteration import key, latin, skeleton


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Путин", "putin"),
        ("Хрущёв", "khrushchev"),
        ("Зеленський", "zelenskii"),
        ("Vučić", "vucic"),
        ("Straße", "strasse"),
        ("Wałęsa", "walesa"),
        ("Peskov", "peskov"),
        ("नरेंद्र", "narendr"),
        ("मुंबई", "mumbai"),
        ("फ़ेसबुक", "fesabuk"),
        ("१२", "12"),
        ("ジョンソン", "jonson"),
        ("デュッセルドルフ", "dyuserudorufu"),
        ("", ""),
    ],
)
def test_writes_a_word_in_plain_latin_letters(word: str, expected: str):
    assert latin(word) == expected


def test_does_not_care_how_accents_are_encoded():
    assert latin("Vuc\u030cic\u0301") == latin("Vučić") == "vucic"


@pytest.mark.parametrize(
    "spellings",
    [
        "Dmitri Dmitry Dmitrij Dmitriy Дмитрий",
        "Zelensky Zelenskyy Zelenski Zelenskiy Зеленский",
        "Loukachenko Lukashenko Lukaschenko Лукашенко",
        "Khrouchtchev Khrushchev Хрущёв",
        "Sergei Sergey Sergej Sergeï",
        "Andrei Andrey Andrej Andreï",
        "Mohamed Mohammed",
        "Poroshenko Porochenko Poroschenko Poroszenko",
        "Vucic Vučić",
    ],
)
def test_spellings_of_one_name_share_their_key(spellings: str):
    assert len({key(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    "names",
    [
        "Iran Iraq",
        "Austria Australia",
        "Slovakia Slovenia",
        "Maria Mario",
        "Jan Jane",
        "John Jon",
        "Ivanov Ivanova",
        "Smith Schmidt",
        "Klein Kline",
        "Tusk Tuska",
    ],
)
def test_names_that_merely_resemble_each_other_do_not(names: str):
    assert all(key(one) != key(other) for one, other in pairwise(names.split()))


@pytest.mark.parametrize(
    "spellings",
    [
        "Poutine Putin Путин",
        "Jelzin Yeltsin Eltsine Ельцин",
        "Selenskyj Zelensky Зеленский",
        "Jacobs Джейкобс",
        "Phoenix Феникс",
    ],
)
def test_scripts_and_schemes_share_the_skeleton_of_consonants(spellings: str):
    assert len({skeleton(word) for word in spellings.split()}) == 1
