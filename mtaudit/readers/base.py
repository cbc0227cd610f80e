"""What readers return: articles in one language, and documents already paired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mtaudit.model import Document, SegmentKind


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or other run of text that sentences do not cross.

    ``text`` is verbatim but for the line's end; ``line`` is its 1-based line in the file.
    """

    text: str
    kind: SegmentKind = "text"
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A text in one language, before pairing and segmentation.

    ``lang`` is what the file itself says (an HTML ``lang``, a feed's language), if anything.
    """

    id: str
    path: str
    blocks: tuple[Block, ...]
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of one file: articles to be paired, or documents that came in pairs."""

    articles: tuple[Article, ...] = ()
    documents: tuple[Document, ...] = ()


Reader = Callable[[Path], Reading]
"""Reads one file; raises ``InputError`` with path, line and remedy."""
