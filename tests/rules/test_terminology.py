"""Acronyms of the source language left in the translation."""

import pytest

from mtaudit.glossary.model import Glossary, Term
from mtaudit.model import Document, Segment
from mtaudit.rules.glossary import MissingTerm
from mtaudit.rules.runner import Runner
from mtaudit.rules.terminology import LANGUAGES, SourceLanguageAcronym, _concepts, _forms

FRENCH = {
    "OTSC": "CSTO",
    "OTAN": "NATO",
    "ONU": "UN",
    "UE": "EU",
    "OMS": "WHO",
    "AIEA": "IAEA",
    "BCE": "ECB",
    "FMI": "IMF",
    "OCS": "SCO",
    "CEI": "CIS",
    "CPI": "ICC",
    "PIB": "GDP",
    "SIDA": "AIDS",
}
AMBIGUOUS = {"BCE", "OCS", "CEI", "CPI"}
OTHERS = [
    ("en", "fr", "NATO", "OTAN"),
    ("en", "fr", "WHO", "OMS"),
    ("en", "fr", "IMF", "FMI"),
    ("en", "es", "WHO", "OMS"),
    ("en", "pt", "NATO", "OTAN"),
    ("en", "de", "ECB", "EZB"),
    ("en", "it", "GDP", "PIL"),
    ("en", "ru", "NATO", "НАТО"),
    ("de", "en", "EZB", "ECB"),
    ("ru", "en", "ОДКБ", "CSTO"),
    ("es", "en", "TLCAN", "NAFTA"),
    ("it", "de", "OCSE", "OECD"),
]


def found(languages, translation, source=None, glossary=None, rules=None):
    source_lang, target_lang = languages
    document = Document("d", (Segment("s1", translation, source),), source_lang, target_lang)
    runner = Runner(rules or [SourceLanguageAcronym()], glossary=glossary)
    return [
        (f.rule, f.text, f.edit.replacement if f.edit else None) for f in runner.check(document)
    ]


@pytest.mark.parametrize(("wrong", "right"), FRENCH.items())
def test_french_acronyms_in_english(wrong, right):
    expected = [("TRM001", wrong, right)]
    text = f"The {wrong} met on Monday in Paris."
    source = f"L’{wrong} s’est réunie lundi à Paris."
    assert found(("fr", "en"), text, source) == expected
    assert found(("fr", "en"), text) == ([] if wrong in AMBIGUOUS else expected)


@pytest.mark.parametrize("acronym", FRENCH)
@pytest.mark.parametrize(
    "text",
    [
        "The pact (known by its French acronym {}) was signed.",
        "Write to press@{}.example or see #{}.",
        "The X{}X and {}ISTES said no.",
        "The book “{} Monde” sold well.",
    ],
)
def test_explained_joined_and_quoted_acronyms(acronym, text):
    translation = text.replace("{}", acronym)
    source = f"Le pacte {acronym}, le livre « {acronym} Monde », est signé."
    assert found(("fr", "en"), translation, source) == []


@pytest.mark.parametrize("acronym", FRENCH)
def test_french_acronyms_in_french(acronym):
    assert found(("en", "fr"), f"L’{acronym} s’est réunie.", f"The {FRENCH[acronym]} met.") == []


@pytest.mark.parametrize(("source_lang", "target_lang", "wrong", "right"), OTHERS)
def test_other_directions(source_lang, target_lang, wrong, right):
    text, source = f"— {wrong}, 2021.", f"{wrong}: 2021."
    assert found((source_lang, target_lang), text, source) == [("TRM001", wrong, right)]
    assert found((source_lang, target_lang), text.replace(wrong, right), source) == []


@pytest.mark.parametrize(
    ("source_lang", "target_lang", "acronym"),
    [("fr", "en", "CIA"), ("it", "en", "DSA"), ("es", "fr", "CPI"), ("pt", "de", "IED")],
)
def test_what_both_languages_say_is_no_foreign_acronym(source_lang, target_lang, acronym):
    text = f"{acronym}, 2021."
    assert found((source_lang, target_lang), text, text) == []


def test_the_users_glossary_goes_before_the_shipped_table():
    glossary = Glossary((Term("OTSC", ("CSTO",), "fr", "en"),))
    rules = [SourceLanguageAcronym(), MissingTerm()]
    rules_found = found(("fr", "en"), "The OTSC met.", "L’OTSC s’est réunie.", glossary, rules)
    assert [rule for rule, *_ in rules_found] == ["TRM011"]


def test_a_finding_names_the_language_and_the_entry():
    document = Document(
        "d", (Segment("s1", "The Pact (OTSC) met.", "Le Pacte (OTSC)."),), "fr", "en"
    )
    (finding,) = Runner([SourceLanguageAcronym()]).check(document)
    assert finding.suggestion == "Write “CSTO”."
    assert "French" in finding.message
    assert "entry “Collective Security Treaty Organization”" in finding.message


@pytest.mark.parametrize(
    ("translation", "source"),
    [
        ("Die Initiative „AI\u00a0Next“ beginnt.", "The initiative called AI Next begins."),
        ("Volkswagen AG admitted it.", "Volkswagen AG hat es zugegeben."),
    ],
)
def test_acronyms_in_names_that_stay_are_left_alone(translation, source):
    languages = ("en", "de") if source.startswith("The") else ("de", "en")
    assert found(languages, translation, source) == []


def test_the_table():
    concepts = _concepts()
    assert len(concepts) >= 300
    assert len({concept["name"] for concept in concepts}) == len(concepts)
    for concept in concepts:
        assert None not in concept.values(), concept["name"]
        for code in LANGUAGES:
            forms = _forms(concept[code])
            assert len(forms) == len(set(forms)), concept["name"]
