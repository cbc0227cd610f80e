"""ART: words and marks of the translation system itself. Code ART005."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good
from mtaudit.rules.tables import table


class _Leftover(NamedTuple):
    """One kind of system leftover: where it may stand, what it looks like, what it means."""

    pattern: re.Pattern[str]
    message: str
    severity: Severity


class _Leftovers(NamedTuple):
    """Leftovers by the first word of a segment, and those told by a mark anywhere."""

    by_first: dict[str, tuple[_Leftover, ...]]
    marks: re.Pattern[str]
    tokens: _Leftover


@functools.cache
def _leftovers() -> _Leftovers:
    data = table("leftovers")
    by_first: dict[str, list[_Leftover]] = {}
    for kind in ("refusal", "preamble", "prompt", "note"):
        leftover = _leftover(data[kind])
        for word in data[kind]["first"]:
            by_first.setdefault(word, []).append(leftover)
    return _Leftovers(
        {word: tuple(found) for word, found in by_first.items()},
        re.compile("|".join(map(re.escape, data["token"]["anywhere"]))),
        _leftover(data["token"]),
    )


def _leftover(data: dict[str, Any]) -> _Leftover:
    pattern = re.compile("|".join(data["patterns"]), re.IGNORECASE)
    return _Leftover(pattern, data["message"], Severity(data["severity"]))


class SystemLeftover(SegmentRule):
    """Words or marks of the translation system itself: preambles, refusals, prompts, tokens.

    Language models introduce their work ("Here is the translation:"), comment on it, repeat the
    instruction, or refuse; neural systems leak control marks. None of it is in the source.

    A leftover that the source says too (an article on chatbots) is left alone.
    """

    code = "ART005"
    name = "system-leftover"
    category = "accuracy/addition"
    severity = Severity.MAJOR
    exclusive = True
    examples = (
        bad("fr-en", "Here is the translation: The minister resigned.", "Here is the translation:"),
        bad("ru-fr", "Voici la traduction : le ministre a démissionné.", "Voici la traduction :"),
        bad(
            "en-de",
            "Es tut mir leid, aber ich kann diesen Text nicht übersetzen.",
            "Es tut mir leid, aber ich kann diesen Text nicht übersetzen.",
        ),
        bad("fr-en", "The minister<|im_end|> resigned.", "<|im_end|>"),
        good("es-en", "System: all numbers are Arabic.", source="Sistema: los números son árabes."),
        good("fr-en", "Here is the man who did the translation of the Koran."),
        good("en-de", "Als Sprachmodell gilt ihm der Dialekt seiner Heimat nicht."),
        good("en-fr", "Je suis désolé, mais je ne peux pas venir."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield each leftover's place."""
        leftovers = _leftovers()
        analysis = context.translation(segment)
        text, words = analysis.text, analysis.folded
        if leftovers.marks.search(text):
            for match in leftovers.tokens.pattern.finditer(text):
                if match[0] not in (segment.source or ""):
                    yield self._at(segment, match, leftovers.tokens)
        for leftover in leftovers.by_first.get(words[0], ()) if words else ():
            opening = leftover.pattern.search(text)
            if opening and not leftover.pattern.search(segment.source or ""):
                yield self._at(segment, opening, leftover)
                return

    def _at(self, segment: Segment, match: re.Match[str], leftover: _Leftover) -> Finding:
        return self.finding(
            segment,
            *match.span(),
            leftover.message,
            severity=leftover.severity,
            suggestion="Translate the segment again."
            if leftover.severity is Severity.CRITICAL
            else "Delete it.",
        )
