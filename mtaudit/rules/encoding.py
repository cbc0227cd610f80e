"""ENC: characters that went wrong between bytes and text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mtaudit.model import Finding, Segment
from mtaudit.mqm import Severity
from mtaudit.rules.base import Context, SegmentRule, bad, good

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]+")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]+")
_INVISIBLE = re.compile(r"(?<=[a-zа-яё])[\u200b\u2060\ufeff\u00ad](?=[a-zа-яё])", re.IGNORECASE)
_UNSEEN = re.compile(rf"{_CONTROL.pattern}|{_BIDI.pattern}|[\u200b\u2060\ufeff\u00ad]")
_REPLACEMENT = re.compile("\ufffd+")
_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|%[CcDd][0-9A-Fa-f]%[89ABab][0-9A-Fa-f]")
_LOST_LETTER = re.compile(r"(?<!\S)[^\W\d_]{1,20}\?[^\W\d_]{1,20}(?=[\s,.;:!]|$)")
_WORD_AROUND = re.compile(r"\S+")
_MAY_BE_MOJIBAKE = re.compile("[^\x00-\x7f]{2}|[\x80-\x9fÃÂŒœØÙ]")
"""In every text that ftfy may find bad, and cheaper to look for."""


class Mojibake(SegmentRule):
    """Characters decoded with the wrong encoding, such as ``Ã©`` for ``é``.

    Told by ftfy's statistics of character sequences that no language writes; the suggestion is
    what its repair makes of the word.
    """

    code = "ENC001"
    name = "mojibake"
    category = "fluency/character-encoding"
    severity = Severity.MAJOR
    examples = (
        bad(
            "en-fr", "Le ministre a dÃ©missionnÃ© hier.", "dÃ©missionnÃ©", suggestion="démissionné"
        ),
        bad("fr-en", "It’s â€œoverâ€\u009d, he said.", "â€œoverâ€\u009d,"),
        good("en-fr", "Le ministre a démissionné à São Paulo."),
        good("en-pt", "A ÂNSIA de vencer é grande."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every broken word."""
        text = segment.translation
        if text.isascii() or not _MAY_BE_MOJIBAKE.search(text):
            return
        from ftfy import fix_encoding  # noqa: PLC0415 - only texts beyond ASCII need it
        from ftfy.badness import is_bad  # noqa: PLC0415

        if not is_bad(text):
            return
        for word in _WORD_AROUND.finditer(text):
            fixed = fix_encoding(word[0])
            if fixed != word[0]:
                yield self.finding(
                    segment,
                    *word.span(),
                    "The letters were read in the wrong encoding.",
                    suggestion=f"Write “{fixed}”.",
                    replacement=fixed,
                    safe=True,
                )


class ReplacementCharacter(SegmentRule):
    """The mark that stands for a character which could not be read (U+FFFD).

    What stood there is lost; only the original text can tell.
    """

    code = "ENC002"
    name = "replacement-character"
    category = "fluency/character-encoding"
    severity = Severity.MAJOR
    gaps = _REPLACEMENT
    examples = (
        bad("en-fr", "Le pr\ufffdsident est parti.", "\ufffd"),
        bad("fr-de", "Die B\ufffd\ufffdrger warten.", "\ufffd\ufffd"),
        good("en-fr", "Le président est parti ?"),
        good("fr-de", "Die Bürger warten."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every run of such marks."""
        for match in _REPLACEMENT.finditer(segment.translation):
            yield self.finding(
                segment,
                *match.span(),
                "A character was lost when the text was decoded.",
                suggestion="Put back the character from the original.",
            )


class EscapeLeft(SegmentRule):
    r"""A character's code from a program or an address, such as ``\u00e9`` or ``%C3%A9``.

    Codes inside web addresses are left alone, and so is what the source shows as well.
    """

    code = "ENC004"
    name = "escape-left"
    category = "fluency/character-encoding"
    severity = Severity.MINOR
    gaps = re.compile(r"[\\%]")
    examples = (
        bad("en-es", "El ni\\u00f1o lleg\\u00f3.", "\\u00f1", "\\u00f3", suggestion="ñ"),
        bad("en-fr", "Un caf%C3%A9 noir.", "%C3%A9"),
        good("en-es", "Vea https://example.org/ni%C3%B1o para más."),
        good("en-fr", "Le répertoire C:\\users, +5 %C et 30 %."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every such code."""
        text = segment.translation
        for match in _ESCAPE.finditer(text):
            token = text[: match.start()].rpartition(" ")[2]
            if match[0] in (segment.source or "") or "://" in token or "www." in token:
                continue
            character = _unescaped(match[0])
            yield self.finding(
                segment,
                *match.span(),
                f"The reader sees the code {match[0]} instead of a character.",
                suggestion=f"Write “{character}”.",
                replacement=character,
            )


def _unescaped(code: str) -> str:
    if code[0] == "%":
        return bytes.fromhex(code.replace("%", "")).decode("utf-8", "replace")
    return chr(int(code.lstrip("\\ux"), base=16))


class LetterLost(SegmentRule):
    """A question mark inside a word, where a letter with an accent was lost: ``ferm?e``.

    Only languages that have such letters are looked at. Addresses are left alone, and so is what
    the source has as well.
    """

    code = "ENC005"
    name = "letter-lost"
    category = "fluency/character-encoding"
    severity = Severity.MAJOR
    target_languages = frozenset({"de", "es", "fr", "it", "pl", "pt"})
    gaps = re.compile(r"\?")
    examples = (
        bad("en-fr", "L’entrée est ferm?e depuis hier.", "ferm?e"),
        bad("en-de", "Die B?rger warten.", "B?rger"),
        good("en-fr", "Qui vient ?Personne. Voir example.org/a?b=c."),
        good("en-de", "Wer kommt? Niemand."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every word that has one."""
        for match in _LOST_LETTER.finditer(segment.translation):
            if match[0] not in (segment.source or ""):
                yield self.finding(
                    segment,
                    *match.span(),
                    "A letter was lost when the text was encoded.",
                    suggestion="Put back the letter from the original.",
                )


class ControlCharacter(SegmentRule):
    """Invisible control characters, direction overrides, and soft marks inside a word.

    They break search, copying and display; direction overrides can make a text read otherwise
    than it is stored (CVE-2021-42574).
    """

    code = "ENC003"
    name = "control-character"
    category = "fluency/character-encoding"
    severity = Severity.MINOR
    gaps = _UNSEEN
    examples = (
        bad("en-fr", "Le\x07 ministre part.", "\x07"),
        bad("de-en", "The \u202eminister\u202c left.", "\u202e", "\u202c"),
        good("en-fr", "Le\u00a0ministre part\u202f!"),
        good("de-en", "Pay 5\u00a0euros."),
    )

    def check(self, segment: Segment, context: Context) -> Iterator[Finding]:  # noqa: ARG002
        """Yield every run of control characters."""
        text = segment.translation
        for pattern, severity in (
            (_CONTROL, Severity.MINOR),
            (_BIDI, Severity.MAJOR),
            (_INVISIBLE, Severity.NEUTRAL),
        ):
            for match in pattern.finditer(text):
                yield self.finding(
                    segment,
                    *match.span(),
                    f"An invisible character stands here: {_names(match[0])}.",
                    suggestion="Delete it.",
                    severity=severity,
                    replacement="",
                    safe=True,
                )


def _names(characters: str) -> str:
    return ", ".join(
        f"U+{ord(c):04X} {unicodedata.name(c, 'control')}".strip()
        for c in dict.fromkeys(characters)
    )
