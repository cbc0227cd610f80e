"""Names that languages translate by their sense: offices, competitions, feasts, dynasties.

``data/names/translated.tsv`` has a name a row and a column a language. A form with "?" has other
senses, or stands for several names: it explains what the other text has, and shows nothing by
itself, in whatever row. "*" stands for up to five more letters; capitals, where a form has any, have
to be there.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mtaudit.rules.name_mentions import UNSPACED, stands_alone
from mtaudit.rules.name_support import Comparison, Orphan
from mtaudit.rules.name_tables import lines
from mtaudit.text.analysis import Analysis
from mtaudit.text.tokens import fold, fold_phrase, words

_LIKELY = 0.9
_LONGEST_ENDING = 5
_BEGINNING = 3
"""Letters by which stems are looked up; a few have only two."""

_DEPARTMENT, _OF_DEPARTMENT = "部", "门門队隊"
"""What a ministry ends with, and what makes other words of that."""


class Form(NamedTuple):
    """How a language writes what is called ``id``; where it is not sure, that may be another.

    ``words`` are folded words that a text has if it has the form; the last, of which an ending may
    be no letter, is not among them.
    """

    pattern: re.Pattern[str]
    id: str
    is_sure: bool
    words: frozenset[str]


class Mention(NamedTuple):
    """What ``[start, end)`` of a text may name; sure if it can be nothing else."""

    start: int
    end: int
    ids: frozenset[str]
    is_sure: bool


def with_translated(names: Comparison, source: Analysis, translation: Analysis) -> Comparison:
    """The names without a counterpart, by the table too if both texts have names that it has."""
    old = _mentions(source)
    new = _mentions(translation) if old else ()
    if not new:
        return names
    names = Comparison(_left(names.source, old, new), _left(names.translation, new, old))
    common = _ids(source.language.code) & _ids(translation.language.code)
    lost, come = _unanswered(old, new, common), _unanswered(new, old, common)
    if not lost or not come:
        return names
    return Comparison(
        _joined(names.source, [_orphan(source, mention) for mention in lost]),
        _joined(names.translation, [_orphan(translation, mention) for mention in come]),
    )


def _left(
    names: tuple[Orphan, ...], mine: Iterable[Mention], others: Iterable[Mention]
) -> tuple[Orphan, ...]:
    """The names but for parts of what the other text has too, by the table."""
    known = _all_ids(others)
    answered = [mention for mention in mine if not known.isdisjoint(mention.ids)]
    return tuple(
        name
        for name in names
        if not any(one.start <= name.start and name.end <= one.end for one in answered)
    )


def _all_ids(mentions: Iterable[Mention]) -> frozenset[str]:
    return frozenset[str]().union(*(mention.ids for mention in mentions))


def is_named_in(orphan: Orphan, analysis: Analysis, other: Analysis) -> bool:
    """Whether another text has what the table has at a place of a text."""
    ids = _all_ids(mention for mention in _mentions(analysis) if mention.start == orphan.start)
    return bool(ids) and any(not ids.isdisjoint(mention.ids) for mention in _mentions(other))


def _unanswered(
    mine: Iterable[Mention], others: Iterable[Mention], common: frozenset[str]
) -> list[Mention]:
    """What is named beyond doubt, and nothing in the other text may stand for."""
    known = _all_ids(others)
    return [
        mention
        for mention in mine
        if mention.is_sure and mention.ids <= common and known.isdisjoint(mention.ids)
    ]


def _orphan(analysis: Analysis, mention: Mention) -> Orphan:
    if analysis.language.code in UNSPACED:
        return Orphan.of_characters(
            analysis, mention.start, mention.end, likely=_LIKELY, certain=False
        )
    starts = [start for start, _ in analysis.spans]
    first, last = (bisect.bisect_right(starts, at) - 1 for at in (mention.start, mention.end - 1))
    lost = last - first + 1
    orphan = Orphan.at(analysis, first, last, lost=lost, likely=_LIKELY, certain=False)
    return orphan._replace(words=())


def _joined(names: Iterable[Orphan], translated: list[Orphan]) -> tuple[Orphan, ...]:
    """The names of the table, and the others that are no parts of one."""
    others = (
        name
        for name in names
        if not any(name.start < one.end and one.start < name.end for one in translated)
    )
    return (*translated, *others)


@functools.lru_cache(maxsize=4096)
def _mentions(analysis: Analysis) -> tuple[Mention, ...]:
    """What a text has of the table, left to right, the longest form at each place."""
    index = _index(analysis.language.code)
    found: list[Mention] = []
    free = 0
    for start, forms in index.unspaced(analysis) if index.is_unspaced else index.spaced(analysis):
        if start < free:
            continue
        matches = ((form.pattern.match(analysis.text, start), form) for form in forms)
        mention = _longest(start, [(m.end(), form) for m, form in matches if m])
        if mention and (
            not index.is_unspaced
            or stands_alone(analysis.text, start, mention.end, analysis.language.code)
        ):
            found.append(mention)
            free = mention.end
    return tuple(found)


def _longest(start: int, matches: list[tuple[int, Form]]) -> Mention | None:
    if not matches:
        return None
    end = max(end for end, _ in matches)
    forms = [form for last, form in matches if last == end]
    ids = frozenset(form.id for form in forms)
    return Mention(start, end, ids, all(form.is_sure for form in forms))


class _Index:
    """A language's forms, by what they begin with: a character, a word, or the stem of one."""

    def __init__(self, code: str) -> None:
        self.is_unspaced = code in UNSPACED
        self.forms = list(_forms(code))
        self._openings: dict[str, list[Form]] = defaultdict(list)
        self._stems: dict[str, list[Form]] = defaultdict(list)
        for opening, form in self.forms:
            if self.is_unspaced:
                self._openings[opening[0]].append(form)
            elif opening.endswith("*"):
                self._stems[opening[:-1][:_BEGINNING]].append(form)
            else:
                self._openings[opening].append(form)

    def unspaced(self, analysis: Analysis) -> Iterator[tuple[int, list[Form]]]:
        """Where a text without blanks has the first character of which forms."""
        for start, character in enumerate(analysis.text):
            forms = self._openings.get(character.lower())
            if forms:
                yield start, forms

    def spaced(self, analysis: Analysis) -> Iterator[tuple[int, list[Form]]]:
        """Where a text has a word with which forms may begin."""
        known = analysis.folded_set
        openings = {
            word: [form for form in self._openings[word] if form.words <= known]
            for word in self._openings.keys() & known
        }
        if not self._stems and not any(openings.values()):
            return
        for index, word in enumerate(analysis.folded):
            forms = openings.get(word, [])
            if self._stems:
                beginnings = {word[: _BEGINNING - 1], word[:_BEGINNING]}
                forms = forms + [f for each in beginnings for f in self._stems.get(each, ())]
            if forms:
                yield analysis.spans[index][0], forms


@functools.cache
def _index(code: str) -> _Index:
    return _Index(code)


def _forms(code: str) -> Iterator[tuple[str, Form]]:
    """A language's forms, each with its first word, folded."""
    columns, *rows = (line.split("\t") for line in lines("translated.tsv"))
    if code not in columns:
        return
    for row in rows:
        for written in filter(None, row[columns.index(code)].split("/")):
            form = written.rstrip("?")
            first = words(form)[0]
            opening = fold(first) + ("*" if form.startswith("*", len(first)) else "")
            whole = [part for part in form.split()[:-1] if "*" not in part]
            yield (
                opening,
                Form(
                    _pattern(form, code),
                    row[0],
                    written == form,
                    frozenset(fold_phrase(" ".join(whole))),
                ),
            )


def _pattern(form: str, code: str) -> re.Pattern[str]:
    written = re.escape(form).replace(r"\*", rf"\w{{0,{_LONGEST_ENDING}}}")
    written = written.replace(r"\ ", r"\s+").replace("'", "['’]")
    if code not in UNSPACED:
        written += r"(?!\w)"
    elif form.isascii():
        written = rf"(?<![A-Za-z]){written}(?![A-Za-z])"
    elif form[-1] in _DEPARTMENT:
        written += f"(?![{_OF_DEPARTMENT}])"
    return re.compile(written, 0 if form != form.lower() else re.IGNORECASE)


@functools.cache
def _ids(code: str) -> frozenset[str]:
    """What a language has a name for beyond doubt."""
    return frozenset(form.id for _, form in _index(code).forms if form.is_sure)
