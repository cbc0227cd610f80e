"""What a number counts: money, lengths, weights, time, percent."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from mtaudit.text.numbers.facts import NumberWords
from mtaudit.text.numbers.model import Quantity


class Unit(NamedTuple):
    """A unit, what it measures, and how much of the base unit it is."""

    name: str
    measures: str
    factor: float = 1.0
    offset: float = 0.0

    @property
    def label(self) -> str:
        """The name, for people to read."""
        return self.name.upper() if self.measures == "money" else self.name.replace("_", " ")


_UNITS = {
    unit.name: unit
    for unit in (
        Unit("percent", "share"),
        Unit("mm", "length", 0.001),
        Unit("cm", "length", 0.01),
        Unit("m", "length", 1),
        Unit("km", "length", 1000),
        Unit("inch", "length", 0.0254),
        Unit("foot", "length", 0.3048),
        Unit("yard", "length", 0.9144),
        Unit("mile", "length", 1609.344),
        Unit("li", "length", 500),
        Unit("g", "weight", 0.001),
        Unit("kg", "weight", 1),
        Unit("tonne", "weight", 1000),
        Unit("ounce", "weight", 0.02835),
        Unit("pound_weight", "weight", 0.4536),
        Unit("stone", "weight", 6.35),
        Unit("jin", "weight", 0.5),
        Unit("square_metre", "area"),
        Unit("square_kilometre", "area", 1e6),
        Unit("square_foot", "area", 0.0929),
        Unit("square_mile", "area", 2.59e6),
        Unit("hectare", "area", 10000),
        Unit("acre", "area", 4047),
        Unit("mu", "area", 667),
        Unit("litre", "volume", 1),
        Unit("gallon", "volume", 3.785),
        Unit("pint", "volume", 0.5),
        Unit("celsius", "temperature", 1),
        Unit("fahrenheit", "temperature", 5 / 9, -160 / 9),
        Unit("degree", "temperature"),
        Unit("second", "time", 1 / 3600),
        Unit("minute", "time", 1 / 60),
        Unit("hour", "time", 1),
        Unit("day", "time", 24),
        Unit("week", "time", 168),
        Unit("fortnight", "time", 336),
        Unit("month", "time", 730.5),
        Unit("year", "time", 8766),
        *(
            Unit(code, "money")
            for code in ("usd", "eur", "gbp", "jpy", "cny", "rub", "chf", "inr", "pln", "sek")
        ),
    )
}
_SIGNS = {
    "%": "percent",
    "$": "usd",
    "€": "eur",
    "£": "gbp",
    "₽": "rub",
    "₹": "inr",
    "USD": "usd",
    "EUR": "eur",
    "GBP": "gbp",
    "JPY": "jpy",
    "CHF": "chf",
    "RUB": "rub",
    "km²": "square_kilometre",
    "m²": "square_metre",
    "km": "km",
    "kg": "kg",
    "cm": "cm",
    "mm": "mm",
    "m": "m",
    "°C": "celsius",
    "ºC": "celsius",
    "°F": "fahrenheit",
    "ºF": "fahrenheit",
}
_COUNTERPARTS = {
    "mm": ("inch",),
    "cm": ("inch", "foot"),
    "m": ("foot", "yard"),
    "km": ("mile",),
    "kg": ("pound_weight", "stone"),
    "tonne": ("pound_weight",),
    "hectare": ("acre",),
    "square_metre": ("square_foot",),
    "square_kilometre": ("square_mile",),
    "litre": ("gallon", "pint"),
    "celsius": ("fahrenheit",),
    "g": ("ounce",),
}
"""Metric units and what a reader elsewhere expects for them."""
_SIGN = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
_AFTER = re.compile(rf"[\s-]?({_SIGN})(?!\w)")
_BEFORE = re.compile(r"([$€£₽₹]|\b(?:USD|EUR|GBP|JPY|CHF|RUB))\s?$")


_COUNTERPARTS_EITHER_WAY: dict[str, tuple[str, ...]] = {}
for _metric, _others in _COUNTERPARTS.items():
    _COUNTERPARTS_EITHER_WAY[_metric] = _others
    for _other in _others:
        _COUNTERPARTS_EITHER_WAY[_other] = (*_COUNTERPARTS_EITHER_WAY.get(_other, ()), _metric)
_RANGE = 8
"""How many characters may stand between the two numbers of a range: "2 bis zu 3 km"."""
_NO_RANGE = frozenset(",;()（）、，。")


_OVEN = 100
"""Degrees above which temperatures are rounded to tens."""

_ROUNDED = 1.5
_EXACT = 0.6
"""Degrees Celsius by which converted temperatures may differ, and those with no scale named."""

_OF = "(?:d['’]|(?:de|di) )?"
"""What stands between a scale and a currency: "5 millions d’euros"."""


@functools.cache
def _words(facts: NumberWords) -> re.Pattern[str]:
    named = "|".join(
        rf"{_OF if _UNITS[name].measures == 'money' else ''}(?P<{name}>{pattern})"
        for name, pattern in facts.units.items()
    )
    end = "" if facts.ideographic else r"(?!\w)"
    return re.compile(rf"[\s-]{{0,2}}(?:{named or '(?!)'}){end}", re.IGNORECASE)


def _unit_at(text: str, start: int, end: int, facts: NumberWords) -> Unit | None:
    before = _BEFORE.search(text, max(0, start - 4), start)
    if before:
        return _UNITS[_SIGNS[before[1]]]
    after = _AFTER.match(text, end)
    if after:
        return _UNITS[_SIGNS[after[1]]]
    word = _words(facts).match(text, end)
    return _UNITS[word.lastgroup] if word and word.lastgroup else None


@functools.cache
def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def names_unit(text: str, pattern: str) -> bool:
    """Whether a text has one of the words of a unit."""
    return _word(pattern).search(text) is not None


class Measure(NamedTuple):
    """How much a number in a text is of which unit."""

    value: float
    unit: Unit | None


def measures_of(
    text: str, quantities: tuple[Quantity, ...], facts: NumberWords
) -> tuple[Measure, ...]:
    """What each number measures.

    In "2 to 4 inches" both numbers have the unit that stands last; in "6-foot-2" both are part of
    the same height.
    """
    found = [
        Measure(quantity.value, _unit_at(text, quantity.start, quantity.end, facts))
        for quantity in quantities
    ]
    for i in range(len(found) - 2, -1, -1):
        if quantities[i].kind == "ordinal":
            continue
        gap = text[quantities[i].end : quantities[i + 1].start]
        if len(gap) > _RANGE or gap[:1].isalpha() or not _NO_RANGE.isdisjoint(gap):
            continue
        (value, unit), (following, next_unit) = found[i], found[i + 1]
        if unit is None:
            found[i] = Measure(value, next_unit)
        elif unit.name == "foot" and (next_unit is None or next_unit.name == "inch"):
            found[i] = found[i + 1] = Measure(value + following / 12, unit)
    return tuple(found)


def is_conversion(measure: Measure, other_measure: Measure) -> bool:
    """Whether two measures in different units are the same, within what rounding may change.

    Where one of them has no unit, it may have any that is usual for what the other measures.
    """
    value, unit = measure
    other, other_unit = other_measure
    if unit is None or other_unit is None:
        return unit is not other_unit and any(
            _agree(value, mine, other, theirs)
            for mine, theirs in _with_counterparts(unit, other_unit)
        )
    difference = _ROUNDED if unit != other_unit else _EXACT
    return any(
        _agree(value, mine, other, theirs, difference)
        for mine in _meanings(unit)
        for theirs in _meanings(other_unit)
    )


def _with_counterparts(unit: Unit | None, other: Unit | None) -> list[tuple[Unit, Unit]]:
    known = unit or other
    if known is None:
        return []
    pairs = [
        (meaning, _UNITS[name])
        for meaning in _meanings(known)
        for name in _COUNTERPARTS_EITHER_WAY.get(meaning.name, ())
    ]
    return pairs if unit else [(theirs, mine) for mine, theirs in pairs]


def _meanings(unit: Unit) -> tuple[Unit, ...]:
    return (_UNITS["celsius"], _UNITS["fahrenheit"]) if unit.name == "degree" else (unit,)


def _agree(
    value: float, unit: Unit, other: float, other_unit: Unit, difference: float = _ROUNDED
) -> bool:
    """Whether two measures in different units are equal; temperatures also as differences."""
    if unit.measures != other_unit.measures or unit.name == other_unit.name:
        return False
    if unit.measures in {"money", "share"}:
        return False
    mine, theirs = value * unit.factor, other * other_unit.factor
    if unit.measures == "temperature":
        degrees = (value * unit.factor + unit.offset, -value * unit.factor + unit.offset)
        others = (theirs + other_unit.offset, -theirs + other_unit.offset)
        allowed = _ROUNDED if max(*degrees, *others) < _OVEN else 5
        return abs(mine - theirs) <= difference or any(
            abs(abs(one) - abs(two)) <= allowed for one in degrees for two in others
        )
    rounding = 0.55 * min(unit.factor, other_unit.factor)
    return abs(mine - theirs) <= 0.1 * max(mine, theirs) + rounding


def are_alike(measure: Measure, other: Measure) -> bool:
    """Whether two measures may be of the same thing, as far as their units tell."""
    if measure.unit is None or other.unit is None:
        return True
    return measure.unit.measures == other.unit.measures


def are_in_two_systems(measure: Measure, other: Measure) -> bool:
    """Whether a translator may have had to convert one measure into the other."""
    if measure.unit is None or other.unit is None:
        return False
    return measure.unit.name != other.unit.name or measure.unit.name == "degree"


def are_of_one_kind(measure: Measure, other: Measure) -> bool:
    """Whether two measures have different units of the same kind, so that only one is right."""
    if (
        measure.unit is None
        or other.unit is None
        or "degree" in {measure.unit.name, other.unit.name}
    ):
        return False
    return measure.unit != other.unit and measure.unit.measures == other.unit.measures
