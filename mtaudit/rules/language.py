"""LNG: whether the translation is in the language and script that it should be in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from mtaudit.lang import Language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, WordsThat, bad, good
from mtaudit.text.otherness import other_language
from mtaudit.text.scripts import (
    Stretch,
    as_script,
    has_latin,
    has_other_than_latin,
    is_unspaced,
    script_name,
    script_of,
    scripts_of,
    stretches,
    without_look_alikes,
)


class WrongLanguage(SegmentRule):
    """A segment that is as a whole in another language than the translation should be in.

    Its reader cannot use it. Function words and the script settle most segments; for the others
    the words are compared by their frequency in the target language, the source language and the
    large European ones, and langdetect is asked where these lists do not know the language.

    Segments of fewer than four running words, lists of names and titles, and a translation that repeats its
    source (untranslated-segment's) are not reported.
    """

    code = "LNG001"
    name = "wrong-language"
    category = "accuracy/untranslated"
    severity = Severity.CRITICAL
    exclusive = True
    examples = (
        bad(
            "de-en",
            "Die Regierung will das Gesetz noch in diesem Jahr ändern.",
            "Die Regierung will das Gesetz noch in diesem Jahr ändern.",
        ),
        bad(
            "fr-en",
            "Президент подписал закон о бюджете.",
            "Президент подписал закон о бюджете.",
            source="Le président a signé la loi de finances.",
        ),
        bad(
            "en-ru",
            "The president has signed the budget law.",
            "The president has signed the budget law.",
        ),
        good("de-en", "Schleswig-Holstein, Nordrhein-Westfalen, Baden-Württemberg"),
        good("fr-en", "Skip to content"),
        good("en-es", "Iron Maiden, Foo Fighters, Rage Against the Machine"),
        good("ru-en", "Mr. Путин (Putin) said so."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the segment, if it is in another language."""
        text = segment.translation
        if segment.source is not None and segment.source.strip() == text.strip():
            return
        target, source = context.target_language, context.source_language
        wrong = other_language(context.translation(segment), target, source)
        if wrong is not None:
            start = len(text) - len(text.lstrip())
            still = ", the source language" if wrong == source.name else ""
            yield self.finding(
                segment,
                start,
                len(text.rstrip()),
                f"The segment is in {wrong}{still}, not in {target.name}.",
                suggestion=f"Translate it into {target.name}.",
            )


class ForeignScript(SegmentRule):
    """Words in a script that the target language is not written in, inside a translation.

    They are left over from the source, or an engine drifted into another language. Latin letters
    are at home everywhere. A name or term that the translation quotes or gives in brackets is not
    reported, nor are single Greek letters and whatever a source in the target's script has too.
    """

    code = "LNG002"
    name = "foreign-script"
    category = "accuracy/untranslated"
    severity = Severity.MAJOR
    examples = (
        bad("ru-en", "The президент signed the law on Monday.", "президент"),
        bad("zh-en", "The ministry said that 经济 would grow.", "经济"),
        bad("en-fr", "Le ministre a déclaré que 情况 restait grave.", "情况"),
        good("ru-en", "The daily Vedomosti (Ведомости) reported it, as did «Труд»."),
        good("en-de", "TNF-α und β-Blocker mit 5 μm Durchmesser bei λ = 3 Ω."),
        good("en-ru", "Компания Apple выпустила iPhone 15 Pro Max."),
    )

    def words(self, source: Language, target: Language) -> Container[str]:  # noqa: ARG002
        """Words in another script than the Latin one."""
        return WordsThat(has_other_than_latin)

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every stretch in a foreign script."""
        text = segment.translation
        scripts = scripts_of(context.target_language.code)
        if not scripts:
            return
        source = segment.source or ""
        source_scripts = scripts_of(context.source_language.code)
        for stretch in stretches(text, scripts | {"Latn", "Zyyy"}):
            start, end, script = stretch
            if self._is_explained(text, stretch):
                continue
            left = script in source_scripts
            if not left and text[start:end] in source:
                continue
            name = script_name(script)
            yield self.finding(
                segment,
                start,
                end,
                f"“{text[start:end]}” is in {name} script"
                + (", left over from the source." if left and source else "."),
                suggestion=f"Translate it into {context.target_language.name}.",
            )

    def _is_explained(self, text: str, stretch: Stretch) -> bool:
        start, end, script = stretch
        if (end - start == 1 and not is_unspaced(script)) or script == "Grek":
            return end - start == 1 or _is_enclosed(text, start, end) or end - start < 4
        return _is_enclosed(text, start, end) or _touches_latin(text, start, end)


def _touches_latin(text: str, start: int, end: int) -> bool:
    """Whether a stretch is part of a word that goes on in Latin letters."""
    return any(c.isalnum() and script_of(c) == "Latn" for c in text[max(start - 1, 0) : start]) or (
        any(c.isalnum() and script_of(c) == "Latn" for c in text[end : end + 1])
    )


_ENCLOSURES = {"(": ")", "[": "]", "（": "）", "“": "”", "„": "“", "«": "»", "「": "」", "《": "》"}
_STRAIGHT = frozenset("\"'‘’")


def _is_enclosed(text: str, start: int, end: int) -> bool:
    """Whether a stretch stands in brackets or quotation marks."""
    for left, right in _ENCLOSURES.items():
        opened = text.rfind(left, max(0, start - 200), start)
        if opened >= 0 and text.find(right, opened + 1, start) < 0 <= text.find(
            right, end, end + 200
        ):
            return True
    return bool(_STRAIGHT & set(text[max(start - 1, 0) : start])) and bool(
        _STRAIGHT & set(text[end : end + 2])
    )


_LATIN_LETTER = r"A-Za-zÀ-ÖØ-öø-ɏ"
_JUNCTION = re.compile(rf"[{_LATIN_LETTER}][Ͱ-ӿ]|[Ͱ-ӿ][{_LATIN_LETTER}]")
_ALONE = frozenset("аосуАВСОКМТЕНХ")
_TIED = frozenset("-’'+=")


class LookAlikeLetters(SegmentRule):
    """Letters of another alphabet that only look right, such as a Cyrillic “а” in “Pаris”.

    Search, sorting and screen readers do not find the word. Words in which some letter of the
    second alphabet looks like none of the first (β-blockers, κB) mix them on purpose.
    """

    code = "LNG003"
    name = "look-alike-letters"
    category = "fluency/character-encoding"
    severity = Severity.MINOR
    examples = (
        bad("ru-en", "The mayor of Mоscow spoke.", "Mоscow", suggestion="Moscow"),
        bad("en-ru", "Решение приняла Pоссия.", "Pоссия", suggestion="Россия"),
        bad("uk-fr", "Il a vu а Paris un film.", "а"),
        good("en-ru", "Программисты из IT-компаний любят VPNы и CSS3."),
        good("de-en", "The NF-κB pathway and TGFβ were measured at 5 μm."),
    )

    def words(self, source: Language, target: Language) -> Container[str]:  # noqa: ARG002
        """Words in another script than the Latin one."""
        return WordsThat(has_other_than_latin)

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every word with look-alike letters."""
        text = segment.translation
        if not has_latin(text):
            return
        analysis = context.translation(segment)
        latin = scripts_of(context.target_language.code) == {"Latn"}
        for (start, end), word in zip(analysis.spans, analysis.words, strict=True):
            if _JUNCTION.search(word):
                right = without_look_alikes(word)
            else:
                right = as_script(word, "Latn") if latin and word in _ALONE else None
            if right is None or set(text[max(start - 1, 0) : start] + text[end : end + 1]) & _TIED:
                continue
            yield self.finding(
                segment,
                start,
                end,
                f"“{word}” is written with letters of another alphabet that look like those of "
                f"“{right}”.",
                suggestion=f"Write “{right}”.",
                replacement=right,
                safe=True,
            )
