"""Texts of scripts without capitals, folded as far as one may write them in several ways."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

_CLUSTER = re.compile(
    "[\\s\\S][\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u093c\u1160-\u11ff\u3099\u309a\uff9e\uff9f]*"
)
_SAME = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ँ": "ं"})
_LEFT_OUT = re.compile("[\u0640\u064b-\u065f\u0670\u093c]")


class Folded(NamedTuple):
    """A folded text, and where each of its characters, and its end, is in the original."""

    text: str
    offsets: tuple[int, ...]


@functools.lru_cache(maxsize=4096)
def fold_script(text: str) -> Folded:
    """Compose the characters and drop what may be left out.

    Half-width katakana, decomposed Hangul, the vowel signs and the hamza of Arabic, the dots of
    Hindi and its two signs for a nasal.
    """
    characters: list[str] = []
    offsets: list[int] = []
    for match in _CLUSTER.finditer(text):
        folded = _fold(match[0])
        characters.append(folded)
        offsets += [match.start()] * len(folded)
    return Folded("".join(characters), (*offsets, len(text)))


@functools.lru_cache(maxsize=16384)
def _fold(cluster: str) -> str:
    if cluster.isascii():
        return cluster
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", cluster)).translate(_SAME)
