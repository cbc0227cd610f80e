"""What the names of the news are called in other languages: places, people, countries.

The tables lie in ``data/names``: ``places.tsv`` and ``people.tsv`` have a column a language, the
usual form first, others accepted after a slash; ``stems.tsv`` has the beginnings, in any language,
of the words for a country, its people and its capital. They were written for mtaudit, as of 2026;
countries are CLDR's.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from importlib import resources
from typing import NamedTuple

from mtaudit.text.lexicon import zipf
from mtaudit.text.memo import Memo
from mtaudit.text.phrases import PhraseIndex
from mtaudit.text.tokens import fold, fold_phrase
from mtaudit.text.transliteration import latin

COLUMNS = ("en", "fr", "es", "pt", "de", "it", "pl", "ru", "cs")
"""The languages of the tables."""


class Entry(NamedTuple):
    """One person or place: its accepted forms by language, the usual one first."""

    id: str
    forms: dict[str, tuple[str, ...]]


@functools.cache
def places() -> tuple[Entry, ...]:
    """Cities, regions and seas that languages call by different names."""
    return _entries("places.tsv")


@functools.cache
def people() -> tuple[Entry, ...]:
    """People of our time whose names languages transliterate differently."""
    return _entries("people.tsv")


@functools.cache
def namesakes() -> tuple[Entry, ...]:
    """Names that languages translate in kings, popes and ancients, and otherwise leave alone."""
    return _entries("namesakes.tsv")


@functools.cache
def country_names(code: str) -> dict[str, tuple[str, ...]]:
    """The names of countries and continents in a language, by their CLDR code."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only where names are compared

    try:
        territories = Locale.parse(code).territories
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[str, tuple[str, ...]] = {}
    for territory, name in territories.items():
        base = territory.partition("-")[0]
        if base in _NOT_COUNTRIES:
            continue
        names[base] = (*names.get(base, ()), name)
    return names


@functools.cache
def language_names(code: str) -> dict[str, str]:
    """The names of languages in a language, by the country where each is at home."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only where names are compared
    from babel.core import get_global  # noqa: PLC0415

    try:
        languages = Locale(code).languages
    except (UnknownLocaleError, ValueError):
        return {}
    likely = get_global("likely_subtags")
    tags = [str(tag) for tag in languages if len(str(tag)) == 2]
    homes = {tag: str(likely.get(tag, "")).split("_")[-1] for tag in tags}
    homes |= {"en": "GB", "pt": "PT"}
    return {homes[tag]: languages[tag] for tag in tags if homes[tag]}


@functools.cache
def is_known_in(place: str, code: str) -> bool:
    """Whether it is known what a language calls a place."""
    return code in COLUMNS or place in country_names(code)


_NOT_COUNTRIES = frozenset(
    {
        *("AC", "AQ", "BV", "CP", "CQ", "DG", "EA", "EU", "EZ", "HM", "IO", "QO", "TA", "UN"),
        *("XA", "XB", "ZZ", "001", "011", "013", "014", "015", "017", "018", "021", "029", "030"),
        *("034", "035", "039", "053", "054", "057", "061", "143", "145", "151", "154", "155"),
        *("202", "419"),
    }
)
"""Of CLDR's territories those that are no country or continent of the news."""


@functools.cache
def exact_places(code: str) -> dict[tuple[str, ...], str]:
    """Countries and places of the tables by the folded words of their names in a language."""
    found: dict[tuple[str, ...], str] = {}
    for country, names in country_names(code).items():
        for name in names:
            found[fold_phrase(name)] = country
    for entry in places():
        for form in entry.forms.get(code, ()):
            found.setdefault(fold_phrase(form), entry.id)
    return found


@functools.cache
def place_heads(code: str) -> frozenset[str]:
    """The longest word of each place that has several, folded."""
    return frozenset(max(words, key=len) for words in exact_places(code) if len(words) > 1)


@functools.cache
def place_pairs(code: str) -> frozenset[tuple[str, str]]:
    """The pairs of folded words side by side in the places that have several."""
    return frozenset(pair for words in exact_places(code) for pair in itertools.pairwise(words))


@functools.cache
def known_names() -> frozenset[str]:
    """Single words that are names beyond doubt, in plain Latin letters."""
    listed = {latin(name) for line in lines("known.txt") for name in line.split()}
    forms = (
        form
        for entry in (*people(), *namesakes())
        for forms in entry.forms.values()
        for form in forms
    )
    return frozenset(listed | {latin(form) for form in forms if " " not in form})


@functools.cache
def _place_stems(code: str) -> dict[str, int]:
    single = (latin(words[0]) for words in exact_places(code) if len(words) == 1)
    return {form[: max(4, len(form) - 2)]: len(form) for form in single if len(form) > 4}


@functools.lru_cache(maxsize=16384)
def is_place_form(word: str, code: str) -> bool:
    """Whether a folded word is, but for its ending, the name of a country or place."""
    form, stems = latin(word), _place_stems(code)
    return any(
        abs(stems.get(form[:end], 99) - len(form)) <= 2
        for end in range(max(4, len(form) - 4), len(form) + 1)
    )


@functools.cache
def nationalities(code: str) -> frozenset[str]:
    """Folded adjectives of countries, as a language has them in its names of languages."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only where names are compared

    try:
        languages = Locale(code).languages
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = [[word for word in name.split() if word[0].isupper()] for name in languages.values()]
    whole = {fold(words[0]) for words in names if len(words) == 1}
    parts = {fold(word) for words in names for word in words}
    placed = {word for word in parts if is_place_form(word, code)}
    adjectives = {word for word in whole | placed if len(word) > 4 and word.isalpha()}
    return frozenset(adjectives | {word + "s" for word in adjectives if word[-1] == "n"})


@functools.lru_cache(maxsize=16384)
def is_of_country(word: str, code: str) -> bool:
    """Whether a folded word is for a country's people (*African, Israelis*): its name, and more."""
    countries = _countries_in_one_word(code)
    return any(word[:-length] in countries for length in range(1, min(4, len(word) - 3)))


@functools.cache
def _countries_in_one_word(code: str) -> frozenset[str]:
    phrases = (fold_phrase(name) for names in country_names(code).values() for name in names)
    return frozenset(words[0] for words in phrases if len(words) == 1)


@functools.cache
def home_of(code: str) -> str | None:
    """The code of the country that CLDR takes a language to be of where nothing is said."""
    from babel.core import get_global  # noqa: PLC0415 - reads a large table

    likely: str | None = get_global("likely_subtags").get(code)
    return likely.rpartition("_")[2] if likely else None


_ALSO_HOMES = {
    "de": frozenset(("AT", "CH")),
    "es": frozenset(("MX", "CO", "AR", "PE", "VE", "CL")),
    "fr": frozenset(("BE", "CH", "CA")),
    "pt": frozenset(("PT",)),
}


@functools.cache
def homes_of(code: str) -> frozenset[str]:
    """The codes of the countries most of whose news is written in a language."""
    home = home_of(code)
    return _ALSO_HOMES.get(code, frozenset()) | ({home} if home else set())


@functools.cache
def openers(code: str) -> frozenset[str]:
    """Words of a language that call for another one after them: articles and prepositions."""
    for line in lines("openers.tsv"):
        language, _, words = line.partition("\t")
        if language == code:
            return frozenset(words.split())
    return frozenset()


@functools.cache
def families() -> dict[str, frozenset[str]]:
    """Folded given names, each with all ways to write it in Latin letters."""
    found: dict[str, frozenset[str]] = {}
    for line in lines("families.txt"):
        family = frozenset(fold(name) for name in line.split())
        for name in family:
            found[name] = family | found.get(name, frozenset())
    return found


class Foreign(NamedTuple):
    """A form that is right in other languages, and the right one here."""

    form: str
    right: str
    languages: frozenset[str]


@functools.cache
def foreign_forms(target: str) -> tuple[Foreign, ...]:
    """Names as other languages write them that a text in the target language cannot mean so.

    Left out are forms that are also right in the target language, that are frequent words or
    names there, and those that are better known as something else.
    """
    entries = (*people(), *places(), *_countries())
    here = {latin(form) for entry in entries for form in entry.forms.get(target, ())}
    here |= {latin(word) for line in lines("ambiguous.txt") for word in line.split()}
    found: dict[str, Foreign] = {}
    for entry in entries:
        right = entry.forms.get(target, ())
        for language, forms in entry.forms.items():
            for form in forms if right and language not in (target, "ru") else ():
                if latin(form) in here or form[0].islower() or zipf(fold(form), target) >= 2.6:
                    continue
                known = found.get(form)
                languages = frozenset({language}) | (known.languages if known else frozenset())
                if known is None or known.right == right[0]:
                    found[form] = Foreign(form, right[0], languages)
    return tuple(found.values())


def _countries() -> tuple[Entry, ...]:
    names = {code: country_names(code) for code in COLUMNS}
    return tuple(
        Entry(country, {code: names[code][country] for code in COLUMNS if country in names[code]})
        for country in names["en"]
        if len(country) == 2 and not names["en"][country][0].startswith("St. ")
    )


@functools.cache
def place_phrases(code: str) -> PhraseIndex[str]:
    """The names of countries and places in a language, to be found in its texts."""
    return PhraseIndex((" ".join(words), place) for words, place in exact_places(code).items())


_ENDINGS = {2: 0, 3: 4}
"""How many letters may follow a short stem."""


class Stems:
    """Beginnings of words, each with what may be meant by it.

    Short stems stand for the whole word, long ones for whatever begins so.

    Attributes:
        meanings: everything that each word in plain Latin letters may refer to.
    """

    def __init__(self) -> None:
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._by_meaning: dict[str, list[str]] = defaultdict(list)
        self._longest = 0
        self.meanings = Memo(self._look_up)

    def add(self, form: str, meaning: str) -> None:
        """Add a stem in plain Latin letters."""
        self._stems[form].add(meaning)
        self._longest = max(self._longest, len(form))

    def standing_for(self, meaning: str) -> list[str]:
        """All stems that may stand for a place or person."""
        if not self._by_meaning:
            for stem, meanings in self._stems.items():
                for each in meanings:
                    self._by_meaning[each].append(stem)
        return self._by_meaning[meaning]

    def _look_up(self, word: str) -> frozenset[str]:
        stems = self._stems
        found: set[str] = set()
        for end in range(2, min(len(word), self._longest) + 1):
            if word[:end] in stems and len(word) <= end + _ENDINGS.get(end, 99):
                found |= stems[word[:end]]
        return frozenset(found)


@functools.cache
def loose_stems(codes: frozenset[str]) -> Stems:
    """How places and people may be referred to in any of the tables' and the given languages."""
    stems = Stems()
    for code in sorted(codes | {"en"}):
        named = [(name, id_) for id_, names in country_names(code).items() for name in names]
        named += [(name, country) for country, name in language_names(code).items()]
        for name, country in named:
            if len(fold_phrase(name)) == 1:
                _add_words(stems, name, country)
    for line in lines("stems.tsv"):
        country, _, beginnings = line.partition("\t")
        for beginning in beginnings.split():
            stems.add(latin(beginning), country)
    for entry in (*places(), *people(), *namesakes()):
        for forms in entry.forms.values():
            for form in forms:
                _add_words(stems, form, entry.id)
    return stems


def _add_words(stems: Stems, form: str, meaning: str) -> None:
    for word in fold_phrase(form):
        plain = latin(word)
        if len(plain) > 3:
            stems.add(plain[: max(4, len(plain) - 2)], meaning)
        elif word == fold(form):
            stems.add(plain, meaning)


def _entries(name: str) -> tuple[Entry, ...]:
    columns, *rows = (line.split("\t") for line in lines(name))
    return tuple(
        Entry(
            row[0].split("/")[0],
            {code: tuple(cell.split("/")) for code, cell in zip(columns, row, strict=True)},
        )
        for row in rows
    )


def lines(name: str) -> list[str]:
    """The lines of a table."""
    file = resources.files("mtaudit.rules").joinpath("data", "names", name)
    return file.read_text("utf-8").splitlines()
