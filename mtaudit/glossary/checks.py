"""What is wrong with a glossary itself: entries that say nothing, twice, or against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from mtaudit.glossary.matching import LONGEST, spellings
from mtaudit.glossary.model import Glossary, Term
from mtaudit.lang.codes import primary
from mtaudit.text.tokens import fold_phrase


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with an entry, and what to do."""

    term: Term
    message: str

    def __str__(self) -> str:
        """``file:line: problem``."""
        term = self.term
        place = f"{term.origin}:{term.line}" if term.line else term.origin or "glossary"
        return f"{place}: {self.message}"


def check(glossary: Glossary) -> list[Complaint]:
    """Everything that is wrong with a glossary, by file and line.

    Concepts are looked at in every pair of their languages; what they say in one language is
    complained of once.
    """
    found: dict[tuple[str | None, int | None, str], Complaint] = {}
    for terms in _pairs(glossary):
        for examine in _CHECKS:
            for complaint in examine(terms):
                key = (complaint.term.origin, complaint.term.line, complaint.message)
                found.setdefault(key, complaint)
    return sorted(found.values(), key=lambda each: (each.term.origin or "", each.term.line or 0))


def _pairs(glossary: Glossary) -> Iterator[Sequence[Term]]:
    """The entries that can be compared: the tables' rows, and the concepts' terms of each pair."""
    if glossary.terms:
        yield glossary.terms
    languages = sorted({lang for each in glossary.concepts for lang in each.languages})
    for source, target in permutations(languages, 2):
        terms = (concept.term(source, target) for concept in glossary.concepts)
        found = [term for term in terms if term is not None]
        if found:
            yield found


def _empty(terms: Sequence[Term]) -> Iterator[Complaint]:
    """Terms without a word, and those that are whole paragraphs."""
    for term in terms:
        for form in (term.source, *term.variants, *term.targets, *term.forbidden):
            if not fold_phrase(form):
                yield Complaint(term, f"“{form}” has no letters, and will never be found")
            elif not spellings(form):
                yield Complaint(term, f"“{form[:40]}…” has more than {LONGEST} words: no term")


def _duplicates(terms: Sequence[Term]) -> Iterator[Complaint]:
    """Entries that say the same of the same term."""
    for group in _by(terms, lambda term: (_forms(term), *_languages(term))):
        first = group[0]
        for other in group[1:]:
            same = set(map(str.lower, other.targets)) & set(map(str.lower, first.targets))
            if same or (other.targets == first.targets and other.forbidden == first.forbidden):
                yield Complaint(other, f"“{other.source}” stands already {_at(first)}")


def _contradictions(terms: Sequence[Term]) -> Iterator[Complaint]:
    """Entries for one term that demand different translations, or forbid what one demands."""
    for term in terms:
        for form in {form.lower() for form in term.targets} & {f.lower() for f in term.forbidden}:
            yield Complaint(term, f"“{form}” is both demanded and forbidden for “{term.source}”")
    for group in _by(terms, lambda term: (_forms(term), *_languages(term))):
        for index, other in enumerate(group[1:], 1):
            for first in group[:index]:
                yield from _compare(first, other)


def _compare(first: Term, other: Term) -> Iterator[Complaint]:
    demanded, before = ({form.lower() for form in term.targets} for term in (other, first))
    if demanded and before and not demanded & before and first.domain == other.domain:
        yield Complaint(
            other,
            f"“{other.source}” is to be “{other.targets[0]}” here and “{first.targets[0]}” "
            f"{_at(first)}",
        )
    forbidden = {form.lower() for form in first.forbidden} & demanded
    forbidden |= {form.lower() for form in other.forbidden} & before
    for form in sorted(forbidden):
        yield Complaint(other, f"“{form}” is demanded and forbidden: see also {_at(first)}")


def _cycles(terms: Sequence[Term]) -> Iterator[Complaint]:
    """Within one language, a word that is to become another, which is to become the first."""
    within = [
        term
        for term in terms
        if term.source_lang is not None and _languages(term)[0] == _languages(term)[1]
    ]
    step = {fold_phrase(term.source): term for term in reversed(within)}
    for term in within:
        seen = {fold_phrase(term.source)}
        place: Term | None = term
        while place is not None and place.targets:
            following = fold_phrase(place.targets[0])
            if following in seen:
                if following == fold_phrase(term.source) and len(seen) > 1:
                    yield Complaint(term, f"“{term.source}” leads back to itself {_at(place)}")
                break
            seen.add(following)
            place = step.get(following)


def _mutual(terms: Sequence[Term]) -> Iterator[Complaint]:
    """Two entries of which each demands what the other forbids, of terms that overlap."""
    demanding: dict[tuple[object, ...], list[Term]] = {}
    for term in terms:
        for form in term.targets:
            demanding.setdefault((fold_phrase(form), *_languages(term)), []).append(term)
    for term in terms:
        wanted = {fold_phrase(form) for form in term.targets}
        for form in term.forbidden:
            for other in demanding.get((fold_phrase(form), *_languages(term)), ()):
                is_after = (other.line or 0) < (term.line or 0)
                if is_after and wanted & {fold_phrase(each) for each in other.forbidden}:
                    yield Complaint(
                        term,
                        f"“{term.source}” and “{other.source}” forbid each other’s "
                        f"translations: see {_at(other)}",
                    )


def _case_collisions(terms: Sequence[Term]) -> Iterator[Complaint]:
    """Terms that differ by their capitals only, of which not all are case-sensitive."""
    for group in _by(terms, lambda term: (fold_phrase(term.source), *_languages(term))):
        first = group[0]
        for other in group[1:]:
            differ = other.source != first.source and other.source.lower() == first.source.lower()
            if differ and not (first.case_sensitive and other.case_sensitive):
                yield Complaint(
                    other,
                    f"“{other.source}” and “{first.source}” {_at(first)} differ by their "
                    "capitals only: make both case-sensitive",
                )


_CHECKS: tuple[Callable[[Sequence[Term]], Iterator[Complaint]], ...] = (
    _empty,
    _duplicates,
    _contradictions,
    _cycles,
    _mutual,
    _case_collisions,
)


def _by(terms: Iterable[Term], key: Callable[[Term], object]) -> Iterator[list[Term]]:
    """The groups of two and more terms that share a key."""
    groups: dict[object, list[Term]] = {}
    for term in terms:
        groups.setdefault(key(term), []).append(term)
    return (group for group in groups.values() if len(group) > 1)


def _forms(term: Term) -> tuple[str, ...]:
    """The term as written; small unless its case counts."""
    words = term.source.split()
    return tuple(words if term.case_sensitive else (word.lower() for word in words))


def _languages(term: Term) -> tuple[str | None, str | None]:
    return (
        term.source_lang and primary(term.source_lang),
        term.target_lang and primary(term.target_lang),
    )


def _at(term: Term) -> str:
    return f"in {term.origin}, line {term.line}" if term.line else f"in {term.origin}"
