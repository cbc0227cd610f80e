"""UNT: months and days of the week in the source's language. Codes from UNT006 on."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from mtaudit.lang import Language, language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good
from mtaudit.rules.untranslated import is_reported
from mtaudit.text.analysis import Analysis
from mtaudit.text.lexicon import zipf

_SHORTEST = 3
_KNOWN = 3.0  # zipf frequency in the target language of a word that may be its own
_USUAL = 4.0  # likewise of one that surely is


@functools.cache
def _foreign_names(source: str, target: str) -> tuple[frozenset[str], frozenset[str]]:
    """The months and the days of the source's language that the target does not write."""
    here, there = language(target), language(source)
    if not here.known:
        return frozenset(), frozenset()
    own = {form.lower() for forms in (*here.months, *here.weekdays) for form in forms}
    months, days = (
        {form.lower() for forms in names for form in forms if len(form) >= _SHORTEST}
        for names in (there.months, there.weekdays)
    )
    return frozenset(months - own), frozenset(days - own)


class SourceDate(SegmentRule):
    """A month or a day of the week in the source's language: "3 Mai" in English.

    Months count beside a figure only, days only where they are no word of the target's language.
    With a source it must have the name too. What another rule reports as left over is not reported
    again, nor are names such as the 14 Juillet.
    """

    code = "UNT006"
    name = "source-date"
    category = "locale-convention/date-format"
    severity = Severity.MINOR
    examples = (
        bad(
            "de-en",
            "The talks begin on 3 Mai in Rome.",
            "Mai",
            source="Die Gespräche beginnen am 3. Mai in Rom.",
        ),
        bad("en-fr", "Il est né le 14 July 1950.", "July"),
        good("de-en", "In May 2020 she came, on 3 August he.", source="Im Mai 2020, am 3. August."),
        good("fr-en", "The 14 Juillet parade drew crowds.", source="Le défilé du 14 Juillet."),
        good("en-es", "Will Friday cantó con April March."),
    )

    def words(self, source: Language, target: Language) -> frozenset[str]:
        """The names of months and days."""
        return frozenset().union(*_foreign_names(source.code, target.code))

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every such name."""
        source, target = context.source_language, context.target_language
        months, days = _foreign_names(source.code, target.code)
        text = context.translation(segment)
        for index, word in enumerate(text.folded):
            if word not in months and word not in days:
                continue
            if source.lower_case_days and text.words[index][0].isupper():
                continue
            if zipf(word, target.code) >= _USUAL:
                continue
            if not (_counts(text, index) if word in months else _is_foreign(text, index)):
                continue
            if segment.source is not None and word not in context.source(segment).folded_set:
                continue
            if not is_reported(segment, context, index):
                yield self.finding(
                    segment,
                    *text.spans[index],
                    f"“{text.words[index]}” is {source.name}.",
                    suggestion=f"Write it in {target.name}.",
                )


def _counts(text: Analysis, index: int) -> bool:
    """Whether a figure stands beside a word, with "of" or nothing between."""
    before = text.words[max(0, index - 2) : index][::-1]
    after = text.words[index + 1 : index + 3]
    return any(
        near[0].isdigit() or (len(near[0]) == 2 and near[-1].isdigit())
        for near in (before, after)
        if near
    )


def _is_foreign(text: Analysis, index: int) -> bool:
    """Whether a day's name is no word of the language and no part of a name."""
    word = text.folded[index]
    around = text.words[max(0, index - 1) : index] + text.words[index + 1 : index + 2]
    beside_name = any(near[0].isupper() for near in around) and index > 0
    return len(word) > _SHORTEST and zipf(word, text.language.code) < _KNOWN and not beside_name
