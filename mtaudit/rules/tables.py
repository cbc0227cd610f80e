"""Tables that rules read: ``rules/data/NAME.toml``."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The content of a table, read once."""
    file = resources.files("mtaudit.rules").joinpath("data", f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))
