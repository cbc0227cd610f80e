"""Which numbers of two texts have no counterpart in the other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from mtaudit.text.memo import kept
from mtaudit.text.numbers import Hint, Numbers, Quantity, Reading
from mtaudit.text.numbers.units import are_alike, is_conversion

_UNLIKE = -100.0
_MOST = 300
"""Tables of more numbers than this are not compared: each would be held against each."""
_FAR = 0.2
"""Part of the text by which numbers may be apart and surely stand for each other."""
_WORDS = frozenset({"word", "ordinal"})
_THOUSAND = 1000
_SCALES = (_THOUSAND, 10**5, 10**6, 10**7, 10**9)
_LARGEST_WHOLE = 20
_MINUTE, _HOUR = 60, 3600
_HALF_TIME, _STOPPAGE = 45, 10
"""Minutes of one half of a football match, and those added at most."""
_APART = ("ordinal", "word")
"""What may not stand for each other: an ordinal of the source, and a number that counts."""
_FEW = frozenset({0.5, 1.5, 2})
"""What words say of which scale there is: half a million, a couple of millions."""
_COMPOSED = frozenset({"degree", "second", "minute", "hour", "month"})
"""Units whose numbers translators convert, or put together with others (1 minute 18)."""
_POWERS = tuple(10**power for power in range(2, 13))


class Comparison:
    """The numbers of a source and of its translation, side by side."""

    def __init__(self, source: Numbers, translation: Numbers) -> None:
        self.source = source
        self.translation = translation

    @kept
    def added(self) -> tuple[int, ...]:
        """The indices of the translation's numbers that nothing in the source explains."""
        return tuple(_unanswered(self.translation, self.source)) if self._is_feasible else ()

    @kept
    def missing(self) -> tuple[int, ...]:
        """The indices of the source's numbers that nothing in the translation explains."""
        return tuple(_unanswered(self.source, self.translation)) if self._is_feasible else ()

    @property
    def _is_feasible(self) -> bool:
        return max(len(self.source.quantities), len(self.translation.quantities)) <= _MOST

    @property
    def may_paraphrase_year(self) -> bool:
        """Whether the translation speaks of a year: "last year" for 2019."""
        return self.translation.names("year")

    @kept
    def replaced(self) -> tuple[tuple[int, int], ...]:
        """Pairs of a missing number and the added one that stands for it, by index."""
        if not self.added:
            return ()
        pairs = []
        left = list(self.missing)
        for added in self.added:
            likeness = {index: self._likeness(index, added) for index in left}
            best = max(left, key=lambda index: likeness[index], default=None)
            if best is not None and likeness[best] > _UNLIKE:
                left.remove(best)
                pairs.append((best, added))
        return tuple(pairs)

    @kept
    def reworded(self) -> tuple[Hint, int] | None:
        """A word of the source that a number stands for which is not in it, with its index."""
        paired = {added for _, added in self.replaced}
        alone = [index for index in self.added if index not in paired]
        if len(alone) != 1:
            return None
        new, known = self.translation.quantities[alone[0]], self.translation
        lost = [
            hint
            for hint in self.source.uncounted
            if (known.ordinals if hint.kind == "ordinal" else known.hints).isdisjoint(hint.values)
        ]
        if len(lost) != 1 or new.kind not in _WORDS or (lost[0].kind, new.kind) == _APART:
            return None
        if lost[0].values[0] >= 10 * new.value:
            return None
        return lost[0], alone[0]

    def is_certain(self, missing: int, added: int) -> bool:
        """Whether a number surely stands for another one.

        In doubt are a number in words for one in figures, another order of magnitude, and among
        several numbers another place in the sentence: there the translator may have said the same
        in another way ("in the last minute of the 2nd half" for "in the 89th minute").
        """
        lost, new = self.source.quantities[missing], self.translation.quantities[added]
        if (lost.kind in _WORDS) != (new.kind in _WORDS):
            return False
        smaller, larger = sorted((abs(lost.value), abs(new.value)))
        if larger >= 10 * smaller:
            return False
        are_several = len(self.source.quantities) + len(self.translation.quantities) > 2
        return not (are_several and abs(self._distance(missing, added)) > _FAR)

    def _distance(self, missing: int, added: int) -> float:
        """How far apart two numbers stand, from -1 to 1: 0 is the same place in both texts."""
        source, translation = self.source, self.translation
        lost, new = source.quantities[missing], translation.quantities[added]
        return lost.start / len(source.text.text) - new.start / len(translation.text.text)

    def _likeness(self, missing: int, added: int) -> float:
        """How probable it is that the translation has one number in the place of the other."""
        source, translation = self.source, self.translation
        lost, new = source.quantities[missing], translation.quantities[added]
        measure, other = source.measures[missing], translation.measures[added]
        if not are_alike(measure, other):
            return _UNLIKE
        if (
            (lost.kind in _WORDS) != (new.kind in _WORDS)
            and "ideographs" not in (lost.kind, new.kind)
        ) and (
            min(lost.value, new.value) < _THOUSAND < max(lost.value, new.value)
            or 100 < max(lost.value, new.value) < _THOUSAND
        ):
            return _UNLIKE
        place = self._distance(missing, added)
        same_unit = measure.unit is not None and measure.unit == other.unit
        return same_unit - 2 * abs(place) - abs(len(str(lost.value)) - len(str(new.value))) / 4


def _unanswered(mine: Numbers, other: Numbers) -> Iterator[int]:
    for index, quantity in enumerate(mine.quantities):
        if not other.facts.known and quantity.kind in _WORDS:
            continue
        if _is_another_amount(index, mine, other):
            yield index
            continue
        known = other.hints if quantity.kind in _WORDS else other.dated_hints
        if any(_is_read(reading, known, mine, other) for reading in quantity.readings):
            continue
        if not _is_rounded(quantity, mine, other) and not _is_converted(index, mine, other):
            yield index


def _is_another_amount(index: int, mine: Numbers, other: Numbers) -> bool:
    """Whether both texts have one number of a unit, and not the same.

    Where units are the same, no other number of the text explains one.
    """
    unit = mine.measures[index].unit
    if unit is None or unit.name in _COMPOSED:
        return False
    theirs = other.measured.get(unit, ())
    if len(theirs) != 1 or len(mine.measured[unit]) != 1:
        return False
    quantity, counterpart = mine.quantities[index], other.quantities[theirs[0]]
    if _is_rounded(quantity, mine, other) or quantity.value in other.bracketed:
        return False
    return not any(
        len(one) == len(two) == 1
        and (
            one == two
            or _is_half(one[0], mine, other)
            or _is_half(two[0], other, mine)
            or _is_scaled(one[0], mine, other)
            or _is_scaled(two[0], other, mine)
        )
        for one in quantity.readings
        for two in counterpart.readings
    )


def _is_read(reading: Reading, known: frozenset[float], mine: Numbers, other: Numbers) -> bool:
    """Whether every number of a reading is answered, those of a list not from another place in one.

    4.5 is no answer to 5.4, though both have a 4 and a 5. Half past six is 6.30.
    """
    is_time = len(reading) == 2 and mine.tells_time and other.tells_time
    if is_time and reading[0] + reading[1] / _MINUTE in other.wholes:
        return True
    return all(
        (
            value in known
            or _is_answered(value, mine, other)
            or (place == 0 and _is_clock(value, mine, other))
        )
        and (
            len(reading) == 1
            or value in other.wholes
            or value not in other.values
            or any(value in listed[place : place + 1] for listed in other.lists)
        )
        for place, value in enumerate(reading)
    )


def _is_answered(value: float, mine: Numbers, other: Numbers) -> bool:
    return (
        _is_same_year(value, other)
        or _is_century(value, other)
        or _is_scaled(value, mine, other)
        or _is_multiple(value, mine, other)
        or _is_minutes(value, mine, other)
        or _is_fiscal_year(value, mine, other)
        or _is_half(value, mine, other)
        or _is_in_second_half(value, mine, other)
        or _is_share(value, mine, other)
        or _is_rest(value, mine, other)
    )


def _is_same_year(value: float, other: Numbers) -> bool:
    """1998 and '98."""
    if 1000 <= value < 2100:
        if value % 10 == 0 and value % 100 in other.hints:
            return True
        return value % 100 in other.values and f"{value % 100:02}" in other.text.text
    return value < 100 and any(1000 <= year < 2100 and year % 100 == value for year in other.values)


def _is_century(value: float, other: Numbers) -> bool:
    """The 1800s and the 19th century."""
    if value <= 21:
        return value > 10 and (value - 1) * 100 in other.values
    return value % 100 == 0 and 1000 <= value <= 2000 and value // 100 + 1 in other.hints


def _is_clock(value: float, mine: Numbers, other: Numbers) -> bool:
    """15 h and 3 p.m., half past six and German "halb sieben", the same in another time zone."""
    if value > 24:
        return False
    if 0.5 in mine.hints & other.hints and not other.values.isdisjoint((value + 1, value - 1)):
        return True
    if mine.time_zones != other.time_zones and mine.tells_time and other.tells_time:
        return True
    return not other.values.isdisjoint((value + 12, value - 12)) and (
        mine.tells_time or other.tells_time
    )


def _is_scaled(value: float, mine: Numbers, other: Numbers) -> bool:
    """Two to three million, and two million to three million.

    Where the number words of a language are not known, any scale may stand behind the digits.
    """
    if not other.facts.known and any(value / power in other.values for power in _POWERS):
        return True
    if not mine.facts.known and any(value * power in other.values for power in _POWERS):
        return True
    return any(
        (scale in other.scales and _has_few(value / scale, other))
        or (scale in mine.scales and value * scale in other.values)
        for scale in _SCALES
    )


def _has_few(value: float, numbers: Numbers) -> bool:
    """Whether a text has a number, if only as "half a" or "a couple of"."""
    return value in numbers.values or (value in _FEW and value in numbers.hints)


def _is_fiscal_year(value: float, mine: Numbers, other: Numbers) -> bool:
    """The end of Japan's fiscal year 2020, and March 2021."""
    is_year = mine.facts.ideographic and looks_like_year(value)
    return is_year and value + 1 in mine.hints and value + 1 in other.values


def _is_minutes(value: float, mine: Numbers, other: Numbers) -> bool:
    """78 seconds, and one minute 18."""
    if not (mine.names("minute") or other.names("minute")):
        return False
    if value < _MINUTE:
        return any(
            _MINUTE < known < _HOUR and known % _MINUTE == value and known // _MINUTE in mine.hints
            for known in other.values
        )
    return value % _MINUTE in other.values and value // _MINUTE in other.hints


def _is_multiple(value: float, mine: Numbers, other: Numbers) -> bool:
    """Thirty years and three decades."""
    return any(value / unit in other.values for unit in other.collectives) or any(
        value * unit in other.values for unit in mine.collectives
    )


def _is_half(value: float, mine: Numbers, other: Numbers) -> bool:
    """2.5, and two and a half; 3.5 million, and three and a half million or million and a half."""
    if 0.5 in mine.hints and any(
        (value + 0.5) * scale in other.wholes for scale in (1, *mine.scales.intersection(_SCALES))
    ):
        return True
    if 0.5 not in other.hints:
        return False
    return any(
        (value / scale) % 1 == 0.5
        and (
            math.floor(value / scale) * scale in other.hints
            or (scale in other.scales and math.floor(value / scale) in other.values)
        )
        for scale in (1, *_SCALES)
    )


def _is_in_second_half(value: float, mine: Numbers, other: Numbers) -> bool:
    """The 31st minute of the second half of a match, and the 76th."""
    if mine.names_second_half and 0 < value <= _HALF_TIME + _STOPPAGE:
        return value + _HALF_TIME in other.values
    return (
        other.names_second_half
        and 0 < value - _HALF_TIME <= _HALF_TIME + _STOPPAGE
        and (value - _HALF_TIME in other.values)
    )


def _is_share(value: float, mine: Numbers, other: Numbers) -> bool:
    """20 % and one in five, 60 % and three in five."""
    if not mine.has_percent and not other.has_percent:
        return False
    if value > 0 and (100 - value in other.values or round(100 / value) in other.values):
        return True
    return any(abs(value - 100 * part / whole) < 1 for part, whole in _ratios(other)) or any(
        value in ratio and round(100 * ratio[0] / ratio[1]) in other.values
        for ratio in _ratios(mine)
    )


def _is_rest(value: float, mine: Numbers, other: Numbers) -> bool:
    """Twelve of fourteen that are shut, where two of fourteen are open."""
    return any(whole in mine.values and whole - part == value for part, whole in _ratios(other))


def _ratios(numbers: Numbers) -> Iterator[tuple[float, float]]:
    """Pairs of small numbers, of which one may be a part of the other."""
    small = sorted(value for value in numbers.values if 0 < value <= _LARGEST_WHOLE)
    return combinations(small, 2)


def _is_rounded(quantity: Quantity, mine: Numbers, other: Numbers) -> bool:
    """1,983 and 2,000, or about 1,950 and 2,000."""
    value = quantity.value
    if looks_like_year(value):
        return False
    return any(_rounds_to(value, known) or _rounds_to(known, value) for known in other.values) or (
        _is_vague(quantity, mine)
        and any(abs(value - known) <= 0.05 * value for known in other.values)
    )


def _rounds_to(exact: float, rounded: float) -> bool:
    if looks_like_year(exact) or abs(exact - rounded) > 0.05 * exact:
        return False
    return len(_significant(exact)) > max(2, len(_significant(rounded)))


def is_precise(quantity: Quantity) -> bool:
    """Whether a number in digits has at least three that count."""
    return quantity.kind == "digits" and len(_significant(quantity.value)) >= 3


def _significant(value: float) -> str:
    return (
        f"{value:f}".rstrip("0").rstrip(".").replace(".", "").strip("0")
        if value % 1
        else str(int(value)).rstrip("0")
    )


def looks_like_year(value: float) -> bool:
    """Whether a number may be a year of the last thousand years."""
    return 1000 <= value < 2100 and value == int(value)


def _is_vague(quantity: Quantity, numbers: Numbers) -> bool:
    """Whether one of the three words before the number makes it vague."""
    before = numbers.text.text[max(0, quantity.start - 30) : quantity.start].lower().split()
    return not numbers.facts.about.isdisjoint(before[-3:])


def _is_converted(index: int, mine: Numbers, other: Numbers) -> bool:
    """Whether a number may be another one, converted: one without a unit if none has a like one."""
    measure = mine.measures[index]
    found = other.measures
    if measure.unit:
        kind = measure.unit.measures
        found = tuple(m for m in found if m.unit and m.unit.measures == kind) or found
    return any(is_conversion(measure, known) for known in found)
