"""A numeric quantity in a text."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["digits", "word", "ordinal", "roman", "ideographs"]

Reading = tuple[float, ...]


class Quantity(NamedTuple):
    """A number at ``[start, end)`` of a text.

    ``readings`` are what it may mean, the likeliest first: "1,234" is 1234 or 1.234; "15.30" is
    one number, or the two that make a time.
    """

    start: int
    end: int
    kind: Kind
    readings: tuple[Reading, ...]

    @property
    def value(self) -> float:
        """The number of the likeliest reading."""
        return self.readings[0][0]


class Hint(NamedTuple):
    """A word at ``[start, end)`` that may have been made from any of some numbers."""

    start: int
    end: int
    kind: Kind
    values: tuple[float, ...]
