import pytest

from mtaudit.gate import Gate, Verdict
from mtaudit.model import AuditedDocument, Document, Finding, Problem, Report, RuleRun, Segment
from mtaudit.mqm import Severity


def audited(*severities: Severity) -> AuditedDocument:
    findings = tuple(
        Finding("ART001", "page", "accuracy", severity, "s1", 0, 1, "a", "why")
        for severity in severities
    )
    return AuditedDocument(Document("d", (Segment("s1", "a"),)), 1, findings)


@pytest.mark.parametrize(
    ("severities", "fail_on", "verdict", "code"),
    [
        ((), Severity.MAJOR, Verdict.PUBLISH, 0),
        ((Severity.NEUTRAL,), Severity.MAJOR, Verdict.PUBLISH, 0),
        ((Severity.MINOR,), Severity.MAJOR, Verdict.REVIEW, 0),
        ((Severity.MINOR,), Severity.MINOR, Verdict.REJECT, 1),
        ((Severity.MINOR, Severity.CRITICAL), Severity.MAJOR, Verdict.REJECT, 1),
        ((Severity.MAJOR,), Severity.CRITICAL, Verdict.REVIEW, 0),
    ],
)
def test_verdict_and_exit_code(severities, fail_on, verdict, code):
    gate = Gate(fail_on)
    document = audited(*severities)
    assert gate.verdict([audited(), document]) is verdict
    assert gate.exit_code(Report("0", {}, (document,), ())) == code


def test_what_could_not_run_outweighs_findings():
    document = audited(Severity.CRITICAL)
    gate = Gate()
    failed = Report("0", {}, (document,), (RuleRun("ART001", "failed", "oops"),))
    unread = Report("0", {}, (document,), (), problems=(Problem("a.txt", "a.txt: empty file"),))
    unpaired = Report("0", {}, (), (), problems=(Problem("a.txt", "no source", fatal=False),))
    assert [gate.exit_code(report) for report in (failed, unread, unpaired)] == [2, 2, 0]
