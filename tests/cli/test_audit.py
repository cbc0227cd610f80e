"""The command line from arguments to exit code."""

import io
import json
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mtaudit.cli.main import main
from mtaudit.writers.json import schema

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs a command in an empty folder; gives exit code, standard output and error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return int(exit_.value.code or 0), captured.out, captured.err

    return run


def audit_json(run, *arguments: object) -> dict:
    code, out, err = run("audit", *arguments, "--models", "none", "--format", "json")
    assert code in (0, 1), err
    data = json.loads(out)
    Draft202012Validator(schema()).validate(data)
    return data


def write_pairs(path: Path, count: int) -> Path:
    row = {
        "translation": "He met met her in Rome on Monday.",
        "source": "Il l’a rencontrée à Rome lundi.",
        "source_lang": "fr",
        "target_lang": "en",
    }
    lines = [json.dumps({"id": str(n), "document": f"d{n}", **row}) for n in range(count)]
    path.write_text("\n".join(lines), "utf-8")
    return path


def write_referenced(path: Path, count: int) -> Path:
    texts = ["The river rose.", "Nobody was hurt.", "The mayor spoke on Monday.", "Trains stopped."]
    rows = [
        {
            "id": str(number),
            "translation": texts[number % 4],
            "reference": texts[number % 3],
            "target_lang": "en",
        }
        for number in range(count)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


def test_scores_have_confidence_intervals_from_five_segments_on(run, tmp_path):
    few = audit_json(run, write_referenced(tmp_path / "few.jsonl", 4))
    assert all("interval" not in score for score in few["documents"][0]["scores"].values())
    pairs = write_referenced(tmp_path / "pairs.jsonl", 12)
    data = audit_json(run, pairs)
    assert data == audit_json(run, pairs)
    for name in ("bleu", "chrf", "ter"):
        score = data["documents"][0]["scores"][name]
        low, high = score["interval"]
        assert low < score["value"] < high
    _, out, _ = run("audit", pairs, "--models", "none")
    chrf = data["documents"][0]["scores"]["chrf"]
    low, high = chrf["interval"]
    assert f"chrF {chrf['value']:.1f} ({low:.1f} to {high:.1f})" in out


def test_a_run_has_the_scores_of_all_its_documents_together(run, tmp_path):
    whole = write_referenced(tmp_path / "whole.jsonl", 12)
    lines = [json.loads(line) for line in whole.read_text("utf-8").splitlines()]
    halves = [json.dumps({**line, "document": f"d{n % 2}"}) for n, line in enumerate(lines)]
    (tmp_path / "halves.jsonl").write_text("\n".join(halves), "utf-8")
    alone = audit_json(run, whole)
    assert "scores" not in alone["summary"]
    scores = audit_json(run, tmp_path / "halves.jsonl")["summary"]["scores"]
    for name in ("bleu", "chrf", "ter"):
        assert scores[name]["value"] == alone["documents"][0]["scores"][name]["value"]
        low, high = scores[name]["interval"]
        assert low < scores[name]["value"] < high
        assert scores[name]["signature"].endswith("|documents:2")
    _, out, _ = run("audit", tmp_path / "halves.jsonl", "--models", "none")
    assert f"all documents: BLEU {scores['bleu']['value']:.1f} (" in out


def test_an_article_alone(run):
    code, out, _ = run(
        "audit",
        SEEDS / "kosovo.en.txt",
        "--source-lang",
        "fr",
        "--target-lang",
        "en",
        "--models",
        "none",
    )
    assert code == 1
    assert "[Skip to content]" in out
    assert "verdict: DO NOT PUBLISH" in out
    assert "\x1b[" not in out


def test_a_folder_with_a_manifest(run):
    data = audit_json(run, SEEDS)
    verdicts = {document["id"]: document["verdict"] for document in data["documents"]}
    assert set(verdicts) == {
        "kosovo.en.txt",
        "flood.pt.txt",
        "energie.en.md",
        "port.fr.html",
        "library.en.txt",
    }
    assert verdicts["kosovo.en.txt"] == "do not publish"
    assert verdicts["library.en.txt"] == "publish"


def test_standard_input_gives_the_same_findings_as_the_file(run, monkeypatch):
    options = ("--source-lang", "fr", "--target-lang", "en")
    path = SEEDS / "kosovo.en.txt"
    from_file = audit_json(run, path, *options)
    stdin = io.TextIOWrapper(io.BytesIO(path.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    from_stdin = audit_json(run, "-", *options)
    assert from_stdin["documents"][0]["findings"] == from_file["documents"][0]["findings"]


@pytest.mark.parametrize("format_", ["terminal", "json", "html"])
def test_a_thousand_pairs_in_every_format(run, tmp_path, format_):
    path = write_pairs(tmp_path / "pairs.jsonl", 1000)
    output = tmp_path / "out"
    code, out, err = run("audit", path, "--models", "none", "--format", format_, "--output", output)
    assert (code, out) == (0, "")
    assert "report: " in err
    assert output.read_text("utf-8").count("repeated-word") >= 1000


def test_input_ids_come_back(run, tmp_path):
    data = audit_json(run, write_pairs(tmp_path / "pairs.jsonl", 3))
    assert [(d["id"], d["segments"][0]["id"]) for d in data["documents"]] == [
        ("d0", "0"),
        ("d1", "1"),
        ("d2", "2"),
    ]


def test_two_runs_give_the_same_bytes(run):
    arguments = ("audit", SEEDS, "--models", "none", "--format", "json")
    assert run(*arguments) == run(*arguments)


def test_reports_beside_the_terminal(run, tmp_path):
    code, out, _ = run(
        "audit",
        SEEDS / "library.en.txt",
        "--target-lang",
        "en",
        "--models",
        "none",
        "--report",
        "r/a.html",
        "--report",
        "r/a.json",
    )
    assert code == 0
    assert "verdict: PUBLISH" in out
    assert sorted(path.name for path in (tmp_path / "r").iterdir()) == ["a.html", "a.json"]
    assert out.splitlines()[-1] == "report: r/a.json"


def test_fail_on_is_policy(run, tmp_path):
    path = write_pairs(tmp_path / "pairs.jsonl", 1)
    assert run("audit", path, "--models", "none")[0] == 0
    assert run("audit", path, "--models", "none", "--fail-on", "minor")[0] == 1
    assert run("audit", path, "--models", "none", "--fail-on", "minor", "--ignore", "REP")[0] == 0


def test_the_command_line_goes_before_the_file(run, tmp_path):
    path = write_pairs(tmp_path / "pairs.jsonl", 1)
    (tmp_path / "mtaudit.toml").write_text('fail-on = "minor"\nmodels = "none"\n', "utf-8")
    assert run("audit", path)[0] == 1
    assert run("audit", path, "--fail-on", "major")[0] == 0


def test_what_lacks_something_says_so(run):
    data = audit_json(run, SEEDS / "library.en.txt", "--target-lang", "en")
    reasons = {item["rule"]: item["reason"] for item in data["rule_runs"] + data["score_runs"]}
    assert reasons["COV002"] == "no source was given"
    assert reasons["TRM010"] == "no glossary was given"
    assert reasons["reference"] == "no reference was given"


def test_a_glossary_of_the_user(run, tmp_path):
    glossary = tmp_path / "g.csv"
    glossary.write_text("source,target,forbidden\nporte-parole,spokesman,spokesperson\n", "utf-8")
    data = audit_json(
        run,
        SEEDS / "kosovo.en.txt",
        "--source-lang",
        "fr",
        "--target-lang",
        "en",
        "--glossary",
        glossary,
    )
    found = [f for f in data["documents"][0]["findings"] if f["rule"] == "TRM010"]
    assert {f["text"] for f in found} == {"spokesperson"}
    assert "g.csv, line 2" in found[0]["message"]


def test_safe_edits_are_made_and_the_others_shown(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Strike halts trains | BBC News\n\nShare\n\nHe met met her in Rome.\n", "utf-8")
    _, out, err = run("audit", path, "--target-lang", "en", "--models", "none", "--fix")
    assert path.read_text("utf-8") == "Strike halts trains | BBC News\n\n\nHe met her in Rome.\n"
    assert "-Strike halts trains | BBC News\n" in out
    assert "fixed: a.txt" in err.replace(str(tmp_path) + "/", "")


MISTAKES = {
    "a missing path": (["nowhere.txt"], "nowhere.txt: no such file or folder"),
    "an empty file": (["empty.txt"], "empty.txt: empty file"),
    "a binary file": (["image.txt"], "image.txt: not a text file"),
    "broken JSONL": (["broken.jsonl"], "broken.jsonl:2: "),
    "a glossary without a column": (
        ["ok.txt", "--glossary", "bad.csv"],
        "bad.csv:1: no column 'target' in the header",
    ),
    "an unknown rule": (["ok.txt", "--select", "ART01"], "no rule is called 'ART01' (did you mean"),
    "a wrong language": (["ok.txt", "--target-lang", "englisch1"], "englisch1"),
    "an unknown key": (["ok.txt", "--config", "bad.toml"], "bad.toml:1: unknown option 'fail_on'"),
    "a missing model": (["ok.txt", "--models", "./no-model"], "./no-model: no such folder"),
    "an unknown option": (["ok.txt", "--colour"], "No such option"),
    "an unknown ending": (["ok.txt", "--report", "a.pdf"], "a.pdf: the ending says no format"),
    "nothing": ([], "nothing to audit"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_end_in_one_line_and_exit_code_2(run, tmp_path, mistake):
    (tmp_path / "ok.txt").write_text("All is well here.\n", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    (tmp_path / "broken.jsonl").write_text('{"id": 1, "translation": "a"}\n{"id": 2,\n', "utf-8")
    (tmp_path / "bad.csv").write_text("source,note\na,b\n", "utf-8")
    (tmp_path / "bad.toml").write_text('fail_on = "minor"\n', "utf-8")
    arguments, message = MISTAKES[mistake]
    code, out, err = run("audit", *arguments)
    assert code == 2
    assert out == ""
    assert message in err
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err


def test_one_bad_file_of_ten(run, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text("The talks go on in Rome today.\n", "utf-8")
    (folder / "9.txt").write_bytes(b"%PDF-1.7\x00\x01")
    code, out, _ = run("audit", folder, "--target-lang", "en", "--models", "none")
    assert code == 2
    assert "9 documents without a finding" in out
    assert "not audited: " in out
    assert "9.txt" in out.split("not audited: ")[1].splitlines()[0]
