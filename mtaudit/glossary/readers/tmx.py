"""Glossaries from translation memories (TMX 1.4): every unit is a concept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mtaudit.errors import GlossaryError
from mtaudit.glossary.model import Concept, Glossary, Name, Standing
from mtaudit.glossary.readers.xml import Element, elements, language_of, line_of, local, text_of

_TRUE = frozenset({"yes", "true", "1"})
_STANDINGS = frozenset(Standing)


def parse(data: bytes, path: Path) -> Glossary:
    """The units of a memory as concepts; properties called ``x-status`` and so on are read.

    Raises:
        GlossaryError: not TMX, or a unit without languages, with its line.
    """
    units = elements(data, path, frozenset({"tu"}), frozenset({"tmx"}))
    concepts = tuple(concept for unit in units if (concept := _concept(unit, path)))
    if not concepts:
        raise GlossaryError("no units in it", path=str(path), line=1, remedy="terms stand in <tu>")
    return Glossary(concepts=concepts)


def _concept(unit: Element, path: Path) -> Concept | None:
    said = _properties(unit)
    names = tuple(_names(unit, path))
    if not names:
        return None
    return Concept(
        names=names,
        domain=said.get("domain"),
        note=said.get("note"),
        do_not_translate=said.get("do_not_translate", "").lower() in _TRUE,
        first_mention=said.get("first_mention", "").lower() in _TRUE,
        origin=path.name,
        line=line_of(unit),
    )


def _names(unit: Element, path: Path) -> Iterator[Name]:
    for variant in (child for child in unit if local(child) == "tuv"):
        lang = language_of(variant, path)
        if lang is None:
            raise GlossaryError(
                "<tuv> without a language",
                path=str(path),
                line=line_of(variant),
                remedy='state it as in xml:lang="fr"',
            )
        text = next((text_of(child) for child in variant if local(child) == "seg"), "")
        if not text:
            raise GlossaryError(
                "an empty term",
                path=str(path),
                line=line_of(variant),
                remedy="fill its <seg> in, or delete the unit",
            )
        said = _properties(variant)
        status = said.get("status", "")
        yield Name(
            text,
            lang,
            Standing(status) if status in _STANDINGS else Standing.ADMITTED,
            said.get("pos"),
            case_sensitive=said.get("case_sensitive", "").lower() in _TRUE,
            line=line_of(variant),
        )


def _properties(element: Element) -> dict[str, str]:
    """The properties of an element by name, and its note."""
    said = {}
    for child in element:
        if local(child) == "prop":
            said[(child.get("type") or "").removeprefix("x-").replace("-", "_")] = text_of(child)
        elif local(child) == "note":
            said["note"] = text_of(child)
    return said
