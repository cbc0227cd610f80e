"""What a glossary is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mtaudit.lang import language


@dataclass(frozen=True, slots=True)
class Term:
    """A concept in two languages: what the source calls it, what a translation must and must not.

    ``targets`` are the accepted translations, the preferred one first; ``forbidden`` are wrong
    ones. A language that is not stated holds for any. ``line`` is the entry's line in ``origin``.
    """

    source: str
    targets: tuple[str, ...]
    source_lang: str | None = None
    target_lang: str | None = None
    forbidden: tuple[str, ...] = ()
    case_sensitive: bool = False
    note: str | None = None
    origin: str | None = None
    line: int | None = None

    def holds_for(self, source_lang: str | None, target_lang: str | None) -> bool:
        """Whether the entry speaks of this language pair."""
        return _same(self.source_lang, source_lang) and _same(self.target_lang, target_lang)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms from one or more files."""

    terms: tuple[Term, ...] = ()

    def for_pair(self, source_lang: str | None, target_lang: str | None) -> tuple[Term, ...]:
        """The terms that hold for a language pair, in their order."""
        return tuple(term for term in self.terms if term.holds_for(source_lang, target_lang))

    @staticmethod
    def join(glossaries: Iterable[Glossary]) -> Glossary:
        """All terms of several glossaries, in order."""
        return Glossary(tuple(term for glossary in glossaries for term in glossary.terms))


def _same(stated: str | None, asked: str | None) -> bool:
    return stated is None or asked is None or language(stated).code == language(asked).code
