import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mtaudit.engines.base import Translation
from mtaudit.errors import ModelError
from mtaudit.model import Document, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import (
    BackTranslationRule,
    CollectionRule,
    DocumentRule,
    EstimateRule,
    SegmentRule,
    WordsThat,
)
from mtaudit.rules.runner import Runner


class _Word(SegmentRule):
    category = "accuracy"
    severity = Severity.MINOR
    word: str

    def check(self, segment, context) -> Iterator:
        at = segment.translation.find(self.word)
        if at >= 0:
            yield self.finding(segment, at, at + len(self.word), "found")


class Whole(_Word):
    code, name, word, exclusive = "ART901", "whole", "gone", True
    severity = Severity.MAJOR


class Part(_Word):
    code, name, word = "ART902", "part", "on"


class Phrase(_Word):
    code, name, word = "ART908", "phrase", "is on"


class Echo(_Word):
    code, name, word, yields_to = "ART909", "echo", "on", frozenset(("ART908",))


class Asking(_Word):
    code, name, word, gaps = "ART906", "asking", "on", re.compile("[?¿]")


class Broken(_Word):
    code, name = "ART903", "broken"

    def check(self, segment, context):
        raise ZeroDivisionError("oops")


class Wavering(_Word):
    code, name, word = "ART910", "wavering", "on"

    def words(self, source, target):
        return WordsThat(lambda word: {}[word])


class Unsure(_Word):
    code, name, word = "ART907", "unsure", "on"

    def words(self, source, target):
        raise KeyError(target.code)


class French(_Word):
    code, name, word, target_languages = "ART904", "french", "on", frozenset({"fr"})


class Everywhere(DocumentRule):
    code, name, category, severity = "ART905", "everywhere", "accuracy", Severity.MINOR

    def check(self, document, context):
        for segment in document.segments:
            yield self.finding(segment, 0, 1, "first letter")


class Estimated(EstimateRule):
    code, name, category, severity = "COV901", "estimated", "accuracy", Severity.MINOR

    def check(self, segment, estimate):
        yield self.finding(segment, 0, 1, estimate)


class Compared(CollectionRule):
    code, name, category, severity = "NAM901", "compared", "accuracy", Severity.NEUTRAL

    def check(self, contexts):
        for context in contexts:
            segment = context.document.segments[0]
            yield context, self.finding(segment, 0, 2, f"one of {len(contexts)}")


class FakeEstimator:
    name, revision = "fake", "1"

    def estimate(self, pairs):
        return [None if source == "?" else f"{source}-{text}" for source, text in pairs]


def document(*texts: str, source: str | None = None) -> Document:
    segments = tuple(Segment(f"s{n}", text, source) for n, text in enumerate(texts, 1))
    return Document("d", segments, "de", "en")


def test_a_finding_that_covers_the_segment_speaks_for_it():
    runner = Runner([Part(), Whole(), Everywhere()])
    findings = runner.check(document("gone", "it is gone on", "on"))
    assert [(f.segment, f.rule) for f in findings] == [
        ("s1", "ART901"),
        ("s2", "ART905"),
        ("s2", "ART901"),
        ("s2", "ART902"),
        ("s3", "ART905"),
        ("s3", "ART902"),
    ]


def test_a_rule_sees_only_translations_with_the_gaps_that_it_looks_for():
    texts = ("Come on.", "Is it on?", "¿on")
    segments = tuple(Segment(str(index), text) for index, text in enumerate(texts))
    found = Runner([Asking()]).check(Document("d", segments))
    assert [finding.segment for finding in found] == ["1", "2"]


def test_a_rule_does_not_mark_again_what_one_has_marked_that_it_yields_to():
    found = Runner([Part(), Phrase(), Echo()]).check(document("it is on"))
    assert [finding.rule for finding in found] == ["ART908", "ART902"]
    found = Runner([Part(), Echo()]).check(document("it is on"))
    assert [finding.rule for finding in found] == ["ART902", "ART909"]


def test_a_rule_that_raises_fails_alone():
    runner = Runner([Broken(), Part()])
    assert [finding.rule for finding in runner.check(document("on"))] == ["ART902"]
    failed, ran = sorted(runner.runs(), key=lambda run: run.rule, reverse=True)
    assert (failed.status, failed.reason) == ("failed", "ZeroDivisionError: oops")
    assert (ran.status, ran.findings) == ("ran", 1)


def test_a_rule_that_cannot_tell_its_words_sees_every_text():
    runner = Runner([Wavering(), Part()])
    assert [f.rule for f in runner.check(document("on"))] == ["ART902", "ART910"]
    assert {run.status for run in runner.runs()} == {"ran"}


def test_what_did_not_run_says_why():
    runner = Runner([French(), Part()])
    runner.check(document("on"))
    runs = {run.rule: run for run in runner.runs()}
    assert runs["ART904"].status == "skipped"
    assert runs["ART904"].reason == "does not know English as target language"
    assert runs["ART902"].seconds is None


def test_times_are_taken_when_asked_for():
    runner = Runner([Part()], timings=True)
    runner.check(document("on"))
    assert runner.runs()[0].seconds >= 0


def test_estimate_rules_see_whole_runs_but_no_settled_segments():
    documents = [document("on", "gone", source="an"), document("on"), document("ja", source="?")]
    runner = Runner([Whole(), Estimated()])
    found = [runner.check(each) for each in documents]
    merged = runner.check_estimated(documents, found, FakeEstimator)
    assert [[(f.segment, f.message) for f in findings] for findings in merged] == [
        [("s1", "an-on"), ("s2", "found")],
        [],
        [],
    ]
    assert {run.rule: run.status for run in runner.runs()}["COV901"] == "ran"


def test_collection_rules_compare_documents_of_one_language_pair():
    french = Document("f", (Segment("s1", "sur"),), "de", "fr")
    documents = [document("we are"), french, document("you are"), document("on")]
    runner = Runner([Part(), Compared()])
    found = [runner.check(each) for each in documents]
    merged = runner.check_collection(documents, found)
    assert [[f.message for f in findings] for findings in merged] == [
        ["one of 3"],
        [],
        ["one of 3"],
        ["found"],
    ]
    run = {run.rule: run for run in runner.runs()}["NAM901"]
    assert (run.status, run.findings) == ("ran", 2)
    assert run.reason == "not everywhere: no other document to compare with"


def test_collection_rules_do_not_run_on_one_document():
    runner = Runner([Compared()])
    assert runner.check_collection([document("on")], [()]) == [()]
    (run,) = runner.runs()
    assert (run.status, run.reason) == ("skipped", "no other document to compare with")


def test_what_another_rule_has_marked_is_not_marked_again():
    documents = [document("on", "it is on", source="an")]
    runner = Runner([Part(), Estimated()])
    merged = runner.check_estimated(documents, [runner.check(documents[0])], FakeEstimator)
    assert [(f.segment, f.rule) for f in merged[0]] == [
        ("s1", "ART902"),
        ("s2", "COV901"),
        ("s2", "ART902"),
    ]


def test_a_neutral_remark_keeps_no_other_rule_from_marking_the_place():
    documents = [document("on", "it is on", source="an")]
    runner = Runner([Part(), Estimated()])
    remarks = tuple(replace(f, severity=Severity.NEUTRAL) for f in runner.check(documents[0]))
    (merged,) = runner.check_estimated(documents, [remarks], FakeEstimator)
    assert [(f.segment, f.rule) for f in merged if f.rule == "COV901"] == [
        ("s1", "COV901"),
        ("s2", "COV901"),
    ]


@pytest.mark.parametrize(
    ("source", "reason"), [(None, "no source was given"), ("an", "switched off")]
)
def test_estimate_rules_without_an_estimator_are_skipped(source, reason):
    def estimator():
        raise ModelError("switched off")

    runner = Runner([Estimated()])
    documents = [document("on", source=source)]
    assert runner.check_estimated(documents, [()], estimator) == [()]
    (run,) = runner.runs()
    assert (run.status, run.reason) == ("skipped", reason)


class Returned(BackTranslationRule):
    code, name, category, severity = "BTR901", "returned", "accuracy", Severity.MINOR
    yields_to = frozenset({"ART"})

    def check(self, segment, back, context):
        yield self.finding(segment, 0, 1, f"{back.text} by {back.engine}, {back.direction}")


class Doubler:
    """Translates by doubling; what is long gets lost."""

    name = "doubler"
    revision = "1"

    def __init__(self):
        self.asked = []

    def translations(self, texts, source_lang, target_lang):
        self.asked.append((source_lang, target_lang, *texts))
        return [Translation(text * 2 if len(text) < 9 else "") for text in texts]


def test_backtranslation_rules_see_whole_runs_and_only_what_came_back():
    documents = [
        document("one", "gone", source="un"),
        document("two", "lost on the way", "one", source="un"),
    ]
    engine = Doubler()
    runner = Runner([Whole(), Returned()])
    findings = [runner.check(each) for each in documents]
    merged = runner.check_backtranslated(documents, findings, lambda *_: engine)
    assert engine.asked == [("en", "de", "one", "two", "lost on the way")]
    assert [[(f.segment, f.rule) for f in each] for each in merged] == [
        [("s1", "BTR901"), ("s2", "ART901")],
        [("s1", "BTR901"), ("s3", "BTR901")],
    ]
    assert merged[0][0].message == "oneone by doubler, en-de"
    run = runner.runs()[1]
    assert (run.status, run.findings) == ("ran", 3)
    assert run.reason == "not everywhere: 1 back-translations failed"


def test_backtranslation_rules_yield_to_rules_of_their_kind_but_not_to_neutral_remarks():
    documents = [document("on", "it", source="un")]
    runner = Runner([Part(), Returned()])
    (merged,) = runner.check_backtranslated(
        documents, [runner.check(documents[0])], lambda *_: Doubler()
    )
    assert [(f.segment, f.rule) for f in merged] == [("s1", "ART902"), ("s2", "BTR901")]
    remark = replace(merged[0], severity=Severity.NEUTRAL)
    (merged,) = runner.check_backtranslated(documents, [(remark,)], lambda *_: Doubler())
    assert [f.rule for f in merged] == ["BTR901", "ART902", "BTR901"]


@pytest.mark.parametrize(
    ("source", "reason"), [(None, "no source was given"), ("un", "switched off")]
)
def test_backtranslation_rules_without_a_translator_are_skipped(source, reason):
    def translator(source_lang, target_lang):
        raise ModelError("switched off")

    runner = Runner([Returned()])
    documents = [document("on", source=source)]
    assert runner.check_backtranslated(documents, [()], translator) == [()]
    (run,) = runner.runs()
    assert (run.status, run.reason) == ("skipped", reason)


def test_a_rule_that_cannot_name_its_words_fails_alone():
    runner = Runner([Part(), Unsure()])
    assert [finding.rule for finding in runner.check(document("on"))] == ["ART902"]
    failed = {run.rule: run for run in runner.runs()}["ART907"]
    assert (failed.status, failed.reason) == ("failed", "KeyError: 'en'")
