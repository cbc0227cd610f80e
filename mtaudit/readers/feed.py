"""RSS and Atom: every entry is an article."""

from __future__ import annotations

import html as entities
import io
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mtaudit.errors import InputError
from mtaudit.readers import html, text
from mtaudit.readers.base import Article, Block
from mtaudit.readers.encoding import unify_line_ends

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_ENTRY = re.compile(r"<(?:[\w-]+:)?(?:item|entry)[\s>]")
_CLOSED = re.compile(
    r"</(?:rss|feed|(?:[\w-]+:)?RDF|channel)\s*+>\s*+(?:(?><!--.*?-->)\s*+)*+$",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TYPES = ("html", "xml")
_FIRST_WORDS = re.compile(r"[\w ]{3,24}")
_TAIL = 2000


def parse(source: str, path: str) -> tuple[Article, ...]:
    """The entries of a feed, in its order.

    An article is the entry's title, a headline, and its content, or its summary if there is no
    content. Its id is the entry's own id, else its link, else its title.

    Raises:
        InputError: the text is no feed, is cut off, or has no entries.
    """
    import feedparser  # noqa: PLC0415 - takes longer to load than most files to read

    source = unify_line_ends(source)
    parsed = feedparser.parse(
        io.BytesIO(_DECLARATION.sub("", source, count=1).encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    _check(parsed, source, path)
    lines = _entry_lines(source, len(parsed.entries))
    taken: set[str] = set()
    articles = [
        Article(
            id=_unique(_identity(entry, number), taken),
            path=path,
            blocks=_located(_blocks(entry), source, *lines[number - 1 : number + 1]),
            lang=_language(entry, parsed.feed),
        )
        for number, entry in enumerate(parsed.entries, 1)
    ]
    return tuple(article for article in articles if article.blocks)


def _check(parsed: Mapping[str, Any], source: str, path: str) -> None:
    if not parsed.get("version"):
        raise InputError("neither RSS nor Atom", path=path, remedy="no other XML is read")
    if parsed["bozo"] and not _CLOSED.search(source[-_TAIL:]):
        error = parsed["bozo_exception"]
        line = error.getLineNumber() if hasattr(error, "getLineNumber") else None
        raise InputError("the feed is cut off", path=path, line=line, remedy="fetch it again")
    if not parsed["entries"]:
        raise InputError("the feed has no entries", path=path, remedy="there is nothing to audit")


def _identity(entry: Mapping[str, Any], number: int) -> str:
    for key in ("id", "link", "title"):
        if str(entry.get(key) or "").strip():
            return str(entry[key]).strip()
    return f"entry-{number}"


def _unique(identity: str, taken: set[str]) -> str:
    """The id, with a number behind it if an entry above has the same."""
    tries = itertools.chain([identity], (f"{identity}-{number}" for number in itertools.count(2)))
    found = next(each for each in tries if each not in taken)
    taken.add(found)
    return found


def _language(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str | None:
    details = [
        entry.get("title_detail"),
        *(entry.get("content") or ()),
        entry.get("summary_detail"),
    ]
    stated = [detail["language"] for detail in details if detail and detail.get("language")]
    return next(iter(stated), None) or feed.get("language") or None


def _blocks(entry: Mapping[str, Any]) -> Iterator[Block]:
    title = " ".join(block.text for block in _parsed(entry.get("title_detail")))
    if title:
        yield Block(title, "headline")
    content = [part for part in entry.get("content") or () if str(part.get("value") or "").strip()]
    for block in _parsed(content[0] if content else entry.get("summary_detail")):
        if not (block.kind == "headline" and block.text == title):
            yield block


def _parsed(detail: Mapping[str, Any] | None) -> Sequence[Block]:
    """The blocks of a title or a content, by its declared type."""
    if not detail:
        return ()
    value = str(detail.get("value") or "")
    is_html = str(detail.get("type") or "").endswith(_HTML_TYPES)
    if is_html and "<" in value:
        return html.parse(value).blocks
    lines = text.blocks_of(entities.unescape(value) if is_html else value)
    return [replace(block, kind="text") for block in lines]


def _entry_lines(source: str, count: int) -> list[tuple[int, int]]:
    """Where each entry begins, as offset and line; empty if they cannot be told apart."""
    starts = [match.start() for match in _ENTRY.finditer(source)]
    if len(starts) != count:
        return []
    lines = []
    line, position = 1, 0
    for start in starts:
        line += source.count("\n", position, start)
        position = start
        lines.append((start, line))
    return lines


def _located(
    blocks: Iterator[Block],
    source: str,
    begin: tuple[int, int] | None = None,
    end: tuple[int, int] | None = None,
) -> tuple[Block, ...]:
    """The blocks with the lines on which their first words stand, else the line of the entry."""
    if begin is None:
        return tuple(replace(block, line=None) for block in blocks)
    located = []
    position, line = begin
    limit = end[0] if end else len(source)
    for block in blocks:
        words = _FIRST_WORDS.search(block.text)
        found = source.find(words[0], position, limit) if words else -1
        if found >= 0:
            line += source.count("\n", position, found)
            position = found
        located.append(replace(block, line=line))
    return tuple(located)
