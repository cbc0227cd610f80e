"""The data that flows through an audit: frozen, without I/O, in one direction.

Offsets are half-open and count Unicode code points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mtaudit.mqm import Severity

Side = Literal["translation", "source"]
SegmentKind = Literal["headline", "text"]
RunStatus = Literal["ran", "skipped", "failed"]
Formula = Literal["bleu", "chrf", "ter", "mean"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of translation, most often a sentence, with what is known about it.

    ``id`` is unique in its document. ``source`` and ``references`` are the texts aligned to this
    translation. ``paragraph`` counts from 0; ``line`` is the 1-based line of the translation's
    file on which the segment begins.
    """

    id: str
    translation: str
    source: str | None = None
    references: tuple[str, ...] = ()
    kind: SegmentKind = "text"
    paragraph: int = 0
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Unaligned:
    """Text of the source or the reference that no segment of the translation answers.

    ``position`` is the index of the segment before which it would stand.
    """

    position: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One translated article, or the rows of a pair file that name the same document.

    The ``unaligned`` texts are what alignment left over.
    """

    id: str
    segments: tuple[Segment, ...]
    source_lang: str | None = None
    target_lang: str | None = None
    path: str | None = None
    unaligned_source: tuple[Unaligned, ...] = ()
    unaligned_reference: tuple[Unaligned, ...] = ()

    @property
    def has_source(self) -> bool:
        """Whether any segment comes with its source."""
        return any(segment.source for segment in self.segments)

    @property
    def has_references(self) -> bool:
        """Whether any segment comes with a reference."""
        return any(segment.references for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of ``[start, end)`` of the segment's translation.

    A safe edit can be applied unseen: it never changes what the text says.
    """

    start: int
    end: int
    replacement: str
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, why, how badly, and what to do.

    ``text`` is ``[start, end)`` of the segment's translation (or source, by ``side``).
    ``confidence`` is the probability in [0, 1] that a careful editor agrees, ``None`` where it
    has not been measured.
    """

    rule: str
    name: str
    category: str
    severity: Severity
    segment: str
    start: int
    end: int
    text: str
    message: str
    suggestion: str | None = None
    side: Side = "translation"
    confidence: float | None = None
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a document's score is made of: numbers that add up over its segments.

    ``formula`` makes the score of the sums; ``mean`` is the first column over the second. There is
    one of the ``rows`` for each text that counts; ``segments``, parallel to them, has the index of
    its segment, or of the one after which a missing text would stand.
    """

    formula: Formula
    rows: tuple[tuple[float, ...], ...]
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """A number and the signature that says how it came about.

    ``interval`` is where the number would lie 95 times in 100 with other segments of the same
    kind, ``None`` where that is not known.
    """

    name: str
    value: float
    signature: str
    interval: tuple[float, float] | None = None
    statistics: Statistics | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class BackTranslation:
    """A translation carried back into the source language, or into a pivot.

    ``direction`` is a language pair such as ``en-pt``. ``problem`` says why what came back stands
    for nothing and is not compared, such as "runs in a loop"; ``None`` when all went well.
    """

    text: str
    direction: str
    engine: str
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that pulled a segment's score down.

    ``what`` names it, ``text`` is the excerpt of the translation or source that shows it, and
    ``points`` is what it costs, ``None`` where that is part of the estimate as a whole.
    """

    what: str
    text: str
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """What one scorer says of one document.

    ``segments`` is parallel to the document's segments; a segment without a score has no entry
    in its mapping. ``backtranslations`` and ``reasons`` are empty or parallel to the segments.
    ``skipped`` says why there is nothing for this document, ``note`` what to beware of.
    """

    scores: tuple[Score, ...] = ()
    segments: tuple[Mapping[str, float], ...] = ()
    backtranslations: tuple[BackTranslation | None, ...] = ()
    reasons: tuple[tuple[Reason, ...], ...] = ()
    skipped: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RuleRun:
    """Whether a rule or scorer ran, and if not, or not in full, why."""

    rule: str
    status: RunStatus
    reason: str | None = None
    findings: int = 0
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class AuditedDocument:
    """A document with everything that was found and measured.

    ``skipped`` holds, by the name of a scorer, why it has nothing for this document.
    """

    document: Document
    words: int
    findings: tuple[Finding, ...] = ()
    scores: tuple[Score, ...] = ()
    segment_scores: tuple[Mapping[str, float], ...] = ()
    backtranslations: tuple[BackTranslation | None, ...] = ()
    reasons: tuple[tuple[Reason, ...], ...] = ()
    skipped: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be audited, or could not be paired."""

    path: str
    message: str
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """The result of an audit. Nothing in it depends on the clock.

    ``scores`` are those of all documents together, where they are of one language pair.
    """

    version: str
    settings: Mapping[str, object]
    documents: tuple[AuditedDocument, ...]
    rule_runs: tuple[RuleRun, ...]
    score_runs: tuple[RuleRun, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    scores: tuple[Score, ...] = ()
