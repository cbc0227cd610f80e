"""Peoples, their languages and units of money: how nine languages call them.

``data/names/nationalities.tsv`` and ``currencies.tsv`` have a column a language. What CLDR calls
languages and currencies, with all plural forms, is added from there.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from typing import NamedTuple

from mtaudit.text.phrases import Match, PhraseIndex
from mtaudit.text.tokens import fold, fold_phrase

TARGETS = ("en", "fr", "es", "pt", "de", "it", "ru")
"""The languages whose words a translation is told to use."""

LANGUAGES = (*TARGETS, "cs", "pl")
"""The languages of the tables."""

_ENDINGS = {"it": ("o", "a", "i", "e", "hi", "he")}
_ADJECTIVE = ("o", "a", "os", "as")
_OPEN = ("", "s", "e", "es", "ne", "nes")
_LONGEST_ENDING = 5
_COUNTS = (1, 2, 5, 1.5)
"""Numbers that ask for all plural forms that the languages have."""


class Concept(NamedTuple):
    """A people or a unit of money: its codes in CLDR, its signs, and its forms by language."""

    id: str
    codes: tuple[str, ...]
    signs: tuple[str, ...]
    forms: dict[str, tuple[str, ...]]

    def name(self, code: str) -> str:
        """What a language calls it, to be shown to a person."""
        return _spelled(self.forms[code][0])


class Forms:
    """The words of one language for the concepts of a table.

    Args:
        entries: forms as the tables write them, each with the concept's id.
        code: the language of the forms.
    """

    def __init__(self, entries: Iterable[tuple[str, str]], code: str) -> None:
        self._exact: defaultdict[str, set[str]] = defaultdict(set)
        self._stems: defaultdict[str, set[str]] = defaultdict(set)
        self._known: dict[str, frozenset[str]] = {}
        self._meaningless: set[str] = set()
        phrases = []
        for form, meaning in entries:
            words = fold_phrase(form)
            if len(words) > 1:
                phrases += [(phrase, meaning) for phrase in _spellings(form, code)]
            elif form.endswith("*"):
                self._stems[words[0]].add(meaning)
            else:
                for spelling in _spellings(form, code):
                    self._exact[fold(spelling)].add(meaning)
        self._phrases = PhraseIndex(phrases)

    def meanings(self, word: str) -> frozenset[str]:
        """The concepts that a folded word stands for."""
        known = self._known.get(word)
        if known is None:
            found = set(self._exact.get(word, ()))
            for end in range(len(word), max(2, len(word) - _LONGEST_ENDING - 1), -1):
                found |= self._stems.get(word[:end], set())
            known = self._known[word] = frozenset(found)
            if not known and word not in self._phrases.openings:
                self._meaningless.add(word)
        return known

    def may_begin(self, word: str) -> bool:
        """Whether a folded word stands for a concept, or is the first of several that do."""
        return bool(self.meanings(word)) or word in self._phrases.openings

    def find(self, words: Sequence[str]) -> Iterator[Match[frozenset[str]]]:
        """Yield what stands for a concept among folded words, left to right."""
        meaningless = self._meaningless
        if meaningless.issuperset(words):
            return
        promising = [index for index, word in enumerate(words) if word not in meaningless]
        phrases = {match.first: match for match in self._phrases.find(words)}
        free = 0
        for index in promising:
            if index < free:
                continue
            phrase = phrases.get(index)
            found = frozenset((phrase.value,)) if phrase else self.meanings(words[index])
            if found:
                free = (phrase.last if phrase else index) + 1
                yield Match(index, free - 1, found)


@functools.cache
def nationalities() -> dict[str, Concept]:
    """Peoples by country code, or by name where they have no country."""
    return {concept.id: concept for concept in _concepts("nationalities.tsv", signs=False)}


@functools.cache
def currencies() -> dict[str, Concept]:
    """Units of money by name; a unit may be that of several countries."""
    return {concept.id: concept for concept in _concepts("currencies.tsv", signs=True)}


@functools.cache
def nationality_forms(code: str) -> Forms:
    """Words of a language for peoples and their languages."""
    entries = [(form, c.id) for c in nationalities().values() for form in c.forms[code]]
    entries += [
        (name, concept.id)
        for concept in nationalities().values()
        for name in filter(None, (_language_name(each, code) for each in concept.codes))
    ]
    return Forms(entries, code)


@functools.cache
def currency_forms(code: str, *, doubtful: bool) -> Forms:
    """Words of a language for units of money, with those of other meanings or without."""
    return Forms(
        (
            (form.rstrip("?"), concept.id)
            for concept in currencies().values()
            for form in concept.forms[code]
            if doubtful or not form.endswith("?")
        ),
        code,
    )


@functools.cache
def money_traces(unit: str) -> tuple[str, ...]:
    """Beginnings of words, in any language, that show that a unit of money is meant."""
    concept = currencies()[unit]
    forms = {form.rstrip("?*") for code in TARGETS for form in concept.forms[code]}
    return tuple(sorted({fold(form) for form in forms} | {fold(code) for code in concept.codes}))


@functools.cache
def currency_names(code: str) -> dict[tuple[str, ...], tuple[str, float]]:
    """CLDR's currency names of several words, each with the currency and a count that asks for it."""
    found: dict[tuple[str, ...], tuple[str, float]] = {}
    for currency in (each for concept in currencies().values() for each in concept.codes):
        for count in _COUNTS:
            words = fold_phrase(currency_name(currency, count, code))
            if len(words) > 1:
                found.setdefault(words, (currency, count))
    return found


def currency_name(currency: str, count: float, code: str) -> str:
    """What a language calls so much of a currency."""
    from babel.numbers import get_currency_name  # noqa: PLC0415 - only where money is compared

    return get_currency_name(currency, count=count, locale=code)


def _language_name(tag: str, code: str) -> str | None:
    from babel import Locale  # noqa: PLC0415 - only where languages are compared

    name = Locale(code).languages.get(tag)
    return str(name) if name and len(fold_phrase(name)) == 1 else None


def _concepts(name: str, *, signs: bool) -> Iterator[Concept]:
    file = resources.files("mtaudit.rules").joinpath("data", "names", name)
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    for line in lines[1:]:
        id_, codes, *cells = line.split("\t")
        marks = tuple(cells.pop(0).split()) if signs else ()
        forms = {code: tuple(cell.split()) for code, cell in zip(LANGUAGES, cells, strict=True)}
        yield Concept(id_, tuple(codes.split()), marks, forms)


def _spelled(form: str) -> str:
    return form.rstrip("?*").replace("+", "o")


def _spellings(form: str, code: str) -> list[str]:
    """A form with all endings that its mark stands for."""
    if form.endswith("+"):
        return [form[:-1] + ending for ending in _ENDINGS.get(code, _ADJECTIVE)]
    if form.endswith("*"):
        return [form[:-1] + ending for ending in _OPEN]
    return [form]
