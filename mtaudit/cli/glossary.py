"""``mtaudit glossary``: check, convert and extract."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from mtaudit.errors import EXIT_CLEAN, EXIT_FINDINGS, InputError, UsageError
from mtaudit.glossary.checks import check as complaints_of
from mtaudit.glossary.model import Glossary
from mtaudit.glossary.readers import read_glossary
from mtaudit.lang.codes import normalise
from mtaudit.model import Document

_FILE = click.Path(path_type=Path)


def _languages(function: click.decorators.FC) -> click.decorators.FC:
    """The two options that name a language pair."""
    for name, what in (("target", "translations"), ("source", "sources")):
        function = click.option(
            f"--{name}-lang",
            metavar="LANG",
            callback=lambda _context, _parameter, value: value and normalise(value),
            help=f"Language of the {what}, e.g. fr or pt-BR.",
        )(function)
    return function


@click.group("glossary")
def command() -> None:
    """Check and convert glossaries, and propose one from translations."""


@command.command("check")
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE...")
def check(files: Sequence[Path]) -> int:
    """Say what is wrong in glossaries, one line each: twice, contradictory, empty.

    Exit codes: 0 nothing, 1 something is wrong, 2 a file cannot be read.
    """
    glossary = Glossary.join([read_glossary(path) for path in files])
    complaints = complaints_of(glossary)
    for complaint in complaints:
        click.echo(str(complaint))
    entries = len(glossary.terms) + len(glossary.concepts)
    click.echo(f"{entries} entries, {len(complaints)} complaints", err=True)
    return EXIT_FINDINGS if complaints else EXIT_CLEAN


@command.command("convert")
@click.argument("source_file", type=_FILE, metavar="IN")
@click.argument("target_file", type=_FILE, metavar="OUT")
@_languages
def convert(
    source_file: Path, target_file: Path, source_lang: str | None, target_lang: str | None
) -> int:
    """Write a glossary in another format: .csv, .tsv, .tbx, .tmx or .json, as OUT ends.

    A language pair limits what goes into a table, and stands for rows that do not state theirs.
    """
    from mtaudit.glossary.writers import write_glossary  # noqa: PLC0415 - loaded when called
    from mtaudit.writers import write_atomically  # noqa: PLC0415

    glossary = read_glossary(source_file)
    text = write_glossary(
        glossary, target_file.suffix.lower(), source_lang=source_lang, target_lang=target_lang
    )
    write_atomically(target_file, text)
    click.echo(f"glossary: {target_file}", err=True)
    return EXIT_CLEAN


@command.command("extract")
@click.argument("folder", type=_FILE, metavar="FOLDER")
@_languages
@click.option("--sources", type=_FILE, metavar="PATH", help="File or folder with the sources.")
@click.option(
    "--references",
    type=_FILE,
    multiple=True,
    metavar="PATH",
    help="File or folder with reference translations (repeatable).",
)
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="In how many segments a pair has to stand.",
)
@click.option("--output", type=_FILE, metavar="FILE", help="Write there instead of printing.")
def extract(
    folder: Path,
    source_lang: str | None,
    target_lang: str | None,
    sources: Path | None,
    references: tuple[Path, ...],
    least: int,
    output: Path | None,
) -> int:
    """Propose terms from the sources and references of a folder, as a TSV to edit.

    Columns that begin with # give counts and contexts, and how many translations break the term.
    What is left after editing is a glossary.
    """
    from mtaudit.glossary import extraction  # noqa: PLC0415 - loaded when called
    from mtaudit.writers import write_atomically  # noqa: PLC0415

    documents = _documents(folder, source_lang, target_lang, sources, references)
    first = documents[0]
    if not first.source_lang or not first.target_lang:
        raise UsageError("the languages are not known (give --source-lang and --target-lang)")
    proposals = extraction.extract(documents, least=least)
    table = extraction.as_table(proposals, first.source_lang, first.target_lang)
    if output is None:
        click.echo(table, nl=False)
    else:
        write_atomically(output, table)
        click.echo(f"glossary: {output}", err=True)
    return EXIT_CLEAN


def _documents(
    folder: Path,
    source_lang: str | None,
    target_lang: str | None,
    sources: Path | None,
    references: tuple[Path, ...],
) -> list[Document]:
    """The documents of a folder that have sources, all of the first one's language pair.

    Raises:
        InputError: there is none.
    """
    from mtaudit.documents import assemble  # noqa: PLC0415 - loaded when called
    from mtaudit.pairing import pair  # noqa: PLC0415

    found = pair(
        [folder],
        sources=sources,
        references=references,
        source_lang=source_lang,
        target_lang=target_lang,
    )
    for problem in found.problems:
        click.echo(f"mtaudit: {problem.message}", err=True)
    documents = [
        assemble(p.translation, p.source, p.references, p.source_lang, p.target_lang)
        for p in found.pairings
    ]
    documents = [each for each in (*documents, *found.documents) if each.has_source]
    if not documents:
        raise InputError(
            "no translation with its source", path=str(folder), remedy="give --sources DIR"
        )
    pairs = [(each.source_lang, each.target_lang) for each in documents]
    others = sum(1 for each in pairs if each != pairs[0])
    if others:
        click.echo(
            f"mtaudit: {others} documents of other language pairs are left out "
            "(choose with --source-lang and --target-lang)",
            err=True,
        )
    return [each for each, known in zip(documents, pairs, strict=True) if known == pairs[0]]
