"""Names that languages translate by their sense: offices, competitions, feasts, dynasties.

``data/names/translated.tsv`` has a name a row and a column a language. A form with "?" has other
senses, or stands for several names: it explains what the other text has, and shows nothing by
itself. "*" stands for up to five more letters.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mtaudit.rules.name_mentions import UNSPACED
from mtaudit.rules.name_support import Comparison, Orphan
from mtaudit.rules.name_tables import lines
from mtaudit.text.analysis import Analysis
from mtaudit.text.tokens import fold, words

_LIKELY = 0.9
_LONGEST_ENDING = 5
_BEGINNING = 3
_SHORT = 5
"""Letters up to which a word needs a capital to be a name (*the Fed*)."""


class Form(NamedTuple):
    """How a language writes what is called ``id``; where it is not sure, that may be another."""

    pattern: re.Pattern[str]
    id: str
    is_sure: bool


class Mention(NamedTuple):
    """What ``[start, end)`` of a text may name; sure if it can be nothing else."""

    start: int
    end: int
    ids: frozenset[str]
    is_sure: bool


def with_translated(names: Comparison, source: Analysis, translation: Analysis) -> Comparison:
    """The names without a counterpart, and those of the table if both texts have such."""
    new = _mentions(translation)
    old = _mentions(source) if new else ()
    if not old:
        return names
    common = _ids(source.language.code) & _ids(translation.language.code)
    lost, come = _unanswered(old, new, common), _unanswered(new, old, common)
    if not lost or not come:
        return names
    return Comparison(
        _joined(names.source, _orphans(source, lost)),
        _joined(names.translation, _orphans(translation, come)),
    )


def _unanswered(
    mine: Iterable[Mention], others: Iterable[Mention], common: frozenset[str]
) -> list[Mention]:
    """What is named beyond doubt, and nothing in the other text may stand for."""
    known = frozenset[str]().union(*(mention.ids for mention in others))
    return [
        mention
        for mention in mine
        if mention.is_sure and mention.ids <= common and known.isdisjoint(mention.ids)
    ]


def _orphans(analysis: Analysis, mentions: Iterable[Mention]) -> list[Orphan]:
    return [
        Orphan.of_characters(analysis, mention.start, mention.end, likely=_LIKELY, certain=False)
        for mention in mentions
    ]


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
        mention = _longest(analysis, start, [(m.end(), form) for m, form in matches if m])
        if mention:
            found.append(mention)
            free = mention.end
    return tuple(found)


def _longest(analysis: Analysis, start: int, matches: list[tuple[int, Form]]) -> Mention | None:
    end = max((end for end, _ in matches), default=start)
    written = analysis.text[start:end]
    if not written or (end - start <= _SHORT and written.islower()):
        return None
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
                self._stems[opening[:_BEGINNING]].append(form)
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
        if not self._stems and self._openings.keys().isdisjoint(analysis.folded_set):
            return
        for word, (start, _) in zip(analysis.folded, analysis.spans, strict=True):
            forms = self._openings.get(word, []) + self._stems.get(word[:_BEGINNING], [])
            if forms:
                yield start, forms


@functools.cache
def _index(code: str) -> _Index:
    return _Index(code)


def _forms(code: str) -> Iterator[tuple[str, Form]]:
    """A language's forms, each with its first word."""
    columns, *rows = (line.split("\t") for line in lines("translated.tsv"))
    if code not in columns:
        return
    for row in rows:
        for written in filter(None, row[columns.index(code)].lower().split("/")):
            form = written.rstrip("?")
            first = words(fold(form))[0]
            opening = f"{first}*" if form.startswith("*", len(first)) else first
            yield opening, Form(_pattern(form, code), row[0], written == form)


def _pattern(form: str, code: str) -> re.Pattern[str]:
    written = re.escape(form).replace(r"\*", rf"\w{{0,{_LONGEST_ENDING}}}").replace(r"\ ", r"\s")
    if code not in UNSPACED:
        return re.compile(written + r"(?!\w)", re.IGNORECASE)
    if form.isascii():
        written = rf"(?<![a-z]){written}(?![a-z])"
    return re.compile(written, re.IGNORECASE)


@functools.cache
def _ids(code: str) -> frozenset[str]:
    """What a language has a name for beyond doubt."""
    return frozenset(form.id for _, form in _index(code).forms if form.is_sure)
