"""What comes of comparing two translations of the same texts, A and B."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mtaudit.model import Problem, RuleRun

Verdict = Literal["better", "worse", "no clear difference", "too few texts"]
"""What B is, compared with A."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: where it comes from, and what was found in it."""

    path: str
    words: int
    findings: int

    @property
    def findings_per_1000_words(self) -> float:
        """Normed by the words of the translation; the number itself where there are none."""
        norm = 1000 / self.words if self.words else 1
        return round(self.findings * norm, 4)


@dataclass(frozen=True, slots=True)
class ScoreDifference:
    """A score that both have.

    ``difference`` is B less A, with its 95 % confidence interval and the two-sided p-value, both
    ``None`` where there are fewer than 5 ``texts``. ``reading`` says in plain words what the
    difference means.
    """

    name: str
    first: float
    second: float
    difference: float
    interval: tuple[float, float] | None
    p_value: float | None
    texts: int
    verdict: Verdict
    reading: str
    signature: str


@dataclass(frozen=True, slots=True)
class RuleDifference:
    """How often a rule found something in A and in B."""

    rule: str
    name: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of ``mtaudit compare``. Nothing in it depends on the clock.

    ``texts`` is how many texts stand opposite each other. ``skipped`` are the scores that are not
    compared, with the reason; ``notes`` says what to beware of in others.
    """

    version: str
    settings: Mapping[str, object]
    first: Side
    second: Side
    documents: tuple[tuple[str, str], ...]
    texts: int
    scores: tuple[ScoreDifference, ...]
    rules: tuple[RuleDifference, ...]
    skipped: Mapping[str, str]
    notes: Mapping[str, str]
    failed: tuple[RuleRun, ...]
    problems: tuple[Problem, ...]

    def named(self, verdict: Verdict) -> list[str]:
        """The scores in which B is that."""
        return [score.name for score in self.scores if score.verdict == verdict]
