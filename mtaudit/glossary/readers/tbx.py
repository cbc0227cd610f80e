"""Glossaries from TBX (ISO 30042), version 2 and 3, in either style.

Names are local ones, so that Core, Min, Basic and private dialects are read alike:
``<termNote type="administrativeStatus">`` (DCA) is ``<min:administrativeStatus>`` (DCT).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mtaudit.errors import GlossaryError
from mtaudit.glossary.model import Concept, Glossary, Name, Standing
from mtaudit.glossary.readers.xml import Element, elements, language_of, line_of, local, text_of

_ENTRIES = frozenset({"termEntry", "conceptEntry"})
_LANGUAGES = frozenset({"langSet", "langSec"})
_TERMS = frozenset({"tig", "ntig", "termSec"})
_ROOTS = frozenset({"martif", "tbx"})
_TYPED = frozenset({"termNote", "descrip", "admin", "xref", "ref", "transac"})
_NOTES = ("note", "definition", "explanation")

_STANDINGS = {
    "preferred": Standing.PREFERRED,
    "admitted": Standing.ADMITTED,
    "superseded": Standing.SUPERSEDED,
    "obsolete": Standing.SUPERSEDED,
    "deprecated": Standing.FORBIDDEN,
    "forbidden": Standing.FORBIDDEN,
    "notrecommended": Standing.FORBIDDEN,
    "rejected": Standing.FORBIDDEN,
}
"""What the beginning of a status means: ``preferredTerm-admn-sts``."""

_STATUS = ("administrativeStatus", "normativeAuthorization", "usageStatus", "status")
_SHORT = frozenset({"acronym", "initialism"})
_TRUE = frozenset({"yes", "true", "1"})


def parse(data: bytes, path: Path) -> Glossary:
    """The concepts of a termbase.

    Raises:
        GlossaryError: not TBX, or an entry without languages or terms, with its line.
    """
    found = elements(data, path, _ENTRIES, _ROOTS)
    concepts = tuple(concept for entry in found if (concept := _concept(entry, path)))
    if not concepts:
        raise GlossaryError(
            "no terms in it",
            path=str(path),
            line=1,
            remedy="terms stand in <termEntry> or <conceptEntry>",
        )
    return Glossary(concepts=concepts)


def _concept(entry: Element, path: Path) -> Concept | None:
    names: list[Name] = []
    said = _categories(entry, stop=_LANGUAGES)
    for section in (child for child in entry if local(child) in _LANGUAGES):
        lang = language_of(section, path)
        if lang is None:
            raise GlossaryError(
                f"<{local(section)}> without a language",
                path=str(path),
                line=line_of(section),
                remedy='state it as in xml:lang="fr"',
            )
        names += _names(section, lang, path)
    if not names:
        return None
    return Concept(
        names=tuple(names),
        domain=said.get("subjectField"),
        note=next((said[name] for name in _NOTES if name in said), None),
        do_not_translate=_is_kept(said),
        first_mention=said.get("firstMention", "").lower() in _TRUE,
        origin=path.name,
        line=line_of(entry),
    )


def _names(section: Element, lang: str, path: Path) -> Iterator[Name]:
    for container in section.iter():
        if local(container) not in _TERMS:
            continue
        term = next((each for each in container.iter() if local(each) == "term"), None)
        if term is None or not text_of(term):
            raise GlossaryError(
                "an entry without a term" if term is None else "an empty term",
                path=str(path),
                line=line_of(container if term is None else term),
                remedy="fill it in, or delete the entry",
            )
        said = _categories(container, stop=frozenset())
        yield Name(
            text_of(term),
            lang,
            _standing(said),
            said.get("partOfSpeech"),
            case_sensitive=said.get("termType", "").lower() in _SHORT
            or said.get("caseSensitive", "").lower() in _TRUE,
            line=line_of(term),
        )


def _categories(element: Element, stop: frozenset[str]) -> dict[str, str]:
    """What an entry says of itself, by data category, outside the elements named by ``stop``."""
    said: dict[str, str] = {}
    for child in element:
        name = local(child)
        if not name or name in stop or name == "term":
            continue
        if len(child):
            said = {**_categories(child, stop), **said}
        category = (child.get("type") if name in _TYPED else None) or name
        said.setdefault(category, text_of(child))
    return said


def _standing(said: dict[str, str]) -> Standing:
    for category in _STATUS:
        value = said.get(category, "").lower().replace(" ", "").replace("-", "")
        for beginning, standing in _STANDINGS.items():
            if value.startswith(beginning):
                return standing
    return Standing.ADMITTED


def _is_kept(said: dict[str, str]) -> bool:
    return any(
        said.get(name, "").lower() in _TRUE
        for name in ("doNotTranslate", "dnt", "do_not_translate")
    )
