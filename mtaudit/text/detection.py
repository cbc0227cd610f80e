"""Which language a text is in.

Word frequencies decide where wordfreq knows the languages in question; langdetect is asked only
about what they leave open.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from mtaudit.text.analysis import Analysis
from mtaudit.text.lexicon import frequencies
from mtaudit.text.scripts import scripts_of

FLOOR = 2.5
"""The Zipf value of a word that a small list does not have."""

LATIN_CANDIDATES = (
    *("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da"),
    *("ro", "cs", "hu", "tr", "ca", "fi", "nb", "id"),
)
"""Languages in Latin script that leftovers are looked for in."""

_MIN_WORDS = 6
_MIN_LETTERS = 40
_SURE = 0.95
_ENOUGH = 600


class Guess(NamedTuple):
    """A language and how well a text's words fit it: their mean Zipf value."""

    code: str
    fit: float


def fit(words: Sequence[str], code: str) -> float:
    """The mean Zipf value of folded words in a language, from 2.5 to about 6; 0 without a list."""
    known = frequencies(code, "small")
    if not known or not words:
        return 0.0
    total = 0.0
    for word in words:
        frequency = known.get(word)
        total += math.log10(frequency) + 9 if frequency else FLOOR
    return total / len(words)


def best_fit(words: Sequence[str], codes: Iterable[str]) -> Guess:
    """The language that the words fit best."""
    return max((Guess(code, fit(words, code)) for code in codes), key=lambda guess: guess.fit)


def running_words(text: Analysis) -> list[str]:
    """The words in lower case; none of a text that is mostly names, titles or capitals."""
    running = [word for word in text.words if word.islower() and word.isalpha() and len(word) > 1]
    return running if 3 * len(running) >= len(text.words) else []


@functools.cache
def candidates(*stated: str) -> tuple[str, ...]:
    """The stated languages, and those that use the script of the last of them."""
    scripts = scripts_of(stated[-1])
    others = LATIN_CANDIDATES if "Latn" in scripts else ("ru", "uk", "bg", "mk")
    return tuple(dict.fromkeys((*stated, *others)))


@functools.lru_cache(maxsize=4096)
def detect(text: str) -> str | None:
    """What langdetect takes a text for, ``None`` if it is not sure or was not asked.

    It is not asked about short texts and about capitals, where it guesses. It is seeded: the same
    text always gets the same answer.
    """
    words = [word for word in text.split() if word.islower()]
    if len(words) < _MIN_WORDS or sum(map(len, words)) < _MIN_LETTERS:
        return None
    first = _seeded_detection()(text[:_ENOUGH])[0]
    return str(first.lang).split("-")[0] if first.prob >= _SURE else None


@functools.cache
def _seeded_detection() -> Callable[[str], list[Any]]:
    from langdetect import DetectorFactory, detect_langs  # noqa: PLC0415 - reads its profiles

    DetectorFactory.seed = 0
    return detect_langs  # type: ignore[no-any-return]
