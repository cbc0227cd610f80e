"""mtaudit: audit the quality of machine-translated text."""

__version__ = "0.1.0"
