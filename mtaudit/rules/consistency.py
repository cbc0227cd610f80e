"""TRM: the same source translated in different ways. Codes from TRM020 on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from mtaudit.model import Document, Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import CollectionRule, Context, DocumentRule, Rule, bad, good
from mtaudit.text.analysis import Analysis
from mtaudit.text.renderings import LEAST_TEXTS, Phrase, changes

_FEWEST_WORDS = 5
"""Shorter sentences (“Yes.”, “They shouted at me.”) are translated as their place wants."""

MOST_SEGMENTS = 20_000
"""So many segments of a collection are compared; what comes after them is not."""


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
    fewest_segments = 2
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
                places = [(context, segment) for segment in segments]
                for _, finding in _uneven(self, places, "this document"):
                    yield finding


def _uneven(
    rule: Rule, places: Sequence[tuple[Context, Segment]], where: str
) -> Iterator[tuple[Context, Finding]]:
    """Findings on translations of one sentence that differ from the usual one."""
    renderings = [tuple(context.translation(segment).folded) for context, segment in places]
    counts = Counter(filter(None, renderings))
    if len(counts) < 2:
        return
    usual, count = counts.most_common(1)[0]
    example = places[renderings.index(usual)][1]
    for (context, segment), rendering in zip(places, renderings, strict=True):
        if rendering and rendering != usual:
            yield (
                context,
                rule.finding(
                    segment,
                    0,
                    len(segment.translation),
                    f"The same source is translated in another way {_times(count)} in {where}.",
                    suggestion=f"Write “{example.translation}” here too, or that there.",
                ),
            )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _text(analysis: Analysis, phrase: Phrase) -> str:
    return analysis.text[slice(*analysis.span_of(phrase.first, phrase.last))]


class _TermRule(Rule):
    """What the rules on names and acronyms share that are rendered in two ways."""

    def changed(
        self, places: Sequence[tuple[Context, Segment]], where: str
    ) -> Iterator[tuple[int, Finding]]:
        """What is rendered otherwise than mostly, each with the index of its place.

        Args:
            places: segments with sources, in the order in which they are read.
            where: what they are all of, in a few words.
        """
        sources = [context.source(segment) for context, segment in places]
        targets = [context.translation(segment) for context, segment in places]
        for change in changes(sources, targets):
            segment = places[change.place][1]
            start, end = targets[change.place].span_of(change.variant.first, change.variant.last)
            usual = _text(targets[change.example], change.usual)
            finding = self.finding(
                segment,
                start,
                end,
                f"“{_text(sources[change.place], change.source)}” is “{usual}” "
                f"{_times(change.times)} in {where}, and “{segment.translation[start:end]}” here.",
                suggestion=f"Write “{usual}” here too, or that there.",
            )
            yield change.place, finding


def _with_sources(contexts: Sequence[Context]) -> list[tuple[Context, Segment]]:
    pairs = (
        (context, segment)
        for context in contexts
        for segment in context.document.segments
        if segment.source
    )
    return list(islice(pairs, MOST_SEGMENTS))


class TermRenderedTwoWays(_TermRule, DocumentRule):
    """A name or an acronym of the source that is rendered in one way mostly and in another here.

    Looked at are acronyms and names of several words that three sentences of the source have or
    more. The other form is named where there is no doubt: an acronym of like letters (*IUD, ICD*),
    or a name in which one word differs (*Security Council, Safety Council*). Shorter forms,
    acronyms for names and pronouns are left alone, and so is whatever may render another name.
    """

    code = "TRM021"
    name = "term-rendered-two-ways"
    category = "terminology/term-inconsistency"
    severity = Severity.MINOR
    needs = frozenset({"source"})
    fewest_segments = LEAST_TEXTS
    examples = (
        bad(
            "fr-en",
            "He went before the Security Council.\n\nThen the Security Council voted.\n\n"
            "Nobody in the Safety Council spoke.",
            "Safety Council",
            source="Il s’est présenté devant le Conseil de sécurité.\n\n"
            "Puis le Conseil de sécurité a voté.\n\nPersonne au Conseil de sécurité n’a parlé.",
            suggestion="Security Council",
        ),
        bad(
            "pt-en",
            "They were operated on with CPB.\n\nAfter CPB they slept.\n\nWithout SCC they died.",
            "SCC",
            source="Foram operados com CEC.\n\nDepois da CEC dormiram.\n\nSem CEC morreram.",
        ),
        good(
            "fr-en",
            "He went before the Security Council.\n\nThen the Security Council voted.\n\n"
            "Nobody in the Council spoke, and the UNSC rose.",
            source="Il s’est présenté devant le Conseil de sécurité.\n\n"
            "Puis le Conseil de sécurité a voté.\n\nPersonne au Conseil de sécurité n’a parlé.",
        ),
        good(
            "de-en",
            "She praised the Foreign Office.\n\nThe Foreign Office was silent.\n\n"
            "The Foreign Office and the Home Office met.",
            source="Sie lobte das Auswärtige Amt.\n\nDas Auswärtige Amt schwieg.\n\n"
            "Das Auswärtige Amt und das Innenministerium trafen sich.",
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield the rarer renderings."""
        for _, finding in self.changed(_with_sources([context]), "this document"):
            yield finding


class TermsRenderedAlike(DocumentRule):
    """One rendering for two names or acronyms that the source tells apart.

    The reverse of term-rendered-two-ways: what a name of the translation stands for in three
    sentences or more is something else here, by one word or some letters.
    """

    code = "TRM024"
    name = "terms-rendered-alike"
    category = "terminology/term-inconsistency"
    severity = Severity.NEUTRAL
    needs = frozenset({"source"})
    fewest_segments = LEAST_TEXTS
    examples = (
        bad(
            "fr-en",
            "The Security Council sat.\n\nThen the Security Council voted.\n\n"
            "The Security Council rose.",
            "Security Council",
            source="Le Conseil de Sécurité a siégé.\n\nPuis le Conseil de Sécurité a voté.\n\n"
            "Le Comité de Sécurité s’est levé.",
            suggestion="Comité de Sécurité",
        ),
        bad(
            "de-en",
            "The FDP left.\n\nToday the FDP sat.\n\nThe FDP stayed.",
            "FDP",
            source="Die FDP ging.\n\nHeute tagte die FDP.\n\nDie FPÖ blieb.",
        ),
        good(
            "fr-en",
            "The Security Council sat.\n\nThen the Security Council voted.\n\n"
            "The Security Council rose.",
            source="Le Conseil de Sécurité a siégé.\n\nPuis le Conseil de Sécurité a voté.\n\n"
            "Le Conseil s’est levé.",
        ),
        good(
            "de-en",
            "The FDP left.\n\nToday the FDP sat.\n\nThe FDP stayed.",
            source="Die FDP ging.\n\nHeute tagte die FDP.\n\nDie Liberalen blieben.",
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """Yield the renderings that stand for something else elsewhere."""
        segments = [segment for segment in document.segments if segment.source]
        sources = [context.source(segment) for segment in segments]
        targets = [context.translation(segment) for segment in segments]
        for change in changes(targets, sources):
            target = targets[change.place]
            here = _text(sources[change.place], change.variant)
            yield self.finding(
                segments[change.place],
                *target.span_of(change.source.first, change.source.last),
                f"“{_text(target, change.source)}” is “{_text(sources[change.example], change.usual)}” "
                f"in the source {_times(change.times)}, and “{here}” here.",
                suggestion=f"Write what stands for “{here}”.",
            )


class TermRenderedTwoWaysElsewhere(_TermRule, CollectionRule):
    """A name or an acronym that is rendered otherwise in most other documents.

    Like term-rendered-two-ways, between the documents of one run. Reported once a document.
    """

    code = "TRM022"
    name = "term-rendered-otherwise-elsewhere"
    category = "terminology/term-inconsistency"
    severity = Severity.NEUTRAL
    needs = frozenset({"source"})
    examples = (
        bad(
            "en-pt",
            "Ele citou a Suprema Corte.\n\nA Suprema Corte decidiu.\n\n***\n\n"
            "O voto no Supremo Tribunal foi adiado.",
            "Supremo Tribunal",
            source="He cited the Supreme Court.\n\nThe Supreme Court decided.\n\n***\n\n"
            "The vote in the Supreme Court was put off.",
            suggestion="Suprema Corte",
        ),
        bad(
            "fr-en",
            "The IUD helps.\n\nMany use the IUD.\n\n***\n\nThe ICD is safe.",
            "ICD",
            source="Le DIU aide.\n\nBeaucoup utilisent le DIU.\n\n***\n\nLe DIU est sûr.",
        ),
        good(
            "en-pt",
            "Ele citou a Suprema Corte.\n\nA Suprema Corte decidiu.\n\n***\n\n"
            "O voto na Suprema Corte foi adiado.",
            source="He cited the Supreme Court.\n\nThe Supreme Court decided.\n\n***\n\n"
            "The vote in the Supreme Court was put off.",
        ),
        good(
            "fr-en",
            "He left for Paris.\n\n***\n\nHe went to Paris.",
            source="Il est parti à Paris.\n\n***\n\nIl est parti à Paris.",
        ),
    )

    def check(self, contexts: Sequence[Context]) -> Iterator[tuple[Context, Finding]]:
        """Yield the rarer renderings, each once a document."""
        places = _with_sources(contexts)
        told = set()
        for index, finding in self.changed(places, "these documents"):
            context = places[index][0]
            if (id(context), finding.text) not in told:
                told.add((id(context), finding.text))
                yield context, finding


class TranslatedTwoWaysElsewhere(CollectionRule):
    """A sentence or headline that another document translates in a different way.

    Like translated-two-ways, between the documents of one run.
    """

    code = "TRM023"
    name = "translated-otherwise-elsewhere"
    category = "terminology/term-inconsistency"
    severity = Severity.NEUTRAL
    needs = frozenset({"source"})
    examples = (
        bad(
            "fr-en",
            "Photo taken by the author.\n\n***\n\nPicture: from the author.",
            "Picture: from the author.",
            source="Photo prise par l’auteur.\n\n***\n\nPhoto prise par l’auteur.",
            suggestion="Photo taken by the author.",
        ),
        bad(
            "de-es",
            "Oprima la tecla roja.\n\n***\n\nPulse el botón rojo.\n\n***\n\nPulse el botón rojo.",
            "Oprima la tecla roja.",
            source="Drücken Sie den roten Knopf.\n\n***\n\nDrücken Sie den roten Knopf.\n\n***"
            "\n\nDrücken Sie den roten Knopf.",
        ),
        good(
            "fr-en",
            "Photo taken by the author.\n\n***\n\nPhoto taken by the author",
            source="Photo prise par l’auteur.\n\n***\n\nPhoto prise par l’auteur.",
        ),
        good(
            "en-de",
            "Ja, sagte er.\n\n***\n\nDas sagte er.",
            source="He said.\n\n***\n\nHe said.",
        ),
    )

    def check(self, contexts: Sequence[Context]) -> Iterator[tuple[Context, Finding]]:
        """Yield the renderings that differ from the usual one."""
        by_source: defaultdict[tuple[str, ...], list[tuple[Context, Segment]]] = defaultdict(list)
        for context, segment in _with_sources(contexts):
            words = tuple(context.source(segment).folded)
            if len(words) >= _FEWEST_WORDS:
                by_source[words].append((context, segment))
        for places in by_source.values():
            if len({id(context) for context, _ in places}) > 1:
                yield from _uneven(self, places, "these documents")
