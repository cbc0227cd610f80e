import pytest

from mtaudit.glossary.model import Concept, Glossary, Name, Standing, Term

CONCEPT = Concept(
    (
        Name("Haushalt", "de"),
        Name("Etat", "de", Standing.ADMITTED),
        Name("household", "en", Standing.FORBIDDEN),
        Name("budget", "en", Standing.ADMITTED),
        Name("orçamento", "pt-BR"),
        Name("orçamento do Estado", "pt-PT"),
    )
)


def test_terms_hold_for_their_languages():
    terms = (Term("a", ("b",), "fr", "en"), Term("c", ("d",)), Term("e", ("f",), "de"))
    chosen = Glossary(terms).for_pair("fr-CA", "en-GB")
    assert [term.source for term in chosen] == ["a", "c"]


@pytest.mark.parametrize(
    ("stated", "asked", "holds"),
    [
        ("pt-BR", "pt-PT", False),
        ("pt-BR", "pt", True),
        ("zh-Hans", "zh-CN", True),
        ("sr", "hr", False),
    ],
)
def test_regions_and_scripts_that_differ_do_not_hold(stated, asked, holds):
    assert Term("a", ("b",), None, stated).holds_for("en", asked) == holds


def test_a_concept_serves_both_directions():
    forth, back = CONCEPT.term("de", "en"), CONCEPT.term("en", "de")
    assert (forth.source, forth.variants) == ("Haushalt", ("Etat",))
    assert (forth.targets, forth.forbidden) == (("budget",), ("household",))
    assert (back.source, back.variants, back.targets) == ("budget", (), ("Haushalt", "Etat"))


def test_a_concept_gives_the_region_asked_for():
    assert CONCEPT.term("de", "pt-PT").targets == ("orçamento do Estado",)
    assert CONCEPT.term("de", "pt-AO").targets == ("orçamento", "orçamento do Estado")
    assert CONCEPT.term("de", "fr") is None


def test_without_a_source_language_forbidden_names_still_hold():
    term = CONCEPT.term(None, "en")
    assert (term.source, term.forbidden) == ("Haushalt", ("household",))
