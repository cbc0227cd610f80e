"""PUN: quotation marks and brackets that have no partner, hold nothing, or stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.model import Document, Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, DocumentRule, SegmentRule, bad, good
from mtaudit.text.pairs import ANY_MARK, Mark, Text, marks_of, unpaired

_DETACHED = re.compile(r"\s[“„](?=[.,;]|\s*$)")
_EMPTY = re.compile(r"[“„]\s*[”“]|«\s*»|(?<!\S)\"\s?\"(?![\w\"])|(?<=\s)\(\s*\)|（\s*）")
_OPENED_TWICE = re.compile(
    r"““(?=\w)|„„(?=\w)|(?<!\S)\"\"(?=\w)(?=[^\"]*\"\")|««(?=\s?\w)(?=[^«»]*»»)"
)
_CLOSED_TWICE = re.compile(r"(?<=[\w.,!?…])(?:””|““|\"\"|\s?»»)")


class UnpairedMark(DocumentRule):
    """A quotation mark or bracket that opens and never closes, or closes what was never opened.

    The reader cannot tell where the quotation ends and the author speaks again.

    Quotations may run over sentences and paragraphs, and a paragraph of a running quotation may
    begin with an opening mark again. Apostrophes, single quotation marks, inches (6"), list
    numbers such as "a)", smileys, intervals, code and addresses are left alone, and so is what the
    source leaves open in the same way.
    """

    code = "PUN001"
    name = "unpaired-mark"
    category = "fluency/punctuation"
    severity = Severity.MINOR
    gaps = ANY_MARK
    examples = (
        bad("fr-en", "He said “we are ready and left.\n\nThe talks go on.", "“"),
        bad(
            "en-de",
            "„Wir sind bereit, sagte der Minister.\n\n„Das reicht“, sagte sie.",
            "„",
            source="“We are ready,” said the minister.\n\n“That is enough,” she said.",
        ),
        bad("de-fr", "Le ministre (il a 52 ans a démissionné.\n\nLa grève continue.", "("),
        bad("ru-en", "The minister] resigned.", "]", source="Министр ушёл в отставку."),
        good("fr-en", '“We are ready.\n\n“We shall win,” he said.\n\nThe 6" pipe costs $5.'),
        good("en-sv", "”Vi är redo”, sa hon och gick in (och ut) igen."),
        good("en-ru", "Завод «Звезда» выпустил «комедию „Весна“»: а) первую, б) вторую :)"),
        good(
            "en-es",
            "«Estamos listos.\n\nY nos vamos», dijo l’«Aurora».",
        ),
    )

    def check(self, document: Document, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every mark without a partner."""
        segments = document.segments
        found = unpaired([Text(s.translation, s.paragraph) for s in segments])
        marks = list(found.marks)
        if found.continued:
            marks += [mark for mark in found.continued if _is_complete(mark, segments)]
        if not marks:
            return
        open_in_source = _open_in_source(segments)
        other: Mark | None = None
        for mark in sorted(marks):
            segment = segments[mark.text]
            if (mark.text, mark.is_bracket) in open_in_source or _is_excused(mark, segments):
                continue
            if other and _belong_together(other, mark):
                other = None
                continue
            other = mark
            yield self._at(segment, mark)

    def _at(self, segment: Segment, mark: Mark) -> Finding:
        what = "bracket" if mark.is_bracket else "quotation mark"
        done = "closed" if mark.role == "open" else "opened"
        return self.finding(
            segment,
            mark.start,
            mark.end,
            f"What this {what} belongs to is never {done}.",
            suggestion="Put in its partner where the source has it, or delete it.",
        )


def _open_in_source(segments: tuple[Segment, ...]) -> set[tuple[int, bool]]:
    """The places of the source's own marks without a partner, and whether they are brackets."""
    found = unpaired([Text(s.source or "", s.paragraph) for s in segments])
    return {(mark.text, mark.is_bracket) for mark in (*found.marks, *found.continued)}


def _is_excused(mark: Mark, segments: tuple[Segment, ...]) -> bool:
    """Whether another rule reports the mark, or a single sentence may be part of a quotation."""
    segment = segments[mark.text]
    if _DETACHED.match(segment.translation, mark.start - 1):
        return True
    is_alone = segment.source is None and len(segments) == 1
    return is_alone and (mark.begins or mark.ends or not mark.is_bracket)


def _is_complete(mark: Mark, segments: tuple[Segment, ...]) -> bool:
    """Whether the source closes the quotation that the translation leaves open here."""
    source = segments[mark.text].source or ""
    lost = unpaired([Text(source, 0)])
    if any(other.is_bracket == mark.is_bracket for other in (*lost.marks, *lost.continued)):
        return False
    return any(other.is_bracket == mark.is_bracket for other in marks_of(source))


def _belong_together(one: Mark, other: Mark) -> bool:
    """Whether two marks enclose the same quotation, though they are of different kinds."""
    return (
        one.text == other.text
        and one.role != "close"
        and other.role != "open"
        and one.is_bracket == other.is_bracket
        and one.family != other.family
    )


class EmptyQuotation(SegmentRule):
    """A pair of quotation marks or brackets with nothing between them.

    What they held is lost. What the source has in the same way is left alone, and so are the
    brackets of a function's name.
    """

    code = "PUN009"
    name = "empty-quotation"
    category = "fluency/punctuation"
    severity = Severity.MINOR
    gaps = re.compile('[“„«"(（]')
    examples = (
        bad("fr-en", "The film “” opens on Friday.", "“”"),
        bad("en-fr", "Le film « » sort vendredi.", "« »"),
        good("fr-en", 'Call main() with "x" and "y".'),
        good("en-de", "Der Film „Heimat“ beginnt.", source="The film “Heimat” begins."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every empty pair."""
        for match in _EMPTY.finditer(segment.translation):
            if not _EMPTY.search(segment.source or ""):
                yield self.finding(
                    segment,
                    *match.span(),
                    "Nothing stands between these marks.",
                    suggestion="Put back what they held, or delete them.",
                )


class DoubledQuotationMark(SegmentRule):
    """The same quotation mark twice in a row, as a table's export leaves it.

    One quotation inside another ends in two marks rightly: without a doubled opening mark, doubled
    closing ones are left alone.
    """

    code = "PUN010"
    name = "doubled-quotation-mark"
    category = "fluency/punctuation"
    severity = Severity.MINOR
    gaps = re.compile('[“„«"]')
    examples = (
        bad("fr-en", "The film ““Home”” opens on Friday.", "““", "””"),
        bad("en-es", 'La película ""Hogar"" se estrena hoy.', '""', '""'),
        good("fr-en", 'He said: "They called it "home.""'),
        good("en-ru", "««Спартак» победил», — сказал он."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every doubled mark."""
        text = segment.translation
        opened = list(_OPENED_TWICE.finditer(text))
        if not opened or _OPENED_TWICE.search(segment.source or ""):
            return
        for match in sorted([*opened, *_CLOSED_TWICE.finditer(text)], key=re.Match.start):
            sign = match[0].strip()
            yield self.finding(
                segment,
                *match.span(),
                "The quotation mark stands twice.",
                suggestion="Write it once.",
                replacement=sign[0],
                safe=True,
            )
