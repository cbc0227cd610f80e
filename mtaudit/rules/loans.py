"""Phrases that a language has borrowed, from ``rules/data/loans.toml``."""

from __future__ import annotations

import functools

from mtaudit.rules.tables import table
from mtaudit.text.analysis import Analysis
from mtaudit.text.phrases import PhraseIndex


def borrowed(text: Analysis) -> set[int]:
    """The places of the words of borrowed phrases."""
    return {
        place
        for match in _loans(text.language.code).find(text.folded)
        for place in range(match.first, match.last + 1)
    }


@functools.cache
def _loans(code: str) -> PhraseIndex[None]:
    loans = table("loans")
    return PhraseIndex((phrase, None) for key in ("any", code) for phrase in loans.get(key, []))
