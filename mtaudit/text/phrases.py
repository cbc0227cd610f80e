"""Many phrases looked up in one pass over a text's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from mtaudit.text.tokens import fold_phrase

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """Words ``[first, last]`` of a text spell the phrase that ``value`` belongs to."""

    first: int
    last: int
    value: T


class PhraseIndex(Generic[T]):
    """Phrases by their first word; matching costs one look-up a word of the text.

    Args:
        entries: phrases, each with a value. Case, spacing and punctuation do not count.

    Attributes:
        openings: the first words of the phrases, folded.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in entries:
            words = fold_phrase(phrase)
            if words:
                self._by_first.setdefault(words[0], []).append((words, value))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))
        self.openings = frozenset(self._by_first)

    def find(self, words: Sequence[str]) -> Iterator[Match[T]]:
        """Yield the longest phrase at each place, left to right, without overlap.

        Args:
            words: the folded words of a text.
        """
        by_first = self._by_first
        if self.openings.isdisjoint(words):
            return
        free = 0
        for first, word in enumerate(words):
            if first < free or word not in by_first:
                continue
            for phrase, value in by_first[word]:
                length = len(phrase)
                if length == 1 or tuple(words[first : first + length]) == phrase:
                    free = first + length
                    yield Match(first, free - 1, value)
                    break
