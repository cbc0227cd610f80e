"""HTML: what a reader of the page would see, with its furniture.

Navigation, cookie banners, captions and footers stay in, as their leaking into an article is one
of the things to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mtaudit.model import SegmentKind
from mtaudit.readers.base import Block
from mtaudit.readers.encoding import unify_line_ends
from mtaudit.readers.markup import RENAMED, VOID, names, prepare

_BLOCKS = names(
    "address article aside blockquote body br button caption center dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html input "
    "legend li listing main menu nav ol option p pre search section summary table tbody td "
    "textarea tfoot th thead tr ul"
)
_UNSEEN = names(
    "audio canvas datalist head iframe object rp script select style svg template title video"
)
_PREFORMATTED = frozenset({"pre", "listing", "textarea"})
_LINK = RENAMED + "a"
_TEXT = "-text"
_BUTTONS = frozenset({"submit", "button", "reset"})

_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
_SPACES = " \t\n\r\f"
_HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
_XML = re.compile(
    r"\s*<\?xml\b|\s*<!DOCTYPE\s+html\s+PUBLIC\s+[\"']-//W3C//DTD XHTML", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Page:
    """The visible text of an HTML document and the language that it declares."""

    blocks: tuple[Block, ...]
    lang: str | None = None


def parse(source: str) -> Page:
    """The blocks of a page, its title first, and the language of its ``html`` element.

    An ``h1`` is a headline unless it repeats the title; then it is left out. Entities are decoded
    once. White space collapses as in a browser; no-break and thin spaces stay.
    """
    prepared = prepare(unify_line_ends(source), is_xml=_XML.match(source) is not None)
    tree = LexborHTMLParser(prepared.source)
    collector = _Collector(prepared.marks)
    title = tree.css_first("title")
    if title is not None and title.parent is not None and title.parent.tag == "head":
        collector.begin("headline")
        _feed_text(title, collector)
        collector.end()
    titles = {block.text for block in collector.blocks}
    if tree.body is not None:
        _walk(tree.body, collector)
    blocks = [
        block
        for index, block in enumerate(collector.described())
        if not (index and block.kind == "headline" and block.text in titles)
    ]
    return Page(tuple(blocks), _language(tree))


def _language(tree: LexborHTMLParser) -> str | None:
    attributes = tree.root.attributes if tree.root is not None else {}
    declared = attributes.get("lang") or attributes.get("xml:lang") or ""
    return declared.strip() or None


def _walk(root: LexborNode, collector: _Collector) -> None:
    """Feed the visible text below ``root`` to the collector, without recursion."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    navigation = 0
    while stack:
        node, is_left = stack.pop()
        tag = node.tag or ""
        if tag == _TEXT:
            collector.add(node.text_content or "")
            continue
        is_block = tag in _BLOCKS or (tag == _LINK and navigation > 0)
        if is_left:
            navigation -= tag == "nav"
            collector.leave(tag, is_block=is_block)
            continue
        if tag in _UNSEEN or tag[:1] in "-!" or _is_hidden(node):
            continue
        navigation += tag == "nav"
        collector.enter(tag, is_block=is_block)
        if tag in VOID:
            _replaced(node, tag, collector)
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(list(_children(node))))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _feed_text(node: LexborNode, collector: _Collector) -> None:
    for child in _children(node):
        collector.add(child.text_content or "")


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return node.tag == "dialog"
    return (
        "hidden" in attributes
        or (attributes.get("aria-hidden") or "").strip().lower() == "true"
        or _HIDING_STYLE.search(attributes.get("style") or "") is not None
        or (node.tag == "dialog" and "open" not in attributes)
    )


def _replaced(node: LexborNode, tag: str, collector: _Collector) -> None:
    """The text that a browser draws for an element without content."""
    attributes = node.attributes
    if tag == "img":
        collector.note(attributes.get("alt") or "")
    elif tag == "input":
        shown = "value" if attributes.get("type") in _BUTTONS else "placeholder"
        collector.add(attributes.get(shown) or "")


@dataclass(slots=True)
class _Collector:
    """Collapses text into blocks.

    ``marks`` stand around the line numbers in the text. Notes, which have no place in the line,
    become blocks of their own after the block in which they stand.
    """

    marks: tuple[str, str] | None
    blocks: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _notes: list[Block] = field(default_factory=list)
    _noted: set[int] = field(default_factory=set)
    _kind: SegmentKind = "text"
    _line: int | None = None
    _current: int | None = None
    _preformatted: int = 0
    _mark: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        if self.marks:
            self._mark = re.compile(f"{self.marks[0]}([0-9]+){self.marks[1]}")

    def enter(self, tag: str, *, is_block: bool) -> None:
        """An element begins."""
        if is_block:
            self.begin("headline" if tag == "h1" else "text")
        self._preformatted += tag in _PREFORMATTED

    def leave(self, tag: str, *, is_block: bool) -> None:
        """An element ends."""
        self._preformatted -= tag in _PREFORMATTED
        if is_block:
            self.end()

    def begin(self, kind: SegmentKind) -> None:
        """A block begins, and what was open ends."""
        self.end()
        self._kind = kind

    def end(self) -> None:
        """The open block ends."""
        text = _WHITE_SPACE.sub(" ", "".join(self._parts)).strip(" ")
        if text:
            self.blocks.append(Block(text, self._kind, self._line))
        for note in self._notes:
            self._noted.add(len(self.blocks))
            self.blocks.append(note)
        self._parts, self._notes = [], []
        self._kind, self._line = "text", None

    def note(self, text: str) -> None:
        """Text beside the line, such as an image's description."""
        text = _WHITE_SPACE.sub(" ", self._unmarked(text)).strip(" ")
        if text:
            self._notes.append(Block(text, line=self._current))

    def described(self) -> Iterator[Block]:
        """The blocks, without the notes that repeat what the page shows anyway."""
        shown = {block.text for index, block in enumerate(self.blocks) if index not in self._noted}
        for index, block in enumerate(self.blocks):
            if index not in self._noted or block.text not in shown:
                shown.add(block.text)
                yield block

    def add(self, text: str) -> None:
        """Text of the open block; in preformatted text every line is a block."""
        lines = text.split("\n") if self._preformatted else [text]
        for number, line in enumerate(lines):
            if number:
                kind = self._kind
                self.begin(kind)
                self._current = self._current and self._current + 1
            self._add_line(line)

    def _add_line(self, text: str) -> None:
        text = self._unmarked(text)
        if self._line is None and text.strip(_SPACES):
            self._line = self._current
        self._parts.append(text)

    def _unmarked(self, text: str) -> str:
        """The text without the mark of its line, which becomes the current one."""
        found = self._mark.search(text) if self._mark else None
        if found is None:
            return text
        self._current = int(found[1])
        return text[: found.start()] + text[found.end() :]
