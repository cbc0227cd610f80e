"""Models made on the spot, saved as safetensors and run for real."""

import json
import pickle
import shutil
import warnings
from pathlib import Path

import pytest

np = pytest.importorskip("numpy")
torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from mtaudit.engines.hub import ModelFolder, find  # noqa: E402
from mtaudit.engines.huggingface import HuggingFaceEncoder, HuggingFaceTranslator  # noqa: E402
from mtaudit.engines.languages import nllb_code  # noqa: E402
from mtaudit.errors import ModelError  # noqa: E402


class Touch:
    """What a hostile pickle does when it is loaded."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


def test_translates_what_the_model_has_learnt(found, pairs):
    engine = HuggingFaceTranslator(found, batch=4)
    sources = [source for source, _ in pairs]
    assert engine.translate(sources, "fr", "en-GB") == [target for _, target in pairs]


def test_keeps_the_order_and_blank_texts(found):
    texts = ["il pleut à Paris", "", "le chat dort", " \n"]
    results = HuggingFaceTranslator(found, batch=2).translations(texts, "fr", "en")
    assert [item.text for item in results] == ["it rains in Paris", "", "the cat sleeps", ""]
    assert {item.problem for item in results} == {None}


def test_says_when_the_input_is_longer_than_the_model_reads(found):
    long, short = HuggingFaceTranslator(found).translations(
        ["le chat dort " * 40, "la paix revient"], "fr", "en"
    )
    assert long.problem == "input too long"
    assert short == type(short)("peace returns")


def test_says_when_the_output_has_no_end(marian, tmp_path):
    folder = shutil.copytree(marian, tmp_path / "opus-mt-fr-en")
    model = transformers.MarianMTModel.from_pretrained(folder)
    model.final_logits_bias[0, 0] = -1000.0
    model.save_pretrained(folder)
    engine = HuggingFaceTranslator(find(str(folder)))
    (result,) = engine.translations(["le chat dort"], "fr", "en")
    assert result.problem == "output cut off"


def test_reads_the_language_pair_from_the_name(found):
    engine = HuggingFaceTranslator(found)
    assert engine.supports("fr-CA", "en")
    assert not engine.supports("en", "fr")
    assert not engine.supports("de", "en")
    with pytest.raises(ModelError, match="does not translate de-en"):
        engine.translate(["Hallo"], "de", "en")


def test_reads_families_and_target_codes_of_multilingual_opus_models(marian, tmp_path):
    folder = shutil.copytree(marian, tmp_path / "opus-mt-ROMANCE-gmw")
    vocabulary = json.loads((folder / "vocab.json").read_text("utf-8"))
    (folder / "vocab.json").write_text(
        json.dumps({**vocabulary, ">>deu<<": 900, ">>nl<<": 901}), "utf-8"
    )
    engine = HuggingFaceTranslator(find(str(folder)))
    assert engine.supports("pt-BR", "de")
    assert engine.supports("it", "nl")
    assert not engine.supports("it", "en")
    assert not engine.supports("ru", "de")


def test_revision_depends_on_weights_and_settings(found, marian, tmp_path):
    folder = shutil.copytree(marian, tmp_path / "copy")
    plain = HuggingFaceTranslator(found)
    assert plain.revision == HuggingFaceTranslator(find(str(folder))).revision
    assert plain.revision != HuggingFaceTranslator(found, beams=2).revision
    assert plain.revision != HuggingFaceTranslator(found, batch=2).revision
    weights = folder / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert plain.revision != HuggingFaceTranslator(find(str(folder))).revision


def test_nothing_leaks_to_the_terminal(found, bert, capfd):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        HuggingFaceTranslator(found).translate(["le chat dort"], "fr", "en")
        HuggingFaceEncoder(find(str(bert))).encode(["the cat " * 100])
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")


@pytest.mark.parametrize(
    ("tag", "code"),
    [("fr", "fra_Latn"), ("pt-BR", "por_Latn"), ("zh", "zho_Hans"), ("zh-TW", "zho_Hant"),
     ("zh-Hant-HK", "zho_Hant"), ("sr", "srp_Cyrl"), ("xx", None)],
)  # fmt: skip
def test_codes_of_nllb(tag, code):
    assert nllb_code(tag) == code


def test_nllb_is_told_both_languages(tmp_path, monkeypatch):
    folder = tmp_path / "nllb-tiny"
    codes = ["eng_Latn", "fra_Latn", "deu_Latn"]
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"lechatdor"]
    tokenizer = transformers.NllbTokenizer(
        vocab={piece: i for i, piece in enumerate(dict.fromkeys(pieces))},
        merges=[],
        additional_special_tokens=codes,
    )
    tokenizer.save_pretrained(folder)
    config = transformers.M2M100Config(
        vocab_size=len(tokenizer), d_model=16, max_position_embeddings=40,
        encoder_layers=1, decoder_layers=1, encoder_attention_heads=2, decoder_attention_heads=2,
        encoder_ffn_dim=16, decoder_ffn_dim=16,
    )  # fmt: skip
    transformers.M2M100ForConditionalGeneration(config).save_pretrained(folder)
    generate = transformers.M2M100ForConditionalGeneration.generate
    seen = {}

    def spy(self, **kwargs):
        seen.update(kwargs)
        return generate(self, **kwargs)

    monkeypatch.setattr(transformers.M2M100ForConditionalGeneration, "generate", spy)
    engine = HuggingFaceTranslator(find(str(folder)))
    assert engine.supports("de", "fr")
    assert not engine.supports("es", "fr")
    engine.translate(["le chat"], "fr", "en")
    assert seen["input_ids"][0, 0] == tokenizer.convert_tokens_to_ids("fra_Latn")
    assert seen["forced_bos_token_id"] == tokenizer.convert_tokens_to_ids("eng_Latn")


def test_encodes_with_a_bert_on_disk(bert):
    encoder = HuggingFaceEncoder(find(str(bert)))
    texts = ["the cat sleeps", "the dog eats", "it rains in Paris , the king is dead"]
    vectors = encoder.encode(texts)
    assert vectors.shape == (3, 16)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert vectors == pytest.approx(alone, abs=1e-5)


def test_token_states_have_the_places_of_the_words(bert):
    encoder = HuggingFaceEncoder(find(str(bert)))
    text = "  the Cat sleeps."
    (states,) = encoder.token_states([text])
    assert [text[a:b] for a, b in states.offsets] == ["the", "Cat", "sleeps", "."]
    assert states.states.shape == (4, 16)
    assert states.states.dtype == np.float32
    assert not states.truncated


def test_says_which_texts_are_cut(bert):
    encoder = HuggingFaceEncoder(find(str(bert)))
    texts = ["the cat", "the cat " * 20]
    assert encoder.truncated(texts) == [False, True]
    short, long = encoder.token_states(texts)
    assert (short.truncated, long.truncated) == (False, True)
    assert len(long.offsets) == 14


def test_follows_the_pooling_that_the_model_asks_for(bert, tmp_path):
    folder = shutil.copytree(bert, tmp_path / "cls")
    modules = [
        {"idx": 0, "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    ]
    (folder / "modules.json").write_text(json.dumps(modules), "utf-8")
    (folder / "1_Pooling").mkdir()
    settings = {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(settings), "utf-8")
    first = HuggingFaceEncoder(find(str(folder)))
    mean = HuggingFaceEncoder(find(str(bert)))
    assert first.revision != mean.revision
    assert first.encode(["the cat"]) != pytest.approx(mean.encode(["the cat"]), abs=1e-3)
    settings = {"pooling_mode_lasttoken": True}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(settings), "utf-8")
    with pytest.raises(ModelError, match="pooling that mtaudit does not know"):
        HuggingFaceEncoder(find(str(folder)))


def test_e5_gets_its_prefix_and_hides_it(bert, tmp_path):
    folder = shutil.copytree(bert, tmp_path / "e5-tiny")
    plain, prefixed = HuggingFaceEncoder(find(str(bert))), HuggingFaceEncoder(find(str(folder)))
    text = "the cat sleeps"
    assert prefixed.token_states([text])[0].offsets == plain.token_states([text])[0].offsets
    by_hand = plain.encode([f"query: {text}"])
    assert prefixed.encode([text]) == pytest.approx(by_hand, abs=1e-6)


def test_pickled_weights_are_refused_and_not_opened(bert, tmp_path):
    folder = shutil.copytree(bert, tmp_path / "pickled")
    (folder / "model.safetensors").unlink()
    trap = tmp_path / "trap"
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(Touch(trap)))
    with pytest.raises(ModelError, match="only pickled weights") as caught:
        find(str(folder))
    assert "\n" not in str(caught.value)
    assert not trap.exists()


def test_a_model_with_its_own_code_is_not_run(bert, tmp_path):
    folder = shutil.copytree(bert, tmp_path / "custom")
    trap = tmp_path / "trap"
    (folder / "evil.py").write_text(f"open({str(trap)!r}, 'w').close()", "utf-8")
    config = json.loads((folder / "config.json").read_text("utf-8"))
    config["auto_map"] = {"AutoModel": "evil.Model", "AutoConfig": "evil.Config"}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    HuggingFaceEncoder(find(str(folder))).encode(["the cat"])
    assert not trap.exists()


def test_missing_weights_are_an_error_and_not_random_numbers(bert, tmp_path):
    folder = shutil.copytree(bert, tmp_path / "deeper")
    config = json.loads((folder / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps({**config, "num_hidden_layers": 3}), "utf-8")
    with pytest.raises(ModelError, match=r"no weights for encoder\.layer\.2"):
        HuggingFaceEncoder(find(str(folder)))


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "no config.json"),
        ({"config.json": "{"}, "config.json cannot be read"),
        ({"config.json": "[]"}, "not an object"),
        ({"config.json": '{"model_type": "gpt2"}'}, "gpt2 is neither a translator"),
        ({"config.json": '{"model_type": "bert"}'}, "no model.safetensors"),
        ({"config.json": '{"model_type": "bert"}', "model.safetensors": "x"}, "cannot be loaded"),
    ],
)
def test_a_broken_folder_is_one_line(tmp_path, files, message):
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(ModelError, match=message) as caught:
        HuggingFaceEncoder(ModelFolder(tmp_path, "broken"))
    assert "\n" not in str(caught.value)


def test_kinds_are_not_mixed_up(bert, found):
    with pytest.raises(ModelError, match="not a translator"):
        HuggingFaceTranslator(find(str(bert)))
    with pytest.raises(ModelError, match="not an encoder"):
        HuggingFaceEncoder(found)
