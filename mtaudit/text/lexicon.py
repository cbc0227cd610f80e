"""How frequent words are in the languages that wordfreq knows.

The lists are plain dictionaries, read at the first question (0.1 to 0.4 seconds for a large one)
and kept.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Mapping
from typing import Literal

from mtaudit.lang import Language

Size = Literal["small", "large"]

_USUAL = 100
_LISTED_AS = {"no": "nb", "nn": "nb", "hr": "sh", "bs": "sh"}


@functools.cache
def frequencies(code: str, size: Size = "large") -> Mapping[str, float]:
    """The words of a language and the share of each in running text.

    ``small`` has those above one in a million, ``large`` those above one in a hundred million
    where the language has such a list. Empty for a language without a list. Words are folded, and
    ß is written ss.
    """
    from wordfreq import (  # noqa: PLC0415 - a slow import
        available_languages,
        cB_to_freq,
        get_frequency_list,
    )

    listed = _LISTED_AS.get(code, code)
    if listed not in available_languages("small"):
        return {}
    found: dict[str, float] = {}
    for step, words in enumerate(
        get_frequency_list(listed, "best" if size == "large" else "small")
    ):
        found.update(dict.fromkeys(words, cB_to_freq(-step)))
    return found


@functools.lru_cache(maxsize=65536)
def zipf(word: str, code: str) -> float:
    """How frequent a folded word is: 7.7 for *the*, 3 for once in a million, 0 for never."""
    frequency = frequencies(code).get(word.replace("ß", "ss"))
    return round(math.log10(frequency) + 9, 2) if frequency else 0.0


@functools.cache
def function_words(language: Language) -> frozenset[str]:
    """Words that any text of the language is full of: its facts', or the most frequent ones."""
    return language.function_words or most_frequent(language.code, _USUAL)


@functools.cache
def most_frequent(code: str, count: int) -> frozenset[str]:
    """The most frequent words of a language."""
    words = frequencies(code, "small")
    ranked = sorted(words, key=lambda word: -words[word])
    return frozenset([word for word in ranked if word.isalpha()][:count])


@functools.cache
def foreign_words(here: str, there: str) -> frozenset[str]:
    """Words that are common in one language and all but unheard of in another.

    At least one in a million where they are from, and 300 times rarer in the other.
    """
    other = frequencies(there)
    if not other:
        return frozenset()
    return frozenset(
        word
        for word, frequency in frequencies(here, "small").items()
        if frequency > 300 * other.get(word, 1e-9) and word.isalpha()
    )


@functools.cache
def alphabet(code: str) -> str:
    """The letters that at least one word in a thousand has, sorted."""
    words = [word for word in frequencies(code, "small") if word.isalpha()]
    counts = Counter(letter for word in words for letter in set(word))
    return "".join(sorted(letter for letter, n in counts.items() if n * 1000 > len(words)))
