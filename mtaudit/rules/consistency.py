"""TRM: the same source translated in different ways. Codes from TRM020 on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from mtaudit.model import Document, Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, DocumentRule, bad, good

_FEWEST_WORDS = 5
"""Shorter sentences (“Yes.”, “They shouted at me.”) are translated as their place wants."""


class TranslatedTwoWays(DocumentRule):
    """A sentence that comes more than once in the source and is translated in different ways.

    Reported where the rendering differs from the more frequent one, or from the first where
    neither is. Case, punctuation and spaces do not count, nor do sentences of fewer than five words.
    """

    code = "TRM020"
    name = "translated-two-ways"
    category = "terminology/term-inconsistency"
    severity = Severity.MINOR
    needs = frozenset({"source"})
    examples = (
        bad(
            "fr-en",
            "Photo taken by the author.\n\nIt rained.\n\nPicture: from the author.",
            "Picture: from the author.",
            source="Photo prise par l’auteur.\n\nIl a plu.\n\nPhoto prise par l’auteur.",
            suggestion="Photo taken by the author.",
        ),
        bad(
            "de-es",
            "Pulse el botón rojo.\n\nPulse el botón rojo.\n\nOprima la tecla roja.",
            "Oprima la tecla roja.",
            source="Drücken Sie den roten Knopf.\n\nDrücken Sie den roten Knopf.\n\n"
            "Drücken Sie den roten Knopf.",
        ),
        good(
            "fr-en",
            "Photo taken by the author\n\nIt rained.\n\nPhoto taken by the author.",
            source="Photo prise par l’auteur\n\nIl a plu.\n\nPhoto prise par l’auteur.",
        ),
        good(
            "en-de",
            "Ja, sagte er.\n\nDas sagte er.",
            source="He said.\n\nHe said.",
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """Yield the renderings that differ from the usual one."""
        by_source: defaultdict[tuple[str, ...], list[Segment]] = defaultdict(list)
        for segment in document.segments:
            words = tuple(context.source(segment).folded)
            if len(words) >= _FEWEST_WORDS:
                by_source[words].append(segment)
        for segments in by_source.values():
            if len(segments) > 1:
                yield from self._uneven(segments, context)

    def _uneven(self, segments: list[Segment], context: Context) -> Iterator[Finding]:
        renderings = [tuple(context.translation(segment).folded) for segment in segments]
        counts = Counter(filter(None, renderings))
        if len(counts) < 2:
            return
        usual, count = counts.most_common(1)[0]
        example = segments[renderings.index(usual)]
        for segment, rendering in zip(segments, renderings, strict=True):
            if rendering and rendering != usual:
                yield self.finding(
                    segment,
                    0,
                    len(segment.translation),
                    f"The same source is translated in another way {_times(count)} "
                    "in this document.",
                    suggestion=f"Write “{example.translation}” here too, or that there.",
                )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
