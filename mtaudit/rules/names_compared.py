"""Names of the translation held against those of the source."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good
from mtaudit.rules.name_evidence import evidence
from mtaudit.rules.name_excuses import (
    completes_name,
    is_at_home,
    is_behind_name,
    is_gloss,
    is_no_name,
    is_of_one_language,
    may_be_letters,
)
from mtaudit.rules.name_support import DOUBT, Comparison, Orphan, compare
from mtaudit.rules.name_tables import openers
from mtaudit.rules.name_translated import is_named_in, with_translated
from mtaudit.rules.name_unmarked import compare_unmarked
from mtaudit.text.analysis import Analysis

_CLAUSE_END = re.compile(r"(\w+)\s*(?:[.;:)]|,(?![^.;:]*,))")
_EMPTY = re.compile(r"""(?<=\s)['’]s\b|""|[“„«]\s*[”»]|\(\s*[),]|,\s*,""")


_LIKELY = 0.5
"""How likely a name has to stay in translation to be missed."""

_MOST = 3
"""So many wrong names show that a segment is no translation of its source."""


def _names(segment: Segment, context: Context) -> Comparison:
    return _compared(context.source(segment), context.translation(segment))


@functools.lru_cache(maxsize=4096)
def _compared(source: Analysis, translation: Analysis) -> Comparison:
    find = compare_unmarked if source.has_no_case else compare
    return with_translated(find(source, translation), source, translation)


def _surest(found: Iterable[Orphan]) -> Orphan:
    return max(found, key=lambda orphan: orphan.likely)


def _pairs(names: Comparison) -> list[tuple[Orphan, Orphan]]:
    """The names of the translation that stand where the source has another name, with that."""
    if not names.source or not names.translation:
        return []
    surest = _surest(names.source)
    return [
        (orphan, _counterpart(orphan, surest, names.source))
        for orphan in names.translation
        if _may_replace(orphan, surest)
    ]


def _counterpart(orphan: Orphan, surest: Orphan, lost: Iterable[Orphan]) -> Orphan:
    """The surest lost name, or a likely one that is a place as well, or none as well."""
    alike = [one for one in lost if bool(one.place) == bool(orphan.place) and one.certain]
    return surest if surest in alike or not alike else _surest(alike)


def _may_replace(orphan: Orphan, lost: Orphan) -> bool:
    """Whether a name without support may stand where another has gone, and is no common noun."""
    chance = orphan.likely * lost.likely
    if (lost.likely >= 0.7 and orphan.likely > 0.3) or (lost.certain and orphan.likely >= 0.6):
        return chance >= 0.2
    return chance >= DOUBT * (1 if _same_kind(orphan, lost) else 1.4)


def _same_kind(one: Orphan, other: Orphan) -> bool:
    return bool(one.place) == bool(other.place) or one.lost + other.lost > 2


def _near(segment: Segment, context: Context) -> Iterable[Segment]:
    """The segments around one, into which a translator may have moved a name."""
    segments = context.document.segments
    index = context.positions.get(segment.id, 0)
    return segments[max(0, index - 8) : index + 9]


def translated_near(words: Iterable[str], segment: Segment, context: Context) -> bool:
    """Whether a name of the source stands in the translation of a sentence nearby."""
    code = context.source_language.code
    near = (context.translation(other) for other in _near(segment, context))
    return any(evidence(text, code).supports(word) for text in near for word in words)


def _named_near(orphan: Orphan, segment: Segment, context: Context) -> bool:
    """Whether a name of the translation stands in the source of a sentence nearby."""
    code = context.target_language.code
    others = _near(segment, context)
    if context.source(segment).has_no_case:
        others = (other for other in others if other is not segment)
    near = (context.source(other) for other in others)
    return any(evidence(text, code).supports(word) for text in near for word in orphan.words)


def _replaced(segment: Segment, context: Context) -> list[tuple[Orphan, Orphan]]:
    pairs = _pairs(_names(segment, context))
    if not pairs:
        return []
    source, translation = context.source(segment), context.translation(segment)
    return [
        (orphan, lost)
        for orphan, lost in pairs
        if not (
            is_of_one_language(lost, source, translation)
            and is_no_name(orphan, translation, source)
        )
        and not is_behind_name(orphan, translation)
        and not _named_near(orphan, segment, context)
        and not translated_near(lost.words, segment, context)
        and not _is_named_elsewhere(orphan, lost, segment, context)
    ]


def _is_named_elsewhere(orphan: Orphan, lost: Orphan, segment: Segment, context: Context) -> bool:
    """Whether what the table of translated names has stands in another sentence nearby."""
    source, translation = context.source(segment), context.translation(segment)
    others = [other for other in _near(segment, context) if other is not segment]
    return any(
        is_named_in(orphan, translation, context.source(other))
        or is_named_in(lost, source, context.translation(other))
        for other in others
    )


def _both_certain(orphan: Orphan, lost: Orphan) -> bool:
    """Whether two names are beyond doubt, and of one kind: two places, or two full names."""
    return (
        orphan.certain
        and lost.certain
        and (min(orphan.lost, lost.lost) > 1 or bool(orphan.place and lost.place))
    )


class NameReplaced(SegmentRule):
    """A name in the translation that the source does not have, where a name of the source is gone.

    The reader is told of another person, place or organization. Spellings, scripts and schemes of
    transliteration are folded, places and people are known by their names in other languages, and
    countries also by their people and capitals. Of a source in a script without capitals, tables
    and, where it is written, the sound tell the names. Not reported: a name that replaces a pronoun
    or a role, titles and institutions that are translated word by word, acronyms, and headlines in
    title case.
    """

    code = "NAM002"
    name = "name-replaced"
    category = "accuracy/mistranslation"
    severity = Severity.MAJOR
    needs = frozenset({"source"})
    yields_to = frozenset(("TRM003",))
    examples = (
        bad(
            "de-en",
            "US President Erwin Huber wrote on Twitter that his government is watching the storms.",
            "Erwin Huber",
            source="US-Präsident Donald Trump schrieb per Twitter, dass seine Regierung die Stürme "
            "beobachte.",
            suggestion="Donald Trump",
        ),
        bad(
            "fr-en",
            "According to the minister, the talks will resume in Sweden next week.",
            "Sweden",
            source="Selon le ministre, les pourparlers reprendront en Norvège la semaine prochaine.",
            suggestion="Norvège",
        ),
        bad(
            "en-es",
            "El primer ministro viajó el lunes a Croacia para firmar el acuerdo.",
            "Croacia",
            source="The prime minister travelled to Hungary on Monday to sign the agreement.",
        ),
        bad("zh-en", "He met the mayor in Madrid.", "Madrid", source="他在柏林会见了市长。"),
        bad("hi-en", "He went to Croatia on Monday.", "Croatia", source="वह सोमवार को ज़िम्बाब्वे गए।"),
        good("de-en", "Open the Toolbar.", source="Öffnen Sie die Symbolleiste."),
        good(
            "ja-en", "Ohtani spoke to Merkel in Sapporo.", source="大谷は札幌でメルケル氏と話した。"
        ),
        good(
            "fr-en",
            "Putin received the Chinese president in Moscow, said Lavrov.",
            source="Poutine a reçu le président chinois à Moscou, a déclaré Lavrov.",
        ),
        good(
            "ru-en",
            "Angela Merkel will meet Emmanuel Macron in Munich on Friday.",
            source="Меркель встретится с Макроном в Мюнхене в пятницу.",
        ),
        good(
            "de-en",
            "The Foreign Ministry in London declined to comment.",
            source="Das Außenministerium in London wollte sich nicht äußern.",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterable[Finding]:
        """Yield the names that stand in another's place."""
        for orphan, lost in _replaced(segment, context)[:_MOST]:
            translation = context.translation(segment)
            other = context.source(segment).text[lost.start : lost.end]
            yield self.finding(
                segment,
                orphan.start,
                orphan.end,
                f"The source does not name “{translation.text[orphan.start : orphan.end]}”; it has “{other}”, "
                "of which the translation has no trace.",
                suggestion=f"Write the name that the source has: {other}.",
                severity=Severity.MAJOR if _both_certain(orphan, lost) else Severity.MINOR,
            )


class NameMissing(SegmentRule):
    """A name of the source that has no trace in the translation.

    Reported once a segment: where the sentence has a gap in which a name could have stood, or where
    a name that translation keeps is gone. Not reported: a name of which any part remains, or that
    stands in a sentence nearby; acronyms; and what may be a common noun.
    """

    code = "NAM003"
    name = "name-missing"
    category = "accuracy/omission"
    severity = Severity.MAJOR
    needs = frozenset({"source"})
    examples = (
        bad(
            "de-en",
            "Late night presenter welcomed the activist to his show on Tuesday.",
            "Stephen Colbert",
            source="Am Dienstag begrüßte Stephen Colbert die Aktivistin in seiner Sendung.",
        ),
        bad(
            "de-en",
            "More than 28,000 deaths have been registered in.",
            "in",
            source="In Spanien wurden mehr als 28.000 Tote registriert.",
            suggestion="Spanien",
        ),
        good(
            "de-en",
            "Trump said that he would not sign.",
            source="Donald Trump sagte, er werde nicht unterschreiben.",
        ),
        good(
            "it-en",
            "He added that he would stay.",
            source="Siminoff ha aggiunto che sarebbe rimasto.",
        ),
        good(
            "es-en",
            "The Federal Court ruled on Monday.",
            source="El Tribunal Federal falló el lunes.",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterable[Finding]:
        """Yield the names that are gone."""
        lost = [orphan for orphan in _names(segment, context).source if orphan.likely >= _LIKELY]
        if not lost or _replaced(segment, context):
            return
        source = context.source(segment)
        hole = _hole(context.translation(segment))
        lost = [
            orphan
            for orphan in lost
            if orphan.words
            and (hole or orphan.likely >= (0.75 if orphan.lost > 1 else 0.9))
            and not is_gloss(source, orphan)
            and not translated_near(orphan.words, segment, context)
        ]
        if not lost:
            return
        orphan = max(lost, key=lambda orphan: (orphan.likely, orphan.lost))
        if hole:
            yield self._gap(segment, hole, source.text[orphan.start : orphan.end])
        else:
            yield self._loss(segment, source, orphan)

    def _loss(self, segment: Segment, source: Analysis, orphan: Orphan) -> Finding:
        name = source.text[orphan.start : orphan.end]
        return self.finding(
            segment,
            orphan.start,
            orphan.end,
            f"Nothing in the translation stands for “{name}” of the source.",
            suggestion="Name it in the translation too.",
            side="source",
            severity=Severity.MINOR,
        )

    def _gap(self, segment: Segment, hole: tuple[int, int], name: str) -> Finding:
        return self.finding(
            segment,
            *hole,
            f"The sentence breaks off here, and nothing stands for “{name}” of the source.",
            suggestion=f"Fill in the name: {name}.",
        )


def _hole(translation: Analysis) -> tuple[int, int] | None:
    """Where a word is missing: a preposition or a quotation mark before the end of its clause."""
    text = translation.text
    match = _EMPTY.search(text)
    if match:
        return match.span()
    opening = openers(translation.language.code)
    for match in _CLAUSE_END.finditer(text):
        if match[1] in opening:
            return match.span(1)
    return None


class NameUnsupported(SegmentRule):
    """A full name that the source does not have, though no name of the source is missing.

    The translation has made someone up, or has taken a noun for a name. Not reported: single
    names, with which translators make clear whom a pronoun means, the country of the source's
    readers and its capital, what explains another name (*Creil, north of Paris*; *the French
    town*), words that a dictionary has, and the long form of a name or an acronym that the source
    has.
    """

    code = "NAM004"
    name = "name-unsupported"
    category = "accuracy/addition"
    severity = Severity.MINOR
    needs = frozenset({"source"})
    yields_to = frozenset(("ART003", "SPL001"))
    examples = (
        bad(
            "de-en",
            "The army said that Olivia Newton-John had reached the border.",
            "Olivia Newton-John",
            source="Die Armee teilte mit, dass die Kolonne die Grenze erreicht habe.",
        ),
        bad(
            "es-en",
            "The mayor thanked Quentin Chabert for the help of the neighbours.",
            "Quentin Chabert",
            source="El alcalde agradeció la ayuda de los vecinos.",
        ),
        good(
            "de-en",
            "Angela Merkel said that she would stay.",
            source="Merkel sagte, sie werde bleiben.",
        ),
        bad(
            "zh-en", "Feng Xiaogang said it was a success.", "Feng Xiaogang", source="他说很成功。"
        ),
        good("de-en", "Then press Backspace.", source="Dann drücken Sie die Rücktaste."),
        good(
            "de-en",
            "Tyre pressure is measured with cold tyres.",
            source="Der Reifendruck wird bei kalten Reifen gemessen.",
        ),
        good("pt-en", "Portugal’s parliament voted no.", source="A Assembleia votou contra."),
        good("de-en", "It rained on Corpus Christi.", source="An Fronleichnam regnete es."),
        good("fr-en", "He was held in Creil, north of Paris.", source="Il a été arrêté à Creil."),
        good(
            "fr-en",
            "The National Science Foundation pays for the research.",
            source="La NSF finance ces recherches.",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterable[Finding]:
        """Yield the full names that come from nowhere."""
        names = _names(segment, context)
        if not names.translation or _replaced(segment, context):
            return
        translation = context.translation(segment)
        for orphan in names.translation:
            if (
                orphan.certain
                and not is_at_home(
                    orphan, context.source_language.code, context.target_language.code
                )
                and not may_be_letters(orphan, context.source(segment), translation)
                and not is_no_name(orphan, translation, context.source(segment))
                and not is_behind_name(orphan, translation)
                and not is_gloss(translation, orphan)
                and not completes_name(orphan, translation, context.source(segment))
                and not _named_near(orphan, segment, context)
            ):
                name = translation.text[orphan.start : orphan.end]
                yield self.finding(
                    segment,
                    orphan.start,
                    orphan.end,
                    f"Nothing in the source stands for “{name}”.",
                    suggestion="Keep to whom and what the source names.",
                )
