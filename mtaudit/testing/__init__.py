"""Helpers for tests of rules, for this project's and for authors of their own rules."""

from mtaudit.testing.examples import document_of, findings_of

__all__ = ["document_of", "findings_of"]
