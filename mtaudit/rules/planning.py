"""Which rules look at a document, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from mtaudit.glossary.model import Term
from mtaudit.lang import language
from mtaudit.model import Document, Finding, Segment
from mtaudit.rules.base import (
    BackTranslationRule,
    Context,
    DocumentRule,
    EstimateRule,
    Rule,
    SegmentRule,
    TextRule,
)
from mtaudit.text.analysis import Analysis
from mtaudit.text.memo import Memo


class Step(NamedTuple):
    """A rule that looks at segments; ``gate`` is its bit among those of a ``Watch``."""

    rule: SegmentRule
    check: Callable[[Segment, Context], Iterable[Finding]]
    gate: int
    needs_source: bool


class DocumentStep(NamedTuple):
    """A rule that looks at documents; ``gate`` is its bit among those of a ``Watch``."""

    rule: DocumentRule
    gate: int


class Watch:
    """Tells from one look at a translation for which rules there may be something in it.

    Rules that name words or gaps have a bit of their own, the others share one. Words
    and gaps return, so that their bits are remembered.
    """

    def __init__(self) -> None:
        self._words, self._gaps = _Gates(), _Gates()
        self._bit = 1

    def gate(self, rule: TextRule, words: Container[str] | None) -> int:
        """The bit of a rule."""
        if words is None and rule.gaps is None:
            return 1
        self._bit <<= 1
        if words is not None:
            self._words.add(self._bit, words.__contains__)
        if rule.gaps is not None:
            self._gaps.add(self._bit, rule.gaps.search)
        return self._bit

    def bits(self, text: Analysis) -> int:
        """The bits of the rules that look at a text."""
        bits = reduce(or_, map(self._words.of.__getitem__, text.folded_set), 1)
        return reduce(or_, map(self._gaps.of.__getitem__, text.gaps), bits)


class _Gates:
    """Bits, each with what asks for it.

    Attributes:
        of: the bits that an item of a text asks for.
    """

    def __init__(self) -> None:
        self._gates: list[tuple[int, Callable[[str], object]]] = []
        self.of = Memo(self._bits)

    def add(self, bit: int, asks: Callable[[str], object]) -> None:
        """Add a bit; ``asks`` says of an item whether it asks for it."""
        self._gates.append((bit, asks))

    def _bits(self, item: str) -> int:
        return sum(bit for bit, asks in self._gates if _is_asked(asks, item))


def _is_asked(asks: Callable[[str], object], item: str) -> bool:
    """Whether an item asks for a bit; so it does where that fails, as the rule will by itself."""
    try:
        return bool(asks(item))
    except Exception:
        return True


class Plan(NamedTuple):
    """The rules that apply to documents of one kind."""

    watch: Watch
    exclusive: tuple[Step, ...]
    segment: tuple[Step, ...]
    document: tuple[DocumentStep, ...]
    estimate: tuple[EstimateRule, ...]
    back: tuple[BackTranslationRule, ...]
    terms: tuple[Term, ...]

    @classmethod
    def of(
        cls,
        rules: Sequence[Rule],
        words: Callable[[TextRule], Container[str] | None],
        terms: tuple[Term, ...],
    ) -> Plan:
        """Rules sorted by what they look at.

        Args:
            rules: those that apply.
            words: gives a rule's words for the languages.
            terms: the user's, for the languages.
        """
        watch = Watch()
        steps = [
            Step(rule, rule.check, watch.gate(rule, words(rule)), "source" in rule.needs)
            for rule in rules
            if isinstance(rule, SegmentRule)
        ]
        return cls(
            watch,
            tuple(step for step in steps if step.rule.exclusive),
            tuple(step for step in steps if not step.rule.exclusive),
            tuple(
                DocumentStep(rule, watch.gate(rule, words(rule)))
                for rule in rules
                if isinstance(rule, DocumentRule)
            ),
            tuple(rule for rule in rules if isinstance(rule, EstimateRule)),
            tuple(rule for rule in rules if isinstance(rule, BackTranslationRule)),
            terms,
        )


def why_not(rule: Rule, document: Document) -> str | None:
    """Why a rule cannot run on a document, ``None`` where it can."""
    if "source" in rule.needs and not document.has_source:
        return "no source was given"
    if "reference" in rule.needs and not document.has_references:
        return "no reference was given"
    return _language_gap("target", document.target_lang, rule.target_languages) or _language_gap(
        "source", document.source_lang, rule.source_languages
    )


def _language_gap(side: str, code: str | None, known: frozenset[str] | None) -> str | None:
    if known is None:
        return None
    if code is None:
        return f"the {side} language is not stated"
    facts = language(code)
    return None if facts.code in known else f"does not know {facts.name} as {side} language"
