"""How likely a word with a capital is a name, as far as the word itself tells."""

from __future__ import annotations

import functools

from mtaudit.lang import language
from mtaudit.rules.name_evidence import is_latin
from mtaudit.rules.name_tables import (
    exact_places,
    is_known_in,
    is_of_country,
    is_place_form,
    known_names,
    nationalities,
)
from mtaudit.text.lexicon import alphabet, zipf
from mtaudit.text.names import keeps
from mtaudit.text.transliteration import latin

_LEAST = 0.2
"""A name less likely than this is looked at only where something else makes it certain."""


@functools.lru_cache(maxsize=65536)
def may_open(word: str, here: str, there: str) -> bool:
    """Whether the first word of a text may be a name, or part of one."""
    return opens_as_name(word, here, there) or (word,) in exact_places(here)


@functools.lru_cache(maxsize=65536)
def may_stay(word: str, here: str, there: str) -> bool:
    """Whether a capitalized word may be more than one that translates."""
    return (
        keeps(word, here, there) >= _LEAST
        or is_place_form(word, here)
        or is_listed(word, here, there)
        or word in nationalities(here)
        or is_of_country(word, here)
    )


def opens_as_name(word: str, here: str, there: str) -> bool:
    """Whether a word that begins a sentence is a name rather than a word."""
    return zipf(word, here) < 5 and keeps(word, here, there) > 0.6


def is_strange(acronym: str, here: str) -> bool:
    """Whether an acronym is unheard of in a language, or has letters that it does not use."""
    if len(acronym) < 3 or not acronym.isalpha():
        return False
    return zipf(acronym, here) < 1.5 or not set(acronym) <= set(alphabet(here))


def is_listed(word: str, here: str, there: str) -> bool:
    """Whether the tables have a folded word as a name, and know it in the other language."""
    place = exact_places(here).get((word,))
    return latin(word) in known_names() if place is None else is_known_in(place, there)


@functools.lru_cache(maxsize=65536)
def is_rare_name(word: str, here: str, there: str) -> bool:
    """Whether a word that no table has is too rare here to be anything but a name.

    Rarer still if it is unknown to the other language, in which a name would be about as frequent.
    """
    if len(word) < 4 or not is_latin(word) or not word.isalpha():
        return False
    frequency = zipf(word, here)
    if frequency >= 3.3 or zipf(word[:-1], here) > max(3, frequency):
        return False
    return frequency < 2.6 or keeps(word, here, there) >= (1 if frequency > 3 else 0.7)


@functools.lru_cache(maxsize=65536)
def chance(word: str, here: str, there: str) -> float:
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
