"""Which names of a text have nothing in the other text that they could stand for."""

from __future__ import annotations

import functools
import itertools
import operator
import re
from functools import cached_property
from itertools import compress
from typing import NamedTuple

from rapidfuzz import fuzz, process

from mtaudit.lang import language
from mtaudit.rules.name_tables import (
    STEMMED,
    Stems,
    exact_places,
    is_known_in,
    is_of_country,
    is_place_form,
    known_names,
    loose_stems,
    nationalities,
    place_phrases,
)
from mtaudit.text.analysis import Analysis
from mtaudit.text.lexicon import alphabet
from mtaudit.text.names import (
    PARTICLES,
    Name,
    has_frequencies,
    is_acronym,
    is_numeral,
    keeps,
    names,
    zipf,
)
from mtaudit.text.transliteration import latin, plain, skeleton

DOUBT = 0.3
"""A name less likely than this to be kept in translation is no evidence of anything: measured on
professional translations, in which one person may become another word, but never another person."""

_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_CASELESS = re.compile("[\u0590-\u10ff\u1100-\u1dff\u2e80-\ud7ff]")


class Evidence:
    """What a text offers to the names of its counterpart.

    Attributes:
        forms: the words in plain Latin letters, and acronyms with full stops as one word each.
        text: these words, run together where scripts do.
        beginnings: their first four letters.
    """

    def __init__(self, analysis: Analysis, other: str) -> None:
        self.analysis = analysis
        self._codes = frozenset((analysis.language.code, other))
        self._supported: dict[str, bool] = {}
        text = analysis.text
        self.forms = [word if word.isascii() else latin(word) for word in analysis.folded]
        if "." in text[:-1]:
            dotted = (found.group().replace(".", "") for found in _DOTTED.finditer(text))
            self.forms += map(latin, dotted)
        self.text = " ".join(self.forms)
        self.beginnings = frozenset(form[:4] for form in self.forms)

    @cached_property
    def names(self) -> list[str]:
        """The words that may be names, in plain Latin letters: capitalized, or without case."""
        return [
            form
            for word, form in zip(self.analysis.words, self.forms, strict=False)
            if not word[0].islower()
        ]

    @cached_property
    def _short_names(self) -> tuple[str, ...]:
        """Two or three letters that may stand for a name which begins so (*Rz*)."""
        return tuple(form for form in self.names if 1 < len(form) < 4)

    @cached_property
    def plain_names(self) -> list[str]:
        """The words that may be names, spelled as they sound in most languages."""
        return [plain(form) for form in self.names]

    @cached_property
    def skeletons(self) -> list[str]:
        """The consonants of the longer words, by class."""
        return [skeleton(form) for form in self.long_forms]

    @cached_property
    def long_forms(self) -> list[str]:
        """The longer words in plain Latin letters, parallel to the skeletons."""
        return [form for form in self.names if len(form) > 2]

    @cached_property
    def meanings(self) -> frozenset[str]:
        """The places and people that the words may refer to."""
        loose = map(self._stems.meanings, self.forms)
        named = place_phrases(self.analysis.language.code).find(self.analysis.folded)
        return frozenset(match.value for match in named).union(*loose)

    @cached_property
    def acronyms(self) -> list[str]:
        """The words in capitals, also with full stops between the letters."""
        words = self.analysis.words
        in_case = compress(words, map(operator.ne, words, self.analysis.folded))
        dotted = (found.group().replace(".", "") for found in _DOTTED.finditer(self.analysis.text))
        return [word for word in (*in_case, *dotted) if is_acronym(word)]

    @cached_property
    def _initials(self) -> str:
        return "".join(word[0] for word in self.analysis.words)

    def abbreviates(self, words: list[str]) -> bool:
        """Whether an acronym here has the initials of these words, or they are its letters."""
        if len(words) == 1:
            letters = words[0].rstrip("s")
            return letters.isupper() and letters in self._initials
        initials = "".join(word[0] for word in words if word[0].isupper())
        return any(acronym in initials or initials in acronym for acronym in self.acronyms)

    def supports(self, word: str) -> bool:
        """Whether any word here resembles a word of the other text, or may mean the same."""
        known = self._supported.get(word)
        if known is None:
            known = word in self.analysis.folded_set or self._supports(word)
            self._supported[word] = known
        return known

    def _supports(self, word: str) -> bool:
        form, transcribed = latin(word), is_latin(word) != self.is_latin
        if self._resembles(form, transcribed=transcribed):
            return True
        # Cyrillic has no letter for the sound and writes Hitler with that for g.
        return transcribed and form[0] == "h" and "g" + form[1:4] in self.beginnings

    def names_it(self, word: str) -> bool:
        """Whether a word that is supported is so by one with a capital, as a name would be."""
        form = latin(word)
        if any(form[:4] == other[:4] for other in self.names):
            return True
        return self._is_spelled_like(form, transcribed=is_latin(word) != self.is_latin)

    @cached_property
    def is_latin(self) -> bool:
        """Whether most words are in Latin letters."""
        if self.analysis.text.isascii():
            return True
        words = self.analysis.folded
        return 2 * sum(is_latin(word) for word in words) >= len(words)

    def refers_to(self, place: str, words: list[str]) -> bool:
        """Whether a place is meant here: by name, people, capital or a compound (*Südfrankreich*)."""
        if place in self.meanings or self.analysis.folded_set.issuperset(words):
            return True
        return self._has_within(place)

    def _has_within(self, meaning: str) -> bool:
        """Whether a word has a place or person within it (*Südostasien*, *Afroamerykanów*)."""
        for stem in self._stems.standing_for(meaning):
            if len(stem) > 4 and stem in self.text:
                return True
            if len(stem) == 4 and any(2 < form.find(stem) > len(form) - 9 for form in self.forms):
                return True
        return False

    def _resembles(self, form: str, *, transcribed: bool) -> bool:
        if len(form) > 3 and (
            form[:4] in self.beginnings or (len(form) > 4 and form[:5] in self.text)
        ):
            return True
        if form.startswith(self._short_names):
            return True
        meant = self._stems.meanings(form)
        if meant and (not meant.isdisjoint(self.meanings) or any(map(self._has_within, meant))):
            return True
        if len(form) > 5 and process.extractOne(
            form, self.forms, scorer=fuzz.ratio, score_cutoff=80
        ):
            return True
        return self._is_spelled_like(form, transcribed=transcribed)

    def _is_spelled_like(self, form: str, *, transcribed: bool) -> bool:
        """Whether a name here is spelled much like a word, or sounds like it."""
        if self._sounds_like(form, alike=20 if transcribed else 44):
            return True
        if not transcribed or len(form) < 4:
            return _is_like_one(form, self.names, 73)
        return _is_like_one(plain(form), self.plain_names, 55)

    def _sounds_like(self, form: str, *, alike: int) -> bool:
        bones = skeleton(form)
        if len(bones) > 3:
            cutoff = 80 if len(bones) < 6 else 75
            matches = process.extract(
                bones, self.skeletons, scorer=fuzz.ratio, score_cutoff=cutoff, limit=3
            )
            return any(fuzz.ratio(form, self.long_forms[i]) >= alike for _, _, i in matches)
        return bool(bones) and any(
            bones == other and fuzz.ratio(form, self.long_forms[index]) >= alike
            for index, other in enumerate(self.skeletons)
        )

    @property
    def _stems(self) -> Stems:
        return loose_stems(self._codes)


def _is_like_one(form: str, others: list[str], cutoff: int) -> bool:
    return bool(process.extractOne(form, others, scorer=fuzz.ratio, score_cutoff=cutoff))


def is_latin(word: str) -> bool:
    """Whether a word begins with a Latin letter, or with a digit."""
    return ord(word[0]) < 0x370


@functools.lru_cache(maxsize=4096)
def evidence(analysis: Analysis, other: str) -> Evidence:
    """What a text offers, shared by whoever asks for the same text again."""
    return Evidence(analysis, other)


class Orphan(NamedTuple):
    """A name without support: words ``[first, last]``, ``lost`` of them without support.

    ``likely`` is the chance that translation would have kept the name. ``place`` is the country
    or place of the tables that it is the exact name of. ``certain`` is true of what can be
    nothing but a name: the tables have it, or no language has such a word.
    """

    first: int
    last: int
    lost: int
    likely: float
    place: str | None
    certain: bool


class Comparison(NamedTuple):
    """The names of a source and of its translation that have no counterpart."""

    source: tuple[Orphan, ...]
    translation: tuple[Orphan, ...]


@functools.lru_cache(maxsize=4096)
def compare(source: Analysis, translation: Analysis) -> Comparison:
    """What is left of the names of both texts when all that may correspond is paired off.

    Nothing can be said of texts in a script without capitals, and of languages whose words are
    not known.
    """
    for text in (source, translation):
        if not has_frequencies(text.language.code) or _has_no_case(text):
            return Comparison((), ())
    return Comparison(tuple(_orphans(source, translation)), tuple(_orphans(translation, source)))


def _has_no_case(analysis: Analysis) -> bool:
    return not analysis.text.isascii() and bool(_CASELESS.search(analysis.text))


def _orphans(analysis: Analysis, other: Analysis) -> list[Orphan]:
    here, there = analysis.language.code, other.language.code
    folded, known = analysis.folded, other.folded_set
    found = []
    for name in names(analysis):
        first, last, _ = name
        word = folded[first]
        if first == last:
            if word in known or (
                _chance(word, here, there) < DOUBT and not is_acronym(analysis.words[first])
            ):
                continue
        elif known.issuperset(folded[first : last + 1]):
            continue
        orphan = _orphan(analysis, name, other)
        if orphan:
            found.append(orphan)
    return found


def _orphan(analysis: Analysis, name: Name, other: Analysis) -> Orphan | None:
    first, last = name.first, name.last
    words = analysis.folded[first : last + 1]
    here, there = analysis.language.code, other.language.code
    counterpart = evidence(other, here)
    place = exact_places(here).get(tuple(words))
    if place and not is_known_in(place, there):
        return None
    abbreviated = None if place else _abbreviated_place(analysis, name, there)
    if place or abbreviated:
        if counterpart.refers_to(place or abbreviated or "", words):
            return None
        likely = 1.0 if place else LETTERS
        return Orphan(first, last, last - first + 1, likely, place or abbreviated, True)
    if not any(_is_worth(word, here, there) for word in words):
        return None
    if name.initial and not _opens_as_name(words[0], here, there):
        first += 1
    lost = _unsupported(analysis, first, last, counterpart)
    if not lost:
        return None
    return _weighed(analysis, lost, counterpart, initial=name.initial and lost[0] == name.first)


def _abbreviated_place(analysis: Analysis, name: Name, there: str) -> str | None:
    """The country that letters stand for: *US, U.S., UK*; none for words."""
    if not analysis.words[name.first].isupper() or there not in STEMMED:
        return None
    words = analysis.words[name.first : name.last + 1]
    letters = words[0] if len(words) == 1 else "".join(words)
    if not letters.isupper() or not 1 < len(letters) < 4 or (len(words) not in (1, len(letters))):
        return None
    if not letters.isascii() or analysis.text.startswith("$", analysis.spans[name.last][1]):
        return None
    codes = frozenset((analysis.language.code, there))
    return min(loose_stems(codes).meanings(latin(letters)), default=None)


def _unsupported(analysis: Analysis, first: int, last: int, counterpart: Evidence) -> list[int]:
    """The words of a name without support; none where a part of it that is a name has some."""
    here, there = analysis.language.code, counterpart.analysis.language.code
    lost: list[int] = []
    support = -1
    for index in range(first, last + 1):
        word = analysis.folded[index]
        if word in PARTICLES or len(word) == 1 or _is_abbreviated(analysis, index):
            continue
        if not counterpart.supports(word):
            if not is_numeral(word):
                lost.append(index)
        elif (
            zipf(word, here) < 3.5 or keeps(word, here, there) > 0.6 or not is_latin(word)
        ) and counterpart.names_it(word):
            support = index
    if support >= 0:
        lost = [index for index in lost if index > support and _stays(analysis, index, counterpart)]
    if lost and counterpart.abbreviates(analysis.words[lost[0] : lost[-1] + 1]):
        return []
    return lost


@functools.lru_cache(maxsize=65536)
def _is_worth(word: str, here: str, there: str) -> bool:
    """Whether a capitalized word may be more than one that translates."""
    return (
        len(word) < 4
        or keeps(word, here, there) >= 0.2
        or is_place_form(word, here)
        or _is_listed(word, here, there)
        or word in nationalities(here)
        or is_of_country(word, here)
    )


def _without_title(analysis: Analysis, lost: list[int], there: str) -> list[int]:
    """The words from the first on that looks like a name; all where none does."""
    for position, index in enumerate(lost):
        if keeps(analysis.folded[index], analysis.language.code, there) >= 0.5:
            return lost[position:]
    return lost


def _opens_as_name(word: str, here: str, there: str) -> bool:
    return zipf(word, here) < 5 and keeps(word, here, there) > 0.6


def _weighed(
    analysis: Analysis, lost: list[int], counterpart: Evidence, *, initial: bool
) -> Orphan:
    here, there = analysis.language.code, counterpart.analysis.language.code
    lost = _without_title(analysis, lost, there)
    first, last = lost[0], lost[-1]
    words = [analysis.folded[index] for index in lost]
    start, end = analysis.span_of(first, last)
    count = min(len(lost), len(analysis.text[start:end].split()))
    if first == last and is_acronym(analysis.words[first]):
        likely = 0.2
    elif count == 1:
        likely = _chance(words[0], here, there)
        if initial and latin(words[0]) not in known_names():
            likely *= 0.6
    else:
        likely = sum(keeps(word, here, there) for word in words) / len(words)
        if any(is_place_form(word, here) for word in words):
            likely = max(likely, 0.7)
    certain = count > 1 and (likely >= SURE or _has_place(words, here, counterpart))
    certain |= any(
        _is_certain(
            analysis, index, counterpart, initial=initial and index == first, alone=count < 2
        )
        for index in lost
    )
    return Orphan(first, last, count, likely, None, certain)


def _has_place(words: list[str], here: str, counterpart: Evidence) -> bool:
    """Whether a long name has a place of two words in it (*Hong Kong Polytechnic University*)."""
    places = exact_places(here)
    found = (places.get(pair) for pair in itertools.pairwise(words))
    there = counterpart.analysis.language.code
    return any(
        place and is_known_in(place, there) and not counterpart.refers_to(place, words)
        for place in found
    )


def _is_certain(
    analysis: Analysis, index: int, counterpart: Evidence, *, initial: bool, alone: bool
) -> bool:
    """Whether a capitalized word is a name and nothing else.

    The people of a country may be part of what an acronym of the other text stands for.
    """
    here, there = analysis.language.code, counterpart.analysis.language.code
    word, written = analysis.folded[index], analysis.words[index]
    if _is_listed(word, here, there):
        return True
    if analysis.language.capitalizes_nouns:
        return False
    if word in nationalities(here) or is_of_country(word, here):
        if there not in STEMMED:
            return False
        stems = loose_stems(frozenset((here, there)))
        return bool(stems.meanings(latin(word))) and (alone or not counterpart.acronyms)
    if is_acronym(written):
        return counterpart.is_latin and _is_strange(word, here)
    return (
        written[1:].islower()
        and not _is_abbreviated(analysis, index)
        and _is_rare_name(word, here, there)
        and not (initial and zipf(word, here) >= 1)
    )


def _is_strange(acronym: str, here: str) -> bool:
    """Whether an acronym is unheard of in a language, or has letters that it does not use."""
    if len(acronym) < 3 or not acronym.isalpha():
        return False
    return zipf(acronym, here) < 1.5 or not set(acronym) <= set(alphabet(here))


def _stays(analysis: Analysis, index: int, counterpart: Evidence) -> bool:
    """Whether a word behind a name that is right is a name of its own (*Sheikh Naushera*)."""
    word, here = analysis.folded[index], analysis.language.code
    return _is_listed(word, here, counterpart.analysis.language.code) or (
        zipf(word, here) < 2.6
        and _is_certain(analysis, index, counterpart, initial=False, alone=True)
    )


def _is_listed(word: str, here: str, there: str) -> bool:
    """Whether the tables have a folded word as a name, and know it in the other language."""
    place = exact_places(here).get((word,))
    return latin(word) in known_names() if place is None else is_known_in(place, there)


def _is_abbreviated(analysis: Analysis, index: int) -> bool:
    """Whether a full stop follows that does not end the text, as in *Sen. Graham*."""
    start, end = analysis.spans[index]
    return end - start < 5 and analysis.text[end : end + 2] == ". "


@functools.lru_cache(maxsize=65536)
def _is_rare_name(word: str, here: str, there: str) -> bool:
    """Whether a word that no table has is too rare here to be anything but a name.

    Rarer still if it is unknown to the other language, in which a name would be about as frequent.
    """
    if len(word) < 4 or not is_latin(word) or not word.isalpha():
        return False
    frequency = zipf(word, here)
    if frequency >= 3.3 or zipf(word[:-1], here) > max(3, frequency):
        return False
    return frequency < 2.6 or keeps(word, here, there) >= (1 if frequency > 3 else 0.7)


LETTERS = 0.8
"""How likely letters that stand for a country stay: less so than its name."""

SURE = 0.75
"""A full name as likely as this is one."""


@functools.lru_cache(maxsize=65536)
def _chance(word: str, here: str, there: str) -> float:
    """How likely a single capitalized word is a name that translation keeps, or has a name for."""
    if (word,) in exact_places(here):
        return 1.0
    if len(word) < 3:
        return 0.1
    if latin(word) in known_names():
        return 1.0
    kept = keeps(word, here, there)
    if kept < 0.7 and is_place_form(word, here):
        return 0.7
    frequency = zipf(word, here)
    if frequency and zipf(word[:-1], here) > frequency + 0.4:
        kept *= 0.3
    if language(here).capitalizes_nouns:
        foreign = 0 < frequency < 3.3 and zipf(word, there) >= frequency + 0.3
        return kept * (0.85 if foreign else 0.4)
    return kept * 0.6 if frequency > 3.3 else kept
