"""Whether a machine translation went wrong so badly that comparing with it means nothing."""

from __future__ import annotations

from collections.abc import Sequence

from mtaudit.engines.base import Translation
from mtaudit.text.tokens import fold_phrase

_COPY_WORDS = 4  # shorter texts may be the same in two languages: names, numbers
_WORD_RUN = (8, 4)  # up to so many words, so often in a row
_CHARACTER_RUN = (12, 8)
_LENGTH_FACTOR, _LENGTH_SLACK = 3, 50


def is_failed(text: str, translation: Translation) -> bool:
    """Whether a translation is cut off, empty, a copy of the text, or runs in a loop.

    A blank text has a blank translation; that is no failure.
    """
    made = translation.text
    if not text.strip():
        return False
    return (
        translation.problem is not None
        or not made.strip()
        or _is_copy(text, made)
        or len(made) > _LENGTH_FACTOR * len(text) + _LENGTH_SLACK
        or _loops(text.split(), made.split(), *_WORD_RUN)
        or _loops(text, made, *_CHARACTER_RUN)
    )


def _is_copy(text: str, made: str) -> bool:
    words = fold_phrase(text)
    return len(words) >= _COPY_WORDS and words == fold_phrase(made)


def _loops(text: Sequence[str], made: Sequence[str], longest: int, times: int) -> bool:
    """Whether some unit repeats in a row, more often than in the text itself."""
    for size in range(1, longest + 1):
        repeats = _repeats(made, size)
        if repeats >= times and repeats > _repeats(text, size):
            return True
    return False


def _repeats(items: Sequence[str], size: int) -> int:
    """How often a unit of that size stands in a row at most; 1 if none repeats."""
    longest = run = 0
    for i in range(size, len(items)):
        run = run + 1 if items[i] == items[i - size] else 0
        longest = max(longest, run)
    return longest // size + 1
