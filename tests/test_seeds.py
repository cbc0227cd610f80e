"""Every error that the seeds' lists require is found, and their references are clean."""

import csv
import json
from pathlib import Path

import pytest

from mtaudit.cli.main import main

ROOT = Path(__file__).parents[1]
SEEDS = {path.name.split(".")[0]: path for path in sorted(ROOT.glob("seeds/*.expected.tsv"))}


@pytest.fixture(scope="module")
def documents(tmp_path_factory) -> dict[str, dict]:
    """The audited seeds by name; the first one alone, the others with their sources."""
    output = tmp_path_factory.mktemp("seeds") / "report.json"
    found = {}
    for arguments in (
        ["seeds"],
        ["seeds/kosovo.en.txt", "--source-lang", "fr", "--target-lang", "en"],
    ):
        paths = [str(ROOT / arguments[0]), *arguments[1:]]
        with pytest.raises(SystemExit):
            main(["audit", *paths, "--models", "none", "--format", "json", "--output", str(output)])
        for document in json.loads(output.read_text("utf-8"))["documents"]:
            found[document["id"].split(".")[0]] = document
    return found


def is_found(excerpt: str, document: dict) -> bool:
    texts = {segment["id"]: segment["translation"] for segment in document["segments"]}
    for finding in document["findings"]:
        at = texts[finding["segment"]].find(excerpt)
        touches = finding["start"] <= at + len(excerpt) and at <= finding["end"]
        if at >= 0 and touches and finding["severity"] != "neutral":
            return True
    return False


@pytest.mark.parametrize("name", SEEDS)
def test_every_required_error_is_found(name, documents):
    lines = [line for line in SEEDS[name].read_text("utf-8").splitlines() if line[:1] != "#"]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    missed = [
        row["text"]
        for row in rows
        if row["required"] == "yes" and not is_found(row["text"], documents[name])
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("name", "source_lang", "target_lang"),
    [
        ("kosovo.en.txt", "fr", "en"),
        ("library.en.txt", "es", "en"),
        ("energie.en.md", "de", "en"),
        ("flood.pt.txt", "en", "pt-BR"),
        ("port.fr.txt", "ru", "fr"),
    ],
)
def test_human_translations_are_clean(capsys, name, source_lang, target_lang):
    path = ROOT / "reference_translations" / name
    languages = ("--source-lang", source_lang, "--target-lang", target_lang)
    with pytest.raises(SystemExit):
        main(["audit", str(path), *languages, "--models", "none", "--format", "json"])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert [f for f in document["findings"] if f["severity"] != "neutral"] == []
