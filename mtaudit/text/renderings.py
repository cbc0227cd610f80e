"""How translations answer the recurrent names of their sources, told by where they stand.

Nothing is known of the words but their beginnings: two phrases belong together where they come and
go together. That is enough for names of several words and for acronyms, in texts in which they
come often.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence, Set
from typing import NamedTuple

from mtaudit.text.analysis import Analysis
from mtaudit.text.lexicon import function_words
from mtaudit.text.names import is_acronym, is_numeral, is_title_case, starts_sentence

_LONGEST = 6
_GAPS = frozenset((" ", "-", "‑", "’", "'", "\u00a0"))
_LEAST_DICE = 0.6
_ALIKE = 3  # letters that all forms of a word begin with
_SHARED_LETTERS = 0.5

LEAST_TEXTS = 3
"""What fewer texts have is not recurrent."""

Key = tuple[str, ...]


class Phrase(NamedTuple):
    """Words ``[first, last]`` of a text: an acronym, or several that begin with a capital.

    ``key`` has the beginnings of its words, without the small ones, ``capitals`` which of them
    have one.
    """

    key: Key
    first: int
    last: int
    capitals: tuple[bool, ...]


class Change(NamedTuple):
    """A phrase of the source that is answered here by ``variant``, and mostly by ``usual``.

    ``place`` is the index of the text, ``example`` that of one of ``times`` with the usual form.
    """

    place: int
    source: Phrase
    variant: Phrase
    usual: Phrase
    example: int
    times: int


def changes(sources: Sequence[Analysis], targets: Sequence[Analysis]) -> list[Change]:
    """Where a phrase of three sources or more is answered otherwise than in most translations.

    Sources that are equal count once, with the first translation.
    The other form is an acronym of like letters, or differs from the usual form in one word.
    Translations that have a shorter form or a pronoun tell nothing, nor do those in which the
    other form may answer something else.

    Args:
        sources: the texts in the order in which they are read.
        targets: their translations, parallel to them.
    """
    different = {tuple(source.folded): index for index, source in reversed([*enumerate(sources)])}
    here = _Places(sources, different.values())
    recurrent = dict(here.recurrent())
    if not recurrent:
        return []
    there = _Places(targets, different.values())
    found: dict[tuple[int, int], Change] = {}
    for key, usual in _linked(recurrent, there).items():
        texts, answers = here.by_key[key], there.by_key[usual]
        both = sorted(texts.keys() & answers.keys())
        for index in sorted(texts.keys() - answers.keys()):
            variant = _variant(here, there, key, answers[both[0]], index)
            if variant:
                change = Change(index, texts[index], variant, answers[both[0]], both[0], len(both))
                found.setdefault((index, variant.first), change)
    return [found[place] for place in sorted(found)]


class _Places:
    """In which texts each phrase stands first, by its key."""

    def __init__(self, texts: Sequence[Analysis], indexes: Collection[int]) -> None:
        self.texts = texts
        self.by_key: defaultdict[Key, dict[int, Phrase]] = defaultdict(dict)
        self.by_text = {index: _phrases(texts[index]) for index in sorted(indexes)}
        for index, found in self.by_text.items():
            for phrase in found:
                self.by_key[phrase.key].setdefault(index, phrase)

    def recurrent(self) -> Iterator[tuple[Key, Set[int]]]:
        """Phrases of three texts or more that are no part of a longer one in the same texts."""
        often = {key: at.keys() for key, at in self.by_key.items() if len(at) >= LEAST_TEXTS}
        parts = {(part, len(texts)) for key, texts in often.items() for part in _parts(key)}
        return ((key, texts) for key, texts in often.items() if (key, len(texts)) not in parts)

    def stems(self, index: int) -> frozenset[str]:
        """The beginnings of all words of a text, in small letters."""
        return frozenset(_stem(word) for word in self.texts[index].folded)


@functools.lru_cache(maxsize=4096)
def _phrases(text: Analysis) -> tuple[Phrase, ...]:
    """The phrases of a text; none where capitals say nothing."""
    if text.text.isupper() or is_title_case(text):
        return ()
    return tuple(_every(text, function_words(text.language)))


def _every(text: Analysis, small: frozenset[str]) -> Iterator[Phrase]:
    for first in text.cased:
        word = text.words[first]
        if is_acronym(word) and len(word.rstrip("s")) > 1 and not is_numeral(text.folded[first]):
            yield Phrase((word.rstrip("s"),), first, first, (True,))
        elif word[0].isupper() and word.isalpha() and text.folded[first] not in small:
            yield from _beginning(text, first, small)


def _beginning(text: Analysis, first: int, small: frozenset[str]) -> Iterator[Phrase]:
    """The phrases that begin with a word; at the head of a sentence, only runs of capitals."""
    words, folded, spans = text.words, text.folded, text.spans
    opens = starts_sentence(text, first)
    key, capitals = [_stem(folded[first])], [True]
    for last in range(first + 1, min(first + _LONGEST, len(words))):
        gap = text.text[spans[last - 1][1] : spans[last][0]]
        if gap not in _GAPS or not words[last].isalpha() or is_acronym(words[last]):
            return
        if folded[last] in small or len(words[last]) < 3:
            if opens:
                return
            continue
        key.append(_stem(folded[last]))
        capitals.append(words[last][0].isupper())
        if opens and not capitals[-1]:
            return
        yield Phrase(tuple(key), first, last, tuple(capitals))


def _stem(word: str) -> str:
    """What most forms of a folded word begin with."""
    return word if len(word) < 5 else word[: max(4, len(word) - 2)]


def _linked(recurrent: dict[Key, Set[int]], there: _Places) -> dict[Key, Key]:
    """The phrase that answers most texts of each recurrent one; the surest first, each once."""
    links = []
    for order, (key, texts) in enumerate(recurrent.items()):
        answers = (p for index in sorted(texts) for p in there.by_text[index] if all(p.capitals))
        for candidate in dict.fromkeys(phrase.key for phrase in answers):
            if (len(candidate) == 1) != (len(key) == 1):
                continue
            seen = there.by_key[candidate].keys()
            together = len(texts & seen)
            dice = 2 * together / (len(texts) + len(seen))
            if together >= 2 and 2 * together > len(texts) and dice >= _LEAST_DICE:
                links.append((-dice, -len(candidate), order, key, candidate))
    linked: dict[Key, Key] = {}
    taken = set()
    for *_, key, candidate in sorted(links):
        if key not in linked and candidate not in taken:
            linked[key] = candidate
            taken.add(candidate)
    return linked


def _variant(here: _Places, there: _Places, key: Key, usual: Phrase, index: int) -> Phrase | None:
    """The one phrase of a text that stands where the usual one is expected; none if in doubt."""
    own, stems = here.stems(index), there.stems(index)
    if any(word.lower() in stems for word in key if word not in usual.key):
        return None
    initials = "".join(word[0] for word in usual.key)
    if initials in stems or not all(usual.capitals):
        return None
    if any(_differ(other.key, key) for other in here.by_text[index]):
        return None
    found = {
        phrase.key: phrase
        for phrase in reversed(there.by_text[index])
        if all(phrase.capitals)
        and (_differ(phrase.key, usual.key) or _is_garbled(phrase.key, usual.key, key))
        and own.isdisjoint(word.lower() for word in phrase.key if word not in usual.key)
        and there.by_key[phrase.key].keys().isdisjoint(there.by_key[usual.key])
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _differ(key: Key, usual: Key) -> bool:
    """Whether two phrases of several words differ in exactly one of them."""
    if len(key) != len(usual) or len(key) == 1:
        return False
    return sum(not _is_alike(one, other) for one, other in zip(key, usual, strict=True)) == 1


def _is_alike(one: str, other: str) -> bool:
    """Whether two words may be forms of one."""
    return one == other or (len(one) >= _ALIKE and one[:_ALIKE] == other[:_ALIKE])


def _is_garbled(key: Key, *usual: Key) -> bool:
    """Whether an acronym has half of the letters of another one, and is no shorter form of it."""
    if len(key) > 1 or any(key[0] in other[0] or other[0] in key[0] for other in usual):
        return False
    return any(
        2 * (Counter(key[0]) & Counter(other[0])).total()
        >= _SHARED_LETTERS * (len(key[0]) + len(other[0]))
        for other in usual
        if len(other) == 1
    )


def _parts(key: Key) -> Iterator[Key]:
    """The shorter phrases that lie in a phrase."""
    for length in range(1, len(key)):
        yield from (key[start : start + length] for start in range(len(key) - length + 1))
