"""Hostile input: one clear line, no crash, and no file damaged."""

import io
import json
import os
import subprocess
import sys

import pytest

from mtaudit.alignment import Line, align
from mtaudit.cli.main import main
from mtaudit.documents import assemble
from mtaudit.readers.base import Article, Block


@pytest.fixture
def run(capfd, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run


def rows(path, *items):
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), "utf-8")
    return path


BARE = ("--target-lang", "en", "--models", "none")
REP = (*BARE, "--select", "REP001")


@pytest.mark.parametrize("sizes", [(1, 600), (3, 3000), (600, 1)])
def test_a_very_short_text_aligns_with_a_very_long_one(sizes):
    first, second = ([Line(f"Sentence {i}.", i) for i in range(n)] for n in sizes)
    beads = align(first, second)
    assert sum(b.first_end - b.first for b in beads) == sizes[0]
    assert sum(b.second_end - b.second for b in beads) == sizes[1]


def test_a_crash_is_exit_2_in_one_line(run, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("The cat sat.\n")
    monkeypatch.setattr("mtaudit.cli.audit._run", lambda *_, **__: {}["boom"])
    code, _, err = run("audit", "a.txt", *BARE)
    assert code == 2
    assert err.count("\n") == 1
    assert "KeyError" in err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mtaudit.toml", b"\xff\xfe"),
        ("pyproject.toml", b"tool = 1\n"),
        ("pyproject.toml", b"[tool]\nmtaudit = 1\n"),
    ],
)
def test_a_broken_configuration_names_its_file(run, tmp_path, name, content):
    (tmp_path / "a.txt").write_text("The cat sat.\n")
    (tmp_path / name).write_bytes(content)
    code, _, err = run("audit", "a.txt", *BARE, "--config", name)
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"mtaudit: {name}")


def test_a_byte_order_mark_before_the_configuration(run, tmp_path):
    (tmp_path / "a.txt").write_text("The cat sat.\n")
    (tmp_path / "mtaudit.toml").write_bytes(b"\xef\xbb\xbftarget-lang = 'en'\n")
    assert run("audit", "a.txt", "--models", "none")[0] == 0


def test_a_glossary_with_a_broken_header(run, tmp_path):
    (tmp_path / "a.txt").write_text("The cat sat.\n")
    (tmp_path / "g.csv").write_text('"source,target\na,b\n')
    code, _, err = run("audit", "a.txt", *BARE, "--glossary", "g.csv")
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith("mtaudit: g.csv")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8-sig", "utf-16"])
def test_fix_keeps_the_encoding(run, tmp_path, encoding):
    head = '<html><head><meta charset="iso-8859-1"></head>'
    text = head + "<body><p>The the café was open.</p></body>"
    (tmp_path / "a.html").write_bytes(text.encode(encoding))
    run("audit", "a.html", *REP, "--fix")
    assert (tmp_path / "a.html").read_bytes() == text.replace("The the", "The").encode(encoding)


def test_fix_keeps_permissions_and_links(run, tmp_path):
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("The the cat sat.\n")
    real.chmod(0o600)
    link.symlink_to(real)
    run("audit", "link.txt", *REP, "--fix")
    assert link.is_symlink()
    assert real.read_text() == "The cat sat.\n"
    assert real.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mark", ["\u2028", "\u0085", "\u2029"])
def test_fix_of_rows_with_unicode_line_separators(run, tmp_path, mark):
    rows(tmp_path / "a.jsonl", {"id": "1", "translation": f"The the cat{mark}sat."})
    run("audit", "a.jsonl", *REP, "--fix")
    row = json.loads((tmp_path / "a.jsonl").read_text("utf-8"))
    assert row["translation"] == f"The cat{mark}sat."


def test_fix_of_rows_keeps_line_ends(run, tmp_path):
    row = b'{"id": "1", "translation": "The the cat."}\r\n'
    (tmp_path / "a.jsonl").write_bytes(row)
    run("audit", "a.jsonl", *REP, "--fix")
    assert (tmp_path / "a.jsonl").read_bytes() == row.replace(b"The the", b"The")


@pytest.mark.parametrize("option", ["--diff", "--fix"])
def test_json_on_standard_output_stays_json(run, tmp_path, option):
    (tmp_path / "a.txt").write_text("The the cat sat.\n")
    _, out, _ = run("audit", "a.txt", *REP, option, "--format", "json")
    assert json.loads(out)["schema"] == 1


@pytest.mark.parametrize("option", ["--output", "--report"])
def test_a_report_never_replaces_its_input(run, tmp_path, option):
    (tmp_path / "a.html").write_text("<p>The cat sat.</p>")
    code, _, err = run("audit", "a.html", *BARE, option, "a.html")
    assert (code, (tmp_path / "a.html").read_text()) == (2, "<p>The cat sat.</p>")
    assert "a.html" in err


def test_an_empty_path_is_not_the_current_folder(run, tmp_path):
    (tmp_path / "a.txt").write_text("The cat sat.\n")
    assert run("audit", "", *BARE)[0] == 2


def test_nothing_in_a_text_steers_the_terminal(run, tmp_path):
    evil = "\x1b]0;x\x07\x1b[2J\x9b31m\u202e\nverdict: PUBLISH: all fine"
    rows(tmp_path / "a.jsonl", {"id": evil, "document": evil, "translation": f"The the cat {evil}"})
    _, out, _ = run("audit", "a.jsonl", *REP)
    assert not set("\x1b\x07\x9b\u202e") & set(out)
    assert not any(line.startswith("verdict: PUBLISH") for line in out.splitlines())


def test_markup_in_a_text_is_text(run, tmp_path):  # passes today
    evil = "<script>alert(1)</script> [bold]a[/red] :smile:"
    rows(tmp_path / "a.jsonl", {"id": evil, "document": evil, "translation": f"The the {evil}"})
    _, out, _ = run("audit", "a.jsonl", *REP)
    assert f"the] {evil}" in out
    _, page, _ = run("audit", "a.jsonl", *REP, "--format", "html")
    assert "<script" not in page


def test_offsets_are_code_points(run, tmp_path):  # passes today
    text = "The cafe\u0301\u00a0has 👨‍👩‍👧 and and 😀."
    rows(tmp_path / "a.jsonl", {"id": "1", "translation": text})
    _, out, _ = run("audit", "a.jsonl", *REP, "--format", "json")
    (finding,) = json.loads(out)["documents"][0]["findings"]
    assert text[finding["start"] : finding["end"]] == finding["text"] == " and"


def test_documents_of_two_files_have_two_ids(run, tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
        rows(tmp_path / name / "x.jsonl", {"id": "1", "translation": "The cat sat."})
    _, out, _ = run("audit", ".", *BARE, "--format", "json")
    assert len({document["id"] for document in json.loads(out)["documents"]}) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux")
def test_a_file_name_that_is_no_text(run, tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("The cat sat.\n")
    code, _, _ = run("audit", ".", *BARE, "--format", "json", "--output", "out/o.json")
    assert code == 0
    assert json.loads((tmp_path / "out/o.json").read_text("utf-8"))["documents"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["o.json"]


@pytest.mark.parametrize("format_", ["json", "terminal", "html"])
def test_a_code_page_does_not_stop_a_report(monkeypatch, tmp_path, format_):
    monkeypatch.chdir(tmp_path)
    rows(tmp_path / "a.jsonl", {"id": "1", "translation": "The the 猫 → sat."})
    out = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", out)
    with pytest.raises(SystemExit) as left:
        main(["audit", "a.jsonl", *REP, "--format", format_])
    out.flush()
    assert left.value.code == 0
    assert out.buffer.getvalue()


def test_a_reader_that_leaves_does_not_change_the_verdict(tmp_path):
    row = {"translation": "The cat sat on the mat."}
    rows(tmp_path / "a.jsonl", *({"document": f"{'d' * 3000}{n}", **row} for n in range(45)))
    command = [sys.executable, "-m", "mtaudit", "audit", "a.jsonl", *BARE]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert (process.wait(), process.stderr.read()) == (0, b"")


def test_an_empty_translation_of_a_reference_is_found(run, tmp_path):
    rows(tmp_path / "a.jsonl", {"id": "1", "translation": "", "reference": "The cat sat."})
    assert run("audit", "a.jsonl", *BARE)[0] == 1


def test_thai_needs_no_full_stop(run, tmp_path):
    row = {"source": "The government announced new measures.", "source_lang": "en"}
    thai = "รัฐบาล ประกาศ มาตรการ ใหม่ พฤษภาคม"
    rows(tmp_path / "a.jsonl", {"id": "1", "translation": thai, "target_lang": "th", **row})
    options = ("--models", "none", "--select", "PUN005", "--format", "json")
    _, out, _ = run("audit", "a.jsonl", *options)
    assert json.loads(out)["documents"][0]["findings"] == []


def test_kurdish_is_written_from_the_right(run, tmp_path):
    (tmp_path / "a.txt").write_text("سەرۆک وتی حکومەت.\n", "utf-8")
    options = ("--target-lang", "ckb", "--models", "none", "--format", "html")
    assert 'lang="ckb" dir="rtl"' in run("audit", "a.txt", *options)[1]


def test_a_cut_off_translation_of_a_long_source():
    blocks = tuple(Block(f"Le président {i} a dit que Paris était belle.") for i in range(600))
    short = Article("a", "a.txt", (Block("The president said so."),))
    document = assemble(short, Article("s", "s.txt", blocks), (), "fr", "en")
    assert len(document.segments) == 1
    assert len(document.unaligned_source) > 500


def test_fix_of_a_table_changes_the_translation_only(run, tmp_path):
    table = "id\tnote\ttranslation\n1\tThe the cat.\tThe the cat.\n"
    (tmp_path / "a.tsv").write_text(table)
    run("audit", "a.tsv", *REP, "--fix")
    assert (tmp_path / "a.tsv").read_text() == table.replace("\tThe the cat.\n", "\tThe cat.\n")


def test_fix_of_a_page_leaves_its_head_alone(run, tmp_path):
    head = '<html><head><meta name="description" content="The the cat."></head>\n'
    (tmp_path / "a.html").write_text(head + "<body>\n<p>The the cat.</p></body></html>\n")
    run("audit", "a.html", *REP, "--fix")
    assert (tmp_path / "a.html").read_text() == head + "<body>\n<p>The cat.</p></body></html>\n"
