"""``mtaudit audit``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console

from mtaudit.audit import audit
from mtaudit.cli.fix import apply_safe, show_diff
from mtaudit.cli.inputs import (
    codes,
    config_option,
    engine_options,
    find_documents,
    input_options,
    join_settings,
    prepare,
)
from mtaudit.cli.progress import progress_bar
from mtaudit.config import Settings
from mtaudit.errors import UsageError
from mtaudit.gate import Gate
from mtaudit.model import Report
from mtaudit.mqm import PROFILES, Severity
from mtaudit.writers import FORMATS, Audience, format_of, write_atomically, writer
from mtaudit.writers.terminal import show

_FILE = click.Path(path_type=Path)


class _Console(Console):
    """Leaves it to the caller that nobody reads on; the exit code is the verdict's all the same."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        raise BrokenPipeError


@click.command("audit")
@click.argument("paths", nargs=-1, metavar="PATH...")
@input_options
@click.option(
    "--manifest",
    type=_FILE,
    metavar="FILE",
    help="TSV that names translation, source and references of each document.",
)
@click.option(
    "--glossary",
    "glossaries",
    type=_FILE,
    multiple=True,
    metavar="FILE",
    help="Glossary: CSV, TSV, TBX, TMX or JSON (repeatable).",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="terminal",
    show_default=True,
    help="Format of what is printed, or of --output.",
)
@click.option("--output", type=_FILE, metavar="FILE", help="Write there instead of printing.")
@click.option(
    "--report",
    "reports",
    type=_FILE,
    multiple=True,
    metavar="FILE",
    help="Write a report to FILE as well, by its ending: .html, .json, .txt.",
)
@click.option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    help="Severity from which a finding stops publication (default: major).",
)
@click.option(
    "--select",
    multiple=True,
    callback=codes,
    metavar="CODES",
    help="Rules to run: codes, prefixes or names, comma-separated.",
)
@click.option("--ignore", multiple=True, callback=codes, metavar="CODES", help="Rules not to run.")
@engine_options
@click.option("--weights", type=click.Choice(list(PROFILES)), help="MQM weight profile.")
@click.option(
    "--fix", is_flag=True, help="Apply safe edits to the files; show the others as a diff."
)
@click.option("--diff", is_flag=True, help="Show all edits as a diff; change nothing.")
@config_option
@click.option("--timings", is_flag=True, help="Measure every rule; the report then varies.")
def command(
    paths: Sequence[str],
    manifest: Path | None,
    format_: str,
    output: Path | None,
    reports: Sequence[Path],
    config_path: Path | None,
    timings: bool,
    fix: bool,
    diff: bool,
    **options: object,
) -> int:
    """Audit translations: files, folders, or - for standard input.

    Reads plain text, Markdown, HTML, RSS and Atom, and segment pairs as JSONL or TSV.
    """
    if not paths and manifest is None:
        raise UsageError("nothing to audit (give a file, a folder, or - for standard input)")
    if not all(paths):
        raise UsageError("an empty path (is a variable unset?)")
    targets = [(path, _format_for(path)) for path in reports]
    settings = join_settings(config_path, options)
    report = _run(paths, manifest, settings, timings=timings)
    gate = Gate(settings.fail_on)
    _check_targets([*reports, *([output] if output else [])], report)
    is_for_machine = format_ != "terminal" and output is None
    if fix:
        apply_safe(report, err=is_for_machine)
    elif diff:
        show_diff(report, err=is_for_machine)
    for path, name in targets:
        audience = Audience(gate)
        write_atomically(path, writer(name)(report, audience))
    try:
        _print(report, gate, format_, output)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    for path, _ in targets:
        click.echo(f"report: {path}", err=format_ != "terminal" or output is not None)
    return gate.exit_code(report)


def _run(
    paths: Sequence[str], manifest: Path | None, settings: Settings, *, timings: bool
) -> Report:
    """Everything between the arguments and the report."""
    with prepare(settings) as tools:
        found = find_documents([Path(path) for path in paths], settings, manifest)
        with progress_bar(len(found.all)) as progress:
            return audit(
                found.all,
                tools.rules,
                tools.scorers,
                tools.engines,
                settings,
                glossary=tools.glossary,
                problems=found.problems,
                timings=timings,
                progress=progress,
            )


def _print(report: Report, gate: Gate, format_: str, output: Path | None) -> None:
    """Print the report or write it to ``--output``; name broken inputs on standard error."""
    if output is not None:
        write_atomically(output, writer(format_)(report, Audience(gate)))
        click.echo(f"report: {output}", err=True)
    elif format_ != "terminal":
        click.echo(
            writer(format_)(report, Audience(gate)).encode("utf-8", "backslashreplace"), nl=False
        )
    elif report.documents:
        show(
            report,
            Audience(gate, _next_command(report)),
            _Console(highlight=False, soft_wrap=not sys.stdout.isatty()),
        )
        return
    for problem in report.problems:
        click.echo(f"mtaudit: {problem.message}", err=True)


def _check_targets(targets: Sequence[Path], report: Report) -> None:
    """Refuse to write a report over what was audited."""
    paths = {item.document.path for item in report.documents if item.document.path}
    inputs = {Path(path).resolve() for path in paths}
    for target in targets:
        if target.resolve() in inputs:
            raise UsageError(f"{target}: is what is audited (give the report another name)")


def _next_command(report: Report) -> str | None:
    """What to type next: about the gravest finding's rule, or to see the whole in a browser."""
    findings = [finding for document in report.documents for finding in document.findings]
    if not findings:
        return None
    gravest = max(findings, key=lambda finding: finding.severity.rank)
    return f"mtaudit rules explain {gravest.rule}"


def _format_for(path: Path) -> str:
    name = format_of(str(path))
    if name is None:
        raise UsageError(f"{path}: the ending says no format (use .html, .json or .txt)")
    return name
