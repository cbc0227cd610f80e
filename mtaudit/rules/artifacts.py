"""ART: what the page, the feed and the translation system left in the article."""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterator
from dataclasses import replace
from typing import NamedTuple

from mtaudit.lang import Language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, WordsThat, bad, good
from mtaudit.rules.tables import table
from mtaudit.text.analysis import Analysis
from mtaudit.text.phrases import PhraseIndex
from mtaudit.text.tokens import fold_phrase

_NAVIGATION_BAR = re.compile(r"(?:[^|›>•·\n]{1,30}\s[|›>•·]\s){2,}[^|›>•·\n]{1,30}")
_BAR = re.compile("[|›>•·]")
_LINE = re.compile(
    r"(?:©|\(c\)|copyright\b)[^.!?]{0,60}\b(?:19|20)\d\d\b[^.!?]{0,60}\.?"
    r"|\d{1,2} (?:min(?:utes?)?\.? (?:read|de lecture|de lectura|de leitura|lesezeit|di lettura)"
    r"|minuten lesezeit|мин(?:\.|ут[аы]?)? чтения)",
    re.IGNORECASE,
)
_DATE = 60  # characters of a date, a time and a place or author
_DATED = re.compile(
    r":? ?(?:[^\W\d_]{3,12}\.?, )?(?:\d{1,2}[./:-]\d|\d{1,2}(?:er|st|nd|rd|th|º|\.)?,? (?:de |di )?(?P<after>"
    r"[^\W\d_]{3,12})|(?P<before>[^\W\d_]{3,12})\.? \d{1,2}\b)[^!?;]*"
)
_NAMES = re.compile(
    r":? ?[A-ZÀ-ÞА-Я][\w’'-]+(?:,? (?:[A-ZÀ-ÞА-Я][\w.’'-]*|and|et|y|e|und|и|de|von|van|da|di)){1,6}"
)
_LONG = 500  # characters of a notice about machine translation, at most
_SHORT = 160  # characters of a sentence that is a notice as a whole
_QUOTED = re.compile(r"[\"“«„].*[\"”»“]")


class _Furniture(NamedTuple):
    """Phrases of page furniture: kinds by the folded words, and notices for use anywhere."""

    kinds: dict[tuple[str, ...], frozenset[str]]
    lengths: dict[str, tuple[int, ...]]
    notices: PhraseIndex[bool]


@functools.cache
def _furniture() -> _Furniture:
    kinds: dict[tuple[str, ...], set[str]] = {}
    notices = []
    for phrases in table("furniture").values():
        notices += [(phrase, True) for phrase in phrases["notice"]]
        for kind in ("whole", "lead", "credit", "dated", "author"):
            for phrase in phrases[kind]:
                kinds.setdefault(fold_phrase(phrase), set()).add(kind)
    lengths: dict[str, set[int]] = {}
    for words in kinds:
        lengths.setdefault(words[0], set()).add(len(words))
    return _Furniture(
        {words: frozenset(found) for words, found in kinds.items()},
        {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        PhraseIndex(notices),
    )


def _opening(text: Analysis) -> tuple[str, int] | None:
    """The kind of furniture that the text begins with or is, and where it ends."""
    words = text.folded
    furniture = _furniture()
    for length in furniture.lengths.get(words[0], ()) if words else ():
        kinds = furniture.kinds.get(tuple(words[:length]))
        if kinds is None or length > len(words):
            continue
        end = text.spans[length - 1][1]
        rest = text.text[end:].strip(" \t\u00a0\u202f…»›→.!")
        is_whole = "whole" in kinds or (length > 1 and not kinds.isdisjoint(("lead", "credit")))
        if not rest.strip("():0123456789 "):
            return ("whole", end) if is_whole else None
        if (rest[0] in ":|" and "lead" in kinds) or (rest[0] == ":" and "credit" in kinds):
            return "lead", end
        if "dated" in kinds and len(rest) <= _DATE and _is_date(rest, text):
            return "dated", end
        if "author" in kinds and _NAMES.fullmatch(rest) and length < len(words):
            return "author", end
    return None


def _is_bar(text: str) -> bool:
    return bool(_BAR.search(text) and " " in text and _NAVIGATION_BAR.fullmatch(text))


def _is_line(text: str) -> bool:
    may_begin = text[:1] in ("©", "(", "c", "C") or text[:1].isdecimal()
    return may_begin and " " in text and bool(_LINE.fullmatch(text))


def _is_date(rest: str, text: Analysis) -> bool:
    """Whether a line goes on with a date and no more than a time, a place or an author."""
    match = _DATED.fullmatch(rest)
    if match is None:
        return False
    month = (match["after"] or match["before"] or "").lower()
    names = {form.lower() for forms in text.language.months for form in forms}
    return not month or month in names


class PageNavigation(SegmentRule):
    """Navigation, buttons and notices of the web page that stand in the article.

    A crawler that takes the text of a page takes "Skip to content", "Read also", share buttons and
    cookie notices along, and the translation system translates them as if they were news.

    Only lines that are such a phrase, begin with one and a colon or a date, or hold a notice in its
    fixed wording are reported; the same words inside a sentence are left alone. A byline is neutral:
    it may well belong to the article.
    """

    code = "ART001"
    name = "page-navigation"
    category = "accuracy/addition"
    severity = Severity.MINOR
    exclusive = True
    examples = (
        bad("fr-en", "Skip to content\n\nThe minister resigned on Monday.", "Skip to content"),
        bad(
            "en-pt",
            "Leia também: Governo anuncia novo plano\n\nO ministro saiu.",
            "Leia também: Governo anuncia novo plano",
        ),
        bad("ru-fr", "Accepter tous les cookies", "Accepter tous les cookies"),
        bad("de-en", "Home | Politics | Economy | Sport", "Home | Politics | Economy | Sport"),
        good("fr-en", "He urged readers to skip to content they understand."),
        good("en-pt", "O presidente disse que os alunos devem ler também os clássicos."),
        good("de-en", "Share prices fell on Tuesday."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the furniture that the segment is, begins with or holds."""
        text = context.translation(segment)
        opening = _opening(text)
        if opening or _is_bar(text.text) or _is_line(text.text):
            finding = self._at(segment, 0, len(segment.translation))
            is_author = opening is not None and opening[0] == "author"
            yield replace(finding, severity=Severity.NEUTRAL) if is_author else finding
            return
        for match in _furniture().notices.find(text.folded):
            is_short = len(segment.translation) <= _SHORT
            span = (0, len(segment.translation)) if is_short else text.span_of(*match[:2])
            yield self._at(segment, *span)
            return

    def _at(self, segment: Segment, start: int, end: int) -> Finding:
        whole = end - start == len(segment.translation)
        return self.finding(
            segment,
            start,
            end,
            "This belongs to the web page around the article, not to the article.",
            suggestion="Delete the line." if whole else "Delete the notice.",
            replacement="" if whole else None,
            safe=whole,
        )


class _Notice(NamedTuple):
    """Patterns that together make a sentence with a stem a notice about machine translation."""

    stems: WordsThat
    machine: re.Pattern[str]
    oneself: re.Pattern[str]
    short: re.Pattern[str]


@functools.cache
def _notice() -> _Notice:
    data = table("leftovers")["translators"]
    patterns = (
        re.compile("|".join(data[key]), re.IGNORECASE) for key in ("machine", "self", "short")
    )
    return _Notice(WordsThat(re.compile("|".join(data["translation"])).search), *patterns)


class MachineTranslationNotice(SegmentRule):
    """A notice that the text was translated by a machine, in the body of the article.

    Sites add it below every article, and it ends up in print. It may have to stay where the law or
    the platform demands it: then it belongs beside the article, not in it.

    Sentences about machine translation are left alone unless they speak of this very text, and so
    are quotations.
    """

    code = "ART002"
    name = "machine-translation-notice"
    category = "accuracy/addition"
    severity = Severity.MAJOR
    exclusive = True
    examples = (
        bad(
            "fr-en",
            "This article was translated automatically and may contain errors.",
            "This article was translated automatically and may contain errors.",
        ),
        bad(
            "en-de",
            "Dieser Text wurde maschinell übersetzt.",
            "Dieser Text wurde maschinell übersetzt.",
        ),
        bad("ru-en", "Translated with DeepL", "Translated with DeepL"),
        good("fr-en", "Google said its software now translates 133 languages automatically."),
        good("en-fr", "La traduction automatique a fait de grands progrès."),
        good("de-en", "“This article was translated by a machine,” he joked."),
    )

    def words(self, source: Language, target: Language) -> Container[str]:  # noqa: ARG002
        """What speaks of translation."""
        return _notice().stems

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield the segment if it is such a notice."""
        text, notice = segment.translation, _notice()
        if len(text) > _LONG:
            return
        speaks_of_itself = notice.machine.search(text) and notice.oneself.search(text)
        if notice.short.search(text) or (speaks_of_itself and not _QUOTED.search(text)):
            yield self.finding(
                segment,
                0,
                len(text),
                "A notice about machine translation stands in the body of the article.",
                suggestion="Delete it here; where a notice is due, put it beside the article.",
            )


class _Publishers(NamedTuple):
    """How a publisher's name at the end of a headline is told."""

    names: frozenset[str]
    words: frozenset[str]
    labels: frozenset[str]
    edition: re.Pattern[str]


@functools.cache
def _publishers() -> _Publishers:
    data = table("publishers")
    names = frozenset(name.strip().lower() for name in data["names"].replace("\n", "").split("|"))
    return _Publishers(
        names,
        frozenset(data["words"].split()),
        frozenset(data["labels"].split()),
        re.compile(rf"\s+(?:{'|'.join(data['editions'])})$"),
    )


_TAIL = re.compile(r"\s([-–—|•·]|::|»|/)\s+([^-–—|•·»]{2,40})$")
_SITE = re.compile(
    r"(?:www\.)?[\w-]+\.(?:com|net|org|fr|de|es|it|pt|ru|uk|br|eu|info|news|tv)$", re.IGNORECASE
)


def _is_publisher(name: str) -> bool:
    publishers = _publishers()
    folded = name.lower().strip()
    base = publishers.edition.sub("", folded)
    if folded in publishers.names or base in publishers.names or _SITE.fullmatch(folded):
        return True
    words = folded.split()
    return 2 <= len(words) <= 5 and words[-1] in publishers.words and name[0].isupper()


class PublisherInHeadline(SegmentRule):
    """The publisher's own name at the end of a headline.

    Page titles end in "– RT in French" or "| BBC News". In a headline it is noise, and a
    translated one ("Le Monde" as "The World") misleads.

    Reported only in headlines and lines without a full stop, and only for known names, web
    addresses, and names that end in a word such as News or Zeitung.
    """

    code = "ART003"
    name = "publisher-in-headline"
    category = "accuracy/addition"
    severity = Severity.MINOR
    gaps = re.compile(r"\s(?:[-–—|•·]|::|»|/)\s")
    examples = (
        bad("fr-en", "# Strike halts trains – RT in French", "– RT in French"),
        bad("en-fr", "# Le gouvernement recule | BBC News", "| BBC News"),
        bad(
            "de-en",
            "# Parliament votes on budget - Neue Oberhausener Zeitung",
            "- Neue Oberhausener Zeitung",
        ),
        good("fr-en", "# Strike halts trains – again"),
        good("en-fr", "# Gouvernement – BBC : le bras de fer"),
        good("de-en", "Trains stop — News of the strike spread quickly."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield the publisher's name with the mark before it."""
        text = segment.translation
        if segment.kind != "headline" and (len(text) > 150 or text[-1:] in '.!?…”"'):
            return
        tail = _TAIL.search(text)
        if tail and _is_publisher(tail[2]):
            yield self.finding(
                segment,
                tail.start(1),
                len(text),
                f"“{tail[2]}” is the publisher’s name, not part of the headline.",
                suggestion="Delete it.",
                replacement="",
            )


class FeedLabel(SegmentRule):
    """A label of the feed or the category page that stands as a line of the article.

    Such a line is made of nothing but section names, language names and the publisher's name.
    """

    code = "ART004"
    name = "feed-label"
    category = "accuracy/addition"
    severity = Severity.MINOR
    exclusive = True
    examples = (
        bad("fr-en", "The talks go on.\n\nRT All Fr Trans", "RT All Fr Trans"),
        bad("es-en", "BBC News World RSS", "BBC News World RSS"),
        good("fr-en", "All News Is Local"),
        good("es-en", "World news"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield the segment if it is nothing but labels."""
        text = segment.translation
        if len(text) > 60 or text[-1:] in ".!?…:":
            return
        words = text.lower().split()
        publishers = _publishers()
        labels = [word for word in words if word in publishers.labels]
        others = [word for word in words if word not in publishers.labels]
        if (
            len(labels) >= 2
            and len(words) >= 3
            and all(word in publishers.names or word in publishers.words for word in others)
        ):
            yield self.finding(
                segment,
                0,
                len(text),
                "This line is a label of the feed or page, not part of the article.",
                suggestion="Delete the line.",
                replacement="",
                safe=True,
            )
