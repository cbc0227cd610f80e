"""UNT: what is left of the source text in the translation."""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterator

from mtaudit.lang import Language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, WordsThat, bad, good
from mtaudit.rules.loans import borrowed
from mtaudit.rules.nation_tables import LANGUAGES, currency_forms
from mtaudit.rules.tables import table
from mtaudit.text.analysis import Analysis
from mtaudit.text.detection import fit, running_words
from mtaudit.text.leftovers import Passage, is_at_home, is_foreign, is_set_apart, left_over
from mtaudit.text.lexicon import foreign_words, frequencies, zipf
from mtaudit.text.phrases import PhraseIndex

_COMMON = 3.5
"""How frequent a word is at home, on the Zipf scale, that cannot be but a slip abroad."""


class UntranslatedSegment(SegmentRule):
    """A translation that is its source, word for word.

    The engine has not translated the segment. What may stay as it is (names, titles, figures,
    codes, words that both languages have) is not reported, nor are pairs of one language.
    """

    code = "UNT001"
    name = "untranslated-segment"
    category = "accuracy/untranslated"
    severity = Severity.CRITICAL
    needs = frozenset({"source"})
    exclusive = True
    examples = (
        bad(
            "de-en",
            "Die Preise steigen weiter.",
            "Die Preise steigen weiter.",
            source="Die Preise steigen weiter.",
        ),
        bad(
            "fr-es",
            "Le gouvernement n’a pas répondu à nos questions.",
            "Le gouvernement n’a pas répondu à nos questions.",
            source="Le gouvernement n'a pas répondu à nos questions.",
        ),
        good(
            "en-fr",
            "Champions League: PSG – FC Barcelona 4:1",
            source="Champions League: PSG – FC Barcelona 4:1",
        ),
        good(
            "en-de",
            "Pollock, Generations and Geographies in the Visual Arts, London, 1996",
            source="Pollock, Generations and Geographies in the Visual Arts, London, 1996",
        ),
        good("fr-en", "Emmanuel Macron, 46", source="Emmanuel Macron, 46"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the segment, if it is the source's words."""
        source = segment.source
        if not source or abs(len(source) - len(segment.translation)) > 8:
            return
        here, there = context.translation(segment), context.source(segment)
        if here.folded != there.folded or not _is_of(
            here, context.source_language, context.target_language
        ):
            return
        text = segment.translation
        yield self.finding(
            segment,
            len(text) - len(text.lstrip()),
            len(text.rstrip()),
            "The translation is the source, word for word.",
            suggestion=f"Translate it from {context.source_language.name}.",
        )


def _is_of(text: Analysis, source: Language, target: Language) -> bool:
    """Whether a text is in the source language rather than in the target's."""
    if source.code == target.code:
        return False
    words = running_words(text)
    if not (frequencies(source.code, "small") and frequencies(target.code, "small")):
        return len(words) > 4
    return len(words) > 1 and fit(words, source.code) > max(4.5, fit(words, target.code) + 1)


class _LeftOver(SegmentRule):
    """What the rules share that report words as they stand in the source."""

    category = "accuracy/untranslated"
    severity = Severity.MAJOR
    needs = frozenset({"source"})

    def words(self, source: Language, target: Language) -> Container[str]:
        """Words of the source language that the target's does not have."""
        return WordsThat(lambda word: is_foreign(word, source.code, target.code))


class UntranslatedPassage(_LeftOver):
    """Three or more words in a row that stand as they are in the source.

    They are words of the source language, not of the target's. Quotations, titles and names are
    not reported.
    """

    code = "UNT002"
    name = "untranslated-passage"
    examples = (
        bad(
            "de-en",
            "The minister said, es sei nicht mehr möglich.",
            "es sei nicht mehr möglich",
            source="Der Minister sagte, es sei nicht mehr möglich.",
        ),
        bad(
            "en-fr",
            "Il a promis to keep the peace avant la fin de l’année.",
            "to keep the peace",
            source="He promised to keep the peace before the end of the year.",
        ),
        good(
            "fr-en",
            "He starred in “À bout de souffle” and wrote for Le Monde des livres.",
            source="Il a joué dans « À bout de souffle » et écrit pour Le Monde des livres.",
        ),
        good(
            "en-de",
            "Er unterrichtet an der University of the Arts in London.",
            source="He teaches at the University of the Arts in London.",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every passage of three words or more."""
        for first, last in _passages(segment, context):
            if last - first < 2:
                continue
            start, end = context.translation(segment).span_of(first, last)
            yield self.finding(
                segment,
                start,
                end,
                f"“{segment.translation[start:end]}” stands in the source like this.",
                suggestion=f"Translate it from {context.source_language.name}.",
            )


class UntranslatedWord(_LeftOver):
    """One or two words of the source language that stand in the translation as in the source.

    The word is common in the source language and unheard of in the target's, in which it is a
    hundred times rarer; minor where it is rather rare at home too, as names of dishes are. Names,
    loan words, quotations and titles are not reported, and what only is how the source language
    writes a name is foreign-form-of-name's.
    """

    code = "UNT003"
    name = "untranslated-word"
    yields_to = frozenset(("NAM005",))
    examples = (
        bad(
            "de-en",
            "The season could nicht be played to the end.",
            "nicht",
            source="Die Saison konnte nicht zu Ende gespielt werden.",
        ),
        bad(
            "en-es",
            "El presidente announced una nueva ley.",
            "announced",
            source="The president announced a new law.",
        ),
        good(
            "fr-en",
            "The chef called it a cliché, a faux pas, and went to the café.",
            source="Le chef a parlé d’un cliché, d’un faux pas, et est allé au café.",
        ),
        good(
            "de-en",
            "Söder criticized the Süddeutsche Zeitung and the Rhein-Neckar-Kreis.",
            source="Söder kritisierte die Süddeutsche Zeitung und den Rhein-Neckar-Kreis.",
        ),
        good(
            "de-en",
            "A lawyer from Essen and a judge in Münster face charges.",
            source="Ein Anwalt aus Essen und ein Richter in Münster stehen vor Gericht.",
        ),
        good(
            "de-en",
            "The Bundestag adopted the law.",
            source="Der Bundestag hat das Gesetz angenommen.",
        ),
        good(
            "en-de",
            "Das Team nutzt Cloud-Software und “machine learning”.",
            source="The team uses cloud software and machine learning.",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every left-over of one or two words."""
        for first, last in _passages(segment, context):
            if last - first > 1:
                continue
            text, source = context.translation(segment), context.source_language
            start, end = text.span_of(first, last)
            word = segment.translation[start:end]
            is_common = any(zipf(w, source.code) >= _COMMON for w in text.folded[first : last + 1])
            yield self.finding(
                segment,
                start,
                end,
                f"“{word}” is {source.name}, left over from the source.",
                suggestion=f"Translate “{word}”.",
                severity=None if is_common else Severity.MINOR,
            )


class ForeignWord(SegmentRule):
    """A word of the stated source language in a translation whose source is not at hand.

    It is common in the source language, several hundred times rarer in the target's, and not part
    of a name, a quotation or a compound. With a source, untranslated-word looks closer.
    """

    code = "UNT004"
    name = "foreign-word"
    category = "accuracy/untranslated"
    severity = Severity.MINOR
    examples = (
        bad("de-en", "The season could nicht be played und the clubs protested.", "nicht", "und"),
        bad("fr-en", "She arrived avec her two brothers.", "avec"),
        good("de-en", "Ludwig van Beethoven lived in Frankfurt an der Oder, not in Bad Aibling."),
        good("fr-en", "The chef de mission wore haute couture at the café."),
        good("en-de", "Der Manager fand das Meeting im Team cool."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every foreign word."""
        source, target = context.source_language, context.target_language
        if segment.source is not None or source.code in ("und", target.code):
            return
        text = context.translation(segment)
        suspects = text.folded_set & foreign_words(source.code, target.code)
        if not suspects:
            return
        loans = borrowed(text)
        for index, word in enumerate(text.words):
            if word in suspects and index not in loans and _stands_free(text, index):
                yield self.finding(
                    segment,
                    *text.spans[index],
                    f"“{word}” is {source.name}, not {target.name}.",
                    suggestion=f"Translate “{word}”.",
                )


def _stands_free(text: Analysis, index: int) -> bool:
    """Whether a word has two neighbours in lower case, is not set apart and in no other script."""
    around = text.words[max(index - 1, 0) : index] + text.words[index + 1 : index + 2]
    return (
        all(word.islower() for word in around)
        and is_at_home(text.words[index], text.language.code)
        and not is_set_apart(text, Passage(index, index))
    )


class SourceAbbreviation(SegmentRule):
    """An abbreviation or unit of the source language, such as “Uhr”, “Mrd” or “EE. UU.”.

    With a source it is reported only where the source has it too. What both languages write, a unit
    without a figure before it, and what another rule of this family reports is not reported.
    """

    code = "UNT005"
    name = "source-abbreviation"
    category = "accuracy/untranslated"
    severity = Severity.MINOR
    examples = (
        bad(
            "de-en",
            "It begins at 9 Uhr, z. B. on Mondays, and costs 3 Mrd. euros.",
            "Uhr",
            "z. B.",
            "Mrd",
        ),
        bad(
            "es-en",
            "The EE. UU. sent two ships.",
            "EE. UU.",
            source="Los EE. UU. enviaron dos buques.",
        ),
        bad("en-fr", "La séance commence à 9 h, i.e. avant midi.", "i.e."),
        bad("fr-en", "It cost 3 milliards of euros.", "milliards"),
        good("de-en", "At 9 a.m. Mio Suzuki met Uhrmacher & Co. in St. Gallen."),
        good("en-es", "Empezó a las 9 p. m., con otros 3 mil millones."),
    )

    def words(self, source: Language, target: Language) -> frozenset[str]:
        """What the abbreviations begin with."""
        return _abbreviations(source.code, target.code).openings

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every abbreviation that is the source language's."""
        source, target = context.source_language, context.target_language
        index = _abbreviations(source.code, target.code)
        text = context.translation(segment)
        for first, last, pattern in index.find(text.folded):
            written = pattern.match(segment.translation, text.spans[first][0])
            if written is None or not self._is_in_source(text, first, last, segment, context):
                continue
            if is_reported(segment, context, first):
                continue
            yield self.finding(
                segment,
                *written.span(1),
                f"“{written.group(1)}” is {source.name}.",
                suggestion=f"Write it in {target.name}.",
            )

    def _is_in_source(
        self, text: Analysis, first: int, last: int, segment: Segment, context: Context
    ) -> bool:
        words = text.folded[first : last + 1]
        return segment.source is None or context.source(segment).folded_set.issuperset(words)


@functools.cache
def _abbreviations(source: str, target: str) -> PhraseIndex[re.Pattern[str]]:
    """The source language's abbreviations that the target's readers do not know."""
    known = table("abbreviations")
    if source == target or source not in known:
        return PhraseIndex(())
    shared = known.get(target, {"phrases": [], "units": []})
    phrases = [phrase for phrase in known[source]["phrases"] if phrase not in shared["phrases"]]
    units = [unit for unit in known[source]["units"] if unit not in shared["units"]]
    return PhraseIndex(
        [(phrase, re.compile(rf"({_spaced(phrase)})(?!\w)")) for phrase in phrases]
        + [(unit, re.compile(rf"(?<=\d[ \u00a0\u202f])({unit})(?!\w)")) for unit in units]
    )


def _spaced(phrase: str) -> str:
    """A pattern for a phrase in which its blanks may be missing or protected."""
    return r"[ \u00a0\u202f]?".join(re.escape(part) for part in phrase.split())


def is_reported(segment: Segment, context: Context, index: int) -> bool:
    """Whether a word of the translation is reported as left over or foreign."""
    if segment.source is not None:
        return any(first <= index <= last for first, last in _passages(segment, context))
    text = context.translation(segment)
    foreign = foreign_words(context.source_language.code, context.target_language.code)
    return text.folded[index] in foreign and _stands_free(text, index)


def _passages(segment: Segment, context: Context) -> list[Passage]:
    here, there = context.translation(segment), context.source(segment)
    if here.folded_set.isdisjoint(there.folded_set):
        return []
    found = left_over(here, there)
    if not found:
        return []
    loans = borrowed(here)
    return [
        passage
        for passage in found
        if not loans.issuperset(range(passage[0], passage[1] + 1)) and not _is_money(here, passage)
    ]


def _is_money(text: Analysis, passage: Passage) -> bool:
    """Whether a single word is what the text's language calls a unit of money (*reais*)."""
    code, word = text.language.code, text.folded[passage.first]
    return (
        passage.first == passage.last
        and code in LANGUAGES
        and bool(currency_forms(code, doubtful=False).meanings(word))
    )
