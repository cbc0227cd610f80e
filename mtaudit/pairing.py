"""Translations find their sources and references, and unreadable files become problems."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath

from mtaudit.errors import InputError, UsageError
from mtaudit.lang.codes import normalise
from mtaudit.model import Document, Problem
from mtaudit.readers import read, read_stdin
from mtaudit.readers.base import Article, Reading
from mtaudit.readers.folder import Candidate
from mtaudit.readers.gathering import Gatherer, Match
from mtaudit.readers.matching import Languages

_STDIN = Path("-")
_STDIN_NAME = "<stdin>"


@dataclass(frozen=True, slots=True)
class Pairing:
    """A translated article with what belongs to it.

    The translation's ``id`` is its path below the folder that was given, or its file's name,
    with ``#`` and the entry's id for an entry of a feed.
    """

    translation: Article
    source: Article | None = None
    references: tuple[Article, ...] = ()
    source_lang: str | None = None
    target_lang: str | None = None


@dataclass(frozen=True, slots=True)
class Pairings:
    """What there is to audit: articles to align, documents that came aligned, and problems."""

    pairings: tuple[Pairing, ...] = ()
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()


def pair(
    paths: Sequence[Path],
    *,
    sources: Path | None = None,
    references: Sequence[Path] = (),
    manifest: Path | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    stdin: Callable[[], bytes] | None = None,
) -> Pairings:
    """Read translations with their sources and references.

    Files belong together that have the same path below their folders, or the same up to suffixes
    and an optional language: ``articles/a.en.html``, ``sources/a.fr.txt``. A lone translation
    goes with whatever single files are given. A ``manifest.tsv`` in a folder says itself what
    belongs together, and only its rows are audited. Rows of JSONL and TSV come paired.

    Args:
        paths: translations: files, folders, and ``-`` for standard input.
        sources: file or folder with the sources.
        references: files and folders with references; each may add some to a translation.
        manifest: a table of further translations, see ``readers.manifest``.
        source_lang: language of the sources, before what names and files say.
        target_lang: language of the translations, likewise.
        stdin: reads standard input.

    Raises:
        InputError: a path that was given does not exist.
        UsageError: there is no such language.
    """
    for path in (*paths, *references, *(p for p in (sources, manifest) if p is not None)):
        if path != _STDIN and not path.exists():
            raise InputError("no such file or folder", path=str(path))
    languages = Languages(
        normalise(source_lang) if source_lang else None,
        normalise(target_lang) if target_lang else None,
    )
    gatherer = Gatherer(languages, sources, references)
    if manifest is not None:
        gatherer.add_manifest(manifest, manifest.parent)
    gatherer.add(paths)
    loader = _Loader(gatherer.problems, stdin or sys.stdin.buffer.read)
    for match in _unique(gatherer.matches):
        loader.load(match)
    documents = _told_apart(loader.documents, [p.translation.id for p in loader.pairings])
    return Pairings(tuple(loader.pairings), tuple(documents), tuple(loader.problems))


def _told_apart(documents: Sequence[Document], taken: Sequence[str]) -> list[Document]:
    """Documents of pair files; those whose id is in several files get their path before it."""
    count = Counter([*taken, *(document.id for document in documents)])
    return [
        document
        if count[document.id] == 1
        else replace(document, id=f"{document.path}#{document.id}")
        for document in documents
    ]


def _unique(matches: Iterable[Match]) -> list[Match]:
    """One match for every translation; if two would have the same id, they get their paths."""
    unique: dict[Path, Match] = {}
    for match in matches:
        unique.setdefault(match.translation.identity, match)
    count = Counter(match.translation.relative for match in unique.values())
    return [
        match if count[match.translation.relative] == 1 else _with_full_path(match)
        for match in unique.values()
    ]


def _with_full_path(match: Match) -> Match:
    relative = PurePosixPath(match.translation.path.as_posix())
    return replace(match, translation=replace(match.translation, relative=relative))


class _Loader:
    """Reads matches; every file once."""

    def __init__(self, problems: Sequence[Problem], stdin: Callable[[], bytes]) -> None:
        self.pairings: list[Pairing] = []
        self.documents: list[Document] = []
        self.problems = list(problems)
        self._stdin = stdin
        self._readings: dict[Path, Reading | None] = {}

    def load(self, match: Match) -> None:
        """Add the match's pairings or documents, or the reason why there are none."""
        reading = self._read(match.translation)
        if reading is None:
            return
        self.documents += [_with_languages(each, match) for each in reading.documents]
        if reading.articles:
            self._load_articles(reading.articles, match)
        elif match.source or match.references:
            self._note(match.translation, "comes in pairs: what was found beside it is not used")

    def _load_articles(self, articles: Sequence[Article], match: Match) -> None:
        sources = self._counterparts(match.source)
        references = [self._counterparts(file) for file in match.references]
        without = []
        for article in articles:
            source = _answer(article, sources)
            answers = (_answer(article, each) for each in references)
            found = tuple(answer for answer in answers if answer is not None)
            self.pairings.append(_pairing(article, source, found, match))
            if sources and source is None:
                without.append(article.id)
        known = {article.id for article in articles}
        unused = [source.id for source in sources if _is_entry(source) and source.id not in known]
        if without and match.source:
            self._note(match.translation, f"{_listed(without)}: no source in {match.source.path}")
        if unused and match.source:
            self._note(
                match.source, f"{_listed(unused)}: no translation in {match.translation.path}"
            )

    def _counterparts(self, file: Candidate | None) -> tuple[Article, ...]:
        """The articles of a source or reference."""
        reading = None if file is None else self._read(file)
        if reading is None or file is None:
            return ()
        if reading.documents:
            self._note(file, "holds pairs, where one article in one language belongs", fatal=True)
        return reading.articles

    def _read(self, file: Candidate) -> Reading | None:
        """The content of a file; ``None``, once with a problem, if it cannot be read."""
        if file.identity not in self._readings:
            try:
                is_stdin = file.path == _STDIN
                reading = read_stdin(self._stdin()) if is_stdin else read(file.path)
            except InputError as error:
                self.problems.append(Problem(error.path or str(file.path), str(error)))
                self._readings[file.identity] = None
            else:
                self._readings[file.identity] = reading
        return self._readings[file.identity]

    def _note(self, file: Candidate, message: str, *, fatal: bool = False) -> None:
        error = InputError(message, path=str(file.path))
        self.problems.append(Problem(str(file.path), str(error), fatal))


def _with_languages(document: Document, match: Match) -> Document:
    if document.source_lang and document.target_lang:
        return document
    return replace(
        document,
        source_lang=document.source_lang or match.languages.source,
        target_lang=document.target_lang or match.languages.target or match.translation.lang,
    )


def _answer(article: Article, counterparts: Sequence[Article]) -> Article | None:
    """The counterpart of an article: of the same id in a feed, else the only one of its file."""
    if _is_entry(article):
        return next((each for each in counterparts if each.id == article.id), None)
    return next((each for each in counterparts if not _is_entry(each)), None)


def _is_entry(article: Article) -> bool:
    """Whether the article is one of a feed; others have their file's name as id."""
    return article.id != PurePath(article.path).name


def _pairing(
    article: Article, source: Article | None, references: tuple[Article, ...], match: Match
) -> Pairing:
    name = _STDIN_NAME if match.translation.path == _STDIN else str(match.translation.relative)
    identifier = f"{name}#{article.id}" if _is_entry(article) else name
    source_lang = (
        match.languages.source or (match.source.lang if match.source else None) or _declared(source)
    )
    target_lang = match.languages.target or next(
        (
            lang
            for lang in (match.translation.lang, _declared(article))
            if lang is not None and lang != source_lang
        ),
        None,
    )
    translation = replace(article, id=identifier)
    return Pairing(translation, source, references, source_lang, target_lang)


def _declared(article: Article | None) -> str | None:
    """The language that a file states of itself, if there is such a language."""
    if article is None or article.lang is None:
        return None
    try:
        return normalise(article.lang)
    except UsageError:
        return None


def _listed(ids: Sequence[str]) -> str:
    return ids[0] if len(ids) == 1 else f"{len(ids)} entries, the first {ids[0]!r}"
