"""Plain text: paragraphs, lines, and the headline above them."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mtaudit.readers.base import Block
from mtaudit.readers.encoding import split_lines

_WIDEST_WRAP = 120
_NARROWEST_WRAP = 40
_LONGEST_HEADLINE = 160
_MOST_HEADLINES = 3
_LABEL_WORDS = 4
_LIST_ITEM = re.compile(r"\s*(?:[-*+•–—]|\d{1,3}[.)])\s")
_CLOSERS = "\"'”’»“)]›」』 \t\u00a0\u202f"
_STOPS = ".。।．։:：;,，、"
_ENDS = ".!?…。！？।։؟"


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text.

    A blank line ends a paragraph, and every line of a paragraph is a block, unless its lines look
    wrapped at a common width: then the paragraph is one block that keeps its line ends.

    Short lines without a full stop before the first blank line are headlines, three at most. If
    all that stands there is a label of a few words, the lines after the blank line count too.
    """
    paragraphs = list(_paragraphs(text))
    blocks = [block for lines in paragraphs for block in _split(lines)]
    headlines = _count_headlines(blocks, paragraphs)
    return tuple(
        replace(block, kind="headline") if index < headlines else block
        for index, block in enumerate(blocks)
    )


def _paragraphs(text: str) -> Iterator[list[Block]]:
    """Runs of lines that are not blank, each line with its number."""
    lines: list[Block] = []
    for number, line in enumerate(split_lines(text), 1):
        if line.strip():
            lines.append(Block(line, line=number))
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _split(lines: list[Block]) -> list[Block]:
    if not _is_wrapped([line.text for line in lines]):
        return lines
    return [Block("\n".join(line.text for line in lines), line=lines[0].line)]


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether no line but the last could have taken the first word of the next.

    Lines that are all whole sentences, and items of a list, are not parts of one paragraph. Of
    two lines, the second must go on in the middle of a sentence.
    """
    width = max(len(line.rstrip()) for line in lines)
    if len(lines) < 2 or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return False
    pairs = list(itertools.pairwise(lines))
    if any(_LIST_ITEM.match(line) for line in lines[1:]):
        return False
    if any(len(line.rstrip()) + 1 + len(_first_word(after)) <= width for line, after in pairs):
        return False
    if len(lines) == 2:
        return not _ends(lines[0], _ENDS + ":") and lines[1].lstrip()[0].islower()
    return not all(_ends(line, _ENDS) for line in lines[:-1])


def _first_word(line: str) -> str:
    """What a wrapped line would have carried over: a word, or a character of a script without."""
    word = line.split(maxsplit=1)[0]
    return word[0] if unicodedata.east_asian_width(word[0]) in "WF" else word


def _count_headlines(blocks: Sequence[Block], paragraphs: Sequence[Sequence[Block]]) -> int:
    """How many leading blocks are headlines, given that text follows them."""
    candidates = len(paragraphs[0]) if paragraphs else 0
    if candidates == 1 and len(paragraphs) > 1 and _is_label(blocks[0].text):
        candidates += len(paragraphs[1])
    count = 0
    for block in blocks[: min(candidates, _MOST_HEADLINES, len(blocks) - 1)]:
        if not _looks_like_headline(block.text):
            break
        count += 1
    return count


def _looks_like_headline(text: str) -> bool:
    return (
        len(text.strip()) <= _LONGEST_HEADLINE
        and "\n" not in text
        and any(character.isalpha() for character in text)
        and (text.rstrip().endswith("...") or not _ends(text, _STOPS))
    )


def _is_label(text: str) -> bool:
    return len(text.split()) <= _LABEL_WORDS


def _ends(text: str, marks: str) -> bool:
    """Whether the last character, quotation marks and brackets aside, is one of ``marks``."""
    return text.rstrip(_CLOSERS).endswith(tuple(marks))
