"""STY: one document, two ways of writing: forms of address, norms of spelling."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Set
from typing import NamedTuple

from mtaudit.lang import Language
from mtaudit.model import Document, Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, DocumentRule, bad, good
from mtaudit.rules.tables import table
from mtaudit.text.names import starts_sentence

_FEWEST = 2  # of either kind, before a mixture is more than a slip or a quotation
_MOST = 3  # findings a document
_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«|\"[^\"]*\"|‘[^’]*’(?!\w)")


class _Use(NamedTuple):
    """A word where it stands: which one it is, and its half-open span in the translation."""

    segment: Segment
    position: int
    start: int
    end: int
    word: str


def _uses(document: Document, context: Context, wanted: Set[str]) -> Iterator[_Use]:
    """The words of a document outside quotations that are among some folded ones."""
    for segment in document.segments:
        text = context.translation(segment)
        if wanted.isdisjoint(text.folded_set):
            continue
        quoted = [match.span() for match in _QUOTED.finditer(segment.translation)]
        for position, folded in enumerate(text.folded):
            start, end = text.spans[position]
            if folded in wanted and not any(
                first <= start and end <= last for first, last in quoted
            ):
                yield _Use(segment, position, start, end, text.words[position])


class MixedAddress(DocumentRule):
    """Familiar and formal address of the reader in one document.

    Counted outside quotations, where people speak to each other, from two of either kind on; the
    rarer one is reported.
    """

    code = "STY001"
    name = "mixed-address"
    category = "style/inconsistent-style"
    severity = Severity.MINOR
    target_languages = frozenset({"de", "es", "fr", "it", "ru"})
    examples = (
        bad(
            "en-de",
            "Öffnen Sie das Menü und wählen Sie Ihre Sprache.\n\nDann kannst du dein Konto prüfen.",
            "du",
            "dein",
            suggestion="formal",
        ),
        bad(
            "en-fr",
            "Ouvre ton compte, choisis ta langue et ton nom.\n\nSi vous avez oublié votre nom, écris-nous.",
            "vous",
            "votre",
        ),
        good("en-de", "„Hast du dein Buch?“, fragte er. „Haben Sie Ihre Karte?“, sagte sie."),
        good("en-fr", "Ouvrez votre compte. Choisissez votre langue, et vous aurez fini."),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """Yield the first words of the rarer form."""
        facts = table("style")["address"][context.target_language.code]
        has_capital = facts.get("capital", False)
        familiar, formal = (frozenset(facts[kind].split()) for kind in ("familiar", "formal"))
        found: dict[str, list[_Use]] = {"familiar": [], "formal": []}
        wanted = familiar | frozenset(word.lower() for word in formal)
        for use in _uses(document, context, wanted):
            if use.word.lower() in familiar:
                found["familiar"].append(use)
            elif has_capital:
                text = context.translation(use.segment)
                if use.word in formal and not starts_sentence(text, use.position):
                    found["formal"].append(use)
            elif use.word.lower() in formal:
                found["formal"].append(use)
        rarer, usual = sorted(found, key=lambda kind: (len(found[kind]), kind))
        if len(found[rarer]) < _FEWEST:
            return
        for use in found[rarer][:_MOST]:
            yield self.finding(
                use.segment,
                use.start,
                use.end,
                f"“{use.word}” is {rarer} address; the document is {usual} elsewhere "
                f"({len(found[usual])} to {len(found[rarer])}).",
                suggestion=f"Keep to the {usual} address.",
            )


class _Norms(NamedTuple):
    """Spellings that tell two norms of a language apart; ``sides`` by folded word."""

    names: tuple[str, str]
    sides: dict[str, int]
    other: dict[str, str]
    regions: dict[str, int]


@functools.cache
def _norms(code: str) -> _Norms:
    facts = table("style")["norms"][code]
    either = frozenset(facts["either"].split())
    sides: dict[str, int] = {}
    other: dict[str, str] = {}
    for pair in facts["pairs"].split():
        first, second = pair.split(":")
        for word, side, counterpart in ((first, 0, second), (second, 1, first)):
            if word not in either:
                sides[word] = side
                other[word] = counterpart
    regions = {region: ("first", "second").index(side) for region, side in facts["regions"].items()}
    return _Norms((facts["first"], facts["second"]), sides, other, regions)


class MixedSpelling(DocumentRule):
    """British and American, or Brazilian and European, spelling in one document.

    Where the target language is stated with a region (``en-GB``), spellings of the other norm are
    reported from the second different word on; otherwise the rarer norm, if there are two different
    words of it. Names ("World Trade Center"), quotations and words that both norms have are left
    alone, and so is -ize, which British publishers use too.
    """

    code = "STY002"
    name = "mixed-spelling"
    category = "locale-convention"
    severity = Severity.MINOR
    target_languages = frozenset({"en", "pt"})
    examples = (
        bad(
            "fr-en",
            "The neighbours favour the centre.\n\nThe color of the harbor, a gray labor of years.",
            "color",
            "harbor",
            "labor",
            suggestion="colour",
        ),
        bad(
            "en-pt",
            "A equipe recebeu o prêmio e o registro.\n\nOs utilizadores e os comboios pararam.",
            "utilizadores",
            "comboios",
        ),
        good("fr-en", "The colour of the centre favours labour near the World Trade Center."),
        good("fr-en", "The organization realized that the centre had no colour in its harbour."),
        good("en-pt", "A equipe do metrô recebeu o prêmio no aeroporto de Madri."),
    )

    def words(self, source: Language, target: Language) -> Container[str]:  # noqa: ARG002
        """The spellings that one of the norms does not have."""
        return _norms(target.code).sides

    def check(self, document: Document, context: Context) -> Iterator[Finding]:
        """Yield the first words of the rarer or the wrong norm."""
        norms = _norms(context.target_language.code)
        texts = (context.translation(segment) for segment in document.segments)
        if len(set[str]().union(*(t.folded_set & norms.sides.keys() for t in texts))) < _FEWEST:
            return
        found: defaultdict[int, list[_Use]] = defaultdict(list)
        for use in _uses(document, context, norms.sides.keys()):
            side = norms.sides.get(use.word)
            if side is not None:
                found[side].append(use)
        if not found:
            return
        words = {side: Counter(use.word for use in uses) for side, uses in found.items()}
        region = (document.target_lang or "").partition("-")[2].upper()
        right = norms.regions.get(region)
        if right is None:
            if min(len(words.get(side, ())) for side in (0, 1)) < _FEWEST:
                return
            right = max((0, 1), key=lambda side: (len(found[side]), -side))
        elif len(words.get(1 - right, ())) < _FEWEST:
            return
        for use in found[1 - right][:_MOST]:
            yield self.finding(
                use.segment,
                use.start,
                use.end,
                f"“{use.word}” is {norms.names[1 - right]} spelling in a text that is "
                f"{norms.names[right]}.",
                suggestion=f"Write {norms.other[use.word]}.",
                replacement=norms.other[use.word],
            )
