"""The numbers of a text: digits of any locale, words, Roman and Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from mtaudit.text.analysis import Analysis
from mtaudit.text.memo import kept
from mtaudit.text.numbers.digits import address_values, digit_quantities
from mtaudit.text.numbers.facts import NumberWords, number_words
from mtaudit.text.numbers.ideographs import ideograph_quantities, ideograph_values
from mtaudit.text.numbers.model import Hint, Kind, Quantity, Reading
from mtaudit.text.numbers.roman import ROMAN_WORDS, roman_quantities, roman_values
from mtaudit.text.numbers.units import Measure, Unit, measures_of, names_unit
from mtaudit.text.numbers.words import counts, stem_values, word_quantities

__all__ = [
    "Hint",
    "Kind",
    "NumberWords",
    "Numbers",
    "Quantity",
    "Reading",
    "is_numeric",
    "numbers_of",
]

_DIGITS = frozenset("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯０１２３４５６７８９")
_LONE_SCALE = 100
_BESIDE = 16
_OPENING, _CLOSING = frozenset("(（"), frozenset(")）")
_ZONES = frozenset(
    {"GMT", "UTC", "ET", "EST", "EDT", "CT", "CST", "CDT", "PT", "PST", "PDT", "BST", "CET", "CEST"}
    | {"MEZ", "MESZ", "MSK", "МСК", "IST", "JST"}
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|(?<![^\W\d])[ap]\.?m\b|\d ?[hH]\b|\d ?[hH]\d\d\b"
    r"|\bat night\b|\bin the (?:morning|afternoon|evening)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"%|per\s?cent|pour\s?cent|prozent|ciento|cento|процент|procent|百分"
    r"|パーセント|[\d一二两兩三四五六七八九十][割成]|퍼센트|प्रतिशत|फीसद|फ़ीसद",
    re.IGNORECASE,
)


class Numbers:
    """The numbers of one text.

    ``quantities`` are those that need a counterpart in a translation, by place; ``values`` are
    those of any of their readings, ``wholes`` those of readings as one number, and ``lists`` the
    readings as several, such as the hour and the minutes of 15.30.
    """

    def __init__(self, text: Analysis) -> None:
        self.text = text
        self.facts = number_words(text.language.code)
        self.quantities = self._find()
        readings = [reading for quantity in self.quantities for reading in quantity.readings]
        self.wholes = frozenset(reading[0] for reading in readings if len(reading) == 1)
        self.values = self.wholes.union(*readings)
        self.lists = tuple(reading for reading in readings if len(reading) > 1)

    def _find(self) -> tuple[Quantity, ...]:
        text, facts = self.text, self.facts
        found = [] if _DIGITS.isdisjoint(text.text) else digit_quantities(text.text, facts)
        if facts.ideographic:
            found += ideograph_quantities(text.text, text.language.code)
        elif facts.known:
            found += word_quantities(text, facts, found)
        if not ROMAN_WORDS.isdisjoint(text.folded_set):
            found += roman_quantities(text.text)
        found.sort()
        return tuple(found)

    def excerpt(self, quantity: Quantity) -> str:
        """A quantity as it stands in the text."""
        return self.text.text[quantity.start : quantity.end]

    @kept
    def measures(self) -> tuple[Measure, ...]:
        """How much of what each quantity is."""
        return measures_of(self.text.text, self.quantities, self.facts)

    @kept
    def measured(self) -> dict[Unit, list[int]]:
        """The indexes of the quantities that have a known unit, by unit."""
        found: dict[Unit, list[int]] = {}
        for index, (_, unit) in enumerate(self.measures):
            if unit:
                found.setdefault(unit, []).append(index)
        return found

    @kept
    def tells_time(self) -> bool:
        """Whether a time of the day may stand in the text."""
        times, text = self.facts.times, self.text.text
        if self.facts.ideographic:
            return any(mark in text for mark in times)
        return not times.isdisjoint(self.text.words) or _CLOCK.search(text) is not None

    @kept
    def time_zones(self) -> frozenset[str]:
        """The abbreviated time zones in the text."""
        return _ZONES.intersection(self.text.words)

    @kept
    def has_percent(self) -> bool:
        """Whether the text speaks of percent."""
        return _PERCENT.search(self.text.text) is not None

    @kept
    def bracketed(self) -> frozenset[float]:
        """The numbers that stand in brackets alone, as ages do."""
        text = self.text.text
        return frozenset(
            quantity.value
            for quantity in self.quantities
            if text[quantity.start - 1 : quantity.start] in _OPENING
            and text[quantity.end : quantity.end + 1] in _CLOSING
        )

    @kept
    def names_second_half(self) -> bool:
        """Whether the text names the second half of a match."""
        text = self.text.text.lower()
        return any(name in text for name in self.facts.second_half)

    def _ages(self) -> Iterator[float]:
        """The ages that are told by the year of life that one is in."""
        text = self.text.text.lower()
        for quantity in self.quantities:
            following = text[quantity.end : quantity.end + _BESIDE]
            if any(name in following for name in self.facts.year_of_life):
                yield quantity.value - 1

    @kept
    def collectives(self) -> frozenset[float]:
        """How many those are that the text counts by: decades, dozens, centuries."""
        collectives = self.facts.collectives
        return frozenset(collectives[word] for word in collectives.keys() & self.text.folded_set)

    def names(self, unit: str) -> bool:
        """Whether the text names a unit, with a number or without."""
        pattern = self.facts.units.get(unit)
        return pattern is not None and names_unit(self.text.text, pattern)

    @kept
    def scales(self) -> frozenset[float]:
        """The values of all number words, scales with a number before them or alone among them."""
        known = self.facts.cardinals
        return frozenset(known[word] for word in known.keys() & self.text.folded_set)

    @kept
    def _single(self) -> frozenset[str]:
        """The words that are not members of a longer number, as two is of *two hundred*."""
        text, found = self.text, self.text.folded_set
        longer = [q for q in self.quantities if len(self.excerpt(q).split()) > 1]
        if not longer:
            return found
        return frozenset(
            word
            for word, (start, _) in zip(text.folded, text.spans, strict=True)
            if not any(quantity.start <= start < quantity.end for quantity in longer)
        )

    @kept
    def uncounted(self) -> tuple[Hint, ...]:
        """The ordinals and scales that are no quantities, and words that begin with a number."""
        taken = [(quantity.start, quantity.end) for quantity in self.quantities]
        found = []
        for word, (start, end) in zip(self.text.folded, self.text.spans, strict=True):
            hint = self._made_from(word, start, end)
            if hint and not any(s < end and start < e for s, e in taken):
                found.append(hint)
        return tuple(found)

    def _made_from(self, word: str, start: int, end: int) -> Hint | None:
        facts = self.facts
        hinted = facts.hints.get(word, ())
        if word in facts.ordinals:
            return Hint(start, end, "ordinal", (facts.ordinals[word], *hinted))
        if facts.cardinals.get(word, 0) >= _LONE_SCALE:
            return Hint(start, end, "word", (facts.cardinals[word], *hinted))
        values = () if hinted else stem_values(word, facts)
        return Hint(start, end, "word", values) if max(values, default=1) > 1 else None

    @kept
    def ordinals(self) -> frozenset[float]:
        """The ordinals that the text has, and all other values but one, which articles hint at."""
        table = self.facts.ordinals
        found = frozenset(table[word] for word in table.keys() & self._single)
        return found | (self.hints - {1})

    @kept
    def dated_hints(self) -> frozenset[float]:
        """The hints, and the numbers of the months that the text names."""
        table = self.facts.months
        return self.hints.union(table[word] for word in table.keys() & self._single)

    @kept
    def hints(self) -> frozenset[float]:
        """Every value that a translator may have got from the text, counted or not, but months."""
        facts, words = self.facts, self.text.folded_set
        found = set(self.values)
        for word in facts.hinting & words:
            found.update(facts.hints[word])
        for table in (facts.cardinals, facts.ordinals):
            found.update(table[word] for word in table.keys() & self._single)
        if facts.compound:
            for word in words:
                found.update(stem_values(word, facts))
        text = self.text.text
        found.update(value for word, value in facts.characters.items() if word in text)
        if facts.ideographic:
            found.update(ideograph_values(text))
        found.update(roman_values(text), address_values(text), self._ages())
        return frozenset(found)


def is_numeric(word: str, code: str) -> bool:
    """Whether a folded word of a language is, or has, part of a number in digits or letters."""
    return not _DIGITS.isdisjoint(word) or word in ROMAN_WORDS or counts(word, code)


@lru_cache(maxsize=4096)
def numbers_of(text: Analysis) -> Numbers:
    """The numbers of a text, shared by whoever asks again."""
    return Numbers(text)
