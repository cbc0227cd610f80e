"""``--fix`` and ``--diff``."""

from __future__ import annotations

from dataclasses import replace

import click

from mtaudit.fixing import Fixed, fix
from mtaudit.model import Report
from mtaudit.writers import write_atomically


def apply_safe(report: Report, *, err: bool = False) -> None:
    """Write the files with their safe edits; print the edits that a person should look at.

    ``err`` keeps standard output free for a report that a machine reads.
    """
    safe = {fixed.path: fixed for fixed in fix(report.documents, safe_only=True)}
    for everything in fix(report.documents, safe_only=False):
        fixed = safe.get(everything.path)
        if fixed is None:
            _print_diff(everything, err=err)
            continue
        write_atomically(fixed.path, fixed.after, fixed.encoding)
        click.echo(f"fixed: {fixed.path}", err=True)
        _print_diff(replace(everything, before=fixed.after), err=err)


def show_diff(report: Report, *, err: bool = False) -> None:
    """Print all edits, safe or not, as a unified diff."""
    for fixed in fix(report.documents, safe_only=False):
        _print_diff(fixed, err=err)


def _print_diff(fixed: Fixed, *, err: bool) -> None:
    click.echo(fixed.diff(), nl=False, err=err)
    if fixed.lost:
        click.echo(
            f"mtaudit: {fixed.path}: {len(fixed.lost)} segments do not stand verbatim in the file "
            f"and were left alone, the first {fixed.lost[0]}",
            err=True,
        )
