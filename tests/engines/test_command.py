"""Programs as translators, run for real: small scripts of the test's own."""

import os
import shlex
import sys

import pytest

from mtaudit.cli.main import main
from mtaudit.engines import Engines, hub
from mtaudit.engines.command import CommandTranslator
from mtaudit.errors import ModelError

UPPER = "import sys\nfor line in sys.stdin: print(line.strip().upper())"


@pytest.fixture
def program(tmp_path):
    """Writes a script; gives the command line that runs it."""

    def write(code, *arguments):
        script = tmp_path / "a script.py"
        script.write_text(
            "import sys\nsys.stdin.reconfigure(encoding='utf-8', newline='\\n')\n"
            f"sys.stdout.reconfigure(encoding='utf-8')\n{code}\n",
            "utf-8",
        )
        return shlex.join([sys.executable, str(script), *arguments])

    return write


def reason(call, *arguments, **options):
    with pytest.raises(ModelError) as caught:
        call(*arguments, **options)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_one_line_in_one_line_out(program):
    engine = CommandTranslator(f"command[en-es]: {program(UPPER)}")
    texts = ["a house", "", "été\nand\r\n\u2028more\x00end", " \n", "a house"]
    expected = ["A HOUSE", "", "ÉTÉ AND MORE END", "", "A HOUSE"]
    assert engine.translate(texts, "en-GB", "es") == expected
    assert [item.problem for item in engine.translations(texts, "en", "es")] == [None] * 5


def test_more_lines_than_a_batch(program):
    engine = CommandTranslator(f"command[en-es]: {program(UPPER)}")
    texts = [f"line {number}" for number in range(600)]
    assert engine.translate(texts, "en", "es") == [text.upper() for text in texts]


def test_the_program_is_told_the_languages(program):
    code = "for line in sys.stdin: print(sys.argv[1:], line.strip())"
    engine = CommandTranslator(f"command: {program(code, '{source}-{target}', '--to={target}')}")
    assert engine.translate(["x"], "pt-BR", "en-US") == ["['pt-en', '--to=en'] x"]


def test_supports_what_was_declared(program):
    line = program(UPPER)
    engine = CommandTranslator(f"command[en-es, spa-eng]: {line}")
    assert engine.supports("en-GB", "es-MX")
    assert engine.supports("es", "en")
    assert not engine.supports("en", "fr")
    assert "does not translate en-fr" in reason(engine.translate, ["x"], "en", "fr")
    any_pair = CommandTranslator(f"command: {line} {{source}} {{target}}")
    assert any_pair.supports("fi", "sw")
    assert not any_pair.supports("en-GB", "en-US")


def test_no_shell_is_involved(program, tmp_path):
    line = program("for line in sys.stdin: print(sys.argv[1:])", "$HOME", "a;b", "> out.txt", "`x`")
    (made,) = CommandTranslator(f"command[en-es]: {line}").translate(["x"], "en", "es")
    assert made == "['$HOME', 'a;b', '> out.txt', '`x`']"


def test_the_revision_is_of_the_command_line(program):
    line = program(UPPER)
    plain = CommandTranslator(f"command[en-es]: {line}")
    assert plain.name == f"command {os.path.basename(sys.executable)}"  # noqa: PTH119
    assert plain.revision.startswith("commandline-")
    assert plain.revision == CommandTranslator(f"  command[en-es] :  {line}").revision
    assert plain.revision != CommandTranslator(f"command[en-es]: {line} -u").revision


FAILURES = {
    "too few": ("print('only one')", "2 lines went in, 1 came out"),
    "too many": ("for line in sys.stdin: print('a\\nb')", "2 lines went in, 4 came out"),
    "nothing": ("", "2 lines went in, 1 came out"),
    "exit code": ("sys.exit('no such mode\\nusage: ...')", "failed with code 1: 'no such mode'"),
    "silent": ("sys.exit(3)", "failed with code 3: no message"),
    "not UTF-8": ("sys.stdout.buffer.write(b'\\xff\\n\\xfe\\n')", "its output is not UTF-8"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_program_that_fails_is_one_line(program, failure):
    code, message = FAILURES[failure]
    engine = CommandTranslator(f"command[en-es]: {program(code)}")
    assert message in reason(engine.translate, ["one", "two"], "en", "es")


@pytest.mark.skipif(os.name != "posix", reason="process groups")
def test_a_program_that_takes_too_long_is_ended_with_its_children(program):
    """The child keeps the pipe open: without it, waiting would not end in time."""
    code = (
        "import subprocess\n"
        "subprocess.run([sys.executable, '-c', 'import time; time.sleep(200)'], check=False)"
    )
    engine = CommandTranslator(f"command[en-es]: {program(code)}", seconds=0.5)
    message = reason(engine.translate, ["x"], "en", "es")
    assert "took more than 0.5 seconds for one batch" in message


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("command:", "no program is named"),
        ("command[en-es]: ''", "there is no program ''"),
        ("command: no-such-program {source} {target}", "there is no program 'no-such-program'"),
        ("command[en-es]: 'open quote", "cannot be read: No closing quotation"),
        (f"command: {sys.executable} -u fra-es", f"write command[fra-es]: {sys.executable} -u fra"),
        (f"command: {sys.executable} {{target}}", "does not say its direction"),
        (f"command[en]: {sys.executable}", "'en' is not a direction such as en-es"),
        (f"command[]: {sys.executable}", "'' is not a direction such as en-es"),
        (f"command[en-en]: {sys.executable}", "'en-en' is not a direction"),
        (f"command[en-xqx]: {sys.executable}", "'en-xqx' is not a direction"),
    ],
)
def test_a_command_that_cannot_be_used_is_one_line(name, message):
    assert message in reason(CommandTranslator, name)
    assert message in reason(Engines((name,)).check)


def test_commands_are_found_among_the_named_models(program):
    name = f"command[en-es]: {program(UPPER)}"
    engines = Engines((name,))
    engines.check()
    engine = engines.translator("en-GB", "es-MX")
    assert engine.translate(["x"], "en", "es") == ["X"]
    assert engine is engines.translator("en", "es")
    assert "no model for en-fr" in reason(engines.translator, "en", "fr")


def test_an_audit_with_a_command(program, tmp_path, monkeypatch, capsys):
    """Through the configuration file and through an option whose commas are the command's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(hub, "missing_libraries", lambda: "left out, as they are slow")
    name = f"command[en-fr, fr-en]: {program(UPPER, 'a,b')}"
    (tmp_path / "a.en.txt").write_text("The dog sleeps.\n", "utf-8")
    (tmp_path / "a.fr.txt").write_text("THE DOG SLEEPS.\n", "utf-8")
    (tmp_path / "mtaudit.toml").write_text(f"models = [{name!r}]\n", "utf-8")
    arguments = ["audit", "a.en.txt", "--sources", "a.fr.txt", "--source-lang", "fr"]
    arguments += ["--target-lang", "en", "--format", "json"]
    outputs = []
    for more in ([], ["--models", name]):
        with pytest.raises(SystemExit):
            main([*arguments, *more])
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert "|engine:command python" in outputs[0]
    assert "|revision:commandline-" in outputs[0]


def test_a_missing_program_ends_the_audit_with_exit_code_2(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The dog sleeps.\n", "utf-8")
    with pytest.raises(SystemExit) as exit_:
        main(["audit", "a.txt", "--models", "command[en-es]: nothing-here -u"])
    assert exit_.value.code == 2
    err = capsys.readouterr().err
    assert err == "mtaudit: command: nothing-here -u: there is no program 'nothing-here'\n"
