"""TRM: peoples, languages and money, in another language's words or taken for others."""

from __future__ import annotations

import functools
from collections.abc import Container, Iterator

from mtaudit.glossary.apart import in_address, is_kept
from mtaudit.lang import Language, language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, WordsThat, bad, good
from mtaudit.rules.name_evidence import evidence
from mtaudit.rules.nation_tables import (
    LANGUAGES,
    TARGETS,
    Forms,
    currencies,
    currency_forms,
    currency_name,
    currency_names,
    money_traces,
    nationalities,
    nationality_forms,
)
from mtaudit.text.analysis import Analysis
from mtaudit.text.leftovers import Passage, is_set_apart, left_over
from mtaudit.text.lexicon import foreign_words, zipf
from mtaudit.text.names import is_title_case
from mtaudit.text.numbers import numbers_of
from mtaudit.text.phrases import Match, PhraseIndex

_UNHEARD = 2.0
"""How frequent a word of the language at least is, on the Zipf scale."""

_RARER = 2.0
"""How much rarer in the language a word of another one's name of money is, if it is not unheard."""

_SHORTEST = 5
_BESIDE_NUMBER = 25

_Place = tuple[Analysis, Match[frozenset[str]]]
"""A text, and what stands somewhere in it."""


class ForeignTerm(SegmentRule):
    """A people, language or currency as another language writes it ("couronnes suédoises").

    Reported are full names of currencies, and words that the target language does not know. Left
    alone is what stands in quotation marks, in a name or a link, what any two languages share, and
    single words that the rules on untranslated words report.
    """

    code = "TRM002"
    name = "foreign-form-of-term"
    category = "accuracy/untranslated"
    severity = Severity.MINOR
    target_languages = frozenset(TARGETS)
    examples = (
        bad(
            "fr-en",
            "The loan of two million couronnes suédoises was paid back in May.",
            "couronnes suédoises",
            suggestion="Swedish kronor",
        ),
        bad(
            "es-de",
            "Die Bank hat die libra esterlina abgewertet.",
            "libra esterlina",
            suggestion="Britische",
        ),
        bad("fr-en", "The letter was written in biélorusse and sent by post.", "biélorusse"),
        good("fr-en", "The loan of two million Swedish kronor was paid back in May."),
        good("fr-en", "She read “Le dernier Norvégien” and paid in Libra esterlina Park."),
        good("en-fr", "Le prêt en couronnes suédoises a été remboursé en livres sterling."),
    )

    def words(self, source: Language, target: Language) -> Container[str]:
        """The words of other languages, and what begins their names of currencies."""
        others = [_foreign(code, target.code) for code in _possible(source.code, target.code)]
        return WordsThat(lambda word: any(other.may_begin(word) for other in others))

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the words of other languages."""
        text, source = context.translation(segment), context.source(segment)
        target = text.language.code
        for code in _possible(context.source_language.code, target):
            free = 0
            for passage, right in (*_names(text, code), *_words(text, source, code)):
                if passage.first < free or not _stands_free(text, passage, source):
                    continue
                free = passage.last + 1
                start, end = text.span_of(*passage)
                yield self.finding(
                    segment,
                    start,
                    end,
                    f"“{text.text[start:end]}” is {language(code).name}; "
                    f"{text.language.name} has “{right}”.",
                    suggestion=f"Write {right}.",
                )
            if free:
                return


def _names(text: Analysis, code: str) -> Iterator[tuple[Passage, str]]:
    """The full names of currencies, and what they are in the language of the text."""
    found = _foreign(code, text.language.code)
    if not found.words.isdisjoint(text.folded_set):
        for match in found.phrases.find(text.folded):
            right = currency_name(*match.value, text.language.code)
            yield Passage(match.first, match.last), right


def _words(text: Analysis, source: Analysis, code: str) -> Iterator[tuple[Passage, str]]:
    """Single words that another rule does not report, and what they are in that language."""
    target = text.language.code
    foreign = _foreign(code, target)
    if foreign.meaningless.issuperset(text.folded_set):
        return
    for index, word in enumerate(text.folded):
        meaning = foreign.meaning(word)
        if meaning and text.words[index].islower():
            concept = nationalities().get(meaning) or currencies()[meaning]
            if not _is_left_to_others(text, index, source, code):
                yield Passage(index, index), concept.name(target)


def _possible(source: str, target: str) -> tuple[str, ...]:
    """The languages that words can be left over from."""
    codes = (source,) if source in LANGUAGES else () if source != "und" else TARGETS
    return tuple(code for code in codes if code != target)


class _Foreign:
    """A language's names of currencies and peoples that are no words of another language.

    Attributes:
        words: the first words of the currencies' names.
        phrases: the names, each with the currency and a count that asks for it.
        meaningless: words that were looked up in vain.
    """

    def __init__(self, code: str, target: str) -> None:
        own = currency_names(target)
        names = {words: value for words, value in currency_names(code).items() if words not in own}
        names = {
            words: value
            for words, value in names.items()
            if any(zipf(word, target) < max(_UNHEARD, zipf(word, code) - _RARER) for word in words)
        }
        self.words = frozenset(words[0] for words in names)
        self.phrases = PhraseIndex((" ".join(words), value) for words, value in names.items())
        self.meaningless: set[str] = set()
        self._languages = code, target

    def may_begin(self, word: str) -> bool:
        """Whether a folded word is one of them, or the first of several."""
        return word in self.words or self.meaning(word) is not None

    def meaning(self, word: str) -> str | None:
        """The one concept that a word stands for there, if it is no word of the other language."""
        if word in self.meaningless:
            return None
        found = self._look_up(word)
        if found is None:
            self.meaningless.add(word)
        return found

    def _look_up(self, word: str) -> str | None:
        code, target = self._languages
        if len(word) < _SHORTEST or not word.isalpha() or zipf(word, target) >= _UNHEARD:
            return None
        for forms in (nationality_forms, _money):
            found = forms(code).meanings(word)
            if len(found) == 1:
                return None if forms(target).meanings(word) else next(iter(found))
        return None


_foreign = functools.cache(_Foreign)


def _money(code: str) -> Forms:
    return currency_forms(code, doubtful=False)


def _is_left_to_others(text: Analysis, index: int, source: Analysis, code: str) -> bool:
    """Whether the rules on untranslated words speak of a word, or the source does not have it."""
    if not source.words:
        return text.folded[index] in foreign_words(code, text.language.code)
    if text.folded[index] not in source.folded_set:
        return True
    return any(first <= index <= last for first, last in left_over(text, source))


def _stands_free(text: Analysis, passage: Passage, source: Analysis) -> bool:
    """Whether words stand in a sentence of the target language, no name or quotation."""
    start, end = text.span_of(*passage)
    if in_address(text.text, start, end) or is_set_apart(text, passage):
        return False
    if source.words and is_kept(text, start, end, source.text):
        return False
    beside = [
        index for index in (passage.first - 1, passage.last + 1) if 0 <= index < len(text.words)
    ]
    return bool(beside) and all(_goes_on(text, index) for index in beside)


def _goes_on(text: Analysis, index: int) -> bool:
    """Whether a word is one of the language, and no name as far as its capital tells."""
    word = text.words[index]
    known = zipf(text.folded[index], text.language.code) >= _UNHEARD
    return word.isdigit() or (known and (word.islower() or text.language.capitalizes_nouns))


class _OtherRule(SegmentRule):
    """What both rules share on what is taken for another of its kind."""

    category = "accuracy/mistranslation"
    severity = Severity.MAJOR
    needs = frozenset({"source"})
    target_languages = frozenset(TARGETS)
    source_languages = frozenset(LANGUAGES)

    def _instead(self, segment: Segment, wrong: _Place, lost: _Place, right: str) -> Finding:
        """The finding: what stands in the translation, and what in the source."""
        (text, written), (source, meant) = wrong, lost
        start, end = text.span_of(written.first, written.last)
        there = source.text[slice(*source.span_of(meant.first, meant.last))]
        return self.finding(
            segment,
            start,
            end,
            f"The source has “{there}”, and nothing that “{text.text[start:end]}” stands for.",
            suggestion=f"Write {right}.",
        )


class OtherNationality(_OtherRule):
    """A people or language in the translation where the source names another one.

    Norwegian kroner are not Swedish ones, and who speaks Ukrainian need not speak Russian. Reported
    only where the source has no trace of the one (country, capital and people count), the
    translation and its neighbours none of the other, and nothing else of the kind is in doubt.
    """

    code = "TRM003"
    name = "other-nationality"
    examples = (
        bad(
            "fr-en",
            "The loan came to two million Swedish kronor.",
            "Swedish",
            source="Le prêt s’élevait à deux millions de couronnes norvégiennes.",
            suggestion="Norwegian",
        ),
        bad(
            "de-es",
            "Habla ruso en casa.",
            "ruso",
            source="Zu Hause spricht sie Ukrainisch.",
            suggestion="ucraniano",
        ),
        good(
            "fr-en",
            "The loan came to two million Norwegian kroner.",
            source="Le prêt s’élevait à deux millions de couronnes norvégiennes.",
        ),
        good(
            "de-en",
            "The Moscow court convicted the Dutch reporter.",
            source="Das russische Gericht verurteilte die Reporterin aus Den Haag.",
        ),
        good(
            "fr-en",
            "The Russian president spoke.",
            source="Le président a parlé.",
        ),
    )

    def words(self, source: Language, target: Language) -> Container[str]:  # noqa: ARG002
        """What peoples and languages are called."""
        return WordsThat(nationality_forms(target.code).may_begin)

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield what names another people."""
        text, source = context.translation(segment), context.source(segment)
        wrong = _without_trace(text, source)
        if len({match.value for match in wrong}) != 1 or is_title_case(text):
            return
        lost = _without_trace(source, text)
        if len({match.value for match in lost}) != 1:
            return
        meant = next(iter(lost[0].value))
        if _is_named_near(meant, wrong[0].value, segment, context):
            return
        right = nationalities()[meant].name(text.language.code)
        yield self._instead(segment, (text, wrong[0]), (source, lost[0]), right)


def _peoples(text: Analysis) -> list[Match[frozenset[str]]]:
    """The peoples and languages of a text; where it writes them with a capital, only such words."""
    capital = text.language.code == "en"
    return [
        match
        for match in nationality_forms(text.language.code).find(text.folded)
        if not capital or text.words[match.first][0].isupper()
    ]


def _without_trace(text: Analysis, other: Analysis) -> list[Match[frozenset[str]]]:
    """The peoples of a text that the other text does not name in any way."""
    return [
        match
        for match in _peoples(text)
        if not any(_is_meant(people, other, text.language.code) for people in match.value)
    ]


@functools.lru_cache(maxsize=16384)
def _is_meant(people: str, text: Analysis, other: str) -> bool:
    """Whether a text speaks of a people, its country, capital or language, in whatever way."""
    if any(people in match.value for match in _peoples(text)):
        return True
    if any(
        people in nationality_forms(code).meanings(word)
        for code in LANGUAGES
        for word in text.folded_set
    ):
        return True
    return evidence(text, other).refers_to(people, [people])


def _is_named_near(meant: str, written: frozenset[str], segment: Segment, context: Context) -> bool:
    """Whether a sentence nearby has what was meant, or its source what was written."""
    segments = context.document.segments
    index = context.positions.get(segment.id, 0)
    here, there = context.source_language.code, context.target_language.code
    return any(
        _is_meant(meant, context.translation(other), here)
        or any(_is_meant(people, context.source(other), there) for people in written)
        for other in segments[max(0, index - 1) : index + 2]
        if other is not segment
    )


class OtherCurrency(_OtherRule):
    """A currency in the translation where the source has another one.

    Reported only where neither has any trace in the other text: no word, sign or code. What also
    means something else (pound, real, won, crown) is never wrong. Sums of money are left to
    unit-changed.
    """

    code = "TRM004"
    name = "other-currency"
    examples = (
        bad(
            "fr-en",
            "The zloty has lost a tenth of its value.",
            "zloty",
            source="Le forint a perdu un dixième de sa valeur.",
            suggestion="forint",
        ),
        bad(
            "en-ru",
            "Рубль снова укрепился.",
            "Рубль",
            source="The hryvnia has recovered again.",
            suggestion="гривна",
        ),
        good(
            "de-en",
            "The rouble fell.",
            source="Der Rubel ist gefallen.",
        ),
        good("en-fr", "Le billet vert a reculé.", source="The dollar fell."),
        good(
            "en-es",
            "El dólar vale más que el peso.",
            source="The greenback is worth more than the Mexican currency.",
        ),
    )

    def words(self, source: Language, target: Language) -> Container[str]:  # noqa: ARG002
        """What units of money are called."""
        return WordsThat(_money(target.code).may_begin)

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield what names another currency."""
        text, source = context.translation(segment), context.source(segment)
        wrong = _money_without_trace(text, source)
        if len({match.value for match in wrong}) != 1:
            return
        lost = _money_without_trace(source, text)
        if len({match.value for match in lost}) != 1:
            return
        if _is_counted(text, text.span_of(wrong[0].first, wrong[0].last)[0]):
            return
        right = currencies()[next(iter(lost[0].value))].name(text.language.code)
        yield self._instead(segment, (text, wrong[0]), (source, lost[0]), right)


def _money_without_trace(text: Analysis, other: Analysis) -> list[Match[frozenset[str]]]:
    """The currencies of a text that the other text does not name in any way."""
    return [
        match
        for match in _money(text.language.code).find(text.folded)
        if not any(_is_paid(unit, other) for unit in match.value)
    ]


def _is_paid(unit: str, text: Analysis) -> bool:
    """Whether a text may speak of a unit of money, in whatever way."""
    if any(sign in text.text for sign in currencies()[unit].signs):
        return True
    traces = money_traces(unit)
    return any(
        word.startswith(trace) or (len(trace) > 3 and trace in word)
        for word in text.folded_set
        for trace in traces
    )


def _is_counted(text: Analysis, start: int) -> bool:
    """Whether a known sum of money ends before a place."""
    numbers = numbers_of(text)
    return any(
        measure.unit is not None
        and measure.unit.measures == "money"
        and 0 <= start - quantity.end < _BESIDE_NUMBER
        for quantity, measure in zip(numbers.quantities, numbers.measures, strict=True)
    )
