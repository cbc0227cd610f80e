"""``mtaudit compare`` from arguments to exit code."""

import json
from pathlib import Path

import pytest

from mtaudit.cli.main import main

SENTENCES = [
    ("Le fleuve a monté pendant la nuit.", "The river rose during the night."),
    ("Personne n’a été blessé.", "Nobody was hurt."),
    ("Le maire a parlé lundi devant la presse.", "The mayor spoke to the press on Monday."),
    ("Deux ponts restent fermés.", "Two bridges remain closed."),
    ("Les écoles rouvriront demain.", "The schools will open again tomorrow."),
    ("La pluie doit cesser ce soir.", "The rain should stop this evening."),
    ("Les pompiers ont aidé les habitants.", "The fire service helped the residents."),
    ("Le train ne circule plus.", "The train is no longer running."),
]
WORSE = [
    "The river has mounted during night.",
    "Person was been hurt.",
    "The mayor has talked Monday in front of press.",
    "Two bridges rest closed down.",
    "The schools reopen themselves tomorrow.",
    "The rain must cease this evening.",
    "The pumpers have aided inhabitants.",
    "The train circulates not more.",
]
GOOD = [reference for _, reference in SENTENCES]
PAIR = ("--source-lang", "fr", "--target-lang", "en")


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as exit_:
            main(["compare", *map(str, arguments), "--models", "none"])
        captured = capsys.readouterr()
        return int(exit_.value.code or 0), captured.out, captured.err

    return run


def compared(run, *arguments: object) -> dict:
    code, out, err = run(*arguments, "--format", "json")
    assert code == 0, err
    return json.loads(out)


def rows(path: Path, translations: list[str], **more: object) -> Path:
    lines = [
        {
            "id": str(number),
            "source": SENTENCES[number % 8][0],
            "reference": SENTENCES[number % 8][1],
            "translation": translation,
            "source_lang": "fr",
            "target_lang": "en",
            **more,
        }
        for number, translation in enumerate(translations)
    ]
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return path


def article(path: Path, sentences: list[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(sentences) + "\n", "utf-8")
    return path


@pytest.fixture
def folders(tmp_path):
    """Two folders of two articles, the second translated worse, with sources and references."""
    for name in ("flood", "trains"):
        article(tmp_path / "old" / f"{name}.en.txt", GOOD)
        article(tmp_path / "new" / f"{name}.en.md", WORSE)
        article(tmp_path / "sources" / f"{name}.fr.txt", [source for source, _ in SENTENCES])
        article(tmp_path / "references" / f"{name}.en.txt", GOOD)
    return ("old", "new", "--sources", "sources", "--references", "references", *PAIR)


def test_a_worse_translation_is_called_worse(run, folders):
    data = compared(run, *folders)
    assert data["documents"] == [
        {"a": "flood.en.txt", "b": "flood.en.md"},
        {"a": "trains.en.txt", "b": "trains.en.md"},
    ]
    assert data["texts"] == 16
    assert {"bleu", "chrf", "ter"} <= set(data["worse"])
    assert data["better"] == []
    chrf = data["scores"]["chrf"]
    low, high = chrf["interval"]
    assert low <= chrf["difference"] <= high < 0
    assert chrf["difference"] == pytest.approx(chrf["b"] - chrf["a"], abs=1e-3)
    assert chrf["p_value"] < 0.05
    assert "test sets" in chrf["reading"]
    assert data["scores"]["ter"]["difference"] > 0


def test_values_are_those_of_the_audit(run, tmp_path, capsys):
    second = rows(tmp_path / "b.jsonl", WORSE)
    data = compared(run, rows(tmp_path / "a.jsonl", GOOD), second)
    with pytest.raises(SystemExit):
        main(["audit", str(second), "--models", "none", "--format", "json"])
    scores = json.loads(capsys.readouterr().out)["documents"][0]["scores"]
    for name in ("bleu", "chrf", "ter", "mqm_penalty"):
        assert data["scores"][name]["b"] == pytest.approx(scores[name]["value"], abs=1e-4)


def test_only_a_worse_b_fails_and_only_if_asked(run, folders):
    assert run(*folders)[0] == 0
    code, out, _ = run(*folders, "--fail-on-worse")
    assert code == 1
    assert "B is worse in" in out
    old, new, *rest = folders
    code, out, _ = run(new, old, *rest, "--fail-on-worse")
    assert code == 0
    assert "B is better in" in out


def test_a_translation_does_not_differ_from_itself(run, folders):
    old, _, *rest = folders
    data = compared(run, old, old, *rest)
    assert data["better"] == data["worse"] == []
    assert {score["p_value"] for score in data["scores"].values()} == {1.0}
    assert data == compared(run, old, old, *rest)


def test_few_texts_tell_nothing(run, tmp_path):
    data = compared(
        run, rows(tmp_path / "a.jsonl", GOOD[:4]), rows(tmp_path / "b.jsonl", WORSE[:4])
    )
    chrf = data["scores"]["chrf"]
    assert (chrf["p_value"], chrf["interval"], chrf["verdict"]) == (None, None, "too few texts")


def test_large_sets_are_read_by_the_published_table(run, tmp_path):
    first, second = rows(tmp_path / "a.jsonl", GOOD * 40), rows(tmp_path / "b.jsonl", WORSE * 40)
    data = compared(run, first, second)
    assert "in about 85 % of cases" in data["scores"]["bleu"]["reading"]
    assert "in about 90 % of cases" in data["scores"]["chrf"]["reading"]
    assert "%" not in data["scores"]["ter"]["reading"].partition("of cases")[2]
    slightly = rows(tmp_path / "c.jsonl", [*GOOD * 39, *GOOD[:-2], *WORSE[-2:]])
    reading = compared(run, first, slightly)["scores"]["chrf"]["reading"]
    assert "in about" not in reading


def test_segments_are_matched_by_the_source_they_translate(run, tmp_path):
    article(tmp_path / "s.fr.txt", [" ".join(source for source, _ in SENTENCES)])
    article(tmp_path / "a.en.txt", [" ".join(GOOD)])
    joined = "The river rose during the night, and nobody was hurt."
    article(tmp_path / "b.en.txt", [" ".join([joined, *GOOD[2:4], *GOOD[5:]])])
    data = compared(run, "a.en.txt", "b.en.txt", "--sources", "s.fr.txt", *PAIR)
    assert 5 <= data["texts"] <= 7


def feed(path: Path, texts: list[str]) -> Path:
    items = "".join(
        f"<item><guid>{number}</guid><title>News {number}</title>"
        f"<description>{text}</description></item>"
        for number, text in enumerate(texts)
    )
    path.write_text(f"<rss version='2.0'><channel><title>N</title>{items}</channel></rss>", "utf-8")
    return path


def test_entries_of_two_feeds_pair_by_their_ids(run, tmp_path):
    texts = [" ".join(GOOD), " ".join(WORSE)]
    first, second = feed(tmp_path / "old.xml", texts), feed(tmp_path / "new.xml", texts)
    data = compared(run, first, second, "--target-lang", "en")
    assert data["documents"] == [
        {"a": "old.xml#0", "b": "new.xml#0"},
        {"a": "old.xml#1", "b": "new.xml#1"},
    ]


def test_terminology_is_compared(run, tmp_path):
    glossary = tmp_path / "terms.csv"
    glossary.write_text("source,target\nfleuve,river\npompiers,fire service\n", "utf-8")
    (tmp_path / "mtaudit.toml").write_text('glossaries = "terms.csv"\n', "utf-8")
    data = compared(run, rows(tmp_path / "a.jsonl", GOOD), rows(tmp_path / "b.jsonl", WORSE))
    score = data["scores"]["terminology"]
    assert (score["a"], score["b"], score["texts"]) == (100.0, 50.0, 2)


def test_rules_that_differ_are_named(run, tmp_path):
    first = rows(tmp_path / "a.jsonl", GOOD)
    second = rows(tmp_path / "b.jsonl", [*GOOD[:-1], "The train is no longer longer running."])
    rule = compared(run, first, second)["rules"][0]
    assert (rule["a"], rule["b"]) == (0, 1)
    code, out, _ = run(first, second)
    assert code == 0
    assert f"{rule['rule']} {rule['name']}" in out


def test_what_is_only_in_one_is_left_out_and_named(run, folders, tmp_path):
    article(tmp_path / "old" / "alone.en.txt", GOOD)
    data = compared(run, *folders)
    assert len(data["documents"]) == 2
    assert any("alone.en.txt: left out" in problem["message"] for problem in data["problems"])


def test_without_source_and_reference_articles_are_whole_texts(run, tmp_path):
    article(tmp_path / "a" / "x.txt", GOOD)
    article(tmp_path / "b" / "x.txt", WORSE)
    data = compared(run, "a", "b", "--target-lang", "en")
    assert data["texts"] == 1
    assert data["scores"]["mqm_penalty"]["p_value"] is None
    assert any("single text" in problem["message"] for problem in data["problems"])


def test_the_report_can_be_written(run, folders, tmp_path):
    code, out, err = run(*folders, "--output", "c.txt")
    assert (code, out, err) == (0, "", "comparison: c.txt\n")
    assert "B is worse in" in (tmp_path / "c.txt").read_text("utf-8")


def refused(run, *arguments: object) -> str:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    return err


def test_nothing_pairs(run, tmp_path):
    for name in ("a/one.txt", "a/two.txt", "b/three.txt", "b/four.txt"):
        article(tmp_path / name, GOOD)
    assert "nothing pairs: A has one.txt and 1 more" in refused(run, "a", "b")


def test_a_missing_path(run, tmp_path):
    article(tmp_path / "a.txt", GOOD)
    assert "b.txt: no such file or folder" in refused(run, "a.txt", "b.txt")


def test_ids_must_be_the_same(run, tmp_path):
    first, second = rows(tmp_path / "a.jsonl", GOOD), rows(tmp_path / "b.jsonl", WORSE[:-2])
    error = refused(run, first, second)
    assert "b.jsonl: 2 ids of A are not in B, the first '6'" in error


def test_sources_must_be_the_same(run, tmp_path):
    first = rows(tmp_path / "a.jsonl", GOOD)
    second = rows(tmp_path / "b.jsonl", WORSE, source="Autre chose.")
    assert "b.jsonl:1: id '0' has another source than in A" in refused(run, first, second)


def test_languages_must_be_the_same(run, tmp_path):
    first = rows(tmp_path / "a.jsonl", GOOD)
    second = rows(tmp_path / "b.jsonl", WORSE, target_lang="de")
    assert "is in en in A and in de in B" in refused(run, first, second)


def test_an_unreadable_file_is_a_failure(run, folders, tmp_path):
    (tmp_path / "old" / "broken.jsonl").write_text("{", "utf-8")
    code, out, _ = run(*folders)
    assert code == 2
    assert "broken.jsonl:1" in out
