"""``quality``: what a careful reader would give a translation, 0 to 100.

The packaged estimator reads source and translation together and expects a human score; where there
is a reference, it reads that and the translation too, and BLEU counts. What the rules have found
costs points on top, and what is no translation (empty, a copy, another language, a loop, cut off)
never scores well. The weights were chosen on DEMETR (Karpinska et al. 2022) and Bio-MQM (Zouhar et
al. 2024).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from mtaudit.engines import Engines
from mtaudit.model import AuditedDocument, Finding, Reason, Scored, Segment
from mtaudit.mqm import Severity
from mtaudit.scorers.base import GATES, groups, mean_score

if TYPE_CHECKING:
    from mtaudit.engines.base import Estimate, Estimator

_GROUP = 512
_MEAN, _DEVIATION = 65.0, 20.0  # of direct assessments of machine translations, 0 to 100
_DOUBT = 0.05  # deviations that a word which is surely wrong costs
_LENGTH, _USUAL = 0.3, 20  # deviations that e times the usual number of words costs
_SHORT, _FEW = 1.6, 6  # more of them below so many words
_LONG, _MANY = 1.0, 30  # and above so many
_GATED = 10.0
_TO_REFERENCE = 0.8  # weight of the best reference's estimate, the rest is the source's
_LIKENESS, _USUAL_LIKENESS = 1.0, 0.3  # what BLEU counts for, and that of a fair translation
_COSTS = {
    Severity.NEUTRAL: 0.0,
    Severity.MINOR: 4.0,
    Severity.MAJOR: 10.0,
    Severity.CRITICAL: 24.0,
}
_ESTIMATED = frozenset({"COV010", "COV011", "MEA001"})
"""Rules that say what the estimate says already."""
_SUSPECT = 0.0  # logit from which a word is worth naming
_NAMED = 3


class QualityScorer:
    """Scores every segment that has a source.

    The score of a segment is on the scale of direct assessment (Graham et al. 2013): 0 is
    nonsense, 100 perfect, and half of the machine translations of MLQE-PE (Fomicheva et al. 2022)
    are below 65. A document's score is the mean of its segments, weighted by the length of the
    source. Each segment comes with the reasons that pulled it down.

    Args:
        engines: where the estimator comes from.
    """

    name = "quality"
    needs = frozenset({"source", "estimator"})

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    def score(
        self, audited: Sequence[AuditedDocument], progress: Callable[[int], None]
    ) -> list[Scored]:
        """One ``Scored`` a document, in order.

        Raises:
            ModelError: there is no estimator.
        """
        estimator = self._engines.estimator()
        scored = []
        for group in groups(audited, _GROUP):
            pairs = [p for item in group for s in item.document.segments for p in _pairs(s)]
            estimates = dict(zip(pairs, estimator.estimate(pairs), strict=True))
            for item in group:
                scored.append(_score(item, estimates, estimator))
                progress(1)
        return scored


def _pairs(segment: Segment) -> Iterator[tuple[str, str]]:
    """What the estimator reads of a segment: the source's pair, and the references'."""
    if segment.source:
        yield segment.source, segment.translation
        for reference in segment.references:
            yield reference, segment.translation


def _score(
    item: AuditedDocument,
    estimates: dict[tuple[str, str], Estimate | None],
    estimator: Estimator,
) -> Scored:
    found: dict[str, list[Finding]] = {}
    for finding in item.findings:
        found.setdefault(finding.segment, []).append(finding)
    values: list[dict[str, float]] = []
    reasons: list[tuple[Reason, ...]] = []
    rated: list[tuple[int, float, float]] = []
    earlier = item.segment_scores or ({},) * len(item.document.segments)
    for segment, scores in zip(item.document.segments, earlier, strict=True):
        findings = found.get(segment.id, ())
        judged = _judge(segment, findings, scores, estimates) if segment.source else None
        if judged is None:
            values.append({})
            reasons.append(())
            continue
        value, why = judged
        rated.append((len(values), value, len(segment.source or "")))
        values.append({"quality": value})
        reasons.append(why)
    if not rated:
        return Scored(skipped="no segment with a source that can be read whole")
    is_referenced = any(segment.references for segment in item.document.segments)
    signature = (
        f"estimator:{estimator.name}|revision:{estimator.revision}|weights:source characters"
        f"|segments:{sum(map(bool, values))}|references:{'yes' if is_referenced else 'no'}"
    )
    score = mean_score("quality", signature, rated, digits=2)
    return Scored((score,), tuple(values), reasons=tuple(reasons))


def _judge(
    segment: Segment,
    findings: Iterable[Finding],
    scores: Mapping[str, float],
    estimates: dict[tuple[str, str], Estimate | None],
) -> tuple[float, tuple[Reason, ...]] | None:
    """The score of a segment and what pulled it down; ``None`` where nothing can be said."""
    costs = [f for f in findings if f.rule not in _ESTIMATED and _COSTS[f.severity]]
    gate = next((f for f in costs if f.rule in GATES), None)
    if gate is not None:
        return (
            _GATED if segment.translation.strip() else 0.0,
            (Reason(f"{gate.rule} {gate.name}", gate.text),),
        )
    estimate, *compared = (estimates[pair] for pair in _pairs(segment))
    if estimate is None:
        return None
    expected = estimate.score
    best = max((other.score for other in compared if other is not None), default=None)
    if best is not None:
        expected += _TO_REFERENCE * (best - expected)
    expected -= _DOUBT * _doubts(estimate)
    expected -= _cost_of_length(len(estimate.translation))
    if "bleu" in scores:
        expected += _LIKENESS * (scores["bleu"] / 100 - _USUAL_LIKENESS)
    points = _DEVIATION * expected - sum(_COSTS[f.severity] for f in costs)
    reasons = [Reason(f"{f.rule} {f.name}", f.text, -_COSTS[f.severity]) for f in costs]
    reasons += _suspects(segment, estimate)
    return round(_on_scale(points), 2), tuple(reasons)


def _cost_of_length(words: int) -> float:
    """Deviations that a translation of so many words loses.

    In a long one more may be wrong than its estimate says; keywords and headlines are seldom wrong,
    and the estimator knows no text as short.
    """
    words = max(words, 2)
    return (
        _LENGTH * math.log(words / _USUAL)
        + _SHORT * math.log(min(words, _FEW) / _FEW)
        + _LONG * math.log(max(words, _MANY) / _MANY)
    )


def _doubts(estimate: Estimate) -> float:
    """The number of words to be expected wrong, added or missing."""
    kinds = (estimate.changed, estimate.added, estimate.gap, estimate.omitted)
    return float(sum((1 / (1 + math.e ** -logits.astype(float))).sum() for logits in kinds))


def _on_scale(points: float) -> float:
    """Points above or below the mean on the scale from 0 to 100, which nothing ever leaves.

    The logistic curve through the mean on which, there, a point is a point.
    """
    share = _MEAN / 100
    steepness = share * (1 - share) * 100
    return 100 / (1 + (1 - share) / share * math.exp(min(-points / steepness, 700)))


def _suspects(segment: Segment, estimate: Estimate) -> list[Reason]:
    """The words that the estimator doubts most."""
    source = segment.source or ""
    sides = (
        ("looks wrong", segment.translation, estimate.translation, estimate.changed),
        ("seems added", segment.translation, estimate.translation, estimate.added),
        ("something seems missing before", segment.translation, estimate.translation, estimate.gap),
        ("seems left out", source, estimate.source, estimate.omitted),
    )
    found = [
        (float(logit), what, text[slice(*spans[index])])
        for what, text, spans, logits in sides
        for index, logit in enumerate(logits)
        if logit > _SUSPECT
    ]
    found.sort(key=lambda entry: -entry[0])
    return [Reason(what, word) for _, what, word in found[:_NAMED]]
