"""Terms found in texts as people mean them: whole words, inflected, acronyms by their capitals.

Hyphens, blanks and closed spelling are one (cease-fire, cease fire, ceasefire), and words may
stand between those of a longer term (*ministre français des Affaires étrangères*).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from mtaudit.glossary.words import COMPOUNDING, in_compound, is_exact, keys_in_text, keys_of_term
from mtaudit.text.analysis import Analysis
from mtaudit.text.tokens import spans

T = TypeVar("T")

LONGEST = 30
"""Words from which on a text is no term, and is never looked for."""

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_LOOSE = re.compile(r"[\s\u00a0\u202f\-‐‑’'·/&]*")
_HYPHENS = frozenset("-‐‑")
_HYPHENATED = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_SHOUTED_WORDS = 3  # from which on a text all in capitals tells nothing of acronyms
_CACHED_WORDS = 50_000
_MANY = 16  # places from which on it pays to leave out those that come twice
_LOOSE_WORDS = 6  # up to which others may stand between the words of a term
_NUMBER_BITS = 32


class TermMatch(NamedTuple, Generic[T]):
    """The span ``[start, end)`` of a text holds the term that ``value`` belongs to."""

    start: int
    end: int
    value: T


class Cut:
    """A text cut into the words that terms are looked for in; scripts without blanks by letter.

    Attributes:
        code: the primary subtag of its language.
        compounds: whether that language writes compounds as one word.
        words: the words as they stand, small ones where the whole text is in capitals.
        spans: their half-open spans.
        joins: whether only a blank, a hyphen or the like stands between a word and the next.
        hyphens: the words behind which it is exactly a hyphen.
        shouts: whether the text is all in capitals.
        keys: the keys of the words, see ``words``.
        is_spaced: whether blanks part the words, so that others may stand inside a term.
    """

    __slots__ = (
        "_functional",
        "_keys",
        "code",
        "compounds",
        "hyphens",
        "is_spaced",
        "joins",
        "shouts",
        "spans",
        "words",
    )

    def __init__(self, analysis: Analysis) -> None:
        text = analysis.text
        self.code = analysis.language.code
        self.compounds = self.code in COMPOUNDING
        self.is_spaced = not _UNSPACED.search(text)
        self.spans = analysis.spans if self.is_spaced else _split(text)
        words = [text[start:end] for start, end in self.spans]
        self.shouts = len(words) >= _SHOUTED_WORDS and text.isupper()
        self.words = [word.lower() for word in words] if self.shouts else words
        gaps = [
            text[end:start]
            for (_, end), (start, _) in zip(self.spans, self.spans[1:], strict=False)
        ]
        self.joins = [
            bool(_LOOSE.fullmatch(gap)) or (gap[0] == "." and len(gap) < 3 and len(word) < 3)
            for gap, word in zip(gaps, words, strict=False)
        ]
        self.hyphens = frozenset(i for i, gap in enumerate(gaps) if gap in _HYPHENS)
        self._functional = analysis.language.function_words
        self._keys: list[frozenset[str]] | None = None

    def span_of(self, first: int, last: int) -> tuple[int, int]:
        """The half-open span from word ``first`` to word ``last``, both included."""
        return self.spans[first][0], self.spans[last][1]

    @property
    def keys(self) -> list[frozenset[str]]:  # noqa: D102 - see the class
        if self._keys is None:
            self._keys = [keys_in_text(word, self.code) for word in self.words]
        return self._keys

    def after(self, last: int, gap: int, *, any_word: bool = False) -> Sequence[int]:
        """Where a term can go on after word ``last``, past at most ``gap`` other words.

        Function words and numbers are passed only with ``any_word``.
        """
        joins = self.joins
        if last >= len(joins) or not joins[last]:
            return ()
        if not gap or not self.is_spaced:
            return (last + 1,)
        found = [last + 1]
        for index in range(last + 1, min(last + gap + 1, len(joins))):
            if not joins[index] or (not any_word and self._is_small(self.words[index])):
                break
            found.append(index + 1)
        return found

    def _is_small(self, word: str) -> bool:
        return word.lower() in self._functional or word.isdigit()


@functools.lru_cache(maxsize=4096)
def cut(analysis: Analysis) -> Cut:
    """The words of a text, shared by whoever asks for the same text again."""
    return Cut(analysis)


@functools.lru_cache(maxsize=65536)
def spellings(term: str) -> tuple[tuple[str, ...], ...]:
    """The words of a term, as written and with its hyphens closed; none of a whole paragraph."""
    found = [tuple(term[start:end] for start, end in _split(term))]
    if _HYPHENATED.search(term):
        closed = _HYPHENATED.sub("", term)
        found.append(tuple(closed[start:end] for start, end in _split(closed)))
    return tuple(words for words in found if 0 < len(words) <= LONGEST)


class TermIndex(Generic[T]):
    """A trie of terms by their words; what a text costs hardly depends on how many there are.

    Args:
        entries: terms, whether their case counts, and a value for each.
        code: the primary language subtag of the terms and texts.
    """

    def __init__(self, entries: Iterable[tuple[str, bool, T]], code: str = "und") -> None:
        self._code = code
        self._numbers: dict[frozenset[str], int] = {}
        self._by_key: dict[str, tuple[int, ...]] = {}
        self._steps: dict[int, int] = {}
        self._inner: set[int] = set()
        self._values: dict[int, tuple[tuple[T, tuple[str, ...] | None], ...]] = {}
        self._seen: dict[str, tuple[int, ...]] = {}
        self._nodes = 1
        for term, case_sensitive, value in entries:
            for words in spellings(term):
                self._add(words, value, words if case_sensitive else None)

    def find(self, text: Analysis, *, gap: int = 0) -> list[TermMatch[T]]:
        """The terms of a text, left to right: at each place the longest, equal ones all.

        Args:
            text: the text.
            gap: how many other words may stand between two words of a term.
        """
        words = cut(text)
        found = [
            (first, last, value)
            for first, last, node in self._reach(words, gap)
            for value, cased in self._values[node]
            if cased is None or _same_case(words.words[first : last + 1], cased)
        ]
        return [
            TermMatch(*words.span_of(first, last), value) for first, last, value in _best(found)
        ]

    def _add(self, words: tuple[str, ...], value: T, cased: tuple[str, ...] | None) -> None:
        node = 0
        for word in words:
            step = node << _NUMBER_BITS | self._number(word)
            self._inner.add(node)
            node = self._steps.setdefault(step, self._nodes)
            self._nodes += node == self._nodes
        self._values[node] = (*self._values.get(node, ()), (value, cased))

    def _number(self, word: str) -> int:
        """The number of a term's word, filed under its keys when it is new."""
        keys = keys_of_term(word, self._code)
        number = self._numbers.get(keys)
        if number is None:
            number = self._numbers[keys] = len(self._numbers)
            for key in keys:
                self._by_key[key] = (*self._by_key.get(key, ()), number)
        return number

    def _numbers_of(self, word: str) -> tuple[int, ...]:
        """The words of terms that a word of a text is a form of."""
        numbers = self._seen.get(word)
        if numbers is None:
            if len(self._seen) >= _CACHED_WORDS:
                self._seen.clear()
            by_key = self._by_key
            hits = (by_key.get(key, ()) for key in keys_in_text(word, self._code))
            numbers = self._seen[word] = tuple({n for hit in hits for n in hit})
        return numbers

    def _reach(self, text: Cut, gap: int) -> Iterator[tuple[int, int, int]]:
        """First and last word and node of every term, also of those inside others."""
        steps, values, inner = self._steps, self._values, self._inner
        ways = self._ways(text)
        onward: dict[int, Sequence[int]] = {}
        for first, way in enumerate(ways):
            places = [(0, first)] if way else []
            while places:
                following: list[tuple[int, int]] = []
                for node, index in places:
                    base = node << _NUMBER_BITS
                    for last, number in ways[index]:
                        child = steps.get(base | number)
                        if child is None:
                            continue
                        if child in values:
                            yield first, last, child
                        if child in inner:
                            if last not in onward:
                                onward[last] = text.after(last, gap)
                            following += [(child, start) for start in onward[last]]
                places = following if len(following) < _MANY else list(dict.fromkeys(following))

    def _ways(self, text: Cut) -> list[Sequence[tuple[int, int]]]:
        """What can stand at each word: the words of terms that it is, with their last word.

        Two words are also one, closed up over their hyphen.
        """
        ways: list[Sequence[tuple[int, int]]] = [
            [(index, number) for number in self._numbers_of(word)]
            for index, word in enumerate(text.words)
        ]
        for index in text.hyphens:
            closed = self._numbers_of(text.words[index] + text.words[index + 1])
            ways[index] = [*ways[index], *((index + 1, number) for number in closed)]
        return ways


def occurrences(
    text: Analysis, term: str, *, gap: int = 0, compounds: bool = False, cased: bool = False
) -> list[tuple[int, int]]:
    """The spans of one term in a text, left to right, without overlap.

    Args:
        text: the text.
        term: what to look for.
        gap: how many words, of whatever kind, may stand between two words of the term.
        compounds: whether a compound that begins or ends with a word of the term will do.
        cased: whether capitals have to agree.
    """
    words = cut(text)
    found = []
    for form in spellings(term):
        gap = gap if len(form) <= _LOOSE_WORDS else 0
        free = 0
        for first, end in _places(words, form[0], compounds=compounds):
            if first < free:
                continue
            last = _rest(words, end, form[1:], gap, compounds=compounds)
            if last is None or (cased and not _same_case(words.words[first : last + 1], form)):
                continue
            found.append(words.span_of(first, last))
            free = last + 1
    return found


def _places(text: Cut, of_term: str, *, compounds: bool) -> list[tuple[int, int]]:
    """Where forms of a word stand, first and last word, left to right."""
    wanted = keys_of_term(of_term, text.code)
    found = [(i, i) for i, keys in enumerate(text.keys) if not wanted.isdisjoint(keys)]
    if not (compounds and text.compounds) and not text.hyphens and not text.shouts:
        return found
    places = ((i, _last(text, i, of_term, compounds=compounds)) for i in range(len(text.words)))
    return [(first, last) for first, last in places if last is not None]


def _rest(text: Cut, last: int, form: Sequence[str], gap: int, *, compounds: bool) -> int | None:
    """The last word of the rest of a form, which goes on after word ``last``."""
    if not form:
        return last
    for index in text.after(last, gap, any_word=True):
        end = _last(text, index, form[0], compounds=compounds)
        rest = None if end is None else _rest(text, end, form[1:], gap, compounds=compounds)
        if rest is not None:
            return rest
    return None


def _last(text: Cut, index: int, of_term: str, *, compounds: bool) -> int | None:
    """The last word of a form of a word at ``index``: that one, or the one after its hyphen."""
    wanted = keys_of_term(of_term, text.code)
    if not wanted.isdisjoint(text.keys[index]):
        return index
    word = text.words[index]
    if text.shouts and is_exact(of_term) and word == of_term.lower():
        return index
    if compounds and in_compound(word, of_term, text.code):
        return index
    if index in text.hyphens:
        closed = keys_in_text(word + text.words[index + 1], text.code)
        return None if wanted.isdisjoint(closed) else index + 1
    return None


def _best(found: Sequence[tuple[int, int, T]]) -> list[tuple[int, int, T]]:
    """The longest of those that overlap, and all that are equally placed."""
    if len(found) < 2:
        return list(found)
    taken: list[tuple[int, int]] = []
    best = []
    for first, last, value in sorted(found, key=lambda item: (item[0] - item[1], item[0])):
        if (first, last) not in taken:
            if any(first <= end and start <= last for start, end in taken):
                continue
            taken.append((first, last))
        best.append((first, last, value))
    return sorted(best, key=lambda item: item[0])


def _same_case(words: Sequence[str], form: Sequence[str]) -> bool:
    """Whether the words have capitals where the form has them; words in between do not count."""
    if len(words) != len(form):
        return True
    return all(
        word[0].isupper() == wanted[0].isupper() for word, wanted in zip(words, form, strict=True)
    )


def _split(text: str) -> list[tuple[int, int]]:
    """Spans of words; letter by letter in scripts that do not part words."""
    found: list[tuple[int, int]] = []
    for start, end in spans(text):
        begin = start
        for match in _UNSPACED.finditer(text, start, end):
            if begin < match.start():
                found.append((begin, match.start()))
            found.append(match.span())
            begin = match.end()
        if begin < end:
            found.append((begin, end))
    return found
