"""Sentences with two right translations each, one close and one free, and each broken by hand.

In ``renderings.jsonl.gz`` (Apache-2.0, as the project), into English, written to train the
estimator on what people do: translate freely, put in a word that fits, leave out one that is hardly
missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.breaks import Broken, Span
from benchmarks.rows import Row, read_rows

_DATA = Path(__file__).with_name("renderings.jsonl.gz")
_SLACK = 3  # characters that may change beside what was added or dropped, as "a" to "an"


def read() -> list[Row]:
    """The rows: ``source``, its translations ``close`` and ``free``, ``added`` and ``dropped``.

    ``added`` is the close one with something put in, ``dropped`` the free one with something left
    out.
    """
    return read_rows(_DATA)


def translations(row: Row) -> Iterator[tuple[str, Broken | None]]:
    """Both translations of a row, each with how it was broken; ``None`` if too much differs."""
    yield row["close"], _added(row["close"], row["added"])
    yield row["free"], _dropped(row["free"], row["dropped"])


def _added(good: str, text: str) -> Broken | None:
    (start, end), gone = _difference(text, good)
    if start == end or gone[1] - gone[0] > _SLACK:
        return None
    return Broken(text, "added by hand", added=((start, end),))


def _dropped(good: str, text: str) -> Broken | None:
    (start, end), new = _difference(good, text)
    if start == end or new[1] - new[0] > _SLACK:
        return None
    return Broken(text, "dropped by hand", gap=new[0], lost=(start, end))


def _difference(longer: str, shorter: str) -> tuple[Span, Span]:
    """The words in which a text differs from a shorter one, and what differs in that."""
    least = min(len(longer), len(shorter))
    start = next((i for i in range(least) if longer[i] != shorter[i]), least)
    rest = least - start
    tail = next((i for i in range(rest) if longer[-1 - i] != shorter[-1 - i]), rest)
    end = len(longer) - tail
    head, foot = start, len(shorter) - tail
    while head == foot and _is_within(longer, start) and longer[start - 1] == longer[end - 1]:
        start, end, head, foot = start - 1, end - 1, head - 1, foot - 1
    while _is_within(longer, start):
        start -= 1
    while _is_within(longer, end):
        end += 1
    words = longer[start:end]
    start += len(words) - len(words.lstrip())
    return (start, start + len(words.strip())), (head, foot)


def _is_within(text: str, index: int) -> bool:
    """Whether a place is within a word."""
    return 0 < index < len(text) and text[index - 1].isalnum() and text[index].isalnum()
