"""Where a term is none: in addresses, in names and quotations that both texts share verbatim."""

from __future__ import annotations

import functools
import re

from mtaudit.text.analysis import Analysis
from mtaudit.text.names import capitalized_runs

_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\w)[@#]\w+"
    r"|(?<![\w.])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|gov|edu|eu|int)(?:/\S*)?(?!\w)"
    r"|`[^`\n]+`",
    re.IGNORECASE,
)
_QUOTATION = re.compile('“[^“”]{1,200}”|«[^«»]{1,200}»|„[^„“”]{1,200}[“”]|"[^"]{1,200}"')
_BLANKS = str.maketrans("\u00a0\u202f", "  ")
_ADDRESS_SIGNS = frozenset("@#`/.")


@functools.lru_cache(maxsize=4096)
def addresses(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of links, mail addresses, handles, hashtags and code."""
    if _ADDRESS_SIGNS.isdisjoint(text):
        return ()
    return tuple(match.span() for match in _ADDRESS.finditer(text))


def in_address(text: str, start: int, end: int) -> bool:
    """Whether a span of a text lies in a link, an address, a hashtag or code."""
    return _holds(addresses(text), start, end) is not None


def is_kept(text: Analysis, start: int, end: int, other: str) -> bool:
    """Whether a longer name or quotation around the span stands in the other text as it is."""
    for spans in (_names(text), _quotations(text.text)):
        around = _holds(spans, start, end)
        if around is not None and around[1] - around[0] > end - start:
            whole = text.text[around[0] : around[1]].strip()
            if whole.translate(_BLANKS) in other.translate(_BLANKS):
                return True
    return False


def in_foreign_quotation(text: Analysis, start: int, end: int) -> bool:
    """Whether a span lies in a longer quotation without any function word of its language."""
    around = _holds(_quotations(text.text), start, end)
    if around is None or around[1] - around[0] <= end - start:
        return False
    inside = text.text[around[0] : around[1]].lower().split()
    return text.language.known and text.language.function_words.isdisjoint(inside)


@functools.lru_cache(maxsize=4096)
def _names(text: Analysis) -> tuple[tuple[int, int], ...]:
    return tuple(text.span_of(name.first, name.last) for name in capitalized_runs(text))


@functools.lru_cache(maxsize=4096)
def _quotations(text: str) -> tuple[tuple[int, int], ...]:
    """The spans between quotation marks."""
    return tuple((match.start() + 1, match.end() - 1) for match in _QUOTATION.finditer(text))


def _holds(spans: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[int, int] | None:
    return next((span for span in spans if span[0] <= start and end <= span[1]), None)
