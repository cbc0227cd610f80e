"""Words that do not exist, and the frequent word that each was probably meant to be."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Collection

from mtaudit.glossary.words import is_known
from mtaudit.rules.tables import table
from mtaudit.text.lexicon import alphabet, frequencies, zipf

CHECKED = frozenset(table("misspellings"))
"""Languages with a word list that leaves misspellings out, and a table of what it cannot tell."""

_UNHEARD = 0.8
"""The Zipf value of a word that not even a large list has."""

_RARER = 2.0
_RARER_IF_INFLECTED = 2.5
_RARER_IF_DOUBLED = 1.5
"""How much rarer than the word it was meant to be a misspelling is, in Zipf values."""

_KNOWN = 3.3
"""The Zipf value from which a word is taken for one, listed or not."""

_FREQUENT = 3.0
_FREQUENT_IF_INFLECTED = 4.0
_FREQUENT_IF_SHORT = 4.5
_FREQUENT_IF_SHUFFLED = 4.0
_SHORT = 4
_LONG = 8
_KNOWN_AT_ALL = 2.3
"""The Zipf value of a word that a long word which no list has is a misspelling of."""

_LONGEST = 40
_LEFT_Y = re.compile("(?<=[bcdfglmnprstvz])(?:ys|yed)$")

_MIN_BASE = {"ed": 5, "ly": 6}
_MIN_BASE_AFTER_PREFIX = {"co": 6, "de": 6, "in": 6, "re": 6, "ex": 6, "on": 6, "pro": 6, "dis": 5}


@functools.cache
def vocabulary(code: str) -> Collection[str]:
    """The words of a language, folded.

    For English a checked list, which has no misspellings; elsewhere every word that occurs once in
    a hundred million.
    """
    if code not in CHECKED:
        return frequencies(code)
    from spellchecker import SpellChecker  # noqa: PLC0415 - reads its list

    return frozenset(SpellChecker(language=code).word_frequency.dictionary)


@functools.lru_cache(maxsize=65536)
def correction(word: str, code: str) -> str | None:
    """The frequent word that a folded word is a misspelling of, ``None`` if it seems to be right.

    It seems right if the language's list has it, if it is built from a listed word, or if no word
    that is a hundred times as frequent lies one typing error away.
    """
    word = word.replace("ß", "ss")
    words = vocabulary(code)
    if word in words or not _SHORT <= len(word) <= _LONGEST or zipf(word, code) > _KNOWN:
        return None
    checked, letters = code in CHECKED, alphabet(code)
    if checked and not set(letters).issuperset(word):
        return None
    if code == "en" and (inflected := _with_i(word)) in words:
        return inflected
    near = [other for other in edits(word, letters) if other in words]
    near += [other for key in _keys(word) for other in _by_key(code).get(key, ())]
    if not checked:
        near = [other for other in near if not _differs_in_ending(word, other)]
    found = max(near, key=lambda other: (_likelihood(word, other, code), other), default=None)
    if found is None or not _is_much_rarer(word, found, code):
        return None
    if checked and not _only_doubles(word, found) and _is_built(word, found, code):
        return None
    return None if not checked and is_known(word, code) else found


def _with_i(word: str) -> str:
    """An English word with the i that y turns into: *families* for *familys*."""
    return _LEFT_Y.sub(lambda match: {"ys": "ies", "yed": "ied"}[match[0]], word)


def _is_much_rarer(word: str, other: str, code: str) -> bool:
    """Whether a word is so much rarer than a frequent one that it is hardly a word."""
    checked = code in CHECKED
    enough = _FREQUENT if checked else _FREQUENT_IF_INFLECTED
    if len(word) == _SHORT:
        enough = _FREQUENT_IF_SHORT
    rarer = _RARER if checked else _RARER_IF_INFLECTED
    if _only_doubles(word, other):
        rarer = _RARER_IF_DOUBLED
    own = zipf(word, code)
    if checked and not own and len(word) >= _LONG:
        return zipf(other, code) >= _KNOWN_AT_ALL
    return zipf(other, code) >= max(enough, (own or _UNHEARD) + rarer)


def _likelihood(word: str, other: str, code: str) -> float:
    """How likely a word was meant, as a Zipf value: letters are swapped and lost more often."""
    if len(other) == len(word) and _keys(word)[1] == _keys(other)[1]:
        return zipf(other, code) + 1.7
    return zipf(other, code) + (0.5 if len(other) > len(word) else 0.0)


def _only_doubles(word: str, other: str) -> bool:
    """Whether two words differ in nothing but doubled letters."""
    return _keys(word)[0] == _keys(other)[0]


def edits(word: str, letters: str) -> list[str]:
    """The words that a letter too few, too many or wrong, or two swapped ones, make of a word."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = [a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1 and b[0] != b[1]]
    found += [a + b[1:] for a, b in parts if b]
    found += [a + letter + b for a, b in parts for letter in letters]
    found += [a + letter + b[1:] for a, b in parts if b for letter in letters if letter != b[0]]
    return found


def _differs_in_ending(word: str, other: str) -> bool:
    """Whether two words differ only in the last letters, where inflection is."""
    common = 0
    for left, right in zip(word, other, strict=False):
        if left != right:
            break
        common += 1
    return common >= min(len(word), len(other)) - 1


def _keys(word: str) -> tuple[str, str]:
    """What a word shares with those that have other letters doubled, or the same ones shuffled."""
    single = word[0] + "".join(b for a, b in itertools.pairwise(word) if a != b)
    return f"={single}", "".join(sorted(word))


@functools.cache
def _by_key(code: str) -> dict[str, list[str]]:
    """The frequent words by what misspellings of them keep."""
    found: dict[str, list[str]] = {}
    words = vocabulary(code)
    for word in frequencies(code, "small"):
        enough = _FREQUENT_IF_SHUFFLED if len(word) > _SHORT else _FREQUENT_IF_SHORT
        if word in words and len(word) >= _SHORT and zipf(word, code) >= enough:
            for key in _keys(word):
                found.setdefault(key, []).append(word)
    return found


def _is_built(word: str, right: str, code: str) -> bool:
    """Whether a word has a plural of its own, or is a listed one with a prefix or suffix."""
    plural = f"{word}s"
    if plural != right and zipf(plural, code) > max(zipf(word, code) - 0.5, 0):
        return True
    words, affixes = vocabulary(code), table("misspellings")[code]
    return any(
        word.startswith(prefix)
        and len(word) - len(prefix) >= _MIN_BASE_AFTER_PREFIX.get(prefix, _SHORT)
        and word[len(prefix) :] in words
        for prefix in affixes["prefixes"].split()
    ) or any(
        word.endswith(suffix)
        and len(word) - len(suffix) >= _MIN_BASE.get(suffix, _SHORT)
        and word[: -len(suffix)] in words
        for suffix in affixes["suffixes"].split()
    )
