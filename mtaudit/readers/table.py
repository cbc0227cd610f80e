"""Tab-separated tables with a header; a quotation mark is a character like any other."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mtaudit.errors import InputError
from mtaudit.readers.encoding import split_lines


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line by column, without the empty ones.

    A column that the header names several times has several values.
    """

    line: int
    cells: dict[str, tuple[str, ...]]

    def get(self, column: str) -> str | None:
        """The first value of a column."""
        values = self.cells.get(column)
        return values[0] if values else None


def read_rows(
    text: str, path: str, *, required: str, repeated: Collection[str] = ()
) -> Iterator[Row]:
    """The rows of a table.

    Args:
        text: the content of the file.
        path: what errors call it.
        required: the column that must be there.
        repeated: columns of which there may be several.

    Raises:
        InputError: the header lacks the required column or repeats another, or a row has more or
            fewer cells than the header.
    """
    lines = split_lines(text)
    header = [name.strip() for name in lines[0].split("\t")]
    check_header(header, path, required, repeated)
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            yield Row(number, _cells(header, line.split("\t"), path, number))


def check_header(header: list[str], path: str, required: str, repeated: Collection[str]) -> None:
    """Raise ``InputError`` for a column that is missing or stands twice."""
    if required not in header:
        near = difflib.get_close_matches(required, header, 1)
        remedy = f"did you mean {required!r} by {near[0]!r}?" if near else None
        raise InputError(
            f"no column {required!r} in the header",
            path=path,
            line=1,
            remedy=remedy or f"it has {', '.join(repr(name) for name in header[:8])}",
        )
    for index, name in enumerate(header):
        if name and name in header[:index] and name not in repeated:
            raise InputError(
                f"column {index + 1}: {name!r} stands twice in the header", path=path, line=1
            )


def _cells(
    header: list[str], values: list[str], path: str, line: int
) -> dict[str, tuple[str, ...]]:
    if len(values) != len(header):
        column = min(len(values), len(header)) + 1
        name = f" ({header[column - 1]})" if column <= len(header) else ""
        raise InputError(
            f"column {column}{name}: the header has {len(header)} columns, this row {len(values)}",
            path=path,
            line=line,
            remedy="cells cannot contain a tab or a line break",
        )
    cells: dict[str, tuple[str, ...]] = {}
    for name, value in zip(header, values, strict=True):
        if value:
            cells[name] = (*cells.get(name, ()), value)
    return cells
