"""How the languages write numbers: ``lang/numbers/CODE.toml``.

A file holds ``cardinals`` and ``ordinals``, which count; ``hints``, words from which a translator
may have got a number but which need no counterpart themselves ("both", "a dozen", "a century"),
each line a value and the words; ``stems``, the same at the beginning of longer words; ``parts``,
forms that only stand inside a word; ``months`` and ``weekdays`` with their inflected forms;
``units`` as patterns; ``offsets``, words before a number that add to it. ``glued`` languages write
compounds as one word, those of ``units_first`` say five-and-twenty, ``joiners`` are what may stand
between the members of a number, ``about`` what makes it vague, ``second_half`` what the second half
of a match is called, ``year_of_life`` what follows a number that is one more than an age.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from mtaudit.text.tokens import fold

_NO_WORDS: dict[str, float] = {}
_NO_HINTS: dict[str, tuple[float, ...]] = {}
_NO_UNITS: dict[str, str] = {}


@dataclass(frozen=True, eq=False)
class NumberWords:
    """The number words of one language, under their folded forms."""

    known: bool = False
    cardinals: dict[str, float] = field(default_factory=lambda: _NO_WORDS)
    ordinals: dict[str, float] = field(default_factory=lambda: _NO_WORDS)
    parts: dict[str, float] = field(default_factory=lambda: _NO_WORDS)
    hints: dict[str, tuple[float, ...]] = field(default_factory=lambda: _NO_HINTS)
    stems: dict[str, float] = field(default_factory=lambda: _NO_WORDS)
    collectives: dict[str, float] = field(default_factory=lambda: _NO_WORDS)
    characters: dict[str, float] = field(default_factory=lambda: _NO_WORDS)
    months: dict[str, float] = field(default_factory=lambda: _NO_WORDS)
    weekdays: dict[str, float] = field(default_factory=lambda: _NO_WORDS)
    scales: dict[str, float] = field(default_factory=lambda: _NO_WORDS)
    units: dict[str, str] = field(default_factory=lambda: _NO_UNITS)
    offsets: dict[str, float] = field(default_factory=lambda: _NO_WORDS)
    joiners: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    second_half: tuple[str, ...] = ()
    year_of_life: tuple[str, ...] = ()
    glued: bool = False
    vigesimal: bool = False
    units_first: bool = False
    ideographic: bool = False
    capital_months: bool = False

    @functools.cached_property
    def counting(self) -> frozenset[str]:
        """Every word that counts."""
        return frozenset(self.cardinals) | frozenset(self.ordinals)

    @functools.cached_property
    def hinting(self) -> frozenset[str]:
        """Every word that hints at a number."""
        return frozenset(self.hints)

    @functools.cached_property
    def calendar(self) -> frozenset[str]:
        """Every name of a month or a day."""
        return frozenset(self.months) | frozenset(self.weekdays)

    @functools.cached_property
    def scale(self) -> re.Pattern[str]:
        """A scale word or suffix, behind a number in digits."""
        if self.ideographic:
            return _alternation(self.scales, "", "[多余餘几幾数數]?")
        return _alternation(self.scales, r"(?!\w)")

    @functools.cached_property
    def compound(self) -> re.Pattern[str] | None:
        """The beginning of a word that is made of at least one number."""
        if self.glued:
            members = _longest_first([*self.cardinals, *self.parts])
            joiners = "|".join(sorted(self.joiners))
            return re.compile(rf"(?:{members}{f'|(?:{joiners})' if joiners else ''})+")
        return re.compile(_longest_first(self.stems)) if self.stems else None

    @functools.cached_property
    def member(self) -> re.Pattern[str]:
        """One number inside a compound."""
        return re.compile(_longest_first([*self.cardinals, *self.parts]))


def _longest_first(words: dict[str, float] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _alternation(words: dict[str, float], end: str, before: str = "") -> re.Pattern[str]:
    return re.compile(rf"[\s-]{{0,2}}{before}({_longest_first(words)}){end}", re.IGNORECASE)


@functools.cache
def number_words(code: str) -> NumberWords:
    """The number words of a language by its primary subtag, empty where there is no file."""
    file = resources.files("mtaudit.lang").joinpath("numbers", f"{code}.toml")
    if not file.is_file():
        return NumberWords(scales={"\0": 1.0})
    return _from_toml(tomllib.loads(file.read_text("utf-8")))


def _from_toml(data: dict[str, Any]) -> NumberWords:
    cardinals = _words(data["cardinals"])
    hints: dict[str, tuple[float, ...]] = {}
    for value, word in _entries(data["hints"]):
        hints[word] = (*hints.get(word, ()), value)
    scales = {word: value for word, value in cardinals.items() if value >= 1000}
    scales |= {fold(word): float(value) for word, value in data["scale_suffixes"].items()}
    return NumberWords(
        known=True,
        cardinals=cardinals,
        ordinals={w: v for w, v in _words(data["ordinals"]).items() if w not in cardinals},
        parts=_words(data.get("parts", "")),
        hints=hints,
        stems=_words(data.get("stems", "")),
        collectives=_words(data.get("collectives", "")),
        characters=_words(data.get("characters", "")),
        months=_words(data.get("months", "")),
        weekdays=_words(data.get("weekdays", "")),
        scales=scales or {"\0": 1.0},
        units=data["units"],
        offsets=_words(data.get("offsets", "")),
        joiners=frozenset(data["joiners"].split()),
        about=frozenset(fold(word) for word in data["about"].split()),
        times=frozenset(data["times"].split()),
        second_half=tuple(data.get("second_half", ())),
        year_of_life=tuple(data.get("year_of_life", ())),
        glued=data.get("glued", False),
        vigesimal=data.get("vigesimal", False),
        units_first=data.get("units_first", False),
        ideographic=data.get("ideographic", False),
        capital_months=data.get("capital_months", False),
    )


def _words(table: str) -> dict[str, float]:
    return {word: value for value, word in _entries(table)}


def _entries(table: str) -> Iterator[tuple[float, str]]:
    for line in table.strip().splitlines():
        value, *words = line.split()
        for word in words:
            yield number(float(value)), fold(word)


def number(value: float) -> float:
    """The value as an integer where it is one, else rounded so that equal numbers are equal."""
    return int(value) if value == int(value) else round(value, 6)
