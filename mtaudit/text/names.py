"""The names in a text, as far as capital letters tell.

A name is a run of capitalized words, with the particles in it; where its first word also begins
a sentence, it says so. Days and months are no names, and nothing can be told from a text in title
case or in a script without capitals. Frequencies tell a name, known to many languages alike, from
a word of one language.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from mtaudit.lang import Language, language
from mtaudit.text.analysis import Analysis
from mtaudit.text.lexicon import zipf
from mtaudit.text.scripts import scripts_of
from mtaudit.text.transliteration import latin

PARTICLES = frozenset(
    {
        *("al", "bin", "ben", "bint", "el", "ibn", "of", "’t"),
        *("da", "das", "de", "del", "della", "dei", "di", "do", "dos", "du", "y"),
        *("la", "las", "le", "les", "lo", "los"),
        *("af", "av", "aus", "den", "der", "ter", "ten", "und", "van", "vom", "von", "zu"),
        *("zum", "zur"),
    }
)
"""Lower-case words that may stand inside a name."""

_SLAVIC = frozenset(("cs", "hr", "pl", "sk", "sl"))
"""Slavic languages in Latin letters."""

_SCALES = frozenset(("celsius", "fahrenheit", "kelvin", "richter", "mercalli", "beaufort"))
"""Names of scales, which come and go with a conversion."""

_GLUE = frozenset((" ", "-", "‑", "–", "\u00a0", "’", "'", ". ", ".", " ’", "-’"))
_SENTENCE_END = re.compile(r"[.!?…:;|•\n¿¡]|[—–]\s|[\"“„«»‘(\[]\s*$")


class Name(NamedTuple):
    """Words ``[first, last]`` of a text are one name.

    ``initial`` is true where the run begins a sentence, so that its first capital proves nothing.
    """

    first: int
    last: int
    initial: bool


@functools.lru_cache(maxsize=65536)
def keeps(word: str, here: str, there: str) -> float:
    """How likely a folded word, when capitalized, is a name that stays in translation, 0 to 1.

    Names are about as frequent in one language as in the next (*Obama, Nantes*), or unheard of;
    words that translate belong to one of the two (*Ministry, Easter*). A language in another script
    cannot tell; another one in Latin script stands for it.
    """
    frequency = zipf(word, here)
    plain = latin(word)
    if _is_latin(here) and not _is_latin(there):
        there = "en" if here == "es" else "es"
    stems: tuple[str, ...] = (word, plain)
    if len(plain) > 5 and frequency < 3.5:
        stems = (*stems, plain[:-1], plain[:-2])
    elsewhere = max(zipf(stem, there) for stem in stems)
    nouns = language(here).capitalizes_nouns
    if frequency < 1.5:
        return 1.0 if elsewhere else 0.1 if nouns else 0.7
    for difference, likely in _KEPT:
        if frequency - elsewhere < difference:
            return likely
    return 0.1 if nouns or frequency > 3 else 0.35


@functools.cache
def _is_latin(code: str) -> bool:
    return "Latn" in scripts_of(code)


@functools.cache
def names_alone_have_capitals(code: str) -> bool:
    """Whether a language is a Slavic one, in which only names have capitals within a sentence."""
    return code in _SLAVIC or scripts_of(code) == frozenset(("Cyrl",))


@functools.cache
def writes_no_capitals(code: str) -> bool:
    """Whether a language is known to be written in a script without capitals."""
    scripts = scripts_of(code)
    return bool(scripts) and scripts.isdisjoint(("Latn", "Cyrl", "Grek", "Armn"))


_KEPT = ((0.6, 1.0), (0.9, 0.8), (1.3, 0.5), (1.8, 0.25))
"""The chance that a word is a name, by how much more frequent it is here than elsewhere."""


def is_acronym(word: str) -> bool:
    """Whether a word of two letters or more is all capitals, but for the *s* of a plural."""
    return len(word) > 1 and (word.isupper() or (word[-1] == "s" and word[:-1].isupper()))


def is_numeral(word: str) -> bool:
    """Whether a folded word is a Roman numeral, as popes and wars have them."""
    return not word.strip("ivx")


@functools.lru_cache(maxsize=4096)
def names(analysis: Analysis) -> tuple[Name, ...]:
    """The names of a text, left to right; none where capitals say nothing."""
    runs = capitalized_runs(analysis)
    return () if len(runs) > 0 and is_title_case(analysis) else runs


@functools.lru_cache(maxsize=4096)
def capitalized_runs(analysis: Analysis) -> tuple[Name, ...]:
    """The runs of capitalized words of a text, title case or not."""
    found: list[Name] = []
    first = last = -1
    for index in analysis.capitals:
        if first >= 0:
            if _joins(analysis, last, index):
                last = index
                continue
            found += _name(analysis, first, last)
        first = last = index
    if first >= 0:
        found += _name(analysis, first, last)
    return tuple(found)


def without_opening(analysis: Analysis, name: Name) -> Name:
    """A run less the word that has its capital from the beginning of the sentence only."""
    opening = analysis.folded[name.first]
    if name.initial and name.first < name.last and zipf(opening, analysis.language.code) > 4:
        return Name(name.first + 1, name.last, False)
    return name


def is_title_case(analysis: Analysis) -> bool:
    """Whether capitals say nothing: a headline in which nearly all longer words have one.

    A headline that ends in a full stop has a capital on all its longer words, six or more.
    """
    closed = analysis.text.rstrip("”’\"'» )").endswith((".", "!", "?"))
    allowed = 0 if closed else 2
    longer = capitals = 0
    for word in analysis.words:
        if len(word) > 3:
            longer += 1
            capitals += word[0].isupper()
            if longer - capitals > allowed and longer < 20:
                return False
    return longer > (5 if closed else 2) and capitals > 0.9 * longer


def _joins(analysis: Analysis, last: int, index: int) -> bool:
    """Whether two capitalized words, with no other between them, are of one name."""
    if index - last > 3 or not PARTICLES.issuperset(analysis.words[last + 1 : index]):
        return False
    spans, text = analysis.spans, analysis.text
    nouns = analysis.language.capitalizes_nouns
    if nouns and (index > last + 1 or text[spans[last][0] - 1 : spans[last][0]] == "-"):
        return False
    for position in range(last, index):
        gap = text[spans[position][1] : spans[position + 1][0]]
        if gap not in _GLUE or (gap == ". " and len(analysis.words[position]) > 2):
            return False
    return True


def _name(analysis: Analysis, first: int, last: int) -> list[Name]:
    word = analysis.words[first]
    if first == last and (
        len(word) == 1
        or word.lower() in _SCALES
        or word.lower() in calendar_words(analysis.language)
    ):
        return []
    return [Name(first, last, starts_sentence(analysis, first))]


def starts_sentence(analysis: Analysis, index: int) -> bool:
    """Whether a word stands where a sentence, a quotation or a clause after a colon begins."""
    if index == 0:
        return True
    before = analysis.text[analysis.spans[index - 1][1] : analysis.spans[index][0]]
    if before == " " or (before[0] == "," and before[-1] == " "):
        return False
    return bool(_SENTENCE_END.search(before))


@functools.cache
def calendar_words(language: Language) -> frozenset[str]:
    """The language's months and days, folded."""
    groups = (*language.months, *language.weekdays)
    return frozenset(form.lower().rstrip(".") for forms in groups for form in forms)
