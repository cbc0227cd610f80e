"""All rules by code, collected from the families."""

from __future__ import annotations

import functools
import importlib
import inspect
from collections.abc import Iterable
from types import ModuleType

from mtaudit.rules.base import (
    BackTranslationRule,
    CollectionRule,
    DocumentRule,
    EstimateRule,
    Rule,
    SegmentRule,
)

_FAMILIES = (
    "artifacts",
    "backtranslated",
    "calques",
    "capitals",
    "consistency",
    "coverage",
    "encoding",
    "glossary",
    "grammar",
    "headlines",
    "language",
    "markup",
    "meaning",
    "names",
    "names_across",
    "names_compared",
    "nations",
    "negation",
    "number_format",
    "numbers",
    "punctuation",
    "quotation",
    "repetition",
    "source_dates",
    "spelling",
    "style",
    "system_leftovers",
    "terminology",
    "typography",
    "untranslated",
)


def _families() -> tuple[ModuleType, ...]:
    return tuple(importlib.import_module(f"mtaudit.rules.{name}") for name in _FAMILIES)


def rules_of(module: ModuleType) -> list[type[Rule]]:
    """The rules that a module defines, by code; those whose names begin with ``_`` are bases."""
    found = [
        member
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(
            member,
            SegmentRule | DocumentRule | CollectionRule | EstimateRule | BackTranslationRule,
        )
        and member.__module__ == module.__name__
        and not inspect.isabstract(member)
        and not member.__name__.startswith("_")
    ]
    return sorted(found, key=lambda rule: rule.code)


def collect(modules: Iterable[ModuleType]) -> dict[str, Rule]:
    """One instance of every rule, by code.

    Raises:
        TypeError: two rules have the same code or name.
    """
    rules: dict[str, Rule] = {}
    names: set[str] = set()
    for rule in (rule for module in modules for rule in rules_of(module)):
        if rule.code in rules or rule.name in names:
            raise TypeError(f"two rules are called {rule.code} {rule.name}")
        rules[rule.code] = rule()
        names.add(rule.name)
    return dict(sorted(rules.items()))


@functools.cache
def all_rules() -> dict[str, Rule]:
    """One instance of every shipped rule, by code."""
    return collect(_families())
