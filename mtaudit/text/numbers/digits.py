"""Numbers in digits, of any script and locale."""

from __future__ import annotations

import re

from mtaudit.text.numbers.facts import NumberWords, number
from mtaudit.text.numbers.model import Quantity, Reading
from mtaudit.text.tokens import fold

_SPACES = "\u0020\u00a0\u2007\u2009\u202f"
_NUMBER = re.compile(
    rf"\d{{1,3}}(?:(?:[{_SPACES}]|, )\d{{3}})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,:'’٫٬．，]\d+)*"
)
_LAST_WORD = re.compile(r"(\S+)\s+\Z")
_TOKEN = re.compile(r"\S+")
_ADDRESS_MARKS = ("://", "www.", "@")
_SPACE = frozenset(_SPACES)
_SEPARATORS = str.maketrans("٫٬．，’", ".,.,'")
_BARE_POINTS = (" .", "(.")
_LONGEST = 30
_DEEPEST = 4


def digit_quantities(text: str, facts: NumberWords) -> list[Quantity]:
    """The numbers in digits, with a scale that follows ("3,5 Mrd."), outside of web addresses."""
    addresses = _addresses(text)
    found = []
    free = 0
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if start < free or end - start > _LONGEST:
            continue
        if addresses and any(first <= start < last for first, last in addresses):
            continue
        quantity = _scaled(text, start, end, facts)
        free = quantity.end
        found.append(quantity)
    return found


def address_values(text: str) -> list[float]:
    """The digits in web addresses, which a translator may have taken apart."""
    return [
        int(digits)
        for start, end in _addresses(text)
        for digits in re.findall(r"\d+", text[start:end])
        if len(digits) <= _LONGEST
    ]


def _addresses(text: str) -> list[tuple[int, int]]:
    if not any(mark in text for mark in _ADDRESS_MARKS):
        return []
    return [
        match.span()
        for match in _TOKEN.finditer(text)
        if any(mark in match[0] for mark in _ADDRESS_MARKS)
    ]


def _scaled(text: str, start: int, end: int, facts: NumberWords, depth: int = 0) -> Quantity:
    raw = text[start:end]
    if raw.isdecimal():
        readings: tuple[Reading, ...] = ((int(raw),),)
        if text[start - 2 : start] in _BARE_POINTS:
            readings = (*readings, (number(float(f"0.{int(raw):0{len(raw)}}")),))
    else:
        readings = _readings(raw.replace(", ", ",").translate(_SEPARATORS))
        if not _SPACE.isdisjoint(raw):
            readings = (*readings, tuple(int(part) for part in re.findall(r"\d+", raw)))
    before = _LAST_WORD.search(text, max(0, start - _LONGEST), start) if facts.offsets else None
    if before and (offset := facts.offsets.get(fold(before[1]))):
        readings = tuple((reading[0] + offset, *reading[1:]) for reading in readings)
        start = before.start()
    while match := facts.scale.match(text, end):
        scale = facts.scales[fold(match[1])]
        single = [reading for reading in readings if len(reading) == 1] or readings
        multiplied = tuple((number(reading[0] * scale),) for reading in single)
        is_short = len(match[1]) <= 2 and match[1].isascii()
        if len(match[1]) == 1 and match.start(1) > end and not facts.ideographic:
            break
        readings = (*multiplied, *single) if is_short else multiplied
        end = match.end()
        following = end if facts.ideographic else end + 1
        if text[following : following + 1].isdecimal() and depth < _DEEPEST:
            rest = _scaled(text, following, _digits_end(text, following), facts, depth + 1)
            if facts.ideographic or (
                rest.value < scale and (facts.offsets or _goes_on(text, end, scale, rest))
            ):
                apart = () if facts.ideographic or facts.offsets else readings
                readings = tuple((number(reading[0] + rest.value),) for reading in readings)
                readings += tuple((reading[0], rest.value) for reading in apart)
                end = rest.end
    return Quantity(start, end, "digits", readings)


def _goes_on(text: str, end: int, scale: float, rest: Quantity) -> bool:
    """Whether a number goes on behind its scale: "1 млн 870 тыс.", "16 тысяч 644"."""
    is_scaled = len(text[rest.start : rest.end].split()) > 1
    return text[end] in _SPACE and (is_scaled or (scale == 1000 and rest.end - rest.start == 3))


def _digits_end(text: str, start: int) -> int:
    match = _NUMBER.match(text, start)
    return min(match.end(), start + _LONGEST) if match else start + 1


def _readings(raw: str) -> tuple[Reading, ...]:
    """What a number with separators may mean."""
    parts = re.split(r"\D", raw)
    pieces: Reading = tuple(int(part) for part in parts)
    marks = [character for character in raw if not character.isdecimal()]
    if ":" in marks:
        return (pieces,)
    found: list[Reading] = []
    if len(set(marks)) == 1:
        if _is_grouped(parts):
            found.append((int("".join(parts)),))
        if len(marks) == 1 and marks[0] in ".," and not (found and parts[1].endswith("00")):
            found.append((number(float(f"{parts[0]}.{parts[1]}")),))
        if not _is_grouped(parts):
            found.append(pieces)
    else:
        if len(set(marks[:-1])) == 1 and _is_grouped(parts[:-1]) and marks[-1] in ".,":
            return ((number(float(f"{''.join(parts[:-1])}.{parts[-1]}")),),)
        found += [pieces, *_listed(raw)]
    return tuple(found)


def _listed(raw: str) -> list[Reading]:
    """Decimals in a list without spaces: "1.597,2.176"."""
    members = raw.split(",")
    if not all(re.fullmatch(r"\d+\.\d+", member) for member in members):
        return []
    return [tuple(number(float(member)) for member in members)]


def _is_grouped(parts: list[str]) -> bool:
    """Whether the parts are groups of thousands, or of lakhs and crores."""
    first, *rest = parts
    if first.startswith("0") or len(first) > 3 or not rest or len(rest[-1]) != 3:
        return False
    return all(len(part) == 3 for part in rest) or (
        len(first) <= 2 and all(len(part) == 2 for part in rest[:-1])
    )
