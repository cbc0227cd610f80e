"""Names of people that Chinese and Japanese sources write by their sense."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from anyascii import anyascii
from rapidfuzz import fuzz

from mtaudit.rules.name_mentions import mentions
from mtaudit.rules.name_sounds import (
    BY_SOUND,
    LIKE,
    ORDINARY,
    are_heard,
    is_alike,
    known_words,
    unheard_people,
)
from mtaudit.rules.name_support import Orphan
from mtaudit.rules.name_tables import exact_places, lines
from mtaudit.text.analysis import Analysis
from mtaudit.text.folding import fold_script
from mtaudit.text.lexicon import zipf
from mtaudit.text.names import names
from mtaudit.text.tokens import fold
from mtaudit.text.transliteration import latin

_JAPANESE = re.compile(
    r"(?:(?:[kstnhmrgzdbpf]|[knhmrgbp]?y|sh|ch|ts|j|w)?[aeiou]+h?|([kstp])(?=\1)|n|m(?=[bp]))+"
)
_SYLLABLES = re.compile(
    "(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)(?:i?ang|[iu]?an|i?ong|uang|e?i|iao|ing?|uai?|i?ao|u?o|un?|"
    "ui|ia|ie|iu|ue|ai?|eng?|ou|e)|ai?|ang?|ao|en?|er|ou)+"
)
_PERSON = re.compile(
    "([\u4e00-\u9fff\uf900-\ufaff々ヶ]{2,8})"
    "(?:さん|氏|容疑者|被告|選手|監督|投手|社長|会長|首相|教授|議員|知事|市長|大臣|医師|弁護士)"
)
_CALLED = re.compile(
    "([\u4e00-\u9fff])(?:某|女士|先生|小姐|太太|大爷|大妈|大娘|阿姨|奶奶|爷爷|老师|师傅|医生|叔叔)"
    "|[小老]([\u4e00-\u9fff])(?=[说称在的告从和])"
)
"""A Chinese surname and how its bearer is called."""

_ADDRESSED = re.compile(
    r"\b(?:Ms|Mr|Mrs|Miss|Madam|Grandpa|Grandma|Granny|Aunt|Auntie|Uncle|Master|Xiao|Lao|surnamed)"
    r"\.? ([A-Z][a-z]+)\b(?! [A-Z])"
)
_READ = 0.8
_SHORT = 5
_ALIKE = 85
_SOUNDED = 0.8
_CALLED_SO = 0.7


def new_in_japanese(translation: Analysis, source: Analysis) -> Iterator[Orphan]:
    """The names that nothing in the source may be read as."""
    yield from _unwritten(translation, source)
    for orphan in unheard_people(translation, source):
        if not _is_written_by_sense(orphan) and not any(
            are_heard((word,), source, LIKE) for word in orphan.words
        ):
            yield orphan._replace(certain=False)


def may_be_written(words: Sequence[str], source: Analysis) -> bool:
    """Whether a source in characters may write folded words: as a surname, or by these syllables."""
    if source.language.code == "ja":
        spellings = (form for word in words for form in _spellings().get(word, ()))
        return any(form in source.text for form in spellings)
    syllables = "".join(words)
    return (
        source.language.code == "zh"
        and len(syllables) >= _SHORT
        and _SYLLABLES.fullmatch(syllables) is not None
        and syllables in _pinyin(source.text)
    )


def lost_in_japanese(source: Analysis, translation: Analysis) -> Iterator[Orphan]:
    """The names of a source of which the translation has no reading."""
    yield from _unread(source, translation)
    yield from _unsounded(source, translation)


def _unwritten(translation: Analysis, source: Analysis) -> Iterator[Orphan]:
    """The Japanese people none of whose surnames has a spelling in the source."""
    words, spellings = translation.folded, _spellings()
    for begin, last, _ in names(translation):
        first = next((i for i in range(begin, last) if _JAPANESE.fullmatch(words[i])), last)
        told = words[first : last + 1]
        forms = [form for word in told for form in spellings.get(word, ())]
        if told[-1] not in spellings or not all(map(_JAPANESE.fullmatch, told)):
            continue
        if not (
            any(form in source.text for form in forms)
            or any(are_heard((word,), source, LIKE) for word in told)
            or exact_places(translation.language.code).get(tuple(told))
            or not known_words(source).isdisjoint(told)
        ):
            count = last - first + 1
            yield Orphan.at(translation, first, last, lost=count, likely=_READ, certain=count > 1)


def _unread(source: Analysis, translation: Analysis) -> Iterator[Orphan]:
    """The people, called by a title, of whose surname the translation has no reading."""
    readings, words = _readings(), translation.folded_set
    for match in _PERSON.finditer(source.text):
        name = match[1]
        read = [
            readings[name[start:end]]
            for start in range(len(name))
            for end in range(start + 2, len(name) + 1)
            if name[start:end] in readings
        ]
        if read and words.isdisjoint(frozenset[str]().union(*read)):
            yield Orphan.of_characters(source, *match.span(1), likely=_READ, certain=True)


@functools.cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """How surnames in folded Latin letters are written in Japanese."""
    rows = [line.split("\t") for line in lines("japanese_surnames.tsv")[1:]]
    return {
        fold(reading): tuple(written.split("/"))
        for readings, written in rows
        for reading in readings.split("/")
    }


@functools.cache
def _readings() -> dict[str, frozenset[str]]:
    """How surnames are read, in folded Latin letters."""
    found: dict[str, set[str]] = {}
    for reading, spellings in _spellings().items():
        for spelling in spellings:
            found.setdefault(spelling, set()).add(reading)
    return {spelling: frozenset(read) for spelling, read in found.items()}


def _unsounded(source: Analysis, translation: Analysis) -> Iterator[Orphan]:
    """The words that Japanese writes by their sound, no ordinary ones, that nothing is like."""
    words = translation.folded
    pairs = (first + second for first, second in itertools.pairwise(words))
    heard = list(dict.fromkeys((*words, *pairs)))
    known = mentions(source).sure
    text, offsets = fold_script(source.text)
    for match in BY_SOUND.finditer(text):
        start, end = offsets[match.start()], offsets[match.end()]
        if (
            zipf(match[0], "ja") < ORDINARY
            and not is_alike(match[0], heard, LIKE)
            and not any(start < mention.end and mention.start < end for mention in known)
        ):
            yield Orphan.of_characters(source, start, end, likely=_SOUNDED, certain=False)


def _is_written_by_sense(orphan: Orphan) -> bool:
    """Whether Japanese may write a name in Chinese characters: it is from East Asia, or short."""
    word = latin(orphan.words[-1])
    return (
        len(word) < _SHORT
        or _JAPANESE.fullmatch(word) is not None
        or _SYLLABLES.fullmatch(word) is not None
    )


def new_in_chinese(translation: Analysis, source: Analysis) -> Iterator[Orphan]:
    """The names that no characters of the source are read as."""
    yield from _new_full_names(translation, source)
    if not _CALLED.search(source.text):
        return
    readings = frozenset(map(_pinyin, source.text))
    starts = [start for start, _ in translation.spans]
    for match in _ADDRESSED.finditer(translation.text):
        name = match[1].lower()
        if name in _surnames() and name not in readings:
            index = starts.index(match.start(1))
            yield Orphan.at(translation, index, index, lost=1, likely=_CALLED_SO, certain=False)


def lost_in_chinese(source: Analysis, translation: Analysis) -> Iterator[Orphan]:
    """The surnames of people, called by a title, of which the translation has no reading."""
    for match in _CALLED.finditer(source.text):
        group = match.lastindex or 1
        reading = _pinyin(match[group])
        if reading in _surnames() and reading not in translation.folded_set:
            yield Orphan.of_characters(source, *match.span(group), likely=_CALLED_SO, certain=False)


def _new_full_names(translation: Analysis, source: Analysis) -> Iterator[Orphan]:
    """The Chinese people whose syllables no characters of the source have."""
    words = translation.folded
    for name in names(translation):
        if not known_words(source).isdisjoint(words[name.first : name.last + 1]):
            continue
        first = next((i for i in range(*name[:2]) if words[i] in _surnames()), name.last)
        given = words[first + 1 : name.last + 1]
        if given and all(map(_SYLLABLES.fullmatch, given)):
            pinyin = _pinyin(source.text)
            is_short = len("".join(given)) < _SHORT
            if not (is_short and words[first] in pinyin) and all(
                fuzz.partial_ratio(word, pinyin) < _ALIKE for word in given
            ):
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
