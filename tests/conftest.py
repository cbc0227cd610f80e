"""Reports and documents that several tests share."""

import pytest

from mtaudit.gate import Gate
from mtaudit.model import (
    AuditedDocument,
    BackTranslation,
    Document,
    Edit,
    Finding,
    Problem,
    Report,
    RuleRun,
    Score,
    Segment,
    Unaligned,
)
from mtaudit.mqm import Severity
from mtaudit.writers import Audience


@pytest.fixture
def report() -> Report:
    """Two documents: one with overlapping, pointed and hostile findings, one without any."""
    translation = "The <b>OTSC</b> & “friends”. “."
    segments = (
        Segment("s1", "Skip to content", kind="headline", line=1),
        Segment("s2", translation, "L’OTSC & « amis ».", ("The CSTO and friends.",), line=3),
    )
    findings = (
        Finding(
            "ART001",
            "page-navigation",
            "accuracy/addition",
            Severity.MINOR,
            "s1",
            0,
            15,
            "Skip to content",
            "Belongs to the page.",
            "Delete the line.",
            confidence=0.98,
            edit=Edit(0, 15, "", safe=True),
        ),
        Finding(
            "TRM001",
            "source-language-acronym",
            "terminology/wrong-term",
            Severity.MAJOR,
            "s2",
            7,
            11,
            "OTSC",
            "French for <CSTO>.",
            "Write “CSTO”.",
        ),
        Finding(
            "MRK002",
            "tag-left",
            "design/markup",
            Severity.MINOR,
            "s2",
            4,
            15,
            "<b>OTSC</b>",
            "A tag.",
        ),
        Finding(
            "COV004",
            "missing-sentence",
            "accuracy/omission",
            Severity.CRITICAL,
            "s2",
            31,
            31,
            "",
            "A sentence is missing.",
        ),
        Finding(
            "TRM011",
            "missing-term",
            "terminology/termbase",
            Severity.NEUTRAL,
            "s2",
            2,
            6,
            "OTSC",
            "Not answered.",
            side="source",
        ),
    )
    first = AuditedDocument(
        Document("a.en.txt", segments, "fr", "en", "a.en.txt", (Unaligned(2, "Fin."),)),
        8,
        findings,
        (Score("chrf", 61.5, "nrefs:1"), Score("mqm_penalty", 12.0, "profile:x")),
        ({}, {"chrf": 61.5}),
        (None, BackTranslation("L’OTSC et amis.", "en-fr", "opus")),
    )
    second = AuditedDocument(
        Document("b.ar.txt", (Segment("s1", "مرحبا"),), "en", "ar"), 1, (), (), ({},)
    )
    return Report(
        "0.0",
        {"digest": "abc"},
        (first, second),
        (RuleRun("ART001", "ran", None, 1), RuleRun("NUM001", "skipped", "no source was given")),
        (RuleRun("similarity", "skipped", "switched off"),),
        (Problem("c.txt", "c.txt: empty file"),),
    )


@pytest.fixture
def audience() -> Audience:
    """The default policy and a next command."""
    return Audience(Gate(), "mtaudit rules explain TRM001")
