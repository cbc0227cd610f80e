"""Edits that findings propose, applied to the files they were found in."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtaudit.model import AuditedDocument, Edit, Finding, Segment
from mtaudit.readers.encoding import encoding_of, read_text


@dataclass(frozen=True, slots=True)
class Change:
    """A segment's text before and after its edits."""

    segment: Segment
    after: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file with edits applied: its text before and after, and segments that were not found."""

    path: Path
    before: str
    after: str
    lost: tuple[str, ...] = ()

    @property
    def encoding(self) -> str:
        """In what the file is to be written back."""
        return encoding_of(self.path)

    def diff(self) -> str:
        """The change as a unified diff."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            str(self.path),
            str(self.path),
        )
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after its edits; of edits that overlap, the first in the text counts."""
    result, end = "", 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < end:
            continue
        result += text[end : edit.start] + edit.replacement
        end = edit.end
    return result + text[end:]


def fix(documents: Iterable[AuditedDocument], *, safe_only: bool) -> list[Fixed]:
    """The files of audited documents with their edits applied; nothing is written.

    A segment whose text does not stand verbatim in its file, such as one with HTML entities, is
    left alone and listed as lost.

    Args:
        documents: as audited; those that did not come from a file are passed over.
        safe_only: whether to leave out edits that a person should look at.
    """
    changes: dict[Path, list[Change]] = {}
    for item in documents:
        if item.document.path and Path(item.document.path).is_file():
            found = changes.setdefault(Path(item.document.path), [])
            found += _changes(item, safe_only=safe_only)
    return [_fix_file(path, found) for path, found in changes.items() if found]


def _changes(item: AuditedDocument, *, safe_only: bool) -> Iterator[Change]:
    for segment in item.document.segments:
        edits = [
            edit
            for finding in item.findings
            if (edit := _edit(finding, segment)) and (edit.safe or not safe_only)
        ]
        if edits:
            yield Change(segment, apply(segment.translation, edits))


def _edit(finding: Finding, segment: Segment) -> Edit | None:
    own = finding.segment == segment.id and finding.side == "translation"
    return finding.edit if own else None


def _fix_file(path: Path, changes: Sequence[Change]) -> Fixed:
    before = read_text(path)
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return _fix_rows(path, before, changes)
    lines = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", before))]
    cells = _cells_before_translation(before) if path.suffix.lower() == ".tsv" else 0
    after, lost, position = "", [], 0
    for change in changes:
        old = change.segment.translation
        start = lines[min(change.segment.line or 1, len(lines)) - 1]
        for _ in range(cells):
            start = before.find("\t", start) + 1
        at = before.find(old, max(position, start))
        if at < 0:
            lost.append(change.segment.id)
            continue
        end = at + len(old)
        if not change.after.strip() and _is_line(before, at, end):
            end = min(len(before), before.find("\n", end) + 1 or len(before))
        after += before[position:at] + change.after
        position = end
    return Fixed(path, before, after + before[position:], tuple(lost))


def _cells_before_translation(table: str) -> int:
    header = re.split(r"\r\n|\r|\n", table, maxsplit=1)[0].split("\t")
    return [name.strip() for name in header].index("translation")


def _fix_rows(path: Path, before: str, changes: Sequence[Change]) -> Fixed:
    """Rows keep their keys and order; only lines with a change are written anew."""
    by_text = {change.segment.translation: change.after for change in changes}
    lines = []
    for line in re.findall(r"[^\n]*\n|[^\n]+", before):
        row = json.loads(line) if line.strip() else {}
        after = by_text.get(row.get("translation", ""))
        if after is not None:
            end = line[len(line.rstrip("\r\n")) :]
            lines.append(json.dumps({**row, "translation": after}, ensure_ascii=False) + end)
        else:
            lines.append(line)
    return Fixed(path, before, "".join(lines))


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether the span is all there is on its line."""
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    rest = text[before:start] + text[end : after if after >= 0 else len(text)]
    return not rest.strip()
