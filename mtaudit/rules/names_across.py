"""NAM: names that articles of one run spell in different ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set

from mtaudit.model import Finding
from mtaudit.mqm import Severity
from mtaudit.rules.base import CollectionRule, Context, bad, good
from mtaudit.rules.names import candidates, spellings
from mtaudit.text.analysis import Analysis

_MOST_SEGMENTS = 20_000


class NameSpelledOtherwiseElsewhere(CollectionRule):
    """A name that this document writes in one way and most other documents in another.

    Like name-spelled-two-ways, between the documents of one run. Reported once a document, where it
    agrees with itself, and only for spellings that it does not have from its source.
    """

    code = "NAM007"
    name = "name-spelled-otherwise-elsewhere"
    category = "terminology/term-inconsistency"
    severity = Severity.NEUTRAL
    examples = (
        bad(
            "fr-en",
            "Spokesman Dmitri Peskov spoke.\n\n***\n\nSpokesman Dmitry Peskov left.\n\n***\n\n"
            "They quoted Dmitry Peskov.",
            "Dmitri Peskov",
            suggestion="Dmitry Peskov",
        ),
        bad(
            "de-es",
            "El ministro viajó a Kyiv.\n\n***\n\nEl tren salió de Kiev.\n\n***\n\nElla llegó a Kiev.",
            "Kyiv",
        ),
        good(
            "fr-en",
            "Spokesman Dmitry Peskov spoke.\n\n***\n\nDmitry Peskov and Dmitri Medvedev left.",
        ),
        good("fr-en", "He flew to Iran.\n\n***\n\nShe came from Iraq."),
    )

    def check(self, contexts: Sequence[Context]) -> Iterator[tuple[Context, Finding]]:
        """Yield the rarer spellings."""
        left = _MOST_SEGMENTS
        texts: list[tuple[Context, list[Analysis]]] = []
        for context in contexts:
            segments = context.document.segments[:left]
            left -= len(segments)
            texts.append((context, [context.translation(segment) for segment in segments]))
        documents: defaultdict[str, list[tuple[Context, str, int, int, int]]] = defaultdict(list)
        for context, analyses, contested in _contested(texts):
            names: dict[str, dict[str, tuple[int, int, int]]] = {}
            for found in spellings(analyses, context.target_language.code):
                if found.key in contested:
                    forms = names.setdefault(found.key, {})
                    forms.setdefault(found.text, (found.segment, found.start, found.end))
            for key, forms in names.items():
                if len(forms) == 1:
                    ((text, place),) = forms.items()
                    documents[key].append((context, text, *place))
        for places in documents.values():
            yield from self._rarer(places)

    def _rarer(
        self, places: Sequence[tuple[Context, str, int, int, int]]
    ) -> Iterator[tuple[Context, Finding]]:
        counts = Counter(text for _, text, *_ in places)
        usual, count = counts.most_common(1)[0]
        for context, text, index, start, end in places:
            segment = context.document.segments[index]
            if counts[text] == count or text in (segment.source or ""):
                continue
            yield (
                context,
                self.finding(
                    segment,
                    start,
                    end,
                    f"{count} other documents write “{usual}”, this one “{text}”.",
                    suggestion=f"Write {usual} throughout.",
                    replacement=usual,
                ),
            )


def _contested(
    texts: Sequence[tuple[Context, list[Analysis]]],
) -> Iterator[tuple[Context, list[Analysis], Set[str]]]:
    """The documents with names that may be spelled in several ways, and these names' keys."""
    owned = [candidates(analyses, context.target_language.code) for context, analyses in texts]
    spelled: defaultdict[str, set[str]] = defaultdict(set)
    for names in owned:
        for key, forms in names.items():
            spelled[key] |= forms
    contested = {key for key, forms in spelled.items() if len(forms) > 1}
    for (context, analyses), names in zip(texts, owned, strict=True):
        if not contested.isdisjoint(names):
            yield context, analyses, contested
