"""Shapes of phrases: a small notation for words in a row, readable in a table.

=================  =====================================================================
``put in cause``   these words, whatever their case
``at/in``          one of the words
``assist,s,ed``    the word, with or without one of the endings
``discut*``        the word with any ending
``{event}``        one of the words or phrases of a named class
``(the)``          a word that may be missing
``_``              any word; ``#`` a number in digits; ``Name`` a word with a capital
``..``             up to three words
``...``            whatever stands between in the same sentence
``,``              a comma; ``^`` the beginning of a sentence
``!left``          not followed by this word
``[the] a [but]``  words in brackets must be there and are not part of what is marked
=================  =====================================================================
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

_GAP = r"\s+"
_SENTENCE_START = r"(?:^|(?<=[.!?…:;”\"»]\s)|(?<=[\"“«(—–]))"
_FIXED = {
    "_": r"[\w'’-]+",
    "#": r"\d[\d.,]*",
    "Name": r"(?-i:[A-ZÀ-ÖØ-ÞА-Я])[\w'’-]*",
}
_PARTS = re.compile(r"(?:\[(?P<before>[^]]*)\]\s+)?(?P<main>[^][]+?)(?:\s+\[(?P<after>[^]]*)\])?")

Classes = Mapping[str, tuple[str, ...]]
"""Named classes: words or phrases in the notation of one word, ``assist,s,ed``."""


class Shape:
    """One phrase in this notation.

    Attributes:
        anchors: folded words of which a text with the phrase has at least one; empty where the
            notation leaves every word open.
    """

    __slots__ = ("__dict__", "_after", "_before", "_classes", "_main", "anchors", "notation")

    def __init__(self, notation: str, classes: Classes) -> None:
        parts = _PARTS.fullmatch(notation.strip())
        if parts is None:
            raise ValueError(f"not a shape: {notation!r}")
        self.notation = notation
        self._classes = classes
        self._before = (parts["before"] or "").split()
        self._main = parts["main"].split()
        self._after = (parts["after"] or "").split()
        self.anchors = self._rarest([*self._before, *self._main, *self._after])

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        before = self._render(self._before)
        if before:
            before += "" if self._before[-1] == "^" else _GAP
        after = self._render(self._after, follows=True)
        edge = r"(?![\w-])"
        return re.compile(
            rf"{self._left_edge()}{before}({self._render(self._main)}){edge}"
            + (f"(?={after}{edge})" if after else ""),
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the half-open spans of what the phrase marks."""
        for match in self._pattern.finditer(text):
            yield match.span(1)

    def stands_in(self, text: str) -> bool:
        """Whether the text has the phrase."""
        return self._pattern.search(text) is not None

    def plain(self) -> str:
        """The phrase as one would name it to a person: the first of all alternatives."""
        words = [word for word in self._main if word[0] not in "(!^,._"]
        return " ".join(_first(word, self._classes) for word in words)

    def _left_edge(self) -> str:
        return "" if (self._before or self._main)[0] == "," else r"(?<![\w-])"

    def _render(self, tokens: list[str], *, follows: bool = False) -> str:
        pieces = []
        for token in tokens:
            gap = _GAP if follows else ""
            pieces.append(self._piece(token, gap))
            follows = follows or token != "^"  # noqa: S105 - a mark of the notation
        return "".join(pieces)

    def _piece(self, token: str, gap: str) -> str:
        fixed = {
            "^": _SENTENCE_START,
            ",": r"\s*,",
            "..": r"(?:[^\w.!?;]{1,3}[\w'’-]+){0,3}?[^\w\s.!?;]{0,2}",
            "...": r"[^.!?;]{0,160}?",
        }.get(token)
        if fixed is not None:
            return fixed
        if token.startswith("!"):
            return f"(?!{gap}{self._word(token[1:])}(?!\\w))"
        if token.startswith("("):
            return f"(?:{gap}{self._word(token[1:-1])})?"
        return gap + self._word(token)

    def _word(self, token: str) -> str:
        options = [rendered for word in _options(token, self._classes) for rendered in _forms(word)]
        return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"

    def _rarest(self, tokens: list[str]) -> tuple[str, ...]:
        """The forms of the word that promises to be rarest: the longest, rather than a class."""
        best: tuple[tuple[bool, int], tuple[str, ...]] = ((False, 0), ())
        for token in tokens:
            if token[0] in "(!^,._#" or "*" in token or token in _FIXED:
                continue
            forms = [form for word in _options(token, self._classes) for form in _literals(word)]
            if not forms:
                continue
            shortest = min(map(len, forms))
            rank = ("{" not in token and shortest >= 4, shortest)
            best = max(best, (rank, tuple(forms)), key=lambda candidate: candidate[0])
        return best[1]


def _options(token: str, classes: Classes) -> list[str]:
    """The alternatives of a token, classes resolved."""
    options: list[str] = []
    for option in token.split("/"):
        if option.startswith("{"):
            options += classes[option[1:-1]]
        else:
            options.append(option)
    return options


def _forms(word: str) -> list[str]:
    """The regular expressions of a word or phrase with its endings."""
    if word in _FIXED:
        return [_FIXED[word]]
    stem, *endings = word.split(",")
    rendered = _GAP.join(_escape(part) for part in stem.split())
    return [rendered + (f"(?:{'|'.join(map(_escape, endings))})?" if endings else "")]


def _literals(word: str) -> list[str]:
    """The folded words of which one is there where the word or phrase with its endings is.

    Of a phrase it is the last word, of a word cut at apostrophes the longest piece.
    """
    stem, *endings = word.lower().split(",")
    if "*" in word or word in _FIXED:
        return []
    last = stem.split()[-1]
    pieces = re.split(r"['’-]", last)
    if len(pieces) > 1:
        return [max(pieces, key=len)] if not endings else [pieces[-1] + e for e in ["", *endings]]
    return [last + ending for ending in ["", *endings]]


def _escape(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]")


def _first(token: str, classes: Classes) -> str:
    return _options(token, classes)[0].split(",", maxsplit=1)[0].replace("*", "…")
