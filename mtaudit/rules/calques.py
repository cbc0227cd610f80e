"""CAL: false friends, calques and broken set phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mtaudit.lang import Language, language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good
from mtaudit.rules.calque_tables import Entry, Kind, index
from mtaudit.text.analysis import Analysis

_OPENING = " \"'“‘«„([\u00a0\u202f"


class _CalqueRule(SegmentRule):
    """Finds the wrong renderings of one kind."""

    kind: Kind
    reason: str

    def words(self, source: Language, target: Language) -> frozenset[str]:
        """Those of the entries."""
        return index(self.kind, source.code, target.code).words

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every wrong rendering that the tables have for this direction."""
        text = context.translation(segment)
        entries = index(self.kind, context.source_language.code, text.language.code)
        for entry in entries.among(text.folded_set):
            spans = [s for s in entry.find(segment.translation) if not self._is_name(s, text)]
            if spans and self._applies(entry, spans, segment, context):
                for start, end in spans:
                    yield self.finding(
                        segment,
                        start,
                        end,
                        self._message(entry, segment.translation[start:end]),
                        suggestion=_suggestion(entry),
                        severity=entry.severity,
                    )

    def _is_name(self, span: tuple[int, int], text: Analysis) -> bool:
        """Whether a single word is written as a name: "the Advocate reports"."""
        word = text.text[slice(*span)]
        before = text.text[: span[0]].rstrip(_OPENING)
        return (
            word[0].isupper()
            and " " not in word
            and not text.language.capitalizes_nouns
            and before[-1:] not in ("", ".", "!", "?", ":", "\n")
        )

    @staticmethod
    def _applies(
        entry: Entry, spans: Sequence[tuple[int, int]], segment: Segment, context: Context
    ) -> bool:
        if not segment.source:
            return entry.alone
        if not entry.fits_source(segment.source):
            return False
        return entry.alone or not entry.is_answered(context.translation(segment), spans)

    def _message(self, entry: Entry, wrong: str) -> str:
        if entry.note:
            return entry.note
        if not entry.source:
            return f"“{wrong}” is not how the set phrase goes."
        trigger = f"{language(entry.language).name} “{entry.source[0].plain()}”"
        return self.reason.format(wrong=wrong, trigger=trigger)


def _suggestion(entry: Entry) -> str:
    return f"Write {' or '.join(f'“{right}”' for right in entry.right[:3])}."


class FalseFriend(_CalqueRule):
    """A word that looks like the source's and means something else.

    French *actuel* is *current*, not *actual*. Most entries count only where the source has the
    word that misleads, has nothing else that the rendering may stand for, and the right word is not
    in the translation either; a few are told by their surroundings. Major where the sentence says
    something else now.
    """

    code = "CAL001"
    name = "false-friend"
    category = "accuracy/mistranslation"
    severity = Severity.MINOR
    kind = "friend"
    reason = "“{wrong}” looks like {trigger} and means something else."
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
            "actual",
            source="Le président actuel a pris ses fonctions en mai.",
            suggestion="current",
        ),
        bad(
            "de-en",
            "The firm will eventually close the site.",
            "eventually",
            source="Die Firma wird den Standort eventuell schließen.",
            suggestion="possibly",
        ),
        bad(
            "en-fr",
            "Le rapport apporte de nouvelles évidences.",
            "évidences",
            source="The report brings new evidence.",
            suggestion="preuve",
        ),
        good("fr-en", "It will certainly rain, he said."),
        good("fr-en", "The actual cost was higher.", source="Le coût réel était plus élevé."),
        good(
            "fr-en",
            "The actual cost is above the current estimate.",
            source="Le coût réel dépasse l’estimation actuelle.",
        ),
        good(
            "de-en",
            "Eventually, it may close.",
            source="Schließlich könnte er eventuell schließen.",
        ),
    )


class Calque(_CalqueRule):
    """A turn of phrase carried over word by word.

    French *revenir sur* a matter is to discuss it, not to return to it. Where the same words are
    good English of something else ("returned to the capital"), they are left alone; with a source,
    an entry counts only if the source has the turn of phrase.
    """

    code = "CAL002"
    name = "calque"
    category = "style/unidiomatic"
    severity = Severity.MINOR
    kind = "calque"
    reason = "“{wrong}” renders {trigger} word by word."
    examples = (
        bad(
            "fr-en",
            "The minister returned to the accusations of the opposition.",
            "returned to the accusations",
            suggestion="discussed",
        ),
        bad("fr-en", "The force, implemented by NATO, was ready.", "implemented by NATO"),
        bad(
            "es-en", "The decision was at the origin of the crisis.", "at the origin of the crisis"
        ),
        bad(
            "en-fr",
            "À la fin de la journée, c’est un choix politique.",
            "À la fin de la journée",
            source="At the end of the day, it is a political choice.",
            suggestion="au bout du compte",
        ),
        good(
            "fr-en", "The minister returned to the capital, and the reform was implemented by NATO."
        ),
        good("es-en", "The measures at the original site failed."),
        good(
            "fr-en",
            "He returned to the question.",
            source="Il est retourné à la question.",
        ),
    )


class BrokenSetPhrase(_CalqueRule):
    """A set phrase that lost or changed one of its words, such as "was not the agenda".

    What is a phrase of its own with these words ("this document is the agenda") is left alone.
    """

    code = "CAL003"
    name = "broken-set-phrase"
    category = "style/unidiomatic"
    severity = Severity.MINOR
    kind = "phrase"
    reason = "“{wrong}” is not how the set phrase goes."
    examples = (
        bad(
            "fr-en",
            "The question was not the agenda of the summit.",
            "question was not the agenda",
            suggestion="on the agenda",
        ),
        bad("de-en", "Hundreds of jobs are stake in the region.", "are stake"),
        bad("ru-en", "The rule takes account the age of the child.", "takes account the"),
        good("fr-en", "The question was not on the agenda."),
        good("de-en", "This document is not the agenda of the meeting."),
        good("ru-en", "The rule takes account of age and takes risks into account."),
    )
