"""Measured precision of each rule, from ``precision.json`` (see docs/accuracy.md)."""

from __future__ import annotations

import functools
import json
from importlib import resources


@functools.cache
def _table() -> dict[str, float]:
    text = resources.files("mtaudit.rules").joinpath("precision.json").read_text("utf-8")
    table: dict[str, float] = json.loads(text)
    return table


def measured_precision(code: str) -> float | None:
    """The share in [0, 1] of a rule's findings that are right; ``None`` if not measured."""
    return _table().get(code)
