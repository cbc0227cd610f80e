"""The tiny Marian model, converted for real."""

import json
import pickle
import shutil
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
converters = pytest.importorskip("ctranslate2.converters")

from mtaudit.engines import Engines, ctranslate2  # noqa: E402
from mtaudit.engines.ctranslate2 import CTranslate2Translator, convert, converted  # noqa: E402
from mtaudit.engines.hub import find  # noqa: E402
from mtaudit.engines.huggingface import HuggingFaceTranslator  # noqa: E402
from mtaudit.errors import ModelError  # noqa: E402


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """Where models are converted to."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "mtaudit" / "ctranslate2"


def test_translates_like_pytorch(found, pairs):
    engine = CTranslate2Translator(found)
    sources = [source for source, _ in pairs]
    assert engine.translate(sources, "fr", "en-GB") == [target for _, target in pairs]
    both = [*sources, "", "le roi dort", "il pleut , la paix est grande", " \n"]
    plain = HuggingFaceTranslator(found)
    assert engine.translations(both, "fr", "en") == plain.translations(both, "fr", "en")


def test_a_signature_says_the_engine(found):
    engine, plain = CTranslate2Translator(found), HuggingFaceTranslator(found)
    assert engine.name == "ct2:opus-mt-fr-en"
    assert "-ctranslate2-" in engine.revision
    assert engine.revision.endswith("-int8-beams4-batch16")
    assert engine.revision != plain.revision
    assert engine.revision != CTranslate2Translator(found, beams=2).revision


def test_reports_what_is_cut(found, marian, tmp_path):
    long, short = CTranslate2Translator(found).translations(
        ["le chat dort " * 40, "la paix revient"], "fr", "en"
    )
    assert long.problem == "input too long"
    assert short == type(short)("peace returns")
    folder = shutil.copytree(marian, tmp_path / "opus-mt-fr-en")
    model = transformers.MarianMTModel.from_pretrained(folder)
    model.final_logits_bias[0, 0] = -1000.0
    model.save_pretrained(folder)
    (result,) = CTranslate2Translator(find(str(folder))).translations(["le chat dort"], "fr", "en")
    assert result.problem == "output cut off"


def test_batches_and_threads_change_nothing(found, pairs, threads):
    texts = [source for source, _ in pairs] + ["le chien est mort", "la maison mange"]
    expected = CTranslate2Translator(found).translations(texts, "fr", "en")
    for number in (1, 2):
        threads(number)
        for batch in (1, 3):
            engine = CTranslate2Translator(found, batch=batch)
            assert engine.translations(texts, "fr", "en") == expected


def test_converts_once(found, cache, monkeypatch):
    assert converted(found) is None
    place = convert(found)
    assert place.parent == cache
    assert [path.name for path in cache.iterdir()] == [place.name]
    assert converted(found) == place
    monkeypatch.setattr(ctranslate2, "load_model", None)
    assert convert(found) == place


def test_another_vocabulary_is_another_conversion(found, marian, tmp_path):
    place = convert(found)
    folder = shutil.copytree(marian, tmp_path / "opus-mt-fr-en")
    assert converted(find(str(folder))) == place
    vocabulary = json.loads((folder / "vocab.json").read_text("utf-8"))
    (folder / "vocab.json").write_text(json.dumps({**vocabulary, ">>de<<": 900}), "utf-8")
    assert converted(find(str(folder))) is None


def test_a_conversion_that_fails_leaves_nothing(found, cache, monkeypatch):
    def fail(*_arguments, **_options):
        raise ValueError("no such architecture\nand more")

    monkeypatch.setattr(converters.TransformersConverter, "convert", fail)
    with pytest.raises(ModelError) as caught:
        convert(found)
    assert str(caught.value) == "opus-mt-fr-en: cannot be converted: no such architecture"
    assert list(cache.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_one_line(found, cache):
    cache.parent.mkdir(parents=True)
    cache.write_text("a file", "utf-8")
    with pytest.raises(ModelError, match="cannot be written: File exists"):
        convert(found)


def test_a_broken_conversion_names_what_to_remove(found):
    place = convert(found)
    (place / "model.bin").write_bytes(b"broken")
    with pytest.raises(ModelError) as caught:
        CTranslate2Translator(found).translate(["le chat"], "fr", "en")
    assert f"(remove {place})" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_model_whose_decoder_starts_elsewhere_is_refused(marian, tmp_path):
    """Further training does that where embeddings are shared; the output would begin wrongly."""
    folder = shutil.copytree(marian, tmp_path / "opus-mt-fr-en")
    model = transformers.MarianMTModel.from_pretrained(folder)
    with torch.no_grad():
        model.model.shared.weight[-1] += 0.5
    model.save_pretrained(folder)
    with pytest.raises(ModelError, match="does not start from a zero vector"):
        convert(find(str(folder)))


def test_pickled_weights_are_refused_and_not_opened(marian, tmp_path):
    folder = shutil.copytree(marian, tmp_path / "pickled")
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(Path("x")))
    with pytest.raises(ModelError, match="only pickled weights"):
        Engines((f"ct2:{folder}",)).check()


def test_a_model_of_many_languages_is_told_both(tmp_path):
    """Like PyTorch's with the same weights, which are random."""
    codes = ["eng_Latn", "fra_Latn", "deu_Latn"]
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"lechatdor"]
    tokenizer = transformers.NllbTokenizer(
        vocab={piece: i for i, piece in enumerate(dict.fromkeys(pieces))},
        merges=[],
        additional_special_tokens=codes,
    )
    tokenizer.save_pretrained(tmp_path / "nllb-tiny")
    torch.manual_seed(1)
    config = transformers.M2M100Config(
        vocab_size=len(tokenizer), d_model=16, max_position_embeddings=40,
        encoder_layers=1, decoder_layers=1, encoder_attention_heads=2, decoder_attention_heads=2,
        encoder_ffn_dim=16, decoder_ffn_dim=16, pad_token_id=1, init_std=0.5,
        decoder_start_token_id=2,
    )  # fmt: skip
    model = transformers.M2M100ForConditionalGeneration(config)
    model.save_pretrained(tmp_path / "nllb-tiny")
    folder = find(str(tmp_path / "nllb-tiny"))
    engine, plain = CTranslate2Translator(folder), HuggingFaceTranslator(folder)
    texts = ["le chat", "dort la", "chat dort"]
    made = engine.translate(texts, "fr", "en")
    assert made == plain.translate(texts, "fr", "en")
    assert "eng_Latn" not in "".join(made)


def test_is_chosen_by_name_alone(marian, bert):
    engines = Engines((f"ct2:{marian}", str(bert)))
    engines.check()
    converted, plain = (
        kind(find(str(marian))) for kind in (CTranslate2Translator, HuggingFaceTranslator)
    )
    assert engines.translator("fr", "en").revision == converted.revision != plain.revision
    assert engines.translator("fr", "en") is engines.translator("fr-CA", "en-GB")
    assert engines.encoder().name == "tiny-bert"
    assert Engines((str(marian),)).translator("fr", "en").revision == plain.revision
    with pytest.raises(ModelError, match="tiny-bert is an encoder, not a translator"):
        Engines((f"ct2:{bert}",)).check()


def test_without_the_library_the_remedy_is_named(marian, monkeypatch):
    monkeypatch.setattr(ctranslate2, "find_spec", lambda _: None)
    with pytest.raises(ModelError) as caught:
        Engines((f"ct2:{marian}",)).check()
    assert "pip install 'mtaudit[ctranslate2]'" in str(caught.value)


def test_nothing_leaks_to_the_terminal(found, capfd):
    CTranslate2Translator(found).translate(["le chat dort"], "fr", "en")
    assert capfd.readouterr() == ("", "")
