import pytest

from mtaudit.errors import GlossaryError
from mtaudit.glossary.matching import TermIndex
from mtaudit.glossary.model import Glossary, Term
from mtaudit.glossary.readers import read_glossary
from mtaudit.lang import language
from mtaudit.text.analysis import analyse


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_in_any_order(tmp_path, delimiter):
    path = tmp_path / "g.csv"
    rows = [["target", "source", "source_lang", "forbidden"], ["CSTO|ODKB", "OTSC", "fr", "OTSC"]]
    path.write_text("\n".join(delimiter.join(row) for row in rows), "utf-8")
    (term,) = read_glossary(path).terms
    assert (term.source, term.targets, term.forbidden) == ("OTSC", ("CSTO", "ODKB"), ("OTSC",))
    assert (term.source_lang, term.target_lang, term.line) == ("fr", None, 2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("source,note\na,b", "g.csv:1: no column 'target' in the header"),
        ("source,target,colour\na,b,c", "g.csv:1: unknown column 'colour'"),
        ("source,target\n,b", "g.csv:2: an empty source term"),
        ("source,target\na,", "g.csv:2: 'a' has neither a target nor a forbidden term"),
        ("source,target\na,b,c", "g.csv:2: more cells than columns"),
        ("source,target,source_lang\na,b,xq1", "g.csv:2: "),
    ],
)
def test_mistakes_are_named_with_their_line(tmp_path, text, message):
    path = tmp_path / "g.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(GlossaryError) as error:
        read_glossary(path)
    assert message in str(error.value)


def test_terms_hold_for_their_languages():
    terms = (Term("a", ("b",), "fr", "en"), Term("c", ("d",)), Term("e", ("f",), "de"))
    chosen = Glossary(terms).for_pair("fr-CA", "en-GB")
    assert [term.source for term in chosen] == ["a", "c"]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("household", "Many households and a household.", ["households", "household"]),
        (
            "prime minister",
            "Prime Ministers met the prime minister.",
            ["Prime Ministers", "prime minister"],
        ),
        ("OTSC", "The OTSC, not otsc or OTSCs.", ["OTSC"]),
        ("Haushalt", "des Haushalts, dem Haushalte, Haushaltung", ["Haushalts", "Haushalte"]),
        ("act", "She acts; action.", []),
        ("санкция", "новые санкции и санкций", ["санкции", "санкций"]),
    ],
)
def test_terms_are_found_in_their_forms_and_nowhere_else(term, text, found):
    index = TermIndex([(term, False, term)])
    matches = index.find(analyse(text, language("en")))
    assert [text[match.start : match.end] for match in matches] == found
