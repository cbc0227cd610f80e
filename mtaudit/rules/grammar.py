"""GRA: sequences of words that the target language's grammar does not have."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from mtaudit.lang import Language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good
from mtaudit.rules.tables import table
from mtaudit.text.analysis import Analysis

_LANGUAGES = frozenset(table("grammar"))
_WITH_FORMS = frozenset(code for code, facts in table("grammar").items() if "forms" in facts)
_QUOTES = re.compile('[“"‘«]')
_ELIDED = re.compile(r"\w['’]")
_UNIT_WORD = re.compile(r"^(?:uni(?![nmdlr])|use|usu|uti|eu|one-|once|ufo|ur[aio]|uv|uk)")


@functools.cache
def _impossible(code: str) -> frozenset[tuple[str, str]]:
    """Two different words, the second of which cannot follow the first."""
    pairs = _pairs(table("grammar")[code]["pairs"])
    return frozenset((left, right) for left, right in pairs if left != right)


def _pairs(entries: Iterable[dict[str, str]]) -> set[tuple[str, str]]:
    """Every word of an entry's left side with every one of its right side."""
    return {
        (left, right)
        for entry in entries
        for left in entry["left"].split()
        for right in entry["right"].split()
    }


class BrokenWordOrder(SegmentRule):
    """Two function words side by side that no sentence joins, such as "the and" or "a of".

    A word was lost, moved or left over between them, or they must be drawn together ("de el").

    Only words in lower case with a single blank between them are looked at; the same word twice
    is repeated-word's.
    """

    code = "GRA001"
    name = "broken-word-order"
    category = "fluency/grammar"
    severity = Severity.MINOR
    target_languages = _LANGUAGES
    examples = (
        bad("de-en", "He is in contact with the of the affected states.", "the of"),
        bad("fr-en", "The minister was are leaving the country.", "was are"),
        good("de-en", "What it is is a mess, and vitamin A is in the US."),
        good("de-en", "How could the state say many of them were lost, more than was thought?"),
        good("fr-en", "The then president gave in to the by-and-large friendly crowd."),
        bad("en-es", "Viene de el mercado.", "de el"),
        bad("en-fr", "Il a dit que il viendrait.", "que il"),
        good("es-en", "He left the the house."),
        good("en-es", "Va de El Salvador a El Paso; es de él, de una de las dos."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every impossible pair."""
        impossible = _impossible(context.target_language.code)
        text = context.translation(segment)
        if impossible.isdisjoint(text.pairs):
            return
        words = [*text.folded[:1], *text.words[1:]]
        for index, pair in enumerate(pairwise(words)):
            if pair not in impossible:
                continue
            start, end = text.span_of(index, index + 1)
            if (
                end - start == len(words[index]) + len(words[index + 1]) + 1
                and not _is_letter(text, index)
                and self._is_free(segment.translation, start, end)
            ):
                yield self.finding(
                    segment,
                    start,
                    end,
                    f"“{segment.translation[start:end]}” is no {context.target_language.name}: a "
                    "word is missing, moved or left over here, or two must be one.",
                    suggestion="Repair the sentence after the source.",
                )

    def _is_free(self, text: str, start: int, end: int) -> bool:
        """Whether the pair is no part of a hyphenated word or an apostrophe's."""
        around = text[start - 1 : start] + text[end : end + 1]
        between = text[start:end]
        return not set(around + between) & set("-–’'\"“”‘/")


def _is_letter(text: Analysis, index: int) -> bool:
    """Whether an "a" is a letter and no word, as in *where a and b are numbers*."""
    if text.words[index] != "a" or index + 2 >= len(text.words):
        return False
    joining = table("grammar")[text.language.code].get("joins_letters", "").split()
    other, (_, end) = text.words[index + 2], text.spans[index + 2]
    return (
        text.words[index + 1] in joining
        and len(other) == 1
        and other.islower()
        and text.text[end : end + 1] not in (".", "’", "'")
    )


class WrongArticle(SegmentRule):
    """An "a" before a vowel sound, or "an" before a consonant sound.

    It shows that a word between them was lost or exchanged. Words whose spelling misleads (an
    hour, a university, an MP) are known; letters, figures and names in capitals are left alone.
    """

    code = "GRA002"
    name = "wrong-article"
    category = "fluency/grammar"
    severity = Severity.MINOR
    target_languages = _WITH_FORMS
    examples = (
        bad("de-en", "It was an decision of the court.", "an", suggestion="a"),
        bad("fr-en", "He ate a apple.", "a", suggestion="an"),
        good("de-en", "It took an hour, a one-way ticket and a European passport."),
        good("fr-en", "An MP and an 18-year-old met a Uruguayan user at a university."),
        good("de-en", "The quotient of a over b is zero."),
        good("zh-en", "The concert in Xi'an has been put off."),
        bad("fr-en", "He called it 'a apple'.", "a"),
        bad("fr-en", "He ate a apple at 5 p.m.", "a"),
    )

    def words(self, source: Language, target: Language) -> frozenset[str]:  # noqa: ARG002
        """The articles."""
        return frozenset(("a", "an"))

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every article that does not fit the word after it."""
        text = context.translation(segment)
        for index, (word, following) in enumerate(pairwise(text.words)):
            if word not in ("a", "an") or _article(following, context.target_language.code) in (
                word,
                None,
            ):
                continue
            if _is_letter(text, index):
                continue
            start, end = text.spans[index]
            if segment.translation[end : text.spans[index + 1][0]] != " ":
                continue
            if _ELIDED.match(segment.translation, max(start - 2, 0)):
                continue
            right = "an" if word == "a" else "a"
            yield self.finding(
                segment,
                start,
                end,
                f"“{word}” does not fit “{following}”.",
                suggestion=f"Write “{right}”, or put back the word that was lost.",
                replacement=right,
            )


class _Forms(NamedTuple):
    """Impossible forms: ``words`` stand third at the latest in one, or it begins with a pair."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    pattern: re.Pattern[str]

    def find(self, text: Analysis) -> Iterator[re.Match[str]]:
        """Yield the forms in a text, left to right, without overlap."""
        folded = text.folded
        starts = {
            first
            for index, word in enumerate(folded)
            if word in self.words
            for first in range(max(index - 2, 0), index + 1)
        }
        if not self.pairs.isdisjoint(text.pairs):
            starts |= {i for i, pair in enumerate(pairwise(folded)) if pair in self.pairs}
        free = 0
        for first in sorted(starts):
            start = text.spans[first][0]
            match = self.pattern.match(text.text, start) if start >= free else None
            if match:
                free = match.end()
                yield match


@functools.cache
def _forms(code: str) -> _Forms:
    facts = table("grammar")[code]
    openings = _pairs(facts["openings"])
    opening = "|".join(f"{left} {right}" for left, right in sorted(openings))
    return _Forms(
        frozenset(facts["form_words"].split()),
        frozenset((left.lower(), right) for left, right in openings),
        re.compile(
            rf"(?i:(?<![\w’'-])(?:{'|'.join(facts['forms'])})(?![\w’'-]))"
            rf"|(?:^|(?<=[.!?] ))(?:{opening})(?! not be)(?![\w’'-])"
        ),
    )


class ImpossibleForm(SegmentRule):
    """A form that the grammar does not have: "did not went", "the men not will go", "They was".

    Systems that follow the words of the source make them, people do not. Only fixed patterns of
    frequent words are looked for; quotations are left alone, as speakers may say so.
    """

    code = "GRA003"
    name = "impossible-form"
    category = "fluency/grammar"
    severity = Severity.MINOR
    target_languages = _WITH_FORMS
    examples = (
        bad("fr-en", "The government not will allow it.", "not will allow"),
        bad("ru-en", "He did not went home.", "did not went"),
        bad(
            "es-en", "They was tired, and the informations were false.", "They was", "informations"
        ),
        good("fr-en", "Those who do not will be fined, whether or not they can."),
        good("ru-en", "He did not go, would not have gone, and has not been seen."),
        good("es-en", "“They was robbed,” he said. It was the best and most high-tech of all."),
    )

    def words(self, source: Language, target: Language) -> frozenset[str]:  # noqa: ARG002
        """Those that make up the forms."""
        forms = _forms(target.code)
        return forms.words.union(left for left, _ in forms.pairs)

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every such form."""
        text, forms = segment.translation, _forms(context.target_language.code)
        for match in forms.find(context.translation(segment)):
            if _QUOTES.search(text, 0, match.start()) or _may_be_right(text, match, context):
                continue
            yield self.finding(
                segment,
                *match.span(),
                f"“{match[0]}” is no {context.target_language.name}.",
                suggestion="Repair the sentence after the source.",
            )


def _may_be_right(text: str, match: re.Match[str], context: Context) -> bool:
    """Whether "not" belongs to the word before it: "if not would", "those who do not will"."""
    if not match[0].startswith("not "):
        return False
    before = re.findall(r"\w+", text[max(0, match.start() - 20) : match.start()])
    allowed = table("grammar")[context.target_language.code]["before_not"].split()
    return not before or before[-1].lower() in allowed


@functools.lru_cache(maxsize=8192)
def _article(word: str, code: str) -> str | None:
    """The article that a word takes, ``None`` if its spelling does not tell."""
    facts = table("grammar")[code]
    folded = word.lower()
    if not word.islower() or not word.isascii() or not word.isalpha() or len(word) < 3:
        return None
    if folded in facts["either_sound"].split():
        return None
    if folded in facts["vowel_sound"].split():
        return "an"
    if folded in facts["consonant_sound"].split() or _UNIT_WORD.match(folded):
        return "a"
    if folded[0] == "h" or folded.startswith("u"):
        return "a" if folded[0] == "h" else "an"
    return "an" if folded[0] in "aeio" else "a"
