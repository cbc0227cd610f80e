"""How a translation answers the terms of a glossary: what rules report and scores count."""

from __future__ import annotations

import enum
import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mtaudit.glossary.apart import in_address, in_foreign_quotation, is_kept
from mtaudit.glossary.matching import TermIndex, TermMatch, occurrences, spellings
from mtaudit.glossary.model import Glossary, Term
from mtaudit.glossary.words import is_exact
from mtaudit.lang import Language, language
from mtaudit.model import Document, Segment
from mtaudit.text.analysis import Analysis, analyse

_SOURCE_GAP = 1
_TARGET_GAP = 2
_SHORT_FORM = 4  # letters from which on a word can stand for a longer term
_MATCHERS = 8

Span = tuple[int, int]


class Outcome(enum.StrEnum):
    """What became of a term of the source in the translation."""

    ANSWERED = "answered"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A forbidden form at ``[start, end)`` of the translation."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, slots=True)
class Mention:
    """A term of the source, first at ``[start, end)`` of it, and what answers it.

    ``terms`` are the entries for it; any of them may be answered. ``leftover`` is where the
    source term itself stands in the translation instead. ``excused`` are later and shortened
    mentions.
    """

    terms: tuple[Term, ...]
    start: int
    end: int
    count: int
    outcome: Outcome
    leftover: Span | None = None

    @property
    def term(self) -> Term:
        """The entry that is reported."""
        return self.terms[0]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The terms of one segment's source, and the forbidden forms in its translation."""

    mentions: tuple[Mention, ...] = ()
    wrong: tuple[Wrong, ...] = ()


class Matcher:
    """The terms of a language pair, ready to be found.

    Args:
        terms: those that hold for the pair.
        source: the source language.
        target: the target language.
    """

    def __init__(self, terms: Sequence[Term], source: Language, target: Language) -> None:
        self._terms = terms
        self._source = source
        self._target = target
        self._document: Document | None = None
        self._verdicts: dict[str, Verdict] = {}

    def verdict(self, document: Document, segment: Segment) -> Verdict:
        """How a segment of a document answers the terms; the document is judged once."""
        if document is not self._document:
            self._verdicts = {}
            answered: set[int] = set()
            for each in document.segments:
                verdict = self._judge(each)
                if verdict.mentions:
                    verdict = _excused(verdict, answered, self._translation(each))
                self._verdicts[each.id] = verdict
            self._document = document
        known = self._verdicts.get(segment.id)
        return self._judge(segment) if known is None else known

    @functools.cached_property
    def _triggers(self) -> TermIndex[Term]:
        return TermIndex(
            (
                (form, term.case_sensitive or term.do_not_translate, term)
                for term in self._terms
                if term.answers
                for form in dict.fromkeys((term.source, *term.variants))
            ),
            self._source.code,
        )

    @functools.cached_property
    def _forbidden(self) -> TermIndex[Term]:
        return _forms(
            ((form, term) for term in self._terms for form in term.forbidden), self._target
        )

    @functools.cached_property
    def _always_forbidden(self) -> TermIndex[Term]:
        alone = [term for term in self._terms if not term.answers]
        return _forms(((form, term) for term in alone for form in term.forbidden), self._target)

    @functools.cached_property
    def _accepted(self) -> TermIndex[Term]:
        return _forms(((form, term) for term in self._terms for form in term.targets), self._target)

    def _translation(self, segment: Segment) -> Analysis:
        return analyse(segment.translation, self._target)

    def _judge(self, segment: Segment) -> Verdict:
        text = self._translation(segment)
        if segment.source is None:
            return Verdict(wrong=self._without_source(text, self._forbidden))
        source = analyse(segment.source, self._source)
        mentions = []
        wrong = list(self._without_source(text, self._always_forbidden, source))
        for terms, matches in self._groups(source, text):
            mention, found = _answer(terms, matches, source, text)
            mentions.append(mention)
            wrong += found
        return Verdict(tuple(mentions), tuple(wrong))

    def _groups(
        self, source: Analysis, text: Analysis
    ) -> list[tuple[tuple[Term, ...], list[TermMatch[Term]]]]:
        """The entries at each place of the source, those of equal places and entries together."""
        places: dict[Span, list[TermMatch[Term]]] = {}
        for match in self._triggers.find(source, gap=_SOURCE_GAP):
            if in_address(source.text, match.start, match.end):
                continue
            if not match.value.do_not_translate and is_kept(
                source, match.start, match.end, text.text
            ):
                continue
            places.setdefault((match.start, match.end), []).append(match)
        groups: dict[tuple[int, ...], list[TermMatch[Term]]] = {}
        for matches in places.values():
            groups.setdefault(tuple(id(match.value) for match in matches), []).extend(matches)
        return [
            (tuple({id(match.value): match.value for match in matches}.values()), matches)
            for matches in groups.values()
        ]

    def _without_source(
        self, text: Analysis, index: TermIndex[Term], source: Analysis | None = None
    ) -> tuple[Wrong, ...]:
        """Forbidden forms, wherever they stand, but for those inside longer accepted terms."""
        found = [
            match
            for match in index.find(text)
            if not _is_apart(text, (match.start, match.end), source)
        ]
        if not found:
            return ()
        accepted = [(match.start, match.end) for match in self._accepted.find(text)]
        return tuple(
            Wrong(match.start, match.end, match.value)
            for match in found
            if not _inside((match.start, match.end), accepted)
        )


_recent: list[tuple[tuple[Term, ...], Language, Language, Matcher]] = []


def matcher(terms: tuple[Term, ...], source: Language, target: Language) -> Matcher:
    """The matcher of one tuple of terms, known by its identity: comparing long ones is slow."""
    for known, first, second, found in _recent:
        if known is terms and first is source and second is target:
            return found
    made = Matcher(terms, source, target)
    _recent.insert(0, (terms, source, target, made))
    del _recent[_MATCHERS:]
    return made


def hit_rate(document: Document, glossary: Glossary) -> dict[str, Any]:
    """How many of the source's terms a translation answers as the glossary wants.

    Returns:
        ``terms``, ``answered`` and ``rate`` (0 to 100, ``None`` without terms) of the document,
        the same for each glossary under ``glossaries``, and one mapping a segment under
        ``segments``, empty where its source has no terms. Every term counts once a segment;
        later and shortened mentions that need no answer do not count.
    """
    terms = glossary.for_pair(document.source_lang, document.target_lang)
    found = matcher(terms, language(document.source_lang), language(document.target_lang))
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    segments = []
    for segment in document.segments:
        counted = [
            mention
            for mention in found.verdict(document, segment).mentions
            if mention.outcome is not Outcome.EXCUSED
        ]
        answered = [each for each in counted if each.outcome is Outcome.ANSWERED]
        total.update(each.term.origin or "" for each in counted)
        right.update(each.term.origin or "" for each in answered)
        segments.append(_counts(len(counted), len(answered)) if counted else {})
    return {
        **_counts(total.total(), right.total()),
        "glossaries": {name: _counts(total[name], right[name]) for name in sorted(total)},
        "segments": segments,
    }


def _counts(terms: int, answered: int) -> dict[str, Any]:
    rate = round(100 * answered / terms, 4) if terms else None
    return {"terms": terms, "answered": answered, "rate": rate}


def _forms(entries: Iterable[tuple[str, Term]], lang: Language) -> TermIndex[Term]:
    return TermIndex(((form, term.case_sensitive, term) for form, term in entries), lang.code)


def _answer(
    terms: tuple[Term, ...],
    matches: Sequence[TermMatch[Term]],
    source: Analysis,
    text: Analysis,
) -> tuple[Mention, list[Wrong]]:
    """What the translation has for terms that stand at the same places of the source."""
    accepted = [span for term in terms for span in _answers(term, text)]
    places = {(match.start, match.end) for match in matches}
    allowed = {form for term in terms for form in term.answers}
    wrong = [
        Wrong(*span, term)
        for term in terms
        for form in term.forbidden
        if form not in allowed
        for span in occurrences(text, form, compounds=True, cased=term.case_sensitive)
        if not _inside(span, accepted) and not _is_apart(text, span, source)
        if _counts_as_wrong(form, span, len(places), accepted, text)
    ]
    outcome = Outcome.FORBIDDEN if wrong else Outcome.ANSWERED if accepted else Outcome.MISSING
    start, end = min(places)
    leftover = None if outcome is not Outcome.MISSING else _leftover(source, start, end, text)
    mention = Mention(terms, start, end, len(places), outcome, leftover)
    return mention, _once(wrong)


def _answers(term: Term, text: Analysis) -> Iterator[Span]:
    """The accepted forms of a term in a text."""
    for form in term.answers:
        cased = term.case_sensitive or term.do_not_translate
        gap = 0 if term.do_not_translate else _TARGET_GAP
        yield from occurrences(text, form, gap=gap, compounds=True, cased=cased)


def _counts_as_wrong(
    form: str, span: Span, mentions: int, accepted: Sequence[Span], text: Analysis
) -> bool:
    """Whether a forbidden form renders the term, and not something else in the same sentence.

    An acronym does, unless the right one stands beside it; another word only where there are
    more mentions than answers.
    """
    others = [other for other in accepted if not (other[0] < span[1] and span[0] < other[1])]
    if is_exact(form):
        beside = (text.text[start:end] for start, end in others)
        return not any(is_exact(word) and word.isalnum() for word in beside)
    return len(others) < mentions


def _once(wrong: Sequence[Wrong]) -> list[Wrong]:
    """The longest of the forbidden forms at each place."""
    kept: list[Wrong] = []
    for each in sorted(wrong, key=lambda item: item.start - item.end):
        if not any(each.start < other.end and other.start < each.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda item: item.start)


def _leftover(source: Analysis, start: int, end: int, text: Analysis) -> Span | None:
    """Where the words of the source stand in the translation."""
    found = occurrences(text, source.text[start:end], cased=True)
    return found[0] if found else None


def _is_apart(text: Analysis, span: Span, source: Analysis | None) -> bool:
    if in_address(text.text, *span):
        return True
    if source is None:
        return in_foreign_quotation(text, *span)
    return is_kept(text, *span, source.text)


def _inside(span: Span, longer: Iterable[Span]) -> bool:
    """Whether a longer span holds this one."""
    return any(
        start <= span[0] and span[1] <= end and end - start > span[1] - span[0]
        for start, end in longer
    )


def _excused(verdict: Verdict, answered: set[int], text: Analysis) -> Verdict:
    """The verdict after those of earlier segments, whose answered terms are added to.

    A term for first mentions is demanded once. Of any term that was answered in full before, a
    word will do.
    """
    mentions = []
    for mention in verdict.mentions:
        known = any(id(term) in answered for term in mention.terms)
        is_missing = mention.outcome is Outcome.MISSING
        if is_missing and known and _needs_no_more(mention.terms, text):
            mentions.append(replace(mention, outcome=Outcome.EXCUSED, leftover=None))
            continue
        mentions.append(mention)
        for term in mention.terms:
            if term.first_mention or not is_missing:
                answered.add(id(term))
    return replace(verdict, mentions=tuple(mentions))


def _needs_no_more(terms: Sequence[Term], text: Analysis) -> bool:
    """Whether a later mention may do with what the text has."""
    if any(term.first_mention for term in terms):
        return True
    words = (
        word
        for term in terms
        for form in term.targets
        for spelling in spellings(form)
        if len(spelling) > 1
        for word in spelling
    )
    return any(
        len(word) >= _SHORT_FORM and bool(occurrences(text, word)) for word in dict.fromkeys(words)
    )
