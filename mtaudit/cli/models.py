"""``mtaudit models``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mtaudit.engines.catalogue import Entry


@click.group("models")
def command() -> None:
    """Show, fetch and convert the models that scores are made with."""


@command.command("list")
def list_() -> None:
    """Say which models are here and what for, with languages, licence and size."""
    from mtaudit.engines import hub  # noqa: PLC0415 - loaded when called
    from mtaudit.engines.catalogue import PURPOSES, entries, megabytes  # noqa: PLC0415

    if reason := hub.missing_libraries():
        click.echo(reason)
    rows = [
        (e.kind, e.name, e.languages, e.licence, megabytes(e.size) if e.size else "-", e.state)
        for e in entries()
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for kind, purpose in PURPOSES.items():
        click.echo(f"{kind}, for {purpose}:")
        for row in rows:
            if row[0] == kind:
                cells = [c.ljust(width) for c, width in zip(row[1:], widths[1:], strict=True)]
                click.echo(f"  {'  '.join(cells).rstrip()}")


@command.command("info")
@click.argument("name")
def info(name: str) -> None:
    """Say what there is to say of one model: what it is for, licence, size, languages, place."""
    from mtaudit.engines.catalogue import entry  # noqa: PLC0415 - loaded when called

    _show(entry(name))


@command.command("pull")
@click.argument("name")
def pull(name: str) -> None:
    """Fetch a model from the hub, such as Helsinki-NLP/opus-mt-en-fr; this uses the network."""
    from mtaudit.engines import hub  # noqa: PLC0415 - loaded when called
    from mtaudit.engines.catalogue import entry  # noqa: PLC0415

    _show(entry(hub.fetch(name).name))


@command.command("convert")
@click.argument("name")
def convert(name: str) -> None:
    """Convert a translator for CTranslate2, which makes it smaller and faster as ct2:NAME."""
    from mtaudit.engines import ctranslate2  # noqa: PLC0415 - loaded when called
    from mtaudit.engines.catalogue import here, megabytes, size_of  # noqa: PLC0415

    path = ctranslate2.convert(here(name))
    click.echo(f"{megabytes(size_of(path))} in {path}")
    click.echo(f"next: mtaudit audit ... --models {ctranslate2.PREFIX}{name.removeprefix('ct2:')}")


def _show(entry: Entry) -> None:
    from mtaudit.engines.catalogue import PURPOSES, megabytes  # noqa: PLC0415 - loaded when called

    click.echo(entry.name)
    lines = (
        ("kind", entry.kind),
        ("for", PURPOSES[entry.kind]),
        ("languages", entry.languages),
        ("licence", entry.licence),
        ("size", megabytes(entry.size) if entry.size else "-"),
        ("state", entry.state),
        *entry.details,
    )
    for label, text in lines:
        click.echo(f"  {label:<12} {text}")
