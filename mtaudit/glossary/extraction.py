"""Term pairs proposed from aligned texts: phrases that come and go together.

Candidates are names, acronyms and rarer words, up to three in a row. Association is measured by
Dunning's log-likelihood (1993, "Accurate Methods for the Statistics of Surprise and Coincidence")
and Dice's coefficient; the strongest pairs are linked first, each phrase once (Melamed 2000,
"Models of Translational Equivalence among Words").
"""

from __future__ import annotations

import csv
import functools
import io
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from mtaudit.glossary.hits import Matcher, Outcome
from mtaudit.glossary.matching import Cut, cut
from mtaudit.glossary.model import Term
from mtaudit.glossary.words import is_exact, lemmas
from mtaudit.lang import Language, language
from mtaudit.model import Document
from mtaudit.text.analysis import analyse
from mtaudit.text.lexicon import zipf
from mtaudit.text.tokens import fold

_LONGEST = 3
_RARE = 4.6  # on the Zipf scale: below, a word is no everyday word
_RARE_IN_PHRASE = 5.5
_SHORTEST_WORD = 3
_LEAST_DICE = 0.6
_LEAST_LIKELIHOOD = 6.63  # chi-square at 1 %
_PART_OF_LONGER = 0.8
_CONTEXT = 40

_COLUMNS = (
    *("source", "target", "source_lang", "target_lang"),
    *("#together", "#in_sources", "#in_targets", "#dice", "#likelihood", "#broken"),
    *("#source_context", "#target_context", "#broken_context"),
)

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair of phrases that may be a term, how often they are seen, and how they are broken.

    ``together`` counts the segments that have both, ``broken`` those whose translation lacks the
    target. Contexts are of the first segment.
    """

    source: str
    target: str
    together: int
    in_sources: int
    in_targets: int
    dice: float
    likelihood: float
    source_context: str
    target_context: str
    broken: int = 0
    broken_context: str = ""


class _Phrase(NamedTuple):
    key: Key
    text: str
    start: int
    end: int


class _Pair(NamedTuple):
    source: str
    target: str
    sources: tuple[_Phrase, ...]
    targets: tuple[_Phrase, ...]


class _Link(NamedTuple):
    likelihood: float
    dice: float
    together: int
    source: Key
    target: Key


def extract(documents: Sequence[Document], *, least: int = 2) -> list[Proposal]:
    """Propose term pairs, the surest first.

    Segments with a reference pair their source with it, others with their translation. All
    documents are taken to have the first one's languages.

    Args:
        documents: translations with sources.
        least: how many segments have to have both phrases.
    """
    if not documents:
        return []
    source = language(documents[0].source_lang)
    target = language(documents[0].target_lang)
    counts = _Counts(tuple(_pairs(documents, source, target)), least)
    links = _competed(counts.links(least))
    proposals = [_proposal(link, counts) for link in links]
    judged = _judged(proposals, documents, source, target)
    return sorted(judged, key=lambda each: (-each.likelihood, each.source))


def as_table(proposals: Iterable[Proposal], source_lang: str, target_lang: str) -> str:
    """Proposals as a TSV that is a glossary; the columns that begin with ``#`` say why."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    for each in proposals:
        counts = (each.together, each.in_sources, each.in_targets)
        strength = (f"{each.dice:.2f}", f"{each.likelihood:.1f}", each.broken)
        contexts = (each.source_context, each.target_context, each.broken_context)
        writer.writerow(
            (each.source, each.target, source_lang, target_lang, *counts, *strength, *contexts)
        )
    return file.getvalue()


class _Counts:
    """In how many segments each phrase stands, and each pair of phrases."""

    def __init__(self, pairs: Sequence[_Pair], least: int) -> None:
        self.pairs = pairs
        self.sources = Counter(key for pair in pairs for key in {p.key for p in pair.sources})
        self.targets = Counter(key for pair in pairs for key in {p.key for p in pair.targets})
        self.together: Counter[tuple[Key, Key]] = Counter()
        self.first: dict[tuple[Key, Key], _Pair] = {}
        for pair in pairs:
            sources = {p.key for p in pair.sources if self.sources[p.key] >= least}
            targets = {p.key for p in pair.targets if self.targets[p.key] >= least}
            for source in sources:
                for target in targets:
                    self.together[source, target] += 1
                    self.first.setdefault((source, target), pair)

    def links(self, least: int) -> Iterator[_Link]:
        """The pairs that are associated."""
        for (source, target), together in self.together.items():
            ours, theirs = self.sources[source], self.targets[target]
            dice = 2 * together / (ours + theirs)
            if together < least or dice < _LEAST_DICE:
                continue
            likelihood = _likelihood(together, ours, theirs, len(self.pairs))
            if likelihood >= _LEAST_LIKELIHOOD:
                yield _Link(likelihood, dice, together, source, target)

    @functools.cached_property
    def wordings(self) -> tuple[dict[Key, str], dict[Key, str]]:
        """How each phrase is mostly written, in sources and targets."""
        found = []
        for side in ("sources", "targets"):
            forms: defaultdict[Key, Counter[str]] = defaultdict(Counter)
            for pair in self.pairs:
                for phrase in getattr(pair, side):
                    forms[phrase.key][phrase.text] += 1
            found.append({key: _usual(key, counter) for key, counter in forms.items()})
        return found[0], found[1]


def _pairs(documents: Iterable[Document], source: Language, target: Language) -> Iterator[_Pair]:
    for document in documents:
        for segment in document.segments:
            if segment.source:
                answer = segment.references[0] if segment.references else segment.translation
                yield _Pair(
                    segment.source,
                    answer,
                    tuple(_phrases(segment.source, source)),
                    tuple(_phrases(answer, target)),
                )


def _phrases(text: str, lang: Language) -> Iterator[_Phrase]:
    """The candidates of a text: up to three words that stand together, none small at the ends."""
    words = cut(analyse(text, lang))
    strong = [_is_strong(word, lang) for word in words.words]
    for first, is_strong in enumerate(strong):
        if not is_strong:
            continue
        for last in range(first, min(first + _LONGEST, len(strong))):
            if last > first and not (words.joins[last - 1] and _go_together(words, last)):
                break
            if strong[last] and _is_rare(words, first, last, lang):
                start, end = words.span_of(first, last)
                key = tuple(_lemma(word, lang.code) for word in words.words[first : last + 1])
                yield _Phrase(key, text[start:end], start, end)


def _go_together(words: Cut, last: int) -> bool:
    """Whether a phrase can go on with a word: acronyms form names with capitals only."""
    pair = words.words[last - 1 : last + 1]
    return not any(map(is_exact, pair)) or all(word[0].isupper() for word in pair)


def _is_strong(word: str, lang: Language) -> bool:
    """Whether a word can begin or end a term."""
    if is_exact(word) and word.isalpha():
        return True
    if not word.isalpha() or word.lower() in lang.function_words:
        return False
    return len(word) >= _SHORTEST_WORD or word[0].isupper()


def _is_rare(words: Cut, first: int, last: int, lang: Language) -> bool:
    limit = _RARE if first == last else _RARE_IN_PHRASE
    return any(
        is_exact(word) or zipf(fold(word), lang.code) < limit
        for word in words.words[first : last + 1]
    )


def _lemma(word: str, code: str) -> str:
    if is_exact(word):
        return word
    found = lemmas(word, code)
    return found[-1] if found else fold(word)


def _usual(key: Key, forms: Counter[str]) -> str:
    """The form of the dictionary if it is seen, else the most frequent, the shortest of those."""
    plain = [form for form in forms if fold(form) == " ".join(key)]
    if plain:
        return max(plain, key=lambda form: (forms[form], form))
    return min(forms, key=lambda form: (-forms[form], len(form), form))


def _likelihood(together: int, ours: int, theirs: int, total: int) -> float:
    """Dunning's G² of a two by two table; 0 where the two avoid each other."""
    if together * total <= ours * theirs:
        return 0.0
    table = (together, ours - together, theirs - together, total - ours - theirs + together)
    margins = (
        (ours, theirs),
        (ours, total - theirs),
        (total - ours, theirs),
        (total - ours, total - theirs),
    )
    return 2 * sum(
        seen * math.log(seen * total / (row * column))
        for seen, (row, column) in zip(table, margins, strict=True)
        if seen
    )


def _competed(links: Iterable[_Link]) -> list[_Link]:
    """The strongest link of each phrase; of equal ones the longest, whose parts then go."""
    ranked = sorted(
        links,
        key=lambda link: (
            -round(link.likelihood, 3),
            -len(link.source) - len(link.target),
            link.source,
            link.target,
        ),
    )
    taken: list[_Link] = []
    sources: set[Key] = set()
    targets: set[Key] = set()
    for link in ranked:
        if link.source in sources or link.target in targets:
            continue
        if not any(_is_part(link, longer) for longer in taken):
            taken.append(link)
        sources.add(link.source)
        targets.add(link.target)
    return taken


def _is_part(link: _Link, longer: _Link) -> bool:
    """Whether a link says no more than one of longer phrases that overlap with it."""
    if longer.together < _PART_OF_LONGER * link.together:
        return False
    return bool(set(link.source) & set(longer.source) or set(link.target) & set(longer.target))


def _proposal(link: _Link, counts: _Counts) -> Proposal:
    pair = counts.first[link.source, link.target]
    sources, targets = counts.wordings
    return Proposal(
        source=sources[link.source],
        target=targets[link.target],
        together=link.together,
        in_sources=counts.sources[link.source],
        in_targets=counts.targets[link.target],
        dice=link.dice,
        likelihood=link.likelihood,
        source_context=_context(pair.source, pair.sources, link.source),
        target_context=_context(pair.target, pair.targets, link.target),
    )


def _context(text: str, phrases: Iterable[_Phrase], key: Key) -> str:
    phrase = next(each for each in phrases if each.key == key)
    return _around(text, phrase.start, phrase.end)


def _around(text: str, start: int, end: int) -> str:
    """The words around a span, with marks where they are cut off."""
    left, right = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    inside = " ".join(text[left:right].split())
    return ("…" if left else "") + inside + ("…" if right < len(text) else "")


def _judged(
    proposals: Sequence[Proposal],
    documents: Iterable[Document],
    source: Language,
    target: Language,
) -> list[Proposal]:
    """The proposals with how often translations break them."""
    terms = tuple(Term(each.source, (each.target,)) for each in proposals)
    number = {id(term): index for index, term in enumerate(terms)}
    matcher = Matcher(terms, source, target)
    broken: Counter[int] = Counter()
    contexts: dict[int, str] = {}
    for document in documents:
        for segment in document.segments:
            for mention in matcher.verdict(document, segment).mentions:
                if mention.outcome is Outcome.MISSING:
                    index = number[id(mention.term)]
                    broken[index] += 1
                    contexts.setdefault(index, _around(segment.translation, 0, 2 * _CONTEXT))
    return [
        replace(each, broken=broken[index], broken_context=contexts.get(index, ""))
        for index, each in enumerate(proposals)
    ]
