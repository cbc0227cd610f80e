"""Facts of each language, read from ``lang/data/CODE.toml``."""

from mtaudit.lang.facts import UNKNOWN, Language, language

__all__ = ["UNKNOWN", "Language", "language"]
