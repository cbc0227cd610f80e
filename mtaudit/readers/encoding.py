"""Bytes become text, verbatim: nothing is normalised, not even the ends of lines."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from mtaudit.errors import InputError
from mtaudit.readers.charset import guess, mend_utf8

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_EXPORT = "save it as plain text, HTML or Markdown"
_UNPACK = "unpack it first"
_MAGIC = (
    (b"%PDF-", "a PDF document", _EXPORT),
    (b"PK\x03\x04", "a ZIP archive or an office document", _EXPORT),
    (b"\xd0\xcf\x11\xe0", "an office document", _EXPORT),
    (b"{\\rtf", "an RTF document", _EXPORT),
    (b"\x1f\x8b", "gzip-compressed", _UNPACK),
    (b"BZh", "bzip2-compressed", _UNPACK),
    (b"\xfd7zXZ\x00", "xz-compressed", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed", _UNPACK),
    (b"7z\xbc\xaf", "a 7z archive", _UNPACK),
    (b"\x89PNG", "an image", "give the text itself"),
    (b"\xff\xd8\xff", "an image", "give the text itself"),
    (b"GIF8", "an image", "give the text itself"),
)

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)"
    rb"|<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 1024
_READ_AS_WINDOWS_1252 = {"iso8859-1", "ascii", "latin-1"}
_LINE_END = re.compile(r"\r\n|\r|\n")


def read_text(path: Path) -> str:
    """The text of a file, without a byte order mark, otherwise as it stands.

    Raises:
        InputError: the file cannot be opened, is empty or is not text.
    """
    return decode(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises:
        InputError: there is no such file, or it cannot be opened.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file", path=str(path)) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"cannot be read: {reason}", path=str(path)) from None


def encoding_of(path: Path) -> str:
    """An encoding in which a file that was read can be written back byte for byte.

    Raises:
        InputError: there is none; then the file must not be written over.
    """
    data = read_bytes(path)
    text = decode(data, str(path))
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    label = (declared[1] or declared[2]).decode("ascii", "replace") if declared else "utf-8"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", label, "cp1252", "latin-1"):
        try:
            if text.encode(encoding) == data:
                return encoding
        except (LookupError, UnicodeEncodeError):
            continue
    raise InputError("cannot be fixed in its encoding", path=str(path), remedy="save it as UTF-8")


def decode(data: bytes, name: str) -> str:
    """The text of ``data``, which errors call ``name``.

    A byte order mark decides, then UTF-8 if it fits, then what an HTML or XML file declares, then
    a guess. UTF-8 with a few broken bytes keeps them as U+FFFD.

    Raises:
        InputError: the data is empty or is not text.
    """
    text = _marked(data, name)
    if text is None:
        _refuse_binary(data, name)
        text = _unmarked(data)
    if text is None:
        raise InputError("its encoding cannot be told", path=name, remedy="save it as UTF-8")
    if not text.strip():
        raise InputError("empty file", path=name, remedy="there is nothing to audit")
    return text


def split_lines(text: str) -> list[str]:
    r"""The lines of a text, split at ``\n``, ``\r\n`` and ``\r`` and nowhere else."""
    return _LINE_END.split(text)


def unify_line_ends(text: str) -> str:
    r"""The text with ``\n`` at the end of every line."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


def _marked(data: bytes, name: str) -> str | None:
    """The text of data with a byte order mark, ``None`` of other data."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"begins with a mark of {encoding.upper()} but is broken at byte "
                    f"{len(mark) + error.start}",
                    path=name,
                    remedy="save it again as UTF-8",
                ) from None
    return None


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"not a text file; it is {what}", path=name, remedy=remedy)
    if b"\x00" in data:
        position = data.index(b"\x00")
        raise InputError(
            f"not a text file; byte {position} is NUL", path=name, remedy="save it as UTF-8"
        )


def _unmarked(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(data) or mend_utf8(data) or guess(data)


def _declared(data: bytes) -> str | None:
    """The text by the encoding that an HTML or XML file states, if that fits."""
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    if match is None:
        return None
    label = (match[1] or match[2]).decode("ascii", "replace")
    try:
        if codecs.lookup(label).name in _READ_AS_WINDOWS_1252:
            return _windows_1252(data)
        return data.decode(label)
    except (LookupError, ValueError):
        return None


def _windows_1252(data: bytes) -> str:
    """What browsers read a page as that says it is Latin-1."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
