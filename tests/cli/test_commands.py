"""Commands beside ``audit``."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mtaudit.cli.main import main
from mtaudit.rules.docs import stale_pages
from mtaudit.rules.registry import all_rules

FULL = Path("/dev/full")


@pytest.fixture
def run(capsys):
    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as exit_:
            main(arguments)
        captured = capsys.readouterr()
        return int(exit_.value.code or 0), captured.out, captured.err

    return run


def test_rules_are_listed_by_family(run):
    code, out, _ = run("rules")
    assert code == 0
    for rule in all_rules().values():
        assert f"{rule.code}  {rule.name}" in out


def test_a_rule_explains_itself_with_its_examples(run):
    code, out, _ = run("rules", "explain", "page-navigation")
    assert code == 0
    assert out.startswith("# ART001 page-navigation")
    assert "finds:       Skip to content" in out
    assert "## Left alone" in out


def test_an_unknown_rule_is_one_line(run):
    code, out, err = run("rules", "explain", "ART01")
    assert (code, out) == (2, "")
    assert err == "mtaudit: no rule is called 'ART01' (did you mean ART001?)\n"


def test_the_schema_is_printed(run):
    assert json.loads(run("schema")[1])["properties"]["schema"] == {"const": 1}


def program(*arguments: str, **options) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "mtaudit", *arguments]
    return subprocess.run(command, check=False, encoding="utf-8", **options)


def test_the_program_says_all_before_it_ends(run):
    ended = program("rules", capture_output=True)
    assert (ended.returncode, ended.stdout) == run("rules")[:2]
    assert program("rules", "explain", "none", capture_output=True).returncode == 2


@pytest.mark.skipif(not FULL.exists(), reason="the system has no full device")
@pytest.mark.parametrize("arguments", [["rules"], ["schema"]])
def test_what_cannot_be_written_is_an_error(arguments):
    with FULL.open("w") as full:
        assert program(*arguments, stdout=full, stderr=subprocess.PIPE).returncode == 2


def test_models_are_listed(run):
    code, out, _ = run("models", "list")
    assert code == 0
    assert "multilingual-e5-small" in out
    assert "en-pt" in out


@pytest.mark.parametrize("arguments", [("--help",), ("audit", "--help"), ("--version",)])
def test_help_and_version(run, arguments):
    code, out, _ = run(*arguments)
    assert code == 0
    assert "mtaudit" in out


def test_rule_pages_are_what_the_rules_say(request):
    assert stale_pages(request.config.rootpath / "docs" / "rules") == []
