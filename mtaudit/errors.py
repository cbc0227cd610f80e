"""Errors that users see: one clear line each, with an exit code.

MtauditError
├── UsageError      a wrong option or argument
├── ConfigError     a wrong key or value in a configuration file
├── InputError      a file that cannot be read, paired or parsed
├── GlossaryError   a glossary that cannot be used
└── ModelError      a model that is missing or cannot be loaded
"""

from __future__ import annotations

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_ERROR = 2


class MtauditError(Exception):
    """What went wrong, where, and what to do about it, in one line."""

    exit_code = EXIT_ERROR


class UsageError(MtauditError):
    """A wrong option or argument on the command line."""


class LocatedError(MtauditError):
    """An error at a place: ``path:line: problem (remedy)``.

    Args:
        problem: what is wrong, without the place.
        path: the file at fault.
        line: 1-based line in that file.
        remedy: what the user can do.
    """

    def __init__(
        self,
        problem: str,
        *,
        path: str | None = None,
        line: int | None = None,
        remedy: str | None = None,
    ) -> None:
        place = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
        super().__init__(place + problem + (f" ({remedy})" if remedy else ""))
        self.problem = problem
        self.path = path
        self.line = line
        self.remedy = remedy


class ConfigError(LocatedError):
    """A wrong key or value in a configuration file."""


class InputError(LocatedError):
    """A file that cannot be read, paired or parsed."""


class GlossaryError(LocatedError):
    """A glossary that cannot be used."""


class ModelError(MtauditError):
    """A model that is missing or cannot be loaded."""
