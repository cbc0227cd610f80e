"""Translators and encoders. Importing this loads no model library."""

from mtaudit.engines.resolve import Engines

__all__ = ["Engines"]
