"""Which files belong together, by their names alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mtaudit.lang.codes import primary
from mtaudit.readers.folder import Candidate, Role


@dataclass(frozen=True, slots=True)
class Languages:
    """The language pair, as far as it was stated."""

    source: str | None = None
    target: str | None = None


@dataclass(slots=True)
class Roles:
    """The files of one folder or one command line, by what they are to the audit.

    ``strangers`` are in a language that is neither the source's nor the target's.
    """

    translations: list[Candidate] = field(default_factory=list)
    sources: list[Candidate] = field(default_factory=list)
    references: list[Candidate] = field(default_factory=list)
    strangers: list[Candidate] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """The files that answer a translation; ``rivals`` if no choice between them is possible."""

    found: tuple[Candidate, ...] = ()
    rivals: tuple[Candidate, ...] = ()


def same_language(one: str | None, other: str | None) -> bool:
    """Whether two tags agree, a tag without region with any region of its language."""
    if one is None or other is None:
        return False
    return one == other or (primary(one) == primary(other) and ("-" in one) != ("-" in other))


def assign_roles(files: Iterable[Candidate], stated: Languages, *, named: bool) -> Roles:
    """Tell translations from the sources and references beside them.

    A folder such as ``sources`` decides, then the language at the end of the stem, if the pair is
    stated. A file that the user named himself is a translation unless another of the files is the
    translation that it belongs to.

    Args:
        files: what was found in one folder, or named on the command line.
        stated: the language pair.
        named: whether the user named every file.
    """
    roles = Roles()
    undecided: list[tuple[Candidate, Role | None]] = []
    for file in files:
        if file.role in {"source", "reference"}:
            (roles.sources if file.role == "source" else roles.references).append(file)
            continue
        role = _role_by_language(file, stated)
        if role == "translation":
            roles.translations.append(file)
        else:
            undecided.append((file, role))
    keys = {file.key for file in roles.translations}
    for file, role in undecided:
        if role == "source" or (stated.source is None and file.key in keys):
            is_source = not named or file.key in keys
            (roles.sources if is_source else roles.translations).append(file)
        else:
            (roles.translations if named else roles.strangers).append(file)
    roles.translations.sort(key=lambda file: file.relative.parts)
    return roles


def _role_by_language(file: Candidate, stated: Languages) -> Role | None:
    """What the stem's language makes of a file; ``None`` if it is not of the stated pair."""
    if file.lang is None or same_language(file.lang, stated.target):
        return "translation"
    if same_language(file.lang, stated.source):
        return "source"
    return "translation" if stated.target is None else None


class Index:
    """Sources or references by their names."""

    def __init__(self, files: Iterable[Candidate]) -> None:
        self.files = tuple(files)
        self._by_relative: defaultdict[str, list[Candidate]] = defaultdict(list)
        self._by_key: defaultdict[str, list[Candidate]] = defaultdict(list)
        self._by_stem: defaultdict[str, list[Candidate]] = defaultdict(list)
        for file in self.files:
            self._by_relative[str(file.relative)].append(file)
            self._by_key[file.key].append(file)
            self._by_stem[_last(file.key)].append(file)

    def answers(self, translation: Candidate, lang: str | None) -> tuple[Candidate, ...]:
        """The files of the same relative path, else those of the same key in the language.

        A translation without a folder is also looked for in all folders. A file whose name states
        no language stands back behind one that states the right one.
        """
        own = translation.identity
        same = self._others(self._by_relative[str(translation.relative)], own)
        if same:
            return same
        near = self._others(self._by_key[translation.key], own)
        if not near and translation.key == _last(translation.key):
            near = self._others(self._by_stem[translation.key], own)
        if lang is None:
            return near
        right = tuple(file for file in near if same_language(file.lang, lang))
        return right or tuple(file for file in near if file.lang is None)

    @staticmethod
    def _others(files: Sequence[Candidate], own: Path) -> tuple[Candidate, ...]:
        return tuple(file for file in files if file.identity != own)


def _last(key: str) -> str:
    return key.rpartition("/")[2]


def choose_source(translation: Candidate, index: Index, lang: str | None) -> Choice:
    """The one source of a translation."""
    found = index.answers(translation, lang)
    if len(found) > 1 and lang is None:
        found = tuple(f for f in found if not same_language(f.lang, translation.lang)) or found
    return Choice(found) if len(found) <= 1 else Choice(rivals=found)


def choose_references(translation: Candidate, index: Index, lang: str | None) -> Choice:
    """All references of a translation, which are in its own language."""
    found = index.answers(translation, lang or translation.lang)
    if lang is None and translation.lang is None and len({file.lang for file in found}) > 1:
        return Choice(rivals=found)
    return Choice(found)
