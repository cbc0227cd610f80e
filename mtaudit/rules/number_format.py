"""LOC: numbers and times in the format of another language."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good
from mtaudit.rules.tables import table

_SEPARATED = re.compile("[0-9][.,][0-9]")
_SWAP = str.maketrans(".,", ",.")
_FREE, _ENDED = r"(?<![\w.,:/-])", r"(?![\d:/]|[.,]\d)"


class _Format(NamedTuple):
    """Patterns for what a language does not write so.

    ``foreign`` is for numbers that it writes in no case, ``thousands`` for those that another
    language means as thousands and this one would read as decimals.
    """

    foreign: re.Pattern[str]
    thousands: re.Pattern[str]
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
        re.compile(rf"{_FREE}[1-9]\d{{0,2}}{group}\d00{_ENDED}"),
        re.compile(rf"[0-9](?:{leftovers})") if leftovers else None,
        frozenset(data.get("except_regions", ())),
    )


def _region(context: Context) -> str:
    """The last subtag of the target language: "CH" in "de-CH"."""
    return (context.document.target_lang or "").replace("_", "-").rpartition("-")[2].upper()


class ForeignNumberFormat(SegmentRule):
    """A number in the format of another language: "1.234,5" in English, "3.5 %" in German.

    The reader takes 1.234 for little more than one, or 1,234 for more than a thousand.

    Only what can be nothing else is reported: both separators, several groups, a decimal in
    front of a percent sign, a million or a unit, or round thousands that the source writes in the
    same way and its language means as thousands. Versions, times, scores, sections and addresses
    are left alone, and so is Spanish, which accepts both decimal signs.
    """

    code = "LOC001"
    name = "foreign-number-format"
    category = "locale-convention/number-format"
    severity = Severity.MINOR
    characters = frozenset("0123456789")
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
        good("en-es", "El 3.5 % y el 3,5 % son correctos."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every number and every abbreviation that the language does not write so."""
        text = segment.translation
        known = _format(context.target_language.code)
        if known is None or _region(context) in known.except_regions:
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
        for match in self._foreign(segment, context, known):
            local = match[0].translate(_SWAP)
            yield self.finding(
                segment,
                *match.span(),
                f"{context.target_language.name} does not write numbers like {match[0]}.",
                suggestion=f"Write {local}.",
                replacement=local,
                safe=True,
            )

    def _foreign(
        self, segment: Segment, context: Context, known: _Format
    ) -> Iterator[re.Match[str]]:
        text = segment.translation
        yield from known.foreign.finditer(text)
        mark, source = context.target_language.decimal, context.source_language
        if segment.source and source.decimal != mark and mark in source.groups:
            copied = {match[0] for match in known.thousands.finditer(segment.source)}
            for match in known.thousands.finditer(text):
                if match[0] in copied and not known.foreign.match(text, match.start()):
                    yield match
