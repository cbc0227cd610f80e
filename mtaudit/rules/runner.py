"""Runs rules over documents and keeps account of which ran."""

from __future__ import annotations

import gc
import operator
import time
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from mtaudit.engines.base import Estimate, Estimator
from mtaudit.errors import ModelError
from mtaudit.glossary.model import Glossary
from mtaudit.lang import Language, language
from mtaudit.model import BackTranslation, Document, Finding, RuleRun, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import (
    BackTranslationRule,
    CollectionRule,
    Context,
    DocumentRule,
    EstimateRule,
    Rule,
    SegmentRule,
    TextRule,
)
from mtaudit.rules.planning import Plan, Step, why_not
from mtaudit.rules.returning import FindTranslator, backtranslated

_R = TypeVar("_R", bound=Rule)


@dataclass
class _Tally:
    """What became of one rule over all documents."""

    ran: bool = False
    reasons: set[str] = field(default_factory=set)
    error: str | None = None
    findings: int = 0
    seconds: float = 0.0


class Runner:
    """Applies rules to one document after the other.

    Args:
        rules: those selected, in any order.
        glossary: the user's terms, if there are any.
        timings: whether the runs carry seconds, which makes the report depend on the clock.
    """

    def __init__(
        self, rules: Iterable[Rule], *, glossary: Glossary | None = None, timings: bool = False
    ) -> None:
        self._glossary = glossary
        self._rules = sorted(rules, key=lambda rule: rule.code)
        self._yielding = {
            rule.code: rule.yields_to
            for rule in self._rules
            if isinstance(rule, TextRule) and rule.yields_to
        }
        self._timings = timings
        self._tallies = {rule.code: _Tally() for rule in self._rules}
        self._plans: dict[tuple[str | None, str | None, bool, bool], Plan] = {}

    def check(self, document: Document) -> tuple[Finding, ...]:
        """The findings of all rules that apply, by segment, place and rule.

        A rule that raises is recorded as failed, and the others go on.
        """
        plan = self._plan(document)
        context = Context(document, plan.terms)
        found: list[Finding] = []
        settled: set[str] = set()
        seen = 1
        for segment in document.segments:
            bits = plan.watch.bits(context.translation(segment))
            seen |= bits
            findings = self._check_segment(plan.exclusive, bits, segment, context)
            if findings and any(_covers(finding, segment) for finding in findings):
                settled.add(segment.id)
            else:
                findings += self._check_segment(plan.segment, bits, segment, context)
            found += findings
        for rule, gate in plan.document:
            if gate & seen and len(document.segments) >= rule.fewest_segments:
                findings = self._guard(rule, document, context)
                found += [f for f in findings if rule.exclusive or f.segment not in settled]
        if len(found) > 1:
            found = self._without_echoes(found)
        return self._booked(document, found) if found else ()

    def check_collection(
        self, documents: Sequence[Document], findings: Sequence[tuple[Finding, ...]]
    ) -> list[tuple[Finding, ...]]:
        """Add the findings of rules that compare documents, those of one language pair together.

        What another rule has marked is not marked again.

        Args:
            documents: all documents of the run.
            findings: what ``check`` found in each.
        """
        rules = [rule for rule in self._rules if isinstance(rule, CollectionRule)]
        groups: dict[tuple[str | None, str | None], list[int]] = {}
        for index, document in enumerate(documents):
            groups.setdefault((document.source_lang, document.target_lang), []).append(index)
        new: list[list[Finding]] = [[] for _ in documents]
        for indexes in groups.values():
            contexts = [Context(documents[index]) for index in indexes]
            places = {id(context): index for context, index in zip(contexts, indexes, strict=True)}
            for rule in rules:
                for context, finding in self._compare(rule, contexts):
                    new[places[id(context)]].append(finding)
        return [
            self._merged(document, old, fresh) if fresh else old
            for document, old, fresh in zip(
                documents, findings, map(_unmarked, new, findings), strict=True
            )
        ]

    def check_estimated(
        self,
        documents: Sequence[Document],
        findings: Sequence[tuple[Finding, ...]],
        estimator: Callable[[], Estimator],
    ) -> list[tuple[Finding, ...]]:
        """Add the findings of rules that need an estimator, over all documents at once.

        Segments that other rules find broken as a whole are left out, and so are those without a
        source; what another rule has marked is not marked again. The estimator is asked for only
        if there is something for it to do; if there is none, the rules are recorded as skipped.

        Args:
            documents: all documents of the run.
            findings: what ``check`` found in each.
            estimator: gives the estimator, or raises ``ModelError``.
        """
        rules = [rule for rule in self._rules if isinstance(rule, EstimateRule)]
        plans = [
            self._later(self._plan(document).estimate, document, old)
            for document, old in zip(documents, findings, strict=True)
        ]
        segments = [segment for _, segments in plans for segment in segments]
        if not segments:
            return list(findings)
        try:
            estimates = iter(
                estimator().estimate([(s.source or "", s.translation) for s in segments])
            )
        except ModelError as error:
            for rule in rules:
                self._tallies[rule.code].reasons.add(str(error))
            return list(findings)
        merged = []
        for document, old, (applicable, own) in zip(documents, findings, plans, strict=True):
            new = self._check_estimates(
                applicable, list(zip(own, islice(estimates, len(own)), strict=True))
            )
            fresh = _unmarked(new, old)
            merged.append(self._merged(document, old, fresh) if fresh else old)
        return merged

    def check_backtranslated(
        self,
        documents: Sequence[Document],
        findings: Sequence[tuple[Finding, ...]],
        translator: FindTranslator,
    ) -> list[tuple[Finding, ...]]:
        """Add the findings of rules that need back-translations, over all documents at once.

        Left out are the segments that ``check_estimated`` leaves out, those whose back-translation
        fails, what another rule has marked, and what its own kind of rule says already.

        Args:
            documents: all documents of the run.
            findings: what was found in each so far.
            translator: gives the translator of a language pair, or raises ``ModelError``.
        """
        rules = [rule for rule in self._rules if isinstance(rule, BackTranslationRule)]
        plans = [
            self._later(self._plan(document).back, document, old)
            for document, old in zip(documents, findings, strict=True)
        ]
        returned = backtranslated(
            [(document, own) for document, (_, own) in zip(documents, plans, strict=True)],
            translator,
        )
        merged = []
        failed = 0
        for document, old, (applicable, own), backs in zip(
            documents, findings, plans, returned, strict=True
        ):
            if isinstance(backs, str):
                for rule in applicable:
                    self._tallies[rule.code].reasons.add(backs)
                merged.append(old)
                continue
            failed += sum(back.problem is not None for back in backs)
            new = self._check_backs(applicable, document, list(zip(own, backs, strict=True)), old)
            merged.append(self._merged(document, old, new) if new else old)
        if failed:
            for rule in rules:
                self._tallies[rule.code].reasons.add(f"{failed} back-translations failed")
        return merged

    def runs(self) -> tuple[RuleRun, ...]:
        """One entry a rule, over all documents so far."""
        return tuple(self._run_of(code, tally) for code, tally in self._tallies.items())

    def _compare(
        self, rule: CollectionRule, contexts: Sequence[Context]
    ) -> list[tuple[Context, Finding]]:
        """What a rule finds uneven between documents of one language pair."""
        tally = self._tallies[rule.code]
        comparable = []
        for context in contexts:
            reason = self._why_not(rule, context.document)
            if reason is None:
                comparable.append(context)
            else:
                tally.reasons.add(reason)
        if len(comparable) == 1:
            tally.reasons.add("no other document to compare with")
        if len(comparable) < 2:
            return []
        tally.ran = True
        return self._guard(rule, comparable)

    @staticmethod
    def _later(
        rules: tuple[_R, ...], document: Document, found: Iterable[Finding]
    ) -> tuple[tuple[_R, ...], list[Segment]]:
        """The rules that run on a document later, and the segments that they can look at."""
        if not rules or not document.has_source:
            return rules, []
        texts = {segment.id: segment for segment in document.segments}
        broken = {
            f.segment
            for f in found
            if f.severity.rank >= Severity.MAJOR.rank and _covers(f, texts[f.segment])
        }
        return rules, [s for s in document.segments if s.source and s.id not in broken]

    def _check_estimates(
        self, rules: Sequence[EstimateRule], estimates: Sequence[tuple[Segment, Estimate | None]]
    ) -> list[Finding]:
        found: list[Finding] = []
        for rule in rules:
            self._tallies[rule.code].ran = True
            for segment, estimate in estimates:
                if estimate is not None:
                    found += self._guard(rule, segment, estimate)
        return found

    def _check_backs(
        self,
        rules: Sequence[BackTranslationRule],
        document: Document,
        backs: Sequence[tuple[Segment, BackTranslation]],
        old: Sequence[Finding],
    ) -> list[Finding]:
        """What is new, in segments of which a rule's own kind has said nothing yet."""
        said = {(f.segment, f.rule[:3]) for f in old if f.severity is not Severity.NEUTRAL}
        context = Context(document)
        found: list[Finding] = []
        for rule in rules:
            self._tallies[rule.code].ran = True
            for segment, back in backs:
                if back.problem is None and not any(
                    (segment.id, family) in said for family in rule.yields_to
                ):
                    found += self._guard(rule, segment, back, context)
        return _unmarked(found, old)

    def _without_echoes(self, found: Sequence[Finding]) -> list[Finding]:
        """What no rule has marked as a whole that the finding's own yields to."""
        heard = frozenset[str]().union(*self._yielding.values())
        others = [finding for finding in found if finding.rule in heard]
        return [
            finding
            for finding in found
            if finding.rule not in self._yielding
            or not any(
                other.rule in self._yielding[finding.rule] and _marks(other, finding)
                for other in others
            )
        ]

    def _booked(self, document: Document, found: Sequence[Finding]) -> tuple[Finding, ...]:
        """Findings in their order, counted for their rules."""
        for finding in found:
            self._tallies[finding.rule].findings += 1
        return _sorted(document, found)

    def _merged(
        self, document: Document, old: Iterable[Finding], new: Sequence[Finding]
    ) -> tuple[Finding, ...]:
        return _sorted(document, [*old, *self._booked(document, new)])

    def _check_segment(
        self, steps: tuple[Step, ...], bits: int, segment: Segment, context: Context
    ) -> list[Finding]:
        found: list[Finding] = []
        is_bare = segment.source is None
        for rule, check, gate, needs_source in steps:
            if not gate & bits or (is_bare and needs_source):
                continue
            if self._timings:
                found += self._guard(rule, segment, context)
                continue
            try:
                found += check(segment, context)
            except Exception as error:
                self._fail(rule, error)
        return found

    def _guard(self, rule: Rule, *arguments: object) -> list[Any]:
        """What a rule yields; nothing, and a failure on record, if it raises."""
        start = time.perf_counter() if self._timings else 0.0
        try:
            return list(rule.check(*arguments))  # type: ignore[attr-defined]
        except Exception as error:
            self._fail(rule, error)
            return []
        finally:
            if self._timings:
                self._tallies[rule.code].seconds += time.perf_counter() - start

    def _fail(self, rule: Rule, error: Exception) -> None:
        tally = self._tallies[rule.code]
        tally.error = tally.error or f"{type(error).__name__}: {error}"

    def _plan(self, document: Document) -> Plan:
        key = (
            document.source_lang,
            document.target_lang,
            document.has_source,
            document.has_references,
        )
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = self._make_plan(document)
        return plan

    def _make_plan(self, document: Document) -> Plan:
        applicable = []
        for rule in self._rules:
            if isinstance(rule, CollectionRule):
                continue
            reason = self._why_not(rule, document)
            if reason is None:
                applicable.append(rule)
                if isinstance(rule, SegmentRule | DocumentRule):
                    self._tallies[rule.code].ran = True
            else:
                self._tallies[rule.code].reasons.add(reason)
        terms = (
            self._glossary.for_pair(document.source_lang, document.target_lang)
            if self._glossary
            else ()
        )
        source, target = language(document.source_lang), language(document.target_lang)
        return Plan.of(applicable, lambda rule: self._words(rule, source, target), terms)

    def _words(self, rule: TextRule, source: Language, target: Language) -> Container[str] | None:
        """A rule's words; none at all, and a failure on record, if it raises."""
        try:
            return rule.words(source, target)
        except Exception as error:
            self._fail(rule, error)
            return frozenset()

    def _why_not(self, rule: Rule, document: Document) -> str | None:
        if "glossary" in rule.needs and self._glossary is None:
            return "no glossary was given"
        return why_not(rule, document)

    def _run_of(self, code: str, tally: _Tally) -> RuleRun:
        seconds = tally.seconds if self._timings else None
        reason = "; ".join(sorted(tally.reasons)) or None
        if tally.error:
            return RuleRun(code, "failed", tally.error, tally.findings, seconds)
        if not tally.ran:
            return RuleRun(code, "skipped", reason or "no document", 0, seconds)
        return RuleRun(code, "ran", reason and f"not everywhere: {reason}", tally.findings, seconds)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Let Python look for garbage in cycles seldom: rules leave none, and the search takes time."""
    before = gc.get_threshold()
    gc.set_threshold(5_000_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _sorted(document: Document, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    if len(findings) == 1:
        return tuple(findings)
    order = {segment.id: index for index, segment in enumerate(document.segments)}
    key = operator.attrgetter("side", "start", "end", "rule", "message")
    return tuple(sorted(findings, key=lambda finding: (order[finding.segment], *key(finding))))


def _covers(finding: Finding, segment: Segment) -> bool:
    """Whether nothing to read is left of the translation beside the finding."""
    text = segment.translation
    return not (text[: finding.start] + text[finding.end :]).strip()


def _unmarked(new: Iterable[Finding], old: Sequence[Finding]) -> list[Finding]:
    """The findings in places that no other has marked; neutral remarks keep no rule from more."""
    marks = [f for f in old if f.severity is not Severity.NEUTRAL]
    return [f for f in new if not any(_overlap(f, mark) for mark in marks)]


def _marks(one: Finding, other: Finding) -> bool:
    """Whether a finding marks all that another one marks."""
    place = (one.segment, one.side)
    return place == (other.segment, other.side) and one.start <= other.start < other.end <= one.end


def _overlap(one: Finding, other: Finding) -> bool:
    return (
        (one.segment, one.side) == (other.segment, other.side)
        and one.start < other.end
        and other.start < one.end
    )
