"""``mtaudit schema``."""

from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the JSON report."""
    from mtaudit.writers.json import schema  # noqa: PLC0415 - loaded when called

    click.echo(json.dumps(schema(), indent=1))
