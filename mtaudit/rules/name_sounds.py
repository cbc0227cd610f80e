"""Names compared by what they sound like, with sources that write sounds and no capitals."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from mtaudit.rules.name_mentions import IDEOGRAPHIC, english, mentions
from mtaudit.rules.name_support import Orphan, orphans
from mtaudit.rules.name_tables import exact_places, home_of
from mtaudit.text.analysis import Analysis
from mtaudit.text.folding import fold_script
from mtaudit.text.lexicon import zipf
from mtaudit.text.names import keeps, names, starts_sentence
from mtaudit.text.transliteration import latin, skeleton

BY_SOUND = re.compile("[ァ-ヺー]{3,}")
"""What Japanese writes by its sound."""

FEW = 3
"""Consonants from which words can be told apart."""

LIKE = 70
"""How like the consonants of two words are, of 100, that may be the same name."""

ORDINARY = 4.0
"""How frequent a word is, as ``zipf`` counts, that may be no name."""

_SHORT_LIKE, _WHOLE_LIKE, _SURELY_LIKE = 50, 35, 55
_KEPT = 0.7
_SOUNDING = 0.7


def _unheard(translation: Analysis, source: Analysis) -> Iterator[Orphan]:
    """The names that nothing in the source sounds like."""
    for orphan in orphans(translation, source):
        if (
            orphan.certain
            and not orphan.place
            and not _may_open(translation, orphan)
            and known_words(source).isdisjoint(orphan.words)
        ):
            yield orphan


def _may_open(translation: Analysis, orphan: Orphan) -> bool:
    """Whether a frequent word has its capital from the beginning of the sentence (*Apple growers*)."""
    return (
        orphan.first == orphan.last
        and starts_sentence(translation, orphan.first)
        and zipf(translation.folded[orphan.first], translation.language.code) >= ORDINARY
    )


@functools.lru_cache(maxsize=4096)
def known_words(source: Analysis) -> frozenset[str]:
    """The English words for all that a source may name."""
    return frozenset(word for id_ in mentions(source).possible for word in english(id_))


def unheard_people(translation: Analysis, source: Analysis) -> Iterator[Orphan]:
    """Also the full names of people of which no part sounds like a word of the source."""
    found = list(_unheard(translation, source))
    yield from found
    here, there = translation.language.code, source.language.code
    words, written = translation.folded, _sounds(source)
    for name in names(translation):
        parts = [
            i for i in range(name.first, name.last + 1) if _is_of_person(words[i], here, there)
        ]
        if len(parts) > 1 and parts[-1] - parts[0] == len(parts) - 1:
            orphan = Orphan.at(
                translation, parts[0], parts[-1], lost=len(parts), likely=0.9, certain=True
            )
            if (
                not meets(orphan, found)
                and known_words(source).isdisjoint(orphan.words)
                and not any(is_alike(words[i], written, LIKE) for i in parts)
            ):
                yield orphan


def _is_of_person(word: str, here: str, there: str) -> bool:
    """Whether a folded word is part of a name that every language keeps, but no place."""
    return (
        len(word) > FEW
        and zipf(word, here) < ORDINARY
        and keeps(word, here, there) >= _KEPT
        and (word,) not in exact_places(here)
    )


def sounding_else(translation: Analysis, source: Analysis) -> Iterator[Orphan]:
    """The names that sound like nothing in the source, if only one of them may be lost."""
    here, there = translation.language.code, source.language.code
    words, written = translation.folded, _sounds(source)
    for first, last, _ in names(translation):
        parts = words[first : last + 1]
        place = exact_places(here).get(tuple(parts))
        if place == home_of(there) or not (
            place or any(_is_of_person(word, here, there) for word in parts)
        ):
            continue
        if known_words(source).isdisjoint(parts) and not any(
            is_alike(word, written, LIKE) for word in parts
        ):
            yield Orphan.at(
                translation,
                first,
                last,
                lost=last - first + 1,
                likely=_SOUNDING,
                certain=False,
                place=place,
            )


def meets(orphan: Orphan, others: list[Orphan]) -> bool:
    """Whether a name has a word in common with one of several."""
    return any(map(orphan.overlaps, others))


def are_heard(words: Sequence[str], source: Analysis, cutoff: int) -> bool:
    """Whether the source has all of several words, or such as sound so, if it writes sounds."""
    text, written = source.text.lower(), _sounds(source)
    whole = _WHOLE_LIKE if cutoff == LIKE else _SURELY_LIKE
    longer = [word for word in words if len(word) >= FEW] or words
    return all(
        word in text or is_alike(word, written, cutoff, whole) for word in longer
    ) or is_alike("".join(words), written, cutoff, whole)


@functools.lru_cache(maxsize=4096)
def _sounds(source: Analysis) -> list[str]:
    """What a text writes by its sound: of Japanese a part, of Chinese nothing."""
    code = source.language.code
    text = fold_script(source.text).text
    words = BY_SOUND.findall(text) if code in IDEOGRAPHIC else source.folded
    return list(dict.fromkeys(words))


@functools.lru_cache(maxsize=65536)
def bones(word: str) -> str:
    """The consonants of a word as far as Japanese tells them apart."""
    return skeleton(word).replace("l", "r").replace("m", "n")


def is_alike(word: str, others: list[str], cutoff: int, whole: int = _WHOLE_LIKE) -> bool:
    """Whether one of several words has like consonants, and is not too unlike as a whole."""
    own, form = bones(word), latin(word)
    if len(own) < FEW:
        return any(
            bones(other) == own and fuzz.ratio(latin(other), form) >= _SHORT_LIKE
            for other in others
        )
    return any(
        fuzz.ratio(latin(others[index]), form) >= whole
        for _, _, index in process.extract(
            own, [bones(other) for other in others], scorer=fuzz.ratio, score_cutoff=cutoff
        )
    )
