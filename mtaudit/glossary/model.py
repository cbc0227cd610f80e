"""What a glossary is made of.

Tables say for one direction what a term must and must not become: a ``Term``. Termbases hold
concepts with their names in many languages: a ``Concept``, which gives a ``Term`` for any pair.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mtaudit.lang import language


@dataclass(frozen=True, slots=True)
class Term:
    """A concept in two languages: what the source calls it, what a translation must and must not.

    ``targets`` are the accepted translations, the preferred one first; ``forbidden`` are wrong
    ones; ``variants`` are other names in the source. A language that is not stated holds for any.
    With ``do_not_translate`` the source term itself has to stand in the translation. With
    ``first_mention`` the demand holds once a document. ``line`` is the entry's line in ``origin``.
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
    variants: tuple[str, ...] = ()
    do_not_translate: bool = False
    pos: str | None = None
    domain: str | None = None
    status: str | None = None
    first_mention: bool = False

    def holds_for(self, source_lang: str | None, target_lang: str | None) -> bool:
        """Whether the entry speaks of this language pair."""
        return _agree(self.source_lang, source_lang) and _agree(self.target_lang, target_lang)

    @property
    def answers(self) -> tuple[str, ...]:
        """What the translation may have for the term."""
        if self.do_not_translate:
            return (self.source, *self.variants, *self.targets)
        return self.targets


class Standing(enum.StrEnum):
    """How a name stands to its concept."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    SUPERSEDED = "superseded"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Name:
    """What a concept is called, or must not be called, in one language."""

    text: str
    lang: str
    standing: Standing = Standing.PREFERRED
    pos: str | None = None
    case_sensitive: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept and its names in any number of languages.

    In the source, superseded names still mean the concept, forbidden ones do not.
    """

    names: tuple[Name, ...]
    domain: str | None = None
    note: str | None = None
    do_not_translate: bool = False
    first_mention: bool = False
    origin: str | None = None
    line: int | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it has names in, in their order."""
        return tuple(dict.fromkeys(name.lang for name in self.names))

    def term(self, source_lang: str | None, target_lang: str | None) -> Term | None:
        """The entry for a language pair, ``None`` where the concept says nothing of it.

        Without a source language, the entry is called by the concept's first name elsewhere.
        """
        target = _of_language(self.names, target_lang) if target_lang else []
        source = (
            _of_language(self.names, source_lang)
            if source_lang
            else [name for name in self.names if name not in target]
        )
        triggers = [name for name in source if name.standing is not Standing.FORBIDDEN]
        accepted = [
            name.text for name in target if name.standing in {Standing.PREFERRED, Standing.ADMITTED}
        ]
        wrong = [name.text for name in target if name.standing is Standing.FORBIDDEN]
        wrong += [name.text for name in target if name.standing is Standing.SUPERSEDED]
        if not triggers or not (accepted or wrong or self.do_not_translate):
            return None
        first = triggers[0]
        variants = triggers[1:] if source_lang else []
        return Term(
            source=first.text,
            targets=tuple(dict.fromkeys(accepted)),
            source_lang=source_lang,
            target_lang=target_lang,
            forbidden=tuple(form for form in dict.fromkeys(wrong) if form not in accepted),
            case_sensitive=first.case_sensitive,
            note=self.note,
            origin=self.origin,
            line=first.line or self.line,
            variants=tuple(dict.fromkeys(name.text for name in variants)),
            do_not_translate=self.do_not_translate,
            pos=first.pos,
            domain=self.domain,
            status=first.standing.value,
            first_mention=self.first_mention,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """Terms and concepts from one or more files."""

    terms: tuple[Term, ...] = ()
    concepts: tuple[Concept, ...] = ()

    def for_pair(self, source_lang: str | None, target_lang: str | None) -> tuple[Term, ...]:
        """The terms that hold for a language pair, in their order; one tuple for each pair."""
        return _for_pair(self, source_lang, target_lang)

    @staticmethod
    def join(glossaries: Iterable[Glossary]) -> Glossary:
        """All terms and concepts of several glossaries, in order."""
        parts = tuple(glossaries)
        return Glossary(
            tuple(term for part in parts for term in part.terms),
            tuple(concept for part in parts for concept in part.concepts),
        )


@functools.lru_cache(maxsize=16)
def _for_pair(
    glossary: Glossary, source_lang: str | None, target_lang: str | None
) -> tuple[Term, ...]:
    terms = [term for term in glossary.terms if term.holds_for(source_lang, target_lang)]
    terms += filter(None, (each.term(source_lang, target_lang) for each in glossary.concepts))
    return tuple(terms)


def _of_language(names: Sequence[Name], lang: str) -> list[Name]:
    """The names in a language, preferred first: those of its region, or else of any region."""
    found = [name for name in names if _agree(name.lang, lang)]
    if not found:
        found = [name for name in names if _primary(name.lang) == _primary(lang)]
    return sorted(found, key=lambda name: name.standing is not Standing.PREFERRED)


def _agree(stated: str | None, asked: str | None) -> bool:
    """Whether two tags can mean the same: one language, and no other script or region."""
    if stated is None or asked is None or stated == asked:
        return True
    if _primary(stated) != _primary(asked):
        return False
    one, other = stated.split("-")[1:], asked.split("-")[1:]
    return all(
        first == second
        for first in one
        for second in other
        if len(first) == len(second) and len(first) in (2, 4)
    )


def _primary(code: str) -> str:
    return language(code).code
