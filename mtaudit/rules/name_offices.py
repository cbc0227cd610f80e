"""Public offices that stand in another's place: ministries, courts, parliaments, banks.

``data/names/offices.tsv`` has an office a row and a column a language. A form with "?" has other
senses, or stands for several offices: it explains what the other text names, and shows nothing by
itself. "*" stands for up to five more letters.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from mtaudit.rules.name_mentions import UNSPACED
from mtaudit.rules.name_support import Comparison, Orphan
from mtaudit.rules.name_tables import lines
from mtaudit.text.analysis import Analysis

_LIKELY = 0.9
_LONGEST_ENDING = 5
_BEGINNING = 3
_SHORT = 5
"""Letters up to which a single word needs a capital to be an office (*the Fed*)."""


class Form(NamedTuple):
    """What a language calls an office; where it is not sure, it may be another."""

    pattern: re.Pattern[str]
    id: str
    is_sure: bool


class Office(NamedTuple):
    """What ``[start, end)`` of a text may stand for; sure if it can be nothing else."""

    start: int
    end: int
    ids: frozenset[str]
    is_sure: bool


def with_offices(names: Comparison, source: Analysis, translation: Analysis) -> Comparison:
    """The names that have no counterpart, and the offices, where both texts have such."""
    new, old = _offices(translation), _offices(source)
    if not new or not old:
        return names
    common = _ids(source.language.code) & _ids(translation.language.code)
    lost, come = _unanswered(old, new, common), _unanswered(new, old, common)
    if not lost or not come:
        return names
    return Comparison(
        _joined(names.source, _orphans(source, lost)),
        _joined(names.translation, _orphans(translation, come)),
    )


def _joined(names: Iterable[Orphan], offices: list[Orphan]) -> tuple[Orphan, ...]:
    """The offices, and the names that are no parts of one."""
    others = (
        name
        for name in names
        if not any(name.start < office.end and office.start < name.end for office in offices)
    )
    return (*offices, *others)


def _unanswered(
    mine: Iterable[Office], others: Iterable[Office], common: frozenset[str]
) -> list[Office]:
    """The offices beyond doubt that nothing in the other text may stand for."""
    known = frozenset[str]().union(*(office.ids for office in others))
    return [
        office
        for office in mine
        if office.is_sure and office.ids <= common and known.isdisjoint(office.ids)
    ]


def _orphans(analysis: Analysis, offices: Iterable[Office]) -> list[Orphan]:
    return [
        Orphan.of_characters(analysis, office.start, office.end, likely=_LIKELY, certain=False)
        for office in offices
    ]


@functools.lru_cache(maxsize=4096)
def _offices(analysis: Analysis) -> tuple[Office, ...]:
    """What a text has of the table, left to right, the longest form at each place."""
    code = analysis.language.code
    forms, text = _forms(code), analysis.text.lower()
    if code in UNSPACED:
        places = ((start, text[start]) for start in range(len(text)))
    elif forms.keys().isdisjoint(word[:_BEGINNING] for word in analysis.folded_set):
        return ()
    else:
        places = (
            (start, word[:_BEGINNING])
            for word, (start, _) in zip(analysis.folded, analysis.spans, strict=True)
        )
    found: list[Office] = []
    free = 0
    for start, beginning in places:
        if start < free:
            continue
        office = _longest(
            analysis,
            start,
            [
                (match.end(), form)
                for form in forms.get(beginning, ())
                if (match := form.pattern.match(text, start))
            ],
        )
        if office:
            found.append(office)
            free = office.end
    return tuple(found)


def _longest(analysis: Analysis, start: int, matches: list[tuple[int, Form]]) -> Office | None:
    end = max((end for end, _ in matches), default=start)
    written = analysis.text[start:end]
    if not written or (end - start <= _SHORT and written.islower()):
        return None
    forms = [form for last, form in matches if last == end]
    return Office(
        start, end, frozenset(form.id for form in forms), all(form.is_sure for form in forms)
    )


@functools.cache
def _forms(code: str) -> dict[str, list[Form]]:
    """A language's forms by their beginning: a letter or three."""
    columns, *rows = (line.split("\t") for line in lines("offices.tsv"))
    if code not in columns:
        return {}
    beginning = 1 if code in UNSPACED else _BEGINNING
    found: dict[str, list[Form]] = defaultdict(list)
    for row in rows:
        for written in filter(None, row[columns.index(code)].lower().split("/")):
            form = written.rstrip("?")
            pattern = re.escape(form).replace(r"\*", rf"\w{{0,{_LONGEST_ENDING}}}")
            edge = "" if code in UNSPACED else r"(?!\w)"
            found[form[:beginning]].append(
                Form(re.compile(pattern.replace(r"\ ", r"\s") + edge), row[0], written == form)
            )
    return dict(found)


@functools.cache
def _ids(code: str) -> frozenset[str]:
    """The offices that a language has a name for beyond doubt."""
    return frozenset(form.id for forms in _forms(code).values() for form in forms if form.is_sure)
