"""What a rule is.

A rule is one class in the module of its family: metadata as class attributes, prose in the
docstring, examples that are its tests, and one method. Rules hold no state.
"""

from __future__ import annotations

import enum
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal

from mtaudit.engines.base import Estimate
from mtaudit.glossary.model import Term
from mtaudit.lang import Language, language
from mtaudit.model import BackTranslation, Document, Edit, Finding, Segment, Side
from mtaudit.mqm import CATEGORIES, Severity
from mtaudit.rules.precision import measured_precision
from mtaudit.text.analysis import Analysis, analyse

Need = Literal["source", "reference", "glossary", "estimator", "translator"]


class Status(enum.StrEnum):
    """How settled a rule is: preview rules run only when selected by their code."""

    PREVIEW = "preview"
    STABLE = "stable"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its languages (``fr-en``), and exactly what the rule finds in it.

    ``finds`` holds the offending excerpts in order; a good example has none. Paragraphs are
    separated by a blank line, in the source too, and documents by a paragraph of three asterisks.
    """

    languages: str
    translation: str
    source: str | None = None
    finds: tuple[str, ...] = ()
    suggestion: str | None = None


def bad(
    languages: str,
    translation: str,
    *finds: str,
    source: str | None = None,
    suggestion: str | None = None,
) -> Example:
    """A text in which the rule finds the given excerpts, in order."""
    return Example(languages, translation, source, finds, suggestion)


def good(languages: str, translation: str, *, source: str | None = None) -> Example:
    """A text, best a tempting one, in which the rule finds nothing."""
    return Example(languages, translation, source)


class Context:
    """What rules may know besides the text: languages, the user's terms, shared analyses.

    Attributes:
        source_language: the source language's facts; ``UNKNOWN`` where it is not stated.
        target_language: likewise the target language's.
    """

    def __init__(self, document: Document, terms: tuple[Term, ...] = ()) -> None:
        self.document = document
        self.terms = terms
        self.source_language = language(document.source_lang)
        self.target_language = language(document.target_lang)
        self._translated: Segment | None = None
        self._sourced: Segment | None = None
        self._translation: Analysis
        self._source: Analysis

    @cached_property
    def positions(self) -> dict[str, int]:
        """Where each segment stands in the document, by its id."""
        return {segment.id: index for index, segment in enumerate(self.document.segments)}

    def translation(self, segment: Segment) -> Analysis:
        """The translation of a segment, taken apart."""
        if self._translated is not segment:
            self._translation = analyse(segment.translation, self.target_language)
            self._translated = segment
        return self._translation

    def source(self, segment: Segment) -> Analysis:
        """The source of a segment, taken apart; empty where there is none."""
        if self._sourced is not segment:
            self._source = analyse(segment.source or "", self.source_language)
            self._sourced = segment
        return self._source


class Rule(ABC):
    """Metadata and helpers that every rule shares.

    Attributes:
        code: family letters and three digits, never reused.
        name: the problem in a few words, as in ``allow-...``.
        category: an MQM category of ``mtaudit.mqm.CATEGORIES``.
        severity: what a finding has unless the rule says otherwise.
        needs: what must be there for the rule to run at all.
        target_languages: primary subtags the rule knows, ``None`` for any.
        source_languages: likewise for the source.
        exclusive: where a finding covers the whole segment, other rules leave the segment alone.
        examples: at least two bad and two good ones, in two language pairs where that can be.
        example_terms: the user's glossary, in the examples.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    category: ClassVar[str]
    severity: ClassVar[Severity]
    status: ClassVar[Status] = Status.STABLE
    needs: ClassVar[frozenset[Need]] = frozenset()
    target_languages: ClassVar[frozenset[str] | None] = None
    source_languages: ClassVar[frozenset[str] | None] = None
    exclusive: ClassVar[bool] = False
    examples: ClassVar[tuple[Example, ...]] = ()
    example_terms: ClassVar[tuple[Term, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Refuse a category that MQM does not have."""
        category = getattr(cls, "category", None)
        if category is not None and category not in CATEGORIES:
            raise TypeError(f"{cls.__name__}: {category!r} is not an MQM category")

    def finding(
        self,
        segment: Segment,
        start: int,
        end: int,
        message: str,
        *,
        suggestion: str | None = None,
        severity: Severity | None = None,
        side: Side = "translation",
        replacement: str | None = None,
        safe: bool = False,
    ) -> Finding:
        """A finding of this rule at ``[start, end)`` of the segment.

        ``suggestion`` tells a person what to do; ``replacement``, where given, is the text that
        would stand in ``[start, end)`` instead, ``safe`` if it can be put there unseen.
        """
        text = segment.translation if side == "translation" else segment.source or ""
        return Finding(
            rule=self.code,
            name=self.name,
            category=self.category,
            severity=severity or self.severity,
            segment=segment.id,
            start=start,
            end=end,
            text=text[start:end],
            message=message,
            suggestion=suggestion,
            side=side,
            confidence=measured_precision(self.code),
            edit=None if replacement is None else Edit(start, end, replacement, safe),
        )


class TextRule(Rule):
    """A rule that may say what a translation has where there is anything for it to find.

    It then looks only at translations that have one of its words or one of its gaps, a rule for
    documents only at those with such a translation. All that ``check`` finds must come with one.

    Attributes:
        gaps: a pattern found in what stands between two words, before the first, or behind the last
            with a line feed at its end; a text without words is all behind the last.
        yields_to: the codes of rules that say more of a place, which is then not marked twice.
    """

    yields_to: ClassVar[frozenset[str]] = frozenset()
    gaps: ClassVar[re.Pattern[str] | None] = None

    def words(self, source: Language, target: Language) -> Container[str] | None:  # noqa: ARG002
        """Folded words, ``None`` where they cannot be named."""
        return None


class WordsThat:
    """The words of which something is true, where a set cannot hold them all.

    Args:
        are_so: says of a folded word whether it is one of them.
    """

    def __init__(self, are_so: Callable[[str], object]) -> None:
        self._are_so = are_so

    def __contains__(self, word: object) -> bool:
        """Whether a word is one of them."""
        return bool(self._are_so(str(word)))


class SegmentRule(TextRule):
    """A rule that looks at one segment at a time."""

    @abstractmethod
    def check(self, segment: Segment, context: Context) -> Iterable[Finding]:
        """Yield what is wrong in the segment."""


class DocumentRule(TextRule):
    """A rule that needs the whole document: consistency, pairs over paragraphs, repetition.

    Attributes:
        fewest_segments: in shorter documents there is nothing for the rule.
    """

    fewest_segments: ClassVar[int] = 1

    @abstractmethod
    def check(self, document: Document, context: Context) -> Iterable[Finding]:
        """Yield what is wrong in the document."""


class CollectionRule(Rule):
    """A rule that compares the documents of a run that have the same languages."""

    @abstractmethod
    def check(self, contexts: Sequence[Context]) -> Iterable[tuple[Context, Finding]]:
        """Yield what is uneven between documents, each finding with the document it is in."""


class EstimateRule(Rule):
    """A rule that reads what a quality estimator says of a segment and its source."""

    needs: ClassVar[frozenset[Need]] = frozenset({"source", "estimator"})

    @abstractmethod
    def check(self, segment: Segment, estimate: Estimate) -> Iterable[Finding]:
        """Yield what is wrong in the segment."""


class BackTranslationRule(Rule):
    """A rule that compares a segment's source with what comes back when it is translated back.

    An engine translates into the source language; what it gets wrong by itself shows in what comes
    back as well, so that the translation has to bear out every finding.

    Attributes:
        yields_to: the families whose findings in a segment say the same already.
    """

    needs: ClassVar[frozenset[Need]] = frozenset({"source", "translator"})
    yields_to: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def check(self, segment: Segment, back: BackTranslation, context: Context) -> Iterable[Finding]:
        """Yield what is wrong in the segment."""
