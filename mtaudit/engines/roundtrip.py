"""Whether a machine translation went wrong so badly that comparing with it means nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from mtaudit.engines.base import Translation
from mtaudit.lang import language
from mtaudit.text.analysis import analyse
from mtaudit.text.otherness import other_language
from mtaudit.text.scripts import is_unspaced, scripts_of
from mtaudit.text.tokens import fold_phrase

_COPY_WORDS = 4  # shorter texts may be the same in two languages: names, numbers
_COPY_RUN = 6  # so many words in a row, two thirds of the text, are no name
_WORD_RUN = (8, 4)  # up to so many words, so often in a row
_CHARACTER_RUN = (12, 8)
_LENGTH_FACTOR, _LENGTH_SLACK = 3, 50  # of characters
_WORDS_FACTOR, _WORDS_SLACK = 2, 6


def failure(text: str, translation: Translation, source_lang: str, target_lang: str) -> str | None:
    """What went wrong with a translation, in two or three words; ``None`` if nothing did.

    It was cut off, nothing came back, it is a copy of most of the text, runs in a loop, is
    much longer or shorter than the text, or in another language. A blank text has a blank
    translation; that is no failure.
    """
    made = translation.text
    if not text.strip():
        return None
    if translation.problem is not None:
        return translation.problem
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("nothing came back", lambda: not made.strip()),
        ("runs in a loop", lambda: _is_loop(text, made)),
        ("came back untranslated", lambda: _is_copy(fold_phrase(text), fold_phrase(made))),
        ("far too long", lambda: _exceeds(len(made), len(text), _LENGTH_FACTOR, _LENGTH_SLACK)),
        ("cut short", lambda: _is_cut(text, made, source_lang, target_lang)),
        ("in another language", lambda: _is_foreign(made, source_lang, target_lang)),
    )
    return next((reason for reason, holds in checks if holds()), None)


def _is_foreign(made: str, source_lang: str, target_lang: str) -> bool:
    target = language(target_lang)
    return other_language(analyse(made, target), target, language(source_lang)) is not None


def _is_loop(text: str, made: str) -> bool:
    return _loops(text.split(), made.split(), *_WORD_RUN) or _loops(text, made, *_CHARACTER_RUN)


def _exceeds(one: int, other: int, factor: int, slack: int) -> bool:
    return one > factor * other + slack


def _is_copy(words: tuple[str, ...], made: tuple[str, ...]) -> bool:
    if words == made:
        return len(words) >= _COPY_WORDS
    least = max(_COPY_RUN, 2 * len(words) // 3)
    if len(set(words) & set(made)) < _COPY_RUN:
        return False
    matcher = SequenceMatcher(None, words, made, autojunk=False)
    return matcher.find_longest_match().size >= least


def _is_cut(text: str, made: str, source_lang: str, target_lang: str) -> bool:
    if _exceeds(len(text), len(made), _LENGTH_FACTOR, _LENGTH_SLACK):
        return True
    if not _has_spaces(source_lang) or not _has_spaces(target_lang):
        return False
    return _exceeds(len(text.split()), len(made.split()), _WORDS_FACTOR, _WORDS_SLACK)


def _has_spaces(lang: str) -> bool:
    scripts = scripts_of(language(lang).code)
    return bool(scripts) and not any(map(is_unspaced, scripts))


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
