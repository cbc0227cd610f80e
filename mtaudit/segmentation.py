"""Blocks cut into sentences, with nothing lost between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mtaudit.lang import Language, language
from mtaudit.model import SegmentKind
from mtaudit.readers.base import Block

_INITIAL = re.compile(r"(?:^|[\s(«“„])\w\.\s*$")
_LAST_WORD = re.compile(r"(\w+)\.\s*$")
_TAIL = 60  # characters; no abbreviation is as long


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without the white space around it, with its place.

    ``lead`` is the white space between the sentence before it in the same block and this one.
    """

    text: str
    lead: str = ""
    kind: SegmentKind = "text"
    paragraph: int = 0
    line: int | None = None


def split(blocks: Iterable[Block], lang: str | None) -> list[Sentence]:
    """The sentences of an article, in order.

    A piece without a letter or digit, such as a stray quotation mark and full stop, stays with
    the sentence before it; so does what follows an initial or an abbreviation. A headline is one
    sentence.
    """
    facts = language(lang)
    sentences: list[Sentence] = []
    for paragraph, block in enumerate(blocks):
        pieces = [block.text] if block.kind == "headline" else _pieces(block.text, facts)
        offset = end = 0
        for piece in pieces:
            text = piece.strip()
            start = offset + len(piece) - len(piece.lstrip())
            offset += len(piece)
            if text:
                line = None if block.line is None else block.line + block.text.count("\n", 0, start)
                lead = block.text[end:start] if end else ""
                sentences.append(Sentence(text, lead, block.kind, paragraph, line))
                end = start + len(text)
    return sentences


def _pieces(text: str, facts: Language) -> list[str]:
    from sentencex import segment  # noqa: PLC0415 - a compiled library, loaded when needed

    pieces: list[str] = []
    for piece in segment(facts.code if facts.code != "und" else "en", text):
        if pieces and (_has_no_word(piece) or _is_unfinished(pieces[-1], facts)):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _has_no_word(piece: str) -> bool:
    return not any(character.isalnum() for character in piece)


def _is_unfinished(piece: str, facts: Language) -> bool:
    """Whether the piece ends in an initial (``M.``) or an abbreviation rather than a full stop."""
    piece = piece.rstrip()[-_TAIL:]  # a search through a long word takes the square of its length
    if _INITIAL.search(piece):
        return True
    last = _LAST_WORD.search(piece)
    return last is not None and last[1] in facts.abbreviations
