"""A comparison as JSON and as text."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.text import Text

from mtaudit.comparison.model import Comparison, ScoreDifference, Side, Verdict
from mtaudit.writers.terminal import counted, flat, score_digits, score_name

SCHEMA_VERSION = 1
_RULES_SHOWN = 10
_STYLES: dict[Verdict, str] = {"better": "bold green", "worse": "bold red"}


def as_json(comparison: Comparison) -> str:
    """The comparison as JSON, schema 1; the same comparison gives the same bytes."""
    data = {
        "schema": SCHEMA_VERSION,
        "tool": {"name": "mtaudit", "version": comparison.version},
        "settings": dict(comparison.settings),
        "a": _side_data(comparison.first),
        "b": _side_data(comparison.second),
        "documents": [{"a": a, "b": b} for a, b in comparison.documents],
        "texts": comparison.texts,
        "scores": {score.name: _score_data(score) for score in comparison.scores},
        "better": comparison.named("better"),
        "worse": comparison.named("worse"),
        "rules": [
            {"rule": each.rule, "name": each.name, "a": each.first, "b": each.second}
            for each in comparison.rules
        ],
        "skipped": dict(comparison.skipped),
        "notes": dict(comparison.notes),
        "problems": [asdict(problem) for problem in comparison.problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _side_data(side: Side) -> dict[str, Any]:
    return {**asdict(side), "findings_per_1000_words": side.findings_per_1000_words}


def _score_data(score: ScoreDifference) -> dict[str, Any]:
    return {
        "a": score.first,
        "b": score.second,
        "difference": score.difference,
        "interval": list(score.interval) if score.interval else None,
        "p_value": score.p_value,
        "texts": score.texts,
        "verdict": score.verdict,
        "reading": score.reading,
        "signature": score.signature,
    }


def as_text(comparison: Comparison) -> str:
    """The comparison as plain text."""
    buffer = io.StringIO()
    show(comparison, Console(file=buffer, width=100, soft_wrap=True, highlight=False))
    return buffer.getvalue()


def show(comparison: Comparison, console: Console) -> None:
    """Print the comparison: both sides, the scores and what they mean, rules, and a verdict."""
    for name, side in (("A", comparison.first), ("B", comparison.second)):
        console.print(
            Text.assemble(
                (f"{name}  ", "bold"),
                f"{flat(side.path)}: {counted(side.words, 'word')}, "
                f"{counted(side.findings, 'finding')}, "
                f"{side.findings_per_1000_words:.1f} per 1,000 words",
            )
        )
    documents = counted(len(comparison.documents), "document")
    console.print(f"{documents}, {counted(comparison.texts, 'text')} in common\n")
    _show_scores(comparison, console)
    _show_rules(comparison, console)
    for problem in comparison.problems:
        label, style = ("not read: ", "red") if problem.fatal else ("note: ", "yellow")
        console.print(Text.assemble((label, style), flat(problem.message)))
    for run in comparison.failed:
        console.print(Text.assemble(("failed: ", "red"), f"{run.rule}: {flat(run.reason or '')}"))
    for name, note in comparison.notes.items():
        console.print(Text.assemble(("note: ", "yellow"), f"{name}: {flat(note)}"))
    for name, reason in comparison.skipped.items():
        console.print(Text(f"not compared: {name}: {flat(reason)}", "dim"))
    console.print(_verdict(comparison))


def _show_scores(comparison: Comparison, console: Console) -> None:
    width = max((len(score_name(score.name)) for score in comparison.scores), default=0)
    header = f"{'':<{width}}  {'A':>8}  {'B':>8}  {'B - A':>8}  {'95 % interval':<20}  p"
    console.print(Text(header, "dim"))
    for score in comparison.scores:
        digits = max(1, score_digits(score.name))
        interval = " to ".join(f"{bound:+.{digits}f}" for bound in score.interval or ())
        p_value = "" if score.p_value is None else f"{score.p_value:.4f}"
        console.print(
            Text.assemble(
                f"{score_name(score.name):<{width}}  {score.first:>8.{digits}f}  "
                f"{score.second:>8.{digits}f}  {score.difference:>+8.{digits}f}  "
                f"{interval:<20}  {p_value:<6}  ",
                (score.verdict, _STYLES.get(score.verdict, "")),
            )
        )
    console.print()
    for score in comparison.scores:
        console.print(Text(f"{score_name(score.name)}: {score.reading}"))
    console.print()


def _show_rules(comparison: Comparison, console: Console) -> None:
    differing = [rule for rule in comparison.rules if rule.first != rule.second]
    for rule in differing[:_RULES_SHOWN]:
        numbers = f"{rule.first:>5} in A  {rule.second:>5} in B"
        console.print(Text.assemble(numbers, "  ", (rule.rule, "bold"), f" {rule.name}"))
    if differing:
        console.print()


def _verdict(comparison: Comparison) -> Text:
    text = Text("B is ")
    for verdict, style in _STYLES.items():
        names = comparison.named(verdict)
        if names:
            text.append(" and " if len(text) > len("B is ") else "")
            text.append(f"{verdict} in {', '.join(map(score_name, names))}", style)
    if len(text) > len("B is "):
        return text
    return Text("B is neither better nor worse, as far as these texts can tell", "bold")
