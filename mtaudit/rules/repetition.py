"""REP: words, phrases and sentences that come twice."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from operator import eq

from mtaudit.model import Document, Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, DocumentRule, SegmentRule, bad, good
from mtaudit.rules.tables import table
from mtaudit.text.analysis import Analysis
from mtaudit.text.lexicon import function_words
from mtaudit.text.names import starts_sentence

_SAME = re.compile("([\u3040-\u30ff\u3400-\u9fff])\\1")
_LOOP_WORDS = 12  # the longest phrase that is looked for in a loop


@functools.cache
def _doubled(kind: str, code: str) -> frozenset[str]:
    """Words that the language may write twice in a row, for grammar or for emphasis."""
    return frozenset(table("doubled")[kind].get(code, "").split())


def _repeats(text: Analysis, size: int) -> Iterator[tuple[int, int]]:
    """First words and counts of phrases of ``size`` words that come at least twice in a row."""
    words = text.folded
    if sum(map(eq, words, words[size:])) < size:
        return
    index = 0
    while index + 2 * size <= len(words):
        count = 1
        phrase = words[index : index + size]
        while words[index + count * size : index + (count + 1) * size] == phrase:
            count += 1
        if count > 1:
            yield index, count
            index += count * size - 1
        index += 1


def _only_blanks_between(text: Analysis, first: int, last: int) -> bool:
    return all(
        text.text[text.spans[i][1] : text.spans[i + 1][0]].isspace() for i in range(first, last)
    )


class RepeatedWord(SegmentRule):
    """The same word twice in a row.

    A usual slip of neural systems at the end of a sentence, and of editors.

    Pairs that a language really writes ("had had", "nous nous", "die die") are left alone, and so
    is what the source doubles too; without a source, also names ("Duran Duran"), numbers and words
    doubled for emphasis.
    """

    code = "REP001"
    name = "repeated-word"
    category = "fluency/textual-conventions"
    severity = Severity.MINOR
    examples = (
        bad(
            "de-en",
            "He is in contact with the affected states states.",
            " states",
            suggestion="once",
        ),
        bad("en-fr", "Le ministre a a démissionné.", " a"),
        bad("de-en", "They met met met met in Rome.", " met met met"),
        good("de-en", "He had had enough, and said that that was wrong."),
        good("en-fr", "Nous nous sommes vus."),
        bad("fr-en", "He met the The minister.", " The", source="Il a vu le ministre."),
        good("fr-en", "Duran Duran played in Baden Baden, with the operators AND and OR."),
        bad("de-en", "He was born in Graz Graz.", " Graz", source="Er wurde in Graz geboren."),
        good("ru-en", "It was very, very cold."),
        good("en-it", "Segui le istruzioni passo passo.", source="Follow them step by step."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield what follows the first of equal words."""
        text = context.translation(segment)
        words = text.folded
        if not any(map(eq, words, words[1:])):
            return
        code = context.target_language.code
        allowed = _doubled("grammar", code)
        if segment.source is None:
            allowed |= _doubled("emphasis", code)
        index = 0
        while index + 1 < len(words):
            last = index
            while last + 1 < len(words) and words[last + 1] == words[index]:
                last += 1
            if (
                last > index
                and text.folded[index] not in allowed
                and _only_blanks_between(text, index, last)
                and self._is_slip(text, index, last, segment, context)
            ):
                start, end = text.spans[index][1], text.spans[last][1]
                yield self.finding(
                    segment,
                    start,
                    end,
                    f"“{text.words[index]}” stands {last - index + 1} times in a row.",
                    suggestion="Write the word once.",
                    replacement="",
                    safe=True,
                )
            index = last + 1

    def _is_slip(
        self, text: Analysis, first: int, last: int, segment: Segment, context: Context
    ) -> bool:
        word = text.words[first]
        if _names_something(text, first):
            return False
        is_name = last - first == 1 and word[0].isupper() and text.words[last][0].isupper()
        if segment.source is not None:
            source = context.source(segment)
            return not any(_repeats(source, 1)) and not (is_name and _SAME.search(source.text))
        return word.isalpha() and not is_name


def _names_something(text: Analysis, first: int) -> bool:
    """Whether a word is told by its capitals from the one after it: *AND and, the field Field*."""
    word, following = text.words[first], text.words[first + 1]
    if starts_sentence(text, first):
        return False
    return (word.isupper() and following.islower()) or (
        word.islower()
        and following[0].isupper()
        and text.folded[first] not in function_words(text.language)
    )


class Loop(SegmentRule):
    """A phrase that the system said again and again.

    Neural systems fall into loops ("the president of the president of the president of").
    Two words or more, at least twice in a row; three times or more is a loop for certain.

    What the source repeats too is left alone, and so are refrains with marks between them.
    """

    code = "REP002"
    name = "loop"
    category = "fluency/unintelligible"
    severity = Severity.MAJOR
    examples = (
        bad(
            "fr-en",
            "He went to the house of the house of the house of the king.",
            " the house of the house of",
        ),
        bad("en-de", "Er kam nach Hause nach Hause.", " nach Hause"),
        good("fr-en", "“Step by step, step by step,” he sang."),
        good("en-de", "Tag für Tag, Tag für Tag wartete er."),
        good("fr-en", "They went door to door to warn the neighbours, one by one by bicycle."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield what follows the first copy of a repeated phrase."""
        text = context.translation(segment)
        if len(text.pairs) >= len(text.folded) - 1:
            return
        for size in range(2, min(_LOOP_WORDS, len(text.words) // 2) + 1):
            for first, count in _repeats(text, size):
                last = first + count * size - 1
                if len(set(text.folded[first : first + size])) == 1 or text.words[first].isdigit():
                    continue
                if count == 2 and (
                    not _only_blanks_between(text, first, last) or _is_joined(text, first, size)
                ):
                    continue
                if segment.source and any(_repeats(context.source(segment), size)):
                    continue
                start, end = text.spans[first + size - 1][1], text.spans[last][1]
                phrase = text.text[text.spans[first][0] : start]
                yield self.finding(
                    segment,
                    start,
                    end,
                    f"“{phrase}” is said {count} times in a row.",
                    suggestion="Write it once, and compare with the source.",
                    severity=Severity.MAJOR if count > 2 else Severity.MINOR,
                )
                return


def _is_joined(text: Analysis, first: int, size: int) -> bool:
    """Whether a phrase of two words is one joined to itself and what follows: *door to door to*."""
    return size == 2 and text.folded[first + 1] in _doubled("joining", text.language.code)


class RepeatedSegment(DocumentRule):
    """A sentence that the document already had, though the source says something else there.

    Without a source, only neighbours are compared.
    """

    code = "REP003"
    name = "repeated-segment"
    category = "accuracy/addition"
    severity = Severity.MAJOR
    fewest_segments = 2
    examples = (
        bad(
            "fr-en",
            "The strike goes on for a third day.\n\nThe strike goes on for a third day.",
            "The strike goes on for a third day.",
        ),
        bad(
            "de-en",
            "The minister has left the country.\n\nThe minister has left the country.",
            "The minister has left the country.",
            source="Der Minister hat das Land verlassen.\n\nDie Opposition fordert Wahlen.",
        ),
        good(
            "de-en",
            "The minister has left the country.\n\nThe minister has left the country.",
            source="Der Minister hat das Land verlassen.\n\nDer Minister hat das Land verlassen.",
        ),
        good("fr-en", "No comment.\n\nNo comment."),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield later copies of a sentence of at least five words."""
        before: dict[str, tuple[int, str | None]] = {}
        for index, segment in enumerate(document.segments):
            text = " ".join(segment.translation.lower().split())
            if text.count(" ") < 4 or segment.kind == "headline":
                continue
            earlier, source = before.setdefault(text, (index, segment.source))
            if earlier == index:
                continue
            doubled = (
                source != segment.source
                if segment.source is not None and source is not None
                else index == earlier + 1
            )
            if doubled:
                yield self.finding(
                    segment,
                    0,
                    len(segment.translation),
                    "The document has this very sentence before.",
                    suggestion="Translate what the source says here, or delete the copy.",
                )
