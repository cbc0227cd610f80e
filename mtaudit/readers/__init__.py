"""Files become articles, or documents that came in pairs."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Callable
from pathlib import Path, PurePath

from mtaudit.errors import InputError
from mtaudit.readers.base import Article, Reading
from mtaudit.readers.encoding import decode, read_bytes

_FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".tsv": "tsv",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
}

_PAIRS = tuple(suffix for suffix, name in _FORMATS.items() if name in {"jsonl", "tsv"})

PAIR_SUFFIXES = (*_PAIRS, *(f"{suffix}.gz" for suffix in _PAIRS))
"""The ends of the names of files whose rows hold a translation with its source."""

SUFFIXES = tuple(dict.fromkeys((*_FORMATS, *PAIR_SUFFIXES)))
"""The ends of the names of all files that are read from a folder."""

_OTHER_FORMATS = {
    ".csv": "CSV is not read",
    ".json": "JSON is not read",
    ".po": "PO is not read",
    ".tmx": "TMX is not read",
    ".xlf": "XLIFF is not read",
    ".xliff": "XLIFF is not read",
}
_CONVERT = "convert it to JSON Lines: one object with source and translation a line"

_HTML_START = re.compile(
    r"\s*(?:(?><!--.*?-->)\s*+|<\?xml[^>]*+>\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|article|main|div|section|h[1-6]|p|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED_START = re.compile(
    r"\s*(?:(?><!--.*?-->)\s*+|<(?:\?|!(?!--))[^>]*+>\s*+|\]>\s*+)*+<(?:rss|feed|(?:[\w-]+:)?RDF)\b",
    re.DOTALL,
)
_MARKDOWN_START = re.compile(r"\s*(?:---[ \t]*\r?\n\w[\w-]*:|#{1,6} \S)")
_SNIFFED = 4000
_LARGEST = 2**30


def read(path: Path) -> Reading:
    """Read one file, by the end of its name, or by its content where the name says nothing.

    Raises:
        InputError: the file cannot be opened, is empty, is not text, or breaks its format; with
            path, line and remedy.
    """
    name = path.name.lower()
    if path.is_dir():
        raise InputError("is a folder, not a file", path=str(path))
    suffix = next((known for known in SUFFIXES if name.endswith(known)), None)
    if suffix is None and path.suffix.lower() in _OTHER_FORMATS:
        raise InputError(_OTHER_FORMATS[path.suffix.lower()], path=str(path), remedy=_CONVERT)
    data = read_bytes(path)
    if suffix is not None and suffix.endswith(".gz"):
        data = _unpacked(data, str(path))
        suffix = suffix.removesuffix(".gz")
    text = decode(data, str(path))
    format_ = sniff(text) if suffix is None else _FORMATS[suffix]
    return _READERS[format_](text, str(path))


def read_stdin(data: bytes, name: str = "<stdin>") -> Reading:
    """Read what came on standard input; its content tells the format.

    Raises:
        InputError: the data is empty, is not text, or breaks its format.
    """
    text = decode(data, name)
    return _READERS[sniff(text)](text, name)


def sniff(text: str) -> str:
    """The format of a text by its beginning: jsonl, tsv, feed, html, markdown or text."""
    start = text[:_SNIFFED]
    first = start.lstrip().split("\n", 1)[0]
    if _is_json_object(text.lstrip().split("\n", 1)[0]):
        return "jsonl"
    if "\t" in first and "translation" in (name.strip() for name in first.split("\t")):
        return "tsv"
    if _FEED_START.match(start):
        return "feed"
    if _HTML_START.match(start):
        return "html"
    return "markdown" if _MARKDOWN_START.match(start) else "text"


def _is_json_object(line: str) -> bool:
    """Whether the line is a JSON object, or one broken off or misspelt."""
    if not re.match(r"\{\s*\"", line):
        return False
    try:
        json.loads(line)
    except ValueError:
        return "translation" in line
    except RecursionError:
        return True
    return True


def _unpacked(data: bytes, path: str) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            unpacked = file.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"not a whole gzip file: {error}", path=path) from None
    if len(unpacked) > _LARGEST:
        raise InputError("holds more than 1 GiB of text", path=path, remedy="split it")
    return unpacked


def stem(name: str) -> str:
    """A file's name without the suffix that tells its format."""
    suffix = next((known for known in SUFFIXES if name.lower().endswith(known)), "")
    return name.removesuffix(name[len(name) - len(suffix) :]) or name


def _read_text(text: str, path: str) -> Reading:
    from mtaudit.readers.text import blocks_of  # noqa: PLC0415 - each format loads its own parser

    return _article(Article(PurePath(path).name, path, blocks_of(text)))


def _read_markdown(text: str, path: str) -> Reading:
    from mtaudit.readers.markdown import parse  # noqa: PLC0415

    page = parse(text)
    return _article(Article(PurePath(path).name, path, page.blocks, page.lang))


def _read_html(text: str, path: str) -> Reading:
    from mtaudit.readers.html import parse  # noqa: PLC0415

    page = parse(text)
    return _article(Article(PurePath(path).name, path, page.blocks, page.lang))


def _read_feed(text: str, path: str) -> Reading:
    from mtaudit.readers.feed import parse  # noqa: PLC0415

    return Reading(articles=parse(text, path))


def _read_jsonl(text: str, path: str) -> Reading:
    from mtaudit.readers.pairs import parse_jsonl  # noqa: PLC0415

    return Reading(documents=parse_jsonl(text, path, stem(PurePath(path).name)))


def _read_tsv(text: str, path: str) -> Reading:
    from mtaudit.readers.pairs import parse_tsv  # noqa: PLC0415

    return Reading(documents=parse_tsv(text, path, stem(PurePath(path).name)))


def _article(article: Article) -> Reading:
    if not article.blocks:
        raise InputError("no text that a reader would see", path=article.path)
    return Reading(articles=(article,))


_READERS: dict[str, Callable[[str, str], Reading]] = {
    "text": _read_text,
    "markdown": _read_markdown,
    "html": _read_html,
    "feed": _read_feed,
    "jsonl": _read_jsonl,
    "tsv": _read_tsv,
}

__all__ = ["PAIR_SUFFIXES", "SUFFIXES", "read", "read_stdin", "sniff", "stem"]
