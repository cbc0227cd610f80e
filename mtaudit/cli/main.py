"""The entry point: commands are loaded when they are called, errors end in one line."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from mtaudit import __version__
from mtaudit.errors import EXIT_ERROR, MtauditError

_COMMANDS = {
    "audit": "Find what is broken in translations, score them, and say whether to publish.",
    "compare": "Compare two translations of the same articles, and say what is chance.",
    "glossary": "Check and convert glossaries, and propose one from translations.",
    "models": "Show, fetch and convert the models that scores are made with.",
    "rules": "List the rules, or explain one.",
    "schema": "Print the JSON Schema of the JSON report.",
}


class _LazyGroup(click.Group):
    """Lists commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in _COMMANDS:
            return None
        module = importlib.import_module(f"mtaudit.cli.{name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mtaudit")
def cli() -> None:
    """Audit machine-translated articles: what is broken, where, how badly, whether to publish.

    Begin with: mtaudit audit FILE --source-lang fr --target-lang en

    Exit codes: 0 clean, 1 findings at or above --fail-on, 2 something could not be audited.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code.

    Without arguments, as a program, it takes those of the process, and ends the process without
    taking word lists and models apart, which would last up to a second.
    """
    code = _run(arguments)
    if arguments is not None:
        sys.exit(code)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except (OSError, ValueError):  # a full disk, or closed
            code = EXIT_ERROR
    os._exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a code page must not stop a report
            stream.reconfigure(errors="backslashreplace")
    try:
        code: int = cli.main(
            args=list(arguments) if arguments is not None else None,
            prog_name="mtaudit",
            standalone_mode=False,
        )
    except MtauditError as error:
        code = _fail(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        code = 0
    except click.ClickException as error:
        code = _fail(error.format_message(), EXIT_ERROR)
    except click.Abort:
        code = _fail("interrupted", 130)
    except BrokenPipeError:
        sys.stderr.close()
        code = EXIT_ERROR
    except Exception as error:  # exit code 1, Python's own, would mean findings
        what = f"{type(error).__name__}: {error}"
        code = _fail(f"internal error: {what} (please report it with the command)", EXIT_ERROR)
    return code or 0


def _fail(message: str, code: int) -> int:
    click.echo(f"mtaudit: {' '.join(message.split())}", err=True)
    return code
