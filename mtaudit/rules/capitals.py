"""PUN: capitals of a sentence. Codes PUN007 and PUN008."""

from __future__ import annotations

from collections.abc import Iterator

from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good
from mtaudit.rules.punctuation import STOPS, end_mark


def _continues(segment: Segment, context: Context) -> bool:
    """Whether the segment before it leaves its sentence open."""
    position = context.positions[segment.id]
    before = context.document.segments[position - 1].translation if position else ""
    return bool(before) and end_mark(before) not in STOPS


class LowerCaseStart(SegmentRule):
    """A sentence that begins in lower case, though the source does not."""

    code = "PUN007"
    name = "lower-case-start"
    category = "fluency/spelling"
    severity = Severity.MINOR
    needs = frozenset({"source"})
    examples = (
        bad("de-en", "the minister left.", "the", source="Der Minister ging."),
        bad("fr-de", "der Minister ging.", "der", source="Le ministre est parti."),
        good("de-en", "iPhone sales fell.", source="Die Verkäufe des iPhones fielen."),
        good("de-en", "and he left.", source="und er ging."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the first word."""
        words = context.translation(segment)
        if len(words.words) < 3 or not words.words[0].islower():
            return
        first, sources = words.words[0], context.source(segment)
        if not first.isalpha() or not sources.words or not sources.words[0][0].isupper():
            return
        if _lost_capitals(segment, context):
            return
        if _continues(segment, context):
            return
        if first in sources.words or segment.translation[: words.spans[0][0]].strip(" \"“‘'«„¿¡("):
            return
        yield self.finding(
            segment,
            *words.spans[0],
            "The sentence begins in lower case.",
            suggestion=f"Write “{first.capitalize()}”.",
            replacement=first[0].upper() + first[1:],
            safe=True,
        )


class LowerCaseText(SegmentRule):
    """A text that lost all its capitals."""

    code = "PUN008"
    name = "lower-case-text"
    category = "fluency/spelling"
    severity = Severity.MINOR
    needs = frozenset({"source"})
    examples = (
        bad(
            "de-en",
            "us president donald trump spoke.",
            "us president donald trump spoke.",
            source="US-Präsident Donald Trump sprach.",
        ),
        bad(
            "fr-en",
            "he met macron in paris.",
            "he met macron in paris.",
            source="Il a rencontré Macron à Paris.",
        ),
        good("de-en", "and then he left.", source="und dann ging er."),
        good("zh-en", "he left.", source="他走了。"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the segment."""
        if _lost_capitals(segment, context):
            yield self.finding(
                segment,
                0,
                len(segment.translation),
                "The text has lost its capitals.",
                suggestion="Put back the capitals of the sentence and of the names.",
            )


def _lost_capitals(segment: Segment, context: Context) -> bool:
    """Whether all is in lower case though the source begins with a capital and has others."""
    if not segment.translation.islower():
        return False
    words = context.translation(segment).words
    source = context.source(segment).words
    if len(words) < 3 or not source:
        return False
    nouns = context.source_language.capitalizes_nouns
    capitals = sum(word[0].isupper() for word in source)
    return source[0][0].isupper() and capitals > (3 if nouns else 1)
