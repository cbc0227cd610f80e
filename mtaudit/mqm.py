"""Multidimensional Quality Metrics: categories, severities, weights and penalties.

The categories are those of MQM-Core (MQM Council, 2024-03-07), written ``dimension`` or
``dimension/subtype``. An automatic finding is an *issue* in MQM's sense: unconfirmed until a
person looks at it.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Severity(enum.StrEnum):
    """How much a finding matters to the reader, from ``neutral`` to ``critical``."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for neutral to 3 for critical."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}

_SUBTYPES = {
    "terminology": ("termbase", "term-inconsistency", "wrong-term"),
    "accuracy": (
        "mistranslation",
        "over-translation",
        "under-translation",
        "addition",
        "omission",
        "no-translate",
        "untranslated",
    ),
    "fluency": (
        "grammar",
        "punctuation",
        "spelling",
        "unintelligible",
        "character-encoding",
        "textual-conventions",
    ),
    "style": (
        "company-style",
        "third-party-style",
        "inconsistent-external-reference",
        "register",
        "awkward",
        "unidiomatic",
        "inconsistent-style",
    ),
    "locale-convention": (
        "number-format",
        "currency-format",
        "measurement-format",
        "time-format",
        "date-format",
        "address-format",
        "telephone-format",
        "shortcut-key",
    ),
    "verity": ("culture-specific", "offensive"),
    "design": (
        "local-formatting",
        "overall-design",
        "markup",
        "truncation-text-expansion",
        "missing-text",
        "broken-link",
    ),
}

CATEGORIES = frozenset(
    name
    for dimension, subtypes in _SUBTYPES.items()
    for name in (dimension, *(f"{dimension}/{subtype}" for subtype in subtypes))
)
"""Every category a rule may carry."""


@dataclass(frozen=True, slots=True)
class WeightProfile:
    """Penalty points by severity, with exceptions by category.

    ``exceptions`` maps ``(category prefix, severity)`` to points; the longest prefix wins.
    """

    name: str
    points: dict[Severity, float]
    exceptions: dict[tuple[str, Severity], float]

    def weight(self, category: str, severity: Severity) -> float:
        """Penalty points of one finding, at least 0."""
        matching = [
            (len(prefix), points)
            for (prefix, level), points in self.exceptions.items()
            if level is severity and (category == prefix or category.startswith(prefix + "/"))
        ]
        return max(matching)[1] if matching else self.points[severity]

    def penalty_per_1000_words(self, findings: Iterable[tuple[str, Severity]], words: int) -> float:
        """Normed penalty total of the linear MQM scoring model.

        Sum of the weights of ``(category, severity)`` pairs, divided by the number of words of
        the translation, times 1,000 (MQM Council, "Values and scores": NPT with RWC = 1,000).
        Without words there is nothing to norm by: the plain sum.
        """
        total = sum(self.weight(category, severity) for category, severity in findings)
        return total * 1000 / words if words else total


PROFILES = {
    "mqm-council": WeightProfile(
        "mqm-council",
        {Severity.NEUTRAL: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 25},
        {},
    ),
    "wmt": WeightProfile(
        "wmt",
        {Severity.NEUTRAL: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 5},
        {("fluency/punctuation", Severity.MINOR): 0.1},
    ),
}
"""Named weight profiles: the MQM Council's multipliers, and those of Google and WMT (Freitag et
al. 2021), which know no critical level and count minor punctuation 0.1."""
