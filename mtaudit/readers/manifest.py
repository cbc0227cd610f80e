"""A table that says which files belong together."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from mtaudit.errors import InputError, UsageError
from mtaudit.lang.codes import normalise
from mtaudit.readers.encoding import read_text, split_lines
from mtaudit.readers.table import Row, read_rows

COLUMNS = ("translation", "source", "references", "source_lang", "target_lang")
"""The columns of a manifest, of which only ``translation`` must be there."""

_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Entry:
    """One translation with what belongs to it; ``line`` is its row in the manifest."""

    translation: Path
    line: int
    source: Path | None = None
    references: tuple[Path, ...] = ()
    source_lang: str | None = None
    target_lang: str | None = None


def read_manifest(path: Path) -> tuple[Entry, ...]:
    """The rows of a manifest; their paths start at its folder, references part at ``;``.

    Raises:
        InputError: the file cannot be read, or a column or a cell is wrong, with its line.
    """
    text = read_text(path)
    _check_columns(split_lines(text)[0], path)
    entries = tuple(_entry(row, path) for row in read_rows(text, str(path), required=COLUMNS[0]))
    if not entries:
        raise InputError("no rows", path=str(path), remedy="each row names a translation")
    return entries


def _check_columns(header: str, path: Path) -> None:
    for number, name in enumerate((name.strip() for name in header.split("\t")), 1):
        if name not in COLUMNS:
            near = difflib.get_close_matches(name, COLUMNS, 1)
            remedy = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(COLUMNS)}"
            raise InputError(
                f"column {number}: unknown column {name!r}", path=str(path), line=1, remedy=remedy
            )


def _entry(row: Row, path: Path) -> Entry:
    folder = path.parent
    translation = row.get("translation")
    if not translation or not translation.strip():
        raise InputError("column translation: empty", path=str(path), line=row.line)
    source = (row.get("source") or "").strip()
    references = (part.strip() for part in (row.get("references") or "").split(_SEPARATOR))
    return Entry(
        translation=folder / translation.strip(),
        line=row.line,
        source=folder / source if source else None,
        references=tuple(folder / part for part in references if part),
        source_lang=_language(row, "source_lang", path),
        target_lang=_language(row, "target_lang", path),
    )


def _language(row: Row, column: str, path: Path) -> str | None:
    code = (row.get(column) or "").strip()
    if not code:
        return None
    try:
        return normalise(code)
    except UsageError as error:
        raise InputError(f"column {column}: {error}", path=str(path), line=row.line) from None
