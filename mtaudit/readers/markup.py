"""HTML source prepared for a parser that tells no positions and trusts its input.

The parser's tree has no line numbers, so every run of text gets its line written in front of it,
between two characters that the page does not use. Formatting tags are renamed, as those that are
never closed multiply in every later paragraph, and elements nested beyond reason are opened no
further, as the parser's time grows with the square of the depth.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass


def names(words: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(words.split())


VOID = names("area base br col embed frame hr img input link meta param source track wbr")
RENAMED = "x-"
"""Prefix of the names of renamed formatting elements."""

_FORMATTING = names("a b big code em font i nobr s small strike strong tt u")
_CLOSED_BY_NEXT = names(
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup caption rp rt html head body"
)
_TABLE = names("table caption thead tbody tfoot tr td th")
_BORDERS = names("table caption td th applet marquee object select template")
_STRUCTURE = (
    _CLOSED_BY_NEXT
    | _BORDERS
    | names(
        "address article aside blockquote button center details dir div dl fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup listing main menu nav ol pre search "
        "section select summary ul"
    )
)
_DEEPEST = 500
_FARTHEST = 2000
_LONGEST_ATTRIBUTES = 4000
_NEEDED = (
    "hidden",
    "aria-hidden",
    "style",
    "open",
    "lang",
    "xml:lang",
    "type",
    "alt",
    "value",
    "placeholder",
)
_ATTRIBUTE = re.compile(r"([^\s=/>\"']++)(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"']++))?")
_SHOWN = frozenset({"img", "input"})
_SHOWN_ATTRIBUTE = re.compile(r"(?<=\s)(?:alt|value|placeholder)\s*=\s*[\"']?", re.IGNORECASE)
_NONCHARACTERS = [chr(code) for code in range(0xFDD0, 0xFDF0)]

_TOKEN = re.compile(
    r"<!--(?>-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<unseen>script|style|noscript|iframe|noembed|noframes|xmp)\b[^>]*+>"
    r".*?(?:</(?P=unseen)\b[^>]*+(?:>|\Z)|\Z)"
    r"|(?P<open><(?P<verbatim>title|textarea)\b[^>]*+>)"
    r"(?P<content>.*?)(?P<close></(?P=verbatim)\b[^>]*+(?:>|\Z)|\Z)"
    r"|<(?P<slash>/?)(?P<name>[a-z][^\s/>]*+)"
    r"(?P<rest>(?>=\s*+\"[^\"]*+(?:\"|\Z)|=\s*+'[^']*+(?:'|\Z)|[^>])*+(?:>|\Z))"
    r"|<[!?/][^>]*+(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_EMPTY_IN_XML = re.compile(
    r"<(?:script|style|noscript|iframe|title|textarea)\b[^<>]*/>", re.IGNORECASE
)
_FIRST_VISIBLE = re.compile(r"[^ \t\n\r\f]")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Source to parse, and the two characters around the line numbers in its text.

    ``marks`` is ``None`` if the page leaves no characters free; then there are no line numbers.
    """

    source: str
    marks: tuple[str, str] | None


def prepare(source: str, *, is_xml: bool = False) -> Prepared:
    r"""Mark the lines of the text in HTML and make its parse safe.

    Args:
        source: HTML with ``\n`` line ends.
        is_xml: whether any element may be closed by ``/>``, as in XHTML.
    """
    free = [character for character in _NONCHARACTERS if character not in source][:2]
    marks = (free[0], free[1]) if len(free) == 2 else None
    if is_xml:
        source = _EMPTY_IN_XML.sub(lambda match: "\n" * match[0].count("\n"), source)
    return Prepared("".join(_rewrite(source, marks, is_xml=is_xml)), marks)


def _rewrite(source: str, marks: tuple[str, str] | None, *, is_xml: bool) -> Iterator[str]:
    tags = _Tags(is_xml)
    position = 0
    line = 1
    for match in _TOKEN.finditer(source):
        yield _with_line(source[position : match.start()], line, marks)
        line += source.count("\n", position, match.start())
        if match["name"]:
            name = match["name"].lower()
            tag = tags.rewrite(name, match["rest"], closing=bool(match["slash"]))
            yield _with_line_in_attributes(tag, line, marks) if name in _SHOWN else tag
        elif match["verbatim"]:
            before = match["open"].count("\n")
            yield match["open"] + _with_line(match["content"], line + before, marks)
            yield match["close"]
        elif not match["unseen"]:
            yield match[0]
        line += match[0].count("\n")
        position = match.end()
    yield _with_line(source[position:], line, marks)


class _Tags:
    """Tags as they go to the parser, and the elements that they leave open in it."""

    def __init__(self, is_xml: bool) -> None:
        self._is_xml = is_xml
        self._open: list[str] = []
        self._count: Counter[str] = Counter()
        self._depth = 0

    def rewrite(self, name: str, rest: str, *, closing: bool) -> str:
        """The tag under its new name; nothing for an element that would be too deep."""
        renamed = RENAMED + name if name in _FORMATTING else name
        if closing:
            self._close(name)
            return f"</{renamed}>"
        is_empty = name in VOID or (self._is_xml and rest.endswith("/>"))
        if not is_empty and self._depth + _weight(name) > _DEEPEST:
            return ""
        if len(rest) > _LONGEST_ATTRIBUTES:
            rest = _needed_attributes(rest)
        if is_empty:
            return f"<{renamed}{rest}" if name in VOID else f"<{renamed}{rest}</{renamed}>"
        self._open.append(name)
        self._count[name] += 1
        self._depth += _weight(name)
        return f"<{renamed}{rest}"

    def _close(self, name: str) -> None:
        """Close an element and all in it, if the parser would find it from where it stands."""
        if not self._count[name]:
            return
        borders = _BORDERS if name not in _TABLE else frozenset()
        for index in range(len(self._open) - 1, max(-1, len(self._open) - _FARTHEST), -1):
            inner = self._open[index]
            if inner == name:
                for closed in self._open[index:]:
                    self._count[closed] -= 1
                    self._depth -= _weight(closed)
                del self._open[index:]
                return
            if inner in borders or (name not in _STRUCTURE and inner in _STRUCTURE):
                return


def _weight(name: str) -> int:
    """How much deeper an element takes the parser; nothing if the next of its kind closes it."""
    return name not in _CLOSED_BY_NEXT


def _needed_attributes(rest: str) -> str:
    """The end of a tag with the attributes that a reader of the page would notice.

    The parser compares every attribute with every other.
    """
    found = {match[1].lower(): match[0] for match in _ATTRIBUTE.finditer(rest)}
    return "".join(f" {found[name]}" for name in _NEEDED if name in found) + ">"


def _with_line_in_attributes(tag: str, line: int, marks: tuple[str, str] | None) -> str:
    """A tag with its line in the attributes of which a browser shows the text."""
    if marks is None:
        return tag
    return _SHOWN_ATTRIBUTE.sub(lambda match: f"{match[0]}{marks[0]}{line}{marks[1]}", tag)


def _with_line(text: str, line: int, marks: tuple[str, str] | None) -> str:
    """A run of text with its line before its first visible character."""
    visible = _FIRST_VISIBLE.search(text)
    if visible is None or marks is None:
        return text
    start = visible.start()
    line += text.count("\n", 0, start)
    return f"{text[:start]}{marks[0]}{line}{marks[1]}{text[start:]}"
