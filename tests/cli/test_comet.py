"""COMET by its command, with a stand-in that has the same interface."""

import json
import shlex
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mtaudit.cli.main import main
from mtaudit.writers.json import schema

COMET = shlex.join([sys.executable, str(Path(__file__).parent / "fake_comet_score.py")])
SOURCE = "Le maire a parlé lundi devant la presse de la ville."
REFERENCE = "The mayor spoke to the city press on Monday."
GOOD = "On Monday the mayor spoke to the city press."
POOR = "The major said Monday in front of press."


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as exit_:
            main([*map(str, arguments), "--models", "none"])
        captured = capsys.readouterr()
        return int(exit_.value.code or 0), captured.out, captured.err

    return run


def rows(path: Path, *translations: str, **more: object) -> Path:
    lines = [
        {
            "id": f"r{number}",
            "source": SOURCE,
            "reference": REFERENCE,
            "translation": translation,
            "source_lang": "fr",
            "target_lang": "en",
            **more,
        }
        for number, translation in enumerate(translations, 1)
    ]
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return path


def audited(run, *arguments: object) -> tuple[dict, dict]:
    code, out, err = run("audit", *arguments, "--format", "json")
    assert code in (0, 1), err
    data = json.loads(out)
    Draft202012Validator(schema()).validate(data)
    return data["documents"][0], {run["rule"]: run for run in data["score_runs"]}["comet"]


def test_segments_and_documents_are_scored(run, tmp_path):
    pairs = rows(tmp_path / "a.jsonl", GOOD, POOR, f"{GOOD}\n\nThe\u2028mayor.", GOOD, POOR, GOOD)
    document, ran = audited(run, pairs, "--comet", COMET)
    values = [segment["scores"]["comet"] for segment in document["segments"]]
    assert values[0] == values[2] == 1 > values[1] == values[4]
    score = document["scores"]["comet"]
    assert score["value"] == pytest.approx(sum(values) / 6, abs=1e-3)
    assert score["interval"][0] < score["value"] <= score["interval"][1]
    assert score["signature"].startswith("model:Unbabel/wmt22-comet-da|references:yes|segments:6|")
    assert (ran["status"], ran["reason"]) == ("ran", None)


def test_copies_that_comet_likes_are_named(run, tmp_path):
    pairs = rows(tmp_path / "a.jsonl", GOOD, SOURCE)
    document, ran = audited(run, pairs, "--comet", COMET)
    assert document["segments"][1]["scores"]["comet"] == 1
    assert "gated:1" in document["scores"]["comet"]["signature"]
    assert ran["status"] == "ran"
    assert "do not trust it for" in ran["reason"]
    assert "r2 (UNT001)" in ran["reason"]
    assert "r1" not in ran["reason"]
    _, out, _ = run("audit", pairs, "--comet", COMET, "--report", tmp_path / "r.html")
    assert "note: comet: it rates copies" in out
    assert "r2 (UNT001)" in (tmp_path / "r.html").read_text("utf-8")


def test_a_reference_free_model_is_named_by_the_user(run, tmp_path):
    pairs = rows(tmp_path / "a.jsonl", GOOD, reference=None)
    document, ran = audited(run, pairs, "--comet", COMET)
    assert "comet" not in document["scores"]
    assert ran["status"] == "skipped"
    assert "--comet-model" in ran["reason"]
    assert "CC-BY-NC-SA" in ran["reason"]
    kiwi = "Unbabel/wmt22-cometkiwi-da"
    document, _ = audited(run, pairs, "--comet", COMET, "--comet-model", kiwi)
    assert document["scores"]["comet"]["signature"].startswith(f"model:{kiwi}|references:no|")


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("/nowhere/comet-score", "/nowhere/comet-score: no such file or directory (install"),
        (f"{COMET} --gpus 1", "ended with 1: MisconfigurationException: No supported gpu"),
        (f"{COMET} --behave unfetched", "(--allow-download lets it fetch a model)"),
        (f"{COMET} --behave short", "wrote 1 scores for 2 segments"),
        (f"{COMET} --behave silent", "wrote no scores that can be read"),
    ],
)
def test_every_failure_is_one_line_and_the_rest_goes_on(run, tmp_path, command, reason):
    document, ran = audited(run, rows(tmp_path / "a.jsonl", GOOD, POOR), "--comet", command)
    assert ran["status"] == "skipped"
    assert reason in ran["reason"]
    assert "\n" not in ran["reason"]
    assert "chrf" in document["scores"]


def test_the_configuration_names_the_command_from_its_folder(run, tmp_path):
    script = tmp_path / "bin" / "comet-score"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec {COMET} "$@"\n', "utf-8")
    script.chmod(0o755)
    folder = tmp_path / "work"
    folder.mkdir()
    config = tmp_path / "mtaudit.toml"
    config.write_text('comet = "bin/comet-score"\ncomet-model = "kiwi"\n', "utf-8")
    pairs = rows(folder / "a.jsonl", GOOD)
    document, _ = audited(run, pairs, "--config", config)
    assert document["scores"]["comet"]["signature"].startswith("model:kiwi|")


def test_a_command_that_is_none(run, tmp_path):
    code, out, err = run("audit", rows(tmp_path / "a.jsonl", GOOD), "--comet", 'comet-score "')
    assert (code, out) == (2, "")
    assert err == "mtaudit: no command: 'comet-score \"'\n"


def test_translations_are_compared_by_it(run, tmp_path):
    first = rows(tmp_path / "a.jsonl", *[GOOD] * 8)
    second = rows(tmp_path / "b.jsonl", *[POOR] * 7, SOURCE)
    code, out, err = run("compare", first, second, "--comet", COMET, "--format", "json")
    assert code == 0, err
    data = json.loads(out)
    assert data["scores"]["comet"]["a"] == 1
    assert data["scores"]["comet"]["verdict"] == "worse"
    assert "b.jsonl: r8 (UNT001)" in data["notes"]["comet"]
