"""From the paths that a user gives to translations with their counterparts, by name alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath, PurePosixPath

from mtaudit.errors import InputError
from mtaudit.model import Problem
from mtaudit.readers import PAIR_SUFFIXES
from mtaudit.readers.folder import MANIFEST, Candidate, candidate, find
from mtaudit.readers.manifest import Entry, read_manifest
from mtaudit.readers.matching import (
    Index,
    Languages,
    Roles,
    assign_roles,
    choose_references,
    choose_source,
    same_language,
)

_ADVICE = "a counterpart has the same path, up to its suffixes and a language: a.en.html, a.fr.txt"


@dataclass(frozen=True, slots=True)
class Match:
    """Files that belong together, not read yet, and the language pair as far as it is known."""

    translation: Candidate
    source: Candidate | None = None
    references: tuple[Candidate, ...] = ()
    languages: Languages = field(default_factory=Languages)


@dataclass(frozen=True, slots=True)
class _Place:
    """A file or folder that was given, with the files in it; all named files are one place."""

    root: Path | None
    files: tuple[Candidate, ...]

    @property
    def is_folder(self) -> bool:
        return self.root is not None and self.root.is_dir()


class Gatherer:
    """Collects matches, and the problems on the way.

    Args:
        languages: the stated language pair.
        sources: file or folder with sources.
        references: files and folders with references.
    """

    def __init__(
        self, languages: Languages, sources: Path | None, references: Sequence[Path]
    ) -> None:
        self.matches: list[Match] = []
        self.problems: list[Problem] = []
        self._languages = languages
        self._sources = [] if sources is None else [self._counterparts(sources)]
        self._references = [self._counterparts(path) for path in references]
        self._used: set[Path] = set()
        self._whole_folders = False

    def add_manifest(self, path: Path, root: Path) -> None:
        """Match the rows of a manifest; ids are paths below ``root``."""
        try:
            entries = read_manifest(path)
        except InputError as error:
            self.problems.append(Problem(str(path), str(error)))
            return
        for entry in entries:
            missing = {
                file
                for file in (entry.translation, entry.source, *entry.references)
                if file is not None and not file.is_file()
            }
            for file in sorted(missing):
                absent = InputError(f"no such file: {file}", path=str(path), line=entry.line)
                self.problems.append(Problem(str(path), str(absent)))
            if entry.translation not in missing:
                self.matches.append(_from_entry(entry, root, missing, self._languages))

    def add(self, paths: Sequence[Path]) -> None:
        """Match the translations among files and folders."""
        places = [_Place(None, tuple(candidate(path) for path in paths if not path.is_dir()))]
        for path in paths:
            if path.is_dir():
                places.append(self._place(path))
                self._whole_folders = True
        given = [self._audited(place) for place in places]
        roles = [
            assign_roles(place.files, self._languages, named=not place.is_folder) for place in given
        ]
        is_lone = len(self.matches) + sum(len(role.translations) for role in roles) == 1
        for place, role in zip(given, roles, strict=True):
            self._match(place, role, is_lone=is_lone)
        self._report_unused(roles)

    def _counterparts(self, path: Path) -> _Place:
        """The files of a folder of sources or references, which need no manifest."""
        place = self._place(path)
        files = tuple(file for file in place.files if file.path.name != MANIFEST)
        return replace(place, files=files)

    def _place(self, path: Path) -> _Place:
        if not path.is_dir():
            return _Place(path, (candidate(path),))
        try:
            files = tuple(find(path))
        except InputError as error:
            self.problems.append(Problem(str(path), str(error)))
            return _Place(path, ())
        if not files:
            self._note(path, "no articles in it", "txt, md, html, jsonl, tsv or a feed", fatal=True)
        return _Place(path, files)

    def _audited(self, place: _Place) -> _Place:
        """The files to sort by role: manifests are followed, given counterparts set aside."""
        manifests = [file.path for file in place.files if file.path.name == MANIFEST]
        for path in manifests:
            self.add_manifest(path, place.root or path.parent)
        covered = {path.parent for path in manifests if place.root is not None}
        aside = {
            file.identity
            for other in (*self._sources, *self._references)
            if not (other.is_folder and _holds(other, place))
            for file in other.files
        }
        files = tuple(
            file
            for file in place.files
            if file.path not in manifests
            and covered.isdisjoint(file.path.parents)
            and file.identity not in aside
        )
        return replace(place, files=files)

    def _match(self, place: _Place, roles: Roles, *, is_lone: bool) -> None:
        if place.files and not roles.translations and place.root is not None:
            self._note(
                place.root,
                f"no translations in it, but {len(place.files)} other files",
                "state --source-lang and --target-lang as the names have them",
                fatal=True,
            )
        for file in roles.strangers:
            self._note(file.path, f"left out, as its name says {file.lang!r}", _ADVICE)
        sources = [*self._sources, _Place(None, tuple(roles.sources))]
        references = [*self._references, _Place(None, tuple(roles.references))]
        source_indexes = [(each, Index(each.files)) for each in sources]
        reference_indexes = [(each, Index(each.files)) for each in references]
        for translation in roles.translations:
            source = self._source(translation, source_indexes, is_lone=is_lone)
            found = self._found_references(translation, reference_indexes, is_lone=is_lone)
            self.matches.append(Match(translation, source, found, self._languages))

    def _source(
        self, translation: Candidate, indexes: Iterable[tuple[_Place, Index]], *, is_lone: bool
    ) -> Candidate | None:
        looked = []
        for place, index in indexes:
            choice = choose_source(translation, index, self._languages.source)
            found = choice.found or _only_file(place, translation, is_lone=is_lone)
            self._used.update(file.identity for file in (*found, *choice.rivals))
            if choice.rivals:
                names = ", ".join(str(file.path) for file in choice.rivals)
                self._note(
                    translation.path, f"several sources: {names}", "--source-lang chooses one"
                )
                return None
            if found:
                return found[0]
            if place.files:
                looked.append(str(place.root or place.files[0].path.parent))
        if looked and not translation.path.name.lower().endswith(PAIR_SUFFIXES):
            places = ", ".join(looked)
            self._note(translation.path, f"no source: looked for {translation.key}.* in {places}")
        return None

    def _found_references(
        self, translation: Candidate, indexes: Iterable[tuple[_Place, Index]], *, is_lone: bool
    ) -> tuple[Candidate, ...]:
        references: list[Candidate] = []
        for place, index in indexes:
            choice = choose_references(translation, index, self._languages.target)
            found = choice.found or _only_file(place, translation, is_lone=is_lone)
            self._used.update(file.identity for file in (*found, *choice.rivals))
            if choice.rivals:
                names = ", ".join(str(file.path) for file in choice.rivals)
                self._note(
                    translation.path,
                    f"references in several languages: {names}",
                    "--target-lang chooses",
                )
            references += found
        return tuple(references)

    def _report_unused(self, roles: Sequence[Roles]) -> None:
        """Note the sources and references without a translation, if whole folders are audited."""
        known = self._used | {match.translation.identity for match in self.matches}
        sources = [*self._listed(self._sources), *(file for each in roles for file in each.sources)]
        references = [
            *self._listed(self._references),
            *(file for each in roles for file in each.references),
        ]
        for what, lang, files in (
            ("source", self._languages.source, sources),
            ("reference", self._languages.target, references),
        ):
            for file in files:
                is_other = file.lang and lang and not same_language(file.lang, lang)
                if not is_other and file.identity not in known:
                    message = f"{what} without a translation: looked for {file.key}.*"
                    self._note(file.path, message)

    def _listed(self, places: Iterable[_Place]) -> Iterator[Candidate]:
        """The files of which each should have found a translation."""
        for place in places:
            if self._whole_folders or not place.is_folder:
                yield from place.files

    def _note(
        self, path: Path, message: str, remedy: str | None = None, *, fatal: bool = False
    ) -> None:
        error = InputError(message, path=str(path), remedy=remedy)
        self.problems.append(Problem(str(path), str(error), fatal))


def _from_entry(entry: Entry, root: Path, missing: set[Path], stated: Languages) -> Match:
    translation = candidate(entry.translation)
    relative = PurePosixPath(PurePath(os.path.relpath(entry.translation, root)).as_posix())
    source = entry.source if entry.source not in missing else None
    return Match(
        translation=replace(translation, relative=relative),
        source=None if source is None else candidate(source),
        references=tuple(candidate(path) for path in entry.references if path not in missing),
        languages=Languages(entry.source_lang or stated.source, entry.target_lang or stated.target),
    )


def _holds(outer: _Place, inner: _Place) -> bool:
    """Whether ``inner`` is the folder ``outer`` or lies below it, or was named file by file."""
    if outer.root is None or inner.root is None:
        return True
    return inner.root.resolve().is_relative_to(outer.root.resolve())


def _only_file(place: _Place, translation: Candidate, *, is_lone: bool) -> tuple[Candidate, ...]:
    """A file that was given by itself goes with a lone translation, whatever their names."""
    if not is_lone or place.root is None or place.is_folder:
        return ()
    return tuple(file for file in place.files if file.identity != translation.identity)
