"""Roman numerals."""

from __future__ import annotations

import re

from mtaudit.text.numbers.model import Quantity

_NUMERAL = re.compile(
    r"(?<![\w.&-])(?=[IVXLCDM])M{0,3}(?:C[DM]|D?C{0,3})(?:X[LC]|L?X{0,3})(?:I[XV]|V?I{0,3})"
    r"(?:\b|(?<=[IVX])(?=(?:e|er|ème)\b))(?![&-]\w)"
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN_WORDS = frozenset(
    f"{tens}{ones}{ending}"
    for tens in ("", "x", "xx", "xxx")
    for ones in _ONES
    for ending in ("", "e", "er", "ème")
    if len(tens + ones) > 1
)
"""Folded words that may be numerals, with the endings of French ordinals."""


def roman_quantities(text: str) -> list[Quantity]:
    """Numerals of at least two characters out of I, V and X: kings, popes, centuries."""
    return [
        Quantity(*match.span(), "roman", ((_value(match[0]),),))
        for match in _NUMERAL.finditer(text)
        if len(match[0]) > 1 and not set(match[0]) & set("LCDM")
    ]


def roman_values(text: str) -> list[float]:
    """The values of whatever may be a numeral."""
    return [_value(match[0]) for match in _NUMERAL.finditer(text) if match[0]]


def _value(numeral: str) -> int:
    values = [_VALUES[character] for character in numeral]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
