"""TRM: the user's own glossary. Codes from TRM010 on; those of shipped tables come before."""

from __future__ import annotations

from collections.abc import Iterator

from mtaudit.glossary.hits import Mention, Outcome, Verdict, matcher
from mtaudit.glossary.model import Term
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, Rule, SegmentRule, bad, good

_EXAMPLE_TERMS = (
    Term("OTSC", ("CSTO",), "fr", "en", forbidden=("OTSC",)),
    Term("Haushalt", ("budget",), "de", "en", forbidden=("household",)),
    Term("Deutsche Bahn", (), do_not_translate=True),
    Term("Affenpocken", ("mpox",), "de", "en", first_mention=True),
)


def _entry(term: Term) -> str:
    place = f" ({term.origin}, line {term.line})" if term.line else f" ({term.origin})"
    return f"“{term.source}”" + (place if term.origin else "")


def _note(term: Term) -> str:
    return f" {term.note.rstrip('.')}." if term.note else ""


def _advice(term: Term) -> str:
    right = " or ".join(f"“{target}”" for target in term.answers)
    return f"Write {right}." if right else "Use another word."


class _GlossaryRule(Rule):
    """What the rules of the user's glossary share."""

    needs = frozenset({"glossary"})
    example_terms = _EXAMPLE_TERMS

    @staticmethod
    def verdict(segment: Segment, context: Context) -> Verdict:
        """How the segment answers the glossary."""
        known = matcher(context.terms, context.source_language, context.target_language)
        return known.verdict(context.document, segment)

    def unanswered(self, segment: Segment, mention: Mention, message: str) -> Finding:
        """A finding on what was left over of the source term, or else on the source term."""
        advice = _advice(mention.term)
        if mention.leftover is None:
            start, end = mention.start, mention.end
            return self.finding(segment, start, end, message, suggestion=advice, side="source")
        replacement = mention.term.answers[0] if mention.term.answers else None
        start, end = mention.leftover
        return self.finding(
            segment, start, end, message, suggestion=advice, replacement=replacement
        )


class ForbiddenTerm(_GlossaryRule, SegmentRule):
    """A rendering that the glossary forbids, in any of its forms.

    With a source, it counts only where the source has the term and the translation does not
    answer it otherwise. A forbidden form inside an accepted translation ("household budget"), in a
    link, or in a name or quotation that the source has too is left alone.
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
        good("fr-en", "Read more at www.example.org/OTSC."),
        good(
            "de-en",
            "Every second household owns a car.",
            source="Jede zweite Familie hat ein Auto.",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every forbidden form."""
        for wrong in self.verdict(segment, context).wrong:
            term = wrong.term
            yield self.finding(
                segment,
                wrong.start,
                wrong.end,
                f"The glossary forbids this rendering of {_entry(term)}.{_note(term)}",
                suggestion=_advice(term),
                replacement=term.targets[0] if term.targets else None,
                safe=len(term.targets) == 1
                and segment.translation[wrong.start : wrong.end].isupper(),
            )


class MissingTerm(_GlossaryRule, SegmentRule):
    """A term of the source whose translation the glossary fixes, without that translation.

    Any accepted translation will do, in any inflected form, with words in between, or in a
    compound. Where a forbidden form stands in its place, that is reported instead. After a full
    answer, later sentences may shorten a term of several words; some terms are demanded at their
    first mention only.
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
        good(
            "de-en",
            "Mpox is spreading.\n\nThe disease is rarely fatal.",
            source="Die Affenpocken breiten sich aus.\n\nDie Affenpocken sind selten tödlich.",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every term of the source that the translation does not answer."""
        for mention in self.verdict(segment, context).mentions:
            if mention.outcome is Outcome.MISSING and not mention.term.do_not_translate:
                term = mention.term
                yield self.unanswered(
                    segment,
                    mention,
                    f"The translation lacks the glossary’s term for {_entry(term)}.{_note(term)}",
                )


class TranslatedTerm(_GlossaryRule, SegmentRule):
    """A name that the glossary wants left as it is, and that the translation has changed.

    An ending will do ("Deutsche Bahns"); other capitals will not.
    """

    code = "TRM012"
    name = "do-not-translate-changed"
    category = "terminology/termbase"
    severity = Severity.MAJOR
    needs = frozenset({"glossary", "source"})
    examples = (
        bad(
            "de-en",
            "German Rail raises its fares.",
            "Deutsche Bahn",
            source="Die Deutsche Bahn erhöht die Preise.",
            suggestion="Deutsche Bahn",
        ),
        bad(
            "de-fr",
            "Le chemin de fer allemand augmente ses prix.",
            "Deutsche Bahn",
            source="Die Deutsche Bahn erhöht die Preise.",
        ),
        good(
            "de-en",
            "Deutsche Bahn’s fares will rise.",
            source="Die Preise der Deutschen Bahn steigen.",
        ),
        good("de-fr", "La voie ferrée est allemande.", source="Die Bahn ist eine deutsche."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every such name of the source that the translation lacks."""
        for mention in self.verdict(segment, context).mentions:
            if mention.outcome is Outcome.MISSING and mention.term.do_not_translate:
                term = mention.term
                yield self.unanswered(
                    segment,
                    mention,
                    f"The glossary wants {_entry(term)} left as it is.{_note(term)}",
                )
