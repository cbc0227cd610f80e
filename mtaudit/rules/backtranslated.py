"""BTR: what the source says and the back-translation does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtaudit.glossary.words import lemmas
from mtaudit.model import BackTranslation, Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import BackTranslationRule, Context, bad, good
from mtaudit.rules.name_evidence import evidence
from mtaudit.rules.name_support import DOUBT, Orphan, compare
from mtaudit.rules.names_compared import translated_near
from mtaudit.rules.negation import LANGUAGES, Negation, hints, negation_of
from mtaudit.text.analysis import Analysis, analyse
from mtaudit.text.lexicon import function_words
from mtaudit.text.names import names
from mtaudit.text.numbers import Numbers, Quantity, numbers_of

_MOST = 50
"""Tables of more numbers than this are not compared: each would be held against each."""
_AROUND = 2  # words on either side of a number by which it is known again
_ALONG = 4  # words after a negation among which is what it negates
_SURE = 0.5
"""The chance of being a name, from which one that does not come back is reported."""


def _content(text: Analysis, words: Sequence[str]) -> list[str]:
    """The folded words that carry meaning, in order."""
    usual = function_words(text.language)
    return [word for word in words if len(word) > 2 and word not in usual and word.isalpha()]


def _akin(one: str, other: str, code: str) -> bool:
    """Whether two words are forms of one."""
    return one == other or not {one, *lemmas(one, code)}.isdisjoint((other, *lemmas(other, code)))


class NumberChangedBack(BackTranslationRule):
    """Another number than in the source, in the same place, when translated back.

    The number must stand beside the same word in the source and in the back-translation, count the
    same thing, and stand in the translation too; what an engine only makes of a number is no
    finding. Found are changes that the numbers alone do not give away, because the source has the
    new number elsewhere, or may have been rounded or converted.
    """

    code = "BTR001"
    name = "number-changed-back"
    category = "accuracy/mistranslation"
    severity = Severity.MINOR
    yields_to = frozenset({"NUM"})
    examples = (
        bad(
            "en-pt",
            "O tsunami veio depois de um terremoto de magnitude 8,5.",
            "8,5",
            source="The tsunami followed a 7.5 magnitude earthquake.",
            suggestion="7.5",
        ),
        bad(
            "pt-en",
            "The government hired 340 teachers and 20 drivers.",
            "340",
            source="O governo contratou 320 professores e 20 motoristas.",
        ),
        good(
            "en-pt",
            "O porco pesava 250 quilos.",
            source="The pig weighed 550 pounds.",
        ),
        good(
            "pt-en",
            "The government hired 320 teachers and twenty drivers.",
            source="O governo contratou 320 professores e 20 motoristas.",
        ),
    )

    def check(self, segment: Segment, back: BackTranslation, context: Context) -> Iterator[Finding]:
        """Yield every number that is another one."""
        source = numbers_of(context.source(segment))
        returned = numbers_of(analyse(back.text, context.source_language))
        if source.values == returned.values:
            return
        translation = numbers_of(context.translation(segment))
        if max(map(len, (source.quantities, returned.quantities, translation.quantities))) > _MOST:
            return
        for number, quantity in enumerate(translation.quantities):
            old = _replaced(number, source, returned, translation)
            if old is not None:
                was, now = source.excerpt(old), translation.excerpt(quantity)
                yield self.finding(
                    segment,
                    quantity.start,
                    quantity.end,
                    f"The source has “{was}” here; “{now}” is what comes back.",
                    suggestion=f"Write what the source says: {was}.",
                )


def _replaced(
    number: int, source: Numbers, returned: Numbers, translation: Numbers
) -> Quantity | None:
    """The source's number in the place of one of the translation's, if that comes back."""
    quantity, unit = translation.quantities[number], translation.measures[number].unit
    if _has(source, quantity):
        return None
    for new, measure in zip(returned.quantities, returned.measures, strict=True):
        if new.value != quantity.value or _has(source, new):
            continue
        for old, its in zip(source.quantities, source.measures, strict=True):
            if its.unit != measure.unit or unit not in (None, its.unit):
                continue
            if _has(returned, old) or _has(translation, old):
                continue
            if _is_beside_the_same(old, source.text, new, returned.text):
                return old
    return None


def _has(numbers: Numbers, quantity: Quantity) -> bool:
    return any(numbers.values.issuperset(reading) for reading in quantity.readings)


def _is_beside_the_same(one: Quantity, text: Analysis, other: Quantity, returned: Analysis) -> bool:
    code = text.language.code
    pairs = zip(_beside(one, text), _beside(other, returned), strict=True)
    return any(mine and theirs and _akin(mine, theirs, code) for mine, theirs in pairs)


def _beside(quantity: Quantity, text: Analysis) -> tuple[str, str]:
    """The words with a meaning just before and just after a number; empty where none is near."""
    words = list(zip(text.folded, text.spans, strict=True))
    before = [word for word, (_, end) in words if end <= quantity.start][-_AROUND:]
    after = [word for word, (start, _) in words if start >= quantity.end][:_AROUND]
    return (
        next(reversed(_content(text, before)), ""),
        next(iter(_content(text, after)), ""),
    )


class NameLostBack(BackTranslationRule):
    """A name of the source that the translation has no trace of, not even when translated back.

    Names that may be common words, and places that have another name in the target language, come
    back as the source has them, so that more can be told of them than from the translation alone.
    Where another name comes back in its stead, that is marked. Not reported: single words that
    begin a sentence, and names that a sentence nearby has.
    """

    code = "BTR002"
    name = "name-lost-back"
    category = "accuracy/mistranslation"
    severity = Severity.MINOR
    yields_to = frozenset({"NAM"})
    examples = (
        bad(
            "en-pt",
            "Os bombeiros chegaram à meia-noite, disse a polícia.",
            "Rotterdam",
            source="Firefighters arrived in Rotterdam at midnight, the police said.",
        ),
        bad(
            "pt-en",
            "The train between the airport and downtown was late again.",
            "Chicago",
            source="O trem entre o aeroporto de Chicago e o centro atrasou de novo.",
        ),
        good(
            "pt-en",
            "The ministers met in London and Cologne on Friday.",
            source="Os ministros se reuniram em Londres e Colônia na sexta-feira.",
        ),
        good(
            "en-pt",
            "O líder destacou o acordo na ONU nesta semana.",
            source="The leader highlighted the deal at the United Nations this week.",
        ),
    )

    def check(self, segment: Segment, back: BackTranslation, context: Context) -> Iterator[Finding]:
        """Yield the first name that is gone."""
        source, translation = context.source(segment), context.translation(segment)
        returned = analyse(back.text, context.source_language)
        lost = compare(source, returned)
        if not lost.source:
            return
        doubted = [one for one in compare(source, translation).source if one.likely >= DOUBT]
        openings = {name.first for name in names(source) if name.initial}
        for orphan in lost.source:
            if (
                orphan.likely >= _SURE
                and (orphan.lost > 1 or orphan.first not in openings)
                and any(map(orphan.overlaps, doubted))
                and not _is_abbreviated(orphan, source, returned)
                and not translated_near(orphan.words, segment, context)
            ):
                yield self._describe(segment, source, orphan)
                return

    def _describe(self, segment: Segment, source: Analysis, orphan: Orphan) -> Finding:
        name = source.text[orphan.start : orphan.end]
        return self.finding(
            segment,
            orphan.start,
            orphan.end,
            f"“{name}” of the source does not come back.",
            suggestion="Compare with the source, and name it in the translation too.",
            side="source",
        )


def _is_abbreviated(orphan: Orphan, source: Analysis, returned: Analysis) -> bool:
    """Whether the whole of a name came back as its initials."""
    initials = evidence(returned, source.language.code)
    return any(
        name.first <= orphan.first <= name.last
        and initials.abbreviates(list(source.words[name.first : name.last + 1]))
        for name in names(source)
    )


class _NegationRule(BackTranslationRule):
    """What both rules on negation share: one side negates, the other not at all."""

    category = "accuracy/mistranslation"
    severity = Severity.MINOR
    source_languages = LANGUAGES
    target_languages = LANGUAGES
    yields_to = frozenset({"NEG"})


class NegationLostBack(_NegationRule):
    """A negation of the source that neither the translation nor the back-translation has.

    The word that it negates must come back, and nothing may come back that the source does not
    have and that may stand for a negation: "failed to", "hardly", "unhappy".
    """

    code = "BTR003"
    name = "negation-lost-back"
    examples = (
        bad(
            "pt-en",
            "The minister signed the agreement with the unions.",
            "não",
            source="O ministro não assinou o acordo com os sindicatos.",
        ),
        bad(
            "en-pt",
            "O hospital aceitou os doentes da cidade vizinha.",
            "not",
            source="The hospital did not accept the patients from the neighbouring town.",
        ),
        good(
            "pt-en",
            "The minister refused to sign the agreement.",
            source="O ministro não quis assinar o acordo.",
        ),
        good(
            "en-pt",
            "O hospital recusou os doentes da cidade vizinha.",
            source="The hospital did not accept the patients from the neighbouring town.",
        ),
    )

    def check(self, segment: Segment, back: BackTranslation, context: Context) -> Iterator[Finding]:
        """Yield the first negation of the source that is gone."""
        here = negation_of(context.source_language.code)
        there = negation_of(context.target_language.code)
        if here is None or there is None or there.clause.search(segment.translation):
            return
        returned = analyse(back.text, context.source_language)
        lost = _only_in(context.source(segment), returned, here)
        if lost is not None:
            yield self.finding(
                segment,
                *lost,
                "This negation of the source does not come back.",
                suggestion="Compare with the source, and put the negation back if it is lost.",
                side="source",
            )


class NegationAddedBack(_NegationRule):
    """A negation of the translation that comes back, though the source has none.

    The word that it negates must stand in the source, and all that may stand for a negation there
    must come back as it is: "only" for "only", "lack" for "lack".
    """

    code = "BTR004"
    name = "negation-added-back"
    examples = (
        bad(
            "pt-en",
            "Only the union did not sign the agreement with the ministry.",
            "not",
            source="Só o sindicato assinou o acordo com o ministério.",
        ),
        bad(
            "en-pt",
            "O único hospital da cidade não aceitou os doentes.",
            "não",
            source="The only hospital in the town accepted the patients.",
        ),
        good(
            "pt-en",
            "The minister did not want to sign the agreement.",
            source="O ministro recusou-se a assinar o acordo.",
        ),
        good(
            "en-pt",
            "O hospital não aceitou os doentes.",
            source="The hospital refused to accept the patients.",
        ),
    )

    def check(self, segment: Segment, back: BackTranslation, context: Context) -> Iterator[Finding]:
        """Yield the first negation of the translation, if it comes back and the source has none."""
        here = negation_of(context.source_language.code)
        there = negation_of(context.target_language.code)
        if here is None or there is None:
            return
        added = there.clause.search(segment.translation)
        if added is None:
            return
        returned = analyse(back.text, context.source_language)
        if _only_in(returned, context.source(segment), here):
            yield self.finding(
                segment,
                *added.span(),
                "This negation comes back, and the source does not negate anything.",
                suggestion="Compare with the source, and delete the negation if it is wrong.",
            )


def _only_in(text: Analysis, other: Analysis, negation: Negation) -> tuple[int, int] | None:
    """The first negation that one of two texts in a language has and the other has no trace of."""
    found = list(negation.clause.finditer(text.text))
    if not found or negation.clause.search(other.text):
        return None
    known = set(hints(text, negation))
    if any(hint not in known for hint in hints(other, negation)):
        return None
    spans = (match.span() for match in found)
    return next((span for span in spans if _is_negated_in(text, span, other)), None)


def _is_negated_in(text: Analysis, span: tuple[int, int], other: Analysis) -> bool:
    """Whether the other text has the word that a negation belongs to."""
    words = list(zip(text.folded, text.spans, strict=True))
    after = [word for word, (start, _) in words if start >= span[1]][:_ALONG]
    before = [word for word, (_, end) in words if end <= span[0]][-_ALONG:]
    negated = next(iter(_content(text, after)), None) or next(
        reversed(_content(text, before)), None
    )
    if negated is None:
        return False
    code = text.language.code
    return any(_akin(negated, word, code) for word in other.folded_set)
