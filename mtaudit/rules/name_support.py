"""Which names of a text have nothing in the other text that they could stand for."""

from __future__ import annotations

import bisect
import itertools
from typing import NamedTuple

from mtaudit.rules.name_evidence import Evidence, evidence, is_latin
from mtaudit.rules.name_tables import (
    COLUMNS,
    exact_places,
    is_known_in,
    is_of_country,
    is_place_form,
    known_names,
    loose_stems,
    nationalities,
    place_heads,
    place_pairs,
)
from mtaudit.rules.name_words import (
    chance,
    is_listed,
    is_rare_name,
    is_strange,
    may_open,
    may_stay,
    opens_as_name,
)
from mtaudit.text.analysis import Analysis
from mtaudit.text.lexicon import frequencies, zipf
from mtaudit.text.names import (
    PARTICLES,
    Name,
    is_acronym,
    is_numeral,
    keeps,
    names,
    names_alone_have_capitals,
)
from mtaudit.text.transliteration import latin

DOUBT = 0.3
"""A name less likely than this to be kept in translation is no evidence of anything: measured on
professional translations, in which one person may become another word, but never another person."""

_ORDINARY = 3.9
_WRITTEN = 0.45
_WRITTEN_IN_FULL = 0.6
"""How likely a word that only its capital marks as a name is kept in translation, and several."""

_REACH = 3
"""How far apart two capitalized words of one name stand at most."""


class Orphan(NamedTuple):
    """A name without support: words ``[first, last]``, characters ``[start, end)`` of a text.

    ``words`` are what to look for nearby, ``lost`` says how many have no support. ``likely`` is the
    chance that translation would have kept the name. ``place`` is the country or place of the
    tables that it is the exact name of. ``certain`` is true of what can be nothing but a name: the
    tables have it, or no language has such a word.
    """

    first: int
    last: int
    start: int
    end: int
    words: tuple[str, ...]
    lost: int
    likely: float
    place: str | None
    certain: bool

    @classmethod
    def at(
        cls,
        analysis: Analysis,
        first: int,
        last: int,
        *,
        lost: int,
        likely: float,
        certain: bool,
        place: str | None = None,
    ) -> Orphan:
        """The orphan that words ``[first, last]`` of a text are."""
        words = analysis.folded[first : last + 1]
        told = tuple([word for word in words if word not in PARTICLES])
        start, end = analysis.span_of(first, last)
        return cls(first, last, start, end, told, lost, likely, place, certain)

    @classmethod
    def of_characters(
        cls,
        analysis: Analysis,
        start: int,
        end: int,
        *,
        words: tuple[str, ...] = (),
        likely: float,
        certain: bool,
        place: str | None = None,
    ) -> Orphan:
        """The orphan that characters ``[start, end)`` of a text without blanks are.

        ``words`` are those of the other language to look for nearby.
        """
        spans = analysis.spans
        word = min(bisect.bisect_right(spans, start, key=lambda span: span[1]), len(spans) - 1)
        return cls(word, word, start, end, words, 1, likely, place, certain)

    def overlaps(self, other: Orphan) -> bool:
        """Whether two orphans of one text have a word in common."""
        return self.first <= other.last and other.first <= self.last


class Comparison(NamedTuple):
    """The names of a source and of its translation that have no counterpart."""

    source: tuple[Orphan, ...]
    translation: tuple[Orphan, ...]


def compare(source: Analysis, translation: Analysis) -> Comparison:
    """What is left of the names of both texts when all that may correspond is paired off.

    Nothing can be said of texts in a script without capitals, and of languages whose words are
    not known.
    """
    for text in (source, translation):
        if not frequencies(text.language.code) or text.has_no_case:
            return Comparison((), ())
    return Comparison(tuple(orphans(source, translation)), tuple(orphans(translation, source)))


def orphans(analysis: Analysis, other: Analysis) -> list[Orphan]:
    """The names of a text with capitals that nothing in the other one supports."""
    promising = _promising(analysis, other)
    if not promising:
        return []
    here, there = analysis.language.code, other.language.code
    folded, known = analysis.folded, other.folded_set
    found = []
    for name in names(analysis):
        first, last, _ = name
        if promising.isdisjoint(range(first, last + 1)) or (
            known.issuperset(folded[first : last + 1])
        ):
            continue
        if (
            first == last
            and chance(folded[first], here, there) < DOUBT
            and not is_acronym(analysis.words[first])
            and not _is_written_as_name(analysis, name)
        ):
            continue
        orphan = _orphan(analysis, name, other)
        if orphan:
            found.append(orphan)
    return found


def _is_written_as_name(analysis: Analysis, name: Name) -> bool:
    """Whether words have capitals, or quotation marks, that only names have: in Slavic languages."""
    code, folded = analysis.language.code, analysis.folded
    if not names_alone_have_capitals(code):
        return False
    first, last = name.first + (name.initial and name.first < name.last), name.last
    if any(map(is_acronym, analysis.words[first : last + 1])):
        return False
    if first < last:
        return True
    start, end = analysis.spans[last]
    is_quoted = analysis.text[start - 1 : start] == "«" and analysis.text[end : end + 1] == "»"
    is_within = first > name.first or not name.initial
    return (is_quoted or is_within) and zipf(folded[last], code) < _ORDINARY


def _promising(analysis: Analysis, other: Analysis) -> frozenset[int]:
    """The capitalized words, by index, without which no name is worth a look.

    They may be part of a place of several words, or nothing in the other text stands for them.
    """
    code = analysis.language.code
    folded, known = analysis.folded, other.folded_set
    heads, pairs = place_heads(code), place_pairs(code)
    found = []
    for position, index in enumerate(analysis.capitals):
        word = folded[index]
        is_of_place = word in heads and not pairs.isdisjoint(
            itertools.pairwise(folded[max(index - 1, 0) : index + 2])
        )
        if is_of_place or (word not in known and _may_be_lost(analysis, position, other)):
            found.append(index)
    return frozenset(found)


def _may_be_lost(analysis: Analysis, position: int, other: Analysis) -> bool:
    """Whether a capitalized word may stay in translation, and nothing in a text stands for it."""
    here, there = analysis.language.code, other.language.code
    capitals = analysis.capitals
    index = capitals[position]
    word = analysis.folded[index]
    if analysis.words[index].isupper():
        return not is_numeral(word) and (len(word) > 1 or not _is_alone(capitals, position, 1))
    is_marked = names_alone_have_capitals(here)
    if not (is_marked or may_stay(word, here, there)):
        return False
    if index == 0 and not may_open(word, here, there):
        return False
    reach = 1 if analysis.language.capitalizes_nouns else _REACH
    is_ordinary = not is_marked or zipf(word, here) >= _ORDINARY
    if is_ordinary and chance(word, here, there) < DOUBT and _is_alone(capitals, position, reach):
        return False
    return not _has_counterpart(word, here, other)


def _is_alone(capitals: list[int], position: int, reach: int) -> bool:
    """Whether no other capitalized word stands within so many words."""
    index = capitals[position]
    return (position == 0 or index - capitals[position - 1] > reach) and (
        position + 1 == len(capitals) or capitals[position + 1] - index > reach
    )


def _has_counterpart(word: str, here: str, other: Analysis) -> bool:
    """Whether a text supports a word, and refers to the place that it may be by itself."""
    counterpart = evidence(other, here)
    if not counterpart.supports(word):
        return False
    place = exact_places(here).get((word,))
    return (
        place is None
        or not is_known_in(place, other.language.code)
        or counterpart.refers_to(place, [word])
    )


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
        return Orphan.at(
            analysis,
            first,
            last,
            lost=last - first + 1,
            likely=1.0 if place else LETTERS,
            certain=True,
            place=place or abbreviated,
        )
    is_marked = _is_written_as_name(analysis, name)
    if not is_marked and not any(len(word) < 4 or may_stay(word, here, there) for word in words):
        return None
    if name.initial and not opens_as_name(words[0], here, there):
        first += 1
    lost = _unsupported(analysis, first, last, counterpart)
    if not lost:
        return None
    orphan = _weighed(analysis, lost, counterpart, initial=name.initial and lost[0] == name.first)
    if is_marked:
        written = _WRITTEN if orphan.lost == 1 else _WRITTEN_IN_FULL
        orphan = orphan._replace(likely=max(orphan.likely, written))
    return orphan


def _abbreviated_place(analysis: Analysis, name: Name, there: str) -> str | None:
    """The country that letters stand for: *US, U.S., UK*; none for words."""
    if not analysis.words[name.first].isupper() or there not in COLUMNS:
        return None
    words = analysis.words[name.first : name.last + 1]
    letters = words[0] if len(words) == 1 else "".join(words)
    if not letters.isupper() or not 1 < len(letters) < 4 or (len(words) not in (1, len(letters))):
        return None
    if not letters.isascii() or analysis.text.startswith("$", analysis.spans[name.last][1]):
        return None
    codes = frozenset((analysis.language.code, there))
    return min(loose_stems(codes).meanings[latin(letters)], default=None)


def _unsupported(analysis: Analysis, first: int, last: int, counterpart: Evidence) -> list[int]:
    """The words of a name without support; none where a part of it that is a name has some."""
    here, there = analysis.language.code, counterpart.analysis.language.code
    told = [
        index
        for index in range(first, last + 1)
        if len(word := analysis.folded[index]) > 1
        and word not in PARTICLES
        and not _is_abbreviated(analysis, index)
    ]
    supported = [index for index in told if counterpart.supports(analysis.folded[index])]
    if len(supported) == len(told):
        return []
    support = max(
        (
            index
            for index in supported
            if _is_name_there(analysis.folded[index], here, there, counterpart)
        ),
        default=-1,
    )
    lost = [
        index for index in told if index not in supported and not is_numeral(analysis.folded[index])
    ]
    if support >= 0:
        lost = [index for index in lost if index > support and _stays(analysis, index, counterpart)]
    if lost and counterpart.abbreviates(analysis.words[lost[0] : lost[-1] + 1]):
        return []
    return lost


def _is_name_there(word: str, here: str, there: str, counterpart: Evidence) -> bool:
    """Whether a word that is supported is no common one, and has its support from a name."""
    return (
        zipf(word, here) < 3.5 or keeps(word, here, there) > 0.6 or not is_latin(word)
    ) and counterpart.names_it(word)


def _without_title(analysis: Analysis, lost: list[int], there: str) -> list[int]:
    """The words from the first on that looks like a name; all where none does."""
    for position, index in enumerate(lost):
        if keeps(analysis.folded[index], analysis.language.code, there) >= 0.5:
            return lost[position:]
    return lost


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
        likely = chance(words[0], here, there)
        if initial and latin(words[0]) not in known_names():
            likely *= 0.6
    else:
        likely = sum(keeps(word, here, there) for word in words) / len(words)
        if words[0] in nationalities(here) and all(zipf(w, here) >= 4 for w in words[1:]):
            likely = min(likely, _INSTITUTION)
        elif any(is_place_form(word, here) for word in words):
            likely = max(likely, 0.7)
    certain = count > 1 and (likely >= SURE or _has_place(words, here, counterpart))
    certain |= any(
        _is_certain(
            analysis, index, counterpart, initial=initial and index == first, alone=count < 2
        )
        for index in lost
    )
    return Orphan.at(analysis, first, last, lost=count, likely=likely, certain=certain)


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
    if is_listed(word, here, there):
        return True
    if analysis.language.capitalizes_nouns:
        return False
    if word in nationalities(here) or is_of_country(word, here):
        if there not in COLUMNS:
            return False
        stems = loose_stems(frozenset((here, there)))
        return bool(stems.meanings[latin(word)]) and (alone or not counterpart.acronyms)
    if is_acronym(written):
        return counterpart.is_latin and is_strange(word, here)
    return (
        written[1:].islower()
        and not _is_abbreviated(analysis, index)
        and is_rare_name(word, here, there)
        and not (initial and zipf(word, here) >= 1)
    )


def _stays(analysis: Analysis, index: int, counterpart: Evidence) -> bool:
    """Whether a word behind a name that is right is a name of its own (*Sheikh Naushera*)."""
    word, here = analysis.folded[index], analysis.language.code
    return is_listed(word, here, counterpart.analysis.language.code) or (
        zipf(word, here) < 2.6
        and _is_certain(analysis, index, counterpart, initial=False, alone=True)
    )


def _is_abbreviated(analysis: Analysis, index: int) -> bool:
    """Whether a full stop follows that does not end the text, as in *Sen. Graham*."""
    start, end = analysis.spans[index]
    return end - start < 5 and analysis.text[end : end + 2] == ". "


LETTERS = 0.8
"""How likely letters that stand for a country stay: less so than its name."""

_INSTITUTION = 0.25
"""How likely a people and ordinary words stay (*French Senate*)."""

SURE = 0.75
"""A full name as likely as this is one."""
