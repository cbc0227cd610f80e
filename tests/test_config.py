import pytest

from mtaudit.config import Settings, find_config, read_config
from mtaudit.errors import ConfigError
from mtaudit.mqm import Severity


def test_every_key(tmp_path):
    path = tmp_path / "mtaudit.toml"
    path.write_text(
        'source-lang = "FR"\ntarget-lang = "pt-br"\nsources = "s"\nreferences = ["r", "q"]\n'
        'glossaries = "g.csv"\nselect = ["ART"]\nignore = "ART003"\nfail-on = "minor"\n'
        'models = ["none"]\nallow-download = true\nweights = "wmt"\n'
        'comet = "v/bin/comet-score --gpus 1"\ncomet-model = "x/y"\ncache = "kept"\n',
        "utf-8",
    )
    assert read_config(path) == Settings(
        source_lang="fr",
        target_lang="pt-BR",
        sources=tmp_path / "s",
        references=(tmp_path / "r", tmp_path / "q"),
        glossaries=(tmp_path / "g.csv",),
        select=("ART",),
        ignore=("ART003",),
        fail_on=Severity.MINOR,
        models=("none",),
        allow_download=True,
        cache=tmp_path / "kept",
        weights="wmt",
        comet=(str(tmp_path / "v/bin/comet-score"), "--gpus", "1"),
        comet_model="x/y",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '# x\nfail_on = "major"',
            "mtaudit.toml:2: unknown option 'fail_on' (did you mean 'fail-on'?)",
        ),
        ('fail-on = "bad"', "mtaudit.toml:1: fail-on: 'bad' is not one of neutral, minor"),
        ("select = [1]", "mtaudit.toml:1: select: must be a string or a list of strings"),
        ('allow-download = "yes"', "mtaudit.toml:1: allow-download: must be true or false"),
        ('source-lang = "french"', "mtaudit.toml:1: source-lang: "),
        ("comet = ''", "mtaudit.toml:1: comet: no command: ''"),
        ("source-lang = ", "mtaudit.toml: is not valid TOML"),
    ],
)
def test_mistakes_are_named_with_their_line(tmp_path, text, message):
    path = tmp_path / "mtaudit.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as error:
        read_config(path)
    assert message in str(error.value)


def test_the_nearest_file_counts(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "mtaudit.toml").write_text("", "utf-8")
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
    assert find_config(inner) == tmp_path / "mtaudit.toml"
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.mtaudit]\nselect = "ART"\n', "utf-8")
    assert find_config(inner) == tmp_path / "a" / "pyproject.toml"
    assert read_config(tmp_path / "a" / "pyproject.toml").select == ("ART",)


def test_values_that_are_not_given_change_nothing():
    settings = Settings(source_lang="fr").updated({"source_lang": None, "target_lang": "en"})
    assert (settings.source_lang, settings.target_lang) == ("fr", "en")
