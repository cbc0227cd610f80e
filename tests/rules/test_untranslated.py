import pytest

from mtaudit.rules.base import good
from mtaudit.rules.untranslated import (
    ForeignWord,
    SourceAbbreviation,
    UntranslatedPassage,
    UntranslatedSegment,
    UntranslatedWord,
)
from mtaudit.testing import findings_of


def texts(rule, languages, translation, source=None):
    return [f.text for f in findings_of(rule, good(languages, translation, source=source))]


@pytest.mark.parametrize(
    ("languages", "text", "found"),
    [
        ("de-en", "Das ist noch nicht alles.", True),
        ("de-en", "  Das ist noch nicht alles.\n", True),
        ("en-es", "Donald J. Trump (@realDonaldTrump)", False),
        ("en-de", "Software Update 12.1", False),
        ("de-en", "COVID-19", False),
        ("pt-pt", "O governo quer mudar a lei.", False),
        ("es-en", "Il faut bien le faire.", False),
        ("eu-en", "gobernuak legea aldatu nahi du urtea amaitu baino lehen", True),
    ],
)
def test_a_segment_that_repeats_its_source(languages, text, found):
    assert bool(texts(UntranslatedSegment(), languages, text, text)) is found


def test_passages_and_words_share_the_left_overs():
    source = "Wir haben es nicht mehr gewusst, und dann kam er."
    translation = "We have es nicht mehr gewusst, and dann he came."
    passages = texts(UntranslatedPassage(), "de-en", translation, source)
    words = texts(UntranslatedWord(), "de-en", translation, source)
    assert passages == ["es nicht mehr gewusst"]
    assert words == ["dann"]


@pytest.mark.parametrize(
    ("languages", "translation", "source"),
    [
        ("fr-en", "A coup d'état and a fait accompli.", "Un coup d'État et un fait accompli."),
        ("it-en", "La dolce vita of Rome.", "La dolce vita di Roma."),
        ("zh-en", "The CEO of Apple said so.", "苹果公司的 CEO 说。"),
        ("ja-en", "Toyota (トヨタ) unveiled it.", "トヨタが発表した。"),
        ("ru-en", "Sergei said “da”.", "Сергей сказал «да»."),
    ],
)
def test_words_that_may_stay(languages, translation, source):
    assert texts(UntranslatedWord(), languages, translation, source) == []


@pytest.mark.parametrize(
    ("languages", "translation", "found"),
    [
        ("es-en", "They left pero came back.", ["pero"]),
        ("en-fr", "Il est venu through la porte.", ["through"]),
        ("es-en", "José Ortega y Gasset and “el pueblo”", []),
        ("de-en", "Otto von Bismarck, Annegret Kramp-Karrenbauer", []),
        ("ru-en", "The word четверг", []),
        ("-en", "The season could nicht be played.", []),
    ],
)
def test_foreign_words_without_a_source(languages, translation, found):
    assert texts(ForeignWord(), languages, translation) == found


@pytest.mark.parametrize(
    ("languages", "translation", "source", "found"),
    [
        ("de-en", "at 9 Uhr", None, ["Uhr"]),
        ("de-en", "the Uhr company", "die Firma Uhl", []),
        ("de-en", "3 Mio. people", "3 Mio. Menschen", ["Mio"]),
        ("de-en", "Ms Mio came", None, []),
        ("fr-pt", "como p. ex. este", None, []),
        ("it-en", "80 mln euros, ecc.", "80 mln di euro, ecc.", ["mln"]),
    ],
)
def test_abbreviations_of_the_source_language(languages, translation, source, found):
    assert texts(SourceAbbreviation(), languages, translation, source) == found
