"""Terms found in texts as people mean them: whole words, inflected, acronyms by their capitals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from mtaudit.text.analysis import Analysis
from mtaudit.text.tokens import fold, spans

T = TypeVar("T")

_KEY = 3  # letters by which first words are looked up
_LONGEST_ENDING = 3  # letters by which two forms of a word may differ at their end


class TermMatch(NamedTuple, Generic[T]):
    """The span ``[start, end)`` of a text holds the term that ``value`` belongs to."""

    start: int
    end: int
    value: T


class TermIndex(Generic[T]):
    """Terms by the beginning of their first word; matching costs one look-up a word of the text.

    Args:
        entries: terms, whether their case counts, and a value for each. A term all in capitals
            is an acronym: its case always counts, and it has no inflected forms.
    """

    def __init__(self, entries: Iterable[tuple[str, bool, T]]) -> None:
        self._buckets: dict[str, list[tuple[tuple[str, ...], bool, T]]] = {}
        for term, case_sensitive, value in entries:
            words = tuple(term[start:end] for start, end in spans(term))
            if not words:
                continue
            exact = case_sensitive or term.isupper()
            forms = words if exact else tuple(fold(word) for word in words)
            self._buckets.setdefault(fold(words[0])[:_KEY], []).append((forms, exact, value))
        for bucket in self._buckets.values():
            bucket.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: Analysis) -> Iterator[TermMatch[T]]:
        """Yield every term, longest first at each place, without overlap between equal values."""
        for first, word in enumerate(text.folded):
            for forms, exact, value in self._buckets.get(word[:_KEY], ()):
                last = first + len(forms) - 1
                if last < len(text.words) and self._spells(text, first, forms, exact=exact):
                    start, end = text.span_of(first, last)
                    yield TermMatch(start, end, value)

    @staticmethod
    def _spells(text: Analysis, first: int, forms: tuple[str, ...], *, exact: bool) -> bool:
        if exact:
            return tuple(text.words[first : first + len(forms)]) == forms
        words = text.folded[first : first + len(forms)]
        return all(_same_word(word, form) for word, form in zip(words, forms, strict=True))


def _same_word(word: str, form: str) -> bool:
    """Whether two folded words differ at most in their ending."""
    if word == form:
        return True
    shorter, longer = sorted((word, form), key=len)
    stem = max(4, len(shorter) - 2)
    return (
        len(shorter) >= 4
        and len(longer) - len(shorter) <= _LONGEST_ENDING
        and longer.startswith(shorter[:stem])
        and len(longer) - stem <= _LONGEST_ENDING + 1
    )
