"""The score ``quality``: the estimate, less what findings cost, with reasons."""

from dataclasses import replace

import numpy as np
import pytest

from mtaudit.engines.base import Estimate
from mtaudit.errors import ModelError
from mtaudit.model import AuditedDocument, Document, Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.scorers.quality import QualityScorer


def estimate(score, broken=-6.0, changed=(-5.0, -5.0)):
    nothing = np.full(2, -5.0, dtype=np.float32)
    spans = np.array([(0, 2), (3, 5)], dtype=np.int32)
    return Estimate(score, broken, spans, spans, np.array(changed), nothing, nothing, nothing)


class Fake:
    """An estimator that knows some pairs."""

    name, revision = "fake", "7"

    def __init__(self, known):
        self.known = known

    def estimator(self):
        return self

    def estimate(self, pairs):
        return [self.known.get(pair) for pair in pairs]


def audited(*segments, findings=()):
    numbered = tuple(Segment(f"s{i}", **each) for i, each in enumerate(segments, 1))
    return AuditedDocument(Document("d", numbered, "de", "en"), 0, tuple(findings))


def finding(rule, severity, segment="s1"):
    return Finding(rule, "x", "accuracy", severity, segment, 0, 2, "an", "m")


def score(known, *items):
    done = []
    found = QualityScorer(Fake(known)).score(items, done.append)
    assert sum(done) == len(items)
    return found


AB = {"source": "ab cd", "translation": "an on"}
PAIR = ("ab cd", "an on")


def test_a_better_estimate_scores_higher_within_bounds():
    values = [
        score({PAIR: estimate(expected)}, audited(AB))[0].scores[0].value
        for expected in (-9, -1, 0, 1, 9)
    ]
    assert values == sorted(set(values))
    assert 0 <= values[0] < 1
    assert 99 < values[-1] <= 100


def test_doubtful_words_cost_by_their_number():
    values = [
        score({PAIR: estimate(0.0, changed=changed)}, audited(AB))[0].scores[0].value
        for changed in ((5.0, 5.0), (5.0, -5.0), (-5.0, -5.0))
    ]
    assert values == sorted(set(values))


def test_more_words_have_more_errors():
    long = {"source": "ab cd", "translation": "an on in"}
    values = [
        score({(item["source"], item["translation"]): made}, audited(item))[0].scores[0].value
        for item, made in (
            (long, replace(estimate(0.0), translation=np.ones((9, 2)))),
            (AB, estimate(0.0)),
        )
    ]
    assert values == sorted(set(values))


def test_findings_cost_by_severity_and_are_named():
    values = []
    for severity in (Severity.NEUTRAL, Severity.MINOR, Severity.MAJOR, Severity.CRITICAL):
        item = audited(AB, findings=[finding("NUM001", severity)])
        (result,) = score({PAIR: estimate(0.5)}, item)
        values.append(result.scores[0].value)
        ((reasons),) = result.reasons
        assert [reason.what for reason in reasons] == ["NUM001 x"] * (severity != "neutral")
    assert values == sorted(set(values), reverse=True)


def test_what_the_estimate_says_costs_once():
    (plain,) = score({PAIR: estimate(0.5)}, audited(AB))
    item = audited(AB, findings=[finding("MEA001", Severity.MAJOR)])
    (marked,) = score({PAIR: estimate(0.5)}, item)
    assert marked.scores == plain.scores


@pytest.mark.parametrize("rule", ["UNT001", "LNG001", "REP002", "COV003"])
def test_what_is_no_translation_never_scores_well(rule):
    item = audited(AB, findings=[finding(rule, Severity.MAJOR)])
    (result,) = score({PAIR: estimate(2.0)}, item)
    assert result.scores[0].value <= 10
    assert result.reasons[0][0].what == f"{rule} x"


def test_an_empty_translation_has_nothing():
    empty = {"source": "ab cd", "translation": " "}
    item = audited(empty, findings=[finding("COV001", Severity.CRITICAL)])
    assert score({}, item)[0].segments == ({"quality": 0.0},)


def test_words_in_doubt_are_named():
    (result,) = score({PAIR: estimate(0.0, changed=(-5.0, 2.0))}, audited(AB))
    (reason,) = result.reasons[0]
    assert (reason.what, reason.text, reason.points) == ("looks wrong", "on", None)


def test_a_reference_counts_too():
    known = {PAIR: estimate(0.0), ("as on", "an on"): estimate(1.0)}
    (without,) = score(known, audited(AB))
    (with_,) = score(known, audited({**AB, "references": ("as on",)}))
    assert with_.scores[0].value > without.scores[0].value
    assert "references:yes" in with_.scores[0].signature


def test_likeness_to_the_reference_counts():
    item = audited({**AB, "references": ("as on",)})
    known = {PAIR: estimate(0.0), ("as on", "an on"): estimate(0.0)}
    values = [
        score(known, replace(item, segment_scores=({"bleu": bleu},)))[0].scores[0].value
        for bleu in (20.0, 60.0, 80.0)
    ]
    assert values == sorted(set(values))


def test_a_document_is_weighted_by_its_sources():
    long = {"source": "ab cd" * 9, "translation": "an on"}
    known = {PAIR: estimate(1.0), ("ab cd" * 9, "an on"): estimate(-1.0)}
    (result,) = score(known, audited(AB, long, {"translation": "ohne"}))
    first, second, none = (segment.get("quality") for segment in result.segments)
    assert none is None
    assert result.scores[0].value == pytest.approx((first + 9 * second) / 10, abs=0.01)


def test_what_cannot_be_read_whole_has_no_score():
    (result,) = score({}, audited(AB))
    assert result.skipped


def test_without_an_estimator_nothing_is_scored():
    class Off:
        def estimator(self):
            raise ModelError("switched off")

    with pytest.raises(ModelError):
        QualityScorer(Off()).score([audited(AB)], lambda _: None)
