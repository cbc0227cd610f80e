"""XML read element by element, without entities, network or external files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from lxml import etree  # type: ignore[import-untyped]

from mtaudit.errors import GlossaryError, UsageError
from mtaudit.lang.codes import normalise

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTITY = re.compile(rb"<!ENTITY")
_MEND = "repair the file, or export it again"


class Element(Protocol):
    """What the readers use of an element of lxml."""

    tag: Any
    text: str | None
    tail: str | None
    sourceline: int | None

    def get(self, key: str) -> str | None: ...  # noqa: D102 - lxml's

    def iter(self) -> Iterator[Element]: ...  # noqa: D102

    def __iter__(self) -> Iterator[Element]: ...  # noqa: D105

    def __len__(self) -> int: ...  # noqa: D105

    def getroottree(self) -> Any: ...  # noqa: ANN401, D102 - lxml has no types


def elements(
    data: bytes, path: Path, names: frozenset[str], roots: frozenset[str]
) -> Iterator[Element]:
    """The elements of some local names, each forgotten after use.

    Args:
        data: the file's content.
        path: the file, for errors.
        names: local names of the elements.
        roots: local names that the root may have.

    Raises:
        GlossaryError: not well-formed XML, another root, or declared entities.
    """
    root = None
    try:
        events = etree.iterparse(
            io.BytesIO(data),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for event, element in events:
            if root is None:
                root = element
                _check_root(element, data, path, roots)
            if event == "end" and local(element) in names:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        message = (error.msg or "no element found").split(", line ")[0]
        raise GlossaryError(
            f"not well-formed XML: {message}", path=str(path), line=line, remedy=_MEND
        ) from None


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: Element) -> str:
    """The text of an element and those inside it, white space made blanks.

    Elements that hold the codes of a layout (TMX) do not count.
    """
    return " ".join("".join(_texts(element)).split())


def language_of(element: Element, path: Path) -> str | None:
    """The language that an element states.

    Raises:
        GlossaryError: there is no such language.
    """
    code = element.get(_LANG) or element.get("lang")
    if not code or code == "*all*":
        return None
    try:
        return normalise(code)
    except UsageError as error:
        raise GlossaryError(str(error), path=str(path), line=line_of(element)) from None


def line_of(element: Element) -> int | None:
    """The line on which an element begins."""
    return element.sourceline


_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local(child) and local(child) not in _CODES:
            yield from _texts(child)
        yield child.tail or ""


def _check_root(element: Element, data: bytes, path: Path, roots: frozenset[str]) -> None:
    internal = element.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        match = _ENTITY.search(data)
        line = data.count(b"\n", 0, match.start()) + 1 if match else 1
        raise GlossaryError(
            "declares entities, which are not read",
            path=str(path),
            line=line,
            remedy="write the characters themselves",
        )
    if local(element) not in roots:
        raise GlossaryError(
            f"the root is <{local(element)}>",
            path=str(path),
            line=line_of(element),
            remedy=f"expected <{'> or <'.join(sorted(roots))}>",
        )
