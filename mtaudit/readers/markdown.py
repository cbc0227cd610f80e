"""Markdown: what a reader of the rendered text sees, without code and comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mtaudit.model import SegmentKind
from mtaudit.readers import html
from mtaudit.readers.base import Block
from mtaudit.readers.encoding import unify_line_ends

_FRONT_MATTER = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>.*?)^(?P=fence)[ \t]*$", re.DOTALL | re.MULTILINE
)
_ENTRY = re.compile(r"(title|lang|language|locale)[ \t]*[:=][ \t]*(.*)")
_FOLDED = frozenset({">", ">-", ">+", "|", "|-", "|+"})
_COMMENT = re.compile(r"[ \t]+#.*$")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_HEADLINE_TAGS = frozenset({"h1"})


@dataclass(frozen=True, slots=True)
class _FrontMatter:
    """What the head of the file says; ``lines`` is its length."""

    title: Block | None = None
    lang: str | None = None
    lines: int = 0


def parse(source: str) -> html.Page:
    """The blocks of a Markdown text, the front matter's title first.

    Headings of the first level, and a heading with which the text begins, are headlines. List
    items, table cells and lines after a hard break are blocks of their own; raw HTML is read as
    HTML.
    """
    source = unify_line_ends(source)
    head = _front_matter(source)
    body = "\n".join(source.split("\n")[head.lines :])
    blocks = [] if head.title is None else [head.title]
    for block in _blocks(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)):
        placed = replace(block, line=None if block.line is None else block.line + head.lines)
        if not (blocks and head.title and placed.text == head.title.text):
            blocks.append(placed)
    return html.Page(tuple(blocks), head.lang)


def _blocks(tokens: Iterable[Token]) -> Iterator[Block]:
    kind: SegmentKind = "text"
    is_first = True
    line: int | None = None
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        if token.type == "heading_open":
            kind = "headline" if is_first or token.tag in _HEADLINE_TAGS else "text"
        elif token.type == "heading_close":
            kind = "text"
        elif token.type == "html_block":
            for block in html.parse(token.content).blocks:
                offset = (block.line or 1) - 1
                yield replace(block, line=None if line is None else line + offset)
                is_first = False
        elif token.type == "inline":
            for offset, text in _lines(token.children or ()):
                yield Block(text, kind, None if line is None else line + offset)
                is_first = False


def _lines(tokens: Iterable[Token]) -> Iterator[tuple[int, str]]:
    """The visible text of inline markup between hard breaks, each with its line's offset."""
    text = ""
    start = end = 0
    for token in tokens:
        if token.type == "hardbreak" or (
            token.type == "html_inline" and _BREAK.match(token.content)
        ):
            if text.strip():
                yield start, text
            end += token.type == "hardbreak"
            text, start = "", end
        else:
            piece = _visible(token)
            if token.type == "softbreak" and not text:
                start += 1
                piece = ""
            text += piece.lstrip(" ") if text.endswith(" ") else piece
            end += 1 if token.type == "softbreak" else token.content.count("\n")
    if text.strip():
        yield start, text


def _visible(token: Token) -> str:
    if token.type == "softbreak":
        return "\n"
    if token.type == "image":
        return "".join(_visible(child) for child in token.children or ())
    return "" if token.type == "html_inline" else token.content


def _front_matter(source: str) -> _FrontMatter:
    """The title and the language that a YAML or TOML head gives."""
    match = _FRONT_MATTER.match(source)
    if match is None:
        return _FrontMatter()
    lines = match["body"].split("\n")
    entries: dict[str, tuple[str, int]] = {}
    for index, line in enumerate(lines):
        entry = _ENTRY.match(line)
        if entry and entry[1] not in entries:
            entries[entry[1]] = (_scalar(entry[2], lines[index + 1 :]), index + 2)
    title, number = entries.get("title", ("", 0))
    stated = (entries[key][0] for key in ("lang", "language", "locale") if key in entries)
    return _FrontMatter(
        title=Block(title, "headline", number) if title.strip() else None,
        lang=next(stated, None) or None,
        lines=source.count("\n", 0, match.end()) + 1,
    )


def _scalar(value: str, following: Iterable[str]) -> str:
    """A string as YAML or TOML writes it: quoted, plain, or folded over the lines below."""
    value = value.strip(" \t")
    if value in _FOLDED:
        folded = []
        for line in following:
            if line.strip() and not line.startswith((" ", "\t")):
                break
            folded.append(line.strip(" \t"))
        return " ".join(folded).strip(" ")
    if value.startswith('"'):
        return _double_quoted(value)
    if value.startswith("'"):
        closing = re.match(r"'((?:[^']|'')*)'", value)
        return closing[1].replace("''", "'") if closing else value
    return _COMMENT.sub("", value)


def _double_quoted(value: str) -> str:
    try:
        text, _ = json.JSONDecoder(strict=False).raw_decode(value)
    except ValueError:
        return value.strip('"')
    return str(text)
