"""Reasons for which a name that the other text does not have may be right."""

from __future__ import annotations

import re

from mtaudit.glossary.words import is_known
from mtaudit.rules.name_evidence import evidence, is_latin
from mtaudit.rules.name_mentions import named
from mtaudit.rules.name_support import Orphan
from mtaudit.rules.name_tables import (
    exact_places,
    homes_of,
    known_names,
    loose_stems,
    nationalities,
)
from mtaudit.text.analysis import Analysis
from mtaudit.text.lexicon import zipf
from mtaudit.text.names import calendar_words
from mtaudit.text.transliteration import latin

_COMMON = 4.0
_ORDINARY = 4.5
_FREQUENT = 3.2
"""Words at least as frequent as this, on the Zipf scale, are told from names by frequency alone."""

_APPOSITION = re.compile(
    r", (?:a|an|the) [^,;.]{1,40} $|[A-Z]\w+,? in $"
    r"|(?:suburb|capital|city|town|outskirts|north|south|east|west) of $"
)

_OWNED = re.compile(r"['’]s? (?:[a-z]+ ){0,2}[A-Z]")
"""What a country has of which the source has only the name (*Switzerland's Federal Council*)."""


def is_gloss(analysis: Analysis, orphan: Orphan) -> bool:
    """Whether a name explains another one: *Naples, Italy*; *the PZPN (Polish …)*; *French town*."""
    before, words = analysis.text[: orphan.start], analysis.words
    if orphan.place is None:
        is_adjective = analysis.folded[orphan.first] in nationalities(analysis.language.code)
        follows = words[orphan.last + 1 : orphan.last + 2]
        return before.endswith("(") or (is_adjective and bool(follows) and follows[0].islower())
    if _APPOSITION.search(before) or _OWNED.match(analysis.text, orphan.end):
        return True
    last = words[orphan.first - 1] if orphan.first else "-"
    is_named = last[0].isupper() and last.lower() not in calendar_words(analysis.language)
    return is_named and before.endswith(", ")


def is_no_name(orphan: Orphan, analysis: Analysis, other: Analysis) -> bool:
    """Whether what looks like a single name is a word after all, or has digits.

    Either the text has it as a word too (*Tyre pressure with cold tyres*), or a dictionary has it
    (*press Backspace*): dictionaries have names too, but those are not rare, or better known to
    the other language.
    """
    if orphan.first < orphan.last:
        return False
    word, code = analysis.folded[orphan.first], analysis.language.code
    if any(w.islower() and w.removesuffix("s") == word for w in analysis.words):
        return True
    if orphan.place:
        return False
    frequency = zipf(word, code)
    return not word.isalpha() or (
        zipf(word, other.language.code) <= frequency < _FREQUENT
        and latin(word) not in known_names()
        and is_known(word, code)
        and not any(mention.start == orphan.first for mention in named(analysis).sure)
    )


def is_at_home(orphan: Orphan, code: str, target: str) -> bool:
    """Whether a place is a country of the source's readers, or its capital."""
    place = orphan.place or exact_places(target).get(orphan.words)
    if place is None:
        return False
    stems, homes = loose_stems(frozenset((code,))), homes_of(code)
    return place in homes or any(
        not homes.isdisjoint(stems.meanings[latin(w)]) for w in orphan.words
    )


def may_be_letters(orphan: Orphan, source: Analysis, translation: Analysis) -> bool:
    """Whether letters of the source, which the translation lacks, may stand for an institution."""
    return (
        orphan.lost > 1
        and not orphan.place
        and any(
            len(word) > 2 and word.isupper() and word.lower() not in translation.folded_set
            for word in source.words
        )
        and all(zipf(word, translation.language.code) >= _COMMON for word in orphan.words)
    )


def is_behind_name(orphan: Orphan, analysis: Analysis) -> bool:
    """Whether a frequent word belongs to the name before it (*St Peter's Square*)."""
    return (
        orphan.first == orphan.last
        and analysis.text[: orphan.start].endswith(("'s ", "’s "))
        and zipf(analysis.folded[orphan.first], analysis.language.code) >= _ORDINARY
    )


def completes_name(orphan: Orphan, analysis: Analysis, other: Analysis) -> bool:
    """Whether a place stands behind a name that the other text has without it (*Sparta Prague*)."""
    before = orphan.first - 1
    is_place = orphan.words in exact_places(analysis.language.code)
    if not is_place or before < 0 or not analysis.words[before][0].isupper():
        return False
    gap = analysis.text[analysis.spans[before][1] : orphan.start]
    return gap == " " and evidence(other, analysis.language.code).names_it(analysis.folded[before])


def is_of_one_language(orphan: Orphan, analysis: Analysis, other: Analysis) -> bool:
    """Whether a single name has digits, or is known at home and unheard of in the other language.

    In another script the other language has heard of nothing, and it need not be known.
    """
    word = analysis.folded[orphan.first]
    if orphan.first < orphan.last or zipf(word, other.language.code) > 0:
        return False
    return not word.isalpha() or not is_latin(word) or zipf(word, analysis.language.code) > 0
