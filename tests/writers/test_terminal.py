import io

import pytest
from rich.console import Console

from mtaudit.writers import format_of, write_atomically, writer
from mtaudit.writers.terminal import score_name, show


def test_shows_the_offending_text_in_its_sentence(report, audience):
    text = writer("terminal")(report, audience)
    assert "The <b>[OTSC]</b> & “friends”" in text
    assert "→ Write “CSTO”." in text
    assert "line 3" in text
    assert "major" in text


def test_ends_with_problems_verdict_and_the_next_command(report, audience):
    lines = writer("terminal")(report, audience).splitlines()
    assert "not audited: c.txt: empty file" in lines
    assert "skipped rules: NUM001: no source was given" in lines
    assert lines[-2].startswith("verdict: DO NOT PUBLISH: 1 critical, 1 major, 2 minor, 1 neutral")
    assert lines[-1] == "next: mtaudit rules explain TRM001"


def test_colours_only_where_there_is_a_terminal(report, audience):
    plain, coloured = io.StringIO(), io.StringIO()
    show(report, audience, Console(file=plain))
    show(report, audience, Console(file=coloured, force_terminal=True))
    assert "\x1b[" not in plain.getvalue()
    assert "\x1b[1;31m" in coloured.getvalue()


@pytest.mark.parametrize(
    ("path", "name"), [("a.html", "html"), ("b.JSON", "json"), ("c.txt", "terminal"), ("d", None)]
)
def test_a_file_is_told_by_its_ending(path, name):
    assert format_of(path) == name


def test_a_file_is_replaced_at_once_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "reports" / "a.json"
    write_atomically(path, "one")
    write_atomically(path, "two\r\n")
    assert path.read_bytes() == b"two\r\n"
    assert [file.name for file in path.parent.iterdir()] == ["a.json"]


def test_scores_of_different_names_are_called_differently():
    kinds = ("", "backtranslation_", "backtranslation_reference_", "backtranslation_roundtrip_")
    names = [f"{kind}{metric}" for kind in kinds for metric in ("chrf", "bleu", "similarity")]
    assert len(set(map(score_name, names))) == len(names)
