"""The machine-readable report, schema 1 (``report.schema.json``)."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from importlib import resources
from typing import Any

from mtaudit.model import AuditedDocument, Finding, Report, RuleRun, Score
from mtaudit.mqm import Severity
from mtaudit.writers.base import Audience

SCHEMA_VERSION = 1


def render(report: Report, audience: Audience) -> str:
    """The report as JSON, one line a document; the same report gives the same bytes."""
    parts = [
        f"{json.dumps(key)}: {_lines(value) if isinstance(value, list) else _compact(value)}"
        for key, value in as_data(report, audience).items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(items: list[Any]) -> str:
    return "[\n" + ",\n".join(_compact(item) for item in items) + "\n]" if items else "[]"


_compact = json.JSONEncoder(ensure_ascii=False).encode


def schema() -> dict[str, Any]:
    """The JSON Schema that every report holds against."""
    file = resources.files("mtaudit.writers").joinpath("report.schema.json")
    data: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return data


def as_data(report: Report, audience: Audience) -> dict[str, Any]:
    """The report as JSON data."""
    return {
        "schema": SCHEMA_VERSION,
        "tool": {"name": "mtaudit", "version": report.version},
        "settings": dict(report.settings),
        "documents": [_document(item, audience) for item in report.documents],
        "summary": _summary(report, audience),
        "rule_runs": [_run(run) for run in report.rule_runs],
        "score_runs": [_run(run) for run in report.score_runs],
        "problems": [asdict(problem) for problem in report.problems],
    }


def _document(item: AuditedDocument, audience: Audience) -> dict[str, Any]:
    document = item.document
    return {
        "id": document.id,
        "path": document.path,
        "source_lang": document.source_lang,
        "target_lang": document.target_lang,
        "words": item.words,
        "verdict": str(audience.gate.verdict([item])),
        "scores": {score.name: _score(score) for score in item.scores},
        "skipped": dict(item.skipped),
        "segments": _segments(item),
        "unaligned_source": [asdict(text) for text in document.unaligned_source],
        "unaligned_reference": [asdict(text) for text in document.unaligned_reference],
        "findings": [_finding(finding) for finding in item.findings],
    }


def _score(score: Score) -> dict[str, Any]:
    data: dict[str, Any] = {"value": score.value, "signature": score.signature}
    if score.interval is not None:
        data["interval"] = list(score.interval)
    return data


def _segments(item: AuditedDocument) -> list[dict[str, Any]]:
    backtranslations = item.backtranslations or (None,) * len(item.document.segments)
    reasons = item.reasons or ((),) * len(item.document.segments)
    segments = item.document.segments
    rows = zip(segments, backtranslations, item.segment_scores, reasons, strict=True)
    return [
        {
            "id": segment.id,
            "kind": segment.kind,
            "line": segment.line,
            "source": segment.source,
            "translation": segment.translation,
            "references": list(segment.references),
            "backtranslation": asdict(back) if back else None,
            "scores": dict(scores),
            "reasons": [asdict(reason) for reason in why],
        }
        for segment, back, scores, why in rows
    ]


def _finding(finding: Finding) -> dict[str, Any]:
    edit = finding.edit
    return {
        "rule": finding.rule,
        "name": finding.name,
        "category": finding.category,
        "severity": str(finding.severity),
        "confidence": finding.confidence,
        "segment": finding.segment,
        "side": finding.side,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "edit": asdict(edit) if edit else None,
    }


def _run(run: RuleRun) -> dict[str, Any]:
    data = asdict(run)
    if run.seconds is None:
        del data["seconds"]
    return data


def _summary(report: Report, audience: Audience) -> dict[str, Any]:
    findings = [finding for item in report.documents for finding in item.findings]
    by_severity = Counter(finding.severity for finding in findings)
    by_rule = Counter(finding.rule for finding in findings)
    scores = {score.name: _score(score) for score in report.scores}
    return {
        "verdict": str(audience.gate.verdict(report.documents)),
        "fail_on": str(audience.gate.fail_on),
        "documents": len(report.documents),
        "segments": sum(len(item.document.segments) for item in report.documents),
        "words": sum(item.words for item in report.documents),
        "findings": {str(severity): by_severity[severity] for severity in Severity},
        "rules": dict(sorted(by_rule.items())),
        **({"scores": scores} if scores else {}),
    }
