"""The scores of a whole run: all its segments as one text."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mtaudit.model import AuditedDocument, Score, Statistics
from mtaudit.scorers.resampling import interval, value_of

COUNTS = frozenset(
    {"segments", "failed", "failures", "truncated", "words", "terms", "answered", "gated"}
)
"""Parts of signatures that say how much there was, not how it was scored."""


def without(keys: Collection[str], signature: str) -> str:
    """A signature without the parts of these keys."""
    parts = signature.split("|")
    return "|".join(part for part in parts if part.partition(":")[0] not in keys)


def pool(documents: Sequence[AuditedDocument]) -> tuple[Score, ...]:
    """Scores over several documents of one language pair, in the order in which they come.

    A score that was not made in the same way for all documents that have it is left out, and so
    is one that does not add up over segments. A single document has these numbers already.
    """
    pairs = {(item.document.source_lang, item.document.target_lang) for item in documents}
    if len(documents) < 2 or len(pairs) > 1:
        return ()
    by_name: dict[str, list[Score]] = {}
    for item in documents:
        for score in item.scores:
            by_name.setdefault(score.name, []).append(score)
    pooled = (_pooled(name, scores) for name, scores in by_name.items())
    return tuple(score for score in pooled if score is not None)


def _pooled(name: str, scores: Sequence[Score]) -> Score | None:
    made = {without(COUNTS, score.signature) for score in scores}
    counted = [score.statistics for score in scores if score.statistics is not None]
    if len(made) > 1 or len(counted) < len(scores):
        return None
    rows = tuple(row for statistics in counted for row in statistics.rows)
    together = Statistics(counted[0].formula, rows, tuple(range(len(rows))))
    return Score(
        name,
        value_of(together.formula, rows),
        f"{made.pop()}|documents:{len(scores)}",
        interval(together),
    )
