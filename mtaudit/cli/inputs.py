"""What the commands that audit share: settings, documents, and what to audit them with."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from mtaudit.audit import default_scorers
from mtaudit.config import Settings, command_words, find_config, read_config
from mtaudit.documents import assemble
from mtaudit.engines import Engines
from mtaudit.engines.cache import TranslationCache
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


def _models(
    _context: click.Context, _parameter: click.Parameter, value: Sequence[str]
) -> tuple[str, ...] | None:
    """Like ``codes``, but a command may have commas of its own."""
    names: list[str] = []
    for item in value:
        parts = [item] if is_command(item) else item.split(",")
        names += [part.strip() for part in parts if part.strip()]
    return tuple(names) or None


_FILE = click.Path(path_type=Path)
_INPUT_OPTIONS = (
    click.option(
        "--source-lang", metavar="LANG", help="Language of the sources, e.g. fr or pt-BR."
    ),
    click.option("--target-lang", metavar="LANG", help="Language of the translations."),
    click.option("--sources", type=_FILE, metavar="PATH", help="File or folder with the sources."),
    click.option(
        "--references",
        type=_FILE,
        multiple=True,
        metavar="PATH",
        help="File or folder with reference translations (repeatable).",
    ),
)
_ENGINE_OPTIONS = (
    click.option(
        "--models",
        multiple=True,
        callback=_models,
        metavar="auto|none|NAME",
        help="auto: whatever is installed and needed; none; or names, directories and commands.",
    ),
    click.option(
        "--allow-download",
        is_flag=True,
        default=None,
        help="Let models be fetched from the network.",
    ),
    click.option(
        "--cache",
        type=_FILE,
        metavar="DIR",
        help="Keep what models translate there, and translate nothing twice.",
    ),
    click.option(
        "--comet",
        metavar="COMMAND",
        help="Score with COMET as well, by its comet-score in an environment of its own.",
    ),
    click.option(
        "--comet-model",
        metavar="NAME",
        help="COMET's model (default: Unbabel/wmt22-comet-da, which needs references).",
    ),
)


config_option = click.option(
    "--config",
    "config_path",
    type=_FILE,
    metavar="FILE",
    help="Configuration file (default: mtaudit.toml or pyproject.toml, upward).",
)
"""Where the settings come from that the command line does not state."""


def input_options(function: click.decorators.FC) -> click.decorators.FC:
    """The options that say what is read, and in which languages."""
    return _decorated(function, _INPUT_OPTIONS)


def engine_options(function: click.decorators.FC) -> click.decorators.FC:
    """The options that say what models are used, and how."""
    return _decorated(function, _ENGINE_OPTIONS)


def _decorated(
    function: click.decorators.FC,
    options: Sequence[Callable[[click.decorators.FC], click.decorators.FC]],
) -> click.decorators.FC:
    for option in reversed(options):
        function = option(function)
    return function


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


@contextlib.contextmanager
def prepare(settings: Settings) -> Iterator[Tools]:
    """Choose rules, read glossaries and look for engines, before anything long begins.

    What was wrong with the cache is said when all is done.
    """
    gc.set_threshold(100_000, 50, 100)  # word lists are large, never garbage, and slow to search
    rules = select(all_rules(), settings.select, settings.ignore)
    glossary = (
        Glossary.join([read_glossary(path) for path in settings.glossaries])
        if settings.glossaries
        else None
    )
    with _cache(settings.cache) as cache:
        engines = Engines(settings.models, settings.allow_download, cache)
        engines.check()
        yield Tools(rules, glossary, engines, default_scorers(engines, glossary, settings))


@contextlib.contextmanager
def _cache(folder: Path | None) -> Iterator[TranslationCache | None]:
    if folder is None:
        yield None
        return
    with contextlib.closing(TranslationCache(folder)) as cache:
        yield cache
    if cache.problem:
        click.echo(f"mtaudit: {cache.problem}", err=True)
