"""Intervals and p-values: sacreBLEU's, where sacreBLEU has them."""

import random

import pytest
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest

from mtaudit.model import Statistics
from mtaudit.scorers.overlap import measure
from mtaudit.scorers.resampling import compare, interval, value_of

METRICS = {"bleu": BLEU(effective_order=True), "chrf": CHRF(), "ter": TER()}
WORDS = ("the", "river", "rose", "again", "over", "left", "town", "bus", ",", "“Kosovo”", ".")


def corpus(count, noise, seed=7, longest=24):
    """Translations and references, so many, with such a share of wrong words."""
    chance = random.Random(seed)  # noqa: S311
    references = [
        " ".join(chance.choices(WORDS, k=chance.randint(1, longest))) for _ in range(count)
    ]
    translations = [
        " ".join(chance.choice(WORDS) if chance.random() < noise else w for w in text.split())
        for text in references
    ]
    return translations, references


def statistics(name, translations, references):
    pairs = [(t, [r]) for t, r in zip(translations, references, strict=True)]
    return measure(METRICS[name], name, pairs, range(len(pairs))).statistics


@pytest.mark.parametrize("name", METRICS)
@pytest.mark.parametrize(("count", "noise", "longest"), [(9, 0.3, 24), (40, 0.5, 24), (30, 0.8, 3)])
def test_intervals_are_those_of_sacrebleu(name, count, noise, longest):
    translations, references = corpus(count, noise, longest=longest)
    translations[1] = ""
    low, high = interval(statistics(name, translations, references))
    theirs = METRICS[name].corpus_score(translations, [references], n_bootstrap=1000)
    assert (high - low) / 2 == pytest.approx(theirs._ci, abs=2e-3)
    assert low <= theirs.score <= high


@pytest.mark.parametrize("name", METRICS)
def test_scores_of_summed_counts_are_those_of_sacrebleu(name):
    for count, noise, longest in [(1, 0.5, 2), (3, 1.0, 3), (20, 0.0, 9), (20, 0.6, 24)]:
        translations, references = corpus(count, noise, seed=count, longest=longest)
        rows = statistics(name, translations, references).rows
        expected = METRICS[name].corpus_score(translations, [references]).score
        assert value_of(name, rows) == pytest.approx(expected, abs=1e-4)
    nothing = statistics(name, ["", ""], ["a river", "x"]).rows
    assert value_of(name, nothing) == METRICS[name].corpus_score(["", ""], [["a river", "x"]]).score


@pytest.mark.parametrize("name", METRICS)
def test_p_values_are_near_those_of_sacrebleu(name):
    first, references = corpus(60, 0.40)
    second, _ = corpus(60, 0.48)
    test = PairedTest([("A", first), ("B", second)], {name: METRICS[name]}, [references], "ar")
    theirs = next(found[1] for key, found in test()[1].items() if key != "System").p_value
    rows = [statistics(name, texts, references).rows for texts in (first, second)]
    (low, high), p_value = compare(name, *rows)
    assert p_value == pytest.approx(theirs, abs=0.02)
    assert low <= value_of(name, rows[1]) - value_of(name, rows[0]) <= high


def test_equal_translations_do_not_differ():
    rows = statistics("chrf", *corpus(20, 0.4)).rows
    assert compare("chrf", rows, rows) == ((0.0, 0.0), 1.0)


def test_five_texts_cannot_show_a_difference_but_many_can():
    better, worse = (90.0, 1.0), (60.0, 1.0)
    assert compare("mean", [better] * 4, [worse] * 4) is None
    assert compare("mean", [better] * 5, [worse] * 5)[1] > 0.05
    assert compare("mean", [better] * 30, [worse] * 30) == ((-30.0, -30.0), 0.0001)


def test_an_interval_needs_five_segments_and_narrows_with_more():
    def width(count):
        values = random.Random(1).choices(range(100), k=count)  # noqa: S311
        low, high = interval(Statistics("mean", tuple((v, 1) for v in values), tuple(range(count))))
        return high - low

    assert interval(Statistics("mean", ((1, 1),) * 4, (0, 1, 2, 3))) is None
    assert width(5) > width(50) > width(5000)
