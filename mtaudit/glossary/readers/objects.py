"""Glossaries from JSON: rows as objects, or entities with labels and aliases, as of Wikidata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtaudit.errors import GlossaryError, UsageError
from mtaudit.glossary.model import Concept, Glossary, Name, Standing, Term
from mtaudit.glossary.readers.rows import Row, check_columns
from mtaudit.lang.codes import normalise

_BLANK = re.compile(r"[\s,]*")
_SHAPES = "expected a list of objects, or Wikidata's entities"


def parse(text: str, path: Path) -> Glossary:
    """The terms of a list of objects, whose keys are the columns of a table, and of entities.

    Raises:
        GlossaryError: not JSON, or an object that is neither, with its line.
    """
    terms: list[Term] = []
    concepts: list[Concept] = []
    try:
        for item, line in _items(text, path):
            if not isinstance(item, dict):
                raise GlossaryError(
                    "an item that is no object", path=str(path), line=line, remedy=_SHAPES
                )
            if "labels" in item:
                concept = _entity(item, path, line)
                if concept is not None:
                    concepts.append(concept)
            else:
                check_columns(tuple(item), path, line)
                terms.append(Row(item, path, line).term())
    except json.JSONDecodeError as error:
        raise GlossaryError(
            f"not JSON: {error.msg}", path=str(path), line=error.lineno, remedy="repair the file"
        ) from None
    except RecursionError:
        raise GlossaryError("nested too deeply", path=str(path), line=1, remedy=_SHAPES) from None
    if not terms and not concepts:
        raise GlossaryError("no terms in it", path=str(path), line=1, remedy=_SHAPES)
    return Glossary(tuple(terms), tuple(concepts))


def _items(text: str, path: Path) -> Iterator[tuple[Any, int]]:
    """The items of a file with their lines: of a list, of ``entities``, or one a line."""
    decoder = json.JSONDecoder()
    position = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    if text[position : position + 1] == "{":
        whole, end = decoder.raw_decode(text, position)
        for key in ("entities", "terms"):
            if isinstance(whole.get(key), (dict, list)):
                yield from _inner(whole[key], text)
                return
        yield whole, text.count("\n", 0, position) + 1
        yield from _listed(text, end, decoder)
    elif text[position : position + 1] == "[":
        yield from _listed(text, position + 1, decoder)
    else:
        raise GlossaryError("neither a list nor an object", path=str(path), line=1, remedy=_SHAPES)


def _listed(text: str, position: int, decoder: json.JSONDecoder) -> Iterator[tuple[Any, int]]:
    """The values from a position to the end of the list or the text."""
    line, counted = text.count("\n", 0, position) + 1, position
    is_list = text[position - 1 : position] == "["
    while True:
        match = _BLANK.match(text, position)
        position = match.end() if match else position
        line, counted = line + text.count("\n", counted, position), position
        if position >= len(text):
            if is_list:
                raise json.JSONDecodeError("the list has no end", text, position)
            return
        if text[position] == "]":
            return
        item, position = decoder.raw_decode(text, position)
        yield item, line


def _inner(items: object, text: str) -> Iterator[tuple[Any, int]]:
    """The values of an object or list that was read as a whole; lines are those of the keys."""
    if isinstance(items, list):
        yield from ((item, 1) for item in items)
        return
    position = 0
    for key, item in items.items() if isinstance(items, dict) else ():
        found = text.find(json.dumps(key, ensure_ascii=False), position)
        position = found if found >= 0 else position
        yield item, text.count("\n", 0, position) + 1


def _entity(item: dict[str, Any], path: Path, line: int) -> Concept | None:
    names = [
        Name(text, lang, Standing.PREFERRED, line=line)
        for lang, text in _wordings(item["labels"], path, line)
    ]
    known = {(name.lang, name.text) for name in names}
    names += [
        Name(text, lang, Standing.ADMITTED, line=line)
        for lang, text in _wordings(item.get("aliases") or {}, path, line)
        if (lang, text) not in known
    ]
    note = item.get("id")
    return (
        Concept(
            names=tuple(names),
            note=note if isinstance(note, str) else None,
            origin=path.name,
            line=line,
        )
        if names
        else None
    )


def _wordings(wordings: object, path: Path, line: int) -> Iterator[tuple[str, str]]:
    """Languages and texts of labels or aliases, in the full form or the short one."""
    if isinstance(wordings, list) and not wordings:
        return  # Wikidata writes an empty object so
    if not isinstance(wordings, dict):
        raise GlossaryError(
            "labels that are no object", path=str(path), line=line, remedy="one key a language"
        )
    for code, value in wordings.items():
        try:
            lang = normalise(code)
        except UsageError:
            continue  # Wikidata has codes of its own, such as simple and mul
        for each in value if isinstance(value, list) else [value]:
            text = each.get("value") if isinstance(each, dict) else each
            if not isinstance(text, str):
                raise GlossaryError(
                    f"a label in {code!r} that is no text",
                    path=str(path),
                    line=line,
                    remedy="write it in quotation marks",
                )
            if text.strip():
                yield lang, " ".join(text.split())
