"""Names of a translation compared with those of a source in a script without capitals.

The tables tell which places, people and organizations both sides name. What they do not have is
compared by its sound where the script writes it, and by its syllables where the source is Chinese.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from anyascii import anyascii
from rapidfuzz import fuzz, process

from mtaudit.rules.name_mentions import (
    Mention,
    english,
    kind,
    lost,
    mentions,
    unfounded,
)
from mtaudit.rules.name_support import Comparison, Orphan, has_no_case, orphans
from mtaudit.rules.name_tables import exact_places, home_of, lines
from mtaudit.text.analysis import Analysis
from mtaudit.text.folding import fold_script
from mtaudit.text.lexicon import zipf
from mtaudit.text.names import keeps, names
from mtaudit.text.transliteration import latin, skeleton

_JAPANESE = re.compile(
    r"(?:(?:[kstnhmrgzdbpf]|[knhmrgbp]?y|sh|ch|ts|j|w)?[aeiou]+h?|([kstp])(?=\1)|n|m(?=[bp]))+"
)
_SYLLABLES = re.compile(
    "(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)(?:i?ang|[iu]?an|i?ong|uang|e?i|iao|ing?|uai?|i?ao|u?o|un?|"
    "ui|ia|ie|iu|ue|ai?|eng?|ou|e)|ai?|ang?|ao|en?|er|ou)+"
)
_BY_SOUND = re.compile("[ァ-ヺー]{3,}")
_ORDINARY = 4.0
_IDEOGRAPHIC = frozenset(("zh", "ja"))
_FEW = 3
_KEPT = 0.7
_LIKE = 70
_SHORT = 5
_ALIKE = 85
_NO_PERSON = 0.8
"""How likely a place or an institution is to be named in translation too: some go without saying."""


@functools.lru_cache(maxsize=4096)
def compare_unmarked(source: Analysis, translation: Analysis) -> Comparison:
    """The names of the source that are gone, and those of the translation that have come."""
    if has_no_case(translation):
        return Comparison((), ())
    gone = tuple(_gone(source, mention) for mention in lost(source, translation))
    home = home_of(source.language.code)
    new = [
        _new(translation, mention)
        for mention in unfounded(translation, source)
        if mention.id != home and not _is_heard(english(mention.id), source, _ALIKE)
    ]
    code = source.language.code
    find = {"zh": _unspelled, "ja": _unheard_in_japanese}.get(code, _unheard_people)
    found = find(translation, source)
    new += [orphan for orphan in found if not any(map(orphan.overlaps, new))]
    if code == "ja":
        gone += tuple(_unsounded(source, translation))
    return Comparison(gone, tuple(new))


def _gone(source: Analysis, mention: Mention) -> Orphan:
    word = _word_at(source, mention.start)
    return Orphan(
        word,
        word,
        mention.start,
        mention.end,
        english(mention.id),
        lost=1,
        likely=_likely(mention),
        place=_place(mention),
        certain=True,
    )


def _new(translation: Analysis, mention: Mention) -> Orphan:
    return Orphan.at(
        translation,
        mention.start,
        mention.end - 1,
        lost=mention.end - mention.start,
        likely=_likely(mention),
        certain=kind(mention.id) != "organization",
        place=_place(mention),
    )


def _likely(mention: Mention) -> float:
    return 1.0 if kind(mention.id) == "person" else _NO_PERSON


def _place(mention: Mention) -> str | None:
    return mention.id if kind(mention.id) == "place" else None


def _unheard(translation: Analysis, source: Analysis) -> Iterator[Orphan]:
    """The names that nothing in the source sounds like."""
    known = frozenset(word for id_ in mentions(source).possible for word in english(id_))
    for orphan in orphans(translation, source):
        if orphan.certain and not orphan.place and known.isdisjoint(orphan.words):
            yield orphan


def _unheard_people(translation: Analysis, source: Analysis) -> Iterator[Orphan]:
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
            if not any(map(orphan.overlaps, found)) and not any(
                _is_alike(_bones(words[i]), written, _LIKE) for i in parts
            ):
                yield orphan


def _is_of_person(word: str, here: str, there: str) -> bool:
    """Whether a folded word is part of a name that every language keeps, but no place."""
    return (
        len(word) > _FEW
        and zipf(word, here) < _ORDINARY
        and keeps(word, here, there) >= _KEPT
        and (word,) not in exact_places(here)
    )


def _unheard_in_japanese(translation: Analysis, source: Analysis) -> Iterator[Orphan]:
    """The names from elsewhere that no word written by its sound is like."""
    for orphan in _unheard_people(translation, source):
        if not _is_written_by_sense(orphan) and not _is_heard(orphan.words, source, _LIKE):
            yield orphan._replace(certain=False)


def _unsounded(source: Analysis, translation: Analysis) -> Iterator[Orphan]:
    """The words that Japanese writes by their sound, no ordinary ones, that nothing is like."""
    words = translation.folded
    pairs = (first + second for first, second in itertools.pairwise(words))
    heard = list(dict.fromkeys(map(_bones, (*words, *pairs))))
    known = mentions(source).sure
    text, offsets = fold_script(source.text)
    for match in _BY_SOUND.finditer(text):
        start, end = offsets[match.start()], offsets[match.end()]
        if (
            zipf(match[0], "ja") < _ORDINARY
            and not _is_alike(_bones(match[0]), heard, _LIKE)
            and not any(start < mention.end and mention.start < end for mention in known)
        ):
            word = _word_at(source, start)
            yield Orphan(word, word, start, end, (), 1, _NO_PERSON, None, False)


def _word_at(analysis: Analysis, start: int) -> int:
    """The word that the character at ``start`` is in, or the one behind it."""
    return min(
        bisect.bisect_right(analysis.spans, start, key=lambda span: span[1]),
        len(analysis.spans) - 1,
    )


def _is_heard(words: Sequence[str], source: Analysis, cutoff: int) -> bool:
    """Whether the source has one of several words, or one that sounds so, if it writes sounds."""
    text, written = source.text.lower(), _sounds(source)
    if any(word in text for word in words):
        return True
    return any(_is_alike(_bones(word), written, cutoff) for word in words if len(word) >= _FEW)


@functools.lru_cache(maxsize=4096)
def _sounds(source: Analysis) -> list[str]:
    """The consonants of what a text writes by its sound: of Japanese a part, of Chinese nothing."""
    code = source.language.code
    text = fold_script(source.text).text
    words = _BY_SOUND.findall(text) if code in _IDEOGRAPHIC else source.folded
    return list(dict.fromkeys(map(_bones, words)))


@functools.lru_cache(maxsize=65536)
def _bones(word: str) -> str:
    """The consonants of a word as far as Japanese tells them apart."""
    return skeleton(word).replace("l", "r").replace("m", "n")


def _is_alike(bones: str, others: list[str], cutoff: int) -> bool:
    if len(bones) < _FEW:
        return bones in others
    return process.extractOne(bones, others, scorer=fuzz.ratio, score_cutoff=cutoff) is not None


def _is_written_by_sense(orphan: Orphan) -> bool:
    """Whether Japanese may write a name in Chinese characters: it is from East Asia, or short."""
    word = latin(orphan.words[-1])
    return (
        len(word) < _SHORT
        or _JAPANESE.fullmatch(word) is not None
        or _SYLLABLES.fullmatch(word) is not None
    )


def _unspelled(translation: Analysis, source: Analysis) -> Iterator[Orphan]:
    """The Chinese people whose syllables no characters of the source have."""
    words = translation.folded
    for name in names(translation):
        first = next((i for i in range(*name[:2]) if words[i] in _surnames()), name.last)
        given = words[first + 1 : name.last + 1]
        if given and len("".join(given)) >= _SHORT and all(map(_SYLLABLES.fullmatch, given)):
            pinyin = _pinyin(source.text)
            if all(fuzz.partial_ratio(word, pinyin) < _ALIKE for word in given):
                yield Orphan.at(
                    translation,
                    first,
                    name.last,
                    lost=name.last - first + 1,
                    likely=1.0,
                    certain=True,
                )


@functools.cache
def _surnames() -> frozenset[str]:
    return frozenset(word for line in lines("chinese_surnames.txt") for word in line.split())


@functools.lru_cache(maxsize=4096)
def _pinyin(text: str) -> str:
    return str(anyascii(text)).lower()
