"""Data sets: compressed files with a JSON object on every line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """All rows of a data set."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]
