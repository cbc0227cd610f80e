"""One text, taken apart once for all rules."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import compress, count, pairwise
from operator import ne
from unicodedata import is_normalized

from mtaudit.lang import Language
from mtaudit.text.memo import kept
from mtaudit.text.tokens import fold, spans_of, split

_CASELESS = re.compile("[\u0590-\u10ff\u1100-\u1dff\u2e80-\ud7ff]")


class Analysis:
    """A text in a language, cut into words.

    Attributes:
        text: the text as it stands.
        language: its language's facts.
        words: the words as they stand.
        folded: the words in NFC and lower case, parallel to ``words``.
        folded_set: the different folded words.
        gaps: what stands between words, before the first, and behind the last with a line feed.
    """

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self._parts = split(text)
        self.words = self._parts[1::2]
        is_composed = text.isascii() or is_normalized("NFC", text)
        self.folded = list(map(str.lower if is_composed else fold, self.words))
        self.folded_set = frozenset(self.folded)
        self.gaps = frozenset((*self._parts[:-1:2], self._parts[-1] + "\n"))

    @kept
    def spans(self) -> list[tuple[int, int]]:
        """Half-open spans of the words, parallel to ``words``."""
        return spans_of(self._parts)

    @kept
    def has_no_case(self) -> bool:
        """Whether a third of the text or more is in a script without capitals."""
        text = self.text
        return not text.isascii() and 3 * len(_CASELESS.findall(text)) >= len(text)

    @kept
    def cased(self) -> list[int]:
        """The indexes of the words that have a capital somewhere."""
        return list(compress(count(), map(ne, self.words, self.folded)))

    @kept
    def capitals(self) -> list[int]:
        """The indexes of the words that begin with a capital."""
        words = self.words
        return [index for index in self.cased if words[index][0].isupper()]

    @kept
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The different pairs of neighbours among the folded words."""
        return frozenset(pairwise(self.folded))

    def span_of(self, first: int, last: int) -> tuple[int, int]:
        """The half-open span from word ``first`` to word ``last``, both included."""
        return self.spans[first][0], self.spans[last][1]


@lru_cache(maxsize=4096)
def analyse(text: str, language: Language) -> Analysis:
    """The analysis of a text, shared by whoever asks for the same text again."""
    return Analysis(text, language)
