"""COV: text that is missing, cut off, or added."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator

from mtaudit.model import Document, Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, DocumentRule, SegmentRule, bad, good
from mtaudit.rules.tables import table
from mtaudit.text.tokens import count_words

_SHORTEST_SOURCE = 40  # characters from which a ratio of lengths says something
_FAR_OUT = 1.35  # how many times as far as allowed a length is off where it is surely wrong
_END_MARKS = ".!?…。！？؟।:;"


@functools.cache
def unfinished_words(code: str) -> frozenset[str]:
    """Words of the language that cannot end a sentence."""
    return frozenset(table("unfinished").get(code, "").split())


class EmptyTranslation(SegmentRule):
    """A segment that has a source, and nothing, or nothing but marks, as its translation.

    It is minor where the sentence before it lacks its end mark: the rows may be cut in two places.
    """

    code = "COV001"
    name = "empty-translation"
    category = "accuracy/omission"
    severity = Severity.CRITICAL
    exclusive = True
    examples = (
        bad("fr-en", ".", ".", source="Le ministre a démissionné."),
        bad("de-en", "...", "...", source="Der Minister trat zurück."),
        good("fr-en", "…", source="…"),
        good("de-en", "12", source="Zwölf"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the segment if nothing in it can be read and the source can."""
        if _readable(segment.translation):
            return
        if any(map(_readable, (segment.source or "", *segment.references))):
            position = context.positions[segment.id]
            before = context.document.segments[position - 1].translation if position else "."
            yield self.finding(
                segment,
                0,
                len(segment.translation),
                "The source was not translated at all.",
                suggestion="Translate the segment.",
                severity=Severity.MINOR if before.rstrip()[-1:].isalnum() else None,
            )


class LengthOutOfRatio(SegmentRule):
    """A translation far too short or far too long for its source.

    Half a sentence lost, or a sentence made up, shows in the length before it shows anywhere else.
    Expected lengths come from professional news translations; the bounds leave room for the terse
    and the wordy. Just beyond them the finding is minor: a heading or a caption may be put shortly.
    """

    code = "COV002"
    name = "length-out-of-ratio"
    category = "accuracy/omission"
    severity = Severity.MAJOR
    needs = frozenset({"source"})
    examples = (
        bad(
            "fr-en",
            "The minister.",
            "The minister.",
            source="Le ministre de l’Intérieur a annoncé lundi que la loi serait présentée au Parlement.",
        ),
        bad(
            "de-en",
            "He came home late in the evening, tired of the long journey through the mountains, and then he told his wife everything that he had seen.",
            "He came home late in the evening, tired of the long journey through the mountains, and then he told his wife everything that he had seen.",
            source="Er kam am späten Abend müde nach Hause zurück.",
        ),
        good("fr-en", "No.", source="Non merci."),
        good(
            "de-en",
            "The interior minister said on Monday the bill would go to parliament.",
            source="Der Innenminister hat am Montag angekündigt, dass der Gesetzentwurf dem Parlament vorgelegt werde.",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the segment if its length cannot be explained."""
        source = segment.source or ""
        if len(source) < _SHORTEST_SOURCE:
            return
        lengths = table("lengths")
        relative = lengths.get(context.target_language.code, 1.0)
        expected = len(source) * relative / lengths.get(context.source_language.code, 1.0)
        ratio = max(1, len(segment.translation)) / expected
        allowed = 0.45 + 3.5 / math.sqrt(expected)
        distance = abs(math.log(ratio)) / allowed
        if distance <= 1:
            return
        what = "short" if ratio < 1 else "long"
        yield self.finding(
            segment,
            0,
            len(segment.translation),
            f"The translation is too {what}: {ratio:.0%} of the length to be expected.",
            suggestion="Compare with the source: "
            + ("something is missing." if ratio < 1 else "something was added."),
            severity=None if distance > _FAR_OUT else Severity.MINOR,
        )


class CutOff(SegmentRule):
    """A translation that stops in the middle of a sentence.

    It ends without a mark, in a word that cannot end a sentence (an article, a preposition, a
    conjunction), though the source ends properly.
    """

    code = "COV003"
    name = "cut-off"
    category = "design/truncation-text-expansion"
    severity = Severity.MAJOR
    needs = frozenset({"source"})
    gaps = re.compile(r"\A\s*\n\Z")
    examples = (
        bad(
            "fr-en",
            "The minister announced that the",
            "the",
            source="Le ministre a annoncé que la loi passerait.",
        ),
        bad("de-fr", "Le ministre a dit que", "que", source="Der Minister sagte, er gehe."),
        good("fr-en", "The one he was waiting for", source="Celui qu’il attendait"),
        good("de-fr", "Le ministre l’a dit.", source="Der Minister sagte es."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the last word."""
        text, source = segment.translation.rstrip(), (segment.source or "").rstrip()
        if not text or source[-1:] not in _END_MARKS or len(source) < 20:
            return
        words = context.translation(segment)
        if not text[-1].isalpha():
            return
        if words.folded[-1] in unfinished_words(context.target_language.code):
            yield self.finding(
                segment,
                words.spans[-1][0],
                len(text),
                "The translation stops in the middle of the sentence.",
                suggestion="Translate the rest of the sentence.",
            )


class MissingSentence(DocumentRule):
    """Sentences of the source that nothing in the translation answers.

    Sentences are aligned by length and by the numbers, names and cognates that both sides share.
    """

    code = "COV004"
    name = "missing-sentence"
    category = "accuracy/omission"
    severity = Severity.MAJOR
    needs = frozenset({"source"})
    examples = (
        bad(
            "fr-en",
            "The interior minister resigned on Monday 3 May.\n\nThe strike in Lyon goes on.",
            "",
            source="Le ministre de l’Intérieur a démissionné lundi 3 mai.\n\nLe président Dupont a signé 14 décrets à Paris dans la soirée.\n\nLa grève continue à Lyon.",
        ),
        bad(
            "de-en",
            "In Berlin, Chancellor Meyer opened the fair on Friday.\n\nAround 4,000 visitors came.",
            "",
            source="In Berlin eröffnete Kanzlerin Meyer am Freitag die Messe.\n\nRund 4.000 Besucher kamen.\n\nDie Polizei meldete 12 Festnahmen am Hamburger Hauptbahnhof.",
        ),
        good(
            "fr-en",
            "The minister resigned on Monday 3 May, and President Dupont thanked him for 12 years.\n\nThe strike in Lyon goes on.",
            source="Le ministre a démissionné lundi 3 mai. Le président Dupont l’a remercié pour 12 ans.\n\nLa grève continue à Lyon.",
        ),
        good(
            "de-en",
            "Around 4,000 visitors came on Friday.",
            source="Rund 4.000 Besucher kamen am Freitag.\n\nMehr dazu",
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield a point in the translation for every lost sentence."""
        for missing in document.unaligned_source:
            if count_words(missing.text) < 4:
                continue
            after = missing.position == 0
            segment = document.segments[max(0, missing.position - 1)]
            place = 0 if after else len(segment.translation)
            yield self.finding(
                segment,
                place,
                place,
                f"A sentence of the source is missing here: “{missing.text}”",
                suggestion="Translate the sentence, or make sure that it was left out on purpose.",
            )


class AddedSentence(DocumentRule):
    """Sentences of the translation that nothing in the source answers.

    Page furniture and system leftovers have rules of their own; what remains was made up, or
    taken from elsewhere.
    """

    code = "COV005"
    name = "added-sentence"
    category = "accuracy/addition"
    severity = Severity.MAJOR
    needs = frozenset({"source"})
    examples = (
        bad(
            "fr-en",
            "The interior minister resigned on Monday 3 May.\n\nPresident Dupont signed 14 decrees in Paris in the evening.\n\nThe strike in Lyon goes on.",
            "President Dupont signed 14 decrees in Paris in the evening.",
            source="Le ministre de l’Intérieur a démissionné lundi 3 mai.\n\nLa grève continue à Lyon.",
        ),
        bad(
            "de-en",
            "In Berlin, Chancellor Meyer opened the fair on Friday.\n\nPolice made 12 arrests at the main station in Hamburg.",
            "Police made 12 arrests at the main station in Hamburg.",
            source="In Berlin eröffnete Kanzlerin Meyer am Freitag die Messe.",
        ),
        good(
            "fr-en",
            "The minister resigned on Monday 3 May. President Dupont thanked him for 12 years.",
            source="Le ministre a démissionné lundi 3 mai et le président Dupont l’a remercié pour 12 ans.\n\n",
        ),
        good(
            "de-en",
            "Our correspondent\n\nAround 4,000 visitors came on Friday.",
            source="Rund 4.000 Besucher kamen am Freitag.",
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every segment without a source in a document that has one."""
        for segment in document.segments:
            if not segment.source and count_words(segment.translation) >= 4:
                yield self.finding(
                    segment,
                    0,
                    len(segment.translation),
                    "Nothing in the source answers this sentence.",
                    suggestion="Delete it, or make sure that it was added on purpose.",
                )


def _readable(text: str) -> bool:
    return any(character.isalnum() for character in text)
