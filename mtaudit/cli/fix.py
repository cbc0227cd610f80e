"""``--fix`` and ``--diff``."""

from __future__ import annotations

from dataclasses import replace

import click

from mtaudit.fixing import Fixed, fix
from mtaudit.model import Report
from mtaudit.writers import write_atomically


def apply_safe(report: Report) -> None:
    """Write the files with their safe edits; print the edits that a person should look at."""
    safe = {fixed.path: fixed for fixed in fix(report.documents, safe_only=True)}
    for everything in fix(report.documents, safe_only=False):
        fixed = safe.get(everything.path)
        if fixed is None:
            _print_diff(everything)
            continue
        write_atomically(fixed.path, fixed.after)
        click.echo(f"fixed: {fixed.path}", err=True)
        _print_diff(replace(everything, before=fixed.after))


def show_diff(report: Report) -> None:
    """Print all edits, safe or not, as a unified diff."""
    for fixed in fix(report.documents, safe_only=False):
        _print_diff(fixed)


def _print_diff(fixed: Fixed) -> None:
    click.echo(fixed.diff(), nl=False)
    if fixed.lost:
        click.echo(
            f"mtaudit: {fixed.path}: {len(fixed.lost)} segments do not stand verbatim in the file "
            f"and were left alone, the first {fixed.lost[0]}",
            err=True,
        )
