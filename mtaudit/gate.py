"""From a report to a verdict: whether to publish, and with which exit code to end."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from mtaudit.errors import EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS
from mtaudit.model import AuditedDocument, Finding, Report
from mtaudit.mqm import Severity


class Verdict(enum.StrEnum):
    """What to do with a document."""

    PUBLISH = "publish"
    REVIEW = "review"
    REJECT = "do not publish"


@dataclass(frozen=True, slots=True)
class Gate:
    """The policy: findings at or above ``fail_on`` stop publication."""

    fail_on: Severity = Severity.MAJOR

    def fails(self, finding: Finding) -> bool:
        """Whether this finding alone stops publication."""
        return finding.severity.rank >= self.fail_on.rank

    def verdict(self, documents: Iterable[AuditedDocument]) -> Verdict:
        """The verdict on one document, or on several together: that of the worst."""
        findings = [finding for document in documents for finding in document.findings]
        if any(self.fails(finding) for finding in findings):
            return Verdict.REJECT
        if any(finding.severity.rank >= Severity.MINOR.rank for finding in findings):
            return Verdict.REVIEW
        return Verdict.PUBLISH

    def exit_code(self, report: Report) -> int:
        """0 clean, 1 findings at or above ``fail_on``, 2 something could not be audited."""
        if any(problem.fatal for problem in report.problems) or any(
            run.status == "failed" for run in (*report.rule_runs, *report.score_runs)
        ):
            return EXIT_ERROR
        rejected = self.verdict(report.documents) is Verdict.REJECT
        return EXIT_FINDINGS if rejected else EXIT_CLEAN
