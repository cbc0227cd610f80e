"""Names of the tables in texts without capitals, and what stands for them in a translation.

Chinese, Japanese, Korean, Hindi, Arabic and other scripts do not tell names from words. CLDR has
the countries and the cities of time zones in every language; ``data/names`` has people, places,
organizations and brands of the news in five of them (``*_in_scripts.tsv``), and what news call
countries there (``country_forms.tsv``), written for mtaudit as of 2026. A form with "?" has other
senses as well.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, NamedTuple

from mtaudit.rules.name_evidence import Evidence, evidence
from mtaudit.rules.name_tables import country_names, lines, loose_stems, people, places
from mtaudit.text.analysis import Analysis
from mtaudit.text.folding import fold_script
from mtaudit.text.lexicon import frequencies, zipf
from mtaudit.text.names import keeps
from mtaudit.text.phrases import PhraseIndex
from mtaudit.text.tokens import fold_phrase
from mtaudit.text.transliteration import latin

Kind = Literal["person", "place", "organization", "brand"]

UNSPACED = frozenset(("zh", "ja", "th", "lo", "km", "my"))
"""Languages that write no spaces between words, whose sounds cannot be compared with those of names."""
IDEOGRAPHIC = frozenset(("zh", "ja"))
"""Languages that write only a part by its sound, or nothing."""
_WITH_PREFIXES = frozenset(("ar", "fa", "ur", "he"))
_WITH_ENDINGS = frozenset(("ko", "ta", "te", "ml", "kn", "ka", "hy"))
_ARABIC_PREFIXES = frozenset((*"وبلفك", "ال", "لل", "وال", "بال", "فال", "كال", "ول", "وب"))
_GENERIC = frozenset(
    (
        *("Airlines", "Airport", "City", "Corp", "County", "District", "Electronics", "Group"),
        *("Holdings", "Inc", "Line", "Metro", "Motor", "Motors", "Prefecture", "Province", "State"),
        *("Station", "University"),
    )
)
"""Words behind a name that make no other one of it, nor do ordinary ones."""
_PARTS = frozenset(
    (
        *("East", "Eastern", "El", "Fort", "La", "Las", "Los", "Mount", "New", "North", "Northern"),
        *("Port", "Saint", "San", "Santa", "South", "Southern", "St", "West", "Western"),
    )
)
"""Ordinary words before a name that make another one of it."""

_VARIANTS = {"zh": ("zh_Hant", "zh_Hant_HK")}
_OF_PLACES = frozenset("市省县縣区區州镇鎮乡鄉村府港人队隊籍产產方军軍系湾灣島岛山")
"""What follows the name of a place in words that are made with it."""
_OF_AREAS = frozenset("市省县縣区區州镇鎮県町村")
"""What a place may be named without in ideographic languages, which write it last (*柏市, 柏*)."""
_OF_SOUNDS = frozenset(
    "阿埃艾安奥巴贝比伯布查达德迪杜尔夫弗格古哈赫基加杰卡凯科克库拉莱兰劳勒雷利林卢鲁伦罗洛马迈曼梅米莫姆"
    "纳内尼诺欧帕佩皮普奇乔切森沙什斯塔泰坦特提图托瓦韦维沃乌西希夏亚扬伊因尤约泽扎兹"
)
"""Characters with which Chinese writes names by their sound, but for those of other usual words."""
_SHORT_WORDS = frozenset(("ar", "hi"))
_SHORTEST_SURE = 4
_USUAL = 4.0
_NAME = 0.5
_TABLES: dict[str, Kind] = {
    "people_in_scripts.tsv": "person",
    "places_in_scripts.tsv": "place",
    "organizations_in_scripts.tsv": "organization",
    "brands_in_scripts.tsv": "brand",
}
_NO_AREAS = frozenset(("Antarctica", "Arctic", "Etc"))
_NO_CITIES = frozenset(("Male", "Nome", "Easter", "Regina", "Resolute", "Reunion", "Jersey"))


class Form(NamedTuple):
    """What a language calls ``id``; where it has other senses too, it can only confirm."""

    text: str
    id: str
    is_sure: bool


class Mention(NamedTuple):
    """What ``[start, end)`` of a text, or of its words, names."""

    start: int
    end: int
    id: str


class Mentions:
    """What a text speaks of, as far as the tables tell.

    Attributes:
        sure: what it names beyond doubt, left to right, the longest form at each place; where
            tables have it under several ids, each.
        possible: the ids of all that any form in the text may stand for.
    """

    def __init__(self, sure: list[Mention], possible: set[str]) -> None:
        self.sure = tuple(sure)
        self.possible = frozenset(possible)


@functools.lru_cache(maxsize=4096)
def mentions(analysis: Analysis) -> Mentions:
    """What a text without capitals speaks of, by the characters."""
    text, offsets = fold_script(analysis.text)
    code = analysis.language.code
    index = _by_character(code)
    sure: list[Mention] = []
    possible: set[str] = set()
    free = 0
    for start, character in enumerate(text):
        for form in index.get(character, ()):
            if text.startswith(form.text, start):
                possible.add(form.id)
                end = start + len(form.text)
                if start >= free and stands_alone(text, start, end, code):
                    free = end
                    if form.is_sure:
                        sure.append(Mention(offsets[start], offsets[end], form.id))
    return Mentions(sure, possible)


@functools.lru_cache(maxsize=4096)
def named(analysis: Analysis) -> Mentions:
    """What a text with capitals speaks of, by the words; surely only what begins with one."""
    sure: list[Mention] = []
    possible: set[str] = set()
    for match in _by_word(analysis.language.code).find(analysis.folded):
        possible.update(form.id for form in match.value)
        sure += [
            Mention(match.first, match.last + 1, form.id)
            for form in match.value
            if form.is_sure and _is_whole(analysis, match.first, match.last, form)
        ]
    return Mentions(sure, possible)


def _is_whole(analysis: Analysis, first: int, last: int, form: Form) -> bool:
    """Whether words are a name, and not a part of a longer one (*Stanley Whittingham, Xi'an*).

    People have other names before theirs. Acronyms are in capitals.
    """
    words, spans, text = analysis.words, analysis.spans, analysis.text
    if not (words[first][0].isupper() and words[last][0].isupper()):
        return False
    if form.text.isupper() and not words[first].isupper():
        return False
    if last + 1 < len(words) and text[spans[last][1]] in "'’" and words[last + 1] != "s":
        return False

    def joins(index: int) -> bool:
        """Whether two capitalized words, of which this is the first, have a blank between them."""
        if not 0 <= index < len(words) - 1 or text[spans[index][1] : spans[index + 1][0]] != " ":
            return False
        return words[index][0].isupper() and words[index + 1][0].isupper()

    is_followed = joins(last) and not _is_ordinary(words[last + 1])
    is_preceded = (
        joins(first - 1)
        and kind(form.id) != "person"
        and (words[first - 1] in _PARTS or not _is_ordinary(words[first - 1]))
    )
    return first < last or not (is_followed or is_preceded)


@functools.lru_cache(maxsize=16384)
def _is_ordinary(word: str) -> bool:
    """Whether an English word with a capital is no name: *Marathon, Library, The*."""
    folded = word.lower()
    return word in _GENERIC or (zipf(folded, "en") >= _USUAL and keeps(folded, "en", "es") < _NAME)


def lost(source: Analysis, translation: Analysis) -> Iterator[Mention]:
    """What a source without capitals names and its translation does not, not even by its sound."""
    known = named(translation).possible
    heard = evidence(translation, source.language.code)
    for mention in mentions(source).sure:
        if mention.id in known or not heard.meanings.isdisjoint(related(mention.id)):
            continue
        if not _is_told(mention.id, heard):
            yield mention


def unfounded(translation: Analysis, source: Analysis) -> Iterator[Mention]:
    """What a translation names by its words, and nothing in its source can stand for."""
    known, listed = mentions(source).possible, _ids(source.language.code)
    meant = known.union(*map(related, known))
    found = named(translation).sure
    founded = {mention.start for mention in found if not meant.isdisjoint(related(mention.id))}
    for mention in found:
        if mention.id in listed and mention.start not in founded:
            founded.add(mention.start)
            yield mention


def kind(id_: str) -> Kind:
    """What something of the tables is; all that CLDR names is a place."""
    return _kinds().get(id_, "place")


@functools.cache
def _kinds() -> dict[str, Kind]:
    found: dict[str, Kind] = {entry.id: "person" for entry in people()}
    for table, each in _TABLES.items():
        for row in lines(table)[1:]:
            found.setdefault(_id(row.split("\t")), each)
    return found


def _id(row: list[str]) -> str:
    return row[0].split("/")[0].rstrip("?")


@functools.cache
def _ids(code: str) -> frozenset[str]:
    """What a language in another script has its own name for."""
    return frozenset(form.id for form in _forms(code) if not form.text.isascii())


@functools.cache
def english(id_: str) -> tuple[str, ...]:
    """The folded English words of something of the tables, long enough to be heard, less ordinary ones."""
    words = dict.fromkeys(word for form in _english().get(id_, ()) for word in form)
    return tuple(word for word in words if not _is_ordinary(word.capitalize()))


@functools.cache
def telling(id_: str) -> tuple[str, ...]:
    """The English words that tell something of the tables by themselves.

    Of *Patna High Court* it is one; of *Labour Party* there is none. No country tells of which of
    its institutions one speaks.
    """
    if kind(id_) != "organization":
        return english(id_)
    return tuple(word for word in english(id_) if not _countries(word))


def _countries(word: str) -> frozenset[str]:
    """The countries that a folded English word stands for."""
    return loose_stems(frozenset(("en",))).meanings[latin(word)]


def _is_told(id_: str, text: Evidence) -> bool:
    """Whether a word that tells something of the tables resembles one here, or all of a form do."""
    if any(map(text.supports, telling(id_))):
        return True
    return any(all(map(text.supports, form)) for form in _english().get(id_, ()) if form)


@functools.cache
def _english() -> dict[str, list[tuple[str, ...]]]:
    """The longer words of each form of what the tables have."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in _forms("en"):
        found[form.id].append(tuple(w for w in fold_phrase(form.text) if len(w) > 3))
    return found


@functools.cache
def related(id_: str) -> frozenset[str]:
    """What is meant with something of the tables, and the country that it stands for."""
    words = telling(id_)
    if kind(id_) == "place":
        words = tuple(word for form in _english().get(id_, ()) for word in form)
    return frozenset((id_,)).union(*map(_countries, words))


@functools.cache
def _by_character(code: str) -> dict[str, list[Form]]:
    found: dict[str, list[Form]] = defaultdict(list)
    for form in _forms(code):
        text = fold_script(form.text).text
        found[text[0]].append(form._replace(text=text))
    return dict(found)


@functools.cache
def _by_word(code: str) -> PhraseIndex[list[Form]]:
    found: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in _forms(code):
        found[fold_phrase(form.text)].append(form)
    return PhraseIndex((" ".join(words), forms) for words, forms in found.items())


@functools.cache
def _forms(code: str) -> tuple[Form, ...]:
    """What a language has names for, the longest and surest first; people are as in English."""
    found = [
        Form(name, id_, True)
        for locale in (code, *_VARIANTS.get(code, ()))
        for id_, names in country_names(locale).items()
        for name in names
    ]
    found += _cities(code)
    for entry in (*places(), *people()):
        found += [Form(form, entry.id, True) for form in entry.forms.get(code, ())]
    for table in (*_TABLES, "country_forms.tsv"):
        found += _listed(table, code)
    return tuple(sorted(found, key=lambda form: (-len(form.text), not form.is_sure)))


def _listed(table: str, code: str) -> Iterator[Form]:
    """The forms of a table; in a language that it does not have, the English ones may confirm."""
    columns, *rows = (line.split("\t") for line in lines(table))
    is_own = code in columns
    if not is_own and columns[0] != "en":
        return
    column = columns.index(code) if is_own else 0
    has_areas = code in IDEOGRAPHIC and table == "places_in_scripts.tsv"
    for row in rows:
        for form in filter(None, row[column].split("/")):
            yield Form(form.rstrip("?"), _id(row), is_own and _is_sure(form, code))
            if has_areas and form[-1] in _OF_AREAS and _may_go_without(form, code):
                yield Form(form[:-1], _id(row), is_sure=False)


def _may_go_without(form: str, code: str) -> bool:
    """Whether the name of a place is told without its last character: it is no frequent word."""
    return len(form) > 2 or zipf(form[:-1], code) < _USUAL


def _is_sure(form: str, code: str) -> bool:
    """Whether a form is marked as no other word, and no short word of a script that parts them."""
    if form[-1] == "?":
        return False
    return code not in _SHORT_WORDS or len(form) > _SHORTEST_SURE or zipf(form, code) < _USUAL


def _cities(code: str) -> list[Form]:
    """The cities of time zones; a short name may be a part of something else."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only where names are compared
    from babel.core import get_global  # noqa: PLC0415

    try:
        own, english_names = Locale(code).time_zones, Locale("en").time_zones
    except (UnknownLocaleError, ValueError):
        return []
    found = []
    for zone in get_global("zone_territories"):
        area, _, place = zone.partition("/")
        name = english_names.get(zone, {}).get("city") or place.replace("_", " ")
        text = own.get(zone, {}).get("city") or name
        if area not in _NO_AREAS and "/" not in place and place and name not in _NO_CITIES:
            is_sure = len(text) >= _SHORTEST_SURE and (code == "en" or zipf(text, code) < _USUAL)
            found.append(Form(text, name, is_sure))
    return found


def stands_alone(text: str, start: int, end: int, code: str) -> bool:
    """Whether no word goes on around a form, as far as the script parts words."""
    if code in UNSPACED:
        known = frequencies(code)
        following = text[end : end + 1]
        goes_on = following and following not in _OF_PLACES and text[start : end + 1] in known
        if goes_on or (start and text[start - 1 : end] in known):
            return False
        if end - start == 2 and text[start - 1 : start] in _OF_SOUNDS and following in _OF_SOUNDS:
            return False
        return not (
            (_is_katakana(text[start - 1 : start]) and _is_katakana(text[start]))
            or (_is_katakana(text[end - 1]) and _is_katakana(text[end : end + 1]))
        )
    beginning = text.rfind(" ", 0, start) + 1
    before, after = text[beginning:start], text[end : end + 1]
    if (
        before
        and before[-1].isalnum()
        and not (code in _WITH_PREFIXES and before in _ARABIC_PREFIXES)
    ):
        return False
    return code in _WITH_ENDINGS or not (after.isalnum() or "\u0900" <= after < "\u0964")


def _is_katakana(character: str) -> bool:
    return "\u30a1" <= character <= "\u30fc" and character != "\u30fb"
