"""NUM: numbers, dates and units that say something else than the source."""

from __future__ import annotations

import functools
from collections.abc import Callable, Container, Iterator
from operator import attrgetter

from mtaudit.lang import Language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, WordsThat, bad, good
from mtaudit.text.analysis import Analysis
from mtaudit.text.numbers import Numbers, Quantity, is_numeric, numbers_of
from mtaudit.text.numbers.calendar import Named, months_of, weekdays_of
from mtaudit.text.numbers.comparison import Comparison, is_precise, looks_like_year
from mtaudit.text.numbers.facts import number_words
from mtaudit.text.numbers.units import Measure, are_in_two_systems, are_of_one_kind, is_conversion

_THOUSANDS = frozenset({10.0**power for power in (-9, -6, -3, 3, 6, 9)})


def _compared(segment: Segment, context: Context) -> Comparison | None:
    """The numbers of both sides, unless they are plainly the same."""
    if not segment.source:
        return None
    return _comparison(context.source(segment), context.translation(segment))


@functools.lru_cache(maxsize=1024)
def _comparison(source: Analysis, translation: Analysis) -> Comparison | None:
    one, other = numbers_of(source), numbers_of(translation)
    return None if one.values == other.values else Comparison(one, other)


class _NumberRule(SegmentRule):
    """What rules share that say something of a number of the translation."""

    needs = frozenset({"source"})

    def words(self, source: Language, target: Language) -> Container[str] | None:  # noqa: ARG002
        """What numbers are written with; none where the language does not part words."""
        if number_words(target.code).ideographic:
            return None
        return WordsThat(lambda word: is_numeric(word, target.code))


def _is_off_by_thousands(lost: Quantity, new: Quantity) -> bool:
    return any(
        one[0] and other[0] / one[0] in _THOUSANDS
        for one in lost.readings
        for other in new.readings
        if len(one) == len(other) == 1
    )


class NumberChanged(_NumberRule):
    """A number that the source does not have, where a number of the source is missing.

    Numbers are compared by what they mean, not by how they are written: digits of any locale,
    words, Roman and Chinese numerals, "a dozen", "the 1960s" and "the sixties", 15 h and 3 p.m.
    A measure that was converted into another system (miles into kilometres) is right within what
    rounding may change; so is a number rounded to fewer digits.

    Nothing is reported unless both sides have a number that nothing on the other side explains, or
    one number each of the same unit. It is minor where one may not stand for the other: in another
    place of the sentence, of another order of magnitude, in words for figures, or for a word that
    is made from a number (*двадцатилетняя*).
    """

    code = "NUM001"
    name = "number-changed"
    category = "accuracy/mistranslation"
    severity = Severity.MAJOR
    examples = (
        bad(
            "de-en",
            "More than 24,000 deaths have been registered.",
            "24,000",
            source="Mehr als 28.000 Tote wurden registriert.",
            suggestion="28.000",
        ),
        bad(
            "fr-en",
            "Seventy-nine people were rescued.",
            "Seventy-nine",
            source="Quatre-vingt-dix-sept personnes ont été secourues.",
        ),
        bad(
            "en-ru",
            "Три солдата погибли в 2014 году.",
            "2014",
            source="Three soldiers died in 2004.",
        ),
        bad("zh-en", "The plant has 35 workers.", "35", source="该厂有二十五名工人。"),
        bad("nl-en", "It rose by 4.5 percent.", "4.5", source="Het steeg met 5,4 procent."),
        bad("ru-en", "A thirty-year-old won.", "thirty", source="Победила двадцатилетняя."),
        bad(
            "hi-en",
            "Kept for the fourth time at 4.5 percent.",
            "4.5",
            source="चौथी बार 6.5 प्रतिशत पर बरकरार रखा।",
        ),
        good("cs-en", "Two hundred people came.", source="Přišly dvě stovky lidí."),
        good(
            "fr-en",
            "Twelve of the fourteen lifts stayed shut.",
            source="Seules deux des quatorze remontées ont ouvert.",
        ),
        bad("pl-en", "He won the tenth game.", "tenth", source="Wygrał w dwunastym gemie."),
        good("hi-en", "It begins at 6.30 am.", source="सुबह साढ़े छह बजे शुरू होगा।"),
        good("de-en", "He left at 3.30 pm on 3 May.", source="Am 3.5. um 15.30 Uhr ging er."),
        good(
            "en-fr",
            "Le porc de 250 kg a été tué à 15 h 30.",
            source="The 550-pound hog was killed at 3:30 pm.",
        ),
        good(
            "de-en",
            "In the 1960s, half of the dozen houses were sold for about 2 million.",
            source="In den sechziger Jahren wurden 50 % der zwölf Häuser für 1,98 Mio. verkauft.",
        ),
        good("pl-en", "She was born in the 19th century.", source="Urodziła się w XIX wieku."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every new number that stands for a lost one."""
        compared = _compared(segment, context)
        if compared is None:
            return
        for lost, new in compared.replaced:
            old, found = compared.source.quantities[lost], compared.translation.quantities[new]
            if _is_off_by_thousands(old, found):
                continue
            is_doubtful = not compared.is_certain(lost, new) or are_in_two_systems(
                compared.source.measures[lost], compared.translation.measures[new]
            )
            severity = Severity.MINOR if is_doubtful else Severity.MAJOR
            yield self._changed(segment, compared, compared.source.excerpt(old), new, severity)
        if compared.reworded:
            word, new = compared.reworded
            was = compared.source.text.text[word.start : word.end]
            yield self._changed(segment, compared, was, new, Severity.MINOR)

    def _changed(
        self, segment: Segment, compared: Comparison, was: str, new: int, severity: Severity
    ) -> Finding:
        found = compared.translation.quantities[new]
        now = compared.translation.excerpt(found)
        return self.finding(
            segment,
            found.start,
            found.end,
            f"The source has “{was}”, the translation “{now}”.",
            suggestion=f"Write what the source says: {was}.",
            severity=severity,
        )


class NumberMissing(SegmentRule):
    """A precise number of the source that the translation does not have.

    Only numbers in digits with three significant digits are reported, and only where the
    translation has no other number in their place: a translator may well leave out or put into
    words what is round or small, and call 2019 "last year".
    """

    code = "NUM002"
    name = "number-missing"
    category = "accuracy/omission"
    severity = Severity.MINOR
    needs = frozenset({"source"})
    examples = (
        bad(
            "fr-en",
            "The factory was sold to a Chinese company.",
            "1 432",
            source="L’usine et ses 1 432 salariés ont été vendus à une société chinoise.",
        ),
        bad("de-it", "Il tasso è sceso.", "3,75", source="Die Quote sank auf 3,75 Prozent."),
        good("de-en", "Dozens of people came.", source="Rund 50 Menschen kamen."),
        good("en-fr", "Le porc pesait 250 kg.", source="The pig weighed 551 pounds."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every precise number of the source that is left out."""
        if not any(map(is_precise, numbers_of(context.source(segment)).quantities)):
            return
        compared = _compared(segment, context)
        if compared is None or compared.added:
            return
        for index in compared.missing:
            quantity = compared.source.quantities[index]
            if looks_like_year(quantity.value) and compared.may_paraphrase_year:
                continue
            if is_precise(quantity):
                yield self.finding(
                    segment,
                    quantity.start,
                    quantity.end,
                    "Nothing in the translation answers this number of the source.",
                    suggestion="Compare with the source, and put the number back if it is lost.",
                    side="source",
                )


class NumberAdded(_NumberRule):
    """A precise number that the source does not have.

    Only numbers in digits with three significant digits are reported, and only where no number of
    the source may have become them.
    """

    code = "NUM003"
    name = "number-added"
    category = "accuracy/addition"
    severity = Severity.MINOR
    examples = (
        bad(
            "fr-en",
            "The mayor resigned in 1987.",
            "1987",
            source="Le maire a démissionné.",
        ),
        bad("de-es", "El tipo bajó al 3,75 %.", "3,75", source="Der Satz ist gesunken."),
        good("pl-en", "In the 1920s, peace prevailed.", source="W latach dwudziestych był pokój."),
        good("fr-en", "It weighs 551 pounds.", source="Il pèse 250 kg."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every precise number that the source does not explain."""
        compared = _compared(segment, context)
        if compared is None or not any(map(is_precise, compared.translation.quantities)):
            return
        if not compared.added or compared.missing:
            return
        for index in compared.added:
            quantity = compared.translation.quantities[index]
            if is_precise(quantity):
                yield self.finding(
                    segment,
                    quantity.start,
                    quantity.end,
                    "Nothing in the source answers this number of the translation.",
                    suggestion="Compare with the source, and delete the number if it is wrong.",
                )


class ScaleChanged(_NumberRule):
    """A number that is too large or too small by a thousand, a million or a billion.

    French *milliard* and German *Milliarde* are an English *billion*; German *Billion* and Spanish
    *billón* are an English *trillion*; Spanish *mil millones* is one *billion*.
    """

    code = "NUM004"
    name = "scale-changed"
    category = "accuracy/mistranslation"
    severity = Severity.CRITICAL
    examples = (
        bad(
            "fr-en",
            "The plan costs 3.5 million euros.",
            "3.5 million",
            source="Le plan coûte 3,5 milliards d’euros.",
        ),
        bad(
            "de-en",
            "Debt rose to two billion euros.",
            "two billion",
            source="Die Schulden stiegen auf zwei Billionen Euro.",
        ),
        bad("en-es", "Un mercado de 3 billones.", "3 billones", source="A market of 3 billion."),
        good("en-de", "Ein Markt von 2,8 Mrd. Pfund.", source="A £2.8bn market."),
        good("es-en", "It cost 7.5 billion.", source="Costó 7.500 millones."),
        good("ru-en", "Some 25,000 people came.", source="Пришли около 25 тыс. человек."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every number that differs from a lost one by thousands."""
        compared = _compared(segment, context)
        if compared is None:
            return
        for lost, new in compared.replaced:
            old, found = compared.source.quantities[lost], compared.translation.quantities[new]
            if _is_off_by_thousands(old, found):
                was, now = compared.source.excerpt(old), compared.translation.excerpt(found)
                yield self.finding(
                    segment,
                    found.start,
                    found.end,
                    f"“{now}” is not as much as “{was}” in the source.",
                    suggestion=f"Write a number that is worth {old.value:,}.",
                )


class DateChanged(SegmentRule):
    """Another month or day of the week than in the source.

    Reported only if the source names one that the translation does not have, and the translation
    one that the source does not have, not even as a number. Days next to each other are minor: the
    translator may have reckoned in the time zone of the readers, or named the eve.
    """

    code = "NUM005"
    name = "date-changed"
    category = "accuracy/mistranslation"
    severity = Severity.MAJOR
    needs = frozenset({"source"})
    examples = (
        bad("fr-en", "They met on June 4.", "June", source="Ils se sont vus le 4 juillet."),
        bad("ru-en", "He left on Tuesday.", "Tuesday", source="Он уехал в четверг."),
        bad("hi-en", "He left on Friday.", "Friday", source="वह सोमवार को 5 बजे गए।"),
        bad("zh-en", "The talks begin on Friday.", "Friday", source="会谈将于周四开始。"),
        good("de-en", "On 3 May 2020, she left.", source="Am 3.5.2020 ging sie."),
        good(
            "en-pt", "Ele saiu na segunda-feira, 2 de março.", source="He left on Monday, 2 March."
        ),
        good("fr-en", "It may open this March.", source="Elle ouvrira peut-être en mars."),
    )

    def words(self, source: Language, target: Language) -> frozenset[str] | None:  # noqa: ARG002
        """The names of months and days; none where the language does not part words."""
        facts = number_words(target.code)
        return None if facts.ideographic else facts.calendar

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the months and days that stand for others."""
        translation = numbers_of(context.translation(segment))
        source = numbers_of(context.source(segment))
        for find in (months_of, weekdays_of):
            yield from self._changed(segment, source, translation, find)

    def _changed(
        self,
        segment: Segment,
        source: Numbers,
        translation: Numbers,
        find: Callable[[Numbers], list[Named]],
    ) -> Iterator[Finding]:
        new = find(translation)
        lost = find(source) if new else []
        if not lost:
            return
        is_day = find is weekdays_of
        hints = _days if is_day else attrgetter("dated_hints")
        new = [named for named in new if named.number not in hints(source) | _numbers(lost)]
        if not new:
            return
        lost = [named for named in lost if named.number not in hints(translation)]
        for old, found in zip(lost, new, strict=False):
            was = source.text.text[old.start : old.end]
            now = translation.text.text[found.start : found.end]
            yield self.finding(
                segment,
                found.start,
                found.end,
                f"The source has “{was}”, the translation “{now}”.",
                suggestion=f"Write what the source says: {was}.",
                severity=Severity.MINOR if is_day and _are_next(old, found) else None,
            )


def _days(numbers: Numbers) -> frozenset[float]:
    """The days of the week that words of a text may name, of which none is ever a number."""
    days = numbers.facts.weekdays
    return frozenset(days[word] for word in days.keys() & numbers.text.folded_set)


def _are_next(day: Named, other: Named) -> bool:
    """Whether one day of the week follows the other."""
    return abs(day.number - other.number) in (1, 6)


def _numbers(named: list[Named]) -> set[float]:
    return {one.number for one in named}


class UnitChanged(_NumberRule):
    """The same number with another unit or currency than in the source.

    Five kilometres are not five miles, and 100 dollars are not 100 euros. A converted measure has
    another number and is left alone.
    """

    code = "NUM006"
    name = "unit-changed"
    category = "accuracy/mistranslation"
    severity = Severity.MAJOR
    examples = (
        bad("en-fr", "Il a payé 700 €.", "700", source="He paid $700."),
        bad("de-en", "They walked 12 miles.", "12", source="Sie gingen 12 Kilometer."),
        bad("ru-en", "He got 15 months.", "15", source="Он получил 15 лет."),
        good("de-en", "They walked 7 miles (12 km).", source="Sie gingen 12 Kilometer."),
        good("en-es", "Costó 700 dólares.", source="It cost $700."),
        good("en-fr", "Il a perdu 5 livres.", source="He lost £5."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every number that counts something else than in the source."""
        translation = numbers_of(context.translation(segment))
        if not translation.quantities or not segment.source:
            return
        source = numbers_of(context.source(segment))
        if translation.values.isdisjoint(source.values) or not source.measured:
            return
        theirs = {measure.value: measure for measure in source.measures if measure.unit}
        for quantity, measure in zip(translation.quantities, translation.measures, strict=True):
            known = theirs.get(measure.value)
            if known and _is_exchanged(measure, known, source, translation):
                was = source.excerpt(source.quantities[source.measures.index(known)])
                yield self.finding(
                    segment,
                    quantity.start,
                    quantity.end,
                    f"{was} is {_unit_name(known)} in the source, {_unit_name(measure)} here.",
                    suggestion="Write the unit of the source, or convert the number.",
                )


def _is_exchanged(measure: Measure, known: Measure, source: Numbers, translation: Numbers) -> bool:
    """Whether each unit is foreign to the other text, and neither number was converted."""
    return (
        are_of_one_kind(measure, known)
        and not any(is_conversion(measure, other) for other in source.measures)
        and not any(is_conversion(known, other) for other in translation.measures)
        and measure.unit not in {other.unit for other in source.measures}
        and known.unit not in {other.unit for other in translation.measures}
    )


def _unit_name(measure: Measure) -> str:
    return measure.unit.label if measure.unit else ""
