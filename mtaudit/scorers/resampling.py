"""How far scores can be trusted: confidence intervals and paired tests by resampling segments.

The bootstrap is that of Koehn (2004), with 1,000 resamples and sacreBLEU's seed and draws, so that
half the width of an interval is the confidence that sacreBLEU states. Whether two translations of
the same texts differ is decided by approximate randomization (Riezler and Maxwell 2005) with
10,000 trials. sacreBLEU computes each resample by itself; here all are computed at once.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from mtaudit.model import Formula, Statistics

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

RESAMPLES = 1000
TRIALS = 10_000
LEAST = 5
"""Fewer segments say nothing of others of their kind."""

_SEED = 12345
_CELLS = 1 << 21  # of a matrix of draws that is in memory at once
_KEPT = 1 << 18
_SAME = 1e-9


def interval(statistics: Statistics) -> tuple[float, float] | None:
    """The 95 % confidence interval of a score, rounded to 4 places.

    Segments are drawn anew, with replacement, and the score computed again; the interval leaves
    out the lowest and the highest fortieth. ``None`` for fewer than 5 rows: among so few, resamples
    say more about the draw than about the text.
    """
    import numpy as np  # noqa: PLC0415 - slow to import

    if len(statistics.rows) < LEAST:
        return None
    rows = np.array(statistics.rows, dtype=np.float64)
    return _middle(_compute(statistics.formula, _resampled(rows)))


def compare(
    formula: Formula, first: Sequence[Sequence[float]], second: Sequence[Sequence[float]]
) -> tuple[tuple[float, float], float] | None:
    """The interval of the second score less the first, and the p-value of no difference.

    The rows of both are parallel: they are about the same texts. The interval comes from resampling
    these texts for both. The p-value, two-sided, is the share of trials that differ as much after
    the two were exchanged for about half of the texts, at random. Trials that differ just as much
    count, unlike in sacreBLEU, where two equal translations come out as different.
    ``None`` for fewer than 5 rows.
    """
    import numpy as np  # noqa: PLC0415 - slow to import

    if len(first) < LEAST:
        return None
    one, other = np.array(first, dtype=np.float64), np.array(second, dtype=np.float64)
    resampled = _resampled(np.hstack([one, other]))
    width = one.shape[1]
    low_high = _middle(
        _compute(formula, resampled[:, width:]) - _compute(formula, resampled[:, :width])
    )
    total, rival = one.sum(0, keepdims=True), other.sum(0, keepdims=True)
    real = abs(_compute(formula, total) - _compute(formula, rival))[0]
    as_far = 0
    for swaps in _swaps(len(one)):
        moved = swaps @ (other - one)
        apart = np.abs(_compute(formula, total + moved) - _compute(formula, rival - moved))
        as_far += int((apart >= real - _SAME).sum())
    return low_high, round((as_far + 1) / (TRIALS + 1), 4)


def value_of(formula: Formula, rows: Sequence[Sequence[float]]) -> float:
    """The score of the rows together, rounded to 4 places."""
    import numpy as np  # noqa: PLC0415 - slow to import

    sums = np.array(rows, dtype=np.float64).sum(0, keepdims=True)
    return round(float(_compute(formula, sums)[0]), 4)


def _middle(scores: Matrix) -> tuple[float, float]:
    ordered = sorted(scores.tolist())
    cut = len(ordered) // 40
    return round(ordered[cut], 4), round(ordered[-1 - cut], 4)


def _resampled(rows: Matrix) -> Matrix:
    """The sums of the rows in each resample, ``(RESAMPLES, columns)``."""
    import numpy as np  # noqa: PLC0415 - slow to import

    count = len(rows)
    if count * RESAMPLES <= _KEPT:
        return _kept_draws(count) @ rows
    return np.vstack([draws @ rows for draws in _draws(count)])


@functools.lru_cache(maxsize=8)
def _kept_draws(count: int) -> Matrix:
    """The draws for small documents, of which there are many."""
    return next(_draws(count))


def _draws(count: int) -> Iterator[Matrix]:
    """How often each of ``count`` rows is drawn, a resample a row, in blocks."""
    import numpy as np  # noqa: PLC0415 - slow to import

    generator = np.random.default_rng(_SEED)
    step = max(1, _CELLS // count)
    for start in range(0, RESAMPLES, step):
        size = min(step, RESAMPLES - start)
        drawn = generator.integers(count, size=(size, count))
        drawn += np.arange(size)[:, None] * count
        times = np.bincount(drawn.ravel(), minlength=size * count)
        yield times.reshape(size, count).astype(np.float64)


def _swaps(count: int) -> Iterator[Matrix]:
    """Which of ``count`` texts are exchanged, a trial a row, in blocks."""
    import numpy as np  # noqa: PLC0415 - slow to import

    generator = np.random.default_rng(_SEED)
    step = max(1, _CELLS // count)
    for start in range(0, TRIALS, step):
        size = min(step, TRIALS - start)
        yield generator.integers(2, size=(size, count), dtype=np.int8).astype(np.float64)


def _compute(formula: Formula, sums: Matrix) -> Matrix:
    """The score of each row of sums."""
    return {"bleu": _bleu, "chrf": _chrf, "ter": _ter, "mean": _mean}[formula](sums)


def _bleu(sums: Matrix) -> Matrix:
    """BLEU with exponential smoothing and effective order; columns as sacreBLEU has them.

    Lengths of translation and reference, then matching and all n-grams of orders 1 to 4.
    """
    import numpy as np  # noqa: PLC0415 - slow to import

    length, wanted, matching, grams = sums[:, 0], sums[:, 1], sums[:, 2:6], sums[:, 6:10]
    counted = np.cumprod(grams > 0, axis=1)
    halvings = np.cumsum((matching == 0) * counted, axis=1)
    effective = np.where(matching > 0, matching, 0.5**halvings)
    logs = np.log(100 * effective / np.maximum(grams, 1)) * counted
    orders = np.maximum(counted.sum(1), 1)
    brevity = np.minimum(0, 1 - wanted / np.maximum(length, 1))
    score = np.exp(logs.sum(1) / orders + np.where(length > 0, brevity, 0))
    return cast("Matrix", np.where((matching > 0).any(1), score, 0.0))


def _chrf(sums: Matrix) -> Matrix:
    """Character F-score; of each order the n-grams of translation, reference and both.

    Precision and recall are means over the orders that both have; recall counts four times.
    """
    import numpy as np  # noqa: PLC0415 - slow to import

    ours, theirs, both = sums[:, 0::3], sums[:, 1::3], sums[:, 2::3]
    counted = (ours > 0) & (theirs > 0)
    orders = np.maximum(counted.sum(1), 1)
    precision = (both / np.maximum(ours, 1) * counted).sum(1) / orders
    recall = (both / np.maximum(theirs, 1) * counted).sum(1) / orders
    weighted = 4 * precision + recall
    return cast("Matrix", 500 * precision * recall / np.where(weighted > 0, weighted, 1))


def _ter(sums: Matrix) -> Matrix:
    """Edits per 100 words of the reference; 100 where there is nothing but edits."""
    import numpy as np  # noqa: PLC0415 - slow to import

    edits, words = sums[:, 0], sums[:, 1]
    empty = np.where(edits > 0, 100.0, 0.0)
    return cast("Matrix", np.where(words > 0, 100 * edits / np.where(words > 0, words, 1), empty))


def _mean(sums: Matrix) -> Matrix:
    import numpy as np  # noqa: PLC0415 - slow to import

    weights = sums[:, 1]
    return sums[:, 0] / np.where(weights > 0, weights, 1)
