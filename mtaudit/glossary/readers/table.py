"""Glossaries from CSV and TSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from mtaudit.errors import GlossaryError
from mtaudit.glossary.model import Glossary, Term
from mtaudit.glossary.readers.rows import COLUMNS, Row, check_columns

_HEADERLESS = 2  # columns of a table that has no header: source and target
_LONGEST_CELL = 2**20


def parse(text: str, path: Path) -> Glossary:
    """The terms of a table; ``|`` separates alternatives in a cell.

    The delimiter is told from the first line. A table of two columns needs no header.

    Raises:
        GlossaryError: a column is missing or unknown, or a row cannot be read, with its line.
    """
    csv.field_size_limit(_LONGEST_CELL)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max("\t;,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = ((reader.line_num, row) for row in reader)
    try:
        return Glossary(tuple(_terms(rows, path)))
    except csv.Error as error:
        remedy = "a quotation mark in a cell is written twice, and the cell in quotation marks"
        raise GlossaryError(
            f"not a table: {error}", path=str(path), line=reader.line_num, remedy=remedy
        ) from None


def _terms(rows: Iterable[tuple[int, list[str]]], path: Path) -> Iterator[Term]:
    """The terms of rows, which come with the line that they end on."""
    names: list[str] = []
    begin = 1
    for end, cells in rows:
        line, begin = begin, end + 1
        if not any(cell.strip() for cell in cells):
            continue
        if not names:
            names = _header(cells, path, line)
            if names:
                continue
            names = ["source", "target"]
        extra = [cell for cell in cells[len(names) :] if cell.strip()]
        if extra:
            raise GlossaryError(
                "more cells than columns",
                path=str(path),
                line=line,
                remedy="put a cell that holds the delimiter in quotation marks",
            )
        yield Row(dict(zip(names, cells, strict=False)), path, line).term()


def _header(cells: list[str], path: Path, line: int) -> list[str]:
    """The columns' names; none where the first line is a pair of terms."""
    names = [cell.strip().lower().replace(" ", "_") for cell in cells]
    known = [name for name in names if name in COLUMNS]
    if not known and len(names) == _HEADERLESS:
        return []
    for required in ("source", "target"):
        if required not in names:
            raise GlossaryError(
                f"no column {required!r} in the header",
                path=str(path),
                line=line,
                remedy=f"the columns are {', '.join(COLUMNS)}",
            )
    while names and not names[-1]:
        names.pop()
    check_columns(names, path, line)
    return names
