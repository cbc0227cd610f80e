"""A guess at the encoding of bytes that do not say it.

General detectors take one Western text in three for Central European, as most letters have the
same bytes in both. The language, which the unaccented letters give away, settles it.
"""

from __future__ import annotations

import re

_CODE_PAGES = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "ro", "sq"), "cp1250"),
    **dict.fromkeys(("et", "lv", "lt"), "cp1257"),
    "tr": "cp1254",
    "vi": "cp1258",
}
_WESTERN = "cp1252"
_FREE_LETTER = re.compile(rb"(?<![\x80-\xff])[A-Za-z]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_NOT_WINDOWS = re.compile(rb"[a-z][\x81-\x8b\x8d\x8f\x90\x95\x98\x99\x9b\x9d][a-z]")
_SAMPLE = 20_000


def mend_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, each as U+FFFD; ``None`` when it is no UTF-8 at all."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    whole = sum(1 for character in text if character > "\x7f" and character != "\ufffd")
    return text if whole > 4 * broken else None


def guess(data: bytes) -> str | None:
    """The text of bytes in an unknown encoding, ``None`` if nothing fits."""
    if _is_latin_script(data) and not _NOT_WINDOWS.search(data):
        for encoding in (_CODE_PAGES.get(_language(data), _WESTERN), _WESTERN):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only for what is not UTF-8

    best = from_bytes(data).best()
    return None if best is None else str(best)


def _is_latin_script(data: bytes) -> bool:
    """Whether unaccented letters, outside multi-byte characters, are the greater part."""
    letters = len(_FREE_LETTER.findall(data))
    return letters > 1.5 * len(_HIGH_BYTE.findall(data))


def _language(data: bytes) -> str:
    from langdetect import DetectorFactory, LangDetectException, detect  # noqa: PLC0415

    DetectorFactory.seed = 0
    try:
        return str(detect(data[:_SAMPLE].decode(_WESTERN, "replace")))
    except LangDetectException:
        return "en"
