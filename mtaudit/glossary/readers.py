"""Glossaries from CSV and TSV files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from mtaudit.errors import GlossaryError, MtauditError
from mtaudit.glossary.model import Glossary, Term
from mtaudit.lang.codes import normalise
from mtaudit.readers.encoding import read_text

COLUMNS = ("source", "target", "source_lang", "target_lang", "forbidden", "case_sensitive", "note")
"""The columns of a glossary file; ``source`` and ``target`` must be there, in any order."""

_ALTERNATIVES = "|"
_TRUE = frozenset({"yes", "true", "1"})


def read_glossary(path: Path) -> Glossary:
    """The terms of a CSV or TSV file with a header; ``|`` separates alternatives in a cell.

    Raises:
        GlossaryError: a column is missing or unknown, or a row cannot be read, with its line.
        InputError: the file is missing, empty or not text.
    """
    text = read_text(path)
    header, _, _ = text.partition("\n")
    delimiter = max("\t;,", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        _check_header(reader.fieldnames or (), path)
        terms = tuple(_term(row, path, reader.line_num) for row in reader)
    except csv.Error as error:
        raise GlossaryError(str(error), path=str(path), line=reader.line_num) from None
    return Glossary(terms)


def _check_header(names: object, path: Path) -> None:
    names = [str(name).strip() for name in names]  # type: ignore[attr-defined]
    place = {"path": str(path), "line": 1}
    for required in ("source", "target"):
        if required not in names:
            raise GlossaryError(
                f"no column {required!r} in the header",
                remedy=f"the columns are {', '.join(COLUMNS)}",
                **place,  # type: ignore[arg-type]
            )
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        raise GlossaryError(
            f"unknown column {unknown[0]!r}",
            remedy=f"the columns are {', '.join(COLUMNS)}",
            **place,  # type: ignore[arg-type]
        )


def _term(row: dict[str, str], path: Path, line: int) -> Term:
    if None in row:
        raise GlossaryError("more cells than columns", path=str(path), line=line)
    cells = {name.strip(): (value or "").strip() for name, value in row.items()}
    if not cells["source"]:
        raise GlossaryError("an empty source term", path=str(path), line=line)
    targets = _alternatives(cells["target"])
    forbidden = _alternatives(cells.get("forbidden", ""))
    if not targets and not forbidden:
        raise GlossaryError(
            f"{cells['source']!r} has neither a target nor a forbidden term",
            path=str(path),
            line=line,
        )
    try:
        source_lang = normalise(cells["source_lang"]) if cells.get("source_lang") else None
        target_lang = normalise(cells["target_lang"]) if cells.get("target_lang") else None
    except MtauditError as error:
        raise GlossaryError(str(error), path=str(path), line=line) from None
    return Term(
        source=cells["source"],
        targets=targets,
        source_lang=source_lang,
        target_lang=target_lang,
        forbidden=forbidden,
        case_sensitive=cells.get("case_sensitive", "").lower() in _TRUE,
        note=cells.get("note") or None,
        origin=path.name,
        line=line,
    )


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(_ALTERNATIVES) if part.strip())
