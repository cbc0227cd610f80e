"""What people read about rules, made from the rules themselves."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

from mtaudit.lang import language
from mtaudit.rules.base import Example, Rule
from mtaudit.rules.precision import measured_precision
from mtaudit.rules.registry import all_rules

_FAMILIES = {
    "ART": "artifacts of the page and of the translation system",
    "BTR": "lost or changed when translated back",
    "CAL": "calques and false friends",
    "COV": "omission and addition",
    "ENC": "encoding",
    "GRA": "grammar",
    "HDL": "headlines",
    "LNG": "language and script",
    "LOC": "locale conventions",
    "MEA": "meaning",
    "MRK": "markup and links",
    "NAM": "names",
    "NEG": "negation",
    "NUM": "numbers, dates, units",
    "PUN": "quotation marks and punctuation",
    "REP": "repetition and looping",
    "SPL": "spelling",
    "STY": "style",
    "TRM": "terms, acronyms, consistency",
    "UNT": "left untranslated",
}


def listing() -> Iterator[str]:
    """One line a rule, under a line for each family."""
    family = ""
    for rule in all_rules().values():
        if rule.code[:3] != family:
            family = rule.code[:3]
            yield f"{family}  {_FAMILIES[family]}"
        needs = f"needs {', '.join(sorted(rule.needs))}" if rule.needs else ""
        yield (
            f"  {rule.code}  {rule.name:<34} {rule.severity:<9}"
            f"{precision_text(rule):<18}{needs}".rstrip()
        )


def page(rule: Rule) -> str:
    """A rule's page, in Markdown."""
    lines = [f"# {rule.code} {rule.name}", "", inspect.getdoc(rule) or "", "", *_facts(rule)]
    for title, examples in (
        ("Found", [example for example in rule.examples if example.finds]),
        ("Left alone", [example for example in rule.examples if not example.finds]),
    ):
        lines += ["", f"## {title}"]
        for example in examples:
            lines += ["", *_example(example)]
    return "\n".join(lines) + "\n"


def index() -> str:
    """The page that lists all rules, in Markdown."""
    lines = [
        "# Rules",
        "",
        "Made from the rules by `make docs`. Precision is measured, see "
        "[accuracy](../accuracy.md).",
        "",
        "| code | name | severity | needs | precision |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.severity} "
        f"| {', '.join(sorted(rule.needs)) or '-'} | {precision_text(rule)} |"
        for rule in all_rules().values()
    ]
    return "\n".join(lines) + "\n"


def precision_text(rule: Rule) -> str:
    """The rule's measured precision as a percentage, or ``unmeasured``."""
    precision = measured_precision(rule.code)
    return "unmeasured" if precision is None else f"{precision:.0%} precise"


def pages() -> dict[str, str]:
    """All pages by file name."""
    return {
        "README.md": index(),
        **{f"{rule.code}.md": page(rule) for rule in all_rules().values()},
    }


def write_pages(folder: Path) -> None:
    """Write all pages into a folder, and remove those of rules that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.md"):
        stale.unlink()
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


def stale_pages(folder: Path) -> list[str]:
    """Names of pages that are missing, left over, or not what the rules say."""
    made = pages()
    found = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in made.keys() | found.keys() if made.get(name) != found.get(name))


def _facts(rule: Rule) -> list[str]:
    languages = [
        f"{side}: {', '.join(language(code).name for code in sorted(known))}"
        for side, known in (
            ("source", rule.source_languages),
            ("target", rule.target_languages),
        )
        if known is not None
    ]
    return [
        f"- severity: {rule.severity} unless the finding says otherwise",
        f"- MQM category: {rule.category}",
        f"- status: {rule.status}",
        f"- needs: {', '.join(sorted(rule.needs)) or 'the translation alone'}",
        f"- languages: {'; '.join(languages) or 'any'}",
        f"- precision: {precision_text(rule)}",
    ]


def _example(example: Example) -> list[str]:
    lines = [f"{example.languages}", "", "```text"]
    if example.source is not None:
        lines.append(f"source:      {example.source}")
    lines.append(f"translation: {example.translation}")
    lines += [f"finds:       {text}" for text in example.finds]
    if example.suggestion:
        lines.append(f"suggestion:  {example.suggestion}")
    return [*lines, "```"]


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` say which ones are out of date."""
    folder = Path("docs/rules")
    if arguments != ["--check"]:
        write_pages(folder)
        return 0
    stale = stale_pages(folder)
    if stale:
        print(f"out of date, run 'make docs': {', '.join(stale)}", file=sys.stderr)  # noqa: T201
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
