"""What a scorer is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from mtaudit.model import AuditedDocument, Score, Scored, Statistics

GATES = frozenset({"COV001", "COV003", "LNG001", "REP002", "UNT001"})
"""Rules whose findings mean that a segment is no translation, whatever a model makes of it."""


class Scorer(Protocol):
    """Gives numbers to documents and their segments.

    Attributes:
        name: as it stands in the report's list of runs.
        needs: what must be there for any score: ``source``, ``reference``, ``encoder``,
            ``estimator``, ``translator``.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - see the class

    @property
    def needs(self) -> frozenset[str]: ...  # noqa: D102 - see the class

    def score(
        self, audited: Sequence[AuditedDocument], progress: Callable[[int], None]
    ) -> list[Scored]:
        """One ``Scored`` a document, in order, with the reason where there is nothing.

        Args:
            audited: documents in any mixture of languages, with what rules and earlier scorers
                said of them.
            progress: told how many further documents are done.

        Raises:
            ModelError: there is nothing for any document.
        """
        ...


def groups(
    audited: Sequence[AuditedDocument], segments: int
) -> Iterator[Sequence[AuditedDocument]]:
    """The documents in order, in runs with about so many segments, for engines to batch."""
    start = count = 0
    for end, item in enumerate(audited, 1):
        count += len(item.document.segments)
        if count >= segments:
            yield audited[start:end]
            start, count = end, 0
    if start < len(audited):
        yield audited[start:]


def mean_score(
    name: str, signature: str, rated: Sequence[tuple[int, float, float]], digits: int
) -> Score:
    """The score of a document that is the weighted mean of its segments' values.

    Args:
        name: the name of the score.
        signature: how it came about.
        rated: index, value and weight of each segment that has a value; at least one.
        digits: decimal places to keep.
    """
    total = sum(value * weight for _, value, weight in rated)
    value = round(total / sum(weight for *_, weight in rated), digits)
    rows = tuple((value * weight, weight) for _, value, weight in rated)
    statistics = Statistics("mean", rows, tuple(index for index, *_ in rated))
    return Score(name, value, signature, statistics=statistics)
