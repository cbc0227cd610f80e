"""Languages as data: what a rule may know of them."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """What mtaudit knows of one language; there is one object for each.

    ``quotes`` are the accepted pairs of quotation marks, the usual one first. ``space_before``
    are the marks that take a (no-break) space before them, ``opening_marks`` those with which
    questions and exclamations begin. ``decimal`` and ``groups`` are the
    decimal sign and the accepted group separators. ``function_words`` are frequent words that
    carry grammar. ``months`` are the twelve names, each with its accepted forms. ``known`` is
    false for a language without a data file, of which rules must not assume anything.
    """

    code: str
    name: str = "unknown"
    known: bool = False
    script: str = "Latin"
    quotes: tuple[tuple[str, str], ...] = ()
    space_before: str = ""
    opening_marks: str = ""
    decimal: str = "."
    groups: tuple[str, ...] = (",",)
    function_words: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    months: tuple[tuple[str, ...], ...] = ()
    weekdays: tuple[tuple[str, ...], ...] = ()
    abbreviations: frozenset[str] = frozenset()
    lower_case_days: bool = False
    capitalizes_nouns: bool = False


UNKNOWN = Language("und")
"""Stands for a language that is not stated or not known."""


@functools.cache
def language(code: str | None) -> Language:
    """The facts of a language by its BCP 47 tag; the primary subtag decides."""
    if not code:
        return UNKNOWN
    primary = code.replace("_", "-").split("-")[0].lower()
    file = resources.files("mtaudit.lang").joinpath("data", f"{primary}.toml")
    if not file.is_file():
        return Language(primary, name=_english_name(primary))
    return _from_toml(primary, tomllib.loads(file.read_text("utf-8")))


def _from_toml(code: str, data: dict[str, Any]) -> Language:
    return Language(
        code=code,
        known=True,
        name=data["name"],
        script=data["script"],
        quotes=tuple((left, right) for left, right in data["quotes"]),
        space_before=data.get("space_before", ""),
        opening_marks=data.get("opening_marks", ""),
        decimal=data["decimal"],
        groups=tuple(data["groups"]),
        function_words=frozenset(data["function_words"].split()),
        negations=frozenset(data["negations"].split()),
        months=tuple(tuple(forms.split()) for forms in data["months"]),
        weekdays=tuple(tuple(forms.split()) for forms in data["weekdays"]),
        abbreviations=frozenset(data["abbreviations"].split()),
        lower_case_days=data.get("lower_case_days", False),
        capitalizes_nouns=data.get("capitalizes_nouns", False),
    )


def _english_name(code: str) -> str:
    from babel import Locale  # noqa: PLC0415 - only for a language without facts

    return str(Locale("en").languages.get(code, code))
