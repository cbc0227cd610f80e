"""PUN: punctuation and spaces of a sentence. Capitals are in ``capitals``."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from mtaudit.lang import Language
from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, WordsThat, bad, good

_REPEATED = re.compile(
    r"\?{3,}|!{3,}|(?<![.,;:!?])(?:,{2,}|;{2,}|(?<!\s):{2,}|\.\.|[,;:]\.)(?![.,;:])"
)
_DETACHED = re.compile(r"[.!?…,]?\s+[“„](?:[.,;]|\s*$)")
_STRAY_SYMBOL = re.compile(r"[_^~|\\=+*#<>@](?=\s)(?<=\w.)")
_STRAY_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])-(?= [a-zà-ÿ])")
_STRAY_STOP = re.compile(r"(?<=[a-zà-ÿ]{2})[.!?](?= [a-zà-ÿ])")
_SUSPENDED = re.compile(
    r"- (?:and|or|to|und|oder|bis|et|ou|y|e|o|и|или|beziehungsweise|bzw|sowie|respektive|noch|statt|als|wie|as|but|than|through|versus|vs)\b"
)
_LOOSE = re.compile(
    r"(?<=[\w”\"’)%])[ \u00a0\u202f]+[,.;!?)](?=\s|$)|(?<=[^\W\d])[ \u00a0\u202f]+:(?=\s+\D|$)|(?<=\w) ['’] ?(?:s|t|re|ve|ll|d|m)\b|\w+n ['’] t\b|(?<=\w) - (?=\w+ - \w)"
)
_WORD_END_HYPHEN = re.compile(r"\w-\s")
_MAY_BE_STRAY = re.compile(r"[“„]|\A[\^~|\\=+*#<>@]\s|- |[.!?] ")
_UNENDED = re.compile(r"(?:\A|[,;])\s*\n\Z")
_CLASH = re.compile(r",[,.]|;[;.]|:[:.]|\.\.|\?\?\?|!!!")
_STOPS_INSIDE = (". ", "! ", "? ")
_ARROW = re.compile(" – |[→▸›＞]")
_END = re.compile(r"[.!?…。！？؟।:;]")
_WONDERS = re.compile(
    r"\b(?:wonder|question|ask|frag|demand(?!eu)|s['’]interrog|pregunt|pergunt|chied|chiest|doman"
    r"|спра|спро|интерес|zastanawia|pyta)|[か吗嗎呢吧까][。.」』]*$",
    re.IGNORECASE,
)
"""What states may be translated by a question."""

_CLOSERS = "\"”’'»)]“‘*_ \u00a0\u202f"


def end_mark(text: str) -> str:
    """The last mark of a text, before closing quotation marks and brackets."""
    bare = text.rstrip(_CLOSERS)
    return bare[-1:] if bare else ""


_QUOTED_QUESTION = re.compile(r": (?=[^a-zа-яà-ÿ ])|[^\w\"“„«][\"“„«'‘](?=\w)[^.\"”»]{0,300}$")
_ENDS_IN_ABBREVIATION = re.compile(r"\b[^\W\d_]{1,2}\.$")
_FEWEST_WORDS = 4  # of a sentence whose end mark is no matter of taste ("What." and "What?")
_ASKING = frozenset("?？؟")
_GREEK_QUESTION = frozenset(";\u037e")
STOPS = frozenset(".!?…。！？؟।")


def _is_open(text: str, source: str) -> bool:
    """Whether a text ends in a letter, or in a mark that the source does not have at all."""
    return text[-1].isalnum() or (text[-1] in ",;" and text[-1] not in source)


def _is_style(segment: Segment, context: Context) -> bool:
    """Whether a line may do without its end mark: a headline, or one line of several without."""
    words = [word for word in context.translation(segment).words if word.isalpha()]
    position = context.positions[segment.id]
    is_first = position == 0 and len(context.document.segments) > 1
    if (
        is_first
        or segment.kind == "headline"
        or sum(not word[0].isupper() for word in words) * 4 < len(words)
    ):
        return True
    others = [s.translation.rstrip() for s in context.document.segments if s is not segment]
    return any(text[-1:].isalnum() for text in others if len(text.split()) > 3)


class RepeatedPunctuation(SegmentRule):
    """Marks that double or clash: ``,,``, ``..``, ``,.``, ``???``.

    Ellipses, ``?!`` and marks that the source has in the same way are left alone.
    """

    code = "PUN002"
    name = "repeated-punctuation"
    category = "fluency/punctuation"
    severity = Severity.MINOR
    gaps = _CLASH
    examples = (
        bad("fr-en", "He left,, and she stayed.", ",,"),
        bad("de-en", "He left..", ".."),
        good("fr-en", "He left... and she stayed?!"),
        good("de-en", "At 5 p.m., he left."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every clash."""
        for match in _REPEATED.finditer(segment.translation):
            if match[0] not in (segment.source or ""):
                yield self.finding(
                    segment,
                    *match.span(),
                    "Two marks stand where one belongs.",
                    suggestion=f"Write “{match[0][0]}”.",
                    replacement=match[0][0],
                    safe=len(set(match[0])) == 1,
                )


class StrayMark(SegmentRule):
    """A mark that belongs to nothing: ``and_``, ``hit- by``, a lone quotation mark.

    The source must not have such a mark.
    """

    code = "PUN003"
    name = "stray-mark"
    category = "fluency/punctuation"
    severity = Severity.MINOR
    gaps = _MAY_BE_STRAY
    examples = (
        bad("fr-en", "It would be “endangered”. “.", ". “."),
        bad(
            "de-en",
            "The storm hit the coast and_ moved on.",
            "_",
            source="Der Sturm traf die Küste und zog weiter.",
        ),
        bad(
            "de-en",
            "The failure of! the talks was clear.",
            "!",
            source="Das Scheitern der Gespräche war klar.",
        ),
        good("fr-en", "It was a pre- and post-war matter, e.g. in Rome."),
        good("en-de", "Es geht um Kopf- beziehungsweise Fußzeilen."),
        good("de-en", "Yahoo! is a firm.", source="Yahoo! ist eine Firma."),
    )

    def words(self, source: Language, target: Language) -> Container[str]:  # noqa: ARG002
        """Words that end in an underscore, which is no gap."""
        return WordsThat(lambda word: word[-1] == "_")

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every stray mark."""
        text, source = segment.translation, segment.source or ""
        found = [*_detached(text), *_symbols(text, source), *_hyphens(text, source)]
        if segment.source and any(pair in text for pair in _STOPS_INSIDE):
            found += [
                match
                for match in _STRAY_STOP.finditer(text)
                if self._is_extra(match, text, source, context)
            ]
        for match in found:
            yield self.finding(
                segment,
                *match.span(),
                "This mark belongs to nothing in the sentence.",
                suggestion="Delete it, or put back what belongs to it.",
                replacement="",
            )

    def _is_extra(self, match: re.Match[str], text: str, source: str, context: Context) -> bool:
        mark = match[0]
        if text.count(mark) <= source.count(mark):
            return False
        before = re.search(r"[\w.]+$", text[: match.start()])
        word = before[0] if before else ""
        return mark != "." or (
            "." not in word and word not in context.target_language.abbreviations
        )


def _detached(text: str) -> Iterator[re.Match[str]]:
    """Opening quotation marks with nothing behind them."""
    return _DETACHED.finditer(text) if "“" in text or "„" in text else iter(())


def _symbols(text: str, source: str) -> Iterator[re.Match[str]]:
    """Symbols at the end of a word that the source does not have."""
    return (match for match in _STRAY_SYMBOL.finditer(text) if match[0] not in source)


def _hyphens(text: str, source: str) -> Iterator[re.Match[str]]:
    """Hyphens at the end of a word that no second part shares (``pre- and post-war``)."""
    if "- " not in text or _WORD_END_HYPHEN.search(source):
        return
    for match in _STRAY_HYPHEN.finditer(text):
        if not _SUSPENDED.match(text, match.start()):
            yield match


class LooseSpace(SegmentRule):
    """Spaces before marks and around apostrophes, as tokenizers leave them.

    French and other languages that set a space before marks are left alone; a translation from them
    must not keep it.
    """

    code = "PUN004"
    name = "loose-space"
    category = "fluency/punctuation"
    severity = Severity.MINOR
    gaps = re.compile(r"[ \u00a0\u202f](?:[,.;:!?)'’]|- )")
    examples = (
        bad("de-en", "He came , and she left .", " ,", " ."),
        bad("fr-en", "They don 't know the city 's mayor.", " 't", " 's"),
        bad("fr-es", "Dijo : nos vamos.", " :", source="Il a dit : on y va."),
        good("en-fr", "Que voulez-vous ?"),
        good("de-en", "It was 3 : 2 at half-time."),
        good("de-en", "It cost 5 per cent ... more."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield every such place."""
        text = segment.translation
        if not context.target_language.known:
            return
        spaced = context.target_language.space_before
        found = [m for m in _LOOSE.finditer(text) if m[0].strip()[:1] not in (*spaced, "")]
        foreign = context.source_language.space_before
        found = [
            m
            for m in found
            if m[0] not in (segment.source or "") or m[0].strip() in (*foreign,) or len(found) > 2
        ]
        if _ARROW.search(segment.source or ""):
            found = [m for m in found if m[0].strip() != "-"]
        for match in found:
            yield self.finding(
                segment,
                *match.span(),
                "A space stands where none belongs.",
                suggestion="Delete the space.",
                replacement="".join(match[0].split()),
                safe=True,
            )


_WITHOUT_STOPS = frozenset({"th", "lo"})


class EndMarkMissing(SegmentRule):
    """A sentence without its end mark, or with a comma for it, though the source has one."""

    code = "PUN005"
    name = "end-mark-missing"
    category = "fluency/punctuation"
    severity = Severity.MINOR
    needs = frozenset({"source"})
    gaps = _UNENDED
    examples = (
        bad(
            "de-en", "The minister left the city", "city", source="Der Minister verließ die Stadt."
        ),
        bad(
            "fr-de",
            "Der Minister verließ die Stadt",
            "Stadt",
            source="Le ministre a quitté la ville.",
        ),
        good("de-en", "The minister left the city.", source="Der Minister verließ die Stadt."),
        good("de-en", "Minister leaves city", source="Minister verlässt Stadt"),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the last word."""
        source, text = (segment.source or "").rstrip(), segment.translation.rstrip()
        if context.target_language.code in _WITHOUT_STOPS:
            return
        if end_mark(source) not in STOPS or not text or not _is_open(text, source):
            return
        if _ENDS_IN_ABBREVIATION.search(source):
            return
        spans = context.translation(segment).spans
        if len(spans) >= 4 and not _is_style(segment, context):
            yield self.finding(
                segment,
                *spans[-1],
                f"The source ends in “{end_mark(source)}”, the translation does not.",
                suggestion="Add the end mark, and check that nothing is cut off.",
                replacement=text[spans[-1][0] : spans[-1][1]] + "." if text[-1].isalnum() else None,
            )


class QuestionChanged(SegmentRule):
    """A question where the source states something, or a statement where the source asks.

    A question that is quoted within the sentence is left alone: the source may report it. A statement for
    a question is neutral, for questions may be rhetorical.
    """

    code = "PUN006"
    name = "question-changed"
    category = "accuracy/mistranslation"
    severity = Severity.MINOR
    needs = frozenset({"source"})
    examples = (
        bad(
            "de-en",
            "Did the minister leave the city?",
            "?",
            source="Der Minister verließ die Stadt.",
        ),
        bad("fr-en", "Did he leave?", "?", source="Il est parti."),
        bad("es-en", "The minister has left.", ".", source="¿Se ha ido el ministro?"),
        good("de-en", "Did he leave?", source="Ist er weg?"),
        good("zh-en", "Did he leave?", source="他走了吗？"),
        good("ja-en", "Shouldn't they look again?", source="見直すべきではないか。"),
        good("es-en", "He asked me: “Why now?”", source="Me preguntó por qué ahora."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:
        """Yield the end mark."""
        source, text = segment.source or "", segment.translation
        if end_mark(source) in _ASKING and text.rstrip()[-1:] == "." and _ASKING.isdisjoint(text):
            is_long = len(context.translation(segment).words) >= _FEWEST_WORDS
            if (
                is_long
                and source.rstrip()[-1] in _ASKING
                and not _QUOTED_QUESTION.search(source, 1)
            ):
                at = len(text.rstrip()) - 1
                yield self.finding(
                    segment,
                    at,
                    at + 1,
                    "The source asks, the translation states.",
                    suggestion="Compare with the source.",
                    severity=Severity.NEUTRAL,
                )
            return
        if end_mark(text) != "?" or end_mark(source) not in STOPS or not _ASKING.isdisjoint(source):
            return
        if context.source_language.code == "el" and not _GREEK_QUESTION.isdisjoint(source):
            return
        if source.count("¿") == 0 and not _WONDERS.search(source):
            at = text.rindex("?")
            if _QUOTED_QUESTION.search(text, 1, at):
                return
            yield self.finding(
                segment,
                at,
                at + 1,
                "The source does not ask, it states.",
                suggestion="Compare with the source.",
            )
