"""Writers by the name of their format; loaded when asked for."""

from __future__ import annotations

import importlib

from mtaudit.writers.base import Audience, Writer, write_atomically

FORMATS = {"terminal": "terminal", "json": "json", "html": "html"}
"""Format names, with the module that writes them."""

__all__ = ["FORMATS", "Audience", "Writer", "format_of", "write_atomically", "writer"]


def writer(name: str) -> Writer:
    """The writer of a format."""
    module = importlib.import_module(f"mtaudit.writers.{FORMATS[name]}")
    render: Writer = module.render
    return render


def format_of(path: str) -> str | None:
    """The format that a file's ending asks for, ``None`` if it asks for none."""
    ending = path.rpartition(".")[2].lower()
    return {"json": "json", "html": "html", "htm": "html", "txt": "terminal"}.get(ending)
