"""Settings: the defaults, then a configuration file, then the command line."""

from __future__ import annotations

import difflib
import os
import re
import shlex
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from mtaudit.errors import ConfigError, UsageError
from mtaudit.lang.codes import normalise
from mtaudit.mqm import PROFILES, Severity


@dataclass(frozen=True, slots=True)
class Settings:
    """What an audit is told, apart from its inputs.

    A field is the key of the same name in a configuration file, with ``-`` for ``_``.

    Attributes:
        source_lang: language of the sources, a BCP 47 tag such as ``fr`` or ``pt-BR``.
        target_lang: language of the translations.
        sources: file or folder with the sources.
        references: files or folders with reference translations.
        glossaries: glossary files.
        select: codes, prefixes or names of the rules to run; empty for all settled ones.
        ignore: codes, prefixes or names of rules not to run.
        fail_on: the severity from which a finding stops publication.
        models: ``auto``, ``none``, or names and directories of models, and commands.
        allow_download: whether a model may be fetched from the network.
        cache: folder in which translations that models make are kept from run to run.
        weights: the MQM weight profile.
        comet: the words of the command that runs COMET; empty to do without.
        comet_model: COMET's model, ``None`` for the default.
    """

    source_lang: str | None = None
    target_lang: str | None = None
    sources: Path | None = None
    references: tuple[Path, ...] = ()
    glossaries: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity = Severity.MAJOR
    models: tuple[str, ...] = ("auto",)
    allow_download: bool = False
    cache: Path | None = None
    weights: str = "mqm-council"
    comet: tuple[str, ...] = ()
    comet_model: str | None = None

    def updated(self, values: Mapping[str, Any]) -> Settings:
        """These settings with the given ones over them; ``None`` stands for not given."""
        return replace(self, **{key: value for key, value in values.items() if value is not None})


_PATHS = {"sources", "references", "glossaries", "cache"}
_LISTS = {"references", "glossaries", "select", "ignore", "models"}


def find_config(folder: Path) -> Path | None:
    """The nearest ``mtaudit.toml``, or ``pyproject.toml`` with a ``[tool.mtaudit]`` table.

    Looks in the folder and then upward.
    """
    for place in (folder, *folder.parents):
        own = place / "mtaudit.toml"
        if own.is_file():
            return own
        shared = place / "pyproject.toml"
        if shared.is_file() and "[tool.mtaudit]" in shared.read_text("utf-8", errors="replace"):
            return shared
    return None


def read_config(path: Path) -> Settings:
    """The settings of a configuration file; relative paths start at its folder.

    Raises:
        ConfigError: the file cannot be read, or holds an unknown key or a wrong value.
    """
    try:
        text = path.read_text("utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", path=str(path)) from None
    except UnicodeDecodeError:
        raise ConfigError("is not UTF-8", path=str(path), remedy="save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"is not valid TOML: {error}", path=str(path)) from None
    table = _table(data) if path.name == "pyproject.toml" else data
    if table is None:
        raise ConfigError("[tool.mtaudit] must be a table", path=str(path))
    known = {field.name.replace("_", "-"): field.name for field in fields(Settings)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        line = _line_of(key, text)
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            remedy = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
            raise ConfigError(f"unknown option {key!r}", remedy=remedy, path=str(path), line=line)
        try:
            values[known[key]] = _parse(known[key], value, path.parent)
        except (ValueError, UsageError) as error:
            raise ConfigError(f"{key}: {error}", path=str(path), line=line) from None
    return Settings().updated(values)


def _table(data: dict[str, Any]) -> dict[str, Any] | None:
    """The table ``[tool.mtaudit]``, empty if there is none, ``None`` if it is no table."""
    tool = data.get("tool", {})
    table = tool.get("mtaudit", {}) if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _parse(name: str, value: object, folder: Path) -> object:
    if name in _LISTS:
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise ValueError("must be a string or a list of strings")
        return tuple(folder / item if name in _PATHS else item for item in items)
    if name == "allow_download":
        if not isinstance(value, bool):
            raise ValueError("must be true or false")
        return value
    if not isinstance(value, str):
        raise ValueError("must be a string")  # noqa: TRY004 - the caller adds the place
    return _parse_word(name, value, folder)


def _parse_word(name: str, value: str, folder: Path) -> object:
    if name in _PATHS:
        return folder / value
    if name == "comet":
        return command_words(value, folder)
    if name == "comet_model":
        return value
    if name == "fail_on":
        return _choice(value, {str(severity): severity for severity in Severity})
    if name == "weights":
        return _choice(value, dict.fromkeys(PROFILES, value))
    return normalise(value)


def command_words(text: str, folder: Path = Path()) -> tuple[str, ...]:
    """A command cut into words as a shell does; a path to its program starts at the folder.

    Raises:
        UsageError: there is no word, or a quotation mark stays open.
    """
    try:
        words = shlex.split(text, posix=os.name == "posix")
    except ValueError:
        words = []
    if not words:
        raise UsageError(f"no command: {text!r}")
    program = Path(words[0])
    if len(program.parts) > 1:
        words[0] = str(folder / program)
    return tuple(words)


def _choice(value: str, choices: Mapping[str, object]) -> object:
    if value not in choices:
        raise ValueError(f"{value!r} is not one of {', '.join(choices)}")
    return choices[value]


def _line_of(key: str, text: str) -> int | None:
    pattern = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=", re.MULTILINE)
    match = pattern.search(text) or re.search(
        rf"^\s*\[+[^\]]*\b{re.escape(key)}\b", text, re.MULTILINE
    )
    return None if match is None else text.count("\n", 0, match.start()) + 1
