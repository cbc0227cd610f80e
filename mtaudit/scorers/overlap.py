"""Texts compared with others by one of sacreBLEU's metrics, each pair looked at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from mtaudit.model import Formula, Statistics


@dataclass(frozen=True, slots=True)
class Overlap:
    """The score of all pairs as a corpus, that of each, sacreBLEU's signature, and the counts."""

    value: float
    pairs: tuple[float, ...]
    signature: str
    statistics: Statistics


def measure(
    metric: Any,  # noqa: ANN401 - sacreBLEU is not typed
    formula: Formula,
    pairs: Sequence[tuple[str, Sequence[str]]],
    places: Sequence[int],
) -> Overlap:
    """Compare texts with their references; the scores are sacreBLEU's, rounded to 4 places.

    Args:
        metric: a metric of sacreBLEU.
        formula: its name.
        pairs: at least one text with at least one reference.
        places: parallel to ``pairs``, the index of the segment of each.
    """
    streams = [list(stream) for stream in zip_longest(*(references for _, references in pairs))]
    # What sacreBLEU's own significance tests start from. Its public functions would count anew for
    # every score, and give no counts that can be resampled.
    rows = metric._extract_corpus_statistics([text for text, _ in pairs], streams)  # noqa: SLF001

    def score(chosen: list[list[float]]) -> float:
        return round(float(metric._aggregate_and_compute(chosen).score), 4)  # noqa: SLF001

    return Overlap(
        score(rows),
        tuple(score([row]) for row in rows),
        str(metric.get_signature()),
        Statistics(formula, tuple(map(tuple, rows)), tuple(places)),
    )
