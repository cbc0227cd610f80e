"""One text, taken apart once for all rules."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import is_normalized

from mtaudit.lang import Language
from mtaudit.text.tokens import fold, spans


class Analysis:
    """A text in a language, cut into words.

    Attributes:
        text: the text as it stands.
        language: its language's facts.
        spans: half-open spans of the words.
        words: the words as they stand, parallel to ``spans``.
        folded: the words in NFC and lower case, parallel to ``spans``.
        folded_set: the different folded words.
    """

    __slots__ = ("folded", "folded_set", "language", "spans", "text", "words")

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.spans = spans(text)
        self.words = [text[start:end] for start, end in self.spans]
        if is_normalized("NFC", text):
            self.folded = [word.lower() for word in self.words]
        else:
            self.folded = [fold(word) for word in self.words]
        self.folded_set = frozenset(self.folded)

    def span_of(self, first: int, last: int) -> tuple[int, int]:
        """The half-open span from word ``first`` to word ``last``, both included."""
        return self.spans[first][0], self.spans[last][1]


@lru_cache(maxsize=4096)
def analyse(text: str, language: Language) -> Analysis:
    """The analysis of a text, shared by whoever asks for the same text again."""
    return Analysis(text, language)
