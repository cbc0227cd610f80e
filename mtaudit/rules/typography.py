"""LOC: marks and spaces that another language uses. Codes from LOC010 on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good

_LOW_QUOTE = re.compile("[„‚](?=\\w)|«(?=[^«»\\n]{1,300}»)")
_OTHER_SCRIPTS = re.compile(r"[。、，！？；：؟،؛](?!\w*[\u3040-\u30ff\u3400-\u9fff])")
_INVERTED = re.compile(r"[¿¡](?=\s?\w)")
_JOINED = re.compile(
    r"(?<![\w/@.])([^\W\d_]{2,})(?:(,)(?=[^\W\d_]{2,}(?![\w/@]))|([.?])(?=[A-ZÀ-ÞА-Я][a-zà-ÿа-я]{2,}\s))"
)
_ASKS = re.compile(r"(?<=[^\W\d])\?(?=[\s\"”’»)]|$)")
_SCRIPTS = frozenset({"Latin", "Cyrillic"})
_LIKE = {"„": "„‚", "‚": "„‚"}
_SPACED = re.compile(r"\w[ \u00a0\u202f][?!:;](?:\s|$)")
_UNSPACED = re.compile(r"(?<=[^\W\d]{2})[?!:;](?=\s|$)")


class ForeignQuotationMark(SegmentRule):
    """A low („) or angled («) opening quotation mark in a language that does not use it.

    German, Polish and Russian texts open quotations with „; English, Spanish, Portuguese, Italian
    and French ones never do. English has no «…».
    """

    code = "LOC010"
    name = "foreign-quotation-mark"
    category = "locale-convention"
    severity = Severity.MINOR
    gaps = re.compile("[„‚«]")
    examples = (
        bad("de-en", "„We are ready,” he said.", "„", suggestion="“"),
        bad("pl-fr", "Il a dit „oui” hier.", "„", suggestion="«"),
        bad("fr-en", "He said « we are ready » and left.", "«"),
        good("en-de", "Er sagte »ja« und dann »nein«."),
        good("en-de", "„Wir sind bereit“, sagte er."),
        good("de-en", "“We are ready,” he said."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every such mark."""
        text, facts = segment.translation, context.target_language
        if not facts.known:
            return
        accepted = {sign for opening, _ in facts.quotes for sign in _LIKE.get(opening, opening)}
        for match in _LOW_QUOTE.finditer(text):
            if match[0] in accepted or (
                ("»", "«") in facts.quotes and _is_open(text[: match.start()])
            ):
                continue
            right = facts.quotes[0][0]
            yield self.finding(
                segment,
                *match.span(),
                f"{facts.name} does not open quotations with “{match[0]}”.",
                suggestion=f"Write “{right}”, and the closing mark that belongs to it.",
                replacement=right,
            )


class MissingSpaceBeforeMark(SegmentRule):
    """No space before a mark in a language that sets one, as French does before ``? ! : ;``.

    Times, addresses and smileys are left alone, and so are texts that follow the Swiss and Canadian
    custom throughout: somewhere in the document a mark must have its space.
    """

    code = "LOC011"
    name = "missing-space-before-mark"
    category = "locale-convention"
    severity = Severity.MINOR
    gaps = re.compile("[?!:;]")
    examples = (
        bad("en-fr", "Qui vient ?\n\nQue voulez-vous?", "?"),
        bad("ru-fr", "Il est là : ici.\n\nLe centre-ville: un chantier.", ":"),
        good("en-fr", "Que voulez-vous ?\n\nVoir https://exemple.fr à 15:30."),
        good("en-de", "Was wollen Sie?"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every mark without its space, in documents that set it elsewhere."""
        marks = context.target_language.space_before
        if "?" not in marks or not _UNSPACED.search(segment.translation):
            return
        if not any(_SPACED.search(other.translation) for other in context.document.segments):
            return
        for match in _UNSPACED.finditer(segment.translation):
            yield self.finding(
                segment,
                *match.span(),
                f"{context.target_language.name} sets a space before “{match[0]}”.",
                suggestion="Put a no-break space before it.",
                replacement="\u202f" + match[0],
                safe=True,
            )


def _is_open(before: str) -> bool:
    """Whether a quotation has been opened by » and not closed."""
    return before.count("»") > before.count("«")


class ForeignPunctuation(SegmentRule):
    """A mark of another writing: ``¿`` outside Spanish, ``。`` or ``؟`` in a Latin text.

    Marks inside a quotation in that script are left alone, and so is what stands beside its letters.
    """

    code = "LOC012"
    name = "foreign-punctuation"
    category = "locale-convention"
    severity = Severity.MINOR
    gaps = re.compile("[¿¡。、，！？；：؟،؛]")
    examples = (
        bad("es-en", "¿What do you want?", "¿"),
        bad("zh-fr", "Il est parti。", "。"),
        bad("ar-en", "Where is he؟", "؟"),
        good("en-es", "¿Qué quiere usted? ¡Vamos!"),
        good("zh-en", "The sign read 你好，世界 in red."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every such mark."""
        text, facts = segment.translation, context.target_language
        if not facts.known or facts.script not in _SCRIPTS:
            return
        found = [] if facts.opening_marks else list(_INVERTED.finditer(text))
        if not text.isascii():
            found += _OTHER_SCRIPTS.finditer(text)
        for match in found:
            if text[max(0, match.start() - 1) : match.start()] > "\u3000":
                continue
            yield self.finding(
                segment,
                *match.span(),
                f"{facts.name} does not write “{match[0]}”.",
                suggestion="Use the mark of the language that the article is in.",
            )


class MissingOpeningMark(SegmentRule):
    """A question without its opening mark in a language that has one (Spanish ``¿``)."""

    code = "LOC013"
    name = "missing-opening-mark"
    category = "locale-convention"
    severity = Severity.MINOR
    gaps = re.compile(r"\?")
    examples = (
        bad("en-es", "Llegó el ministro?", "?"),
        bad("fr-es", "Dijo: “Quién viene?”", "?"),
        good("en-es", "¿Llegó el ministro?"),
        good("en-pt", "Chegou o ministro?"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the question mark of a segment that has no opening one."""
        text = segment.translation
        if "¿" not in context.target_language.opening_marks or "¿" in text:
            return
        at = context.positions[segment.id]
        if at and "¿" in context.document.segments[at - 1].translation.rpartition("?")[2]:
            return
        for match in _ASKS.finditer(text):
            yield self.finding(
                segment,
                *match.span(),
                f"{context.target_language.name} opens questions with “¿”.",
                suggestion="Put “¿” where the question begins.",
            )


class MissingSpaceAfterMark(SegmentRule):
    """No space after a comma or between two sentences, as in ``left,and`` or ``left.She``.

    Addresses, names of files and sites, and what the source joins in the same way are left alone.
    """

    code = "PUN011"
    name = "missing-space-after-mark"
    category = "fluency/punctuation"
    severity = Severity.MINOR
    gaps = re.compile(r"\A[,.?]\Z")
    examples = (
        bad("fr-en", "He left,and she stayed.", ","),
        bad("en-es", "Se fue,pero volvió.", ","),
        good("fr-en", "Node.js, example.com/a,b, e.g. the U.S.A. and 1,000."),
        good("de-en", "Booking.com, Yahoo!Japan and amazon.De."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every mark that has no space after it."""
        for match in _JOINED.finditer(segment.translation):
            if match[0] in (segment.source or ""):
                continue
            mark = match[2] or match[3]
            yield self.finding(
                segment,
                match.end() - 1,
                match.end(),
                f"No space follows “{mark}”.",
                suggestion="Put a space after it.",
                replacement=f"{mark} ",
            )
