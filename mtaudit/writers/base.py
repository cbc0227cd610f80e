"""What writers share: a report becomes text, and text becomes a file at once or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from mtaudit.errors import InputError
from mtaudit.gate import Gate
from mtaudit.model import Report, Score


@dataclass(frozen=True, slots=True)
class Audience:
    """What a writer knows besides the report: the policy, and the next command to suggest."""

    gate: Gate
    next_command: str | None = None


Writer = Callable[[Report, Audience], str]
"""Renders a report; a pure function."""


def distinct(scores: Iterable[Score]) -> list[Score]:
    """The scores without those that are an earlier one under another name."""
    seen: dict[tuple[float, str], Score] = {}
    for score in scores:
        seen.setdefault((score.value, score.signature), score)
    return list(seen.values())


def with_interval(score: Score, digits: int) -> str:
    """The value and, if it is known, its interval: ``49.4 (43.1 to 55.0)``."""
    value = f"{score.value:.{digits}f}"
    if score.interval is None:
        return value
    low, high = score.interval
    return f"{value} ({low:.{digits}f} to {high:.{digits}f})"


def write_atomically(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a file in full or leave what was there; its permissions stay.

    Bytes of file names that are no UTF-8 are written as escapes.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        data = text.encode(encoding, "backslashreplace" if encoding == "utf-8" else "strict")
    except UnicodeEncodeError:
        raise InputError(
            f"has no room in {encoding} for what is to be written",
            path=str(path),
            remedy="save it as UTF-8",
        ) from None
    path = path.resolve()  # a link stays a link
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", path=str(path)) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise InputError(f"cannot be written: {error.strerror}", path=str(path)) from None
