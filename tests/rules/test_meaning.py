import numpy as np
import pytest

from mtaudit.engines.base import Estimate
from mtaudit.model import Segment
from mtaudit.rules.meaning import AddedWords, ChangedMeaning, OmittedWords

SEGMENT = Segment("1", "He is ill", "Er ist sehr krank")
RULES = (OmittedWords(), AddedWords(), ChangedMeaning())


def estimate(broken: float, *, omitted: float, added: float, changed: float) -> Estimate:
    """Logits for "sehr" and for "ill"; all other words are beyond doubt."""

    def logits(words: int, index: int, value: float) -> np.ndarray:
        found = np.full(words, -9.0, dtype=np.float32)
        found[index] = value
        return found

    return Estimate(
        score=0.0,
        broken=broken,
        source=np.array([[0, 2], [3, 6], [7, 11], [12, 17]], dtype=np.int32),
        translation=np.array([[0, 2], [3, 5], [6, 9]], dtype=np.int32),
        changed=logits(3, 2, changed),
        added=logits(3, 2, added),
        gap=logits(3, 2, -9.0),
        omitted=logits(4, 2, omitted),
    )


@pytest.mark.parametrize(
    ("said", "code", "excerpt"),
    [
        ({"broken": 2.0, "omitted": 2.5, "added": -5.0, "changed": 3.0}, "COV010", "sehr"),
        ({"broken": 2.0, "omitted": -5.0, "added": 3.0, "changed": 3.0}, "COV011", "ill"),
        ({"broken": 4.0, "omitted": -1.0, "added": -5.0, "changed": 4.0}, "MEA001", "ill"),
    ],
)
def test_only_what_is_furthest_above_its_own_threshold_is_reported(said, code, excerpt):
    found = [f for rule in RULES for f in rule.check(SEGMENT, estimate(**said))]
    assert [(f.rule, f.text) for f in found] == [(code, excerpt)]


def test_a_pair_that_is_hardly_broken_needs_surer_words():
    doubtful = {"omitted": 1.5, "added": -5.0, "changed": -5.0}
    assert not list(OmittedWords().check(SEGMENT, estimate(0.0, **doubtful)))
    assert list(OmittedWords().check(SEGMENT, estimate(3.0, **doubtful)))


def test_a_word_that_the_other_side_has_in_its_own_form_is_neither_added_nor_left_out():
    alike = Segment("1", "He is unilateral", "Il est unilatérale")
    doubted = np.array([-9.0, -9.0, 6.0], dtype=np.float32)
    nothing = np.full(3, -9.0, dtype=np.float32)
    spans = np.array([[0, 2], [3, 5], [6, 16]], dtype=np.int32)
    source = np.array([[0, 2], [3, 6], [7, 18]], dtype=np.int32)
    for added, omitted in ((doubted, nothing), (nothing, doubted)):
        said = Estimate(0.0, 3.0, source, spans, nothing, added, nothing, omitted)
        assert not [f for rule in RULES for f in rule.check(alike, said)]
