import pytest

from mtaudit.glossary.hits import hit_rate
from mtaudit.glossary.model import Glossary, Term
from mtaudit.model import AuditedDocument, Document, Segment
from mtaudit.rules.glossary import ForbiddenTerm, MissingTerm, TranslatedTerm
from mtaudit.rules.runner import Runner
from mtaudit.scorers.terminology import TerminologyScorer


def document(*pairs, languages=("fr", "en")):
    segments = tuple(
        Segment(f"s{n}", translation, source) for n, (source, translation) in enumerate(pairs, 1)
    )
    return Document("d", segments, *languages)


def findings(terms, *pairs, languages=("fr", "en")):
    runner = Runner([ForbiddenTerm(), MissingTerm(), TranslatedTerm()], glossary=Glossary(terms))
    found = runner.check(document(*pairs, languages=languages))
    assert not [run for run in runner.runs() if run.status == "failed"]
    return [(finding.rule, finding.side, finding.text) for finding in found]


WORLD = Term("monde", ("world",), "fr", "en", forbidden=("monde",))
COUNCIL = Term("Conseil de sécurité", ("Security Council",), "fr", "en")
OTSC = Term("OTSC", ("CSTO",), "fr", "en", forbidden=("OTSC",), origin="g.csv", line=4)
LONG = Term(
    "OTSC", ("CSTO", "Collective Security Treaty Organization"), "fr", "en", forbidden=("OTSC",)
)


@pytest.mark.parametrize(
    ("term", "source", "translation"),
    [
        (WORLD, "Le Monde diplomatique l’écrit.", "Le Monde diplomatique writes so."),
        (WORLD, "Le film « Un monde parfait » plaît.", "The film “Un monde parfait” is liked."),
        (WORLD, "Voir www.monde.example.org/monde ici.", "See www.monde.example.org/monde here."),
        (WORLD, "Écrivez à monde@example.org.", "Write to monde@example.org."),
        (OTSC, "L’OTSC s’étend.", "The CSTO (OTSC in French) is growing."),
        (OTSC, "#OTSC grandit.", "#OTSC is growing."),
        (WORLD, None, "The review “Un monde parfait” is read."),
        (WORLD, "", ""),
    ],
)
def test_names_quotations_and_links_stand_apart(term, source, translation):
    assert findings((term,), (source, translation)) == []


@pytest.mark.parametrize(
    ("term", "source", "translation", "expected"),
    [
        (WORLD, "Le monde change.", "Everything changes.", ("TRM011", "source", "monde")),
        (OTSC, "L’OTSC s’étend.", "The OTSC is growing.", ("TRM010", "translation", "OTSC")),
        (
            LONG,
            "L’OTSC s’étend.",
            "The Collective Security Treaty Organization (OTSC) is growing.",
            ("TRM010", "translation", "OTSC"),
        ),
        (OTSC, None, "The OTSC is growing.", ("TRM010", "translation", "OTSC")),
        (
            Term("BIP", ("GDP",), "fr", "en"),
            "Le BIP baisse.",
            "The BIP is falling.",
            ("TRM011", "translation", "BIP"),
        ),
    ],
)
def test_the_finding_stands_on_the_wrong_rendering_or_else_on_the_source(
    term, source, translation, expected
):
    assert findings((term,), (source, translation)) == [expected]


def test_the_message_names_the_entry():
    runner = Runner([ForbiddenTerm()], glossary=Glossary((OTSC,)))
    (finding,) = runner.check(document((None, "The OTSC met.")))
    assert "“OTSC” (g.csv, line 4)" in finding.message
    assert finding.suggestion == "Write “CSTO”."


def test_entries_for_one_term_are_alternatives():
    terms = (Term("banc", ("bench",)), Term("banc", ("shoal",)))
    assert findings(terms, ("Un banc.", "A shoal.")) == []
    assert len(findings(terms, ("Un banc.", "A bank."))) == 1


def test_a_later_mention_may_be_short_a_first_one_may_not():
    full = ("Le Conseil de sécurité siège.", "The Security Council sits.")
    short = ("Le Conseil de sécurité vote.", "The council votes.")
    none = ("Le Conseil de sécurité part.", "They leave.")
    assert findings((COUNCIL,), full, short) == []
    assert len(findings((COUNCIL,), short, full)) == 1
    assert len(findings((COUNCIL,), full, none)) == 1


def test_first_mentions_are_demanded_once():
    term = Term("variole", ("smallpox",), first_mention=True)
    answered = ("La variole tue.", "Smallpox kills.")
    missing = ("La variole tue.", "The disease kills.")
    assert findings((term,), answered, missing) == []
    assert findings((term,), missing, missing) == [("TRM011", "source", "variole")]


def test_capitals_of_a_name_that_is_kept():
    term = Term("iPhone", (), do_not_translate=True)
    assert findings((term,), ("Un iPhone.", "An iPhone.")) == []
    assert findings((term,), ("Un iPhone.", "An Iphone.")) == [("TRM012", "source", "iPhone")]


def test_an_unknown_language_is_matched_by_endings():
    term = Term("parlamento", ("parlamentu",), None, None)
    pair = ("parlamentos", "parlamentun")
    assert findings((term,), pair, languages=("xx", None)) == []


PAIRS = (
    ("L’OTSC et le Conseil de sécurité", "The CSTO and the council for safety"),
    ("Rien", "Nothing"),
    ("L’OTSC", "The CSTO"),
)


def test_hit_rate():
    hits = hit_rate(document(*PAIRS), Glossary((OTSC, COUNCIL)))
    assert (hits["terms"], hits["answered"], hits["rate"]) == (3, 2, 66.6667)
    assert hits["glossaries"]["g.csv"] == {"terms": 2, "answered": 2, "rate": 100.0}
    assert [each.get("rate") for each in hits["segments"]] == [50.0, None, 100.0]


def test_terminology_scores():
    scorer = TerminologyScorer(Glossary((OTSC, COUNCIL)))
    full, empty = scorer.score(
        [AuditedDocument(d, 0) for d in (document(*PAIRS), document(PAIRS[1]))], lambda _: None
    )
    assert (full.scores[0].name, full.scores[0].value) == ("terminology", 66.6667)
    assert "terms:3|answered:2" in full.scores[0].signature
    assert full.segments == ({"terminology": 50.0}, {}, {"terminology": 100.0})
    assert empty.skipped == "no source has a term of the glossary"
