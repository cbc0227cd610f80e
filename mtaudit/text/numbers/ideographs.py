"""Chinese and Japanese numerals."""

from __future__ import annotations

import re

from mtaudit.text.numbers.facts import number
from mtaudit.text.numbers.model import Quantity

_DIGITS = {
    character: value
    for value, characters in enumerate(
        ("〇零", "一壹", "二两兩贰", "三叁", "四", "五", "六", "七", "八", "九")
    )
    for character in characters
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_ALL = "".join([*_DIGITS, *_TENS, *_SCALES])
_NUMERAL = re.compile(rf"[{_ALL}]+")
_COUNTED = re.compile(rf"[{''.join(_DIGITS)}][{''.join(_TENS)}]|十[{''.join(_DIGITS)}]")


def ideograph_quantities(text: str) -> list[Quantity]:
    """Numerals that surely count: of several characters, with a ten, a hundred and so on."""
    return [
        Quantity(*match.span(), "ideographs", ((_value(match[0]),),))
        for match in _NUMERAL.finditer(text)
        if _COUNTED.search(match[0])
    ]


def ideograph_values(text: str) -> list[float]:
    """Whatever any numeral of the text may stand for, and each of its characters."""
    found: list[float] = []
    for match in _NUMERAL.finditer(text):
        found.append(_value(match[0]))
        found += [_DIGITS.get(character, 10) for character in match[0]]
    return found


def _value(numeral: str) -> float:
    if all(character in _DIGITS for character in numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral[:18]))
    total = section = digit = 0
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            section += (digit or 1) * _TENS[character]
            digit = 0
        else:
            total = (total + section + digit or 1) * _SCALES[character]
            section = digit = 0
    return number(total + section + digit)
