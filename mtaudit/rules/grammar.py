"""GRA: sequences of words that the target language's grammar does not have."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good
from mtaudit.rules.tables import table

_LANGUAGES = frozenset(table("grammar"))
_UNIT_WORD = re.compile(r"^(?:uni(?!n|m)|use|usu|uti|eu|one-|once|ufo|ur[aio]|uv|uk)")


@functools.cache
def _impossible(code: str) -> dict[str, frozenset[str]]:
    """For a word, those that cannot follow it, apart from the word itself."""
    following: dict[str, set[str]] = {}
    for entry in table("grammar")[code]["pairs"]:
        for left in entry["left"].split():
            following.setdefault(left, set()).update(entry["right"].split())
    return {left: frozenset(right - {left}) for left, right in following.items()}


class BrokenWordOrder(SegmentRule):
    """Two function words side by side that no sentence joins, such as "the and" or "a of".

    A word was lost, moved or left over between them.

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
        good("fr-en", "The then president gave in to the by-and-large friendly crowd."),
        good("es-en", "He left the the house."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every impossible pair."""
        impossible = _impossible(context.target_language.code)
        text = context.translation(segment)
        words = text.words
        for index in range(len(words) - 1):
            follow = impossible.get(words[index])
            if follow is None or words[index + 1] not in follow:
                continue
            start, end = text.span_of(index, index + 1)
            if end - start == len(words[index]) + len(words[index + 1]) + 1 and self._is_free(
                segment.translation, start, end
            ):
                yield self.finding(
                    segment,
                    start,
                    end,
                    f"“{segment.translation[start:end]}” is no English: a word is missing, moved "
                    "or left over here.",
                    suggestion="Repair the sentence after the source.",
                )

    def _is_free(self, text: str, start: int, end: int) -> bool:
        """Whether the pair is no part of a hyphenated word or an apostrophe's."""
        around = text[start - 1 : start] + text[end : end + 1]
        between = text[start:end]
        return not set(around + between) & set("-–’'\"“”‘/")


class WrongArticle(SegmentRule):
    """An "a" before a vowel sound, or "an" before a consonant sound.

    It shows that a word between them was lost or exchanged. Words whose spelling misleads (an
    hour, a university, an MP) are known; letters, figures and names in capitals are left alone.
    """

    code = "GRA002"
    name = "wrong-article"
    category = "fluency/grammar"
    severity = Severity.MINOR
    target_languages = _LANGUAGES
    examples = (
        bad("de-en", "It was an decision of the court.", "an", suggestion="a"),
        bad("fr-en", "He ate a apple.", "a", suggestion="an"),
        good("de-en", "It took an hour, a one-way ticket and a European passport."),
        good("fr-en", "An MP and an 18-year-old met a Uruguayan user at a university."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every article that does not fit the word after it."""
        text = context.translation(segment)
        if "a" not in text.folded_set and "an" not in text.folded_set:
            return
        for index, word in enumerate(text.words[:-1]):
            if word not in ("a", "an"):
                continue
            start, end = text.spans[index]
            following = text.words[index + 1]
            if segment.translation[end : text.spans[index + 1][0]] != " " or _article(
                following, context.target_language.code
            ) in (word, None):
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


def _article(word: str, code: str) -> str | None:
    """The article that a word takes, ``None`` if its spelling does not tell."""
    facts = table("grammar")[code]
    folded = word.lower()
    if not word.islower() or not word.isascii() or not word.isalpha() or len(word) < 3:
        return None
    if folded in facts["vowel_sound"].split():
        return "an"
    if folded in facts["consonant_sound"].split() or _UNIT_WORD.match(folded):
        return "a"
    if folded[0] == "h" or folded.startswith("u"):
        return "a" if folded[0] == "h" else "an"
    return "an" if folded[0] in "aeio" else "a"
