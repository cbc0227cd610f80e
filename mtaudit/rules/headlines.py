"""HDL: headlines that break off, carry another language's capitals, or end in a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good
from mtaudit.rules.coverage import unfinished_words
from mtaudit.text.lexicon import frequencies, zipf

_ELLIPSIS = re.compile(r"\s*(?:…|\.{3,})\s*$")
_FEWEST_WORDS = 5
_LONG = 4  # letters from which English title case capitalizes every word
_RARER = 1.5  # difference of zipf frequencies that tells whose word it is
_ORDINARY = 4.0  # zipf frequency of a word that is no name


class HeadlineCutOff(SegmentRule):
    """A headline that breaks off: in an ellipsis, or in a word that calls for another one.

    Left alone where the source's headline ends in the same way.
    """

    code = "HDL001"
    name = "headline-cut-off"
    category = "design/truncation-text-expansion"
    severity = Severity.MAJOR
    examples = (
        bad("fr-en", "# Serbia ready to defend the rights of\n\nThe talks failed.", "of"),
        bad(
            "de-es",
            "# El Gobierno anuncia nuevas ayudas para las…\n\nEl paro sube.",
            "…",
            source="# Regierung kündigt neue Hilfen für Familien an\n\nArbeitslosigkeit steigt.",
        ),
        good("fr-en", "# What are they waiting for\n\nThe talks failed."),
        good(
            "de-es",
            "# Y al final llegó la lluvia…\n\nEl río sube.",
            source="# Und am Ende kam der Regen …\n\nDer Fluss steigt.",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield where the headline stops."""
        if segment.kind != "headline":
            return
        text = context.translation(segment)
        ellipsis = _ELLIPSIS.search(segment.translation)
        if ellipsis:
            if segment.source and not _ELLIPSIS.search(segment.source):
                yield self._cut(segment, ellipsis.start(), ellipsis.end())
        elif text.words and text.folded[-1] in unfinished_words(text.language.code):
            start, end = text.spans[-1]
            if end == len(segment.translation.rstrip()):
                yield self._cut(segment, start, end)

    def _cut(self, segment: Segment, start: int, end: int) -> Finding:
        return self.finding(
            segment,
            start,
            end,
            "The headline breaks off here.",
            suggestion="Give the whole headline.",
        )


class HeadlineInTitleCase(SegmentRule):
    """A headline with the capitals of English titles, in a language that writes sentences.

    Reported where all longer words have a capital and at least three of them are ordinary words; in
    German, where an article or a preposition has one as well.
    """

    code = "HDL002"
    name = "headline-in-title-case"
    category = "locale-convention"
    severity = Severity.MINOR
    target_languages = frozenset({"de", "es", "fr", "it", "pt", "ru"})
    examples = (
        bad(
            "en-fr",
            "# Le Ministre Annonce Une Nouvelle Réforme\n\nLa loi passe.",
            "Le Ministre Annonce Une Nouvelle Réforme",
        ),
        bad(
            "en-es",
            "# El Gobierno Aprueba Nuevas Ayudas Para Familias\n\nEl paro sube.",
            "El Gobierno Aprueba Nuevas Ayudas Para Familias",
        ),
        bad(
            "en-de",
            "# Die Regierung Plant Ein Neues Gesetz\n\nDas Gesetz kommt.",
            "Die Regierung Plant Ein Neues Gesetz",
        ),
        good("en-fr", "# Emmanuel Macron rencontre Vladimir Poutine à Moscou\n\nLa loi passe."),
        good("en-es", "# EL GOBIERNO APRUEBA NUEVAS AYUDAS PARA FAMILIAS\n\nEl paro sube."),
        good("en-it", "# Manchester United e Real Madrid in finale\n\nLa partita è domani."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the headline."""
        if segment.kind != "headline":
            return
        text = context.translation(segment)
        code = text.language.code
        longer = [word for word in text.words if len(word) >= _LONG and word.isalpha()]
        if len(longer) < _FEWEST_WORDS - 1 or len(text.words) < _FEWEST_WORDS:
            return
        if any(word[0].islower() or word.isupper() for word in longer):
            return
        if text.language.capitalizes_nouns:
            is_title = not text.language.function_words.isdisjoint(
                word.lower() for word in text.words[1:] if word[0].isupper()
            )
        else:
            is_title = sum(zipf(word.lower(), code) >= _ORDINARY for word in longer) >= 3
        if not is_title:
            return
        yield self.finding(
            segment,
            0,
            len(segment.translation),
            f"{text.language.name} writes headlines like sentences, with capitals for names only.",
            suggestion="Write the other words in lower case.",
        )


class HeadlineUntranslated(SegmentRule):
    """A headline in the source language over a translated article.

    Told by the words of the headline, of which the source's language must explain far more than the
    target's. Names alone say nothing.
    """

    code = "HDL003"
    name = "headline-untranslated"
    category = "accuracy/untranslated"
    severity = Severity.MAJOR
    examples = (
        bad(
            "de-en",
            "# Regierung plant neues Gesetz\n\nThe government plans a new law.",
            "Regierung plant neues Gesetz",
        ),
        bad(
            "en-es",
            "# Government Announces New Law\n\nEl gobierno anunció una nueva ley.",
            "Government Announces New Law",
        ),
        good("de-en", "# Bayern Munich beats Borussia Dortmund\n\nThe match was close."),
        good("en-es", "# “Breaking Bad” y “Game of Thrones”\n\nLas series vuelven."),
        good("en-fr", "# Brexit : le Labour attend\n\nLe vote aura lieu lundi."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the headline."""
        source, target = context.source_language.code, context.target_language.code
        if segment.kind != "headline" or source == target:
            return
        if not (frequencies(source, "small") and frequencies(target, "small")):
            return
        text = context.translation(segment)
        words = [word for word in text.folded if word.isalpha()]
        foreign = sum(_is_rather(word, source, target) for word in words)
        own = sum(_is_rather(word, target, source) for word in words)
        if own == 0 and foreign >= 2 and 2 * foreign >= len(words):
            yield self.finding(
                segment,
                0,
                len(segment.translation),
                f"The headline is {context.source_language.name}.",
                suggestion=f"Translate it into {context.target_language.name}.",
            )


def _is_rather(word: str, code: str, other: str) -> bool:
    """Whether an ordinary word of a language is far rarer in the other one."""
    frequency = zipf(word, code)
    return frequency >= _ORDINARY and frequency - zipf(word, other) > _RARER
