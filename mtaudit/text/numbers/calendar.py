"""Names of months and days in a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from mtaudit.text.numbers import Numbers

_MONTH_SIGN = re.compile(r"(\d{1,2})\s?[月월]")

_SHORTEST = 4
_OTHER_WORDS = frozenset({"mars", "maja", "mart"})
"""Short names of months that are other words as well."""


class Named(NamedTuple):
    """A month (1 to 12) or a day of the week (1 is Monday) that ``[start, end)`` names."""

    start: int
    end: int
    number: float


def months_of(numbers: Numbers) -> list[Named]:
    """Words that surely are months: no "may", "march" or "mars"."""
    facts, text = numbers.facts, numbers.text
    if facts.ideographic:
        return [Named(*match.span(), int(match[1])) for match in _MONTH_SIGN.finditer(text.text)]
    if facts.months.keys().isdisjoint(text.folded_set):
        return []
    return [
        Named(*text.spans[i], facts.months[word])
        for i, word in enumerate(text.folded)
        if word in facts.months and _is_month(numbers, i)
    ]


def _is_month(numbers: Numbers, index: int) -> bool:
    words = numbers.text.words
    word = words[index]
    if numbers.facts.capital_months and not word[0].isupper():
        return False
    if any(near[0].isdigit() for near in words[max(0, index - 1) : index + 2] if near != word):
        return True
    return len(word) >= _SHORTEST and word not in _OTHER_WORDS and index > 0


def weekdays_of(numbers: Numbers) -> list[Named]:
    """Words that surely are days of the week; "segunda" alone is none."""
    facts, text = numbers.facts, numbers.text
    if facts.ideographic:
        return [
            Named(match.start(), match.end(), number)
            for word, number in facts.weekdays.items()
            if word in text.text
            for match in re.finditer(word, text.text)
        ]
    if facts.weekdays.keys().isdisjoint(text.folded_set):
        return []
    return [
        Named(*text.spans[i], facts.weekdays[word])
        for i, word in enumerate(text.folded)
        if word in facts.weekdays and _is_weekday(numbers, i)
    ]


def _is_weekday(numbers: Numbers, index: int) -> bool:
    facts, folded = numbers.facts, numbers.text.folded
    is_ambiguous = folded[index] in facts.counting or folded[index] in facts.hints
    return not is_ambiguous or folded[index + 1 : index + 2] == ["feira"]
