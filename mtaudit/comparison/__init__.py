"""Two translations of the same texts compared, score by score and rule by rule.

Both are audited alike. A score of all texts together is computed from what each segment adds to it,
and tested by exchanging or redrawing texts, so that differences that chance would bring about do
not count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mtaudit.comparison.model import (
    Comparison,
    RuleDifference,
    ScoreDifference,
    Side,
    Verdict,
)
from mtaudit.comparison.reading import read
from mtaudit.comparison.twins import Given, Twin
from mtaudit.model import AuditedDocument, Formula, Problem, Report, Score, Statistics
from mtaudit.mqm import PROFILES, WeightProfile
from mtaudit.scorers.pooling import COUNTS, without
from mtaudit.scorers.resampling import compare as test
from mtaudit.scorers.resampling import value_of
from mtaudit.text.tokens import count_words
from mtaudit.writers.base import distinct

LOWER_IS_BETTER = frozenset({"ter", "mqm_penalty"})
SIGNIFICANT = 0.05

_OF_REFERENCES = frozenset({"bleu", "chrf", "ter"})

Row = tuple[float, ...]


def compare(
    report: Report, twins: Sequence[Twin], given: tuple[Given, Given], problems: Iterable[Problem]
) -> Comparison:
    """Compare what an audit says of A and B.

    Args:
        report: of all first documents of ``twins``, then of all second ones.
        twins: at least one.
        given: A and B.
        problems: what is to be told besides the report's problems.
    """
    count = len(twins)
    audited = list(zip(twins, report.documents[:count], report.documents[count:], strict=True))
    weights = PROFILES[str(report.settings["weights"])]
    names = _names(report.documents)
    scores, skipped = [], {}
    for name in names:
        found = _compared(name, audited, weights)
        if isinstance(found, str):
            skipped[name] = found
        else:
            scores.append(found)
    runs = (*report.rule_runs, *report.score_runs)
    skipped |= {r.rule: r.reason or "" for r in report.score_runs if r.status == "skipped"}
    return Comparison(
        version=report.version,
        settings=report.settings,
        first=_side(given[0].path, report.documents[:count]),
        second=_side(given[1].path, report.documents[count:]),
        documents=tuple((twin.first.id, twin.second.id) for twin in twins),
        texts=sum(twin.units for twin in twins),
        scores=tuple(scores),
        rules=_rules(report.documents[:count], report.documents[count:]),
        skipped=skipped,
        notes={r.rule: r.reason for r in report.score_runs if r.status == "ran" and r.reason},
        failed=tuple(run for run in runs if run.status == "failed"),
        problems=(*problems, *report.problems),
    )


def _names(documents: Iterable[AuditedDocument]) -> list[str]:
    """The names of all scores, in the order in which they come."""
    return list(dict.fromkeys(s.name for item in documents for s in distinct(item.scores)))


def _compared(
    name: str,
    audited: Sequence[tuple[Twin, AuditedDocument, AuditedDocument]],
    weights: WeightProfile,
) -> ScoreDifference | str:
    """The difference in a score over all texts, or why it cannot be told."""
    rows: tuple[list[Row], list[Row]] = ([], [])
    signatures: set[str] = set()
    formula: Formula = "mean"
    for twin, one, other in audited:
        scores = [_score(name, item, weights) for item in (one, other)]
        pair = [(s, s.statistics) for s in scores if s is not None and s.statistics is not None]
        if len(pair) < 2:
            continue
        made = {without(COUNTS, score.signature) for score, _ in pair}
        if len({without({"nrefs"}, signature) for signature in made}) > 1:
            return f"made in different ways: {' and '.join(sorted(made))}"
        signatures |= made
        (_, mine), (_, theirs) = pair
        formula = mine.formula
        for side, found in zip(rows, _matched(name, twin, mine, theirs), strict=True):
            side.extend(found)
    if not rows[0]:
        return "there is no text for which both have it"
    return _difference(name, formula, *rows, signature=" and ".join(sorted(signatures)))


def _difference(
    name: str,
    formula: Formula,
    first: Sequence[Row],
    second: Sequence[Row],
    *,
    signature: str,
) -> ScoreDifference:
    values = value_of(formula, first), value_of(formula, second)
    difference = round(values[1] - values[0], 4)
    interval, p_value = test(formula, first, second) or (None, None)
    verdict = _verdict(-difference if name in LOWER_IS_BETTER else difference, p_value)
    return ScoreDifference(
        name=name,
        first=values[0],
        second=values[1],
        difference=difference,
        interval=interval,
        p_value=p_value,
        texts=len(first),
        verdict=verdict,
        reading=read(name, difference, verdict, len(first), p_value, signature),
        signature=signature,
    )


def _verdict(gain: float, p_value: float | None) -> Verdict:
    if p_value is None:
        return "too few texts"
    if p_value >= SIGNIFICANT:
        return "no clear difference"
    return "better" if gain > 0 else "worse"


def _score(name: str, item: AuditedDocument, weights: WeightProfile) -> Score | None:
    score = next((each for each in item.scores if each.name == name), None)
    if score is None or name != "mqm_penalty" or not item.document.segments:
        return score
    points: defaultdict[str, float] = defaultdict(float)
    for finding in item.findings:
        points[finding.segment] += weights.weight(finding.category, finding.severity)
    segments = item.document.segments
    rows = tuple((1000 * points[s.id], float(count_words(s.translation))) for s in segments)
    return replace(score, statistics=Statistics("mean", rows, tuple(range(len(segments)))))


def _matched(
    name: str, twin: Twin, first: Statistics, second: Statistics
) -> tuple[list[Row], list[Row]]:
    """The sums of both for every unit that counts, parallel.

    What one of the two left out counts against it in the scores that need a reference. In others, a
    unit that has no value in one of the two says nothing.
    """
    mine = _summed(first, twin.first_units)
    theirs = _summed(second, twin.second_units)
    nothing = (0.0,) * len(first.rows[0])
    counted = mine.keys() | theirs.keys() if name in _OF_REFERENCES else mine.keys() & theirs.keys()
    units = sorted(counted)
    return [mine.get(u, nothing) for u in units], [theirs.get(u, nothing) for u in units]


def _summed(statistics: Statistics, units: Sequence[int]) -> dict[int, Row]:
    sums: dict[int, Row] = {}
    for row, segment in zip(statistics.rows, statistics.segments, strict=True):
        unit = units[segment] if units else 0
        before = sums.get(unit)
        sums[unit] = row if before is None else tuple(map(sum, zip(before, row, strict=True)))
    return sums


def _side(path: str, documents: Sequence[AuditedDocument]) -> Side:
    return Side(
        path,
        sum(item.words for item in documents),
        sum(len(item.findings) for item in documents),
    )


def _rules(
    first: Sequence[AuditedDocument], second: Sequence[AuditedDocument]
) -> tuple[RuleDifference, ...]:
    """The rules that found anything, those first whose numbers differ most."""
    counts = [
        Counter((f.rule, f.name) for item in documents for f in item.findings)
        for documents in (first, second)
    ]
    found = [
        RuleDifference(rule, name, counts[0][rule, name], counts[1][rule, name])
        for rule, name in counts[0].keys() | counts[1].keys()
    ]
    return tuple(sorted(found, key=lambda each: (-abs(each.second - each.first), each.rule)))
