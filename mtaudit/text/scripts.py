"""Writing systems: of characters, of words, of languages. Scripts are ISO 15924 codes."""

from __future__ import annotations

import bisect
import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

_BLOCKS = (
    (0x0000, "Latn"),
    (0x0370, "Grek"),
    (0x0400, "Cyrl"),
    (0x0530, "Armn"),
    (0x0590, "Hebr"),
    (0x0600, "Arab"),
    (0x0700, "Syrc"),
    (0x0750, "Arab"),
    (0x0780, "Thaa"),
    (0x08A0, "Arab"),
    (0x0900, "Deva"),
    (0x0980, "Beng"),
    (0x0A00, "Guru"),
    (0x0A80, "Gujr"),
    (0x0B00, "Orya"),
    (0x0B80, "Taml"),
    (0x0C00, "Telu"),
    (0x0C80, "Knda"),
    (0x0D00, "Mlym"),
    (0x0D80, "Sinh"),
    (0x0E00, "Thai"),
    (0x0E80, "Laoo"),
    (0x0F00, "Tibt"),
    (0x1000, "Mymr"),
    (0x10A0, "Geor"),
    (0x1100, "Hang"),
    (0x1200, "Ethi"),
    (0x13A0, "Zyyy"),
    (0x1780, "Khmr"),
    (0x1800, "Mong"),
    (0x18B0, "Zyyy"),
    (0x1C80, "Cyrl"),
    (0x1C90, "Geor"),
    (0x1CC0, "Zyyy"),
    (0x1D00, "Latn"),
    (0x1F00, "Grek"),
    (0x2000, "Zyyy"),
    (0x2C60, "Latn"),
    (0x2C80, "Zyyy"),
    (0x2D00, "Geor"),
    (0x2D30, "Zyyy"),
    (0x2D80, "Ethi"),
    (0x2DE0, "Cyrl"),
    (0x2E00, "Zyyy"),
    (0x2E80, "Hani"),
    (0x2FE0, "Zyyy"),
    (0x3005, "Hani"),
    (0x3008, "Zyyy"),
    (0x3041, "Hira"),
    (0x30A0, "Kana"),
    (0x3100, "Bopo"),
    (0x3130, "Hang"),
    (0x3190, "Zyyy"),
    (0x31F0, "Kana"),
    (0x3200, "Zyyy"),
    (0x3400, "Hani"),
    (0xA000, "Zyyy"),
    (0xA640, "Cyrl"),
    (0xA6A0, "Zyyy"),
    (0xA720, "Latn"),
    (0xA800, "Zyyy"),
    (0xAC00, "Hang"),
    (0xD7B0, "Zyyy"),
    (0xF900, "Hani"),
    (0xFB00, "Latn"),
    (0xFB13, "Armn"),
    (0xFB1D, "Hebr"),
    (0xFB50, "Arab"),
    (0xFE00, "Zyyy"),
    (0xFE70, "Arab"),
    (0xFF00, "Zyyy"),
    (0xFF21, "Latn"),
    (0xFF66, "Kana"),
    (0xFFA0, "Hang"),
    (0xFFE0, "Zyyy"),
    (0x20000, "Hani"),
    (0x323B0, "Zyyy"),
)
_STARTS = [start for start, _ in _BLOCKS]
_UNSPACED = frozenset(("Hani", "Hira", "Kana", "Bopo", "Thai", "Laoo", "Khmr", "Mymr"))
_TOGETHER = {
    "Jpan": frozenset(("Hani", "Hira", "Kana")),
    "Kore": frozenset(("Hang", "Hani")),
    "Hans": frozenset(("Hani", "Bopo")),
    "Hant": frozenset(("Hani", "Bopo")),
}
_BOTH_WAYS = frozenset(
    ["sr", "uz", "az", "kk", "ky", "tk", "tg", "mn", "ku", "pa", "sd", "ms", "ug"]
)
_NAMES = {
    "Latn": "Latin",
    "Cyrl": "Cyrillic",
    "Grek": "Greek",
    "Arab": "Arabic",
    "Hebr": "Hebrew",
    "Hani": "Chinese",
    "Hira": "Japanese",
    "Kana": "Japanese",
    "Hang": "Korean",
    "Thai": "Thai",
    "Deva": "Devanagari",
    "Geor": "Georgian",
    "Armn": "Armenian",
}

_OTHER_THAN_LATIN = re.compile(r"[^\W\d_\u0000-\u036f\u1d00-\u1eff\u2000-\u2c7f\ua720-\ua7ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")

_LOOK_ALIKES = {
    "Cyrl": "АаВЕеКМНОоРрСсТуХхЅѕІіЈј",
    "Latn": "AaBEeKMHOoPpCcTyXxSsIiJj",
}
_GREEK = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo")
_AS = {
    ("Cyrl", "Latn"): dict(zip(_LOOK_ALIKES["Cyrl"], _LOOK_ALIKES["Latn"], strict=True)),
    ("Latn", "Cyrl"): dict(zip(_LOOK_ALIKES["Latn"], _LOOK_ALIKES["Cyrl"], strict=True)),
    ("Grek", "Latn"): dict(zip(*_GREEK, strict=True)),
}


class Stretch(NamedTuple):
    """``[start, end)`` of a text is written in one script."""

    start: int
    end: int
    script: str


@functools.lru_cache(maxsize=8192)
def script_of(character: str) -> str:
    """The script of a letter, ``Zyyy`` for what is none or belongs to all."""
    if unicodedata.category(character)[0] not in "LM":
        return "Zyyy"
    return _BLOCKS[bisect.bisect_right(_STARTS, ord(character)) - 1][1]


def script_name(script: str) -> str:
    """What people call a script."""
    return _NAMES.get(script, script)


@functools.cache
def scripts_of(code: str) -> frozenset[str]:
    """The scripts that a language is written in; empty if that is not known."""
    from babel.core import get_global  # noqa: PLC0415 - reads a large table

    likely = str(get_global("likely_subtags").get(code, "")).split("_")
    if len(likely) < 2:
        return frozenset()
    script = likely[1]
    scripts = _TOGETHER.get(script, frozenset((script,)))
    return scripts | {"Latn", "Cyrl", "Arab"} if code in _BOTH_WAYS else scripts


def is_unspaced(script: str) -> bool:
    """Whether the script writes words without blanks between them."""
    return script in _UNSPACED


def has_other_than_latin(text: str) -> bool:
    """Whether a text has letters of another script than Latin."""
    return not text.isascii() and _OTHER_THAN_LATIN.search(text) is not None


def has_latin(text: str) -> bool:
    """Whether a text has Latin letters."""
    return _LATIN.search(text) is not None


def letters(text: str) -> Counter[str]:
    """How many letters of each script a text has."""
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        script = script_of(character)
        if script != "Zyyy" and not unicodedata.combining(character):
            counts[script] += count
    return counts


def stretches(text: str, foreign_to: frozenset[str]) -> Iterator[Stretch]:
    """The longest stretches whose letters are all of one script outside ``foreign_to``.

    Blanks and hyphens between two letters of a stretch belong to it.
    """
    start = end = 0
    script = ""
    for place, character in enumerate(text):
        kind = script_of(character)
        if kind == "Zyyy" and script and character in " -·・'’":
            continue
        if script and kind != script:
            yield Stretch(start, end, script)
            script = ""
        if kind == "Zyyy" or kind in foreign_to:
            continue
        if not script:
            start, script = place, kind
        end = place + 1
    if script:
        yield Stretch(start, end, script)


def without_look_alikes(word: str) -> str | None:
    """The word with letters of a second script replaced by the ones they look like.

    ``None`` if the word is in one script, or if some letter of the rarer script looks like none of
    the other's.
    """
    scripts = Counter(script_of(character) for character in word)
    del scripts["Zyyy"]
    if len(scripts) != 2:
        return None
    (right, _), (wrong, _) = sorted(
        scripts.items(), key=lambda item: (-item[1], item[0] != script_of(word[0]))
    )
    looks_like = _AS.get((wrong, right), {})
    if not all(c in looks_like for c in word if script_of(c) == wrong):
        return None
    return "".join(looks_like.get(c, c) if script_of(c) == wrong else c for c in word)


def as_script(word: str, right: str) -> str | None:
    """The word with every letter replaced by its look-alike in another script, if all have one."""
    looks_like = _AS.get((script_of(word[0]), right), {})
    found = [looks_like.get(character) for character in word]
    return None if None in found else "".join(c for c in found if c)
