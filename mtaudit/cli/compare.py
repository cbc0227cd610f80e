"""``mtaudit compare``."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from mtaudit.audit import audit
from mtaudit.cli.inputs import (
    config_option,
    engine_options,
    find_documents,
    input_options,
    join_settings,
    prepare,
)
from mtaudit.cli.progress import progress_bar
from mtaudit.comparison import compare
from mtaudit.comparison.model import Comparison
from mtaudit.comparison.twins import Given, find_twins
from mtaudit.comparison.writers import as_json, as_text, show
from mtaudit.config import Settings
from mtaudit.errors import EXIT_CLEAN, EXIT_ERROR, EXIT_FINDINGS, InputError
from mtaudit.writers import write_atomically

_FILE = click.Path(path_type=Path)


@click.command("compare")
@click.argument("first", type=_FILE, metavar="A")
@click.argument("second", type=_FILE, metavar="B")
@input_options
@engine_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="Format of what is printed, or of --output.",
)
@click.option("--output", type=_FILE, metavar="FILE", help="Write there instead of printing.")
@click.option(
    "--fail-on-worse",
    is_flag=True,
    help="Exit with 1 if B is significantly worse (p below 0.05) in a score.",
)
@config_option
def command(
    first: Path,
    second: Path,
    format_: str,
    output: Path | None,
    fail_on_worse: bool,
    config_path: Path | None,
    **options: object,
) -> int:
    """Compare two translations A and B of the same articles: files or folders.

    Says of every score that both have how far B is from A, and whether that is more than chance.

    Exit codes: 0, 1 with --fail-on-worse if B is worse, 2 something could not be compared.
    """
    settings = join_settings(config_path, options)
    comparison = _run(first, second, settings)
    if output is not None:
        text = as_json(comparison) if format_ == "json" else as_text(comparison)
        write_atomically(output, text)
        click.echo(f"comparison: {output}", err=True)
    elif format_ == "json":
        click.echo(as_json(comparison).encode("utf-8", "backslashreplace"), nl=False)
    else:
        show(comparison, Console(highlight=False, soft_wrap=not sys.stdout.isatty()))
    if comparison.failed or any(problem.fatal for problem in comparison.problems):
        return EXIT_ERROR
    return EXIT_FINDINGS if fail_on_worse and comparison.named("worse") else EXIT_CLEAN


def _run(first: Path, second: Path, settings: Settings) -> Comparison:
    """Audit what has a counterpart in both, and compare."""
    with prepare(settings) as tools:
        found = [find_documents([path], settings) for path in (first, second)]
        problems = list(dict.fromkeys(problem for each in found for problem in each.problems))
        given = (
            Given(str(first), found[0].articles, found[0].rows),
            Given(str(second), found[1].articles, found[1].rows),
        )
        for each in given:
            if not each.documents:
                raise InputError(
                    problems[0].message if problems else f"{each.path}: nothing to compare"
                )
        twins, alone = find_twins(*given)
        documents = [twin.first for twin in twins] + [twin.second for twin in twins]
        with progress_bar(len(documents)) as progress:
            report = audit(
                documents,
                tools.rules,
                tools.scorers,
                tools.engines,
                settings,
                glossary=tools.glossary,
                problems=problems,
                progress=progress,
            )
    return compare(report, twins, given, alone)
