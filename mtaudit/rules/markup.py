"""MRK: markup, links and placeholders."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good

_ENTITY = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z][A-Za-z0-9]{1,20});")
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|div|em|figcaption|font|h[1-6]|hr|i|iframe|img|li|ol|p|script"
    r"|small|span|strong|style|sub|sup|table|td|th|tr|u|ul)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”«»()\[\]]+[^\s<>\"“”«»()\[\].,;:!?…’']"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_PLACEHOLDER = re.compile(
    r"\{\{\s*[\w.]+\s*\}\}|\$?\{[A-Za-z_]\w*\}|\{\d+\}|%\([A-Za-z_]\w*\)[sdif]|%\d\$[sd@]|%[sd@](?!\w)"
)
_BROKEN_LINK = re.compile(r"\[[^\[\]\n]{1,200}\]\s+\((?=https?://|/|www\.)[^()\n]{1,500}\)")
_HEAVY = re.compile(r"\*\*")


class EntityLeft(SegmentRule):
    """An HTML entity that a reader would see as ``&amp;`` or ``&#39;``.

    The page was decoded once too seldom before it was translated, or encoded once too often after.
    """

    code = "MRK001"
    name = "entity-left"
    category = "design/markup"
    severity = Severity.MINOR
    gaps = re.compile("&")
    examples = (
        bad("fr-en", "Research &amp; development costs rose.", "&amp;", suggestion="&"),
        bad("en-fr", "L&#39;accord est signé.", "&#39;"),
        good("fr-en", "AT&T and R&D; both matter."),
        good("en-fr", "Marks & Spencer; Dupont & fils"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every entity that the source does not show as well."""
        for match in _ENTITY.finditer(segment.translation):
            character = html.unescape(match[0])
            if character != match[0] and match[0] not in (segment.source or ""):
                yield self.finding(
                    segment,
                    *match.span(),
                    f"The reader sees the code {match[0]} instead of a character.",
                    suggestion=f"Write “{character}”.",
                    replacement=character,
                    safe=True,
                )


class TagLeft(SegmentRule):
    """An HTML tag in the text that the source does not have.

    Tags that the source shows as well are its subject (a text on HTML) or a pair file's markup.
    """

    code = "MRK002"
    name = "tag-left"
    category = "design/markup"
    severity = Severity.MINOR
    gaps = re.compile("<")
    examples = (
        bad("fr-en", "The minister <b>resigned.", "<b>"),
        bad("en-de", "Der Minister<br/> trat zurück.", "<br/>", source="The minister resigned."),
        good("en-de", "Klicken Sie <b>hier</b>.", source="Click <b>here</b>."),
        good("fr-en", "If a < b and c > d, the test fails."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every tag more than the source has of its kind."""
        allowed = Counter(tag.lower() for tag in _TAG.findall(segment.source or ""))
        for match in _TAG.finditer(segment.translation):
            tag = match[0].lower()
            if allowed[tag]:
                allowed[tag] -= 1
                continue
            yield self.finding(
                segment,
                *match.span(),
                "An HTML tag stands in the text.",
                suggestion="Delete the tag.",
                replacement="",
            )


class LinkChanged(SegmentRule):
    """A web or e-mail address of the source that the translation lost or changed.

    Translation systems translate the words inside addresses. A changed language section
    (``/fr/`` for ``/en/``) is right, and so is leaving out a bare address that the text names.
    """

    code = "MRK003"
    name = "link-changed"
    category = "design/broken-link"
    severity = Severity.MAJOR
    needs = frozenset({"source"})
    examples = (
        bad(
            "fr-en",
            "Write to contact@example.com.",
            "contact@example.com",
            source="Écrivez à contact@exemple.com.",
        ),
        bad(
            "de-en",
            "See www.city-example.de/news.",
            "www.city-example.de/news",
            source="Siehe www.stadt-beispiel.de/news.",
        ),
        good("fr-en", "Write to contact@exemple.com.", source="Écrivez à contact@exemple.com."),
        good(
            "de-en",
            "See https://www.example.org/en/news.",
            source="Siehe https://www.example.org/de/news.",
        ),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield addresses of the translation that stand for another one of the source."""
        source = segment.source or ""
        if "http" not in source and "www." not in source and "@" not in source:
            return
        wanted = [_address(link) for link in _LINK.findall(source)]
        found = [(match, _address(match[0])) for match in _LINK.finditer(segment.translation)]
        lost = [link for link in wanted if link not in {address for _, address in found}]
        for match, address in found:
            if address not in wanted and lost:
                yield self.finding(
                    segment,
                    *match.span(),
                    f"The source has the address {lost[0]}.",
                    suggestion=f"Write {lost.pop(0)}.",
                )


class PlaceholderChanged(SegmentRule):
    """A placeholder of the source, such as ``{name}`` or ``%s``, that is missing or changed.

    A program fills it in; without it, it shows nonsense or stops.
    """

    code = "MRK004"
    name = "placeholder-changed"
    category = "design/markup"
    severity = Severity.MAJOR
    needs = frozenset({"source"})
    examples = (
        bad("en-fr", "Bonjour {nom} !", "{nom}", source="Hello {name}!"),
        bad("en-de", "Noch Dateien übrig.", "Noch Dateien übrig.", source="%d files left."),
        good("en-fr", "Bonjour {name} !", source="Hello {name}!"),
        good("en-de", "Ein Plus von 5% sei denkbar.", source="A 5% surplus is conceivable."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield foreign placeholders, or the segment where one is only missing."""
        source, text = segment.source or "", segment.translation
        if "{" not in source and "%" not in source:
            return
        missing = Counter(_PLACEHOLDER.findall(source)) - Counter(_PLACEHOLDER.findall(text))
        if not missing:
            return
        names = ", ".join(sorted(missing))
        known = set(_PLACEHOLDER.findall(source))
        foreign = [m for m in _PLACEHOLDER.finditer(text) if m[0] not in known]
        for start, end in [match.span() for match in foreign] or [(0, len(text))]:
            yield self.finding(
                segment,
                start,
                end,
                f"The source’s placeholder {names} is missing.",
                suggestion=f"Put back {names} unchanged.",
            )


class BrokenMarkdown(SegmentRule):
    """Markdown that the translation broke: a link torn apart, or bold marks without a partner.

    Bold marks are compared with the source where there is one.
    """

    code = "MRK005"
    name = "broken-markdown"
    category = "design/markup"
    severity = Severity.MINOR
    gaps = re.compile(r"[\]*]")
    examples = (
        bad(
            "fr-en",
            "See [the report] (https://example.org/r).",
            "[the report] (https://example.org/r)",
        ),
        bad("en-de", "Das ist **wichtig.", "**", source="This is **important**."),
        good("fr-en", "See [the report](https://example.org/r)."),
        good("en-de", "Das ist **wichtig**.", source="This is **important**."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield torn links and lone bold marks."""
        text = segment.translation
        if "]" in text:
            for match in _BROKEN_LINK.finditer(text):
                yield self.finding(
                    segment,
                    *match.span(),
                    "A blank between the link’s text and its address breaks the link.",
                    suggestion="Delete the blank.",
                    replacement=re.sub(r"\]\s+\(", "](", match[0]),
                    safe=True,
                )
        if "**" in text and text.count("**") % 2 and (segment.source or "").count("**") % 2 == 0:
            *_, last = _HEAVY.finditer(text)
            yield self.finding(
                segment,
                *last.span(),
                "A bold mark has no partner.",
                suggestion="Add the missing mark or delete this one.",
            )


def _address(link: str) -> str:
    """An address without what may rightly differ between languages."""
    bare = re.sub(r"^https?://|/$", "", link)
    return re.sub(r"(?<=/)[a-z]{2}(?:-[A-Za-z]{2})?(?=/|$)", "", bare)
