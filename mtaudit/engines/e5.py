"""multilingual-e5-small on PyTorch, from the weights of ``e5file``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, pre_tokenizers
from torch import nn
from transformers import BertConfig, BertModel

from mtaudit.engines.base import fingerprint, well_formed
from mtaudit.engines.e5file import E5File, Vocabulary, dequantize
from mtaudit.engines.vectors import Tokens, TorchEncoder, native_dtype

_PREFIX = "query:"
_UNMATCHABLE = "\ufdd0"  # a noncharacter: it keeps "<s>" in a text from being a special token
_NOWHERE = (0, 0)
_LONGEST_CLUSTER = 16  # what no writing exceeds, while normalizing takes quadratic time
_MODULES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def load(path: Path) -> TorchEncoder:
    """The encoder out of its file of weights.

    Raises:
        ModelError: the file cannot be read or lacks a tensor.
    """
    file = E5File(path)
    dtype = native_dtype()
    precision = str(dtype).removeprefix("torch.")
    return TorchEncoder(
        "multilingual-e5-small",
        f"{fingerprint(path)}-q4-{precision}",
        _bert(file, dtype),
        E5Tokenizer(file.vocabulary, file.sizes.positions),
    )


class E5Tokenizer:
    """Reads texts as XLM-RoBERTa's SentencePiece model does, with "query: " before each.

    Args:
        vocabulary: of the file of weights.
        limit: how many tokens the model reads, the prefix and two special tokens among them.
        prefix: put before each text.
    """

    def __init__(self, vocabulary: Vocabulary, limit: int, prefix: str = _PREFIX) -> None:
        special = {vocabulary.start, vocabulary.end, vocabulary.padding, vocabulary.unknown}
        pieces = [
            # Control pieces and <mask> are the ones without a score.
            (_UNMATCHABLE + piece if index in special or score == 0 else piece, score)
            for index, (piece, score) in enumerate(
                zip(vocabulary.pieces, vocabulary.scores, strict=True)
            )
        ]
        self._tokenizer = Tokenizer(models.Unigram(pieces, vocabulary.unknown, False))
        self._tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
        self.padding = vocabulary.padding
        self._normalization = vocabulary.normalization
        self._start = [vocabulary.start, *self._tokenizer.encode(prefix).ids]
        self._end = [vocabulary.end]
        self._room = limit - len(self._start) - len(self._end)

    def __call__(self, texts: Sequence[str]) -> list[Tokens]:
        """The tokens of each text, cut to the limit."""
        normalized = [_normalize(well_formed(text), self._normalization) for text in texts]
        encodings = self._tokenizer.encode_batch([text for text, _ in normalized])
        return [
            self._tokens(encoding.ids, encoding.offsets, *form)
            for encoding, form in zip(encodings, normalized, strict=True)
        ]

    def _tokens(
        self,
        ids: list[int],
        offsets: list[tuple[int, int]],
        text: str,
        places: list[tuple[int, int]],
    ) -> Tokens:
        """Cut to the limit; ``text`` is the normalized one, ``places`` where it comes from."""
        spans = [_NOWHERE] * len(self._start)
        for start, end in offsets[: self._room]:
            first = start + (text[start:end].startswith(" "))
            spans.append((places[first][0], places[end - 1][1]) if end > first else _NOWHERE)
        spans += [_NOWHERE] * len(self._end)
        return Tokens(
            self._start + ids[: self._room] + self._end, spans, truncated=len(ids) > self._room
        )


class PackedEmbedding(nn.Module):
    """An embedding that dequantizes the rows it is asked for.

    The whole table would take a second and 384 MB; a text needs a few dozen rows.
    """

    def __init__(self, rows: NDArray[np.uint8], dtype: torch.dtype) -> None:
        super().__init__()
        self._rows = rows
        self._dtype = dtype

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """The vectors of tokens, of one dimension more than ``ids``."""
        unique, inverse = torch.unique(ids, return_inverse=True)
        rows = torch.from_numpy(dequantize(self._rows[unique.numpy()])).to(self._dtype)
        return rows[inverse]


def _bert(file: E5File, dtype: torch.dtype) -> BertModel:
    sizes = file.sizes
    config = BertConfig(
        vocab_size=sizes.vocabulary,
        hidden_size=sizes.hidden,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.feed_forward,
        max_position_embeddings=sizes.positions,
        type_vocab_size=sizes.token_types,
        layer_norm_eps=sizes.norm_epsilon,
    )
    with torch.device("meta"):
        model = BertModel(config, add_pooling_layer=False)
    embeddings = model.embeddings
    embeddings.word_embeddings = PackedEmbedding(file.packed("emb.word", sizes.vocabulary), dtype)
    weights = {name: torch.from_numpy(value).to(dtype) for name, value in _weights(file)}
    model.load_state_dict(weights, strict=True, assign=True)
    # The two buffers are not part of a state dictionary, and empty on the meta device.
    embeddings.position_ids = torch.arange(sizes.positions).expand((1, -1))
    embeddings.token_type_ids = torch.zeros((1, sizes.positions), dtype=torch.long)
    return model


def _weights(file: E5File) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The names that BertModel gives its weights, and the weights."""
    sizes = file.sizes
    yield "embeddings.position_embeddings.weight", file.matrix("emb.pos", sizes.positions)
    yield "embeddings.token_type_embeddings.weight", file.matrix("emb.type", sizes.token_types)
    modules = {"emb.ln": "embeddings.LayerNorm"}
    for layer in range(sizes.layers):
        for short, module in _MODULES.items():
            modules[f"l{layer}.{short}"] = f"encoder.layer.{layer}.{module}"
    for name, module in modules.items():
        weight, bias = file.module(name)
        yield f"{module}.weight", weight
        yield f"{module}.bias", bias


def _normalize(text: str, table: dict[str, str]) -> tuple[str, list[tuple[int, int]]]:
    """The text as SentencePiece reads it, and the span in the text that each character is from.

    Composed, mapped character by character, without white space at the ends and with single
    spaces elsewhere.
    """
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    for start, end in _clusters(text):
        cluster = text[start:end]
        if end - start > 1:
            cluster = unicodedata.normalize("NFC", cluster)
        for character in "".join(table.get(c, c) for c in cluster):
            if character == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(character)
            places.append((start, end))
    if characters and characters[-1] == " ":
        characters.pop()
    return "".join(characters), places


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Spans of characters that compose with each other; most often single characters."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((i, i + 1) for i in range(len(text)))
        return
    bounds = [0]
    for i in range(1, len(text)):
        if i - bounds[-1] >= _LONGEST_CLUSTER or not _combines(text[bounds[-1] : i], text[i]):
            bounds.append(i)
    yield from pairwise([*bounds, len(text)])


def _combines(cluster: str, character: str) -> bool:
    if unicodedata.combining(character):
        return True
    composed = unicodedata.normalize("NFC", cluster)
    return not unicodedata.is_normalized("NFC", composed + character)
