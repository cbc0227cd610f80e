"""Measure how often each rule is right, and write it down.

Run as ``python -m benchmarks.accuracy``. Writes ``docs/accuracy.md``, the table of measured
precision that ships with the rules, and the floors below which the tests do not let it fall.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.rows import Row, read_rows
from mtaudit.engines import Engines
from mtaudit.engines.base import Estimator
from mtaudit.model import Document, Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.registry import all_rules
from mtaudit.rules.runner import Runner
from mtaudit.text.tokens import count_words

ROOT = Path(__file__).parent.parent
DATA = ROOT / "benchmarks" / "data"
FLOORS = ROOT / "benchmarks" / "floors.json"
PRECISION = ROOT / "mtaudit" / "rules" / "precision.json"
PAGE = ROOT / "docs" / "accuracy.md"
QUALITY = ROOT / "benchmarks" / "quality.md"

SAMPLE = 20
"""The tests run the estimator on every so many groups and documents."""

_HUMAN = {"ntrex": "news", "manuals": "manuals", "tempting": "tempting"}
"""Data sets of human translations, and what kind of text they are."""

SURE_KINDS = ("numbers_replaced", "ne_replaced", "codemix", "misspelled", "question")
"""Breaks that rules without models are there to find."""

_ENOUGH = 10  # right findings from which a precision is worth stating


@dataclass
class Accuracy:
    """Counts over all data sets.

    ``found`` and ``broken`` count perturbed sentences, by perturbation; ``right`` counts, by rule,
    perturbed sentences with more findings of the rule than their unbroken version has. ``false``
    counts, by rule, findings in ``human`` different human translations. ``flagged`` are human
    translations with a finding, out of ``pairs_human``; ``words`` and ``alarms`` count those of
    each kind of text and direction.
    """

    broken: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    false: Counter[str] = field(default_factory=Counter)
    human: int = 0
    pairs_human: int = 0
    flagged: int = 0
    flagged_major: int = 0
    words: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    alarms_major: Counter[str] = field(default_factory=Counter)

    def found_share(self) -> float:
        """Share of all perturbed sentences with a new finding."""
        return sum(self.found.values()) / max(1, sum(self.broken.values()))

    def share(self, kind: str) -> float:
        """Share of the sentences broken in one way that have a new finding."""
        return self.found[kind] / self.broken[kind]

    def precision(self) -> dict[str, float]:
        """Precision of each rule with enough right findings.

        The share of right findings where every second sentence is broken: findings per broken
        sentence, divided by those and the findings per human sentence.
        """
        table = {}
        for code in sorted(self.right):
            right = self.right[code].total()
            if right < _ENOUGH:
                continue
            true_rate = right / max(1, self.broken.total())
            false_rate = self.false[code] / max(1, self.human)
            table[code] = round(true_rate / (true_rate + false_rate), 3)
        return table

    def alarms_per_1000(self, counter: Counter[str]) -> dict[str, float]:
        """Findings per 1,000 words of human translation, by kind of text and direction."""
        return {d: round(1000 * counter[d] / words, 3) for d, words in sorted(self.words.items())}


def read(name: str) -> list[Row]:
    """The rows of a data set."""
    return read_rows(DATA / f"{name}.jsonl.gz")


def digest() -> str:
    """A hash of the data, so that figures are compared only with figures of the same data."""
    hashed = hashlib.sha256()
    for path in sorted(DATA.glob("*.jsonl.gz")):
        hashed.update(gzip.decompress(path.read_bytes()))
    return hashed.hexdigest()[:16]


class Checker:
    """All rules, those that need an estimator only if there is one.

    Args:
        estimator: asked about all rows at once, before they are checked one by one.
    """

    def __init__(self, estimator: Estimator | None = None) -> None:
        self._runner = Runner(all_rules().values())
        self._estimator = estimator

    def prepare(self, rows: Sequence[Row]) -> None:
        """Estimate what is to be checked."""
        if self._estimator:
            self._estimator.estimate([(row["source"], row["translation"]) for row in rows])

    def check(self, rows: Sequence[Row]) -> list[Finding]:
        """The findings of minor severity and above in the rows of one document."""
        segments = tuple(Segment(row["id"], row["translation"], row["source"]) for row in rows)
        first = rows[0]
        document = Document(first["id"], segments, first["source_lang"], first["target_lang"])
        found = self._runner.check(document)
        if self._estimator:
            estimator = self._estimator
            (found,) = self._runner.check_estimated([document], [found], lambda: estimator)
        return [finding for finding in found if finding.severity is not Severity.NEUTRAL]

    def verify(self) -> None:
        """See that all rules worked.

        Raises:
            RuntimeError: a rule failed.
        """
        for run in self._runner.runs():
            if run.status == "failed":
                raise RuntimeError(f"{run.rule} failed: {run.reason}")


def measure(estimator: Estimator | None = None, every: int = 1) -> Accuracy:
    """Run all rules over the data sets, or over every so many groups and documents of them.

    Raises:
        RuntimeError: a rule failed.
    """
    checker = Checker(estimator)
    accuracy = Accuracy()
    for name, part in (("demetr", "group"), *((name, "document") for name in _HUMAN)):
        rows = read(name)
        kept = set(list(dict.fromkeys(row[part] for row in rows))[::every])
        rows = [row for row in rows if row[part] in kept]
        checker.prepare(rows)
        if name in _HUMAN:
            _measure_human(rows, _HUMAN[name], checker, accuracy)
        else:
            _measure_pairs(rows, checker, accuracy)
    checker.verify()
    return accuracy


def measure_abroad() -> dict[str, Accuracy]:
    """Run all rules, without models, over the sentences from other languages, by language.

    Raises:
        RuntimeError: a rule failed.
    """
    checker = Checker()
    measured: dict[str, Accuracy] = {}
    rows = read("newsroom")
    for code in dict.fromkeys(row["source_lang"] for row in rows):
        measured[code] = Accuracy()
        own = [row for row in rows if row["source_lang"] == code]
        _measure_pairs(own, checker, measured[code])
    checker.verify()
    return measured


def _measure_pairs(rows: Sequence[Row], checker: Checker, accuracy: Accuracy) -> None:
    found = {row["id"]: checker.check([row]) for row in rows}
    unbroken = {row["group"]: found[row["id"]] for row in rows if row["kind"] == "mt"}
    for row in rows:
        if row["kind"] == "bad":
            new = _codes(found[row["id"]]) - _codes(unbroken[row["group"]])
            accuracy.broken[row["perturbation"]] += 1
            accuracy.found[row["perturbation"]] += bool(new)
            for code in new:
                accuracy.right[code][row["perturbation"]] += 1
        elif row["kind"] == "human":
            accuracy.human += 1
            accuracy.flagged += bool(found[row["id"]])
            accuracy.flagged_major += bool(_major(found[row["id"]]))
            accuracy.false.update(finding.rule for finding in found[row["id"]])
    accuracy.pairs_human = accuracy.human


def _measure_human(rows: Sequence[Row], kind: str, checker: Checker, accuracy: Accuracy) -> None:
    """The English originals come in many directions; in a rule's false alarms they count once.

    What was written to tempt the rules is no measure of their precision.
    """
    texts = {row["id"]: row["translation"] for row in rows}
    alarms = set()
    for part in _documents(rows):
        direction = f"{kind} {part[0]['source_lang']}-{part[0]['target_lang']}"
        findings = checker.check(part)
        accuracy.words[direction] += sum(count_words(row["translation"]) for row in part)
        accuracy.alarms[direction] += len(findings)
        accuracy.alarms_major[direction] += len(_major(findings))
        alarms |= {(f.rule, texts[f.segment], f.start, f.end) for f in findings}
    if kind != "tempting":
        accuracy.human += len(set(texts.values()))
        accuracy.false.update(rule for rule, *_ in alarms)


def _documents(rows: Sequence[Row]) -> Iterator[list[Row]]:
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        parts[row["document"]].append(row)
    yield from parts.values()


def _major(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity.rank >= Severity.MAJOR.rank]


def _codes(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.rule for finding in findings)


def floors(accuracy: Accuracy) -> dict[str, object]:
    """What the tests hold later versions to."""
    return {
        "data": digest(),
        "found": round(accuracy.found_share(), 4),
        "flagged": accuracy.flagged,
        "flagged_major": accuracy.flagged_major,
        "alarms_per_1000": accuracy.alarms_per_1000(accuracy.alarms),
        "alarms_major_per_1000": accuracy.alarms_per_1000(accuracy.alarms_major),
        "precision": accuracy.precision(),
    }


def floors_abroad(measured: dict[str, Accuracy]) -> dict[str, dict[str, float]]:
    """The like for the sentences from other languages."""
    return {
        code: {
            "found": round(accuracy.found_share(), 4),
            "flagged": accuracy.flagged,
            "flagged_major": accuracy.flagged_major,
            **{kind: round(accuracy.share(kind), 3) for kind in SURE_KINDS},
        }
        for code, accuracy in measured.items()
    }


def page(accuracy: Accuracy, estimated: Accuracy, abroad: dict[str, Accuracy]) -> str:
    """The figures without and with the estimator, as Markdown."""
    lines = [
        "# Accuracy",
        "",
        "Made by `make accuracy`: all rules, with the source given and no reference, on",
        "[labelled data](../benchmarks/data/README.md). Findings of severity minor or above count.",
        "Human translations are presumed right, so every finding in them is counted as a false",
        "alarm.",
        "",
        "## Without models (`--models none`)",
        "",
        *_overview(accuracy),
        "## With the quality estimator",
        "",
        *_overview(estimated),
        *_by_perturbation(accuracy, estimated),
        *_abroad(abroad),
        QUALITY.read_text("utf-8"),
        *_by_rule(estimated),
    ]
    return "\n".join(lines) + "\n"


def _overview(accuracy: Accuracy) -> list[str]:
    demetr = accuracy.broken.total()
    human = accuracy.pairs_human
    lines = [
        f"- broken sentences with a new finding: **{accuracy.found_share():.1%}** of {demetr:,}",
        f"- human translations of the same sentences with a finding: "
        f"**{accuracy.flagged / human:.2%}** of {human}, major or worse "
        f"{accuracy.flagged_major / human:.2%}",
        "",
        "| human translations | words | findings per 1,000 words | major or worse |",
        "| --- | --- | --- | --- |",
    ]
    all_alarms = accuracy.alarms_per_1000(accuracy.alarms)
    major = accuracy.alarms_per_1000(accuracy.alarms_major)
    lines += [
        f"| {d} | {accuracy.words[d]:,} | {all_alarms[d]:.2f} | {major[d]:.2f} |"
        for d in all_alarms
    ]
    return [*lines, ""]


def _abroad(measured: dict[str, Accuracy]) -> list[str]:
    return [
        "## From other languages",
        "",
        "News sentences that were written for mtaudit, into English, without models; part of what",
        "the rules got wrong here at first was mended. The human translations are free ones.",
        "",
        f"| from | broken sentences | found | {' | '.join(SURE_KINDS)} | human flagged | major |",
        f"| --- | --- | --- | {' | '.join('---' for _ in SURE_KINDS)} | --- | --- |",
        *(
            f"| {code} | {accuracy.broken.total()} | {accuracy.found_share():.0%} | "
            + " | ".join(f"{accuracy.share(kind):.0%}" for kind in SURE_KINDS)
            + f" | {accuracy.flagged} of {accuracy.pairs_human} | {accuracy.flagged_major} |"
            for code, accuracy in measured.items()
        ),
        "",
    ]


def _by_perturbation(accuracy: Accuracy, estimated: Accuracy) -> list[str]:
    return [
        "## By kind of break",
        "",
        "| break | sentences | with a new finding | with the estimator | most often by |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {kind} | {count} | {accuracy.share(kind):.0%} "
            f"| {estimated.share(kind):.0%} | {_best(estimated, kind)} |"
            for kind, count in sorted(accuracy.broken.items())
        ),
        "",
    ]


def _best(accuracy: Accuracy, kind: str) -> str:
    counts = Counter({code: found[kind] for code, found in accuracy.right.items() if found[kind]})
    return ", ".join(code for code, _ in counts.most_common(3)) or "-"


def _by_rule(accuracy: Accuracy) -> list[str]:
    precision = accuracy.precision()
    lines = [
        "## By rule",
        "",
        "Precision is the share of right findings where every second sentence is broken. A rule",
        f"with fewer than {_ENOUGH} right findings is unmeasured: no sentence here was broken in a",
        "way that it could find, such as by page furniture or a foreign acronym.",
        "",
        "| rule | broken sentences found | findings in human translations | precision |",
        "| --- | --- | --- | --- |",
    ]
    for code, rule in all_rules().items():
        stated = f"{precision[code]:.1%}" if code in precision else "unmeasured"
        lines.append(
            f"| [{code}](rules/{code}.md) {rule.name} | {accuracy.right[code].total()} "
            f"| {accuracy.false[code]} | {stated} |"
        )
    return lines


def main() -> None:
    """Measure without and with the estimator; write the page, the table and the floors."""
    estimator = Engines().estimator()
    accuracy, estimated, abroad = measure(), measure(estimator), measure_abroad()
    PAGE.write_text(page(accuracy, estimated, abroad), "utf-8")
    PRECISION.write_text(json.dumps(estimated.precision(), indent=1) + "\n", "utf-8")
    data = {
        **floors(accuracy),
        "estimated": floors(measure(estimator, SAMPLE)),
        "abroad": floors_abroad(abroad),
    }
    FLOORS.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
