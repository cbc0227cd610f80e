"""NEG: clauses that say the opposite of the source."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from mtaudit.lang import Language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good
from mtaudit.rules.tables import table
from mtaudit.text.analysis import Analysis
from mtaudit.text.lexicon import frequencies

_BEGINNING = r"(?<![\w\u0900-\u0963])"
_END = r"(?![\w\u0900-\u0963])"


class Negation(NamedTuple):
    """What negates in one language, and whether an added negation is sure to be wrong.

    Of some languages only the hints are known: ``words`` is empty, and ``clause`` never matches.
    """

    words: frozenset[str]
    clause: re.Pattern[str]
    hint: re.Pattern[str]
    prefixes: tuple[str, ...]
    sure_source: bool
    sure_target: bool


@functools.cache
def negation_of(code: str) -> Negation | None:
    """The facts of a language; ``None`` where they are not known."""
    data = table("negation").get(code)
    if data is None:
        return None
    return Negation(
        frozenset(data.get("words", "").split()),
        _pattern(data.get("clause", "(?!)")),
        _pattern(data["hint"]) if data.get("parted", True) else re.compile(data["hint"]),
        tuple(data["prefix"]),
        data.get("sure_source", False),
        data.get("sure_target", False),
    )


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"{_BEGINNING}(?:{words}){_END}", re.IGNORECASE)


def hints(text: Analysis, negation: Negation) -> Iterator[str]:
    """Yield, folded, what in the text may stand for a negation."""
    for match in negation.hint.finditer(text.text):
        yield match.group().lower()
    known = frequencies(text.language.code, "small")
    for word in text.folded_set:
        if word.startswith(negation.prefixes) and any(
            word.startswith(prefix) and len(word) > len(prefix) + 3 and word[len(prefix) :] in known
            for prefix in negation.prefixes
        ):
            yield word


def _hints(text: Analysis, negation: Negation) -> bool:
    """Whether anything in the text may stand for a negation."""
    return any(True for _ in hints(text, negation))


LANGUAGES = frozenset({"de", "en", "es", "fr", "it", "pl", "pt", "ru"})
"""Those of which it is known what negates a clause."""

_SOURCES = LANGUAGES | {"cs", "hi", "ja", "zh"}
"""Those of which it is known what a translator may render by a negation."""

_SPARING = frozenset({"de", "en", "it", "pt"})
"""Languages whose translators seldom turn a phrase round with a negation (NTREX-128: less than
one such case in 5,000 words, where French and Russian have five)."""


class NegationAdded(SegmentRule):
    """A negation that the source does not have.

    "Is monitoring" against "is not monitoring": the reader learns the opposite.

    The source must have nothing that a translator could render by a negation: no negative prefix,
    no verb of refusal or lack, no "only" or "until", no contrast.
    """

    code = "NEG001"
    name = "negation-added"
    category = "accuracy/mistranslation"
    severity = Severity.MAJOR
    needs = frozenset({"source"})
    source_languages = _SOURCES
    target_languages = _SPARING
    examples = (
        bad(
            "de-en",
            "The government is not monitoring the storms.",
            "not",
            source="Die Regierung beobachtet die Stürme.",
        ),
        bad(
            "fr-de",
            "Der Minister hat das Abkommen nicht unterzeichnet.",
            "nicht",
            source="Le ministre a signé l’accord.",
        ),
        bad("fr-en", "He was fined for not paying.", "not", source="Il a été condamné à payer."),
        bad("zh-en", "He has not signed the deal.", "not", source="他签署了协议。"),
        good("hi-en", "He did not sign.", source="उन्होंने हस्ताक्षर नहीं किए।"),
        good("de-en", "It says whether or not it rains.", source="Es sagt, ob es regnet."),
        good("de-en", "She did not want to talk.", source="Sie weigerte sich zu sprechen."),
        good(
            "de-en",
            "It was not until the fog had lifted that they could fly.",
            source="Nachdem sich der Nebel gelichtet hatte, konnten sie fliegen.",
        ),
        good("de-en", "He never failed to come.", source="Er kam jedes Mal."),
        good("es-en", "It was found not far from here.", source="Se encontró cerca de aquí."),
        good("fr-en", "He did not cast a vote.", source="Il s’est abstenu."),
        good("fr-en", "The result is not unexpected.", source="Le résultat est sans surprise."),
        good("en-it", "Non ha che due fratelli.", source="He only has two brothers."),
    )

    def words(self, source: Language, target: Language) -> frozenset[str]:  # noqa: ARG002
        """The negations."""
        negation = negation_of(target.code)
        return negation.words if negation else frozenset()

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every negation, if the source has none."""
        target = negation_of(context.target_language.code)
        source = negation_of(context.source_language.code)
        if target is None or source is None or not segment.source:
            return
        found = list(target.clause.finditer(segment.translation))
        if not found or _hints(context.source(segment), source):
            return
        is_sure = source.sure_source and target.sure_target
        severity = Severity.MAJOR if is_sure else Severity.MINOR
        for match in found:
            yield self.finding(
                segment,
                *match.span(),
                "The source does not negate anything.",
                suggestion="Compare with the source, and delete the negation if it is wrong.",
                severity=severity,
            )


class NegationLost(SegmentRule):
    """A negation of the source that the translation does not have.

    The translation must have nothing that could render the negation: no negative prefix, no verb
    of refusal or lack, no "only" or "until", no contrast.
    """

    code = "NEG002"
    name = "negation-lost"
    category = "accuracy/mistranslation"
    severity = Severity.NEUTRAL
    needs = frozenset({"source"})
    source_languages = _SPARING
    target_languages = LANGUAGES
    examples = (
        bad(
            "de-en",
            "The minister signed the agreement.",
            "nicht",
            source="Der Minister unterschrieb das Abkommen nicht.",
        ),
        bad(
            "it-fr",
            "La grève a été annoncée lundi.",
            "non",
            source="Lo sciopero non è stato annunciato lunedì.",
        ),
        good(
            "de-en",
            "The minister refused to sign.",
            source="Der Minister wollte nicht unterschreiben.",
        ),
        good("it-en", "He left without a word.", source="Se ne andò e non disse una parola."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every negation of the source, if nothing answers it."""
        target = negation_of(context.target_language.code)
        source = negation_of(context.source_language.code)
        if target is None or source is None or not segment.source:
            return
        if source.words.isdisjoint(context.source(segment).folded_set):
            return
        found = list(source.clause.finditer(segment.source))
        if not found or _hints(context.translation(segment), target):
            return
        for match in found:
            yield self.finding(
                segment,
                *match.span(),
                "Nothing in the translation answers this negation.",
                suggestion="Compare with the source, and put the negation back if it is lost.",
                side="source",
            )
