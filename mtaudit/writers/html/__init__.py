"""The HTML report: one self-contained file, readable without scripts, in light and dark."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from mtaudit.lang import language
from mtaudit.model import (
    AuditedDocument,
    BackTranslation,
    Finding,
    Reason,
    Report,
    Score,
    Segment,
)
from mtaudit.mqm import Severity
from mtaudit.writers.base import Audience, distinct
from mtaudit.writers.html.scores import Explanation, explanation

_AGAINST = re.compile(r"\|against:([^|]+)")
_COMPARED_WITH = {"round trip": "translation itself"}
_METRICS = {"chrf": "chrF", "bleu": "BLEU", "similarity": "similarity"}
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that the same findings cover, by their numbers; plain if none does."""

    text: str
    numbers: tuple[int, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with its number in the document, by which text and explanation are linked."""

    number: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A segment as the page shows it.

    ``comparisons`` are the scores of the back-translation, by what it was compared with.
    """

    segment: Segment
    runs: tuple[Run, ...]
    source_runs: tuple[Run, ...]
    findings: tuple[NumberedFinding, ...]
    backtranslation: BackTranslation | None
    comparisons: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
    scores: tuple[tuple[str, float], ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score with its explanation."""

    score: Score
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as the page shows it."""

    anchor: str
    item: AuditedDocument
    verdict: str
    counts: tuple[tuple[Severity, int], ...]
    segments: tuple[SegmentView, ...]
    scores: tuple[ScoreView, ...]
    engines: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]


def render(report: Report, audience: Audience) -> str:
    """The report as an HTML page; the same report gives the same bytes."""
    findings = [finding for item in report.documents for finding in item.findings]
    ran = {run.rule for run in report.score_runs if run.status == "ran"}
    return _template().render(
        report=report,
        verdict=str(audience.gate.verdict(report.documents)),
        fail_on=audience.gate.fail_on,
        words=sum(item.words for item in report.documents),
        counts=_counts(findings),
        documents=[
            _document(number, item, audience, ran)
            for number, item in enumerate(report.documents, 1)
        ],
        skipped=[run for run in (*report.rule_runs, *report.score_runs) if run.status == "skipped"],
        failed=[run for run in report.rule_runs if run.status == "failed"],
        noted=[run for run in report.score_runs if run.status == "ran" and run.reason],
    )


def runs(text: str, findings: Sequence[NumberedFinding]) -> tuple[Run, ...]:
    """The text cut wherever a finding begins or ends; a finding without length is a point."""
    cuts = sorted(
        {0, len(text)} | {at for f in findings for at in (f.finding.start, f.finding.end)}
    )
    found = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        points = [f for f in findings if f.finding.start == f.finding.end == start]
        if points:
            found.append(_run("", points))
        covering = [f for f in findings if f.finding.start <= start and end <= f.finding.end]
        if start < end:
            found.append(_run(text[start:end], covering))
    return tuple(found)


def _run(text: str, covering: Sequence[NumberedFinding]) -> Run:
    severities = [f.finding.severity for f in covering]
    gravest = max(severities, key=lambda severity: severity.rank, default=None)
    return Run(text, tuple(f.number for f in covering), gravest)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("mtaudit.writers.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["language"] = lambda code: language(code).name if code else "unstated"
    environment.filters["direction"] = _direction
    return environment.get_template("report.html.j2")


def _direction(code: str | None) -> str:
    return "rtl" if code and language(code).code in _RIGHT_TO_LEFT else "ltr"


def _counts(findings: Sequence[Finding]) -> tuple[tuple[Severity, int], ...]:
    counter = Counter(finding.severity for finding in findings)
    return tuple((severity, counter[severity]) for severity in reversed(Severity))


def _document(
    number: int, item: AuditedDocument, audience: Audience, ran: Collection[str]
) -> DocumentView:
    numbered = [NumberedFinding(n, finding) for n, finding in enumerate(item.findings, 1)]
    by_segment: defaultdict[str, list[NumberedFinding]] = defaultdict(list)
    for each in numbered:
        by_segment[each.finding.segment].append(each)
    count = len(item.document.segments)
    shown = distinct(item.scores)
    backtranslations = item.backtranslations or (None,) * count
    reasons = item.reasons or ((),) * count
    segments = tuple(
        _segment(
            segment,
            by_segment[segment.id],
            back,
            [(score, scores[score.name]) for score in shown if score.name in scores],
            why,
        )
        for segment, back, scores, why in zip(
            item.document.segments, backtranslations, item.segment_scores, reasons, strict=True
        )
    )
    engines = sorted({f"{back.engine}, {back.direction}" for back in backtranslations if back})
    return DocumentView(
        anchor=f"d{number}",
        item=item,
        verdict=str(audience.gate.verdict([item])),
        counts=_counts(item.findings),
        segments=segments,
        scores=tuple(ScoreView(score, explanation(score.name)) for score in shown),
        engines=tuple(engines),
        skipped=tuple((name, why) for name, why in item.skipped.items() if name in ran),
    )


def _segment(
    segment: Segment,
    findings: Sequence[NumberedFinding],
    backtranslation: BackTranslation | None,
    scores: Sequence[tuple[Score, float]],
    reasons: tuple[Reason, ...],
) -> SegmentView:
    by_side = {
        side: [f for f in findings if f.finding.side == side] for side in ("translation", "source")
    }
    comparisons: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for score, value in scores:
        if match := _AGAINST.search(score.signature):
            against = _COMPARED_WITH.get(match[1], match[1])
            comparisons[against].append((_METRICS[score.name.rpartition("_")[2]], value))
    return SegmentView(
        segment,
        runs(segment.translation, by_side["translation"]),
        runs(segment.source or "", by_side["source"]),
        tuple(findings),
        backtranslation,
        tuple((against, tuple(values)) for against, values in comparisons.items()),
        tuple(
            (explanation(score.name).label, value)
            for score, value in scores
            if not _AGAINST.search(score.signature)
        ),
        reasons,
    )
