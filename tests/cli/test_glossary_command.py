import json

import pytest

from mtaudit.cli.main import main
from mtaudit.glossary.readers import read_glossary


@pytest.fixture
def call(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        with pytest.raises(SystemExit) as end:
            main(["glossary", *map(str, arguments)])
        output = capsys.readouterr()
        return end.value.code, output.out, output.err

    return call


def test_check(call, tmp_path):
    good, bad, broken = tmp_path / "good.csv", tmp_path / "bad.csv", tmp_path / "broken.csv"
    good.write_text("source,target\na,b\n", "utf-8")
    bad.write_text("source,target\na,b\na,c\n", "utf-8")
    broken.write_text("source\na\n", "utf-8")
    assert call("check", good)[:2] == (0, "")
    code, out, _ = call("check", good, bad)
    assert code == 1
    assert out.startswith("bad.csv:2: ")
    code, out, err = call("check", broken)
    assert (code, out) == (2, "")
    assert err.startswith(f"mtaudit: {broken}:1: no column 'target'")


def test_convert(call, tmp_path):
    path = tmp_path / "g.csv"
    path.write_text("source,target\nOTSC,CSTO\n", "utf-8")
    assert call("convert", path, "g.tbx", "--source-lang", "fr", "--target-lang", "en")[0] == 0
    (term,) = read_glossary(tmp_path / "g.tbx").for_pair("fr", "en")
    assert (term.source, term.targets) == ("OTSC", ("CSTO",))
    assert call("convert", path, "g.tbx")[0] == 2
    assert call("convert", path, "g.doc")[0] == 2


def test_extract(call, tmp_path):
    for name, text in (("a.fr.txt", "L’OTSC part."), ("a.en.txt", "The CSTO leaves.")):
        body = "\n\n".join([text] * 3 + ["Il pleut." if "fr" in name else "Rain falls."] * 3)
        (tmp_path / name).write_text(body, "utf-8")
    code, out, _ = call("extract", tmp_path, "--source-lang", "fr", "--target-lang", "en")
    assert code == 0
    assert "OTSC\tCSTO\tfr\ten\t3" in out
    assert call("extract", tmp_path / "nowhere")[0] == 2


def test_an_audit_with_a_glossary_scores_the_terminology(capsys, tmp_path):
    glossary, feed = tmp_path / "terms.tsv", tmp_path / "feed.jsonl"
    glossary.write_text("source\ttarget\nbudget\tbudget\nOTSC\tCSTO\n", "utf-8")
    row = {"id": "1", "source": "L’OTSC a un budget.", "translation": "The OTSC has a budget."}
    feed.write_text(json.dumps({**row, "source_lang": "fr", "target_lang": "en"}), "utf-8")
    options = ["--glossary", str(glossary), "--models", "none", "--format", "json"]
    with pytest.raises(SystemExit):
        main(["audit", str(feed), *options])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["scores"]["terminology"]["value"] == 50.0
    assert document["segments"][0]["scores"]["terminology"] == 50.0


def test_the_report_has_the_hit_rate_of_every_glossary(capsys, tmp_path):
    first, second, feed = (tmp_path / name for name in ("a.tsv", "b.tsv", "feed.jsonl"))
    first.write_text("source\ttarget\nbudget\tbudget\nOTSC\tCSTO\n", "utf-8")
    second.write_text("source\ttarget\nsommet\tsummit\n", "utf-8")
    row = {
        "id": "1",
        "source": "L’OTSC a un budget et un sommet.",
        "translation": "The OTSC has a budget and a summit.",
    }
    feed.write_text(json.dumps({**row, "source_lang": "fr", "target_lang": "en"}), "utf-8")
    options = ["--glossary", str(first), "--glossary", str(second), "--models", "none"]
    outputs = {}
    for format_ in ("json", "html"):
        with pytest.raises(SystemExit):
            main(["audit", str(feed), *options, "--format", format_])
        outputs[format_] = capsys.readouterr().out
    (document,) = json.loads(outputs["json"])["documents"]
    rates = {name: score["value"] for name, score in document["scores"].items()}
    assert rates["terminology"] == 66.6667
    assert (rates["terminology:a.tsv"], rates["terminology:b.tsv"]) == (50.0, 100.0)
    assert "terms:2|answered:1" in document["scores"]["terminology:a.tsv"]["signature"]
    for label in ("Terminology<", "Terminology, a.tsv<", "Terminology, b.tsv<"):
        assert label in outputs["html"]
    (finding,) = document["findings"]
    assert "“OTSC” (a.tsv, line 3)" in finding["message"]
