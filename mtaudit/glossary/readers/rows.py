"""One row of a table, or one object with the same keys, made into a term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mtaudit.errors import GlossaryError, UsageError
from mtaudit.glossary.model import Standing, Term
from mtaudit.lang.codes import normalise

COLUMNS = (
    "source",
    "target",
    "source_lang",
    "target_lang",
    "forbidden",
    "case_sensitive",
    "note",
    "variants",
    "do_not_translate",
    "pos",
    "domain",
    "status",
    "first_mention",
)
"""The columns of a glossary file; ``source`` and ``target`` must be there, in any order."""

OWN = "#"
"""Begins the names of columns that are for people only."""

_ALTERNATIVES = "|"
_TRUE = frozenset({"yes", "y", "true", "1", "x"})
_FALSE = frozenset({"", "no", "n", "false", "0", "-"})
_NO_LONGER = frozenset({"forbidden", "deprecated", "obsolete", "rejected"})
"""Statuses under which a term's translations are wrong ones."""

Value = str | bool | None | Sequence[str]


def check_columns(names: Sequence[str], path: Path, line: int) -> None:
    """Refuse names that are no columns; those that begin with ``#`` are the user's own.

    Raises:
        GlossaryError: there is such a name, or a name stands twice.
    """
    known = f"the columns are {', '.join(COLUMNS)}"
    for index, name in enumerate(names):
        if name not in COLUMNS and not name.startswith(OWN):
            raise GlossaryError(f"unknown column {name!r}", path=str(path), line=line, remedy=known)
        if name in names[:index]:
            raise GlossaryError(
                f"two columns {name!r}", path=str(path), line=line, remedy="leave one out"
            )


class Row:
    """The cells of a row by their columns, with the place for errors.

    Args:
        cells: strings, or for objects also lists and truth values.
        path: the glossary's file.
        line: the row's line.
    """

    def __init__(self, cells: Mapping[str, Value], path: Path, line: int) -> None:
        self._cells = cells
        self._path = path
        self._line = line

    def term(self) -> Term:
        """The row's term.

        Raises:
            GlossaryError: the row says nothing, or contradicts itself.
        """
        source = self._text("source")
        if not source:
            raise self._error("an empty source term", "fill it in, or delete the row")
        targets, forbidden = self._several("target"), self._several("forbidden")
        keeps = self._truth("do_not_translate")
        if not (targets or forbidden or keeps):
            raise self._error(
                f"{source!r} has neither a target nor a forbidden term",
                "fill one in, or set do_not_translate",
            )
        status = self._text("status").lower() or None
        if status in _NO_LONGER:
            targets, forbidden = (), tuple(dict.fromkeys((*forbidden, *targets)))
        return Term(
            source=source,
            targets=targets,
            source_lang=self._language("source_lang"),
            target_lang=self._language("target_lang"),
            forbidden=forbidden,
            case_sensitive=self._truth("case_sensitive"),
            note=self._text("note") or None,
            origin=self._path.name,
            line=self._line,
            variants=self._several("variants"),
            do_not_translate=keeps,
            pos=self._text("pos") or None,
            domain=self._text("domain") or None,
            status=Standing.FORBIDDEN.value if status in _NO_LONGER else status,
            first_mention=self._truth("first_mention"),
        )

    def _error(self, problem: str, remedy: str | None = None) -> GlossaryError:
        return GlossaryError(problem, path=str(self._path), line=self._line, remedy=remedy)

    def _text(self, name: str) -> str:
        value = self._cells.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._error(f"{name!r} is not a text", "write it in quotation marks")
        return " ".join(value.split())

    def _several(self, name: str) -> tuple[str, ...]:
        value = self._cells.get(name)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            parts = value
        else:
            parts = self._text(name).split(_ALTERNATIVES)
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def _truth(self, name: str) -> bool:
        value = self._cells.get(name)
        if isinstance(value, bool):
            return value
        text = self._text(name).lower()
        if text not in _TRUE and text not in _FALSE:
            raise self._error(f"{name!r} is {text!r}", "write yes or no")
        return text in _TRUE

    def _language(self, name: str) -> str | None:
        code = self._text(name)
        if not code:
            return None
        try:
            return normalise(code)
        except UsageError as error:
            raise self._error(str(error)) from None
