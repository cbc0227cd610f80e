"""Words of the source language that a translation still has."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from mtaudit.text.analysis import Analysis
from mtaudit.text.lexicon import alphabet, frequencies, most_frequent, zipf
from mtaudit.text.names import starts_sentence
from mtaudit.text.scripts import script_of, scripts_of
from mtaudit.text.tokens import fold_phrase

_RARER = 2.0
"""How much rarer than in the source language a left-over word is in the target, in Zipf values."""

_RARER_LOAN = 2.5
"""Likewise for a word of a language that lends many."""

_RARER_BESIDE = 1.0
"""Likewise for a word beside one that is certain."""

_RARER_NAME = 2.5
"""How much rarer than at home a name is at most in the languages that know it best."""

_WITNESSES = ("en", "fr", "es", "it")
_COMMON = 3.0
_COMMON_IF_UNHEARD = 1.5
_COMMON_LEARNED = 5.0
_COMMON_NOUN = 4.0
_COMMON_NOUN_IF_UNHEARD = 3.3
_COMMON_IN_NAME = 4.5
_COMMON_IN_TITLE = 3.0
_COMMON_LETTER = 7.0
_COMMON_ARTICLE = 5.8
_NAME = 2.5
"""Words less frequent than this are names rather than words."""

_LONG = 6
_LONG_NOUN = 12
_USUAL = 150
_USUAL_OPENERS = 400
_LENDERS = frozenset(("en",))
"""Languages whose nouns others borrow as they are (“um try”, “der Shadow Chancellor”)."""

_LEARNED = re.compile(r"(?:[^k]tion|sion|ment|able|ible|ance|ence|al|ive|ure|age|or)s?$")
"""Endings under which English and the Romance languages have the same learned words."""

_PLACE = re.compile(
    r"(?:stra(?:ß|ss)e|platz|allee|weg|burg|berg|dorf|heim|bach|feld|hausen|ufer"
    r"|hagen|kirchen|stedt|büttel|münde|furt|brück|thal|scheid|horst|beuren|hofen|koven)$"
)
"""Endings of German street and place names."""

_QUOTED = re.compile(
    r"“[^”]{1,120}”|„[^“”]{1,120}[“”]|«[^»]{1,120}»|»[^«]{1,120}«|\"[^\"]{1,120}\""
    r"|(?<!\w)[‘‚'][^’‘']{1,80}[’‘'](?!\w)|\([^()]{1,80}\)|(?<!\w)[_*][^_*]{1,80}[_*]"
)
_BOUND = frozenset("-‑/@#_&+\\<>=*")
_GAP = " \u200b\u00a0"


class Passage(NamedTuple):
    """Words ``[first, last]`` of a translation are left over from its source."""

    first: int
    last: int


@functools.lru_cache(maxsize=4096)
def left_over(here: Analysis, there: Analysis) -> tuple[Passage, ...]:
    """The passages of a translation that are left over from its source, left to right.

    A word is left over if it stands in the source, is common there and all but unheard of in the
    target language. Names, loans, quotations and titles are not.
    """
    source, target = there.language.code, here.language.code
    shared = here.folded_set & there.folded_set
    suspects = {word for word in shared if is_foreign(word, source, target)}
    if not suspects or source == target or here.folded == there.folded:
        return ()
    places = {
        index
        for index, word in enumerate(here.folded)
        if word in suspects and _is_running(here, there, index)
    }
    return tuple(
        passage
        for passage in _joined(here, there, places)
        if not is_set_apart(here, passage) and not _is_name_or_loan(here, there, passage)
    )


@functools.lru_cache(maxsize=65536)
def is_foreign(word: str, source: str, target: str) -> bool:
    """Whether a folded word belongs to the source language and not to the target's."""
    if not word.isalpha() or not frequencies(target) or not is_at_home(word, target):
        return False
    common, elsewhere = zipf(word, source), zipf(word, target)
    if elsewhere == 0 and common < _COMMON:
        return (
            len(word) >= _LONG
            and (not _LEARNED.search(word) or _is_spelled_abroad(word, target))
            and source not in _LENDERS
            and (common >= _COMMON_IF_UNHEARD or _is_spelled_abroad(word, target))
        )
    if common < _COMMON or (len(word) == 1 and common < _COMMON_LETTER):
        return False
    if common - elsewhere < (_RARER_LOAN if source in _LENDERS else _RARER):
        return False
    return common > _COMMON_LEARNED or not _LEARNED.search(word) or _is_spelled_abroad(word, target)


def is_at_home(word: str, code: str) -> bool:
    """Whether a word's script is one that texts in a language may have."""
    script = script_of(word[0])
    return script == "Latn" or script in scripts_of(code)


def _is_spelled_abroad(word: str, code: str) -> bool:
    """Whether a word has a letter that the language does not use."""
    return not _letters(code).issuperset(word)


@functools.cache
def _letters(code: str) -> frozenset[str]:
    return frozenset(alphabet(code))


def _is_running(here: Analysis, there: Analysis, index: int) -> bool:
    """Whether a left-over is a word and no name, as far as the capitals of both texts tell."""
    word, folded = here.words[index], here.folded[index]
    if word.islower():
        return not (
            _is_variable(here, index)
            or _is_scientific(here, there, index)
            or _is_in_title(here, there, index)
        )
    if len(word) == 1 or not word.istitle():
        return False
    opens = starts_sentence(here, index)
    if folded in there.words:
        return opens and not _has_capital(here, index, index + 1)
    if there.language.capitalizes_nouns:
        return _is_noun(here, there, index)
    return (
        opens
        and folded in most_frequent(there.language.code, _USUAL_OPENERS)
        and not any(_has_capital(here, after - 1, after) for after in (index + 1, index + 2))
        and starts_sentence(there, there.folded.index(folded))
    )


def _is_variable(text: Analysis, index: int) -> bool:
    """Whether a single letter is one of several, as in a formula."""
    word = text.folded[index]
    return len(word) == 1 and any(
        len(other) == 1 and other.isalpha() and other not in (word, "a", "i")
        for other in text.folded_set
    )


def _is_in_title(here: Analysis, there: Analysis, index: int) -> bool:
    """Whether a word stands in both texts behind the same capitalized one (*Chanson douce*)."""
    pair = tuple(here.folded[index - 1 : index + 1])
    if index == 0 or here.words[index - 1] not in there.words or pair not in there.pairs:
        return False
    if index == 1 and pair[0] in most_frequent(there.language.code, _USUAL_OPENERS):
        return False
    common = zipf(pair[0], there.language.code)
    return (
        here.words[index - 1].istitle()
        and common >= _COMMON_IN_TITLE
        and common - zipf(pair[0], here.language.code) > _RARER_BESIDE
    )


def _is_scientific(here: Analysis, there: Analysis, index: int) -> bool:
    """Whether a rare word stands after a capitalized or abbreviated one (*V. saphena*)."""
    if index == 0 or zipf(here.folded[index], there.language.code) >= _COMMON:
        return False
    gap = here.text[here.spans[index - 1][1] : here.spans[index][0]]
    return gap == ". " or (gap == " " and here.words[index - 1][0].isupper() and index > 1)


def _is_noun(here: Analysis, there: Analysis, index: int) -> bool:
    """Whether a capitalized word is a common noun of the source language."""
    word = here.folded[index]
    common, elsewhere = zipf(word, there.language.code), zipf(word, here.language.code)
    if common > _COMMON_ARTICLE or _PLACE.search(word):
        return False
    if elsewhere == 0 and common >= _COMMON_IN_NAME:
        return True
    before = index - 1
    if _has_capital(here, index, index + 1) or (
        _has_capital(here, index, before) and not starts_sentence(here, before)
    ):
        return False
    if common < _COMMON_IN_NAME and _is_known_abroad(word, common):
        return False
    if elsewhere:
        return common >= _COMMON_NOUN
    return common >= _COMMON_NOUN_IF_UNHEARD or len(word) >= _LONG_NOUN


def _is_known_abroad(word: str, common: float) -> bool:
    """Whether other languages have a word as often as the name of a town or a person."""
    return common - max(zipf(word, code) for code in _WITNESSES) < _RARER_NAME


def _has_capital(text: Analysis, index: int, beside: int) -> bool:
    """Whether the word beside another one, a blank between them, begins with a capital."""
    if not 0 <= beside < len(text.words) or not text.words[beside][0].isupper():
        return False
    first, second = sorted((index, beside))
    return not text.text[text.spans[first][1] : text.spans[second][0]].strip(_GAP)


def _joined(here: Analysis, there: Analysis, places: set[int]) -> Iterator[Passage]:
    """Runs of words, each left over or beside one that is, in the order of the source."""
    pairs = set(zip(there.folded, there.folded[1:], strict=False))
    words = here.folded
    done = -1

    def goes_on(index: int, pair: tuple[str, str]) -> bool:
        if pair not in pairs or not done < index < len(words):
            return False
        word = words[index]
        here_too = zipf(word, here.language.code) + _RARER_BESIDE
        return index in places or (
            here.words[index].islower() and zipf(word, there.language.code) > here_too
        )

    for place in sorted(places):
        if place <= done:
            continue
        first = last = place
        while first > 0 and goes_on(first - 1, (words[first - 1], words[first])):
            first -= 1
        while last + 1 < len(words) and goes_on(last + 1, (words[last], words[last + 1])):
            last += 1
        done = last
        yield Passage(first, last)


def is_set_apart(text: Analysis, passage: Passage) -> bool:
    """Whether a passage is quoted, in brackets or italics, or part of a compound or an address."""
    start, end = text.span_of(*passage)
    whole = text.text
    for opens, closes in _quotations(text):
        if opens < start and end < closes:
            return _is_foreign_quotation(whole[opens:closes], text.language.code)
    before, after = whole[max(start - 2, 0) : start], whole[end : end + 2]
    if before[-1:] in _BOUND or after[:1] in _BOUND:
        return bool(before[-1:] or after[:1])
    return (before[-1:] == "." and before[:1].isalnum()) or (
        after[:1] == "." and after[1:].isalnum()
    )


@functools.lru_cache(maxsize=1024)
def _quotations(text: Analysis) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _QUOTED.finditer(text.text))


def _is_foreign_quotation(quotation: str, code: str) -> bool:
    """Whether fewer than a fifth of a quotation's words are the most usual ones of a language."""
    words = fold_phrase(quotation)
    return 5 * sum(word in most_frequent(code, _USUAL) for word in words) < len(words)


def _continues_a_name(here: Analysis, there: Analysis, index: int) -> bool:
    """Whether a word follows a name that no dictionary has, as it does in the source."""
    before, word = here.words[index - 1 : index + 1]
    is_name = before.istitle() and zipf(here.folded[index - 1], here.language.code) < _NAME
    return is_name and (before, word) in pairwise(there.words)


def _is_name_or_loan(here: Analysis, there: Analysis, passage: Passage) -> bool:
    """Whether a passage joins capitalized words to a name, or is a noun that languages borrow."""
    first, last = passage
    left, right = _has_capital(here, first, first - 1), _has_capital(here, last, last + 1)
    capital = here.words[first][0].isupper()
    if right and (left or capital) and not (capital and there.language.capitalizes_nouns):
        return True
    if left and capital and _continues_a_name(here, there, first):
        return True
    lends = there.language.code in _LENDERS and "Latn" in scripts_of(here.language.code)
    if not lends or last - first > 1:
        return False
    if left or first == 0:
        return left
    before = here.folded[first - 1]
    return before.isdigit() or before in most_frequent(here.language.code, _USUAL) or last > first
