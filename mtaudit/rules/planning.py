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


class Step(NamedTuple):
    """A rule that looks at segments, and what it wants to know of them first."""

    rule: SegmentRule
    check: Callable[[Segment, Context], Iterable[Finding]]
    characters: frozenset[str]
    needs_source: bool


class Plan(NamedTuple):
    """The rules that apply to documents of one kind."""

    exclusive: tuple[Step, ...]
    segment: tuple[Step, ...]
    document: tuple[DocumentRule, ...]
    estimate: tuple[EstimateRule, ...]
    back: tuple[BackTranslationRule, ...]
    terms: tuple[Term, ...]

    @classmethod
    def of(cls, rules: Sequence[Rule], terms: tuple[Term, ...]) -> Plan:
        """Rules sorted by what they look at, and the user's terms for the languages."""
        steps = [
            Step(rule, rule.check, rule.characters, "source" in rule.needs)
            for rule in rules
            if isinstance(rule, SegmentRule)
        ]
        return cls(
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
