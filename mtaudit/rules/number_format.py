"""LOC: numbers and times in the format of another language."""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from mtaudit.lang import Language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, WordsThat, bad, good
from mtaudit.rules.tables import table

_DIGIT = re.compile("[0-9]")
_SEPARATED = re.compile("[0-9][.,][0-9]")
_SWAP = str.maketrans(".,", ",.")
_HOME = frozenset(("AT", "BR", "DE", "ES", "IT", "NL", "PT", "US", "GB"))
"""Regions that write numbers as their language does."""

_COUNTED = re.compile(r"[ \u00a0\u202f]([^\W\d_]{3,})(?!\w)")
_LABEL = re.compile(r"([^\W\d_]+)[ \u00a0\u202f]$")
_FREE, _ENDED = r"(?<![\w.,:/-])", r"(?![\d:/]|[.,]\d)"


class _Format(NamedTuple):
    """Patterns for what a language does not write so.

    ``foreign`` is for numbers that it writes in no case, ``thousands`` for those that another
    language means as thousands and this one would read as decimals, but for what ``labels`` number.
    """

    foreign: re.Pattern[str]
    thousands: re.Pattern[str]
    labels: frozenset[str]
    leftovers: re.Pattern[str] | None
    except_regions: frozenset[str]


@functools.cache
def _format(code: str) -> _Format | None:
    data = table("number_format").get(code)
    if data is None:
        return None
    mark = re.escape(data["not_decimal"])
    group = re.escape("." if data["not_decimal"] == "," else ",")
    counted = data["counted"]
    patterns = [
        rf"\d{{1,3}}(?:{group}\d{{3}})+{mark}\d+",
        rf"\d{{1,3}}(?:{group}\d{{3}}){{2,}}",
        rf"\d+{mark}(?:\d{{1,2}}|\d{{4,}})(?=[\s\u00a0\u202f-]?(?:{counted}))",
        rf"(?<=[$€£¥])\d+{mark}\d\d",
        rf"\d{{1,3}}{group}\d00(?=[\s\u00a0\u202f]?(?:{data['scales']}))",
    ]
    if data.get("leading_zero"):
        patterns.append(rf"0{mark}\d+")
    leftovers = data.get("leftovers")
    return _Format(
        re.compile(rf"{_FREE}(?:{'|'.join(patterns)}){_ENDED}"),
        re.compile(rf"{_FREE}([1-9]\d{{0,2}}){group}(\d00){_ENDED}"),
        frozenset(data["labels"].split()),
        re.compile(rf"[0-9](?:{leftovers})") if leftovers else None,
        frozenset(data.get("except_regions", ())),
    )


def _region(tag: str | None) -> str:
    """The last subtag behind the language: "CH" in "de-CH", nothing in "de"."""
    return (tag or "").replace("_", "-").partition("-")[2].rpartition("-")[2].upper()


class ForeignNumberFormat(SegmentRule):
    """A number in the format of another language: "1.234,5" in English, "3.5 %" in German.

    The reader takes 1.234 for little more than one, or 1,234 for more than a thousand.

    Only what can be nothing else is reported: both separators, several groups, a decimal in
    front of a percent sign, a million or a unit, or round thousands that are copied from a source
    whose language writes them so. Versions, times, scores, sections and addresses
    are left alone, and so is Spanish, which accepts both decimal signs.
    """

    code = "LOC001"
    name = "foreign-number-format"
    category = "locale-convention/number-format"
    severity = Severity.MINOR
    examples = (
        bad("de-en", "Profit rose to 1.234,5 euros.", "1.234,5", suggestion="1,234.5"),
        bad("fr-en", "Prices rose by 3,5 percent in May.", "3,5", suggestion="3.5"),
        bad("en-de", "Die Preise stiegen um 3.5 Prozent.", "3.5", suggestion="3,5"),
        bad("es-en", "It earned 2.300 million euros.", "2.300"),
        bad("en-fr", "La ville compte 1,234,567 habitants.", "1,234,567"),
        bad("it-en", "Some 3.500 people left.", "3.500", source="Circa 3.500 persone partirono."),
        bad("de-en", "Sales of 3 Mrd. euros are expected.", "3 Mrd."),
        good("de-en", "In 2,500 cases, version 3.5 was used at 15.30; see 1,2,3 and 10,000 km."),
        good("en-de", "Am 3.5. um 15.30 Uhr, Version 2.10, IP 192.168.100.200, 1.234.567 Euro."),
        good("en-fr", "Il a couru 3,5 km en 12 min 30; voir l’article 3.2 du chapitre 1.5."),
        good("en-de-CH", "Die Preise stiegen um 3.5 Prozent."),
        good("it-en", "It is 3.500 m long.", source="È lungo 3,500 m."),
        good("de-en", "Install version 1.200 today.", source="Installieren Sie Version 1.200."),
        good("en-es", "El 3.5 % y el 3,5 % son correctos."),
    )

    def words(self, source: Language, target: Language) -> Container[str]:  # noqa: ARG002
        """Words with a digit."""
        return WordsThat(_DIGIT.search)

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every number and every abbreviation that the language does not write so."""
        text = segment.translation
        known = _format(context.target_language.code)
        if known is None or _region(context.document.target_lang) in known.except_regions:
            return
        if _SEPARATED.search(text):
            yield from self._numbers(segment, context, known)
        if known.leftovers:
            for match in known.leftovers.finditer(text):
                yield self.finding(
                    segment,
                    *match.span(),
                    f"{context.target_language.name} does not abbreviate so.",
                    suggestion="Use the form of the language that the article is in.",
                )

    def _numbers(self, segment: Segment, context: Context, known: _Format) -> Iterator[Finding]:
        name = context.target_language.name
        for match in known.foreign.finditer(segment.translation):
            local = match[0].translate(_SWAP)
            yield self.finding(
                segment,
                *match.span(),
                f"{name} does not write numbers like {match[0]}.",
                suggestion=f"Write {local}.",
                replacement=local,
                safe=True,
            )
        for match in _thousands(segment, context, known):
            local = match[1] + context.target_language.groups[0] + match[2]
            yield self.finding(
                segment,
                *match.span(),
                f"The source’s {match[0]} is {local}; in {name} it reads as {match[1]}.",
                suggestion=f"Write {local}.",
                replacement=local,
            )


def _thousands(segment: Segment, context: Context, known: _Format) -> Iterator[re.Match[str]]:
    """Round thousands of the source that are copied as they stand and count something.

    What a number counts follows it: a word in small letters that carries no grammar.
    """
    text, target, source = segment.translation, context.target_language, context.source_language
    region = _region(context.document.source_lang)
    if source.groups[0] != target.decimal or (region and region not in _HOME):
        return
    copied = {match[0] for match in known.thousands.finditer(segment.source or "")}
    for match in known.thousands.finditer(text):
        counted = _COUNTED.match(text, match.end())
        label = _LABEL.search(text, 0, match.start())
        if (
            match[0] in copied
            and counted
            and counted[1] not in target.function_words
            and not (label and label[1].lower() in known.labels)
            and not known.foreign.match(text, match.start())
        ):
            yield match
