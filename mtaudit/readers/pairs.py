"""Segments that come with their sources and references: JSON Lines and TSV.

A row has ``translation`` and, if known, ``id``, ``source``, ``reference`` or ``references``,
``source_lang``, ``target_lang`` and ``document``. Whatever else it has is left alone. Where an id
comes again in a document, as in the outputs of several systems, the row goes to a document of its
own, ``document#2``.
"""

from __future__ import annotations

import difflib
import functools
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mtaudit.errors import InputError, UsageError
from mtaudit.lang.codes import normalise
from mtaudit.model import Document, Segment
from mtaudit.readers.table import read_rows

_TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    translation: str
    id: str | None = None
    source: str | None = None
    references: tuple[str, ...] = ()
    source_lang: str | None = None
    target_lang: str | None = None
    document: str | None = None


def parse_jsonl(text: str, path: str, default_document: str) -> tuple[Document, ...]:
    """The documents of JSON Lines, in the order in which they first appear.

    Args:
        text: one JSON object a line; blank lines are skipped.
        path: what errors and documents call the file.
        default_document: id of the document of the rows that name none.

    Raises:
        InputError: a line is not such an object, with its number.
    """
    return _documents(_json_rows(text, path), path, default_document)


def parse_tsv(text: str, path: str, default_document: str) -> tuple[Document, ...]:
    """The documents of a tab-separated table with a header, as ``parse_jsonl``.

    There may be several columns ``reference``.

    Raises:
        InputError: the header or a row is wrong, with line and column.
    """
    return _documents(_table_rows(text, path), path, default_document)


def _json_rows(text: str, path: str) -> Iterator[_Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            data = _load(line, path, number)
            try:
                yield _row(data, number)
            except ValueError as error:
                raise InputError(str(error), path=path, line=number) from None


def _load(line: str, path: str, number: int) -> dict[str, object]:
    """The object on one line; half of a surrogate pair becomes U+FFFD."""
    try:
        data = json.loads(line)
        if "\\ud" in line or "\\uD" in line:
            data = json.loads(_without_half_pairs(json.dumps(data, ensure_ascii=False)))
    except json.JSONDecodeError as error:
        raise InputError(
            f"not valid JSON: {error.msg} at column {error.colno}",
            path=path,
            line=number,
            remedy="each line is one JSON object",
        ) from None
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise InputError(f"not usable JSON: {reason}", path=path, line=number) from None
    if not isinstance(data, dict):
        raise InputError(
            f"a JSON {_TYPES.get(type(data), 'value')} instead of an object",
            path=path,
            line=number,
            remedy='each line is one object such as {"id": "1", "translation": "..."}',
        )
    return data


_TYPES = {list: "array", str: "string", int: "number", float: "number", bool: "literal"}


def _without_half_pairs(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _row(data: dict[str, object], line: int) -> _Row:
    translation = data.get(_TRANSLATION)
    if not isinstance(translation, str):
        raise ValueError(_no_translation(data))  # noqa: TRY004 - the caller adds the place
    return _Row(
        line=line,
        translation=translation,
        id=_label(data, "id"),
        source=_string(data, "source"),
        references=_references(data),
        source_lang=_string(data, "source_lang"),
        target_lang=_string(data, "target_lang"),
        document=_label(data, "document"),
    )


def _no_translation(data: dict[str, object]) -> str:
    if _TRANSLATION in data:
        return f"{_TRANSLATION!r} must be a string"
    near = difflib.get_close_matches(_TRANSLATION, data, 1)
    hint = f"did you mean it by {near[0]!r}?" if near else f"it has {', '.join(data) or 'no keys'}"
    return f"no key {_TRANSLATION!r} ({hint})"


def _string(data: dict[str, object], key: str) -> str | None:
    value = data.get(key)
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{key!r} must be a string")


def _label(data: dict[str, object], key: str) -> str | None:
    value = data.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{key!r} must be a string or a whole number")


def _references(data: dict[str, object]) -> tuple[str, ...]:
    """The references under both keys, the single one first."""
    found: list[str] = []
    for key in ("reference", "references"):
        value = data.get(key)
        values = [] if value is None else value if isinstance(value, list) else [value]
        for item in values:
            if not isinstance(item, str):
                raise ValueError(f"{key!r} must be a string or a list of strings")  # noqa: TRY004
            found.append(item)
    return tuple(found)


def _table_rows(text: str, path: str) -> Iterator[_Row]:
    references = ("reference", "references")
    for row in read_rows(text, path, required=_TRANSLATION, repeated=references):
        yield _Row(
            line=row.line,
            translation=row.get(_TRANSLATION) or "",
            id=row.get("id"),
            source=row.get("source"),
            references=tuple(text for name in references for text in row.cells.get(name, ())),
            source_lang=row.get("source_lang"),
            target_lang=row.get("target_lang"),
            document=row.get("document"),
        )


@dataclass(slots=True)
class _Draft:
    """A document whose rows are still coming in."""

    id: str
    source_lang: str | None = None
    target_lang: str | None = None
    segments: list[Segment] = field(default_factory=list)


def _documents(rows: Iterable[_Row], path: str, default: str) -> tuple[Document, ...]:
    """The documents; rows that repeat an id are the same document translated again."""
    drafts: dict[tuple[str, int], _Draft] = {}
    times: Counter[tuple[str, str]] = Counter()
    for row in rows:
        name = row.document or default
        identifier = str(row.line) if row.id is None else row.id
        times[name, identifier] += 1
        version = times[name, identifier]
        title = name if version == 1 else f"{name}#{version}"
        _add(drafts.setdefault((name, version), _Draft(title)), identifier, row, path)
    if not drafts:
        raise InputError("no rows", path=path, remedy="there is nothing to audit")
    return tuple(
        Document(
            id=draft.id,
            segments=tuple(draft.segments),
            source_lang=draft.source_lang,
            target_lang=draft.target_lang,
            path=path,
        )
        for draft in drafts.values()
    )


def _add(draft: _Draft, identifier: str, row: _Row, path: str) -> None:
    draft.source_lang = _agreed(draft, row, "source_lang", path)
    draft.target_lang = _agreed(draft, row, "target_lang", path)
    draft.segments.append(
        Segment(
            id=identifier,
            translation=row.translation,
            source=row.source if row.source and row.source.strip() else None,
            references=tuple(text for text in row.references if text.strip()),
            paragraph=len(draft.segments),
            line=row.line,
        )
    )


def _agreed(draft: _Draft, row: _Row, key: str, path: str) -> str | None:
    """The language of the document so far and of the row, which must not contradict."""
    known: str | None = getattr(draft, key)
    stated: str | None = getattr(row, key)
    if not stated:
        return known
    try:
        code = _code(stated)
    except UsageError as error:
        raise InputError(f"{key}: {error}", path=path, line=row.line) from None
    if known is not None and code != known:
        raise InputError(
            f"{key} is {code}, but the rows above say {known}",
            path=path,
            line=row.line,
            remedy=f"rows of one document ({draft.id!r}) have one language pair; "
            "give each pair a 'document' of its own",
        )
    return code


_code = functools.cache(normalise)
