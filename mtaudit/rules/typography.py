"""LOC: marks and spaces that another language uses. Codes from LOC010 on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good

_LOW_QUOTE = re.compile("[„‚](?=\\w)")
_SPACED = re.compile(r"\w[ \u00a0\u202f][?!:;](?:\s|$)")
_UNSPACED = re.compile(r"(?<=[^\W\d]{2})[?!:;](?=\s|$)")


class ForeignQuotationMark(SegmentRule):
    """A low opening quotation mark („) in a language that does not use it.

    German, Polish and Russian texts open quotations so; English, Spanish, Portuguese, Italian and
    French ones never do.
    """

    code = "LOC010"
    name = "foreign-quotation-mark"
    category = "locale-convention"
    severity = Severity.MINOR
    examples = (
        bad("de-en", "„We are ready,” he said.", "„", suggestion="“"),
        bad("pl-fr", "Il a dit „oui” hier.", "„", suggestion="«"),
        good("en-de", "„Wir sind bereit“, sagte er."),
        good("de-en", "“We are ready,” he said."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every such mark."""
        text, facts = segment.translation, context.target_language
        if ("„" not in text and "‚" not in text) or not facts.known:
            return
        if any(opening in "„‚" for opening, _ in facts.quotes):
            return
        for match in _LOW_QUOTE.finditer(text):
            right = facts.quotes[0][0]
            yield self.finding(
                segment,
                *match.span(),
                f"{facts.name} does not open quotations with “{match[0]}”.",
                suggestion=f"Write “{right}”, and the closing mark that belongs to it.",
                replacement=right,
            )


class MissingSpaceBeforeMark(SegmentRule):
    """No space before a mark in a language that sets one, as French does before ``? ! : ;``.

    Times, addresses and smileys are left alone, and so are texts that follow the Swiss and Canadian
    custom throughout: somewhere in the document a mark must have its space.
    """

    code = "LOC011"
    name = "missing-space-before-mark"
    category = "locale-convention"
    severity = Severity.MINOR
    examples = (
        bad("en-fr", "Qui vient ?\n\nQue voulez-vous?", "?"),
        bad("ru-fr", "Il est là : ici.\n\nLe centre-ville: un chantier.", ":"),
        good("en-fr", "Que voulez-vous ?\n\nVoir https://exemple.fr à 15:30."),
        good("en-de", "Was wollen Sie?"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every mark without its space, in documents that set it elsewhere."""
        marks = context.target_language.space_before
        if "?" not in marks or not _UNSPACED.search(segment.translation):
            return
        if not any(_SPACED.search(other.translation) for other in context.document.segments):
            return
        for match in _UNSPACED.finditer(segment.translation):
            yield self.finding(
                segment,
                *match.span(),
                f"{context.target_language.name} sets a space before “{match[0]}”.",
                suggestion="Put a no-break space before it.",
                replacement="\u202f" + match[0],
                safe=True,
            )
