from dataclasses import replace

import pytest

from mtaudit.lang import language
from mtaudit.text.analysis import analyse
from mtaudit.text.leftovers import is_foreign, left_over

GERMAN = replace(language("de"), capitalizes_nouns=True)


def leftovers(source, translation, here="en", there=GERMAN):
    text = analyse(translation, language(here))
    found = left_over(text, analyse(source, there))
    return [translation[slice(*text.span_of(*passage))] for passage in found]


@pytest.mark.parametrize(
    ("source", "translation", "left"),
    [
        (
            "Der Haushalt wurde nicht beschlossen.",
            "The Haushalt was nicht adopted.",
            ["Haushalt", "nicht"],
        ),
        ("US-Präsident Donald Trump kam.", "US Präsident Donald Trump came.", ["Präsident"]),
        ("Er sagte: „Wir wollen mehr Geld.“", "He said: “We want mehr money.”", ["mehr"]),
        ("Letzten Monat starb er.", "Last Monat, he died.", ["Monat"]),
        ("Markus Söder besuchte den Rhein.", "Markus Söder visited the Rhine.", []),
        ("Er las „Die Verwandlung“.", "He read “Die Verwandlung”.", []),
        ("Sie wohnt in der Talstraße.", "She lives in Talstraße.", []),
        ("Die V. saphena parva", "The V. saphena parva", []),
        ("Das Team im Zeitgeist", "The team in the zeitgeist", []),
    ],
)
def test_left_over_from_german(source, translation, left):
    assert leftovers(source, translation) == left


@pytest.mark.parametrize(
    ("there", "source", "translation", "left"),
    [
        ("es", "Fue destruida y quemada.", "It was destroyed y burnt.", ["y"]),
        ("es", "la desviación de y en x", "the deviation of y in x", []),
        ("es", "José Ortega y Gasset", "José Ortega y Gasset", []),
        ("it", "Erano ansiose di parlare", "They were ansiose to speak", ["ansiose"]),
        ("fr", "Le processus de concertation", "The process of concertation", []),
        ("pl", "Prawo i Sprawiedliwość wygrało.", "Prawo i Sprawiedliwość won.", []),
        ("pl", "po dwanaście sztuk", "at dwanaście pieces", ["dwanaście"]),
        ("ru", "в четверг", "on четверг", []),
    ],
)
def test_left_over_in_english(there, source, translation, left):
    assert leftovers(source, translation, there=language(there)) == left


@pytest.mark.parametrize(
    ("here", "source", "translation", "left"),
    [
        ("fr", "The minister resigned.", "Le ministre resigned.", ["resigned"]),
        ("pt", "He scored a try.", "Ele marcou um try.", []),
        ("it", "the shadow chancellor", "lo shadow chancellor", []),
        ("de", "the University of the Arts", "die University of the Arts", []),
        ("fr", "reported on weather.com", "signalé sur weather.com", []),
    ],
)
def test_left_over_from_english(here, source, translation, left):
    assert leftovers(source, translation, here, language("en")) == left


def test_nothing_is_left_over_between_texts_of_one_language():
    assert leftovers("the same words", "the same words", "en", language("en")) == []


def test_foreign_needs_a_list_of_the_target():
    assert is_foreign("nicht", "de", "en")
    assert not is_foreign("nicht", "de", "xx")
    assert not is_foreign("computer", "de", "en")
