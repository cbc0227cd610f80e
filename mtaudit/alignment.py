"""Sentences of two texts matched in order, also when their numbers differ.

The cost of a match is that of Gale and Church (1993, "A Program for Aligning Sentences in
Bilingual Corpora"): how likely the two lengths are, and how usual the kind of match is. Anchors
(numbers, names, cognates) that both sides share lower it, anchors that only one side has raise it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from anyascii import anyascii

from mtaudit.text.tokens import spans

_BEADS = {
    (1, 1): -math.log(0.89),
    (1, 0): -math.log(0.0099),
    (0, 1): -math.log(0.0099),
    (2, 1): -math.log(0.0445),
    (1, 2): -math.log(0.0445),
    (2, 2): -math.log(0.011),
    (3, 1): -math.log(0.005),
    (1, 3): -math.log(0.005),
}
_VARIANCE = 6.8  # of a translation's length per character of its source (Gale and Church)
_PRIOR = 1000  # characters of evidence that both texts are equally long
_LENGTH_COST_LIMIT = 10.0
_SHARED_ANCHORS = 9.0  # what a match earns at most when all anchors are shared
_FOREIGN_ANCHORS = 3.0  # what a match costs when no anchor is shared though both sides have some
_CROSSING = 8.0  # what it costs to join sentences of two paragraphs
_BAND = 250  # sentences beside the diagonal that are tried in a long text


class Bead(NamedTuple):
    """Sentences ``[first, first_end)`` of one text answer ``[second, second_end)`` of the other."""

    first: int
    first_end: int
    second: int
    second_end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as the aligner sees it: its text and the paragraph that it stands in."""

    text: str
    paragraph: int = 0


class _Side:
    """Lengths, anchors and paragraphs of one text, with prefix sums for runs of sentences."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.anchors = [_anchors(line.text) for line in lines]
        self.paragraphs = [line.paragraph for line in lines]
        self.ends = [0]
        self._joined: dict[tuple[int, int], frozenset[str]] = {}
        self._weights: dict[tuple[int, int], float] = {}
        for line in lines:
            self.ends.append(self.ends[-1] + _length(line.text))

    def length(self, start: int, end: int) -> int:
        return self.ends[end] - self.ends[start]

    def anchors_of(self, start: int, end: int) -> frozenset[str]:
        if end - start == 1:
            return self.anchors[start]
        found = self._joined.get((start, end))
        if found is None:
            found = self._joined[start, end] = frozenset().union(*self.anchors[start:end])
        return found

    def weight_of(self, start: int, end: int, weights: Mapping[str, float]) -> float:
        found = self._weights.get((start, end))
        if found is None:
            found = math.fsum(weights[anchor] for anchor in self.anchors_of(start, end))
            self._weights[start, end] = found
        return found

    def crosses(self, start: int, end: int) -> bool:
        return end - start > 1 and self.paragraphs[start] != self.paragraphs[end - 1]


def align(first: Sequence[Line], second: Sequence[Line]) -> list[Bead]:
    """The cheapest monotonic matching of two texts, which covers every sentence of both once.

    Beads join up to three sentences with one, or two with two; a sentence may also stay alone.
    Texts of more than 250 sentences are searched near the diagonal only.
    """
    if not first or not second:
        return _unmatched(len(first), len(second))
    cost = _Cost(_Side(first), _Side(second))
    rows, columns = len(first), len(second)
    best: list[dict[int, float]] = [{} for _ in range(rows + 1)]
    came: list[dict[int, tuple[int, int]]] = [{} for _ in range(rows + 1)]
    best[0][0] = 0.0
    for i in range(rows + 1):
        for j in _band(i, rows, columns):
            for step in _BEADS:
                before_i, before_j = i - step[0], j - step[1]
                base = best[before_i].get(before_j) if before_i >= 0 and before_j >= 0 else None
                if base is None:
                    continue
                total = base + cost(Bead(before_i, i, before_j, j))
                if total < best[i].get(j, math.inf):
                    best[i][j] = total
                    came[i][j] = step
    return _trace(came, rows, columns)


class _Cost:
    """The cost of a bead between two given texts."""

    def __init__(self, first: _Side, second: _Side) -> None:
        self._first = first
        self._second = second
        self._ratio = (second.ends[-1] + _PRIOR) / (first.ends[-1] + _PRIOR)
        frequency = Counter(
            anchor for side in (first, second) for s in side.anchors for anchor in s
        )
        self._weights = {anchor: 1 / count for anchor, count in frequency.items()}

    def __call__(self, bead: Bead) -> float:
        i, i_end, j, j_end = bead
        cost = _BEADS[i_end - i, j_end - j]
        if i == i_end or j == j_end:
            return cost
        if self._first.crosses(i, i_end) or self._second.crosses(j, j_end):
            cost += _CROSSING
        return cost + self._length_cost(bead) + self._anchor_cost(bead)

    def _length_cost(self, bead: Bead) -> float:
        expected = self._first.length(bead.first, bead.first_end) * self._ratio
        length = self._second.length(bead.second, bead.second_end)
        deviation = abs(length - expected) / math.sqrt(
            _VARIANCE * max(1.0, (expected + length) / 2)
        )
        tail = math.erfc(deviation / math.sqrt(2))
        return min(_LENGTH_COST_LIMIT, -math.log(tail)) if tail > 0 else _LENGTH_COST_LIMIT

    def _anchor_cost(self, bead: Bead) -> float:
        left = self._first.anchors_of(bead.first, bead.first_end)
        right = self._second.anchors_of(bead.second, bead.second_end)
        if not left or not right:
            return 0.0
        if left.isdisjoint(right):
            return _FOREIGN_ANCHORS
        weights = self._weights
        shared = math.fsum(weights[anchor] for anchor in left & right)
        smaller = min(
            self._first.weight_of(bead.first, bead.first_end, weights),
            self._second.weight_of(bead.second, bead.second_end, weights),
        )
        overlap = min(1.0, shared / smaller)
        return _FOREIGN_ANCHORS * (1 - overlap) - _SHARED_ANCHORS * overlap * min(1.0, 2 * shared)


def _length(text: str) -> int:
    """Characters, those of Chinese, Japanese and Korean counted as the letters that they take."""
    if text.isascii():
        return len(text)
    return sum(1 if ord(character) < 0x2E80 else 3 for character in text)


def _anchors(text: str) -> frozenset[str]:
    """What a sentence may share with its translation, cut to forms that survive spelling."""
    found = set()
    for start, end in spans(text):
        word = text[start:end]
        if word.isdigit():
            found.add(word.lstrip("0") or "0")
        elif end - start > 4 or (word[0].isupper() and end - start > 1):
            key = word if word.isascii() else anyascii(word)
            found.add(key.lower()[:5])
    return frozenset(found)


def _band(row: int, rows: int, columns: int) -> range:
    if max(rows, columns) <= _BAND:
        return range(columns + 1)
    middle = round(row * columns / rows)
    half = max(_BAND, columns // rows + 1)  # the bands of neighbouring rows must meet
    return range(max(0, middle - half), min(columns, middle + half) + 1)


def _trace(came: list[dict[int, tuple[int, int]]], i: int, j: int) -> list[Bead]:
    beads = []
    while i or j:
        step = came[i][j]
        beads.append(Bead(i - step[0], i, j - step[1], j))
        i, j = i - step[0], j - step[1]
    return beads[::-1]


def _unmatched(rows: int, columns: int) -> list[Bead]:
    return [Bead(i, i + 1, 0, 0) for i in range(rows)] + [
        Bead(rows, rows, j, j + 1) for j in range(columns)
    ]
