"""TRM: the user's own glossary. Codes from TRM010 on; those of shipped tables come before."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from mtaudit.glossary.matching import TermIndex
from mtaudit.glossary.model import Term
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, Rule, SegmentRule, bad, good

_EXAMPLE_TERMS = (
    Term("OTSC", ("CSTO",), "fr", "en", forbidden=("OTSC",)),
    Term("Haushalt", ("budget",), "de", "en", forbidden=("household",)),
)


@functools.lru_cache(maxsize=16)
def _forbidden(terms: tuple[Term, ...]) -> TermIndex[Term]:
    return TermIndex((form, t.case_sensitive, t) for t in terms for form in t.forbidden)


@functools.lru_cache(maxsize=16)
def _sources(terms: tuple[Term, ...]) -> TermIndex[Term]:
    return TermIndex((t.source, t.case_sensitive, t) for t in terms if t.targets)


@functools.lru_cache(maxsize=16)
def _targets(terms: tuple[Term, ...]) -> TermIndex[Term]:
    return TermIndex((form, t.case_sensitive, t) for t in terms for form in t.targets)


def _entry(term: Term) -> str:
    place = f" ({term.origin}, line {term.line})" if term.origin else ""
    return f"“{term.source}”{place}" + (f": {term.note}" if term.note else "")


class _GlossaryRule(Rule):
    """What both rules of the user's glossary share."""

    needs = frozenset({"glossary"})
    example_terms = _EXAMPLE_TERMS


class ForbiddenTerm(_GlossaryRule, SegmentRule):
    """A rendering that the glossary forbids.

    With a source, it counts only where the source has the term. A forbidden form inside an
    accepted translation ("household budget") is left alone.
    """

    code = "TRM010"
    name = "forbidden-term"
    category = "terminology/termbase"
    severity = Severity.MAJOR
    examples = (
        bad("fr-en", "Belgrade may join the OTSC.", "OTSC", suggestion="CSTO"),
        bad(
            "de-en",
            "The state's household has grown.",
            "household",
            source="Der Haushalt des Staates ist gewachsen.",
        ),
        good("fr-en", "Belgrade may join the CSTO."),
        good(
            "de-en",
            "Every second household owns a car.",
            source="Jede zweite Familie hat ein Auto.",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every forbidden form."""
        text = context.translation(segment)
        accepted = [(m.start, m.end) for m in _targets(context.terms).find(text)]
        sources = (
            None
            if segment.source is None
            else {m.value for m in _sources(context.terms).find(context.source(segment))}
        )
        for match in _forbidden(context.terms).find(text):
            term = match.value
            if any(start <= match.start and match.end <= end for start, end in accepted):
                continue
            if sources is not None and term.targets and term not in sources:
                continue
            right = " or ".join(f"“{target}”" for target in term.targets)
            yield self.finding(
                segment,
                match.start,
                match.end,
                f"The glossary forbids this rendering of {_entry(term)}.",
                suggestion=f"Write {right}." if right else "Use another word.",
                replacement=term.targets[0] if term.targets else None,
                safe=len(term.targets) == 1 and match.value.forbidden[0].isupper(),
            )


class MissingTerm(_GlossaryRule, SegmentRule):
    """A term of the source whose translation the glossary fixes, without that translation.

    Any accepted translation will do, in any inflected form. Where a forbidden form stands in its
    place, that is reported instead.
    """

    code = "TRM011"
    name = "missing-term"
    category = "terminology/termbase"
    severity = Severity.MAJOR
    needs = frozenset({"glossary", "source"})
    examples = (
        bad(
            "de-en",
            "The state's economy has grown.",
            "Haushalt",
            source="Der Haushalt des Staates ist gewachsen.",
            suggestion="budget",
        ),
        bad("fr-en", "The alliance met.", "OTSC", source="L’OTSC s’est réunie."),
        good(
            "de-en", "State budgets have grown.", source="Der Haushalt des Staates ist gewachsen."
        ),
        good("fr-en", "The OTSC met.", source="L’OTSC s’est réunie."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every term of the source that the translation does not answer."""
        text = context.translation(segment)
        answered = {match.value for match in _targets(context.terms).find(text)}
        answered |= {match.value for match in _forbidden(context.terms).find(text)}
        for match in _sources(context.terms).find(context.source(segment)):
            if match.value in answered:
                continue
            answered.add(match.value)
            right = " or ".join(f"“{target}”" for target in match.value.targets)
            yield self.finding(
                segment,
                match.start,
                match.end,
                f"The translation lacks the glossary’s term for {_entry(match.value)}.",
                suggestion=f"Write {right}.",
                side="source",
            )
