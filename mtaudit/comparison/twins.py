"""Which document of B answers which of A, and which of their segments are about the same text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from mtaudit.errors import InputError
from mtaudit.model import Document, Problem, Segment, Unaligned
from mtaudit.readers.folder import key_of
from mtaudit.readers.matching import same_language

_ADVICE = "documents pair by path and stem: old/a.en.html, new/a.en.txt"


@dataclass(frozen=True, slots=True)
class Twin:
    """Two translations of the same text.

    ``first_units`` and ``second_units`` give for every segment the number of its unit, from 0: a
    run of segments that is about the same stretch of text in both. A unit has a segment of each.
    ``is_aligned`` is false where there is nothing to tell by, and the whole is one unit.
    """

    first: Document
    second: Document
    first_units: tuple[int, ...]
    second_units: tuple[int, ...]
    is_aligned: bool = True

    @property
    def units(self) -> int:
        """How many there are."""
        return max((*self.first_units, *self.second_units), default=-1) + 1


@dataclass(frozen=True, slots=True)
class Given:
    """The documents of A or B: those made of articles, and those that came in rows with ids."""

    path: str
    articles: tuple[Document, ...]
    rows: tuple[Document, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """All of them."""
        return self.articles + self.rows


def find_twins(first: Given, second: Given) -> tuple[list[Twin], list[Problem]]:
    """Pair the documents of A and B, and their segments; name what stays alone.

    Documents belong together that have the same id, or else the same path up to suffixes, language
    and role; two lone documents belong together whatever they are called. Segments of rows belong
    together by their ids, others by the source that they translate, or by the reference.

    Raises:
        InputError: nothing pairs, the translations are in different languages, or rows of the
            same document do not have the same ids, sources and references.
    """
    pairs = _pairs(first.documents, second.documents)
    if not pairs:
        raise InputError(
            f"nothing pairs: A has {_listed(first)}, B has {_listed(second)}", remedy=_ADVICE
        )
    _check_languages(pairs)
    rows = {id(document) for document in (*first.rows, *second.rows)}
    twins = [
        _by_ids(one, other) if id(one) in rows and id(other) in rows else _by_text(one, other)
        for one, other in pairs
    ]
    paired = {id(document) for pair in pairs for document in pair}
    problems = [
        _note(document, f"left out, as it is only in {name}")
        for name, given in (("A", first), ("B", second))
        for document in given.documents
        if id(document) not in paired
    ]
    problems += [
        _note(twin.first, "counts as a single text, as A and B share no source or reference")
        for twin in twins
        if not twin.is_aligned
    ]
    return twins, problems


def _note(document: Document, message: str) -> Problem:
    return Problem(document.path or document.id, f"{document.id}: {message}", fatal=False)


def _pairs(
    first: Sequence[Document], second: Sequence[Document]
) -> list[tuple[Document, Document]]:
    if len(first) == len(second) == 1:
        return [(first[0], second[0])]
    by_id = {document.id: document for document in second}
    same = {document.id for document in first} & set(by_id)
    by_file = _file_of(first) is None or _file_of(second) is None
    by_key = _unique([each for each in second if each.id not in same], by_file=by_file)
    others = _unique([each for each in first if each.id not in same], by_file=by_file)
    keys = {document.id: key for key, document in others.items()}
    pairs = []
    for document in first:
        name = document.id
        twin = by_id[name] if name in same else by_key.get(keys.get(name, ""))
        if twin is not None:
            pairs.append((document, twin))
    return pairs


def _file_of(documents: Sequence[Document]) -> str | None:
    """The one feed that all documents are entries of, if that is so."""
    files = {document.id.partition("#")[0] for document in documents}
    return files.pop() if len(files) == 1 else None


def _unique(documents: Sequence[Document], *, by_file: bool) -> dict[str, Document]:
    """The documents by what files that belong together share, where only one has it."""
    keys = [_key(document.id, by_file=by_file) for document in documents]
    count = Counter(keys)
    return {key: each for key, each in zip(keys, documents, strict=True) if count[key] == 1}


def _key(identifier: str, *, by_file: bool) -> str:
    file, mark, entry = identifier.partition("#")
    return (key_of(PurePosixPath(file))[0] if by_file else "") + mark + entry


def _listed(given: Given) -> str:
    documents = given.documents
    if not documents:
        return f"no document in {given.path}"
    more = f" and {len(documents) - 1} more" if len(documents) > 1 else ""
    return documents[0].id + more


def _check_languages(pairs: Sequence[tuple[Document, Document]]) -> None:
    """Both translations of a text are in one language, and all texts are of one language pair."""
    for one, other in pairs:
        langs = (one.target_lang, other.target_lang)
        if all(langs) and not same_language(*langs):
            raise InputError(
                f"is in {one.target_lang} in A and in {other.target_lang} in B",
                path=one.id,
                remedy="compare translations into the same language",
            )
    known = {
        f"{one.source_lang or other.source_lang}-{one.target_lang or other.target_lang}": one.id
        for one, other in reversed(pairs)
    }
    if len(known) > 1:
        listed = ", ".join(f"{pair} ({name})" for pair, name in sorted(known.items()))
        raise InputError(
            f"several language pairs: {listed}",
            remedy="compare one at a time, or state --source-lang and --target-lang",
        )


def _by_ids(one: Document, other: Document) -> Twin:
    twins = {segment.id: segment for segment in other.segments}
    ids = {segment.id: unit for unit, segment in enumerate(one.segments)}
    for here, there, missing in (
        ("A", "B", [name for name in ids if name not in twins]),
        ("B", "A", [name for name in twins if name not in ids]),
    ):
        if missing:
            raise InputError(
                f"{len(missing)} ids of {here} are not in {there}, the first {missing[0]!r}",
                path=other.path,
                remedy="rows of A and B have the same ids",
            )
    for segment in one.segments:
        _check_same(segment, twins[segment.id], other)
    return Twin(
        one,
        other,
        tuple(range(len(one.segments))),
        tuple(ids[segment.id] for segment in other.segments),
    )


def _check_same(one: Segment, other: Segment, document: Document) -> None:
    """Rows with one id are about one text."""
    sources = [_squeezed(each.source or "") for each in (one, other)]
    references = [sorted(map(_squeezed, each.references)) for each in (one, other)]
    for what, (mine, theirs) in (("source", sources), ("references", references)):
        if mine and theirs and mine != theirs:
            raise InputError(
                f"id {other.id!r} has another {what} than in A",
                path=document.path,
                line=other.line,
                remedy="compare translations of the same texts",
            )


def _by_text(one: Document, other: Document) -> Twin:
    """Cut both where both begin a segment at the same place of the source, or of the reference."""
    for lay_out in (_source, _reference):
        starts, text = lay_out(one)
        other_starts, other_text = lay_out(other)
        if text and text == other_text:
            cuts = sorted(set(starts) & set(other_starts))
            return Twin(one, other, _numbered(starts, cuts), _numbered(other_starts, cuts))
    return Twin(one, other, (0,) * len(one.segments), (0,) * len(other.segments), is_aligned=False)


def _numbered(starts: Sequence[int], cuts: Sequence[int]) -> tuple[int, ...]:
    return tuple(max(0, bisect_right(cuts, start) - 1) for start in starts)


def _source(document: Document) -> tuple[list[int], str]:
    texts = [segment.source or "" for segment in document.segments]
    return _laid_out(texts, document.unaligned_source)


def _reference(document: Document) -> tuple[list[int], str]:
    texts = [segment.references[0] if segment.references else "" for segment in document.segments]
    return _laid_out(texts, document.unaligned_reference)


def _laid_out(texts: Sequence[str], unaligned: Sequence[Unaligned]) -> tuple[list[int], str]:
    """The whole source or reference without white space, and where in it each segment begins."""
    missing: dict[int, str] = {}
    for each in unaligned:
        missing[each.position] = missing.get(each.position, "") + _squeezed(each.text)
    starts = []
    whole = ""
    for position, text in enumerate(texts):
        whole += missing.get(position, "")
        starts.append(len(whole))
        whole += _squeezed(text)
    return starts, whole + missing.get(len(texts), "")


def _squeezed(text: str) -> str:
    return "".join(text.split())
