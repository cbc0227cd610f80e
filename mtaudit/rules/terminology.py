"""TRM: acronyms of another language left in the translation."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

from mtaudit.glossary.apart import is_kept
from mtaudit.lang import Language, language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good

LANGUAGES = ("en", "fr", "es", "pt", "de", "it", "ru")


class _Foreign(NamedTuple):
    """An acronym of other languages: the right one here, its entry, and the languages."""

    right: str
    concept: str
    needs_evidence: bool
    languages: tuple[str, ...]


@functools.cache
def _concepts() -> tuple[dict[str, str], ...]:
    file = resources.files("mtaudit.rules").joinpath("data", "organizations.tsv")
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t"))


@functools.cache
def _foreign(source: str, target: str) -> dict[str, _Foreign]:
    """Acronyms of a source language, or of any, that the target language has others for.

    What any concept is called in both languages (*CIA*) is none of them. For a source language that
    the table does not have there are those of English, by way of which many systems translate.
    """
    codes = LANGUAGES if source == "und" else (source,) if source in LANGUAGES else ("en",)
    own = {form for concept in _concepts() for form in _forms(concept[target])}
    shared = {
        form
        for concept in _concepts()
        for code in codes
        for form in {*_forms(concept[code])} & {*_forms(concept[target])}
    }
    silent = shared if source in LANGUAGES else own
    found: dict[str, _Foreign] = {}
    for concept in _concepts():
        right = next(iter(_forms(concept[target])), "")
        for cell in (cell for code in codes for cell in concept[code].split(";")):
            form = cell.rstrip("?")
            if right and form and " " not in form and form not in silent:
                is_doubtful = cell != form or form in own or form in found
                those = tuple(code for code in codes if form in _forms(concept[code]))
                found[form] = _Foreign(right, concept["name"], is_doubtful, those)
    return found


def _listed(codes: tuple[str, ...]) -> str:
    return ", ".join(language(code).name for code in codes)


def _forms(cell: str) -> list[str]:
    """The acronyms in a cell of the table, the usual one first."""
    return [form.rstrip("?") for form in cell.split(";") if form]


class SourceLanguageAcronym(SegmentRule):
    """An acronym of the source language where the target language has its own.

    French OTSC is CSTO in English. Checks of other tools demand that acronyms stay as they are,
    and pass the wrong one.

    Acronyms that mean something else in the target language, such as CPI, count only if the source
    has them too. What the text itself explains ("known by its French acronym OTSC") and quoted
    foreign names are left alone. Major where the acronym stands in brackets behind the name that it
    abbreviates.
    """

    code = "TRM001"
    name = "source-language-acronym"
    category = "terminology/wrong-term"
    severity = Severity.MINOR
    target_languages = frozenset(LANGUAGES)
    examples = (
        bad(
            "fr-en",
            "Belgrade may join the Collective Security Treaty Organization (OTSC).",
            "OTSC",
            suggestion="CSTO",
        ),
        bad("en-fr", "La WHO a déclaré une urgence.", "WHO", suggestion="OMS"),
        bad("es-en", "The FMI lowered its forecast.", "FMI", suggestion="IMF"),
        good("pl-en", "The IDE runs VBA macros.", source="IDE uruchamia makra VBA."),
        good("fr-en", "The CSTO, known by its French acronym OTSC, met."),
        good("en-fr", "L’OTSC et l’OMS se sont réunies."),
        good("fr-en", "The CPI rose by 2 percent, and BCE dates are used."),
    )

    def words(self, source: Language, target: Language) -> frozenset[str]:
        """The acronyms."""
        return frozenset(map(str.lower, _foreign(source.code, target.code)))

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every such acronym."""
        text = context.translation(segment)
        foreign = _foreign(context.source_language.code, context.target_language.code)
        for index, word in enumerate(text.words):
            if not word.isupper() or word not in foreign:
                continue
            entry = foreign[word]
            start, end = text.spans[index]
            if self._is_wrong(word, entry, segment, context) and _stands_alone(
                segment, context, start, end
            ):
                is_gloss = segment.translation[start - 1 : start] == "("
                yield self.finding(
                    segment,
                    start,
                    end,
                    f"“{word}” is {_listed(entry.languages)} (entry “{entry.concept}” of the "
                    f"organizations that mtaudit knows); {context.target_language.name} has "
                    f"“{entry.right}”.",
                    suggestion=f"Write “{entry.right}”.",
                    severity=Severity.MAJOR if is_gloss else Severity.MINOR,
                    replacement=entry.right,
                    safe=is_gloss,
                )

    def _is_wrong(self, word: str, entry: _Foreign, segment: Segment, context: Context) -> bool:
        words = context.translation(segment).words
        if entry.right in words or "acronym" in segment.translation:
            return False
        needs_source = segment.source is not None or entry.needs_evidence
        if needs_source and word not in context.source(segment).words:
            return False
        # For what the user's glossary has, it has rules of its own.
        return not any(word in (term.source, *term.variants) for term in context.terms)


def _stands_alone(segment: Segment, context: Context, start: int, end: int) -> bool:
    """Whether the acronym is no part of an address, a hashtag, a compound or a foreign name."""
    text = segment.translation
    if text[start - 1 : start] in _JOINED:
        return False
    if text[end : end + 1] in _JOINED and not _COMPOUND.match(text, end):
        return False
    return segment.source is None or not is_kept(
        context.translation(segment), start, end, segment.source
    )


_JOINED = frozenset("@#/_-.&$+")
_COMPOUND = re.compile(r"[-.](?!\w)|-[^\W\d_]{2,}")
