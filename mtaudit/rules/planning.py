"""Which rules look at a document, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
)
from mtaudit.text.analysis import Analysis


class Step(NamedTuple):
    """A rule that looks at segments; ``gate`` is its bit among those of a ``Watch``."""

    rule: SegmentRule
    check: Callable[[Segment, Context], Iterable[Finding]]
    gate: int
    needs_source: bool


class Watch:
    """Tells from one look at a translation for which rules there may be something in it.

    Rules that name words or characters have a bit of their own, the others share one.
    """

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._characters: dict[str, int] = {}
        self._bit = 1

    def gate(self, rule: SegmentRule, words: frozenset[str] | None) -> int:
        """The bit of a rule."""
        if words is None and not rule.characters:
            return 1
        self._bit <<= 1
        for seen, wanted in ((self._words, words or ()), (self._characters, rule.characters)):
            for item in wanted:
                seen[item] = seen.get(item, 0) | self._bit
        return self._bit

    def bits(self, text: Analysis) -> int:
        """The bits of the rules that look at a text."""
        bits = 1
        for word in self._words.keys() & text.folded_set:
            bits |= self._words[word]
        for character in self._characters.keys() & text.characters:
            bits |= self._characters[character]
        return bits


class Plan(NamedTuple):
    """The rules that apply to documents of one kind."""

    watch: Watch
    exclusive: tuple[Step, ...]
    segment: tuple[Step, ...]
    document: tuple[DocumentRule, ...]
    estimate: tuple[EstimateRule, ...]
    back: tuple[BackTranslationRule, ...]
    terms: tuple[Term, ...]

    @classmethod
    def of(
        cls,
        rules: Sequence[Rule],
        words: Callable[[SegmentRule], frozenset[str] | None],
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
            tuple(rule for rule in rules if isinstance(rule, DocumentRule)),
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
