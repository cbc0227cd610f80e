"""Peoples, languages and currencies: the tables, and what the rules say of swapped ones."""

import pytest
from babel import Locale
from babel.numbers import get_currency_name

from mtaudit.model import Document, Segment
from mtaudit.rules.nation_tables import (
    LANGUAGES,
    TARGETS,
    currencies,
    currency_forms,
    currency_names,
    nationalities,
    nationality_forms,
)
from mtaudit.rules.nations import ForeignTerm, OtherCurrency, OtherNationality
from mtaudit.rules.runner import Runner
from mtaudit.text.tokens import fold_phrase

OFTEN_SWAPPED = ("UA", "RU", "NO", "SE", "FR", "DE", "US", "CN", "PL", "TR", "IR", "IL")


def found(rule, languages, *segments):
    parts = tuple(Segment(str(n), text, source) for n, (source, text) in enumerate(segments))
    runner = Runner([rule])
    findings = runner.check(Document("d", parts, *languages.split("-")))
    assert runner.runs()[0].status == "ran"
    return [(finding.text, finding.suggestion) for finding in findings]


def test_the_tables_speak_of_the_world():
    assert len(nationalities()) >= 120
    assert len(currencies()) >= 30
    for concept in (*nationalities().values(), *currencies().values()):
        assert all(concept.forms[code] for code in LANGUAGES), concept.id


@pytest.mark.parametrize("code", LANGUAGES)
def test_cldr_names_of_languages_and_currencies_are_known(code):
    for concept in nationalities().values():
        for tag in concept.codes:
            words = fold_phrase(Locale(code).languages.get(tag, ""))
            if len(words) == 1:
                assert concept.id in nationality_forms(code).meanings(words[0])
    names = currency_names(code)
    for currency in (each for concept in currencies().values() for each in concept.codes):
        words = fold_phrase(get_currency_name(currency, count=2, locale=code))
        assert len(words) == 1 or words in names


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_stands_for_two_peoples(code):
    for concept in nationalities().values():
        for form in concept.forms[code]:
            words = fold_phrase(form)
            if len(words) == 1:
                assert nationality_forms(code).meanings(words[0]) <= {concept.id}


@pytest.mark.parametrize("code", TARGETS)
@pytest.mark.parametrize("people", OFTEN_SWAPPED)
def test_a_people_taken_for_another_is_found_in_every_language(code, people):
    other = next(each for each in OFTEN_SWAPPED if each != people)
    right, wrong = (nationalities()[each].name(code) for each in (people, other))
    source_code = "fr" if code != "fr" else "es"
    source = f"X: {nationalities()[people].name(source_code)}, 2021."
    assert found(OtherNationality(), f"{source_code}-{code}", (source, f"X: {right}, 2021.")) == []
    assert found(OtherNationality(), f"{source_code}-{code}", (source, f"X: {wrong}, 2021.")) == [
        (wrong, f"Write {right}.")
    ]


@pytest.mark.parametrize("code", sorted(set(LANGUAGES) - {"en"}))
@pytest.mark.parametrize("people", OFTEN_SWAPPED)
def test_a_people_taken_for_another_is_found_from_every_language(code, people):
    other = next(each for each in OFTEN_SWAPPED if each != people)
    right, wrong = (nationalities()[each].name("en") for each in (people, other))
    source = f"X: {nationalities()[people].name(code)}, 2021."
    assert found(OtherNationality(), f"{code}-en", (source, f"X: {right}, 2021.")) == []
    assert found(OtherNationality(), f"{code}-en", (source, f"X: {wrong}, 2021.")) == [
        (wrong, f"Write {right}.")
    ]


@pytest.mark.parametrize(
    ("languages", "source", "translation"),
    [
        ("cs-en", "Norského biatlonistu předstihli Italové.", "Italians overtook the Norwegian."),
        ("pl-en", "Niemieccy śledczy przesłuchali Czecha.", "German police questioned a Czech."),
        ("fr-en", "Le président russe a parlé à Moscou.", "The Moscow leader spoke."),
        ("de-en", "Die Niederlande und die Briten.", "The Dutch and the English."),
        ("en-fr", "A Scottish court ruled.", "Un tribunal britannique a tranché."),
        (
            "es-en",
            "La selección norteamericana perdió.",
            "The U.S. team lost to the polish of time.",
        ),
        ("fr-en", "Le chef ukrainien.", "The chief."),
        ("en-de", "The Farsi edition.", "Die persische Ausgabe."),
        ("ru-en", "Испанский, каталанский.", "Castilian Spanish and Catalan."),
    ],
)
def test_other_words_for_the_same_people_are_left_alone(languages, source, translation):
    assert found(OtherNationality(), languages, (source, translation)) == []


def test_what_moved_to_the_next_sentence_is_left_alone():
    moved = (
        ("Il est norvégien.", "He is Swedish."),
        ("Elle est suédoise.", "She is Norwegian."),
    )
    assert found(OtherNationality(), "fr-en", *moved) == []
    assert found(OtherNationality(), "fr-en", moved[0]) == [("Swedish", "Write Norwegian.")]


@pytest.mark.parametrize(
    ("languages", "source", "translation"),
    [
        ("fr-en", "La livre a baissé.", "The pound fell."),
        ("fr-en", "Il pèse dix livres.", "It weighs ten kilos, said the dollar bank."),
        ("en-fr", "It costs $5.", "Cela coûte 5 dollars."),
        ("es-en", "El peso del paquete.", "The weight of the parcel in euros."),
        ("pt-en", "O real subiu.", "The euro is real."),
        ("de-en", "Der Franken fiel.", "The zloty fell."),
        ("en-de", "It lost 700 dollars.", "Er verlor 700 Euro."),
    ],
)
def test_words_of_other_meanings_and_sums_are_no_wrong_currency(languages, source, translation):
    assert found(OtherCurrency(), languages, (source, translation)) == []


@pytest.mark.parametrize(
    ("languages", "translation", "expected"),
    [
        ("fr-en", "He paid two million livres sterling for it.", ["livres sterling"]),
        ("es-en", "The price in coronas suecas fell.", ["coronas suecas"]),
        ("en-fr", "Le cours du Swedish krona baisse.", ["Swedish krona"]),
        ("fr-en", "He paid two million pounds in euros and hryvnia.", []),
        ("fr-en", "“Les livres sterling” is a novel.", []),
        ("it-en", "He paid in livres sterling for it.", []),
        ("fr-en", "See https://example.org/ukrainien for more.", []),
    ],
)
def test_foreign_forms(languages, translation, expected):
    assert [text for text, _ in found(ForeignTerm(), languages, (None, translation))] == expected


@pytest.mark.parametrize("text", ["", " ", "€" * 50, "Russian " * 2000, "livres sterling " * 500])
@pytest.mark.parametrize("rule", [ForeignTerm(), OtherNationality(), OtherCurrency()])
def test_survives_anything(rule, text):
    found(rule, "fr-en", (text, "He is Swedish."), ("Il est suédois.", text))


def test_money_words_with_other_meanings_are_marked():
    assert currency_forms("en", doubtful=True).meanings("pounds")
    assert not currency_forms("en", doubtful=False).meanings("pounds")
