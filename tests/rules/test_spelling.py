import time
import unicodedata

import pytest

from mtaudit.model import Document, Segment
from mtaudit.rules import language, spelling, untranslated
from mtaudit.rules.base import good
from mtaudit.rules.registry import rules_of
from mtaudit.rules.runner import Runner
from mtaudit.rules.spelling import MisspelledWord, StrayLetter
from mtaudit.rules.spelling_corrections import correction, edits
from mtaudit.testing import findings_of


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("wroet", "wrote"),
        ("recieve", "receive"),
        ("definately", "definitely"),
        ("occured", "occurred"),
        ("controled", "controlled"),
        ("sucessfull", "successful"),
        ("emmisions", "emissions"),
        ("relitavely", "relatively"),
        ("yersa", "years"),
        ("goverment", "government"),
        ("nkwo", "know"),
    ],
)
def test_english_misspellings(wrong, right):
    assert correction(wrong, "en") == right


@pytest.mark.parametrize(
    "word",
    [
        *("colour", "behaviour", "organised", "wellbeing", "upsize", "destructuring", "reinjected"),
        *("statin", "statins", "heparins", "colorectal", "denuclearization", "corporates"),
        *("fourballs", "intro", "olds", "mph", "x", "antidisestablishmentarianismistically"),
    ],
)
def test_english_words_that_are_only_rare(word):
    assert correction(word, "en") is None


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("pt", "nucelares", "nucleares"),
        ("fr", "gouvernemnt", "gouvernement"),
        ("ru", "правительсво", "правительство"),
        ("de", "zwieschen", "zwischen"),
    ],
)
def test_misspellings_in_other_languages(code, wrong, right):
    assert correction(wrong, code) == right


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("de", "ultrarechtsgerichteten"),
        ("de", "straßenbaulich"),
        ("ru", "историею"),
        ("es", "cantándoselo"),
        ("it", "lasciatola"),
        ("fr", "empocheront"),
        ("xx", "wroet"),
    ],
)
def test_inflected_words_in_other_languages(code, word):
    assert correction(word, code) is None


def test_edits_are_one_typing_error_away():
    found = set(edits("abc", "xyz"))
    assert {"ab", "bac", "acb", "abxc", "zbc"} <= found
    assert not {"abc", "cba", "axyc"} & found


def texts(rule, languages, translation, source=None):
    return [f.text for f in findings_of(rule, good(languages, translation, source=source))]


@pytest.mark.parametrize(
    ("translation", "source", "found"),
    [
        ("On Saterday the Brittish voted.", None, ["Saterday", "Brittish"]),
        ("Altough it rained, nd the wind blew, he ws there.", None, ["Altough", "nd", "ws"]),
        ("Ngũgĩ wa Thiong’o won, said Thom.", None, []),
        (
            "The European Comission said that familys were compensated.",
            None,
            ["Comission", "familys"],
        ),
        ("Médecins Sans Frontières met the Kennedys and Ravenscroft.", None, []),
        ("They couldn't; she wouldn’t've.", None, []),
        ("See www.recieve.org, @recieve and #recieve.", None, []),
        ("The 19-yaer-old won.", None, ["yaer"]),
        ("The wiht company", "Die Firma wiht", []),
        ("The de jure head drank rosé.", None, []),
        ("Behrman said so. Kovacs agreed.", None, []),
    ],
)
def test_misspelled_words_in_sentences(translation, source, found):
    assert texts(MisspelledWord(), "de-en", translation, source) == found


@pytest.mark.parametrize(
    ("translation", "source", "found"),
    [
        ("He will e there", None, ["e"]),
        ("hepatitis b is common", None, []),
        ("the letter d stands for it", None, []),
        ("the value r was high", "der Wert r war hoch", []),
        ("it's a b-side", None, []),
    ],
)
def test_stray_letters(translation, source, found):
    assert texts(StrayLetter(), "de-en", translation, source) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "😀 👨‍👩‍👧",
        "a" * 10_000,
        "aб" * 5_000,
        "y " * 5_000,
        '"' * 10_000,
        "nicht und wroet " * 600,
        "שלום עולם " * 300,
        unicodedata.normalize("NFD", "é à ü résumé " * 300),
        "\x00\ud800",
    ],
)
@pytest.mark.parametrize("languages", [("de", "en"), ("en", "ru"), (None, None), ("xx", "yy")])
def test_no_text_breaks_or_delays_the_rules(text, languages):
    rules = [rule() for module in (language, untranslated, spelling) for rule in rules_of(module)]
    runner = Runner(rules)
    runner.check(Document("warm", (Segment("s", "und", "und"),), *languages))
    start = time.process_time()
    for source in (None, "", text, "Der Hund " + text[:100]):
        runner.check(Document("d", (Segment("s", text, source),), *languages))
    assert time.process_time() - start < 5
    assert not [run for run in runner.runs() if run.status == "failed"]


def test_names_from_scripts_without_capitals_are_no_misspellings():
    assert texts(MisspelledWord(), "zh-en", "At Fuzhou Changle Airport.", "在福州长乐机场。") == []
