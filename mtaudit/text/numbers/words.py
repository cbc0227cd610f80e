"""Numbers in words."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtaudit.text.analysis import Analysis
from mtaudit.text.numbers.facts import NumberWords, number, number_words
from mtaudit.text.numbers.model import Kind, Quantity

_GAPS = frozenset({" ", "-", "\u00a0", "\u2010", "\u2011", "\u202f"})
_LEAST_GLUED = 6
_SCALES = frozenset({10.0**power for power in (3, 5, 6, 7, 9, 12, 15, 18)})


class _Word(NamedTuple):
    value: float
    is_ordinal: bool


class Builder:
    """Adds the members of a number up as they are read: two, hundred, and, five, thousand."""

    def __init__(self, *, vigesimal: bool = False, units_first: bool = False) -> None:
        self.parts: list[float] = []
        self.current: float | None = None
        self._vigesimal = vigesimal
        self._units_first = units_first

    @property
    def value(self) -> float:
        """The number so far."""
        return number(sum(self.parts) + (self.current or 0))

    def take(self, value: float) -> bool:
        """Take the next member; false if it cannot belong to the number."""
        if value in _SCALES:
            return self._scale(value)
        if self.current is None:
            if self.parts and value >= min(self.parts):
                return False
            self.current = value
            return True
        if value == 100 and self.current < 100:
            self.current *= 100
        elif self._vigesimal and value == 20 and self.current % 100 == 4:
            self.current += 76
        elif value < self._room() or (self._units_first and self.current < 10 <= value < 100):
            self.current += value
        else:
            return False
        return True

    def _scale(self, scale: float) -> bool:
        base = (self.current or 0) + sum(part for part in self.parts if part < scale)
        above = [part for part in self.parts if part > scale]
        if scale in self.parts or (base == 0 and self.parts):
            return False
        self.parts = [*above, (base or 1) * scale]
        self.current = None
        return True

    def _room(self) -> float:
        """What the current member may still be increased by."""
        current = self.current or 0
        if current % 100 == 0:
            return 100 if current else 0
        if self._vigesimal and current % 100 in {60, 80}:
            return 20
        if self._vigesimal and current % 100 == 10:
            return 10
        return 10 if current % 10 == 0 and current % 100 >= 20 else 0


def word_quantities(
    text: Analysis, facts: NumberWords, taken: Sequence[Quantity]
) -> list[Quantity]:
    """The numbers in words, outside of what was taken, without "one" and lone scales."""
    folded = text.folded
    if facts.glued:
        code = text.language.code
        at = [i for i, word in enumerate(folded) if _glued(word, code)]
    elif facts.counting.isdisjoint(text.folded_set):
        return []
    else:
        counting = facts.counting
        at = [i for i, word in enumerate(folded) if word in counting]
    covered = [(quantity.start, quantity.end) for quantity in taken]
    if covered:
        at = [i for i in at if not any(s <= text.spans[i][0] < e for s, e in covered)]
    return list(_numbers(text, facts, at)) if at else []


def _numbers(text: Analysis, facts: NumberWords, at: list[int]) -> Iterator[Quantity]:
    position = 0
    while position < len(at):
        first = last = at[position]
        builder = Builder(vigesimal=facts.vigesimal, units_first=facts.units_first)
        word = _look_up(text.folded[first], facts, text.language.code)
        offset = facts.offsets.get(text.folded[first - 1], 0) if first else 0
        if offset and word.value >= 100:
            builder.take(1 + offset)
            builder.take(word.value)
        else:
            builder.take(word.value + offset)
        position += 1
        while (
            position < len(at) and not word.is_ordinal and _joined(text, facts, last, at[position])
        ):
            following = _look_up(text.folded[at[position]], facts, text.language.code)
            if not builder.take(following.value):
                break
            word, last = following, at[position]
            position += 1
        if first != last or offset or _counts_alone(text.folded[first], builder.value, facts):
            kind: Kind = "ordinal" if word.is_ordinal else "word"
            start, end = text.span_of(first - bool(offset), last)
            yield Quantity(start, end, kind, ((builder.value,),))


def _counts_alone(word: str, value: float, facts: NumberWords) -> bool:
    """Whether a word is no "one", no lone scale ("hundreds") and has no other usual sense."""
    is_scale = value == 100 or word in facts.scales
    return value > 1 and not is_scale and value not in facts.hints.get(word, ())


def _joined(text: Analysis, facts: NumberWords, last: int, following: int) -> bool:
    """Whether nothing stands between two words, or only what joins the members of a number."""
    if following - last > 2:
        return False
    if following - last == 2 and text.folded[last + 1] not in facts.joiners:
        return False
    return all(
        text.text[text.spans[i][1] : text.spans[i + 1][0]] in _GAPS for i in range(last, following)
    )


def _look_up(word: str, facts: NumberWords, code: str) -> _Word:
    if word in facts.cardinals:
        return _Word(facts.cardinals[word], is_ordinal=False)
    if word in facts.ordinals:
        return _Word(facts.ordinals[word], is_ordinal=True)
    return _glued(word, code) or _Word(0, is_ordinal=False)


def counts(word: str, code: str) -> bool:
    """Whether a folded word may be a number, or part of one, in a language."""
    facts = number_words(code)
    return _glued(word, code) is not None if facts.glued else word in facts.counting


@functools.lru_cache(maxsize=65536)
def _glued(word: str, code: str) -> _Word | None:
    """The number that a word of a language that writes compounds together is."""
    facts = number_words(code)
    if word in facts.counting:
        return _look_up(word, facts, code)
    compound = facts.compound
    if compound is None or len(word) < _LEAST_GLUED:
        return None
    match = compound.fullmatch(word)
    return _Word(_sum(word, facts), is_ordinal=False) if match else None


def _sum(word: str, facts: NumberWords) -> float:
    """The value of a compound; a unit before a joiner waits for its tens (fünf-und-zwanzig)."""
    builder = Builder()
    waiting: float = 0
    for match in facts.member.finditer(word):
        value = {**facts.parts, **facts.cardinals}[match[0]]
        joined = any(word.startswith(joiner, match.end()) for joiner in facts.joiners)
        if joined and value < 10:
            waiting = value
            continue
        builder.take(value + waiting if waiting else value)
        waiting = 0
    return builder.value


def stem_values(word: str, facts: NumberWords) -> tuple[float, ...]:
    """The number that a longer word begins with: dreijährig, трёхдневный."""
    compound = facts.compound
    match = compound.match(word) if compound else None
    if match is None or match.end() == len(word):
        return ()
    if not facts.glued:
        return (facts.stems[match[0]],)
    members = facts.member.findall(match[0])
    values = {**facts.parts, **facts.cardinals}
    return (_sum(match[0], facts), *(values[member] for member in members))
