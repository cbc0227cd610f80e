"""CAL: false friends, calques and broken set phrases."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good
from mtaudit.rules.tables import table


class _Entry(NamedTuple):
    """A wrong rendering: the word by which it is looked for, its shape, and what is right."""

    anchors: tuple[str, ...]
    wrong: re.Pattern[str]
    right: str
    why: str
    source: re.Pattern[str] | None
    needs_source: bool


@functools.cache
def _entries(kind: str, source: str, target: str) -> tuple[_Entry, ...]:
    data = table("calques")
    nouns = data["words"]
    return tuple(
        _Entry(
            tuple(entry["anchor"].split()),
            re.compile(entry["wrong"].format(**nouns), re.IGNORECASE),
            entry["right"],
            entry["why"],
            re.compile(entry["source"], re.IGNORECASE) if "source" in entry else None,
            entry.get("needs_source", False),
        )
        for entry in data[kind]
        if target == entry["target"] and source in entry["from"].split()
    )


class _CalqueRule(SegmentRule):
    """Finds the wrong renderings of one kind."""

    kind: str

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every wrong rendering."""
        entries = _entries(self.kind, context.source_language.code, context.target_language.code)
        words = context.translation(segment).folded_set
        for entry in entries:
            if words.isdisjoint(entry.anchors):
                continue
            if segment.source is None and entry.needs_source:
                continue
            if segment.source and entry.source and not entry.source.search(segment.source):
                continue
            for match in entry.wrong.finditer(segment.translation):
                group = "wrong" if "wrong" in match.groupdict() else 0
                yield self.finding(
                    segment,
                    *match.span(group),
                    entry.why,
                    suggestion=f"Write “{entry.right}”.",
                )


class FalseFriend(_CalqueRule):
    """A word that looks like the source's and means something else.

    With a source, it counts only where the source has the word that misleads.
    """

    code = "CAL001"
    name = "false-friend"
    category = "accuracy/mistranslation"
    severity = Severity.MINOR
    kind = "friends"
    examples = (
        bad(
            "fr-en",
            "She spoke, certainly welcoming the plan but warning of its cost.",
            "certainly welcoming",
            suggestion="while",
        ),
        bad(
            "fr-en",
            "The actual president took office in May.",
            "actual president",
            source="Le président actuel a pris ses fonctions en mai.",
            suggestion="current",
        ),
        good("fr-en", "It will certainly rain, he said."),
        good("fr-en", "The actual cost was higher.", source="Le coût réel était plus élevé."),
    )


class Calque(_CalqueRule):
    """A turn of phrase carried over word by word."""

    code = "CAL002"
    name = "calque"
    category = "style/unidiomatic"
    severity = Severity.MINOR
    kind = "calques"
    examples = (
        bad(
            "fr-en",
            "The minister returned to the accusations of the opposition.",
            "returned to the accusations",
        ),
        bad("fr-en", "The force, implemented by NATO, was ready.", "implemented by NATO"),
        bad(
            "es-en", "The decision was at the origin of the crisis.", "at the origin of the crisis"
        ),
        good(
            "fr-en", "The minister returned to the capital, and the reform was implemented by NATO."
        ),
        good("es-en", "The measures at the original site failed."),
    )


class BrokenSetPhrase(_CalqueRule):
    """A set phrase that lost one of its words, such as "was not the agenda"."""

    code = "CAL003"
    name = "broken-set-phrase"
    category = "style/unidiomatic"
    severity = Severity.MINOR
    kind = "phrases"
    examples = (
        bad("fr-en", "The question was not the agenda of the summit.", "was not the agenda"),
        bad("de-en", "Jobs are stake in the region.", "are stake"),
        good("fr-en", "The question was not on the agenda."),
        good("de-en", "This document is not the agenda of the meeting."),
    )
