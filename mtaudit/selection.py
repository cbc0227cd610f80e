"""Which rules run: codes, prefixes and names; the longest match wins, ignore over select."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from mtaudit.errors import UsageError
from mtaudit.rules.base import Rule, Status


def select(
    rules: Mapping[str, Rule], selected: Sequence[str] = (), ignored: Sequence[str] = ()
) -> list[Rule]:
    """The rules to run, by code.

    Without a selection these are all stable rules; preview and deprecated ones run when their
    code or name is selected.

    Raises:
        UsageError: a selector that matches no rule.
    """
    for selector in (*selected, *ignored):
        _check(selector, rules)
    return [rule for rule in rules.values() if _is_on(rule, selected, ignored)]


def find(selector: str, rules: Mapping[str, Rule]) -> Rule:
    """The rule with a code or name.

    Raises:
        UsageError: there is none.
    """
    for rule in rules.values():
        if _is_exact(selector, rule):
            return rule
    raise _unknown(selector, rules)


def _is_on(rule: Rule, selected: Sequence[str], ignored: Sequence[str]) -> bool:
    wanted = _strength(rule, selected)
    if selected and not wanted:
        return False
    if rule.status is not Status.STABLE and wanted < len(rule.code):
        return False
    unwanted = _strength(rule, ignored)
    return not unwanted or wanted > unwanted


def _strength(rule: Rule, selectors: Sequence[str]) -> int:
    """The length of the longest selector that means this rule, 0 if none does."""
    return max((_match(selector, rule) for selector in selectors), default=0)


def _match(selector: str, rule: Rule) -> int:
    if _is_exact(selector, rule):
        return len(rule.code)
    return len(selector) if selector and rule.code.startswith(selector.upper()) else 0


def _is_exact(selector: str, rule: Rule) -> bool:
    return selector.upper() == rule.code or selector == rule.name


def _check(selector: str, rules: Mapping[str, Rule]) -> None:
    if not any(_match(selector, rule) for rule in rules.values()):
        raise _unknown(selector, rules)


def _unknown(selector: str, rules: Mapping[str, Rule]) -> UsageError:
    known = [*rules, *(rule.name for rule in rules.values())]
    near = difflib.get_close_matches(selector, known, 1) or difflib.get_close_matches(
        selector.upper(), known, 1
    )
    remedy = f"did you mean {near[0]}?" if near else "see 'mtaudit rules'"
    return UsageError(f"no rule is called {selector!r} ({remedy})")
