"""What the commands that audit share: settings, documents, and what to audit them with."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from mtaudit.audit import default_scorers
from mtaudit.config import Settings, command_words, find_config, read_config
from mtaudit.documents import assemble
from mtaudit.engines import Engines
from mtaudit.engines.command import is_command
from mtaudit.glossary.model import Glossary
from mtaudit.glossary.readers import read_glossary
from mtaudit.lang.codes import normalise
from mtaudit.model import Document, Problem
from mtaudit.mqm import Severity
from mtaudit.pairing import pair
from mtaudit.rules.base import Rule
from mtaudit.rules.registry import all_rules
from mtaudit.scorers.base import Scorer
from mtaudit.selection import select


def codes(
    _context: click.Context, _parameter: click.Parameter, value: Sequence[str]
) -> tuple[str, ...] | None:
    """Comma-separated, repeatable; ``None`` when not given."""
    return tuple(part.strip() for item in value for part in item.split(",") if part) or None


def models(
    _context: click.Context, _parameter: click.Parameter, value: Sequence[str]
) -> tuple[str, ...] | None:
    """Like ``codes``, but a command may have commas of its own."""
    names: list[str] = []
    for item in value:
        parts = [item] if is_command(item) else item.split(",")
        names += [part.strip() for part in parts if part.strip()]
    return tuple(names) or None


def comet_options(function: click.decorators.FC) -> click.decorators.FC:
    """The two options that say how COMET is run."""
    function = click.option(
        "--comet-model",
        metavar="NAME",
        help="COMET's model (default: Unbabel/wmt22-comet-da, which needs references).",
    )(function)
    return click.option(
        "--comet",
        metavar="COMMAND",
        help="Score with COMET as well, by its comet-score in an environment of its own.",
    )(function)


def join_settings(config_path: Path | None, options: Mapping[str, Any]) -> Settings:
    """The defaults, the configuration file over them, the command line over both."""
    found = config_path or find_config(Path.cwd())
    settings = read_config(found) if found else Settings()
    values = {key: value for key, value in options.items() if value not in (None, ())}
    for key in ("source_lang", "target_lang"):
        if key in values:
            values[key] = normalise(values[key])
    if "comet" in values:
        values["comet"] = command_words(values["comet"])
    if "fail_on" in values:
        values["fail_on"] = Severity(values["fail_on"])
    return settings.updated(values)


@dataclass(frozen=True, slots=True)
class Found:
    """Documents made of articles, documents that came in rows, and what could not be read."""

    articles: tuple[Document, ...]
    rows: tuple[Document, ...]
    problems: tuple[Problem, ...]

    @property
    def all(self) -> tuple[Document, ...]:
        """The documents in the order of a report."""
        return self.articles + self.rows


def find_documents(
    paths: Sequence[Path], settings: Settings, manifest: Path | None = None
) -> Found:
    """Read translations with their sources and references, and align them."""
    found = pair(
        paths,
        sources=settings.sources,
        references=settings.references,
        manifest=manifest,
        source_lang=settings.source_lang,
        target_lang=settings.target_lang,
    )
    articles = tuple(
        assemble(p.translation, p.source, p.references, p.source_lang, p.target_lang)
        for p in found.pairings
    )
    return Found(articles, found.documents, found.problems)


@dataclass(frozen=True, slots=True)
class Tools:
    """What documents are audited with."""

    rules: Sequence[Rule]
    glossary: Glossary | None
    engines: Engines
    scorers: Sequence[Scorer]


def prepare(settings: Settings) -> Tools:
    """Choose rules, read glossaries and look for engines, before anything long begins."""
    gc.set_threshold(100_000, 50, 100)  # word lists are large, never garbage, and slow to search
    rules = select(all_rules(), settings.select, settings.ignore)
    glossary = (
        Glossary.join([read_glossary(path) for path in settings.glossaries])
        if settings.glossaries
        else None
    )
    engines = Engines(settings.models, allow_download=settings.allow_download)
    engines.check()
    return Tools(rules, glossary, engines, default_scorers(engines, glossary, settings))
