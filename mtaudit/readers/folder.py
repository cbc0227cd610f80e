"""The files of a folder that are articles, and what their names say of them."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from mtaudit.errors import InputError, UsageError
from mtaudit.lang.codes import normalise
from mtaudit.readers import SUFFIXES
from mtaudit.readers import stem as format_stem

Role = Literal["translation", "source", "reference"]

MANIFEST = "manifest.tsv"

_ROLES: dict[str, Role] = {
    "source": "source",
    "sources": "source",
    "reference": "reference",
    "references": "reference",
    "reference_translations": "reference",
    "article": "translation",
    "articles": "translation",
    "translation": "translation",
    "translations": "translation",
    "target": "translation",
    "targets": "translation",
}
_NOT_ARTICLES = frozenset({"readme", "license", "licence", "copying", "changelog", "contributing"})
_NOT_PAIRS = (".expected.tsv", ".glossary.tsv")
_LABELS = frozenset({"mt", "ht", "new", "old", "tgt", "src", "ref", "hyp", "raw", "tmp", "bak"})
"""Ends of stems that mean something else than the language of that code."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be a translation, a source or a reference.

    ``relative`` is its path below the folder that was given, or its name. ``key`` is what files
    that belong together share: the relative path without its suffixes, its language, and the
    first folder that only tells a role. ``role`` is what that folder says. ``identity`` is the
    same however the path is written.
    """

    path: Path
    relative: PurePosixPath
    key: str
    identity: Path
    lang: str | None = None
    role: Role | None = None


def candidate(path: Path, root: Path | None = None) -> Candidate:
    """What the name of a file says; ``root`` is the folder in which it was found."""
    relative = PurePosixPath(path.name if root is None else path.relative_to(root).as_posix())
    key, role, lang = key_of(relative)
    return Candidate(path, relative, key, path.resolve(), lang, role)


def key_of(relative: PurePosixPath) -> tuple[str, Role | None, str | None]:
    """The key, role and language of a file by its relative path, see ``Candidate``."""
    parts = list(relative.parts[:-1])
    index = next((i for i, part in enumerate(parts) if part.lower() in _ROLES), None)
    role = None if index is None else _ROLES[parts.pop(index).lower()]
    stem, lang = split_language(format_stem(relative.name))
    return "/".join([*parts, stem]), role, lang


def split_language(stem: str) -> tuple[str, str | None]:
    """A stem without its language, and the language: ``a.pt-br`` is ``a`` and ``pt-BR``."""
    head, dot, code = stem.rpartition(".")
    if not head or not dot or code.lower() in _LABELS:
        return stem, None
    lang = _known(code)
    return (stem, None) if lang is None else (head, lang)


@functools.cache
def _known(code: str) -> str | None:
    try:
        return normalise(code)
    except UsageError:
        return None


def find(folder: Path) -> Iterator[Candidate]:
    """The articles below a folder, by relative path, and the manifests among them.

    Hidden files, files about the folder such as a README, and files in other formats are left
    out.

    Raises:
        InputError: a folder cannot be listed.
    """
    found = (candidate(path, folder) for path in _walk(folder))
    yield from sorted(found, key=lambda item: item.relative.parts)


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"cannot be read: {reason}", path=str(folder)) from None
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _walk(path)
        elif _is_article(path.name.lower()) and path.is_file():
            yield path


def _is_article(name: str) -> bool:
    return (
        name.endswith(SUFFIXES)
        and name.partition(".")[0] not in _NOT_ARTICLES
        and not f".{name}".endswith(_NOT_PAIRS)
    )
