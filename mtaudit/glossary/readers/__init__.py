"""Files become glossaries, by the end of their names or else by their content."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from mtaudit.errors import GlossaryError, InputError
from mtaudit.glossary.model import Glossary
from mtaudit.glossary.readers.rows import COLUMNS
from mtaudit.readers.encoding import decode, read_bytes

Reader = Callable[[bytes, Path], Glossary]

FORMATS = {
    ".csv": "table",
    ".tsv": "table",
    ".txt": "table",
    ".tab": "table",
    ".tbx": "tbx",
    ".tbxm": "tbx",
    ".tmx": "tmx",
    ".json": "json",
}
"""The format by the end of a file's name."""

_ROOT = re.compile(rb"<(?:[\w-]+:)?(martif|tbx|tmx)\b")
_SNIFFED = 4096


def read_glossary(path: Path) -> Glossary:
    """The terms and concepts of a file: CSV, TSV, TBX, TMX, JSON or an export of Wikidata.

    Raises:
        GlossaryError: the file breaks its format, with its line and what to do.
        InputError: the file is missing, empty or not text.
    """
    if path.is_dir():
        raise InputError("is a folder, not a glossary", path=str(path))
    data = read_bytes(path)
    if not data.strip():
        raise InputError("empty file", path=str(path), remedy="there are no terms in it")
    return _reader(FORMATS.get(path.suffix.lower()) or _sniff(data))(data, path)


def _sniff(data: bytes) -> str:
    start = data[:_SNIFFED]
    root = _ROOT.search(start)
    if root is not None:
        return "tmx" if root[1] == b"tmx" else "tbx"
    return "json" if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{") else "table"


def _reader(name: str) -> Reader:
    return {"table": _read_table, "tbx": _read_tbx, "tmx": _read_tmx, "json": _read_json}[name]


def _read_table(data: bytes, path: Path) -> Glossary:
    from mtaudit.glossary.readers.table import parse  # noqa: PLC0415 - each loads its own parser

    start = data[:_SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"<?xml", b"<!DOCTYPE", b"<martif", b"<tbx", b"<tmx")):
        raise GlossaryError(
            "XML where a table is expected",
            path=str(path),
            line=1,
            remedy="name the file .tbx or .tmx",
        )
    return parse(decode(data, str(path)), path)


def _read_tbx(data: bytes, path: Path) -> Glossary:
    from mtaudit.glossary.readers.tbx import parse  # noqa: PLC0415

    return parse(data, path)


def _read_tmx(data: bytes, path: Path) -> Glossary:
    from mtaudit.glossary.readers.tmx import parse  # noqa: PLC0415

    return parse(data, path)


def _read_json(data: bytes, path: Path) -> Glossary:
    from mtaudit.glossary.readers.objects import parse  # noqa: PLC0415

    return parse(decode(data, str(path)), path)


__all__ = ["COLUMNS", "FORMATS", "read_glossary"]
