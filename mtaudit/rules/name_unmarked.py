"""Names of a translation compared with those of a source in a script without capitals.

The tables tell which places, people and organizations both sides name. What they do not have is
compared by its sound where the script writes it, and by its syllables where the source is Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtaudit.rules.name_ideographs import (
    lost_in_chinese,
    lost_in_japanese,
    may_be_written,
    new_in_chinese,
    new_in_japanese,
)
from mtaudit.rules.name_mentions import (
    UNSPACED,
    Mention,
    kind,
    lost,
    mentions,
    related,
    telling,
    unfounded,
)
from mtaudit.rules.name_sounds import (
    FEW,
    are_heard,
    bones,
    meets,
    sounding_else,
    unheard_people,
)
from mtaudit.rules.name_support import Comparison, Orphan
from mtaudit.rules.name_tables import home_of
from mtaudit.rules.nation_tables import TARGETS, nationality_forms
from mtaudit.text.analysis import Analysis

_ALIKE = 85
_WITHOUT_SPACES = {"zh": new_in_chinese, "ja": new_in_japanese}
_LOST_WITHOUT_SPACES = {"zh": lost_in_chinese, "ja": lost_in_japanese}
_NO_PERSON = 0.8
"""How likely a place or an institution is to be named in translation too: some go without saying."""


def compare_unmarked(source: Analysis, translation: Analysis) -> Comparison:
    """The names of the source that are gone, and those of the translation that have come."""
    if translation.has_no_case:
        return Comparison((), ())
    gone = tuple(_gone(source, mention) for mention in lost(source, translation))
    home = home_of(source.language.code)
    new = [
        _new(translation, mention)
        for mention in unfounded(translation, source)
        if mention.id != home
        and not _is_heard(translation, mention, source)
        and not may_be_written(translation.folded[mention.start : mention.end], source)
    ]
    code = source.language.code
    if gone:
        new += _foreign_peoples(translation, source)
        if code not in UNSPACED:
            new += [one for one in sounding_else(translation, source) if not meets(one, new)]
    find = _WITHOUT_SPACES.get(code) if code in UNSPACED else unheard_people
    if find:
        new += [orphan for orphan in find(translation, source) if not meets(orphan, new)]
    if code in _LOST_WITHOUT_SPACES:
        gone += tuple(_LOST_WITHOUT_SPACES[code](source, translation))
    return Comparison(gone, tuple(new))


def _gone(source: Analysis, mention: Mention) -> Orphan:
    return Orphan.of_characters(
        source,
        mention.start,
        mention.end,
        words=telling(mention.id),
        likely=_likely(mention),
        place=_place(mention),
        certain=True,
    )


def _new(translation: Analysis, mention: Mention) -> Orphan:
    return Orphan.at(
        translation,
        mention.start,
        mention.end - 1,
        lost=mention.end - mention.start,
        likely=_likely(mention),
        certain=kind(mention.id) != "organization",
        place=_place(mention),
    )


def _foreign_peoples(translation: Analysis, source: Analysis) -> Iterator[Orphan]:
    """The peoples of a translation whose country its source does not name."""
    code = translation.language.code
    if code not in TARGETS:
        return
    home, known = home_of(source.language.code), mentions(source).possible
    for match in nationality_forms(code).find(translation.folded):
        country, *others = match.value
        if others or country == home or not translation.words[match.first][0].isupper():
            continue
        if known.isdisjoint(related(country)):
            yield Orphan.at(
                translation,
                match.first,
                match.last,
                lost=1,
                likely=_NO_PERSON,
                certain=False,
                place=country,
            )


def _likely(mention: Mention) -> float:
    return 1.0 if kind(mention.id) == "person" else _NO_PERSON


def _place(mention: Mention) -> str | None:
    return mention.id if kind(mention.id) == "place" else None


def _is_heard(translation: Analysis, mention: Mention, source: Analysis) -> bool:
    """Whether a source may write a name of the tables in another way: a person's as a whole."""
    words = translation.folded[mention.start : mention.end]
    if kind(mention.id) == "person" or len(words) == 1:
        return are_heard(words, source, _ALIKE)
    if any(len(word) >= FEW and word in source.text.lower() for word in words):
        return True
    told = [word for word in words if word in telling(mention.id)]
    told.append("".join(words))
    return any(len(bones(word)) >= FEW and are_heard((word,), source, _ALIKE) for word in told)
