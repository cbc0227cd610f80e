"""SPL: words of the translation that are none of its language."""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterator, Mapping, Set
from typing import NamedTuple

from mtaudit.lang import Language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, WordsThat, bad, good
from mtaudit.rules.loans import borrowed
from mtaudit.rules.nation_tables import currency_forms
from mtaudit.rules.spelling_corrections import CHECKED, correction, edits, vocabulary
from mtaudit.rules.tables import table
from mtaudit.text.analysis import Analysis
from mtaudit.text.leftovers import Passage, is_set_apart
from mtaudit.text.lexicon import alphabet, most_frequent, zipf
from mtaudit.text.memo import Memo
from mtaudit.text.names import keeps, starts_sentence, writes_no_capitals

_LANGUAGES = frozenset(("de", "en", "es", "fr", "it", "pt", "ru"))
_JOINERS = frozenset("'’/@#_.&+\\=*<>")
_OPENER = 4.8
_USUAL = 300
_WORD_ABROAD = 3.0
_MIN_OPENER = 4
_MIN_INSIDE = 7
_SURE = 6
_ORDINARY = 4.0
_NAME = 1.5
_KEPT = 0.5
"""How likely a word stays in translation, at most, for a word like it to be no name."""


class MisspelledWord(SegmentRule):
    """A word that its language does not have, one typing error away from a frequent one.

    Only words in lower case are looked at, the first word of a sentence, and in English words that
    have a capital as part of a title (*the European Comission*); names are the business of others.
    What the source has too is not reported, nor is a word of its language, nor one that is merely
    rare: it must be a hundred times rarer than the one it is taken for, and not built from known
    words. In languages other than English it must be unheard of.
    """

    code = "SPL001"
    name = "misspelled-word"
    category = "fluency/spelling"
    severity = Severity.MINOR
    target_languages = _LANGUAGES
    examples = (
        bad("de-en", "The president wroet that he was well.", "wroet", suggestion="wrote"),
        bad("fr-en", "Acording to the ministry, teh budget rose.", "Acording", "teh"),
        bad("fr-en", "He met the European Comission, whose partys agreed.", "Comission", "partys"),
        bad("en-pt", "Os testes nucelares foram suspensos.", "nucelares", suggestion="nucleares"),
        bad("en-fr", "Le gouvernemnt a répondu à la presse.", "gouvernemnt"),
        good("de-en", "The organisation criticised the colour of its neighbours’ cosy theatres."),
        good("fr-en", "Statins, heparins and reinjected glucocorticoids were denuclearised."),
        good("en-de", "Die ultrarechtsgerichteten Blogger twitterten bizarrerweise phasenweise."),
        good("en-es", "Se lo dijeron cantándoselo, y el esnórquel era carísimo."),
    )

    def words(self, source: Language, target: Language) -> Container[str]:  # noqa: ARG002
        """Words that are none of the language's, and known misspellings."""
        return WordsThat(_strange(target.code).__getitem__)

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every misspelled word."""
        text, code = context.translation(segment), context.target_language.code
        misspelled, strange = _misspelled(code), _strange(code)
        suspects = {word for word in text.folded_set if strange[word]}
        if segment.source is not None:
            suspects -= context.source(segment).folded_set
        elif suspects:
            suspects -= _at_home(suspects - misspelled.keys(), context.source_language.code)
        if not suspects:
            return
        in_titles = not writes_no_capitals(context.source_language.code)
        for index, word in enumerate(text.folded):
            if word not in suspects:
                continue
            right = _corrected(
                text, index, context.target_language, misspelled, in_titles=in_titles
            )
            if (
                right is None
                or _is_joined(text, index)
                or index in borrowed(text)
                or currency_forms(code, doubtful=False).meanings(word)
            ):
                continue
            start, end = text.spans[index]
            yield self.finding(
                segment,
                start,
                end,
                f"“{segment.translation[start:end]}” is no {context.target_language.name}; it "
                f"looks like a misspelling of “{right}”.",
                suggestion=f"Write “{right}”.",
                replacement=right,
            )


def _at_home(words: Set[str], source: str) -> frozenset[str]:
    """The words of the source language."""
    return frozenset(word for word in words if zipf(word, source) > _WORD_ABROAD)


@functools.cache
def _strange(code: str) -> Memo[bool]:
    """Whether a folded word is none of the language's, or a known misspelling."""
    words, misspelled = vocabulary(code), _misspelled(code)
    return Memo(lambda word: word.isalpha() and (word not in words or word in misspelled))


def _corrected(
    text: Analysis,
    index: int,
    language: Language,
    misspelled: Mapping[str, str],
    *,
    in_titles: bool,
) -> str | None:
    """The word that was meant, in the case it should have; ``None`` if the word may be right.

    Capitalized words are corrected ``in_titles`` only: names from scripts without capitals are
    like words by chance (*Changle*), and their sources do not have them.
    """
    word, folded = text.words[index], text.folded[index]
    known = misspelled.get(folded)
    if known is not None:
        if word.istitle() and len(word) >= _MIN_INSIDE:
            return known.capitalize()
        fits = word.istitle() if known.istitle() else word.islower()
        is_sure = known.istitle() or len(word) >= _SURE or not _is_beside_name(text, index)
        return known if fits and is_sure else None
    if word.islower():
        return correction(folded, language.code)
    if not word.istitle() or len(word) < _MIN_OPENER:
        return None
    right = _corrected_opener(folded, language) if starts_sentence(text, index) else None
    return right or (_corrected_title(folded, language) if in_titles else None)


def _corrected_opener(word: str, language: Language) -> str | None:
    """What the first word of a sentence was meant to be, if it is hardly a name."""
    right = correction(word, language.code)
    if right is None or right[0] != word[0]:
        return None
    if len(word) == _MIN_OPENER and sorted(right) != sorted(word):
        return None
    usual = right in most_frequent(language.code, _USUAL)
    likely = usual or (len(word) > _MIN_OPENER + 1 and zipf(right, language.code) >= _OPENER)
    return right.capitalize() if likely else None


def _corrected_title(word: str, language: Language) -> str | None:
    """What a word with a capital was meant to be, if that is hardly a name."""
    code = language.code
    if code not in CHECKED or len(word) < _MIN_INSIDE or zipf(word, code) > _NAME:
        return None
    right = correction(word, code)
    if right is None or right[0] != word[0] or zipf(right, code) < _ORDINARY:
        return None
    return right.capitalize() if keeps(right, code, "es") < _KEPT else None


def _is_beside_name(text: Analysis, index: int) -> bool:
    return any(word[0].isupper() for word in text.words[max(index - 1, 1) : index + 2])


def _is_joined(text: Analysis, index: int) -> bool:
    """Whether a word is part of a contraction, an address or a code, or stands quoted alone."""
    start, end = text.spans[index]
    before, after = text.text[max(start - 1, 0) : start], text.text[end : end + 2]
    if before in _JOINERS or (after[:1] in _JOINERS and after[1:].isalnum()):
        return bool(before) or bool(after)
    return is_set_apart(text, Passage(index, index)) and "-" not in before + after


@functools.cache
def _misspelled(code: str) -> dict[str, str]:
    """Misspellings that a table knows, and those of words that are written with a capital."""
    facts = table("misspellings").get(code)
    if facts is None:
        return {}
    known = dict(pair.split() for pair in facts["short"].split(",") if pair.strip())
    words = vocabulary(code)
    for proper in facts["proper"].split():
        for wrong in edits(proper.lower(), alphabet(code)):
            if wrong not in words and zipf(wrong, code) < 2 and wrong[0] == proper[0].lower():
                known.setdefault(wrong, proper)
    return known


class StrayLetter(SegmentRule):
    """A single letter between two words that is no word itself, such as the rest of “is” or “be”.

    Letters that name something (vitamin e, type i, x, y) are not reported, nor are those that the
    source has too.
    """

    code = "SPL002"
    name = "stray-letter"
    category = "fluency/spelling"
    severity = Severity.MINOR
    target_languages = CHECKED
    examples = (
        bad("de-en", "The government s monitoring the storms.", "s"),
        bad("fr-en", "He will b there on Monday.", "b"),
        good("de-en", "The vitamin e content, the type i error and the p value."),
        good("it-en", "They don't say that it's a five-a-side or an e-mail."),
    )

    def words(self, source: Language, target: Language) -> frozenset[str]:  # noqa: ARG002
        """The letters."""
        return _letters(target.code).letters

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every stray letter."""
        facts = _letters(context.target_language.code)
        for match in facts.pattern.finditer(segment.translation):
            before, letter, _ = match.groups()
            if before in facts.before or (
                segment.source and letter in context.source(segment).folded_set
            ):
                continue
            yield self.finding(
                segment,
                *match.span(2),
                f"“{letter}” is no word: letters were lost here.",
                suggestion="Restore the word after the source.",
            )


class _Letters(NamedTuple):
    letters: frozenset[str]
    pattern: re.Pattern[str]
    before: frozenset[str]


@functools.cache
def _letters(code: str) -> _Letters:
    facts = table("misspellings")[code]
    letters = frozenset("".join(facts["letters"].split()))
    some = "".join(sorted(letters))
    return _Letters(
        letters,
        re.compile(rf"(?<![\w’'-])([a-z]{{2,}}) ([{some}])(?= ([a-z]{{2,}})(?![\w’']))"),
        frozenset(facts["before"].split()),
    )
