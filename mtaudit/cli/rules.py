"""``mtaudit rules`` and ``mtaudit rules explain``."""

from __future__ import annotations

import click


@click.group("rules", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """List the rules: code, severity, what they need, and how often they are right."""
    if context.invoked_subcommand is not None:
        return
    from mtaudit.rules.docs import listing  # noqa: PLC0415 - loaded when called

    for line in listing():
        click.echo(line)


@command.command("explain")
@click.argument("code")
def explain(code: str) -> None:
    """Say what a rule finds, why it matters, and show its examples."""
    from mtaudit.rules.docs import page  # noqa: PLC0415 - loaded when called
    from mtaudit.rules.registry import all_rules  # noqa: PLC0415
    from mtaudit.selection import find  # noqa: PLC0415

    click.echo(page(find(code, all_rules())))
