import pytest

from mtaudit.glossary.matching import TermIndex, occurrences
from mtaudit.lang import language
from mtaudit.text.analysis import analyse


def found(term, text, code, *, gap=0):
    index = TermIndex([(term, False, term)], code)
    matches = index.find(analyse(text, language(code)), gap=gap)
    return [text[match.start : match.end] for match in matches]


@pytest.mark.parametrize(
    ("code", "term", "text", "expected"),
    [
        ("en", "household", "Many households and a household.", ["households", "household"]),
        ("en", "prime minister", "Prime Ministers met.", ["Prime Ministers"]),
        ("en", "MP", "Two MPs, one MP, no mp.", ["MPs", "MP"]),
        ("en", "act", "Action, reaction, exact.", []),
        ("en", "child", "The children’s home", ["children"]),
        ("en", "ceasefire", "a cease-fire", ["cease-fire"]),
        ("en", "cease-fire", "a ceasefire, a cease fire", ["ceasefire", "cease fire"]),
        ("en", "AT&T", "So AT&T said.", ["AT&T"]),
        ("en", "central bank", "It is central. Bank on it.", []),
        ("de", "Haushalt", "des Haushalts, dem Haushalte, Haushaltung", ["Haushalts", "Haushalte"]),
        ("de", "Minister", "das Ministerium", []),
        ("de", "Abgeordneter", "den Abgeordneten", ["Abgeordneten"]),
        ("ru", "санкция", "новые санкции и санкций", ["санкции", "санкций"]),
        ("ru", "Зеленский", "к Зеленскому", ["Зеленскому"]),
        ("fr", "OTSC", "L’OTSC et l'OTSC", ["OTSC", "OTSC"]),
        ("fr", "droit de l’homme", "les droits de l'homme", ["droits de l'homme"]),
        ("fr", "cheval", "des chevaux", ["chevaux"]),
        ("zh", "预算", "议会通过了预算案。", ["预算"]),
        ("ja", "首相", "岸田首相は", ["首相"]),
        ("tr", "hükümet", "hükümeti", ["hükümeti"]),
        ("xx", "budgeta", "budgetas", ["budgetas"]),
        ("fr", "élection", "e\u0301lections", ["e\u0301lections"]),
        ("en", "WHO", "WHO WILL WIN THE CUP", []),
    ],
)
def test_terms_are_found_in_their_forms_and_nowhere_else(code, term, text, expected):
    assert found(term, text, code) == expected


def test_words_may_stand_inside_a_term_but_small_ones_and_stops_may_not():
    term = "ministre des Affaires étrangères"
    text = "le ministre français des Affaires étrangères"
    assert found(term, text, "fr", gap=1) == [text[3:]]
    assert found(term, text, "fr") == []
    assert found("key rate", "the key to rates, a key: rates", "en", gap=1) == []


def test_the_longest_term_wins_and_equal_ones_all_count():
    entries = [("central bank", 1), ("European Central Bank", 2), ("European Central Bank", 3)]
    index = TermIndex([(term, False, value) for term, value in entries], "en")
    text = "The European Central Bank and a central bank."
    assert [m.value for m in index.find(analyse(text, language("en")))] == [2, 3, 1]


def test_case_counts_where_the_entry_says_so():
    index = TermIndex([("Apple", True, "Apple")], "en")
    text = "An apple from Apple."
    assert [m.start for m in index.find(analyse(text, language("en")))] == [14]


@pytest.mark.parametrize(
    ("code", "term", "text", "expected"),
    [
        ("de", "Haushalt", "Der Haushaltsausschuss sah den Bundeshaushalt.", 2),
        ("de", "Etat", "Die Etataufstellung", 1),
        ("de", "Rat", "Die Ratte", 0),
        ("en", "cat", "A category", 0),
        ("sv", "regering", "regeringsbeslut", 1),
    ],
)
def test_compounds_hold_their_parts(code, term, text, expected):
    assert len(occurrences(analyse(text, language(code)), term, compounds=True)) == expected


@pytest.mark.parametrize("text", ["", "…", "🙂" * 50, "a-" * 3000, "שלום " * 500, "A" * 10_000])
def test_odd_texts_are_read_in_time(text):
    terms = ("a a a", "a " * 25 + "b", "a a a a a b", "שלום", "a " * 500)
    index = TermIndex([(term, False, term) for term in terms], "en")
    index.find(analyse(text, language("en")), gap=1)
    for term in terms:
        occurrences(analyse(text, language("de")), term, gap=2, compounds=True)
