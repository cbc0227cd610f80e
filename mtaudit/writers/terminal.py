"""The report for a person at a terminal: colour where there is a terminal, plain where not."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from mtaudit.gate import Verdict
from mtaudit.lang import language
from mtaudit.model import AuditedDocument, Finding, Report, RuleRun, Score, Segment
from mtaudit.mqm import Severity
from mtaudit.writers.base import Audience, distinct, with_interval

_STYLES = {
    Severity.NEUTRAL: "dim",
    Severity.MINOR: "yellow",
    Severity.MAJOR: "bold red",
    Severity.CRITICAL: "bold white on red",
}
_VERDICT_STYLES = {
    Verdict.PUBLISH: "bold green",
    Verdict.REVIEW: "bold yellow",
    Verdict.REJECT: "bold red",
}
_SCORE_LABELS = {
    "quality": ("quality", " of 100", 0),
    "bleu": ("BLEU", "", 1),
    "chrf": ("chrF", "", 1),
    "ter": ("TER", "", 1),
    "comet": ("COMET", "", 3),
    "similarity": ("similarity", "", 3),
    "backtranslation_chrf": ("back-translation chrF", "", 1),
    "backtranslation_bleu": ("back-translation BLEU", "", 1),
    "backtranslation_similarity": ("back-translation similarity", "", 3),
    "backtranslation_reference_chrf": ("against the reference's back-translation chrF", "", 1),
    "backtranslation_reference_bleu": ("against the reference's back-translation BLEU", "", 1),
    "backtranslation_reference_similarity": (
        "against the reference's back-translation similarity",
        "",
        3,
    ),
    "mqm_penalty": ("MQM penalty", " per 1,000 words", 1),
}
"""Score names with how to say them, what comes after the value, and its decimal places."""

_CONTROLS = {
    **{code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))},
    **{code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
    **dict.fromkeys(map(ord, "\t\n\r\u2028\u2029"), " "),
}
_CONTEXT = 70  # characters shown on each side of the offending text


def render(report: Report, audience: Audience) -> str:
    """The report as plain text."""
    buffer = io.StringIO()
    show(report, audience, Console(file=buffer, width=100, soft_wrap=True, highlight=False))
    return buffer.getvalue()


def show(report: Report, audience: Audience, console: Console) -> None:
    """Print the report: documents with findings, then scores, summary and verdict."""
    clean = 0
    for item in report.documents:
        if item.findings or len(report.documents) == 1:
            _show_document(item, audience, console)
        else:
            clean += 1
    if len(report.documents) > 1:
        _show_table(report, audience, console, clean)
    _show_runs(report, console)
    _show_summary(report, audience, console)


def _show_document(item: AuditedDocument, audience: Audience, console: Console) -> None:
    document = item.document
    pair = f"{_name(document.source_lang)} → {_name(document.target_lang)}"
    console.print(
        Text.assemble(
            (flat(document.id), "bold underline"),
            f"  {pair} · {counted(len(document.segments), 'segment')} · "
            f"{counted(item.words, 'word')}",
        )
    )
    segments = {segment.id: segment for segment in document.segments}
    for finding in item.findings:
        _show_finding(finding, segments[finding.segment], console)
    _show_scores(item, console)
    verdict = audience.gate.verdict([item])
    console.print(
        Text.assemble(
            "  verdict: ",
            (str(verdict), _VERDICT_STYLES[verdict]),
            f" ({_tally(item.findings)})\n",
        )
    )


def _show_finding(finding: Finding, segment: Segment, console: Console) -> None:
    where = f"line {segment.line}" if segment.line else flat(segment.id)
    confidence = (
        ""
        if finding.confidence is None
        else f"  {finding.confidence:.0%} of its findings are right"
    )
    console.print(
        Text.assemble(
            "  ",
            (f"{finding.severity:<8}", _STYLES[finding.severity]),
            " ",
            (finding.rule, "bold"),
            f" {finding.name}, {where}, characters {finding.start}-{finding.end}",
            (confidence, "dim"),
        )
    )
    console.print(_excerpt(finding, segment))
    console.print(Text(f"           {flat(finding.message)}"))
    if finding.suggestion:
        console.print(
            Text.assemble("           ", ("→ ", "green"), (flat(finding.suggestion), "green"))
        )


def _excerpt(finding: Finding, segment: Segment) -> Text:
    text = segment.translation if finding.side == "translation" else segment.source or ""
    start, end = max(0, finding.start - _CONTEXT), min(len(text), finding.end + _CONTEXT)
    shown = Text("           ")
    shown.append(("…" if start else "") + flat(text[start : finding.start]), "dim")
    shown.append("[" + flat(text[finding.start : finding.end]) + "]", _STYLES[finding.severity])
    shown.append(flat(text[finding.end : end]) + ("…" if end < len(text) else ""), "dim")
    return shown


def _show_scores(item: AuditedDocument, console: Console) -> None:
    console.print(Text("  scores: " + " · ".join(_label(score) for score in distinct(item.scores))))
    engines = {
        f"{back.engine} ({back.direction})" for back in item.backtranslations if back is not None
    }
    if engines:
        console.print(Text(f"  back-translated by {', '.join(sorted(engines))}", "dim"))


def score_name(name: str) -> str:
    """How a score is called."""
    return _SCORE_LABELS[name][0] if name in _SCORE_LABELS else name.replace("_", " ")


def score_digits(name: str) -> int:
    """How many decimal places of a score are worth showing."""
    return _SCORE_LABELS[name][2] if name in _SCORE_LABELS else 2


def _label(score: Score) -> str:
    unit = _SCORE_LABELS[score.name][1] if score.name in _SCORE_LABELS else ""
    return f"{score_name(score.name)} {with_interval(score, score_digits(score.name))}{unit}"


def _show_table(report: Report, audience: Audience, console: Console, clean: int) -> None:
    if clean:
        console.print(Text(f"{counted(clean, 'document')} without a finding\n", "green"))
    if len(report.documents) > 50:
        return
    width = max(len(flat(item.document.id)) for item in report.documents)
    for item in report.documents:
        verdict = audience.gate.verdict([item])
        console.print(
            Text.assemble(
                f"{flat(item.document.id):<{width}}  ",
                (f"{verdict:<14}", _VERDICT_STYLES[verdict]),
                f"  {_tally(item.findings)}",
            )
        )
    console.print()


def _show_runs(report: Report, console: Console) -> None:
    for problem in report.problems:
        style = "red" if problem.fatal else "yellow"
        label = "not audited" if problem.fatal else "note"
        console.print(Text.assemble((f"{label}: ", style), flat(problem.message)))
    failed = [run for run in report.rule_runs if run.status == "failed"]
    for run in failed:
        console.print(Text.assemble(("failed: ", "red"), f"{run.rule}: {flat(run.reason or '')}"))
    for run in report.score_runs:
        if run.status == "ran" and run.reason:
            console.print(Text.assemble(("note: ", "yellow"), f"{run.rule}: {flat(run.reason)}"))
    for kind, runs in (("rules", report.rule_runs), ("scores", report.score_runs)):
        for reason, names in _skipped(runs):
            console.print(Text(f"skipped {kind}: {', '.join(names)}: {reason}", "dim"))


def _skipped(runs: Iterable[RuleRun]) -> list[tuple[str, list[str]]]:
    by_reason: dict[str, list[str]] = {}
    for run in runs:
        if run.status == "skipped":
            by_reason.setdefault(run.reason or "", []).append(run.rule)
    return sorted(by_reason.items())


def _show_summary(report: Report, audience: Audience, console: Console) -> None:
    verdict = audience.gate.verdict(report.documents)
    findings = [finding for item in report.documents for finding in item.findings]
    words = sum(item.words for item in report.documents)
    if report.scores:
        labels = " · ".join(_label(score) for score in distinct(report.scores))
        console.print(Text(f"all documents: {labels}"))
    console.print(
        Text.assemble(
            "verdict: ",
            (str(verdict).upper(), _VERDICT_STYLES[verdict]),
            f": {_tally(findings)} in {counted(len(report.documents), 'document')} "
            f"of {counted(words, 'word')}; fails from {audience.gate.fail_on}",
        )
    )
    if audience.next_command:
        console.print(Text.assemble("next: ", (audience.next_command, "bold")))


def _tally(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    parts = [
        f"{counts[severity]} {severity}" for severity in reversed(Severity) if counts[severity]
    ]
    return ", ".join(parts) or "no findings"


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where that is right."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _name(code: str | None) -> str:
    return language(code).name if code else "unstated"


def flat(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would obey."""
    return text.translate(_CONTROLS)
