"""Words and their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
_MARKS = frozenset(
    mark for mark in map(chr, range(0x0300, 0x1E00)) if unicodedata.category(mark)[0] == "M"
)
"""Accents, vowel signs and tones, which stand in words and are not ``\\w``."""

_ASCII_WORD = re.compile(r"(\w+)", re.ASCII)
_WORD = re.compile(rf"(\w+(?:[{''.join(sorted(_MARKS))}]+\w*)*)")


def split(text: str) -> list[str]:
    """A text in its parts: the words in odd places, and what stands around them in even ones.

    Words are runs of letters, digits and combining marks. Apostrophes and hyphens separate:
    ``l’OTAN`` is two words, so is ``don't``.
    """
    return (_ASCII_WORD if text.isascii() else _WORD).split(text)


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return split(text)[1::2]


def spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the words of a text."""
    return spans_of(split(text))


def spans_of(parts: Sequence[str]) -> list[tuple[int, int]]:
    """Half-open spans of the words in a text of which these are the parts."""
    offsets = list(accumulate(map(len, parts)))
    return list(zip(offsets[::2], offsets[1::2], strict=False))


def is_of_word(character: str) -> bool:
    """Whether a character stands in words: a letter, a digit, or a mark on one."""
    return character.isalnum() or character in _MARKS


def fold(word: str) -> str:
    """The form under which a word is looked up: NFC, lower case."""
    return unicodedata.normalize("NFC", word).lower()


def fold_phrase(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase, as a text would be cut."""
    return tuple(map(fold, words(phrase)))


def count_words(text: str) -> int:
    """Words between white space, as an editor counts; each character where scripts have none."""
    if text.isascii():
        return len(text.split())
    without, unspaced = _UNSPACED.subn(" ", text)
    return unspaced + len(without.split())
