"""Wrong renderings by direction: ``rules/data/calques/SOURCE-TARGET.tsv``.

``mul-TARGET.tsv`` is for renderings that go wrong whatever the source language. The columns:

========  ==================================================================================
kind      ``friend`` (a word that looks alike), ``calque`` (a turn of phrase carried over) or
          ``phrase`` (a set phrase that lost or changed one of its words)
strength  ``alone``: wrong in any well-edited text; ``source``: wrong only for this source
severity  ``minor`` or ``major``
wrong     shapes (see ``text.shapes``) of the rendering, separated by ``;``
right     what to write, the usual one first, separated by ``;``
source    shapes of which the source has one, the one to name to a person first
unless    shapes in the source that the rendering may stand for rightly
example   ``source => translation``, or the translation alone
note      why, where the message does not say enough
========  ==================================================================================

``words.tsv`` has the classes of words that shapes name.
"""

from __future__ import annotations

import csv
import functools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal, cast

from mtaudit.mqm import Severity
from mtaudit.text.analysis import Analysis
from mtaudit.text.shapes import Classes, Shape
from mtaudit.text.tokens import fold_phrase

Kind = Literal["friend", "calque", "phrase"]
_ANY = "mul"
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the tables, for the columns of which see the module."""

    language: str
    kind: Kind
    alone: bool
    severity: Severity
    wrong: tuple[Shape, ...]
    right: tuple[str, ...]
    source: tuple[Shape, ...]
    unless: tuple[Shape, ...]
    example: str
    note: str

    def fits_source(self, text: str) -> bool:
        """Whether the source has what misleads, and nothing that justifies the rendering."""
        text = unicodedata.normalize("NFC", text)
        if self.source and not any(shape.stands_in(text) for shape in self.source):
            return False
        return not any(shape.stands_in(text) for shape in self.unless)

    def is_answered(self, text: Analysis, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether one of the right renderings stands elsewhere in the translation as well.

        Of short words such as "for", this cannot be said.
        """
        wrong = list(spans)
        words = [
            word
            for word, (start, end) in zip(text.folded, text.spans, strict=True)
            if not any(a < end and start < b for a, b in wrong)
        ]
        return any(
            all(any(word.startswith(start) for word in words) for start in _beginnings(rendering))
            for rendering in self.right
            if len(rendering) > _SHORT
        )

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the half-open spans of the wrong rendering."""
        end = 0
        for start, stop in sorted(span for shape in self.wrong for span in shape.find(text)):
            if start >= end:
                yield start, stop
                end = stop


class CalqueIndex:
    """Entries by the words without which they cannot occur, ``words``."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._by_word: dict[str, list[Entry]] = {}
        for entry in entries:
            for word in {anchor for shape in entry.wrong for anchor in shape.anchors}:
                self._by_word.setdefault(word, []).append(entry)
        self.words = frozenset(self._by_word)

    def among(self, words: frozenset[str]) -> list[Entry]:
        """The entries that may occur among the folded words of a text, each once."""
        hits = words & self.words
        if not hits:
            return []
        return list({id(e): e for word in sorted(hits) for e in self._by_word[word]}.values())


@functools.cache
def index(kind: Kind, source: str, target: str) -> CalqueIndex:
    """The entries of a kind for a direction.

    Where the source language is not known, they are those of any direction that are wrong alone.
    """
    entries = directions().get((_ANY, target), ())
    if (source, target) in directions():
        entries += directions()[source, target]
    elif source == "und":
        entries += tuple(
            entry
            for (language, into), those in directions().items()
            for entry in those
            if into == target and language != _ANY and entry.alone
        )
    return CalqueIndex(tuple(entry for entry in entries if entry.kind == kind))


@functools.cache
def directions() -> dict[tuple[str, str], tuple[Entry, ...]]:
    """All entries by source and target language."""
    tables = {}
    for file in sorted(_folder().iterdir(), key=lambda file: file.name):
        source, _, target = file.name.removesuffix(".tsv").partition("-")
        if target and file.name.endswith(".tsv"):
            tables[source, target] = tuple(_entry(source, row) for row in _rows(file))
    return tables


def _folder() -> Traversable:
    return resources.files("mtaudit.rules").joinpath("data", "calques")


def _rows(file: Traversable) -> Iterator[dict[str, str]]:
    lines = [line for line in file.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")


@functools.cache
def _classes() -> Classes:
    rows = _rows(_folder().joinpath("words.tsv"))
    return {row["name"]: tuple(row["words"].split("/")) for row in rows}


def _entry(language: str, row: dict[str, str]) -> Entry:
    return Entry(
        language=language,
        kind=cast("Kind", row["kind"]),
        alone=row["strength"] == "alone",
        severity=Severity(row["severity"]),
        wrong=_shapes(row["wrong"]),
        right=_parts(row["right"]),
        source=_shapes(row["source"]),
        unless=_shapes(row["unless"]),
        example=row["example"],
        note=row["note"],
    )


def _shapes(cell: str) -> tuple[Shape, ...]:
    return tuple(Shape(part, _classes()) for part in _parts(cell))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _beginnings(rendering: str) -> list[str]:
    """What all forms of the words of a rendering begin with."""
    return [
        word if len(word) < 5 else word[: max(4, len(word) - 2)] for word in fold_phrase(rendering)
    ]
